/* desk-store-place.h - where a library stands, and what that means for it
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  DESK_PLACE_LOCAL,
  DESK_PLACE_NETWORK, /* NFS, a Windows share … */
  DESK_PLACE_PORTAL,  /* a folder that a sandbox sees through the document portal */
  DESK_PLACE_FUSE,    /* some other program's file system */
} DeskPlaceKind;

/**
 * DeskPlace:
 * @kind: everything but local is opened by one program at a time
 * @sync_service: (nullable): the name of what synchronises the folder
 */
typedef struct
{
  DeskPlaceKind kind;
  const char   *sync_service;
} DeskPlace;

#define DESK_PLACE_ASK (-1)

DeskPlaceKind desk_place_kind_of (gint64      file_system,
                                  const char *path);
const char   *desk_place_find_sync (const char *path);
DeskPlace     desk_place_look (const char *path,
                               gint64      file_system);
char         *desk_place_dup_warning (const DeskPlace *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
