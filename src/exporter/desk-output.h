/* desk-output.h - the folder that a site is written to
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DeskOutputCounts:
 *
 * What became of the files of an export.
 */
typedef struct
{
  unsigned n_written;
  unsigned n_unchanged;
  unsigned n_removed;
  guint64  n_bytes; /* written */
} DeskOutputCounts;

typedef struct _DeskOutput DeskOutput;

DeskOutput *desk_output_open (const char *directory,
                              const char *library_id,
                              GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void     desk_output_free (DeskOutput *self);

gboolean desk_output_has_others (DeskOutput *self);
void     desk_output_set_rehearsal (DeskOutput *self,
                                    gboolean    is_rehearsal);

gboolean desk_output_write (DeskOutput *self,
                            const char *path,
                            const char *bytes,
                            gsize       n_bytes,
                            GError    **error);
gboolean desk_output_finish (DeskOutput *self,
                             GError    **error);

DeskOutputCounts desk_output_get_counts (DeskOutput *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskOutput, desk_output_free)

G_END_DECLS
