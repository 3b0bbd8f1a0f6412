/* desk-page-media.h - pictures and documents that pages need
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/desk-output.h"
#include "exporter/plan/desk-plan-marks.h"
#include "exporter/plan/desk-plan.h"
#include "exporter/picture/desk-picture-cache.h"
#include "model/desk-progress.h"
#include "store/desk-store.h"

G_BEGIN_DECLS

typedef struct _DeskPageMedia DeskPageMedia;

DeskPageMedia *desk_page_media_new (DeskStore *store) G_GNUC_WARN_UNUSED_RESULT;
DeskPageMedia *desk_page_media_new_like (DeskPageMedia *other,
                                         DeskStore     *store) G_GNUC_WARN_UNUSED_RESULT;
void           desk_page_media_free (DeskPageMedia *self);
void           desk_page_media_add_needs (DeskPageMedia *self,
                                          DeskPageMedia *other);

gboolean desk_page_media_prepare (DeskPageMedia       *self,
                                  const DeskPlan      *plan,
                                  const DeskPlanMarks *marks,
                                  DeskProgressFunc     progress,
                                  gpointer             user_data,
                                  GCancellable        *cancellable,
                                  GError             **error);
void        desk_page_media_begin_text (DeskPageMedia *self);
GHashTable *desk_page_media_get_used (DeskPageMedia *self);
GHashTable *desk_page_media_get_problems (DeskPageMedia *self);
gboolean    desk_page_media_may_pass (DeskPageMedia *self);
gboolean    desk_page_media_check (DeskPageMedia *self,
                                   GError       **error);

const DeskMedia      *desk_page_media_find (DeskPageMedia *self,
                                            const char    *sha256);
const DeskMedia      *desk_page_media_find_any (DeskPageMedia *self,
                                                const char    *id);
const DeskPictureSet *desk_page_media_use_picture (DeskPageMedia   *self,
                                                   DeskPictureKind  kind,
                                                   const DeskMedia *media);
char    *desk_page_media_dup_path (const DeskPictureSet  *set,
                                   const DeskPictureFile *file) G_GNUC_WARN_UNUSED_RESULT;
char    *desk_page_media_use (DeskPageMedia   *self,
                              const DeskMedia *media) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_page_media_write (DeskPageMedia *self,
                                DeskOutput    *output,
                                GCancellable  *cancellable,
                                GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskPageMedia, desk_page_media_free)

G_END_DECLS
