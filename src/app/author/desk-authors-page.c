/* desk-authors-page.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-authors-page.h"

#include "app/author/desk-author-item.h"
#include "app/author/desk-author-page.h"
#include "app/details/desk-term-task.h"
#include "app/widgets/desk-subpage.h"
#include "app/widgets/desk-undo-toast.h"
#include "text/desk-script.h"

#include <glib/gi18n.h>

struct _DeskAuthorsPage
{
  AdwNavigationPage parent_instance;

  GtkSearchEntry   *search;
  GtkStack         *stack;
  GtkListView      *list;
  GtkButton        *add_button;

  DeskLibrary      *library;
  GListStore       *authors;  /* DeskAuthorItem, in the order of the alphabet */
  GtkFilter        *filter;   /* owned by @shown */
  GListModel       *shown;    /* those that the search leaves */
  char             *folded;   /* what is searched for; NULL for nothing */
};

G_DEFINE_FINAL_TYPE (DeskAuthorsPage, desk_authors_page, ADW_TYPE_NAVIGATION_PAGE)

static char *
dup_words (DeskAuthorsPage *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));
}

static void
show_page (DeskAuthorsPage *self)
{
  unsigned n_all = g_list_model_get_n_items (G_LIST_MODEL (self->authors));
  unsigned n_shown = g_list_model_get_n_items (self->shown);
  g_autofree char *words = dup_words (self);
  g_autofree char *label = g_strdup_printf (_("Add “%s”"), words);

  gtk_button_set_label (self->add_button, label);
  gtk_stack_set_visible_child_name (self->stack, n_shown > 0 ? "list" : n_all == 0 && *words == '\0' ? "empty" : "nothing");
}

static gboolean
fits (gpointer item,
      gpointer user_data)
{
  DeskAuthorsPage *self = user_data;

  return self->folded == NULL || desk_author_item_fits (item, self->folded);
}

static void
search_changed_cb (DeskAuthorsPage *self)
{
  g_autofree char *words = dup_words (self);

  g_free (self->folded);
  self->folded = *words != '\0' ? desk_script_fold (words) : NULL;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_page (self);
}

/* Reading */

static gpointer
list_authors (DeskStore    *store,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  g_autoptr(GPtrArray) terms = desk_store_list_terms (store, DESK_TERM_AUTHOR, error);
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  if (terms == NULL)
    return NULL;

  for (unsigned i = 0; i < terms->len; i++)
    g_ptr_array_add (items, desk_author_item_new (terms->pdata[i], data));
  g_ptr_array_sort_values_with_data (items, desk_author_item_compare, NULL);

  return g_steal_pointer (&items);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DeskAuthorsPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) items = desk_library_run_finish (DESK_LIBRARY (source), result, &error);

  if (self->library == NULL)
    return;
  if (items == NULL)
    {
      desk_toast_show (GTK_WIDGET (self), error->message);
      return;
    }

  g_list_store_splice (self->authors, 0, g_list_model_get_n_items (G_LIST_MODEL (self->authors)), items->pdata, items->len);
  show_page (self);
}

static void
load (DeskAuthorsPage *self)
{
  if (self->library != NULL)
    desk_library_read_async (self->library, DESK_READING_LIST, list_authors, desk_library_dup_main_language (self->library),
                             g_free, (GDestroyNotify) g_ptr_array_unref, NULL, listed_cb, g_object_ref (self));
}

/* One of them */

static void
show_author (DeskAuthorsPage *self,
             const char      *uuid,
             const char      *name)
{
  desk_subpage_push (GTK_WIDGET (self), desk_author_page_new (self->library, uuid, name));
}

static void
activate_cb (DeskAuthorsPage *self,
             unsigned         position)
{
  g_autoptr(DeskAuthorItem) item = g_list_model_get_item (self->shown, position);

  if (item != NULL)
    show_author (self, desk_author_item_get_uuid (item), desk_author_item_get_name (item));
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(DeskAuthorsPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskTerm) author = desk_term_ensure_finish (DESK_LIBRARY (source), result, &error);

  if (author != NULL)
    desk_library_emit_changed (DESK_LIBRARY (source));
  if (self->library == NULL)
    return;
  if (author == NULL)
    {
      desk_toast_show (GTK_WIDGET (self), error->message);
      return;
    }

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  show_author (self, author->uuid, ((const DeskTermName *) author->names->pdata[0])->name);
}

static void
add_action_cb (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  DeskAuthorsPage *self = DESK_AUTHORS_PAGE (widget);
  g_autofree char *name = dup_words (self);
  g_autofree char *language = desk_library_dup_main_language (self->library);

  if (*name != '\0')
    desk_term_ensure_async (self->library, DESK_TERM_AUTHOR, name, language, added_cb, g_object_ref (self));
}

/* Rows */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *cell)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *avatar = adw_avatar_new (32, NULL, TRUE);
  GtkWidget *name = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  GtkWidget *kind = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  gtk_widget_add_css_class (kind, "caption");
  gtk_widget_add_css_class (kind, "dim-label");
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), kind);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_accessible_update_state (GTK_ACCESSIBLE (avatar), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (row), avatar);
  gtk_box_append (GTK_BOX (row), words);
  gtk_list_item_set_child (cell, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *cell)
{
  DeskAuthorItem *item = gtk_list_item_get_item (cell);
  const char *name = desk_author_item_get_name (item);
  gboolean is_organisation = desk_author_item_is_organisation (item);
  GtkWidget *avatar = gtk_widget_get_first_child (gtk_list_item_get_child (cell));
  GtkWidget *label = gtk_widget_get_first_child (gtk_widget_get_next_sibling (avatar));

  adw_avatar_set_text (ADW_AVATAR (avatar), name);
  gtk_label_set_label (GTK_LABEL (label), name);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (label)), is_organisation ? _("Organisation") : _("Person"));
  gtk_list_item_set_accessible_label (cell, name);
}

static void
make_list (DeskAuthorsPage *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkNoSelection) selection = NULL;

  self->authors = g_list_store_new (DESK_TYPE_AUTHOR_ITEM);
  self->filter = GTK_FILTER (gtk_custom_filter_new (fits, self, NULL));
  self->shown = G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->authors)), self->filter));
  selection = gtk_no_selection_new (g_object_ref (self->shown));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

static void
desk_authors_page_dispose (GObject *object)
{
  DeskAuthorsPage *self = DESK_AUTHORS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_AUTHORS_PAGE);
  g_clear_object (&self->shown);
  g_clear_object (&self->authors);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (desk_authors_page_parent_class)->dispose (object);
}

static void
desk_authors_page_finalize (GObject *object)
{
  g_clear_pointer (&DESK_AUTHORS_PAGE (object)->folded, g_free);

  G_OBJECT_CLASS (desk_authors_page_parent_class)->finalize (object);
}

static void
desk_authors_page_class_init (DeskAuthorsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_authors_page_dispose;
  object_class->finalize = desk_authors_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/author/desk-authors-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskAuthorsPage, search);
  gtk_widget_class_bind_template_child (widget_class, DeskAuthorsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DeskAuthorsPage, list);
  gtk_widget_class_bind_template_child (widget_class, DeskAuthorsPage, add_button);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_install_action (widget_class, "authors.add", NULL, add_action_cb);
}

static void
desk_authors_page_init (DeskAuthorsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  make_list (self);
}

/**
 * desk_authors_page_new:
 * @library: whose authors to show
 *
 * Returns: (transfer floating): the page, for desk_subpage_push()
 */
AdwNavigationPage *
desk_authors_page_new (DeskLibrary *library)
{
  DeskAuthorsPage *self = g_object_new (DESK_TYPE_AUTHORS_PAGE, NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "changed-elsewhere", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);

  return ADW_NAVIGATION_PAGE (self);
}
