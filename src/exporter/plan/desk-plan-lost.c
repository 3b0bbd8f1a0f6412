/* desk-plan-lost.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-plan-private.h"

/* Addresses that the library remembers, where readers are told no more than that
 * something was there: its text was taken away, or is in the library no longer. What a
 * person has said of an address, and be it that it is gone, is no loss.
 */

static void
lost_free (gpointer data)
{
  DeskPlanLost *self = data;

  g_free (self->path);
  g_free (self->key);
  g_free (self);
}

static void
add (DeskPlanLanguage *self,
     GPtrArray        *lost,
     const char       *path,
     const char       *key) /* nullable */
{
  g_autofree char *full = g_strconcat (self->path, path, NULL);
  g_autoptr(GPtrArray) said = desk_plan_read_forwards (self->plan, "", full);
  DeskPlanLost *one;

  if (said->len > 0)
    return;

  one = g_new0 (DeskPlanLost, 1);
  one->path = g_steal_pointer (&full);
  one->key = g_strdup (key);
  g_ptr_array_add (lost, one);
}

/* One whose text is no more: something else may be there now. */
static void
add_orphan (DeskPlanLanguage *self,
            GPtrArray        *lost,
            char             *path) /* eaten; nullable */
{
  g_autofree char *owned = path;
  g_autofree char *full = path != NULL ? g_strconcat (self->path, path, NULL) : NULL;
  g_autoptr(GPtrArray) forwards = NULL;

  if (path == NULL || desk_plan_has_page (self->plan, full))
    return;

  forwards = desk_plan_read_forwards (self->plan, self->edition_language, path);
  if (forwards->len == 0)
    add (self, lost, path, NULL);
}

/**
 * desk_plan_language_list_lost:
 *
 * Returns: (transfer full) (element-type DeskPlanLost): addresses below that of the
 *   language where readers had something once, and nobody has said what they get now;
 *   %NULL with @error set
 */
GPtrArray *
desk_plan_language_list_lost (DeskPlanLanguage *self,
                              GError          **error)
{
  g_autoptr(GPtrArray) lost = g_ptr_array_new_with_free_func (lost_free);
  g_autoptr(GPtrArray) rows = desk_plan_read_forwards (self->plan, self->edition_language, NULL);
  g_autoptr(GPtrArray) orphans = desk_store_list_orphaned_addresses (self->plan->store, self->edition_language, error);

  for (unsigned i = 0; orphans != NULL && i < rows->len; i++)
    {
      const DeskSiteForward *row = rows->pdata[i];

      if (row->is_gone)
        add (self, lost, row->path, row->target);
    }
  for (unsigned i = 0; orphans != NULL && i < orphans->len; i++)
    add_orphan (self, lost, desk_plan_dup_address_path (orphans->pdata[i]));

  return orphans != NULL && desk_plan_check (self->plan, error) ? g_steal_pointer (&lost) : NULL;
}
