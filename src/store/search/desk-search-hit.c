/* desk-search-hit.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-search-marker.h"
#include "desk-search-run.h"

#include <glib/gi18n-lib.h>

/* What a person sees of an article that was found: the title of the edition that
 * is shown, and a piece of the one that has the words, which may be another.
 */

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

/* Whole texts are neither copied nor looked through for what is no UTF-8: that
 * takes a third as long as it does to find the words. */
static const char *
column_text (DeskStatement *stmt,
             int            column)
{
  const char *text = (const char *) sqlite3_column_text (stmt, column);

  return text != NULL ? text : ""; /* without memory */
}

/* Cuts the snippet from the body, or from the summary when more is there. */
static void
cut_snippet (DeskSearchMarker *marker,
             DeskStatement    *stmt,
             DeskHit          *hit)
{
  const char *body = column_text (stmt, BODY);
  guint32 in_body, in_summary;

  hit->snippet_ranges = g_array_new (FALSE, FALSE, sizeof (DeskSearchRange));
  hit->snippet = desk_search_marker_cut (marker, body, hit->snippet_ranges, &in_body);
  if (in_body != desk_search_marker_get_all (marker) || in_body == 0)
    {
      const char *summary = column_text (stmt, SUMMARY);
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

/* Returns: %NULL without an error when the article is gone */
static DeskHit *
make_hit (DeskStore             *store,
          DeskSearchMarker      *marker,
          const DeskSearchFound *found,
          GError               **error)
{
  g_autoptr(DeskStatement) stmt = borrow_edition (store, found->shown_id);
  g_autoptr(DeskHit) hit = g_new0 (DeskHit, 1);
  gboolean has_row;

  if (!desk_store_next (store, stmt, N_("Articles can't be searched"), &has_row, error) || !has_row)
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
      if (!desk_store_next (store, stmt, N_("Articles can't be searched"), &has_row, error) || !has_row)
        return NULL;
    }
  hit->found_language = desk_column_dup_text (stmt, LANGUAGE);
  use_language (store, marker, hit->found_language);
  cut_snippet (marker, stmt, hit);

  return g_steal_pointer (&hit);
}

/**
 * desk_search_make_hits:
 * @found: (element-type DeskSearchFound): what was found
 * @n_left_out: of its beginning
 * @is_gapless: whether one that is gone is passed over, else it is %NULL
 *
 * Returns: (transfer full) (element-type DeskHit): what is to be seen of it
 */
GPtrArray *
desk_search_make_hits (DeskStore            *store,
                       const DeskSearchPlan *plan,
                       const GArray         *found,
                       unsigned              n_left_out,
                       gboolean              is_gapless,
                       GError              **error)
{
  g_autoptr(GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_hit_free);
  g_autoptr(DeskSearchMarker) marker = desk_search_marker_new (plan);

  for (unsigned i = n_left_out; i < found->len; i++)
    {
      GError *local_error = NULL;
      DeskHit *hit = make_hit (store, marker, &g_array_index (found, DeskSearchFound, i), &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return NULL;
        }
      if (hit != NULL || !is_gapless)
        g_ptr_array_add (hits, hit);
    }

  return g_steal_pointer (&hits);
}

/* How much of what was looked for an edition has. */
static gboolean
meet (DeskStore        *store,
      DeskSearchMarker *marker,
      gint64            edition_id,
      guint32          *out_clauses,
      GError          **error)
{
  g_autoptr(DeskStatement) stmt = borrow_edition (store, edition_id);
  gboolean has_row;

  if (!desk_store_next (store, stmt, N_("Articles can't be searched"), &has_row, error))
    return FALSE;

  *out_clauses = 0;
  if (has_row)
    use_language (store, marker, (const char *) sqlite3_column_text (stmt, LANGUAGE));
  for (int column = TITLE; has_row && column <= BODY; column++)
    {
      *out_clauses |= desk_search_marker_meet (marker, column_text (stmt, column));
    }

  return TRUE;
}

static gboolean
list_editions (DeskStore *store,
               gint64     article_id,
               GArray    *editions,
               GError   **error)
{
  static const char sql[] =
    "SELECT edition_id FROM listing WHERE article_id = ?1 ORDER BY is_shown DESC, edition_id";
  g_autoptr(DeskStatement) stmt = desk_store_borrow (store, sql);
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, article_id);
  for (;;)
    {
      gint64 edition_id;

      if (!desk_store_next (store, stmt, N_("Articles can't be searched"), &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      edition_id = sqlite3_column_int64 (stmt, 0);
      g_array_append_val (editions, edition_id);
    }
}

/**
 * desk_search_find_again:
 * @article_id: one that a search with @plan has found
 * @out_found: (out): its editions; none when it is gone
 *
 * Finds out which edition has the words, that is which has the most of them; of
 * equals the one that is shown.
 */
gboolean
desk_search_find_again (DeskStore            *store,
                        const DeskSearchPlan *plan,
                        gint64                article_id,
                        DeskSearchFound      *out_found,
                        GError              **error)
{
  g_autoptr(DeskSearchMarker) marker = desk_search_marker_new (plan);
  g_autoptr(GArray) editions = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint32 all = desk_search_marker_get_all (marker);
  unsigned n_best = 0;
  guint32 clauses = 0;

  *out_found = (DeskSearchFound) { .article_id = article_id };
  if (!list_editions (store, article_id, editions, error))
    return FALSE;
  if (editions->len > 0)
    out_found->shown_id = out_found->edition_id = g_array_index (editions, gint64, 0);

  for (unsigned i = 0; i < editions->len && clauses != all; i++)
    {
      gint64 edition_id = g_array_index (editions, gint64, i);
      unsigned n_met;

      if (!meet (store, marker, edition_id, &clauses, error))
        return FALSE;
      n_met = desk_search_count_bits (clauses);
      if (n_met <= n_best)
        continue;
      n_best = n_met;
      out_found->edition_id = edition_id;
    }

  return TRUE;
}
