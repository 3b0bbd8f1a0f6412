/* desk-content-check.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-content-private.h"

#include <glib/gi18n-lib.h>

/* What readers would find wrong, and nobody but a person can put right: links that lead
 * nowhere, pictures without words, old addresses and related articles that show nothing, two
 * texts that want one address, languages that were left behind.
 *
 * Whether a link leads somewhere is asked of the plan that an export would make now, and
 * what is said of a picture is looked for as pages look for it: so this reports what
 * would be published, and not what a second set of rules makes of the library.
 *
 * A text is read, looked at and forgotten before the next one.
 */

/**
 * desk_content_tell:
 * @key: what it is about in its text, so that the text that is being written doesn't say
 *   again what was said of the released one
 * @message: (transfer full): one sentence
 */
void
desk_content_tell (DeskContentText *self,
                   DeskFindingKind  kind,
                   const char      *key,
                   char            *message)
{
  DeskFindingSubject subject = {
    .article = self->article,
    .language = self->language->edition_language,
    .term = self->author,
    .term_type = DESK_TERM_AUTHOR,
  };

  if (g_hash_table_add (self->told, g_strdup_printf ("%d %s", (int) kind, key)))
    desk_findings_add_about (self->check->findings, kind, &subject, message);
  else
    g_free (message);
}

/**
 * desk_content_shorten:
 * @text: what somebody wrote into a link, which can be of any length
 *
 * Returns: (transfer full): its beginning and its end, to be told in a line
 */
char *
desk_content_shorten (const char *text,
                      gsize       n_chars)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  g_strdelimit (valid, "\r\n", ' ');

  return g_utf8_truncate_middle (valid, n_chars);
}

/**
 * desk_content_dup_place:
 * @is_released: readers have this text
 *
 * Returns: (transfer full): which text something is said of
 */
char *
desk_content_dup_place (const char *title,
                        const char *language,
                        gboolean    is_released)
{
  const char *name = *title != '\0' ? title : _("Untitled");

  return is_released
         /* Translators: a title and a language: which text a problem is in */
         ? g_strdup_printf (_("“%s” (%s)"), name, language)
         /* Translators: likewise, of words that readers don't have yet */
         : g_strdup_printf (_("“%s” (%s, not published yet)"), name, language);
}

/**
 * desk_content_is_answered:
 * @address: below the site's own
 *
 * Returns: whether a reader would find something there; also where that can't be told,
 *   and the check's error is set
 */
gboolean
desk_content_is_answered (DeskContentCheck *self,
                          const char       *address)
{
  gboolean is_answered = TRUE;
  GError *error = NULL;

  (void) desk_plan_answers_find (self->answers, address, &is_answered, &error); /* it sets the error */

  return desk_content_take_error (self, error) || is_answered;
}

/**
 * desk_content_list_languages:
 *
 * Returns: (transfer container) (element-type utf8): those of the site's editions, the main
 *   one first, and %NULL behind the last
 */
GPtrArray *
desk_content_list_languages (DeskContentCheck *self)
{
  GPtrArray *languages = g_ptr_array_new_null_terminated (self->languages->len, NULL, TRUE);

  for (unsigned i = 0; i < self->languages->len; i++)
    g_ptr_array_add (languages, (char *) ((const DeskPlanLanguage *) self->languages->pdata[i])->edition_language);

  return languages;
}

/* Keeps the first error. Returns whether there is one. */
gboolean
desk_content_take_error (DeskContentCheck *self,
                         GError           *error) /* eaten; nullable */
{
  if (error == NULL)
    return FALSE;

  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
  return TRUE;
}

static GPtrArray *
list_languages (const DeskPlan *plan)
{
  GPtrArray *languages = g_ptr_array_new ();

  for (unsigned i = 0; i < plan->languages->len; i++)
    {
      DeskPlanLanguage *language = plan->languages->pdata[i];
      gboolean is_known = FALSE;

      for (unsigned j = 0; j < languages->len; j++)
        is_known = is_known || g_str_equal (((const DeskPlanLanguage *) languages->pdata[j])->edition_language, language->edition_language);
      if (!is_known)
        g_ptr_array_add (languages, language);
    }

  return languages;
}

static gboolean
check_all (DeskContentCheck *self,
           GError          **error)
{
  if (self->progress != NULL)
    self->progress (_("Working out the site"), -1, self->user_data);
  self->answers = desk_plan_answers_new (self->store, self->cancellable, error);
  if (self->answers == NULL)
    return FALSE;
  self->plan = desk_plan_answers_get_plan (self->answers);
  self->languages = list_languages (self->plan);

  return desk_content_check_texts (self, error) &&
         desk_content_check_authors (self, error) &&
         desk_content_check_redirects (self, error) &&
         desk_content_check_addresses (self, error) &&
         desk_content_check_chosen (self, error) &&
         desk_content_check_lost (self, error) &&
         desk_content_check_languages (self, error);
}

/**
 * desk_content_check:
 * @store: a sound library, which must not change meanwhile (see desk_reading_begin())
 * @findings: gets what is wrong
 * @progress: (nullable) (scope call): told how far it is
 *
 * Looks at all that the site's languages have, and at what is being written for them.
 * Changes nothing, and asks nobody on the web. Blocks; call it on a worker.
 *
 * Returns: %FALSE with @error set when it can't be told
 */
gboolean
desk_content_check (DeskStore       *store,
                    DeskFindings    *findings,
                    DeskProgressFunc progress,
                    gpointer         user_data,
                    GCancellable    *cancellable,
                    GError         **error)
{
  DeskContentCheck self = {
    .store = store,
    .findings = findings,
    .progress = progress,
    .user_data = user_data,
    .cancellable = cancellable,
  };
  gboolean is_done;

  g_return_val_if_fail (DESK_IS_STORE (store) && findings != NULL, FALSE);

  self.moving = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  is_done = check_all (&self, error);
  g_clear_error (&self.error);
  g_clear_pointer (&self.moving, g_hash_table_unref);
  g_clear_pointer (&self.languages, g_ptr_array_unref);
  g_clear_pointer (&self.answers, desk_plan_answers_free);

  return is_done;
}
