/* desk-brand-group.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-brand-group.h"

#include "app/media/desk-picture-row.h"
#include "app/site/desk-each-language-row.h"
#include "app/site/desk-setting-row.h"
#include "app/widgets/desk-error-row.h"
#include "app/widgets/desk-undo-toast.h"
#include "model/desk-colour.h"

#include <glib/gi18n.h>

#define MIN_ICON_EDGE 180      /* what the largest icon on a phone's home screen takes */
#define THEME_COLOUR "#17603f" /* what the picker begins with while none is set: the default theme's */

struct _DeskBrandGroup
{
  AdwPreferencesGroup   parent_instance;

  DeskFieldRow         *colour_row;
  GtkWidget            *reset_button;
  GtkColorDialogButton *colour_button;
  AdwButtonRow         *suggestion_row;
  DeskPictureRow       *logo_row;
  DeskPictureRow       *icon_row;
  DeskFieldRow         *footer_row;
  DeskEachLanguageRow  *footers_row;

  DeskSiteSettings     *settings;
  char                  suggestion[DESK_COLOUR_CHARS]; /* a colour like the one that was refused */
  gboolean              is_refreshing;                 /* the button changes by our own hand */
};

G_DEFINE_FINAL_TYPE (DeskBrandGroup, desk_brand_group, ADW_TYPE_PREFERENCES_GROUP)

/* The colour */

static void
take_colour (DeskBrandGroup *self,
             const char     *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->colour_row), text);
  desk_field_row_settle (self->colour_row);
}

static void
colour_picked_cb (DeskBrandGroup *self)
{
  const GdkRGBA *rgba = gtk_color_dialog_button_get_rgba (self->colour_button);
  DeskColour colour = { (unsigned) (rgba->red * 255 + 0.5f), (unsigned) (rgba->green * 255 + 0.5f),
                        (unsigned) (rgba->blue * 255 + 0.5f) };
  char text[DESK_COLOUR_CHARS];

  if (self->is_refreshing || self->settings == NULL)
    return;

  desk_colour_write (colour, text);
  take_colour (self, text);
}

/* A colour that can hardly be read has one beside it that can. */
static void
colour_judged_cb (DeskBrandGroup *self)
{
  const DeskColour white = { 255, 255, 255 };
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->colour_row));
  g_autofree char *title = NULL;
  DeskColour colour;
  gboolean has_suggestion = desk_field_row_get_error_message (self->colour_row) != NULL && desk_colour_parse (text, &colour);

  gtk_widget_set_visible (GTK_WIDGET (self->suggestion_row), has_suggestion);
  if (!has_suggestion)
    return;

  desk_colour_write (desk_colour_stand_out (colour, white, DESK_COLOUR_MIN_CONTRAST), self->suggestion);
  title = g_strdup_printf (_("Use %s Instead"), self->suggestion);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->suggestion_row), title);
}

static void
use_suggestion_action_cb (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  DeskBrandGroup *self = DESK_BRAND_GROUP (widget);

  gtk_widget_grab_focus (GTK_WIDGET (self->colour_row)); /* the suggestion goes */
  take_colour (self, self->suggestion);
}

static void
reset_colour_action_cb (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  DeskBrandGroup *self = DESK_BRAND_GROUP (widget);

  gtk_widget_grab_focus (GTK_WIDGET (self->colour_row)); /* the button goes */
  take_colour (self, "");
}

static void
show_colour (DeskBrandGroup *self)
{
  const char *stored = desk_site_get (desk_site_settings_get_site (self->settings), "brand-colour", NULL);
  GdkRGBA rgba;

  self->is_refreshing = TRUE;
  if (gdk_rgba_parse (&rgba, *stored != '\0' ? stored : THEME_COLOUR))
    gtk_color_dialog_button_set_rgba (self->colour_button, &rgba);
  self->is_refreshing = FALSE;
  gtk_widget_set_visible (self->reset_button, *stored != '\0');
}

/* The logo and the icon */

/* One of them on its way back. */
typedef struct
{
  DeskSiteSettings *settings;
  const char       *key;
  char             *picture;
} Before;

static void
before_free (gpointer data)
{
  Before *before = data;

  g_object_unref (before->settings);
  g_free (before->picture);
  g_free (before);
}

static void
bring_back (gpointer data)
{
  Before *before = data;

  (void) desk_site_settings_set (before->settings, before->key, before->picture, NULL); /* it was right before */
}

static void
change_picture (DeskBrandGroup *self,
                const char     *key,
                const char     *uuid, /* nullable */
                const char     *farewell)
{
  g_autofree char *old = g_strdup (desk_site_get (desk_site_settings_get_site (self->settings), key, NULL));
  Before *before;

  (void) desk_site_settings_set (self->settings, key, uuid != NULL ? uuid : "", NULL); /* an id is right */
  if (uuid != NULL)
    return;

  before = g_new0 (Before, 1);
  before->settings = g_object_ref (self->settings);
  before->key = key;
  before->picture = g_steal_pointer (&old);
  desk_undo_toast_show (GTK_WIDGET (self), farewell, bring_back, before, before_free);
}

static void
logo_changed_cb (DeskBrandGroup *self,
                 const char     *uuid)
{
  change_picture (self, "logo", uuid, _("Logo taken off; the picture stays in the library"));
}

static void
icon_changed_cb (DeskBrandGroup *self,
                 const char     *uuid)
{
  change_picture (self, "icon", uuid, _("Icon taken off; the picture stays in the library"));
}

static void
show_picture (DeskBrandGroup *self,
              DeskPictureRow *row,
              const char     *key)
{
  const char *picture = desk_site_get (desk_site_settings_get_site (self->settings), key, NULL);

  desk_picture_row_set_picture (row, *picture != '\0' ? picture : NULL);
}

static void
refresh (DeskBrandGroup *self)
{
  show_colour (self);
  show_picture (self, self->logo_row, "logo");
  show_picture (self, self->icon_row, "icon");
}

static void
desk_brand_group_dispose (GObject *object)
{
  DeskBrandGroup *self = DESK_BRAND_GROUP (object);

  self->is_refreshing = TRUE;
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_BRAND_GROUP);

  G_OBJECT_CLASS (desk_brand_group_parent_class)->dispose (object);
}

static void
desk_brand_group_class_init (DeskBrandGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_brand_group_dispose;

  g_type_ensure (DESK_TYPE_EACH_LANGUAGE_ROW);
  g_type_ensure (DESK_TYPE_ERROR_ROW);
  g_type_ensure (DESK_TYPE_FIELD_ROW);
  g_type_ensure (DESK_TYPE_PICTURE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/site/desk-brand-group.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskBrandGroup, colour_row);
  gtk_widget_class_bind_template_child (widget_class, DeskBrandGroup, reset_button);
  gtk_widget_class_bind_template_child (widget_class, DeskBrandGroup, colour_button);
  gtk_widget_class_bind_template_child (widget_class, DeskBrandGroup, suggestion_row);
  gtk_widget_class_bind_template_child (widget_class, DeskBrandGroup, logo_row);
  gtk_widget_class_bind_template_child (widget_class, DeskBrandGroup, icon_row);
  gtk_widget_class_bind_template_child (widget_class, DeskBrandGroup, footer_row);
  gtk_widget_class_bind_template_child (widget_class, DeskBrandGroup, footers_row);
  gtk_widget_class_bind_template_callback (widget_class, colour_judged_cb);
  gtk_widget_class_bind_template_callback (widget_class, colour_picked_cb);
  gtk_widget_class_install_action (widget_class, "brand.reset-colour", NULL, reset_colour_action_cb);
  gtk_widget_class_install_action (widget_class, "brand.use-suggestion", NULL, use_suggestion_action_cb);
}

static void
desk_brand_group_init (DeskBrandGroup *self)
{
  self->is_refreshing = TRUE; /* until there is something to show */
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * desk_brand_group_set_settings:
 * @settings: whose colour, logo, icon and footer to show; to be called once
 */
void
desk_brand_group_set_settings (DeskBrandGroup   *self,
                               DeskSiteSettings *settings)
{
  g_return_if_fail (DESK_IS_BRAND_GROUP (self) && self->settings == NULL);

  self->settings = g_object_ref (settings);
  adw_entry_row_set_input_hints (ADW_ENTRY_ROW (self->colour_row), GTK_INPUT_HINT_NO_SPELLCHECK);
  desk_setting_row_bind (self->colour_row, settings, "brand-colour");
  desk_setting_row_bind (self->footer_row, settings, "footer");
  desk_each_language_row_bind (self->footers_row, settings, "footer");
  desk_picture_row_set_library (self->logo_row, desk_site_settings_get_library (settings),
                                _("Choose the Logo"), _("Take the Logo Off"));
  desk_picture_row_set_library (self->icon_row, desk_site_settings_get_library (settings),
                                _("Choose the Icon"), _("Take the Icon Off"));
  desk_picture_row_set_min_edge (self->icon_row, MIN_ICON_EDGE);
  g_signal_connect_object (self->logo_row, "changed", G_CALLBACK (logo_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->icon_row, "changed", G_CALLBACK (icon_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}
