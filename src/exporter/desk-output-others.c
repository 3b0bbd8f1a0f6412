/* desk-output-others.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-output-private.h"

#include "desk-output-error.h"
#include "desk-output-list.h"

#include <errno.h>
#include <sys/stat.h>

/* What somebody else has put into the folder, and whether it is in the way. */

/* Whether @folder, "" for the site's own, holds what isn't ours. An empty folder
 * isn't: an export leaves none. */
static gboolean
holds_others (DeskOutput *self,
              const char *folder)
{
  g_autofree char *full = g_build_filename (self->directory, folder, NULL);
  g_autoptr(GDir) dir = g_dir_open (full, 0, NULL);
  gboolean is_empty = TRUE;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = *folder != '\0' ? g_build_filename (folder, name, NULL) : g_strdup (name);
      g_autofree char *child = g_build_filename (full, name, NULL);
      struct stat status;

      is_empty = FALSE;
      if (g_str_equal (path, DESK_OUTPUT_FOLDER))
        continue;
      if (lstat (child, &status) == 0 && S_ISDIR (status.st_mode)
          ? holds_others (self, path)
          : !desk_output_is_ours (self, path))
        return TRUE;
    }

  return is_empty && *folder != '\0';
}

/**
 * desk_output_has_others:
 *
 * Returns: whether the folder has something that isn't known to be ours
 */
gboolean
desk_output_has_others (DeskOutput *self)
{
  return holds_others (self, "");
}

/**
 * desk_output_is_taken:
 *
 * Returns: whether something stands at @path, or in the way there, that isn't
 *   known to be ours
 */
gboolean
desk_output_is_taken (DeskOutput *self,
                      const char *path)
{
  g_autofree char *full = NULL;
  struct stat status;

  if (desk_output_is_ours (self, path))
    return FALSE;

  full = g_build_filename (self->directory, path, NULL);
  return lstat (full, &status) == 0 || errno == ENOTDIR;
}

/**
 * desk_output_set_rehearsal:
 *
 * In a rehearsal desk_output_write() and desk_output_finish() write nothing and
 * fail as they would: so a folder with somebody else's files is refused before
 * the first page is written into it.
 */
void
desk_output_set_rehearsal (DeskOutput *self,
                           gboolean    is_rehearsal)
{
  self->is_rehearsal = is_rehearsal;
}

gboolean
desk_output_rehearse (DeskOutput *self,
                      const char *path,
                      const char *bytes,
                      gsize       n_bytes,
                      GError    **error)
{
  g_autofree char *full = g_build_filename (self->directory, path, NULL);
  struct stat status;
  gboolean is_folder_new, is_free;

  if (!desk_output_make_folders (self, path, &is_folder_new, error))
    return FALSE;

  is_free = lstat (full, &status) != 0 ||
            (desk_output_is_ours (self, path) && !S_ISDIR (status.st_mode)) ||
            desk_output_is_same (full, &status, bytes, n_bytes);
  return is_free || desk_output_throw_foreign (self->directory, path, error);
}
