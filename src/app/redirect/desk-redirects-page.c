/* desk-redirects-page.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-redirects-page.h"

#include "app/redirect/desk-redirect-import.h"
#include "app/redirect/desk-redirect-item.h"
#include "app/redirect/desk-redirect-list.h"
#include "app/redirect/desk-redirect-page.h"
#include "app/widgets/desk-subpage.h"
#include "app/widgets/desk-undo-toast.h"
#include "store/desk-old-addresses.h"
#include "text/desk-script.h"

#include <glib/gi18n.h>
#include <string.h>

#define SEARCH_FROM 10 /* fewer are seen at a glance */

struct _DeskRedirectsPage
{
  AdwNavigationPage parent_instance;

  GtkSearchEntry   *search;
  GtkStack         *stack;
  GtkListView      *list;

  DeskLibrary      *library;
  DeskRedirectList *redirects;
  GCancellable     *loading;   /* of the last reading */
  char             *wanted;    /* the old address to turn to once they were read, or NULL */
};

G_DEFINE_FINAL_TYPE (DeskRedirectsPage, desk_redirects_page, ADW_TYPE_NAVIGATION_PAGE)

/* Reading: all of them, and of these what fits, on the reader's thread */

typedef struct
{
  GPtrArray *redirects;
  unsigned   n_all;
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->redirects, g_ptr_array_unref);
  g_free (found);
}

static gboolean
fits (const DeskRedirect *redirect,
      const char         *folded)
{
  const char *parts[] = { redirect->source, redirect->title != NULL ? redirect->title : redirect->target };

  for (unsigned i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *own = desk_script_fold (parts[i]);

      if (strstr (own, folded) != NULL)
        return TRUE;
    }

  return FALSE;
}

static gpointer
read_redirects (DeskStore    *store,
                gpointer      data,
                GCancellable *cancellable,
                GError      **error)
{
  g_autofree char *folded = desk_script_fold (data);
  GPtrArray *redirects = desk_store_list_titled_redirects (store, cancellable, error);
  Found *found;
  unsigned n_kept = 0;

  if (redirects == NULL)
    return NULL;

  found = g_new0 (Found, 1);
  found->redirects = redirects;
  found->n_all = redirects->len;
  if (*folded == '\0')
    return found;

  /* What fits comes first, in order, and the rest goes. */
  for (unsigned i = 0; i < redirects->len; i++)
    {
      gpointer redirect = redirects->pdata[i];

      if (!fits (redirect, folded))
        continue;
      redirects->pdata[i] = redirects->pdata[n_kept];
      redirects->pdata[n_kept++] = redirect;
    }
  g_ptr_array_set_size (redirects, (int) n_kept);

  return found;
}

static void
show_redirect (DeskRedirectsPage  *self,
               const DeskRedirect *redirect)
{
  AdwNavigationPage *page = desk_redirect_page_new (self->library, redirect);

  desk_subpage_push (GTK_WIDGET (self), page);
}

/* One that nobody has named yet begins as gone, which needs no more than to be saved. */
static void
show_wanted (DeskRedirectsPage *self,
             const GPtrArray   *redirects)
{
  g_autofree char *wanted = g_steal_pointer (&self->wanted);
  g_autoptr(DeskRedirect) gone = NULL;

  if (wanted == NULL)
    return;

  for (unsigned i = 0; i < redirects->len; i++)
    {
      const DeskRedirect *redirect = redirects->pdata[i];

      if (!g_str_equal (redirect->source, wanted))
        continue;
      show_redirect (self, redirect);
      return;
    }

  gone = desk_redirect_new (wanted, "");
  show_redirect (self, gone);
}

static void
show_found (DeskRedirectsPage *self,
            Found             *found) /* eaten */
{
  gboolean has_search = *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';
  unsigned n_shown = found->redirects->len;
  unsigned n_all = found->n_all;

  show_wanted (self, found->redirects);
  desk_redirect_list_take (self->redirects, g_steal_pointer (&found->redirects));
  found_free (found);
  gtk_widget_set_visible (GTK_WIDGET (self->search), has_search || n_all >= SEARCH_FROM);
  gtk_stack_set_visible_child_name (self->stack, n_all == 0 ? "empty" : n_shown == 0 ? "nothing" : "list");
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(DeskRedirectsPage) self = user_data;
  g_autoptr(GError) error = NULL;
  Found *found = desk_library_run_finish (DESK_LIBRARY (source), result, &error);

  if (self->library == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&found, found_free);
      return;
    }
  if (found != NULL)
    show_found (self, found);
  else
    desk_toast_show (GTK_WIDGET (self), error->message);
}

static void
load (DeskRedirectsPage *self)
{
  if (self->library == NULL)
    return;

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  desk_library_read_async (self->library, DESK_READING_LIST, read_redirects,
                           g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))), g_free, found_free,
                           self->loading, read_cb, g_object_ref (self));
}

static void
search_changed_cb (DeskRedirectsPage *self)
{
  load (self);
}

/* Taking one away, and back */

/* One that goes, or that comes back. */
typedef struct
{
  DeskRedirectsPage *page;
  DeskLibrary       *library;
  DeskRedirect      *redirect;
} Change;

static Change *
change_new (DeskRedirectsPage  *page,
            DeskLibrary        *library,
            const DeskRedirect *redirect)
{
  Change *change = g_new0 (Change, 1);

  change->page = g_object_ref (page);
  change->library = g_object_ref (library);
  change->redirect = desk_redirect_new (redirect->source, redirect->target);

  return change;
}

static void
change_free (gpointer data)
{
  Change *change = data;

  g_object_unref (change->page);
  g_object_unref (change->library);
  desk_redirect_free (change->redirect);
  g_free (change);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

static gpointer
remove_redirect (DeskStore    *store,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  return GINT_TO_POINTER (desk_store_remove_redirect (store, data, error));
}

static gpointer
restore_redirect (DeskStore    *store,
                  gpointer      data,
                  GCancellable *cancellable,
                  GError      **error)
{
  GPtrArray *redirects = data;

  return GINT_TO_POINTER (desk_store_save_redirects (store, redirects, NULL, NULL, cancellable, error));
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(DeskRedirectsPage) self = user_data;
  g_autoptr(GError) error = NULL;

  if (desk_library_run_finish (DESK_LIBRARY (source), result, &error) != NULL)
    desk_library_emit_changed (DESK_LIBRARY (source)); /* which has it shown */
  else
    desk_toast_show (GTK_WIDGET (self), error->message);
}

static void
bring_back (gpointer data)
{
  Change *change = data;
  GPtrArray *redirects = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_redirect_free);

  g_ptr_array_add (redirects, desk_redirect_new (change->redirect->source, change->redirect->target));
  desk_library_run_async (change->library, restore_redirect, redirects, (GDestroyNotify) g_ptr_array_unref, NULL, NULL,
                          restored_cb, g_object_ref (change->page));
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Change) change = user_data;
  GtkWidget *page = GTK_WIDGET (change->page);
  g_autoptr(GError) error = NULL;
  g_autofree char *title = NULL;

  if (desk_library_run_finish (DESK_LIBRARY (source), result, &error) == NULL)
    {
      desk_toast_show (page, error->message);
      load (change->page);
      return;
    }

  desk_library_emit_changed (DESK_LIBRARY (source));
  title = g_strdup_printf (_("“%s” leads nowhere now"), change->redirect->source);
  desk_undo_toast_show (page, title, bring_back, g_steal_pointer (&change), change_free);
}

static void
remove_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  DeskRedirectsPage *self = DESK_REDIRECTS_PAGE (widget);
  const char *source, *target;
  g_autoptr(DeskRedirect) redirect = NULL;

  g_variant_get (parameter, "(&s&s)", &source, &target);
  redirect = desk_redirect_new (source, target);
  desk_library_run_async (self->library, remove_redirect, g_strdup (source), g_free, NULL, NULL,
                          removed_cb, change_new (self, self->library, redirect));
}

/* Adding */

static void
add_action_cb (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  show_redirect (DESK_REDIRECTS_PAGE (widget), NULL);
}

static void
activate_cb (DeskRedirectsPage *self,
             unsigned           position)
{
  g_autoptr(DeskRedirectItem) item = g_list_model_get_item (G_LIST_MODEL (self->redirects), position);

  if (item != NULL)
    show_redirect (self, desk_redirect_item_get_redirect (item));
}

static void
import_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  DeskRedirectsPage *self = DESK_REDIRECTS_PAGE (widget);

  desk_redirect_import_ask (self->library, widget);
}

/* Rows */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *cell)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *source = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "ellipsize", PANGO_ELLIPSIZE_MIDDLE, NULL);
  GtkWidget *target = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "ellipsize", PANGO_ELLIPSIZE_MIDDLE, NULL);
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_add_css_class (target, "caption");
  gtk_widget_add_css_class (target, "dim-label");
  gtk_box_append (GTK_BOX (words), source);
  gtk_box_append (GTK_BOX (words), target);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "redirects.remove");
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), button);
  gtk_list_item_set_child (cell, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *cell)
{
  DeskRedirectItem *item = gtk_list_item_get_item (cell);
  const DeskRedirect *redirect = desk_redirect_item_get_redirect (item);
  GtkWidget *words = gtk_widget_get_first_child (gtk_list_item_get_child (cell));
  GtkWidget *source = gtk_widget_get_first_child (words);
  GtkWidget *button = gtk_widget_get_next_sibling (words);
  g_autofree char *target = desk_redirect_item_dup_target (item);
  g_autofree char *tooltip = g_strdup_printf (_("Remove %s"), redirect->source);
  g_autofree char *label = g_strdup_printf ("%s. %s", redirect->source, target);

  gtk_label_set_label (GTK_LABEL (source), redirect->source);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (source)), target);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", redirect->source, redirect->target);
  gtk_list_item_set_accessible_label (cell, label);
}

static void
make_list (DeskRedirectsPage *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkNoSelection) selection = NULL;

  self->redirects = desk_redirect_list_new ();
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->redirects)));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

static void
desk_redirects_page_dispose (GObject *object)
{
  DeskRedirectsPage *self = DESK_REDIRECTS_PAGE (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->library);
  g_clear_pointer (&self->wanted, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_REDIRECTS_PAGE);
  g_clear_object (&self->redirects);

  G_OBJECT_CLASS (desk_redirects_page_parent_class)->dispose (object);
}

static void
desk_redirects_page_class_init (DeskRedirectsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_redirects_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/redirect/desk-redirects-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskRedirectsPage, search);
  gtk_widget_class_bind_template_child (widget_class, DeskRedirectsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DeskRedirectsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_install_action (widget_class, "redirects.add", NULL, add_action_cb);
  gtk_widget_class_install_action (widget_class, "redirects.import", NULL, import_action_cb);
  gtk_widget_class_install_action (widget_class, "redirects.remove", "(ss)", remove_action_cb);
}

static void
desk_redirects_page_init (DeskRedirectsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  make_list (self);
}

/**
 * desk_redirects_page_new:
 * @library: whose old addresses to show
 *
 * Returns: (transfer floating): the page, for desk_subpage_push()
 */
AdwNavigationPage *
desk_redirects_page_new (DeskLibrary *library)
{
  DeskRedirectsPage *self = g_object_new (DESK_TYPE_REDIRECTS_PAGE, NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "changed-elsewhere", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);

  return ADW_NAVIGATION_PAGE (self);
}

/**
 * desk_redirects_page_show:
 * @source: an old address
 *
 * Turns to it, to be changed or added, as soon as they were read.
 */
void
desk_redirects_page_show (DeskRedirectsPage *self,
                          const char        *source)
{
  g_return_if_fail (DESK_IS_REDIRECTS_PAGE (self) && source != NULL);

  g_set_str (&self->wanted, source);
  load (self);
}
