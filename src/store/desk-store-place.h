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
  DESK_STORE_PLACE_LOCAL,
  DESK_STORE_PLACE_NETWORK, /* NFS, a Windows share … */
  DESK_STORE_PLACE_PORTAL,  /* a folder that a sandbox sees through the document portal */
  DESK_STORE_PLACE_FUSE,    /* some other program's file system */
} DeskStorePlaceKind;

/**
 * DeskStorePlace:
 * @kind: everything but local is opened by one program at a time
 * @sync_service: (nullable): the name of what synchronises the folder
 */
typedef struct
{
  DeskStorePlaceKind kind;
  const char        *sync_service;
} DeskStorePlace;

#define DESK_STORE_PLACE_ASK (-1)

DeskStorePlaceKind desk_store_place_kind_of (gint64      file_system,
                                             const char *path);
const char        *desk_store_place_find_sync (const char *path);
DeskStorePlace     desk_store_place_look (const char *path,
                                          gint64      file_system);
char              *desk_store_place_dup_warning (const DeskStorePlace *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
