/* desk-library-file.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-library-file.h"

/* What library.yaml says; desk-library-file-read.c and -write.c know how. */

static void
library_media_free (DeskLibraryMedia *media)
{
  desk_media_free (media->media);
  g_free (media->file);
  g_free (media);
}

static void
author_free (gpointer data)
{
  DeskLibraryAuthor *self = data;

  g_free (self->portrait);
  g_hash_table_unref (self->texts);
  g_free (self);
}

static void
redirect_free (DeskLibraryRedirect *redirect)
{
  g_free (redirect->from);
  g_free (redirect->to);
  g_free (redirect);
}

DeskLibraryFile *
desk_library_file_new (void)
{
  DeskLibraryFile *self = g_new0 (DeskLibraryFile, 1);

  self->site = desk_site_new ();
  for (unsigned type = 0; type < DESK_N_TERM_TYPES; type++)
    {
      self->terms[type] = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_term_free);
      self->term_lines[type] = g_array_new (FALSE, FALSE, sizeof (unsigned));
    }
  self->media = g_ptr_array_new_with_free_func ((GDestroyNotify) library_media_free);
  self->authors = g_ptr_array_new_with_free_func (author_free);
  self->redirects = g_ptr_array_new_with_free_func ((GDestroyNotify) redirect_free);

  return self;
}

void
desk_library_file_free (DeskLibraryFile *self)
{
  if (self == NULL)
    return;

  desk_site_free (self->site);
  for (unsigned type = 0; type < DESK_N_TERM_TYPES; type++)
    {
      g_ptr_array_unref (self->terms[type]);
      g_array_unref (self->term_lines[type]);
    }
  g_ptr_array_unref (self->media);
  g_ptr_array_unref (self->authors);
  g_ptr_array_unref (self->redirects);
  g_free (self);
}

void
desk_library_file_add_media (DeskLibraryFile *self,
                             const DeskMedia *media,
                             const char      *file)
{
  DeskLibraryMedia *entry = g_new0 (DeskLibraryMedia, 1);

  entry->media = desk_media_copy (media);
  entry->file = g_strdup (file);
  g_ptr_array_add (self->media, entry);
}

void
desk_library_file_add_redirect (DeskLibraryFile *self,
                                const char      *from,
                                const char      *to)
{
  DeskLibraryRedirect *redirect = g_new0 (DeskLibraryRedirect, 1);

  redirect->from = g_strdup (from);
  redirect->to = g_strdup (to);
  g_ptr_array_add (self->redirects, redirect);
}

/* Returns: (transfer none): what more is said of an author */
DeskLibraryAuthor *
desk_library_file_add_author (DeskLibraryFile *self,
                              const DeskTerm  *term)
{
  DeskLibraryAuthor *author = g_new0 (DeskLibraryAuthor, 1);

  author->term = term;
  author->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_ptr_array_add (self->authors, author);

  return author;
}
