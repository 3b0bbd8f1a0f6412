/* desk-node-parse.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-node.h"

#include "desk-text-private.h"

#include <cmark-gfm-core-extensions.h>
#include <string.h>

/* From cmark-gfm's tree to ours. What ours adds: figures, attributions, notes
 * numbered in the order in which a reader meets them, and a bound on depth.
 * A quote, list or table that lies deeper than DESK_TEXT_MAX_DEPTH becomes a
 * paragraph of its words, an emphasis or link its words. The tree that comes
 * out is a few levels deeper at most.
 */

typedef struct
{
  GPtrArray  *notes;   /* cmark_node, definitions in the order of their first use */
  GArray     *n_uses;  /* unsigned, one for each of @notes */
  GHashTable *numbers; /* cmark_node, a definition → its number, from 1 */
} Builder;

static void build_children (Builder    *self,
                            DeskNode   *parent,
                            cmark_node *source,
                            unsigned    depth);

/* The words below a node of cmark's, on one line. */
static char *
dup_words (cmark_node *node)
{
  g_autoptr(GString) words = g_string_new (NULL);
  cmark_iter *iter = cmark_iter_new (node);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *current = cmark_iter_get_node (iter);
      cmark_node_type type = cmark_node_get_type (current);

      if (event == CMARK_EVENT_ENTER && (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE ||
                                         type == CMARK_NODE_CODE_BLOCK))
        g_string_append (words, cmark_node_get_literal (current));
      else if (event == CMARK_EVENT_ENTER && (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK))
        g_string_append_c (words, ' ');
      else if (event == CMARK_EVENT_EXIT && current != node && words->len > 0 &&
               (type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK && words->str[words->len - 1] != ' ')
        g_string_append_c (words, ' ');
    }
  cmark_iter_free (iter);

  return g_strchomp (g_string_free_and_steal (g_steal_pointer (&words)));
}

static DeskNode *
append_node (DeskNode    *parent,
             DeskNodeKind kind)
{
  DeskNode *node = desk_node_new (kind);

  g_ptr_array_add (parent->children, node);

  return node;
}

static void
append_literal (DeskNode    *parent,
                DeskNodeKind kind,
                cmark_node  *source)
{
  append_node (parent, kind)->text = g_strdup (cmark_node_get_literal (source));
}

/* Stands for what lies too deep: its words, in a paragraph if it was a block. */
static void
append_flat (DeskNode   *parent,
             cmark_node *source)
{
  cmark_node_type type = cmark_node_get_type (source);

  if ((type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK)
    parent = append_node (parent, DESK_NODE_PARAGRAPH);

  append_node (parent, DESK_NODE_TEXT)->text = dup_words (source);
}

static void
append_picture (DeskNode    *parent,
                DeskNodeKind kind,
                cmark_node  *image)
{
  DeskNode *node = append_node (parent, kind);

  node->destination = g_strdup (cmark_node_get_url (image));
  node->title = g_strdup (cmark_node_get_title (image));
  node->text = dup_words (image);
}

static void
append_footnote_ref (Builder    *self,
                     DeskNode   *parent,
                     cmark_node *source)
{
  cmark_node *note = cmark_node_parent_footnote_def (source);
  DeskNode *node;
  unsigned number;

  if (note == NULL)
    return;

  number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, note));
  if (number == 0)
    {
      unsigned none = 0;

      g_ptr_array_add (self->notes, note);
      g_array_append_val (self->n_uses, none);
      number = self->notes->len;
      g_hash_table_insert (self->numbers, note, GUINT_TO_POINTER (number));
    }

  node = append_node (parent, DESK_NODE_FOOTNOTE_REF);
  node->number = number;
  node->n_use = ++g_array_index (self->n_uses, unsigned, number - 1);
}

/* The line that says whose words a quote is begins with one of these. */
static gsize
attribution_mark (const char *text)
{
  static const char * const marks[] = { "— ", "—\xc2\xa0", "-- " };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      if (g_str_has_prefix (text, marks[i]) && text[strlen (marks[i])] != '\0')
        return strlen (marks[i]);
    }

  return 0;
}

/* Moves what @from holds from a position on to the end of @to, in one step. */
static void
move_children (DeskNode *from,
               unsigned  position,
               DeskNode *to)
{
  for (unsigned i = position; i < from->children->len; i++)
    g_ptr_array_add (to->children, g_steal_pointer (&from->children->pdata[i]));

  g_ptr_array_set_free_func (from->children, NULL);
  g_ptr_array_set_size (from->children, (int) position);
  g_ptr_array_set_free_func (from->children, (GDestroyNotify) desk_node_free);
}

/* Takes the last line out of a quote's last paragraph if it is an attribution.
 * A quote that would have nothing else keeps it as text.
 */
static void
split_attribution (DeskNode *quote)
{
  DeskNode *paragraph;
  DeskNode *attribution;
  DeskNode *first;
  unsigned line = 0;
  gsize mark;

  if (quote->children->len == 0)
    return;
  paragraph = quote->children->pdata[quote->children->len - 1];
  if (paragraph->kind != DESK_NODE_PARAGRAPH)
    return;

  for (unsigned i = 0; i < paragraph->children->len; i++)
    {
      const DeskNode *child = paragraph->children->pdata[i];

      if (child->kind == DESK_NODE_SOFT_BREAK || child->kind == DESK_NODE_HARD_BREAK)
        line = i + 1;
    }
  if (line >= paragraph->children->len || (line == 0 && quote->children->len == 1))
    return;
  first = paragraph->children->pdata[line];
  mark = first->kind == DESK_NODE_TEXT ? attribution_mark (first->text) : 0;
  if (mark == 0)
    return;

  attribution = desk_node_new (DESK_NODE_ATTRIBUTION);
  move_children (paragraph, line, attribution);
  memmove (first->text, first->text + mark, strlen (first->text + mark) + 1);

  if (line > 0)
    g_ptr_array_set_size (paragraph->children, (int) line - 1);
  else
    g_ptr_array_set_size (quote->children, (int) quote->children->len - 1);
  g_ptr_array_add (quote->children, attribution);
}

static void
build_paragraph (Builder    *self,
                 DeskNode   *parent,
                 cmark_node *source,
                 unsigned    depth)
{
  cmark_node *first = cmark_node_first_child (source);

  if (first != NULL && cmark_node_get_type (first) == CMARK_NODE_IMAGE && cmark_node_next (first) == NULL)
    append_picture (parent, DESK_NODE_FIGURE, first);
  else
    build_children (self, append_node (parent, DESK_NODE_PARAGRAPH), source, depth);
}

static void
build_list (Builder    *self,
            DeskNode   *parent,
            cmark_node *source,
            unsigned    depth)
{
  DeskNode *node = append_node (parent, DESK_NODE_LIST);

  node->is_ordered = cmark_node_get_list_type (source) == CMARK_ORDERED_LIST;
  node->start = (unsigned) MAX (cmark_node_get_list_start (source), 0);
  node->is_tight = cmark_node_get_list_tight (source) != 0;
  build_children (self, node, source, depth);
}

static void
build_item (Builder    *self,
            DeskNode   *parent,
            cmark_node *source,
            unsigned    depth)
{
  DeskNode *node = append_node (parent, DESK_NODE_ITEM);

  node->is_task = g_str_equal (cmark_node_get_type_string (source), "tasklist");
  node->is_done = node->is_task && cmark_gfm_extensions_get_tasklist_item_checked (source);
  build_children (self, node, source, depth);
}

static void
build_table (Builder    *self,
             DeskNode   *parent,
             cmark_node *source,
             unsigned    depth)
{
  DeskNode *table = append_node (parent, DESK_NODE_TABLE);
  unsigned n_columns = cmark_gfm_extensions_get_table_columns (source);
  const uint8_t *alignments = cmark_gfm_extensions_get_table_alignments (source);

  for (cmark_node *line = cmark_node_first_child (source); line != NULL; line = cmark_node_next (line))
    {
      DeskNode *row = append_node (table, DESK_NODE_ROW);
      unsigned column = 0;

      row->is_header = cmark_gfm_extensions_get_table_row_is_header (line) != 0;
      for (cmark_node *field = cmark_node_first_child (line); field != NULL; field = cmark_node_next (field))
        {
          DeskNode *cell = append_node (row, DESK_NODE_CELL);

          if (column < n_columns)
            cell->alignment = (char) alignments[column];
          build_children (self, cell, field, depth + 2);
          column++;
        }
    }
}

static void
build_link (Builder    *self,
            DeskNode   *parent,
            cmark_node *source,
            unsigned    depth)
{
  DeskNode *node = append_node (parent, DESK_NODE_LINK);

  node->destination = g_strdup (cmark_node_get_url (source));
  node->title = g_strdup (cmark_node_get_title (source));
  build_children (self, node, source, depth);
}

/* Nodes without children, and those that need nothing but their children. */
static void
build_simple (Builder    *self,
              DeskNode   *parent,
              cmark_node *source,
              unsigned    depth)
{
  DeskNode *node;

  switch ((int) cmark_node_get_type (source))
    {
    case CMARK_NODE_TEXT: append_literal (parent, DESK_NODE_TEXT, source); break;
    case CMARK_NODE_CODE: append_literal (parent, DESK_NODE_CODE, source); break;
    case CMARK_NODE_HTML_INLINE: append_literal (parent, DESK_NODE_HTML, source); break;
    case CMARK_NODE_HTML_BLOCK: append_literal (parent, DESK_NODE_HTML_BLOCK, source); break;
    case CMARK_NODE_SOFTBREAK: append_node (parent, DESK_NODE_SOFT_BREAK); break;
    case CMARK_NODE_LINEBREAK: append_node (parent, DESK_NODE_HARD_BREAK); break;
    case CMARK_NODE_THEMATIC_BREAK: append_node (parent, DESK_NODE_RULE); break;
    case CMARK_NODE_IMAGE: append_picture (parent, DESK_NODE_IMAGE, source); break;
    case CMARK_NODE_FOOTNOTE_REFERENCE: append_footnote_ref (self, parent, source); break;
    case CMARK_NODE_EMPH: build_children (self, append_node (parent, DESK_NODE_EMPHASIS), source, depth); break;
    case CMARK_NODE_STRONG: build_children (self, append_node (parent, DESK_NODE_STRONG), source, depth); break;

    case CMARK_NODE_CODE_BLOCK:
      node = append_node (parent, DESK_NODE_CODE_BLOCK);
      node->text = g_strdup (cmark_node_get_literal (source));
      node->info = g_strdup (cmark_node_get_fence_info (source));
      break;

    case CMARK_NODE_HEADING:
      node = append_node (parent, DESK_NODE_HEADING);
      node->level = (unsigned) cmark_node_get_heading_level (source);
      build_children (self, node, source, depth);
      break;

    default:
      if (g_str_equal (cmark_node_get_type_string (source), "strikethrough"))
        build_children (self, append_node (parent, DESK_NODE_STRIKETHROUGH), source, depth);
      break;
    }
}

/* Says whether a node may hold another one of its own kind, to any depth. */
static gboolean
can_nest (cmark_node *source)
{
  switch ((int) cmark_node_get_type (source))
    {
    case CMARK_NODE_BLOCK_QUOTE:
    case CMARK_NODE_LIST:
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
    case CMARK_NODE_LINK:
      return TRUE;
    default:
      return g_str_equal (cmark_node_get_type_string (source), "strikethrough");
    }
}

static void
build_node (Builder    *self,
            DeskNode   *parent,
            cmark_node *source,
            unsigned    depth)
{
  DeskNode *quote;

  if (depth >= DESK_TEXT_MAX_DEPTH && can_nest (source))
    {
      append_flat (parent, source);
      return;
    }

  switch ((int) cmark_node_get_type (source))
    {
    case CMARK_NODE_PARAGRAPH: build_paragraph (self, parent, source, depth); break;
    case CMARK_NODE_LIST: build_list (self, parent, source, depth); break;
    case CMARK_NODE_ITEM: build_item (self, parent, source, depth); break;
    case CMARK_NODE_LINK: build_link (self, parent, source, depth); break;
    case CMARK_NODE_FOOTNOTE_DEFINITION: break; /* built behind everything else */

    case CMARK_NODE_BLOCK_QUOTE:
      quote = append_node (parent, DESK_NODE_QUOTE);
      build_children (self, quote, source, depth);
      split_attribution (quote);
      break;

    default:
      if (g_str_equal (cmark_node_get_type_string (source), "table"))
        build_table (self, parent, source, depth);
      else
        build_simple (self, parent, source, depth);
      break;
    }
}

static void
build_children (Builder    *self,
                DeskNode   *parent,
                cmark_node *source,
                unsigned    depth)
{
  for (cmark_node *child = cmark_node_first_child (source); child != NULL; child = cmark_node_next (child))
    build_node (self, parent, child, depth + 1);
}

/* Adds the notes. One may refer to another, which then comes behind. */
static void
build_notes (Builder  *self,
             DeskNode *document)
{
  for (unsigned i = 0; i < self->notes->len; i++)
    {
      DeskNode *note = append_node (document, DESK_NODE_FOOTNOTE);

      note->number = i + 1;
      build_children (self, note, self->notes->pdata[i], 1);
    }
}

typedef cmark_node *(*ParseFunc) (const char *body,
                                  gsize       n_bytes);

static DeskNode *
parse (const char *body,
       gssize      n_bytes,
       ParseFunc   func)
{
  g_autoptr(DeskNode) document = desk_node_new (DESK_NODE_DOCUMENT);
  g_autoptr(GPtrArray) notes = g_ptr_array_new ();
  g_autoptr(GArray) n_uses = g_array_new (FALSE, FALSE, sizeof (unsigned));
  g_autoptr(GHashTable) numbers = g_hash_table_new (NULL, NULL);
  g_autofree char *valid = NULL;
  Builder builder = { notes, n_uses, numbers };
  cmark_node *root;

  if (n_bytes < 0)
    n_bytes = (gssize) strlen (body);
  if (!g_utf8_validate_len (body, (gsize) n_bytes, NULL))
    {
      valid = g_utf8_make_valid (body, n_bytes);
      body = valid;
      n_bytes = (gssize) strlen (valid);
    }

  root = func (body, (gsize) n_bytes);
  cmark_consolidate_text_nodes (root);
  build_children (&builder, document, root, 0);
  build_notes (&builder, document);
  desk_text_free_tree (root);

  return g_steal_pointer (&document);
}

/**
 * desk_node_parse:
 * @body: Markdown as it was written
 * @n_bytes: its length, or -1 if it ends with a nul
 *
 * Reads a body: GitHub's Markdown with footnotes, and what docs/markdown.md
 * adds. Every text is a document; there are no errors. Invalid UTF-8 becomes
 * replacement characters.
 *
 * Returns: (transfer full): the document
 */
DeskNode *
desk_node_parse (const char *body,
                 gssize      n_bytes)
{
  g_return_val_if_fail (body != NULL, NULL);

  return parse (body, n_bytes, desk_text_parse);
}

/**
 * desk_node_parse_commonmark:
 * @body: Markdown as it was written
 * @n_bytes: its length, or -1 if it ends with a nul
 *
 * Like desk_node_parse(), but in it an address is a link only with marks around it, as
 * the specification of CommonMark has it.
 *
 * Returns: (transfer full): the document
 */
DeskNode *
desk_node_parse_commonmark (const char *body,
                            gssize      n_bytes)
{
  g_return_val_if_fail (body != NULL, NULL);

  return parse (body, n_bytes, desk_text_parse_commonmark);
}

/**
 * desk_node_get_parser_version:
 *
 * Returns: (transfer none): of the library that parses; another one may make
 *   another tree of the same body
 */
const char *
desk_node_get_parser_version (void)
{
  return cmark_version_string ();
}
