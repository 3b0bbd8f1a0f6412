/* desk-problem.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-problem.h"

#include "store/desk-store-error.h"

#include <glib/gi18n.h>

/**
 * desk_problem_get_title:
 * @error: why a library can't be opened
 *
 * Returns: it in a few words
 */
const char *
desk_problem_get_title (const GError *error)
{
  if (error->domain != DESK_STORE_ERROR)
    return _("The Library Can’t Be Opened");

  switch (error->code)
    {
    case DESK_STORE_ERROR_NEWER:
      return _("A Newer Copydesk Made This Library");
    case DESK_STORE_ERROR_FOREIGN:
      return _("This Is Not a Library");
    case DESK_STORE_ERROR_DAMAGED:
      return _("The Library Is Damaged");
    case DESK_STORE_ERROR_READ_ONLY:
      return _("The Library Can’t Be Written To");
    case DESK_STORE_ERROR_NOT_FOUND:
      return _("There Is No Library");
    case DESK_STORE_ERROR_BUSY:
      return _("The Library Is in Use");
    default:
      return _("The Library Can’t Be Opened");
    }
}

/**
 * desk_problem_get_icon_name:
 * @error: why a library can't be opened
 *
 * Returns: the picture for it
 */
const char *
desk_problem_get_icon_name (const GError *error)
{
  if (g_error_matches (error, DESK_STORE_ERROR, DESK_STORE_ERROR_READ_ONLY))
    return "changes-prevent-symbolic";
  if (g_error_matches (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND))
    return "folder-symbolic";

  return "dialog-warning-symbolic";
}

/**
 * desk_problem_can_be_repaired:
 * @error: why a library can't be opened
 * @path: its folder
 *
 * Returns: whether repairing, or a backup, may help
 */
gboolean
desk_problem_can_be_repaired (const GError *error,
                              const char   *path)
{
  /* A file whose very head is damaged looks like another program's. */
  return g_error_matches (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED) ||
         (g_error_matches (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FOREIGN) && g_str_has_suffix (path, ".copydesk"));
}

/**
 * desk_problem_describe:
 * @error: why a library can't be opened
 * @path: its folder
 * @page: where to say so
 *
 * Nothing of the message is read as markup: it may hold a file's name.
 */
void
desk_problem_describe (const GError  *error,
                       const char    *path,
                       AdwStatusPage *page)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *text = NULL;

  if (strstr (error->message, shown) != NULL)
    text = g_markup_escape_text (error->message, -1);
  else
    text = g_markup_printf_escaped ("%s\n%s", error->message, shown);
  adw_status_page_set_description (page, text);
}
