/* desk-picture-set.h - the files that a picture is published as
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DeskPictureFile:
 * @name: "640.webp"
 * @width: in pixels
 * @height: likewise
 */
typedef struct
{
  char    *name;
  unsigned width;
  unsigned height;
} DeskPictureFile;

/**
 * DeskPictureSet:
 * @key: what it was made of and how, in 16 hexadecimal digits
 * @folder: where its files are
 * @files: (element-type DeskPictureFile): the first one is for every browser
 */
typedef struct
{
  char      *key;
  char      *folder;
  GPtrArray *files;
} DeskPictureSet;

#define DESK_PICTURE_LIST "list"
#define DESK_PICTURE_LIST_MAX_BYTES 4096

DeskPictureSet *desk_picture_set_open (const char *folder,
                                       const char *key) G_GNUC_WARN_UNUSED_RESULT;
DeskPictureSet *desk_picture_set_copy (const DeskPictureSet *self) G_GNUC_WARN_UNUSED_RESULT;
void            desk_picture_set_free (DeskPictureSet *self);

GPtrArray      *desk_picture_list_parse (const char *text,
                                         const char *folder) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskPictureSet, desk_picture_set_free)

G_END_DECLS
