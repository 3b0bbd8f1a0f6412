/* desk-media.h - a picture or document, told apart by its bytes
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DeskMediaText:
 * @language: an edition's language
 * @alternative: what the picture says to those who do not see it
 * @caption: what stands below it, or ""
 */
typedef struct
{
  char *language;
  char *alternative;
  char *caption;
} DeskMediaText;

/**
 * DeskMedia:
 * @uuid: its public id
 * @sha256: the original's hash, 64 hexadecimal digits, which is also its file
 * @name: what the file was called
 * @mime_type: "image/jpeg" …
 * @width: in pixels; 0 for what is no picture
 * @height: likewise
 * @credit: who made it, or ""
 * @licence: for instance "CC BY 4.0", or ""
 * @texts: (element-type DeskMediaText): one a language
 */
typedef struct
{
  char      *uuid;
  char      *sha256;
  char      *name;
  char      *mime_type;
  unsigned   width;
  unsigned   height;
  gint64     n_bytes;
  char      *credit;
  char      *licence;
  GPtrArray *texts;
} DeskMedia;

DeskMedia           *desk_media_new (void) G_GNUC_WARN_UNUSED_RESULT;
DeskMedia           *desk_media_copy (const DeskMedia *self) G_GNUC_WARN_UNUSED_RESULT;
void                 desk_media_free (DeskMedia *self);

const DeskMediaText *desk_media_get_text (const DeskMedia *self,
                                          const char      *language);
void                 desk_media_set_text (DeskMedia  *self,
                                          const char *language,
                                          const char *alternative,
                                          const char *caption);

gboolean desk_media_is_picture (const DeskMedia *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskMedia, desk_media_free)

G_END_DECLS
