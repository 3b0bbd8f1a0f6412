/* test-media.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"
#include "store/desk-history.h"
#include "store/desk-trash.h"

#include <glib/gstdio.h>
#include <string.h>

static void
set_cover (Fixture           *fixture,
           const DeskArticle *article,
           const DeskMedia   *cover)
{
  g_autoptr(DeskArticle) read = fixture_read (fixture, article);

  g_clear_pointer (&read->cover, desk_media_free);
  read->cover = cover != NULL ? desk_media_copy (cover) : NULL;
  fixture_save (fixture, read);
}

static void
set_body (Fixture           *fixture,
          const DeskArticle *article,
          const char        *body)
{
  g_autoptr(DeskArticle) read = fixture_read (fixture, article);

  g_set_str (&fixture_edition (read)->body, body);
  fixture_save (fixture, read);
}

static DeskArticle *
add_naming (Fixture         *fixture,
            const char      *title,
            const DeskMedia *media)
{
  g_autofree char *body = g_strdup_printf ("Text.\n\n![](media:%s)\n", media->sha256);

  return fixture_add_article (fixture, "en", title, body);
}

static unsigned
count_uses (Fixture         *fixture,
            const DeskMedia *media)
{
  g_autoptr(GError) error = NULL;
  unsigned n_articles = 99;

  desk_store_count_media_uses (fixture->store, media, &n_articles, &error);
  g_assert_no_error (error);
  return n_articles;
}

static void
purge (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  desk_store_purge_media (fixture->store, G_MAXINT64, NULL, &error);
  g_assert_no_error (error);
}

static void
remove_media (Fixture         *fixture,
              const DeskMedia *media)
{
  g_autoptr(GError) error = NULL;

  desk_store_remove_media (fixture->store, media, &error);
  g_assert_no_error (error);
}

static void
assert_rows (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *rows = fixture_query (fixture, "SELECT name, deleted_us IS NOT NULL FROM media ORDER BY id");

  g_assert_cmpstr (rows, ==, expected);
}

static void
test_same_bytes (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(DeskMedia) first = fixture_add_media (fixture, "bridge.png", "one");
  g_autoptr(DeskMedia) again = fixture_add_media (fixture, "copy of bridge.png", "one");
  g_autoptr(DeskMedia) other = fixture_add_media (fixture, "ferry.png", "two");
  g_autofree char *path = desk_store_dup_media_path (fixture->store, first);
  g_autofree char *bytes = NULL;

  g_assert_cmpstr (again->uuid, ==, first->uuid);
  g_assert_cmpstr (other->uuid, !=, first->uuid);
  assert_rows (fixture, "bridge.png|0 ferry.png|0");
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, "one");
}

static void
test_mended (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(DeskMedia) media = fixture_add_media (fixture, "bridge.png", "one");
  g_autofree char *path = desk_store_dup_media_path (fixture->store, media);
  g_autoptr(DeskMedia) again = NULL;
  g_autofree char *bytes = NULL;

  g_assert_true (g_file_set_contents (path, "ope", -1, NULL));
  again = fixture_add_media (fixture, "bridge.png", "one");
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, "one");
}

/* No room for its file: then there is no row either. */
static void
test_no_folder (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->library, "media", NULL);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("one", 3);
  g_autoptr(DeskMedia) media = desk_media_new ();
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_set_str (&media->name, "bridge.png");
  g_assert_false (desk_store_add_media (fixture->store, bytes, media, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_READ_ONLY);
  g_assert_null (strchr (error->message, '\n'));
  assert_rows (fixture, "");
}

static void
test_find (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DeskMedia) media = fixture_add_media (fixture, "bridge.png", "one");
  g_autoptr(DeskMedia) by_uuid = desk_store_find_media (fixture->store, media->uuid, NULL);
  g_autoptr(DeskMedia) by_hash = desk_store_find_media (fixture->store, media->sha256, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (by_uuid->name, ==, "bridge.png");
  g_assert_cmpstr (by_hash->uuid, ==, media->uuid);
  g_assert_cmpint (by_hash->n_bytes, ==, 3);
  g_assert_null (desk_store_find_media (fixture->store, "bridge.png", &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  remove_media (fixture, media);
  g_assert_null (desk_store_find_media (fixture->store, media->uuid, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);
}

static void
test_list (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DeskMedia) first = fixture_add_media (fixture, "bridge.png", "one");
  g_autoptr(DeskMedia) second = fixture_add_media (fixture, "ferry.png", "two");
  g_autoptr(DeskMedia) third = fixture_add_media (fixture, "lock.png", "three");
  g_autoptr(GPtrArray) list = NULL;

  remove_media (fixture, second);
  list = desk_store_list_media (fixture->store, NULL);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((DeskMedia *) list->pdata[0])->name, ==, "lock.png");
  g_assert_cmpstr (((DeskMedia *) list->pdata[1])->name, ==, "bridge.png");
}

static void
test_save (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DeskMedia) media = fixture_add_media (fixture, "bridge.png", "one");
  g_autoptr(DeskMedia) read = NULL;
  g_autofree char *version = NULL;
  g_autoptr(GError) error = NULL;

  g_set_str (&media->name, "Bridge at dawn.png");
  g_set_str (&media->credit, "Nađa Ostrelić");
  g_set_str (&media->licence, "CC BY 4.0");
  desk_media_set_text (media, "en", "A bridge in fog", "At dawn");
  desk_media_set_text (media, "sr", "Мост у магли", "");
  g_assert_true (desk_store_save_media (fixture->store, media, &error));
  g_assert_no_error (error);
  desk_media_set_text (media, "sr", "Мост у магли", "У зору");
  g_assert_true (desk_store_save_media (fixture->store, media, &error));
  g_assert_no_error (error);

  read = desk_store_find_media (fixture->store, media->uuid, NULL);
  g_assert_cmpstr (read->name, ==, "Bridge at dawn.png");
  g_assert_cmpstr (read->credit, ==, "Nađa Ostrelić");
  g_assert_cmpstr (read->licence, ==, "CC BY 4.0");
  g_assert_cmpuint (read->texts->len, ==, 2);
  g_assert_cmpstr (desk_media_get_text (read, "en")->caption, ==, "At dawn");
  g_assert_cmpstr (desk_media_get_text (read, "sr")->caption, ==, "У зору");
  g_assert_cmpstr (read->sha256, ==, media->sha256);
  version = fixture_query (fixture, "SELECT version FROM media");
  g_assert_cmpstr (version, ==, "3");

  g_set_str (&media->uuid, "0190c0de-0000-7000-8000-000000000000");
  g_assert_false (desk_store_save_media (fixture->store, media, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);
}

/* A cover and a body count, written, online or waiting; an article counts once. */
static void
test_uses (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DeskMedia) media = fixture_add_media (fixture, "bridge.png", "one");
  g_autoptr(DeskArticle) covered = fixture_add_article (fixture, "en", "Covered", "Text.\n");
  g_autoptr(DeskArticle) both = add_naming (fixture, "Both", media);
  g_autoptr(DeskArticle) online = add_naming (fixture, "Online", media);
  g_autoptr(DeskArticle) waiting = fixture_add_article (fixture, "en", "Waiting", "Text.\n");

  set_cover (fixture, covered, media);
  set_cover (fixture, both, media);
  set_cover (fixture, waiting, media);
  g_assert_cmpuint (count_uses (fixture, media), ==, 4);

  fixture_set_status (fixture, online, DESK_STATUS_PUBLISHED, JUNE_US);
  fixture_set_status (fixture, waiting, DESK_STATUS_SCHEDULED, JUNE_US);
  set_body (fixture, online, "Readers still see it.\n");
  set_cover (fixture, waiting, NULL);
  set_cover (fixture, covered, NULL);
  g_assert_cmpuint (count_uses (fixture, media), ==, 3);

  fixture_set_status (fixture, online, DESK_STATUS_PUBLISHED, JUNE_US + DAY_US);
  fixture_set_status (fixture, waiting, DESK_STATUS_DRAFT, 0);
  g_assert_cmpuint (count_uses (fixture, media), ==, 1);
}

/* Nearly a name is none, and more than one in a body are found. */
static void
test_names (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskMedia) first = fixture_add_media (fixture, "bridge.png", "one");
  g_autoptr(DeskMedia) second = fixture_add_media (fixture, "ferry.png", "two");
  g_autoptr(DeskMedia) third = fixture_add_media (fixture, "lock.png", "three");
  g_autofree char *body = g_strdup_printf ("media:media:%s `media:%s` media:%.63s MEDIA:%s\nmedia:", first->sha256,
                                           second->sha256, third->sha256, third->sha256);
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Pictures", body);

  g_assert_cmpuint (count_uses (fixture, first), ==, 1);
  g_assert_cmpuint (count_uses (fixture, second), ==, 1);
  g_assert_cmpuint (count_uses (fixture, third), ==, 0);
  set_body (fixture, article, "None.\n");
  g_assert_cmpuint (count_uses (fixture, first), ==, 0);
}

static void
test_remove (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(DeskMedia) media = fixture_add_media (fixture, "bridge.png", "one");
  g_autoptr(DeskArticle) article = add_naming (fixture, "Named", media);
  g_autoptr(DeskMedia) again = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (desk_store_remove_media (fixture->store, media, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "bridge.png"));
  assert_rows (fixture, "bridge.png|0");

  set_body (fixture, article, "None.\n");
  remove_media (fixture, media);
  assert_rows (fixture, "bridge.png|1");
  g_assert_true (fixture_has_file (fixture, media));

  again = fixture_add_media (fixture, "bridge.png", "one");
  g_assert_cmpstr (again->uuid, ==, media->uuid);
  assert_rows (fixture, "bridge.png|0");
}

static void
test_purge (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskMedia) unused = fixture_add_media (fixture, "unused.png", "one");
  g_autoptr(DeskMedia) listed = fixture_add_media (fixture, "listed.png", "two");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *removed = NULL;
  g_autoptr(GError) error = NULL;
  gint64 removed_us;

  remove_media (fixture, unused);
  removed = fixture_query (fixture, "SELECT deleted_us FROM media WHERE deleted_us IS NOT NULL");
  removed_us = g_ascii_strtoll (removed, NULL, 10);

  g_assert_true (desk_store_purge_media (fixture->store, removed_us - 1, NULL, &error));
  assert_rows (fixture, "unused.png|1 listed.png|0"); /* it is too young */
  g_cancellable_cancel (cancellable);
  g_assert_false (desk_store_purge_media (fixture->store, removed_us, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_rows (fixture, "unused.png|1 listed.png|0");
  g_clear_error (&error);
  g_assert_true (desk_store_purge_media (fixture->store, removed_us, NULL, &error));
  assert_rows (fixture, "listed.png|0");
  purge (fixture);
  assert_rows (fixture, "listed.png|0");
}

/* What a revision has, as a cover or in its body, can be restored, and so can an
 * article in the trash: their pictures stay as long. */
static void
test_kept (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DeskMedia) cover = fixture_add_media (fixture, "cover.png", "one");
  g_autoptr(DeskMedia) named = fixture_add_media (fixture, "named.png", "two");
  g_autoptr(DeskArticle) article = add_naming (fixture, "Pictures", named);
  g_autoptr(GError) error = NULL;
  unsigned n_purged;

  set_cover (fixture, article, cover);
  fixture_set_status (fixture, article, DESK_STATUS_REVIEW, 0);
  set_cover (fixture, article, NULL);
  set_body (fixture, article, "None.\n");
  remove_media (fixture, cover);
  remove_media (fixture, named);
  purge (fixture);
  assert_rows (fixture, "cover.png|1 named.png|1");

  g_assert_true (desk_store_delete_article (fixture->store, article->uuid, &error));
  purge (fixture);
  assert_rows (fixture, "cover.png|1 named.png|1");
  g_assert_true (desk_store_purge_trash (fixture->store, G_MAXINT64, NULL, NULL, NULL, &n_purged, &error));
  g_assert_cmpuint (n_purged, ==, 1);
  purge (fixture);
  assert_rows (fixture, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/media/the-same-bytes-are-there-once", test_same_bytes);
  fixture_add_test ("/store/media/a-damaged-file-is-mended-by-its-bytes", test_mended);
  fixture_add_test ("/store/media/without-a-file-there-is-no-row", test_no_folder);
  fixture_add_test ("/store/media/is-found-by-its-id-and-its-hash", test_find);
  fixture_add_test ("/store/media/the-newest-are-listed-first", test_list);
  fixture_add_test ("/store/media/what-is-said-of-it-is-kept", test_save);
  fixture_add_test ("/store/media/articles-that-have-it-are-counted", test_uses);
  fixture_add_test ("/store/media/names-in-a-body-are-found", test_names);
  fixture_add_test ("/store/media/what-an-article-has-is-not-removed", test_remove);
  fixture_add_test ("/store/media/what-was-removed-goes-in-time", test_purge);
  fixture_add_test ("/store/media/what-history-or-trash-have-stays", test_kept);
  return g_test_run ();
}
