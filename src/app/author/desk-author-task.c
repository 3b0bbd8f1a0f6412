/* desk-author-task.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-author-task.h"

#include "store/desk-biography.h"
#include "store/desk-released.h"
#include "store/desk-transaction.h"

/* A change is made to the author as they are in the library then, so that what a
 * script has changed meanwhile stays. */

void
desk_author_reading_free (DeskAuthorReading *self)
{
  if (self == NULL)
    return;

  desk_term_free (self->term);
  desk_media_free (self->portrait);
  g_clear_pointer (&self->biographies, g_hash_table_unref);
  g_free (self);
}

static gboolean
read_biographies (DeskStore         *store,
                  DeskAuthorReading *reading,
                  GError           **error)
{
  g_auto(GStrv) languages = desk_store_list_biography_languages (store, reading->term->uuid, error);

  for (unsigned i = 0; languages != NULL && languages[i] != NULL; i++)
    {
      char *text;

      if (!desk_store_dup_biography (store, reading->term->uuid, languages[i], &text, error))
        return FALSE;
      g_hash_table_insert (reading->biographies, g_strdup (languages[i]), text);
    }

  return languages != NULL;
}

static gpointer
read_author (DeskStore    *store,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  g_autoptr(DeskAuthorReading) reading = g_new0 (DeskAuthorReading, 1);

  reading->biographies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reading->term = desk_store_dup_term (store, data, error);
  if (reading->term == NULL || !read_biographies (store, reading, error))
    return NULL;
  if (reading->term->portrait != NULL)
    reading->portrait = desk_store_find_media (store, reading->term->portrait, NULL); /* one that went is none */

  return g_steal_pointer (&reading);
}

/**
 * desk_author_read_async:
 * @uuid: an author
 */
void
desk_author_read_async (DeskLibrary        *library,
                        const char         *uuid,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  desk_library_read_async (library, DESK_READING_LIST, read_author, g_strdup (uuid), g_free,
                           (GDestroyNotify) desk_author_reading_free, NULL, callback, user_data);
}

/**
 * desk_author_read_finish:
 *
 * Returns: (transfer full): what there is; %NULL with @error set
 */
DeskAuthorReading *
desk_author_read_finish (DeskLibrary  *library,
                         GAsyncResult *result,
                         GError      **error)
{
  return desk_library_run_finish (library, result, error);
}

/* Changing */

typedef struct
{
  char           *uuid;
  DeskAuthorField field;
  char           *language;
  char           *value;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->uuid);
  g_free (change->language);
  g_free (change->value);
  g_free (change);
}

static void
set_name (DeskTerm   *author,
          const char *language,
          const char *name,
          const char *slug)
{
  const DeskTermName *old = desk_term_get_name (author, language);
  gboolean is_own = old != NULL && g_str_equal (old->language, language);
  g_autofree char *own_name = g_strdup (name != NULL ? name : old != NULL ? old->name : "");
  /* The address stays when the name changes; a new name gets one of its own. */
  g_autofree char *own_slug = g_strdup (slug != NULL ? slug : is_own ? old->slug : "");

  desk_term_set_name (author, language, own_name, own_slug);
}

static gboolean
save_words (DeskStore      *store,
            const DeskTerm *author,
            const Change   *change,
            GError        **error)
{
  g_autoptr(DeskMedia) portrait = author->portrait != NULL ? desk_store_find_media (store, author->portrait, error) : NULL;
  const DeskMediaText *old;
  g_autofree char *caption = NULL;

  if (author->portrait == NULL)
    return TRUE; /* it was taken away meanwhile */
  if (portrait == NULL)
    return FALSE;

  old = desk_media_get_text (portrait, change->language);
  caption = g_strdup (old != NULL ? old->caption : "");
  desk_media_set_text (portrait, change->language, change->value, caption);

  return desk_store_save_media (store, portrait, error);
}

static gboolean
apply (DeskStore    *store,
       DeskTerm     *author,
       const Change *change,
       GError      **error)
{
  switch (change->field)
    {
    case DESK_AUTHOR_NAME:
      set_name (author, change->language, change->value, NULL);
      break;

    case DESK_AUTHOR_SLUG:
      set_name (author, change->language, NULL, change->value);
      break;

    case DESK_AUTHOR_ORGANISATION:
      author->is_organisation = g_str_equal (change->value, "yes");
      break;

    case DESK_AUTHOR_PORTRAIT:
      g_set_str (&author->portrait, *change->value != '\0' ? change->value : NULL);
      break;

    case DESK_AUTHOR_PORTRAIT_WORDS:
      return save_words (store, author, change, error);

    case DESK_AUTHOR_BIOGRAPHY:
      return desk_store_save_biography (store, author->uuid, change->language, change->value, error);

    default:
      g_return_val_if_reached (FALSE);
    }

  return desk_store_save_term (store, author, error);
}

static gpointer
change_author (DeskStore    *store,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  const Change *change = data;
  g_autoptr(DeskTransaction) transaction = desk_transaction_begin (store, error);
  g_autoptr(DeskTerm) author = transaction != NULL ? desk_store_dup_term (store, change->uuid, error) : NULL;

  if (author == NULL || !apply (store, author, change, error))
    return NULL;

  return GINT_TO_POINTER (desk_transaction_commit (transaction, error));
}

/**
 * desk_author_change_async:
 * @uuid: an author
 * @language: (nullable): for what is in one language
 * @value: what @field becomes
 */
void
desk_author_change_async (DeskLibrary        *library,
                          const char         *uuid,
                          DeskAuthorField     field,
                          const char         *language,
                          const char         *value,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  Change *change = g_new0 (Change, 1);

  change->uuid = g_strdup (uuid);
  change->field = field;
  change->language = g_strdup (language);
  change->value = g_strdup (value);
  desk_library_run_async (library, change_author, change, change_free, NULL, NULL, callback, user_data);
}

/**
 * desk_author_change_finish:
 *
 * Returns: %FALSE with @error set and nothing changed
 */
gboolean
desk_author_change_finish (DeskLibrary  *library,
                           GAsyncResult *result,
                           GError      **error)
{
  return desk_library_run_finish (library, result, error) != NULL;
}
