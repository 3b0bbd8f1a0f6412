/* desk-export-gone.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-export-private.h"

#include "desk-search-index.h"
#include "desk-sitemap.h"
#include "exporter/feed/desk-feed.h"

/* What an export that makes only some pages takes away: nothing else has noticed. */

static void
drop_file (DeskExport *self,
           const char *path)
{
  g_autofree char *file = desk_export_dup_file (path);

  desk_output_drop (self->output, file);
}

/* What led on from a place may have made room for a page, which isn't made now if it
 * was there before. */
static void
drop_forwards (DeskExport *self,
               const char *language,
               const char *folder)
{
  for (unsigned i = 0; i < self->marks->forwards->len; i++)
    {
      const DeskPlanGone *place = self->marks->forwards->pdata[i];
      g_autofree char *path = g_strconcat (folder, place->path, NULL);

      if (g_str_equal (place->language, language) && !desk_plan_has_page (self->plan, path))
        drop_file (self, path);
    }
}

static void
drop_places (DeskExport      *self,
             const char      *language,
             const char      *folder,
             const GPtrArray *places)
{
  for (unsigned i = 0; i < places->len; i++)
    {
      const DeskPlanGone *gone = places->pdata[i];
      g_autofree char *path = NULL;

      if (!g_str_equal (gone->language, language))
        continue;
      path = g_strconcat (folder, gone->path, NULL);
      drop_file (self, path);
    }
}

static void
drop_feed (DeskExport *self,
           const char *folder)
{
  for (unsigned i = 0; i < DESK_FEED_N_FORMATS; i++)
    {
      g_autofree char *path = g_strconcat (folder, desk_feed_formats[i].file, NULL);

      drop_file (self, path);
    }
}

static gboolean
drop_of_list (DeskExport             *self,
              const DeskPlanLanguage *language,
              gint64                  row,
              GError                **error)
{
  g_autoptr(DeskSiteList) list = NULL;

  if (!desk_site_find_list_by_id (desk_output_get_state (self->output), row, &list, error))
    return FALSE;
  if (list == NULL || list->n_texts > 0 || !g_str_equal (list->language, language->edition_language))
    return TRUE;

  if (list->kind == DESK_PLAN_MONTH)
    {
      g_autofree char *path = desk_sitemap_dup_path (language, list->key, 1);
      g_autofree char *piece = desk_search_index_dup_path (language, list->key);

      drop_file (self, path);
      drop_file (self, piece);
    }
  else
    {
      g_autofree char *folder = g_strconcat (language->path, list->path, NULL);

      drop_feed (self, folder);
    }
  return TRUE;
}

static gboolean
drop_of_lists (DeskExport             *self,
               const DeskPlanLanguage *language,
               GHashTable             *rows,
               GError                **error)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    {
      if (!drop_of_list (self, language, (gint64) GPOINTER_TO_SIZE (row), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
drop_unused (DeskExport *self,
             GError    **error)
{
  for (unsigned i = 0; i < self->marks->unused->len; i++)
    {
      const char *path = self->marks->unused->pdata[i];
      gboolean is_shown = FALSE;

      if (!desk_site_is_shown (desk_output_get_state (self->output), path, &is_shown, error))
        return FALSE;
      if (!is_shown)
        drop_file (self, path);
    }

  return TRUE;
}

/**
 * desk_export_drop_gone:
 *
 * Drops what the marks say is no more.
 */
gboolean
desk_export_drop_gone (DeskExport *self,
                       GError    **error)
{
  for (unsigned i = 0; i < self->plan->languages->len; i++)
    {
      const DeskPlanLanguage *language = self->plan->languages->pdata[i];

      drop_places (self, language->edition_language, language->path, self->marks->gone);
      drop_forwards (self, language->edition_language, language->path);
      if (!drop_of_lists (self, language, self->marks->feeds, error) ||
          !drop_of_lists (self, language, self->marks->months, error))
        return FALSE;
    }

  drop_forwards (self, "", "");
  return desk_plan_check (self->plan, error) && drop_unused (self, error);
}
