/* desk-author-item.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-author-item.h"

#include "text/desk-script.h"

#include <string.h>

struct _DeskAuthorItem
{
  GObject  parent_instance;

  char    *uuid;
  char    *name;
  char    *sort_key;
  char    *folded;           /* the names in all languages, to be searched */
  gboolean is_organisation;
};

G_DEFINE_FINAL_TYPE (DeskAuthorItem, desk_author_item, G_TYPE_OBJECT)

static void
desk_author_item_finalize (GObject *object)
{
  DeskAuthorItem *self = DESK_AUTHOR_ITEM (object);

  g_free (self->uuid);
  g_free (self->name);
  g_free (self->sort_key);
  g_free (self->folded);

  G_OBJECT_CLASS (desk_author_item_parent_class)->finalize (object);
}

static void
desk_author_item_class_init (DeskAuthorItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_author_item_finalize;
}

static void
desk_author_item_init (DeskAuthorItem *self)
{
}

/**
 * desk_author_item_new:
 * @author: what it is about
 * @language: in which it has its name, if there is one
 *
 * Returns: (transfer full): an item
 */
DeskAuthorItem *
desk_author_item_new (const DeskTerm *author,
                      const char     *language)
{
  DeskAuthorItem *self = g_object_new (DESK_TYPE_AUTHOR_ITEM, NULL);
  const DeskTermName *name = desk_term_get_name (author, language);
  g_autoptr(GString) words = g_string_new (NULL);

  for (unsigned i = 0; i < author->names->len; i++)
    g_string_append_printf (words, "%s ", ((const DeskTermName *) author->names->pdata[i])->name);

  self->uuid = g_strdup (author->uuid);
  self->name = g_strdup (name != NULL ? name->name : "");
  self->sort_key = g_utf8_collate_key (self->name, -1);
  self->folded = desk_script_fold (words->str);
  self->is_organisation = author->is_organisation;

  return self;
}

/**
 * desk_author_item_get_uuid:
 *
 * Returns: (transfer none): the author's public id
 */
const char *
desk_author_item_get_uuid (DeskAuthorItem *self)
{
  g_return_val_if_fail (DESK_IS_AUTHOR_ITEM (self), NULL);

  return self->uuid;
}

/**
 * desk_author_item_get_name:
 *
 * Returns: (transfer none): what to call them
 */
const char *
desk_author_item_get_name (DeskAuthorItem *self)
{
  g_return_val_if_fail (DESK_IS_AUTHOR_ITEM (self), NULL);

  return self->name;
}

/**
 * desk_author_item_is_organisation:
 *
 * Returns: whether the author is an organisation, not a person
 */
gboolean
desk_author_item_is_organisation (DeskAuthorItem *self)
{
  g_return_val_if_fail (DESK_IS_AUTHOR_ITEM (self), FALSE);

  return self->is_organisation;
}

/**
 * desk_author_item_fits:
 * @folded: words as desk_script_fold() gives them
 *
 * Returns: whether a name in any language has them
 */
gboolean
desk_author_item_fits (DeskAuthorItem *self,
                       const char     *folded)
{
  g_return_val_if_fail (DESK_IS_AUTHOR_ITEM (self), FALSE);

  return strstr (self->folded, folded) != NULL;
}

/**
 * desk_author_item_compare:
 * @a: a #DeskAuthorItem
 * @b: another one
 *
 * Returns: which comes first in the alphabet
 */
int
desk_author_item_compare (gconstpointer a,
                          gconstpointer b,
                          gpointer      user_data)
{
  return strcmp (((const DeskAuthorItem *) a)->sort_key, ((const DeskAuthorItem *) b)->sort_key);
}
