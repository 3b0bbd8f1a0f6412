/* desk-store-keyword.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* What a released text is about: its keywords, by which RELATED finds texts that
 * are like it. They are the 32 strongest stems of title and summary, 3 for each
 * time in the title and 1 for each in the summary, and its tags, "#" and the
 * row, at 4. Words that say nothing of a text are left out. How alike two texts
 * are depends on their keywords alone, so a release writes its own and nothing
 * else, however many others share them. */

#define MAX_STEMS 32
#define TITLE_WEIGHT 3
#define TAG_WEIGHT 4
#define MIN_WORD_CHARS 4
#define KEYWORDS_BETWEEN_LOOKS 64

/* English and Serbian ones, folded and in the order of strcmp(). Shorter ones are
 * left out by their length. */
static const char *const common_words[] = {
  "about", "after", "again", "also", "been", "before", "being", "between", "bice", "bila", "bile", "bili", "bilo",
  "biti", "could", "does", "each", "even", "every", "from", "have", "here", "hoce", "into", "ipak", "jesu", "just",
  "kada", "kako", "koja", "koje", "koji", "kojih", "kojim", "kojima", "koju", "many", "mogu", "more", "most", "moze",
  "much", "nego", "neka", "neke", "neki", "nije", "nisu", "njih", "njihov", "only", "other", "ovaj", "over", "posle",
  "preko", "prema", "said", "same", "samo", "says", "should", "since", "some", "such", "svih", "svoj", "svoje",
  "takodje", "than", "that", "their", "them", "then", "there", "these", "they", "this", "those", "through", "toga",
  "tome", "treba", "under", "until", "very", "vise", "were", "what", "when", "where", "which", "while", "will",
  "with", "would", "your", "zato", "zbog",
};

typedef struct
{
  char    *stem;
  unsigned weight;
} Stem;

static void
stem_free (Stem *stem)
{
  g_free (stem->stem);
  g_free (stem);
}

static int
compare_words (const void *a,
               const void *b)
{
  return strcmp (a, *(const char *const *) b);
}

static gboolean
is_common (const char *word)
{
  return bsearch (word, common_words, G_N_ELEMENTS (common_words), sizeof *common_words, compare_words) != NULL;
}

static void
count_words (GHashTable  *weights,
             DeskStemmer *stemmer,
             const char  *text,
             unsigned     weight)
{
  DeskWords words;

  desk_words_init (&words, text, -1, FALSE);
  while (desk_words_next (&words))
    {
      const char *stem;
      gpointer old;

      if (g_utf8_strlen (words.folded, -1) < MIN_WORD_CHARS || is_common (words.folded))
        continue;

      stem = stemmer != NULL ? desk_stemmer_stem (stemmer, &words) : NULL;
      if (stem == NULL)
        stem = words.folded;
      old = g_hash_table_lookup (weights, stem);
      g_hash_table_replace (weights, g_strdup (stem), GUINT_TO_POINTER (GPOINTER_TO_UINT (old) + weight));
    }
}

static int
by_weight (gconstpointer a,
           gconstpointer b)
{
  const Stem *one = *(Stem *const *) a;
  const Stem *two = *(Stem *const *) b;

  if (one->weight != two->weight)
    return one->weight > two->weight ? -1 : 1;

  return strcmp (one->stem, two->stem);
}

static GPtrArray *
strongest_stems (DeskStemmers      *stemmers,
                 const DeskEdition *edition)
{
  g_autoptr(GHashTable) weights = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *stems = g_ptr_array_new_with_free_func ((GDestroyNotify) stem_free);
  DeskStemmer *stemmer = desk_stemmers_get (stemmers, desk_stemmer_kind_of (edition->language));
  GHashTableIter iter;
  gpointer key, value;

  count_words (weights, stemmer, edition->title, TITLE_WEIGHT);
  count_words (weights, stemmer, edition->summary, 1);

  g_hash_table_iter_init (&iter, weights);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      Stem *stem = g_new (Stem, 1);

      *stem = (Stem) { .stem = g_strdup (key), .weight = GPOINTER_TO_UINT (value) };
      g_ptr_array_add (stems, stem);
    }
  g_ptr_array_sort (stems, by_weight);
  if (stems->len > MAX_STEMS)
    g_ptr_array_set_size (stems, MAX_STEMS);

  return stems;
}

static gboolean
run_with_id (DeskStore  *self,
             const char *sql,
             gint64      edition_id,
             GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);

  sqlite3_bind_int64 (stmt, 1, edition_id);

  return desk_store_run (self, stmt, N_("Related articles can't be saved"), error);
}

/**
 * desk_store_forget_keywords:
 *
 * Takes an edition out of all lists of related articles; within a transaction.
 */
gboolean
desk_store_forget_keywords (DeskStore *self,
                            gint64     edition_id,
                            GError   **error)
{
  if (self->keywords != NULL)
    desk_keywords_forget (self->keywords, edition_id);

  return run_with_id (self, "DELETE FROM keyword WHERE edition_id = ?1", edition_id, error);
}

static gboolean
write_keyword (DeskStore         *self,
               const DeskKeyword *keyword,
               GError           **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self,
                            "INSERT OR REPLACE INTO keyword (language, word, edition_id, weight) VALUES (?1, ?2, ?3, ?4)");
  desk_bind_text (stmt, 1, keyword->language);
  desk_bind_text (stmt, 2, keyword->word);
  sqlite3_bind_int64 (stmt, 3, keyword->edition_id);
  sqlite3_bind_int64 (stmt, 4, keyword->weight);

  return desk_store_run (self, stmt, N_("Related articles can't be saved"), error);
}

static gboolean
save_keyword (DeskStore  *self,
              const char *language,
              const char *word,
              gint64      edition_id,
              gint64      weight,
              GError    **error)
{
  const DeskKeyword keyword = { language, word, edition_id, weight };

  if (self->keywords == NULL)
    return write_keyword (self, &keyword, error);

  desk_keywords_add (self->keywords, language, word, edition_id, weight);
  return TRUE;
}

static gboolean
save_tags (DeskStore  *self,
           gint64      edition_id,
           const char *language,
           GError    **error)
{
  g_autoptr(GArray) tags = g_array_new (FALSE, FALSE, sizeof (gint64));
  DeskStatement *stmt = NULL;
  gboolean has_row = TRUE;
  gboolean is_read = TRUE;

  stmt = desk_store_borrow (self,
                            "SELECT t.tag_id FROM edition AS e JOIN revision_tag AS t ON t.revision_id = e.released_id"
                            " WHERE e.id = ?1");
  sqlite3_bind_int64 (stmt, 1, edition_id);
  while (is_read && has_row)
    {
      is_read = desk_store_next (self, stmt, N_("Related articles can't be saved"), &has_row, error);
      if (is_read && has_row)
        {
          gint64 id = sqlite3_column_int64 (stmt, 0);

          g_array_append_val (tags, id);
        }
    }
  desk_statement_release (stmt);

  for (unsigned i = 0; is_read && i < tags->len; i++)
    {
      char word[24];

      g_snprintf (word, sizeof word, "#%" G_GINT64_FORMAT, g_array_index (tags, gint64, i));
      is_read = save_keyword (self, language, word, edition_id, TAG_WEIGHT, error);
    }

  return is_read;
}

/**
 * desk_store_save_keywords:
 * @edition_id: an edition that was just released; for a bulk write a new one
 * @edition: as readers get it
 *
 * Keeps what a released text is about; within a transaction.
 */
gboolean
desk_store_save_keywords (DeskStore         *self,
                          gint64             edition_id,
                          const DeskEdition *edition,
                          GError           **error)
{
  g_autoptr(GPtrArray) stems = strongest_stems (self->stemmers, edition);

  if (self->keywords == NULL && !desk_store_forget_keywords (self, edition_id, error))
    return FALSE;
  for (unsigned i = 0; i < stems->len; i++)
    {
      const Stem *stem = stems->pdata[i];

      if (!save_keyword (self, edition->language, stem->stem, edition_id, stem->weight, error))
        return FALSE;
    }

  return save_tags (self, edition_id, edition->language, error);
}

/**
 * desk_store_write_keywords:
 * @until_us: the monotonic time to stop at
 * @out_is_done: (out): whether all are written
 *
 * Writes what a bulk write has gathered, in the order of the table; within a
 * transaction.
 */
gboolean
desk_store_write_keywords (DeskStore *self,
                           gint64     until_us,
                           gboolean  *out_is_done,
                           GError   **error)
{
  *out_is_done = FALSE;
  do
    {
      for (unsigned i = 0; i < KEYWORDS_BETWEEN_LOOKS; i++)
        {
          const DeskKeyword *keyword = desk_keywords_next (self->keywords);

          *out_is_done = keyword == NULL;
          if (keyword == NULL)
            return TRUE;
          if (!write_keyword (self, keyword, error))
            return FALSE;
        }
    }
  while (g_get_monotonic_time () < until_us);

  return TRUE;
}
