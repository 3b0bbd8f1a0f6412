/* desk-import-names.h - sections, tags and authors that come with an import
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exchange/desk-library-file.h"
#include "store/desk-store.h"

G_BEGIN_DECLS

/* What the words in files mean: first what library.yaml lists, then what the
 * library has; a word that neither knows becomes a new term. */
typedef struct _DeskImportNames DeskImportNames;

/* Called before the first write that makes a term. */
typedef gboolean (*DeskBeforeWriteFunc) (gpointer user_data,
                                         GError **error);

DeskImportNames *desk_import_names_new (DeskStore             *store,
                                        const DeskLibraryFile *library,
                                        gboolean               library_wins,
                                        gboolean               is_empty,
                                        DeskBeforeWriteFunc    before_write,
                                        gpointer               user_data,
                                        GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void desk_import_names_free (DeskImportNames *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskImportNames, desk_import_names_free)

gboolean        desk_import_names_add_all (DeskImportNames *self,
                                           GError         **error);
const DeskTerm *desk_import_names_get_meaning (DeskImportNames *self,
                                               const DeskTerm  *term);
const DeskTerm *desk_import_names_find (DeskImportNames *self,
                                        DeskTermType     type,
                                        const char      *word,
                                        const char      *language,
                                        gboolean         is_organisation,
                                        GError         **error);
gboolean desk_import_names_has_work (DeskImportNames *self);
gboolean desk_import_names_finish (DeskImportNames *self,
                                   GError         **error);

G_END_DECLS
