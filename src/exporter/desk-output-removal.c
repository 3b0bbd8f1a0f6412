/* desk-output-removal.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-output-private.h"

#include "desk-output-error.h"
#include "desk-output-list.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

/* What is no longer a part of the site. */

static void
remove_empty_folders (DeskOutput *self,
                      const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  while (!g_str_equal (folder, "."))
    {
      g_autofree char *full = g_build_filename (self->directory, folder, NULL);
      char *parent = g_path_get_dirname (folder);

      if (g_rmdir (full) != 0)
        {
          g_free (parent);
          return;
        }
      g_free (folder);
      folder = parent;
    }
}

static gboolean
is_real_folder (DeskOutput *self,
                const char *path)
{
  for (const char *slash = strchr (path, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    {
      g_autofree char *folder = g_strndup (path, (gsize) (slash - path));
      g_autofree char *full = g_build_filename (self->directory, folder, NULL);
      struct stat status;

      if (lstat (full, &status) != 0 || !S_ISDIR (status.st_mode))
        return FALSE;
    }

  return TRUE;
}

/* Whether @hash, in hexadecimal, is one that the file had by the last export, or
 * got from one that broke. */
static gboolean
is_known_hash (DeskOutput *self,
               const char *path,
               const char *hash)
{
  DeskSiteFile file;
  char known[DESK_OUTPUT_HASH_CHARS];

  if (g_strcmp0 (g_hash_table_lookup (self->unsure, path), hash) == 0)
    return TRUE;
  if (!desk_output_find_file (self, path, &file))
    return FALSE;

  desk_output_write_hash (file.sha256, known);
  return g_str_equal (known, hash);
}

/* Removes a file of an earlier export, unless somebody has changed it since. */
static gboolean
remove_file (DeskOutput *self,
             const char *path,
             GError    **error)
{
  g_autofree char *full = g_build_filename (self->directory, path, NULL);
  g_autofree char *now = NULL;
  g_autofree char *bytes = NULL;
  gsize n_bytes = 0;
  struct stat status;

  if (!desk_output_list_is_path (path) || !is_real_folder (self, path) || lstat (full, &status) != 0 ||
      !S_ISREG (status.st_mode) || !g_file_get_contents (full, &bytes, &n_bytes, NULL))
    return TRUE;

  now = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, n_bytes);
  if (!is_known_hash (self, path, now))
    return TRUE;
  if (!desk_output_put_in_journal (self, path, now, error))
    return FALSE;
  if (g_unlink (full) != 0)
    return desk_output_throw_errno (DESK_OUTPUT_REMOVE, full, error);

  self->counts.n_removed++;
  remove_empty_folders (self, path);
  return TRUE;
}

/* What an export that broke had begun, and this one has no use for. */
static gboolean
remove_unsure (DeskOutput *self,
               GError    **error)
{
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, self->unsure);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    {
      DeskSiteFile file;

      if (!desk_output_find_file (self, path, &file) && !remove_file (self, path, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
forget_file (DeskOutput *self,
             const char *path,
             GError    **error)
{
  GError *cause = NULL;

  if (!remove_file (self, path, error))
    return FALSE;

  self->counts.n_dropped++;
  return desk_site_state_remove_file (self->state, path, &cause) || desk_output_throw_state (self, cause, error);
}

static gboolean
remove_older (DeskOutput *self,
              GError    **error)
{
  GError *cause = NULL;
  g_autoptr(GPtrArray) paths = desk_site_state_list_older (self->state, self->run, &cause);

  if (paths == NULL)
    return desk_output_throw_state (self, cause, error);

  for (unsigned i = 0; i < paths->len; i++)
    {
      if (!forget_file (self, paths->pdata[i], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
remove_dropped (DeskOutput *self,
                GError    **error)
{
  for (unsigned i = 0; i < self->dropped->len; i++)
    {
      const char *path = self->dropped->pdata[i];
      DeskSiteFile file;

      if (desk_output_find_file (self, path, &file) && file.run < self->run && !forget_file (self, path, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_output_remove_gone:
 *
 * Removes what earlier exports wrote, whole or not, and this one did not.
 */
gboolean
desk_output_remove_gone (DeskOutput *self,
                         GError    **error)
{
  return remove_unsure (self, error) && (self->is_partial ? remove_dropped (self, error) : remove_older (self, error));
}
