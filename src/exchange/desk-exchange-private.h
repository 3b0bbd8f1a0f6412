/* desk-exchange-private.h - what the files that read front matter share
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exchange/desk-front-matter.h"
#include "exchange/desk-yaml.h"

G_BEGIN_DECLS

/* One front matter that is being read. */
typedef struct
{
  DeskFrontMatter *matter;
  const char      *time_zone;
  const char      *file;
  GHashTable      *unknown;  /* (nullable) */
  gboolean         is_draft; /* by `draft`, which `status` wins over */
} DeskFrontReader;

/* desk-front-matter-read.c */
DeskPlace desk_front_place (const DeskFrontReader *reader,
                            const DeskYaml        *value);
void      desk_front_note_unknown (DeskFrontReader *reader,
                                   const char      *name,
                                   const DeskYaml  *value);
gboolean desk_front_check_scalar (DeskFrontReader *reader,
                                  const DeskYaml  *value,
                                  const char      *name,
                                  GError         **error);
gboolean desk_front_check_line (DeskFrontReader *reader,
                                const DeskYaml  *value,
                                unsigned         max_chars,
                                GError         **error);
gboolean desk_front_parse_instant (DeskFrontReader *reader,
                                   const DeskYaml  *value,
                                   gint64          *out_us,
                                   GError         **error);
gboolean desk_front_parse_flag (DeskFrontReader *reader,
                                const DeskYaml  *value,
                                gboolean        *out_flag,
                                GError         **error);

/* desk-front-matter-parts.c */
gboolean desk_front_read_names (DeskFrontReader *reader,
                                DeskFrontKey     key,
                                const DeskYaml  *value,
                                GError         **error);
gboolean desk_front_read_authors (DeskFrontReader *reader,
                                  DeskFrontKey     key,
                                  const DeskYaml  *value,
                                  GError         **error);
gboolean desk_front_read_cover (DeskFrontReader *reader,
                                DeskFrontKey     key,
                                const DeskYaml  *value,
                                GError         **error);
gboolean desk_front_read_event (DeskFrontReader *reader,
                                DeskFrontKey     key,
                                const DeskYaml  *value,
                                GError         **error);

G_END_DECLS
