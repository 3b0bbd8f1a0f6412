/* desk-plan-list.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-plan-private.h"

#include "model/desk-language.h"
#include "text/desk-slug.h"

#include <string.h>

/* What readers find articles by, and where: sections, tags, authors, years. */

#define N_OFTEN 8 /* tags beside a section */

/**
 * desk_plan_claim_path:
 * @paths: those that are taken
 * @folder: "/en/", "/en/news/"
 * @title: what a slug is made of where @slug is none
 *
 * Returns: (transfer full): a path in @folder that no other page has; @paths then
 *   knows it
 */
char *
desk_plan_claim_path (GHashTable *paths,
                      const char *folder,
                      const char *slug,
                      const char *title)
{
  g_autofree char *made = desk_slug_is_valid (slug) ? g_strdup (slug) : desk_slug_from_title (title);
  gboolean is_on_top = strchr (folder + 1, '/') == folder + strlen (folder) - 1;
  char *path = NULL;

  if (!desk_slug_is_valid (made))
    g_set_str (&made, "text");

  for (unsigned number = 1; path == NULL; number++)
    {
      g_autofree char *numbered = number == 1 ? g_strdup (made) : desk_slug_number (made, number);
      /* Under a section only its own further pages are in the way. */
      gboolean is_reserved = is_on_top ? desk_slug_is_reserved (numbered) : g_str_equal (numbered, "page");
      g_autofree char *candidate = g_strconcat (folder, numbered, "/", NULL);

      if (!is_reserved && g_hash_table_add (paths, g_strdup (candidate)))
        path = g_steal_pointer (&candidate);
    }

  return path;
}

void
desk_plan_list_free (gpointer data)
{
  DeskPlanList *self = data;

  g_free (self->key);
  g_free (self->path);
  g_ptr_array_unref (self->articles);
  g_clear_pointer (&self->often, g_ptr_array_unref);
  g_free (self);
}

/* @key: (transfer full) */
static DeskPlanList *
add_list (DeskPlanLanguage *language,
          DeskPlanListKind  kind,
          char             *key,
          const DeskTerm   *term)
{
  DeskPlanList *list = g_new0 (DeskPlanList, 1);

  list->kind = kind;
  list->key = key;
  list->term = term;
  list->articles = g_ptr_array_new ();
  g_ptr_array_add (language->lists, list);
  g_hash_table_insert (language->by_key, list->key, list);

  return list;
}

static char *
claim_for_term (DeskPlanLanguage *language,
                GHashTable       *paths,
                const char       *folder,
                const DeskTerm   *term)
{
  const DeskTermName *name = desk_term_get_name (term, desk_language_edition_of (language->language));

  return desk_plan_claim_path (paths, folder, name != NULL ? name->slug : "", name != NULL ? name->name : "");
}

/**
 * desk_plan_add_section:
 *
 * Adds a section, which has its place before there is anything in it: articles are
 * below it.
 */
void
desk_plan_add_section (DeskPlanLanguage *language,
                       GHashTable       *paths,
                       const DeskTerm   *term)
{
  DeskPlanList *list = add_list (language, DESK_PLAN_SECTION, g_strdup (term->uuid), term);

  list->path = claim_for_term (language, paths, language->path, term);
  g_ptr_array_add (language->sections, list);
}

/* An article stands in a list once, whatever it is filed under twice. */
static void
file_in (DeskPlanList    *list,
         DeskPlanArticle *planned)
{
  if (list->articles->len == 0 || list->articles->pdata[list->articles->len - 1] != planned)
    g_ptr_array_add (list->articles, planned);
}

static void
file_by_term (DeskPlanLanguage *language,
              DeskPlanArticle  *planned,
              DeskPlanListKind  kind,
              const DeskTerm   *term)
{
  DeskPlanList *list = g_hash_table_lookup (language->by_key, term->uuid);

  file_in (list != NULL ? list : add_list (language, kind, g_strdup (term->uuid), term), planned);
}

static void
file_by_year (DeskPlanLanguage *language,
              DeskPlanArticle  *planned,
              GTimeZone        *zone)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc_usec (desk_plan_article_get_date (planned));
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autofree char *key = local != NULL ? g_strdup_printf ("%04d", g_date_time_get_year (local)) : NULL;
  DeskPlanList *list;

  if (key == NULL) /* a date that no calendar has */
    return;

  list = g_hash_table_lookup (language->by_key, key);
  file_in (list != NULL ? list : add_list (language, DESK_PLAN_YEAR, g_steal_pointer (&key), NULL), planned);
}

/**
 * desk_plan_file_article:
 * @planned: one that is listed; newer ones were filed before it
 * @zone: of the site: which year a moment is in
 */
void
desk_plan_file_article (DeskPlanLanguage *language,
                        DeskPlanArticle  *planned,
                        GTimeZone        *zone)
{
  const DeskArticle *article = planned->article;

  planned->place = planned->section->articles->len;
  file_in (planned->section, planned);
  for (unsigned i = 0; i < article->tags->len; i++)
    file_by_term (language, planned, DESK_PLAN_TAG, article->tags->pdata[i]);
  for (unsigned i = 0; i < article->credits->len; i++)
    file_by_term (language, planned, DESK_PLAN_AUTHOR, ((const DeskCredit *) article->credits->pdata[i])->author);
  file_by_year (language, planned, zone);
}

static int
compare_lists (gconstpointer a,
               gconstpointer b)
{
  const DeskPlanList *first = a;
  const DeskPlanList *second = b;

  if (first->kind != second->kind)
    return first->kind < second->kind ? -1 : 1;
  if (first->kind == DESK_PLAN_SECTION)
    return first->term->position < second->term->position ? -1 : first->term->position > second->term->position;
  if (first->kind == DESK_PLAN_YEAR)
    return strcmp (second->key, first->key);

  return strcmp (first->key, second->key);
}

/**
 * desk_plan_place_lists:
 *
 * Puts the lists that have something in them in order, and gives those a place that
 * have none yet.
 */
void
desk_plan_place_lists (DeskPlanLanguage *language,
                       GHashTable       *paths)
{
  g_autofree char *tags = g_strconcat (language->path, "tag/", NULL);
  g_autofree char *authors = g_strconcat (language->path, "author/", NULL);
  g_autofree char *years = g_strconcat (language->path, "archive/", NULL);

  g_ptr_array_sort_values (language->lists, compare_lists);
  for (unsigned i = 0; i < language->lists->len; i++)
    {
      DeskPlanList *list = language->lists->pdata[i];

      if (list->path == NULL)
        list->path = list->kind == DESK_PLAN_YEAR
                     ? desk_plan_claim_path (paths, years, list->key, list->key)
                     : claim_for_term (language, paths, list->kind == DESK_PLAN_TAG ? tags : authors, list->term);
      if (list->articles->len > 0)
        g_hash_table_insert (language->by_uuid, list->key, list->path);
    }
}

typedef struct
{
  DeskPlanList *tag;
  unsigned      n_articles; /* of the list beside which it stands */
} Often;

static int
compare_often (gconstpointer a,
               gconstpointer b)
{
  const Often *first = a;
  const Often *second = b;

  if (first->n_articles != second->n_articles)
    return first->n_articles > second->n_articles ? -1 : 1;

  return strcmp (first->tag->key, second->tag->key);
}

static void
count_tags (const DeskPlanLanguage *language,
            const DeskPlanArticle  *planned,
            GHashTable             *counts)
{
  for (unsigned i = 0; i < planned->article->tags->len; i++)
    {
      const DeskTerm *tag = planned->article->tags->pdata[i];
      DeskPlanList *list = desk_plan_language_find_list (language, tag->uuid);

      if (list != NULL)
        g_hash_table_insert (counts, list, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, list)) + 1));
    }
}

static GPtrArray *
find_often (const DeskPlanLanguage *language,
            const DeskPlanList     *section)
{
  g_autoptr(GHashTable) counts = g_hash_table_new (NULL, NULL);
  g_autoptr(GArray) often = g_array_new (FALSE, FALSE, sizeof (Often));
  GPtrArray *tags = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer tag, n_articles;

  for (unsigned i = 0; i < section->articles->len; i++)
    count_tags (language, section->articles->pdata[i], counts);

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &tag, &n_articles))
    {
      Often one = { tag, GPOINTER_TO_UINT (n_articles) };

      g_array_append_val (often, one);
    }
  g_array_sort (often, compare_often);
  for (unsigned i = 0; i < MIN (often->len, N_OFTEN); i++)
    g_ptr_array_add (tags, g_array_index (often, Often, i).tag);

  return tags;
}

/**
 * desk_plan_language_list_often:
 *
 * Lists the tags that most articles of a section have; it is worked out once.
 *
 * Returns: (transfer none) (element-type DeskPlanList): the tags, none for what is
 *   no section
 */
const GPtrArray *
desk_plan_language_list_often (const DeskPlanLanguage *self,
                               DeskPlanList           *list)
{
  if (list->often == NULL)
    list->often = list->kind == DESK_PLAN_SECTION ? find_often (self, list) : g_ptr_array_new ();

  return list->often;
}
