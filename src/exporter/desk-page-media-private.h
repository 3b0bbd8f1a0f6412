/* desk-page-media-private.h - between looking for pictures and showing them
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/desk-page-media.h"

G_BEGIN_DECLS

struct _DeskPageMedia
{
  DeskStore        *store;
  DeskPictureCache *cache;    /* (nullable): until pictures are looked for */
  GHashTable       *known;    /* char *id → DeskMedia, or NULL where there is none */
  GHashTable       *sets;     /* char *kind and SHA-256 → DeskPictureSet, or NULL for one that can't be shown */
  GHashTable       *faults;   /* char *kind and SHA-256 → char *: what is wrong with one that can't be shown */
  GHashTable       *needed;   /* char *path → char *file */
  GHashTable       *used;     /* char *path: what was needed since the last text began */
  GHashTable       *problems; /* char *: what was wrong with what was asked for since then */
  gboolean          may_pass; /* one of them may be right the next time, with nothing else changed */
  GCancellable     *cancellable;
  GError           *error;    /* the first that was no picture's fault */
};

gboolean desk_page_media_take (DeskPageMedia   *self,
                               DeskPictureKind  kind,
                               const DeskMedia *media,
                               DeskPictureSet  *set,
                               GError          *fault,
                               GError         **error);
char *desk_page_media_dup_name (DeskPictureKind  kind,
                                const DeskMedia *media) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
