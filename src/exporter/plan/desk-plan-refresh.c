/* desk-plan-refresh.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-plan-private.h"

#include "exporter/plan/desk-plan-update.h"
#include "store/desk-biography.h"

#include <string.h>

/* What has changed in the library since the plan was made.
 *
 * The stamp of a library (desk_store_dup_site_stamp()) has a word for each of texts,
 * bulk writes, settings, names, media and redirects. Texts say themselves which ones changed;
 * names and media are compared one by one, and what names them is shown again. After
 * all else the plan is made anew. */

enum { TEXTS, BATCHES, SETTINGS, NAMES, MEDIA, REDIRECTS, N_WORDS };

/* Kinds of what the state knows the versions of. */
enum { KNOWN_NAMES, KNOWN_MEDIA };

static gboolean
put_next (DeskPlanUpdate *update,
          DeskPlanFaces  *faces,
          gint64          id,
          GError        **error)
{
  g_autoptr(DeskPlanFace) face = NULL;

  if (g_cancellable_set_error_if_cancelled (update->cancellable, error))
    return FALSE;

  face = desk_plan_faces_next (faces, error);
  return face != NULL && desk_plan_update_put (update, id, face, error);
}

static gboolean
put_all (DeskPlanUpdate *update,
         GArray         *ids, /* eaten; nullable with @error set */
         GError        **error)
{
  g_autoptr(GArray) owned = ids;
  g_autoptr(DeskPlanFaces) faces = ids != NULL ? desk_plan_faces_new (update->plan->store, ids, error) : NULL;

  for (unsigned i = 0; faces != NULL && i < owned->len; i++)
    {
      if (!put_next (update, faces, g_array_index (owned, gint64, i), error))
        return FALSE;
    }

  return faces != NULL;
}

static gboolean
put_languages (DeskPlanUpdate *update,
               GError        **error)
{
  g_autoptr(GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  for (unsigned i = 0; i < update->plan->languages->len; i++)
    {
      const char *language = ((const DeskPlanLanguage *) update->plan->languages->pdata[i])->edition_language;

      if (g_hash_table_add (done, (gpointer) language) &&
          !put_all (update, desk_store_list_released_ids (update->plan->store, language, error), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_versions (DeskPlan    *plan,
               int          kind,
               GHashTable **out_versions,
               GError     **error)
{
  return kind == KNOWN_NAMES ? desk_store_list_term_versions (plan->store, out_versions, error)
                             : desk_store_list_media_versions (plan->store, out_versions, error);
}

static gboolean
keep_versions (DeskPlan *plan,
               int       kind,
               GError  **error)
{
  g_autoptr(GHashTable) versions = NULL;
  GHashTableIter iter;
  gpointer uuid, version;

  if (!read_versions (plan, kind, &versions, error))
    return FALSE;

  g_hash_table_iter_init (&iter, versions);
  while (g_hash_table_iter_next (&iter, &uuid, &version))
    {
      if (!desk_site_put_known (plan->state, kind, uuid, (gint64) GPOINTER_TO_SIZE (version), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
plan_anew (DeskPlanUpdate *update,
           GError        **error)
{
  return desk_plan_update_begin_anew (update, error) &&
         keep_versions (update->plan, KNOWN_NAMES, error) &&
         keep_versions (update->plan, KNOWN_MEDIA, error) &&
         put_languages (update, error) &&
         desk_plan_update_finish (update, error);
}

/* Whether all pages show it. */
static gboolean
is_common (DeskPlan   *plan,
           const char *uuid)
{
  static const char *const keys[] = { "icon", "logo" };

  for (unsigned i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *id = desk_site_get (plan->site, keys[i], NULL);
      g_autoptr(DeskMedia) media = *id != '\0' ? desk_store_find_media (plan->store, id, NULL) : NULL;

      if (media != NULL && g_str_equal (media->uuid, uuid))
        return TRUE;
    }

  return FALSE;
}

/* Finds what has another version than the state knows, and whether that is more than
 * names and pictures: sections, the logo and the icon are on every page, and what is no
 * more was named. A new name may have the old addresses of one that came and went since. */
static gboolean
find_changed (DeskPlan  *plan,
              int        kind,
              GPtrArray *changed, /* char *uuid */
              gboolean  *out_is_more,
              GError   **error)
{
  g_autoptr(GHashTable) before = NULL;
  g_autoptr(GHashTable) now = NULL;
  unsigned n_there = 0;
  GHashTableIter iter;
  gpointer uuid, version;

  if (!desk_site_list_known (plan->state, kind, &before, error) || !read_versions (plan, kind, &now, error))
    return FALSE;

  g_hash_table_iter_init (&iter, now);
  while (g_hash_table_iter_next (&iter, &uuid, &version))
    {
      gpointer old = NULL;
      gboolean was_there = g_hash_table_lookup_extended (before, uuid, NULL, &old);

      n_there += was_there;
      if (was_there && old == version)
        continue;
      if (kind == KNOWN_NAMES && GPOINTER_TO_SIZE (version) % DESK_N_TERM_TYPES == DESK_TERM_SECTION)
        *out_is_more = TRUE;
      if (kind == KNOWN_MEDIA && is_common (plan, uuid))
        *out_is_more = TRUE;
      if (was_there || kind == KNOWN_NAMES)
        g_ptr_array_add (changed, g_strdup (uuid));
      if (!desk_site_put_known (plan->state, kind, uuid, (gint64) GPOINTER_TO_SIZE (version), error))
        return FALSE;
    }

  *out_is_more = *out_is_more || n_there < g_hash_table_size (before);
  return TRUE;
}

static gboolean
show_naming (DeskPlanUpdate *update,
             const char     *uuid,
             GError        **error)
{
  g_autoptr(GArray) naming = desk_store_list_naming_ids (update->plan->store, uuid, error);

  for (unsigned i = 0; naming != NULL && i < naming->len; i++)
    {
      if (!desk_plan_update_show_again (update, g_array_index (naming, gint64, i), error))
        return FALSE;
    }

  return naming != NULL;
}

static gboolean
rename_all (DeskPlanUpdate  *update,
            const GPtrArray *names,
            GError         **error)
{
  for (unsigned i = 0; i < names->len; i++)
    {
      g_autoptr(DeskTerm) term = desk_store_dup_term (update->plan->store, names->pdata[i], error);

      if (term == NULL || !desk_plan_update_rename (update, term, error))
        return FALSE;
    }

  return TRUE;
}

/* Pages of the authors whose portraits have changed. */
static gboolean
show_portrayed (DeskPlanUpdate  *update,
                const GPtrArray *media,
                GError         **error)
{
  for (unsigned i = 0; i < media->len; i++)
    {
      g_autoptr(GPtrArray) portrayed = desk_store_list_portrayed (update->plan->store, media->pdata[i], error);

      if (portrayed == NULL || !rename_all (update, portrayed, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
show_all (DeskPlanUpdate  *update,
          const GPtrArray *uuids,
          GError         **error)
{
  for (unsigned i = 0; i < uuids->len; i++)
    {
      if (!show_naming (update, uuids->pdata[i], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_word_same (char *const *old,
              char *const *new,
              unsigned     word)
{
  return g_str_equal (old[word], new[word]);
}

/* A bulk write that was under way then was shown since without a word. */
static gboolean
was_quiet (const char *batches)
{
  return g_str_has_prefix (batches, "0/");
}

/**
 * desk_plan_refresh:
 * @old_stamp: (nullable): of the library when the plan was last brought up to date;
 *   %NULL makes it anew
 * @new_stamp: of the library now
 */
gboolean
desk_plan_refresh (DeskPlan      *plan,
                   DeskPlanMarks *marks,
                   const char    *old_stamp,
                   const char    *new_stamp,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr(DeskPlanUpdate) update = desk_plan_update_new (plan, marks, cancellable);
  g_auto(GStrv) old = g_strsplit (old_stamp != NULL ? old_stamp : "", " ", -1);
  g_auto(GStrv) new = g_strsplit (new_stamp, " ", -1);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) media = g_ptr_array_new_with_free_func (g_free);
  gboolean is_more = FALSE;

  if (g_strv_length (old) != N_WORDS || g_strv_length (new) != N_WORDS ||
      !is_word_same (old, new, BATCHES) || !was_quiet (old[BATCHES]) || !is_word_same (old, new, SETTINGS))
    return plan_anew (update, error);
  if ((!is_word_same (old, new, NAMES) && !find_changed (plan, KNOWN_NAMES, names, &is_more, error)) ||
      (!is_word_same (old, new, MEDIA) && !find_changed (plan, KNOWN_MEDIA, media, &is_more, error)))
    return FALSE;
  if (is_more)
    return plan_anew (update, error);
  if (!is_word_same (old, new, REDIRECTS))
    desk_plan_update_renew_redirects (update);

  return rename_all (update, names, error) &&
         show_portrayed (update, media, error) &&
         put_all (update, desk_store_list_changed_ids (plan->store, g_ascii_strtoll (old[TEXTS], NULL, 10), error), error) &&
         show_all (update, names, error) &&
         show_all (update, media, error) &&
         desk_plan_update_finish (update, error);
}
