/* desk-work-toast.h - work that goes on beside the writing
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/backup/desk-work.h"

#include <adwaita.h>

G_BEGIN_DECLS

DeskWorkView desk_work_toast_show (AdwToastOverlay *toasts,
                                   const char      *what,
                                   const char      *name,
                                   GCancellable    *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
