/* desk-import-body.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-import-body.h"

#include <string.h>

/* A text is taken byte for byte, but for the pictures and documents that lie
 * beside it: they come into the library, and the text names them there. They are
 * looked for where a destination stands, "](PATH" or "](<PATH>", and not by a tree
 * of the text, which does not know at which byte a destination is. What is no
 * path of a file that is there stays as it is, so a look too many does no harm. */

#define PATH_MAX_BYTES 1024

/* Returns the end of the destination that begins at @from, which moves past a
 * bracket; NULL where there is none. */
static const char *
find_end (const char **from)
{
  const char *end;

  if (**from != '<')
    return *from + strcspn (*from, " \t\r\n()<>");

  (*from)++;
  end = *from + strcspn (*from, "<>\r\n");
  return *end == '>' ? end : NULL;
}

static gboolean
has_known_ending (const char *path)
{
  static const char *const endings[] = { ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".pdf" };
  const char *point = strrchr (path, '.');

  for (unsigned i = 0; point != NULL && i < G_N_ELEMENTS (endings); i++)
    {
      if (g_ascii_strcasecmp (point, endings[i]) == 0)
        return TRUE;
    }

  return FALSE;
}

/* The path that stands there, without its escapes; NULL for an address of another
 * kind. */
static char *
dup_path (const char *from,
          const char *end)
{
  g_autofree char *written = NULL;
  char *path;

  if (end == NULL || end == from || end - from > PATH_MAX_BYTES || *from == '/' || *from == '#')
    return NULL;

  written = g_strndup (from, (gsize) (end - from));
  if (strchr (written, ':') != NULL)
    return NULL;

  path = g_uri_unescape_string (written, NULL);
  if (path == NULL || !has_known_ending (path))
    g_clear_pointer (&path, g_free);
  return path;
}

/**
 * desk_import_body_replace:
 * @func: (scope call): asked for each path of a file that may be a picture or a
 *   document
 *
 * Returns: (transfer full) (nullable): @body with what @func gave; %NULL if it
 *   gave nothing
 */
char *
desk_import_body_replace (const char         *body,
                          DeskImportPathFunc *func,
                          gpointer            user_data)
{
  g_autoptr(GString) out = NULL;
  const char *copied = body;

  for (const char *found = strstr (body, "]("); found != NULL; found = strstr (found, "]("))
    {
      const char *from = found + 2, *end = find_end (&from);
      g_autofree char *path = dup_path (from, end);
      g_autofree char *replacement = path != NULL ? func (path, user_data) : NULL;

      found = from;
      if (replacement == NULL)
        continue;

      if (out == NULL)
        out = g_string_sized_new (strlen (body) + 256);
      g_string_append_len (out, copied, from - copied);
      g_string_append (out, replacement);
      copied = end;
    }
  if (out != NULL)
    g_string_append (out, copied);

  return out != NULL ? g_string_free_and_steal (g_steal_pointer (&out)) : NULL;
}
