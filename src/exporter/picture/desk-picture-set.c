/* desk-picture-set.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-picture-set.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

/* The list has a line for each file, "640.webp 640 427 21440": its name, width,
 * height and bytes. It comes from a program that has decoded what nobody has
 * vouched for, so nothing in it is believed: names are few and plain, and each file
 * has to have its size, which one that a power cut has emptied has not.
 */

#define MAX_FILES 16
#define MAX_SIDE 65535

static void
file_free (DeskPictureFile *file)
{
  g_free (file->name);
  g_free (file);
}

static gboolean
is_name (const char *name)
{
  gsize n_stem = strspn (name, "0123456789x");

  return n_stem > 0 && n_stem <= 9 &&
         (g_str_equal (name + n_stem, ".webp") || g_str_equal (name + n_stem, ".jpg") || g_str_equal (name + n_stem, ".png"));
}

static gboolean
parse_number (const char *word,
              guint64     max,
              guint64    *out_number)
{
  return g_ascii_string_to_unsigned (word, 10, 1, max, out_number, NULL);
}

static gboolean
has_size (const char *folder,
          const char *name,
          guint64     n_bytes)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf info;

  return g_lstat (path, &info) == 0 && S_ISREG (info.st_mode) && (guint64) info.st_size == n_bytes;
}

static DeskPictureFile *
parse_line (const char *line,
            const char *folder)
{
  g_auto(GStrv) words = g_strsplit (line, " ", 5);
  guint64 width, height, n_bytes;
  DeskPictureFile *file;

  if (g_strv_length (words) != 4 || !is_name (words[0]) ||
      !parse_number (words[1], MAX_SIDE, &width) || !parse_number (words[2], MAX_SIDE, &height) ||
      !parse_number (words[3], G_MAXINT64, &n_bytes) || !has_size (folder, words[0], n_bytes))
    return NULL;

  file = g_new0 (DeskPictureFile, 1);
  *file = (DeskPictureFile) { g_strdup (words[0]), (unsigned) width, (unsigned) height };
  return file;
}

/**
 * desk_picture_list_parse:
 * @text: what the program for pictures said
 * @folder: where it has put the files
 *
 * Returns: (transfer full) (nullable) (element-type DeskPictureFile): the files;
 *   %NULL unless all that is listed is there
 */
GPtrArray *
desk_picture_list_parse (const char *text,
                         const char *folder)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) file_free);
  g_auto(GStrv) lines = NULL;

  if (strlen (text) > DESK_PICTURE_LIST_MAX_BYTES)
    return NULL;

  lines = g_strsplit (text, "\n", MAX_FILES + 2);
  for (unsigned i = 0; lines[i] != NULL && (*lines[i] != '\0' || lines[i + 1] != NULL); i++)
    {
      DeskPictureFile *file = i < MAX_FILES ? parse_line (lines[i], folder) : NULL;

      if (file == NULL)
        return NULL;
      g_ptr_array_add (files, file);
    }

  return files->len > 0 ? g_steal_pointer (&files) : NULL;
}

static char *
read_list (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, DESK_PICTURE_LIST, NULL);
  g_autofree char *text = g_malloc0 (DESK_PICTURE_LIST_MAX_BYTES + 2);
  FILE *stream = g_fopen (path, "re");
  gsize n_read;

  if (stream == NULL)
    return NULL;
  n_read = fread (text, 1, DESK_PICTURE_LIST_MAX_BYTES + 1, stream);
  (void) fclose (stream);

  return strlen (text) == n_read ? g_steal_pointer (&text) : NULL;
}

/**
 * desk_picture_set_open:
 * @folder: where the files and their list are
 *
 * Returns: (transfer full) (nullable): the files; %NULL unless all are there
 */
DeskPictureSet *
desk_picture_set_open (const char *folder,
                       const char *key)
{
  g_autofree char *text = read_list (folder);
  GPtrArray *files = text != NULL ? desk_picture_list_parse (text, folder) : NULL;
  DeskPictureSet *self;

  if (files == NULL)
    return NULL;

  self = g_new0 (DeskPictureSet, 1);
  self->key = g_strdup (key);
  self->folder = g_strdup (folder);
  self->files = files;
  return self;
}

DeskPictureSet *
desk_picture_set_copy (const DeskPictureSet *self)
{
  DeskPictureSet *copy = g_new (DeskPictureSet, 1);

  *copy = (DeskPictureSet) { g_strdup (self->key), g_strdup (self->folder), g_ptr_array_ref (self->files) };

  return copy;
}

void
desk_picture_set_free (DeskPictureSet *self)
{
  if (self == NULL)
    return;

  g_free (self->key);
  g_free (self->folder);
  g_ptr_array_unref (self->files);
  g_free (self);
}
