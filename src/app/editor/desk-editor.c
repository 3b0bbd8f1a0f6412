/* desk-editor.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-editor.h"

#include "app/conflict/desk-conflict-dialog.h"
#include "app/editor/desk-edition-actions.h"
#include "app/editor/desk-edition-menu.h"
#include "app/editor/desk-text-pad.h"
#include "app/library/desk-date-form.h"
#include "app/library/desk-wording.h"
#include "app/widgets/desk-undo-toast.h"
#include "store/desk-trash.h"

#include <glib/gi18n.h>

struct _DeskEditor
{
  AdwBin              parent_instance;
  GtkLabel           *header_title;
  GtkMenuButton      *language_button;
  GtkImage           *language_mark;
  GtkLabel           *language_label;
  GtkMenuButton      *status_button;
  GtkImage           *status_mark;
  GtkLabel           *status_label;
  GtkButton          *main_button;
  AdwBanner          *error_banner;
  AdwBanner          *trash_banner;
  DeskTextPad        *pad;
  GMenuModel         *more_menu;

  DeskDocument       *document;
  GSignalGroup       *document_signals;
  DeskEditionActions *actions;
  gboolean            is_narrow;
  gboolean            is_folded;
};

typedef enum
{
  PROP_DOCUMENT = 1,
  PROP_IS_NARROW,
  PROP_IS_FOLDED,
  PROP_SAVED_TEXT,
  PROP_CAN_PUBLISH,
} DeskEditorProperty;

static GParamSpec *props[PROP_CAN_PUBLISH + 1];

G_DEFINE_FINAL_TYPE (DeskEditor, desk_editor, ADW_TYPE_BIN)

static char *
dup_saved_text (DeskEditor *self)
{
  g_autofree char *words = NULL;
  unsigned n_words;

  if (self->document == NULL)
    return g_strdup ("");

  n_words = desk_document_get_n_words (self->document);
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u word", "%u words", n_words), n_words);
  if (desk_document_get_error_message (self->document) != NULL)
    return g_strdup_printf (_("Not saved · %s"), words);

  return g_strdup_printf (_("Saved · %s"), words);
}

static gboolean
can_publish (DeskEditor *self)
{
  return self->document != NULL && desk_edition_menu_next_step (self->document).is_possible;
}

static void
show_language (DeskEditor        *self,
               const DeskEdition *edition)
{
  const char *language = desk_document_get_language (self->document);
  g_autofree char *name = desk_wording_language (language);
  g_autofree char *code = desk_wording_language_code (language);
  g_autofree char *mark = desk_wording_mark (language, edition);
  g_autofree char *spoken = g_strdup_printf (_("Language: %s"), self->is_narrow ? mark : name);
  g_autoptr(GMenuModel) menu = desk_edition_menu_new_languages (self->document, self->is_narrow);

  gtk_label_set_label (self->language_label, self->is_narrow ? code : name);
  gtk_image_set_from_icon_name (self->language_mark, desk_wording_mark_icon (edition));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->language_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_menu_button_set_menu_model (self->language_button, menu);
}

static void
show_status (DeskEditor        *self,
             const DeskEdition *edition)
{
  DeskStatus status = edition != NULL ? edition->status : DESK_STATUS_DRAFT;
  const char *label = desk_wording_status (status);
  g_autofree char *spoken = g_strdup_printf (_("Status: %s"), label);
  g_autoptr(GMenuModel) menu = desk_edition_menu_new_statuses (self->document);

  gtk_label_set_label (self->status_label, label);
  gtk_image_set_from_icon_name (self->status_mark, desk_wording_mark_icon (edition));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->status_button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_menu_button_set_menu_model (self->status_button, menu);
}

static gboolean
is_in_trash (DeskEditor *self)
{
  return desk_document_get_article (self->document)->deleted_us != 0;
}

static void
show_next_step (DeskEditor *self)
{
  DeskNextStep step = desk_edition_menu_next_step (self->document);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->main_button),
                                  is_in_trash (self) ? "article.undelete" : "win.publish");
  gtk_button_set_label (self->main_button, step.label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->main_button), step.tooltip);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CAN_PUBLISH]);
}

/* To a screen reader a folded banner would still be there. */
static void
reveal (AdwBanner *banner,
        gboolean   is_revealed)
{
  gtk_widget_set_visible (GTK_WIDGET (banner), is_revealed);
  adw_banner_set_revealed (banner, is_revealed);
}

static char *
dup_trash_title (DeskEditor *self)
{
  DeskLibrary *library = desk_document_get_library (self->document);
  g_autofree char *language = desk_library_dup_main_language (library);
  DeskDateForm form = desk_date_form_of_site (desk_library_get_site (library), language);
  gint64 end_us = desk_document_get_article (self->document)->deleted_us + DESK_TRASH_US;
  g_autofree char *day = desk_date_form_write (&form, end_us);

  return g_strdup_printf (_("In the trash until %s"), day);
}

/* What is in the trash can be read, and nothing else before it is restored. */
static void
show_trash (DeskEditor *self)
{
  gboolean may_write = !is_in_trash (self);

  desk_text_pad_set_editable (self->pad, may_write);
  gtk_widget_set_sensitive (GTK_WIDGET (self->status_button), may_write);
  if (!may_write)
    {
      g_autofree char *title = dup_trash_title (self);

      adw_banner_set_title (self->trash_banner, title);
    }
  reveal (self->trash_banner, !may_write);
}

static void
show_article (DeskEditor *self)
{
  const DeskEdition *edition = desk_document_get_edition (self->document);

  show_language (self, edition);
  show_status (self, edition);
  show_next_step (self);
  show_trash (self);
  desk_edition_actions_show (self->actions);
}

static void
show_saved (DeskEditor *self)
{
  const char *message = desk_document_get_error_message (self->document);

  if (message != NULL)
    adw_banner_set_title (self->error_banner, message);
  adw_banner_set_button_label (self->error_banner,
                               desk_document_has_conflict (self->document) ? _("_Choose…") : NULL);
  reveal (self->error_banner, message != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SAVED_TEXT]);
  show_next_step (self);
}

static void
scrolled_cb (DeskEditor *self)
{
  g_autofree char *title = desk_text_pad_dup_hidden_title (self->pad);

  if (title != NULL)
    gtk_label_set_label (self->header_title, title);
  gtk_widget_set_visible (GTK_WIDGET (self->header_title), title != NULL);
}

static void
text_replaced_cb (DeskEditor *self)
{
  desk_text_pad_replace (self->pad);
}

static void
conflict_clicked_cb (DeskEditor *self)
{
  desk_conflict_dialog_open (self->document, GTK_WIDGET (self));
}

static void
undo_merge_cb (gpointer data)
{
  desk_document_undo_merge (data);
}

static void
notice_cb (DeskEditor   *self,
           const char   *message,
           gboolean      can_undo,
           DeskDocument *document)
{
  if (can_undo)
    desk_undo_toast_show (GTK_WIDGET (self), message, undo_merge_cb, g_object_ref (document), g_object_unref);
  else
    desk_toast_show (GTK_WIDGET (self), message);
}

static void
set_up_document (DeskEditor *self)
{
  self->document_signals = g_signal_group_new (DESK_TYPE_DOCUMENT);
  g_signal_group_connect_swapped (self->document_signals, "article-changed", G_CALLBACK (show_article), self);
  g_signal_group_connect_swapped (self->document_signals, "text-replaced", G_CALLBACK (text_replaced_cb), self);
  g_signal_group_connect_swapped (self->document_signals, "notice", G_CALLBACK (notice_cb), self);
  g_signal_group_connect_swapped (self->document_signals, "notify::language", G_CALLBACK (show_article), self);
  g_signal_group_connect_swapped (self->document_signals, "notify::error-message", G_CALLBACK (show_saved), self);
  g_signal_group_connect_swapped (self->document_signals, "notify::is-saved", G_CALLBACK (show_saved), self);
  g_signal_group_connect_swapped (self->document_signals, "notify::n-words", G_CALLBACK (show_saved), self);
}

static void
desk_editor_get_property (GObject    *object,
                          unsigned    prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  DeskEditor *self = DESK_EDITOR (object);

  switch ((DeskEditorProperty) prop_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_IS_NARROW:
      g_value_set_boolean (value, self->is_narrow);
      break;
    case PROP_IS_FOLDED:
      g_value_set_boolean (value, self->is_folded);
      break;
    case PROP_SAVED_TEXT:
      g_value_take_string (value, dup_saved_text (self));
      break;
    case PROP_CAN_PUBLISH:
      g_value_set_boolean (value, can_publish (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_editor_set_property (GObject      *object,
                          unsigned      prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  DeskEditor *self = DESK_EDITOR (object);

  switch ((DeskEditorProperty) prop_id)
    {
    case PROP_DOCUMENT:
      desk_editor_set_document (self, g_value_get_object (value));
      break;
    case PROP_IS_NARROW:
      self->is_narrow = g_value_get_boolean (value);
      if (self->document != NULL)
        show_article (self);
      break;
    case PROP_IS_FOLDED:
      self->is_folded = g_value_get_boolean (value);
      break;
    case PROP_SAVED_TEXT:
    case PROP_CAN_PUBLISH:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_editor_dispose (GObject *object)
{
  DeskEditor *self = DESK_EDITOR (object);

  g_clear_object (&self->document_signals);
  g_clear_object (&self->document);
  g_clear_object (&self->actions);
  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_EDITOR);

  G_OBJECT_CLASS (desk_editor_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/editor/desk-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskEditor, header_title);
  gtk_widget_class_bind_template_child (widget_class, DeskEditor, language_button);
  gtk_widget_class_bind_template_child (widget_class, DeskEditor, language_mark);
  gtk_widget_class_bind_template_child (widget_class, DeskEditor, language_label);
  gtk_widget_class_bind_template_child (widget_class, DeskEditor, status_button);
  gtk_widget_class_bind_template_child (widget_class, DeskEditor, status_mark);
  gtk_widget_class_bind_template_child (widget_class, DeskEditor, status_label);
  gtk_widget_class_bind_template_child (widget_class, DeskEditor, main_button);
  gtk_widget_class_bind_template_child (widget_class, DeskEditor, error_banner);
  gtk_widget_class_bind_template_child (widget_class, DeskEditor, trash_banner);
  gtk_widget_class_bind_template_child (widget_class, DeskEditor, pad);
  gtk_widget_class_bind_template_child (widget_class, DeskEditor, more_menu);
  gtk_widget_class_bind_template_callback (widget_class, conflict_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, scrolled_cb);
}

static void
desk_editor_class_init (DeskEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_editor_get_property;
  object_class->set_property = desk_editor_set_property;
  object_class->dispose = desk_editor_dispose;

  g_type_ensure (DESK_TYPE_TEXT_PAD);
  bind_template (GTK_WIDGET_CLASS (klass));

  props[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, DESK_TYPE_DOCUMENT, G_PARAM_READWRITE | flags);
  /**
   * DeskEditor:is-narrow:
   *
   * The header has room for one word about language and status.
   */
  props[PROP_IS_NARROW] = g_param_spec_boolean ("is-narrow", NULL, NULL, FALSE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * DeskEditor:is-folded:
   *
   * The details lie in a sheet, whose bar tells what the bottom bar would.
   */
  props[PROP_IS_FOLDED] = g_param_spec_boolean ("is-folded", NULL, NULL, FALSE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_SAVED_TEXT] = g_param_spec_string ("saved-text", NULL, NULL, NULL, G_PARAM_READABLE | flags);
  props[PROP_CAN_PUBLISH] = g_param_spec_boolean ("can-publish", NULL, NULL, FALSE, G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
desk_editor_init (DeskEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = desk_edition_actions_new (GTK_WIDGET (self));
  set_up_document (self);
}

/**
 * desk_editor_get_document:
 *
 * Returns: (transfer none) (nullable): the article it shows
 */
DeskDocument *
desk_editor_get_document (DeskEditor *self)
{
  g_return_val_if_fail (DESK_IS_EDITOR (self), NULL);

  return self->document;
}

/**
 * desk_editor_set_document:
 * @document: (nullable): the article to show
 */
void
desk_editor_set_document (DeskEditor   *self,
                          DeskDocument *document)
{
  g_return_if_fail (DESK_IS_EDITOR (self));

  if (!g_set_object (&self->document, document))
    return;

  desk_edition_actions_set_document (self->actions, document);
  desk_text_pad_set_document (self->pad, document);
  g_signal_group_set_target (self->document_signals, document);
  if (document != NULL)
    {
      show_article (self);
      show_saved (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DOCUMENT]);
}

/**
 * desk_editor_focus_title:
 *
 * Puts the cursor into the title.
 */
void
desk_editor_focus_title (DeskEditor *self)
{
  g_return_if_fail (DESK_IS_EDITOR (self));

  desk_text_pad_focus_title (self->pad);
}
