/* desk-list-filter.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-list-filter.h"

/* The actions that the filter's menu names, "list.…": what was chosen is their
 * state, "" where anything will do. One that the place decides by itself is
 * disabled and does not count, but comes back as it was.
 */
struct _DeskListFilter
{
  GSimpleActionGroup parent_instance;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_CLEARED,
  N_SIGNALS,
};

static unsigned signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DeskListFilter, desk_list_filter, G_TYPE_SIMPLE_ACTION_GROUP)

static const char *const names[] = { "status", "section", "language" };

static GSimpleAction *
get_action (DeskListFilter *self,
            const char     *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name));
}

static const char *
get_choice (DeskListFilter *self,
            const char     *name)
{
  GAction *action = G_ACTION (get_action (self, name));
  g_autoptr(GVariant) state = g_action_get_state (action);
  const char *value = g_variant_get_string (state, NULL);

  /* The action keeps the string. */
  return *value != '\0' && g_action_get_enabled (action) ? value : NULL;
}

static void
chosen_cb (GSimpleAction *action,
           GVariant      *state,
           gpointer       user_data)
{
  g_simple_action_set_state (action, state);
  g_signal_emit (user_data, signals[SIGNAL_CHANGED], 0);
}

static void
clear_filter_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  desk_list_filter_clear (user_data);
}

static void
desk_list_filter_class_init (DeskListFilterClass *klass)
{
  /**
   * DeskListFilter::changed:
   *
   * A person has chosen something.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * DeskListFilter::cleared:
   *
   * Everything is to be shown: nothing is chosen any more, and whatever else
   * narrows the list should give way too.
   */
  signals[SIGNAL_CLEARED] = g_signal_new ("cleared", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_list_filter_init (DeskListFilter *self)
{
  static const GActionEntry entries[] = {
    { "status", NULL, "s", "''", chosen_cb },
    { "section", NULL, "s", "''", chosen_cb },
    { "language", NULL, "s", "''", chosen_cb },
    { "clear-filter", clear_filter_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

/**
 * desk_list_filter_new:
 *
 * Returns: (transfer full): a filter that lets everything through
 */
DeskListFilter *
desk_list_filter_new (void)
{
  return g_object_new (DESK_TYPE_LIST_FILTER, NULL);
}

/**
 * desk_list_filter_set_place:
 * @place: what the list shows
 *
 * Leaves to a person what @place does not decide by itself.
 */
void
desk_list_filter_set_place (DeskListFilter  *self,
                            const DeskPlace *place)
{
  g_return_if_fail (DESK_IS_LIST_FILTER (self) && place != NULL);

  g_simple_action_set_enabled (get_action (self, "status"), place->kind != DESK_PLACE_STATUS);
  g_simple_action_set_enabled (get_action (self, "section"), place->kind != DESK_PLACE_SECTION);
}

/**
 * desk_list_filter_is_narrow:
 *
 * Returns: whether there may be articles that it keeps out
 */
gboolean
desk_list_filter_is_narrow (DeskListFilter *self)
{
  g_return_val_if_fail (DESK_IS_LIST_FILTER (self), FALSE);

  for (unsigned i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (get_choice (self, names[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

/**
 * desk_list_filter_narrow:
 * @query: one that asks for everything
 *
 * Asks only for what was chosen.
 */
void
desk_list_filter_narrow (DeskListFilter *self,
                         DeskListQuery  *query)
{
  const char *status_name;
  DeskStatus status;

  g_return_if_fail (DESK_IS_LIST_FILTER (self) && query != NULL);

  status_name = get_choice (self, "status");
  if (status_name != NULL && desk_status_from_string (status_name, &status))
    query->status = status;
  g_set_str (&query->section, get_choice (self, "section"));
  g_set_str (&query->language, get_choice (self, "language"));
}

/**
 * desk_list_filter_clear:
 *
 * Forgets what was chosen.
 */
void
desk_list_filter_clear (DeskListFilter *self)
{
  g_return_if_fail (DESK_IS_LIST_FILTER (self));

  for (unsigned i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_state (get_action (self, names[i]), g_variant_new_string (""));
  g_signal_emit (self, signals[SIGNAL_CLEARED], 0);
}
