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

/* Where an article was, or a section, a tag, an author, and isn't any more. Each old
 * address leads to the new one in one step; where there is a page today, that is what
 * readers get. One whose text they no longer have is gone. A list was at more than one:
 * as many further pages as it has now lead on, too, and the feeds of a section.
 */

static const char *const term_folders[DESK_N_TERM_TYPES] = { "", "tag/", "author/" };

/* Returns: (transfer full) (nullable): the path, if there can have been such a page */
char *
desk_plan_dup_address_path (const DeskAddress *address)
{
  const char *section = address->section;
  gboolean is_filed = *section != '\0';

  if (!desk_slug_is_valid (address->slug) || (is_filed && !desk_slug_is_valid (section)) ||
      desk_slug_is_reserved (is_filed ? section : address->slug))
    return NULL;

  return g_strconcat (section, is_filed ? "/" : "", address->slug, "/", NULL);
}

static char *
dup_term_path (const DeskTermAddress *address)
{
  if (!desk_slug_is_valid (address->slug) ||
      (address->type == DESK_TERM_SECTION && desk_slug_is_reserved (address->slug)))
    return NULL;

  return g_strconcat (term_folders[address->type], address->slug, "/", NULL);
}

/* The list of a term that has pages; NULL where there is none. */
static gboolean
find_list (DeskPlanUpdate *self,
           const char     *language,
           const char     *key,
           DeskSiteList  **out_list,
           GError        **error)
{
  *out_list = NULL;
  for (int kind = DESK_PLAN_SECTION; *out_list == NULL && kind <= DESK_PLAN_AUTHOR; kind++)
    {
      g_autoptr(DeskSiteList) list = NULL;

      if (!desk_site_find_list (self->plan->state, language, kind, key, &list, error))
        return FALSE;
      if (list != NULL && list->n_texts > 0)
        *out_list = g_steal_pointer (&list);
    }

  return TRUE;
}

/* Where an article or a list is that has pages. */
static gboolean
find_place (DeskPlanUpdate *self,
            const char     *language,
            const char     *key,
            char          **out_path,
            GError        **error)
{
  g_autoptr(DeskSiteList) list = NULL;

  *out_path = NULL;
  if (!desk_site_find_path_of (self->plan->state, key, language, out_path, error))
    return FALSE;
  if (*out_path != NULL)
    return TRUE;
  if (!find_list (self, language, key, &list, error))
    return FALSE;

  *out_path = list != NULL ? g_strdup (list->path) : NULL;
  return TRUE;
}

/* Redirects that lead to it lead on from it, too. */
static gboolean
mark_at (DeskPlanUpdate *self,
         const char     *language,
         const char     *path,
         GError        **error)
{
  if (self->marks->is_all)
    return TRUE;

  desk_plan_marks_add_forward (self->marks, language, path);
  return desk_plan_mark_redirects_at (self, language, path, error);
}

static gboolean
put_forward (DeskPlanUpdate *self,
             const char     *language,
             const char     *path,
             const char     *target,
             const char     *rest,
             gboolean        is_gone,
             GError        **error)
{
  g_autofree char *full = g_strconcat (path, rest, NULL);
  DeskSiteForward forward = { full, (char *) target, (char *) rest, is_gone };

  return mark_at (self, language, full, error) && desk_site_put_forward (self->plan->state, language, &forward, error);
}

/* What a list has beside its first page. */
static gboolean
put_further (DeskPlanUpdate     *self,
             const char         *language,
             const char         *path,
             const DeskSiteList *list,
             GError            **error)
{
  static const char *const feeds[] = { DESK_PLAN_ATOM, DESK_PLAN_RSS, DESK_PLAN_JSON_FEED };
  gboolean has_feeds = list->kind == DESK_PLAN_SECTION && self->plan->origin != NULL;

  for (unsigned number = 2; number <= desk_plan_count_pages (list->n_texts); number++)
    {
      g_autofree char *rest = g_strdup_printf ("page/%u/", number);

      if (!put_forward (self, language, path, list->key, rest, FALSE, error))
        return FALSE;
    }
  if (!has_feeds)
    return TRUE;

  g_hash_table_add (self->marks->feeds, GSIZE_TO_POINTER ((gsize) list->id));
  for (unsigned i = 0; i < G_N_ELEMENTS (feeds); i++)
    {
      if (!put_forward (self, language, path, list->key, feeds[i], FALSE, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_forward (DeskPlanUpdate *self,
             const char     *language,
             char           *path, /* eaten; nullable */
             const char     *target,
             GError        **error)
{
  g_autofree char *owned = path;
  g_autofree char *to = NULL;
  g_autoptr(DeskSiteList) list = NULL;
  gboolean has_list = FALSE;
  gint64 id = 0;

  if (path == NULL)
    return TRUE;
  if (!desk_site_find_path (self->plan->state, language, path, &id, error) ||
      !desk_site_find_list_at (self->plan->state, language, path, &has_list, error) ||
      !find_place (self, language, target, &to, error) || !find_list (self, language, target, &list, error))
    return FALSE;
  if (id != 0 || has_list)
    return TRUE;

  return put_forward (self, language, path, target, "", to == NULL, error) &&
         (list == NULL || put_further (self, language, path, list, error));
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
  return add_forward (self, address->language, desk_plan_dup_address_path (address), address->article, error);
}

/**
 * desk_plan_update_add_term_address:
 * @address: where they once had a section, a tag or an author
 */
gboolean
desk_plan_update_add_term_address (DeskPlanUpdate        *self,
                                   const DeskTermAddress *address,
                                   GError               **error)
{
  return add_forward (self, address->language, dup_term_path (address), address->term, error);
}

/* All addresses that an article or a term had in @language; %NULL is any. */
static gboolean
add_addresses (DeskPlanUpdate *self,
               const char     *language,
               GPtrArray      *addresses, /* eaten; nullable with @error set */
               GError        **error)
{
  g_autoptr(GPtrArray) owned = addresses;

  for (unsigned i = 0; owned != NULL && i < owned->len; i++)
    {
      const DeskAddress *address = owned->pdata[i];

      if ((language == NULL || g_str_equal (address->language, language)) && !desk_plan_update_add_address (self, address, error))
        return FALSE;
    }

  return owned != NULL;
}

/* Of several that had the same one, it is that of the last. */
static gboolean
add_own_address (DeskPlanUpdate        *self,
                 const DeskTermAddress *address,
                 GError               **error)
{
  g_autofree char *last = NULL;

  if (!desk_store_find_term_address (self->plan->store, address->type, address->language, address->slug, &last, error))
    return FALSE;

  return g_strcmp0 (last, address->term) != 0 || desk_plan_update_add_term_address (self, address, error);
}

static gboolean
add_term_addresses (DeskPlanUpdate *self,
                    const char     *language,
                    GPtrArray      *addresses, /* eaten; nullable with @error set */
                    GError        **error)
{
  g_autoptr(GPtrArray) owned = addresses;

  for (unsigned i = 0; owned != NULL && i < owned->len; i++)
    {
      const DeskTermAddress *address = owned->pdata[i];

      if ((language == NULL || g_str_equal (address->language, language)) && !add_own_address (self, address, error))
        return FALSE;
    }

  return owned != NULL;
}

/* Takes the forwards of an article or a term back and makes those that it needs. */
static gboolean
make_anew (DeskPlanUpdate *self,
           const char     *language,
           const char     *key,
           GError        **error)
{
  g_autoptr(GPtrArray) old = desk_site_list_forwards (self->plan->state, language, NULL, key, error);

  for (unsigned i = 0; old != NULL && i < old->len; i++)
    {
      const DeskSiteForward *forward = old->pdata[i];

      if (!mark_at (self, language, forward->path, error) ||
          !desk_site_remove_forward (self->plan->state, language, forward->path, error))
        return FALSE;
    }

  return old != NULL &&
         (self->plan->store == NULL ||
          (add_addresses (self, language, desk_store_list_addresses_of (self->plan->store, key, error), error) &&
           add_term_addresses (self, language, desk_store_list_term_addresses (self->plan->store, key, error), error)));
}

static DeskTermType
type_of_folder (const char *folder)
{
  return g_str_equal (folder, "tag") ? DESK_TERM_TAG : g_str_equal (folder, "author") ? DESK_TERM_AUTHOR : DESK_TERM_SECTION;
}

/* What has been at a path once: an article, or else a term. */
static gboolean
find_former (DeskPlanUpdate *self,
             const char     *language,
             const char     *path,
             char          **out_key,
             GError        **error)
{
  const char *slash = strchr (path, '/');
  gboolean is_filed = slash != NULL && slash[1] != '\0';
  g_autofree char *folder = is_filed ? g_strndup (path, (gsize) (slash - path)) : g_strdup ("");
  g_autofree char *slug = g_strdup (is_filed ? slash + 1 : path);
  DeskTermType type = type_of_folder (folder);

  slug[strlen (slug) - 1] = '\0'; /* the slash at the end */
  if (!desk_store_find_address (self->plan->store, language, folder, slug, out_key, error))
    return FALSE;
  if (*out_key != NULL || (is_filed && type == DESK_TERM_SECTION))
    return TRUE;

  return desk_store_find_term_address (self->plan->store, type, language, slug, out_key, error);
}

/* A page that was there hid another one's forward; or it came, and hides one. */
static gboolean
look_at_path (DeskPlanUpdate *self,
              const char     *language,
              const char     *path,
              GError        **error)
{
  g_autofree char *key = NULL;

  if (self->plan->store == NULL)
    return TRUE;
  if (!find_former (self, language, path, &key, error))
    return FALSE;

  return (key == NULL || make_anew (self, language, key, error)) &&
         desk_plan_look_at_redirects (self, language, path, error);
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

/* The page that something got may be where another one's forward was. */
static gboolean
look_at_moved (DeskPlanUpdate *self,
               const char     *language,
               const char     *key,
               GError        **error)
{
  g_autofree char *path = NULL;

  if (!make_anew (self, language, key, error) ||
      !desk_plan_mark_redirects_to (self, key, error) ||
      !find_place (self, language, key, &path, error))
    return FALSE;

  return path == NULL || look_at_path (self, language, path, error);
}

static gboolean
settle_all (DeskPlanUpdate *self,
            GError        **error)
{
  return self->plan->store == NULL ||
         (add_term_addresses (self, NULL, desk_store_list_term_addresses (self->plan->store, NULL, error), error) &&
          add_addresses (self, NULL, desk_store_list_addresses (self->plan->store, error), error) &&
          desk_plan_settle_redirects (self, error));
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

  return for_each_place (self, self->moved, look_at_moved, error) &&
         for_each_place (self, self->freed, look_at_path, error) &&
         (!self->has_new_redirects || desk_plan_settle_redirects (self, error));
}
