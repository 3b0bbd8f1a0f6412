/* desk-site-dialog.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-site-dialog.h"

#include "app/redirect/desk-redirects-page.h"
#include "app/site/desk-appearance-page.h"
#include "app/site/desk-sections-page.h"
#include "app/site/desk-site-page.h"
#include "app/site/desk-site-settings.h"
#include "app/widgets/desk-undo-toast.h"

#include <glib/gi18n.h>

#define SECTIONS "sections"

/**
 * desk_site_dialog_new:
 * @library: whose site it is
 *
 * Returns: (transfer floating): the dialog, ready to present
 */
AdwDialog *
desk_site_dialog_new (DeskLibrary *library)
{
  AdwDialog *dialog = ADW_DIALOG (adw_preferences_dialog_new ());
  g_autoptr(DeskSiteSettings) settings = desk_site_settings_new (library);
  GtkWidget *site_page = g_object_new (DESK_TYPE_SITE_PAGE, NULL);
  GtkWidget *appearance_page = g_object_new (DESK_TYPE_APPEARANCE_PAGE, NULL);
  GtkWidget *sections_page = g_object_new (DESK_TYPE_SECTIONS_PAGE, NULL);

  adw_preferences_page_set_name (ADW_PREFERENCES_PAGE (sections_page), SECTIONS);
  adw_dialog_set_title (dialog, _("Newsroom"));
  adw_dialog_set_content_width (dialog, 640);
  adw_dialog_set_content_height (dialog, 620);
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (dialog), ADW_PREFERENCES_PAGE (site_page));
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (dialog), ADW_PREFERENCES_PAGE (appearance_page));
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (dialog), ADW_PREFERENCES_PAGE (sections_page));

  desk_site_page_set_settings (DESK_SITE_PAGE (site_page), settings);
  desk_appearance_page_set_settings (DESK_APPEARANCE_PAGE (appearance_page), settings);
  desk_sections_page_set_settings (DESK_SECTIONS_PAGE (sections_page), settings);
  g_signal_connect_object (settings, "failed", G_CALLBACK (desk_toast_show), dialog, G_CONNECT_SWAPPED);

  return dialog;
}

/**
 * desk_site_dialog_show_sections:
 *
 * Turns to the page of the sections.
 */
void
desk_site_dialog_show_sections (AdwDialog *self)
{
  adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (self), SECTIONS);
}

/**
 * desk_site_dialog_show_old_address:
 * @old: an old address, which is to be changed, or added
 *
 * Turns to the old addresses, and to this one as soon as they were read.
 */
void
desk_site_dialog_show_old_address (AdwDialog   *self,
                                   DeskLibrary *library,
                                   const char  *old)
{
  AdwNavigationPage *page = desk_redirects_page_new (library);

  adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (self), page);
  desk_redirects_page_show (DESK_REDIRECTS_PAGE (page), old);
}
