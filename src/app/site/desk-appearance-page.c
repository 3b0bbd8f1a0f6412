/* desk-appearance-page.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-appearance-page.h"

#include "app/site/desk-brand-group.h"
#include "app/site/desk-social-group.h"
#include "app/site/desk-theme-group.h"

struct _DeskAppearancePage
{
  AdwPreferencesPage parent_instance;

  DeskBrandGroup    *brand_group;
  DeskSocialGroup   *social_group;
  DeskThemeGroup    *theme_group;
};

G_DEFINE_FINAL_TYPE (DeskAppearancePage, desk_appearance_page, ADW_TYPE_PREFERENCES_PAGE)

static void
desk_appearance_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DESK_TYPE_APPEARANCE_PAGE);

  G_OBJECT_CLASS (desk_appearance_page_parent_class)->dispose (object);
}

static void
desk_appearance_page_class_init (DeskAppearancePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_appearance_page_dispose;

  g_type_ensure (DESK_TYPE_BRAND_GROUP);
  g_type_ensure (DESK_TYPE_SOCIAL_GROUP);
  g_type_ensure (DESK_TYPE_THEME_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/site/desk-appearance-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskAppearancePage, brand_group);
  gtk_widget_class_bind_template_child (widget_class, DeskAppearancePage, social_group);
  gtk_widget_class_bind_template_child (widget_class, DeskAppearancePage, theme_group);
}

static void
desk_appearance_page_init (DeskAppearancePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * desk_appearance_page_set_settings:
 * @settings: what to show; to be called once
 */
void
desk_appearance_page_set_settings (DeskAppearancePage *self,
                                   DeskSiteSettings   *settings)
{
  g_return_if_fail (DESK_IS_APPEARANCE_PAGE (self));

  desk_brand_group_set_settings (self->brand_group, settings);
  desk_social_group_set_settings (self->social_group, settings);
  desk_theme_group_set_settings (self->theme_group, settings);
}
