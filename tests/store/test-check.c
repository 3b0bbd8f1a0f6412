/* test-check.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "damage.h"

#include "store/backup/desk-backup.h"
#include "store/backup/desk-check.h"
#include "store/backup/desk-media-sweep.h"
#include "store/desk-store-private.h"

#include <glib/gstdio.h>
#include <string.h>

static GPtrArray *
check (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *findings = desk_store_check (fixture->store, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  for (unsigned i = 0; i < findings->len; i++)
    {
      const DeskFinding *finding = findings->pdata[i];

      g_test_message ("%s: %s", desk_finding_kind_name (finding->kind), finding->message);
      g_assert_true (g_utf8_validate (finding->message, -1, NULL));
    }

  return findings;
}

/* There is exactly one thing wrong, and it is this one. */
static void
assert_one (Fixture        *fixture,
            DeskFindingKind kind,
            const char     *article,
            const char     *words)
{
  g_autoptr(GPtrArray) findings = check (fixture);
  const DeskFinding *finding;

  g_assert_cmpuint (findings->len, ==, 1);
  finding = findings->pdata[0];
  g_assert_cmpstr (desk_finding_kind_name (finding->kind), ==, desk_finding_kind_name (kind));
  g_assert_cmpstr (finding->article, ==, article);
  g_assert_nonnull (strstr (finding->message, words));
}

static char *
database (Fixture *fixture)
{
  return g_build_filename (fixture->library, "library.sqlite3", NULL);
}

static void
reopen (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  fixture->store = desk_store_open (fixture->library, &error);
  g_assert_no_error (error);
}

static void
execute (Fixture    *fixture,
         const char *sql)
{
  g_autofree char *file = database (fixture);

  fixture_execute (file, sql);
}

static void
test_sound (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Low water", "# Head\n\nOne.\n\n- a\n- b\n");
  g_autoptr(DeskArticle) empty = fixture_add_article (fixture, "sr", "Вода", "");
  g_autoptr(DeskMedia) media = fixture_add_media (fixture, "sluice.png", "a picture");
  g_autoptr(GPtrArray) findings = NULL;

  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  findings = check (fixture);
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_flipped_text (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Low water", "A sluice gate.\n");
  g_autofree char *file = database (fixture);

  g_clear_object (&fixture->store);
  damage_spoil (file, "A sluice gate", "A sluice gaue");
  reopen (fixture);
  assert_one (fixture, DESK_FINDING_TEXT, article->uuid, "“Low water” (en)");
}

static void
test_flipped_revision (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Low water", "A sluice gate.\n");
  g_autofree char *file = database (fixture);
  g_autoptr(DeskArticle) read = NULL;

  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  read = fixture_read (fixture, article);
  g_set_str (&fixture_edition (read)->body, "Something else.\n");
  fixture_save (fixture, read);
  g_clear_object (&fixture->store);
  damage_spoil (file, "A sluice gate", "A sluice gaue");
  reopen (fixture);
  assert_one (fixture, DESK_FINDING_TEXT, article->uuid, "earlier version of “Low water” (en)");
}

static void
test_damaged_page (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *body = g_strnfill (100000, 'b');
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Low water", body);
  g_autofree char *file = database (fixture);
  g_autofree char *bytes = NULL;
  g_autoptr(GPtrArray) findings = NULL;
  gsize length;

  g_clear_object (&fixture->store);
  g_assert_true (g_file_get_contents (file, &bytes, &length, NULL));
  memset (bytes + length - 4096 * 20, 0xa5, 4096 * 10); /* within the body */
  g_assert_true (g_file_set_contents (file, bytes, (gssize) length, NULL));
  reopen (fixture);
  findings = check (fixture);
  g_assert_cmpuint (findings->len, >, 1);
  g_assert_cmpint (((DeskFinding *) findings->pdata[0])->kind, ==, DESK_FINDING_DATABASE);
}

static void
test_reference (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Low water", "");

  execute (fixture, "PRAGMA foreign_keys = OFF; UPDATE article SET section_id = 77");
  assert_one (fixture, DESK_FINDING_REFERENCE, NULL, "“article”");
}

static void
test_blocks (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Low water", "One.\n\nTwo.\n\nThree.\n");

  execute (fixture, "DELETE FROM block WHERE position = 1");
  assert_one (fixture, DESK_FINDING_BLOCKS, article->uuid, "“Low water”");
}

/* As an older Copydesk or another program could have saved it. */
static void
test_encoding (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Low water", "");
  g_autoptr(GString) hex = g_string_new (NULL);
  guint8 digest[DESK_SHA256_BYTES];
  g_autofree char *sql = NULL;
  gint64 hash;

  g_set_str (&fixture_edition (article)->title, "Lo\xff");
  hash = desk_edition_sha256 (fixture_edition (article), digest);
  for (unsigned i = 0; i < sizeof digest; i++)
    g_string_append_printf (hex, "%02x", digest[i]);
  sql = g_strdup_printf ("UPDATE edition SET title = CAST (x'4c6fff' AS TEXT), text_hash = %" G_GINT64_FORMAT ","
                                                                                                              " text_sha256 = x'%s'", hash, hex->str);
  execute (fixture, sql);
  assert_one (fixture, DESK_FINDING_ENCODING, article->uuid, "no valid UTF-8");
}

/* The index lets no two in; here it was lost. */
static void
test_slug (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DeskArticle) one = fixture_add_article (fixture, "en", "Low water", "");
  g_autoptr(DeskArticle) other = fixture_add_article (fixture, "en", "High water", "");
  g_autoptr(GPtrArray) findings = NULL;

  execute (fixture, "DROP INDEX edition_by_slug; UPDATE edition SET slug = 'water', text_hash = 0");
  findings = check (fixture);
  g_assert_cmpuint (findings->len, ==, 4); /* and the texts are not what was saved */
  g_assert_cmpint (((DeskFinding *) findings->pdata[2])->kind, ==, DESK_FINDING_SLUG);
  g_assert_cmpint (((DeskFinding *) findings->pdata[3])->kind, ==, DESK_FINDING_SLUG);
}

static void
test_media (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskMedia) media = fixture_add_media (fixture, "sluice.png", "a picture");
  g_autofree char *path = desk_store_dup_media_path (fixture->store, media);

  g_assert_true (g_file_set_contents (path, "a pictuse", -1, NULL));
  assert_one (fixture, DESK_FINDING_MEDIA_DAMAGED, NULL, "“sluice.png”");
  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_one (fixture, DESK_FINDING_MEDIA_MISSING, NULL, "“sluice.png”");
  g_assert_cmpint (g_mkdir (path, 0777), ==, 0);
  assert_one (fixture, DESK_FINDING_MEDIA_DAMAGED, NULL, "“sluice.png”");
}

static void
test_cancel (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Low water", "One.\n");
  g_autoptr(DeskMedia) media = fixture_add_media (fixture, "sluice.png", "a picture");
  unsigned n_cancelled = 0;

  for (unsigned i = 1;; i++, n_cancelled++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      Impatience impatience = { cancellable, 0, i };
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) findings = NULL;

      findings = desk_store_check (fixture->store, impatience_cb, &impatience, cancellable, &error);
      if (findings != NULL)
        break;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  g_assert_cmpuint (n_cancelled, >=, 3);
}

/* A row whose hash is damaged to nothing: no file goes, since it may be its own,
 * and a backup says what it is without. */
static void
test_no_hash (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *file = database (fixture);
  g_autofree char *archive = g_build_filename (fixture->folder, "backup.tar.zst", NULL);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("GIF89a", 6);
  g_autoptr(DeskMedia) media = desk_media_new ();
  g_auto(DeskBackupSummary) summary = { 0 };
  g_autoptr(GError) error = NULL;
  unsigned n_removed;

  g_set_str (&media->name, "a.gif");
  g_set_str (&media->mime_type, "image/gif");
  g_assert_true (desk_store_add_media (fixture->store, bytes, media, &error));
  g_clear_object (&fixture->store);
  fixture_execute (file,
                   "PRAGMA writable_schema = ON; PRAGMA ignore_check_constraints = ON;"
                   "UPDATE sqlite_schema SET sql = replace (sql, 'sha256     TEXT NOT NULL', 'sha256     TEXT') WHERE name = 'media'");
  fixture_execute (file, "UPDATE media SET sha256 = NULL");
  fixture->store = desk_store_open (fixture->library, &error);
  g_assert_no_error (error);

  g_assert_false (desk_store_sweep_media (fixture->store, g_get_real_time () + 2 * DAY_US, NULL, &n_removed, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  desk_backup_write (fixture->store, archive, NULL, NULL, NULL, &summary, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (summary.left_out->len, ==, 1);
  g_assert_cmpstr (summary.left_out->pdata[0], ==, "a.gif");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/check/a-sound-library-has-no-findings", test_sound);
  fixture_add_test ("/store/check/a-flipped-bit-in-a-text-is-found", test_flipped_text);
  fixture_add_test ("/store/check/a-flipped-bit-in-a-revision-is-found", test_flipped_revision);
  fixture_add_test ("/store/check/a-damaged-page-is-found", test_damaged_page);
  fixture_add_test ("/store/check/a-reference-to-nothing-is-found", test_reference);
  fixture_add_test ("/store/check/blocks-that-miss-a-part-are-found", test_blocks);
  fixture_add_test ("/store/check/a-text-that-is-no-utf8-is-found", test_encoding);
  fixture_add_test ("/store/check/two-with-one-slug-are-found", test_slug);
  fixture_add_test ("/store/check/damaged-and-missing-media-are-found", test_media);
  fixture_add_test ("/store/check/media-without-a-hash-stay", test_no_hash);
  fixture_add_test ("/store/check/cancelled-at-any-step-says-so", test_cancel);
  return g_test_run ();
}
