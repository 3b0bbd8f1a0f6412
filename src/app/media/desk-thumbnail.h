/* desk-thumbnail.h - a small picture of a picture
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_THUMBNAIL (desk_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (DeskThumbnail, desk_thumbnail, DESK, THUMBNAIL, AdwBin)

GtkWidget *desk_thumbnail_new (int width,
                               int height,
                               GtkContentFit fit) G_GNUC_WARN_UNUSED_RESULT;

void desk_thumbnail_set_media (DeskThumbnail   *self,
                               DeskLibrary     *library,
                               const DeskMedia *media);

G_END_DECLS
