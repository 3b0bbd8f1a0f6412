/* desk-edition-actions.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-edition-actions.h"

#include "app/conflict/desk-conflict-dialog.h"

/* What the header's menus name, "edition.…": which language's text is open and
 * which status it has are their states.
 */
struct _DeskEditionActions
{
  GSimpleActionGroup parent_instance;
  GtkWidget         *widget;   /* lent: what they belong to */
  DeskDocument      *document; /* NULL while there is none to act on */
};

G_DEFINE_FINAL_TYPE (DeskEditionActions, desk_edition_actions, G_TYPE_SIMPLE_ACTION_GROUP)

static GSimpleAction *
get_action (DeskEditionActions *self,
            const char         *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name));
}

static void
status_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  DeskEditionActions *self = user_data;
  const DeskEdition *edition = desk_document_get_edition (self->document);
  DeskStatus status;

  if (!desk_status_from_string (g_variant_get_string (parameter, NULL), &status) ||
      edition == NULL || status == edition->status)
    return;

  gtk_widget_activate_action (self->widget, "win.set-status", "s", desk_status_to_string (status));
}

static void
take_offline_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  DeskEditionActions *self = user_data;

  gtk_widget_activate_action (self->widget, "win.set-status", "s",
                              desk_status_to_string (DESK_STATUS_DRAFT));
}

/* Another language would take the place of a text that is stored nowhere. */
static gboolean
may_leave_text (DeskEditionActions *self)
{
  if (desk_document_get_error_message (self->document) == NULL || desk_document_is_saved (self->document))
    return TRUE;

  if (desk_document_has_conflict (self->document))
    desk_conflict_dialog_open (self->document, self->widget);
  else
    gtk_widget_error_bell (self->widget); /* the banner says what is wrong */

  return FALSE;
}

static void
language_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  DeskEditionActions *self = user_data;

  if (may_leave_text (self))
    desk_document_set_language (self->document, g_variant_get_string (parameter, NULL));
}

static void
add_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  DeskEditionActions *self = user_data;

  if (may_leave_text (self))
    desk_document_add_edition (self->document, g_variant_get_string (parameter, NULL));
}

static void
desk_edition_actions_dispose (GObject *object)
{
  g_clear_object (&DESK_EDITION_ACTIONS (object)->document);

  G_OBJECT_CLASS (desk_edition_actions_parent_class)->dispose (object);
}

static void
desk_edition_actions_class_init (DeskEditionActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_edition_actions_dispose;
}

static void
desk_edition_actions_init (DeskEditionActions *self)
{
  static const GActionEntry entries[] = {
    { "status", status_cb, "s", "''" },
    { "take-offline", take_offline_cb },
    { "language", language_cb, "s", "''" },
    { "add", add_cb, "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

/**
 * desk_edition_actions_new:
 * @widget: what they are inserted into, which lives longer
 *
 * Returns: (transfer full): the actions of "edition."
 */
DeskEditionActions *
desk_edition_actions_new (GtkWidget *widget)
{
  DeskEditionActions *self = g_object_new (DESK_TYPE_EDITION_ACTIONS, NULL);

  self->widget = widget;
  gtk_widget_insert_action_group (widget, "edition", G_ACTION_GROUP (self));

  return self;
}

/**
 * desk_edition_actions_set_document:
 * @document: (nullable): whose editions they are about
 */
void
desk_edition_actions_set_document (DeskEditionActions *self,
                                   DeskDocument       *document)
{
  g_return_if_fail (DESK_IS_EDITION_ACTIONS (self));

  g_set_object (&self->document, document);
}

/**
 * desk_edition_actions_show:
 *
 * Shows how the document's edition is now.
 */
void
desk_edition_actions_show (DeskEditionActions *self)
{
  const DeskEdition *edition;
  DeskStatus status;
  gboolean may_write;

  g_return_if_fail (DESK_IS_EDITION_ACTIONS (self) && self->document != NULL);

  edition = desk_document_get_edition (self->document);
  status = edition != NULL ? edition->status : DESK_STATUS_DRAFT;
  may_write = desk_document_get_article (self->document)->deleted_us == 0;
  g_simple_action_set_state (get_action (self, "language"),
                             g_variant_new_string (desk_document_get_language (self->document)));
  g_simple_action_set_state (get_action (self, "status"), g_variant_new_string (desk_status_to_string (status)));
  g_simple_action_set_enabled (get_action (self, "status"), may_write);
  g_simple_action_set_enabled (get_action (self, "take-offline"), may_write && edition != NULL && edition->is_live);
  g_simple_action_set_enabled (get_action (self, "add"), may_write);
}
