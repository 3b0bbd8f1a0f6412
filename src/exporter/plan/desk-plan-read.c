/* desk-plan-read.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-plan-private.h"

#include <string.h>

/* What pages ask the plan for. Errors are kept until desk_plan_check(). */

/* Keeps the first error. Returns whether there is one. */
gboolean
desk_plan_take_error (DeskPlan *plan,
                      GError   *error) /* eaten */
{
  if (error == NULL)
    return FALSE;

  if (plan->error == NULL)
    plan->error = error;
  else
    g_error_free (error);
  return TRUE;
}

void
desk_plan_article_free (DeskPlanArticle *self)
{
  if (self == NULL)
    return;

  desk_article_free (self->article);
  desk_site_text_free (self->row);
  g_free (self->path);
  g_free (self->opening);
  g_free (self);
}

/**
 * desk_plan_article_get_date:
 *
 * Returns: the date for readers, else when they first had it, in µs
 */
gint64
desk_plan_article_get_date (const DeskPlanArticle *self)
{
  return self->row->date_us;
}

/**
 * desk_plan_article_get_id:
 *
 * Returns: the row of its edition
 */
gint64
desk_plan_article_get_id (const DeskPlanArticle *self)
{
  return self->row->id;
}

static DeskPlanArticle *
planned_new (DeskPlanLanguage *language,
             DeskSiteText     *row,      /* eaten */
             DeskArticle      *article,  /* eaten */
             char             *opening)  /* eaten */
{
  DeskPlanArticle *self = g_new0 (DeskPlanArticle, 1);

  self->row = row;
  self->article = article;
  self->opening = opening;
  self->edition = article->editions->pdata[0];
  self->section = *row->section != '\0' ? desk_plan_read_list (language, DESK_PLAN_SECTION, row->section) : NULL;
  self->path = g_strconcat (language->path, row->path, NULL);
  self->is_listed = (row->flags & DESK_SITE_TEXT_IS_LISTED) != 0;

  return self;
}

/* Returns: (transfer full) (nullable): what lists show of a text; %NULL for one in another
 * language */
DeskPlanArticle *
desk_plan_read_card (DeskPlanLanguage *self,
                     gint64            id)
{
  g_autoptr(DeskSiteText) row = NULL;
  g_autofree char *opening = NULL;
  DeskArticle *article;
  GError *error = NULL;

  (void) desk_site_find_text (self->plan->state, id, &row, &error); /* it sets the error */
  if (desk_plan_take_error (self->plan, error) || row == NULL || !g_str_equal (row->language, self->edition_language))
    return NULL;
  article = desk_plan_card_read (self->plan, row, &opening, &error);
  if (desk_plan_take_error (self->plan, error))
    return NULL;

  return planned_new (self, g_steal_pointer (&row), article, g_steal_pointer (&opening));
}

/**
 * desk_plan_language_find:
 * @id: the row of an edition
 *
 * Returns: (transfer none) (nullable): its article, as lists show it
 */
DeskPlanArticle *
desk_plan_language_find (DeskPlanLanguage *self,
                         gint64            id)
{
  gpointer key = GSIZE_TO_POINTER ((gsize) id);
  DeskPlanArticle *card = g_hash_table_lookup (self->cards, key);

  if (card == NULL)
    {
      card = desk_plan_read_card (self, id);
      if (card != NULL)
        g_hash_table_insert (self->cards, key, card);
    }

  return card;
}

/**
 * desk_plan_language_find_pinned:
 *
 * Returns: (transfer none) (nullable): the newest article that is to stay first
 */
DeskPlanArticle *
desk_plan_language_find_pinned (DeskPlanLanguage *self)
{
  GError *error = NULL;
  gint64 id = 0;

  (void) desk_site_find_pinned (self->plan->state, self->edition_language, &id, &error); /* it sets the error */

  return !desk_plan_take_error (self->plan, error) && id != 0 ? desk_plan_language_find (self, id) : NULL;
}

/**
 * desk_plan_language_list_pinned:
 *
 * Returns: (transfer full) (element-type gint64): the rows of all editions that were to stay
 *   first, the one that does before the others; %NULL with @error set
 */
GArray *
desk_plan_language_list_pinned (DeskPlanLanguage *self,
                                GError          **error)
{
  return desk_site_list_pinned (self->plan->state, self->edition_language, error);
}

/**
 * desk_plan_language_read:
 * @id: the row of an edition
 *
 * Returns: (transfer full) (nullable): its article, whole
 */
DeskPlanArticle *
desk_plan_language_read (DeskPlanLanguage *self,
                         gint64            id)
{
  g_autoptr(DeskPlanArticle) card = desk_plan_read_card (self, id);
  DeskArticle *article = NULL;
  GError *error = NULL;

  if (card == NULL)
    return NULL;
  (void) desk_store_find_released (self->plan->store, id, &article, &error); /* it sets the error */
  if (desk_plan_take_error (self->plan, error) || article == NULL)
    return NULL;

  desk_article_free (card->article);
  card->article = article;
  card->edition = article->editions->pdata[0];

  return g_steal_pointer (&card);
}

/**
 * desk_plan_language_dup_body:
 *
 * Returns: (transfer full): the body that readers have of an article; "" where they have
 *   none
 */
char *
desk_plan_language_dup_body (DeskPlanLanguage      *self,
                             const DeskPlanArticle *planned)
{
  char *body = NULL;
  GError *error = NULL;

  (void) desk_store_find_released_body (self->plan->store, planned->row->id, &body, &error); /* it sets the error */
  desk_plan_take_error (self->plan, error);

  return body != NULL ? body : g_strdup ("");
}

/* What a list without a key is known by here. */
static const char *
name_of (DeskPlanListKind kind)
{
  return kind == DESK_PLAN_HOME ? "home" : "foot";
}

static DeskPlanList *
take_list (DeskPlanLanguage   *self,
           const DeskSiteList *row)
{
  const char *key = *row->key != '\0' ? row->key : name_of ((DeskPlanListKind) row->kind);
  DeskPlanList *list = g_hash_table_lookup (self->lists, key);

  if (list != NULL)
    return list;

  list = g_new0 (DeskPlanList, 1);
  list->kind = (DeskPlanListKind) row->kind;
  list->key = g_strdup (key);
  list->path = g_strconcat (self->path, row->path, NULL);
  list->n_articles = row->n_texts;
  list->last_us = row->last_us;
  list->row = row->id;
  list->plan = self->plan;
  g_hash_table_insert (self->lists, list->key, list);

  return list;
}

/* Returns: (transfer none) (nullable): the list, whether something is in it or not */
DeskPlanList *
desk_plan_read_list (DeskPlanLanguage *self,
                     DeskPlanListKind  kind,
                     const char       *key)
{
  g_autoptr(DeskSiteList) row = NULL;
  DeskPlanList *list = g_hash_table_lookup (self->lists, *key != '\0' ? key : name_of (kind));
  GError *error = NULL;

  if (list != NULL)
    return list;
  (void) desk_site_find_list (self->plan->state, self->edition_language, kind, key, &row, &error); /* it sets the error */
  if (desk_plan_take_error (self->plan, error) || row == NULL)
    return NULL;

  return take_list (self, row);
}

/**
 * desk_plan_language_find_list:
 * @key: a term's UUID, or a year
 *
 * Returns: (transfer none) (nullable): the list, which has pages
 */
DeskPlanList *
desk_plan_language_find_list (DeskPlanLanguage *self,
                              const char       *key)
{
  DeskPlanList *list = g_hash_table_lookup (self->lists, key);

  for (int kind = DESK_PLAN_SECTION; list == NULL && kind <= DESK_PLAN_YEAR; kind++)
    list = desk_plan_read_list (self, (DeskPlanListKind) kind, key);

  return list != NULL && list->n_articles > 0 ? list : NULL;
}

/**
 * desk_plan_language_find_list_at:
 * @row: of a list
 *
 * Returns: (transfer none) (nullable): the list; %NULL for one in another language
 */
DeskPlanList *
desk_plan_language_find_list_at (DeskPlanLanguage *self,
                                 gint64            row)
{
  g_autoptr(DeskSiteList) list = NULL;
  GError *error = NULL;

  (void) desk_site_find_list_by_id (self->plan->state, row, &list, &error); /* it sets the error */

  return !desk_plan_take_error (self->plan, error) && list != NULL && g_str_equal (list->language, self->edition_language)
         ? take_list (self, list) : NULL;
}

/**
 * desk_plan_list_get_term:
 *
 * Returns: (transfer none) (nullable): what its articles have in common; %NULL for a
 *   year and the like
 */
const DeskTerm *
desk_plan_list_get_term (const DeskPlanList *self)
{
  const DeskTerm *term;
  GError *error = NULL;

  if (self->kind > DESK_PLAN_AUTHOR)
    return NULL;

  term = desk_plan_find_name (self->plan, self->key, &error);
  return desk_plan_take_error (self->plan, error) ? NULL : term;
}

/**
 * desk_plan_language_list_lists:
 *
 * Returns: (transfer container) (element-type DeskPlanList): those that have pages, by
 *   their keys
 */
GPtrArray *
desk_plan_language_list_lists (DeskPlanLanguage *self,
                               DeskPlanListKind  kind)
{
  GPtrArray *lists = g_ptr_array_new ();
  g_autoptr(GPtrArray) rows = NULL;
  GError *error = NULL;

  rows = desk_site_list_lists (self->plan->state, self->edition_language, kind, kind, &error);
  if (desk_plan_take_error (self->plan, error))
    return lists;

  for (unsigned i = 0; i < rows->len; i++)
    {
      const DeskSiteList *row = rows->pdata[i];

      if (row->n_texts > 0)
        g_ptr_array_add (lists, take_list (self, row));
    }

  return lists;
}

static void
add_cards (DeskPlanLanguage *self,
           const GArray     *members,
           GPtrArray        *cards)
{
  for (unsigned i = 0; members != NULL && i < members->len; i++)
    {
      DeskPlanArticle *card = desk_plan_language_find (self, g_array_index (members, DeskSiteMember, i).id);

      if (card != NULL)
        g_ptr_array_add (cards, card);
    }
}

/**
 * desk_plan_language_list_articles:
 * @first: how many to pass over; going on where the last call ended is quick
 *
 * Returns: (transfer container) (element-type DeskPlanArticle): articles of a list, the
 *   newest first
 */
GPtrArray *
desk_plan_language_list_articles (DeskPlanLanguage *self,
                                  DeskPlanList     *list,
                                  unsigned          first,
                                  unsigned          n_articles)
{
  GPtrArray *cards = g_ptr_array_new ();
  gboolean goes_on = first > 0 && first == list->next;
  g_autoptr(GArray) members = NULL;
  GError *error = NULL;

  members = desk_site_list_members (self->plan->state, list->row, goes_on ? &list->last : NULL, goes_on ? 0 : first, n_articles,
                                    &error);
  if (desk_plan_take_error (self->plan, error) || members->len == 0)
    return cards;

  list->next = first + members->len;
  list->last = g_array_index (members, DeskSiteMember, members->len - 1);
  add_cards (self, members, cards);

  return cards;
}

/**
 * desk_plan_language_list_newest:
 *
 * Returns: (transfer container) (element-type DeskPlanArticle): the newest ones that
 *   lists show
 */
GPtrArray *
desk_plan_language_list_newest (DeskPlanLanguage *self,
                                unsigned          n_articles)
{
  DeskPlanList *home = desk_plan_read_list (self, DESK_PLAN_HOME, "");

  return home != NULL ? desk_plan_language_list_articles (self, home, 0, n_articles) : g_ptr_array_new ();
}

/**
 * desk_plan_language_list_tags:
 *
 * Returns: (transfer container) (element-type DeskPlanList): the tags of an article
 */
GPtrArray *
desk_plan_language_list_tags (DeskPlanLanguage      *self,
                              const DeskPlanArticle *planned)
{
  g_auto(GStrv) rows = g_strsplit (planned->row->lists, ",", -1);
  GPtrArray *tags = g_ptr_array_new ();

  for (unsigned i = 0; rows[i] != NULL; i++)
    {
      DeskPlanList *list = desk_plan_language_find_list_at (self, g_ascii_strtoll (rows[i], NULL, 10));

      if (list != NULL && list->kind == DESK_PLAN_TAG)
        g_ptr_array_add (tags, list);
    }

  return tags;
}

#define N_OFTEN 8 /* tags beside a section */

/**
 * desk_plan_language_list_often:
 *
 * Lists the tags that most articles of a section have; it is worked out once.
 *
 * Returns: (transfer none) (element-type DeskPlanList): the tags, none for what is
 *   no section
 */
const GPtrArray *
desk_plan_language_list_often (DeskPlanLanguage *self,
                               DeskPlanList     *list)
{
  g_autoptr(GArray) rows = NULL;
  GError *error = NULL;

  if (list->often != NULL)
    return list->often;

  list->often = g_ptr_array_new ();
  if (list->kind != DESK_PLAN_SECTION)
    return list->often;
  rows = desk_site_list_often (self->plan->state, list->row, N_OFTEN, &error);
  for (unsigned i = 0; error == NULL && i < rows->len; i++)
    {
      g_autoptr(DeskSiteList) row = NULL;

      if (desk_site_find_list_by_id (self->plan->state, g_array_index (rows, gint64, i), &row, &error) && row != NULL)
        g_ptr_array_add (list->often, take_list (self, row));
    }
  desk_plan_take_error (self->plan, error);

  return list->often;
}

/**
 * desk_plan_language_list_related:
 *
 * Returns: (transfer container) (element-type DeskPlanArticle): what stands below an
 *   article
 */
GPtrArray *
desk_plan_language_list_related (DeskPlanLanguage      *self,
                                 const DeskPlanArticle *planned)
{
  GPtrArray *cards = g_ptr_array_new ();
  g_autoptr(GArray) related = NULL;
  GError *error = NULL;

  related = desk_site_list_related (self->plan->state, planned->row->id, &error);
  for (unsigned i = 0; error == NULL && i < related->len; i++)
    {
      DeskPlanArticle *card = desk_plan_language_find (self, g_array_index (related, DeskSiteRelated, i).id);

      if (card != NULL)
        g_ptr_array_add (cards, card);
    }
  desk_plan_take_error (self->plan, error);

  return cards;
}

/**
 * desk_plan_language_find_neighbours:
 * @out_later: (out) (nullable): the article in front of this one in its section
 * @out_earlier: (out) (nullable): the one behind it
 */
void
desk_plan_language_find_neighbours (DeskPlanLanguage      *self,
                                    const DeskPlanArticle *planned,
                                    DeskPlanArticle      **out_later,
                                    DeskPlanArticle      **out_earlier)
{
  gint64 later = 0, earlier = 0;
  GError *error = NULL;

  if (planned->is_listed)
    (void) desk_site_find_neighbours (self->plan->state, planned->section->row, planned->row, &later, &earlier, &error);
  desk_plan_take_error (self->plan, error);

  *out_later = later != 0 ? desk_plan_language_find (self, later) : NULL;
  *out_earlier = earlier != 0 ? desk_plan_language_find (self, earlier) : NULL;
}

/**
 * desk_plan_language_dup_path:
 * @uuid: (nullable): an article's, or a list's key; %NULL is the home, %DESK_PLAN_SEARCH
 *   the page to look for texts
 *
 * Returns: (transfer full) (nullable): where that is in this language; %NULL if nowhere
 */
char *
desk_plan_language_dup_path (DeskPlanLanguage *self,
                             const char       *uuid)
{
  g_autofree char *path = NULL;
  DeskPlanList *list;
  GError *error = NULL;

  if (uuid == NULL)
    return g_strdup (self->path);
  if (g_str_equal (uuid, DESK_PLAN_SEARCH))
    return g_strconcat (self->path, DESK_PLAN_SEARCH_FOLDER, NULL);
  if (g_hash_table_contains (self->lists, uuid))
    {
      list = desk_plan_language_find_list (self, uuid);
      return list != NULL ? g_strdup (list->path) : NULL;
    }

  (void) desk_site_find_path_of (self->plan->state, uuid, self->edition_language, &path, &error); /* it sets the error */
  desk_plan_take_error (self->plan, error);
  if (path != NULL)
    return g_strconcat (self->path, path, NULL);

  list = desk_plan_language_find_list (self, uuid);
  return list != NULL ? g_strdup (list->path) : NULL;
}
