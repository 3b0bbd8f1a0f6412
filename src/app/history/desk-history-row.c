/* desk-history-row.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-history-row.h"

#include "app/library/desk-wording.h"

#include <glib/gi18n.h>

struct _DeskHistoryRow
{
  GtkListBoxRow parent_instance;
  char         *uuid;
  char         *day;    /* "Today", "Yesterday" or the day itself */
  char         *moment; /* day and time */
};

G_DEFINE_FINAL_TYPE (DeskHistoryRow, desk_history_row, GTK_TYPE_LIST_BOX_ROW)

static void
desk_history_row_finalize (GObject *object)
{
  DeskHistoryRow *self = DESK_HISTORY_ROW (object);

  g_free (self->uuid);
  g_free (self->day);
  g_free (self->moment);

  G_OBJECT_CLASS (desk_history_row_parent_class)->finalize (object);
}

static void
desk_history_row_class_init (DeskHistoryRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_history_row_finalize;
}

static void
desk_history_row_init (DeskHistoryRow *self)
{
}

static char *
dup_reason (const DeskRevision *revision,
            DeskStatus          next_status)
{
  if (revision->is_live)
    return g_strdup (_("Readers have this"));
  if (g_str_equal (revision->reason, "release"))
    return g_strdup (_("Published"));
  if (g_str_equal (revision->reason, "status"))
    return g_strdup_printf (_("Status: %s"), desk_wording_status (next_status));
  if (g_str_equal (revision->reason, "restore"))
    return g_strdup (_("Before a version was restored"));
  if (g_str_equal (revision->reason, "import"))
    return g_strdup (_("Imported"));
  if (g_str_equal (revision->reason, "merge"))
    return g_strdup (_("Before two versions were merged"));

  return g_strdup (_("Pause in writing"));
}

static char *
dup_day (const DeskDateForm *form,
         gint64              us)
{
  gint64 now_us = g_get_real_time ();
  g_autofree char *day = desk_date_form_write (form, us);
  g_autofree char *today = desk_date_form_write (form, now_us);
  g_autofree char *yesterday = desk_date_form_write (form, now_us - G_TIME_SPAN_DAY);

  if (g_str_equal (day, today))
    return g_strdup (_("Today"));
  if (g_str_equal (day, yesterday))
    return g_strdup (_("Yesterday"));

  return g_steal_pointer (&day);
}

static char *
dup_time (const DeskDateForm *form,
          gint64              us)
{
  DeskDateForm clock = *form;

  clock.pattern = "HH:mm";
  return desk_date_form_write (&clock, us);
}

static GtkWidget *
new_label (const char        *text,
           const char *const *classes)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_css_classes (label, (const char **) classes);

  return label;
}

static GtkWidget *
new_time (const DeskRevision *revision,
          const char         *time)
{
  static const char *const classes[] = { "heading", "numeric", NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), new_label (time, classes));
  if (revision->is_released)
    {
      GtkWidget *mark = gtk_image_new_from_icon_name (desk_wording_status_icon (DESK_STATUS_PUBLISHED));

      gtk_image_set_pixel_size (GTK_IMAGE (mark), 13);
      gtk_widget_add_css_class (mark, revision->is_live ? "accent" : "dim-label");
      gtk_widget_set_tooltip_text (mark, revision->is_live ? _("Readers have this version") : _("Readers had this version"));
      gtk_box_append (GTK_BOX (box), mark);
    }

  return box;
}

/**
 * desk_history_row_new:
 * @next_status: the status that the text had behind @revision
 * @form: in which days and times are written
 *
 * Returns: (transfer floating): a row that shows @revision
 */
GtkWidget *
desk_history_row_new (const DeskRevision *revision,
                      DeskStatus          next_status,
                      const DeskDateForm *form)
{
  static const char *const reason_classes[] = { "caption", NULL };
  static const char *const desk_classes[] = { "caption", "dim-label", NULL };
  DeskHistoryRow *self = g_object_new (DESK_TYPE_HISTORY_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *reason = dup_reason (revision, next_status);
  g_autofree char *time = dup_time (form, revision->made_us);
  g_autofree char *spoken = NULL;

  self->uuid = g_strdup (revision->uuid);
  self->day = dup_day (form, revision->made_us);
  self->moment = g_strdup_printf ("%s, %s", self->day, time);

  gtk_box_append (GTK_BOX (box), new_time (revision, time));
  gtk_box_append (GTK_BOX (box), new_label (reason, reason_classes));
  gtk_box_append (GTK_BOX (box), new_label (revision->desk, desk_classes));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);

  spoken = g_strdup_printf ("%s, %s, %s", self->moment, reason, revision->desk);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  return GTK_WIDGET (self);
}

/**
 * desk_history_row_get_uuid:
 *
 * Returns: (transfer none): the revision's
 */
const char *
desk_history_row_get_uuid (DeskHistoryRow *self)
{
  g_return_val_if_fail (DESK_IS_HISTORY_ROW (self), NULL);

  return self->uuid;
}

/**
 * desk_history_row_get_day:
 *
 * Returns: (transfer none): the day, as people say it
 */
const char *
desk_history_row_get_day (DeskHistoryRow *self)
{
  g_return_val_if_fail (DESK_IS_HISTORY_ROW (self), NULL);

  return self->day;
}

/**
 * desk_history_row_get_moment:
 *
 * Returns: (transfer none): day and time
 */
const char *
desk_history_row_get_moment (DeskHistoryRow *self)
{
  g_return_val_if_fail (DESK_IS_HISTORY_ROW (self), NULL);

  return self->moment;
}
