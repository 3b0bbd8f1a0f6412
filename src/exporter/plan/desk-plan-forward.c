/* desk-plan-forward.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-plan-private.h"

#include "text/desk-slug.h"

#include <string.h>

/* Where an article was, and isn't any more. Each old address leads to the new one in
 * one step; where there is a page today, that is what readers get. One whose text they
 * no longer have is gone. */

/* Returns: (transfer full) (nullable): the path, if there can have been such a page */
static char *
dup_path (const DeskAddress *address)
{
  const char *section = address->section;
  gboolean is_filed = *section != '\0';

  if (!desk_slug_is_valid (address->slug) || (is_filed && !desk_slug_is_valid (section)) ||
      desk_slug_is_reserved (is_filed ? section : address->slug))
    return NULL;

  return g_strconcat (section, is_filed ? "/" : "", address->slug, "/", NULL);
}

/**
 * desk_plan_update_add_address:
 * @address: where readers once had a text
 */
gboolean
desk_plan_update_add_address (DeskPlanUpdate    *self,
                              const DeskAddress *address,
                              GError           **error)
{
  g_autofree char *path = dup_path (address);
  g_autofree char *to = NULL;
  DeskSiteForward forward = { path, address->article, FALSE };
  gboolean has_list = FALSE;
  gint64 id = 0;

  if (path == NULL)
    return TRUE;
  if (!desk_site_find_path (self->plan->state, address->language, path, &id, error) ||
      !desk_site_find_list_at (self->plan->state, address->language, path, &has_list, error) ||
      !desk_site_find_path_of (self->plan->state, address->article, address->language, &to, error))
    return FALSE;
  if (id != 0 || has_list)
    return TRUE;

  if (!self->marks->is_all)
    desk_plan_marks_add_forward (self->marks, address->language, path);
  forward.is_gone = to == NULL;
  return desk_site_put_forward (self->plan->state, address->language, &forward, error);
}

/* Takes the forwards of an article back and makes those that it needs. */
static gboolean
make_anew (DeskPlanUpdate *self,
           const char     *language,
           const char     *article,
           GError        **error)
{
  g_autoptr(GPtrArray) old = desk_site_list_forwards (self->plan->state, language, NULL, article, error);
  g_autoptr(GPtrArray) addresses = NULL;

  for (unsigned i = 0; old != NULL && i < old->len; i++)
    {
      const DeskSiteForward *forward = old->pdata[i];

      desk_plan_marks_add_forward (self->marks, language, forward->path);
      if (!desk_site_remove_forward (self->plan->state, language, forward->path, error))
        return FALSE;
    }
  addresses = old != NULL && self->plan->store != NULL ? desk_store_list_addresses_of (self->plan->store, article, error) : NULL;
  for (unsigned i = 0; addresses != NULL && i < addresses->len; i++)
    {
      const DeskAddress *address = addresses->pdata[i];

      if (g_str_equal (address->language, language) && !desk_plan_update_add_address (self, address, error))
        return FALSE;
    }

  return old != NULL && (self->plan->store == NULL || addresses != NULL);
}

/* A page that was there hid another article's forward; or it came, and hides one. */
static gboolean
look_at_path (DeskPlanUpdate *self,
              const char     *language,
              const char     *path,
              GError        **error)
{
  const char *slash = strchr (path, '/');
  gboolean is_filed = slash != NULL && slash[1] != '\0';
  g_autofree char *section = is_filed ? g_strndup (path, (gsize) (slash - path)) : g_strdup ("");
  g_autofree char *slug = g_strdup (is_filed ? slash + 1 : path);
  g_autofree char *article = NULL;

  if (self->plan->store == NULL)
    return TRUE;
  slug[strlen (slug) - 1] = '\0'; /* the slash at the end */
  if (!desk_store_find_address (self->plan->store, language, section, slug, &article, error))
    return FALSE;

  return article == NULL || make_anew (self, language, article, error);
}

typedef gboolean (*PlaceFunc) (DeskPlanUpdate *self,
                               const char     *language,
                               const char     *place,
                               GError        **error);

/* @places: "en PLACE" */
static gboolean
for_each_place (DeskPlanUpdate *self,
                GHashTable     *places,
                PlaceFunc       func,
                GError        **error)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const char *space = strchr (key, ' ');
      g_autofree char *language = g_strndup (key, (gsize) (space - (const char *) key));

      if (!func (self, language, space + 1, error))
        return FALSE;
    }

  return TRUE;
}

/* The page that an article got may be where another one's forward was. */
static gboolean
look_at_article (DeskPlanUpdate *self,
                 const char     *language,
                 const char     *article,
                 GError        **error)
{
  g_autofree char *path = NULL;

  if (!make_anew (self, language, article, error) ||
      !desk_site_find_path_of (self->plan->state, article, language, &path, error))
    return FALSE;

  return path == NULL || look_at_path (self, language, path, error);
}

static gboolean
settle_all (DeskPlanUpdate *self,
            GError        **error)
{
  g_autoptr(GPtrArray) addresses = NULL;

  if (self->plan->store == NULL)
    return TRUE;
  addresses = desk_store_list_addresses (self->plan->store, error);
  for (unsigned i = 0; addresses != NULL && i < addresses->len; i++)
    {
      if (!desk_plan_update_add_address (self, addresses->pdata[i], error))
        return FALSE;
    }

  return addresses != NULL;
}

/**
 * desk_plan_settle_forwards:
 *
 * Finds which old addresses lead on, and where to.
 */
gboolean
desk_plan_settle_forwards (DeskPlanUpdate *self,
                           GError        **error)
{
  if (self->marks->is_all)
    return settle_all (self, error);

  return for_each_place (self, self->moved, look_at_article, error) &&
         for_each_place (self, self->freed, look_at_path, error);
}
