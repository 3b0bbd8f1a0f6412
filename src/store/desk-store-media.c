/* desk-store-media.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
load_texts (DeskStore *self,
            gint64     id,
            DeskMedia *media,
            GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (self,
                            "SELECT language, alternative, caption FROM media_text"
                            " WHERE media_id = ?1 ORDER BY language");
  sqlite3_bind_int64 (stmt, 1, id);
  for (;;)
    {
      g_autofree char *language = NULL;
      g_autofree char *alternative = NULL;
      g_autofree char *caption = NULL;

      if (!desk_store_next (self, stmt, N_("A picture can't be read"), &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      language = desk_column_dup_text (stmt, 0);
      alternative = desk_column_dup_text (stmt, 1);
      caption = desk_column_dup_text (stmt, 2);
      desk_media_set_text (media, language, alternative, caption);
    }
}

/**
 * desk_store_dup_media_by_id:
 * @id: a rowid
 *
 * Returns: (transfer full): the picture or document; %NULL with @error set
 */
DeskMedia *
desk_store_dup_media_by_id (DeskStore *self,
                            gint64     id,
                            GError   **error)
{
  static const char sql[] =
    "SELECT uuid, sha256, name, mime_type, width, height, n_bytes, credit, licence"
    "  FROM media WHERE id = ?1";
  enum { UUID, SHA256, NAME, MIME_TYPE, WIDTH, HEIGHT, N_BYTES, CREDIT, LICENCE };
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);
  g_autoptr(DeskMedia) media = desk_media_new ();
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, id);
  if (!desk_store_next (self, stmt, N_("A picture can't be read"), &has_row, error))
    return NULL;
  if (!has_row)
    {
      g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED,
                           _("The library is damaged: a picture is missing; restore a backup"));
      return NULL;
    }

  desk_column_load_text (stmt, UUID, &media->uuid);
  desk_column_load_text (stmt, SHA256, &media->sha256);
  desk_column_load_text (stmt, NAME, &media->name);
  desk_column_load_text (stmt, MIME_TYPE, &media->mime_type);
  media->width = (unsigned) sqlite3_column_int (stmt, WIDTH);
  media->height = (unsigned) sqlite3_column_int (stmt, HEIGHT);
  media->n_bytes = sqlite3_column_int64 (stmt, N_BYTES);
  desk_column_load_text (stmt, CREDIT, &media->credit);
  desk_column_load_text (stmt, LICENCE, &media->licence);

  return load_texts (self, id, media, error) ? g_steal_pointer (&media) : NULL;
}

/**
 * desk_store_get_media_id:
 *
 * Returns: the rowid; 0 with @error set when there is no such picture
 */
gint64
desk_store_get_media_id (DeskStore  *self,
                         const char *uuid,
                         GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, "SELECT id FROM media WHERE uuid = ?1");
  gboolean has_row;

  desk_bind_text (stmt, 1, uuid);
  if (!desk_store_next (self, stmt, N_("A picture can't be read"), &has_row, error))
    return 0;
  if (has_row)
    return sqlite3_column_int64 (stmt, 0);

  g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND,
                       _("A picture is not in the library any more; choose another"));
  return 0;
}

/**
 * desk_store_find_media:
 * @name: its UUID or SHA-256
 *
 * Returns: (transfer full): the picture or document; %NULL with @error set,
 *   %DESK_STORE_ERROR_NOT_FOUND if there is none
 */
DeskMedia *
desk_store_find_media (DeskStore  *self,
                       const char *name,
                       GError    **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self) && name != NULL, NULL);

  stmt = desk_store_borrow (self, "SELECT id FROM media WHERE (uuid = ?1 OR sha256 = ?1) AND deleted_us IS NULL");
  desk_bind_text (stmt, 1, name);
  if (!desk_store_next (self, stmt, N_("A picture can't be looked up"), &has_row, error))
    return NULL;
  if (has_row)
    return desk_store_dup_media_by_id (self, sqlite3_column_int64 (stmt, 0), error);

  g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND,
               _("There is no picture “%.70s” in the library"), name);
  return NULL;
}

/**
 * desk_store_dup_media_path:
 *
 * Returns: (transfer full): the file with its bytes, which is never changed
 */
char *
desk_store_dup_media_path (DeskStore       *self,
                           const DeskMedia *media)
{
  g_return_val_if_fail (DESK_IS_STORE (self) && media != NULL, NULL);

  return g_build_filename (self->path, "media", media->sha256, NULL);
}

static gboolean
check_text (const char *text,
            GError    **error)
{
  if (g_utf8_validate (text, -1, NULL) && g_utf8_strlen (text, -1) <= DESK_MEDIA_TEXT_MAX_CHARS)
    return TRUE;

  g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID,
               _("What is said of a picture has to be UTF-8 text of at most %d characters; shorten it"),
               DESK_MEDIA_TEXT_MAX_CHARS);
  return FALSE;
}

/**
 * desk_media_check:
 *
 * Says whether what is said of a picture or document can be stored.
 */
gboolean
desk_media_check (const DeskMedia *media,
                  GError         **error)
{
  if (media->n_bytes > DESK_MEDIA_MAX_BYTES)
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID,
                   _("“%.60s” is larger than %d MB; make it smaller, or link to it"), media->name,
                   DESK_MEDIA_MAX_BYTES / 1024 / 1024);
      return FALSE;
    }
  if (!check_text (media->name, error) || !check_text (media->credit, error) || !check_text (media->licence, error))
    return FALSE;
  for (unsigned i = 0; i < media->texts->len; i++)
    {
      const DeskMediaText *text = media->texts->pdata[i];

      if (!check_text (text->alternative, error) || !check_text (text->caption, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_store_save_media_texts:
 * @id: a rowid
 *
 * Saves what a picture says in each language; within a transaction.
 */
gboolean
desk_store_save_media_texts (DeskStore       *self,
                             gint64           id,
                             const DeskMedia *media,
                             GError         **error)
{
  for (unsigned i = 0; i < media->texts->len; i++)
    {
      const DeskMediaText *text = media->texts->pdata[i];
      g_autoptr(DeskStatement) stmt = NULL;

      stmt = desk_store_borrow (self,
                                "INSERT INTO media_text (media_id, language, alternative, caption)"
                                " VALUES (?1, ?2, ?3, ?4)"
                                " ON CONFLICT (media_id, language) DO UPDATE SET alternative = ?3, caption = ?4");
      sqlite3_bind_int64 (stmt, 1, id);
      desk_bind_text (stmt, 2, text->language);
      desk_bind_text (stmt, 3, text->alternative);
      desk_bind_text (stmt, 4, text->caption);
      if (!desk_store_run (self, stmt, N_("A picture can't be saved"), error))
        return FALSE;
    }

  return TRUE;
}

/* One that is hidden is as if it had been removed, until it is kept; bytes that
 * were removed before stay so. */
static gboolean
insert_media (DeskStore       *self,
              const DeskMedia *media,
              gboolean         is_hidden,
              GError         **error)
{
  static const char sql[] =
    "INSERT INTO media (uuid, sha256, name, mime_type, width, height, n_bytes, credit, licence, changed_us, deleted_us)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
    " ON CONFLICT (sha256) DO UPDATE SET deleted_us = iif (?11 IS NULL, NULL, deleted_us)";
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);

  desk_bind_text (stmt, 1, media->uuid);
  desk_bind_text (stmt, 2, media->sha256);
  desk_bind_text (stmt, 3, media->name);
  desk_bind_text (stmt, 4, media->mime_type);
  sqlite3_bind_int64 (stmt, 5, media->width);
  sqlite3_bind_int64 (stmt, 6, media->height);
  sqlite3_bind_int64 (stmt, 7, media->n_bytes);
  desk_bind_text (stmt, 8, media->credit);
  desk_bind_text (stmt, 9, media->licence);
  sqlite3_bind_int64 (stmt, 10, g_get_real_time ());
  desk_bind_time (stmt, 11, is_hidden ? g_get_real_time () : 0);

  return desk_store_run (self, stmt, N_("A picture can't be saved"), error);
}

/* A file that is damaged gives way to the same bytes. */
static gboolean
has_bytes (const char *path,
           GBytes     *bytes)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr(GBytes) found = file != NULL ? g_mapped_file_get_bytes (file) : NULL;

  return found != NULL && g_bytes_equal (found, bytes);
}

static gboolean
throw_unwritten (const GError *reason,
                 GError      **error)
{
  if (g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FULL,
                         _("A picture can't be saved: the disk is full; make room and try again"));
  else
    g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_READ_ONLY,
                 _("A picture can't be saved in the library's folder: %s"), reason->message);
  return FALSE;
}

/* The file is whole under its name, or not there. */
static gboolean
write_file (DeskStore       *self,
            const DeskMedia *media,
            GBytes          *bytes,
            gboolean        *out_was_there,
            GError         **error)
{
  g_autofree char *path = desk_store_dup_media_path (self, media);
  g_autoptr(GError) reason = NULL;
  gsize n_bytes;
  gconstpointer data = g_bytes_get_data (bytes, &n_bytes);

  *out_was_there = has_bytes (path, bytes);
  if (*out_was_there ||
      g_file_set_contents_full (path, data, (gssize) n_bytes,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, &reason))
    return TRUE;

  return throw_unwritten (reason, error);
}

static gboolean
find_bytes (DeskStore       *self,
            const DeskMedia *media,
            gint64          *out_id,
            char           **out_uuid,
            GError         **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, "SELECT id, uuid FROM media WHERE sha256 = ?1");
  gboolean has_row;

  desk_bind_text (stmt, 1, media->sha256);
  if (!desk_store_next (self, stmt, N_("A picture can't be saved"), &has_row, error))
    return FALSE;

  *out_id = has_row ? sqlite3_column_int64 (stmt, 0) : 0;
  *out_uuid = has_row ? desk_column_dup_text (stmt, 1) : NULL;
  return TRUE;
}

static gboolean
write_row (DeskStore *self,
           GBytes    *bytes,
           DeskMedia *media,
           gboolean   is_hidden,
           GError   **error)
{
  g_autofree char *path = desk_store_dup_media_path (self, media);
  g_autofree char *uuid = NULL;
  gboolean was_there;
  gint64 id;

  if (!insert_media (self, media, is_hidden, error))
    return FALSE;

  /* A file that nothing named may have been swept just before. */
  if ((!g_file_test (path, G_FILE_TEST_EXISTS) && !write_file (self, media, bytes, &was_there, error)) ||
      !find_bytes (self, media, &id, &uuid, error))
    return FALSE;

  g_set_str (&media->uuid, uuid);
  return desk_store_save_media_texts (self, id, media, error);
}

/**
 * desk_store_write_media:
 * @media: as for desk_store_add_media(); with a @uuid, which a new row gets, or
 *   without
 * @is_hidden: nobody sees it before desk_store_keep_media()
 * @out_was_made: (out): whether the library had no row for these bytes
 * @out_was_there: (out): whether it had their file, with or without a row
 */
gboolean
desk_store_write_media (DeskStore *self,
                        GBytes    *bytes,
                        DeskMedia *media,
                        gboolean   is_hidden,
                        gboolean  *out_was_made,
                        gboolean  *out_was_there,
                        GError   **error)
{
  g_autoptr(DeskTransaction) transaction = NULL;
  g_autofree char *before = NULL;
  gint64 id;

  media->n_bytes = (gint64) g_bytes_get_size (bytes);
  if (!desk_media_check (media, error))
    return FALSE;
  g_free (media->sha256);
  media->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (!write_file (self, media, bytes, out_was_there, error))
    return FALSE;

  transaction = desk_transaction_begin (self, error);
  if (transaction == NULL || !find_bytes (self, media, &id, &before, error))
    return FALSE;

  if (media->uuid == NULL || *media->uuid == '\0')
    {
      g_free (media->uuid);
      media->uuid = desk_uuid_new ();
    }
  if (!write_row (self, bytes, media, is_hidden, error) || !desk_transaction_commit (transaction, error))
    return FALSE;

  *out_was_made = id == 0;
  return TRUE;
}

/**
 * desk_store_add_media:
 * @bytes: the file as it is
 * @media: what is known of it; gets @uuid, @sha256 and @n_bytes. Where the
 *   library has these bytes already, it gets the ids of that row.
 *
 * Puts a picture or document into the library. Its bytes are on the disk before
 * the row that names them.
 */
gboolean
desk_store_add_media (DeskStore *self,
                      GBytes    *bytes,
                      DeskMedia *media,
                      GError   **error)
{
  gboolean was_made, was_there;

  g_return_val_if_fail (DESK_IS_STORE (self) && bytes != NULL && media != NULL, FALSE);

  g_clear_pointer (&media->uuid, g_free);
  return desk_store_write_media (self, bytes, media, FALSE, &was_made, &was_there, error);
}
