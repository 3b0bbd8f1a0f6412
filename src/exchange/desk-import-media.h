/* desk-import-media.h - the pictures that come with an import
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exchange/desk-front-matter.h"
#include "exchange/desk-import-tree.h"
#include "exchange/desk-library-file.h"
#include "store/desk-store.h"

G_BEGIN_DECLS

/* Pictures that library.yaml lists and those that covers and texts name. They are looked
 * at while files are read, put into the library before the first article, and
 * taken out again if the import fails. */
typedef struct _DeskImportMedia DeskImportMedia;

DeskImportMedia *desk_import_media_new (DeskStore             *store,
                                        const DeskLibraryFile *library,
                                        const DeskImportTree  *tree,
                                        gboolean               library_wins,
                                        DeskImportReport      *report) G_GNUC_WARN_UNUSED_RESULT;
void desk_import_media_free (DeskImportMedia *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskImportMedia, desk_import_media_free)

gboolean desk_import_media_check (DeskImportMedia       *self,
                                  const DeskImportFile  *file,
                                  const DeskFrontMatter *matter,
                                  DeskPlace              place,
                                  GError               **error);
void desk_import_media_look_at_body (DeskImportMedia      *self,
                                     const DeskImportFile *file,
                                     const char           *body);
gboolean desk_import_media_add_all (DeskImportMedia *self,
                                    GCancellable    *cancellable,
                                    GError         **error);
DeskMedia *desk_import_media_find (DeskImportMedia       *self,
                                   const DeskImportFile  *file,
                                   const DeskFrontMatter *matter);
char *desk_import_media_dup_body (DeskImportMedia      *self,
                                  const DeskImportFile *file,
                                  const char           *body) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_import_media_has_work (DeskImportMedia *self);
gboolean desk_import_media_update (DeskImportMedia *self,
                                   GError         **error);
void     desk_import_media_keep (DeskImportMedia *self);

G_END_DECLS
