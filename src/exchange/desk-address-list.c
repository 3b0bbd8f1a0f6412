/* desk-address-list.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-address-list.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What people have of the addresses that a site had:
 *
 *   a sitemap      <loc>https://example.org/a</loc>
 *   a log          … "GET /a HTTP/1.1" 200 …   as Apache and nginx write it
 *   a list         an address a line
 *
 * A log may be larger than memory, so it is read line by line; of one that was asked for
 * in vain nobody needs to hear. */

#define MAX_LINE_BYTES (64 * 1024)
#define MAX_ADDRESSES 1000000

typedef struct
{
  GPtrArray  *addresses;
  GHashTable *seen;
} List;

static void
add (List       *self,
     const char *text,
     gsize       n_bytes)
{
  g_autofree char *address = g_strndup (text, n_bytes);

  g_strstrip (address);
  if (*address == '\0' || !g_utf8_validate (address, -1, NULL) || g_hash_table_contains (self->seen, address))
    return;

  g_ptr_array_add (self->addresses, address);
  g_hash_table_add (self->seen, g_steal_pointer (&address));
}

/* XML 1.0 §4.6; other entities are not in addresses. */
static char *
dup_without_entities (const char *text,
                      gsize       n_bytes)
{
  static const char *const entities[][2] = {
    { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&apos;", "'" }, { "&#39;", "'" }, { "&#038;", "&" }, { "&amp;", "&" },
  };
  g_autoptr(GString) plain = g_string_new_len (text, (gssize) n_bytes);

  for (unsigned i = 0; i < G_N_ELEMENTS (entities); i++)
    g_string_replace (plain, entities[i][0], entities[i][1], 0);

  return g_string_free_and_steal (g_steal_pointer (&plain));
}

static gboolean
add_places (List       *self,
            const char *line)
{
  const char *start = line;
  gboolean has_place = FALSE;

  while ((start = strstr (start, "<loc>")) != NULL)
    {
      const char *end = strstr (start, "</loc>");
      g_autofree char *address = NULL;

      if (end == NULL)
        return TRUE;
      start += strlen ("<loc>");
      address = dup_without_entities (start, (gsize) (end - start));
      add (self, address, strlen (address));
      has_place = TRUE;
    }

  return has_place;
}

/* Returns whether the line is one of a log. */
static gboolean
add_request (List       *self,
             const char *line)
{
  const char *start = strstr (line, "\"GET ");
  const char *end, *status;

  if (start == NULL)
    return strstr (line, "\" ") != NULL && (strstr (line, "\"POST ") != NULL || strstr (line, "\"HEAD ") != NULL);

  start += strlen ("\"GET ");
  end = start + strcspn (start, " \"");
  status = strstr (end, "\" ");
  if (status != NULL && (status[2] == '2' || status[2] == '3'))
    add (self, start, (gsize) (end - start));

  return TRUE;
}

static void
add_line (List       *self,
          const char *line)
{
  if (add_places (self, line) || add_request (self, line))
    return;
  if (*line == '/' || *line == '?' || g_ascii_strncasecmp (line, "http", 4) == 0)
    add (self, line, strlen (line));
}

/* Sitemaps may be a single line: they are cut behind each place as well as at line ends. */
static gboolean
read_lines (FILE     *stream,
            List     *list,
            DeskPlace place,
            GError  **error)
{
  g_autoptr(GString) line = g_string_new (NULL);
  int c;

  while ((c = getc (stream)) != EOF && list->addresses->len <= MAX_ADDRESSES)
    {
      if (c == '\n' && strstr (line->str, "<loc>") != NULL && line->len < MAX_LINE_BYTES)
        c = ' '; /* a place may begin in one line and end in another */
      if (c != '\n' && c != '\0' && line->len < MAX_LINE_BYTES)
        g_string_append_c (line, (char) c);
      if (c != '\n' && !(c == '>' && g_str_has_suffix (line->str, "</loc>")))
        continue;
      add_line (list, line->str);
      g_string_truncate (line, 0);
    }
  add_line (list, line->str);

  if (ferror (stream))
    return desk_exchange_throw (error, place, _("this can't be read (%s)"), g_strerror (errno));
  if (list->addresses->len > MAX_ADDRESSES)
    return desk_exchange_throw (error, place, _("this has more than %d addresses; split it"), MAX_ADDRESSES);
  if (list->addresses->len == 0)
    return desk_exchange_throw (error, place, _("there is no address in it; name a sitemap, a server's log, or a list with an address a line"));

  return TRUE;
}

/**
 * desk_address_list_read:
 * @path: a sitemap, a log of a web server, or a list
 *
 * Blocks; call it on a worker.
 *
 * Returns: (transfer full) (element-type utf8): each address once, in the order of the
 *   file; %NULL with @error set
 */
GPtrArray *
desk_address_list_read (const char *path,
                        GError    **error)
{
  g_autofree char *shown = desk_exchange_dup_shown (path);
  DeskPlace place = { shown, 0 };
  g_autoptr(GPtrArray) addresses = g_ptr_array_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  List list = { addresses, seen };
  FILE *stream = g_fopen (path, "rb");
  gboolean is_read;

  g_ptr_array_set_free_func (addresses, g_free);
  if (stream == NULL)
    {
      desk_exchange_throw (error, place, _("this can't be read (%s)"), g_strerror (errno));
      return NULL;
    }

  is_read = read_lines (stream, &list, place, error);
  (void) fclose (stream); /* it was only read */
  return is_read ? g_steal_pointer (&addresses) : NULL;
}
