/* desk-list-hints.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-list-hints.h"

#include <glib/gi18n.h>

/* A button for each thing that a search understands beside words. Pressing one
 * begins to write it.
 */
struct _DeskListHints
{
  GtkBox parent_instance;
};

static const struct
{
  const char *begun; /* what is written when it is pressed */
  const char *shown;
  const char *meaning;
} hints[] = {
  { "\"", "\"…\"", N_("these words, one after the other") },
  { "-", "-…", N_("without this word") },
  { "author:", "author:", N_("by this author") },
  { "tag:", "tag:", N_("with this tag") },
  { "section:", "section:", N_("in this section") },
  /* Translators: these six and the two languages are written as they are, in English */
  { "status:", "status:", N_("in this status: draft, review, approved, scheduled, published, archived") },
  { "lang:", "lang:", N_("written in this language: en, sr") },
  { "after:", "after:", N_("dated after this year, month or day: 2026-05") },
  { "before:", "before:", N_("dated before it") },
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static unsigned signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DeskListHints, desk_list_hints, GTK_TYPE_BOX)

static void
pressed_cb (GtkButton *button,
            gpointer   user_data)
{
  const char *begun = g_object_get_data (G_OBJECT (button), "begun");

  g_signal_emit (user_data, signals[SIGNAL_CHOSEN], 0, begun);
}

static GtkWidget *
new_button (DeskListHints *self,
            unsigned       number,
            GtkSizeGroup  *group)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *shown = gtk_label_new (hints[number].shown);
  GtkWidget *meaning = gtk_label_new (_(hints[number].meaning));

  gtk_size_group_add_widget (group, shown);
  gtk_label_set_xalign (GTK_LABEL (shown), 0);
  gtk_widget_set_valign (shown, GTK_ALIGN_BASELINE_FILL);
  gtk_widget_set_valign (meaning, GTK_ALIGN_BASELINE_FILL);
  gtk_label_set_xalign (GTK_LABEL (meaning), 0);
  gtk_label_set_wrap (GTK_LABEL (meaning), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (meaning), 24);
  gtk_widget_set_hexpand (meaning, TRUE);
  gtk_widget_add_css_class (meaning, "dim-label");
  gtk_widget_add_css_class (meaning, "caption");
  gtk_box_append (GTK_BOX (box), shown);
  gtk_box_append (GTK_BOX (box), meaning);

  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "search-hint");
  g_object_set_data (G_OBJECT (button), "begun", (gpointer) hints[number].begun);
  g_signal_connect_object (button, "clicked", G_CALLBACK (pressed_cb), self, G_CONNECT_DEFAULT);

  return button;
}

static void
desk_list_hints_class_init (DeskListHintsClass *klass)
{
  /**
   * DeskListHints::chosen:
   * @begun: what to begin to write
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
desk_list_hints_init (DeskListHints *self)
{
  g_autoptr(GtkSizeGroup) group = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  for (unsigned i = 0; i < G_N_ELEMENTS (hints); i++)
    gtk_box_append (GTK_BOX (self), new_button (self, i, group));
}
