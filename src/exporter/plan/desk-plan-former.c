/* desk-plan-former.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-plan-private.h"

/* Where things were: what pages, feeds and servers' rules ask of old addresses. */

/* Returns: (transfer full) (nullable): where an old address leads; %NULL if nowhere */
char *
desk_plan_language_dup_place (DeskPlanLanguage      *self,
                              const DeskSiteForward *forward)
{
  g_autofree char *path = forward->is_gone ? NULL : desk_plan_language_dup_path (self, forward->target);

  return path != NULL ? g_strconcat (path, forward->rest, NULL) : NULL;
}

void
desk_plan_forward_free (gpointer data)
{
  DeskPlanForward *self = data;

  g_free (self->path);
  g_free (self->to);
  g_free (self);
}

/* Returns: (transfer full): the rows; none with an error kept */
GPtrArray *
desk_plan_read_forwards (DeskPlan   *self,
                         const char *language,
                         const char *path) /* nullable */
{
  GError *error = NULL;
  GPtrArray *rows = desk_site_list_forwards (self->state, language, path, NULL, &error);

  return desk_plan_take_error (self, error) ? g_ptr_array_new () : rows;
}

/* What a person said of the address goes before. */
static gboolean
is_said (DeskPlan   *self,
         const char *path)
{
  g_autoptr(GPtrArray) rows = desk_plan_read_forwards (self, "", path);

  return rows->len > 0;
}

/**
 * desk_plan_language_list_former:
 * @file: one beside the list's pages
 *
 * Returns: (transfer full) (element-type utf8): where that was while the list was
 *   elsewhere
 */
GPtrArray *
desk_plan_language_list_former (DeskPlanLanguage   *self,
                                const DeskPlanList *list,
                                const char         *file)
{
  GPtrArray *former = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) rows = NULL;
  GError *error = NULL;

  rows = desk_site_list_forwards (self->plan->state, self->edition_language, NULL, list->key, &error);
  if (desk_plan_take_error (self->plan, error))
    return former;

  for (unsigned i = 0; i < rows->len; i++)
    {
      const DeskSiteForward *row = rows->pdata[i];
      g_autofree char *full = g_strconcat (self->path, row->path, NULL);

      if (!row->is_gone && g_str_equal (row->rest, file) && !is_said (self->plan, full))
        g_ptr_array_add (former, g_steal_pointer (&full));
    }

  return former;
}

/**
 * desk_plan_language_list_forwards:
 * @path: (nullable): below that of the language; %NULL is any
 *
 * Returns: (transfer full) (element-type DeskPlanForward): old addresses, and those
 *   whose text readers no longer have, by path
 */
GPtrArray *
desk_plan_language_list_forwards (DeskPlanLanguage *self,
                                  const char       *path)
{
  g_autoptr(GPtrArray) rows = desk_plan_read_forwards (self->plan, self->edition_language, path);
  GPtrArray *forwards = g_ptr_array_new_with_free_func (desk_plan_forward_free);

  for (unsigned i = 0; i < rows->len; i++)
    {
      const DeskSiteForward *row = rows->pdata[i];
      g_autofree char *full = g_strconcat (self->path, row->path, NULL);
      DeskPlanForward *forward;

      if (is_said (self->plan, full))
        continue;
      forward = g_new0 (DeskPlanForward, 1);
      forward->path = g_steal_pointer (&full);
      forward->to = desk_plan_language_dup_place (self, row);
      g_ptr_array_add (forwards, forward);
    }

  return forwards;
}
