/* desk-html-escape.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-html.h"

#include "desk-html-writer.h"

#include <string.h>

/* What stands between a text and the markup around it: characters of HTML, and
 * addresses that do nothing but lead somewhere.
 */

/* Code points that HTML forbids even as references (HTML §13.2.3.5). */
static gboolean
is_forbidden (gunichar c)
{
  if (c < 0x20)
    return c != '\t' && c != '\n';

  return (c >= 0x7F && c < 0xA0) || (c >= 0xFDD0 && c < 0xFDF0) || (c & 0xFFFE) == 0xFFFE;
}

/* Whether a byte begins nothing that needs a look: most text is long runs of these.
 * Of the others, 0xc2 may begin a control character, 0xef and more what is no
 * character at all. */
static gboolean
is_ordinary (guchar c)
{
  if (c >= 0x80)
    return c != 0xc2 && c < 0xef;

  return c >= 0x20 ? c != '&' && c != '<' && c != '>' && c != '"' && c != '\'' && c != 0x7f : c == '\t' || c == '\n';
}

static const char *
skip_ordinary (const char *text)
{
  while (is_ordinary ((guchar) * text))
    text++;

  return text;
}

static void
append_special (GString    *html,
                const char *p)
{
  switch (*p)
    {
    case '&': g_string_append (html, "&amp;"); break;
    case '<': g_string_append (html, "&lt;"); break;
    case '>': g_string_append (html, "&gt;"); break;
    case '"': g_string_append (html, "&quot;"); break;
    case '\'': g_string_append (html, "&#39;"); break;
    case '\r':
      if (p[1] != '\n')
        g_string_append_c (html, '\n');
      break;
    default:
      if (!is_forbidden (g_utf8_get_char (p)))
        g_string_append_len (html, p, g_utf8_next_char (p) - p);
      break;
    }
}

/**
 * desk_html_append_escaped:
 * @html: HTML being written
 * @text: (nullable): any valid text
 *
 * Appends @text so that it is text wherever it stands, in an attribute's value
 * in quotes too. Characters that HTML doesn't allow are left out, line ends
 * become LF.
 */
void
desk_html_append_escaped (GString    *html,
                          const char *text)
{
  g_return_if_fail (html != NULL);

  if (text == NULL)
    return;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *special = skip_ordinary (p);

      g_string_append_len (html, p, special - p);
      if (*special == '\0')
        return;
      append_special (html, special);
      p = special;
    }
}

static gboolean
starts_escape (const char *percent)
{
  return g_ascii_isxdigit (percent[1]) && g_ascii_isxdigit (percent[2]);
}

/* Appends an address as an attribute's value: what may not stand in a URL
 * (WHATWG URL §4.3) is percent-encoded, letters of all scripts stay readable.
 */
void
desk_html_append_address (GString    *html,
                          const char *address)
{
  gboolean has_fragment = FALSE;

  for (const char *p = address; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_kept = g_ascii_isalnum (*p) || strchr ("-._~!$()*+,;=:@/?", *p) != NULL;

      if (c >= 0xA0 && !is_forbidden (c) && !g_unichar_isspace (c))
        is_kept = TRUE;
      else if (*p == '%')
        is_kept = starts_escape (p);
      else if (*p == '#' && !has_fragment)
        is_kept = has_fragment = TRUE;

      if (is_kept)
        g_string_append_len (html, p, g_utf8_next_char (p) - p);
      else if (*p == '&')
        g_string_append (html, "&amp;");
      else
        {
          for (const char *byte = p; byte < g_utf8_next_char (p); byte++)
            g_string_append_printf (html, "%%%02X", (guchar) byte[0]);
        }
    }
}

/* Says whether "//" and what follows names a host: letters, digits, dots and
 * hyphens, a port perhaps. A name or password before it is how readers are led
 * to another host than the one they see, and no valid URL of a page.
 */
static gboolean
has_host (const char *rest)
{
  gsize length;
  const char *p;
  const char *end;
  gboolean has_letter = FALSE;

  if (!g_str_has_prefix (rest, "//"))
    return FALSE;

  rest += 2;
  length = strcspn (rest, "/?#");
  end = rest + length;
  for (p = rest; p < end && *p != ':'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c) && !g_unichar_ismark (c) && c != '-' && c != '.' && c != '_')
        return FALSE;
      has_letter = has_letter || g_unichar_isalnum (c);
    }

  if (p < end && *p == ':')
    {
      length = strspn (p + 1, "0123456789");
      if (p + 1 + length != end || length > 5 || g_ascii_strtoull (p + 1, NULL, 10) > 65535)
        return FALSE;
    }

  return has_letter;
}

static gboolean
has_stray_characters (const char *address)
{
  for (const char *p = address; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (is_forbidden (g_utf8_get_char (p)) || *p == '\n' || *p == '\t')
        return TRUE;
    }

  return g_unichar_isspace (g_utf8_get_char (address)) || g_str_has_suffix (address, " ");
}

/* Says whether an address is one that a browser would run. */
gboolean
desk_html_is_script (const char *address)
{
  static const char * const names[] = { "javascript", "vbscript" };
  g_autoptr(GString) scheme = g_string_new (NULL);

  /* Browsers skip white space and controls here (WHATWG URL §4.4). */
  for (const char *p = address; *p != '\0' && *p != ':'; p++)
    {
      if ((guchar) p[0] > 0x20 && *p != 0x7F)
        g_string_append_c (scheme, g_ascii_tolower (*p));
    }

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (scheme->str, names[i]))
        return strchr (address, ':') != NULL;
    }

  return FALSE;
}

/**
 * desk_html_is_safe_address:
 * @address: a link's target
 *
 * Says whether @address may stand in a page: an address on the site itself, or
 * one with http, https, ftp, mailto or tel. White space around it or controls
 * within, with which schemes are hidden, make it unsafe, and so does a host
 * that can't be one.
 */
gboolean
desk_html_is_safe_address (const char *address)
{
  static const char * const schemes[] = { "http", "https", "ftp", "mailto", "tel", NULL };
  g_autofree char *scheme = NULL;
  gsize length;

  g_return_val_if_fail (address != NULL, FALSE);

  if (*address == '\0' || !g_utf8_validate (address, -1, NULL) || has_stray_characters (address))
    return FALSE;
  if (g_str_has_prefix (address, "//"))
    return has_host (address);

  length = strcspn (address, ":/?#");
  if (address[length] != ':')
    return TRUE;

  scheme = g_ascii_strdown (address, (gssize) length);
  if (!g_strv_contains (schemes, scheme))
    return FALSE;
  if (g_str_equal (scheme, "mailto") || g_str_equal (scheme, "tel"))
    return address[length + 1] != '\0';

  return has_host (address + length + 1);
}
