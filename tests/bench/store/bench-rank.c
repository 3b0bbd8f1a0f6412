/* bench-rank.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "bench-rank.h"

#include "store/desk-store.h"
#include "store/search/desk-search.h"
#include "text/desk-words.h"

#include <sqlite3.h>

/* Somebody looks for one article of which two words are remembered: at which
 * place of the list does it stand? Each is asked of our search, which looks at
 * the newest first, and of stock FTS5, which puts all in order by bm25. Three
 * kinds of words are remembered: two of the title, two rare ones of the body, and
 * two of the body that many have. */

#define N_ARTICLES 100
#define LIMIT 50
#define RARE 300 /* editions that have a rare word */

typedef enum { OF_TITLE, RARE_OF_BODY, COMMON_OF_BODY, N_MEMORIES } Memory;

static const char *const keys[N_MEMORIES] = { "title", "rare", "common" };

typedef struct
{
  double   reciprocal;
  unsigned n_first_page; /* among the first ten */
} Places;

static sqlite3_stmt *
prepare (sqlite3    *db,
         const char *sql)
{
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  return stmt;
}

/* In how many editions a word is. */
static unsigned
count_editions (sqlite3_stmt *stmt,
                const char   *word)
{
  unsigned n_editions = 0;

  sqlite3_bind_text (stmt, 1, word, -1, SQLITE_STATIC);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    n_editions = (unsigned) sqlite3_column_int (stmt, 0);
  sqlite3_reset (stmt);

  return n_editions;
}

/* The first two words of @text that are rare, or are not. */
static char *
remember (sqlite3_stmt *count,
          const char   *text,
          Memory        memory)
{
  g_autoptr(GString) query = g_string_new (NULL);
  unsigned n_words = 0;
  DeskWords words;

  desk_words_init (&words, text, -1, TRUE);
  while (n_words < 2 && desk_words_next (&words))
    {
      g_autofree char *written = g_strndup (text + words.start, words.stop - words.start);
      g_autofree char *word = g_utf8_strdown (written, -1);
      unsigned n_editions = count_editions (count, word);

      if (n_editions == 0 || (memory == RARE_OF_BODY && n_editions > RARE) || (memory == COMMON_OF_BODY && n_editions <= RARE) ||
          g_utf8_strlen (word, -1) < 4)
        continue;
      g_string_append_printf (query, "%s\"%s\"", n_words > 0 ? " " : "", word);
      n_words++;
    }

  return n_words == 2 ? g_strdup (query->str) : NULL;
}

static void
add_place (Places  *places,
           unsigned place)
{
  if (place == 0)
    return;

  places->reciprocal += 1.0 / place;
  places->n_first_page += place <= 10;
}

/* Returns: the place of the article, from 1; 0 if it isn't among the first LIMIT */
static unsigned
ask_ours (DeskStore  *store,
          const char *query,
          const char *article_uuid)
{
  const DeskQuery among = { .status = -1, .limit = LIMIT };
  g_autoptr(GError) error = NULL;
  g_autofree char *line = g_strconcat (query, " ", NULL); /* the last word is whole */
  g_autoptr(GPtrArray) hits = desk_store_search (store, line, &among, NULL, &error);

  g_assert_no_error (error);
  for (unsigned i = 0; i < hits->len; i++)
    {
      if (g_str_equal (((DeskHit *) hits->pdata[i])->article_uuid, article_uuid))
        return i + 1;
    }

  return 0;
}

static unsigned
ask_bm25 (sqlite3_stmt *stmt,
          const char   *query,
          gint64        edition_id)
{
  unsigned place = 0;

  sqlite3_bind_text (stmt, 1, query, -1, SQLITE_STATIC);
  for (unsigned i = 1; place == 0 && sqlite3_step (stmt) == SQLITE_ROW; i++)
    {
      if (sqlite3_column_int64 (stmt, 0) == edition_id)
        place = i;
    }
  sqlite3_reset (stmt);

  return place;
}

static void
print_places (const Places *places,
              const char   *whose,
              Memory        memory,
              unsigned      n)
{
  g_print ("rank\t%s-%s\t%u\t%.3f\t%.3f\n", whose, keys[memory], n, n > 0 ? places->reciprocal / n : 0,
           n > 0 ? (double) places->n_first_page / n : 0);
}

/**
 * bench_rank:
 * @store: with an index that is up to date
 * @db: has the library as "library", and stock FTS5's index of it as "text"
 *
 * Prints for our search and for bm25, and for each way to remember an article,
 * "rank", a key, how many were looked for, the mean of 1 divided by the place
 * they were found at, and the share that was among the first ten.
 */
void
bench_rank (DeskStore *store,
            sqlite3   *db)
{
  sqlite3_stmt *editions, *count, *bm25;

  g_assert_cmpint (sqlite3_exec (db, "CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, text, row)", NULL, NULL, NULL), ==, SQLITE_OK);
  count = prepare (db, "SELECT doc FROM temp.vocabulary WHERE term = ?1");
  bm25 = prepare (db, "SELECT rowid FROM text WHERE text MATCH ?1 ORDER BY bm25 (text) LIMIT 50");

  for (unsigned memory = 0; memory < N_MEMORIES; memory++)
    {
      Places ours = { 0 }, theirs = { 0 };
      unsigned n = 0;

      editions = prepare (db,
                          "SELECT e.id, a.uuid, e.title, e.body FROM library.edition AS e JOIN library.article AS a ON a.id = e.article_id"
                          " WHERE e.id % (SELECT max (id) / ?1 FROM library.edition) = 1 AND e.language = 'en'");
      sqlite3_bind_int (editions, 1, 2 * N_ARTICLES);
      while (sqlite3_step (editions) == SQLITE_ROW)
        {
          const char *text = (const char *) sqlite3_column_text (editions, memory == OF_TITLE ? 2 : 3);
          g_autofree char *query = remember (count, text, (Memory) memory);

          if (query == NULL)
            continue;
          n++;
          add_place (&ours, ask_ours (store, query, (const char *) sqlite3_column_text (editions, 1)));
          add_place (&theirs, ask_bm25 (bm25, query, sqlite3_column_int64 (editions, 0)));
        }
      sqlite3_finalize (editions);
      print_places (&ours, "ours", (Memory) memory, n);
      print_places (&theirs, "bm25", (Memory) memory, n);
    }

  sqlite3_finalize (count);
  sqlite3_finalize (bm25);
}
