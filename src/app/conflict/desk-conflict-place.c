/* desk-conflict-place.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-conflict-place.h"

#include "app/editor/desk-line-view.h"
#include "text/desk-diff.h"

#include <glib/gi18n.h>
#include <string.h>

/* One place: theirs, mine, a choice, and what stands there then, which can be
 * written in. Whatever it shows is what its hunk holds. */
struct _DeskConflictPlace
{
  GtkBox          parent_instance;
  GtkLabel       *heading;
  GtkLabel       *theirs;
  GtkLabel       *mine;
  AdwToggleGroup *choices;
  GtkFrame       *frame;
  GtkTextView    *result;
  DeskMergeHunk  *hunk;       /* belongs to the merge, which outlives this */
  gboolean        is_showing; /* what changes now was not written by a person */
  gboolean        is_narrow;
};

typedef enum
{
  PROP_IS_NARROW = 1,
} DeskConflictPlaceProperty;

static GParamSpec *props[PROP_IS_NARROW + 1];

enum
{
  SIGNAL_DECIDED,
  N_SIGNALS,
};

static unsigned signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DeskConflictPlace, desk_conflict_place, GTK_TYPE_BOX)

static const struct
{
  const char *name;
  DeskChoice  choice;
} choices[] = {
  { "theirs", DESK_CHOICE_THEIRS },
  { "mine", DESK_CHOICE_MINE },
  { "both", DESK_CHOICE_BOTH },
};

static const DeskToken *
token_at (GArray  *tokens,
          unsigned index)
{
  return &g_array_index (tokens, DeskToken, index);
}

/* Without the spaces around it. */
static void
underline (PangoAttrList      *attributes,
           const char         *text,
           GArray             *tokens,
           const DeskDiffHunk *hunk)
{
  unsigned start = hunk->new_start;
  unsigned end = start + hunk->n_new;
  PangoAttribute *attribute;

  while (start < end && g_ascii_isspace (*token_at (tokens, start)->text))
    start++;
  while (start < end && g_ascii_isspace (*token_at (tokens, end - 1)->text))
    end--;
  if (start == end)
    return;

  attribute = pango_attr_underline_new (PANGO_UNDERLINE_SINGLE);
  attribute->start_index = (guint) (token_at (tokens, start)->text - text);
  attribute->end_index = (guint) (token_at (tokens, end - 1)->text + token_at (tokens, end - 1)->n_bytes - text);
  pango_attr_list_insert (attributes, attribute);
}

/* The words that are not in the base are underlined. */
static PangoAttrList *
mark_changes (const char *base,
              const char *text)
{
  g_autoptr(GArray) old_tokens = desk_diff_split_words (base, strlen (base));
  g_autoptr(GArray) new_tokens = desk_diff_split_words (text, strlen (text));
  g_autoptr(GArray) hunks = desk_diff_tokens (old_tokens, new_tokens);
  PangoAttrList *attributes = pango_attr_list_new ();

  for (unsigned i = 0; i < hunks->len; i++)
    underline (attributes, text, new_tokens, &g_array_index (hunks, DeskDiffHunk, i));

  return attributes;
}

static void
show_side (GtkLabel   *label,
           const char *base,
           const char *text)
{
  if (*text == '\0')
    {
      gtk_label_set_label (label, _("Taken out"));
      gtk_widget_add_css_class (GTK_WIDGET (label), "dim-label");
    }
  else
    {
      g_autoptr(PangoAttrList) attributes = mark_changes (base, text);

      gtk_label_set_label (label, text);
      gtk_label_set_attributes (label, attributes);
    }
}

static void
show_result (DeskConflictPlace *self)
{
  self->is_showing = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->result), self->hunk->text != NULL ? self->hunk->text : "", -1);
  self->is_showing = FALSE;
}

static void
chosen_cb (DeskConflictPlace *self)
{
  const char *name = adw_toggle_group_get_active_name (self->choices);

  if (self->hunk == NULL || name == NULL)
    return;

  for (unsigned i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      if (g_str_equal (choices[i].name, name))
        desk_merge_hunk_choose (self->hunk, choices[i].choice);
    }
  show_result (self);
  g_signal_emit (self, signals[SIGNAL_DECIDED], 0);
}

/* Own words are none of the three. */
static void
written_cb (DeskConflictPlace *self)
{
  g_autofree char *text = NULL;

  if (self->is_showing)
    return;

  g_object_get (gtk_text_view_get_buffer (self->result), "text", &text, NULL);
  desk_merge_hunk_write (self->hunk, text);
  adw_toggle_group_set_active (self->choices, GTK_INVALID_LIST_POSITION);
  g_signal_emit (self, signals[SIGNAL_DECIDED], 0);
}

static GtkOrientation
sides_orientation_cb (gpointer object,
                      gboolean is_narrow)
{
  return is_narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;
}

static void
desk_conflict_place_get_property (GObject    *object,
                                  unsigned    prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  DeskConflictPlace *self = DESK_CONFLICT_PLACE (object);

  switch ((DeskConflictPlaceProperty) prop_id)
    {
    case PROP_IS_NARROW:
      g_value_set_boolean (value, self->is_narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_conflict_place_set_property (GObject      *object,
                                  unsigned      prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  DeskConflictPlace *self = DESK_CONFLICT_PLACE (object);

  switch ((DeskConflictPlaceProperty) prop_id)
    {
    case PROP_IS_NARROW:
      self->is_narrow = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_conflict_place_dispose (GObject *object)
{
  DeskConflictPlace *self = DESK_CONFLICT_PLACE (object);

  self->hunk = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_CONFLICT_PLACE);

  G_OBJECT_CLASS (desk_conflict_place_parent_class)->dispose (object);
}

static void
desk_conflict_place_class_init (DeskConflictPlaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = desk_conflict_place_get_property;
  object_class->set_property = desk_conflict_place_set_property;
  object_class->dispose = desk_conflict_place_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/copydesk/Copydesk/conflict/desk-conflict-place.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskConflictPlace, heading);
  gtk_widget_class_bind_template_child (widget_class, DeskConflictPlace, theirs);
  gtk_widget_class_bind_template_child (widget_class, DeskConflictPlace, mine);
  gtk_widget_class_bind_template_child (widget_class, DeskConflictPlace, choices);
  gtk_widget_class_bind_template_child (widget_class, DeskConflictPlace, frame);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, sides_orientation_cb);

  /**
   * DeskConflictPlace:is-narrow:
   *
   * There is no room for theirs and mine side by side.
   */
  props[PROP_IS_NARROW] = g_param_spec_boolean ("is-narrow", NULL, NULL, FALSE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  /**
   * DeskConflictPlace::decided:
   *
   * A person has said what stands here, for the first time or again.
   */
  signals[SIGNAL_DECIDED] = g_signal_new ("decided", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_conflict_place_init (DeskConflictPlace *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_result (DeskConflictPlace *self,
            gboolean           is_line)
{
  GType type = is_line ? DESK_TYPE_LINE_VIEW : GTK_TYPE_TEXT_VIEW;

  self->result = g_object_new (type, "accepts-tab", FALSE, "wrap-mode", GTK_WRAP_WORD_CHAR, "top-margin", 9,
                               "bottom-margin", 9, "left-margin", 12, "right-margin", 12, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->result), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Merged text"), -1);
  gtk_frame_set_child (self->frame, GTK_WIDGET (self->result));
  g_signal_connect_object (gtk_text_view_get_buffer (self->result), "changed", G_CALLBACK (written_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * desk_conflict_place_new:
 * @hunk: the conflict; outlives the widget
 * @name: what a person calls the place
 * @is_line: whether the text is in one line
 *
 * Returns: (transfer floating): the place
 */
GtkWidget *
desk_conflict_place_new (DeskMergeHunk *hunk,
                         const char    *name,
                         gboolean       is_line)
{
  DeskConflictPlace *self = g_object_new (DESK_TYPE_CONFLICT_PLACE, NULL);

  adw_toggle_group_set_active (self->choices, GTK_INVALID_LIST_POSITION);
  self->hunk = hunk;
  add_result (self, is_line);
  gtk_label_set_label (self->heading, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  show_side (self->theirs, hunk->base, hunk->theirs);
  show_side (self->mine, hunk->base, hunk->mine);

  return GTK_WIDGET (self);
}
