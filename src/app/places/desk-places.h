/* desk-places.h - the sidebar: where articles are
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"
#include "app/places/desk-place.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_PLACES (desk_places_get_type ())
G_DECLARE_FINAL_TYPE (DeskPlaces, desk_places, DESK, PLACES, AdwBin)

void desk_places_set_library (DeskPlaces  *self,
                              DeskLibrary *library);

const DeskPlace *desk_places_get_place (DeskPlaces *self);
void             desk_places_select_all (DeskPlaces *self);

GPtrArray       *desk_places_get_sections (DeskPlaces *self);
gboolean         desk_places_is_empty (DeskPlaces *self);

G_END_DECLS
