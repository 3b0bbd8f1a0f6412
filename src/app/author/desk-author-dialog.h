/* desk-author-dialog.h - one author, from wherever one is named
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

AdwDialog *desk_author_dialog_new (DeskLibrary *library,
                                   const char  *uuid,
                                   const char  *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
