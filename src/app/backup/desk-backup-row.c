/* desk-backup-row.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-backup-row.h"

#include "app/library/desk-moment.h"

#include <glib/gi18n.h>

static const char *
reason_of (DeskSnapshotKind kind)
{
  switch (kind)
    {
    case DESK_SNAPSHOT_DAILY:
      return _("Kept for a week");
    case DESK_SNAPSHOT_WEEKLY:
      return _("Kept as the last of its week");
    case DESK_SNAPSHOT_BEFORE_MIGRATION:
      return _("Before Copydesk was updated");
    case DESK_SNAPSHOT_BEFORE_RESTORE:
      return _("Before a backup was restored");
    default:
      g_assert_not_reached ();
    }
}

static GtkWidget *
new_button (const DeskSnapshot *snapshot,
            const char         *moment)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Restore…"));
  g_autofree char *path = g_filename_to_uri (snapshot->path, NULL, NULL);
  g_autofree char *name = g_strdup_printf (_("Restore %s"), moment);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", path, moment);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.restore-snapshot");

  return button;
}

/**
 * desk_backup_row_new:
 * @snapshot: what it shows
 * @time_zone: an IANA name
 *
 * Returns: (transfer floating): a row whose button asks for the action
 *   win.restore-snapshot with the file's URI and the moment in words
 */
GtkWidget *
desk_backup_row_new (const DeskSnapshot *snapshot,
                     const char         *time_zone)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *moment = desk_moment_write (snapshot->made_us, time_zone);
  g_autofree char *size = g_format_size (snapshot->n_bytes);
  g_autofree char *subtitle = g_strdup_printf ("%s  ·  %s", reason_of (snapshot->kind), size);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), moment);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_button (snapshot, moment));

  return row;
}
