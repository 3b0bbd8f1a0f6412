/* desk-alignment.h - which block of its source each block of a translation is of
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-store.h"

G_BEGIN_DECLS

/**
 * DeskAlignment:
 * @number: the translation's block
 * @hash: of its text, as #DeskBlock has it; not looked at when it is stored
 * @source_number: the source's block that it translates; 0 if none is known
 * @source_hash: of that one's text when it was translated
 * @is_stale: the source's block has another text now, or is gone; not looked at
 *   when it is stored
 */
typedef struct
{
  gint64   number;
  guint64  hash;
  gint64   source_number;
  guint64  source_hash;
  gboolean is_stale;
} DeskAlignment;

gboolean desk_store_align_edition (DeskStore           *self,
                                   const char          *article_uuid,
                                   const char          *language,
                                   const char          *source_language,
                                   const DeskAlignment *alignments,
                                   gsize                n_alignments,
                                   GError             **error);
GArray *desk_store_list_alignments (DeskStore  *self,
                                    const char *article_uuid,
                                    const char *language,
                                    GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
