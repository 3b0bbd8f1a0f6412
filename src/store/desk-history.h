/* desk-history.h - what an edition was before
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-store.h"

G_BEGIN_DECLS

/**
 * DeskRevision:
 * @uuid: its public id
 * @made_us: when the text was left like that, or something was done with it;
 *   µs since 1970
 * @reason: "pause", "status", "release", "restore", "import" or "merge"
 * @desk: the name of the desk that kept it
 * @title: the edition's title as it was
 * @status: the edition's status as it was
 * @is_released: readers had it once
 * @is_live: readers have it now
 *
 * A saved state of an edition, without its text.
 */
typedef struct
{
  char      *uuid;
  gint64     made_us;
  char      *reason;
  char      *desk;
  char      *title;
  DeskStatus status;
  gboolean   is_released;
  gboolean   is_live;
} DeskRevision;

void desk_revision_free (DeskRevision *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskRevision, desk_revision_free)

GPtrArray   *desk_store_list_revisions (DeskStore  *self,
                                        const char *article_uuid,
                                        const char *language,
                                        GError    **error) G_GNUC_WARN_UNUSED_RESULT;
DeskArticle *desk_store_dup_revision (DeskStore  *self,
                                      const char *article_uuid,
                                      const char *revision_uuid,
                                      GError    **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_store_restore_revision (DeskStore  *self,
                                      const char *article_uuid,
                                      const char *revision_uuid,
                                      char      **out_kept,
                                      GError    **error);
gboolean desk_store_thin_revisions (DeskStore    *self,
                                    gint64        now_us,
                                    GCancellable *cancellable,
                                    unsigned     *out_n_removed,
                                    GError      **error);

G_END_DECLS
