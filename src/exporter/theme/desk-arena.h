/* desk-arena.h - memory that is given back all at once
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _DeskArena DeskArena;

DeskArena *desk_arena_new (void) G_GNUC_WARN_UNUSED_RESULT;
void       desk_arena_free (DeskArena *self);

gpointer   desk_arena_alloc (DeskArena *self,
                             gsize      n_bytes) G_GNUC_ALLOC_SIZE (2) G_GNUC_WARN_UNUSED_RESULT;
char      *desk_arena_strdup (DeskArena  *self,
                              const char *text) G_GNUC_WARN_UNUSED_RESULT;
void       desk_arena_reset (DeskArena *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskArena, desk_arena_free)

G_END_DECLS
