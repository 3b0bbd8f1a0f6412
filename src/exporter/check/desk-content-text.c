/* desk-content-text.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-content-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Which texts are looked at: of each edition what readers have, and what is being
 * written, where that is another text or the only one. Before it is published is when a
 * person wants to know. */

#define N_BETWEEN 64 /* editions between two words about how far it is */

static void
check_cover (DeskContentText *self,
             const char      *cover)
{
  g_autofree char *name = desk_content_dup_silent (self, cover);
  g_autofree char *key = g_strconcat ("cover ", cover, NULL);

  if (name != NULL)
    desk_content_tell (self, DESK_FINDING_ALT, key,
                       /* Translators: “Bridge” (en); what a picture is called */
                       g_strdup_printf (_("%s: the cover “%s” has no alternative text in this language; say what it shows"),
                                        self->place, name));
}

static gboolean
check_text (DeskContentCheck       *self,
            DeskPlanLanguage       *language,
            const DeskContentState *state,
            gboolean                is_released,
            GHashTable             *told,
            GError                **error)
{
  g_autoptr(DeskContent) content = desk_store_dup_content (self->store, state->id, is_released, error);
  g_autofree char *place = content != NULL ? desk_content_dup_place (content->title, language->edition_language, is_released) : NULL;
  DeskContentText text = { self, language, NULL, place, state->is_live, NULL, NULL, told, NULL };

  if (content == NULL)
    return FALSE;

  text.article = content->article;
  desk_content_check_body (&text, content->body);
  check_cover (&text, content->cover);
  desk_content_check_motion (&text, content->cover);
  if (!state->is_live && g_str_equal (content->kind, "page"))
    desk_content_check_page (&text, content);
  if (self->error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

static gboolean
check_edition (DeskContentCheck       *self,
               DeskPlanLanguage       *language,
               const DeskContentState *state,
               GError                **error)
{
  g_autoptr(GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return (!state->is_live || check_text (self, language, state, TRUE, told, error)) &&
         ((state->is_live && !state->is_ahead) || check_text (self, language, state, FALSE, told, error));
}

static gboolean
check_language (DeskContentCheck *self,
                DeskPlanLanguage *language,
                double            first,
                double            share,
                GError          **error)
{
  g_autoptr(GArray) states = desk_store_list_content (self->store, language->edition_language, error);

  for (unsigned i = 0; states != NULL && i < states->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error) ||
          !check_edition (self, language, &g_array_index (states, DeskContentState, i), error))
        return FALSE;
      if (self->progress != NULL && i % N_BETWEEN == 0)
        self->progress (_("Looking at links and pictures"), first + share * i / states->len, self->user_data);
    }

  return states != NULL && desk_plan_check (self->plan, error);
}

/**
 * desk_content_check_texts:
 *
 * Looks at the texts of all languages that the site has.
 */
gboolean
desk_content_check_texts (DeskContentCheck *self,
                          GError          **error)
{
  double share = 1.0 / self->languages->len;

  for (unsigned i = 0; i < self->languages->len; i++)
    {
      if (!check_language (self, self->languages->pdata[i], i * share, share, error))
        return FALSE;
    }

  return TRUE;
}
