/* desk-import-authors.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-import-authors.h"

#include "store/desk-biography.h"
#include "store/desk-released.h"

/* Portraits and biographies. Where the library's own count, one is taken only where
 * there is none. */

static gboolean
import_portrait (DeskStore  *store,
                 DeskTerm   *author,
                 const char *sha256,
                 gboolean    wins,
                 GError    **error)
{
  g_autoptr(DeskMedia) media = NULL;

  if (sha256 == NULL || (author->portrait != NULL && !wins))
    return TRUE;
  media = desk_store_find_media (store, sha256, error);
  if (media == NULL)
    return FALSE;
  if (g_strcmp0 (author->portrait, media->uuid) == 0)
    return TRUE;

  g_set_str (&author->portrait, media->uuid);
  return desk_store_save_term (store, author, error);
}

static gboolean
import_text (DeskStore  *store,
             const char *author_uuid,
             const char *language,
             const char *text,
             gboolean    wins,
             GError    **error)
{
  g_autofree char *there = NULL;

  if (!desk_store_dup_biography (store, author_uuid, language, &there, error))
    return FALSE;

  return g_str_equal (there, text) || (*there != '\0' && !wins) ||
         desk_store_save_biography (store, author_uuid, language, text, error);
}

static gboolean
import_author (DeskStore               *store,
               const DeskLibraryAuthor *listed,
               DeskTerm                *author,
               gboolean                 wins,
               GError                 **error)
{
  GHashTableIter iter;
  gpointer language, text;

  if (!import_portrait (store, author, listed->portrait, wins, error))
    return FALSE;

  g_hash_table_iter_init (&iter, listed->texts);
  while (g_hash_table_iter_next (&iter, &language, &text))
    {
      if (!import_text (store, author->uuid, language, text, wins, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_import_authors:
 * @library_wins: what is listed counts more than what the library has
 *
 * Takes over who authors are. Names and pictures are in the library already.
 */
gboolean
desk_import_authors (DeskStore             *store,
                     const DeskLibraryFile *library,
                     DeskImportNames       *names,
                     gboolean               library_wins,
                     GError               **error)
{
  for (unsigned i = 0; i < library->authors->len; i++)
    {
      const DeskLibraryAuthor *listed = library->authors->pdata[i];
      const DeskTerm *meaning = desk_import_names_get_meaning (names, listed->term);
      g_autoptr(DeskTerm) author = meaning != NULL ? desk_store_dup_term (store, meaning->uuid, error) : NULL;

      if (meaning != NULL && (author == NULL || !import_author (store, listed, author, library_wins, error)))
        return FALSE;
    }

  return TRUE;
}
