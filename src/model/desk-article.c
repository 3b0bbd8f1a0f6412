/* desk-article.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-model"

#include "config.h"

#include "desk-article.h"

#include "desk-language.h"

static void
desk_credit_free (DeskCredit *credit)
{
  desk_term_free (credit->author);
  g_free (credit->role);
  g_free (credit->affiliation);
  g_free (credit);
}

DeskArticle *
desk_article_new (const char *kind)
{
  DeskArticle *self = g_new0 (DeskArticle, 1);

  self->kind = g_strdup (kind != NULL ? kind : "article");
  self->tags = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_term_free);
  self->credits = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_credit_free);
  self->related = g_ptr_array_new_with_free_func (g_free);
  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->editions = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_edition_free);

  return self;
}

DeskArticle *
desk_article_copy (const DeskArticle *self)
{
  DeskArticle *copy;
  GHashTableIter iter;
  gpointer key, value;

  g_return_val_if_fail (self != NULL, NULL);

  copy = desk_article_new (self->kind);
  copy->uuid = g_strdup (self->uuid);
  copy->version = self->version;
  copy->section = self->section != NULL ? desk_term_copy (self->section) : NULL;
  copy->date_us = self->date_us;
  copy->cover = self->cover != NULL ? desk_media_copy (self->cover) : NULL;
  copy->is_pinned = self->is_pinned;
  copy->created_us = self->created_us;
  copy->changed_us = self->changed_us;
  copy->deleted_us = self->deleted_us;

  for (unsigned i = 0; i < self->tags->len; i++)
    desk_article_add_tag (copy, self->tags->pdata[i]);
  for (unsigned i = 0; i < self->credits->len; i++)
    {
      const DeskCredit *credit = self->credits->pdata[i];

      desk_article_add_credit (copy, credit->author, credit->role, credit->affiliation);
    }
  for (unsigned i = 0; i < self->related->len; i++)
    g_ptr_array_add (copy->related, g_strdup (self->related->pdata[i]));
  g_hash_table_iter_init (&iter, self->fields);
  while (g_hash_table_iter_next (&iter, &key, &value))
    desk_article_set_field (copy, key, value);
  for (unsigned i = 0; i < self->editions->len; i++)
    g_ptr_array_add (copy->editions, desk_edition_copy (self->editions->pdata[i]));

  return copy;
}

void
desk_article_free (DeskArticle *self)
{
  if (self == NULL)
    return;

  g_free (self->uuid);
  g_free (self->kind);
  desk_term_free (self->section);
  desk_media_free (self->cover);
  g_ptr_array_unref (self->tags);
  g_ptr_array_unref (self->credits);
  g_ptr_array_unref (self->related);
  g_hash_table_unref (self->fields);
  g_ptr_array_unref (self->editions);
  g_free (self);
}

void
desk_article_add_credit (DeskArticle    *self,
                         const DeskTerm *author,
                         const char     *role,
                         const char     *affiliation)
{
  DeskCredit *credit = g_new0 (DeskCredit, 1);

  credit->author = desk_term_copy (author);
  credit->role = g_strdup (role != NULL ? role : "author");
  credit->affiliation = g_strdup (affiliation != NULL ? affiliation : "");
  g_ptr_array_add (self->credits, credit);
}

void
desk_article_add_tag (DeskArticle    *self,
                      const DeskTerm *tag)
{
  g_ptr_array_add (self->tags, desk_term_copy (tag));
}

/**
 * desk_article_set_field:
 * @key: one that desk_article_has_field() knows
 * @value: (nullable): %NULL or "" takes the field back
 */
void
desk_article_set_field (DeskArticle *self,
                        const char  *key,
                        const char  *value)
{
  g_return_if_fail (self != NULL && key != NULL);

  if (value == NULL || *value == '\0')
    g_hash_table_remove (self->fields, key);
  else
    g_hash_table_replace (self->fields, g_strdup (key), g_strdup (value));
}

/**
 * desk_article_has_field:
 * @key: "event-start", "event-place.sr"
 *
 * Returns: whether articles can have such a field
 */
gboolean
desk_article_has_field (const char *key)
{
  static const char *const for_all[] = {
    "event-start", "event-end", "event-all-day", "event-online", "event-registration", "event-deadline",
    "event-state", NULL,
  };
  static const char *const per_language[] = { "event-place", "event-address", NULL };
  g_auto(GStrv) parts = g_strsplit (key, ".", 2);

  if (g_strv_length (parts) == 2 && !desk_language_is_well_formed (parts[1]))
    return FALSE;

  return g_strv_contains (per_language, parts[0]) || (g_strv_length (parts) == 1 && g_strv_contains (for_all, parts[0]));
}

/**
 * desk_article_get_edition:
 * @language: an edition's language
 *
 * Returns: (nullable): the edition in exactly that language
 */
DeskEdition *
desk_article_get_edition (const DeskArticle *self,
                          const char        *language)
{
  g_return_val_if_fail (self != NULL && language != NULL, NULL);

  for (unsigned i = 0; i < self->editions->len; i++)
    {
      DeskEdition *edition = self->editions->pdata[i];

      if (g_str_equal (edition->language, language))
        return edition;
    }

  return NULL;
}

/**
 * desk_article_get_shown_edition:
 * @main_language: the library's first language
 *
 * Returns: (nullable): the edition that stands for the article where no
 *   language was asked for: that of @main_language, else the oldest
 */
DeskEdition *
desk_article_get_shown_edition (const DeskArticle *self,
                                const char        *main_language)
{
  DeskEdition *edition = desk_article_get_edition (self, main_language);

  if (edition == NULL && self->editions->len > 0)
    edition = self->editions->pdata[0];

  return edition;
}
