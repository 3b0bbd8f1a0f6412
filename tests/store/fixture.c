/* fixture.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"

#include "store/desk-store-private.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_chmod (path, 0700);
      dir = g_dir_open (path, 0, NULL);
      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_tree (child);
        }
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

void
fixture_set_up (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("desk-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->library = g_build_filename (fixture->folder, "Test.copydesk", NULL);
  fixture->store = desk_store_create (fixture->library, &error);
  g_assert_no_error (error);
}

void
fixture_tear_down (Fixture      *fixture,
                   gconstpointer data)
{
  g_clear_object (&fixture->store);
  remove_tree (fixture->folder);
  g_free (fixture->library);
  g_free (fixture->folder);
}

DeskArticle *
fixture_add_article (Fixture    *fixture,
                     const char *language,
                     const char *title,
                     const char *body)
{
  DeskArticle *article = desk_article_new (NULL);
  DeskEdition *edition = desk_edition_new (language);
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (article->editions, edition);
  g_set_str (&edition->title, title);
  g_set_str (&edition->body, body);
  desk_store_add_article (fixture->store, article, &error);
  g_assert_no_error (error);

  return article;
}

/* The article as it is in the library now. */
DeskArticle *
fixture_read (Fixture           *fixture,
              const DeskArticle *article)
{
  g_autoptr(GError) error = NULL;
  DeskArticle *read = desk_store_dup_article (fixture->store, article->uuid, &error);

  g_assert_no_error (error);
  return read;
}

DeskEdition *
fixture_edition (DeskArticle *article)
{
  return article->editions->pdata[0];
}

void
fixture_save (Fixture     *fixture,
              DeskArticle *article)
{
  g_autoptr(GError) error = NULL;

  desk_store_save_article (fixture->store, article, &error);
  g_assert_no_error (error);
  desk_store_save_edition (fixture->store, article->uuid, fixture_edition (article), &error);
  g_assert_no_error (error);
}

void
fixture_set_status (Fixture           *fixture,
                    const DeskArticle *article,
                    DeskStatus         status,
                    gint64             at_us)
{
  const DeskEdition *edition = article->editions->pdata[0];
  g_autoptr(GError) error = NULL;

  desk_store_set_status (fixture->store, article->uuid, edition->language, status, at_us, &error);
  g_assert_no_error (error);
}

DeskTerm *
fixture_term (Fixture     *fixture,
              DeskTermType type,
              const char  *name)
{
  g_autoptr(GError) error = NULL;
  gboolean was_made;
  DeskTerm *term = desk_store_ensure_term (fixture->store, type, name, "en", &was_made, &error);

  g_assert_no_error (error);
  return term;
}

void
fixture_set_site (Fixture    *fixture,
                  const char *key,
                  const char *value)
{
  g_autoptr(DeskSite) site = desk_store_dup_site (fixture->store, NULL);
  g_autoptr(GError) error = NULL;

  desk_site_set (site, key, value, &error);
  g_assert_no_error (error);
  desk_store_save_site (fixture->store, site, &error);
  g_assert_no_error (error);
}

DeskMedia *
fixture_add_media (Fixture    *fixture,
                   const char *name,
                   const char *bytes)
{
  g_autoptr(GBytes) data = g_bytes_new (bytes, strlen (bytes));
  DeskMedia *media = desk_media_new ();
  g_autoptr(GError) error = NULL;

  g_set_str (&media->name, name);
  g_set_str (&media->mime_type, "image/png");
  desk_store_add_media (fixture->store, data, media, &error);
  g_assert_no_error (error);

  return media;
}

gboolean
fixture_has_file (Fixture         *fixture,
                  const DeskMedia *media)
{
  g_autofree char *path = desk_store_dup_media_path (fixture->store, media);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static sqlite3 *
open_file (const char *file)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (file, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 5000);
  g_assert_cmpint (desk_connection_add_functions (db), ==, SQLITE_OK);
  return db;
}

/**
 * fixture_query:
 *
 * Returns: (transfer full): every value that @sql gives, "|" between columns
 *   and " " between rows
 */
char *
fixture_query (Fixture    *fixture,
               const char *sql,
               ...)
{
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);
  sqlite3 *db = open_file (file);
  g_autoptr(GString) values = g_string_new (NULL);
  g_autofree char *query = NULL;
  sqlite3_stmt *stmt = NULL;
  va_list args;

  va_start (args, sql);
  query = g_strdup_vprintf (sql, args);
  va_end (args);

  g_assert_cmpint (sqlite3_prepare_v2 (db, query, -1, &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      if (values->len > 0)
        g_string_append_c (values, ' ');
      for (int i = 0; i < sqlite3_column_count (stmt); i++)
        {
          const char *value = (const char *) sqlite3_column_text (stmt, i);

          g_string_append_printf (values, "%s%s", i > 0 ? "|" : "", value != NULL ? value : "null");
        }
    }
  g_assert_cmpint (sqlite3_finalize (stmt), ==, SQLITE_OK);
  sqlite3_close (db);

  return g_string_free_and_steal (g_steal_pointer (&values));
}

void
fixture_execute (const char *file,
                 const char *sql)
{
  sqlite3 *db = open_file (file);

  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/**
 * fixture_digest:
 *
 * Returns: (transfer full): the name and the SHA-256 of each file below
 *   @folder, so that whatever changed shows
 */
char *
fixture_digest (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *contents = NULL;
      g_autofree char *digest = NULL;
      gsize length = 0;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        digest = fixture_digest (path);
      else if (g_file_get_contents (path, &contents, &length, NULL))
        digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) contents, length);
      g_ptr_array_add (lines, g_strdup_printf ("%s %s", name, digest));
    }
  g_ptr_array_sort_values (lines, (GCompareFunc) strcmp);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}
