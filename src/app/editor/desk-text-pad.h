/* desk-text-pad.h - title, summary and body of an edition, to write on
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/editor/desk-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_TEXT_PAD (desk_text_pad_get_type ())
G_DECLARE_FINAL_TYPE (DeskTextPad, desk_text_pad, DESK, TEXT_PAD, AdwBin)

void  desk_text_pad_set_document (DeskTextPad  *self,
                                  DeskDocument *document);
void  desk_text_pad_replace (DeskTextPad *self);
void  desk_text_pad_set_editable (DeskTextPad *self,
                                  gboolean     is_editable);
char *desk_text_pad_dup_hidden_title (DeskTextPad *self) G_GNUC_WARN_UNUSED_RESULT;
void  desk_text_pad_focus_title (DeskTextPad *self);

G_END_DECLS
