/* desk-mustache-reader.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-mustache-reader.h"

#include "desk-mustache.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
desk_mustache_tag_clear (DeskMustacheTag *tag)
{
  g_clear_pointer (&tag->content, g_free);
}

void
desk_mustache_reader_init (DeskMustacheReader *self,
                           const char         *template_name,
                           const char         *text,
                           unsigned            line,
                           const char         *open,
                           const char         *close)
{
  *self = (DeskMustacheReader) {
    .template_name = template_name,
    .start = text,
    .cursor = text,
    .line = line,
    .open = g_strdup (open),
    .close = g_strdup (close),
  };
}

void
desk_mustache_reader_clear (DeskMustacheReader *self)
{
  g_free (self->open);
  g_free (self->close);
}

/**
 * desk_mustache_reader_throw:
 * @message: (printf format): what is wrong on the line that was reached
 *
 * Returns: %FALSE
 */
gboolean
desk_mustache_reader_throw (DeskMustacheReader *self,
                            GError            **error,
                            const char         *message,
                            ...)
{
  va_list args;
  g_autofree char *what = NULL;

  va_start (args, message);
  what = g_strdup_vprintf (message, args);
  va_end (args);

  g_set_error (error, DESK_MUSTACHE_ERROR, DESK_MUSTACHE_ERROR_SYNTAX,
               /* Translators: a template's name, a line of it, and what is wrong there */
               _("%s:%u: %s"), self->template_name, self->line, what);
  return FALSE;
}

void
desk_mustache_reader_count_lines (DeskMustacheReader *self,
                                  const char         *start,
                                  const char         *end)
{
  for (const char *c = start; c < end; c++)
    self->line += *c == '\n';
}

/**
 * desk_mustache_reader_read_tag:
 * @start: where a tag opens
 * @out_tag: (out): the tag, to be cleared
 */
gboolean
desk_mustache_reader_read_tag (DeskMustacheReader *self,
                               const char         *start,
                               DeskMustacheTag    *out_tag,
                               GError            **error)
{
  const char *content = start + strlen (self->open);
  g_autofree char *closing = NULL;
  const char *end;
  char type;

  while (*content == ' ' || *content == '\t')
    content++;
  type = *content != '\0' && strchr ("#^/!><$={&", *content) != NULL ? *content : '\0';
  if (type != '\0')
    content++;

  closing = g_strconcat (type == '=' ? "=" : type == '{' ? "}" : "", self->close, NULL);
  end = strstr (content, closing);
  if (end == NULL)
    return desk_mustache_reader_throw (self, error, _("this tag has no end; write “%s”"), closing);

  out_tag->type = type;
  out_tag->content = g_strstrip (g_strndup (content, (gsize) (end - content)));
  out_tag->start = start;
  out_tag->end = end + strlen (closing);

  return TRUE;
}

/**
 * desk_mustache_reader_find_line_start:
 *
 * Returns: (nullable): where the line of @p begins, if there is only white space
 *   in front
 */
const char *
desk_mustache_reader_find_line_start (DeskMustacheReader *self,
                                      const char         *p)
{
  while (p > self->start && (p[-1] == ' ' || p[-1] == '\t'))
    p--;

  return p == self->start || p[-1] == '\n' ? p : NULL;
}

/**
 * desk_mustache_find_line_end:
 *
 * Returns: (nullable): what follows the line of @p, if there is only white space
 *   behind
 */
const char *
desk_mustache_find_line_end (const char *p)
{
  while (*p == ' ' || *p == '\t')
    p++;
  if (*p == '\r' && p[1] == '\n')
    return p + 2;
  if (*p == '\n')
    return p + 1;

  return *p == '\0' ? p : NULL;
}

/**
 * desk_mustache_reader_set_delimiters:
 * @tag: with the new ones
 */
gboolean
desk_mustache_reader_set_delimiters (DeskMustacheReader    *self,
                                     const DeskMustacheTag *tag,
                                     GError               **error)
{
  g_auto(GStrv) words = g_strsplit_set (tag->content, " \t\r\n", -1);
  const char *found[2] = { NULL, NULL };
  unsigned n_found = 0;

  for (unsigned i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (n_found == 2 || strchr (words[i], '=') != NULL)
        n_found = 3;
      if (n_found > 2)
        break;
      found[n_found++] = words[i];
    }
  if (n_found != 2)
    return desk_mustache_reader_throw (self, error, _("delimiters are two words without “=”, as in {{=| |=}}"));

  g_set_str (&self->open, found[0]);
  g_set_str (&self->close, found[1]);
  return TRUE;
}

/* A path ends with a name that has no text. */
void
desk_mustache_path_free (DeskName *path)
{
  if (path == NULL)
    return;

  for (DeskName *name = path; name->text != NULL; name++)
    g_free ((char *) name->text);
  g_free (path);
}

static DeskName *
path_new (const char *const *parts)
{
  DeskName *path = g_new0 (DeskName, g_strv_length ((char **) parts) + 1);

  for (unsigned i = 0; parts[i] != NULL; i++)
    path[i] = (DeskName) { g_strdup (parts[i]), desk_name_hash (parts[i]) }
  ;

  return path;
}

/**
 * desk_mustache_reader_read_path:
 * @name: "a.b"
 * @out_path: (out) (transfer full): its parts; none for "."
 */
gboolean
desk_mustache_reader_read_path (DeskMustacheReader *self,
                                const char         *name,
                                DeskName          **out_path,
                                GError            **error)
{
  g_auto(GStrv) parts = NULL;

  if (g_str_equal (name, "."))
    {
      *out_path = g_new0 (DeskName, 1);
      return TRUE;
    }

  parts = g_strsplit (name, ".", -1);
  if (parts[0] == NULL)
    return desk_mustache_reader_throw (self, error, _("this tag has no name"));
  for (unsigned i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] == '\0' || strpbrk (parts[i], " \t\r\n") != NULL)
        return desk_mustache_reader_throw (self, error, _("“%.60s” is not a name"), name);
    }

  *out_path = path_new ((const char *const *) parts);
  return TRUE;
}
