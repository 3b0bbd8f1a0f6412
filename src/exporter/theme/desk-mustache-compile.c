/* desk-mustache-compile.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-mustache-reader.h"
#include "desk-mustache-tree.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A template is read from left to right, once. A tag that stands alone on its
 * line (sections, comments, partials, set delimiters) takes the whole line with
 * it; a parent does when it ends on the line that it begins, and a block when
 * nothing is left of the lines of either of its tags. The stack holds the lists
 * that sections, parents and blocks are still adding to; its bottom is the
 * template itself.
 */
typedef struct
{
  char             *name;    /* what its end tag says */
  GPtrArray        *list;    /* DeskMustacheNode, borrowed */
  DeskMustacheNode *node;    /* borrowed; NULL for the template */
  DeskMustacheNode *margin;  /* (nullable): the white space in front of a parent */
  const char       *content; /* what follows the tag */
} Open;

typedef struct
{
  DeskMustacheReader reader;
  GArray            *opens; /* Open */
} Compiler;

static void
block_free (DeskMustacheBlock *block)
{
  g_free (block->text);
  g_free (block->open);
  g_free (block->close);
  g_free (block->indent);
  g_free (block);
}

static void
node_free (gpointer data)
{
  DeskMustacheNode *node = data;

  g_free (node->text);
  desk_mustache_path_free (node->path);
  g_free (node->indent);
  g_clear_pointer (&node->children, g_ptr_array_unref);
  g_clear_pointer (&node->block, block_free);
  g_free (node);
}

static void
open_clear (gpointer data)
{
  g_free (((Open *) data)->name);
}

static void
compiler_clear (Compiler *self)
{
  desk_mustache_reader_clear (&self->reader);
  g_array_unref (self->opens);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Compiler, compiler_clear)

/* The innermost that is still open. */
static Open *
get_open (Compiler * self)
{
  return &g_array_index (self->opens, Open, self->opens->len - 1);
}

static gboolean
is_open (Compiler        *self,
         DeskMustacheKind kind)
{
  const Open *open = get_open (self);

  return open->node != NULL && open->node->kind == kind;
}

static DeskMustacheNode *
add_node (Compiler        *self,
          DeskMustacheKind kind)
{
  DeskMustacheNode *node = g_new0 (DeskMustacheNode, 1);

  node->kind = kind;
  node->line = self->reader.line;
  g_ptr_array_add (get_open (self)->list, node);

  return node;
}

static DeskMustacheNode *
add_text (Compiler   *self,
          const char *start,
          const char *end)
{
  DeskMustacheNode *node = NULL;

  if (end > start)
    {
      node = add_node (self, DESK_MUSTACHE_TEXT);
      node->text = g_strndup (start, (gsize) (end - start));
    }

  return node;
}

/* What the tag takes with it: itself, or the whole line that it has for itself. */
static void
measure_tag (Compiler              *self,
             const DeskMustacheTag *tag,
             const char           **out_start,
             const char           **out_end)
{
  gboolean ends_block = tag->type == '/' && is_open (self, DESK_MUSTACHE_BLOCK);
  const char *start = desk_mustache_reader_find_line_start (&self->reader, tag->start);
  const char *end = desk_mustache_find_line_end (tag->end);

  *out_start = tag->start;
  *out_end = tag->end;
  if (tag->type == '\0' || strchr ("#^/!>=$", tag->type) == NULL ||
      (tag->type == '/' && is_open (self, DESK_MUSTACHE_PARENT)))
    return;

  /* Of what is in a parent, only blocks count. */
  if (start == NULL && tag->type == '$' && is_open (self, DESK_MUSTACHE_PARENT))
    start = tag->start;
  if (ends_block && (start == NULL || !get_open (self)->node->block->is_whole_lines))
    return;
  if (ends_block && end == NULL && self->opens->len > 2)
    end = tag->end;
  if (start == NULL || end == NULL || (tag->type == '$' && *tag->end == '\0'))
    return;

  *out_start = start;
  *out_end = end;
}

static gboolean
open_node (Compiler              *self,
           DeskMustacheNode      *node,
           DeskMustacheNode      *margin,
           const DeskMustacheTag *tag,
           GError               **error)
{
  Open open = { .node = node, .margin = margin };

  if (self->opens->len > DESK_MUSTACHE_MAX_DEPTH)
    return desk_mustache_reader_throw (&self->reader, error, _("sections are more than %d deep"), DESK_MUSTACHE_MAX_DEPTH);

  node->children = g_ptr_array_new_with_free_func (node_free);
  open.name = g_strdup (tag->content);
  open.list = node->children;
  g_array_append_val (self->opens, open);

  return TRUE;
}

static gboolean
open_section (Compiler              *self,
              const DeskMustacheTag *tag,
              GError               **error)
{
  DeskMustacheNode *node;
  DeskName *path;

  if (!desk_mustache_reader_read_path (&self->reader, tag->content, &path, error))
    return FALSE;

  node = add_node (self, tag->type == '#' ? DESK_MUSTACHE_SECTION : DESK_MUSTACHE_INVERTED);
  node->path = path;
  return open_node (self, node, NULL, tag, error);
}

/* A name of a template, or an asterisk and where in the context that stands. */
static gboolean
read_template_name (Compiler              *self,
                    const DeskMustacheTag *tag,
                    DeskMustacheNode      *node,
                    GError               **error)
{
  const char *name = tag->content;

  if (*name == '\0')
    return desk_mustache_reader_throw (&self->reader, error, _("this tag has no name"));
  if (*name != '*')
    {
      node->text = g_strdup (name);
      return TRUE;
    }

  for (name++; *name == ' ' || *name == '\t';)
    name++;
  return desk_mustache_reader_read_path (&self->reader, name, &node->path, error);
}

static gboolean
add_partial (Compiler              *self,
             const DeskMustacheTag *tag,
             const char            *start,
             GError               **error)
{
  DeskMustacheNode *node = add_node (self, DESK_MUSTACHE_PARTIAL);

  node->indent = start < tag->start ? g_strndup (start, (gsize) (tag->start - start)) : NULL;
  return read_template_name (self, tag, node, error);
}

/* Whether the parent has its line for itself is known at its end. */
static gboolean
open_parent (Compiler              *self,
             const DeskMustacheTag *tag,
             GError               **error)
{
  const char *start = desk_mustache_reader_find_line_start (&self->reader, tag->start);
  DeskMustacheNode *margin = start != NULL && !is_open (self, DESK_MUSTACHE_PARENT)
                               ? add_text (self, start, tag->start) : NULL;
  DeskMustacheNode *node = add_node (self, DESK_MUSTACHE_PARENT);

  node->indent = start != NULL ? g_strndup (start, (gsize) (tag->start - start)) : NULL;
  return read_template_name (self, tag, node, error) && open_node (self, node, margin, tag, error);
}

static gboolean
open_block (Compiler              *self,
            const DeskMustacheTag *tag,
            const char            *start,
            const char            *end,
            GError               **error)
{
  const char *line_start = desk_mustache_reader_find_line_start (&self->reader, tag->start);
  DeskMustacheNode *node;
  DeskMustacheBlock *block;

  if (*tag->content == '\0')
    return desk_mustache_reader_throw (&self->reader, error, _("this tag has no name"));

  node = add_node (self, DESK_MUSTACHE_BLOCK);
  block = node->block = g_new0 (DeskMustacheBlock, 1);
  node->text = g_strdup (tag->content);
  block->open = g_strdup (self->reader.open);
  block->close = g_strdup (self->reader.close);
  block->is_whole_lines = end > tag->end;
  block->line = self->reader.line + block->is_whole_lines;
  block->indent = line_start != NULL ? g_strndup (line_start, (gsize) (tag->start - line_start)) : g_strdup ("");
  if (!open_node (self, node, NULL, tag, error))
    return FALSE;

  get_open (self)->content = end;
  return TRUE;
}

static void
end_block (const Open *open,
           const char *end)
{
  DeskMustacheBlock *block = open->node->block;
  g_autofree char *source = g_strndup (open->content, (gsize) (end - open->content));
  gsize n_indent = strspn (source, " \t");

  if (!block->is_whole_lines)
    {
      block->text = g_steal_pointer (&source);
      return;
    }

  block->text = desk_mustache_move_lines (source, n_indent, "", TRUE);
  if (*source != '\0')
    {
      g_free (block->indent);
      block->indent = g_strndup (source, n_indent);
    }
}

/* Returns: what follows the parent */
static const char *
end_parent (Open       *open,
            const char *end)
{
  DeskMustacheNode *node = open->node;
  const char *line_end = node->indent != NULL ? desk_mustache_find_line_end (end) : NULL;

  for (unsigned i = node->children->len; i > 0; i--)
    {
      if (((DeskMustacheNode *) node->children->pdata[i - 1])->kind != DESK_MUSTACHE_BLOCK)
        g_ptr_array_remove_index (node->children, i - 1);
    }
  if (line_end == NULL)
    {
      g_clear_pointer (&node->indent, g_free);
      return end;
    }
  if (open->margin != NULL)
    *open->margin->text = '\0';

  return line_end;
}

static gboolean
close_node (Compiler              *self,
            const DeskMustacheTag *tag,
            const char            *start,
            const char           **end,
            GError               **error)
{
  Open *open = get_open (self);

  if (open->node == NULL)
    return desk_mustache_reader_throw (&self->reader, error, _("“/%.60s” ends a section that isn't open"), tag->content);
  if (!g_str_equal (open->name, tag->content))
    return desk_mustache_reader_throw (&self->reader, error, _("“/%.60s” stands where “/%.60s” is due"), tag->content, open->name);

  if (open->node->kind == DESK_MUSTACHE_BLOCK)
    end_block (open, start);
  else if (open->node->kind == DESK_MUSTACHE_PARENT)
    *end = end_parent (open, *end);
  g_array_set_size (self->opens, self->opens->len - 1);
  return TRUE;
}

/* @end: (inout): what the tag takes with it */
static gboolean
take_tag (Compiler              *self,
          const DeskMustacheTag *tag,
          const char            *start,
          const char           **end,
          GError               **error)
{
  DeskMustacheNode *node;
  DeskName *path;

  switch (tag->type)
    {
    case '!':
      return TRUE;

    case '=':
      return desk_mustache_reader_set_delimiters (&self->reader, tag, error);

    case '#':
    case '^':
      return open_section (self, tag, error);

    case '>':
      return add_partial (self, tag, start, error);

    case '<':
      return open_parent (self, tag, error);

    case '$':
      return open_block (self, tag, start, *end, error);

    case '/':
      return close_node (self, tag, start, end, error);

    default:
      if (!desk_mustache_reader_read_path (&self->reader, tag->content, &path, error))
        return FALSE;
      node = add_node (self, tag->type == '\0' ? DESK_MUSTACHE_VARIABLE : DESK_MUSTACHE_RAW);
      node->path = path;
      return TRUE;
    }
}

static gboolean
read_next (Compiler *self,
           GError  **error)
{
  const char *found = strstr (self->reader.cursor, self->reader.open);
  const char *start, *end;
  g_auto(DeskMustacheTag) tag = { 0 };

  if (found == NULL)
    {
      add_text (self, self->reader.cursor, self->reader.cursor + strlen (self->reader.cursor));
      self->reader.cursor += strlen (self->reader.cursor);
      return TRUE;
    }

  desk_mustache_reader_count_lines (&self->reader, self->reader.cursor, found);
  if (!desk_mustache_reader_read_tag (&self->reader, found, &tag, error))
    return FALSE;

  measure_tag (self, &tag, &start, &end);
  if (tag.type == '<' && desk_mustache_reader_find_line_start (&self->reader, tag.start) >= self->reader.cursor)
    start = desk_mustache_reader_find_line_start (&self->reader, tag.start); /* the rest is the parent's to write */
  add_text (self, self->reader.cursor, start);
  if (!take_tag (self, &tag, start, &end, error))
    return FALSE;

  desk_mustache_reader_count_lines (&self->reader, found, end);
  self->reader.cursor = end;
  return TRUE;
}

/**
 * desk_mustache_compile:
 * @name: what errors call it
 * @text: a template, or a part of one
 * @line: the line of that in the template, from 1
 * @open: what tags begin with there, until they say otherwise
 * @close: what they end with
 *
 * Returns: (transfer full) (element-type DeskMustacheNode): its nodes, or %NULL
 *   with @error set
 */
GPtrArray *
desk_mustache_compile (const char *name,
                       const char *text,
                       unsigned    line,
                       const char *open,
                       const char *close,
                       GError    **error)
{
  g_auto(Compiler) self = { .opens = g_array_new (FALSE, FALSE, sizeof (Open)) };
  g_autoptr(GPtrArray) nodes = g_ptr_array_new_with_free_func (node_free);
  Open bottom = { .list = nodes };

  desk_mustache_reader_init (&self.reader, name, text, line, open, close);
  g_array_set_clear_func (self.opens, open_clear);
  g_array_append_val (self.opens, bottom);

  while (*self.reader.cursor != '\0')
    {
      if (!read_next (&self, error))
        return NULL;
    }
  if (self.opens->len > 1)
    {
      desk_mustache_reader_throw (&self.reader, error, _("the section “%.60s” has no end"), get_open (&self)->name);
      return NULL;
    }

  return g_steal_pointer (&nodes);
}
