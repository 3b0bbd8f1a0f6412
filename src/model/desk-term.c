/* desk-term.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-model"

#include "config.h"

#include "desk-term.h"

static void
desk_term_name_free (DeskTermName *name)
{
  g_free (name->language);
  g_free (name->name);
  g_free (name->slug);
  g_free (name);
}

DeskTerm *
desk_term_new (DeskTermType type,
               const char  *uuid)
{
  DeskTerm *self = g_new0 (DeskTerm, 1);

  self->type = type;
  self->uuid = g_strdup (uuid);
  self->names = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_term_name_free);

  return self;
}

DeskTerm *
desk_term_copy (const DeskTerm *self)
{
  DeskTerm *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = desk_term_new (self->type, self->uuid);
  copy->position = self->position;
  copy->is_organisation = self->is_organisation;
  copy->portrait = g_strdup (self->portrait);
  for (unsigned i = 0; i < self->names->len; i++)
    {
      const DeskTermName *name = self->names->pdata[i];

      desk_term_set_name (copy, name->language, name->name, name->slug);
    }

  return copy;
}

void
desk_term_free (DeskTerm *self)
{
  if (self == NULL)
    return;

  g_free (self->uuid);
  g_free (self->portrait);
  g_ptr_array_unref (self->names);
  g_free (self);
}

/**
 * desk_term_get_name:
 * @language: the language of an edition
 *
 * Returns: (nullable): its name in @language, else its oldest one (whose
 *   language a page has to mark); %NULL only when it has none at all
 */
const DeskTermName *
desk_term_get_name (const DeskTerm *self,
                    const char     *language)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (unsigned i = 0; i < self->names->len; i++)
    {
      const DeskTermName *name = self->names->pdata[i];

      if (g_str_equal (name->language, language))
        return name;
    }

  return self->names->len > 0 ? self->names->pdata[0] : NULL;
}

void
desk_term_set_name (DeskTerm   *self,
                    const char *language,
                    const char *name,
                    const char *slug)
{
  DeskTermName *entry = NULL;

  g_return_if_fail (self != NULL && language != NULL && name != NULL && slug != NULL);

  for (unsigned i = 0; i < self->names->len && entry == NULL; i++)
    {
      DeskTermName *candidate = self->names->pdata[i];

      if (g_str_equal (candidate->language, language))
        entry = candidate;
    }

  if (entry == NULL)
    {
      entry = g_new0 (DeskTermName, 1);
      entry->language = g_strdup (language);
      g_ptr_array_add (self->names, entry);
    }

  g_set_str (&entry->name, name);
  g_set_str (&entry->slug, slug);
}

/**
 * desk_term_type_to_string:
 *
 * Returns: the word that the command line and messages use
 */
const char *
desk_term_type_to_string (DeskTermType type)
{
  static const char *const words[DESK_N_TERM_TYPES] = { "section", "tag", "author" };

  g_return_val_if_fail ((unsigned) type < DESK_N_TERM_TYPES, NULL);

  return words[type];
}
