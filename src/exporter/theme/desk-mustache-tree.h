/* desk-mustache-tree.h - a compiled template, for the compiler and the renderer
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/theme/desk-mustache.h"
#include "exporter/theme/desk-value.h"

G_BEGIN_DECLS

typedef enum
{
  DESK_MUSTACHE_TEXT,     /* text: what to write */
  DESK_MUSTACHE_VARIABLE, /* path */
  DESK_MUSTACHE_RAW,      /* path; not escaped */
  DESK_MUSTACHE_SECTION,  /* path, children */
  DESK_MUSTACHE_INVERTED, /* path, children */
  DESK_MUSTACHE_PARTIAL,  /* text: its name, or path: where that stands; indent */
  DESK_MUSTACHE_PARENT,   /* likewise; children: the blocks that it is given */
  DESK_MUSTACHE_BLOCK,    /* name, children: what stands there by default; block */
} DeskMustacheKind;

/**
 * DeskMustacheBlock:
 * @text: its source without the white space that all of it is moved in by
 * @line: where that begins, from 1
 * @open: the delimiters there
 * @is_whole_lines: whether it begins on a line of its own
 * @indent: what is put in front of each line of another text in its place, but for
 *   the first unless @is_whole_lines
 *
 * A block may be put in a place with another indentation, or another one in its
 * place, so its source is kept.
 */
typedef struct
{
  char    *text;
  unsigned line;
  char    *open;
  char    *close;
  gboolean is_whole_lines;
  char    *indent;
} DeskMustacheBlock;

/**
 * DeskMustacheNode:
 * @text: what to write, or the name of a partial, a parent or a block
 * @path: (nullable): the parts of a dotted name; empty is the implicit iterator "."
 * @indent: (nullable): white space that each line of a partial gets
 * @line: where it stands in its template, from 1
 */
typedef struct
{
  DeskMustacheKind   kind;
  char              *text;
  DeskName          *path;
  char              *indent;
  unsigned           line;
  GPtrArray         *children; /* DeskMustacheNode, owned; of what has an end tag */
  DeskMustacheBlock *block;    /* blocks alone have it */
} DeskMustacheNode;

struct _DeskMustache
{
  GHashTable *sources;  /* char *name → char *text */
  GHashTable *names;    /* char *name: every part of each path in a template */
  GMutex      lock;     /* of these two: they grow while pages are made, by any thread */
  GHashTable *compiled; /* char *"INDENT:NAME" → GPtrArray of DeskMustacheNode */
  GHashTable *blocks;   /* char *"INDENT:ADDRESS" → likewise */
};

GPtrArray *desk_mustache_compile (const char *name,
                                  const char *text,
                                  unsigned    line,
                                  const char *open,
                                  const char *close,
                                  GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/* desk-mustache-lines.c */
char *desk_mustache_move_lines (const char *text,
                                gsize       n_less,
                                const char *indent,
                                gboolean    with_first) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
