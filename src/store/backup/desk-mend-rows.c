/* desk-mend-rows.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-mend.h"

#include <glib/gi18n-lib.h>

/* Rows from a damaged file go into a new database as they are, one by one. One
 * that breaks a rule of the schema is left out and counted; anything else that
 * goes wrong is not the row's fault, and ends it. */
typedef struct
{
  sqlite3           *db;
  DeskRepairSummary *summary;
  GHashTable        *inserts;      /* DeskTree → sqlite3_stmt */
  GHashTable        *refused;      /* char *table → number of rows that break a rule */
  unsigned           n_unreadable; /* texts that had to be made UTF-8 */
  int                failure;      /* a result of SQLite's that no row is to blame for */
} Reading;

static void
finalize_statement (gpointer stmt)
{
  (void) sqlite3_finalize (stmt); /* repeats the error of the last step */
}

static sqlite3_stmt *
prepare_insert (Reading        *self,
                const DeskTree *tree)
{
  g_autoptr(GString) sql = g_string_new (NULL);
  sqlite3_stmt *stmt = NULL;

  g_string_printf (sql, "INSERT INTO %s (", tree->name);
  for (unsigned i = 0; i < tree->columns->len; i++)
    g_string_append_printf (sql, "%s\"%s\"", i > 0 ? ", " : "", ((const DeskColumn *) tree->columns->pdata[i])->name);
  g_string_append (sql, ") VALUES (");
  for (unsigned i = 0; i < tree->columns->len; i++)
    g_string_append_printf (sql, "%s?%u", i > 0 ? ", " : "", i + 1);
  g_string_append (sql, ")");

  self->failure = sqlite3_prepare_v2 (self->db, sql->str, -1, &stmt, NULL);
  if (self->failure == SQLITE_OK)
    g_hash_table_insert (self->inserts, (gpointer) tree, stmt);

  return stmt;
}

/* Returns: whether a result says that the row is wrong */
static gboolean
is_refusal (int result)
{
  return (result & 0xff) == SQLITE_CONSTRAINT || (result & 0xff) == SQLITE_MISMATCH || (result & 0xff) == SQLITE_TOOBIG;
}

/* What a hash proves is looked at later, as it stands; another text that is no
 * UTF-8 is damaged, and made readable. */
static gboolean
is_proven (const DeskTree   *tree,
           const DeskColumn *column)
{
  static const char *const names[] = {
    "title", "slug", "script", "summary", "seo_title", "seo_description", "body", "text", NULL,
  };

  return (g_str_equal (tree->name, "edition") || g_str_equal (tree->name, "revision") ||
          g_str_equal (tree->name, "piece")) && g_strv_contains (names, column->name);
}

static int
bind_text (Reading          *self,
           sqlite3_stmt     *stmt,
           int               index,
           const DeskTree   *tree,
           const DeskColumn *column,
           const DeskValue  *value)
{
  const char *text = (const char *) value->bytes;

  if (is_proven (tree, column) || g_utf8_validate_len (text, value->n_bytes, NULL))
    return sqlite3_bind_text64 (stmt, index, text, value->n_bytes, SQLITE_STATIC, SQLITE_UTF8);

  self->n_unreadable++;
  return sqlite3_bind_text (stmt, index, g_utf8_make_valid (text, (gssize) value->n_bytes), -1, g_free);
}

static int
bind_value (Reading          *self,
            sqlite3_stmt     *stmt,
            const DeskTree   *tree,
            const DeskRecord *record,
            unsigned          i)
{
  const DeskColumn *column = tree->columns->pdata[i];
  const DeskValue *value = &record->values[i];
  int index = (int) i + 1;

  if (column->is_rowid)
    return sqlite3_bind_int64 (stmt, index, record->rowid);
  if (i >= record->n_values || value->type == SQLITE_NULL)
    return sqlite3_bind_null (stmt, index);
  if (value->type == SQLITE_INTEGER)
    return sqlite3_bind_int64 (stmt, index, value->integer);
  if (value->type == SQLITE_BLOB)
    return sqlite3_bind_blob64 (stmt, index, value->bytes, value->n_bytes, SQLITE_STATIC);

  return bind_text (self, stmt, index, tree, column, value);
}

/* A bit that flipped in an address can make two the same: then one is given up,
 * not the text. */
static int
insert_without_slug (sqlite3_stmt     *stmt,
                     const DeskTree   *tree,
                     const DeskRecord *record)
{
  g_autofree char *other = g_strdup_printf ("recovered-%" G_GINT64_FORMAT, record->rowid);

  for (unsigned i = 0; i < tree->columns->len; i++)
    {
      if (!g_str_equal (((const DeskColumn *) tree->columns->pdata[i])->name, "slug"))
        continue;
      if (sqlite3_bind_text (stmt, (int) i + 1, other, -1, SQLITE_TRANSIENT) != SQLITE_OK)
        return SQLITE_NOMEM;
      (void) sqlite3_step (stmt); /* sqlite3_reset() repeats what went wrong */
      return sqlite3_reset (stmt);
    }

  return SQLITE_CONSTRAINT;
}

static int
insert (Reading          *self,
        sqlite3_stmt     *stmt,
        const DeskTree   *tree,
        const DeskRecord *record)
{
  int result = SQLITE_OK;

  for (unsigned i = 0; result == SQLITE_OK && i < tree->columns->len; i++)
    result = bind_value (self, stmt, tree, record, i);
  if (result != SQLITE_OK)
    return result;

  (void) sqlite3_step (stmt); /* sqlite3_reset() repeats what went wrong */
  result = sqlite3_reset (stmt);
  return is_refusal (result) ? insert_without_slug (stmt, tree, record) : result;
}

/* Is worked out anew, though the rows of lists first serve to mend others. */
static gboolean
is_derived (const DeskTree *tree)
{
  static const char *const names[] = { "stem", "likeness", "keyword", "listing", "filed", "media_use", "edition_change", NULL };

  return g_strv_contains (names, tree->name);
}

static gboolean
is_salvaged (const DeskTree *tree)
{
  return !tree->is_index && (!is_derived (tree) || g_str_equal (tree->name, "listing"));
}

static void
insert_row (const DeskTree   *tree,
            const DeskRecord *record,
            gpointer          user_data)
{
  Reading *self = user_data;
  sqlite3_stmt *stmt = g_hash_table_lookup (self->inserts, tree);
  gsize n_refused;
  int result;

  if (stmt == NULL && self->failure == SQLITE_OK)
    stmt = prepare_insert (self, tree);
  if (self->failure != SQLITE_OK)
    return;

  result = insert (self, stmt, tree, record);
  if (result == SQLITE_OK)
    self->summary->n_saved += !is_derived (tree);
  else if (!is_refusal (result))
    self->failure = result;
  if (!is_refusal (result) || is_derived (tree))
    return;

  n_refused = GPOINTER_TO_SIZE (g_hash_table_lookup (self->refused, tree->name));
  g_hash_table_insert (self->refused, tree->name, GSIZE_TO_POINTER (n_refused + 1));
}

static void
ignore_row (const DeskTree   *tree,
            const DeskRecord *record,
            gpointer          user_data)
{
}

static void
tell_refused (Reading *self)
{
  GHashTableIter iter;
  gpointer table, n_rows;

  g_hash_table_iter_init (&iter, self->refused);
  while (g_hash_table_iter_next (&iter, &table, &n_rows))
    g_ptr_array_add (self->summary->lost,
                     g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u row of “%s” is damaged and was left out",
                                                   "%u rows of “%s” are damaged and were left out",
                                                   (unsigned) GPOINTER_TO_SIZE (n_rows)),
                                      (unsigned) GPOINTER_TO_SIZE (n_rows), (const char *) table));
  if (self->n_unreadable > 0)
    g_ptr_array_add (self->summary->lost,
                     g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u name or other short text has damaged letters",
                                                   "%u names or other short texts have damaged letters",
                                                   self->n_unreadable), self->n_unreadable));
}

/**
 * desk_mend_read_rows:
 * @db: a new database, in a transaction, with references off
 * @trees: (element-type DeskTree): what to look for; learn what is damaged
 *
 * Reads what can be read of a damaged file into @db.
 */
gboolean
desk_mend_read_rows (sqlite3           *db,
                     DeskPages         *pages,
                     GPtrArray         *trees,
                     const DeskWatch   *watch,
                     DeskRepairSummary *summary,
                     GError           **error)
{
  Reading self = { .db = db, .summary = summary };

  self.inserts = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
  self.refused = g_hash_table_new (g_str_hash, g_str_equal);
  for (unsigned i = 0; i < trees->len && !g_cancellable_is_cancelled (watch->cancellable); i++)
    {
      DeskTree *tree = trees->pdata[i];

      desk_watch_tell (watch, _("Reading what can be read"), (double) i / trees->len);
      desk_salvage_walk (pages, tree, is_salvaged (tree) ? insert_row : ignore_row, &self);
      if (tree->is_index || is_derived (tree))
        tree->is_damaged = FALSE; /* nobody misses anything */
    }
  if (!g_cancellable_is_cancelled (watch->cancellable))
    desk_salvage_scan (pages, trees, insert_row, &self);

  g_hash_table_unref (self.inserts);
  tell_refused (&self);
  g_hash_table_unref (self.refused);
  if (self.failure != SQLITE_OK)
    return desk_connection_throw_result (self.failure, N_("The library can't be repaired"), error);

  return !desk_watch_is_over (watch, error);
}
