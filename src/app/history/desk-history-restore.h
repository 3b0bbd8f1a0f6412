/* desk-history-restore.h - a version takes the place of the text, and goes again
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/editor/desk-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

void desk_history_restore (DeskDocument    *document,
                           const char      *revision_uuid,
                           const char      *moment,
                           AdwToastOverlay *toasts);

G_END_DECLS
