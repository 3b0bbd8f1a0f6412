/* desk-mend.h - the steps that make salvaged rows a library again
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/backup/desk-backup-private.h"
#include "store/backup/desk-repair.h"
#include "store/backup/desk-salvage.h"

G_BEGIN_DECLS

/* A database that holds what was read from a damaged one. */
typedef struct
{
  sqlite3           *db;
  GPtrArray         *trees;   /* of DeskTree: what was damaged */
  const DeskWatch   *watch;
  DeskRepairSummary *summary;
  gboolean           has_snapshot; /* attached as "old" */
} DeskMend;

void     desk_mend_lose (DeskMend *self,
                         char     *what);
gboolean desk_mend_run (DeskMend   *self,
                        const char *sql,
                        GError    **error);

gboolean desk_mend_read_rows (sqlite3           *db,
                              DeskPages         *pages,
                              GPtrArray         *trees,
                              const DeskWatch   *watch,
                              DeskRepairSummary *summary,
                              GError           **error);
gboolean desk_mend_fill (DeskMend *self,
                         GError  **error);
gboolean desk_mend_owners (DeskMend *self,
                           GError  **error);
gboolean desk_mend_old_owners (DeskMend *self,
                               GError  **error);
gboolean desk_mend_references (DeskMend *self,
                               GError  **error);
gboolean desk_mend_texts (DeskMend *self,
                          GError  **error);
gboolean desk_mend_derived (const char      *folder,
                            const DeskWatch *watch,
                            GError         **error);

G_END_DECLS
