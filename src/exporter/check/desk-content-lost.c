/* desk-content-lost.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-content-private.h"

#include "store/desk-released.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Addresses that the library remembers, at which readers find nothing any more. A person
 * may have wanted it so, and can say so: that it is gone. */

static char *
explain_article (const char     *shown,
                 const char     *title,
                 DeskWhereabouts whereabouts)
{
  return whereabouts == DESK_WHEREABOUTS_TRASH
         /* Translators: an address; a title */
         ? g_strdup_printf (_("%s leads nowhere: “%s”, which was there, is in the trash; restore it, or say where the address leads now"), shown, title)
         /* Translators: likewise */
         : g_strdup_printf (_("%s leads nowhere: “%s”, which was there, isn't published any more; publish it, or say where the address leads now"),
                            shown, title);
}

static char *
explain_term (DeskContentCheck *self,
              const char       *shown,
              const char       *key, /* nullable */
              const char       *language)
{
  GError *error = NULL;
  g_autoptr(DeskTerm) term = key != NULL ? desk_store_dup_term (self->store, key, &error) : NULL;
  const DeskTermName *name = term != NULL ? desk_term_get_name (term, language) : NULL;

  if (g_error_matches (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND))
    g_clear_error (&error);
  desk_content_take_error (self, error);

  return name != NULL
         /* Translators: an address; the name of a section, a tag or an author */
         ? g_strdup_printf (_("%s leads nowhere: “%s”, which was there, has no articles any more; say where the address leads now"), shown, name->name)
         /* Translators: an address */
         : g_strdup_printf (_("%s leads nowhere: what was there is no longer in the library; say where the address leads now"), shown);
}

static void
tell (DeskContentCheck   *self,
      const char         *language,
      const DeskPlanLost *lost)
{
  g_autofree char *shown = desk_content_shorten (lost->path, DESK_CONTENT_MAX_ADDRESS_CHARS);
  DeskWhereabouts whereabouts = DESK_WHEREABOUTS_NOWHERE;
  g_autofree char *title = NULL;
  DeskFindingSubject subject = { .language = language, .old = lost->path };
  GError *error = NULL;
  gboolean is_article;

  if (lost->key != NULL)
    (void) desk_store_find_whereabouts (self->store, lost->key, language, &whereabouts, &title, &error); /* it sets the error */
  if (desk_content_take_error (self, error))
    return;

  is_article = whereabouts != DESK_WHEREABOUTS_NOWHERE;
  subject.article = is_article ? lost->key : NULL;
  desk_findings_add_about (self->findings, DESK_FINDING_GONE, &subject,
                           is_article ? explain_article (shown, title, whereabouts)
                                      : explain_term (self, shown, lost->key, language));
}

static gboolean
check_language (DeskContentCheck *self,
                DeskPlanLanguage *language,
                GHashTable       *told,
                GError          **error)
{
  g_autoptr(GPtrArray) lost = desk_plan_language_list_lost (language, error);

  for (unsigned i = 0; lost != NULL && i < lost->len; i++)
    {
      const DeskPlanLost *one = lost->pdata[i];

      /* What is at two addresses, in two scripts, is told of once. */
      if (g_hash_table_add (told, g_strdup_printf ("%s %s", language->edition_language, one->path + strlen (language->path))))
        tell (self, language->edition_language, one);
    }
  if (lost == NULL || self->error == NULL)
    return lost != NULL;

  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

/**
 * desk_content_check_lost:
 *
 * Looks at addresses where readers had a text, or a list, that they no longer have.
 */
gboolean
desk_content_check_lost (DeskContentCheck *self,
                         GError          **error)
{
  g_autoptr(GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (unsigned i = 0; i < self->plan->languages->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error) ||
          !check_language (self, self->plan->languages->pdata[i], told, error))
        return FALSE;
    }

  return TRUE;
}
