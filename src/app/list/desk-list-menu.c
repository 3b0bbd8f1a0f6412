/* desk-list-menu.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-list-menu.h"

#include "app/library/desk-wording.h"
#include "app/list/desk-list-row.h"
#include "model/desk-term.h"

#include <glib/gi18n.h>

static void
append_choice (GMenu      *menu,
               const char *label,
               const char *action,
               const char *target)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

static GMenu *
new_status_menu (void)
{
  GMenu *menu = g_menu_new ();

  append_choice (menu, _("Any"), "list.status", "");
  for (unsigned i = 0; i < DESK_N_STATUSES; i++)
    append_choice (menu, desk_wording_status (i), "list.status", desk_status_to_string (i));

  return menu;
}

static GMenu *
new_section_menu (const DeskSite *site,
                  GPtrArray      *sections)
{
  GMenu *menu = g_menu_new ();
  g_autofree char *language = desk_site_dup_main_language (site);

  append_choice (menu, _("Any"), "list.section", "");
  for (unsigned i = 0; i < sections->len; i++)
    {
      const char *name = desk_term_get_name (sections->pdata[i], language)->name;

      append_choice (menu, name, "list.section", name);
    }

  return menu;
}

static GMenu *
new_language_menu (const DeskSite *site)
{
  GMenu *menu = g_menu_new ();
  g_auto(GStrv) languages = desk_wording_edition_languages (site, NULL);

  append_choice (menu, _("Any"), "list.language", "");
  for (unsigned i = 0; languages[i] != NULL; i++)
    {
      g_autofree char *name = desk_wording_language (languages[i]);

      append_choice (menu, name, "list.language", languages[i]);
    }

  return menu;
}

/**
 * desk_list_menu_new:
 * @site: which languages there are
 * @sections: (element-type DeskTerm): the sections
 *
 * Returns: (transfer full): a menu of the actions list.status, list.section,
 *   list.language, where "" is any, and list.clear-filter
 */
GMenuModel *
desk_list_menu_new (const DeskSite *site,
                    GPtrArray      *sections)
{
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) choices = g_menu_new ();
  g_autoptr(GMenu) end = g_menu_new ();
  g_autoptr(GMenu) status = new_status_menu ();
  g_autoptr(GMenu) section = new_section_menu (site, sections);
  g_autoptr(GMenu) language = new_language_menu (site);

  g_menu_append_submenu (choices, _("Status"), G_MENU_MODEL (status));
  g_menu_append_submenu (choices, _("Section"), G_MENU_MODEL (section));
  g_menu_append_submenu (choices, _("Language"), G_MENU_MODEL (language));
  g_menu_append (end, _("_Clear Filter"), "list.clear-filter");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (choices));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));

  return G_MENU_MODEL (menu);
}

static GMenuModel *
new_row_menu (const DeskArticle *article)
{
  GMenu *menu = g_menu_new ();
  gboolean is_in_trash = article->deleted_us != 0;

  append_choice (menu, is_in_trash ? _("_Restore") : _("Move to _Trash"),
                 is_in_trash ? "win.restore-article" : "win.delete-article", article->uuid);

  return G_MENU_MODEL (menu);
}

static void
unparent_cb (gpointer user_data)
{
  g_autoptr(GtkWidget) popover = user_data;

  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
}

/* What was chosen is done after the menu has closed, through its parent. The
 * focus goes back to what it came from, which is around the row. */
static void
popover_closed_cb (GtkWidget *popover)
{
  GtkWidget *row = gtk_widget_get_parent (popover);

  gtk_widget_grab_focus (gtk_widget_get_parent (row));
  g_idle_add_once (unparent_cb, g_object_ref (popover));
}

static gboolean
show_row_menu (DeskListRow        *row,
               const GdkRectangle *where)
{
  DeskListItem *item = desk_list_row_get_item (row);
  const DeskArticle *article = item != NULL ? desk_list_item_get_article (item) : NULL;
  g_autoptr(GMenuModel) menu = NULL;
  GtkWidget *popover;

  if (article == NULL) /* still blank */
    return FALSE;

  menu = new_row_menu (article);
  popover = gtk_popover_menu_new_from_model (menu);
  gtk_widget_set_parent (popover, GTK_WIDGET (row));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), where);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  g_signal_connect (popover, "closed", G_CALLBACK (popover_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));

  return TRUE;
}

static void
pressed_cb (GtkGesture *gesture,
            double      x,
            double      y)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *hit = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = hit != NULL ? gtk_widget_get_ancestor (hit, DESK_TYPE_LIST_ROW) : NULL;
  graphene_point_t point;

  if (row == NULL || !gtk_widget_compute_point (list, row, &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return;

  if (show_row_menu (DESK_LIST_ROW (row), &(GdkRectangle) { (int) point.x, (int) point.y, 1, 1 }))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
clicked_cb (GtkGesture *gesture,
            int         n_press,
            double      x,
            double      y)
{
  pressed_cb (gesture, x, y);
}

static gboolean
menu_key_cb (GtkWidget *list,
             GVariant  *arguments,
             gpointer   user_data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (list));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  return DESK_IS_LIST_ROW (row) &&
         show_row_menu (DESK_LIST_ROW (row), &(GdkRectangle) { 0, gtk_widget_get_height (row), 1, 1 });
}

/**
 * desk_list_menu_add_to_rows:
 * @list: what has #DeskListRow in it, in a window
 *
 * Gives each row a menu of its own: for the secondary button, a long touch, and
 * the key for menus. It asks for win.restore-article in the trash and
 * win.delete-article elsewhere, with the article's UUID.
 */
void
desk_list_menu_add_to_rows (GtkWidget *list)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *touch = gtk_gesture_long_press_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (clicked_cb), NULL);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (touch), TRUE);
  g_signal_connect (touch, "pressed", G_CALLBACK (pressed_cb), NULL);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (touch));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                                                          gtk_callback_action_new (menu_key_cb, NULL, NULL)));
  gtk_widget_add_controller (list, keys);
}
