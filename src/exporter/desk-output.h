/* desk-output.h - the folder that a site is written to
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/site/desk-site-state.h"

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
  unsigned n_added;   /* to what the state knows */
  unsigned n_dropped; /* from it */
  guint64  n_bytes;   /* written */
} DeskOutputCounts;

typedef struct _DeskOutput DeskOutput;

DeskOutput *desk_output_open (const char *directory,
                              const char *library_id,
                              GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void     desk_output_free (DeskOutput *self);

gboolean desk_output_has_others (DeskOutput *self);
gboolean desk_output_is_taken (DeskOutput *self,
                               const char *path);
void     desk_output_set_rehearsal (DeskOutput *self,
                                    gboolean    is_rehearsal);

void     desk_output_compare_all (DeskOutput *self);
gboolean desk_output_renew_state (DeskOutput *self,
                                  GError    **error);
void     desk_output_set_partial (DeskOutput *self);
gboolean desk_output_begin (DeskOutput *self,
                            GError    **error);
gboolean desk_output_commit_plan (DeskOutput *self,
                                  GError    **error);

void     desk_output_lock (DeskOutput *self);
void     desk_output_unlock (DeskOutput *self);

gboolean desk_output_shows (DeskOutput   *self,
                            const char   *path,
                            const guint8 *fingerprint);
gboolean desk_output_keep (DeskOutput *self,
                           const char *path,
                           GError    **error);
char    *desk_output_dup_last (DeskOutput *self,
                               const char *path) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_output_write (DeskOutput   *self,
                            const char   *path,
                            const char   *bytes,
                            gsize         n_bytes,
                            const guint8 *fingerprint,
                            GError      **error);
void     desk_output_drop (DeskOutput *self,
                           const char *path);
gboolean desk_output_finish (DeskOutput *self,
                             GError    **error);

gboolean         desk_output_remove_gone (DeskOutput *self,
                                          GError    **error);
gboolean         desk_output_is_whole (DeskOutput *self);
DeskSiteState   *desk_output_get_state (DeskOutput *self);
DeskOutputCounts desk_output_get_counts (DeskOutput *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskOutput, desk_output_free)

G_END_DECLS
