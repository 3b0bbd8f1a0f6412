/* desk-mustache-reader.h - tags and lines of a template, for its compiler
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/theme/desk-value.h"

G_BEGIN_DECLS

/**
 * DeskMustacheReader:
 * @start: the template, or the part of one that is read
 * @cursor: how far it was read
 * @line: the line of that, from 1
 * @open: what a tag begins with from here on
 * @close: what it ends with
 */
typedef struct
{
  const char *template_name;
  const char *start;
  const char *cursor;
  unsigned    line;
  char       *open;
  char       *close;
} DeskMustacheReader;

/**
 * DeskMustacheTag:
 * @type: '#', '^', '/', '!', '>', '<', '$', '=', '{', '&' or 0
 * @content: without the type and white space around it
 * @start: of the opening delimiter
 * @end: behind the closing one
 */
typedef struct
{
  char        type;
  char       *content;
  const char *start;
  const char *end;
} DeskMustacheTag;

void desk_mustache_tag_clear (DeskMustacheTag *tag);

void desk_mustache_reader_init (DeskMustacheReader *self,
                                const char         *template_name,
                                const char         *text,
                                unsigned            line,
                                const char         *open,
                                const char         *close);
void     desk_mustache_reader_clear (DeskMustacheReader *self);

gboolean desk_mustache_reader_throw (DeskMustacheReader *self,
                                     GError            **error,
                                     const char         *message,
                                     ...) G_GNUC_PRINTF (3, 4);
void desk_mustache_reader_count_lines (DeskMustacheReader *self,
                                       const char         *start,
                                       const char         *end);
gboolean desk_mustache_reader_read_tag (DeskMustacheReader *self,
                                        const char         *start,
                                        DeskMustacheTag    *out_tag,
                                        GError            **error);
gboolean desk_mustache_reader_set_delimiters (DeskMustacheReader    *self,
                                              const DeskMustacheTag *tag,
                                              GError               **error);
gboolean desk_mustache_reader_read_path (DeskMustacheReader *self,
                                         const char         *name,
                                         DeskName          **out_path,
                                         GError            **error);

void        desk_mustache_path_free (DeskName *path);

const char *desk_mustache_reader_find_line_start (DeskMustacheReader *self,
                                                  const char         *p);
const char *desk_mustache_find_line_end (const char *p);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DeskMustacheTag, desk_mustache_tag_clear)

G_END_DECLS
