/* desk-plan-path.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-plan-private.h"

#include "text/desk-slug.h"

#include <string.h>

/* Who is where. Of two that want one place, the one released first has it, or
 * of two lists the one with the lower key. */

/* "en" and "news/" → "/news/": where the last part begins. */
static const char *
last_part (const char *path)
{
  const char *end = path + strlen (path) - 1;
  const char *slash = g_strrstr_len (path, end - path, "/");

  return slash != NULL ? slash + 1 : path;
}

/* On top sections and pages of their own are beside "tag/" and the like; further
 * down a list's own further pages are in the way. */
static gboolean
is_reserved (const char *path)
{
  const char *last = last_part (path);
  g_autofree char *slug = g_strndup (last, strlen (last) - 1);

  return last == path ? desk_slug_is_reserved (slug) : g_str_equal (slug, "page");
}

/**
 * desk_plan_dup_wanted:
 * @folder: "", "news/"
 * @title: what a slug is made of where @slug is none
 *
 * Returns: (transfer full): where something would be if it were alone
 */
char *
desk_plan_dup_wanted (const char *folder,
                      const char *slug,
                      const char *title)
{
  g_autofree char *made = desk_slug_is_valid (slug) ? g_strdup (slug) : desk_slug_from_title (title);

  return g_strconcat (folder, desk_slug_is_valid (made) ? made : "text", "/", NULL);
}

/**
 * desk_plan_claim:
 * @taken: the paths that are taken
 *
 * Returns: (transfer full): a path like @wanted that nobody else has; @taken then
 *   knows it
 */
char *
desk_plan_claim (GHashTable *taken,
                 const char *wanted)
{
  const char *last = last_part (wanted);
  g_autofree char *folder = g_strndup (wanted, (gsize) (last - wanted));
  g_autofree char *slug = g_strndup (last, strlen (last) - 1);

  for (unsigned number = 1;; number++)
    {
      g_autofree char *numbered = number == 1 ? g_strdup (slug) : desk_slug_number (slug, number);
      g_autofree char *candidate = g_strconcat (folder, numbered, "/", NULL);

      if (!is_reserved (candidate) && g_hash_table_add (taken, g_strdup (candidate)))
        return g_steal_pointer (&candidate);
    }
}

/* Whether a text can be where it wants to be, by what is known now. */
gboolean
desk_plan_is_free (DeskPlanUpdate *self,
                   const char     *language,
                   const char     *wanted,
                   gboolean       *out_is_free,
                   GError        **error)
{
  gboolean has_list = FALSE;
  gint64 id = 0;

  if (!desk_site_find_path (self->plan->state, language, wanted, &id, error) ||
      !desk_site_find_list_at (self->plan->state, language, wanted, &has_list, error))
    return FALSE;

  *out_is_free = id == 0 && !has_list && !is_reserved (wanted);
  return TRUE;
}

static gboolean
take_sections (DeskPlanUpdate *self,
               const char     *language,
               GHashTable     *taken,
               GError        **error)
{
  g_autoptr(GPtrArray) sections = desk_site_list_lists (self->plan->state, language, DESK_PLAN_SECTION, DESK_PLAN_SECTION, error);

  for (unsigned i = 0; sections != NULL && i < sections->len; i++)
    g_hash_table_add (taken, g_strdup (((const DeskSiteList *) sections->pdata[i])->path));

  return sections != NULL;
}

/* It is the same text, seen before and after. */
static gboolean
move_text (DeskPlanUpdate     *self,
           const DeskSiteText *claim,
           const char         *language,
           const char         *path,
           GError            **error)
{
  g_autoptr(DeskSiteText) text = NULL;

  if (!desk_site_move_text (self->plan->state, claim->id, path, error))
    return FALSE;
  if (self->marks->is_all)
    return TRUE;

  desk_plan_marks_add_gone (self->marks, language, claim->path);
  g_hash_table_add (self->freed, g_strdup_printf ("%s %s", language, claim->path));
  g_hash_table_add (self->moved, g_strdup_printf ("%s %s", language, claim->article));
  return desk_site_find_text (self->plan->state, claim->id, &text, error) &&
         (text == NULL || (desk_plan_mark_seen (self, text, TRUE, FALSE, error) &&
                           desk_plan_mark_led_to (self, text->article, language, error)));
}

static gboolean
settle_language (DeskPlanUpdate *self,
                 const char     *language,
                 GError        **error)
{
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) texts = NULL;

  if (!take_sections (self, language, taken, error))
    return FALSE;
  texts = desk_site_list_claims (self->plan->state, language, error);
  if (texts == NULL)
    return FALSE;

  for (unsigned i = 0; i < texts->len; i++)
    {
      const DeskSiteText *text = texts->pdata[i];
      g_autofree char *path = desk_plan_claim (taken, text->wanted);

      if (!g_str_equal (path, text->path) && !move_text (self, text, language, path, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_plan_settle_paths:
 *
 * Places the texts of those languages anew in which some are in each other's way.
 */
gboolean
desk_plan_settle_paths (DeskPlanUpdate *self,
                        GError        **error)
{
  GHashTableIter iter;
  gpointer language;

  g_hash_table_iter_init (&iter, self->contested);
  while (g_hash_table_iter_next (&iter, &language, NULL))
    {
      if (!settle_language (self, language, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_plan_place_lists:
 *
 * Places all lists of a kind that have something in them.
 */
gboolean
desk_plan_place_lists (DeskPlanUpdate  *self,
                       const char      *language,
                       DeskPlanListKind kind,
                       GError         **error)
{
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) rows = desk_site_list_lists (self->plan->state, language, kind, kind, error);

  for (unsigned i = 0; rows != NULL && i < rows->len; i++)
    {
      const DeskSiteList *row = rows->pdata[i];
      DeskPlanTouched *touched = g_hash_table_lookup (self->lists, GSIZE_TO_POINTER ((gsize) row->id));
      const DeskSiteList *now = touched != NULL ? touched->list : row; /* what is touched is written last */
      g_autofree char *path = now->n_texts > 0 ? desk_plan_claim (taken, now->wanted) : g_strdup ("");

      if (g_str_equal (path, now->path))
        continue;
      touched = desk_plan_touch_list (self, row->id, error);
      if (touched == NULL)
        return FALSE;
      g_set_str (&touched->list->path, path);
    }

  return rows != NULL;
}
