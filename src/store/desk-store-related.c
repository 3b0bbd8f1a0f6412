/* desk-store-related.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-likeness.h"
#include "desk-released.h"
#include "desk-store-private.h"

#include <glib/gi18n-lib.h>

/* The articles that stand below another: those chosen by hand, in their order,
 * then the likest ones (desk-likeness.h). All lists of a language are made in one
 * pass over the keywords. Texts are numbered by date and id, so the lower number wins
 * a tie.
 */

typedef struct
{
  gint64   edition_id;
  gboolean is_archived;    /* stands below no other */
  char    *uuid;
  GArray  *chosen;         /* (nullable): of unsigned: the texts that people want below it */
} Text;

typedef struct
{
  DeskStore    *store;
  const char   *language;
  unsigned      limit;
  GCancellable *cancellable;
  GArray       *texts;   /* of Text */
  GHashTable   *numbers; /* edition_id → number of its text + 1 */
  GHashTable   *by_uuid; /* char *uuid, borrowed → likewise */
  DeskLikeness *likeness;
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
  g_clear_pointer (&self->likeness, desk_likeness_free);
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
  while (pass->texts->len < DESK_LIKENESS_MAX_TEXTS)
    {
      Text text = { 0 };

      if (!next_row (pass, stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      text.edition_id = sqlite3_column_int64 (stmt, 0);
      text.is_archived = sqlite3_column_int (stmt, 2);
      text.uuid = desk_column_dup_text (stmt, 3);
      g_array_append_val (pass->texts, text);
      desk_likeness_add_text (pass->likeness, sqlite3_column_int64 (stmt, 1), text.is_archived);
      g_hash_table_insert (pass->numbers, GSIZE_TO_POINTER (text.edition_id), GUINT_TO_POINTER (pass->texts->len));
      g_hash_table_insert (pass->by_uuid, text.uuid, GUINT_TO_POINTER (pass->texts->len));
    }

  return TRUE;
}

/* Those who have a word, by their numbers. */
static int
by_number (gconstpointer a,
           gconstpointer b)
{
  const DeskLike *one = a;
  const DeskLike *two = b;

  return (one->number > two->number) - (one->number < two->number);
}

static void
add_word (Pass   *pass,
          GArray *uses) /* DeskLike, whose score is the weight */
{
  if (uses->len < 2) /* it makes nothing like anything */
    return;

  g_array_sort (uses, by_number);
  desk_likeness_begin_word (pass->likeness);
  for (unsigned i = 0; i < uses->len; i++)
    desk_likeness_add_use (pass->likeness, g_array_index (uses, DeskLike, i).number, g_array_index (uses, DeskLike, i).score);
}

static gboolean
read_uses (Pass    *pass,
           GError **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  g_autoptr(GArray) uses = g_array_new (FALSE, FALSE, sizeof (DeskLike));
  g_autofree char *last = g_strdup ("");
  gboolean has_row;

  stmt = desk_store_borrow (pass->store,
                            "SELECT word, edition_id, weight FROM keyword WHERE language = ?1 ORDER BY word, edition_id");
  desk_bind_text (stmt, 1, pass->language);
  for (;;)
    {
      const char *word;
      unsigned number;
      DeskLike use;

      if (!next_row (pass, stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      number = GPOINTER_TO_UINT (g_hash_table_lookup (pass->numbers, GSIZE_TO_POINTER (sqlite3_column_int64 (stmt, 1))));
      word = (const char *) sqlite3_column_text (stmt, 0);
      if (number == 0 || word == NULL || sqlite3_column_int (stmt, 2) <= 0)
        continue; /* in the trash, or not finished; or in a damaged library */

      if (!g_str_equal (last, word))
        {
          add_word (pass, uses);
          g_array_set_size (uses, 0);
          g_set_str (&last, word);
        }
      use = (DeskLike) { number - 1, (unsigned) sqlite3_column_int (stmt, 2) };
      g_array_append_val (uses, use);
    }

  add_word (pass, uses);
  return TRUE;
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
  const unsigned *chosen = text->chosen != NULL ? (const unsigned *) text->chosen->data : NULL;
  unsigned n_chosen = text->chosen != NULL ? text->chosen->len : 0;
  g_autoptr(GArray) best = g_array_new (FALSE, FALSE, sizeof (DeskLike));
  g_autoptr(GArray) related = g_array_new (FALSE, FALSE, sizeof (DeskAlike));

  for (unsigned i = 0; i < n_chosen; i++)
    add_related (pass, related, chosen[i], G_MAXINT32);
  if (n_chosen < pass->limit)
    desk_likeness_find (pass->likeness, number, chosen, n_chosen, pass->limit - n_chosen, best);
  for (unsigned i = 0; i < best->len; i++)
    add_related (pass, related, g_array_index (best, DeskLike, i).number, g_array_index (best, DeskLike, i).score);

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
  pass.likeness = desk_likeness_new ();
  if (!read_texts (&pass, error) || !read_uses (&pass, error) || !read_by_hand (&pass, error))
    return FALSE;

  desk_likeness_prepare (pass.likeness);
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

/* One text and what it shares with others */

typedef struct
{
  char    *language;
  char    *word;
  unsigned weight;
} Keyword;

static void
keyword_clear (gpointer data)
{
  Keyword *keyword = data;

  g_free (keyword->language);
  g_free (keyword->word);
}

/* In a damaged library it may be any number. */
static unsigned
weight_of (DeskStatement *stmt,
           int            column)
{
  return (unsigned) CLAMP (sqlite3_column_int (stmt, column), 0, DESK_LIKENESS_MAX_WEIGHT);
}

static GArray *
list_keywords (DeskStore *self,
               gint64     edition_id,
               GError   **error)
{
  g_autoptr(GArray) keywords = g_array_new (FALSE, FALSE, sizeof (Keyword));
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, "SELECT language, word, weight FROM keyword WHERE edition_id = ?1");
  gboolean has_row;

  g_array_set_clear_func (keywords, keyword_clear);
  sqlite3_bind_int64 (stmt, 1, edition_id);
  for (;;)
    {
      Keyword keyword;

      if (!desk_store_next (self, stmt, N_("Related articles can't be read"), &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&keywords);
      keyword = (Keyword) { desk_column_dup_text (stmt, 0), desk_column_dup_text (stmt, 1), weight_of (stmt, 2) };
      g_array_append_val (keywords, keyword);
    }
}

/* Adds to @scores, of editions, what they share of a word. */
static gboolean
add_sharing (DeskStore     *self,
             const Keyword *keyword,
             GHashTable    *scores,
             GError       **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (self, "SELECT edition_id, weight FROM keyword WHERE language = ?1 AND word = ?2");
  desk_bind_text (stmt, 1, keyword->language);
  desk_bind_text (stmt, 2, keyword->word);
  for (;;)
    {
      gpointer id, score;

      if (!desk_store_next (self, stmt, N_("Related articles can't be read"), &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      id = GSIZE_TO_POINTER ((gsize) sqlite3_column_int64 (stmt, 0));
      score = g_hash_table_lookup (scores, id);
      g_hash_table_insert (scores, id, GUINT_TO_POINTER (GPOINTER_TO_UINT (score) +
                                                         MIN (keyword->weight, weight_of (stmt, 1))));
    }
}

/* The likest first. Scores are small numbers that many have, so each gets its places by
 * being counted. */
static GArray *
sort_by_score (GHashTable *scores)
{
  GArray *alike = g_array_sized_new (FALSE, FALSE, sizeof (DeskAlike), g_hash_table_size (scores));
  g_autoptr(GArray) places = g_array_new (FALSE, TRUE, sizeof (unsigned)); /* by score: how many have it, then where the next goes */
  unsigned n_before = 0;
  GHashTableIter iter;
  gpointer id, score;

  g_hash_table_iter_init (&iter, scores);
  while (g_hash_table_iter_next (&iter, &id, &score))
    {
      if (GPOINTER_TO_UINT (score) >= places->len)
        g_array_set_size (places, GPOINTER_TO_UINT (score) + 1);
      g_array_index (places, unsigned, GPOINTER_TO_UINT (score))++;
    }
  for (unsigned i = places->len; i > 0; i--)
    {
      unsigned n = g_array_index (places, unsigned, i - 1);

      g_array_index (places, unsigned, i - 1) = n_before;
      n_before += n;
    }

  g_array_set_size (alike, n_before);
  g_hash_table_iter_init (&iter, scores);
  while (g_hash_table_iter_next (&iter, &id, &score))
    {
      unsigned place = g_array_index (places, unsigned, GPOINTER_TO_UINT (score))++;

      g_array_index (alike, DeskAlike, place) = (DeskAlike) { (gint64) GPOINTER_TO_SIZE (id), GPOINTER_TO_UINT (score) };
    }

  return alike;
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
  g_autoptr(GArray) keywords = NULL;
  g_autoptr(GHashTable) scores = g_hash_table_new (NULL, NULL);

  g_return_val_if_fail (DESK_IS_STORE (self), NULL);

  keywords = list_keywords (self, edition_id, error);
  for (unsigned i = 0; keywords != NULL && i < keywords->len; i++)
    {
      if (!add_sharing (self, &g_array_index (keywords, Keyword, i), scores, error))
        return NULL;
    }
  if (keywords == NULL)
    return NULL;

  g_hash_table_remove (scores, GSIZE_TO_POINTER ((gsize) edition_id));
  return sort_by_score (scores);
}
