/* desk-plan-face.h - what a plan has to know of a text
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-store.h"

G_BEGIN_DECLS

/**
 * DeskPlanFace:
 * @article: (nullable): what readers have, with the one edition, of whose body maybe
 *   only the beginning; %NULL for nothing
 * @opening: (nullable): of the whole body
 * @text: a digest, another one whenever the text is
 */
typedef struct
{
  DeskArticle *article;
  char        *opening;
  guint8       text[32];
} DeskPlanFace;

DeskPlanFace *desk_plan_face_new (DeskArticle *article) G_GNUC_WARN_UNUSED_RESULT;
DeskPlanFace *desk_plan_face_read (DeskStore *store,
                                   gint64     id,
                                   GError   **error) G_GNUC_WARN_UNUSED_RESULT;
void desk_plan_face_free (DeskPlanFace *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskPlanFace, desk_plan_face_free)

/* Those of many texts, one behind the other, read by another thread meanwhile. */
typedef struct _DeskPlanFaces DeskPlanFaces;

DeskPlanFaces *desk_plan_faces_new (DeskStore    *store,
                                    const GArray *ids,
                                    GError      **error) G_GNUC_WARN_UNUSED_RESULT;
DeskPlanFace *desk_plan_faces_next (DeskPlanFaces *self,
                                    GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void          desk_plan_faces_free (DeskPlanFaces *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskPlanFaces, desk_plan_faces_free)

G_END_DECLS
