/* desk-window-article.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-window-private.h"

/* An article comes on the desk, once what was typed in the one before is saved. */

static gpointer
read_article (DeskStore    *store,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  return desk_store_dup_article (store, data, error);
}

typedef struct
{
  DeskWindow *window;
  char       *uuid;
  char       *language; /* nullable: the one that goes before others */
  gboolean    is_new;
} Showing;

static void
showing_free (Showing *showing)
{
  g_object_unref (showing->window);
  g_free (showing->uuid);
  g_free (showing->language);
  g_free (showing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Showing, showing_free)

static const DeskEdition *
find_edition (const DeskArticle *article,
              const char        *wanted, /* nullable */
              const char        *main_language)
{
  const DeskEdition *edition = wanted != NULL ? desk_article_get_edition (article, wanted) : NULL;

  return edition != NULL ? edition : desk_article_get_shown_edition (article, main_language);
}

static void
article_read_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(Showing) showing = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskDocument) document = NULL;
  DeskWindow *self = showing->window;
  DeskArticle *article = desk_library_run_finish (DESK_LIBRARY (object), result, &error);
  g_autofree char *language = NULL;
  const DeskEdition *edition;

  if (article == NULL)
    {
      desk_window_say (self, error->message);
      return;
    }
  /* Another one was chosen meanwhile. */
  if (g_strcmp0 (desk_list_pane_get_selected (self->list), showing->uuid) != 0)
    {
      desk_article_free (article);
      return;
    }

  language = desk_library_dup_main_language (self->library);
  edition = find_edition (article, showing->language, language);
  document = desk_document_new (self->library, article, edition != NULL ? edition->language : language);
  desk_window_set_document (self, document);
  if (showing->is_new || showing->language != NULL)
    desk_editor_focus_title (self->editor);
}

static void
show (Showing *showing) /* eaten */
{
  desk_library_run_async (showing->window->library, read_article, g_strdup (showing->uuid), g_free,
                          (GDestroyNotify) desk_article_free, NULL, article_read_cb, showing);
}

/* What can't be saved would be lost: then the article stays on the desk, where
 * the reason stands above the text. */
static void
left_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Showing) showing = user_data;
  g_autoptr(GError) error = NULL;
  DeskWindow *self = showing->window;

  if (desk_document_flush_finish (DESK_DOCUMENT (object), result, &error))
    {
      show (g_steal_pointer (&showing));
      return;
    }

  desk_window_say (self, error->message);
  if (self->document != NULL)
    desk_list_pane_select (self->list, desk_document_get_article (self->document)->uuid);
}

static void
show_in (DeskWindow *self,
         const char *uuid,
         const char *language, /* nullable */
         gboolean    is_new)
{
  Showing *showing = g_new0 (Showing, 1);

  showing->window = g_object_ref (self);
  showing->uuid = g_strdup (uuid);
  showing->language = g_strdup (language);
  showing->is_new = is_new;
  desk_details_pane_settle (self->details);
  if (self->document != NULL)
    desk_document_flush_async (self->document, left_cb, showing);
  else
    show (showing);
}

static gboolean
is_on_desk (DeskWindow *self,
            const char *uuid)
{
  return self->document != NULL && g_str_equal (desk_document_get_article (self->document)->uuid, uuid);
}

/**
 * desk_window_show_article:
 * @uuid: an article's
 * @is_new: whether it was just made, and waits for its title
 *
 * Puts an article on the desk, once what was typed in the one before is saved.
 */
void
desk_window_show_article (DeskWindow *self,
                          const char *uuid,
                          gboolean    is_new)
{
  desk_list_pane_select (self->list, uuid);
  if (!is_on_desk (self, uuid))
    show_in (self, uuid, NULL, is_new);
}

/**
 * desk_window_show_text:
 * @uuid: an article's
 * @language: which of its texts; another one where it has none in that
 *
 * Puts an article on the desk likewise, wherever it is listed, for a person who comes to
 * mend it.
 */
void
desk_window_show_text (DeskWindow *self,
                       const char *uuid,
                       const char *language)
{
  self->opens_first = FALSE;
  desk_list_pane_clear_filter (self->list);
  desk_places_select_all (self->places);
  desk_list_pane_select (self->list, uuid);
  adw_navigation_split_view_set_show_content (self->list_split, TRUE);
  if (!is_on_desk (self, uuid))
    {
      show_in (self, uuid, language, FALSE);
      return;
    }

  if (desk_article_get_edition (desk_document_get_article (self->document), language) != NULL)
    desk_document_set_language (self->document, language);
  desk_editor_focus_title (self->editor);
}
