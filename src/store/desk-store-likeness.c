/* desk-store-likeness.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include "text/desk-stemmer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How alike two released texts in one language are.
 *
 *   score = 4 × tags they share + Σ over stems they share of the lower weight
 *           + 2 if that is more than nothing and they share the section
 *
 * A stem's weight is 3 for each time it stands in the title and 1 for each time
 * it stands in the summary; an article keeps its 32 strongest. The score
 * depends on the two texts alone, so a release writes only the rows of those
 * that share a stem or a tag with it.
 */

#define MAX_STEMS 32
#define TITLE_WEIGHT 3
#define MIN_WORD_CHARS 4

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

      if (g_utf8_strlen (words.folded, -1) < MIN_WORD_CHARS)
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
strongest_stems (const char *language,
                 const char *title,
                 const char *summary)
{
  g_autoptr(GHashTable) weights = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *stems = g_ptr_array_new_with_free_func ((GDestroyNotify) stem_free);
  g_autoptr(DeskStemmer) stemmer = desk_stemmer_new (language);
  GHashTableIter iter;
  gpointer key, value;

  count_words (weights, stemmer, title, TITLE_WEIGHT);
  count_words (weights, stemmer, summary, 1);

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

  return desk_store_run (self, stmt, _("Related articles can't be saved"), error);
}

/**
 * desk_store_forget_likeness:
 *
 * Takes an edition out of all lists of related articles; within a transaction.
 */
gboolean
desk_store_forget_likeness (DeskStore *self,
                            gint64     edition_id,
                            GError   **error)
{
  return run_with_id (self, "DELETE FROM stem WHERE edition_id = ?1", edition_id, error) &&
         run_with_id (self, "DELETE FROM likeness WHERE edition_id = ?1", edition_id, error) &&
         run_with_id (self, "DELETE FROM likeness WHERE other_id = ?1", edition_id, error);
}

static gboolean
save_stems (DeskStore  *self,
            gint64      edition_id,
            const char *language,
            GPtrArray  *stems,
            GError    **error)
{
  for (unsigned i = 0; i < stems->len; i++)
    {
      const Stem *stem = stems->pdata[i];
      g_autoptr(DeskStatement) stmt = NULL;

      stmt = desk_store_borrow (self, "INSERT INTO stem (edition_id, language, stem, weight) VALUES (?1, ?2, ?3, ?4)");
      sqlite3_bind_int64 (stmt, 1, edition_id);
      desk_bind_text (stmt, 2, language);
      desk_bind_text (stmt, 3, stem->stem);
      sqlite3_bind_int64 (stmt, 4, stem->weight);
      if (!desk_store_run (self, stmt, _("Related articles can't be saved"), error))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_store_update_likeness:
 * @edition_id: an edition that was just released
 * @title: as readers get it
 * @summary: likewise
 *
 * Works out anew which released texts this one is like; within a transaction.
 */
gboolean
desk_store_update_likeness (DeskStore  *self,
                            gint64      edition_id,
                            const char *language,
                            const char *title,
                            const char *summary,
                            GError    **error)
{
  static const char score[] =
    "INSERT INTO likeness (edition_id, other_id, score)"
    "  SELECT ?1, other, sum (points) +"
    "         CASE WHEN (SELECT r.section_id FROM edition AS e JOIN revision AS r ON r.id = e.released_id"
    "                     WHERE e.id = other) IS own.section_id THEN 2 ELSE 0 END"
    "    FROM (SELECT theirs.edition_id AS other, min (ours.weight, theirs.weight) AS points"
    "            FROM stem AS ours JOIN stem AS theirs"
    "              ON theirs.language = ours.language AND theirs.stem = ours.stem"
    "           WHERE ours.edition_id = ?1 AND theirs.edition_id <> ?1"
    "          UNION ALL"
    "          SELECT e.id, 4"
    "            FROM edition AS own_edition"
    "            JOIN revision_tag AS ours ON ours.revision_id = own_edition.released_id"
    "            JOIN revision_tag AS theirs ON theirs.tag_id = ours.tag_id"
    "            JOIN edition AS e ON e.released_id = theirs.revision_id AND e.language = own_edition.language"
    "           WHERE own_edition.id = ?1 AND e.id <> ?1),"
    "         (SELECT r.section_id FROM edition AS e JOIN revision AS r ON r.id = e.released_id"
    "           WHERE e.id = ?1) AS own"
    "   GROUP BY other";
  static const char mirror[] =
    "INSERT INTO likeness (edition_id, other_id, score)"
    "  SELECT other_id, edition_id, score FROM likeness WHERE edition_id = ?1";
  g_autoptr(GPtrArray) stems = strongest_stems (language, title, summary);

  return desk_store_forget_likeness (self, edition_id, error) &&
         save_stems (self, edition_id, language, stems, error) &&
         run_with_id (self, score, edition_id, error) &&
         run_with_id (self, mirror, edition_id, error);
}
