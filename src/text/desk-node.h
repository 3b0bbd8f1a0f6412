/* desk-node.h - a body as a tree
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  DESK_NODE_DOCUMENT,
  DESK_NODE_PARAGRAPH,
  DESK_NODE_HEADING,        /* level */
  DESK_NODE_QUOTE,          /* its attribution is DESK_NODE_ATTRIBUTION, last */
  DESK_NODE_ATTRIBUTION,
  DESK_NODE_LIST,           /* is_ordered, start, is_tight */
  DESK_NODE_ITEM,           /* is_task, is_done */
  DESK_NODE_CODE_BLOCK,     /* text, info */
  DESK_NODE_HTML_BLOCK,     /* text, as it was written */
  DESK_NODE_TABLE,
  DESK_NODE_ROW,            /* is_header */
  DESK_NODE_CELL,           /* alignment: 0, 'l', 'c' or 'r' */
  DESK_NODE_RULE,
  DESK_NODE_FIGURE,         /* destination, title (the caption), text (alternative) */
  DESK_NODE_FOOTNOTE,       /* number; after everything else, in order of use */
  DESK_NODE_TEXT,           /* text */
  DESK_NODE_SOFT_BREAK,
  DESK_NODE_HARD_BREAK,
  DESK_NODE_CODE,           /* text */
  DESK_NODE_HTML,           /* text, as it was written */
  DESK_NODE_EMPHASIS,
  DESK_NODE_STRONG,
  DESK_NODE_STRIKETHROUGH,
  DESK_NODE_LINK,           /* destination, title */
  DESK_NODE_IMAGE,          /* destination, title, text (alternative) */
  DESK_NODE_FOOTNOTE_REF,   /* number, and n_use: the how-manieth use of it */
} DeskNodeKind;

typedef struct _DeskNode DeskNode;

/**
 * DeskNode:
 *
 * One node of a document. A node owns its children and its strings; which of
 * the fields a kind uses stands beside the kind.
 */
struct _DeskNode
{
  DeskNodeKind kind;
  GPtrArray   *children;     /* DeskNode, owned; never NULL */
  char        *text;
  char        *destination;
  char        *title;
  char        *info;
  unsigned     level;
  unsigned     start;
  unsigned     number;
  unsigned     n_use;
  char         alignment;
  unsigned     is_ordered : 1;
  unsigned     is_tight : 1;
  unsigned     is_task : 1;
  unsigned     is_done : 1;
  unsigned     is_header : 1;
};

DeskNode   *desk_node_parse (const char *body,
                             gssize      n_bytes) G_GNUC_WARN_UNUSED_RESULT;
DeskNode   *desk_node_parse_commonmark (const char *body,
                                        gssize      n_bytes) G_GNUC_WARN_UNUSED_RESULT;
const char *desk_node_get_parser_version (void);

DeskNode   *desk_node_new (DeskNodeKind kind) G_GNUC_WARN_UNUSED_RESULT;
void        desk_node_free (DeskNode *self);

char       *desk_node_to_plain_text (const DeskNode *document) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskNode, desk_node_free)

G_END_DECLS
