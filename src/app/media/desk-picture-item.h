/* desk-picture-item.h - a picture of the library, as lists of the toolkit want it
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-media.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define DESK_TYPE_PICTURE_ITEM (desk_picture_item_get_type ())
G_DECLARE_FINAL_TYPE (DeskPictureItem, desk_picture_item, DESK, PICTURE_ITEM, GObject)

DeskPictureItem *desk_picture_item_new (const DeskMedia *media) G_GNUC_WARN_UNUSED_RESULT;

const DeskMedia *desk_picture_item_get_media (DeskPictureItem *self);
gboolean         desk_picture_item_fits (DeskPictureItem *self,
                                         const char      *folded);

G_END_DECLS
