/* desk-import-addresses.h - old addresses that library.yaml lists
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exchange/desk-import-names.h"
#include "exchange/desk-import-report.h"
#include "exchange/desk-library-file.h"

G_BEGIN_DECLS

typedef struct _DeskImportAddresses DeskImportAddresses;

DeskImportAddresses *desk_import_addresses_new (DeskStore             *store,
                                                const DeskLibraryFile *library,
                                                const char            *shown,
                                                DeskImportReport      *report) G_GNUC_WARN_UNUSED_RESULT;
void     desk_import_addresses_free (DeskImportAddresses *self);

gboolean desk_import_addresses_add_of (DeskImportAddresses *self,
                                       const char          *article_uuid,
                                       GError             **error);
gboolean desk_import_addresses_add_others (DeskImportAddresses *self,
                                           DeskImportNames     *names,
                                           gboolean             library_wins,
                                           GCancellable        *cancellable,
                                           GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskImportAddresses, desk_import_addresses_free)

G_END_DECLS
