/* desk-archive-name.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-backup-private.h"

#include <string.h>

#define MAX_NAME_BYTES 1024
#define MAX_PARTS 20

static gboolean
is_part (const char *part)
{
  if (*part == '\0' || g_str_equal (part, ".") || g_str_equal (part, "..") || strlen (part) > 255)
    return FALSE;

  for (const char *p = part; *p != '\0'; p++)
    {
      if ((guchar) * p < ' ' || *p == '\x7f' || *p == '\\')
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_archive_is_name:
 * @name: a path in a library's folder, in the bytes of the file system
 *
 * Returns: whether a backup may have it: it can't lead out of the folder, and
 *   it is a file that backups know
 */
gboolean
desk_archive_is_name (const char *name)
{
  g_auto(GStrv) parts = NULL;
  unsigned n_parts;

  if (strlen (name) > MAX_NAME_BYTES)
    return FALSE;

  parts = g_strsplit (name, "/", MAX_PARTS + 1);
  n_parts = g_strv_length (parts);
  if (n_parts == 0 || n_parts > MAX_PARTS)
    return FALSE;
  for (unsigned i = 0; i < n_parts; i++)
    {
      if (!is_part (parts[i]))
        return FALSE;
    }

  if (n_parts == 1)
    return g_str_equal (name, DESK_ARCHIVE_HEAD) || g_str_equal (name, DESK_ARCHIVE_SUMS) ||
           g_str_equal (name, DESK_DATABASE_NAME);

  return (n_parts == 2 && g_str_equal (parts[0], "media") && desk_media_is_name (parts[1])) ||
         g_str_equal (parts[0], "themes");
}

/**
 * desk_archive_dup_top:
 *
 * Returns: (transfer full): the name of the folder that a backup of @library
 *   unpacks to
 */
char *
desk_archive_dup_top (const char *library)
{
  g_autofree char *absolute = g_canonicalize_filename (library, NULL);
  g_autofree char *name = g_path_get_basename (absolute);

  return is_part (name) && strlen (name) < 200 ? g_steal_pointer (&name) : g_strdup ("Newsroom.copydesk");
}
