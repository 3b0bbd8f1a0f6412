/* desk-article-render.h - an article as files
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exchange/desk-front-matter.h"
#include "exchange/desk-term-index.h"
#include "store/desk-states.h"

G_BEGIN_DECLS

/* What a file holds of an edition. */
typedef enum
{
  DESK_ROLE_PLAIN,     /* what readers have, else what they get, else what is written */
  DESK_ROLE_SCHEDULED, /* what readers get, where that differs */
  DESK_ROLE_WORKING,   /* what is written, where that differs */
} DeskRole;

#define DESK_N_ROLES (DESK_ROLE_WORKING + 1)

const char *desk_role_get_ending (DeskRole role);

/**
 * DeskRendering:
 * @index: (nullable): how terms are called; %NULL: by their ids
 * @media_files: (nullable): char *SHA-256 → char *file; %NULL: by their hashes
 * @time_zone: of the times in the files
 */
typedef struct
{
  DeskTermIndex *index;
  GHashTable    *media_files;
  const char    *time_zone;
} DeskRendering;

/**
 * DeskRenderedFile:
 * @language: of the edition
 * @role: what of it
 * @text: the file
 */
typedef struct
{
  char    *language;
  DeskRole role;
  char    *text;
} DeskRenderedFile;

GPtrArray *desk_article_render (const DeskRendering *how,
                                const DeskStates    *states) G_GNUC_WARN_UNUSED_RESULT;
char      *desk_article_dup_file_name (const DeskStates *states,
                                       const char       *language,
                                       DeskRole          role,
                                       const char       *main_language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
