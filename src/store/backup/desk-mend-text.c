/* desk-mend-text.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-mend.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Texts that are not what was saved. The very text may stand elsewhere, in the
 * snapshot or in a revision, which its hash tells; else it is kept as it can be
 * read, under a hash of its own, and named among what was lost: a text with a
 * wrong letter is worth more than none.
 */

#define BODY_OF_REVISION(database) \
        "(SELECT group_concat (desk_unpack (p.text), '' ORDER BY j.key) FROM json_each (r.pieces) AS j" \
        "   JOIN " database ".piece AS p ON p.id = j.value)"

#define FIELDS "title, slug, script, summary, seo_title, seo_description"

/* ?1 is the edition; what is found has the hash that it should have. */
static const char edition_from_revision[] =
  "UPDATE edition AS e SET (" FIELDS ", body) ="
                                     "  (SELECT r.title, r.slug, r.script, r.summary, r.seo_title, r.seo_description, coalesce (" BODY_OF_REVISION ("main") ", '')"
                                                                                                                                                            "     FROM revision AS r WHERE r.edition_id = e.id AND r.text_sha256 = e.text_sha256 LIMIT 1)"
                                                                                                                                                            " WHERE e.id = ?1 AND EXISTS (SELECT 1 FROM revision AS r WHERE r.edition_id = e.id AND r.text_sha256 = e.text_sha256)";
static const char edition_from_snapshot[] =
  "UPDATE edition AS e SET (" FIELDS ", body) ="
                                     "  (SELECT " FIELDS ", body FROM old.edition AS o WHERE o.uuid = e.uuid AND o.text_sha256 = e.text_sha256)"
                                                         " WHERE e.id = ?1 AND EXISTS (SELECT 1 FROM old.edition AS o WHERE o.uuid = e.uuid AND o.text_sha256 = e.text_sha256)";
static const char revision_from_snapshot[] =
  "UPDATE revision AS r SET (" FIELDS ", pieces) ="
                                      "  (SELECT " FIELDS ", pieces FROM old.revision AS o WHERE o.uuid = r.uuid AND o.text_sha256 = r.text_sha256)"
                                                          " WHERE r.id = ?1 AND EXISTS (SELECT 1 FROM old.revision AS o WHERE o.uuid = r.uuid AND o.text_sha256 = r.text_sha256)";

static const char pieces_from_snapshot[] =
  "UPDATE piece AS p SET text = (SELECT o.text FROM old.piece AS o WHERE o.id = p.id)"
  " WHERE p.id IN (SELECT j.value FROM revision AS r, json_each (r.pieces) AS j WHERE r.id = ?1)"
  "   AND EXISTS (SELECT 1 FROM old.piece AS o WHERE o.id = p.id AND o.edition_id = p.edition_id AND o.hash = p.hash)";

/* The working text may be the same, and right; its body is then one piece. */
#define IS_SAME_AND_RIGHT \
        "e.id = r.edition_id AND e.text_sha256 = r.text_sha256" \
        " AND e.text_sha256 = desk_text_sha256 (e.title, e.slug, e.script, e.summary, e.body, e.seo_title, e.seo_description)"
static const char piece_from_edition[] =
  "INSERT INTO piece (edition_id, hash, text)"
  "  SELECT e.id, 0, e.body FROM revision AS r JOIN edition AS e ON " IS_SAME_AND_RIGHT " WHERE r.id = ?1";
static const char revision_from_edition[] =
  "UPDATE revision AS r SET (" FIELDS ", pieces) ="
                                      "  (SELECT e.title, e.slug, e.script, e.summary, e.seo_title, e.seo_description, json_array (last_insert_rowid ())"
                                      "     FROM edition AS e WHERE " IS_SAME_AND_RIGHT ")"
                                                                                        " WHERE r.id = ?1 AND EXISTS (SELECT 1 FROM edition AS e WHERE " IS_SAME_AND_RIGHT ")";

static const char hash_edition[] =
  "UPDATE edition SET text_sha256 = desk_text_sha256 (title, slug, script, summary, body, seo_title, seo_description)"
  " WHERE id = ?1";
static const char hash_revision[] =
  "UPDATE revision AS r SET text_sha256 ="
  "  desk_text_sha256 (title, slug, script, summary, " BODY_OF_REVISION ("main") ", seo_title, seo_description)"
                                                                                 " WHERE id = ?1";

/* A text that is not right. */
typedef struct
{
  gint64 id;
  char  *name; /* “Title” (en) */
} Doubt;

static void
doubt_free (gpointer data)
{
  Doubt *self = data;

  g_free (self->name);
  g_free (self);
}

static gboolean
note_doubt (const DeskProof *proof,
            gpointer         user_data,
            GError         **error)
{
  GPtrArray *doubts = user_data;
  g_autofree char *title = NULL;
  Doubt *doubt;

  if (proof->is_right && proof->is_utf8)
    return TRUE;

  title = g_utf8_make_valid (proof->title != NULL ? proof->title : "", -1);
  doubt = g_new0 (Doubt, 1);
  doubt->id = proof->id;
  doubt->name = g_strdup_printf (_("“%.200s” (%s)"), title, proof->language != NULL ? proof->language : "?");
  g_ptr_array_add (doubts, doubt);
  return TRUE;
}

static GPtrArray *
list_doubts (DeskMend *self,
             gboolean  of_revisions,
             GError  **error)
{
  g_autoptr(GPtrArray) doubts = g_ptr_array_new_with_free_func (doubt_free);

  return desk_check_texts (self->db, of_revisions, self->watch, note_doubt, doubts, error) ? g_steal_pointer (&doubts)
                                                                                           : NULL;
}

static gboolean
run_for (DeskMend   *self,
         const char *sql,
         gint64      id,
         GError    **error)
{
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (self->db, sql, -1, &stmt, NULL);

  if (result == SQLITE_OK)
    {
      sqlite3_bind_int64 (stmt, 1, id);
      result = sqlite3_step (stmt);
    }
  if (result != SQLITE_DONE && result != SQLITE_ROW && (result & 0xff) != SQLITE_CONSTRAINT)
    desk_connection_throw (self->db, N_("The library can't be repaired"), error);
  sqlite3_finalize (stmt);

  return result == SQLITE_DONE || result == SQLITE_ROW || (result & 0xff) == SQLITE_CONSTRAINT;
}

/* Makes every text of a row UTF-8. */
static gboolean
make_valid (DeskMend   *self,
            const char *table,
            const char *column,
            gint64      id,
            GError    **error)
{
  g_autofree char *ask = g_strdup_printf ("SELECT %s FROM %s WHERE id = ?1", column, table);
  g_autofree char *set = g_strdup_printf ("UPDATE %s SET %s = ?2 WHERE id = ?1", table, column);
  sqlite3_stmt *find = NULL, *write = NULL;
  int result = sqlite3_prepare_v2 (self->db, ask, -1, &find, NULL);

  if (result == SQLITE_OK)
    {
      sqlite3_bind_int64 (find, 1, id);
      result = sqlite3_step (find);
    }
  if (result == SQLITE_ROW && sqlite3_column_type (find, 0) == SQLITE_TEXT)
    {
      const char *text = (const char *) sqlite3_column_text (find, 0);
      gsize n_bytes = (gsize) sqlite3_column_bytes (find, 0);
      g_autofree char *valid = g_utf8_make_valid (text, (gssize) n_bytes);

      if (strlen (valid) != n_bytes || memcmp (valid, text, n_bytes) != 0)
        {
          result = sqlite3_prepare_v2 (self->db, set, -1, &write, NULL);
          sqlite3_bind_int64 (write, 1, id);
          sqlite3_bind_text (write, 2, valid, -1, SQLITE_STATIC);
          if (result == SQLITE_OK)
            result = sqlite3_step (write);
        }
      sqlite3_finalize (write);
    }
  sqlite3_finalize (find);
  if (result != SQLITE_ROW && result != SQLITE_DONE && (result & 0xff) != SQLITE_CONSTRAINT)
    return desk_connection_throw (self->db, N_("The library can't be repaired"), error);

  return TRUE;
}

/* A piece that can't be unpacked any more is empty. */
static gboolean
make_pieces_valid (DeskMend *self,
                   gint64    revision_id,
                   GError  **error)
{
  static const char sql[] = "SELECT j.value FROM revision AS r, json_each (r.pieces) AS j WHERE r.id = ?1";
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (self->db, sql, -1, &stmt, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_bind_int64 (stmt, 1, revision_id);
  while (result == SQLITE_OK && sqlite3_step (stmt) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (stmt, 0);

      g_array_append_val (ids, id);
    }
  /* A list of pieces that is damaged is no JSON, and ends where it is read to. */
  result = stmt != NULL ? sqlite3_finalize (stmt) : result;
  if ((result & 0xff) != SQLITE_OK && (result & 0xff) != SQLITE_ERROR)
    return desk_connection_throw_result (result, N_("The library can't be repaired"), error);

  for (unsigned i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (!run_for (self, "UPDATE piece SET text = coalesce (desk_unpack (text), '') WHERE id = ?1", id, error) ||
          !make_valid (self, "piece", "text", id, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
make_all_valid (DeskMend   *self,
                const char *table,
                gint64      id,
                GError    **error)
{
  static const char *const columns[] = { "title", "slug", "script", "summary", "seo_title", "seo_description", "body" };
  unsigned n_columns = g_str_equal (table, "edition") ? 7 : 6;

  for (unsigned i = 0; i < n_columns; i++)
    {
      if (!make_valid (self, table, columns[i], id, error))
        return FALSE;
    }

  return TRUE;
}

/* text_hash is the first 64 bits of text_sha256. */
static gboolean
set_short_hash (DeskMend   *self,
                const char *table,
                gint64      id,
                GError    **error)
{
  g_autofree char *ask = g_strdup_printf ("SELECT text_sha256 FROM %s WHERE id = ?1", table);
  g_autofree char *set = NULL;
  sqlite3_stmt *stmt = NULL;
  gint64 hash = 0;
  int result = sqlite3_prepare_v2 (self->db, ask, -1, &stmt, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_bind_int64 (stmt, 1, id);
  if (result == SQLITE_OK && sqlite3_step (stmt) == SQLITE_ROW && sqlite3_column_bytes (stmt, 0) == DESK_SHA256_BYTES)
    memcpy (&hash, sqlite3_column_blob (stmt, 0), sizeof hash);
  result = stmt != NULL ? sqlite3_finalize (stmt) : result;
  if (result != SQLITE_OK)
    return desk_connection_throw_result (result, N_("The library can't be repaired"), error);

  set = g_strdup_printf ("UPDATE %s SET text_hash = %" G_GINT64_FORMAT " WHERE id = ?1", table, GINT64_FROM_LE (hash));
  return run_for (self, set, id, error);
}

/* Keeps the texts that are still in doubt as they can be read. */
static gboolean
keep_as_read (DeskMend *self,
              gboolean  of_revisions,
              GError  **error)
{
  const char *table = of_revisions ? "revision" : "edition";
  g_autoptr(GPtrArray) doubts = list_doubts (self, of_revisions, error);

  for (unsigned i = 0; doubts != NULL && i < doubts->len; i++)
    {
      const Doubt *doubt = doubts->pdata[i];

      if (!make_all_valid (self, table, doubt->id, error) ||
          (of_revisions && !make_pieces_valid (self, doubt->id, error)) ||
          !run_for (self, of_revisions ? hash_revision : hash_edition, doubt->id, error) ||
          !set_short_hash (self, table, doubt->id, error))
        return FALSE;
      desk_mend_lose (self, of_revisions
                      ? g_strdup_printf (_("An earlier version of %s is damaged; it is kept as it could be read"),
                                         doubt->name)
                      : g_strdup_printf (_("The text %s is damaged; it is kept as it could be read, so look it over"),
                                         doubt->name));
    }

  return doubts != NULL;
}

static gboolean
mend_revisions (DeskMend *self,
                GError  **error)
{
  g_autoptr(GPtrArray) doubts = list_doubts (self, TRUE, error);

  for (unsigned i = 0; doubts != NULL && i < doubts->len; i++)
    {
      gint64 id = ((const Doubt *) doubts->pdata[i])->id;

      if (self->has_snapshot &&
          (!run_for (self, pieces_from_snapshot, id, error) || !run_for (self, revision_from_snapshot, id, error)))
        return FALSE;
    }

  if (doubts == NULL)
    return FALSE;
  g_ptr_array_unref (doubts);
  doubts = list_doubts (self, TRUE, error);
  for (unsigned i = 0; doubts != NULL && i < doubts->len; i++)
    {
      gint64 id = ((const Doubt *) doubts->pdata[i])->id;

      if (!run_for (self, piece_from_edition, id, error) || !run_for (self, revision_from_edition, id, error))
        return FALSE;
    }

  return doubts != NULL;
}

static gboolean
mend_editions (DeskMend *self,
               GError  **error)
{
  g_autoptr(GPtrArray) doubts = list_doubts (self, FALSE, error);

  for (unsigned i = 0; doubts != NULL && i < doubts->len; i++)
    {
      const Doubt *doubt = doubts->pdata[i];

      if (!run_for (self, edition_from_revision, doubt->id, error) ||
          (self->has_snapshot && !run_for (self, edition_from_snapshot, doubt->id, error)))
        return FALSE;
    }

  return doubts != NULL;
}

/**
 * desk_mend_texts:
 *
 * Puts right what is not what was saved, or else names it.
 */
gboolean
desk_mend_texts (DeskMend *self,
                 GError  **error)
{
  return mend_revisions (self, error) &&
         mend_editions (self, error) &&
         keep_as_read (self, TRUE, error) &&
         keep_as_read (self, FALSE, error);
}
