/* desk-import-names.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-import-names.h"

#include "exchange/desk-term-index.h"
#include "store/desk-foreign.h"

#include <string.h>

/* Each term that library.yaml lists meets the library's:
 *
 *   same id                     it is that one; the listed names count if the
 *                               list is this library's own
 *   same name or slug, used     it is that one, which gets the names it lacks
 *   same name or slug, unused   the listed one takes its place, with its id
 *   neither                     it is new
 *
 * New terms are put in with the articles, unseen until the import is finished;
 * what concerns terms that others see already waits for that moment. A new term
 * in the place of an unused one can have its slug only then, too.
 */

struct _DeskImportNames
{
  DeskStore             *store;                    /* owned */
  const DeskLibraryFile *library;                  /* (nullable): outlives this */
  DeskTermIndex         *index;                    /* of what it lists */
  GHashTable            *meaning;                  /* DeskTerm * of the library file → DeskTerm *, owned */
  GHashTable            *words[DESK_N_TERM_TYPES]; /* char * → DeskTerm *, both owned */
  GPtrArray             *fresh;                    /* DeskTerm, borrowed from meaning: to be added */
  GPtrArray             *updates;                  /* likewise: to be saved at the end */
  GPtrArray             *dropped;                  /* DeskTerm, owned: give way at the end */
  DeskBeforeWriteFunc    before_write;
  gpointer               user_data;
  gboolean               library_wins;
  gboolean               is_empty; /* the library has no article */
};

static const DeskTermName *
find_name (const DeskTerm *term,
           const char     *language)
{
  const DeskTermName *name = desk_term_get_name (term, language);

  return name != NULL && g_str_equal (name->language, language) ? name : NULL;
}

/* Whether @term says something else than @there, which may have more names. */
static gboolean
differs (const DeskTerm *term,
         const DeskTerm *there)
{
  if (term->position != there->position || term->is_organisation != there->is_organisation)
    return TRUE;

  for (unsigned i = 0; i < term->names->len; i++)
    {
      const DeskTermName *name = term->names->pdata[i];
      const DeskTermName *other = find_name (there, name->language);

      if (other == NULL || !g_str_equal (name->name, other->name) ||
          (*name->slug != '\0' && !g_str_equal (name->slug, other->slug)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_alike (const DeskTerm *term,
          const DeskTerm *there)
{
  for (unsigned i = 0; i < term->names->len; i++)
    {
      const DeskTermName *name = term->names->pdata[i];
      const DeskTermName *other = find_name (there, name->language);

      if (other != NULL && (g_str_equal (name->name, other->name) || g_str_equal (name->slug, other->slug)))
        return TRUE;
    }

  return FALSE;
}

/* @there with the names that only @term has. */
static DeskTerm *
join_names (const DeskTerm *term,
            const DeskTerm *there,
            gboolean       *out_is_more)
{
  DeskTerm *joined = desk_term_copy (there);

  *out_is_more = FALSE;
  for (unsigned i = 0; i < term->names->len; i++)
    {
      const DeskTermName *name = term->names->pdata[i];

      if (find_name (there, name->language) == NULL)
        {
          desk_term_set_name (joined, name->language, name->name, name->slug);
          *out_is_more = TRUE;
        }
    }

  return joined;
}

static DeskTerm *
take_fresh (DeskImportNames *self,
            const DeskTerm  *term)
{
  DeskTerm *fresh = desk_term_copy (term);

  g_ptr_array_add (self->fresh, fresh);
  return fresh;
}

/* Returns the term that a listed one is, for the articles. */
static DeskTerm *
meet (DeskImportNames *self,
      const DeskTerm  *term,
      GPtrArray       *there,
      GHashTable      *taken,
      GError         **error)
{
  DeskTerm *alike = NULL;
  DeskTerm *joined;
  gboolean is_used, is_more;

  for (unsigned i = 0; i < there->len; i++)
    {
      DeskTerm *other = there->pdata[i];

      if (g_strcmp0 (other->uuid, term->uuid) == 0)
        {
          DeskTerm *chosen = desk_term_copy (self->library_wins ? term : other);

          g_hash_table_add (taken, other);
          g_set_str (&chosen->portrait, other->portrait);
          if (self->library_wins && differs (term, other))
            g_ptr_array_add (self->updates, chosen);
          return chosen;
        }
      if (alike == NULL && !g_hash_table_contains (taken, other) && is_alike (term, other))
        alike = other;
    }
  if (alike == NULL)
    return take_fresh (self, term);

  g_hash_table_add (taken, alike);
  if (!desk_store_is_term_used (self->store, alike, &is_used, error))
    return NULL;
  if (!is_used && term->uuid != NULL)
    {
      g_ptr_array_add (self->dropped, desk_term_copy (alike));
      return take_fresh (self, term);
    }

  joined = join_names (term, alike, &is_more);
  if (is_more)
    g_ptr_array_add (self->updates, joined);
  return joined;
}

/* Where terms of ours stay that the list doesn't name: behind those that it
 * does, if the list counts. A library as it is made has one section; if nothing
 * is filed under it and the list doesn't have it, it goes. */
static void
place_others (DeskImportNames *self,
              GPtrArray       *listed,
              GPtrArray       *there,
              GHashTable      *taken)
{
  unsigned next = 0;

  for (unsigned i = 0; i < listed->len; i++)
    next = MAX (next, ((const DeskTerm *) listed->pdata[i])->position + 1);
  for (unsigned i = 0; i < there->len; i++)
    {
      DeskTerm *other = there->pdata[i];
      DeskTerm *moved;

      if (g_hash_table_contains (taken, other))
        continue;
      if (self->is_empty && other->type == DESK_TERM_SECTION && there->len == 1)
        {
          g_ptr_array_add (self->dropped, desk_term_copy (other));
          continue;
        }
      if (other->position >= next)
        {
          next = other->position + 1;
          continue;
        }
      moved = desk_term_copy (other);
      moved->position = next++;
      g_ptr_array_add (self->updates, moved);
      g_hash_table_insert (self->meaning, other, moved); /* owned there */
    }
}

/* New terms go behind ours if the list is another library's. */
static void
append_fresh (DeskImportNames *self,
              unsigned         first,
              GPtrArray       *there)
{
  unsigned next = 0;

  for (unsigned i = 0; i < there->len; i++)
    next = MAX (next, ((const DeskTerm *) there->pdata[i])->position + 1);
  for (unsigned i = first; i < self->fresh->len; i++)
    ((DeskTerm *) self->fresh->pdata[i])->position = next++;
}

static gboolean
meet_all (DeskImportNames *self,
          DeskTermType     type,
          GError         **error)
{
  GPtrArray *listed = self->library->terms[type];
  g_autoptr(GPtrArray) there = desk_store_list_terms (self->store, type, error);
  g_autoptr(GHashTable) taken = g_hash_table_new (NULL, NULL);
  unsigned first = self->fresh->len;

  if (there == NULL)
    return FALSE;
  for (unsigned i = 0; i < listed->len; i++)
    {
      DeskTerm *meaning = meet (self, listed->pdata[i], there, taken, error);

      if (meaning == NULL)
        return FALSE;
      g_hash_table_insert (self->meaning, listed->pdata[i], meaning);
    }

  desk_term_index_add_all (self->index, listed);
  if (!self->library_wins)
    append_fresh (self, first, there);
  else if (listed->len > 0)
    place_others (self, listed, there, taken);
  return TRUE;
}

/**
 * desk_import_names_new:
 * @library: (nullable): what library.yaml lists
 * @library_wins: what it says counts more than what the library has
 * @is_empty: the library has no article
 * @before_write: called before a term is made that isn't listed
 */
DeskImportNames *
desk_import_names_new (DeskStore             *store,
                       const DeskLibraryFile *library,
                       gboolean               library_wins,
                       gboolean               is_empty,
                       DeskBeforeWriteFunc    before_write,
                       gpointer               user_data,
                       GError               **error)
{
  g_autoptr(DeskImportNames) self = g_new0 (DeskImportNames, 1);

  self->store = g_object_ref (store);
  self->library = library;
  self->library_wins = library_wins;
  self->is_empty = is_empty;
  self->before_write = before_write;
  self->user_data = user_data;
  self->index = desk_term_index_new ();
  self->meaning = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) desk_term_free);
  self->fresh = g_ptr_array_new ();
  self->updates = g_ptr_array_new ();
  self->dropped = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_term_free);
  for (unsigned type = 0; type < DESK_N_TERM_TYPES; type++)
    {
      self->words[type] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) desk_term_free);
      if (library != NULL && !meet_all (self, (DeskTermType) type, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

void
desk_import_names_free (DeskImportNames *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->store);
  desk_term_index_free (self->index);
  g_hash_table_unref (self->meaning);
  for (unsigned type = 0; type < DESK_N_TERM_TYPES; type++)
    g_clear_pointer (&self->words[type], g_hash_table_unref);
  g_ptr_array_unref (self->fresh);
  g_ptr_array_unref (self->updates);
  g_ptr_array_unref (self->dropped);
  g_free (self);
}

/**
 * desk_import_names_add_all:
 *
 * Puts the listed terms into the library that are new.
 */
gboolean
desk_import_names_add_all (DeskImportNames *self,
                           GError         **error)
{
  for (unsigned i = 0; i < self->fresh->len; i++)
    {
      DeskTerm *term = self->fresh->pdata[i];
      g_autoptr(DeskTerm) written = desk_term_copy (term); /* its slugs may get numbers */

      if (!self->before_write (self->user_data, error) || !desk_store_add_foreign_term (self->store, written, error))
        return FALSE;
      g_set_str (&term->uuid, written->uuid);
      for (unsigned j = 0; j < term->names->len; j++)
        {
          DeskTermName *name = term->names->pdata[j];

          if (*name->slug == '\0')
            g_set_str (&name->slug, ((DeskTermName *) written->names->pdata[j])->slug);
        }
    }

  return TRUE;
}

/**
 * desk_import_names_get_meaning:
 * @term: one that the library file lists
 *
 * Returns: (transfer none): what it is in the library
 */
const DeskTerm *
desk_import_names_get_meaning (DeskImportNames *self,
                               const DeskTerm  *term)
{
  return g_hash_table_lookup (self->meaning, term);
}

/* The term that the library has for a word; NULL without @error: none. */
static DeskTerm *
find_there (DeskImportNames *self,
            DeskTermType     type,
            const char      *word,
            GError         **error)
{
  g_autoptr(GError) cause = NULL;
  DeskTerm *term = desk_store_find_term (self->store, type, word, &cause);

  if (term == NULL && !g_error_matches (cause, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&cause));

  return term;
}

/* One that gives way is taken for what comes in its place. */
static DeskTerm *
instead_of (DeskImportNames *self,
            DeskTerm        *term)
{
  for (unsigned i = 0; i < self->dropped->len; i++)
    {
      const DeskTerm *dropped = self->dropped->pdata[i];

      if (!g_str_equal (dropped->uuid, term->uuid))
        continue;
      for (unsigned j = 0; j < self->fresh->len; j++)
        {
          const DeskTerm *fresh = self->fresh->pdata[j];

          if (fresh->type == term->type && is_alike (fresh, dropped))
            {
              desk_term_free (term);
              return desk_term_copy (fresh);
            }
        }
      g_ptr_array_remove_index (self->dropped, i); /* it is of use after all */
      break;
    }

  return term;
}

static DeskTerm *
make (DeskImportNames *self,
      DeskTermType     type,
      const char      *word,
      const char      *language,
      gboolean         is_organisation,
      GError         **error)
{
  g_autoptr(DeskTerm) term = NULL;
  gboolean was_made;

  if (!self->before_write (self->user_data, error))
    return NULL;
  term = desk_store_ensure_term (self->store, type, word, language, &was_made, error);
  if (term == NULL)
    return NULL;
  if (was_made && is_organisation)
    {
      term->is_organisation = TRUE;
      if (!desk_store_save_term (self->store, term, error))
        return NULL;
    }

  return g_steal_pointer (&term);
}

/**
 * desk_import_names_find:
 * @word: what a file calls it
 * @language: the file's
 * @is_organisation: for an author that has to be made
 *
 * Returns: (transfer none): the term; %NULL with @error set
 */
const DeskTerm *
desk_import_names_find (DeskImportNames *self,
                        DeskTermType     type,
                        const char      *word,
                        const char      *language,
                        gboolean         is_organisation,
                        GError         **error)
{
  DeskTerm *listed = desk_term_index_find (self->index, type, word);
  DeskTerm *term = listed != NULL ? g_hash_table_lookup (self->meaning, listed)
                                  : g_hash_table_lookup (self->words[type], word);
  g_autoptr(GError) cause = NULL;

  if (term != NULL)
    return term;

  term = find_there (self, type, word, &cause);
  if (term != NULL)
    term = instead_of (self, term);
  else if (cause == NULL)
    term = make (self, type, word, language, is_organisation, &cause);
  if (term == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }

  g_hash_table_insert (self->words[type], g_strdup (word), term);
  return term;
}

/**
 * desk_import_names_has_work:
 *
 * Returns: whether desk_import_names_finish() will write anything
 */
gboolean
desk_import_names_has_work (DeskImportNames *self)
{
  return self->dropped->len > 0 || self->updates->len > 0;
}

/**
 * desk_import_names_finish:
 *
 * Changes the terms that others see; within the import's last transaction.
 */
gboolean
desk_import_names_finish (DeskImportNames *self,
                          GError         **error)
{
  for (unsigned i = 0; i < self->dropped->len; i++)
    {
      if (!desk_store_drop_unused_term (self->store, self->dropped->pdata[i], error))
        return FALSE;
    }
  for (unsigned i = 0; self->dropped->len > 0 && i < self->fresh->len; i++)
    {
      if (!desk_store_save_term (self->store, self->fresh->pdata[i], error))
        return FALSE;
    }
  for (unsigned i = 0; i < self->updates->len; i++)
    {
      if (!desk_store_save_term (self->store, self->updates->pdata[i], error))
        return FALSE;
    }

  return TRUE;
}
