/* desk-output-list.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-output-list.h"

#include <string.h>

/* The list of what an export has begun is text. Its first line names the format and
 * the library; each other one is the SHA-256 of a file, a space and its path. A list
 * without that first line, or of another library, counts as none at all, and so does
 * a damaged line: what is ours is then told by comparing the bytes.
 */

#define FIRST_WORDS "copydesk-files 1 "
#define HASH_CHARS 64
#define MAX_PATH_BYTES 1024

/**
 * desk_output_list_is_path:
 *
 * Returns: whether @path leads to a file below the folder that can be the site's
 */
gboolean
desk_output_list_is_path (const char *path)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", -1);

  if (*path == '\0' || strlen (path) > MAX_PATH_BYTES)
    return FALSE;
  for (unsigned i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] == '\0' || g_str_equal (parts[i], ".") || g_str_equal (parts[i], ".."))
        return FALSE;
    }

  return !g_str_equal (parts[0], DESK_OUTPUT_FOLDER);
}

static void
read_line (GHashTable *files,
           const char *line)
{
  if (strlen (line) < HASH_CHARS + 2 || line[HASH_CHARS] != ' ')
    return;
  for (unsigned i = 0; i < HASH_CHARS; i++)
    {
      if (!g_ascii_isxdigit (line[i]))
        return;
    }
  if (desk_output_list_is_path (line + HASH_CHARS + 1))
    g_hash_table_replace (files, g_strdup (line + HASH_CHARS + 1), g_strndup (line, HASH_CHARS));
}

/**
 * desk_output_list_first_line:
 * @library_id: a library's random id
 *
 * Returns: (transfer full): what a list of that library starts with
 */
char *
desk_output_list_first_line (const char *library_id)
{
  return g_strconcat (FIRST_WORDS, library_id, "\n", NULL);
}

/**
 * desk_output_list_read:
 * @directory: the folder of the site
 * @file_name: of a list in its `.copydesk` folder
 * @library_id: whose list it has to be
 *
 * Returns: (transfer full): char *path → char *SHA-256; empty without a list
 *   that can be trusted
 */
GHashTable *
desk_output_list_read (const char *directory,
                       const char *file_name,
                       const char *library_id)
{
  g_autofree char *path = g_build_filename (directory, DESK_OUTPUT_FOLDER, file_name, NULL);
  g_autoptr(GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *first = desk_output_list_first_line (library_id);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  gsize n_bytes = 0;

  if (!g_file_get_contents (path, &text, &n_bytes, NULL) || strlen (text) != n_bytes ||
      !g_str_has_prefix (text, first))
    return g_steal_pointer (&files);

  lines = g_strsplit (text + strlen (first), "\n", -1);
  /* A last line without its end was being written when something broke. */
  for (unsigned i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    read_line (files, lines[i]);

  return g_steal_pointer (&files);
}
