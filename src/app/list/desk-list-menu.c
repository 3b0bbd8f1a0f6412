/* desk-list-menu.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-list-menu.h"

#include "app/library/desk-wording.h"
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
