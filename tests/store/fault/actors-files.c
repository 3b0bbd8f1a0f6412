/* actors-files.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "actors.h"

#include "exchange/desk-library-export.h"
#include "exchange/desk-library-import.h"
#include "store/backup/desk-backup-private.h"

#include <glib/gstdio.h>
#include <string.h>

/* Who brings articles in as files, and takes them out. */

#define N_FILES 3

static gboolean
write_text (const char *folder,
            const char *name,
            const char *text,
            gssize      n_bytes,
            GError    **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_set_contents_full (path, text, n_bytes, G_FILE_SET_CONTENTS_NONE, 0666, error);
}

static gboolean
write_article (const char *folder,
               gint32      number,
               GError    **error)
{
  g_autoptr(DeskArticle) article = actor_new_article (number);
  const DeskEdition *edition = article->editions->pdata[0];
  g_autofree char *name = g_strdup_printf ("piece-%d.md", number);
  g_autofree char *text = NULL;

  text = g_strdup_printf ("---\ntitle: %s\nsection: Rivers\ntags: [Tag %d]\ncover: picture.png\n---\n\n%s", edition->title,
                          number % 7, edition->body);
  return write_text (folder, name, text, -1, error);
}

/* A piece is a folder of some articles with one picture, which is no other's. */
static gboolean
import (DeskStore *store,
        gint32     number,
        GError   **error)
{
  g_autofree char *folder = actor_dup_beside (store, "-files", number);
  const char *const paths[] = { folder, NULL };
  g_autoptr(DeskImportReport) report = desk_import_report_new ();
  char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\2\0\0\0\2\x08\0\0\0\0\0\0\0\0";

  memcpy (png + sizeof png - 5, &number, sizeof number);
  if (g_mkdir_with_parents (folder, 0777) != 0 || !write_text (folder, "picture.png", png, sizeof png - 1, error))
    return FALSE;
  for (gint32 i = 1; i <= N_FILES; i++)
    {
      if (!write_article (folder, (number - 1) * N_FILES + i, error))
        return FALSE;
    }

  return desk_library_import (store, paths, NULL, NULL, NULL, report, error);
}

/* Nobody sees a picture of an article that isn't there. */
static gint32
count_imported (DeskStore *store)
{
  gint32 n_articles = actor_count_articles (store);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) media = desk_store_list_media (store, &error);

  g_assert_no_error (error);
  g_assert_cmpint (n_articles % N_FILES, ==, 0);
  g_assert_cmpint ((gint32) media->len, ==, n_articles / N_FILES);
  actor_end_begun (store);
  g_assert_cmpint (actor_count_articles (store), ==, n_articles);

  return n_articles / N_FILES;
}

/* A piece is a change and an export. */
static void
add_some (DeskStore *store)
{
  g_autoptr(GBytes) bytes = g_bytes_new_take (g_strnfill (300000, 'p'), 300000);
  g_autoptr(DeskMedia) media = desk_media_new ();
  g_autoptr(GError) error = NULL;

  g_set_str (&media->name, "large.pdf");
  g_set_str (&media->mime_type, "application/pdf");
  desk_store_add_media (store, bytes, media, &error);
  g_assert_no_error (error);
  actor_add_first (store);
}

static gboolean
export_to (DeskStore  *store,
           const char *folder,
           GError    **error)
{
  DeskLibraryExportSummary summary;

  return desk_library_export (store, folder, NULL, NULL, NULL, &summary, error);
}

static gboolean
write_and_export (DeskStore *store,
                  gint32     number,
                  GError   **error)
{
  g_autofree char *folder = actor_dup_beside (store, "-export", 0);
  g_autofree char *gone = actor_dup_beside (store, "-gone", 0);

  /* So that a first export is killed as well; a kill here leaves no half one. */
  if (number % 3 == 0)
    {
      desk_safe_remove (gone);
      (void) g_rename (folder, gone);
    }
  return actor_edit (store, number, error) && export_to (store, folder, error);
}

/* The next export gives the files that one into a new folder gives, and nothing
 * else is there. */
static gint32
count_exported (DeskStore *store)
{
  g_autofree char *folder = actor_dup_beside (store, "-export", 0);
  g_autofree char *fresh = actor_dup_beside (store, "-fresh", 0);
  g_autofree char *digest = NULL;
  g_autofree char *expected = NULL;
  g_autoptr(GError) error = NULL;

  export_to (store, folder, &error);
  g_assert_no_error (error);
  export_to (store, fresh, &error);
  g_assert_no_error (error);
  digest = fixture_digest (folder);
  expected = fixture_digest (fresh);
  g_assert_cmpstr (digest, ==, expected);
  desk_safe_remove (fresh);

  return actor_count_edits (store);
}

static const Actor actors[] = {
  { "importing-files", NULL, import, count_imported },
  { "exporting-files", add_some, write_and_export, count_exported },
};

const ActorGroup file_actors = { actors, G_N_ELEMENTS (actors) };
