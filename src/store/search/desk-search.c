/* desk-search.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-search-private.h"
#include "store/search/desk-search-run.h"

#include <glib/gi18n-lib.h>

/* A search from end to end: the query's plan, what it finds (desk-search-run.c),
 * and what a person sees of it (desk-search-hit.c). Both databases are read in one
 * transaction each, the index's first: what has changed since then is among the
 * library's changes, and is looked at itself.
 */

/* What queries are always stemmed by, whatever languages the library has. */
#define USUAL_KINDS ((guint32) 0x3) /* English, Serbian */

/* What is read within both transactions, with the state that the index has there;
 * it is tried again when the index had to be mended. */
typedef gpointer (*ReadFunc) (DeskStore             *store,
                              const DeskSearchState *state,
                              gpointer               user_data,
                              GError               **error);

/* Whether each word of @wanted begins one of @name. */
static gboolean
is_named (const char *name,
          const char *wanted)
{
  DeskWords wanted_words;

  desk_words_init (&wanted_words, wanted, -1, FALSE);
  while (desk_words_next (&wanted_words))
    {
      gboolean is_there = FALSE;
      DeskWords words;

      desk_words_init (&words, name, -1, FALSE);
      while (!is_there && desk_words_next (&words))
        is_there = g_str_has_prefix (words.folded, wanted_words.folded);
      if (!is_there)
        return FALSE;
    }

  return TRUE;
}

/* Puts the ids of the sections that are meant in place of a name. What has no
 * section is in the first one; a name that nothing has is no id. */
static gboolean
resolve_section (DeskStore      *store,
                 DeskSearchPart *part,
                 GError        **error)
{
  static const char sql[] =
    "SELECT t.id, n.name, t.id = (SELECT id FROM term WHERE type = 0 AND deleted_us IS NULL"
    "                              ORDER BY position, id LIMIT 1)"
    "  FROM term AS t JOIN term_name AS n ON n.term_id = t.id"
    " WHERE t.type = 0 AND t.deleted_us IS NULL";
  g_autoptr(DeskStatement) stmt = desk_store_borrow (store, sql);
  g_autoptr(GString) ids = g_string_new ("-");
  gboolean has_row;

  for (;;)
    {
      g_autofree char *name = NULL;

      if (!desk_store_next (store, stmt, N_("Sections can't be read"), &has_row, error))
        return FALSE;
      if (!has_row)
        break;

      name = desk_column_dup_text (stmt, 1);
      if (is_named (name, part->text))
        g_string_append_printf (ids, " %" G_GINT64_FORMAT "%s", (gint64) sqlite3_column_int64 (stmt, 0),
                                sqlite3_column_int (stmt, 2) ? " 0" : "");
    }

  g_set_str (&part->text, ids->str);
  return TRUE;
}

static DeskSearchPlan *
make_plan (DeskStore  *store,
           const char *query,
           guint32     stemmer_kinds,
           GError    **error)
{
  g_autoptr(GPtrArray) parts = desk_search_query_parse (query);
  g_autoptr(DeskSite) site = desk_store_dup_site (store, error);

  if (site == NULL)
    return NULL;

  for (unsigned i = 0; i < parts->len; i++)
    {
      DeskSearchPart *part = parts->pdata[i];

      if (part->kind == DESK_PART_SECTION && !resolve_section (store, part, error))
        return NULL;
    }

  return desk_search_plan_new (parts, stemmer_kinds | USUAL_KINDS, store->stemmers, desk_site_get (site, "time-zone", NULL));
}

static gboolean
asks_for_something (const DeskSearchPlan *plan)
{
  return plan->clauses->len > 0 || desk_search_plan_has_dates (plan);
}

static gboolean
execute (DeskStore  *store,
         const char *sql,
         GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (store, sql);

  return desk_store_run (store, stmt, N_("Articles can't be searched"), error);
}

static gpointer
read_with_index (DeskStore *store,
                 ReadFunc   func,
                 gpointer   user_data,
                 GError   **error)
{
  DeskSearch *self = store->search;
  DeskSearchState state = { 0 };

  if (self->db != NULL && (!desk_search_execute (self, "BEGIN") || !desk_search_read_state (self, &state)))
    {
      desk_search_throw (self, N_("Articles can't be searched"), error);
      return NULL;
    }

  return func (store, &state, user_data, error);
}

static gpointer
read_in_transactions (DeskStore *store,
                      ReadFunc   func,
                      gpointer   user_data,
                      GError   **error)
{
  DeskSearch *self = store->search;
  gboolean is_ours = sqlite3_get_autocommit (store->db) != 0;
  gpointer result;

  if (is_ours && !execute (store, "BEGIN", error))
    return NULL;

  result = read_with_index (store, func, user_data, error);

  if (is_ours)
    (void) execute (store, "ROLLBACK", NULL); /* nothing was written */
  if (self->db != NULL && !sqlite3_get_autocommit (self->db))
    (void) desk_search_execute (self, "ROLLBACK"); /* likewise */

  return result;
}

static gpointer
read_both (DeskStore    *store,
           ReadFunc      func,
           gpointer      user_data,
           GCancellable *cancellable,
           GError      **error)
{
  for (unsigned attempt = 0;; attempt++)
    {
      g_autoptr(GError) local_error = NULL;
      DeskSearch *search = attempt < 2 ? desk_search_ensure (store) : store->search; /* at last without an index */
      gpointer result;

      search->cancellable = cancellable;
      result = read_in_transactions (store, func, user_data, &local_error);
      search->cancellable = NULL;
      if (result != NULL)
        return result;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (!desk_search_mend (search))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
}

typedef struct
{
  const char      *words;
  const DeskQuery *among;
  gint64           until_us;
  DeskSearchReach  reach;
} Question;

static gpointer
search (DeskStore             *store,
        const DeskSearchState *state,
        gpointer               user_data,
        GError               **error)
{
  Question *question = user_data;
  g_autoptr(DeskSearchPlan) plan = make_plan (store, question->words, state->stemmer_kinds, error);
  g_autoptr(GArray) found = NULL;

  if (plan == NULL)
    return NULL;
  if (!asks_for_something (plan))
    return g_ptr_array_new_with_free_func ((GDestroyNotify) desk_hit_free);

  found = desk_search_run (store, plan, state, question->among, question->until_us, &question->reach, error);
  return found != NULL ? desk_search_make_hits (store, plan, found, question->among->offset, TRUE, error) : NULL;
}

/**
 * desk_store_search:
 * @words: as a person types it: words, the last of which is a beginning unless
 *   a space follows, "phrases", -word, author: tag: section: status: lang:
 *   before: after:. Anything is a query.
 * @among: (nullable): which articles, how many hits, and how many of the best are
 *   left out; %NULL for all outside the trash
 *
 * Finds articles: those that have all of it in title, tags and authors first, exact
 * forms before inflected ones, and of equals the newest.
 *
 * Returns: (transfer full) (element-type DeskHit): one hit an article; %NULL with
 *   @error set, as by desk_store_list_keys()
 */
GPtrArray *
desk_store_search (DeskStore       *self,
                   const char      *words,
                   const DeskQuery *among,
                   GCancellable    *cancellable,
                   GError         **error)
{
  Question question = { .words = words, .among = among != NULL ? among : &DESK_QUERY_ALL };

  g_return_val_if_fail (DESK_IS_STORE (self) && words != NULL, NULL);

  return read_both (self, search, &question, cancellable, error);
}

static GArray *
take_keys (const GArray *found,
           unsigned      n_left_out)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (DeskListKey));

  for (unsigned i = n_left_out; i < found->len; i++)
    {
      const DeskSearchFound *one = &g_array_index (found, DeskSearchFound, i);
      const DeskListKey key = { one->sort_us, one->article_id };

      g_array_append_val (keys, key);
    }

  return keys;
}

static gpointer
search_keys (DeskStore             *store,
             const DeskSearchState *state,
             gpointer               user_data,
             GError               **error)
{
  Question *question = user_data;
  g_autoptr(DeskSearchPlan) plan = make_plan (store, question->words, state->stemmer_kinds, error);
  g_autoptr(GArray) found = NULL;

  if (plan == NULL)
    return NULL;
  if (!asks_for_something (plan))
    return desk_store_list_keys (store, question->among, NULL, store->search->cancellable, error);

  found = desk_search_run (store, plan, state, question->among, question->until_us, &question->reach, error);
  return found != NULL ? take_keys (found, question->among->offset) : NULL;
}

/**
 * desk_store_search_keys:
 * @words: as for desk_store_search(); with nothing to look for everything is found
 * @among: which articles, how many, and how many of the best are left out
 * @max_ms: about how long it may take: what was found by then is the answer; 0 for
 *   as long as it takes
 * @out_reach: (out): how far it came
 * @cancellable: (nullable): stops it at once
 *
 * Finds articles as desk_store_search() does, the best first, and says of each no
 * more than a list holds; desk_store_list_hits() says the rest.
 *
 * Returns: (transfer full) (element-type DeskListKey): the keys; %NULL with @error
 *   set, as by desk_store_list_keys()
 */
GArray *
desk_store_search_keys (DeskStore       *self,
                        const char      *words,
                        const DeskQuery *among,
                        unsigned         max_ms,
                        DeskSearchReach *out_reach,
                        GCancellable    *cancellable,
                        GError         **error)
{
  Question question = { .words = words, .among = among };
  GArray *keys;

  g_return_val_if_fail (DESK_IS_STORE (self) && words != NULL && among != NULL && out_reach != NULL, NULL);

  if (max_ms > 0)
    question.until_us = g_get_monotonic_time () + (gint64) max_ms * 1000;
  keys = read_both (self, search_keys, &question, cancellable, error);
  if (keys != NULL)
    *out_reach = question.reach;

  return keys;
}

typedef struct
{
  const char   *words;
  const GArray *article_ids;
} Listing;

static gpointer
list_hits (DeskStore             *store,
           const DeskSearchState *state,
           gpointer               user_data,
           GError               **error)
{
  const Listing *listing = user_data;
  g_autoptr(DeskSearchPlan) plan = make_plan (store, listing->words, state->stemmer_kinds, error);
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (DeskSearchFound));

  for (unsigned i = 0; plan != NULL && i < listing->article_ids->len; i++)
    {
      DeskSearchFound one;

      if (g_cancellable_set_error_if_cancelled (store->search->cancellable, error) ||
          !desk_search_find_again (store, plan, g_array_index (listing->article_ids, gint64, i), &one, error))
        return NULL;
      g_array_append_val (found, one);
    }

  return plan != NULL ? desk_search_make_hits (store, plan, found, 0, FALSE, error) : NULL;
}

/**
 * desk_store_list_hits:
 * @words: what was looked for
 * @article_ids: (element-type gint64): of keys
 *
 * Returns: (transfer full) (element-type DeskHit): what is to be seen of these
 *   articles, in their order, each shown by the edition that stands for it; %NULL
 *   for one that is gone
 */
GPtrArray *
desk_store_list_hits (DeskStore    *self,
                      const char   *words,
                      const GArray *article_ids,
                      GCancellable *cancellable,
                      GError      **error)
{
  Listing listing = { words, article_ids };

  g_return_val_if_fail (DESK_IS_STORE (self) && words != NULL && article_ids != NULL, NULL);

  return read_both (self, list_hits, &listing, cancellable, error);
}
