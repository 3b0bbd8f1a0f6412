/* desk-library-export.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-library-export.h"

#include "exchange/desk-article-render.h"
#include "exchange/desk-export-folder.h"
#include "exchange/desk-library-file.h"
#include "store/desk-biography.h"
#include "store/desk-foreign.h"
#include "store/desk-old-addresses.h"
#include "store/desk-reading.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Two rounds over the library as it is at one moment: the first finds out what
 * every file will hold and whether it can be written, the second writes. So an
 * export that is refused has changed nothing, and no text has to be held. */

typedef struct
{
  DeskStore                *store;
  DeskExportFolder         *folder;
  DeskLibraryFile          *library;
  DeskTermIndex            *index;
  GHashTable               *media_files; /* char *SHA-256 → char *file, borrowed from the library file */
  GHashTable               *live;        /* char *address, of what readers have now */
  DeskRendering             how;
  GTimeZone                *zone;        /* (nullable): held, so that GLib reads its file once */
  char                     *main_language;
  DeskProgressFunc          progress;
  gpointer                  user_data;
  GCancellable             *cancellable;
  DeskLibraryExportSummary *summary;
  gboolean                  is_rehearsal;
} Export;

static void
export_clear (Export *export)
{
  g_clear_pointer (&export->folder, desk_export_folder_free);
  g_clear_pointer (&export->index, desk_term_index_free);
  g_clear_pointer (&export->library, desk_library_file_free);
  g_clear_pointer (&export->media_files, g_hash_table_unref);
  g_clear_pointer (&export->live, g_hash_table_unref);
  g_clear_pointer (&export->main_language, g_free);
  g_clear_pointer (&export->zone, g_time_zone_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

/* In a damaged library it may be anything. */
static void
append_hash (GString    *name,
             const char *sha256)
{
  for (unsigned i = 0; i < 16 && g_ascii_isxdigit (sha256[i]); i++)
    g_string_append_c (name, sha256[i]);
}

/* The letters, digits and hyphens of a file's name, which every file system
 * takes, its hash so that no two are the same, and its ending. */
static char *
media_file_name (const DeskMedia *media)
{
  const char *point = strrchr (media->name, '.');
  gsize n_stem = point != NULL ? (gsize) (point - media->name) : strlen (media->name);
  g_autoptr(GString) name = g_string_new ("media/");
  gsize start = name->len;

  for (gsize i = 0; i < n_stem && name->len < start + 60; i++)
    {
      char c = g_ascii_tolower (media->name[i]);

      if (g_ascii_isalnum (c))
        g_string_append_c (name, c);
      else if (name->len > start && name->str[name->len - 1] != '-')
        g_string_append_c (name, '-');
    }
  if (name->len > start && name->str[name->len - 1] != '-')
    g_string_append_c (name, '-');
  append_hash (name, media->sha256);
  if (point != NULL && strlen (point) <= 10 && point[1] != '\0')
    {
      g_string_append_c (name, '.');
      for (const char *p = point + 1; *p != '\0'; p++)
        {
          if (g_ascii_isalnum (*p))
            g_string_append_c (name, g_ascii_tolower (*p));
        }
    }

  return g_string_free_and_steal (g_steal_pointer (&name));
}

static char *
address_of (const char *language,
            const char *section,
            const char *slug)
{
  return section != NULL && *section != '\0' ? g_strdup_printf ("/%s/%s/%s/", language, section, slug)
                                             : g_strdup_printf ("/%s/%s/", language, slug);
}

static gboolean
read_terms (Export  *export,
            GError **error)
{
  export->index = desk_term_index_new ();
  for (unsigned type = 0; type < DESK_N_TERM_TYPES; type++)
    {
      GPtrArray *terms = desk_store_list_terms (export->store, (DeskTermType) type, error);

      if (terms == NULL)
        return FALSE;
      g_ptr_array_unref (export->library->terms[type]);
      export->library->terms[type] = terms;
      desk_term_index_add_all (export->index, terms);
    }

  return TRUE;
}

static gboolean
read_media (Export  *export,
            GError **error)
{
  g_autoptr(GPtrArray) media = desk_store_list_media (export->store, error);

  export->media_files = g_hash_table_new (g_str_hash, g_str_equal);
  for (unsigned i = media != NULL ? media->len : 0; i > 0; i--) /* the oldest first, as they are to come back */
    {
      g_autofree char *file = media_file_name (media->pdata[i - 1]);
      DeskLibraryMedia *entry;

      desk_library_file_add_media (export->library, media->pdata[i - 1], file);
      entry = export->library->media->pdata[export->library->media->len - 1];
      g_hash_table_insert (export->media_files, entry->media->sha256, entry->file);
    }

  return media != NULL;
}

/* More than names. */
static gboolean
read_author (Export         *export,
             const DeskTerm *term,
             GError        **error)
{
  g_auto(GStrv) languages = desk_store_list_biography_languages (export->store, term->uuid, error);
  DeskLibraryAuthor *author;

  if (languages == NULL)
    return FALSE;
  if (term->portrait == NULL && languages[0] == NULL)
    return TRUE;

  author = desk_library_file_add_author (export->library, term);
  if (term->portrait != NULL)
    {
      g_autoptr(DeskMedia) media = desk_store_find_media (export->store, term->portrait, error);

      if (media == NULL)
        return FALSE;
      author->portrait = g_strdup (media->sha256);
    }
  for (unsigned i = 0; languages[i] != NULL; i++)
    {
      char *text = NULL;

      if (!desk_store_dup_biography (export->store, term->uuid, languages[i], &text, error))
        return FALSE;
      g_hash_table_insert (author->texts, g_strdup (languages[i]), text);
    }

  return TRUE;
}

static gboolean
read_authors (Export  *export,
              GError **error)
{
  const GPtrArray *terms = export->library->terms[DESK_TERM_AUTHOR];

  for (unsigned i = 0; i < terms->len; i++)
    {
      if (!read_author (export, terms->pdata[i], error))
        return FALSE;
    }

  return TRUE;
}

/* What belongs to no single article. */
static gboolean
read_library (Export  *export,
              GError **error)
{
  DeskSite *site = desk_store_dup_site (export->store, error);

  if (site == NULL)
    return FALSE;

  export->library = desk_library_file_new ();
  desk_site_free (export->library->site);
  export->library->site = site;
  export->main_language = desk_site_dup_main_language (site);
  export->live = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!read_terms (export, error) || !read_authors (export, error) || !read_media (export, error))
    return FALSE;

  export->how = (DeskRendering) {
    .index = export->index,
    .media_files = export->media_files,
    .time_zone = desk_site_get (site, "time-zone", NULL),
  };
  export->zone = g_time_zone_new_identifier (export->how.time_zone);
  return TRUE;
}

/* Where readers have found sections, tags and authors. */
static gboolean
read_term_redirects (Export  *export,
                     GError **error)
{
  static const char *const folders[DESK_N_TERM_TYPES] = { "", "tag", "author" };
  g_autoptr(GPtrArray) addresses = desk_store_list_term_addresses (export->store, NULL, error);

  for (unsigned i = 0; addresses != NULL && i < addresses->len; i++)
    {
      const DeskTermAddress *address = addresses->pdata[i];
      g_autofree char *from = address_of (address->language, folders[address->type], address->slug);

      desk_library_file_add_redirect (export->library, from, address->term);
    }

  return addresses != NULL;
}

static gboolean
read_said_redirects (Export  *export,
                     GError **error)
{
  g_autoptr(GPtrArray) redirects = desk_store_list_redirects (export->store, error);

  for (unsigned i = 0; redirects != NULL && i < redirects->len; i++)
    {
      const DeskRedirect *redirect = redirects->pdata[i];

      desk_library_file_add_redirect (export->library, redirect->source, redirect->target);
    }

  return redirects != NULL;
}

/* Every address that isn't where readers find a text now leads to it still. */
static gboolean
read_redirects (Export  *export,
                GError **error)
{
  g_autoptr(GPtrArray) addresses = desk_store_list_addresses (export->store, error);

  for (unsigned i = 0; addresses != NULL && i < addresses->len; i++)
    {
      const DeskAddress *address = addresses->pdata[i];
      g_autofree char *from = address_of (address->language, address->section, address->slug);

      if (!g_hash_table_contains (export->live, from))
        desk_library_file_add_redirect (export->library, from, address->article);
    }

  return addresses != NULL && read_term_redirects (export, error) && read_said_redirects (export, error);
}

static gboolean
put (Export     *export,
     const char *path,
     const char *text,
     GError    **error)
{
  g_autofree char *sha256 = NULL;

  if (!export->is_rehearsal)
    return desk_export_folder_write (export->folder, path, text, error);

  sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  return desk_export_folder_expect (export->folder, path, sha256, error);
}

static void
note_live (Export           *export,
           const DeskStates *states)
{
  const GPtrArray *sections = export->library->terms[DESK_TERM_SECTION];

  for (unsigned i = 0; i < states->released->len; i++)
    {
      const DeskArticle *state = states->released->pdata[i];
      const DeskEdition *edition = state->editions->pdata[0];
      const DeskTerm *section = state->section != NULL ? state->section : sections->len > 0 ? sections->pdata[0] : NULL;
      const DeskTermName *name = section != NULL ? desk_term_get_name (section, edition->language) : NULL;

      g_hash_table_add (export->live, address_of (edition->language, name != NULL ? name->slug : NULL, edition->slug));
    }
}

static gboolean
put_article (Export     *export,
             const char *uuid,
             GError    **error)
{
  g_autoptr(DeskStates) states = desk_store_dup_states (export->store, uuid, error);
  g_autoptr(GPtrArray) files = NULL;

  if (states == NULL)
    return FALSE;

  files = desk_article_render (&export->how, states);
  for (unsigned i = 0; i < files->len; i++)
    {
      const DeskRenderedFile *file = files->pdata[i];
      g_autofree char *path = desk_article_dup_file_name (states, file->language, file->role, export->main_language);

      if (!put (export, path, file->text, error))
        return FALSE;
    }

  if (export->is_rehearsal)
    {
      note_live (export, states);
      export->summary->n_articles++;
      export->summary->n_editions += states->working->editions->len;
    }
  return TRUE;
}

static gboolean
put_media (Export  *export,
           GError **error)
{
  for (unsigned i = 0; i < export->library->media->len; i++)
    {
      const DeskLibraryMedia *entry = export->library->media->pdata[i];
      g_autofree char *source = desk_store_dup_media_path (export->store, entry->media);

      if (g_cancellable_set_error_if_cancelled (export->cancellable, error))
        return FALSE;
      if (!(export->is_rehearsal ? desk_export_folder_expect (export->folder, entry->file, entry->media->sha256, error)
                                 : desk_export_folder_copy (export->folder, entry->file, source, error)))
        return FALSE;
    }

  export->summary->n_media = export->library->media->len;
  return TRUE;
}

/* One of the two rounds. */
static gboolean
put_all (Export    *export,
         GPtrArray *uuids,
         gboolean   is_rehearsal,
         GError   **error)
{
  g_autofree char *text = NULL;

  export->is_rehearsal = is_rehearsal;
  if (!put_media (export, error))
    return FALSE;
  for (unsigned i = 0; i < uuids->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (export->cancellable, error) || !put_article (export, uuids->pdata[i], error))
        return FALSE;
      if (export->progress != NULL)
        export->progress (_("Exporting the library"), ((is_rehearsal ? 0.0 : 1.0) + (double) i / uuids->len) / 2, export->user_data);
    }
  if (is_rehearsal && !read_redirects (export, error))
    return FALSE;

  text = desk_library_file_write (export->library);
  return put (export, DESK_LIBRARY_FILE, text, error);
}

/**
 * desk_library_export:
 * @directory: nothing, an empty folder, or an earlier export of this library
 * @progress: (nullable) (scope call): told how far it is
 * @out_summary: (out): what was done
 *
 * Writes the library, as it is at one moment, as Markdown files with front
 * matter, its pictures and library.yaml. Files that are as they have to be stay
 * untouched; those of an earlier export that are gone from the library go too.
 */
gboolean
desk_library_export (DeskStore                *store,
                     const char               *directory,
                     DeskProgressFunc          progress,
                     gpointer                  user_data,
                     GCancellable             *cancellable,
                     DeskLibraryExportSummary *out_summary,
                     GError                  **error)
{
  DeskLibraryExportSummary summary = { 0 };
  g_auto(Export) export = {
    .store = store, .progress = progress, .user_data = user_data, .cancellable = cancellable, .summary = &summary,
  };
  g_autofree char *library_id = desk_store_dup_uuid (store, error);
  g_autoptr(DeskReading) reading = NULL;
  g_autoptr(GPtrArray) uuids = NULL;
  DeskFolderCounts counts;

  if (library_id == NULL)
    return FALSE;
  export.folder = desk_export_folder_open (directory, library_id, error);
  reading = export.folder != NULL ? desk_reading_begin (store, error) : NULL;
  if (reading == NULL || !read_library (&export, error))
    return FALSE;

  uuids = desk_store_list_all_uuids (store, error);
  if (uuids == NULL ||
      !put_all (&export, uuids, TRUE, error) ||
      !desk_export_folder_begin (export.folder, error) ||
      !put_all (&export, uuids, FALSE, error) ||
      !desk_export_folder_finish (export.folder, &counts, error))
    return FALSE;

  summary.n_written = counts.n_written;
  summary.n_unchanged = counts.n_unchanged;
  summary.n_removed = counts.n_removed;
  *out_summary = summary;
  return TRUE;
}
