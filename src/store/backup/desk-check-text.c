/* desk-check-text.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-backup-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Each text stands beside the SHA-256 of all that a release copies, which tells
 * what SQLite does not notice: a bit that flipped within a text. */

enum { ID, ARTICLE, LANGUAGE, TEXT_HASH, TITLE, SLUG, SCRIPT, SUMMARY, BODY, SEO_TITLE, SEO_DESCRIPTION, TEXT_SHA256 };

#define COLUMNS(table, body, sha256) \
        "SELECT " table ".id, a.uuid, e.language, " table ".text_hash, " table ".title, " table ".slug, " table ".script," \
                                                                                                                " " table ".summary, " body ", " table ".seo_title, " table ".seo_description, " sha256

#define PIECES \
        "(SELECT group_concat (desk_unpack (p.text), '' ORDER BY j.key)" \
        "   FROM json_each (r.pieces) AS j JOIN piece AS p ON p.id = j.value)"

#define OF_EDITION "  FROM edition AS e LEFT JOIN article AS a ON a.id = e.article_id ORDER BY e.id"
#define OF_REVISION \
        "  FROM revision AS r LEFT JOIN edition AS e ON e.id = r.edition_id" \
        "  LEFT JOIN article AS a ON a.id = e.article_id ORDER BY r.id"

/* By the schema's version and whether it is about revisions. */
static const char *
choose_sql (gint64   version,
            gboolean of_revisions)
{
  if (version == 1)
    return of_revisions ? COLUMNS ("r", "r.body", "NULL") OF_REVISION
                        : COLUMNS ("e", "e.body", "NULL") OF_EDITION;

  return of_revisions ? COLUMNS ("r", PIECES, "r.text_sha256") OF_REVISION
                      : COLUMNS ("e", "e.body", "e.text_sha256") OF_EDITION;
}

G_STATIC_ASSERT (SEO_DESCRIPTION - TITLE + 1 == DESK_N_HASHED_FIELDS);

static gboolean
is_right (sqlite3_stmt *stmt)
{
  const char *fields[DESK_N_HASHED_FIELDS];
  guint8 digest[DESK_SHA256_BYTES];
  gint64 hash;

  for (int i = 0; i < DESK_N_HASHED_FIELDS; i++)
    fields[i] = (const char *) sqlite3_column_text (stmt, TITLE + i);
  desk_text_sha256 (fields, digest);
  memcpy (&hash, digest, sizeof hash);

  return GINT64_FROM_LE (hash) == sqlite3_column_int64 (stmt, TEXT_HASH) &&
         (sqlite3_column_type (stmt, TEXT_SHA256) == SQLITE_NULL ||
          (sqlite3_column_bytes (stmt, TEXT_SHA256) == sizeof digest &&
           memcmp (sqlite3_column_blob (stmt, TEXT_SHA256), digest, sizeof digest) == 0));
}

static gboolean
is_utf8 (sqlite3_stmt *stmt)
{
  for (int column = TITLE; column <= SEO_DESCRIPTION; column++)
    {
      const char *text = (const char *) sqlite3_column_text (stmt, column);

      if (text != NULL && !g_utf8_validate (text, -1, NULL))
        return FALSE;
    }

  return TRUE;
}

static gboolean
tell_row (sqlite3_stmt  *stmt,
          DeskProofFunc *func,
          gpointer       user_data,
          GError       **error)
{
  DeskProof proof = {
    .id = sqlite3_column_int64 (stmt, ID),
    .article = (const char *) sqlite3_column_text (stmt, ARTICLE),
    .language = (const char *) sqlite3_column_text (stmt, LANGUAGE),
    .title = (const char *) sqlite3_column_text (stmt, TITLE),
    .is_right = is_right (stmt),
    .is_utf8 = is_utf8 (stmt),
  };

  proof.body = (const char *) sqlite3_column_text (stmt, BODY);
  proof.body_bytes = (gsize) sqlite3_column_bytes (stmt, BODY);

  return func (&proof, user_data, error);
}

/**
 * desk_check_texts:
 * @of_revisions: those that were kept, else those that are being written
 * @func: (scope call): told of every text
 *
 * Reads every text and says whether it is what was saved.
 */
gboolean
desk_check_texts (sqlite3         *db,
                  gboolean         of_revisions,
                  const DeskWatch *watch,
                  DeskProofFunc   *func,
                  gpointer         user_data,
                  GError         **error)
{
  const char *doing = N_("The texts can't be checked");
  sqlite3_stmt *stmt = NULL;
  gint64 version;
  gboolean is_going;
  int result;

  if (!desk_database_ask (db, "PRAGMA user_version", &version, doing, error))
    return FALSE;

  result = sqlite3_prepare_v2 (db, choose_sql (version, of_revisions), -1, &stmt, NULL);
  is_going = result == SQLITE_OK;
  while (is_going && (result = sqlite3_step (stmt)) == SQLITE_ROW)
    is_going = !desk_watch_is_over (watch, error) && tell_row (stmt, func, user_data, error);

  if (result != SQLITE_DONE && result != SQLITE_ROW && !desk_watch_is_over (watch, error))
    desk_connection_throw (db, doing, error);
  sqlite3_finalize (stmt);

  return result == SQLITE_DONE;
}
