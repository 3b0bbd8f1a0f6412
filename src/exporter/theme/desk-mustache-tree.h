/* desk-mustache-tree.h - a compiled template, for the compiler and the renderer
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/theme/desk-mustache.h"

G_BEGIN_DECLS

typedef enum
{
  DESK_MUSTACHE_TEXT,     /* text: what to write */
  DESK_MUSTACHE_VARIABLE, /* path */
  DESK_MUSTACHE_RAW,      /* path; not escaped */
  DESK_MUSTACHE_SECTION,  /* path, children */
  DESK_MUSTACHE_INVERTED, /* path, children */
  DESK_MUSTACHE_PARTIAL,  /* text: its name; indent */
} DeskMustacheKind;

/**
 * DeskMustacheNode:
 * @path: the parts of a dotted name; empty is the implicit iterator "."
 * @indent: (nullable): white space that each line of a partial gets
 * @line: where it stands in its template, from 1
 */
typedef struct
{
  DeskMustacheKind kind;
  char            *text;
  char           **path;
  char            *indent;
  unsigned         line;
  GPtrArray       *children;  /* DeskMustacheNode, owned; sections alone have it */
} DeskMustacheNode;

struct _DeskMustache
{
  GHashTable *sources;  /* char *name → char *text */
  GHashTable *compiled; /* char *"INDENT:NAME" → GPtrArray of DeskMustacheNode */
};

GPtrArray *desk_mustache_compile (const char *name,
                                  const char *text,
                                  GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
