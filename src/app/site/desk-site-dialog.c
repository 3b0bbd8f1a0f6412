/* desk-site-dialog.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-site-dialog.h"

/**
 * desk_site_dialog_new:
 * @library: whose site it is
 *
 * Returns: (transfer floating): the dialog, ready to present
 */
AdwDialog *
desk_site_dialog_new (DeskLibrary *library)
{
  return ADW_DIALOG (adw_preferences_dialog_new ());
}
