/* desk-list-wording.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-list-wording.h"

#include <glib/gi18n.h>

/**
 * desk_list_wording_count:
 *
 * Returns: (transfer full): how many there are, in a few words
 */
char *
desk_list_wording_count (const DeskListState *state)
{
  unsigned n = state->n_items;

  if (!state->is_search)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u article", "%u articles", n), n);
  if (state->has_more)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The best %u of more", "The best %u of more", n), n);
  if (state->reach != DESK_SEARCH_WHOLE)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u found so far", "%u found so far", n), n);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u found", "%u found", n), n);
}

/**
 * desk_list_wording_nothing:
 *
 * Returns: (transfer none): what an empty list is called
 */
const char *
desk_list_wording_nothing (const DeskListState *state)
{
  return state->is_search || state->is_filtered ? _("Nothing Found") : _("No Articles");
}

/**
 * desk_list_wording_why_nothing:
 *
 * Returns: (transfer full) (nullable): why a list is empty and what to do, where
 *   that isn't plain, in markup
 */
char *
desk_list_wording_why_nothing (const DeskListState *state)
{
  if (!state->is_search)
    return state->is_filtered ? g_strdup (_("Clear the filter to see other articles.")) : NULL;
  if (state->reach != DESK_SEARCH_WHOLE)
    return g_strdup (desk_list_wording_reach (state));
  if (state->is_filtered)
    return g_strdup (_("Try other words or clear the filter."));
  if (state->place->kind == DESK_PLACE_ALL)
    return g_strdup (_("No article has all of this. Try fewer or other words."));

  /* Translators: %s is a place of the sidebar, such as Drafts or a section */
  return g_markup_printf_escaped (_("No article in “%s” has all of this. Try other words or another place."), state->place->title);
}

/**
 * desk_list_wording_reach:
 *
 * Returns: (transfer none) (nullable): that something is missing, and what to do
 */
const char *
desk_list_wording_reach (const DeskListState *state)
{
  if (!state->is_search || state->reach == DESK_SEARCH_WHOLE)
    return NULL;
  if (state->reach == DESK_SEARCH_CUT)
    return _("There was no time to search everything: write another word, or the whole of one");

  return _("The library is still being read: more may be found in a moment");
}
