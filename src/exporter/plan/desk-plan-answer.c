/* desk-plan-answer.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-plan-answer.h"

#include "desk-plan-private.h"

#include "model/desk-redirect.h"

#include <string.h>

/* The plan that an export would make now, to ask it what a reader would find. */

struct _DeskPlanAnswers
{
  DeskSiteState *state;
  DeskPlan      *plan;
  GHashTable    *lists; /* char *path → how many pages it has */
};

void
desk_plan_answers_free (DeskPlanAnswers *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->plan, desk_plan_free);
  g_clear_pointer (&self->state, desk_site_state_free);
  g_hash_table_unref (self->lists);
  g_free (self);
}

static void
note_lists (DeskPlanAnswers  *self,
            DeskPlanLanguage *language)
{
  for (int kind = DESK_PLAN_SECTION; kind <= DESK_PLAN_YEAR; kind++)
    {
      g_autoptr(GPtrArray) lists = desk_plan_language_list_lists (language, (DeskPlanListKind) kind);

      for (unsigned i = 0; i < lists->len; i++)
        {
          const DeskPlanList *list = lists->pdata[i];
          g_hash_table_insert (self->lists, g_strdup (list->path), GUINT_TO_POINTER (desk_plan_count_pages (list->n_articles)));
        }
    }
}

static gboolean
make_plan (DeskPlanAnswers *self,
           DeskStore       *store,
           GCancellable    *cancellable,
           GError         **error)
{
  g_autofree char *uuid = desk_store_dup_uuid (store, error);
  g_autofree char *stamp = uuid != NULL ? desk_store_dup_site_stamp (store, error) : NULL;
  g_autoptr(DeskPlanMarks) marks = desk_plan_marks_new ();
  g_autoptr(DeskSite) site = stamp != NULL ? desk_store_dup_site (store, error) : NULL;
  GPtrArray *sections = site != NULL ? desk_store_list_terms (store, DESK_TERM_SECTION, error) : NULL;

  if (sections == NULL)
    return FALSE;
  self->state = desk_site_state_new_temporary (uuid, error);
  if (self->state == NULL)
    {
      g_ptr_array_unref (sections);
      return FALSE;
    }

  self->plan = desk_plan_new (store, self->state, g_steal_pointer (&site), sections);
  self->plan->is_map = TRUE;
  if (!desk_plan_refresh (self->plan, marks, NULL, stamp, cancellable, error) || !desk_plan_read_frame (self->plan, error))
    return FALSE;

  for (unsigned i = 0; i < self->plan->languages->len; i++)
    note_lists (self, self->plan->languages->pdata[i]);
  return desk_plan_check (self->plan, error);
}

/**
 * desk_plan_answers_new:
 *
 * Works out the site as it would be exported now. Blocks; call it on a worker.
 */
DeskPlanAnswers *
desk_plan_answers_new (DeskStore    *store,
                       GCancellable *cancellable,
                       GError      **error)
{
  g_autoptr(DeskPlanAnswers) self = g_new0 (DeskPlanAnswers, 1);

  g_return_val_if_fail (DESK_IS_STORE (store), NULL);

  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return make_plan (self, store, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * desk_plan_answers_get_plan:
 *
 * Returns: (transfer none): the plan, to be asked more of it
 */
DeskPlan *
desk_plan_answers_get_plan (DeskPlanAnswers *self)
{
  return self->plan;
}

/* "/en/news/page/2/" → "/en/news/" and 2; of a feed it is the list's first page. */
static gboolean
is_page_of_list (DeskPlanAnswers *self,
                 const char      *path)
{
  g_autofree char *first = desk_plan_dup_first_page (path);
  unsigned n_pages = GPOINTER_TO_UINT (g_hash_table_lookup (self->lists, first));
  const char *number = path + strlen (first);

  if (g_str_has_prefix (number, "page/"))
    return g_ascii_strtoull (number + strlen ("page/"), NULL, 10) <= n_pages;

  return n_pages > 0;
}

static gboolean
is_forwarded (DeskPlanAnswers *self,
              const char      *path)
{
  DeskPlanLanguage *language = desk_plan_find_language_at (self->plan, path);
  const char *rest = g_str_has_prefix (path, language->path) ? path + strlen (language->path) : NULL;
  g_autoptr(GPtrArray) said = desk_plan_read_forwards (self->plan, "", path);
  g_autoptr(GPtrArray) others = rest != NULL ? desk_plan_read_forwards (self->plan, language->edition_language, rest) : NULL;

  return said->len > 0 || (others != NULL && others->len > 0);
}

/* What tells a web CMS which text is meant: without it another page is shown. */
static gboolean
is_choice (const char *query)
{
  static const char *const names[] = { "p=", "page_id=", "attachment_id=", "cat=", "author=", "tag=", "m=", "id=", "article=", "story=" };

  for (unsigned i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_has_prefix (query, names[i]))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_answered (DeskPlanAnswers *self,
             const char      *source)
{
  const char *query = strchr (source, '?');
  g_autofree char *path = query != NULL ? g_strndup (source, (gsize) (query - source)) : g_strdup (source);
  g_autofree char *first = desk_plan_dup_first_page (path);

  if (query != NULL && is_forwarded (self, source))
    return TRUE;
  if (query != NULL && is_choice (query + 1))
    return FALSE;
  if (is_forwarded (self, path) || is_page_of_list (self, path))
    return TRUE;

  return !desk_plan_has_list_at (self->plan, first) && desk_plan_has_page (self->plan, path);
}

/**
 * desk_plan_answers_find:
 * @address: as somebody has it
 * @out_is_answered: (out): whether a reader finds something there, or is led on, or is
 *   told that it is gone
 */
gboolean
desk_plan_answers_find (DeskPlanAnswers *self,
                        const char      *address,
                        gboolean        *out_is_answered,
                        GError         **error)
{
  const char *url = desk_site_get (self->plan->site, "url", NULL);
  g_autofree char *source = NULL;

  if (desk_redirect_is_home (address, url))
    {
      *out_is_answered = TRUE;
      return TRUE;
    }
  source = desk_redirect_parse_source (address, url, NULL);
  *out_is_answered = source != NULL && is_answered (self, source);

  return desk_plan_check (self->plan, error);
}
