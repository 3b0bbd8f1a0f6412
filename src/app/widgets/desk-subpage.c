/* desk-subpage.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-subpage.h"

/**
 * desk_subpage_push:
 * @from: a widget inside a preferences dialog or a navigation view, which shows it
 * @page: what comes; it goes when it is left
 */
void
desk_subpage_push (GtkWidget         *from,
                   AdwNavigationPage *page)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (from, ADW_TYPE_PREFERENCES_DIALOG);
  GtkWidget *view = gtk_widget_get_ancestor (from, ADW_TYPE_NAVIGATION_VIEW);

  if (dialog != NULL)
    adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (dialog), page);
  else if (view != NULL)
    adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), page);
  else
    g_object_unref (g_object_ref_sink (page));
}

/**
 * desk_subpage_pop:
 * @page: what goes, if it is shown
 */
void
desk_subpage_pop (AdwNavigationPage *page)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (page), ADW_TYPE_NAVIGATION_VIEW);

  if (view != NULL && adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (view)) == page)
    adw_navigation_view_pop (ADW_NAVIGATION_VIEW (view));
}
