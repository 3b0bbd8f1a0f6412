/* desk-picture-helper.h - the program that decodes pictures
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-media.h"

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean desk_picture_helper_throw (int              status,
                                    const DeskMedia *media,
                                    GError         **error);
char *desk_picture_helper_run (const char      *kind,
                               const DeskMedia *media,
                               const char      *original,
                               const char      *folder,
                               GCancellable    *cancellable,
                               int             *out_status,
                               GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
