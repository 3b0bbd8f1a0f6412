/* desk-yaml-write.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-yaml.h"

#include <string.h>

/* One way to write each value, so that the same library gives the same bytes.
 *
 * libyaml's own emitter escapes every character beyond the BMP and breaks long
 * lines where it likes; people are to read these files and compare them line by
 * line. So a text is plain where any YAML reader, of 1.1 or 1.2, takes it for
 * that text, else in double quotes with the fewest escapes.
 */

/* What a reader takes for something else than text when it stands alone. */
static gboolean
is_special_word (const char *text)
{
  static const char *const words[] = {
    "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", NULL
  };
  g_autofree char *lower = g_ascii_strdown (text, -1);

  return g_strv_contains (words, lower);
}

/* Numbers in any notation, dates and times: those that begin with a sign or a
 * point are in quotes anyway. */
static gboolean
may_be_number (const char *text)
{
  gsize n_bytes = strlen (text);

  return g_ascii_isdigit (*text) &&
         (strspn (text, "0123456789_.,:+-TtZz ") == n_bytes ||
          strspn (text, "0123456789_.eE+-") == n_bytes ||
          (*text == '0' && text[1] != '\0' && strchr ("xXoObB", text[1]) != NULL));
}

static gboolean
is_printable (gunichar c)
{
  return (c >= 0x20 && c < 0x7f) || (c >= 0xa0 && c <= 0xd7ff && c != 0x2028 && c != 0x2029) ||
         (c >= 0xe000 && c < 0xfffe && c != 0xfeff) || (c >= 0x10000 && (c & 0xfffe) != 0xfffe);
}

static gboolean
is_plain (const char *text)
{
  gsize n_bytes = strlen (text);
  gunichar previous = 0;

  if (n_bytes == 0 || is_special_word (text) || may_be_number (text) ||
      strchr ("-?:,[]{}#&*!|>'\"%@`=<~.+ ", *text) != NULL || text[n_bytes - 1] == ' ' || text[n_bytes - 1] == ':')
    return FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_printable (c) || (c == '#' && previous == ' ') || (c == ' ' && previous == ':'))
        return FALSE;
      previous = c;
    }

  return TRUE;
}

static void
append_escaped (GString *out,
                gunichar c)
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

    case '\t':
      g_string_append (out, "\\t");
      break;

    case '\r':
      g_string_append (out, "\\r");
      break;

    default:
      if (is_printable (c))
        g_string_append_unichar (out, c);
      else if (c <= 0xff)
        g_string_append_printf (out, "\\x%02X", c);
      else if (c <= 0xffff)
        g_string_append_printf (out, "\\u%04X", c);
      else
        g_string_append_printf (out, "\\U%08X", c);
      break;
    }
}

static void
append_text (GString    *out,
             const char *text)
{
  if (is_plain (text))
    {
      g_string_append (out, text);
      return;
    }

  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    append_escaped (out, g_utf8_get_char (p));
  g_string_append_c (out, '"');
}

static void
indent (GString *out,
        unsigned level)
{
  for (unsigned i = 0; i < level; i++)
    g_string_append (out, "  ");
}

/**
 * desk_yaml_write_key:
 *
 * Writes "KEY:" and ends the line: a list or mapping follows, a level deeper.
 */
void
desk_yaml_write_key (GString    *out,
                     unsigned    level,
                     const char *key)
{
  indent (out, level);
  append_text (out, key);
  g_string_append (out, ":\n");
}

/**
 * desk_yaml_write_text:
 * @text: (nullable): any UTF-8, which comes back the same
 */
void
desk_yaml_write_text (GString    *out,
                      unsigned    level,
                      const char *key,
                      const char *text)
{
  if (text == NULL || *text == '\0')
    return;

  indent (out, level);
  append_text (out, key);
  g_string_append (out, ": ");
  append_text (out, text);
  g_string_append_c (out, '\n');
}

/**
 * desk_yaml_write_word:
 * @word: (nullable): a number, a date, true or false: never in quotes
 */
void
desk_yaml_write_word (GString    *out,
                      unsigned    level,
                      const char *key,
                      const char *word)
{
  if (word == NULL)
    return;

  indent (out, level);
  append_text (out, key);
  g_string_append_printf (out, ": %s\n", word);
}

void
desk_yaml_write_item (GString    *out,
                      unsigned    level,
                      const char *text)
{
  indent (out, level);
  g_string_append (out, "- ");
  append_text (out, text);
  g_string_append_c (out, '\n');
}

/**
 * desk_yaml_write_list:
 * @texts: (element-type utf8): the key is left out when there are none
 */
void
desk_yaml_write_list (GString    *out,
                      unsigned    level,
                      const char *key,
                      GPtrArray  *texts)
{
  if (texts->len == 0)
    return;

  desk_yaml_write_key (out, level, key);
  for (unsigned i = 0; i < texts->len; i++)
    desk_yaml_write_item (out, level + 1, texts->pdata[i]);
}

/**
 * desk_yaml_begin_item:
 * @start: where in @out the members of a mapping begin that were written at
 *   @level, two spaces deeper than their list's dash is to be
 *
 * Makes these members an item of a list, by the dash before the first of them.
 */
void
desk_yaml_begin_item (GString *out,
                      gsize    start,
                      unsigned level)
{
  if (out->len > start)
    out->str[start + 2 * (level - 1)] = '-';
}
