/* desk-snapshot.h - verified copies of the library in its folder
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-progress.h"
#include "store/desk-store.h"

G_BEGIN_DECLS

/* Why a snapshot is kept. */
typedef enum
{
  DESK_SNAPSHOT_DAILY,
  DESK_SNAPSHOT_WEEKLY,
  DESK_SNAPSHOT_BEFORE_MIGRATION,
  DESK_SNAPSHOT_BEFORE_RESTORE,
} DeskSnapshotKind;

/**
 * DeskSnapshot:
 * @name: as "2026-06-01.sqlite3"
 * @path: the file
 * @made_us: when it was made
 */
typedef struct
{
  DeskSnapshotKind kind;
  char            *name;
  char            *path;
  gint64           made_us;
  guint64          n_bytes;
} DeskSnapshot;

void desk_snapshot_free (DeskSnapshot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskSnapshot, desk_snapshot_free)

gboolean desk_store_make_snapshot (DeskStore       *self,
                                   gint64           now_us,
                                   DeskProgressFunc progress,
                                   gpointer         user_data,
                                   GCancellable    *cancellable,
                                   GError         **error);

gboolean desk_store_has_snapshot (DeskStore *self,
                                  gint64     now_us);
gboolean desk_store_has_written (DeskStore *self);
gboolean desk_store_fold_log (DeskStore *self,
                              GError   **error);

GPtrArray *desk_store_list_snapshots (DeskStore *self) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *desk_snapshot_list (const char *library) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
