/* desk-archive-read.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-backup-private.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* Unpacks a backup, which may come from anybody, into an empty folder.
 *
 *     start ─backup.json─→ head ─SHA256SUMS─→ sums ─file─→ sums … ─end─→ done
 *
 * 1. Nothing but plain files and folders is unpacked, under names that
 *    desk_archive_is_name() lets through, each once; nothing is followed.
 * 2. A file is written only when SHA256SUMS lists it, and all that it lists has
 *    to come, with these bytes.
 * 3. No more is written than backup.json says, and that is no more than the disk
 *    has room for, nor than such an archive can honestly hold.
 */

#define MAX_FILES 1000000
#define MAX_HEAD_BYTES 4096 /* so that no parser runs deep */
#define MAX_SUMS_BYTES (256 * 1024 * 1024)
#define MAX_RATIO 200 /* text packs ten times, pictures not at all */
#define SLACK_BYTES (64 * 1024 * 1024)

typedef struct
{
  const char      *file;     /* as the person calls it */
  const char      *folder;
  const DeskWatch *watch;
  struct archive  *archive;
  guint64          packed_bytes;
  char            *top;      /* the folder that all entries share; NULL before the first */
  gboolean         has_head;
  GHashTable      *sums;     /* char *name → char *SHA-256, those still to come; NULL before SHA256SUMS */
  guint64          n_files;
  guint64          n_bytes;  /* that backup.json says */
  guint64          n_done;
} Reading;

static gboolean
throw_damaged (Reading *self,
               GError **error)
{
  g_autofree char *shown = g_filename_display_name (self->file);

  g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED,
               _("“%s” is damaged or not whole; restore another backup"), shown);
  return FALSE;
}

static gboolean
throw_foreign (Reading *self,
               GError **error)
{
  g_autofree char *shown = g_filename_display_name (self->file);

  g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FOREIGN,
               _("“%s” is not a backup that Copydesk made; choose another"), shown);
  return FALSE;
}

/* The name below the folder that all entries share; NULL for one that is not. */
static const char *
inner_name (Reading    *self,
            const char *path)
{
  const char *slash = strchr (path, '/');
  gsize length;

  if (slash == NULL || slash == path)
    return NULL;

  length = (gsize) (slash - path);
  if (self->top == NULL)
    self->top = g_strndup (path, length);

  return strlen (self->top) == length && memcmp (self->top, path, length) == 0 ? slash + 1 : NULL;
}

/* Reads a small entry whole. */
static char *
read_text (Reading *self,
           gsize    max_bytes,
           GError **error)
{
  g_autoptr(GString) text = g_string_new (NULL);
  char buffer[8192];

  for (;;)
    {
      la_ssize_t n_bytes = archive_read_data (self->archive, buffer, sizeof buffer);

      if (n_bytes == 0)
        return g_string_free_and_steal (g_steal_pointer (&text));
      if (n_bytes < 0 || text->len + (gsize) n_bytes > max_bytes)
        {
          throw_damaged (self, error);
          return NULL;
        }
      g_string_append_len (text, buffer, n_bytes);
    }
}

static gboolean
check_room (Reading *self,
            GError **error)
{
  struct statvfs status;

  if (self->n_files > MAX_FILES || self->n_bytes / MAX_RATIO > self->packed_bytes + SLACK_BYTES / MAX_RATIO)
    return throw_damaged (self, error);
  if (statvfs (self->folder, &status) == 0 && self->n_bytes > (guint64) status.f_bavail * status.f_frsize)
    return desk_safe_throw (ENOSPC, self->folder, error);

  return TRUE;
}

static gint64
number_of (JsonObject *object,
           const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
         ? MAX (json_node_get_int (node), 0) : 0;
}

static gboolean
is_text (JsonObject *object,
         const char *name,
         const char *expected)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
         g_str_equal (json_node_get_string (node), expected);
}

static gboolean
read_head (Reading *self,
           GError **error)
{
  g_autofree char *text = read_text (self, MAX_HEAD_BYTES, error);
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object;

  if (text == NULL)
    return FALSE;
  node = g_utf8_validate (text, -1, NULL) ? json_from_string (text, NULL) : NULL;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return throw_foreign (self, error);

  object = json_node_get_object (node);
  if (!is_text (object, "format", DESK_ARCHIVE_FORMAT))
    return throw_foreign (self, error);
  if (number_of (object, "version") > DESK_ARCHIVE_VERSION)
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NEWER,
                   _("“%s” was made by a newer Copydesk; update Copydesk to restore it"), self->file);
      return FALSE;
    }

  self->has_head = TRUE;
  self->n_files = (guint64) number_of (object, "files");
  self->n_bytes = (guint64) number_of (object, "bytes");
  return check_room (self, error);
}

static gboolean
add_sum (Reading *self,
         char    *line)
{
  char *name = line + DESK_SHA256_CHARS + 2;

  if (strlen (line) <= DESK_SHA256_CHARS + 2 || memcmp (name - 2, "  ", 2) != 0)
    return FALSE;

  line[DESK_SHA256_CHARS] = '\0';
  return desk_media_is_name (line) && desk_archive_is_name (name) &&
         !g_str_equal (name, DESK_ARCHIVE_HEAD) && !g_str_equal (name, DESK_ARCHIVE_SUMS) &&
         (!g_str_has_prefix (name, "media/") || g_str_equal (name + strlen ("media/"), line)) &&
         g_hash_table_insert (self->sums, g_strdup (name), g_strdup (line));
}

static gboolean
read_sums (Reading *self,
           GError **error)
{
  g_autofree char *text = read_text (self, MAX_SUMS_BYTES, error);
  char *line = text;

  if (text == NULL)
    return FALSE;

  self->sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  while (*line != '\0')
    {
      char *end = strchr (line, '\n');

      if (end == NULL)
        return throw_damaged (self, error);
      *end = '\0';
      if (!add_sum (self, line))
        return throw_damaged (self, error);
      line = end + 1;
    }

  return g_hash_table_size (self->sums) == self->n_files || throw_damaged (self, error);
}

/* Makes the folders that @path stands in, all of them ours. */
static int
create (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd;

  if (g_mkdir_with_parents (folder, 0777) != 0)
    return -1;
  fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  return fd;
}

/* Archives may have holes, ours have none: each piece follows the last one. */
static gboolean
copy_data (Reading    *self,
           int         fd,
           const char *path,
           GChecksum  *checksum,
           GError    **error)
{
  la_int64_t next = 0;

  for (;;)
    {
      const void *bytes;
      gsize n_bytes;
      la_int64_t offset;
      int result = archive_read_data_block (self->archive, &bytes, &n_bytes, &offset);

      if (result == ARCHIVE_EOF)
        return TRUE;
      if (desk_watch_is_over (self->watch, error))
        return FALSE;
      if (result != ARCHIVE_OK || offset != next || n_bytes > self->n_bytes - self->n_done)
        return throw_damaged (self, error);
      if (!desk_safe_write (fd, bytes, n_bytes))
        return desk_safe_throw (errno, path, error);

      g_checksum_update (checksum, bytes, (gssize) n_bytes);
      next += (la_int64_t) n_bytes;
      self->n_done += n_bytes;
      desk_watch_tell (self->watch, _("Unpacking the backup"), (double) self->n_done / (double) self->n_bytes);
    }
}

static gboolean
unpack_file (Reading    *self,
             const char *name,
             GError    **error)
{
  const char *sum = self->sums != NULL ? g_hash_table_lookup (self->sums, name) : NULL;
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gboolean is_written;
  int fd;

  if (sum == NULL)
    return throw_damaged (self, error);

  fd = create (path);
  if (fd < 0)
    return desk_safe_throw (errno, path, error);
  is_written = copy_data (self, fd, path, checksum, error);
  if (close (fd) != 0 && is_written)
    is_written = desk_safe_throw (errno, path, error);
  if (!is_written)
    return FALSE;

  if (!g_str_equal (g_checksum_get_string (checksum), sum))
    return throw_damaged (self, error);
  g_hash_table_remove (self->sums, name);
  return TRUE;
}

static gboolean
read_entry (Reading              *self,
            struct archive_entry *entry,
            GError              **error)
{
  const char *path = archive_entry_pathname (entry);
  const char *name = path != NULL ? inner_name (self, path) : NULL;

  if (name == NULL)
    return self->has_head ? throw_damaged (self, error) : throw_foreign (self, error);
  if (archive_entry_filetype (entry) == AE_IFDIR && archive_entry_hardlink (entry) == NULL)
    return TRUE; /* folders are made as they are needed */
  if (archive_entry_filetype (entry) != AE_IFREG || archive_entry_hardlink (entry) != NULL ||
      !desk_archive_is_name (name))
    return self->has_head ? throw_damaged (self, error) : throw_foreign (self, error);

  if (!self->has_head)
    return g_str_equal (name, DESK_ARCHIVE_HEAD) ? read_head (self, error) : throw_foreign (self, error);
  if (self->sums == NULL)
    return g_str_equal (name, DESK_ARCHIVE_SUMS) ? read_sums (self, error) : throw_damaged (self, error);

  return unpack_file (self, name, error);
}

static gboolean
read_all (Reading *self,
          GError **error)
{
  for (;;)
    {
      struct archive_entry *entry;
      int result = archive_read_next_header (self->archive, &entry);

      if (result == ARCHIVE_EOF)
        break;
      if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
        return self->has_head ? throw_damaged (self, error) : throw_foreign (self, error);
      if (!read_entry (self, entry, error))
        return FALSE;
    }

  if (!self->has_head)
    return throw_foreign (self, error);
  if (self->sums == NULL || g_hash_table_size (self->sums) > 0)
    return throw_damaged (self, error);
  return desk_safe_sync_disk (self->folder, error);
}

static gboolean
open_and_read (Reading *self,
               int      fd,
               GError **error)
{
  struct stat status;

  if (fd < 0 || fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
    {
      g_set_error (error, DESK_STORE_ERROR, fd < 0 && errno == ENOENT ? DESK_STORE_ERROR_NOT_FOUND
                                                                      : DESK_STORE_ERROR_FAILED,
                   _("“%s” can't be read (%s); name another file"), self->file,
                   g_strerror (fd < 0 ? errno : EINVAL));
      return FALSE;
    }

  self->packed_bytes = (guint64) status.st_size;
  if (archive_read_support_filter_gzip (self->archive) != ARCHIVE_OK ||
      archive_read_support_filter_zstd (self->archive) != ARCHIVE_OK ||
      archive_read_support_format_tar (self->archive) != ARCHIVE_OK ||
      archive_read_open_fd (self->archive, fd, 256 * 1024) != ARCHIVE_OK)
    return throw_foreign (self, error);

  return read_all (self, error);
}

/**
 * desk_archive_unpack:
 * @file: a backup
 * @folder: an empty folder, which the caller removes on failure
 * @out_n_files: (out): how many files it has
 *
 * Returns: whether all that it says is there and right
 */
gboolean
desk_archive_unpack (const char      *file,
                     const char      *folder,
                     const DeskWatch *watch,
                     guint64         *out_n_files,
                     GError         **error)
{
  Reading self = { .file = file, .folder = folder, .watch = watch };
  int fd = g_open (file, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  gboolean is_read;

  self.archive = archive_read_new ();
  is_read = open_and_read (&self, fd, error);
  archive_read_free (self.archive);
  if (fd >= 0)
    (void) close (fd); /* it was only read */

  *out_n_files = self.n_files;
  g_clear_pointer (&self.top, g_free);
  g_clear_pointer (&self.sums, g_hash_table_unref);
  return is_read;
}
