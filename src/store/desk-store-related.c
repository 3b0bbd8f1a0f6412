/* desk-store-related.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-released.h"
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

typedef struct
{
  gint64   edition_id;
  gint64   section_id;
  gboolean is_archived;    /* stands below no other */
  char    *uuid;
  GArray  *chosen;         /* (nullable): of unsigned: the texts that people want below it */
  unsigned n_keywords;
  unsigned first_keyword;
} Text;

/* One keyword of one text: the number of the other one, and what it weighs; in four
 * bytes, since there are some thirty a text. */
typedef struct
{
  unsigned number : 26;
  unsigned weight : 6;
} Use;

#define MAX_NUMBER ((1u << 26) - 1)
#define MAX_WEIGHT ((1u << 6) - 1)

typedef struct
{
  DeskStore    *store;
  const char   *language;
  unsigned      limit;
  GCancellable *cancellable;
  GArray       *texts;   /* of Text */
  GHashTable   *numbers; /* edition_id → number of its text + 1 */
  GHashTable   *by_uuid; /* char *uuid, borrowed → likewise */
  GArray       *uses;    /* of Use: texts, by word */
  GArray       *words;   /* of unsigned: the first use of each, and the end */
  Use          *by_text; /* the same uses: words, by text */
  unsigned     *scores;  /* one a text; 0 between two lists */
  unsigned     *touched; /* the texts whose score isn't 0 */
  unsigned      n_touched;
} Pass;

static void
text_clear (gpointer data)
{
  Text *text = data;

  g_free (text->uuid);
  g_clear_pointer (&text->chosen, g_array_unref);
}

static void
pass_clear (Pass *self)
{
  g_clear_pointer (&self->texts, g_array_unref);
  g_clear_pointer (&self->numbers, g_hash_table_unref);
  g_clear_pointer (&self->by_uuid, g_hash_table_unref);
  g_clear_pointer (&self->uses, g_array_unref);
  g_clear_pointer (&self->words, g_array_unref);
  g_clear_pointer (&self->by_text, g_free);
  g_clear_pointer (&self->scores, g_free);
  g_clear_pointer (&self->touched, g_free);
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
      if (word == NULL || sqlite3_column_int (stmt, 2) <= 0 || pass->words->len == MAX_NUMBER || number == MAX_NUMBER)
        continue; /* in a damaged library, or one of 67 million texts */
      if (g_set_str (&last, word))
        g_array_append_val (pass->words, pass->uses->len);
      use = (Use) { number - 1, MIN ((unsigned) sqlite3_column_int (stmt, 2), MAX_WEIGHT) };
      g_array_append_val (pass->uses, use);
      g_array_index (pass->texts, Text, use.number).n_keywords++;
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
  for (unsigned word = 0; word + 1 < pass->words->len; word++)
    {
      for (unsigned i = g_array_index (pass->words, unsigned, word); i < g_array_index (pass->words, unsigned, word + 1); i++)
        {
          const Use *use = &g_array_index (pass->uses, Use, i);
          Text *text = &g_array_index (pass->texts, Text, use->number);

          pass->by_text[text->first_keyword + text->n_keywords++] = (Use) { word, use->weight };
        }
    }
}

static gboolean
is_chosen (const Text *text,
           unsigned    other)
{
  for (unsigned i = 0; text->chosen != NULL && i < text->chosen->len; i++)
    {
      if (g_array_index (text->chosen, unsigned, i) == other)
        return TRUE;
    }

  return FALSE;
}

static void
choose (const Pass *pass,
        Text       *text,
        unsigned    other)
{
  unsigned n_chosen = text->chosen != NULL ? text->chosen->len : 0;

  if (g_array_index (pass->texts, Text, other).is_archived || n_chosen == pass->limit || is_chosen (text, other))
    return;
  if (text->chosen == NULL)
    text->chosen = g_array_new (FALSE, FALSE, sizeof (unsigned));
  g_array_append_val (text->chosen, other);
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

      if (!next_row (pass, stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      number = GPOINTER_TO_UINT (g_hash_table_lookup (pass->numbers, GSIZE_TO_POINTER (sqlite3_column_int64 (stmt, 0))));
      uuid = (const char *) sqlite3_column_text (stmt, 1);
      other = uuid != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (pass->by_uuid, uuid)) : 0;
      if (number == 0 || other == 0 || other == number)
        continue;

      choose (pass, &g_array_index (pass->texts, Text, number - 1), other - 1);
    }
}

static void
add_scores (Pass       *pass,
            unsigned    number,
            const Text *text)
{
  const unsigned *words = (const unsigned *) pass->words->data;
  const Use *uses = (const Use *) pass->uses->data;
  unsigned *scores = pass->scores;
  unsigned n_touched = 0;

  for (unsigned k = 0; k < text->n_keywords; k++)
    {
      const Use *own = &pass->by_text[text->first_keyword + k];
      const Use *end = uses + words[own->number + 1];

      for (const Use *use = uses + words[own->number]; use < end; use++)
        {
          pass->touched[n_touched] = use->number;
          n_touched += scores[use->number] == 0;
          scores[use->number] += MIN (own->weight, use->weight);
        }
    }

  pass->n_touched = n_touched;
  scores[number] = 0; /* though it stays among the touched, it is like itself only */
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
find_best (Pass       *pass,
           unsigned    number,
           const Text *text,
           GArray     *best,
           unsigned    n_wanted)
{
  add_scores (pass, number, text);
  for (unsigned i = 0; i < pass->n_touched; i++)
    {
      unsigned other = pass->touched[i];
      const Text *candidate = &g_array_index (pass->texts, Text, other);

      if (other == number)
        continue;
      if (candidate->section_id == text->section_id)
        pass->scores[other] += DESK_ALIKE_SECTION;
      if (!candidate->is_archived && !is_chosen (text, other) &&
          (best->len < n_wanted || is_better (pass, other, g_array_index (best, unsigned, best->len - 1))))
        insert_best (pass, best, n_wanted, other);
    }
}

static void
add_related (const Pass *pass,
             GArray     *related,
             unsigned    number,
             gint64      score)
{
  DeskAlike one = { g_array_index (pass->texts, Text, number).edition_id, score };

  g_array_append_val (related, one);
}

static gboolean
finish_list (Pass           *pass,
             unsigned        number,
             DeskRelatedFunc func,
             gpointer        user_data,
             GError        **error)
{
  const Text *text = &g_array_index (pass->texts, Text, number);
  g_autoptr(GArray) best = g_array_new (FALSE, FALSE, sizeof (unsigned));
  g_autoptr(GArray) related = g_array_new (FALSE, FALSE, sizeof (DeskAlike));
  unsigned n_chosen = text->chosen != NULL ? text->chosen->len : 0;

  for (unsigned i = 0; i < n_chosen; i++)
    add_related (pass, related, g_array_index (text->chosen, unsigned, i), G_MAXINT32);
  if (n_chosen < pass->limit)
    find_best (pass, number, text, best, pass->limit - n_chosen);
  for (unsigned i = 0; i < best->len; i++)
    add_related (pass, related, g_array_index (best, unsigned, i), pass->scores[g_array_index (best, unsigned, i)]);
  for (unsigned i = 0; i < pass->n_touched; i++)
    pass->scores[pass->touched[i]] = 0;
  pass->n_touched = 0;

  return func (text->edition_id, related, user_data, error);
}

/**
 * desk_store_foreach_related:
 * @language: an edition's language
 * @limit: at most so many below each
 * @func: told what stands below each released text in @language: only what is
 *   released in it too and not archived
 *
 * Returns: %FALSE with @error set
 */
gboolean
desk_store_foreach_related (DeskStore      *self,
                            const char     *language,
                            unsigned        limit,
                            DeskRelatedFunc func,
                            gpointer        user_data,
                            GCancellable   *cancellable,
                            GError        **error)
{
  g_auto(Pass) pass = { .store = self, .language = language, .limit = limit, .cancellable = cancellable };

  g_return_val_if_fail (DESK_IS_STORE (self) && language != NULL, FALSE);

  pass.texts = g_array_new (FALSE, FALSE, sizeof (Text));
  g_array_set_clear_func (pass.texts, text_clear);
  pass.numbers = g_hash_table_new (NULL, NULL);
  pass.by_uuid = g_hash_table_new (g_str_hash, g_str_equal);
  pass.uses = g_array_new (FALSE, FALSE, sizeof (Use));
  pass.words = g_array_new (FALSE, FALSE, sizeof (unsigned));
  if (!read_texts (&pass, error) || !read_uses (&pass, error) || !read_by_hand (&pass, error))
    return FALSE;

  sort_uses_by_text (&pass);
  pass.scores = g_new0 (unsigned, pass.texts->len);
  pass.touched = g_new (unsigned, pass.texts->len + 1);
  for (unsigned i = 0; i < pass.texts->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !finish_list (&pass, i, func, user_data, error))
        return FALSE;
    }

  return TRUE;
}

/* Lists by UUID */

typedef struct
{
  GHashTable *uuids; /* edition_id → char *, borrowed */
  GHashTable *lists;
} Lists;

static gboolean
read_uuids (DeskStore  *self,
            const char *language,
            Lists      *lists,
            GError    **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (self,
                            "SELECT e.id, a.uuid FROM edition AS e JOIN article AS a ON a.id = e.article_id"
                            " WHERE e.language = ?1 AND e.released_id IS NOT NULL");
  desk_bind_text (stmt, 1, language);
  for (;;)
    {
      char *uuid;

      if (!desk_store_next (self, stmt, N_("Related articles can't be read"), &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      uuid = desk_column_dup_text (stmt, 1);
      g_hash_table_insert (lists->lists, uuid, g_ptr_array_new ());
      g_hash_table_insert (lists->uuids, GSIZE_TO_POINTER ((gsize) sqlite3_column_int64 (stmt, 0)), uuid);
    }
}

static gboolean
take_list (gint64        edition_id,
           const GArray *related,
           gpointer      user_data,
           GError      **error)
{
  Lists *lists = user_data;
  const char *uuid = g_hash_table_lookup (lists->uuids, GSIZE_TO_POINTER ((gsize) edition_id));
  GPtrArray *list = uuid != NULL ? g_hash_table_lookup (lists->lists, uuid) : NULL;

  for (unsigned i = 0; list != NULL && i < related->len; i++)
    {
      char *other = g_hash_table_lookup (lists->uuids, GSIZE_TO_POINTER ((gsize) g_array_index (related, DeskAlike, i).edition_id));

      if (other != NULL)
        g_ptr_array_add (list, other);
    }

  return TRUE;
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
  g_autoptr(GHashTable) uuids = g_hash_table_new (NULL, NULL);
  g_autoptr(GHashTable) lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  Lists found = { uuids, lists };

  g_return_val_if_fail (DESK_IS_STORE (self) && language != NULL, NULL);

  return read_uuids (self, language, &found, error) &&
         desk_store_foreach_related (self, language, limit, take_list, &found, cancellable, error)
         ? g_steal_pointer (&lists) : NULL;
}

/**
 * desk_store_list_alike:
 *
 * Returns: (transfer full) (element-type DeskAlike): every edition that shares a
 *   keyword with a released text, the likest first, without what the section adds
 */
GArray *
desk_store_list_alike (DeskStore *self,
                       gint64     edition_id,
                       GError   **error)
{
  static const char sql[] =
    "SELECT o.edition_id, sum (min (o.weight, k.weight)) AS score"
    "  FROM keyword AS k JOIN keyword AS o ON o.language = k.language AND o.word = k.word"
    " WHERE k.edition_id = ?1 AND o.edition_id <> ?1 GROUP BY o.edition_id ORDER BY score DESC";
  g_autoptr(GArray) alike = g_array_new (FALSE, FALSE, sizeof (DeskAlike));
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, edition_id);
  for (;;)
    {
      DeskAlike one;

      if (!desk_store_next (self, stmt, N_("Related articles can't be read"), &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&alike);
      one.edition_id = sqlite3_column_int64 (stmt, 0);
      one.score = sqlite3_column_int64 (stmt, 1);
      g_array_append_val (alike, one);
    }
}
