/* desk-conflict-dialog.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-conflict-dialog.h"

#include "app/conflict/desk-conflict-place.h"
#include "app/widgets/desk-undo-toast.h"

#include <glib/gi18n.h>

/* The places of a text that a person has to decide about, each with theirs, mine
 * and the result. All else is merged already. Leaving without a decision leaves
 * my text in the editor, and theirs in the library.
 */
struct _DeskConflictDialog
{
  AdwDialog         parent_instance;
  GtkBox           *places;
  GtkLabel         *summary;
  GtkWidget        *accept_button;
  DeskDocument     *document;
  DeskEditionMerge *merge; /* outlives the places */
  gboolean          is_narrow;
};

typedef enum
{
  PROP_IS_NARROW = 1,
} DeskConflictDialogProperty;

static GParamSpec *props[PROP_IS_NARROW + 1];

G_DEFINE_FINAL_TYPE (DeskConflictDialog, desk_conflict_dialog, ADW_TYPE_DIALOG)

/* On a document while its conflict is being merged or looked at. */
#define OPEN_KEY "desk-conflict-dialog"

static void
decided_cb (DeskConflictDialog *self)
{
  gtk_widget_set_sensitive (self->accept_button, desk_edition_merge_is_decided (self->merge));
}

static void
add_place (DeskConflictDialog *self,
           DeskMergeHunk      *hunk,
           const char         *name,
           gboolean            is_line)
{
  GtkWidget *place = desk_conflict_place_new (hunk, name, is_line);

  g_object_bind_property (self, "is-narrow", place, "is-narrow", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (place, "decided", G_CALLBACK (decided_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->places, place);
}

static void
add_line (DeskConflictDialog *self,
          const DeskMerge    *merge,
          const char         *name)
{
  if (merge->n_conflicts > 0)
    add_place (self, merge->hunks->pdata[0], name, TRUE);
}

static void
add_body (DeskConflictDialog *self,
          const DeskMerge    *merge)
{
  unsigned n_places = 0;

  for (unsigned i = 0; i < merge->hunks->len; i++)
    {
      DeskMergeHunk *hunk = merge->hunks->pdata[i];
      g_autofree char *name = NULL;

      if (!hunk->is_conflict)
        continue;
      name = g_strdup_printf (_("Body, place %u of %u"), ++n_places, merge->n_conflicts);
      add_place (self, hunk, name, FALSE);
    }
}

static void
show_merge (DeskConflictDialog *self)
{
  unsigned n_conflicts = desk_edition_merge_count_conflicts (self->merge);
  g_autofree char *summary = NULL;

  summary = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "Somebody else changed this text while you wrote. You both changed %u place;"
                                          " everything else is put together already.",
                                          "Somebody else changed this text while you wrote. You both changed %u places;"
                                          " everything else is put together already.", n_conflicts), n_conflicts);
  gtk_label_set_label (self->summary, summary);
  add_line (self, self->merge->title, _("Title"));
  add_line (self, self->merge->summary, _("Summary"));
  add_body (self, self->merge->body);
}

static void
accept_cb (DeskConflictDialog *self)
{
  desk_document_accept_merge (self->document, self->merge);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
cancel_cb (DeskConflictDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
desk_conflict_dialog_closed (AdwDialog *dialog)
{
  DeskConflictDialog *self = DESK_CONFLICT_DIALOG (dialog);

  g_object_set_data (G_OBJECT (self->document), OPEN_KEY, NULL);
}

static void
desk_conflict_dialog_get_property (GObject    *object,
                                   unsigned    prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  DeskConflictDialog *self = DESK_CONFLICT_DIALOG (object);

  switch ((DeskConflictDialogProperty) prop_id)
    {
    case PROP_IS_NARROW:
      g_value_set_boolean (value, self->is_narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_conflict_dialog_set_property (GObject      *object,
                                   unsigned      prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  DeskConflictDialog *self = DESK_CONFLICT_DIALOG (object);

  switch ((DeskConflictDialogProperty) prop_id)
    {
    case PROP_IS_NARROW:
      self->is_narrow = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_conflict_dialog_dispose (GObject *object)
{
  DeskConflictDialog *self = DESK_CONFLICT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_CONFLICT_DIALOG);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (desk_conflict_dialog_parent_class)->dispose (object);
}

static void
desk_conflict_dialog_finalize (GObject *object)
{
  DeskConflictDialog *self = DESK_CONFLICT_DIALOG (object);

  desk_edition_merge_free (self->merge);

  G_OBJECT_CLASS (desk_conflict_dialog_parent_class)->finalize (object);
}

static void
desk_conflict_dialog_class_init (DeskConflictDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = desk_conflict_dialog_get_property;
  object_class->set_property = desk_conflict_dialog_set_property;
  object_class->dispose = desk_conflict_dialog_dispose;
  object_class->finalize = desk_conflict_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = desk_conflict_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/copydesk/Copydesk/conflict/desk-conflict-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskConflictDialog, places);
  gtk_widget_class_bind_template_child (widget_class, DeskConflictDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, DeskConflictDialog, accept_button);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);

  /**
   * DeskConflictDialog:is-narrow:
   *
   * There is no room for theirs and mine side by side.
   */
  props[PROP_IS_NARROW] = g_param_spec_boolean ("is-narrow", NULL, NULL, FALSE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
desk_conflict_dialog_init (DeskConflictDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What is asked for, on its way. */
typedef struct
{
  DeskDocument *document;
  GtkWidget    *parent;
} Request;

static void
request_free (Request *self)
{
  g_object_unref (self->document);
  g_object_unref (self->parent);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static gboolean
is_text_of (const DeskEdition *text,
            const DeskEdition *shown)
{
  return g_str_equal (text->title, shown->title) && g_str_equal (text->summary, shown->summary) &&
         g_strcmp0 (text->body, shown->body) == 0;
}

static void
present (const Request    *request,
         DeskEditionMerge *merge) /* eaten */
{
  DeskConflictDialog *self = g_object_new (DESK_TYPE_CONFLICT_DIALOG, NULL);

  self->document = g_object_ref (request->document);
  self->merge = merge;
  show_merge (self);
  adw_dialog_present (ADW_DIALOG (self), request->parent);
}

static void
merged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Request) request = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskEditionMerge) merge = desk_document_merge_finish (DESK_LIBRARY (source), result, &error);
  DeskDocument *document = request->document;

  g_object_set_data (G_OBJECT (document), OPEN_KEY, NULL);
  if (merge == NULL)
    desk_toast_show (request->parent, error->message);
  else if (!desk_document_has_conflict (document) || gtk_widget_get_root (request->parent) == NULL)
    return;
  else if (!is_text_of (merge->mine, desk_document_get_text (document))) /* somebody types on */
    desk_conflict_dialog_open (document, request->parent);
  else if (desk_edition_merge_count_conflicts (merge) == 0)
    desk_document_accept_merge (document, merge);
  else
    {
      g_object_set_data (G_OBJECT (document), OPEN_KEY, document);
      present (request, g_steal_pointer (&merge));
    }
}

/**
 * desk_conflict_dialog_open:
 * @document: one that has a conflict
 * @parent: where to ask
 *
 * Has a person decide what stays, unless it merges by itself by now.
 */
void
desk_conflict_dialog_open (DeskDocument *document,
                           GtkWidget    *parent)
{
  Request *request;

  g_return_if_fail (DESK_IS_DOCUMENT (document) && GTK_IS_WIDGET (parent));

  if (g_object_get_data (G_OBJECT (document), OPEN_KEY) != NULL)
    return;

  g_object_set_data (G_OBJECT (document), OPEN_KEY, document);
  request = g_new0 (Request, 1);
  request->document = g_object_ref (document);
  request->parent = g_object_ref (parent);
  desk_document_merge_async (document, NULL, merged_cb, request);
}
