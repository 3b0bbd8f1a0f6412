/* desk-export-taken.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-export-private.h"

#include "desk-page.h"

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

static gboolean
is_page_taken (DeskOutput *output,
               const char *path)
{
  g_autofree char *file = desk_export_dup_file (path);

  return desk_output_is_taken (output, file);
}

static gboolean
is_list_taken (DeskOutput         *output,
               const DeskPlanList *list)
{
  for (unsigned number = 1; number <= desk_page_count_for_list (list); number++)
    {
      g_autofree char *path = desk_page_dup_list_path (list, number);

      if (is_page_taken (output, path))
        return TRUE;
    }

  return FALSE;
}

/**
 * desk_export_is_any_page_taken:
 *
 * Returns: whether something of somebody else's stands where a page belongs
 */
gboolean
desk_export_is_any_page_taken (const DeskPlan *plan,
                               DeskOutput     *output)
{
  for (unsigned i = 0; i < plan->languages->len; i++)
    {
      const DeskPlanLanguage *language = plan->languages->pdata[i];

      g_autofree char *missing = g_strconcat (language->path, "404.html", NULL);

      if (is_page_taken (output, language->path) || is_page_taken (output, missing))
        return TRUE;
      for (unsigned j = 0; j < language->lists->len; j++)
        {
          if (is_list_taken (output, language->lists->pdata[j]))
            return TRUE;
        }
      for (unsigned j = 0; j < language->articles->len; j++)
        {
          if (is_page_taken (output, ((const DeskPlanArticle *) language->articles->pdata[j])->path))
            return TRUE;
        }
      for (unsigned j = 0; j < language->forwards->len; j++)
        {
          if (is_page_taken (output, ((const DeskPlanForward *) language->forwards->pdata[j])->path))
            return TRUE;
        }
    }

  return FALSE;
}
