/* desk-export-taken.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-export-private.h"

#include "model/desk-redirect.h"

/* Whose files stand where pages will. */

/**
 * desk_export_dup_file:
 * @path: of a page or a file below the site's address
 *
 * Returns: (transfer full): the file that is it, below the folder
 */
char *
desk_export_dup_file (const char *path)
{
  return g_str_has_suffix (path, "/") ? g_strconcat (path + 1, "index.html", NULL) : g_strdup (path + 1);
}

static void
add_all (GPtrArray        *lists,
         DeskPlanLanguage *language)
{
  for (int kind = DESK_PLAN_SECTION; kind <= DESK_PLAN_YEAR; kind++)
    {
      g_autoptr(GPtrArray) some = desk_plan_language_list_lists (language, (DeskPlanListKind) kind);

      g_ptr_array_extend (lists, some, NULL, NULL);
    }
}

/**
 * desk_export_list_marked:
 *
 * Returns: (transfer container) (element-type DeskPlanList): lists of which some page
 *   may be marked
 */
GPtrArray *
desk_export_list_marked (DeskExport       *self,
                         DeskPlanLanguage *language)
{
  GPtrArray *lists = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer row;

  if (desk_plan_marks_has_language (self->marks, language->edition_language))
    {
      add_all (lists, language);
      return lists;
    }

  g_hash_table_iter_init (&iter, self->marks->lists);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    {
      DeskPlanList *list = desk_plan_language_find_list_at (language, (gint64) GPOINTER_TO_SIZE (row));

      if (list != NULL)
        g_ptr_array_add (lists, list);
    }

  return lists;
}

static gboolean
is_page_taken (DeskExport *self,
               const char *path)
{
  g_autofree char *file = desk_export_dup_file (path);

  return desk_output_is_taken (self->output, file);
}

static gboolean
is_list_taken (DeskExport             *self,
               const DeskPlanLanguage *language,
               const DeskPlanList     *list)
{
  unsigned first, last;

  if (!desk_plan_marks_get_pages (self->marks, language->edition_language, list->row, desk_page_count_for_list (list), &first, &last))
    return FALSE;

  for (unsigned number = first; number <= last; number++)
    {
      g_autofree char *path = desk_page_dup_list_path (list, number);

      if (is_page_taken (self, path))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_any_list_taken (DeskExport       *self,
                   DeskPlanLanguage *language)
{
  g_autoptr(GPtrArray) lists = desk_export_list_marked (self, language);

  for (unsigned i = 0; i < lists->len; i++)
    {
      if (is_list_taken (self, language, lists->pdata[i]))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_text_taken (DeskExport       *self,
               DeskPlanLanguage *language,
               gint64            id)
{
  const DeskPlanArticle *planned = desk_plan_language_find (language, id);
  gboolean is_taken = planned != NULL && is_page_taken (self, planned->path);

  desk_plan_forget (self->plan);
  return is_taken;
}

static gboolean
is_any_text_taken (DeskExport       *self,
                   DeskPlanLanguage *language,
                   gboolean         *out_is_taken,
                   GError          **error)
{
  g_autoptr(GArray) ids = NULL;
  GHashTableIter iter;
  gpointer id;

  *out_is_taken = FALSE;
  if (!desk_plan_marks_has_language (self->marks, language->edition_language))
    {
      g_hash_table_iter_init (&iter, self->marks->texts);
      while (!*out_is_taken && g_hash_table_iter_next (&iter, &id, NULL))
        *out_is_taken = is_text_taken (self, language, (gint64) GPOINTER_TO_SIZE (id));
      return TRUE;
    }

  ids = desk_site_list_texts (desk_output_get_state (self->output), language->edition_language, error);
  for (unsigned i = 0; ids != NULL && !*out_is_taken && i < ids->len; i++)
    *out_is_taken = is_text_taken (self, language, g_array_index (ids, gint64, i));

  return ids != NULL;
}

static gboolean
is_any_forward_taken (DeskExport *self,
                      GPtrArray  *forwards) /* eaten */
{
  g_autoptr(GPtrArray) owned = forwards;

  for (unsigned i = 0; i < forwards->len; i++)
    {
      const DeskPlanForward *forward = forwards->pdata[i];

      if (forward->to != NULL && desk_redirect_is_page (forward->path) && is_page_taken (self, forward->path))
        return TRUE;
    }

  return FALSE;
}

/**
 * desk_export_is_any_page_taken:
 * @out_is_taken: (out): whether something of somebody else's stands where a page that
 *   is marked belongs
 */
gboolean
desk_export_is_any_page_taken (DeskExport *self,
                               gboolean   *out_is_taken,
                               GError    **error)
{
  *out_is_taken = FALSE;
  for (unsigned i = 0; !*out_is_taken && i < self->plan->languages->len; i++)
    {
      DeskPlanLanguage *language = self->plan->languages->pdata[i];
      g_autofree char *missing = g_strconcat (language->path, "404.html", NULL);

      if (!is_any_text_taken (self, language, out_is_taken, error))
        return FALSE;
      *out_is_taken = *out_is_taken || is_page_taken (self, language->path) || is_page_taken (self, missing) ||
                      is_any_list_taken (self, language) ||
                      is_any_forward_taken (self, desk_plan_language_list_forwards (language, NULL));
    }
  *out_is_taken = *out_is_taken || is_any_forward_taken (self, desk_plan_list_redirects (self->plan, NULL));

  return desk_plan_check (self->plan, error);
}
