/* desk-store-related.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <glib/gi18n-lib.h>

/* The articles that stand below another: those chosen by hand, in their order,
 * then the likest ones.
 *
 *   score = Σ over keywords that both have of the lower weight
 *           + 2 if that is more than nothing and they are in one section
 *
 * Equally like ones go by date, then id. All lists of a language are made in one
 * pass over the keywords: each text adds up what it shares with the others in
 * one array. Texts are numbered by date and id, so the lower number wins a tie.
 */

#define SECTION_SCORE 2

typedef struct
{
  gint64     edition_id;
  gint64     section_id;
  gboolean   is_archived;  /* stands below no other */
  char      *uuid;         /* borrowed: the key of Pass.lists */
  GPtrArray *list;         /* borrowed: its value */
  unsigned   n_keywords;
  unsigned   first_keyword;
} Text;

/* One keyword of one text. */
typedef struct
{
  unsigned text;
  unsigned word;
  unsigned weight;
} Use;

typedef struct
{
  DeskStore    *store;
  const char   *language;
  unsigned      limit;
  GCancellable *cancellable;
  GHashTable   *lists;   /* char *uuid → GPtrArray of such keys */
  GArray       *texts;   /* of Text */
  GHashTable   *numbers; /* edition_id → number of its text + 1 */
  GHashTable   *by_uuid; /* char *uuid, borrowed → likewise */
  GArray       *uses;    /* of Use, by word */
  GArray       *words;   /* of unsigned: the first use of each, and the end */
  Use          *by_text; /* the same uses, by text */
  unsigned     *scores;  /* one a text; 0 between two lists */
  GArray       *touched; /* of unsigned: the texts whose score isn't 0 */
} Pass;

static void
pass_clear (Pass *self)
{
  g_clear_pointer (&self->lists, g_hash_table_unref);
  g_clear_pointer (&self->texts, g_array_unref);
  g_clear_pointer (&self->numbers, g_hash_table_unref);
  g_clear_pointer (&self->by_uuid, g_hash_table_unref);
  g_clear_pointer (&self->uses, g_array_unref);
  g_clear_pointer (&self->words, g_array_unref);
  g_clear_pointer (&self->by_text, g_free);
  g_clear_pointer (&self->scores, g_free);
  g_clear_pointer (&self->touched, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pass, pass_clear)

static gboolean
next_row (Pass          *pass,
          DeskStatement *stmt,
          gboolean      *out_has_row,
          GError       **error)
{
  return !g_cancellable_set_error_if_cancelled (pass->cancellable, error) &&
         desk_store_next (pass->store, stmt, N_("Related articles can't be read"), out_has_row, error);
}

static gboolean
read_texts (Pass    *pass,
            GError **error)
{
  static const char sql[] =
    "SELECT e.id, r.section_id, e.status = 5, a.uuid"
    "  FROM edition AS e JOIN article AS a ON a.id = e.article_id JOIN revision AS r ON r.id = e.released_id"
    " WHERE e.language = ?1 AND e.deleted_us IS NULL AND a.deleted_us IS NULL AND " DESK_IS_SHOWN ("a", "?2")
    " ORDER BY r.date_us DESC, a.uuid";
  g_autoptr(DeskStatement) stmt = desk_store_borrow (pass->store, sql);
  gboolean has_row;

  desk_bind_text (stmt, 1, pass->language);
  sqlite3_bind_int64 (stmt, 2, pass->store->batch_id);
  for (;;)
    {
      Text text = { 0 };

      if (!next_row (pass, stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      text.edition_id = sqlite3_column_int64 (stmt, 0);
      text.section_id = sqlite3_column_int64 (stmt, 1);
      text.is_archived = sqlite3_column_int (stmt, 2);
      text.uuid = desk_column_dup_text (stmt, 3);
      text.list = g_ptr_array_new ();
      g_hash_table_insert (pass->lists, text.uuid, text.list);
      g_array_append_val (pass->texts, text);
      g_hash_table_insert (pass->numbers, GSIZE_TO_POINTER (text.edition_id), GUINT_TO_POINTER (pass->texts->len));
      g_hash_table_insert (pass->by_uuid, text.uuid, GUINT_TO_POINTER (pass->texts->len));
    }
}

static gboolean
read_uses (Pass    *pass,
           GError **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  g_autofree char *last = g_strdup ("");
  gboolean has_row;

  stmt = desk_store_borrow (pass->store,
                            "SELECT word, edition_id, weight FROM keyword WHERE language = ?1 ORDER BY word, edition_id");
  desk_bind_text (stmt, 1, pass->language);
  for (;;)
    {
      const char *word;
      unsigned number;
      Use use;

      if (!next_row (pass, stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      number = GPOINTER_TO_UINT (g_hash_table_lookup (pass->numbers, GSIZE_TO_POINTER (sqlite3_column_int64 (stmt, 1))));
      if (number == 0)
        continue; /* in the trash, or not finished */

      word = (const char *) sqlite3_column_text (stmt, 0);
      if (word == NULL)
        continue; /* in a damaged library */
      if (g_set_str (&last, word))
        g_array_append_val (pass->words, pass->uses->len);
      use = (Use) { number - 1, pass->words->len - 1, (unsigned) sqlite3_column_int (stmt, 2) };
      g_array_append_val (pass->uses, use);
      g_array_index (pass->texts, Text, use.text).n_keywords++;
    }

  g_array_append_val (pass->words, pass->uses->len);
  return TRUE;
}

static void
sort_uses_by_text (Pass *pass)
{
  unsigned n_before = 0;

  for (unsigned i = 0; i < pass->texts->len; i++)
    {
      Text *text = &g_array_index (pass->texts, Text, i);

      text->first_keyword = n_before;
      n_before += text->n_keywords;
      text->n_keywords = 0;
    }

  pass->by_text = g_new (Use, pass->uses->len);
  for (unsigned i = 0; i < pass->uses->len; i++)
    {
      const Use *use = &g_array_index (pass->uses, Use, i);
      Text *text = &g_array_index (pass->texts, Text, use->text);

      pass->by_text[text->first_keyword + text->n_keywords++] = *use;
    }
}

/* What is chosen by hand stands in the list whether it is like the text or not;
 * the text itself, and what readers don't have, doesn't. */
static gboolean
read_by_hand (Pass    *pass,
              GError **error)
{
  static const char sql[] =
    "SELECT e.id, h.other_uuid"
    "  FROM edition AS e JOIN revision_related AS h ON h.revision_id = e.released_id"
    " WHERE e.language = ?1 ORDER BY e.id, h.position";
  g_autoptr(DeskStatement) stmt = desk_store_borrow (pass->store, sql);
  gboolean has_row;

  desk_bind_text (stmt, 1, pass->language);
  for (;;)
    {
      unsigned number, other;
      const char *uuid;
      const Text *text;
      GPtrArray *list;

      if (!next_row (pass, stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      number = GPOINTER_TO_UINT (g_hash_table_lookup (pass->numbers, GSIZE_TO_POINTER (sqlite3_column_int64 (stmt, 0))));
      uuid = (const char *) sqlite3_column_text (stmt, 1);
      other = uuid != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (pass->by_uuid, uuid)) : 0;
      if (number == 0 || other == 0 || other == number)
        continue;

      text = &g_array_index (pass->texts, Text, other - 1);
      list = g_array_index (pass->texts, Text, number - 1).list;
      if (!text->is_archived && list->len < pass->limit && !g_ptr_array_find (list, text->uuid, NULL))
        g_ptr_array_add (list, text->uuid);
    }
}

static void
add_scores (Pass       *pass,
            unsigned    number,
            const Text *text)
{
  for (unsigned k = 0; k < text->n_keywords; k++)
    {
      const Use *own = &pass->by_text[text->first_keyword + k];
      unsigned end = g_array_index (pass->words, unsigned, own->word + 1);

      for (unsigned i = g_array_index (pass->words, unsigned, own->word); i < end; i++)
        {
          const Use *use = &g_array_index (pass->uses, Use, i);

          if (use->text == number)
            continue;
          if (pass->scores[use->text] == 0)
            g_array_append_val (pass->touched, use->text);
          pass->scores[use->text] += MIN (own->weight, use->weight);
        }
    }
}

static gboolean
is_better (const Pass *pass,
           unsigned    one,
           unsigned    two)
{
  if (pass->scores[one] != pass->scores[two])
    return pass->scores[one] > pass->scores[two];

  return one < two;
}

/* Puts @candidate among the best, at most @n_wanted of them, the best first. */
static void
insert_best (const Pass *pass,
             GArray     *best,
             unsigned    n_wanted,
             unsigned    candidate)
{
  unsigned place = best->len;

  while (place > 0 && is_better (pass, candidate, g_array_index (best, unsigned, place - 1)))
    place--;
  if (place >= n_wanted)
    return;

  g_array_insert_val (best, place, candidate);
  if (best->len > n_wanted)
    g_array_set_size (best, n_wanted);
}

static void
finish_list (Pass    *pass,
             unsigned number)
{
  const Text *text = &g_array_index (pass->texts, Text, number);
  g_autoptr(GArray) best = g_array_new (FALSE, FALSE, sizeof (unsigned));
  unsigned n_wanted = pass->limit - text->list->len;

  add_scores (pass, number, text);
  for (unsigned i = 0; i < pass->touched->len; i++)
    {
      unsigned other = g_array_index (pass->touched, unsigned, i);
      const Text *candidate = &g_array_index (pass->texts, Text, other);

      if (candidate->section_id == text->section_id)
        pass->scores[other] += SECTION_SCORE;
      if (!candidate->is_archived && !g_ptr_array_find (text->list, candidate->uuid, NULL))
        insert_best (pass, best, n_wanted, other);
    }

  for (unsigned i = 0; i < best->len; i++)
    g_ptr_array_add (text->list, g_array_index (pass->texts, Text, g_array_index (best, unsigned, i)).uuid);
  for (unsigned i = 0; i < pass->touched->len; i++)
    pass->scores[g_array_index (pass->touched, unsigned, i)] = 0;
  g_array_set_size (pass->touched, 0);
}

/**
 * desk_store_list_related:
 * @language: an edition's language
 * @limit: at most so many below each
 *
 * Lists what stands below each released text in @language: only what is released
 * in it too and not archived.
 *
 * Returns: (transfer full) (element-type utf8 GPtrArray): the UUID of an article
 *   → those of the articles below it, which the table's keys own
 */
GHashTable *
desk_store_list_related (DeskStore    *self,
                         const char   *language,
                         unsigned      limit,
                         GCancellable *cancellable,
                         GError      **error)
{
  g_auto(Pass) pass = { .store = self, .language = language, .limit = limit, .cancellable = cancellable };

  g_return_val_if_fail (DESK_IS_STORE (self) && language != NULL, NULL);

  pass.lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  pass.texts = g_array_new (FALSE, FALSE, sizeof (Text));
  pass.numbers = g_hash_table_new (NULL, NULL);
  pass.by_uuid = g_hash_table_new (g_str_hash, g_str_equal);
  pass.uses = g_array_new (FALSE, FALSE, sizeof (Use));
  pass.words = g_array_new (FALSE, FALSE, sizeof (unsigned));
  pass.touched = g_array_new (FALSE, FALSE, sizeof (unsigned));
  if (!read_texts (&pass, error) || !read_uses (&pass, error) || !read_by_hand (&pass, error))
    return NULL;

  sort_uses_by_text (&pass);
  pass.scores = g_new0 (unsigned, pass.texts->len);
  for (unsigned i = 0; i < pass.texts->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      finish_list (&pass, i);
    }

  return g_steal_pointer (&pass.lists);
}
