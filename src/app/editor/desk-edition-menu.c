/* desk-edition-menu.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-edition-menu.h"

#include "app/library/desk-wording.h"

#include <glib/gi18n.h>

static void
append_item (GMenu      *menu,
             const char *label,
             const char *action,
             const char *target)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

/**
 * desk_edition_menu_new_languages:
 * @document: the open article
 * @has_statuses: whether the statuses stand there too, for want of room
 *
 * Returns: (transfer full): a menu of edition.language and edition.add
 */
GMenuModel *
desk_edition_menu_new_languages (DeskDocument *document,
                                 gboolean      has_statuses)
{
  const DeskArticle *article = desk_document_get_article (document);
  const DeskSite *site = desk_library_get_site (desk_document_get_library (document));
  g_auto(GStrv) languages = desk_wording_edition_languages (site, article);
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) there = g_menu_new ();
  g_autoptr(GMenu) missing = g_menu_new ();

  for (unsigned i = 0; languages[i] != NULL; i++)
    {
      g_autofree char *name = desk_wording_language (languages[i]);
      g_autofree char *add = g_strdup_printf (_("Add %s…"), name);

      if (desk_article_get_edition (article, languages[i]) != NULL)
        append_item (there, name, "edition.language", languages[i]);
      else
        append_item (missing, add, "edition.add", languages[i]);
    }

  g_menu_append_section (menu, NULL, G_MENU_MODEL (there));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (missing));
  if (has_statuses)
    {
      g_autoptr(GMenuModel) statuses = desk_edition_menu_new_statuses (document);

      g_menu_append_section (menu, _("Status"), statuses);
    }

  return G_MENU_MODEL (menu);
}

/**
 * desk_edition_menu_new_statuses:
 * @document: the open article
 *
 * Returns: (transfer full): a menu of edition.status
 */
GMenuModel *
desk_edition_menu_new_statuses (DeskDocument *document)
{
  static const DeskStatus before[] = { DESK_STATUS_DRAFT, DESK_STATUS_REVIEW, DESK_STATUS_APPROVED };
  const DeskEdition *edition = desk_document_get_edition (document);
  GMenu *menu = g_menu_new ();

  for (unsigned i = 0; i < G_N_ELEMENTS (before); i++)
    append_item (menu, desk_wording_status (before[i]), "edition.status", desk_status_to_string (before[i]));

  /* A time is set in the details; from here one can only see that it is set. */
  if (edition != NULL && edition->status == DESK_STATUS_SCHEDULED)
    append_item (menu, desk_wording_status (DESK_STATUS_SCHEDULED), "edition.status",
                 desk_status_to_string (DESK_STATUS_SCHEDULED));
  append_item (menu, desk_wording_status (DESK_STATUS_PUBLISHED), "edition.status",
               desk_status_to_string (DESK_STATUS_PUBLISHED));
  if (edition != NULL && edition->is_live)
    append_item (menu, desk_wording_status (DESK_STATUS_ARCHIVED), "edition.status",
                 desk_status_to_string (DESK_STATUS_ARCHIVED));

  return G_MENU_MODEL (menu);
}

static DeskNextStep
offer (const char *label,
       const char *tooltip)
{
  return (DeskNextStep) { label, tooltip, TRUE };
}

static DeskNextStep
say_impossible (const char *label,
                const char *tooltip)
{
  return (DeskNextStep) { label, tooltip, FALSE };
}

/**
 * desk_edition_menu_next_step:
 * @document: the open article
 *
 * Returns: what the one main button is about
 */
DeskNextStep
desk_edition_menu_next_step (DeskDocument *document)
{
  const DeskEdition *edition = desk_document_get_edition (document);

  if (desk_document_get_article (document)->deleted_us != 0)
    return say_impossible (_("Restore"), _("Take the article out of the trash"));
  if (edition == NULL || *edition->title == '\0')
    return say_impossible (_("Publish"), _("Give the article a title first"));
  if (!edition->is_live)
    return offer (_("Publish"), _("Publish this text"));
  if (edition->is_ahead || !desk_document_is_saved (document))
    return offer (_("Update"), _("Give readers the text as it is now"));

  return say_impossible (_("Update"), _("Readers have this text already"));
}
