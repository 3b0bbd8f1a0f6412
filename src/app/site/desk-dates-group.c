/* desk-dates-group.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-dates-group.h"

#include "app/library/desk-date-form.h"
#include "app/site/desk-setting-row.h"
#include "app/widgets/desk-error-row.h"

#include <glib/gi18n.h>
#include <unicode/ucal.h>
#include <unicode/uenum.h>

struct _DeskDatesGroup
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow        *form_row;
  DeskFieldRow       *pattern_row;
  AdwActionRow       *example_row;
  AdwComboRow        *zone_row;

  DeskSiteSettings   *settings;
  gboolean            is_refreshing;  /* rows change by our own hand */
  gboolean            is_own_form;    /* a person asked to write the pattern */
};

G_DEFINE_FINAL_TYPE (DeskDatesGroup, desk_dates_group, ADW_TYPE_PREFERENCES_GROUP)

static const char *const patterns[] = {
  "dd.MM.yyyy.", "d. M. yyyy.", "dd/MM/yyyy", "yyyy-MM-dd", "d MMMM yyyy", "MMMM d, yyyy",
};

static char *
dup_example (DeskDatesGroup *self,
             const char     *pattern)
{
  const DeskSite *site = desk_site_settings_get_site (self->settings);
  g_autofree char *language = desk_site_dup_main_language (site);
  DeskDateForm form = { pattern, desk_site_get (site, "time-zone", NULL), language };
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  /* Noon, so that it is the first of June in every zone but one. */
  g_autoptr(GDateTime) day = g_date_time_new_utc (g_date_time_get_year (now), 6, 1, 12, 0, 0);

  return desk_date_form_write (&form, g_date_time_to_unix_usec (day));
}

static unsigned
find_pattern (const char *pattern)
{
  for (unsigned i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      if (g_str_equal (patterns[i], pattern))
        return i;
    }

  return G_N_ELEMENTS (patterns);
}

static void
show_example (DeskDatesGroup *self)
{
  g_autofree char *example = dup_example (self, gtk_editable_get_text (GTK_EDITABLE (self->pattern_row)));

  adw_action_row_set_subtitle (self->example_row, example);
}

static void
pattern_changed_cb (DeskDatesGroup *self)
{
  if (self->settings != NULL)
    show_example (self);
}

static void
refresh (DeskDatesGroup *self)
{
  const DeskSite *site = desk_site_settings_get_site (self->settings);
  unsigned index = find_pattern (desk_site_get (site, "date-format", NULL));
  GListModel *zones = adw_combo_row_get_model (self->zone_row);
  const char *zone = desk_site_get (site, "time-zone", NULL);

  self->is_refreshing = TRUE;
  if (index == G_N_ELEMENTS (patterns))
    self->is_own_form = TRUE;
  adw_combo_row_set_selected (self->form_row, self->is_own_form ? G_N_ELEMENTS (patterns) : index);
  gtk_widget_set_visible (GTK_WIDGET (self->pattern_row), self->is_own_form);
  gtk_widget_set_visible (GTK_WIDGET (self->example_row), self->is_own_form);
  show_example (self);
  for (unsigned i = 0; i < g_list_model_get_n_items (zones); i++)
    {
      if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (zones), i), zone))
        adw_combo_row_set_selected (self->zone_row, i);
    }
  self->is_refreshing = FALSE;
}

static void
form_selected_cb (DeskDatesGroup *self)
{
  unsigned index = adw_combo_row_get_selected (self->form_row);

  if (self->is_refreshing || self->settings == NULL)
    return;

  self->is_own_form = index >= G_N_ELEMENTS (patterns);
  if (self->is_own_form)
    refresh (self);
  else
    (void) desk_site_settings_set (self->settings, "date-format", patterns[index], NULL); /* ours are right */
}

static void
zone_selected_cb (DeskDatesGroup *self)
{
  GtkStringObject *zone = adw_combo_row_get_selected_item (self->zone_row);

  if (self->is_refreshing || self->settings == NULL || zone == NULL)
    return;

  /* The list holds what ICU and the system both know, so it is right. */
  (void) desk_site_settings_set (self->settings, "time-zone", gtk_string_object_get_string (zone), NULL);
}

static void
fill_forms (DeskDatesGroup *self)
{
  g_autoptr(GtkStringList) forms = gtk_string_list_new (NULL);

  for (unsigned i = 0; i < G_N_ELEMENTS (patterns); i++)
    gtk_string_list_take (forms, dup_example (self, patterns[i]));
  gtk_string_list_append (forms, _("Other…"));
  adw_combo_row_set_model (self->form_row, G_LIST_MODEL (forms));
}

static void
fill_zones (DeskDatesGroup *self)
{
  g_autoptr(GtkStringList) zones = gtk_string_list_new (NULL);
  const char *current = desk_site_get (desk_site_settings_get_site (self->settings), "time-zone", NULL);
  UErrorCode status = U_ZERO_ERROR;
  UEnumeration *names = ucal_openTimeZoneIDEnumeration (UCAL_ZONE_TYPE_CANONICAL_LOCATION, NULL, NULL, &status);
  gboolean has_current = FALSE;
  const char *name;

  while (names != NULL && (name = uenum_next (names, NULL, &status)) != NULL && U_SUCCESS (status))
    {
      if (!desk_site_settings_check (self->settings, "time-zone", name, NULL))
        continue;
      gtk_string_list_append (zones, name);
      has_current |= g_str_equal (name, current);
    }
  uenum_close (names);

  if (!has_current)
    gtk_string_list_append (zones, current);
  adw_combo_row_set_model (self->zone_row, G_LIST_MODEL (zones));
}

static void
desk_dates_group_dispose (GObject *object)
{
  DeskDatesGroup *self = DESK_DATES_GROUP (object);

  self->is_refreshing = TRUE;
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_DATES_GROUP);

  G_OBJECT_CLASS (desk_dates_group_parent_class)->dispose (object);
}

static void
desk_dates_group_class_init (DeskDatesGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_dates_group_dispose;

  g_type_ensure (DESK_TYPE_ERROR_ROW);
  g_type_ensure (DESK_TYPE_FIELD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/site/desk-dates-group.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskDatesGroup, form_row);
  gtk_widget_class_bind_template_child (widget_class, DeskDatesGroup, pattern_row);
  gtk_widget_class_bind_template_child (widget_class, DeskDatesGroup, example_row);
  gtk_widget_class_bind_template_child (widget_class, DeskDatesGroup, zone_row);
  gtk_widget_class_bind_template_callback (widget_class, form_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, pattern_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, zone_selected_cb);
}

static void
desk_dates_group_init (DeskDatesGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * desk_dates_group_set_settings:
 * @settings: whose form and time zone to show; to be called once
 */
void
desk_dates_group_set_settings (DeskDatesGroup   *self,
                               DeskSiteSettings *settings)
{
  g_return_if_fail (DESK_IS_DATES_GROUP (self) && self->settings == NULL);

  self->is_refreshing = TRUE;
  self->settings = g_object_ref (settings);
  fill_forms (self);
  fill_zones (self);
  desk_setting_row_bind (self->pattern_row, settings, "date-format");
  g_signal_connect_object (settings, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}
