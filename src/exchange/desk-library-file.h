/* desk-library-file.h - library.yaml: what belongs to no single article
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exchange/desk-exchange-error.h"
#include "model/desk-media.h"
#include "model/desk-site.h"
#include "model/desk-term.h"

G_BEGIN_DECLS

#define DESK_LIBRARY_FILE "library.yaml"

/**
 * DeskLibraryMedia:
 * @media: what is known of it
 * @file: where its bytes are, from library.yaml's folder
 * @line: where it is said
 */
typedef struct
{
  DeskMedia *media;
  char      *file;
  unsigned   line;
} DeskLibraryMedia;

/**
 * DeskLibraryAuthor:
 * @term: one of those that are listed
 * @portrait: (nullable): the SHA-256 of a picture
 * @texts: char *language → char *Markdown: who it is
 */
typedef struct
{
  const DeskTerm *term;
  char           *portrait;
  GHashTable     *texts;
} DeskLibraryAuthor;

/**
 * DeskLibraryRedirect:
 * @from: an address that readers once had, "/en/news/low-water/"
 * @to: the UUID of the article, section, tag or author that they find there now; else
 *   what a person said of an address from before: "/en/news/", "https://…", "article:UUID",
 *   or "" where it is gone
 * @line: where it is said
 */
typedef struct
{
  char    *from;
  char    *to;
  unsigned line;
} DeskLibraryRedirect;

/**
 * DeskLibraryFile:
 * @site: the settings that are set
 * @terms: (element-type DeskTerm): of each type, in the order of menus
 * @term_lines: where each of them is said
 * @authors: (element-type DeskLibraryAuthor): those of which more is said than names
 * @media: (element-type DeskLibraryMedia)
 * @redirects: (element-type DeskLibraryRedirect)
 */
typedef struct
{
  DeskSite  *site;
  GPtrArray *terms[DESK_N_TERM_TYPES];
  GArray    *term_lines[DESK_N_TERM_TYPES];
  GPtrArray *authors;
  GPtrArray *media;
  GPtrArray *redirects;
} DeskLibraryFile;

DeskLibraryFile *desk_library_file_new (void) G_GNUC_WARN_UNUSED_RESULT;
void             desk_library_file_free (DeskLibraryFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskLibraryFile, desk_library_file_free)

DeskLibraryAuthor *desk_library_file_add_author (DeskLibraryFile *self,
                                                 const DeskTerm  *term);
void desk_library_file_add_media (DeskLibraryFile *self,
                                  const DeskMedia *media,
                                  const char      *file);
void desk_library_file_add_redirect (DeskLibraryFile *self,
                                     const char      *from,
                                     const char      *to);

DeskLibraryFile *desk_library_file_parse (const char *text,
                                          gsize       n_bytes,
                                          GHashTable *unknown,
                                          DeskPlace   place,
                                          GError    **error) G_GNUC_WARN_UNUSED_RESULT;
DeskLibraryFile *desk_library_file_read (const char *path,
                                         const char *shown,
                                         GHashTable *unknown,
                                         GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/* desk-library-file-write.c */
char *desk_library_file_write (const DeskLibraryFile *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
