/* desk-mustache-lines.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-mustache-tree.h"

#include <string.h>

/**
 * desk_mustache_move_lines:
 * @text: the source of a template
 * @n_less: how much white space each line that has it loses in front, in bytes
 * @indent: what each line gets instead
 * @with_first: whether the first line is moved, too
 *
 * Returns: (transfer full): the source with another indentation
 */
char *
desk_mustache_move_lines (const char *text,
                          gsize       n_less,
                          const char *indent,
                          gboolean    with_first)
{
  GString *out = g_string_new (NULL);

  for (const char *line = text; *line != '\0';)
    {
      const char *end = strchr (line, '\n');
      const char *next = end != NULL ? end + 1 : line + strlen (line);

      if (line > text || with_first)
        {
          line += MIN (strspn (line, " \t"), n_less);
          g_string_append (out, indent);
        }
      g_string_append_len (out, line, next - line);
      line = next;
    }

  return g_string_free_and_steal (out);
}
