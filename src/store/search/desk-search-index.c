/* desk-search-index.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-search-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How the index follows the library. Each edition whose words, names, status or
 * date change gets a new number in edition_change; the index holds every change
 * up to held.seq. What is newer is taken in slices, in the order of the numbers:
 *
 *   lock the index ─▶ read held.seq ─▶ the next changes ─▶ write them ─▶ held.seq, commit
 *
 * Two processes may do so at once: the second one finds the first one's work
 * done. The library is only read, and an edition that changes meanwhile has a
 * newer number again.
 *
 * Within a slice documents are written in the order of their docids: FTS5 begins
 * a segment wherever a docid is lower than the one before.
 */

/* Days are places for so many documents each, more go on into the days behind. */
#define DOCIDS_A_DAY 64
#define FIRST_DAY (-200000)
#define LAST_DAY 200000 /* also for what has no date: it is the newest */

/* About what a document takes, to make a slice as long as it may be. */
#define DOCUMENT_US 2000
#define MAX_SLICE 1000

typedef struct
{
  gint64 edition_id;
  gint64 docid; /* the first of its day */
} Change;

/**
 * desk_search_docid_of:
 * @sort_us: an article's place in lists
 *
 * Returns: the first docid of its day
 */
gint64
desk_search_docid_of (gint64 sort_us)
{
  gint64 day = sort_us / G_TIME_SPAN_DAY - (sort_us % G_TIME_SPAN_DAY < 0);

  return CLAMP (day, FIRST_DAY, LAST_DAY) * DOCIDS_A_DAY;
}

/**
 * desk_search_read_state:
 *
 * Returns: whether it went well; SQLite knows the error
 */
gboolean
desk_search_read_state (DeskSearch      *self,
                        DeskSearchState *out_state)
{
  g_autoptr(DeskStatement) stmt = desk_search_borrow (self, "SELECT seq, stemmer_kinds, spill FROM held");

  if (stmt == NULL || sqlite3_step (stmt) != SQLITE_ROW)
    return FALSE;

  out_state->seq = sqlite3_column_int64 (stmt, 0);
  out_state->stemmer_kinds = (guint32) sqlite3_column_int64 (stmt, 1);
  out_state->spill = sqlite3_column_int64 (stmt, 2);
  return TRUE;
}

static gboolean
write_state (DeskSearch            *self,
             const DeskSearchState *state,
             unsigned               n_changes)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_search_borrow (self, "UPDATE held SET seq = ?1, stemmer_kinds = ?2, spill = ?3, n_since = n_since + ?4");
  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_int64 (stmt, 1, state->seq);
  sqlite3_bind_int64 (stmt, 2, state->stemmer_kinds);
  sqlite3_bind_int64 (stmt, 3, state->spill);
  sqlite3_bind_int64 (stmt, 4, n_changes);
  return sqlite3_step (stmt) == SQLITE_DONE;
}

/* Names in every language: whoever looks for one knows one of them. */
static gboolean
load_names (DeskStore *store,
            gint64     article_id,
            GError   **error)
{
  static const char sql[] =
    "SELECT n.type, n.name FROM article_tag AS t JOIN term_name AS n ON n.term_id = t.tag_id WHERE t.article_id = ?1"
    " UNION ALL "
    "SELECT n.type, n.name FROM article_credit AS c JOIN term_name AS n ON n.term_id = c.author_id"
    " WHERE c.article_id = ?1";
  g_autoptr(DeskStatement) stmt = desk_store_borrow (store, sql);
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, article_id);
  for (;;)
    {
      g_autofree char *name = NULL;

      if (!desk_store_next (store, stmt, N_("The search can't be brought up to date"), &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      name = desk_column_dup_text (stmt, 1);
      desk_search_text_add_name (store->search->text,
                                 sqlite3_column_int (stmt, 0) == DESK_TERM_TAG ? DESK_MARK_TAG : DESK_MARK_AUTHOR,
                                 name);
    }
}

static void
add_field (DeskSearchText *text,
           DeskSearchField field,
           DeskStatement  *stmt,
           int             column)
{
  g_autofree char *value = desk_column_dup_text (stmt, column);

  if (value != NULL)
    desk_search_text_add (text, field, value);
}

/* Written here, since SQLite may have no memory to make a text of a number. */
static void
add_number (DeskSearchText *text,
            DeskSearchMark  mark,
            gint64          number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  desk_search_text_add_mark (text, mark, digits);
}

/**
 * desk_search_load_text:
 * @out_is_there: (out): whether there is such an edition
 *
 * Cuts the words of an edition, for the index or to try a query on them.
 */
gboolean
desk_search_load_text (DeskStore *store,
                       gint64     edition_id,
                       gboolean  *out_is_there,
                       GError   **error)
{
  static const char sql[] =
    "SELECT e.language, e.title, e.summary, l.article_id, l.status, coalesce (l.section_id, 0), e.body"
    "  FROM listing AS l JOIN edition AS e ON e.id = l.edition_id WHERE l.edition_id = ?1";
  enum { LANGUAGE, TITLE, SUMMARY, ARTICLE, STATUS, SECTION, BODY };
  g_autoptr(DeskStatement) stmt = desk_store_borrow (store, sql);
  DeskSearchText *text = store->search->text;
  g_autofree char *language = NULL;
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, edition_id);
  if (!desk_store_next (store, stmt, N_("The search can't be brought up to date"), &has_row, error))
    return FALSE;
  *out_is_there = has_row;
  if (!has_row)
    return TRUE;

  language = desk_column_dup_text (stmt, LANGUAGE);
  desk_search_text_begin (text, language);
  add_field (text, DESK_SEARCH_TITLE, stmt, TITLE);
  add_field (text, DESK_SEARCH_SUMMARY, stmt, SUMMARY);
  add_field (text, DESK_SEARCH_BODY, stmt, BODY);
  add_number (text, DESK_MARK_STATUS, sqlite3_column_int64 (stmt, STATUS));
  add_number (text, DESK_MARK_SECTION, sqlite3_column_int64 (stmt, SECTION));

  return load_names (store, sqlite3_column_int64 (stmt, ARTICLE), error);
}

static gboolean
run_with_id (DeskSearch *self,
             const char *sql,
             gint64      id)
{
  g_autoptr(DeskStatement) stmt = desk_search_borrow (self, sql);

  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_int64 (stmt, 1, id);
  return sqlite3_step (stmt) == SQLITE_DONE;
}

static gboolean
forget (DeskSearch *self,
        gint64      edition_id)
{
  g_autoptr(DeskStatement) stmt = desk_search_borrow (self, "SELECT docid FROM document WHERE edition_id = ?1");
  gint64 docid;
  int result;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, edition_id);
  result = sqlite3_step (stmt);
  if (result != SQLITE_ROW)
    return result == SQLITE_DONE;

  docid = sqlite3_column_int64 (stmt, 0);
  g_clear_pointer (&stmt, desk_statement_release); /* giving it back later would hide why one of these failed */
  return run_with_id (self, "DELETE FROM words WHERE rowid = ?1", docid) &&
         run_with_id (self, "DELETE FROM places WHERE rowid = ?1", docid) &&
         run_with_id (self, "DELETE FROM document WHERE docid = ?1", docid);
}

/* The place behind the last one of the day, or of so many days as it takes. */
static gboolean
find_docid (DeskSearch *self,
            gint64      first,
            gint64     *out_docid)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_search_borrow (self, "SELECT max (docid) FROM document WHERE docid BETWEEN ?1 AND ?2");
  if (stmt == NULL)
    return FALSE;

  for (gint64 width = DOCIDS_A_DAY;; width *= 2)
    {
      gint64 docid;

      sqlite3_bind_int64 (stmt, 1, first);
      sqlite3_bind_int64 (stmt, 2, first + width - 1);
      if (sqlite3_step (stmt) != SQLITE_ROW)
        return FALSE;
      docid = sqlite3_column_type (stmt, 0) == SQLITE_NULL ? first : sqlite3_column_int64 (stmt, 0) + 1;
      sqlite3_reset (stmt);
      if (docid < first + width)
        {
          *out_docid = docid;
          return TRUE;
        }
    }
}

static gboolean
insert (DeskSearch *self,
        gint64      docid,
        gint64      edition_id)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_search_borrow (self, "INSERT INTO document (docid, edition_id) VALUES (?1, ?2)");
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, docid);
  sqlite3_bind_int64 (stmt, 2, edition_id);

  if (sqlite3_step (stmt) != SQLITE_DONE)
    return FALSE;

  g_clear_pointer (&stmt, desk_statement_release);
  return run_with_id (self, "INSERT INTO words (rowid, tokens) VALUES (?1, 'w')", docid) &&
         run_with_id (self, "INSERT INTO places (rowid, title, names, summary, body) VALUES (?1, '0', '1', '2', '3')",
                      docid);
}

static int
by_docid (gconstpointer a,
          gconstpointer b)
{
  const Change *one = a;
  const Change *two = b;

  if (one->docid != two->docid)
    return one->docid < two->docid ? -1 : 1;

  return one->edition_id < two->edition_id ? -1 : one->edition_id > two->edition_id;
}

/* Returns the next changes, in the order in which they are written. */
static GArray *
list_changes (DeskStore *store,
              gint64    *inout_seq,
              unsigned   max_changes,
              GError   **error)
{
  static const char sql[] =
    "SELECT c.seq, c.edition_id, coalesce (l.sort_us, 0)"
    "  FROM edition_change AS c LEFT JOIN listing AS l ON l.edition_id = c.edition_id"
    " WHERE c.seq > ?1 ORDER BY c.seq LIMIT ?2";
  g_autoptr(GArray) changes = g_array_new (FALSE, FALSE, sizeof (Change));
  g_autoptr(DeskStatement) stmt = desk_store_borrow (store, sql);
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, *inout_seq);
  sqlite3_bind_int64 (stmt, 2, max_changes);
  for (;;)
    {
      Change change;

      if (!desk_store_next (store, stmt, N_("The search can't be brought up to date"), &has_row, error))
        return NULL;
      if (!has_row)
        break;

      *inout_seq = sqlite3_column_int64 (stmt, 0);
      change.edition_id = sqlite3_column_int64 (stmt, 1);
      change.docid = desk_search_docid_of (sqlite3_column_int64 (stmt, 2));
      g_array_append_val (changes, change);
    }
  g_array_sort (changes, by_docid);

  return g_steal_pointer (&changes);
}

static gboolean
throw (DeskSearch *self,
       GError    **error)
{
  return desk_search_throw (self, N_("The search can't be brought up to date"), error);
}

static gboolean
write_change (DeskStore       *store,
              DeskSearchState *state,
              const Change    *change,
              GError         **error)
{
  DeskSearch *self = store->search;
  gboolean is_there;
  int kind;
  gint64 docid;

  if (!desk_search_load_text (store, change->edition_id, &is_there, error))
    return FALSE;
  if (!is_there)
    return TRUE;
  if (!find_docid (self, change->docid, &docid) || !insert (self, docid, change->edition_id))
    return throw (self, error);

  kind = desk_search_text_get_stemmer_kind (self->text);
  if (kind >= 0)
    state->stemmer_kinds |= 1u << kind;
  state->spill = MAX (state->spill, docid - change->docid);
  return TRUE;
}

static gboolean
write_changes (DeskStore       *store,
               DeskSearchState *state,
               GArray          *changes,
               GError         **error)
{
  DeskSearch *self = store->search;

  for (unsigned i = 0; i < changes->len; i++)
    {
      if (!forget (self, g_array_index (changes, Change, i).edition_id))
        return throw (self, error);
    }
  for (unsigned i = 0; i < changes->len; i++)
    {
      if (!write_change (store, state, &g_array_index (changes, Change, i), error))
        return FALSE;
    }

  return write_state (self, state, changes->len) ? TRUE : throw (self, error);
}

/* Takes the next changes in, within the transaction that is open. */
static gboolean
take_changes (DeskStore *store,
              unsigned   max_changes,
              unsigned  *out_n_changes,
              GError   **error)
{
  DeskSearch *self = store->search;
  g_autoptr(GArray) changes = NULL;
  DeskSearchState state;

  if (!desk_search_read_state (self, &state))
    return throw (self, error);
  changes = list_changes (store, &state.seq, max_changes, error);
  if (changes == NULL)
    return FALSE;

  *out_n_changes = changes->len;
  return changes->len == 0 || write_changes (store, &state, changes, error);
}

static gboolean
write_slice (DeskStore *store,
             unsigned   max_changes,
             unsigned  *out_n_changes,
             GError   **error)
{
  DeskSearch *self = store->search;

  if (!desk_search_execute (self, "BEGIN IMMEDIATE"))
    return throw (self, error);
  if (take_changes (store, max_changes, out_n_changes, error) &&
      (desk_search_execute (self, "COMMIT") || throw (self, error)))
    return TRUE;

  return FALSE;
}

static gboolean
has_changes (DeskStore *store,
             gboolean  *out_has_changes,
             GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  DeskSearchState state;

  if (!desk_search_read_state (store->search, &state))
    return throw (store->search, error);

  stmt = desk_store_borrow (store, "SELECT 1 FROM edition_change WHERE seq > ?1 LIMIT 1");
  sqlite3_bind_int64 (stmt, 1, state.seq);
  return desk_store_next (store, stmt, N_("The search can't be brought up to date"), out_has_changes, error);
}

/* Half of the time is for writing, the other half for merging. */
static gboolean
update (DeskStore    *store,
        gint64        deadline_us,
        gboolean     *out_is_done,
        GCancellable *cancellable,
        GError      **error)
{
  gboolean is_done = FALSE;
  gint64 now_us;

  while ((now_us = g_get_monotonic_time ()) < deadline_us && !is_done)
    {
      gint64 max_changes = CLAMP ((deadline_us - now_us) / 2 / DOCUMENT_US, 1, MAX_SLICE);
      unsigned n_changes = 0;
      gboolean is_needed;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !has_changes (store, &is_needed, error) ||
          (is_needed && !write_slice (store, (unsigned) max_changes, &n_changes, error)))
        return FALSE;
      if (!desk_search_merge (store->search, n_changes, deadline_us, &is_done) ||
          (is_done && !is_needed && !desk_search_merge_whole (store->search, deadline_us, &is_done)))
        return throw (store->search, error);
      is_done = is_done && !is_needed;
    }

  *out_is_done = is_done;
  return TRUE;
}

/**
 * desk_store_update_search:
 * @max_ms: about how long it may take; the index is locked for as long
 * @out_is_done: (out): whether the index has all that the library has
 *
 * Brings the search's index nearer to the library, which isn't written to. What
 * isn't in it yet is found all the same, but slower.
 *
 * Returns: %FALSE with @error set; %DESK_STORE_ERROR_BUSY when another program is
 *   at it
 */
gboolean
desk_store_update_search (DeskStore    *self,
                          unsigned      max_ms,
                          gboolean     *out_is_done,
                          GCancellable *cancellable,
                          GError      **error)
{
  gint64 deadline_us = g_get_monotonic_time () + (gint64) max_ms * 1000;
  g_return_val_if_fail (DESK_IS_STORE (self) && out_is_done != NULL, FALSE);

  for (unsigned attempt = 0;; attempt++)
    {
      DeskSearch *search = attempt < 2 ? desk_search_ensure (self) : self->search;
      g_autoptr(GError) local_error = NULL;

      if (search->db == NULL)
        {
          *out_is_done = TRUE; /* there is nothing that could be done */
          return TRUE;
        }
      if (update (self, deadline_us, out_is_done, cancellable, &local_error))
        return TRUE;
      if (!sqlite3_get_autocommit (search->db))
        (void) desk_search_execute (search, "ROLLBACK"); /* the first error is told */
      if (!desk_search_mend (search))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
}
