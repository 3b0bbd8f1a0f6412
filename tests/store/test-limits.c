/* test-limits.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* What the newsroom is told is one line, with the limit and what to do. */
static void
assert_line (const GError *error,
             const char   *limit,
             const char   *advice)
{
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_nonnull (strstr (error->message, limit));
  g_assert_nonnull (strstr (error->message, advice));
  g_assert_cmpuint (strlen (error->message), <, 200);
}

static void
test_texts (Fixture      *fixture,
            gconstpointer data)
{
  static const struct
  {
    gsize       field;
    gsize       n_max;
    const char *limit;
    const char *advice;
  } rows[] = {
    { G_STRUCT_OFFSET (DeskEdition, title), DESK_TITLE_MAX_CHARS, "1000 characters", "shorten it" },
    { G_STRUCT_OFFSET (DeskEdition, seo_title), DESK_TITLE_MAX_CHARS, "1000 characters", "shorten it" },
    { G_STRUCT_OFFSET (DeskEdition, body), DESK_BODY_MAX_BYTES, "4 MB", "split it" },
    { G_STRUCT_OFFSET (DeskEdition, summary), DESK_BODY_MAX_BYTES, "4 MB", "split it" },
    { G_STRUCT_OFFSET (DeskEdition, seo_description), DESK_BODY_MAX_BYTES, "4 MB", "split it" },
  };
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "A title", "");

  for (unsigned i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      DeskEdition *edition = fixture_edition (article);
      g_autofree char *longest = g_strnfill (rows[i].n_max, 'x');
      g_autofree char *longer = g_strnfill (rows[i].n_max + 1, 'x');
      g_autoptr(GError) error = NULL;

      g_set_str (&G_STRUCT_MEMBER (char *, edition, rows[i].field), longer);
      g_assert_false (desk_store_save_edition (fixture->store, article->uuid, edition, &error));
      assert_line (error, rows[i].limit, rows[i].advice);
      g_clear_error (&error);

      g_set_str (&G_STRUCT_MEMBER (char *, edition, rows[i].field), longest);
      g_assert_true (desk_store_save_edition (fixture->store, article->uuid, edition, &error));
      g_assert_no_error (error);
    }
}

static void
fill (Fixture     *fixture,
      GPtrArray   *list,
      DeskArticle *article,
      unsigned     n)
{
  g_autoptr(DeskTerm) tag = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskTerm) author = fixture_term (fixture, DESK_TERM_AUTHOR, "Ana");

  while (list->len < n)
    {
      if (list == article->tags)
        desk_article_add_tag (article, tag);
      else if (list == article->credits)
        desk_article_add_credit (article, author, "author", "");
      else
        g_ptr_array_add (list, g_uuid_string_random ());
    }
}

static void
test_lists (Fixture      *fixture,
            gconstpointer data)
{
  for (unsigned i = 0; i < 3; i++)
    {
      g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "A title", "");
      g_autoptr(DeskArticle) read = NULL;
      g_autoptr(GError) error = NULL;
      GPtrArray *const lists[] = { article->tags, article->credits, article->related };

      fill (fixture, lists[i], article, DESK_TERMS_MAX + 1);
      g_assert_false (desk_store_save_article (fixture->store, article, &error));
      assert_line (error, "200 tags, authors and related articles", "choose fewer");
      g_clear_error (&error);

      g_ptr_array_set_size (lists[i], DESK_TERMS_MAX);
      g_assert_true (desk_store_save_article (fixture->store, article, &error));
      g_assert_no_error (error);
      read = fixture_read (fixture, article);
      g_assert_cmpuint (read->tags->len + read->credits->len + read->related->len, ==, DESK_TERMS_MAX);
    }
}

static void
test_names (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *longest = g_strnfill (200, 'x');
  g_autofree char *longer = g_strnfill (201, 'x');
  g_autoptr(DeskTerm) term = fixture_term (fixture, DESK_TERM_TAG, longest);
  g_autoptr(GError) error = NULL;

  g_assert_null (desk_store_ensure_term (fixture->store, DESK_TERM_TAG, longer, "en", NULL, &error));
  assert_line (error, "200 characters", "shorten it");
}

/* A file with a hole takes no room, and is never read. */
static void
test_media_size (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "huge.png", NULL);
  g_autofree char *media_folder = g_build_filename (fixture->library, "media", NULL);
  g_autoptr(GDir) dir = NULL;
  g_autoptr(GMappedFile) file = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(DeskMedia) media = desk_media_new ();
  g_autofree char *rows = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_cmpint (truncate (path, DESK_MEDIA_MAX_BYTES + 1), ==, 0);
  file = g_mapped_file_new (path, FALSE, &error);
  g_assert_no_error (error);
  bytes = g_mapped_file_get_bytes (file);

  g_set_str (&media->name, "huge.png");
  g_assert_false (desk_store_add_media (fixture->store, bytes, media, &error));
  assert_line (error, "256 MB", "make it smaller");
  rows = fixture_query (fixture, "SELECT count (*) FROM media");
  g_assert_cmpstr (rows, ==, "0");
  dir = g_dir_open (media_folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

static void
test_media_texts (Fixture      *fixture,
                  gconstpointer data)
{
  g_autofree char *longest = g_strnfill (DESK_MEDIA_TEXT_MAX_CHARS, 'x');
  g_autofree char *longer = g_strnfill (DESK_MEDIA_TEXT_MAX_CHARS + 1, 'x');
  g_autoptr(DeskMedia) media = fixture_add_media (fixture, "bridge.png", "one");
  const gsize fields[] = { G_STRUCT_OFFSET (DeskMedia, name), G_STRUCT_OFFSET (DeskMedia, credit),
                           G_STRUCT_OFFSET (DeskMedia, licence) };
  g_autoptr(GError) error = NULL;

  for (unsigned i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      char **field = &G_STRUCT_MEMBER (char *, media, fields[i]);

      g_set_str (field, longer);
      g_assert_false (desk_store_save_media (fixture->store, media, &error));
      assert_line (error, "5000 characters", "shorten it");
      g_clear_error (&error);
      g_set_str (field, "caf\xe9");
      g_assert_false (desk_store_save_media (fixture->store, media, &error));
      assert_line (error, "UTF-8", "shorten it");
      g_clear_error (&error);
      g_set_str (field, longest);
    }

  desk_media_set_text (media, "en", longer, "");
  g_assert_false (desk_store_save_media (fixture->store, media, &error));
  assert_line (error, "5000 characters", "shorten it");
  g_clear_error (&error);
  desk_media_set_text (media, "en", longest, longer);
  g_assert_false (desk_store_save_media (fixture->store, media, &error));
  assert_line (error, "5000 characters", "shorten it");
  g_clear_error (&error);
  desk_media_set_text (media, "en", longest, longest);
  g_assert_true (desk_store_save_media (fixture->store, media, &error));
  g_assert_no_error (error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/limits/titles-and-texts", test_texts);
  fixture_add_test ("/store/limits/tags-authors-and-related-articles", test_lists);
  fixture_add_test ("/store/limits/names", test_names);
  fixture_add_test ("/store/limits/the-size-of-a-picture", test_media_size);
  fixture_add_test ("/store/limits/what-is-said-of-a-picture", test_media_texts);
  return g_test_run ();
}
