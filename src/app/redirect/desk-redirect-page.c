/* desk-redirect-page.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-redirect-page.h"

#include "app/redirect/desk-article-finder.h"
#include "app/widgets/desk-error-row.h"
#include "app/widgets/desk-field-row.h"
#include "app/widgets/desk-subpage.h"
#include "jobs/desk-job-redirect.h"

#include <glib/gi18n.h>

typedef enum
{
  KIND_ARTICLE,
  KIND_ADDRESS,
  KIND_GONE,
} Kind;

struct _DeskRedirectPage
{
  AdwNavigationPage  parent_instance;

  GtkWidget         *save_button;
  DeskFieldRow      *old_row;
  AdwComboRow       *kind_row;
  AdwActionRow      *article_row;
  DeskFieldRow      *new_row;
  DeskErrorRow      *error_row;
  DeskArticleFinder *finder;

  DeskLibrary       *library;
  char              *article;  /* "article:UUID", or NULL while none is chosen */
};

G_DEFINE_FINAL_TYPE (DeskRedirectPage, desk_redirect_page, ADW_TYPE_NAVIGATION_PAGE)

static Kind
get_kind (DeskRedirectPage *self)
{
  return (Kind) adw_combo_row_get_selected (self->kind_row);
}

static void
show_kind (DeskRedirectPage *self)
{
  Kind kind = get_kind (self);

  gtk_widget_set_visible (GTK_WIDGET (self->article_row), kind == KIND_ARTICLE && self->article != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->finder), kind == KIND_ARTICLE);
  gtk_widget_set_visible (GTK_WIDGET (self->new_row), kind == KIND_ADDRESS);
  desk_error_row_set_message (self->error_row, NULL);
  if (kind != KIND_ADDRESS)
    desk_field_row_reset (self->new_row);
}

static void
kind_selected_cb (DeskRedirectPage *self)
{
  show_kind (self);
}

static void
article_chosen_cb (DeskRedirectPage *self,
                   const char       *uuid,
                   const char       *title)
{
  g_free (self->article);
  self->article = g_strconcat (DESK_REDIRECT_ARTICLE, uuid, NULL);
  adw_action_row_set_subtitle (self->article_row, title);
  show_kind (self);
  gtk_widget_grab_focus (self->save_button); /* what was chosen from goes */
}

/* What is wrong */

static char *
check_old (const char *text,
           gboolean    is_settled,
           gpointer    user_data)
{
  DeskRedirectPage *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *source = NULL;

  if (!is_settled || self->library == NULL)
    return NULL;
  if (*text == '\0')
    return g_strdup (_("Write the old address here"));

  source = desk_redirect_parse_source (text, desk_site_get (desk_library_get_site (self->library), "url", NULL), &error);
  return source == NULL ? g_strdup (error->message) : NULL;
}

static char *
check_new (const char *text,
           gboolean    is_settled,
           gpointer    user_data)
{
  DeskRedirectPage *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *target = NULL;

  if (!is_settled || self->library == NULL)
    return NULL;
  if (*text == '\0')
    return g_strdup (_("Write here where it leads"));

  target = desk_redirect_parse_target (text, desk_site_get (desk_library_get_site (self->library), "url", NULL), &error);
  return target == NULL ? g_strdup (error->message) : NULL;
}

static char *
dup_text (DeskFieldRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/* An empty field was never settled, because nothing of it has changed. */
static gboolean
is_right (DeskRedirectPage *self,
          DeskFieldRow     *row,
          DeskFieldCheck    check)
{
  g_autofree char *text = dup_text (row);
  g_autofree char *message = check (text, TRUE, self);

  desk_field_row_set_error_message (row, message);
  if (message != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));

  return message == NULL;
}

static char *
dup_target (DeskRedirectPage *self)
{
  switch (get_kind (self))
    {
    case KIND_ARTICLE:
      if (self->article == NULL)
        {
          desk_error_row_set_message (self->error_row, _("Choose an article: write a part of its title below"));
          gtk_widget_grab_focus (GTK_WIDGET (self->finder));
        }
      return g_strdup (self->article);

    case KIND_ADDRESS:
      return is_right (self, self->new_row, check_new) ? dup_text (self->new_row) : NULL;

    case KIND_GONE:
    default:
      return g_strdup ("");
    }
}

/* Saving */

static gpointer
save (DeskStore    *store,
      gpointer      data,
      GCancellable *cancellable,
      GError      **error)
{
  const DeskRedirect *redirect = data;

  return GINT_TO_POINTER (desk_job_add_redirect (store, redirect->source, redirect->target, error));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(DeskRedirectPage) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean is_saved = desk_library_run_finish (DESK_LIBRARY (source), result, &error) != NULL;

  if (is_saved)
    desk_library_emit_changed (DESK_LIBRARY (source));
  if (self->library == NULL)
    return;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "redirect.save", TRUE);
  if (is_saved)
    desk_subpage_pop (ADW_NAVIGATION_PAGE (self));
  else
    desk_error_row_set_message (self->error_row, error->message);
}

static void
save_cb (DeskRedirectPage *self)
{
  g_autofree char *old = NULL;
  g_autofree char *target = NULL;

  if (self->library == NULL || !is_right (self, self->old_row, check_old))
    return;
  target = dup_target (self);
  if (target == NULL)
    return;

  old = dup_text (self->old_row);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "redirect.save", FALSE);
  desk_library_run_async (self->library, save, desk_redirect_new (old, target), (GDestroyNotify) desk_redirect_free,
                          NULL, NULL, saved_cb, g_object_ref (self));
}

static void
save_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  save_cb (DESK_REDIRECT_PAGE (widget));
}

static void
desk_redirect_page_dispose (GObject *object)
{
  DeskRedirectPage *self = DESK_REDIRECT_PAGE (object);

  g_clear_object (&self->library);
  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_REDIRECT_PAGE);

  G_OBJECT_CLASS (desk_redirect_page_parent_class)->dispose (object);
}

static void
desk_redirect_page_finalize (GObject *object)
{
  g_clear_pointer (&DESK_REDIRECT_PAGE (object)->article, g_free);

  G_OBJECT_CLASS (desk_redirect_page_parent_class)->finalize (object);
}

static void
desk_redirect_page_class_init (DeskRedirectPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_redirect_page_dispose;
  object_class->finalize = desk_redirect_page_finalize;

  g_type_ensure (DESK_TYPE_ARTICLE_FINDER);
  g_type_ensure (DESK_TYPE_ERROR_ROW);
  g_type_ensure (DESK_TYPE_FIELD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/redirect/desk-redirect-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskRedirectPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, DeskRedirectPage, old_row);
  gtk_widget_class_bind_template_child (widget_class, DeskRedirectPage, kind_row);
  gtk_widget_class_bind_template_child (widget_class, DeskRedirectPage, article_row);
  gtk_widget_class_bind_template_child (widget_class, DeskRedirectPage, new_row);
  gtk_widget_class_bind_template_child (widget_class, DeskRedirectPage, error_row);
  gtk_widget_class_bind_template_child (widget_class, DeskRedirectPage, finder);
  gtk_widget_class_bind_template_callback (widget_class, article_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_install_action (widget_class, "redirect.save", NULL, save_action_cb);
}

static void
desk_redirect_page_init (DeskRedirectPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  desk_field_row_set_check (self->old_row, check_old, self);
  desk_field_row_set_check (self->new_row, check_new, self);
}

/* The old address is what it is known by, so it stays. */
static void
show_redirect (DeskRedirectPage   *self,
               const DeskRedirect *redirect)
{
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _("An Old Address"));
  gtk_button_set_label (GTK_BUTTON (self->save_button), _("_Save"));
  desk_field_row_set_stored (self->old_row, redirect->source);
  gtk_editable_set_editable (GTK_EDITABLE (self->old_row), FALSE);
  if (redirect->title != NULL)
    {
      self->article = g_strdup (redirect->target);
      adw_action_row_set_subtitle (self->article_row, redirect->title);
    }
  else
    {
      adw_combo_row_set_selected (self->kind_row, *redirect->target != '\0' ? KIND_ADDRESS : KIND_GONE);
      desk_field_row_set_stored (self->new_row, redirect->target);
    }
  show_kind (self);
}

/**
 * desk_redirect_page_new:
 * @library: an open library
 * @redirect: (nullable): what to change; %NULL to add one
 *
 * Returns: (transfer floating): the page, for desk_subpage_push()
 */
AdwNavigationPage *
desk_redirect_page_new (DeskLibrary        *library,
                        const DeskRedirect *redirect)
{
  DeskRedirectPage *self = g_object_new (DESK_TYPE_REDIRECT_PAGE, NULL);

  self->library = g_object_ref (library);
  desk_article_finder_set_library (self->finder, library);
  if (redirect != NULL)
    show_redirect (self, redirect);

  return ADW_NAVIGATION_PAGE (self);
}
