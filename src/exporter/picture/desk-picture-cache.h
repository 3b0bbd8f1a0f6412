/* desk-picture-cache.h - pictures as they are published, each made once
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/picture/desk-picture-set.h"
#include "model/desk-media.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DeskPictureKind:
 * @DESK_PICTURE_SIZES: for pages: several widths
 * @DESK_PICTURE_CROPS: for those who link to a page: 1:1, 4:3 and 16:9
 * @DESK_PICTURE_ICONS: of the site: squares as PNG, the smallest first
 */
typedef enum
{
  DESK_PICTURE_SIZES,
  DESK_PICTURE_CROPS,
  DESK_PICTURE_ICONS,
} DeskPictureKind;

typedef struct _DeskPictureCache DeskPictureCache;

DeskPictureCache *desk_picture_cache_new (GError **error) G_GNUC_WARN_UNUSED_RESULT;
void              desk_picture_cache_free (DeskPictureCache *self);

DeskPictureSet   *desk_picture_cache_find (DeskPictureCache *self,
                                           DeskPictureKind   kind,
                                           const DeskMedia  *media,
                                           GError          **error) G_GNUC_WARN_UNUSED_RESULT;
DeskPictureSet *desk_picture_cache_make (DeskPictureCache *self,
                                         DeskPictureKind   kind,
                                         const DeskMedia  *media,
                                         const char       *original,
                                         GCancellable     *cancellable,
                                         GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskPictureCache, desk_picture_cache_free)

G_END_DECLS
