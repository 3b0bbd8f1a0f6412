/* desk-list-search.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-list-search.h"

#include "app/list/desk-list-hints.h"

struct _DeskListSearch
{
  GtkBox          parent_instance;
  GtkSearchEntry *entry;
  GtkMenuButton  *hints_button;
  GtkPopover     *hints;
  char           *words; /* NULL for none */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ENTERED,
  SIGNAL_LEFT,
  N_SIGNALS,
};

static unsigned signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DeskListSearch, desk_list_search, GTK_TYPE_BOX)

/* A space at the end says that the last word is whole. */
static void
changed_cb (DeskListSearch *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (!g_set_str (&self->words, *stripped != '\0' ? text : NULL))
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->hints_button), self->words != NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
activated_cb (DeskListSearch *self)
{
  g_signal_emit (self, signals[SIGNAL_ENTERED], 0);
}

static void
enter_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  activated_cb (DESK_LIST_SEARCH (widget));
}

static void
stopped_cb (DeskListSearch *self)
{
  desk_list_search_clear (self);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
hint_chosen_cb (DeskListSearch *self,
                const char     *begun)
{
  gtk_popover_popdown (self->hints);
  desk_list_search_begin (self, begun);
}

static gboolean
desk_list_search_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (DESK_LIST_SEARCH (widget)->entry));
}

static void
desk_list_search_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DESK_TYPE_LIST_SEARCH);

  G_OBJECT_CLASS (desk_list_search_parent_class)->dispose (object);
}

static void
desk_list_search_finalize (GObject *object)
{
  g_free (DESK_LIST_SEARCH (object)->words);

  G_OBJECT_CLASS (desk_list_search_parent_class)->finalize (object);
}

static unsigned
define_signal (DeskListSearchClass *klass,
               const char          *name)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_list_search_class_init (DeskListSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_list_search_dispose;
  object_class->finalize = desk_list_search_finalize;
  widget_class->grab_focus = desk_list_search_grab_focus;

  g_type_ensure (DESK_TYPE_LIST_HINTS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/list/desk-list-search.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskListSearch, entry);
  gtk_widget_class_bind_template_child (widget_class, DeskListSearch, hints_button);
  gtk_widget_class_bind_template_child (widget_class, DeskListSearch, hints);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, hint_chosen_cb);
  gtk_widget_class_install_action (widget_class, "search.enter", NULL, enter_cb);

  /**
   * DeskListSearch::changed:
   *
   * Something else is looked for.
   */
  signals[SIGNAL_CHANGED] = define_signal (klass, "changed");

  /**
   * DeskListSearch::entered:
   *
   * A person goes on to what was found.
   */
  signals[SIGNAL_ENTERED] = define_signal (klass, "entered");

  /**
   * DeskListSearch::left:
   *
   * A person has ended the search.
   */
  signals[SIGNAL_LEFT] = define_signal (klass, "left");
}

static void
desk_list_search_init (DeskListSearch *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * desk_list_search_get_words:
 *
 * Returns: (transfer none) (nullable): what is looked for; %NULL for nothing
 */
const char *
desk_list_search_get_words (DeskListSearch *self)
{
  g_return_val_if_fail (DESK_IS_LIST_SEARCH (self), NULL);

  return self->words;
}

/**
 * desk_list_search_begin:
 * @begun: the beginning of a word, or a field's name
 *
 * Writes it behind what is there, for a person to go on.
 */
void
desk_list_search_begin (DeskListSearch *self,
                        const char     *begun)
{
  GtkEditable *text;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_return_if_fail (DESK_IS_LIST_SEARCH (self) && begun != NULL);

  text = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));
  before = g_strchomp (g_strdup (gtk_editable_get_text (text)));
  after = g_strconcat (before, *before != '\0' ? " " : "", begun, NULL);
  gtk_editable_set_text (text, after);
  gtk_text_grab_focus_without_selecting (GTK_TEXT (text));
  gtk_editable_set_position (text, -1);
}

/**
 * desk_list_search_clear:
 *
 * Looks for nothing.
 */
void
desk_list_search_clear (DeskListSearch *self)
{
  g_return_if_fail (DESK_IS_LIST_SEARCH (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  changed_cb (self); /* the entry says so only when it is idle */
}

/**
 * desk_list_search_capture:
 * @widget: where what is typed begins a search
 */
void
desk_list_search_capture (DeskListSearch *self,
                          GtkWidget      *widget)
{
  g_return_if_fail (DESK_IS_LIST_SEARCH (self));

  gtk_search_entry_set_key_capture_widget (self->entry, widget);
}

/**
 * desk_list_search_tell:
 * @message: what came of it
 *
 * Tells whoever can't see the list.
 */
void
desk_list_search_tell (DeskListSearch *self,
                       const char     *message)
{
  g_return_if_fail (DESK_IS_LIST_SEARCH (self) && message != NULL);

  gtk_accessible_announce (GTK_ACCESSIBLE (self->entry), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}
