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
  GHashTable       *needed;   /* char *path → char *file */
  GPtrArray        *problems; /* char *: what is wrong with pictures that are left out */
  gboolean          may_pass; /* one of them may be right the next time, with nothing else changed */
};

gboolean desk_media_is_picture (const DeskMedia *media);
char    *desk_page_media_dup_name (DeskPictureKind  kind,
                                   const DeskMedia *media) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
