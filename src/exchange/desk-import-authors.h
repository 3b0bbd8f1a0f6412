/* desk-import-authors.h - who authors are, as library.yaml has it
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exchange/desk-import-names.h"
#include "exchange/desk-library-file.h"

G_BEGIN_DECLS

gboolean desk_import_authors (DeskStore             *store,
                              const DeskLibraryFile *library,
                              DeskImportNames       *names,
                              gboolean               library_wins,
                              GError               **error);

G_END_DECLS
