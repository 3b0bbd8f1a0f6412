/* desk-redirect-item.h - an old address, as lists of the toolkit want it
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-redirect.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define DESK_TYPE_REDIRECT_ITEM (desk_redirect_item_get_type ())
G_DECLARE_FINAL_TYPE (DeskRedirectItem, desk_redirect_item, DESK, REDIRECT_ITEM, GObject)

DeskRedirectItem *desk_redirect_item_new (const DeskRedirect *redirect) G_GNUC_WARN_UNUSED_RESULT;

const DeskRedirect *desk_redirect_item_get_redirect (DeskRedirectItem *self);
char               *desk_redirect_item_dup_target (DeskRedirectItem *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
