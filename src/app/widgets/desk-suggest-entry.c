/* desk-suggest-entry.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-suggest-entry.h"

#include "text/desk-script.h"

#include <string.h>

/* The focus stays in the entry all the time; the list below it is moved through
 * with Up and Down from there, so that Enter always means "take this one".
 */

#define MAX_SUGGESTIONS 6

struct _DeskSuggestEntry
{
  AdwBin      parent_instance;

  GtkEntry   *entry;
  GtkPopover *popover;
  GtkListBox *list;
  char      **words;  /* owned, in the order in which they are proposed */
  char      **folded; /* the same, as they are compared */
};

enum
{
  CHOSEN,
  ERASED,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DeskSuggestEntry, desk_suggest_entry, ADW_TYPE_BIN)

static void
add_row (DeskSuggestEntry *self,
         const char       *word)
{
  GtkWidget *label = gtk_label_new (word);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, word, -1);
  gtk_list_box_append (self->list, row);
}

static unsigned
add_matches (DeskSuggestEntry *self,
             const char       *folded,
             gboolean          is_start,
             unsigned          n_rows)
{
  for (unsigned i = 0; self->words != NULL && self->words[i] != NULL && n_rows < MAX_SUGGESTIONS; i++)
    {
      const char *found = strstr (self->folded[i], folded);

      if (found != NULL && (found == self->folded[i]) == is_start)
        {
          add_row (self, self->words[i]);
          n_rows++;
        }
    }

  return n_rows;
}

static void
show_list (DeskSuggestEntry *self,
           gboolean          is_shown)
{
  if (is_shown)
    {
      gtk_widget_set_size_request (GTK_WIDGET (self->popover), gtk_widget_get_width (GTK_WIDGET (self)), -1);
      gtk_popover_popup (self->popover);
    }
  else
    {
      gtk_popover_popdown (self->popover);
    }
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_EXPANDED, is_shown, -1);
}

static void
changed_cb (DeskSuggestEntry *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_autofree char *folded = desk_script_fold (text);
  unsigned n_rows = 0;

  gtk_list_box_remove_all (self->list);
  if (*folded != '\0')
    {
      n_rows = add_matches (self, folded, TRUE, n_rows);
      n_rows = add_matches (self, folded, FALSE, n_rows);
    }
  show_list (self, n_rows > 0);
}

static const char *
get_word (GtkListBoxRow *row)
{
  return gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row)));
}

static void
choose (DeskSuggestEntry *self,
        const char       *text)
{
  g_autofree char *word = g_strstrip (g_strdup (text));

  desk_suggest_entry_clear (self);
  if (*word != '\0')
    g_signal_emit (self, signals[CHOSEN], 0, word);
  else
    g_signal_emit (self, signals[LEFT], 0);
}

static void
activate_cb (DeskSuggestEntry *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  choose (self, row != NULL ? get_word (row) : gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
row_activated_cb (DeskSuggestEntry *self,
                  GtkListBoxRow    *row)
{
  choose (self, get_word (row));
}

static gboolean
move_in_list (DeskSuggestEntry *self,
              int               step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + step : (step > 0 ? 0 : -1);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    return FALSE;

  row = index >= 0 ? gtk_list_box_get_row_at_index (self->list, index) : NULL;
  if (row == NULL && step > 0)
    return TRUE;
  gtk_list_box_select_row (self->list, row);
  if (row != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self->entry), get_word (row), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);

  return TRUE;
}

static gboolean
leave (DeskSuggestEntry *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    {
      show_list (self, FALSE);
    }
  else
    {
      desk_suggest_entry_clear (self);
      g_signal_emit (self, signals[LEFT], 0);
    }

  return TRUE;
}

static gboolean
key_pressed_cb (DeskSuggestEntry *self,
                guint             keyval,
                guint             keycode,
                GdkModifierType   state)
{
  if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    return move_in_list (self, 1);
  if (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up)
    return move_in_list (self, -1);
  if (keyval == GDK_KEY_Escape)
    return leave (self);
  if (keyval == GDK_KEY_BackSpace && *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0')
    {
      g_signal_emit (self, signals[ERASED], 0);
      return TRUE;
    }

  return FALSE;
}

static void
focus_left_cb (DeskSuggestEntry *self)
{
  show_list (self, FALSE);
}

static gboolean
desk_suggest_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (DESK_SUGGEST_ENTRY (widget)->entry));
}

static void
desk_suggest_entry_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  GTK_WIDGET_CLASS (desk_suggest_entry_parent_class)->size_allocate (widget, width, height, baseline);
  gtk_popover_present (DESK_SUGGEST_ENTRY (widget)->popover);
}

static void
desk_suggest_entry_dispose (GObject *object)
{
  DeskSuggestEntry *self = DESK_SUGGEST_ENTRY (object);

  g_clear_pointer ((GtkWidget **) &self->popover, gtk_widget_unparent);

  G_OBJECT_CLASS (desk_suggest_entry_parent_class)->dispose (object);
}

static void
desk_suggest_entry_finalize (GObject *object)
{
  DeskSuggestEntry *self = DESK_SUGGEST_ENTRY (object);

  g_clear_pointer (&self->words, g_strfreev);
  g_clear_pointer (&self->folded, g_strfreev);

  G_OBJECT_CLASS (desk_suggest_entry_parent_class)->finalize (object);
}

static void
desk_suggest_entry_class_init (DeskSuggestEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_suggest_entry_dispose;
  object_class->finalize = desk_suggest_entry_finalize;
  widget_class->grab_focus = desk_suggest_entry_grab_focus;
  widget_class->size_allocate = desk_suggest_entry_size_allocate;

  /**
   * DeskSuggestEntry::chosen:
   * @text: what was typed or picked, never empty
   */
  signals[CHOSEN] = g_signal_new ("chosen", DESK_TYPE_SUGGEST_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * DeskSuggestEntry::erased:
   *
   * Backspace was pressed with nothing left to erase.
   */
  signals[ERASED] = g_signal_new ("erased", DESK_TYPE_SUGGEST_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  /**
   * DeskSuggestEntry::left:
   *
   * The person is done with it.
   */
  signals[LEFT] = g_signal_new ("left", DESK_TYPE_SUGGEST_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
make_list (DeskSuggestEntry *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_set_focusable (GTK_WIDGET (self->list), FALSE);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);

  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->popover), "suggestions");
  gtk_popover_set_autohide (self->popover, FALSE);
  gtk_popover_set_has_arrow (self->popover, FALSE);
  gtk_popover_set_position (self->popover, GTK_POS_BOTTOM);
  gtk_popover_set_child (self->popover, GTK_WIDGET (self->list));
  gtk_widget_set_halign (GTK_WIDGET (self->popover), GTK_ALIGN_START);
  gtk_widget_set_can_focus (GTK_WIDGET (self->popover), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self));
}

static void
desk_suggest_entry_init (DeskSuggestEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = GTK_ENTRY (gtk_entry_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->entry));
  make_list (self);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE, GTK_ACCESSIBLE_AUTOCOMPLETE_LIST,
                                  GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
}

/**
 * desk_suggest_entry_set_words:
 * @words: (nullable): what can be proposed, the likeliest first
 */
void
desk_suggest_entry_set_words (DeskSuggestEntry  *self,
                              const char *const *words)
{
  g_autoptr(GStrvBuilder) folded = g_strv_builder_new ();

  g_return_if_fail (DESK_IS_SUGGEST_ENTRY (self));

  for (unsigned i = 0; words != NULL && words[i] != NULL; i++)
    g_strv_builder_take (folded, desk_script_fold (words[i]));

  g_strfreev (self->words);
  g_strfreev (self->folded);
  self->words = g_strdupv ((char **) words);
  self->folded = g_strv_builder_end (folded);
}

/**
 * desk_suggest_entry_set_label:
 * @label: what the entry is for; its placeholder and accessible name
 */
void
desk_suggest_entry_set_label (DeskSuggestEntry *self,
                              const char       *label)
{
  g_return_if_fail (DESK_IS_SUGGEST_ENTRY (self));

  gtk_entry_set_placeholder_text (self->entry, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * desk_suggest_entry_clear:
 *
 * Empties the entry and takes the list away.
 */
void
desk_suggest_entry_clear (DeskSuggestEntry *self)
{
  g_return_if_fail (DESK_IS_SUGGEST_ENTRY (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  show_list (self, FALSE);
}
