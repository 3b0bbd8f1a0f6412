/* test-incremental.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "../store/fixture.h"
#include "random-edits.h"

#include "exporter/desk-export.h"

#include <glib/gstdio.h>
#include <string.h>

/* Whatever is done to a library, an export into the folder of the last one has to
 * leave what an export into an empty folder makes. */

#define N_EDITS 150
#define N_EDITS_LONG 1000
#define N_ALIKE 150
#define N_BETWEEN 2 /* edits between two comparisons; at length each is followed by one */

static DeskExportSummary
export_to (Fixture    *fixture,
           const char *folder,
           gboolean    is_full)
{
  g_autofree char *path = g_build_filename (fixture->folder, folder, NULL);
  g_autoptr(GError) error = NULL;
  DeskExportSummary summary = { 0 };

  desk_export_site (fixture->store, path, 0, is_full, NULL, NULL, NULL, &summary, &error);
  g_assert_no_error (error);

  return summary;
}

/* char *path → char *bytes, of all files but those of the export itself. */
static void
read_tree (GHashTable *files,
           const char *top,
           const char *folder)
{
  g_autofree char *full = g_build_filename (top, folder, NULL);
  g_autoptr(GDir) dir = g_dir_open (full, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *child = g_build_filename (top, path, NULL);
      char *bytes = NULL;

      if (g_str_equal (name, ".copydesk"))
        continue;
      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        {
          read_tree (files, top, path);
          continue;
        }
      g_assert_true (g_file_get_contents (child, &bytes, NULL, NULL));
      g_hash_table_insert (files, g_steal_pointer (&path), bytes);
    }
}

static GHashTable *
tree_of (Fixture    *fixture,
         const char *folder)
{
  g_autofree char *top = g_build_filename (fixture->folder, folder, NULL);
  GHashTable *files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  read_tree (files, top, "");
  return files;
}

static void
remove_site (Fixture    *fixture,
             const char *folder)
{
  g_autofree char *top = g_build_filename (fixture->folder, folder, NULL);
  g_autoptr(GSubprocess) rm = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "rm", "-rf", top, NULL);

  g_assert_true (g_subprocess_wait_check (rm, NULL, NULL));
}

static void
assert_same_as_from_nothing (Fixture *fixture)
{
  g_autoptr(GHashTable) found = tree_of (fixture, "site");
  g_autoptr(GHashTable) expected = NULL;
  GHashTableIter iter;
  gpointer path, bytes;

  export_to (fixture, "new", FALSE);
  expected = tree_of (fixture, "new");
  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &path, &bytes))
    {
      const char *own = g_hash_table_lookup (found, path);

      if (g_strcmp0 (own, bytes) != 0)
        g_test_message ("%s differs", (const char *) path);
      g_assert_cmpstr (own, ==, bytes);
    }
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    {
      if (!g_hash_table_contains (expected, path))
        g_test_message ("%s should be gone: %.300s", (const char *) path, (const char *) g_hash_table_lookup (found, path));
    }
  g_assert_cmpuint (g_hash_table_size (found), ==, g_hash_table_size (expected));
  remove_site (fixture, "new");
}

static void
test_random_edits (Fixture      *fixture,
                   gconstpointer data)
{
  const char *seed = g_getenv ("DESK_TEST_SEED");
  gboolean is_long = g_getenv ("DESK_TEST_LONG") != NULL;
  unsigned n_edits = is_long ? N_EDITS_LONG : N_EDITS;
  RandomEdits *edits = random_edits_new (fixture, seed != NULL ? (guint32) g_ascii_strtoull (seed, NULL, 10) : 20261130);

  fixture_set_site (fixture, "languages", "en,sr,sr-Latn");
  fixture_set_site (fixture, "url", "https://river.invalid/");
  for (unsigned i = 1; i <= n_edits; i++)
    {
      random_edits_do_one (edits);
      export_to (fixture, "site", FALSE);
      if (is_long || i % N_BETWEEN == 0)
        assert_same_as_from_nothing (fixture);
    }

  random_edits_free (edits);
}

/* One that comes to stand below more texts than are looked at one by one. */
static void
test_many_alike (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(DeskArticle) last = fixture_add_article (fixture, "en", "Ferry", "It is there, too.");
  g_autoptr(DeskArticle) again = NULL;
  DeskExportSummary summary;

  for (unsigned i = 0; i < N_ALIKE; i++)
    {
      g_autofree char *title = g_strdup_printf ("Harbour %u", i);
      g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", title, "It is there.");

      fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US + i * DAY_US);
    }
  fixture_set_status (fixture, last, DESK_STATUS_PUBLISHED, JUNE_US + N_ALIKE * DAY_US);
  export_to (fixture, "site", FALSE);

  again = fixture_read (fixture, last);
  g_set_str (&fixture_edition (again)->title, "Harbour of all");
  fixture_save (fixture, again);
  fixture_set_status (fixture, again, DESK_STATUS_PUBLISHED, JUNE_US + N_ALIKE * DAY_US);
  summary = export_to (fixture, "site", FALSE);
  g_assert_cmpuint (summary.n_rendered, >=, N_ALIKE);
  assert_same_as_from_nothing (fixture);
}

/* What an export says that it did. */

static void
publish_some (Fixture *fixture)
{
  static const char *const titles[] = { "A bridge", "A harbour", "A ferry" };
  g_autoptr(DeskTerm) section = fixture_term (fixture, DESK_TERM_SECTION, "News"); /* without one no list has them */

  for (unsigned i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", titles[i], "It is there.");

      fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US + i * DAY_US);
    }
}

static void
test_nothing_changed (Fixture      *fixture,
                      gconstpointer data)
{
  DeskExportSummary first, second;

  publish_some (fixture);
  first = export_to (fixture, "site", FALSE);
  g_assert_cmpuint (first.n_rendered, >, 0);
  second = export_to (fixture, "site", FALSE);
  g_assert_cmpuint (second.n_pages, ==, first.n_pages);
  g_assert_cmpuint (second.n_unchanged, ==, first.n_written);
  g_assert_cmpuint (second.n_rendered, ==, 0);
  g_assert_cmpuint (second.n_written, ==, 0);
  g_assert_cmpint (second.has_no_url, ==, first.has_no_url);
}

static void
test_draft_changed (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr(DeskArticle) draft = fixture_add_article (fixture, "en", "A draft", "It is not done.");
  DeskExportSummary first, second;

  publish_some (fixture);
  first = export_to (fixture, "site", FALSE);
  g_set_str (&fixture_edition (draft)->title, "A draft, better");
  fixture_save (fixture, draft);
  second = export_to (fixture, "site", FALSE);
  g_assert_cmpuint (second.n_pages, ==, first.n_pages);
  g_assert_cmpuint (second.n_rendered, ==, 0);
  g_assert_cmpuint (second.n_written, ==, 0);
}

/* As much as lists show. */
#define OPENING \
        "The road is long, and it goes along the river, past the old ferry and the new harbour, from one end of the valley to the" \
        " other, and nobody who has ever walked it can say where it ends or why it was begun."

static void
test_body_changed (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "A road", OPENING "\n\nOn it goes.\n");
  g_autoptr(DeskArticle) again = NULL;
  DeskExportSummary summary;

  publish_some (fixture);
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  export_to (fixture, "site", FALSE);
  again = fixture_read (fixture, article);
  g_set_str (&fixture_edition (again)->body, OPENING "\n\nHere it ends.\n");
  fixture_save (fixture, again);
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US + DAY_US);
  summary = export_to (fixture, "site", FALSE);
  g_assert_cmpuint (summary.n_rendered, ==, 1);
  g_assert_cmpuint (summary.n_removed, ==, 0);
  g_assert_cmpuint (summary.n_written, ==, 2); /* the page, and the words that the search finds it by */
  assert_same_as_from_nothing (fixture);
}

static gboolean
is_anywhere (Fixture    *fixture,
             const char *word)
{
  g_autoptr(GHashTable) files = tree_of (fixture, "site");
  GHashTableIter iter;
  gpointer path, bytes;

  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &path, &bytes))
    {
      if (strstr (bytes, word) != NULL)
        {
          g_test_message ("%s is in %s", word, (const char *) path);
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
is_in_piece (Fixture    *fixture,
             const char *word)
{
  g_autofree char *path = g_build_filename (fixture->folder, "site", "en", "search", "2026-06.json", NULL);
  g_autofree char *piece = NULL;

  g_assert_true (g_file_get_contents (path, &piece, NULL, NULL));
  return strstr (piece, word) != NULL;
}

/* What nobody has released yet, or no longer has, is found in no file, not even by the
 * word; neither where all is made nor where little is. */
static void
test_unreleased_words (Fixture      *fixture,
                       gconstpointer data)
{
  static const char *const secrets[] = { "quicksilver", "moonstone", "tumbleweed" };
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "A road", OPENING "\n\nBy the lighthouse.\n");
  g_autoptr(DeskArticle) away = fixture_add_article (fixture, "en", "A path", OPENING "\n\nBy the tumbleweed.\n");
  g_autoptr(DeskArticle) again = NULL;

  desk_article_free (fixture_add_article (fixture, "en", "A draft", OPENING "\n\nBy the moonstone.\n"));
  publish_some (fixture);
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  fixture_set_status (fixture, away, DESK_STATUS_PUBLISHED, JUNE_US);
  export_to (fixture, "site", FALSE);
  g_assert_true (is_in_piece (fixture, "lighthouse"));
  g_assert_true (is_in_piece (fixture, "tumbleweed"));

  fixture_set_status (fixture, away, DESK_STATUS_DRAFT, JUNE_US + DAY_US);
  again = fixture_read (fixture, article);
  g_set_str (&fixture_edition (again)->body, OPENING "\n\nBy the quicksilver.\n");
  fixture_save (fixture, again);
  for (unsigned n = 0; n < 2; n++)
    {
      export_to (fixture, "site", FALSE);
      for (unsigned i = 0; i < G_N_ELEMENTS (secrets); i++)
        g_assert_false (is_anywhere (fixture, secrets[i]));
      g_assert_true (is_in_piece (fixture, "lighthouse"));
      remove_site (fixture, "site");
    }
}

static void
test_full (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *page = g_build_filename (fixture->folder, "site", "en", "index.html", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  DeskExportSummary summary;

  publish_some (fixture);
  export_to (fixture, "site", FALSE);
  g_assert_true (g_file_get_contents (page, &before, NULL, NULL));
  g_assert_true (g_file_set_contents (page, "spoilt", -1, NULL));
  summary = export_to (fixture, "site", TRUE);
  g_assert_true (g_file_get_contents (page, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (summary.n_written, ==, 1);
  g_assert_cmpuint (summary.n_rendered, >, 1);
}

static void
stop_cb (const char *what,
         double      fraction,
         gpointer    user_data)
{
  if (fraction > 0.5)
    g_cancellable_cancel (user_data);
}

/* One that was stopped half-way is finished by the next, whatever it does first: of few
 * pages, and of so many that several threads make them. */
static void
stop_and_go_on (Fixture *fixture,
                unsigned n_rounds)
{
  g_autofree char *path = g_build_filename (fixture->folder, "site", NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  DeskExportSummary summary;

  for (unsigned i = 0; i < n_rounds; i++)
    publish_some (fixture);
  export_to (fixture, "site", FALSE);
  fixture_set_site (fixture, "title", "Another title");
  g_assert_false (desk_export_site (fixture->store, path, 0, FALSE, stop_cb, cancellable, cancellable, &summary, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  fixture_set_site (fixture, "title", "River Desk");
  publish_some (fixture);
  export_to (fixture, "site", FALSE);
  assert_same_as_from_nothing (fixture);
}

static void
test_stopped (Fixture      *fixture,
              gconstpointer data)
{
  stop_and_go_on (fixture, 1);
}

static void
test_stopped_threads (Fixture      *fixture,
                      gconstpointer data)
{
  stop_and_go_on (fixture, 40);
}

/* Its page in the other language leads to a text that goes, and comes back. */
static void
test_other_language (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "A road", "It is long.");
  g_autoptr(DeskEdition) serbian = desk_edition_new ("sr");
  g_autoptr(GError) error = NULL;
  static const DeskStatus statuses[] = { DESK_STATUS_DRAFT, DESK_STATUS_PUBLISHED, DESK_STATUS_ARCHIVED };

  fixture_set_site (fixture, "languages", "en,sr,sr-Latn");
  fixture_set_site (fixture, "url", "https://river.invalid/");
  g_set_str (&serbian->title, "Пут");
  desk_store_save_edition (fixture->store, article->uuid, serbian, &error);
  g_assert_no_error (error);
  publish_some (fixture);
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  desk_store_set_status (fixture->store, article->uuid, "sr", DESK_STATUS_PUBLISHED, JUNE_US, &error);
  g_assert_no_error (error);
  export_to (fixture, "site", FALSE);
  for (unsigned i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      desk_store_set_status (fixture->store, article->uuid, "sr", statuses[i], JUNE_US + (i + 1) * DAY_US, &error);
      g_assert_no_error (error);
      export_to (fixture, "site", FALSE);
      assert_same_as_from_nothing (fixture);
    }
}

/* What stands beside a section is of all its articles, and no list moves. */
static void
test_other_tags (Fixture      *fixture,
                 gconstpointer data)
{
  static const char *const names[] = { "Rivers", "Borders", "Rivers" };
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "A road", "It is long.");
  g_autoptr(DeskArticle) both = fixture_add_article (fixture, "en", "A lane", "It is short.");
  g_autoptr(DeskTerm) section = fixture_term (fixture, DESK_TERM_SECTION, "News"); /* what is filed nowhere stands there */
  g_autoptr(DeskTerm) rivers = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskTerm) borders = fixture_term (fixture, DESK_TERM_TAG, "Borders");

  desk_article_add_tag (both, rivers); /* so that neither list comes or goes */
  desk_article_add_tag (both, borders);
  fixture_save (fixture, both);
  fixture_set_status (fixture, both, DESK_STATUS_PUBLISHED, JUNE_US);
  publish_some (fixture);
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  export_to (fixture, "site", FALSE);
  for (unsigned i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(DeskArticle) read = fixture_read (fixture, article);
      g_autoptr(DeskTerm) tag = fixture_term (fixture, DESK_TERM_TAG, names[i]);

      g_ptr_array_set_size (read->tags, 0);
      desk_article_add_tag (read, tag);
      fixture_save (fixture, read);
      fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
      export_to (fixture, "site", FALSE);
      assert_same_as_from_nothing (fixture);
    }
}

/* Returns whether the site could be made; else it is refused, since what was written
 * before can't be told from what others wrote. */
static gboolean
export_damaged (Fixture *fixture)
{
  g_autofree char *site = g_build_filename (fixture->folder, "site", NULL);
  g_auto(DeskExportSummary) summary = { 0 };
  g_autoptr(GError) error = NULL;

  if (desk_export_site (fixture->store, site, 0, FALSE, NULL, NULL, NULL, &summary, &error))
    {
      assert_same_as_from_nothing (fixture);
      return TRUE;
    }

  g_assert_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FOREIGN);
  return FALSE;
}

/* What an export remembers may be damaged anywhere. Then all is compared; where which
 * files are its own can still be read, or they are as they should be, the site is made. */
static void
test_damaged (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "site", ".copydesk", "state", NULL);
  unsigned n_made = 0, n_pages = 0;

  publish_some (fixture);
  export_to (fixture, "site", FALSE);
  for (gsize page = 4096;; page += 4096)
    {
      g_autofree char *title = g_strdup_printf ("Spoilt at %u", (unsigned) page);
      g_autoptr(DeskArticle) more = NULL;
      g_autofree char *whole = NULL;
      g_autofree char *spoilt = NULL;
      gsize n_bytes = 0;

      g_assert_true (g_file_get_contents (path, &whole, &n_bytes, NULL));
      if (page >= n_bytes)
        break;
      more = fixture_add_article (fixture, "en", title, "It is there, too.");
      fixture_set_status (fixture, more, DESK_STATUS_PUBLISHED, JUNE_US + (gint64) page * G_USEC_PER_SEC);
      spoilt = g_memdup2 (whole, n_bytes);
      memset (spoilt + page, 0xa5, 4096);
      g_assert_true (g_file_set_contents (path, spoilt, (gssize) n_bytes, NULL));
      n_pages++;
      if (export_damaged (fixture))
        {
          n_made++;
          continue;
        }
      g_assert_true (g_file_set_contents (path, whole, (gssize) n_bytes, NULL));
      export_to (fixture, "site", FALSE);
    }

  g_test_message ("%u of %u were made", n_made, n_pages);
  g_assert_cmpuint (n_made, >=, n_pages * 3 / 4);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  fixture_add_test ("/exporter/incremental/nothing-changed-is-nothing-done", test_nothing_changed);
  fixture_add_test ("/exporter/incremental/a-draft-changes-nothing", test_draft_changed);
  fixture_add_test ("/exporter/incremental/unreleased-words-are-in-no-file", test_unreleased_words);
  fixture_add_test ("/exporter/incremental/a-body-changes-its-page", test_body_changed);
  fixture_add_test ("/exporter/incremental/everything-can-be-compared", test_full);
  fixture_add_test ("/exporter/incremental/a-stopped-one-is-finished", test_stopped);
  fixture_add_test ("/exporter/incremental/several-stopped-threads-are-finished", test_stopped_threads);
  fixture_add_test ("/exporter/incremental/a-language-comes-and-goes", test_other_language);
  fixture_add_test ("/exporter/incremental/tags-beside-a-section", test_other_tags);
  fixture_add_test ("/exporter/incremental/a-damaged-state-is-made-anew", test_damaged);
  fixture_add_test ("/exporter/incremental/one-that-many-are-like", test_many_alike);
  fixture_add_test ("/exporter/incremental/after-random-edits-as-from-nothing", test_random_edits);

  return g_test_run ();
}
