/* desk-html-writer.h - a page's HTML while it is being written
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "text/desk-html.h"

G_BEGIN_DECLS

/**
 * DeskHtmlWriter:
 * @html: what has been written
 * @options: the caller's
 * @prefix: what ids of footnotes start with
 * @names: ids of headings and labels of tables that are taken
 * @n_uses: unsigned, of each footnote in order: how often it is referred to
 * @levels: of the headings that the next one is below, from the outermost
 * @n_levels: how many these are
 * @is_in_link: a link can't hold another one
 */
typedef struct
{
  GString               *html;
  const DeskHtmlOptions *options;
  const char            *prefix;
  GHashTable            *names;
  GArray                *n_uses;
  unsigned               levels[6];
  unsigned               n_levels;
  gboolean               is_in_link;
} DeskHtmlWriter;

void desk_html_write_block (DeskHtmlWriter *self,
                            const DeskNode *node);
void desk_html_write_blocks (DeskHtmlWriter *self,
                             const DeskNode *parent);
void desk_html_write_inlines (DeskHtmlWriter *self,
                              const DeskNode *parent);
void desk_html_write_figure (DeskHtmlWriter *self,
                             const DeskNode *node);
void desk_html_write_image (DeskHtmlWriter *self,
                            const DeskNode *node);
void desk_html_write_table (DeskHtmlWriter *self,
                            const DeskNode *node);
void desk_html_write_notes (DeskHtmlWriter *self,
                            const DeskNode *document);

char *desk_html_resolve (DeskHtmlWriter *self,
                         const char     *destination);
char *desk_html_take_name (DeskHtmlWriter *self,
                           const char     *name,
                           const char     *joint);
void     desk_html_append_address (GString    *html,
                                   const char *address);
gboolean desk_html_is_script (const char *address);

G_END_DECLS
