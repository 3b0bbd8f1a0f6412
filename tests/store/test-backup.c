/* test-backup.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "damage.h"
#include "forge.h"

#include "store/backup/desk-backup-private.h"
#include "store/backup/desk-backup.h"
#include "store/backup/desk-snapshot.h"
#include "store/desk-store-private.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOW_US (JUNE_US + DAY_US / 2)

/* A newsroom with a picture and a theme, and its backup. */
typedef struct
{
  Fixture      base;
  char        *file;     /* the backup */
  char        *other;    /* where another library can be */
  char        *theme;    /* a file of the library's */
  DeskArticle *article;
  DeskMedia   *media;
} Backed;

static char *
in_library (Backed     *self,
            const char *name)
{
  return g_build_filename (self->base.library, name, NULL);
}

static void
write_backup (Backed     *self,
              const char *file)
{
  g_auto(DeskBackupSummary) summary = { 0 };
  g_autoptr(GError) error = NULL;

  desk_backup_write (self->base.store, file, NULL, NULL, NULL, &summary, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (summary.left_out->len, ==, 0);
  g_assert_cmpuint (summary.n_files, ==, 3);
}

static void
backed_set_up (Fixture      *fixture,
               gconstpointer data)
{
  Backed *self = (Backed *) fixture;
  g_autoptr(GBytes) picture = g_bytes_new_static ("a picture", 9);
  g_autofree char *folder = NULL;
  g_autoptr(GError) error = NULL;

  fixture_set_up (fixture, data);
  self->file = g_build_filename (fixture->folder, "Newsroom.tar.zst", NULL);
  self->other = g_build_filename (fixture->folder, "Other.copydesk", NULL);
  self->article = fixture_add_article (fixture, "en", "Low water", "A sluice gate.\n");
  self->media = desk_media_new ();
  g_set_str (&self->media->name, "sluice.jpg");
  g_set_str (&self->media->mime_type, "image/jpeg");
  desk_store_add_media (fixture->store, picture, self->media, &error);
  g_assert_no_error (error);

  folder = g_build_filename (fixture->library, "themes", "own", NULL);
  self->theme = g_build_filename (folder, "page.mustache", NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0777), ==, 0);
  g_assert_true (g_file_set_contents (self->theme, "<p>old</p>", -1, NULL));
  write_backup (self, self->file);
}

static void
backed_tear_down (Fixture      *fixture,
                  gconstpointer data)
{
  Backed *self = (Backed *) fixture;

  desk_article_free (self->article);
  desk_media_free (self->media);
  g_free (self->file);
  g_free (self->other);
  g_free (self->theme);
  fixture_tear_down (fixture, data);
}

static gboolean
restore (const char         *library,
         const char         *file,
         DeskRestoreSummary *summary,
         GError            **error)
{
  return desk_backup_restore (library, file, NOW_US, NULL, NULL, NULL, summary, error);
}

static void
restore_well (const char *library,
              const char *file,
              char      **out_undo)
{
  g_auto(DeskRestoreSummary) summary = { 0 };
  g_autoptr(GError) error = NULL;

  restore (library, file, &summary, &error);
  g_assert_no_error (error);
  if (out_undo != NULL)
    *out_undo = g_strdup (summary.undo);
}

static void
assert_body (const char *library,
             const char *uuid,
             const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (library, &error);
  g_autoptr(DeskArticle) article = NULL;

  g_assert_no_error (error);
  article = desk_store_dup_article (store, uuid, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture_edition (article)->body, ==, expected);
}

static void
assert_file (const char *path,
             const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static void
change_everything (Backed *self)
{
  g_autoptr(DeskArticle) read = fixture_read (&self->base, self->article);
  g_autofree char *picture = desk_store_dup_media_path (self->base.store, self->media);

  g_set_str (&fixture_edition (read)->body, "Rewritten.\n");
  fixture_save (&self->base, read);
  g_assert_true (g_file_set_contents (self->theme, "<p>new</p>", -1, NULL));
  g_assert_cmpint (g_unlink (picture), ==, 0);
}

static void
test_new_place (Fixture      *fixture,
                gconstpointer data)
{
  Backed *self = (Backed *) fixture;
  g_autofree char *before = fixture_query (fixture, "SELECT uuid, version, title, text_hash FROM edition");
  g_autofree char *theme = g_build_filename (self->other, "themes", "own", "page.mustache", NULL);
  g_autofree char *picture = g_build_filename (self->other, "media", self->media->sha256, NULL);
  g_autofree char *names = NULL;
  g_autofree char *after = NULL;
  g_autofree char *undo = NULL;

  restore_well (self->other, self->file, &undo);
  g_assert_null (undo);
  assert_body (self->other, self->article->uuid, "A sluice gate.\n");
  assert_file (theme, "<p>old</p>");
  assert_file (picture, "a picture");
  names = damage_names_in (self->other);
  g_assert_cmpstr (names, ==, "library.sqlite3 media themes");

  g_set_str (&fixture->library, self->other);
  after = fixture_query (fixture, "SELECT uuid, version, title, text_hash FROM edition");
  g_assert_cmpstr (before, ==, after);
}

static void
test_undo (Fixture      *fixture,
           gconstpointer data)
{
  Backed *self = (Backed *) fixture;
  g_autofree char *picture = desk_store_dup_media_path (fixture->store, self->media);
  g_autofree char *undo = NULL;

  change_everything (self);
  restore_well (fixture->library, self->file, &undo);
  assert_body (fixture->library, self->article->uuid, "A sluice gate.\n");
  assert_file (self->theme, "<p>old</p>");
  assert_file (picture, "a picture");

  g_assert_nonnull (undo);
  restore_well (fixture->library, undo, NULL);
  assert_body (fixture->library, self->article->uuid, "Rewritten.\n");
  assert_file (self->theme, "<p>new</p>");
}

static void
test_gzip (Fixture      *fixture,
           gconstpointer data)
{
  Backed *self = (Backed *) fixture;
  g_autofree char *file = g_build_filename (fixture->folder, "Newsroom.tar.gz", NULL);
  g_autofree char *bytes = NULL;

  write_backup (self, file);
  g_assert_true (g_file_get_contents (file, &bytes, NULL, NULL));
  g_assert_cmpmem (bytes, 2, "\x1f\x8b", 2);
  restore_well (self->other, file, NULL);
  assert_body (self->other, self->article->uuid, "A sluice gate.\n");
}

/* A text that another program has open and saves afterwards is a conflict,
 * however often it was saved before and after. */
/* A library of another computer may have other pages; a log can't change size. */
static void
test_page_size (Fixture      *fixture,
                gconstpointer data)
{
  Backed *self = (Backed *) fixture;
  g_autofree char *file = in_library (self, "library.sqlite3");
  g_autofree char *wanted = fixture_query (fixture, "PRAGMA page_size");
  g_autofree char *other = NULL;
  g_autofree char *after = NULL;
  g_auto(DeskBackupSummary) summary = { 0 };
  g_autoptr(GError) error = NULL;

  restore_well (self->other, self->file, NULL);
  g_clear_object (&fixture->store);
  fixture_execute (file, "PRAGMA journal_mode = DELETE; PRAGMA page_size = 1024; VACUUM; PRAGMA journal_mode = WAL");
  other = fixture_query (fixture, "PRAGMA page_size");
  g_assert_cmpstr (other, !=, wanted);
  fixture->store = desk_store_open (fixture->library, &error);
  g_assert_no_error (error);
  change_everything (self);
  g_assert_cmpint (g_unlink (self->file), ==, 0);
  g_assert_true (desk_backup_write (fixture->store, self->file, NULL, NULL, NULL, &summary, &error));
  g_assert_no_error (error);

  restore_well (self->other, self->file, NULL);
  assert_body (self->other, self->article->uuid, "Rewritten.\n");
  g_set_str (&fixture->library, self->other);
  after = fixture_query (fixture, "PRAGMA page_size");
  g_assert_cmpstr (after, ==, wanted);
}

static void
test_open_elsewhere (Fixture      *fixture,
                     gconstpointer data)
{
  Backed *self = (Backed *) fixture;
  g_autoptr(DeskArticle) seen = NULL;
  g_autoptr(DeskArticle) read = NULL;
  g_autoptr(GError) error = NULL;

  change_everything (self);
  seen = fixture_read (fixture, self->article);
  restore_well (fixture->library, self->file, NULL);

  for (int i = 0; i < 3; i++)
    {
      g_clear_pointer (&read, desk_article_free);
      read = fixture_read (fixture, self->article); /* by the same connection */
      g_assert_cmpint (fixture_edition (read)->version, >, fixture_edition (seen)->version);
      g_free (fixture_edition (read)->body);
      fixture_edition (read)->body = g_strdup_printf ("Since then %d.\n", i);
      fixture_save (fixture, read);
    }
  g_set_str (&fixture_edition (seen)->body, "Mine.\n");
  g_assert_false (desk_store_save_edition (fixture->store, seen->uuid, fixture_edition (seen), &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT);
  fixture_set_status (fixture, read, DESK_STATUS_PUBLISHED, JUNE_US); /* needs this desk's row */
}

static void
save_until_killed (const char *library,
                   const char *uuid)
{
  g_autoptr(DeskStore) store = desk_store_open (library, NULL);

  for (unsigned i = 0; store != NULL; i++)
    {
      g_autoptr(DeskArticle) article = desk_store_dup_article (store, uuid, NULL);

      if (article == NULL)
        break;
      g_free (fixture_edition (article)->body);
      fixture_edition (article)->body = g_strdup_printf ("%u", i);
      (void) desk_store_save_edition (store, uuid, fixture_edition (article), NULL); /* a conflict now and then */
    }
  _exit (1);
}

static void
test_while_others_write (Fixture      *fixture,
                         gconstpointer data)
{
  Backed *self = (Backed *) fixture;
  g_autofree char *check = NULL;
  int status;
  pid_t child;

  g_clear_object (&fixture->store); /* no connection goes through a fork */
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    save_until_killed (fixture->library, self->article->uuid);

  for (int i = 0; i < 3; i++)
    restore_well (fixture->library, self->file, NULL);
  g_assert_cmpint (waitpid (child, &status, WNOHANG), ==, 0); /* it goes on */
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  check = fixture_query (fixture, "PRAGMA integrity_check");
  g_assert_cmpstr (check, ==, "ok");
}

static void
test_snapshot (Fixture      *fixture,
               gconstpointer data)
{
  Backed *self = (Backed *) fixture;
  g_autofree char *file = in_library (self, "backups/2026-06-01.sqlite3");
  g_autoptr(GError) error = NULL;

  g_assert_true (desk_store_make_snapshot (fixture->store, JUNE_US, NULL, NULL, NULL, &error));
  change_everything (self);
  restore_well (fixture->library, file, NULL);
  assert_body (fixture->library, self->article->uuid, "A sluice gate.\n");
  assert_file (self->theme, "<p>new</p>"); /* a snapshot has no themes */
}

static void
test_over_damage (Fixture      *fixture,
                  gconstpointer data)
{
  Backed *self = (Backed *) fixture;
  static const struct
  {
    gsize offset, length;
  } damages[] = { { 0, 4096 }, { 0, 16 }, { 20, 1 }, { 100, 3000 }, { 4096, 40960 }, { 4096 * 20, 4096 * 20 } };
  g_autofree char *file = in_library (self, "library.sqlite3");

  for (unsigned i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_auto(DeskRestoreSummary) summary = { 0 };
      g_autofree char *bytes = NULL;
      g_autofree char *kept = NULL;
      g_autoptr(GError) error = NULL;
      gsize length;

      g_clear_object (&fixture->store);
      g_assert_true (g_file_get_contents (file, &bytes, &length, NULL));
      memset (bytes + damages[i].offset, 0x5a, damages[i].length);
      g_assert_true (g_file_set_contents (file, bytes, (gssize) length, NULL));

      desk_backup_restore (fixture->library, self->file, NOW_US + i * 2 * G_USEC_PER_SEC, NULL, NULL, NULL, &summary,
                           &error);
      g_assert_no_error (error);
      g_assert_nonnull (summary.damaged);
      g_assert_true (g_file_test (summary.damaged, G_FILE_TEST_EXISTS));
      assert_body (fixture->library, self->article->uuid, "A sluice gate.\n");
    }
}

static void
test_not_over_a_file (Fixture      *fixture,
                      gconstpointer data)
{
  Backed *self = (Backed *) fixture;
  g_auto(DeskBackupSummary) summary = { 0 };
  g_autofree char *before = fixture_digest (fixture->folder);
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (desk_backup_write (fixture->store, self->file, NULL, NULL, NULL, &summary, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_EXISTS);
  after = fixture_digest (fixture->folder);
  g_assert_cmpstr (before, ==, after);
}

static void
test_missing_media (Fixture      *fixture,
                    gconstpointer data)
{
  Backed *self = (Backed *) fixture;
  g_auto(DeskBackupSummary) summary = { 0 };
  g_autofree char *picture = desk_store_dup_media_path (fixture->store, self->media);
  g_autofree char *file = g_build_filename (fixture->folder, "second.tar.zst", NULL);
  g_autofree char *gone = g_build_filename (self->other, "media", self->media->sha256, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (picture, "a pictuse", -1, NULL));
  desk_backup_write (fixture->store, file, NULL, NULL, NULL, &summary, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (summary.left_out->len, ==, 1);
  g_assert_cmpstr (summary.left_out->pdata[0], ==, "sluice.jpg");
  restore_well (self->other, file, NULL);
  g_assert_false (g_file_test (gone, G_FILE_TEST_EXISTS));
}

/* Refused, with everything as it was. */
static void
assert_refused (Backed     *self,
                const char *library,
                const char *file,
                int         code)
{
  g_auto(DeskRestoreSummary) summary = { 0 };
  g_autofree char *before = fixture_digest (self->base.folder);
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (restore (library, file, &summary, &error));
  g_assert_error (error, DESK_STORE_ERROR, code);
  g_assert_null (strchr (error->message, '\n'));
  after = fixture_digest (self->base.folder);
  g_assert_cmpstr (before, ==, after);
}

static void
add_outside (GPtrArray *entries)
{
  forge_add (entries, AE_IFREG, "Test.copydesk/../evil", NULL, "evil");
}

static void
add_deep_outside (GPtrArray *entries)
{
  forge_add (entries, AE_IFREG, "Test.copydesk/themes/a/../../../evil", NULL, "evil");
}

static void
add_absolute (GPtrArray *entries)
{
  forge_add (entries, AE_IFREG, "/tmp/evil", NULL, "evil");
}

static void
add_other_folder (GPtrArray *entries)
{
  forge_add (entries, AE_IFREG, "Elsewhere/themes/evil", NULL, "evil");
}

static void
add_other_file (GPtrArray *entries)
{
  forge_add (entries, AE_IFREG, "Test.copydesk/library.sqlite3-wal", NULL, "evil");
}

static void
add_link (GPtrArray *entries)
{
  forge_add (entries, AE_IFLNK, "Test.copydesk/themes/link", "/tmp", "");
  forge_add (entries, AE_IFREG, "Test.copydesk/themes/link/evil", NULL, "evil");
}

static void
add_hard_link (GPtrArray *entries)
{
  forge_add (entries, AE_IFREG, "Test.copydesk/themes/link", "Test.copydesk/library.sqlite3", "");
}

static void
add_fifo (GPtrArray *entries)
{
  forge_add (entries, AE_IFIFO, "Test.copydesk/themes/fifo", NULL, "");
}

static void
add_twice (GPtrArray *entries)
{
  forge_add (entries, AE_IFREG, "Test.copydesk/themes/own/page.mustache", NULL, "evil");
}

static void
add_control (GPtrArray *entries)
{
  forge_add (entries, AE_IFREG, "Test.copydesk/themes/a\nb", NULL, "evil");
}

static void
add_backslash (GPtrArray *entries)
{
  forge_add (entries, AE_IFREG, "Test.copydesk/themes/..\\..\\evil", NULL, "evil");
}

static void
add_long_name (GPtrArray *entries)
{
  g_autofree char *part = g_strnfill (200, 'x');
  g_autofree char *path = g_strdup_printf ("Test.copydesk/themes/%s/%s/%s/%s/%s/%s", part, part, part, part, part, part);

  forge_add (entries, AE_IFREG, path, NULL, "evil");
}

static void
add_deep_name (GPtrArray *entries)
{
  g_autoptr(GString) path = g_string_new ("Test.copydesk/themes");

  for (unsigned i = 0; i < 100; i++)
    g_string_append (path, "/x");
  forge_add (entries, AE_IFREG, path->str, NULL, "evil");
}

static void
open_sums (GPtrArray *entries)
{
  ForgeEntry *entry = forge_find (entries, "SHA256SUMS");
  gsize n_bytes;
  gconstpointer bytes = g_bytes_get_data (entry->bytes, &n_bytes);
  g_autofree char *copy = g_memdup2 (bytes, n_bytes);

  forge_set (entry, copy, n_bytes - 1);
}

static void
swell_sums (GPtrArray *entries)
{
  g_autofree char *lines = g_strnfill (70 * 1024 * 1024, '\n');

  forge_set (forge_find (entries, "SHA256SUMS"), lines, 70 * 1024 * 1024);
}

static void
drop_head (GPtrArray *entries)
{
  g_ptr_array_remove_index (entries, 0);
}

static void
make_newer_archive (GPtrArray *entries)
{
  static const char head[] = "{ \"format\": \"copydesk-backup\", \"version\": 2, \"files\": 1, \"bytes\": 1 }";

  forge_set (forge_find (entries, "backup.json"), head, strlen (head));
}

static void
spoil_media (GPtrArray *entries)
{
  ForgeEntry *entry = entries->pdata[3];

  g_assert_nonnull (strstr (entry->path, "media/"));
  forge_set (entry, "a pictuse", 9);
}

static void
make_newer (GPtrArray *entries)
{
  ForgeEntry *entry = forge_find (entries, "library.sqlite3");
  gsize n_bytes;
  gconstpointer bytes = g_bytes_get_data (entry->bytes, &n_bytes);
  g_autofree char *copy = g_memdup2 (bytes, n_bytes);

  copy[63] = 99; /* user_version, the last byte of four */
  forge_set (entry, copy, n_bytes);
}

/* A database that has more than a library has. */
static void
add_trigger (GPtrArray *entries)
{
  ForgeEntry *entry = forge_find (entries, "library.sqlite3");
  g_autoptr(GError) error = NULL;
  g_autofree char *file = NULL;
  g_autofree char *bytes = NULL;
  gsize n_bytes;
  int fd = g_file_open_tmp ("desk-test-XXXXXX", &file, &error);

  g_assert_no_error (error);
  close (fd);
  g_assert_true (g_file_set_contents (file, g_bytes_get_data (entry->bytes, NULL),
                                      (gssize) g_bytes_get_size (entry->bytes), NULL));
  fixture_execute (file, "CREATE TRIGGER evil AFTER INSERT ON revision BEGIN DELETE FROM article; END");
  g_assert_true (g_file_get_contents (file, &bytes, &n_bytes, NULL));
  forge_set (entry, bytes, n_bytes);
  g_assert_cmpint (g_unlink (file), ==, 0);
}

static void
make_no_database (GPtrArray *entries)
{
  forge_set (forge_find (entries, "library.sqlite3"), "evil", 4);
}

static void
drop_database (GPtrArray *entries)
{
  g_ptr_array_remove_index (entries, 2);
}

static void
make_bomb (GPtrArray *entries)
{
  g_autofree char *zeros = g_malloc0 (100 * 1024 * 1024);

  forge_set (forge_add (entries, AE_IFREG, "Test.copydesk/themes/zeros", NULL, ""), zeros, 100 * 1024 * 1024);
}

static const struct
{
  const char    *name;
  void           (*change) (GPtrArray *entries);
  gboolean       is_signed; /* the list says the same */
  DeskStoreError code;
} forgeries[] = {
  { "a-path-outside", add_outside, TRUE, DESK_STORE_ERROR_DAMAGED },
  { "a-deep-path-outside", add_deep_outside, TRUE, DESK_STORE_ERROR_DAMAGED },
  { "an-absolute-path", add_absolute, TRUE, DESK_STORE_ERROR_DAMAGED },
  { "a-second-folder", add_other_folder, TRUE, DESK_STORE_ERROR_DAMAGED },
  { "a-file-of-another-kind", add_other_file, TRUE, DESK_STORE_ERROR_DAMAGED },
  { "a-link-and-a-file-behind-it", add_link, TRUE, DESK_STORE_ERROR_DAMAGED },
  { "a-hard-link", add_hard_link, FALSE, DESK_STORE_ERROR_DAMAGED },
  { "a-fifo", add_fifo, TRUE, DESK_STORE_ERROR_DAMAGED },
  { "a-file-twice", add_twice, TRUE, DESK_STORE_ERROR_DAMAGED },
  { "a-file-that-is-not-listed", add_twice, FALSE, DESK_STORE_ERROR_DAMAGED },
  { "a-line-break-in-a-name", add_control, TRUE, DESK_STORE_ERROR_DAMAGED },
  { "a-backslash-in-a-name", add_backslash, TRUE, DESK_STORE_ERROR_DAMAGED },
  { "a-name-of-a-thousand-characters", add_long_name, TRUE, DESK_STORE_ERROR_DAMAGED },
  { "a-hundred-folders", add_deep_name, TRUE, DESK_STORE_ERROR_DAMAGED },
  { "a-list-without-an-end", open_sums, FALSE, DESK_STORE_ERROR_DAMAGED },
  { "a-list-without-bounds", swell_sums, FALSE, DESK_STORE_ERROR_DAMAGED },
  { "no-head", drop_head, FALSE, DESK_STORE_ERROR_FOREIGN },
  { "a-newer-archive", make_newer_archive, FALSE, DESK_STORE_ERROR_NEWER },
  { "a-picture-of-other-bytes", spoil_media, FALSE, DESK_STORE_ERROR_DAMAGED },
  { "a-picture-whose-name-lies", spoil_media, TRUE, DESK_STORE_ERROR_DAMAGED },
  { "a-newer-library", make_newer, TRUE, DESK_STORE_ERROR_NEWER },
  { "a-trigger", add_trigger, TRUE, DESK_STORE_ERROR_FOREIGN },
  { "no-database-in-its-place", make_no_database, TRUE, DESK_STORE_ERROR_DAMAGED },
  { "a-file-less", drop_database, FALSE, DESK_STORE_ERROR_DAMAGED },
  { "no-database", drop_database, TRUE, DESK_STORE_ERROR_DAMAGED },
  { "a-bomb", make_bomb, TRUE, DESK_STORE_ERROR_DAMAGED },
  { "a-hidden-bomb", make_bomb, FALSE, DESK_STORE_ERROR_DAMAGED },
};

static void
test_forgery (Fixture      *fixture,
              gconstpointer data)
{
  Backed *self = (Backed *) fixture;
  unsigned i = GPOINTER_TO_UINT (data);
  g_autoptr(GPtrArray) entries = forge_read (self->file);

  forgeries[i].change (entries);
  if (forgeries[i].is_signed)
    forge_sign (entries);
  forge_write (self->file, entries);
  g_clear_object (&fixture->store);
  assert_refused (self, fixture->library, self->file, forgeries[i].code);
  assert_refused (self, self->other, self->file, forgeries[i].code);
}

/* An older program doesn't know what is in a newer library: it stays. */
static void
test_over_newer (Fixture      *fixture,
                 gconstpointer data)
{
  Backed *self = (Backed *) fixture;
  g_autofree char *file = in_library (self, "library.sqlite3");

  g_clear_object (&fixture->store);
  fixture_execute (file, "PRAGMA user_version = 99");
  assert_refused (self, fixture->library, self->file, DESK_STORE_ERROR_NEWER);
}

/* The forger's tools make an archive that is taken, where nothing is wrong. */
static void
test_signed (Fixture      *fixture,
             gconstpointer data)
{
  Backed *self = (Backed *) fixture;
  g_autoptr(GPtrArray) entries = forge_read (self->file);

  forge_sign (entries);
  forge_write (self->file, entries);
  restore_well (self->other, self->file, NULL);
  assert_body (self->other, self->article->uuid, "A sluice gate.\n");
}

static void
test_foreign (Fixture      *fixture,
              gconstpointer data)
{
  Backed *self = (Backed *) fixture;
  g_autoptr(GPtrArray) entries = forge_new ();
  g_autofree char *missing = g_build_filename (fixture->folder, "missing", NULL);
  g_autofree char *nested = g_strnfill (4000, '[');
  static const char *const heads[] = { "", "{}", "[]", "{\"format\": 7}", "{\"format\": \"other\"}", "\xff" };

  g_clear_object (&fixture->store);
  assert_refused (self, fixture->library, missing, DESK_STORE_ERROR_NOT_FOUND);
  assert_refused (self, fixture->library, fixture->folder, DESK_STORE_ERROR_FAILED);
  g_assert_true (g_file_set_contents (self->file, "", 0, NULL));
  assert_refused (self, fixture->library, self->file, DESK_STORE_ERROR_FOREIGN);
  g_assert_true (g_file_set_contents (self->file, "just a text", -1, NULL));
  assert_refused (self, fixture->library, self->file, DESK_STORE_ERROR_FOREIGN);
  forge_add (entries, AE_IFREG, "holiday/beach.jpg", NULL, "a picture");
  forge_write (self->file, entries);
  assert_refused (self, fixture->library, self->file, DESK_STORE_ERROR_FOREIGN);

  g_ptr_array_set_size (entries, 0);
  forge_add (entries, AE_IFREG, "Test.copydesk/backup.json", NULL, nested);
  forge_write (self->file, entries);
  assert_refused (self, fixture->library, self->file, DESK_STORE_ERROR_FOREIGN);
  for (unsigned i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      forge_set (entries->pdata[0], heads[i], strlen (heads[i]));
      forge_write (self->file, entries);
      assert_refused (self, fixture->library, self->file, DESK_STORE_ERROR_FOREIGN);
    }

  g_assert_true (g_file_set_contents (self->file, "SQLite format 3", 16, NULL));
  assert_refused (self, fixture->library, self->file, DESK_STORE_ERROR_FOREIGN);
  g_assert_cmpint (g_unlink (self->file), ==, 0);
  fixture_execute (self->file, "CREATE TABLE t (x)");
  assert_refused (self, fixture->library, self->file, DESK_STORE_ERROR_FOREIGN);
}

static void
test_truncated (Fixture      *fixture,
                gconstpointer data)
{
  Backed *self = (Backed *) fixture;
  g_autofree char *bytes = NULL;
  gsize length;

  g_clear_object (&fixture->store);
  g_assert_true (g_file_get_contents (self->file, &bytes, &length, NULL));
  for (gsize end = 0; end < length - 8; end += 1 + length / 40)
    {
      g_auto(DeskRestoreSummary) summary = { 0 };
      g_autoptr(GError) error = NULL;
      g_autofree char *names = NULL;

      g_assert_true (g_file_set_contents (self->file, bytes, (gssize) end, NULL));
      g_assert_false (restore (self->other, self->file, &summary, &error));
      g_assert_true (error->domain == DESK_STORE_ERROR);
      g_assert_false (g_file_test (self->other, G_FILE_TEST_EXISTS));
    }
}

/* A bit that flips anywhere is noticed, or does not matter. */
static void
test_flipped (Fixture      *fixture,
              gconstpointer data)
{
  Backed *self = (Backed *) fixture;
  g_autofree char *bytes = NULL;
  gsize length;
  unsigned n_refused = 0, n_tried = 0;

  g_clear_object (&fixture->store);
  g_assert_true (g_file_get_contents (self->file, &bytes, &length, NULL));
  for (gsize place = 3; place < length; place += 1 + length / 60, n_tried++)
    {
      g_auto(DeskRestoreSummary) summary = { 0 };
      g_autofree char *library = g_strdup_printf ("%s/%u.copydesk", fixture->folder, n_tried);
      g_autoptr(GError) error = NULL;

      bytes[place] ^= 0x10;
      g_assert_true (g_file_set_contents (self->file, bytes, (gssize) length, NULL));
      bytes[place] ^= 0x10;
      if (restore (library, self->file, &summary, &error))
        assert_body (library, self->article->uuid, "A sluice gate.\n");
      else
        n_refused++;
    }
  g_assert_cmpuint (n_refused, >, n_tried / 2);
}

static void
test_cancel_backup (Fixture      *fixture,
                    gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->folder, "second.tar.zst", NULL);
  g_autofree char *before = fixture_digest (fixture->folder);
  unsigned n_cancelled = 0;

  for (unsigned i = 1;; i++, n_cancelled++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      Impatience impatience = { cancellable, 0, i };
      g_auto(DeskBackupSummary) summary = { 0 };
      g_autofree char *after = NULL;
      g_autoptr(GError) error = NULL;

      if (desk_backup_write (fixture->store, file, impatience_cb, &impatience, cancellable, &summary, &error) ||
          impatience.n_calls < i)
        break;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      after = fixture_digest (fixture->folder);
      g_assert_cmpstr (before, ==, after);
    }
  g_assert_cmpuint (n_cancelled, >, 4);
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
}

static void
test_cancel_restore (Fixture      *fixture,
                     gconstpointer data)
{
  Backed *self = (Backed *) fixture;
  unsigned n_cancelled = 0;
  g_autofree char *before = NULL;

  change_everything (self);
  g_clear_object (&fixture->store);
  before = fixture_query (fixture, "SELECT uuid, version, body FROM edition");
  for (unsigned i = 1;; i++, n_cancelled++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      Impatience impatience = { cancellable, 0, i };
      g_auto(DeskRestoreSummary) summary = { 0 };
      g_autofree char *after = NULL;
      g_autofree char *backups = in_library (self, "backups");
      g_autofree char *names = NULL;
      g_autoptr(GError) error = NULL;

      if (desk_backup_restore (fixture->library, self->file, NOW_US, impatience_cb, &impatience, cancellable, &summary,
                               &error))
        break;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      after = fixture_query (fixture, "SELECT uuid, version, body FROM edition");
      g_assert_cmpstr (before, ==, after);
      assert_file (self->theme, "<p>new</p>");
      names = damage_names_in (backups);
      g_assert_cmpstr (names, ==, "");
    }
  g_assert_cmpuint (n_cancelled, >, 6);
  assert_body (fixture->library, self->article->uuid, "A sluice gate.\n");
}

static void
test_full_disk (Fixture      *fixture,
                gconstpointer data)
{
  Backed *self = (Backed *) fixture;
  g_autofree char *file = g_build_filename (fixture->folder, "second.tar.zst", NULL);
  unsigned n_failures = 0;

  for (rlim_t room = 1000;; room += 3000)
    {
      g_auto(DeskBackupSummary) summary = { 0 };
      g_autoptr(GError) error = NULL;
      gboolean is_made;

      damage_limit_files (room);
      is_made = desk_backup_write (fixture->store, file, NULL, NULL, NULL, &summary, &error);
      damage_limit_files (RLIM_INFINITY);
      if (is_made)
        break;
      g_assert_true (error->domain == DESK_STORE_ERROR);
      g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
      n_failures++;
    }
  g_assert_cmpuint (n_failures, >, 2);

  g_clear_object (&fixture->store);
  for (rlim_t room = 100;; room += 60000)
    {
      g_auto(DeskRestoreSummary) summary = { 0 };
      g_autoptr(GError) error = NULL;
      gboolean is_restored;

      damage_limit_files (room);
      is_restored = restore (self->other, file, &summary, &error);
      damage_limit_files (RLIM_INFINITY);
      if (is_restored)
        break;
      g_assert_true (error->domain == DESK_STORE_ERROR);
      g_assert_false (g_file_test (self->other, G_FILE_TEST_EXISTS));
      n_failures++;
    }
  g_assert_cmpuint (n_failures, >, 5);
  assert_body (self->other, self->article->uuid, "A sluice gate.\n");
}

typedef struct
{
  int end;
} Teller;

static void
tell_cb (const char *what,
         double      fraction,
         gpointer    user_data)
{
  const Teller *teller = user_data;

  if (write (teller->end, "", 1) != 1)
    _exit (2);
}

static void
restore_until_killed (Backed *self,
                      int     end)
{
  Teller teller = { end };

  for (;;)
    {
      g_auto(DeskRestoreSummary) summary = { 0 };

      if (!desk_backup_restore (self->base.library, self->file, NOW_US, tell_cb, &teller, NULL, &summary, NULL))
        _exit (1);
    }
}

/* Whenever a restore is killed, the library is the one or the other. */
static void
test_kill (Fixture      *fixture,
           gconstpointer data)
{
  Backed *self = (Backed *) fixture;

  change_everything (self);
  g_clear_object (&fixture->store);
  for (unsigned i = 0; i < (g_test_slow () ? 300 : 16); i++)
    {
      int ends[2], status;
      char told;
      pid_t child;
      g_autofree char *body = NULL;
      g_autofree char *check = NULL;

      g_assert_cmpint (pipe (ends), ==, 0);
      child = fork ();
      g_assert_cmpint (child, >=, 0);
      if (child == 0)
        restore_until_killed (self, ends[1]);
      close (ends[1]);
      for (unsigned j = 0; j < 1 + i * 7 % 60; j++)
        g_assert_cmpint (read (ends[0], &told, 1), ==, 1);
      g_assert_cmpint (kill (child, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFSIGNALED (status));
      close (ends[0]);

      body = fixture_query (fixture, "SELECT body FROM edition");
      g_assert_true (g_str_equal (body, "A sluice gate.\n") || g_str_equal (body, "Rewritten.\n"));
      check = fixture_query (fixture, "PRAGMA integrity_check");
      g_assert_cmpstr (check, ==, "ok");
    }
}

/* A backup that an older Copydesk made comes back as what this one knows. */
static void
test_older (Fixture      *fixture,
            gconstpointer data)
{
  Backed *self = (Backed *) fixture;
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "data", "schema-1.sql", NULL);
  g_autofree char *old = g_build_filename (fixture->folder, "old.sqlite3", NULL);
  g_autofree char *sql = NULL;
  g_autofree char *count = NULL;
  g_autofree char *undo = NULL;

  g_assert_true (g_file_get_contents (source, &sql, NULL, NULL));
  fixture_execute (old, sql);
  restore_well (fixture->library, old, &undo);
  count = fixture_query (fixture, "SELECT (SELECT user_version FROM pragma_user_version), count (*) > 2 FROM edition");
  g_assert_cmpstr (count, ==, G_STRINGIFY (DESK_SCHEMA_VERSION) "|1");
  restore_well (fixture->library, undo, NULL);
  assert_body (fixture->library, self->article->uuid, "A sluice gate.\n");
}

#define backed_add_test(path, func) g_test_add (path, Backed, NULL, (void *) backed_set_up, (void *) func, (void *) backed_tear_down)

/* A library that is put in its own place as often as one likes. */
static void
test_many_times (Fixture      *fixture,
                 gconstpointer data)
{
  Backed *self = (Backed *) fixture;
  const DeskWatch nobody = { NULL };
  g_autofree char *file = g_build_filename (fixture->folder, "copy.sqlite3", NULL);
  g_autofree char *numbers = NULL;
  g_autoptr(DeskArticle) article = NULL;
  g_autoptr(GError) error = NULL;

  for (unsigned i = 0; i < 70; i++)
    {
      g_assert_true (g_file_set_contents (file, "", 0, NULL));
      desk_database_write_copy (fixture->store->db, file, &nobody, &error);
      g_assert_no_error (error);
      desk_replace_prepare (file, fixture->store->db, &error);
      g_assert_no_error (error);
      desk_replace_content (fixture->store->db, file, &nobody, &error);
      g_assert_no_error (error);
    }

  numbers = fixture_query (fixture, "SELECT (SELECT max (version) < 100 FROM edition), (SELECT max (seq) < 1000 FROM sqlite_sequence)");
  g_assert_cmpstr (numbers, ==, "1|1");
  article = fixture_read (fixture, self->article);
  fixture_save (fixture, article);
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "Europe/Belgrade", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  backed_add_test ("/store/backup/restores-to-a-new-place", test_new_place);
  backed_add_test ("/store/backup/restoring-can-be-undone", test_undo);
  backed_add_test ("/store/backup/a-name-in-gz-is-gzip", test_gzip);
  backed_add_test ("/store/backup/a-newer-library-is-not-replaced", test_over_newer);
  backed_add_test ("/store/backup/of-other-pages-is-restored", test_page_size);
  backed_add_test ("/store/backup/a-text-open-elsewhere-is-a-conflict", test_open_elsewhere);
  backed_add_test ("/store/backup/restores-while-others-write", test_while_others_write);
  backed_add_test ("/store/backup/a-snapshot-restores-too", test_snapshot);
  backed_add_test ("/store/backup/restores-over-a-damaged-library", test_over_damage);
  backed_add_test ("/store/backup/nothing-is-overwritten", test_not_over_a_file);
  backed_add_test ("/store/backup/a-damaged-picture-is-left-out-and-told", test_missing_media);
  backed_add_test ("/store/backup/a-signed-archive-is-taken", test_signed);
  for (unsigned i = 0; i < G_N_ELEMENTS (forgeries); i++)
    {
      g_autofree char *path = g_strdup_printf ("/store/backup/refuses/%s-%s", forgeries[i].name,
                                               forgeries[i].is_signed ? "signed" : "unsigned");

      g_test_add (path, Backed, GUINT_TO_POINTER (i), (void *) backed_set_up, (void *) test_forgery,
                  (void *) backed_tear_down);
    }
  backed_add_test ("/store/backup/refuses/what-is-no-backup", test_foreign);
  backed_add_test ("/store/backup/refuses/a-truncated-archive", test_truncated);
  backed_add_test ("/store/backup/a-flipped-bit-is-noticed", test_flipped);
  backed_add_test ("/store/backup/a-cancelled-backup-leaves-nothing", test_cancel_backup);
  backed_add_test ("/store/backup/a-cancelled-restore-changes-nothing", test_cancel_restore);
  backed_add_test ("/store/backup/a-full-disk-leaves-nothing", test_full_disk);
  backed_add_test ("/store/backup/a-killed-restore-is-done-or-not", test_kill);
  backed_add_test ("/store/backup/an-older-one-restores-too", test_older);
  backed_add_test ("/store/backup/can-be-restored-any-number-of-times", test_many_times);
  return g_test_run ();
}
