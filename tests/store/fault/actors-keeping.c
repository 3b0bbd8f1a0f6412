/* actors-keeping.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "actors.h"

#include "../slices.h"

#include "jobs/desk-job-check.h"
#include "store/backup/desk-backup-private.h"
#include "store/backup/desk-backup.h"
#include "store/backup/desk-repair.h"
#include "store/desk-trash.h"
#include "store/search/desk-search.h"

#include <glib/gstdio.h>
#include <utime.h>

/* Who works on whole libraries: they are copied, put back, repaired, brought up
 * to date, indexed. What has its name is whole, and a day later nothing is left
 * of what was begun. */

/* A library at @path in which nothing is wrong. */
static void
assert_whole (const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) findings = desk_job_check (path, DESK_CHECK_DAMAGE, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
}

/* Lets a day go by for all that was begun in @folder. */
static unsigned
age_begun (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const struct utimbuf long_ago = { 1, 1 };
  const char *name;
  unsigned n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_str_has_prefix (name, DESK_TEMPORARY_PREFIX))
        continue;
      g_assert_cmpint (utime (path, &long_ago), ==, 0);
      n++;
    }

  return n;
}

/* The snapshots are whole; they go, so that there are not too many. */
static void
look_at_snapshots (const char *library)
{
  const DeskWatch nobody = { NULL };
  g_autofree char *folder = desk_snapshot_dup_folder (library);
  g_autoptr(GPtrArray) snapshots = desk_snapshot_list (library);

  for (unsigned i = 0; i < snapshots->len; i++)
    {
      const DeskSnapshot *snapshot = snapshots->pdata[i];
      g_autoptr(GError) error = NULL;

      desk_check_library_copy (snapshot->path, &nobody, &error);
      g_assert_no_error (error);
      g_assert_cmpint (g_unlink (snapshot->path), ==, 0);
    }
  (void) age_begun (folder);
}

/* Backups: a piece is one. */
static gboolean
back_up (DeskStore *store,
         gint32     number,
         GError   **error)
{
  g_autofree char *file = actor_dup_beside (store, ".tar.zst", number);
  g_auto(DeskBackupSummary) summary = { 0 };

  return desk_backup_write (store, file, NULL, NULL, NULL, &summary, error);
}

static void
assert_backup (DeskStore  *store,
               const char *file)
{
  g_autofree char *path = actor_dup_beside (store, "-restored", 0);
  g_auto(DeskRestoreSummary) summary = { 0 };
  g_autoptr(GError) error = NULL;

  desk_backup_restore (path, file, JUNE_US, NULL, NULL, NULL, &summary, &error);
  g_assert_no_error (error);
  assert_whole (path);
  desk_safe_remove (path);
}

/* One that was looked at makes room for its name alone. */
static gint32
count_backups (DeskStore *store)
{
  g_autofree char *folder = g_path_get_dirname (desk_store_get_path (store));

  (void) age_begun (folder);
  look_at_snapshots (desk_store_get_path (store));
  for (gint32 number = 1;; number++)
    {
      g_autofree char *file = actor_dup_beside (store, ".tar.zst", number);
      GStatBuf status;

      if (g_stat (file, &status) != 0)
        {
          g_assert_true (back_up (store, 0, NULL));
          g_assert_cmpuint (age_begun (folder), ==, 0);
          g_free (file);
          file = actor_dup_beside (store, ".tar.zst", 0);
          g_assert_cmpint (g_unlink (file), ==, 0);
          return number - 1;
        }
      if (status.st_size == 0)
        continue;
      assert_backup (store, file);
      g_assert_true (g_file_set_contents (file, "", 0, NULL));
    }
}

/* Restoring: the even and the odd pieces are backups of two texts. Which piece it
 * is is written down before. */
static char *
note_of (DeskStore *store)
{
  return actor_dup_beside (store, "-begun", 0);
}

static gint32
read_note (DeskStore *store)
{
  g_autofree char *note = note_of (store);
  g_autofree char *text = NULL;

  return g_file_get_contents (note, &text, NULL, NULL) ? (gint32) g_ascii_strtoll (text, NULL, 10) : 0;
}

static gboolean
write_note (DeskStore *store,
            gint32     number,
            GError   **error)
{
  g_autofree char *note = note_of (store);
  g_autofree char *text = g_strdup_printf ("%d", number);

  return g_file_set_contents (note, text, -1, error);
}

static char *
source_of (DeskStore *store,
           gint32     number)
{
  return actor_dup_beside (store, "-source.tar.zst", number % 2);
}

static void
prepare_backups (DeskStore *store)
{
  actor_add_first (store);
  for (gint32 number = 1; number >= 0; number--)
    {
      g_autofree char *file = source_of (store, number);
      g_auto(DeskBackupSummary) summary = { 0 };
      g_autoptr(GError) error = NULL;

      actor_edit (store, number + 100, &error);
      g_assert_no_error (error);
      desk_backup_write (store, file, NULL, NULL, NULL, &summary, &error);
      g_assert_no_error (error);
    }
}

static gboolean
restore (DeskStore *store,
         gint32     number,
         GError   **error)
{
  g_autofree char *file = source_of (store, number);
  g_auto(DeskRestoreSummary) summary = { 0 };

  return write_note (store, number, error) &&
         desk_backup_restore (desk_store_get_path (store), file, g_get_real_time (), NULL, NULL, NULL, &summary, error);
}

static gint32
count_restored (DeskStore *store)
{
  gint32 begun = read_note (store);
  gint32 there = actor_count_edits (store) - 100;

  (void) age_begun (desk_store_get_path (store));
  look_at_snapshots (desk_store_get_path (store));
  g_assert_cmpint (there, ==, there % 2);
  return there == begun % 2 ? begun : begun - 1;
}

/* Repairing a library that is sound, after an edit. */
static gboolean
repair (DeskStore *store,
        gint32     number,
        GError   **error)
{
  g_auto(DeskRepairSummary) summary = { 0 };

  return actor_edit (store, number, error) &&
         desk_repair_library (desk_store_get_path (store), g_get_real_time (), NULL, NULL, NULL, &summary, error);
}

static gint32
count_repaired (DeskStore *store)
{
  const char *library = desk_store_get_path (store);
  g_autoptr(GDir) dir = g_dir_open (library, 0, NULL);
  const char *name;

  g_assert_cmpuint (age_begun (library), <=, 2); /* the repair before this one has taken the others away */
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (library, name, NULL);

      if (g_str_has_prefix (name, "damaged-"))
        g_assert_cmpint (g_unlink (path), ==, 0);
    }

  return actor_count_edits (store);
}

/* Migrating: a piece is a library of schema 1, which was put there whole. */
static char *
old_library (DeskStore *store)
{
  return actor_dup_beside (store, "-old.sqlite3", 0);
}

static void
add_old_article (GString *rows,
                 unsigned id)
{
  g_autoptr(DeskEdition) edition = desk_edition_new ("en");
  guint8 digest[DESK_SHA256_BYTES];
  gint64 hash;

  g_free (edition->title);
  edition->title = g_strdup_printf ("Old %u", id);
  g_free (edition->body);
  edition->body = g_strnfill (1000, 'o');
  hash = desk_edition_sha256 (edition, digest);
  g_string_append_printf (rows,
                          "INSERT INTO article (id, uuid, kind, meta_hash, created_us, changed_us)"
                          " VALUES (%u, 'a%u', 'article', 0, 1, 1);"
                          "INSERT INTO edition (id, uuid, article_id, language, title, slug, summary, seo_title,"
                          "  seo_description, text_hash, changed_us, body)"
                          " VALUES (%u, 'e%u', %u, 'en', '%s', '', '', '', '', %" G_GINT64_FORMAT ", 1, '%s');",
                          id, id, id, id, id, edition->title, hash, edition->body);
}

static void
make_old_library (DeskStore *store)
{
  g_autoptr(GString) rows = g_string_new ("BEGIN; INSERT INTO library VALUES (1, 'l', 1); INSERT INTO desk VALUES (1, 'd', 'Desk');");
  g_autofree char *file = old_library (store);
  g_autoptr(GError) error = NULL;
  g_autoptr(sqlite3) db = desk_connection_open (file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &error);

  g_assert_no_error (error);
  desk_schema_migrate_to (db, 0, 1, FALSE, &error);
  g_assert_no_error (error);
  g_clear_pointer (&db, sqlite3_close_v2);
  for (unsigned i = 1; i <= 100; i++)
    add_old_article (rows, i);
  g_string_append (rows,
                   "INSERT INTO revision (uuid, edition_id, desk_id, made_us, reason, status, title, slug, summary, seo_title,"
                   "  seo_description, kind, is_pinned, text_hash, meta_hash, body)"
                   "  SELECT 'r' || id, id, 1, 1, 'status', 0, title, slug, '', '', '', 'article', 0, text_hash, 0, body"
                   "    FROM edition; COMMIT");
  fixture_execute (file, rows->str);
}

static gboolean
migrate (DeskStore *store,
         gint32     number,
         GError   **error)
{
  g_autofree char *path = actor_dup_beside (store, "", number);
  g_autofree char *begun = actor_dup_beside (store, "-begun", number);
  g_autofree char *file = g_build_filename (begun, "library.sqlite3", NULL);
  g_autofree char *old = old_library (store);
  g_autofree char *contents = NULL;
  g_autoptr(DeskStore) migrated = NULL;
  gsize n_bytes;

  if (g_mkdir_with_parents (begun, 0777) != 0 ||
      !g_file_get_contents (old, &contents, &n_bytes, error) ||
      !g_file_set_contents_full (file, contents, (gssize) n_bytes, G_FILE_SET_CONTENTS_NONE, 0666, error) ||
      g_rename (begun, path) != 0)
    return FALSE;

  migrated = desk_store_open (path, error);
  return migrated != NULL;
}

/* As it was, in the new schema, whoever has ended the migration. */
static gint32
count_migrated (DeskStore *store)
{
  for (gint32 number = 1;; number++)
    {
      g_autofree char *path = actor_dup_beside (store, "", number);
      g_autofree char *seen = g_build_filename (path, "seen", NULL);
      Fixture fixture = { .library = path };
      g_autofree char *counts = NULL;
      g_autoptr(GError) error = NULL;

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return number - 1;
      if (g_file_test (seen, G_FILE_TEST_EXISTS))
        continue;

      fixture.store = desk_store_open (path, &error);
      g_assert_no_error (error);
      counts = fixture_query (&fixture, "SELECT (SELECT user_version FROM pragma_user_version), (SELECT count (*) FROM edition),"
                                        " (SELECT count (*) FROM revision), (SELECT count (*) FROM listing)");
      g_assert_cmpstr (counts, ==, G_STRINGIFY (DESK_SCHEMA_VERSION) "|100|100|100");
      look_at_snapshots (path);
      g_clear_object (&fixture.store);
      g_assert_true (g_file_set_contents (seen, "", 0, NULL));
    }
}

/* Emptying the trash: the odd pieces put a long text there, the even ones empty
 * it. A text that was published leaves an address. */
static gboolean
throw_away (DeskStore *store,
            gint32     number,
            GError   **error)
{
  g_autoptr(DeskTransaction) transaction = desk_transaction_begin (store, error);
  g_autoptr(DeskArticle) article = actor_new_article (number);
  DeskEdition *edition = article->editions->pdata[0];
  g_autoptr(GString) body = g_string_new (NULL);

  for (unsigned i = 0; i < 200; i++)
    g_string_append_printf (body, "Paragraph %u.\n\n", i);
  g_set_str (&edition->body, body->str);

  return transaction != NULL &&
         desk_store_add_article (store, article, error) &&
         desk_store_set_status (store, article->uuid, "en", DESK_STATUS_PUBLISHED, JUNE_US, error) &&
         desk_store_delete_article (store, article->uuid, error) &&
         desk_transaction_commit (transaction, error);
}

static gboolean
throw_or_empty (DeskStore *store,
                gint32     number,
                GError   **error)
{
  unsigned n_purged;

  slices_cut (store, 16);
  return number % 2 == 1 ? throw_away (store, number, error)
                         : desk_store_purge_trash (store, G_MAXINT64, NULL, NULL, NULL, &n_purged, error);
}

static gint32
count_emptied (DeskStore *store)
{
  const DeskQuery query = { .status = -1, .is_trash = TRUE };
  Fixture fixture = { .library = (char *) desk_store_get_path (store) };
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) trash = desk_store_list_articles (store, &query, NULL, &error);
  g_autofree char *n_addresses = fixture_query (&fixture, "SELECT count (*) FROM address");
  g_autofree char *rows = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (trash->len, <=, 1);
  assert_whole (desk_store_get_path (store));
  actor_end_begun (store);
  rows = fixture_query (&fixture, "SELECT (SELECT count (*) FROM article), (SELECT count (*) FROM piece),"
                                  " (SELECT count (*) FROM block), (SELECT count (*) FROM batch)");
  g_assert_cmpstr (rows, ==, trash->len == 1 ? "1|200|200|0" : "0|0|0|0");

  return 2 * (gint32) g_ascii_strtoll (n_addresses, NULL, 10) - (gint32) trash->len;
}

/* Indexing: what is written is found, also by an index that was not ended. */
static gboolean
write_and_index (DeskStore *store,
                 gint32     number,
                 GError   **error)
{
  gboolean is_done = FALSE;

  if (!actor_edit (store, number, error))
    return FALSE;
  while (!is_done)
    {
      if (!desk_store_update_search (store, 1, &is_done, NULL, error))
        return FALSE;
    }

  return TRUE;
}

static void
assert_found (DeskStore *store)
{
  const DeskQuery among = { .status = -1, .limit = 10 };
  g_autoptr(GError) error = NULL;
  g_autofree char *query = g_strdup_printf ("\"piece %d\"", actor_count_edits (store));
  g_autoptr(GPtrArray) hits = desk_store_search (store, query, &among, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, ==, 1);
}

static gint32
count_indexed (DeskStore *store)
{
  g_autoptr(GError) error = NULL;
  gboolean is_done = FALSE;

  assert_found (store);
  while (!is_done)
    {
      desk_store_update_search (store, 1000, &is_done, NULL, &error);
      g_assert_no_error (error);
    }
  assert_found (store);

  return actor_count_edits (store);
}

static const Actor actors[] = {
  { "backing-up", actor_add_first, back_up, count_backups },
  { "restoring", prepare_backups, restore, count_restored },
  { "repairing", actor_add_first, repair, count_repaired },
  { "migrating", make_old_library, migrate, count_migrated },
  { "emptying-the-trash", NULL, throw_or_empty, count_emptied },
  { "indexing", actor_add_first, write_and_index, count_indexed },
};

const ActorGroup keeping_actors = { actors, G_N_ELEMENTS (actors) };
