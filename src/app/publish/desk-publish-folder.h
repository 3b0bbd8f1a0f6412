/* desk-publish-folder.h - where the site is written
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"

G_BEGIN_DECLS

char    *desk_publish_folder_dup (DeskLibrary *library) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_publish_folder_is_settable (void);
void     desk_publish_folder_set (const char *path);

char    *desk_publish_folder_dup_page (DeskStore  *store,
                                       const char *folder,
                                       const char *article_uuid,
                                       const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
