/* desk-merge-fields.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-model"

#include "config.h"

#include "desk-merge-fields.h"

/* A field that one of the two has changed is that one's. One that both have
 * changed, each otherwise, is mine, for I am the later, and is named, so that
 * somebody can be told. Of a list each can add and take out what it likes.
 */

typedef enum
{
  SOURCE_THEIRS,
  SOURCE_MINE,
  SOURCE_BOTH_CHANGED, /* mine as well */
} Source;

static Source
choose (gboolean is_mine_changed,
        gboolean is_theirs_changed,
        gboolean are_same)
{
  if (!is_mine_changed || are_same)
    return SOURCE_THEIRS;

  return is_theirs_changed ? SOURCE_BOTH_CHANGED : SOURCE_MINE;
}

static gboolean
note (Source      source,
      DeskFields  field,
      DeskFields *overruled)
{
  if (source == SOURCE_BOTH_CHANGED)
    *overruled |= field;

  return source != SOURCE_THEIRS;
}

static gboolean
is_mine_text (const char *base,
              const char *mine,
              const char *theirs,
              DeskFields  field,
              DeskFields *overruled)
{
  return note (choose (g_strcmp0 (mine, base) != 0, g_strcmp0 (theirs, base) != 0, g_strcmp0 (mine, theirs) == 0),
               field, overruled);
}

static gboolean
is_mine_number (gint64      base,
                gint64      mine,
                gint64      theirs,
                DeskFields  field,
                DeskFields *overruled)
{
  return note (choose (mine != base, theirs != base, mine == theirs), field, overruled);
}

typedef const char *(*KeyFunc) (gconstpointer item);

static const char *
get_term_key (gconstpointer item)
{
  return item != NULL ? ((const DeskTerm *) item)->uuid : NULL;
}

static const char *
get_credit_key (gconstpointer item)
{
  return get_term_key (((const DeskCredit *) item)->author);
}

static const char *
get_related_key (gconstpointer item)
{
  return item;
}

static const char *
get_media_key (const DeskMedia *media)
{
  return media != NULL ? media->uuid : NULL;
}

static int
find (const GPtrArray *list,
      KeyFunc          get_key,
      gconstpointer    item)
{
  for (unsigned i = 0; i < list->len; i++)
    {
      if (g_strcmp0 (get_key (list->pdata[i]), get_key (item)) == 0)
        return (int) i;
    }

  return -1;
}

/* Whether @list has what it shares with @base in the order of @base. */
static gboolean
has_order_of (const GPtrArray *list,
              const GPtrArray *base,
              KeyFunc          get_key)
{
  int last = -1;

  for (unsigned i = 0; i < list->len; i++)
    {
      int index = find (base, get_key, list->pdata[i]);

      if (index >= 0 && index < last)
        return FALSE;
      last = MAX (last, index);
    }

  return TRUE;
}

/* Behind the nearest item before it that is there, else before the nearest one
 * behind it, else last. */
static void
insert_added (GPtrArray       *items,
              const GPtrArray *list,
              unsigned         index,
              KeyFunc          get_key)
{
  int before = -1;
  int behind = -1;

  for (unsigned i = index; i-- > 0 && before < 0;)
    before = find (items, get_key, list->pdata[i]);
  for (unsigned i = index + 1; i < list->len && behind < 0; i++)
    behind = find (items, get_key, list->pdata[i]);

  g_ptr_array_insert (items, before >= 0 ? before + 1 : behind, list->pdata[index]);
}

/* The order is that of who has changed it, else theirs.
 *
 * Returns: (transfer container): items that @mine and @theirs own
 */
static GPtrArray *
merge_lists (const GPtrArray *base,
             const GPtrArray *mine,
             const GPtrArray *theirs,
             KeyFunc          get_key)
{
  gboolean is_mine_first = !has_order_of (mine, base, get_key);
  const GPtrArray *first = is_mine_first ? mine : theirs;
  const GPtrArray *second = is_mine_first ? theirs : mine;
  GPtrArray *items = g_ptr_array_new ();

  for (unsigned i = 0; i < first->len; i++)
    {
      gpointer item = first->pdata[i];

      if (find (base, get_key, item) < 0 || find (second, get_key, item) >= 0)
        g_ptr_array_add (items, item);
    }
  for (unsigned i = 0; i < second->len; i++)
    {
      if (find (base, get_key, second->pdata[i]) < 0 && find (items, get_key, second->pdata[i]) < 0)
        insert_added (items, second, i, get_key);
    }

  return items;
}

static void
merge_tags (DeskArticle       *merged,
            const DeskArticle *base,
            const DeskArticle *mine,
            const DeskArticle *theirs)
{
  g_autoptr(GPtrArray) items = merge_lists (base->tags, mine->tags, theirs->tags, get_term_key);

  g_ptr_array_set_size (merged->tags, 0);
  for (unsigned i = 0; i < items->len; i++)
    desk_article_add_tag (merged, items->pdata[i]);
}

/* Each credit with its role and affiliation as whoever changed them wants it. */
static void
merge_credits (DeskArticle       *merged,
               const DeskArticle *base,
               const DeskArticle *mine,
               const DeskArticle *theirs,
               DeskFields        *overruled)
{
  g_autoptr(GPtrArray) items = merge_lists (base->credits, mine->credits, theirs->credits, get_credit_key);

  g_ptr_array_set_size (merged->credits, 0);
  for (unsigned i = 0; i < items->len; i++)
    {
      const DeskCredit *item = items->pdata[i];
      int places[] = { find (base->credits, get_credit_key, item), find (mine->credits, get_credit_key, item),
                       find (theirs->credits, get_credit_key, item) };
      const DeskCredit *was = places[0] >= 0 ? base->credits->pdata[places[0]] : item;
      const DeskCredit *my = places[1] >= 0 ? mine->credits->pdata[places[1]] : item;
      const DeskCredit *their = places[2] >= 0 ? theirs->credits->pdata[places[2]] : item;
      gboolean is_my_role = is_mine_text (was->role, my->role, their->role, DESK_FIELD_AUTHORS, overruled);
      gboolean is_my_place = is_mine_text (was->affiliation, my->affiliation, their->affiliation,
                                           DESK_FIELD_AUTHORS, overruled);

      desk_article_add_credit (merged, item->author, is_my_role ? my->role : their->role,
                               is_my_place ? my->affiliation : their->affiliation);
    }
}

static void
merge_related (DeskArticle       *merged,
               const DeskArticle *base,
               const DeskArticle *mine,
               const DeskArticle *theirs)
{
  g_autoptr(GPtrArray) items = merge_lists (base->related, mine->related, theirs->related, get_related_key);

  g_ptr_array_set_size (merged->related, 0);
  for (unsigned i = 0; i < items->len; i++)
    g_ptr_array_add (merged->related, g_strdup (items->pdata[i]));
}

/* What only some kinds have, each for itself. */
static void
merge_other_fields (DeskArticle       *merged,
                    const DeskArticle *base,
                    const DeskArticle *mine,
                    const DeskArticle *theirs,
                    DeskFields        *overruled)
{
  const DeskArticle *both[] = { base, mine };

  for (unsigned i = 0; i < G_N_ELEMENTS (both); i++)
    {
      GHashTableIter iter;
      gpointer key;

      g_hash_table_iter_init (&iter, both[i]->fields);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        {
          const char *value = g_hash_table_lookup (mine->fields, key);

          if (is_mine_text (g_hash_table_lookup (base->fields, key), value, g_hash_table_lookup (theirs->fields, key),
                            DESK_FIELD_OTHER, overruled))
            desk_article_set_field (merged, key, value);
        }
    }
}

/**
 * desk_merge_article:
 * @base: the article as both had it before them
 * @mine: what one has made of its fields
 * @theirs: what the other has, and has stored
 * @out_overruled: (out): the fields in which @mine stands though @theirs has
 *   changed them as well
 *
 * Returns: (transfer full): @theirs with the changes of @mine; the editions are
 *   those of @theirs
 */
DeskArticle *
desk_merge_article (const DeskArticle *base,
                    const DeskArticle *mine,
                    const DeskArticle *theirs,
                    DeskFields        *out_overruled)
{
  DeskArticle *merged;
  DeskFields overruled = 0;

  g_return_val_if_fail (base != NULL && mine != NULL && theirs != NULL && out_overruled != NULL, NULL);

  merged = desk_article_copy (theirs);
  if (is_mine_text (base->kind, mine->kind, theirs->kind, DESK_FIELD_KIND, &overruled))
    g_set_str (&merged->kind, mine->kind);
  if (is_mine_number (base->date_us, mine->date_us, theirs->date_us, DESK_FIELD_DATE, &overruled))
    merged->date_us = mine->date_us;
  if (is_mine_number (base->is_pinned, mine->is_pinned, theirs->is_pinned, DESK_FIELD_PINNED, &overruled))
    merged->is_pinned = mine->is_pinned;
  if (is_mine_text (get_term_key (base->section), get_term_key (mine->section), get_term_key (theirs->section),
                    DESK_FIELD_SECTION, &overruled))
    {
      desk_term_free (merged->section);
      merged->section = mine->section != NULL ? desk_term_copy (mine->section) : NULL;
    }
  if (is_mine_text (get_media_key (base->cover), get_media_key (mine->cover), get_media_key (theirs->cover),
                    DESK_FIELD_COVER, &overruled))
    {
      desk_media_free (merged->cover);
      merged->cover = mine->cover != NULL ? desk_media_copy (mine->cover) : NULL;
    }
  merge_tags (merged, base, mine, theirs);
  merge_credits (merged, base, mine, theirs, &overruled);
  merge_related (merged, base, mine, theirs);
  merge_other_fields (merged, base, mine, theirs, &overruled);

  *out_overruled = overruled;
  return merged;
}

/**
 * desk_merge_edition_fields:
 * @base: an edition as both had it before them
 * @mine: what one has made of it
 * @theirs: what the other has, and has stored
 * @out_overruled: (out): the fields in which @mine stands though @theirs has
 *   changed them as well
 *
 * Returns: (transfer full): @theirs with the changes of @mine, but for title,
 *   summary and body, which are left alone
 */
DeskEdition *
desk_merge_edition_fields (const DeskEdition *base,
                           const DeskEdition *mine,
                           const DeskEdition *theirs,
                           DeskFields        *out_overruled)
{
  DeskEdition *merged;
  DeskFields overruled = 0;

  g_return_val_if_fail (base != NULL && mine != NULL && theirs != NULL && out_overruled != NULL, NULL);

  merged = desk_edition_copy (theirs);
  if (is_mine_text (base->script, mine->script, theirs->script, DESK_FIELD_SCRIPT, &overruled))
    g_set_str (&merged->script, mine->script);
  if (is_mine_text (base->source_language, mine->source_language, theirs->source_language,
                    DESK_FIELD_SOURCE_LANGUAGE, &overruled))
    g_set_str (&merged->source_language, mine->source_language);
  if (is_mine_text (base->slug, mine->slug, theirs->slug, DESK_FIELD_SLUG, &overruled))
    g_set_str (&merged->slug, mine->slug);
  if (is_mine_text (base->seo_title, mine->seo_title, theirs->seo_title, DESK_FIELD_SEO_TITLE, &overruled))
    g_set_str (&merged->seo_title, mine->seo_title);
  if (is_mine_text (base->seo_description, mine->seo_description, theirs->seo_description,
                    DESK_FIELD_SEO_DESCRIPTION, &overruled))
    g_set_str (&merged->seo_description, mine->seo_description);
  if (is_mine_number (base->revised_us, mine->revised_us, theirs->revised_us, DESK_FIELD_REVISED, &overruled))
    merged->revised_us = mine->revised_us;
  if (is_mine_number (base->scheduled_us, mine->scheduled_us, theirs->scheduled_us, DESK_FIELD_SCHEDULED, &overruled))
    merged->scheduled_us = mine->scheduled_us;

  *out_overruled = overruled;
  return merged;
}
