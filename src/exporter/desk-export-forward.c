/* desk-export-forward.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-export-private.h"

#include "model/desk-redirect.h"

#include <string.h>

/* Pages where something was, which lead on to where it is. They are files beside the
 * pages of the site: nothing leads to them, and no count has them. What is gone has
 * none, and servers that can be told say so. Where a feed was there is one (desk-feed.c).
 */

static gboolean
has_forward_page (const DeskPlanForward *forward)
{
  return forward->to != NULL && g_str_has_suffix (forward->path, "/");
}

static gboolean
write_forward (DeskExport            *self,
               DeskPages             *pages,
               const DeskPlanForward *forward,
               GError               **error)
{
  g_autofree char *file = desk_export_dup_file (forward->path);
  g_autofree char *html = desk_theme_render (self->theme, "forward", desk_page_for_forward (pages, forward), error);

  desk_arena_reset (pages->arena);

  return html != NULL && !g_cancellable_set_error_if_cancelled (self->cancellable, error) &&
         desk_output_write (self->output, file, html, strlen (html), NULL, error);
}

static DeskPages *
find_pages (const DeskExport       *self,
            const DeskPlanLanguage *language)
{
  for (unsigned i = 0; i < self->pages->len; i++)
    {
      DeskPages *pages = self->pages->pdata[i];

      if (g_str_equal (pages->language->language, language->language))
        return pages;
    }

  return self->pages->pdata[0];
}

static gboolean
write_forwards_at (DeskExport *self,
                   DeskPages  *pages,
                   const char *path, /* nullable */
                   GError    **error)
{
  g_autoptr(GPtrArray) forwards = desk_plan_language_list_forwards (pages->language, path);

  for (unsigned i = 0; i < forwards->len; i++)
    {
      const DeskPlanForward *forward = forwards->pdata[i];

      if (has_forward_page (forward) && !write_forward (self, pages, forward, error))
        return FALSE;
    }

  return desk_plan_check (self->plan, error);
}

/* What people named is in the language of the page that it leads to. */
static gboolean
write_redirects_at (DeskExport *self,
                    const char *path, /* nullable */
                    GError    **error)
{
  g_autoptr(GPtrArray) redirects = desk_plan_list_redirects (self->plan, path);

  for (unsigned i = 0; i < redirects->len; i++)
    {
      const DeskPlanForward *redirect = redirects->pdata[i];

      if (redirect->to != NULL && desk_redirect_is_page (redirect->path) &&
          !write_forward (self, find_pages (self, desk_plan_find_language_at (self->plan, redirect->to)), redirect, error))
        return FALSE;
    }

  return desk_plan_check (self->plan, error);
}

/**
 * desk_export_write_forwards:
 *
 * Writes what leads on in a language, where that is marked.
 */
gboolean
desk_export_write_forwards (DeskExport *self,
                            DeskPages  *pages,
                            GError    **error)
{
  g_autoptr(GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  if (self->marks->is_all)
    return write_forwards_at (self, pages, NULL, error);

  for (unsigned i = 0; i < self->marks->forwards->len; i++)
    {
      const DeskPlanGone *place = self->marks->forwards->pdata[i];

      if (g_str_equal (place->language, pages->language->edition_language) && g_hash_table_add (done, place->path) &&
          !write_forwards_at (self, pages, place->path, error))
        return FALSE;
    }

  return TRUE;
}

/* Where something that Copydesk remembers itself may have made room, too. */
static void
add_places (DeskExport         *self,
            const DeskPlanGone *place,
            GHashTable         *paths)
{
  if (*place->language == '\0')
    g_hash_table_add (paths, g_strdup (place->path));

  for (unsigned i = 0; i < self->plan->languages->len; i++)
    {
      const DeskPlanLanguage *language = self->plan->languages->pdata[i];

      if (g_str_equal (place->language, language->edition_language))
        g_hash_table_add (paths, g_strconcat (language->path, place->path, NULL));
    }
}

/**
 * desk_export_write_redirects:
 *
 * Writes what leads on from addresses that people named, where that is marked.
 */
gboolean
desk_export_write_redirects (DeskExport *self,
                             GError    **error)
{
  g_autoptr(GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer path;

  if (self->marks->is_all)
    return write_redirects_at (self, NULL, error);

  for (unsigned i = 0; i < self->marks->forwards->len; i++)
    add_places (self, self->marks->forwards->pdata[i], paths);
  g_hash_table_iter_init (&iter, paths);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    {
      if (!write_redirects_at (self, path, error))
        return FALSE;
    }

  return TRUE;
}
