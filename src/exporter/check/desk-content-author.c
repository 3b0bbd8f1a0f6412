/* desk-content-author.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-content-private.h"

#include "store/desk-biography.h"

#include <glib/gi18n-lib.h>

/* What stands above the texts of an author: a portrait and a biography. */

static gboolean
check_biography (DeskContentText *self,
                 const DeskTerm  *author,
                 GError         **error)
{
  g_autofree char *body = NULL;

  if (!desk_store_dup_biography (self->check->store, author->uuid, self->language->edition_language, &body, error))
    return FALSE;

  desk_content_check_body (self, body);
  if (self->check->error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&self->check->error));
  return FALSE;
}

static void
check_portrait (DeskContentText *self,
                const DeskTerm  *author)
{
  g_autofree char *name = author->portrait != NULL ? desk_content_dup_silent (self, author->portrait) : NULL;

  if (name != NULL)
    desk_content_tell (self, DESK_FINDING_ALT, "portrait",
                       /* Translators: “Ana” (en); what a picture is called */
                       g_strdup_printf (_("%s: the portrait “%s” has no alternative text in this language; say who it shows"),
                                        self->place, name));
}

static gboolean
check_author (DeskContentCheck *self,
              DeskPlanLanguage *language,
              const DeskTerm   *author,
              GError          **error)
{
  const char *edition_language = language->edition_language;
  const DeskTermName *name = desk_term_get_name (author, edition_language);
  g_autofree char *place = g_strdup_printf (_("“%s” (%s)"), name != NULL ? name->name : _("Untitled"), edition_language);
  g_autoptr(GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  DeskContentText text = { self, language, NULL, place, TRUE, NULL, NULL, told, author->uuid };

  check_portrait (&text, author);
  desk_content_check_motion (&text, author->portrait != NULL ? author->portrait : "");
  return check_biography (&text, author, error);
}

/**
 * desk_content_check_authors:
 *
 * Looks at the pages of authors, in each language in which they have one.
 */
gboolean
desk_content_check_authors (DeskContentCheck *self,
                            GError          **error)
{
  for (unsigned i = 0; i < self->languages->len; i++)
    {
      g_autoptr(GPtrArray) authors = desk_plan_language_list_lists (self->languages->pdata[i], DESK_PLAN_AUTHOR);

      for (unsigned j = 0; j < authors->len; j++)
        {
          const DeskTerm *author = desk_plan_list_get_term (authors->pdata[j]);

          if (g_cancellable_set_error_if_cancelled (self->cancellable, error) ||
              (author != NULL && !check_author (self, self->languages->pdata[i], author, error)))
            return FALSE;
        }
    }

  return desk_plan_check (self->plan, error);
}
