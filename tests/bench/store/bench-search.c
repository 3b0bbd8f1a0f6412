/* bench-search.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "bench-search.h"
#include "bench-rank.h"
#include "measure.h"

#include "store/desk-store.h"
#include "store/search/desk-search.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#define N_QUERIES 60
#define N_STOCK 10 /* what others would do takes long */
#define LIMIT 50

typedef enum
{
  PREFIX_1,
  PREFIX_2,
  PREFIX_3,
  PREFIX_4,
  PREFIX_5,
  COMMON,
  MIDDLING,
  RARE,
  TWO_WORDS,
  PHRASE,
  TAG,
  SECTION,
  NO_MATCH,
  N_KINDS,
} Kind;

static const char *const keys[N_KINDS] = {
  "search-1-letter", "search-2-letters", "search-3-letters", "search-4-letters", "search-5-letters",
  "search-common", "search-middling", "search-rare", "search-two-words", "search-phrase", "search-tag",
  "search-section", "search-none",
};

/* Which letters and words are asked for follows from @i, both languages in turn. */
static char *
make_query (Newsroom *newsroom,
            Kind      kind,
            unsigned  i)
{
  unsigned language = i % NEWSROOM_N_LANGUAGES;
  const char *common = newsroom_get_word (newsroom, language, i);
  const char *middling = newsroom_get_word (newsroom, language, 300 + i * 17);
  const char *rare = newsroom_get_word (newsroom, language, 20000 + i * 331);

  switch (kind)
    {
    case PREFIX_1:
    case PREFIX_2:
    case PREFIX_3:
    case PREFIX_4:
    case PREFIX_5:
      return g_utf8_substring (middling, 0, MIN ((glong) kind + 1, g_utf8_strlen (middling, -1)));
    case COMMON:
      return g_strconcat (common, " ", NULL);
    case MIDDLING:
      return g_strconcat (middling, " ", NULL);
    case RARE:
      return g_strconcat (rare, " ", NULL);
    case TWO_WORDS:
      return g_strjoin (" ", common, middling, "", NULL);
    case PHRASE:
      return g_strdup_printf ("\"%s %s\"", common, newsroom_get_word (newsroom, language, (i * 3) % 40));
    case TAG:
      return g_strdup_printf ("%s tag:tag", common);
    case SECTION:
      return g_strdup_printf ("%s section:reports", common);
    case NO_MATCH:
      return g_strdup_printf ("zzqx%u", i);
    case N_KINDS:
      break;
    }

  g_assert_not_reached ();
}

/* What the window asks: the keys of a page, of all that is listed, and of a page
 * within the list of a place. */
static void
search_as_window (const char *library,
                  Newsroom   *newsroom)
{
  static const struct
  {
    DeskQuery   among;
    const char *key;
  } lists[] = {
    { { .status = -1, .limit = 32 }, "window-page" },
    { { .status = -1, .limit = 1001 }, "window-all" },
    { { .status = DESK_STATUS_DRAFT, .limit = 32 }, "window-drafts" },
    { { .status = DESK_STATUS_PUBLISHED, .limit = 32 }, "window-published" },
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (library, &error);

  g_assert_no_error (error);
  for (unsigned list = 0; list < G_N_ELEMENTS (lists); list++)
    {
      g_autoptr(Measure) times = measure_new ();

      for (unsigned i = 0; i < N_QUERIES; i++)
        {
          g_autofree char *query = make_query (newsroom, (Kind) (i % N_KINDS), i);
          MeasureStart start = measure_start ();
          DeskSearchReach reach;
          g_autoptr(GArray) found = NULL;

          found = desk_store_search_keys (store, query, &lists[list].among, 0, &reach, NULL, &error);
          g_assert_no_error (error);
          measure_stop (times, start);
        }
      measure_print (times, lists[list].key);
    }
}

/* Prints each kind under its key, unless it is @is_first. */
static void
search_all (DeskStore *store,
            Newsroom  *newsroom,
            gboolean   is_first)
{
  const DeskQuery among = { .status = -1, .limit = LIMIT };
  g_autoptr(Measure) all = measure_new ();

  for (unsigned kind = 0; kind < N_KINDS; kind++)
    {
      g_autoptr(Measure) times = measure_new ();

      for (unsigned i = 0; i < N_QUERIES; i++)
        {
          g_autofree char *query = make_query (newsroom, (Kind) kind, i);
          MeasureStart start = measure_start ();
          g_autoptr(GError) error = NULL;
          g_autoptr(GPtrArray) hits = desk_store_search (store, query, &among, NULL, &error);

          g_assert_no_error (error);
          measure_stop (times, start);
        }
      if (!is_first)
        measure_print (times, keys[kind]);
      measure_append (all, times);
    }
  measure_print (all, is_first ? "search-first" : "search");
}

/**
 * bench_search:
 * @library: with an index that is up to date
 *
 * Asks everything twice: what the system has of the library in memory the first
 * time depends on what was done before, and on the system.
 */
void
bench_search (const char *library,
              Newsroom   *newsroom)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (library, &error);

  g_assert_no_error (error);
  search_all (store, newsroom, TRUE);
  search_all (store, newsroom, FALSE);
  search_as_window (library, newsroom);
}

/* How long @sql takes with each of some queries bound. */
static void
stock (sqlite3    *db,
       Newsroom   *newsroom,
       const char *sql,
       gboolean    is_like,
       const char *key)
{
  static const Kind kinds[] = { PREFIX_2, PREFIX_4, COMMON, RARE };
  g_autoptr(Measure) times = measure_new ();

  for (unsigned i = 0; i < N_STOCK; i++)
    {
      Kind kind = kinds[i % G_N_ELEMENTS (kinds)];
      g_autofree char *words = g_strchomp (make_query (newsroom, kind, i));
      g_autofree char *query = is_like ? g_strdup_printf ("%%%s%%", words)
                                       : g_strdup_printf ("\"%s\"%s", words, kind <= PREFIX_5 ? "*" : "");
      sqlite3_stmt *stmt = NULL;
      MeasureStart start = measure_start ();

      g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
      sqlite3_bind_text (stmt, 1, query, -1, SQLITE_STATIC);
      while (sqlite3_step (stmt) == SQLITE_ROW)
        ;
      sqlite3_finalize (stmt);
      measure_stop (times, start);
    }
  measure_print (times, key);
}

/**
 * bench_others:
 * @n_editions: that @library has
 *
 * What SQLite does by itself.
 */
void
bench_others (const char *library,
              Newsroom   *newsroom,
              unsigned    n_editions)
{
  g_autofree char *file = g_build_filename (library, "library.sqlite3", NULL);
  g_autofree char *index = g_build_filename (library, "..", "stock.sqlite3", NULL);
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS library", file);
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (library, &error);
  sqlite3 *db = NULL;
  MeasureStart start = measure_start ();

  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_open (index, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, attach, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db,
                                 "PRAGMA synchronous = OFF;"
                                 "CREATE VIRTUAL TABLE text USING fts5 (title, summary, body, content='');"
                                 "INSERT INTO text (rowid, title, summary, body)"
                                 "  SELECT id, title, summary, body FROM library.edition", NULL, NULL, NULL), ==, SQLITE_OK);
  measure_print_total (start, n_editions, "stock-fts5-made");

  stock (db, newsroom, "SELECT rowid FROM text WHERE text MATCH ?1 ORDER BY bm25 (text) LIMIT 50", FALSE,
         "stock-fts5");
  stock (db, newsroom, "SELECT id FROM library.edition WHERE title LIKE ?1 OR body LIKE ?1 ORDER BY last_release_us DESC LIMIT 50", TRUE, "stock-like");
  bench_rank (store, db);
  sqlite3_close (db);
}
