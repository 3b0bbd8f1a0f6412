/* desk-term-index.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-term-index.h"

/* Files call a term by its name, because people read them. Two terms may have
 * the same name, and one's slug may be another's name; so words are taken in
 * three rounds, names, slugs, ids, and the first to come has a word. A term
 * that hasn't got its own name is then called by its slug or, at last, its id.
 */
struct _DeskTermIndex
{
  GHashTable *words[DESK_N_TERM_TYPES]; /* char * → DeskTerm *, both borrowed */
};

DeskTermIndex *
desk_term_index_new (void)
{
  DeskTermIndex *self = g_new0 (DeskTermIndex, 1);

  for (unsigned type = 0; type < DESK_N_TERM_TYPES; type++)
    self->words[type] = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

void
desk_term_index_free (DeskTermIndex *self)
{
  if (self == NULL)
    return;

  for (unsigned type = 0; type < DESK_N_TERM_TYPES; type++)
    g_hash_table_unref (self->words[type]);
  g_free (self);
}

static void
take_word (DeskTermIndex *self,
           DeskTerm      *term,
           char          *word)
{
  if (word != NULL && *word != '\0' && !g_hash_table_contains (self->words[term->type], word))
    g_hash_table_insert (self->words[term->type], word, term);
}

/**
 * desk_term_index_add_all:
 * @terms: (element-type DeskTerm): all of a type; they outlive the index and
 *   don't change
 */
void
desk_term_index_add_all (DeskTermIndex *self,
                         GPtrArray     *terms)
{
  for (unsigned i = 0; i < terms->len; i++)
    {
      DeskTerm *term = terms->pdata[i];

      for (unsigned j = 0; j < term->names->len; j++)
        take_word (self, term, ((DeskTermName *) term->names->pdata[j])->name);
    }
  for (unsigned i = 0; i < terms->len; i++)
    {
      DeskTerm *term = terms->pdata[i];

      for (unsigned j = 0; j < term->names->len; j++)
        take_word (self, term, ((DeskTermName *) term->names->pdata[j])->slug);
    }
  for (unsigned i = 0; i < terms->len; i++)
    take_word (self, terms->pdata[i], ((DeskTerm *) terms->pdata[i])->uuid);
}

/**
 * desk_term_index_find:
 *
 * Returns: (nullable): the term that @word means
 */
DeskTerm *
desk_term_index_find (DeskTermIndex *self,
                      DeskTermType   type,
                      const char    *word)
{
  return g_hash_table_lookup (self->words[type], word);
}

static gboolean
means (DeskTermIndex  *self,
       const DeskTerm *term,
       const char     *word)
{
  const DeskTerm *found = desk_term_index_find (self, term->type, word);

  return found != NULL && g_strcmp0 (found->uuid, term->uuid) == 0;
}

/**
 * desk_term_index_name:
 * @term: one of the index, or a copy
 * @language: of the file
 *
 * Returns: the word to call it by: its name in @language where that means this
 *   term, else its slug, else its id
 */
const char *
desk_term_index_name (DeskTermIndex  *self,
                      const DeskTerm *term,
                      const char     *language)
{
  const DeskTermName *name = desk_term_get_name (term, language);

  if (name != NULL && means (self, term, name->name))
    return name->name;
  if (name != NULL && means (self, term, name->slug))
    return name->slug;

  return term->uuid;
}
