/* desk-export-language.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-export-private.h"

#include "desk-sitemap.h"

#include <string.h>

/* The pages of a language that are marked, and what goes with them. */

static gboolean
keep_needs (DeskExport *self,
            DeskPages  *pages,
            gint64      id,
            GError    **error)
{
  DeskSiteState *state = desk_output_get_state (self->output);
  gboolean is_kept;

  desk_output_lock (self->output);
  is_kept = desk_site_put_links (state, id, pages->links, error) &&
            desk_site_put_shown (state, id, desk_page_media_get_used (self->media), self->marks->unused, error) &&
            desk_site_put_problems (state, id, desk_page_media_get_problems (self->media), error);
  desk_output_unlock (self->output);

  return is_kept;
}

/**
 * desk_export_write_article:
 * @id: a text's row; of one in another language nothing is made
 */
gboolean
desk_export_write_article (DeskExport *self,
                           DeskPages  *pages,
                           gint64      id,
                           GError    **error)
{
  g_autoptr(DeskPlanArticle) planned = desk_plan_language_read (pages->language, id);
  const char *paths[] = { planned != NULL ? planned->path : NULL, NULL };
  const DeskObject *context;

  if (planned == NULL)
    return desk_plan_check (self->plan, error);

  g_hash_table_remove_all (pages->links);
  desk_page_media_begin_text (self->media);
  context = desk_page_for_article (pages, planned);

  return keep_needs (self, pages, id, error) &&
         desk_export_write_page (self, "article", pages, context, paths, error);
}

/* Of texts in the rows above 0, of lists below. */
static gboolean
write_list_page (DeskExport   *self,
                 DeskPages    *pages,
                 DeskPlanList *list,
                 unsigned      number,
                 GError      **error)
{
  g_autofree char *path = desk_page_dup_list_path (list, number);
  const char *paths[] = { path, NULL };
  gboolean has_needs = list->kind == DESK_PLAN_AUTHOR && number == 1;
  const DeskObject *context;

  if (has_needs)
    {
      g_hash_table_remove_all (pages->links);
      desk_page_media_begin_text (self->media);
    }
  context = desk_page_for_list (pages, list, number);

  return (!has_needs || keep_needs (self, pages, -list->row, error)) &&
         desk_export_write_page (self, "list", pages, context, paths, error);
}

/**
 * desk_export_write_list:
 *
 * Writes those pages of a list that are marked.
 */
gboolean
desk_export_write_list (DeskExport   *self,
                        DeskPages    *pages,
                        DeskPlanList *list,
                        GError      **error)
{
  unsigned first, last;

  if (!desk_plan_marks_get_pages (self->marks, pages->language->edition_language, list->row, desk_page_count_for_list (list),
                                  &first, &last))
    return TRUE;

  for (unsigned number = first; number <= last; number++)
    {
      if (!write_list_page (self, pages, list, number, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_manifest (DeskExport *self,
                DeskPages  *pages,
                GError    **error)
{
  g_autofree char *path = g_strconcat (pages->language->path, DESK_MANIFEST, NULL);
  g_autofree char *manifest = desk_pages_dup_manifest (pages);

  return desk_output_write (self->output, path + 1, manifest, strlen (manifest), NULL, error);
}

/* Home, and the page for what is missing, which shows the newest texts too. */
static gboolean
write_single (DeskExport *self,
              DeskPages  *pages,
              gboolean    is_main,
              GError    **error)
{
  const char *homes[] = { pages->language->path, is_main ? "/" : NULL, NULL };
  g_autofree char *own_missing = g_strconcat (pages->language->path, "404.html", NULL);
  const char *missing[] = { own_missing, is_main ? "/404.html" : NULL, NULL };

  if (!desk_plan_marks_has_language (self->marks, pages->language->edition_language) &&
      !g_hash_table_contains (self->marks->homes, pages->language->edition_language))
    return TRUE;

  return desk_export_write_page (self, "home", pages, desk_page_for_home (pages), homes, error) &&
         desk_export_write_page (self, "404", pages, desk_page_for_missing (pages), missing, error);
}

/* The page to look for texts. */
static gboolean
write_search (DeskExport *self,
              DeskPages  *pages,
              GError    **error)
{
  g_autofree char *path = g_strconcat (pages->language->path, DESK_PLAN_SEARCH_FOLDER, NULL);
  const char *paths[] = { path, NULL };

  return !pages->has_search ||
         (!desk_plan_marks_has_language (self->marks, pages->language->edition_language) &&
          !g_hash_table_contains (self->marks->searches, pages->language->edition_language)) ||
         desk_export_write_page (self, DESK_THEME_SEARCH, pages, desk_page_for_search (pages), paths, error);
}

/**
 * desk_export_write_others:
 * @is_main: whether its home is that of the site
 *
 * Writes what is marked of a language that is one of its kind.
 */
gboolean
desk_export_write_others (DeskExport *self,
                          DeskPages  *pages,
                          gboolean    is_main,
                          GError    **error)
{
  return write_single (self, pages, is_main, error) &&
         write_search (self, pages, error) &&
         desk_export_write_forwards (self, pages, error) &&
         (!self->marks->is_all || write_manifest (self, pages, error));
}

/**
 * desk_export_write_sitemap:
 *
 * Writes the list of the sitemap's parts, and those with lists; nothing while the site
 * has no address.
 */
gboolean
desk_export_write_sitemap (DeskExport *self,
                           GError    **error)
{
  if (self->plan->origin == NULL || (!self->marks->is_all && g_hash_table_size (self->marks->changed) == 0))
    return TRUE;

  for (unsigned i = 0; i < self->plan->languages->len; i++)
    {
      if ((self->marks->is_all || g_hash_table_size (self->marks->maps) > 0) &&
          !desk_sitemap_write_lists (self->plan->languages->pdata[i], self->output, error))
        return FALSE;
    }

  return desk_sitemap_write_index (self->plan, DESK_SITEMAP_MAX_URLS, self->output, error);
}
