/* desk-foreign.h - names and pictures that come from elsewhere
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-store.h"

G_BEGIN_DECLS

/* What an import brings beside articles. It keeps the ids that it had. */

gboolean desk_store_is_empty (DeskStore *self,
                              gboolean  *out_is_empty,
                              GError   **error);

gboolean desk_store_add_foreign_term (DeskStore *self,
                                      DeskTerm  *term,
                                      GError   **error);
gboolean desk_store_is_term_used (DeskStore      *self,
                                  const DeskTerm *term,
                                  gboolean       *out_is_used,
                                  GError        **error);
gboolean desk_store_drop_unused_term (DeskStore      *self,
                                      const DeskTerm *term,
                                      GError        **error);

gboolean desk_store_add_foreign_media (DeskStore *self,
                                       GBytes    *bytes,
                                       DeskMedia *media,
                                       gboolean  *out_was_made,
                                       gboolean  *out_was_there,
                                       GError   **error);
gboolean desk_store_keep_media (DeskStore       *self,
                                const DeskMedia *media,
                                GError         **error);
gboolean desk_store_drop_media (DeskStore       *self,
                                const DeskMedia *media,
                                gboolean         was_there,
                                GError         **error);

G_END_DECLS
