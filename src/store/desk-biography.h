/* desk-biography.h - who an author is, for readers
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-store.h"

G_BEGIN_DECLS

#define DESK_BIOGRAPHY_MAX_CHARS 20000

gboolean desk_store_dup_biography (DeskStore  *self,
                                   const char *author_uuid,
                                   const char *language,
                                   char      **out_text,
                                   GError    **error);
char **desk_store_list_biography_languages (DeskStore  *self,
                                            const char *author_uuid,
                                            GError    **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_store_save_biography (DeskStore  *self,
                                    const char *author_uuid,
                                    const char *language,
                                    const char *text,
                                    GError    **error);

GPtrArray *desk_store_list_portrayed (DeskStore  *self,
                                      const char *media_uuid,
                                      GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
