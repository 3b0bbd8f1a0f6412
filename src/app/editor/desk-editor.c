/* desk-editor.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-editor.h"

#include "app/conflict/desk-conflict-dialog.h"
#include "app/editor/desk-body-view.h"
#include "app/editor/desk-edition-menu.h"
#include "app/editor/desk-line-view.h"
#include "app/editor/desk-text-patch.h"
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
  GtkScrolledWindow  *scroller;
  DeskBodyView       *body;
  GtkWidget          *header;
  DeskLineView       *title;
  DeskLineView       *summary;
  GMenuModel         *more_menu;

  DeskDocument       *document;
  GSignalGroup       *document_signals;
  GSimpleActionGroup *actions;
  char               *language;   /* of the text that is loaded */
  gboolean            is_loading; /* what changes now was not typed */
  gboolean            is_acting;  /* in the midst of what to a person is one change */
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
set_action_state (DeskEditor *self,
                  const char *name,
                  const char *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (state));
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
  set_action_state (self, "language", language);
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
  set_action_state (self, "status", desk_status_to_string (status));
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

static void
enable (DeskEditor *self,
        const char *name,
        gboolean    is_enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
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
show_trash (DeskEditor        *self,
            const DeskEdition *edition)
{
  gboolean may_write = !is_in_trash (self);
  GtkTextView *views[] = { GTK_TEXT_VIEW (self->title), GTK_TEXT_VIEW (self->summary), GTK_TEXT_VIEW (self->body) };

  for (unsigned i = 0; i < G_N_ELEMENTS (views); i++)
    gtk_text_view_set_editable (views[i], may_write);
  gtk_widget_set_sensitive (GTK_WIDGET (self->status_button), may_write);
  enable (self, "status", may_write);
  enable (self, "take-offline", may_write && edition != NULL && edition->is_live);
  enable (self, "add", may_write);

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
  show_trash (self, edition);
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
load_text (DeskEditor *self)
{
  const DeskEdition *text = desk_document_get_text (self->document);
  GtkTextBuffer *body = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->body));
  GtkTextIter start;

  self->is_loading = TRUE;
  desk_line_view_set_text (self->title, text->title);
  desk_line_view_set_text (self->summary, text->summary);
  gtk_text_buffer_begin_irreversible_action (body);
  gtk_text_buffer_set_text (body, text->body, -1);
  gtk_text_buffer_end_irreversible_action (body);
  gtk_text_buffer_get_start_iter (body, &start);
  gtk_text_buffer_place_cursor (body, &start);
  self->is_loading = FALSE;

  g_set_str (&self->language, text->language);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

/* The same edition with what somebody else has written in it stays where it is
 * read and written. */
static void
replace_text (DeskEditor *self)
{
  const DeskEdition *text = desk_document_get_text (self->document);

  if (g_strcmp0 (self->language, text->language) != 0)
    {
      load_text (self);
      return;
    }

  self->is_loading = TRUE;
  desk_text_patch (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->title)), text->title);
  desk_text_patch (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->summary)), text->summary);
  desk_text_patch (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->body)), text->body);
  self->is_loading = FALSE;
}

static void
typed_cb (DeskEditor *self)
{
  g_autofree char *title = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *body = NULL;

  if (self->is_loading || self->is_acting || self->document == NULL)
    return;

  title = desk_line_view_dup_text (self->title);
  summary = desk_line_view_dup_text (self->summary);
  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->body)), "text", &body, NULL);
  desk_document_set_text (self->document, title, summary, body);
}

/* What is pasted over a selection first deletes it: that state is nobody's text. */
static void
action_begun_cb (DeskEditor *self)
{
  self->is_acting = TRUE;
}

static void
action_ended_cb (DeskEditor *self)
{
  self->is_acting = FALSE;
  typed_cb (self);
}

static void
scrolled_cb (DeskEditor *self)
{
  double value = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller));
  gboolean is_away = value > desk_body_view_get_header_height (self->body);

  if (is_away)
    {
      g_autofree char *title = desk_line_view_dup_text (self->title);

      gtk_label_set_label (self->header_title, title);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->header_title), is_away);
}

/* An overlay child is not scrolled to by itself when it gets the focus. */
static void
header_entered_cb (DeskEditor *self)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
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
status_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  DeskEditor *self = user_data;
  const DeskEdition *edition = desk_document_get_edition (self->document);
  DeskStatus status;

  if (!desk_status_from_string (g_variant_get_string (parameter, NULL), &status) ||
      edition == NULL || status == edition->status)
    return;

  gtk_widget_activate_action (GTK_WIDGET (self), "win.set-status", "s", desk_status_to_string (status));
}

static void
take_offline_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  gtk_widget_activate_action (GTK_WIDGET (user_data), "win.set-status", "s",
                              desk_status_to_string (DESK_STATUS_DRAFT));
}

/* Another language would take the place of a text that is stored nowhere. */
static gboolean
may_leave_text (DeskEditor *self)
{
  if (desk_document_get_error_message (self->document) == NULL || desk_document_is_saved (self->document))
    return TRUE;

  if (desk_document_has_conflict (self->document))
    conflict_clicked_cb (self);
  else
    gtk_widget_error_bell (GTK_WIDGET (self)); /* the banner says what is wrong */

  return FALSE;
}

static void
language_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  DeskEditor *self = user_data;

  if (may_leave_text (self))
    desk_document_set_language (self->document, g_variant_get_string (parameter, NULL));
}

static void
add_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  DeskEditor *self = user_data;

  if (may_leave_text (self))
    desk_document_add_edition (self->document, g_variant_get_string (parameter, NULL));
}

static void
set_up_actions (DeskEditor *self)
{
  static const GActionEntry entries[] = {
    { "status", status_cb, "s", "''" },
    { "take-offline", take_offline_cb },
    { "language", language_cb, "s", "''" },
    { "add", add_cb, "s" },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "edition", G_ACTION_GROUP (self->actions));
}

static void
set_up_text (DeskEditor *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkTextView *views[] = { GTK_TEXT_VIEW (self->title), GTK_TEXT_VIEW (self->summary), GTK_TEXT_VIEW (self->body) };

  desk_body_view_set_header (self->body, self->header);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (header_entered_cb), self);
  gtk_widget_add_controller (self->header, focus);

  for (unsigned i = 0; i < G_N_ELEMENTS (views); i++)
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (views[i]);

      g_signal_connect_object (buffer, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (buffer, "begin-user-action", G_CALLBACK (action_begun_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (buffer, "end-user-action", G_CALLBACK (action_ended_cb), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
}

static void
set_up_document (DeskEditor *self)
{
  self->document_signals = g_signal_group_new (DESK_TYPE_DOCUMENT);
  g_signal_group_connect_swapped (self->document_signals, "article-changed", G_CALLBACK (show_article), self);
  g_signal_group_connect_swapped (self->document_signals, "text-replaced", G_CALLBACK (replace_text), self);
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
desk_editor_finalize (GObject *object)
{
  DeskEditor *self = DESK_EDITOR (object);

  g_free (self->language);

  G_OBJECT_CLASS (desk_editor_parent_class)->finalize (object);
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
  gtk_widget_class_bind_template_child (widget_class, DeskEditor, scroller);
  gtk_widget_class_bind_template_child (widget_class, DeskEditor, body);
  gtk_widget_class_bind_template_child (widget_class, DeskEditor, header);
  gtk_widget_class_bind_template_child (widget_class, DeskEditor, title);
  gtk_widget_class_bind_template_child (widget_class, DeskEditor, summary);
  gtk_widget_class_bind_template_child (widget_class, DeskEditor, more_menu);
  gtk_widget_class_bind_template_callback (widget_class, conflict_clicked_cb);
}

static void
desk_editor_class_init (DeskEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_editor_get_property;
  object_class->set_property = desk_editor_set_property;
  object_class->dispose = desk_editor_dispose;
  object_class->finalize = desk_editor_finalize;

  g_type_ensure (DESK_TYPE_BODY_VIEW);
  g_type_ensure (DESK_TYPE_LINE_VIEW);
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
  set_up_actions (self);
  set_up_text (self);
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

  g_signal_group_set_target (self->document_signals, document);
  if (document != NULL)
    {
      load_text (self);
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

  gtk_widget_grab_focus (GTK_WIDGET (self->title));
}
