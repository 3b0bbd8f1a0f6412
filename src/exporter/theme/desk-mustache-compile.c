/* desk-mustache-compile.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-mustache-tree.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A template is read from left to right, once. A tag that stands alone on its
 * line (sections, comments, partials, set delimiters) takes the whole line with
 * it. The stack holds the lists that sections are still adding to; its bottom
 * is the template itself.
 *
 * 1. Every open section has an entry in @names, the innermost last.
 * 2. @lists has one entry more than @names, and @lists[0] is the result.
 */
typedef struct
{
  const char *template_name;
  const char *start;
  const char *cursor;
  unsigned    line;
  char       *open;
  char       *close;
  GPtrArray  *lists; /* GPtrArray, borrowed but for the first */
  GPtrArray  *names; /* char *, owned */
} Reader;

typedef struct
{
  char        type;    /* '#', '^', '/', '!', '>', '=', '{', '&' or 0 */
  char       *content; /* without the type and white space around it */
  const char *start;   /* of the opening delimiter */
  const char *end;     /* behind the closing one */
} Tag;

static void
tag_clear (Tag *tag)
{
  g_clear_pointer (&tag->content, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tag, tag_clear)

static void
node_free (gpointer data)
{
  DeskMustacheNode *node = data;

  g_free (node->text);
  g_strfreev (node->path);
  g_free (node->indent);
  g_clear_pointer (&node->children, g_ptr_array_unref);
  g_free (node);
}

static void
reader_clear (Reader *self)
{
  g_free (self->open);
  g_free (self->close);
  g_ptr_array_unref (self->lists);
  g_ptr_array_unref (self->names);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

G_GNUC_PRINTF (3, 4)
static gboolean
throw_syntax (Reader     *self,
              GError    **error,
              const char *message,
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

static DeskMustacheNode *
add_node (Reader          *self,
          DeskMustacheKind kind)
{
  DeskMustacheNode *node = g_new0 (DeskMustacheNode, 1);

  node->kind = kind;
  node->line = self->line;
  g_ptr_array_add (self->lists->pdata[self->lists->len - 1], node);

  return node;
}

static void
add_text (Reader     *self,
          const char *start,
          const char *end)
{
  if (end > start)
    add_node (self, DESK_MUSTACHE_TEXT)->text = g_strndup (start, (gsize) (end - start));
}

static void
count_lines (Reader     *self,
             const char *start,
             const char *end)
{
  for (const char *c = start; c < end; c++)
    self->line += *c == '\n';
}

/* Reads the tag that opens at @start. */
static gboolean
read_tag (Reader     *self,
          const char *start,
          Tag        *out_tag,
          GError    **error)
{
  const char *content = start + strlen (self->open);
  g_autofree char *closing = NULL;
  const char *end;
  char type;

  while (*content == ' ' || *content == '\t')
    content++;
  type = *content != '\0' && strchr ("#^/!>={&", *content) != NULL ? *content : '\0';
  if (type != '\0')
    content++;

  closing = g_strconcat (type == '=' ? "=" : type == '{' ? "}" : "", self->close, NULL);
  end = strstr (content, closing);
  if (end == NULL)
    return throw_syntax (self, error, _("this tag has no end; write “%s”"), closing);

  out_tag->type = type;
  out_tag->content = g_strstrip (g_strndup (content, (gsize) (end - content)));
  out_tag->start = start;
  out_tag->end = end + strlen (closing);

  return TRUE;
}

/* Whether the tag has its line for itself; the line then ends at @out_end. */
static gboolean
stands_alone (Reader      *self,
              const Tag   *tag,
              const char **out_start,
              const char **out_end)
{
  const char *start = tag->start;
  const char *end = tag->end;

  if (tag->type == '\0' || strchr ("#^/!>=", tag->type) == NULL)
    return FALSE;

  while (start > self->start && (start[-1] == ' ' || start[-1] == '\t'))
    start--;
  while (*end == ' ' || *end == '\t')
    end++;
  if (start > self->start && start[-1] != '\n')
    return FALSE;

  if (*end == '\r' && end[1] == '\n')
    end += 2;
  else if (*end == '\n')
    end++;
  else if (*end != '\0')
    return FALSE;

  *out_start = start;
  *out_end = end;
  return TRUE;
}

static gboolean
set_delimiters (Reader    *self,
                const Tag *tag,
                GError   **error)
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
    return throw_syntax (self, error, _("delimiters are two words without “=”, as in {{=| |=}}"));

  g_set_str (&self->open, found[0]);
  g_set_str (&self->close, found[1]);
  return TRUE;
}

static gboolean
read_path (Reader     *self,
           const char *name,
           char     ***out_path,
           GError    **error)
{
  g_auto(GStrv) path = NULL;

  if (g_str_equal (name, "."))
    {
      *out_path = g_new0 (char *, 1);
      return TRUE;
    }

  path = g_strsplit (name, ".", -1);
  if (path[0] == NULL)
    return throw_syntax (self, error, _("this tag has no name"));
  for (unsigned i = 0; path[i] != NULL; i++)
    {
      if (*path[i] == '\0' || strpbrk (path[i], " \t\r\n") != NULL)
        return throw_syntax (self, error, _("“%.60s” is not a name"), name);
    }

  *out_path = g_steal_pointer (&path);
  return TRUE;
}

static gboolean
open_section (Reader    *self,
              const Tag *tag,
              GError   **error)
{
  DeskMustacheNode *node;
  g_auto(GStrv) path = NULL;

  if (self->names->len == DESK_MUSTACHE_MAX_DEPTH)
    return throw_syntax (self, error, _("sections are more than %d deep"), DESK_MUSTACHE_MAX_DEPTH);
  if (!read_path (self, tag->content, &path, error))
    return FALSE;

  node = add_node (self, tag->type == '#' ? DESK_MUSTACHE_SECTION : DESK_MUSTACHE_INVERTED);
  node->path = g_steal_pointer (&path);
  node->children = g_ptr_array_new_with_free_func (node_free);
  g_ptr_array_add (self->names, g_strdup (tag->content));
  g_ptr_array_add (self->lists, node->children);

  return TRUE;
}

static gboolean
close_section (Reader    *self,
               const Tag *tag,
               GError   **error)
{
  if (self->names->len == 0)
    return throw_syntax (self, error, _("“/%.60s” ends a section that isn't open"), tag->content);
  if (!g_str_equal (self->names->pdata[self->names->len - 1], tag->content))
    return throw_syntax (self, error, _("“/%.60s” stands where “/%.60s” is due"), tag->content,
                         (const char *) self->names->pdata[self->names->len - 1]);

  g_ptr_array_set_size (self->names, (int) self->names->len - 1);
  g_ptr_array_set_size (self->lists, (int) self->lists->len - 1);
  return TRUE;
}

static gboolean
take_tag (Reader     *self,
          const Tag  *tag,
          const char *indent,
          gsize       indent_bytes,
          GError    **error)
{
  DeskMustacheNode *node;
  g_auto(GStrv) path = NULL;

  switch (tag->type)
    {
    case '!':
      return TRUE;

    case '=':
      return set_delimiters (self, tag, error);

    case '#':
    case '^':
      return open_section (self, tag, error);

    case '/':
      return close_section (self, tag, error);

    case '>':
      if (*tag->content == '\0')
        return throw_syntax (self, error, _("this tag has no name"));
      node = add_node (self, DESK_MUSTACHE_PARTIAL);
      node->text = g_strdup (tag->content);
      node->indent = indent_bytes > 0 ? g_strndup (indent, indent_bytes) : NULL;
      return TRUE;

    default:
      if (!read_path (self, tag->content, &path, error))
        return FALSE;
      node = add_node (self, tag->type == '\0' ? DESK_MUSTACHE_VARIABLE : DESK_MUSTACHE_RAW);
      node->path = g_steal_pointer (&path);
      return TRUE;
    }
}

static gboolean
read_next (Reader  *self,
           GError **error)
{
  const char *found = strstr (self->cursor, self->open);
  const char *start, *end;
  g_auto(Tag) tag = { 0 };
  gboolean is_alone;

  if (found == NULL)
    {
      add_text (self, self->cursor, self->cursor + strlen (self->cursor));
      self->cursor += strlen (self->cursor);
      return TRUE;
    }

  count_lines (self, self->cursor, found);
  if (!read_tag (self, found, &tag, error))
    return FALSE;

  start = tag.start;
  end = tag.end;
  is_alone = stands_alone (self, &tag, &start, &end);
  add_text (self, self->cursor, start);
  if (!take_tag (self, &tag, start, is_alone ? (gsize) (tag.start - start) : 0, error))
    return FALSE;

  count_lines (self, found, end);
  self->cursor = end;
  return TRUE;
}

/**
 * desk_mustache_compile:
 * @name: what errors call it
 * @text: a template
 *
 * Returns: (transfer full) (element-type DeskMustacheNode): its nodes, or %NULL
 *   with @error set
 */
GPtrArray *
desk_mustache_compile (const char *name,
                       const char *text,
                       GError    **error)
{
  g_auto(Reader) self = { .template_name = name, .start = text, .cursor = text, .line = 1 };
  g_autoptr(GPtrArray) nodes = g_ptr_array_new_with_free_func (node_free);

  self.open = g_strdup ("{{");
  self.close = g_strdup ("}}");
  self.lists = g_ptr_array_new ();
  self.names = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self.lists, nodes);

  while (*self.cursor != '\0')
    {
      if (!read_next (&self, error))
        return NULL;
    }
  if (self.names->len > 0)
    {
      throw_syntax (&self, error, _("the section “%.60s” has no end"),
                    (const char *) self.names->pdata[self.names->len - 1]);
      return NULL;
    }

  return g_steal_pointer (&nodes);
}
