/* desk-place.h - a row of the sidebar: which articles the list shows
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-status.h"

G_BEGIN_DECLS

typedef enum
{
  DESK_PLACE_ALL,
  DESK_PLACE_STATUS,
  DESK_PLACE_SECTION,
  DESK_PLACE_TRASH,
} DeskPlaceKind;

/**
 * DeskPlace:
 * @kind: what it is about
 * @status: for %DESK_PLACE_STATUS
 * @section_uuid: for %DESK_PLACE_SECTION, else %NULL
 * @title: what the row and the list's header say
 */
typedef struct
{
  DeskPlaceKind kind;
  DeskStatus    status;
  char         *section_uuid;
  char         *title;
} DeskPlace;

DeskPlace *desk_place_new (DeskPlaceKind kind,
                           const char   *title) G_GNUC_WARN_UNUSED_RESULT;
DeskPlace *desk_place_copy (const DeskPlace *self) G_GNUC_WARN_UNUSED_RESULT;
void       desk_place_free (DeskPlace *self);

gboolean   desk_place_equal (const DeskPlace *a,
                             const DeskPlace *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskPlace, desk_place_free)

G_END_DECLS
