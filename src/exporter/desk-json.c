/* desk-json.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-json.h"

#include <string.h>

/* Every page has JSON in its head, and feeds, the search and the manifest are JSON.
 * json-glib would first make a tree of it, node by node, which took an eighth of a
 * page's time; read it is by json-glib, in the tests.
 */

static void
separate (GString *out)
{
  if (out->len > 0 && strchr ("{[:,", out->str[out->len - 1]) == NULL)
    g_string_append_c (out, ',');
}

/**
 * desk_json_open:
 * @bracket: '{' or '['
 */
void
desk_json_open (GString *out,
                char     bracket)
{
  separate (out);
  g_string_append_c (out, bracket);
}

/**
 * desk_json_close:
 * @bracket: '}' or ']'
 */
void
desk_json_close (GString *out,
                 char     bracket)
{
  g_string_append_c (out, bracket);
}

static gboolean
is_ordinary (guchar c)
{
  return c >= 0x20 && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&' && c != 0x7f;
}

/* What may stand in JSON only so (RFC 8259, 7), and what would end or change the
 * element of a page that JSON stands in. */
static void
append_special (GString *out,
                guchar   c)
{
  switch (c)
    {
    case '"':
      g_string_append (out, "\\\"");
      break;

    case '\\':
      g_string_append (out, "\\\\");
      break;

    case '\n':
      g_string_append (out, "\\n");
      break;

    case '\r':
      g_string_append (out, "\\r");
      break;

    case '\t':
      g_string_append (out, "\\t");
      break;

    default:
      g_string_append_printf (out, "\\u%04x", c);
      break;
    }
}

static void
append_quoted (GString    *out,
               const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0';)
    {
      const char *start = p;

      while (is_ordinary ((guchar) * p))
        p++;
      g_string_append_len (out, start, p - start);
      if (*p != '\0')
        append_special (out, (guchar) * p++);
    }
  g_string_append_c (out, '"');
}

/**
 * desk_json_add_name:
 * @name: of the value that follows
 */
void
desk_json_add_name (GString    *out,
                    const char *name)
{
  separate (out);
  append_quoted (out, name);
  g_string_append_c (out, ':');
}

/**
 * desk_json_add_text:
 * @text: valid UTF-8
 *
 * Adds a string. It may stand in a page's script element as it is.
 */
void
desk_json_add_text (GString    *out,
                    const char *text)
{
  separate (out);
  append_quoted (out, text);
}

void
desk_json_add_number (GString *out,
                      unsigned number)
{
  separate (out);
  g_string_append_printf (out, "%u", number);
}

/**
 * desk_json_add_member:
 * @text: (nullable): %NULL adds nothing
 */
void
desk_json_add_member (GString    *out,
                      const char *name,
                      const char *text)
{
  if (text == NULL)
    return;

  desk_json_add_name (out, name);
  desk_json_add_text (out, text);
}
