/* desk-article-file.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-article-file.h"

#include "store/desk-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file is
 *
 *     [BOM] "---" end-of-line, YAML, "---" end-of-line, [empty line], text
 *
 * Ends of lines are LF or CRLF. One empty line after the front matter belongs
 * to neither; the text begins behind it and is taken byte for byte, whatever it
 * begins with and however it ends. What we write always has that empty line.
 */

#define FENCE "---"
#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define MAX_FILE_BYTES (DESK_BODY_MAX_BYTES + 128 * 1024)

/* FIFOs and devices would block or never end, so only plain files are read. */
static gboolean
open_file (const char  *path,
           DeskPlace    place,
           struct stat *out_status,
           int         *out_fd,
           GError     **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);

  if (fd < 0 || fstat (fd, out_status) != 0)
    {
      int code = errno;

      if (fd >= 0)
        (void) g_close (fd, NULL);
      return desk_exchange_throw (error, place, _("the file can't be read (%s); allow reading it or leave it out"), g_strerror (code));
    }
  if (!S_ISREG (out_status->st_mode))
    {
      (void) g_close (fd, NULL);
      return desk_exchange_throw (error, place, _("this is not a plain file; leave it out"));
    }

  *out_fd = fd;
  return TRUE;
}

/* The line that holds the first byte which is no UTF-8. */
static unsigned
line_of (const char *text,
         const char *end)
{
  unsigned line = 1;

  for (const char *p = text; p < end; p++)
    line += *p == '\n';

  return line;
}

/**
 * desk_text_file_read:
 * @max_bytes: what is larger is refused
 *
 * Returns: (transfer full): the whole file, valid UTF-8 without zero bytes;
 *   %NULL with @error set
 */
char *
desk_text_file_read (const char *path,
                     gsize       max_bytes,
                     DeskPlace   place,
                     gsize      *out_n_bytes,
                     GError    **error)
{
  g_autofree char *text = NULL;
  g_autofd int fd = -1;
  struct stat status;
  gsize n_bytes = 0;
  const char *end;

  if (!open_file (path, place, &status, &fd, error))
    return NULL;
  if ((gsize) status.st_size > max_bytes)
    {
      desk_exchange_throw (error, place, _("the file is larger than %u MB; split it into several"),
                           (unsigned) (max_bytes / 1024 / 1024));
      return NULL;
    }

  text = g_malloc ((gsize) status.st_size + 1);
  while (n_bytes < (gsize) status.st_size)
    {
      gssize n_read = read (fd, text + n_bytes, (gsize) status.st_size - n_bytes);

      if (n_read < 0 && errno == EINTR)
        continue;
      if (n_read < 0)
        {
          desk_exchange_throw (error, place, _("the file can't be read (%s); allow reading it or leave it out"), g_strerror (errno));
          return NULL;
        }
      if (n_read == 0)
        break; /* it was cut while it was read */
      n_bytes += (gsize) n_read;
    }
  text[n_bytes] = '\0';

  if (!g_utf8_validate_len (text, n_bytes, &end))
    {
      desk_exchange_throw (error, (DeskPlace) { place.file, line_of (text, end) },
                           _("there is a byte that is not UTF-8 text; save the file as UTF-8"));
      return NULL;
    }

  *out_n_bytes = n_bytes;
  return g_steal_pointer (&text);
}

/* Behind the line that @line begins. */
static const char *
next_line (const char *line,
           const char *end)
{
  const char *newline = memchr (line, '\n', (gsize) (end - line));

  return newline != NULL ? newline + 1 : end;
}

static gboolean
is_fence (const char *line,
          const char *end)
{
  const char *next = next_line (line, end);
  const char *rest = line + strlen (FENCE);

  if (next - line < (gssize) strlen (FENCE) || strncmp (line, FENCE, strlen (FENCE)) != 0)
    return FALSE;
  while (rest < next && strchr (" \t\r\n", *rest) != NULL)
    rest++;

  return rest == next;
}

static const char *
skip_empty_line (const char *text)
{
  if (g_str_has_prefix (text, "\r\n"))
    return text + 2;

  return *text == '\n' ? text + 1 : text;
}

static gboolean
check_body (gsize     n_bytes,
            DeskPlace place,
            GError  **error)
{
  return n_bytes <= DESK_BODY_MAX_BYTES ||
         desk_exchange_throw (error, place, _("the text is larger than %d MB; split it into several articles"),
                              DESK_BODY_MAX_BYTES / 1024 / 1024);
}

/* Where the front matter is and where the text begins, in a file up to @end. */
static gboolean
find_parts (const char  *text,
            const char  *end,
            const char **out_yaml,
            const char **out_fence,
            DeskPlace    place,
            GError     **error)
{
  const char *first = g_str_has_prefix (text, BYTE_ORDER_MARK) ? text + strlen (BYTE_ORDER_MARK) : text;
  const char *yaml = next_line (first, end);
  const char *fence = yaml;

  if (text == end)
    return desk_exchange_throw (error, place, _("the file is empty; write something or leave it out"));
  if (!is_fence (first, end))
    return desk_exchange_throw (error, place, _("there is no front matter; begin the file with the lines “---”, “title: …” and “---”,"
                                                " or leave it out"));
  while (fence < end && !is_fence (fence, end))
    fence = next_line (fence, end);
  if (fence == end)
    return desk_exchange_throw (error, place, _("the front matter has no end; write a line “---” below it"));

  *out_yaml = yaml;
  *out_fence = fence;
  return TRUE;
}

/**
 * desk_article_file_parse:
 * @text: the whole file, valid UTF-8
 * @unknown: (nullable): see desk_front_matter_read()
 * @place: the file
 *
 * Returns: (transfer full): its parts; %NULL with @error set
 */
DeskArticleFile *
desk_article_file_parse (const char *text,
                         gsize       n_bytes,
                         const char *time_zone,
                         GHashTable *unknown,
                         DeskPlace   place,
                         GError    **error)
{
  const char *end = text + n_bytes;
  g_autoptr(DeskArticleFile) file = NULL;
  const char *yaml = NULL, *fence = NULL, *body;

  place.line = 1; /* of the first fence, before what YAML begins with */
  if (!find_parts (text, end, &yaml, &fence, place, error))
    return NULL;

  file = g_new0 (DeskArticleFile, 1);
  file->matter = desk_front_matter_read (yaml, (gsize) (fence - yaml), time_zone, unknown, place, error);
  body = skip_empty_line (next_line (fence, end));
  if (file->matter == NULL || !check_body ((gsize) (end - body), place, error))
    return NULL;

  file->body = g_strndup (body, (gsize) (end - body));
  return g_steal_pointer (&file);
}

/**
 * desk_article_file_read:
 * @shown: @path for people
 *
 * Reads and parses a file.
 */
DeskArticleFile *
desk_article_file_read (const char *path,
                        const char *shown,
                        const char *time_zone,
                        GHashTable *unknown,
                        GError    **error)
{
  DeskPlace place = { shown, 0 };
  gsize n_bytes = 0;
  g_autofree char *text = desk_text_file_read (path, MAX_FILE_BYTES, place, &n_bytes, error);

  return text != NULL ? desk_article_file_parse (text, n_bytes, time_zone, unknown, place, error) : NULL;
}

void
desk_article_file_free (DeskArticleFile *self)
{
  if (self == NULL)
    return;

  desk_front_matter_free (self->matter);
  g_free (self->body);
  g_free (self);
}

/**
 * desk_article_file_write:
 *
 * Returns: (transfer full): the file's contents
 */
char *
desk_article_file_write (const DeskFrontMatter *matter,
                         const char            *body,
                         const char            *time_zone)
{
  GString *out = g_string_sized_new (1024 + strlen (body));

  g_string_append (out, FENCE "\n");
  desk_front_matter_write (matter, time_zone, out);
  g_string_append (out, FENCE "\n\n");
  g_string_append (out, body);

  return g_string_free_and_steal (out);
}
