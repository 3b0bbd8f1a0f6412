/* desk-search.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-search-private.h"
#include "store/search/desk-search-marker.h"
#include "store/search/desk-search-run.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A search from end to end: the query's plan, what it finds (desk-search-run.c),
 * and what a person sees of it. Both databases are read in one transaction each,
 * the index's first: what has changed since then is among the library's changes,
 * and is looked at itself.
 */

/* What queries are always stemmed by, whatever languages the library has. */
#define USUAL_KINDS ((guint32) 0x3) /* English, Serbian */

void
desk_hit_free (DeskHit *self)
{
  if (self == NULL)
    return;

  g_free (self->article_uuid);
  g_free (self->language);
  g_free (self->title);
  g_clear_pointer (&self->title_ranges, g_array_unref);
  g_free (self->found_language);
  g_free (self->snippet);
  g_clear_pointer (&self->snippet_ranges, g_array_unref);
  g_free (self);
}

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

      if (!desk_store_next (store, stmt, _("Sections can't be read"), &has_row, error))
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

static DeskStatement *
borrow_edition (DeskStore *store,
                gint64     edition_id)
{
  DeskStatement *stmt = NULL;

  stmt = desk_store_borrow (store,
                            "SELECT a.uuid, e.language, e.title, e.summary, e.body"
                            "  FROM edition AS e JOIN article AS a ON a.id = e.article_id WHERE e.id = ?1");
  sqlite3_bind_int64 (stmt, 1, edition_id);

  return stmt;
}
enum { UUID, LANGUAGE, TITLE, SUMMARY, BODY };

/* Cuts the snippet from the body, or from the summary when more is there. */
static void
cut_snippet (DeskSearchMarker *marker,
             DeskStatement    *stmt,
             DeskHit          *hit)
{
  g_autofree char *body = desk_column_dup_text (stmt, BODY);
  guint32 in_body, in_summary;

  hit->snippet_ranges = g_array_new (FALSE, FALSE, sizeof (DeskSearchRange));
  hit->snippet = desk_search_marker_cut (marker, body, hit->snippet_ranges, &in_body);
  if (in_body != desk_search_marker_get_all (marker) || in_body == 0)
    {
      g_autofree char *summary = desk_column_dup_text (stmt, SUMMARY);
      g_autoptr(GArray) ranges = g_array_new (FALSE, FALSE, sizeof (DeskSearchRange));
      g_autofree char *snippet = desk_search_marker_cut (marker, summary, ranges, &in_summary);

      if (*snippet != '\0' && (in_summary & ~in_body || in_body == 0))
        {
          g_set_str (&hit->snippet, snippet);
          g_array_unref (hit->snippet_ranges);
          hit->snippet_ranges = g_steal_pointer (&ranges);
        }
    }
}

static void
mark_title (DeskSearchMarker *marker,
            DeskHit          *hit)
{
  g_autoptr(GArray) marks = g_array_new (FALSE, FALSE, sizeof (DeskMark));
  unsigned end = 0;

  hit->title_ranges = g_array_new (FALSE, FALSE, sizeof (DeskSearchRange));
  desk_search_marker_mark (marker, hit->title, G_MAXUINT, marks);
  for (unsigned i = 0; i < marks->len; i++)
    {
      DeskSearchRange range = g_array_index (marks, DeskMark, i).range;

      if (range.start < end)
        continue;
      g_array_append_val (hit->title_ranges, range);
      end = range.stop;
    }
}

static void
use_language (DeskStore        *store,
              DeskSearchMarker *marker,
              const char       *language)
{
  int kind = desk_stemmer_kind_of (language);

  desk_search_marker_set_stemmer (marker, desk_stemmers_get (store->stemmers, kind), kind);
}

/* The edition that is shown may not be the one that has the words. */
static DeskHit *
make_hit (DeskStore             *store,
          DeskSearchMarker      *marker,
          const DeskSearchFound *found,
          GError               **error)
{
  g_autoptr(DeskStatement) stmt = borrow_edition (store, found->shown_id);
  g_autoptr(DeskHit) hit = g_new0 (DeskHit, 1);
  gboolean has_row;

  if (!desk_store_next (store, stmt, _("Articles can't be searched"), &has_row, error) || !has_row)
    return NULL;
  hit->article_uuid = desk_column_dup_text (stmt, UUID);
  hit->language = desk_column_dup_text (stmt, LANGUAGE);
  hit->title = desk_column_dup_text (stmt, TITLE);
  use_language (store, marker, hit->language);
  mark_title (marker, hit);

  if (found->shown_id != found->edition_id)
    {
      desk_statement_release (stmt);
      (void) borrow_edition (store, found->edition_id); /* the same statement */
      if (!desk_store_next (store, stmt, _("Articles can't be searched"), &has_row, error) || !has_row)
        return NULL;
    }
  hit->found_language = desk_column_dup_text (stmt, LANGUAGE);
  use_language (store, marker, hit->found_language);
  cut_snippet (marker, stmt, hit);

  return g_steal_pointer (&hit);
}

static GPtrArray *
make_hits (DeskStore               *store,
           const DeskSearchPlan    *plan,
           const DeskSearchOptions *options,
           const GArray            *found,
           GError                 **error)
{
  g_autoptr(GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_hit_free);
  g_autoptr(DeskSearchMarker) marker = desk_search_marker_new (plan);

  for (unsigned i = options->offset; i < found->len; i++)
    {
      GError *local_error = NULL;
      DeskHit *hit = make_hit (store, marker, &g_array_index (found, DeskSearchFound, i), &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return NULL;
        }
      if (hit != NULL)
        g_ptr_array_add (hits, hit);
    }

  return g_steal_pointer (&hits);
}

static GPtrArray *
search (DeskStore               *store,
        const char              *query,
        const DeskSearchOptions *options,
        GError                 **error)
{
  DeskSearch *self = store->search;
  DeskSearchState state = { 0 };
  g_autoptr(DeskSearchPlan) plan = NULL;
  g_autoptr(GArray) found = NULL;

  if (self->db != NULL && (!desk_search_execute (self, "BEGIN") || !desk_search_read_state (self, &state)))
    {
      desk_search_throw (self, _("Articles can't be searched"), error);
      return NULL;
    }

  plan = make_plan (store, query, state.stemmer_kinds, error);
  if (plan == NULL)
    return NULL;
  if (plan->clauses->len == 0 && !desk_search_plan_has_dates (plan))
    return g_ptr_array_new_with_free_func ((GDestroyNotify) desk_hit_free);

  found = desk_search_run (store, plan, &state, options, error);
  return found != NULL ? make_hits (store, plan, options, found, error) : NULL;
}

static gboolean
execute (DeskStore  *store,
         const char *sql,
         GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (store, sql);

  return desk_store_run (store, stmt, _("Articles can't be searched"), error);
}

static GPtrArray *
search_in_transactions (DeskStore               *store,
                        const char              *query,
                        const DeskSearchOptions *options,
                        GError                 **error)
{
  DeskSearch *self = store->search;
  gboolean is_ours = sqlite3_get_autocommit (store->db) != 0;
  GPtrArray *hits;

  if (is_ours && !execute (store, "BEGIN", error))
    return NULL;

  hits = search (store, query, options, error);

  if (is_ours)
    (void) execute (store, "ROLLBACK", NULL); /* nothing was written */
  if (self->db != NULL && !sqlite3_get_autocommit (self->db))
    (void) desk_search_execute (self, "ROLLBACK"); /* likewise */

  return hits;
}

/**
 * desk_store_search:
 * @query: as a person types it: words, the last of which is a beginning unless
 *   a space follows, "phrases", -word, author: tag: section: status: lang:
 *   before: after:. Anything is a query.
 *
 * Finds articles outside the trash: those that have all of it in title, tags and
 * authors first, exact forms before inflected ones, and of equals the newest.
 *
 * Returns: (transfer full) (element-type DeskHit): one hit an article
 */
GPtrArray *
desk_store_search (DeskStore               *self,
                   const char              *query,
                   const DeskSearchOptions *options,
                   GCancellable            *cancellable,
                   GError                 **error)
{
  static const DeskSearchOptions no_options = { 0 };

  g_return_val_if_fail (DESK_IS_STORE (self) && query != NULL, NULL);

  for (unsigned attempt = 0;; attempt++)
    {
      g_autoptr(GError) local_error = NULL;
      DeskSearch *search = attempt < 2 ? desk_search_ensure (self) : self->search; /* at last without an index */
      GPtrArray *hits;

      search->cancellable = cancellable;
      hits = search_in_transactions (self, query, options != NULL ? options : &no_options, &local_error);
      search->cancellable = NULL;
      if (hits != NULL)
        return hits;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (!desk_search_mend (search))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
}
