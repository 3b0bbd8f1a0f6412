/* desk-feed-xml.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-feed-private.h"

/* Text of any kind as XML 1.0 has it. */

/* "any Unicode character, excluding the surrogate blocks, FFFE, and FFFF", and of
 * the controls three (XML 1.0, production 2). */
static gboolean
is_allowed (gunichar c)
{
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

/**
 * desk_feed_append_escaped:
 * @text: UTF-8
 *
 * Appends @text; what no XML document can hold is left out.
 */
void
desk_feed_append_escaped (GString    *out,
                          const char *text)
{
  const char *next;

  for (const char *p = text; *p != '\0'; p = next)
    {
      next = g_utf8_next_char (p);
      if (*p == '&')
        g_string_append (out, "&amp;");
      else if (*p == '<')
        g_string_append (out, "&lt;");
      else if (*p == '>')
        g_string_append (out, "&gt;");
      else if (*p == '"')
        g_string_append (out, "&quot;");
      else if (is_allowed (g_utf8_get_char (p)))
        g_string_append_len (out, p, next - p);
    }
}

/**
 * desk_feed_append_element:
 * @attributes: with a space in front, or ""; as XML has them
 * @text: (nullable): what is in it; for %NULL there is no element
 */
void
desk_feed_append_element (GString    *out,
                          const char *name,
                          const char *attributes,
                          const char *text)
{
  if (text == NULL)
    return;

  g_string_append_printf (out, "<%s%s>", name, attributes);
  desk_feed_append_escaped (out, text);
  g_string_append_printf (out, "</%s>\n", name);
}
