/* desk-import-body.h - the files that a text names
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DeskImportPathFunc:
 * @path: what a picture or link of a text names, relative to its file
 *
 * Returns: (transfer full) (nullable): what it is to name instead
 */
typedef char *DeskImportPathFunc (const char *path,
                                  gpointer user_data);

char *desk_import_body_replace (const char         *body,
                                DeskImportPathFunc *func,
                                gpointer            user_data) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
