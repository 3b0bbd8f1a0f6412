/* desk-batch.h - many new articles that appear all at once or not at all
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-store.h"

G_BEGIN_DECLS

/* A bulk write. Articles and names that are added to its store between begin and
 * finish are written in slices, so that others can write in between, and are
 * seen by this store alone until it is finished. Freed unfinished, it takes
 * them away again; killed, whoever opens the library next does. One at a time
 * per library.
 */
typedef struct _DeskBatch DeskBatch;

DeskBatch *desk_batch_begin (DeskStore *store,
                             GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   desk_batch_step (DeskBatch *self,
                            GError   **error);
gboolean   desk_batch_begin_last (DeskBatch *self,
                                  GError   **error);
gboolean   desk_batch_finish (DeskBatch *self,
                              GError   **error);
void       desk_batch_free (DeskBatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskBatch, desk_batch_free)

gboolean desk_store_sweep_batches (DeskStore    *store,
                                   gint64        max_us,
                                   GCancellable *cancellable,
                                   gboolean     *out_is_done,
                                   GError      **error);

G_END_DECLS
