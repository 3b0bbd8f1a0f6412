/* desk-author-dialog.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-author-dialog.h"

#include "app/author/desk-author-page.h"

/**
 * desk_author_dialog_new:
 * @library: an open library
 * @uuid: an author
 * @name: what they are called
 *
 * Returns: (transfer floating): the dialog, ready to present
 */
AdwDialog *
desk_author_dialog_new (DeskLibrary *library,
                        const char  *uuid,
                        const char  *name)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *toasts = adw_toast_overlay_new ();
  GtkWidget *view = adw_navigation_view_new ();

  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), desk_author_page_new (library, uuid, name));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), view);
  adw_dialog_set_title (dialog, name);
  adw_dialog_set_content_width (dialog, 560);
  adw_dialog_set_content_height (dialog, 620);
  adw_dialog_set_child (dialog, toasts);

  return dialog;
}
