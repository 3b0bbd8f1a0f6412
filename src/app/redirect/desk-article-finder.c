/* desk-article-finder.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-article-finder.h"

#include "store/search/desk-search.h"

#include <glib/gi18n.h>

#define MAX_FOUND 8
#define SEARCH_MS 250

struct _DeskArticleFinder
{
  AdwPreferencesGroup parent_instance;

  GtkListBox         *rows;         /* the entry, then what was found */
  AdwEntryRow        *entry;

  DeskLibrary        *library;
  GCancellable       *cancellable;  /* of the search that goes on */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DeskArticleFinder, desk_article_finder, ADW_TYPE_PREFERENCES_GROUP)

static gpointer
search (DeskStore    *store,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  DeskQuery query = DESK_QUERY_ALL;
  DeskSearchReach reach;
  g_autoptr(GArray) keys = NULL;
  g_autoptr(GPtrArray) articles = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_article_free);

  query.limit = MAX_FOUND;
  keys = desk_store_search_keys (store, data, &query, SEARCH_MS, &reach, cancellable, error);
  if (keys == NULL)
    return NULL;

  for (unsigned i = 0; i < keys->len; i++)
    {
      DeskArticle *article = desk_store_dup_listed (store, g_array_index (keys, DeskListKey, i).article_id, error);

      if (article == NULL)
        return NULL;
      g_ptr_array_add (articles, article);
    }

  return g_steal_pointer (&articles);
}

/* What is found */

static void
clear_rows (DeskArticleFinder *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->rows, 1)) != NULL)
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
}

static const char *
get_title (const DeskArticle *article)
{
  const DeskEdition *edition = article->editions->len > 0 ? article->editions->pdata[0] : NULL;

  return edition != NULL && *edition->title != '\0' ? edition->title : _("Untitled");
}

static GtkWidget *
make_row (const DeskArticle *article)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), get_title (article));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "uuid", g_strdup (article->uuid), g_free);

  return row;
}

static void
show_sentence (DeskArticleFinder *self,
               const char        *sentence)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
  gtk_widget_add_css_class (row, "dim-label");
  gtk_list_box_append (self->rows, row);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(DeskArticleFinder) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) articles = desk_library_run_finish (DESK_LIBRARY (source), result, &error);

  if (self->library == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  clear_rows (self);
  for (unsigned i = 0; articles != NULL && i < articles->len; i++)
    gtk_list_box_append (self->rows, make_row (articles->pdata[i]));
  if (articles == NULL)
    show_sentence (self, error->message);
  else if (articles->len == 0)
    show_sentence (self, _("No article has these words"));
}

static void
changed_cb (DeskArticleFinder *self)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (*words == '\0' || self->library == NULL)
    {
      clear_rows (self);
      return;
    }

  self->cancellable = g_cancellable_new ();
  desk_library_read_async (self->library, DESK_READING_LIST, search, g_steal_pointer (&words), g_free,
                           (GDestroyNotify) g_ptr_array_unref, self->cancellable, found_cb, g_object_ref (self));
}

static void
row_activated_cb (DeskArticleFinder *self,
                  GtkListBoxRow     *row)
{
  g_autofree char *uuid = g_strdup (g_object_get_data (G_OBJECT (row), "uuid"));
  g_autofree char *title = NULL;

  if (uuid == NULL)
    return;

  title = g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  g_signal_emit (self, signals[CHOSEN], 0, uuid, title);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

/* Enter takes the first one. */
static void
entry_activated_cb (DeskArticleFinder *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->rows, 1);

  if (row != NULL)
    row_activated_cb (self, row);
}

static gboolean
desk_article_finder_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (DESK_ARTICLE_FINDER (widget)->entry));
}

static void
desk_article_finder_dispose (GObject *object)
{
  DeskArticleFinder *self = DESK_ARTICLE_FINDER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (desk_article_finder_parent_class)->dispose (object);
}

static void
desk_article_finder_class_init (DeskArticleFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_article_finder_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = desk_article_finder_grab_focus;

  /**
   * DeskArticleFinder::chosen:
   * @uuid: of the article
   * @title: what it is called
   */
  signals[CHOSEN] = g_signal_new ("chosen", DESK_TYPE_ARTICLE_FINDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
desk_article_finder_init (DeskArticleFinder *self)
{
  self->entry = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry), _("Part of the Article’s Title"));
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "entry-activated", G_CALLBACK (entry_activated_cb), self, G_CONNECT_SWAPPED);

  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Articles"), -1);
  g_signal_connect_object (self->rows, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->rows, GTK_WIDGET (self->entry));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->rows));
}

/**
 * desk_article_finder_set_library:
 * @library: whose articles there are; to be called once
 */
void
desk_article_finder_set_library (DeskArticleFinder *self,
                                 DeskLibrary       *library)
{
  g_return_if_fail (DESK_IS_ARTICLE_FINDER (self) && self->library == NULL);

  self->library = g_object_ref (library);
}
