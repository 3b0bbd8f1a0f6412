/* desk-typing.h - what is typed, until it is on its way to the library
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-edition.h"

G_BEGIN_DECLS

typedef struct _DeskTyping DeskTyping;

/**
 * DeskTypingFunc:
 * @owner: as given to desk_typing_new()
 *
 * What was typed has waited long enough: desk_typing_steal_edition() it.
 */
typedef void (*DeskTypingFunc) (gpointer owner);

DeskTyping *desk_typing_new (DeskTypingFunc due,
                             gpointer       owner) G_GNUC_WARN_UNUSED_RESULT;
void        desk_typing_free (DeskTyping *self);

void        desk_typing_show (DeskTyping        *self,
                              const DeskEdition *stored,
                              const char        *language);
gboolean desk_typing_shows (const DeskTyping  *self,
                            const DeskEdition *edition);

gboolean desk_typing_set_text (DeskTyping *self,
                               const char *title,
                               const char *summary,
                               const char *body,
                               GError    **error);
gboolean           desk_typing_is_waiting (const DeskTyping *self);
gboolean           desk_typing_is_refused (const DeskTyping *self);

const DeskEdition *desk_typing_get_text (const DeskTyping *self);
const DeskEdition *desk_typing_get_base (const DeskTyping *self);
DeskEdition       *desk_typing_steal_edition (DeskTyping   *self,
                                              DeskEdition **out_base) G_GNUC_WARN_UNUSED_RESULT;
void               desk_typing_put_back (DeskTyping        *self,
                                         const DeskEdition *text,
                                         const DeskEdition *base);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskTyping, desk_typing_free)

G_END_DECLS
