/* work.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations.h"

#include "../fixture.h"
#include "../sample.h"

#include "store/backup/desk-backup.h"

#include <glib/gstdio.h>

static DeskArticle *
read_article (DeskStore  *store,
              const char *uuid)
{
  g_autoptr(GError) error = NULL;
  DeskArticle *article = desk_store_dup_article (store, uuid, &error);

  g_assert_no_error (error);
  return article;
}

/* Released with a neighbour that is like it, changed since, and to be changed
 * again by the operation itself. */
static void
prepare_article (Fixture *fixture,
                 Work    *work)
{
  g_autoptr(DeskTerm) tag = fixture_term (fixture, DESK_TERM_TAG, "Bells");
  g_autoptr(DeskTerm) section = fixture_term (fixture, DESK_TERM_SECTION, "Crime");
  g_autoptr(DeskArticle) neighbour = fixture_add_article (fixture, "en", "Harbour police", "");
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Before", "One.\n\nTwo.\n");
  DeskEdition *edition;

  desk_article_add_tag (neighbour, tag);
  fixture_save (fixture, neighbour);
  fixture_set_status (fixture, neighbour, DESK_STATUS_PUBLISHED, JUNE_US);

  desk_article_add_tag (article, tag);
  article->section = desk_term_copy (section);
  fixture_save (fixture, article);
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);

  work->article = fixture_read (fixture, article);
  edition = fixture_edition (work->article);
  g_set_str (&edition->title, "After the police");
  g_set_str (&edition->body, "One.\n\nIn between.\n\nTwo.\n");
  g_assert_true (desk_store_save_edition (fixture->store, article->uuid, edition, NULL));
  work->article->is_pinned = TRUE;
  g_set_str (&edition->body, "One.\n\nIn between, and longer.\n");

  work->renamed = desk_term_copy (section);
  desk_term_set_name (work->renamed, "en", "Police", "police");
}

static void
prepare_new (Work *work)
{
  DeskEdition *edition = desk_edition_new ("en");

  g_set_str (&edition->title, "Fresh");
  g_set_str (&edition->body, "# Head\n\nText.\n");
  work->fresh = desk_article_new (NULL);
  desk_article_add_tag (work->fresh, work->article->tags->pdata[0]);
  g_ptr_array_add (work->fresh->editions, edition);

  work->serbian = desk_edition_new ("sr");
  g_set_str (&work->serbian->title, "После");

  work->section = desk_term_new (DESK_TERM_SECTION, NULL);
  desk_term_set_name (work->section, "en", "Analysis", "");
  desk_term_set_name (work->section, "sr", "Анализе", "");

  work->bytes = g_bytes_new_static ("GIF89a", 6);
  work->picture = desk_media_new ();
  g_set_str (&work->picture->name, "bell.gif");
  g_set_str (&work->picture->mime_type, "image/gif");
  desk_media_set_text (work->picture, "en", "A bell", "");
}

/* Whoever writes next is a desk that the library has not seen yet, and does so
 * after a pause, however long the trials take; and a revision is old enough to go.
 * One: each might be a transaction of its own. */
static void
age (const char *library)
{
  g_autofree char *file = g_build_filename (library, "library.sqlite3", NULL);

  fixture_execute (file,
                   "UPDATE desk SET uuid = '01970000-0000-7000-8000-000000000001';"
                   "UPDATE edition SET changed_us = 1;"
                   "UPDATE revision SET made_us = 0, stage = 2"
                   " WHERE id = (SELECT min (id) FROM revision AS r WHERE NOT is_released"
                   "              AND NOT EXISTS (SELECT 1 FROM edition WHERE scheduled_id = r.id))");
}

/* What can be removed: a tag and a picture that nothing has. */
static void
prepare_spare (Fixture *fixture,
               Work    *work)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("GIF87a", 6);
  g_autoptr(GError) error = NULL;

  work->unused = fixture_term (fixture, DESK_TERM_TAG, "Weather");
  work->spare = desk_media_new ();
  g_set_str (&work->spare->name, "spare.gif");
  g_set_str (&work->spare->mime_type, "image/gif");
  desk_store_add_media (fixture->store, bytes, work->spare, &error);
  g_assert_no_error (error);
  desk_media_set_text (work->spare, "sr", "Звоно", "");
}

/* One that was taken out of the lists. */
static void
prepare_removed (Fixture *fixture)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("GIF88a", 6);
  g_autoptr(DeskMedia) media = desk_media_new ();
  g_autoptr(GError) error = NULL;

  g_set_str (&media->name, "removed.gif");
  g_set_str (&media->mime_type, "image/gif");
  desk_store_add_media (fixture->store, bytes, media, &error);
  g_assert_no_error (error);
  desk_store_remove_media (fixture->store, media, &error);
  g_assert_no_error (error);
}

static void
write_file (const char *folder,
            const char *name,
            const char *bytes,
            gssize      n_bytes)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0777), ==, 0);
  g_file_set_contents (path, bytes, n_bytes, &error);
  g_assert_no_error (error);
}

static void
write_theme (const char *library,
             const char *words)
{
  g_autofree char *folder = g_build_filename (library, "themes", "own", NULL);

  write_file (folder, "page.mustache", words, -1);
}

static void
prepare_backup (Fixture *fixture,
                Work    *work)
{
  g_auto(DeskBackupSummary) summary = { 0 };
  g_autoptr(GError) error = NULL;

  work->backup = work_dup_beside (work, ".tar.zst");
  write_theme (work->library, "old");
  desk_backup_write (fixture->store, work->backup, NULL, NULL, NULL, &summary, &error);
  g_assert_no_error (error);
  write_theme (work->library, "new");
}

/* Two new articles: one in two languages, with a cover and a tag that the library
 * hasn't got, and one that says nothing. What is new has its id, so that it is the
 * same each time. */
static void
prepare_files (Work *work)
{
  static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\2\0\0\0\2\x08\0\0\0\0";
  g_autofree char *hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) png, sizeof png - 1);
  g_autofree char *media = NULL;
  g_autofree char *yaml = NULL;

  work->files = work_dup_beside (work, "-markdown");
  yaml = g_strdup_printf ("copydesk: 1\n"
                          "tags: [{id: 01970000-0000-7000-8000-000000000011, names: {en: {name: Ferries, slug: ferries}}}]\n"
                          "media: [{file: media/ferry.png, sha256: %s, id: 01970000-0000-7000-8000-000000000012,"
                          " name: ferry.png, type: image/png}]\n", hash);
  write_file (work->files, "library.yaml", yaml, -1);
  media = g_build_filename (work->files, "media", NULL);
  write_file (media, "ferry.png", png, sizeof png - 1);
  write_file (work->files, "water.en.md",
              "---\ntitle: Water\ndate: 2026-06-01\nsection: Crime\ntags: [Ferries]\ncover: {file: media/ferry.png, alt: A ferry}\n---\n\nOne.\n", -1);
  write_file (work->files, "water.sr.md", "---\ntitle: Вода\n---\n\nЈедан.\n", -1);
  write_file (work->files, "wind.md", "---\ntitle: Wind\ndate: 2026-06-01\ndraft: true\n---\n\nTwo.\n", -1);
}

/**
 * work_dup_beside:
 *
 * Returns: (transfer full): the name of something beside the library
 */
char *
work_dup_beside (const Work *self,
                 const char *end)
{
  return g_strconcat (self->library, end, NULL);
}

/**
 * work_new:
 * @library: where the library is to be
 *
 * Makes a library with all that the operations need, closed again.
 */
Work *
work_new (const char *library)
{
  Fixture fixture = { .library = (char *) library };
  Work *self = g_new0 (Work, 1);
  g_autofree char *thrown = NULL;
  g_autoptr(GError) error = NULL;

  fixture.store = desk_store_create (library, &error);
  g_assert_no_error (error);
  self->library = g_strdup (library);
  sample_fill (fixture.store);
  prepare_backup (&fixture, self);
  prepare_files (self);
  prepare_removed (&fixture);
  prepare_article (&fixture, self);
  prepare_new (self);
  prepare_spare (&fixture, self);

  thrown = fixture_query (&fixture, "SELECT uuid FROM article WHERE deleted_us IS NOT NULL");
  self->thrown = read_article (fixture.store, thrown);
  self->bridge = fixture_query (&fixture, "SELECT uuid FROM article WHERE id ="
                                          " (SELECT article_id FROM edition GROUP BY article_id HAVING count (*) > 1)");
  self->revision = fixture_query (&fixture, "SELECT r.uuid FROM revision AS r JOIN edition AS e ON e.id = r.edition_id"
                                            "  JOIN article AS a ON a.id = e.article_id WHERE a.uuid = '%s' LIMIT 1",
                                  self->article->uuid);
  self->known = fixture_query (&fixture, "SELECT sha256 FROM media WHERE id = (SELECT min (cover_id) FROM article)");
  self->site = desk_store_dup_site (fixture.store, NULL);
  g_assert_true (desk_site_set (self->site, "title.sr", "Звоно", NULL));
  g_assert_true (desk_site_set (self->site, "date-format", "d. M. yyyy.", NULL));
  g_assert_true (desk_site_unset (self->site, "url", NULL));
  g_clear_object (&fixture.store);
  age (library);

  return self;
}

Work *
work_copy (const Work *self)
{
  Work *copy = g_new0 (Work, 1);

  copy->library = g_strdup (self->library);
  copy->article = desk_article_copy (self->article);
  copy->fresh = desk_article_copy (self->fresh);
  copy->thrown = desk_article_copy (self->thrown);
  copy->serbian = desk_edition_copy (self->serbian);
  copy->section = desk_term_copy (self->section);
  copy->renamed = desk_term_copy (self->renamed);
  copy->picture = desk_media_copy (self->picture);
  copy->unused = desk_term_copy (self->unused);
  copy->spare = desk_media_copy (self->spare);
  copy->bytes = g_bytes_ref (self->bytes);
  copy->bridge = g_strdup (self->bridge);
  copy->revision = g_strdup (self->revision);
  copy->known = g_strdup (self->known);
  copy->site = desk_site_copy (self->site);
  copy->backup = g_strdup (self->backup);
  copy->files = g_strdup (self->files);

  return copy;
}

void
work_free (Work *self)
{
  g_free (self->library);
  desk_article_free (self->article);
  desk_article_free (self->fresh);
  desk_article_free (self->thrown);
  desk_edition_free (self->serbian);
  desk_term_free (self->section);
  desk_term_free (self->renamed);
  desk_media_free (self->picture);
  desk_term_free (self->unused);
  desk_media_free (self->spare);
  g_bytes_unref (self->bytes);
  g_free (self->bridge);
  g_free (self->revision);
  g_free (self->known);
  desk_site_free (self->site);
  g_free (self->backup);
  g_free (self->files);
  g_free (self);
}
