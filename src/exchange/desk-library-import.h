/* desk-library-import.h - open files into a library
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exchange/desk-import-report.h"
#include "model/desk-progress.h"
#include "store/desk-store.h"

G_BEGIN_DECLS

gboolean desk_library_import (DeskStore         *store,
                              const char *const *paths,
                              DeskProgressFunc   progress,
                              gpointer           user_data,
                              GCancellable      *cancellable,
                              DeskImportReport  *report,
                              GError           **error);

G_END_DECLS
