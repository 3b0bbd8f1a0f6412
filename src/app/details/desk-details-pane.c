/* desk-details-pane.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-details-pane.h"

#include "app/details/desk-article-group.h"
#include "app/details/desk-cover-group.h"
#include "app/details/desk-credits-group.h"
#include "app/details/desk-page-group.h"
#include "app/details/desk-tags-group.h"

#include <glib/gi18n.h>

/* How long after a change of the library the known sections, tags and authors
 * are read again; changes come in bursts.
 */
#define RELOAD_MS 250

struct _DeskDetailsPane
{
  AdwBin            parent_instance;

  GtkStack         *stack;
  GtkWidget        *empty;
  GtkWidget        *groups;
  DeskArticleGroup *article_group;
  DeskCreditsGroup *credits_group;
  DeskTagsGroup    *tags_group;
  DeskCoverGroup   *cover_group;
  DeskPageGroup    *page_group;

  DeskDocument     *document;
  DeskLibrary      *library; /* the document's */
  unsigned          reload_id;
};

typedef enum
{
  PROP_DOCUMENT = 1,
} DeskDetailsPaneProperty;

static GParamSpec *props[PROP_DOCUMENT + 1];

G_DEFINE_FINAL_TYPE (DeskDetailsPane, desk_details_pane, ADW_TYPE_BIN)

/* What exists, one array of DeskTerm a type. */

static gpointer
list_terms (DeskStore    *store,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (int type = 0; type < DESK_N_TERM_TYPES; type++)
    {
      GPtrArray *terms = desk_store_list_terms (store, (DeskTermType) type, error);

      if (terms == NULL)
        return NULL;
      g_ptr_array_add (lists, terms);
    }

  return g_steal_pointer (&lists);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DeskDetailsPane) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) lists = desk_library_run_finish (DESK_LIBRARY (source), result, &error);

  if (lists == NULL)
    {
      g_debug ("Sections, tags and authors can't be read: %s", error->message);
      return;
    }
  if (self->library != DESK_LIBRARY (source) || self->article_group == NULL)
    return;

  desk_article_group_set_terms (self->article_group, lists->pdata[DESK_TERM_SECTION]);
  desk_tags_group_set_terms (self->tags_group, lists->pdata[DESK_TERM_TAG]);
  desk_credits_group_set_terms (self->credits_group, lists->pdata[DESK_TERM_AUTHOR]);
}

static void
reload_terms_cb (gpointer user_data)
{
  DeskDetailsPane *self = user_data;

  self->reload_id = 0;
  if (self->library != NULL)
    desk_library_run_async (self->library, list_terms, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                            NULL, listed_cb, g_object_ref (self));
}

static void
library_changed_cb (DeskDetailsPane *self)
{
  if (self->reload_id == 0)
    self->reload_id = g_timeout_add_once (RELOAD_MS, reload_terms_cb, self);
}

/* What is in the trash is only read. */
static void
show_trash (DeskDetailsPane *self)
{
  GtkWidget *groups[] = {
    GTK_WIDGET (self->article_group), GTK_WIDGET (self->credits_group), GTK_WIDGET (self->tags_group),
    GTK_WIDGET (self->cover_group), GTK_WIDGET (self->page_group),
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (groups); i++)
    gtk_widget_set_sensitive (groups[i], desk_document_get_article (self->document)->deleted_us == 0);
}

static void
article_changed_cb (DeskDetailsPane *self)
{
  show_trash (self);
  desk_article_group_refresh (self->article_group);
  desk_credits_group_refresh (self->credits_group);
  desk_tags_group_refresh (self->tags_group);
  desk_cover_group_refresh (self->cover_group);
  desk_page_group_refresh (self->page_group);
}

static void
set_library (DeskDetailsPane *self,
             DeskLibrary     *library)
{
  if (self->library == library)
    return;

  if (self->library != NULL)
    g_signal_handlers_disconnect_by_data (self->library, self);
  g_set_object (&self->library, library);
  if (library == NULL)
    return;

  g_signal_connect_object (library, "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  g_clear_handle_id (&self->reload_id, g_source_remove);
  reload_terms_cb (self);
}

static void
desk_details_pane_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  DeskDetailsPane *self = DESK_DETAILS_PANE (object);

  switch ((DeskDetailsPaneProperty) prop_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_details_pane_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  DeskDetailsPane *self = DESK_DETAILS_PANE (object);

  switch ((DeskDetailsPaneProperty) prop_id)
    {
    case PROP_DOCUMENT:
      desk_details_pane_set_document (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_details_pane_dispose (GObject *object)
{
  DeskDetailsPane *self = DESK_DETAILS_PANE (object);

  g_clear_handle_id (&self->reload_id, g_source_remove);
  if (self->document != NULL)
    desk_details_pane_set_document (self, NULL);
  set_library (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_DETAILS_PANE);

  G_OBJECT_CLASS (desk_details_pane_parent_class)->dispose (object);
}

static void
desk_details_pane_class_init (DeskDetailsPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = desk_details_pane_get_property;
  object_class->set_property = desk_details_pane_set_property;
  object_class->dispose = desk_details_pane_dispose;

  props[PROP_DOCUMENT] =
    g_param_spec_object ("document", NULL, NULL, DESK_TYPE_DOCUMENT,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  g_type_ensure (DESK_TYPE_ARTICLE_GROUP);
  g_type_ensure (DESK_TYPE_CREDITS_GROUP);
  g_type_ensure (DESK_TYPE_TAGS_GROUP);
  g_type_ensure (DESK_TYPE_COVER_GROUP);
  g_type_ensure (DESK_TYPE_PAGE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/details/desk-details-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskDetailsPane, stack);
  gtk_widget_class_bind_template_child (widget_class, DeskDetailsPane, empty);
  gtk_widget_class_bind_template_child (widget_class, DeskDetailsPane, groups);
  gtk_widget_class_bind_template_child (widget_class, DeskDetailsPane, article_group);
  gtk_widget_class_bind_template_child (widget_class, DeskDetailsPane, credits_group);
  gtk_widget_class_bind_template_child (widget_class, DeskDetailsPane, tags_group);
  gtk_widget_class_bind_template_child (widget_class, DeskDetailsPane, cover_group);
  gtk_widget_class_bind_template_child (widget_class, DeskDetailsPane, page_group);
}

static void
desk_details_pane_init (DeskDetailsPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * desk_details_pane_get_document:
 *
 * Returns: (transfer none) (nullable): the article it shows
 */
DeskDocument *
desk_details_pane_get_document (DeskDetailsPane *self)
{
  g_return_val_if_fail (DESK_IS_DETAILS_PANE (self), NULL);

  return self->document;
}

/**
 * desk_details_pane_set_document:
 * @document: (nullable): the article to show
 */
void
desk_details_pane_set_document (DeskDetailsPane *self,
                                DeskDocument    *document)
{
  g_return_if_fail (DESK_IS_DETAILS_PANE (self));

  if (self->document == document)
    return;

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  desk_article_group_set_document (self->article_group, document);
  desk_credits_group_set_document (self->credits_group, document);
  desk_tags_group_set_document (self->tags_group, document);
  desk_cover_group_set_document (self->cover_group, document);
  desk_page_group_set_document (self->page_group, document);
  g_set_object (&self->document, document);

  gtk_stack_set_visible_child (self->stack, document != NULL ? self->groups : self->empty);
  if (document != NULL)
    {
      g_signal_connect_object (document, "article-changed", G_CALLBACK (article_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::language", G_CALLBACK (article_changed_cb), self, G_CONNECT_SWAPPED);
      set_library (self, desk_document_get_library (document));
      show_trash (self);
    }

  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DOCUMENT]);
}

/**
 * desk_details_pane_set_in_sheet:
 * @is_in_sheet: whether it lies in the bottom sheet, whose handle needs the room
 *   that the header bar would take
 */
void
desk_details_pane_set_in_sheet (DeskDetailsPane *self,
                                gboolean         is_in_sheet)
{
  GtkWidget *toolbar_view;

  g_return_if_fail (DESK_IS_DETAILS_PANE (self));

  /* A bin's own child is no template child: dispose would take it from the bin
   * behind its back. */
  toolbar_view = adw_bin_get_child (ADW_BIN (self));
  adw_toolbar_view_set_reveal_top_bars (ADW_TOOLBAR_VIEW (toolbar_view), !is_in_sheet);
  gtk_widget_set_margin_top (toolbar_view, is_in_sheet ? 30 : 0);
}

/**
 * desk_details_pane_settle:
 *
 * Takes what was just typed as meant, because the window is about to close or
 * the article to be published.
 */
void
desk_details_pane_settle (DeskDetailsPane *self)
{
  g_return_if_fail (DESK_IS_DETAILS_PANE (self));

  desk_article_group_settle (self->article_group);
  desk_page_group_settle (self->page_group);
}
