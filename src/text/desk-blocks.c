/* desk-blocks.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-blocks.h"

#include "desk-text-private.h"

#include <string.h>

/* A body cut into its top-level pieces. cmark-gfm says on which lines they are;
 * a piece begins with its first line and reaches to the next piece, so blank
 * lines belong to what stands before them (those at the very start to the first
 * piece). What makes no node in cmark's tree lies between nodes: definitions of
 * links, and footnotes that nothing refers to. These become pieces too.
 *
 * What always holds, and desk_blocks_validate() tests:
 *  1. the first block starts at 0, each other where the one before ends;
 *  2. no block is empty, and the last one ends with the body, so that all
 *     together are the body to the byte; an empty body has no block;
 *  3. a block starts at the start of a line;
 *  4. its hash is that of its text without the blank lines at the end.
 */

typedef struct
{
  const char *body;
  gsize       n_bytes;
  GArray     *lines; /* gsize: where each line starts, then n_bytes; line 1 is at 0 */
} Source;

typedef struct
{
  unsigned      line; /* the first, counted from 1 */
  unsigned      end;  /* the last one that is surely its own */
  DeskBlockKind kind;
} Piece;

/* Lines end as CommonMark says (§2.1): with LF, CR, or both. */
static GArray *
find_lines (const char *body,
            gsize       n_bytes)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize i = 0;

  while (i < n_bytes)
    {
      g_array_append_val (lines, i);
      while (i < n_bytes && body[i] != '\n' && body[i] != '\r')
        i++;
      if (i < n_bytes && body[i] == '\r')
        i++;
      if (i < n_bytes && body[i] == '\n')
        i++;
    }
  g_array_append_val (lines, n_bytes);

  return lines;
}

static unsigned
count_lines (const Source *source)
{
  return source->lines->len - 1;
}

static gsize
line_start (const Source *source,
            unsigned      line)
{
  return g_array_index (source->lines, gsize, line - 1);
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static gboolean
is_blank_line (const Source *source,
               unsigned      line)
{
  for (gsize i = line_start (source, line); i < line_start (source, line + 1); i++)
    {
      if (!is_blank (source->body[i]))
        return FALSE;
    }

  return TRUE;
}

/* Says whether a line begins a footnote: "[^label]:", indented by three spaces
 * at most.
 */
static gboolean
is_footnote_line (const Source *source,
                  unsigned      line)
{
  const char *p = source->body + line_start (source, line);
  const char *end = source->body + line_start (source, line + 1);
  const char *start = p;

  while (p < end && *p == ' ' && p - start < 4)
    p++;
  if (p - start > 3 || end - p < 5 || p[0] != '[' || p[1] != '^' || p[2] == ']')
    return FALSE;
  for (p += 2; p < end && *p != ']'; p++)
    {
      if (is_blank (*p))
        return FALSE;
    }

  return end - p >= 2 && p[1] == ':';
}

static DeskBlockKind
kind_of (cmark_node *node)
{
  switch ((int) cmark_node_get_type (node))
    {
    case CMARK_NODE_BLOCK_QUOTE: return DESK_BLOCK_QUOTE;
    case CMARK_NODE_LIST: return DESK_BLOCK_LIST;
    case CMARK_NODE_CODE_BLOCK: return DESK_BLOCK_CODE;
    case CMARK_NODE_HTML_BLOCK: return DESK_BLOCK_HTML;
    case CMARK_NODE_HEADING: return DESK_BLOCK_HEADING;
    case CMARK_NODE_THEMATIC_BREAK: return DESK_BLOCK_RULE;
    case CMARK_NODE_FOOTNOTE_DEFINITION: return DESK_BLOCK_FOOTNOTE;
    default:
      return g_str_equal (cmark_node_get_type_string (node), "table") ? DESK_BLOCK_TABLE : DESK_BLOCK_PARAGRAPH;
    }
}

static unsigned
count_newlines (const char *text)
{
  unsigned n_newlines = 0;

  for (; *text != '\0'; text++)
    n_newlines += *text == '\n';

  return n_newlines;
}

/* A table that follows a paragraph without a blank line takes the paragraph's
 * place in cmark, and that one has no line any more. The rows still know theirs.
 */
static unsigned
table_line (cmark_node *table)
{
  cmark_node *header = cmark_node_first_child (table);
  cmark_node *row = header != NULL ? cmark_node_next (header) : NULL;

  if (row != NULL)
    return (unsigned) MAX (cmark_node_get_start_line (row) - 2, 1);

  return (unsigned) MAX (cmark_node_get_end_line (table) - 1, 1);
}

static Piece
piece_of (cmark_node *node)
{
  cmark_node *next = cmark_node_next (node);
  cmark_node *previous = cmark_node_previous (node);
  Piece piece = { 0, 0, kind_of (node) };

  piece.line = (unsigned) MAX (cmark_node_get_start_line (node), 0);
  piece.end = (unsigned) MAX (cmark_node_get_end_line (node), 0);

  if (piece.line == 0 && next != NULL)
    {
      piece.line = (unsigned) MAX (cmark_node_get_start_line (next), 0);
      piece.end = table_line (next) - 1;
    }
  else if (piece.kind == DESK_BLOCK_TABLE && previous != NULL && cmark_node_get_start_line (previous) == 0)
    {
      piece.line = table_line (node);
    }
  else if (piece.kind == DESK_BLOCK_HTML)
    {
      /* cmark ends a block that is closed on its own line one line early. */
      piece.end = MAX (piece.end, piece.line + MAX (count_newlines (cmark_node_get_literal (node)), 1) - 1);
    }
  piece.end = MAX (piece.end, piece.line);

  return piece;
}

static int
compare_pieces (gconstpointer a,
                gconstpointer b)
{
  const Piece *left = a;
  const Piece *right = b;

  return (left->line > right->line) - (left->line < right->line);
}

static gboolean
can_hold_footnote (DeskBlockKind kind)
{
  return kind == DESK_BLOCK_QUOTE || kind == DESK_BLOCK_LIST || kind == DESK_BLOCK_FOOTNOTE;
}

/* The nodes' pieces in the order of the source. Footnotes stand at the end of
 * cmark's tree; one that was written inside a quote or a list is part of it.
 */
static GArray *
find_node_pieces (cmark_node *root,
                  unsigned    n_lines)
{
  g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (Piece));
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  unsigned container_end = 0;
  unsigned line = 0;

  for (cmark_node *node = cmark_node_first_child (root); node != NULL; node = cmark_node_next (node))
    {
      Piece piece = piece_of (node);

      g_array_append_val (all, piece);
    }
  g_array_sort (all, compare_pieces);

  for (unsigned i = 0; i < all->len; i++)
    {
      Piece piece = g_array_index (all, Piece, i);

      if (piece.line <= (piece.kind == DESK_BLOCK_FOOTNOTE ? container_end : line) || piece.line > n_lines)
        continue;
      line = piece.line;
      if (can_hold_footnote (piece.kind))
        container_end = piece.end;
      piece.end = MIN (piece.end, n_lines);
      g_array_append_val (pieces, piece);
    }

  return pieces;
}

/* cmark ends an underlined heading with the line that follows it, but at the
 * end of a body; that line is only the heading's own if it can be the underline.
 */
static unsigned
last_line_of (const Source *source,
              const Piece  *piece)
{
  if (piece->kind != DESK_BLOCK_HEADING || piece->end == piece->line)
    return piece->end;

  for (gsize i = line_start (source, piece->end); i < line_start (source, piece->end + 1); i++)
    {
      if (!is_blank (source->body[i]) && source->body[i] != '=' && source->body[i] != '-')
        return piece->end - 1;
    }

  return piece->end;
}

/* Adds what stands between two nodes, from @line to the line before @limit. */
static void
add_gap (GArray       *pieces,
         const Source *source,
         unsigned      line,
         unsigned      limit)
{
  gboolean is_open = FALSE;

  for (; line < limit; line++)
    {
      gboolean is_footnote = is_footnote_line (source, line);

      if (is_footnote || (!is_open && !is_blank_line (source, line)))
        {
          Piece piece = { line, line, is_footnote ? DESK_BLOCK_FOOTNOTE : DESK_BLOCK_DEFINITIONS };

          g_array_append_val (pieces, piece);
          is_open = TRUE;
        }
    }
}

static GArray *
find_pieces (const Source *source)
{
  cmark_node *root = desk_text_parse (source->body, source->n_bytes);
  g_autoptr(GArray) nodes = find_node_pieces (root, count_lines (source));
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  unsigned line = 1;

  for (unsigned i = 0; i < nodes->len; i++)
    {
      Piece piece = g_array_index (nodes, Piece, i);

      add_gap (pieces, source, line, piece.line);
      g_array_append_val (pieces, piece);
      line = last_line_of (source, &piece) + 1;
    }
  add_gap (pieces, source, line, count_lines (source) + 1);
  desk_text_free_tree (root);

  if (pieces->len == 0)
    {
      Piece blank = { 1, 1, DESK_BLOCK_DEFINITIONS };

      g_array_append_val (pieces, blank);
    }

  return pieces;
}

/* Without the blank lines at its end and without the last line's own end, which
 * the last paragraph of a body may lack.
 */
static gsize
measure_text (const char *text,
              gsize       n_bytes)
{
  gsize end = n_bytes;

  while (end > 0 && is_blank (text[end - 1]))
    end--;
  while (end > 0 && end < n_bytes && text[end] != '\n' && text[end] != '\r')
    end++;

  return end;
}

/* FNV-1a, 64 bits. */
static guint64
hash_of (const char *text,
         gsize       n_bytes)
{
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);
  gsize end = measure_text (text, n_bytes);

  for (gsize i = 0; i < end; i++)
    {
      hash ^= (guchar) text[i];
      hash *= G_GUINT64_CONSTANT (1099511628211);
    }

  return hash;
}

/**
 * desk_blocks_split:
 * @body: an edition's body, valid UTF-8
 * @n_bytes: its length
 *
 * Cuts a body into its top-level pieces. Together they are the body, to the
 * byte, whatever is in it.
 *
 * Returns: (transfer full) (element-type DeskBlock): the blocks, in order
 */
GArray *
desk_blocks_split (const char *body,
                   gsize       n_bytes)
{
  g_autoptr(GArray) blocks = g_array_new (FALSE, FALSE, sizeof (DeskBlock));
  g_autoptr(GArray) lines = NULL;
  g_autoptr(GArray) pieces = NULL;
  Source source;

  g_return_val_if_fail (body != NULL || n_bytes == 0, NULL);

  if (n_bytes == 0)
    return g_steal_pointer (&blocks);

  lines = find_lines (body, n_bytes);
  source = (Source) { body, n_bytes, lines };
  pieces = find_pieces (&source);

  for (unsigned i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);
      DeskBlock block = { 0 };
      gsize end = n_bytes;

      if (i > 0)
        block.offset = line_start (&source, piece->line);
      if (i + 1 < pieces->len)
        end = line_start (&source, g_array_index (pieces, Piece, i + 1).line);
      block.n_bytes = end - block.offset;
      block.kind = piece->kind;
      block.hash = hash_of (body + block.offset, block.n_bytes);
      g_array_append_val (blocks, block);
    }

  return g_steal_pointer (&blocks);
}

/**
 * desk_block_measure_text:
 * @block: a block of @body
 *
 * Returns: the length of its text: what its hash is of, without the line ends
 *   that follow
 */
gsize
desk_block_measure_text (const DeskBlock *block,
                         const char      *body)
{
  g_return_val_if_fail (block != NULL && body != NULL, 0);

  return measure_text (body + block->offset, block->n_bytes);
}

/**
 * desk_blocks_validate:
 * @blocks: (element-type DeskBlock): what desk_blocks_split() gave
 * @body: the body that was split
 * @n_bytes: its length
 *
 * Tests what must hold of blocks; the numbers are those of the comment at the
 * top of this file. For tests and fuzzers.
 *
 * Returns: 0 if everything holds, else the number of what doesn't
 */
unsigned
desk_blocks_validate (GArray     *blocks,
                      const char *body,
                      gsize       n_bytes)
{
  gsize offset = 0;

  g_return_val_if_fail (blocks != NULL, 1);

  for (unsigned i = 0; i < blocks->len; i++)
    {
      const DeskBlock *block = &g_array_index (blocks, DeskBlock, i);

      if (block->offset != offset)
        return 1;
      if (block->n_bytes == 0 || block->n_bytes > n_bytes - offset)
        return 2;
      if (offset > 0 && body[offset - 1] != '\n' && (body[offset - 1] != '\r' || body[offset] == '\n'))
        return 3;
      if (block->hash != hash_of (body + offset, block->n_bytes))
        return 4;
      offset += block->n_bytes;
    }

  return offset == n_bytes ? 0 : 2;
}
