/* desk-import-addresses.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-import-addresses.h"

#include "store/desk-old-addresses.h"

#include <glib/gi18n-lib.h>

/* Old addresses lead to an article, to a section, tag or author, or where a person said.
 * What they lead to says which it is. */

struct _DeskImportAddresses
{
  DeskStore             *store;    /* owned */
  const DeskLibraryFile *library;  /* (nullable): outlives this */
  GHashTable            *articles; /* char *id → GPtrArray of DeskAddress */
  GPtrArray             *terms;    /* DeskLibraryRedirect, borrowed: to those that are listed */
  GPtrArray             *said;     /* DeskRedirect */
};

static const DeskTerm *
find_listed (const DeskLibraryFile *library,
             const char            *id)
{
  for (unsigned type = 0; type < DESK_N_TERM_TYPES; type++)
    {
      for (unsigned i = 0; i < library->terms[type]->len; i++)
        {
          const DeskTerm *term = library->terms[type]->pdata[i];

          if (term->uuid != NULL && g_ascii_strcasecmp (term->uuid, id) == 0)
            return term;
        }
    }

  return NULL;
}

/* "/en/news/low-water/" or "/en/low-water/" */
static DeskAddress *
parse_address (const DeskLibraryRedirect *redirect)
{
  g_auto(GStrv) parts = g_strsplit (redirect->from, "/", -1);
  unsigned n = g_strv_length (parts);
  DeskAddress *address;

  if ((n != 4 && n != 5) || *parts[0] != '\0' || *parts[n - 1] != '\0')
    return NULL;

  address = g_new0 (DeskAddress, 1);
  address->language = g_strdup (parts[1]);
  address->section = g_strdup (n == 5 ? parts[2] : "");
  address->slug = g_strdup (parts[n - 2]);
  address->article = g_ascii_strdown (redirect->to, -1);
  return address;
}

static gboolean
take_of_article (DeskImportAddresses       *self,
                 const DeskLibraryRedirect *redirect)
{
  DeskAddress *address = parse_address (redirect);
  GPtrArray *list;

  if (address == NULL)
    return FALSE;

  list = g_hash_table_lookup (self->articles, address->article);
  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_address_free);
      g_hash_table_insert (self->articles, g_strdup (address->article), list);
    }
  g_ptr_array_add (list, address);
  return TRUE;
}

static gboolean
take_said (DeskImportAddresses       *self,
           const DeskLibraryRedirect *redirect)
{
  const char *url = desk_site_get (self->library->site, "url", NULL);
  g_autofree char *source = desk_redirect_parse_source (redirect->from, url, NULL);
  g_autofree char *target = desk_redirect_parse_target (redirect->to, url, NULL);

  if (source == NULL || target == NULL)
    return FALSE;

  g_ptr_array_add (self->said, desk_redirect_new (source, target));
  return TRUE;
}

static void
take (DeskImportAddresses *self,
      DeskLibraryRedirect *redirect,
      const char          *shown,
      DeskImportReport    *report)
{
  gboolean is_id = g_uuid_string_is_valid (redirect->to);
  gboolean is_taken = TRUE;

  if (is_id && find_listed (self->library, redirect->to) != NULL)
    g_ptr_array_add (self->terms, redirect);
  else
    is_taken = is_id ? take_of_article (self, redirect) : take_said (self, redirect);
  if (!is_taken)
    desk_import_report_take_note (report, g_strdup_printf (_("%s:%u: “%.80s” is not an address that can lead anywhere and was left out"),
                                                           shown, redirect->line, redirect->from));
}

/**
 * desk_import_addresses_new:
 * @library: (nullable): what library.yaml lists
 * @shown: (nullable): what it is called, for notes
 */
DeskImportAddresses *
desk_import_addresses_new (DeskStore             *store,
                           const DeskLibraryFile *library,
                           const char            *shown,
                           DeskImportReport      *report)
{
  DeskImportAddresses *self = g_new0 (DeskImportAddresses, 1);

  self->store = g_object_ref (store);
  self->library = library;
  self->articles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->terms = g_ptr_array_new ();
  self->said = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_redirect_free);
  for (unsigned i = 0; library != NULL && i < library->redirects->len; i++)
    take (self, library->redirects->pdata[i], shown, report);

  return self;
}

void
desk_import_addresses_free (DeskImportAddresses *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->store);
  g_hash_table_unref (self->articles);
  g_ptr_array_unref (self->terms);
  g_ptr_array_unref (self->said);
  g_free (self);
}

/**
 * desk_import_addresses_add_of:
 *
 * Adds those of an article.
 */
gboolean
desk_import_addresses_add_of (DeskImportAddresses *self,
                              const char          *article_uuid,
                              GError             **error)
{
  const GPtrArray *addresses = g_hash_table_lookup (self->articles, article_uuid);

  for (unsigned i = 0; addresses != NULL && i < addresses->len; i++)
    {
      if (!desk_store_add_old_address (self->store, addresses->pdata[i], error))
        return FALSE;
    }

  return TRUE;
}

/* "/en/tag/rivers/" */
static gboolean
add_of_term (DeskImportAddresses       *self,
             const DeskLibraryRedirect *redirect,
             DeskImportNames           *names,
             GError                   **error)
{
  const DeskTerm *term = desk_import_names_get_meaning (names, find_listed (self->library, redirect->to));
  g_auto(GStrv) parts = g_strsplit (redirect->from, "/", -1);
  unsigned n = g_strv_length (parts);
  DeskTermAddress address;

  if (term == NULL || n < 4)
    return TRUE;

  address = (DeskTermAddress) { term->type, parts[1], parts[n - 2], term->uuid };
  return desk_store_add_term_address (self->store, &address, error);
}

static gboolean
keep_ours (DeskImportAddresses *self,
           GError             **error)
{
  for (unsigned i = self->said->len; i > 0; i--)
    {
      const DeskRedirect *redirect = self->said->pdata[i - 1];
      g_autofree char *target = NULL;

      if (!desk_store_find_redirect (self->store, redirect->source, &target, error))
        return FALSE;
      if (target != NULL)
        g_ptr_array_remove_index (self->said, i - 1);
    }

  return TRUE;
}

/**
 * desk_import_addresses_add_others:
 * @library_wins: what is listed counts more than what the library has
 *
 * Adds those of sections, tags and authors, and what people said.
 */
gboolean
desk_import_addresses_add_others (DeskImportAddresses *self,
                                  DeskImportNames     *names,
                                  gboolean             library_wins,
                                  GCancellable        *cancellable,
                                  GError             **error)
{
  for (unsigned i = 0; i < self->terms->len; i++)
    {
      if (!add_of_term (self, self->terms->pdata[i], names, error))
        return FALSE;
    }

  return (library_wins || keep_ours (self, error)) &&
         (self->said->len == 0 || desk_store_save_redirects (self->store, self->said, NULL, NULL, cancellable, error));
}
