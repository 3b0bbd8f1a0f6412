/* desk-progress-toast.h - long work in a toast, with a way to stop it
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct _DeskProgressToast DeskProgressToast;

DeskProgressToast *desk_progress_toast_new (AdwToastOverlay *toasts,
                                            const char      *what,
                                            const char      *name,
                                            GCancellable    *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void desk_progress_toast_tell (const char *what,
                               double      fraction,
                               gpointer    self);
void desk_progress_toast_free (gpointer self);

G_END_DECLS
