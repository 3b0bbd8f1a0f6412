/* desk-picture-cache.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-picture-cache.h"

#include "desk-picture-helper.h"
#include "exporter/desk-export.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

/* A folder for each picture in the user's cache:
 *
 *   copydesk/pictures/KEY/list, 320.webp, 640.webp, …
 *
 * The key is a hash of the original and of all else that decides about its files,
 * so what is there is right, for every library and every site. A folder is made
 * under another name and renamed: it is whole, and whoever is second throws its own
 * away. Where there is no cache to write to, one is made for this run alone.
 *
 * A picture that is at fault has a folder as well, with the file `fault` alone, so
 * that it is not tried again at each export.
 *
 * What nothing has asked for in UNUSED_DAYS goes; asking is noted as the time of
 * its folder.
 */

#define WAY "1" /* to be raised whenever the same original would become other files */
#define FAULT "fault"
#define FAULT_MAX 100
#define UNUSED_DAYS 90
#define NOTE_AGAIN_S (24 * 60 * 60)
#define KEY_CHARS 16

struct _DeskPictureCache
{
  char    *folder;
  gboolean is_temporary;
};

static void
remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      (void) g_unlink (path);
    }
  (void) g_rmdir (folder);
}

/* Also what a run that was killed has left half-made, which nothing asks for. */
static void
sweep (const DeskPictureCache *self,
       gint64                  unused_s)
{
  g_autoptr(GDir) dir = g_dir_open (self->folder, 0, NULL);
  gint64 oldest_s = g_get_real_time () / G_USEC_PER_SEC - unused_s;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (self->folder, name, NULL);
      GStatBuf info;

      if (g_lstat (folder, &info) == 0 && info.st_mtime < oldest_s)
        remove_folder (folder);
    }
}

/**
 * desk_picture_cache_new:
 *
 * Returns: (transfer full): the user's cache of pictures; %NULL with @error set
 *   where nothing can be written at all
 */
DeskPictureCache *
desk_picture_cache_new (GError **error)
{
  g_autoptr(DeskPictureCache) self = g_new0 (DeskPictureCache, 1);

  self->folder = g_build_filename (g_get_user_cache_dir (), "copydesk", "pictures", NULL);
  if (g_mkdir_with_parents (self->folder, 0700) == 0 && g_access (self->folder, W_OK) == 0)
    {
      sweep (self, (gint64) UNUSED_DAYS * 24 * 60 * 60);
      return g_steal_pointer (&self);
    }

  g_free (self->folder);
  self->folder = g_dir_make_tmp ("copydesk-pictures-XXXXXX", error);
  self->is_temporary = TRUE;
  return self->folder != NULL ? g_steal_pointer (&self) : NULL;
}

void
desk_picture_cache_free (DeskPictureCache *self)
{
  if (self == NULL)
    return;

  if (self->is_temporary && self->folder != NULL)
    {
      sweep (self, G_MININT32);
      (void) g_rmdir (self->folder);
    }
  g_free (self->folder);
  g_free (self);
}

static const char *
word_of (DeskPictureKind kind)
{
  static const char *const words[] = { "sizes", "crops", "icons" };

  return words[kind];
}

static char *
dup_key (DeskPictureKind  kind,
         const DeskMedia *media)
{
  const char *const parts[] = { WAY, word_of (kind), media->sha256, media->credit, media->licence };
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (unsigned i = 0; i < G_N_ELEMENTS (parts); i++)
    g_checksum_update (checksum, (const guchar *) parts[i], (gssize) strlen (parts[i]) + 1);

  return g_strndup (g_checksum_get_string (checksum), KEY_CHARS);
}

static void
note_use (const char *folder)
{
  GStatBuf info;

  if (g_stat (folder, &info) == 0 && info.st_mtime < g_get_real_time () / G_USEC_PER_SEC - NOTE_AGAIN_S)
    (void) g_utime (folder, NULL);
}

/* 0: there is none. */
static int
read_fault (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, FAULT, NULL);
  GStatBuf info;

  return g_lstat (path, &info) == 0 && S_ISREG (info.st_mode) && info.st_size < FAULT_MAX ? (int) info.st_size : 0;
}

/* The file is as long as the fault's number says: what a power cut empties is none. */
static void
write_fault (const DeskPictureCache *self,
             const char             *key,
             int                     fault)
{
  g_autofree char *folder = g_build_filename (self->folder, key, NULL);
  g_autofree char *path = g_build_filename (folder, FAULT, NULL);
  g_autofree char *bytes = g_strnfill ((gsize) fault, '!');

  if (g_mkdir (folder, 0700) == 0 || errno == EEXIST)
    (void) g_file_set_contents (path, bytes, fault, NULL);
}

/**
 * desk_picture_cache_find:
 *
 * Returns: (transfer full) (nullable): the files of @media; %NULL with @error set,
 *   %DESK_EXPORT_ERROR_PICTURE where it is known that there can be none, and %NULL
 *   alone where they have to be made
 */
DeskPictureSet *
desk_picture_cache_find (DeskPictureCache *self,
                         DeskPictureKind   kind,
                         const DeskMedia  *media,
                         GError          **error)
{
  g_autofree char *key = dup_key (kind, media);
  g_autofree char *folder = g_build_filename (self->folder, key, NULL);
  DeskPictureSet *set = desk_picture_set_open (folder, key);
  int fault = set == NULL ? read_fault (folder) : 0;

  if (set != NULL || fault != 0)
    note_use (folder);
  if (fault != 0)
    desk_picture_helper_throw (fault, media, error);

  return set;
}

/* The original's bytes are what its name says, or nothing is made of them. */
static gboolean
check_original (const DeskMedia *media,
                const char      *original,
                GError         **error)
{
  g_autoptr(GMappedFile) mapped = g_mapped_file_new (original, FALSE, NULL);
  g_autoptr(GBytes) bytes = mapped != NULL ? g_mapped_file_get_bytes (mapped) : NULL;
  g_autofree char *sha256 = bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;

  if (g_strcmp0 (sha256, media->sha256) == 0)
    return TRUE;

  g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_PICTURE_NOW,
               _("“%.60s” is damaged or missing in the library; restore a backup, or add it again"), media->name);
  return FALSE;
}

static gboolean
throw_unwritable (const char *folder,
                  GError    **error)
{
  g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED,
               _("Pictures can't be made ready in “%s” (%s); make room there, or allow writing"), folder, g_strerror (errno));
  return FALSE;
}

static gboolean
make_in (const char      *folder,
         DeskPictureKind  kind,
         const DeskMedia *media,
         const char      *original,
         GCancellable    *cancellable,
         int             *out_fault,
         GError         **error)
{
  g_autofree char *list = g_build_filename (folder, DESK_PICTURE_LIST, NULL);
  g_autofree char *text = desk_picture_helper_run (word_of (kind), media, original, folder, cancellable, out_fault, error);

  if (text == NULL)
    return FALSE;
  if (!g_file_set_contents (list, text, -1, NULL))
    return throw_unwritable (folder, error);

  return TRUE;
}

/**
 * desk_picture_cache_make:
 * @original: its file in the library
 *
 * Makes the files of a picture, which takes a second or so; threads may make
 * several at a time.
 *
 * Returns: (transfer full): them; %NULL with @error set,
 *   %DESK_EXPORT_ERROR_PICTURE or %DESK_EXPORT_ERROR_PICTURE_NOW if the picture is
 *   at fault
 */
DeskPictureSet *
desk_picture_cache_make (DeskPictureCache *self,
                         DeskPictureKind   kind,
                         const DeskMedia  *media,
                         const char       *original,
                         GCancellable     *cancellable,
                         GError          **error)
{
  g_autofree char *key = dup_key (kind, media);
  g_autofree char *folder = g_build_filename (self->folder, key, NULL);
  g_autofree char *fresh = g_strconcat (folder, ".XXXXXX", NULL);
  DeskPictureSet *set;
  gboolean is_placed;
  int fault;

  if (!check_original (media, original, error))
    return NULL;
  if (g_mkdtemp (fresh) == NULL)
    {
      throw_unwritable (self->folder, error);
      return NULL;
    }
  if (!make_in (fresh, kind, media, original, cancellable, &fault, error))
    {
      remove_folder (fresh);
      if (fault > 0)
        write_fault (self, key, fault);
      return NULL;
    }

  is_placed = g_rename (fresh, folder) == 0;
  set = desk_picture_set_open (folder, key); /* or another run's, which has the same in it */
  if (set == NULL && !is_placed)
    {
      remove_folder (folder); /* which is not whole */
      is_placed = g_rename (fresh, folder) == 0;
      set = desk_picture_set_open (folder, key);
    }
  if (set == NULL)
    throw_unwritable (folder, error);
  if (!is_placed)
    remove_folder (fresh);

  return set;
}
