/* desk-reading.h - the library as it is at one moment
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-store.h"

G_BEGIN_DECLS

/* While it lasts, its store sees the library as it was when it began, whatever
 * others write. It keeps nobody from writing; its own store can't write. */
typedef struct _DeskReading DeskReading;

DeskReading *desk_reading_begin (DeskStore *store,
                                 GError   **error) G_GNUC_WARN_UNUSED_RESULT;
void         desk_reading_free (DeskReading *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskReading, desk_reading_free)

G_END_DECLS
