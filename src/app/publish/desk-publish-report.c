/* desk-publish-report.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-publish-report.h"

#include "app/publish/desk-site-view.h"

#include <glib/gi18n.h>

#define MAX_PROBLEMS 8
#define SHOW_PAGE_S 10 /* time to reach for the button */
#define UPDATE_ACTION "win.update-site"
#define PAGE_KEY "desk-page"

/* A page that can be looked at. It belongs to a toast, which must not keep the
 * library open or the window alive. */
typedef struct
{
  GWeakRef library;
  GWeakRef toasts;
  char    *path; /* from the top of the site */
} Page;

static void
page_free (gpointer data)
{
  Page *page = data;

  g_weak_ref_clear (&page->library);
  g_weak_ref_clear (&page->toasts);
  g_free (page->path);
  g_free (page);
}

/* Titles and messages hold people's own words. */
static AdwToast *
new_toast (const char *title)
{
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_use_markup (toast, FALSE);
  return toast;
}

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(AdwToastOverlay) toasts = user_data;
  g_autoptr(GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    adw_toast_overlay_add_toast (toasts, adw_toast_new (_("No program here can show the page")));
}

static void
served_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AdwToast) toast = user_data;
  Page *page = g_object_get_data (G_OBJECT (toast), PAGE_KEY);
  g_autoptr(AdwToastOverlay) toasts = g_weak_ref_get (&page->toasts);
  g_autoptr(GError) error = NULL;
  g_autofree char *top = desk_site_view_start_finish (result, &error);
  g_autofree char *address = NULL;
  g_autoptr(GtkUriLauncher) launcher = NULL;
  GtkRoot *root;

  if (toasts == NULL)
    return;
  if (top == NULL)
    {
      adw_toast_overlay_add_toast (toasts, new_toast (error->message));
      return;
    }

  address = g_strconcat (top, page->path, NULL);
  launcher = gtk_uri_launcher_new (address);
  root = gtk_widget_get_root (GTK_WIDGET (toasts));
  gtk_uri_launcher_launch (launcher, root != NULL ? GTK_WINDOW (root) : NULL, NULL,
                           launched_cb, g_object_ref (toasts));
}

static void
show_page_cb (AdwToast *toast)
{
  Page *page = g_object_get_data (G_OBJECT (toast), PAGE_KEY);
  g_autoptr(DeskLibrary) library = g_weak_ref_get (&page->library);

  if (library != NULL)
    desk_site_view_start_async (library, served_cb, g_object_ref (toast));
}

/**
 * desk_publish_report_done:
 * @library: whose site it is
 * @toasts: where it is said
 * @title: what is so now; may hold people's own words
 * @path: (nullable): of a page that can be looked at, from the top of the site
 *
 * Says that it went well.
 */
void
desk_publish_report_done (DeskLibrary     *library,
                          AdwToastOverlay *toasts,
                          const char      *title,
                          const char      *path)
{
  AdwToast *toast = new_toast (title);
  Page *page;

  if (path != NULL)
    {
      page = g_new0 (Page, 1);
      g_weak_ref_init (&page->library, library);
      g_weak_ref_init (&page->toasts, toasts);
      page->path = g_strdup (path);
      g_object_set_data_full (G_OBJECT (toast), PAGE_KEY, page, page_free);
      adw_toast_set_button_label (toast, _("_Show Page"));
      adw_toast_set_timeout (toast, SHOW_PAGE_S);
      g_signal_connect (toast, "button-clicked", G_CALLBACK (show_page_cb), NULL);
    }
  adw_toast_overlay_add_toast (toasts, toast);
}

static AdwAlertDialog *
new_alert (const char   *heading,
           const GError *error)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, NULL));

  adw_alert_dialog_set_body (dialog, error->message);
  adw_alert_dialog_add_response (dialog, "close", _("_Close"));
  return dialog;
}

/**
 * desk_publish_report_error:
 * @parent: what it is about
 * @heading: what could not be done
 *
 * Says what went wrong before anything was changed.
 */
void
desk_publish_report_error (GtkWidget    *parent,
                           const char   *heading,
                           const GError *error)
{
  adw_dialog_present (ADW_DIALOG (new_alert (heading, error)), parent);
}

/**
 * desk_publish_report_problems:
 * @parent: what it is about
 * @problems: a sentence for each picture
 *
 * Says which pictures are not on the site, which is written otherwise.
 */
void
desk_publish_report_problems (GtkWidget         *parent,
                              const char *const *problems)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Some Pictures Were Left Out"), NULL);
  g_autoptr(GString) body = g_string_new (_("The site is up to date but for them."));

  for (unsigned i = 0; i < MAX_PROBLEMS && problems[i] != NULL; i++)
    g_string_append_printf (body, "\n\n%s.", problems[i]);
  if (g_strv_length ((char **) problems) > MAX_PROBLEMS)
    g_string_append (body, "\n\n…");

  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (dialog), body->str);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, parent);
}

static void
answered_cb (GObject      *dialog,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GtkWidget) parent = user_data;

  if (g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (dialog), result), "again"))
    gtk_widget_activate_action (parent, UPDATE_ACTION, NULL);
}

/**
 * desk_publish_report_unwritten:
 * @parent: whose action `win.update-site` finishes the work
 *
 * Says why the site is not what the library says, and offers to try again.
 */
void
desk_publish_report_unwritten (GtkWidget       *parent,
                               AdwToastOverlay *toasts,
                               const GError    *error)
{
  AdwAlertDialog *dialog;
  AdwToast *toast;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      toast = adw_toast_new (_("Stopped before all pages were written"));
      adw_toast_set_button_label (toast, _("_Continue"));
      adw_toast_set_action_name (toast, UPDATE_ACTION);
      adw_toast_set_timeout (toast, SHOW_PAGE_S);
      adw_toast_overlay_add_toast (toasts, toast);
      return;
    }

  dialog = new_alert (_("The Site Could Not Be Written"), error);
  adw_alert_dialog_add_response (dialog, "again", _("_Try Again"));
  adw_alert_dialog_set_response_appearance (dialog, "again", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "again");
  adw_alert_dialog_set_close_response (dialog, "close");
  adw_alert_dialog_choose (dialog, parent, NULL, answered_cb, g_object_ref (parent));
}
