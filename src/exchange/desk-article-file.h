/* desk-article-file.h - a Markdown file: front matter, then the text
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exchange/desk-front-matter.h"

G_BEGIN_DECLS

char *desk_text_file_read (const char *path,
                           gsize       max_bytes,
                           DeskPlace   place,
                           gsize      *out_n_bytes,
                           GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * DeskArticleFile:
 * @matter: what stands above the text
 * @body: the text, byte for byte
 */
typedef struct
{
  DeskFrontMatter *matter;
  char            *body;
} DeskArticleFile;

DeskArticleFile *desk_article_file_parse (const char *text,
                                          gsize       n_bytes,
                                          const char *time_zone,
                                          GHashTable *unknown,
                                          DeskPlace   place,
                                          GError    **error) G_GNUC_WARN_UNUSED_RESULT;
DeskArticleFile *desk_article_file_read (const char *path,
                                         const char *shown,
                                         const char *time_zone,
                                         GHashTable *unknown,
                                         GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void desk_article_file_free (DeskArticleFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskArticleFile, desk_article_file_free)

char *desk_article_file_write (const DeskFrontMatter *matter,
                               const char            *body,
                               const char            *time_zone) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
