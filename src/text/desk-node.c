/* desk-node.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-node.h"

#include "desk-text-private.h"

/* A tree is never much deeper than DESK_TEXT_MAX_DEPTH, because the parser makes
 * none that is; so everything that walks one may be recursive.
 */

/**
 * desk_node_new:
 * @kind: what it is
 *
 * Makes a node without children.
 *
 * Returns: (transfer full): the node
 */
DeskNode *
desk_node_new (DeskNodeKind kind)
{
  DeskNode *self = g_new0 (DeskNode, 1);

  self->kind = kind;
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_node_free);

  return self;
}

/**
 * desk_node_free:
 * @self: (nullable): a node
 *
 * Frees a node, its strings and everything below it.
 */
void
desk_node_free (DeskNode *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->children);
  g_free (self->text);
  g_free (self->destination);
  g_free (self->title);
  g_free (self->info);
  g_free (self);
}

/* Ends a line or a block, without piling up white space. */
static void
append_gap (GString    *out,
            const char *gap)
{
  while (out->len > 0 && g_ascii_isspace (out->str[out->len - 1]))
    g_string_truncate (out, out->len - 1);
  if (out->len > 0)
    g_string_append (out, gap);
}

static void append_plain (GString        *out,
                          const DeskNode *node);

static void
append_children (GString        *out,
                 const DeskNode *node,
                 const char     *gap)
{
  for (unsigned i = 0; i < node->children->len; i++)
    {
      if (i > 0 && gap != NULL)
        append_gap (out, gap);
      append_plain (out, node->children->pdata[i]);
    }
}

static void
append_plain (GString        *out,
              const DeskNode *node)
{
  switch (node->kind)
    {
    case DESK_NODE_TEXT:
    case DESK_NODE_CODE:
    case DESK_NODE_CODE_BLOCK:
    case DESK_NODE_IMAGE:
      if (node->text != NULL)
        g_string_append (out, node->text);
      break;

    case DESK_NODE_FIGURE:
      if (node->title != NULL)
        g_string_append (out, node->title);
      break;

    case DESK_NODE_SOFT_BREAK:
      g_string_append_c (out, ' ');
      break;

    case DESK_NODE_HARD_BREAK:
      append_gap (out, "\n");
      break;

    case DESK_NODE_HTML_BLOCK:
    case DESK_NODE_HTML:
    case DESK_NODE_RULE:
    case DESK_NODE_FOOTNOTE_REF:
      break;

    case DESK_NODE_DOCUMENT:
    case DESK_NODE_QUOTE:
    case DESK_NODE_ITEM:
    case DESK_NODE_FOOTNOTE:
      append_children (out, node, "\n\n");
      break;

    case DESK_NODE_LIST:
    case DESK_NODE_TABLE:
      append_children (out, node, "\n");
      break;

    case DESK_NODE_ROW:
      append_children (out, node, "\t");
      break;

    case DESK_NODE_PARAGRAPH:
    case DESK_NODE_HEADING:
    case DESK_NODE_ATTRIBUTION:
    case DESK_NODE_CELL:
    case DESK_NODE_EMPHASIS:
    case DESK_NODE_STRONG:
    case DESK_NODE_STRIKETHROUGH:
    case DESK_NODE_LINK:
    default:
      append_children (out, node, NULL);
      break;
    }
}

/**
 * desk_node_to_plain_text:
 * @document: a document, or any node of one
 *
 * Writes the words alone: an empty line between blocks, a line for an item or
 * a row, a tab between cells. HTML and the marks of footnotes are left out,
 * the footnotes stand at the end.
 *
 * Returns: (transfer full): the text
 */
char *
desk_node_to_plain_text (const DeskNode *document)
{
  g_autoptr(GString) out = NULL;

  g_return_val_if_fail (document != NULL, NULL);

  out = g_string_new (NULL);
  append_plain (out, document);
  append_gap (out, "");

  return g_string_free_and_steal (g_steal_pointer (&out));
}
