/* desk-plan-clash.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-plan-clash.h"

#include "desk-plan-private.h"

/* Of two that want one address one has it, and the other gets a number that nobody has
 * chosen. Pages don't care; people do, and are told of both. */

void
desk_plan_clash_free (DeskPlanClash *self)
{
  if (self == NULL)
    return;

  g_free (self->article);
  g_free (self->term);
  g_free (self->name);
  g_free (self->path);
  g_free (self->wanted);
  g_free (self->holder);
  g_free (self);
}

static char *
dup_name (DeskPlanLanguage *self,
          const char       *key)
{
  GError *error = NULL;
  const DeskTerm *term = desk_plan_find_name (self->plan, key, &error);
  const DeskTermName *name;

  if (desk_plan_take_error (self->plan, error) || term == NULL)
    return NULL;
  name = desk_term_get_name (term, self->edition_language);

  return name != NULL ? g_strdup (name->name) : NULL;
}

static GPtrArray *
list_lists (DeskPlanLanguage *self)
{
  GError *error = NULL;
  GPtrArray *lists = NULL;

  lists = desk_site_list_lists (self->plan->state, self->edition_language, DESK_PLAN_SECTION, DESK_PLAN_AUTHOR, &error);

  return desk_plan_take_error (self->plan, error) ? g_ptr_array_new () : lists;
}

static char *
dup_holder (DeskPlanLanguage *self,
            const char       *path,
            gboolean         *out_is_section)
{
  g_autoptr(GPtrArray) lists = NULL;
  gint64 id = 0;
  GError *error = NULL;

  (void) desk_site_find_path (self->plan->state, self->edition_language, path, &id, &error); /* it sets the error */
  *out_is_section = FALSE;
  if (desk_plan_take_error (self->plan, error))
    return NULL;
  if (id != 0)
    {
      const DeskPlanArticle *article = desk_plan_language_find (self, id);

      return article != NULL ? g_strdup (article->edition->title) : NULL;
    }

  lists = list_lists (self);
  for (unsigned i = 0; i < lists->len; i++)
    {
      const DeskSiteList *list = lists->pdata[i];

      if (!g_str_equal (list->path, path))
        continue;
      *out_is_section = list->kind == DESK_PLAN_SECTION;
      return dup_name (self, list->key);
    }

  return NULL;
}

static DeskPlanClash *
clash_new (DeskPlanLanguage *self,
           const char       *article, /* nullable */
           char             *name,    /* eaten */
           const char       *path,    /* nullable */
           const char       *wanted)
{
  DeskPlanClash *clash = g_new0 (DeskPlanClash, 1);

  clash->article = g_strdup (article);
  clash->name = name;
  clash->path = path != NULL ? g_strconcat (self->path, path, NULL) : NULL;
  clash->wanted = g_strconcat (self->path, wanted, NULL);
  clash->holder = dup_holder (self, wanted, &clash->is_section);

  return clash;
}

static const DeskTermType term_types[] = {
  [DESK_PLAN_SECTION] = DESK_TERM_SECTION,
  [DESK_PLAN_TAG] = DESK_TERM_TAG,
  [DESK_PLAN_AUTHOR] = DESK_TERM_AUTHOR,
};

static void
add_lists (DeskPlanLanguage *self,
           GPtrArray        *clashes)
{
  g_autoptr(GPtrArray) lists = list_lists (self);

  for (unsigned i = 0; i < lists->len; i++)
    {
      const DeskSiteList *list = lists->pdata[i];
      char *name = list->n_texts > 0 && !g_str_equal (list->path, list->wanted) ? dup_name (self, list->key) : NULL;

      DeskPlanClash *clash;

      if (name == NULL)
        continue;
      clash = clash_new (self, NULL, name, list->path, list->wanted);
      clash->term = g_strdup (list->key);
      clash->term_type = term_types[list->kind];
      g_ptr_array_add (clashes, clash);
    }
}

/**
 * desk_plan_language_list_clashes:
 *
 * Returns: (transfer full) (element-type DeskPlanClash): texts, then sections, tags and
 *   authors that readers find at a number; %NULL with @error set
 */
GPtrArray *
desk_plan_language_list_clashes (DeskPlanLanguage *self,
                                 GError          **error)
{
  g_autoptr(GPtrArray) texts = desk_site_list_numbered (self->plan->state, self->edition_language, error);
  g_autoptr(GPtrArray) clashes = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_plan_clash_free);

  for (unsigned i = 0; texts != NULL && i < texts->len; i++)
    {
      const DeskSiteText *text = texts->pdata[i];
      const DeskPlanArticle *article = desk_plan_language_find (self, text->id);

      if (article != NULL)
        g_ptr_array_add (clashes, clash_new (self, text->article, g_strdup (article->edition->title), text->path, text->wanted));
      desk_plan_forget (self->plan);
    }
  add_lists (self, clashes);

  return texts != NULL && desk_plan_check (self->plan, error) ? g_steal_pointer (&clashes) : NULL;
}

/**
 * desk_plan_language_find_clash:
 * @slug: of a page of its own that readers don't have yet
 *
 * Returns: (transfer full) (nullable): who has the address that it will want; %NULL while
 *   it is free
 */
DeskPlanClash *
desk_plan_language_find_clash (DeskPlanLanguage *self,
                               const char       *slug,
                               const char       *title)
{
  g_autofree char *wanted = desk_plan_dup_wanted ("", slug, title);
  g_autoptr(DeskPlanClash) clash = clash_new (self, NULL, g_strdup (title), NULL, wanted);

  return clash->holder != NULL ? g_steal_pointer (&clash) : NULL;
}
