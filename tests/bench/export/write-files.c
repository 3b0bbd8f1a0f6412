/* write-files.c - writes the files of a site as they are, and prints the seconds
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE /* nftw */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* All is read before the clock runs; what begins with a point, where the exporter
 * keeps its own state, is left out. Then two threads write half of the tree each,
 * under no other name first and with no sync.
 *
 *   files, source, target   set before the threads are, then only read
 */
static GPtrArray *files; /* File *, in the order of the tree */
static const char *source, *target;

typedef struct
{
  char *path;      /* of its copy */
  char *folder;    /* of that */
  char *contents;
  gsize n_bytes;
} File;

static void
die (const char *path)
{
  g_printerr ("%s: %s\n", path, g_strerror (errno));
  exit (1);
}

static int
read_cb (const char        *path,
         const struct stat *info,
         int                type,
         struct FTW        *where)
{
  const char *name = path + strlen (source);
  File *file;

  if (type != FTW_F || strstr (name, "/.") != NULL)
    return 0;

  file = g_new0 (File, 1);
  file->path = g_strconcat (target, name, NULL);
  file->folder = g_path_get_dirname (file->path);
  if (!g_file_get_contents (path, &file->contents, &file->n_bytes, NULL))
    die (path);
  g_ptr_array_add (files, file);
  return 0;
}

static gpointer
write_half (gpointer data)
{
  unsigned half = GPOINTER_TO_UINT (data);

  for (unsigned i = files->len * half / 2; i < files->len * (half + 1) / 2; i++)
    {
      const File *file = files->pdata[i];
      int fd;

      if (mkdir (file->folder, 0777) != 0 && errno != EEXIST && g_mkdir_with_parents (file->folder, 0777) != 0)
        die (file->folder);
      fd = open (file->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (fd < 0 || write (fd, file->contents, file->n_bytes) != (gssize) file->n_bytes || close (fd) != 0)
        die (file->path);
    }

  return NULL;
}

int
main (int    argc,
      char **argv)
{
  GThread *other;
  gint64 start_us;

  if (argc != 3)
    return 2;
  source = argv[1];
  target = argv[2];
  files = g_ptr_array_new ();
  if (nftw (source, read_cb, 64, FTW_PHYS) != 0)
    die (source);

  start_us = g_get_monotonic_time ();
  other = g_thread_new ("write", write_half, GUINT_TO_POINTER (1));
  write_half (GUINT_TO_POINTER (0));
  g_thread_join (other);
  g_print ("%.6f\n", (double) (g_get_monotonic_time () - start_us) / G_USEC_PER_SEC);

  return 0;
}
