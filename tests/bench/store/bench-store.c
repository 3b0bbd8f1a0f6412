/* bench-store.c - how quick a library is at the size of a newsroom's history
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Usage: bench-store FOLDER N [STEP…]
 *
 * Makes a newsroom of N articles in two languages in FOLDER, imports it, and
 * prints a line for each thing that people wait for; measure.h says what is in
 * it. What others would do, a plain LIKE and stock FTS5 with bm25, is measured in
 * the same run. With STEPs it does these alone, on what is in FOLDER.
 */

#include "config.h"

#include "bench-search.h"
#include "measure.h"
#include "newsroom.h"

#include "jobs/desk-job-import.h"
#include "store/desk-store.h"
#include "store/search/desk-search.h"

#include <glib/gstdio.h>
#include <locale.h>

#define N_SAVES 200
#define N_PAGES 200
#define N_OPENINGS 20
#define PAGE 50

typedef struct
{
  Newsroom *newsroom;
  char     *files;
  char     *library;
  unsigned  n_articles;
} Bench;

static void
stop (const GError *error)
{
  g_printerr ("bench-store: %s\n", error->message);
  exit (1);
}

static DeskStore *
open_store (const Bench *bench)
{
  g_autoptr(GError) error = NULL;
  DeskStore *store = desk_store_open (bench->library, &error);

  if (store == NULL)
    stop (error);

  return store;
}

static void
write_files (const Bench *bench)
{
  g_autoptr(GError) error = NULL;

  if (g_mkdir_with_parents (bench->files, 0777) != 0 ||
      !newsroom_write (bench->newsroom, bench->files, bench->n_articles, &error))
    {
      g_printerr ("bench-store: %s can't be written\n", bench->files);
      exit (1);
    }
}

static void
import (const Bench *bench)
{
  const char *paths[] = { bench->files, NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_create (bench->library, &error);
  g_autoptr(DeskImportReport) report = desk_import_report_new ();
  MeasureStart start = measure_start ();

  if (store == NULL || !desk_job_import (store, paths, NULL, NULL, NULL, report, &error))
    stop (error);
  measure_print_total (start, bench->n_articles * NEWSROOM_N_LANGUAGES, "import");
}

static void
make_index (const Bench *bench)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = open_store (bench);
  g_autoptr(Measure) slices = measure_new ();
  MeasureStart start = measure_start ();
  gboolean is_done = FALSE;

  while (!is_done)
    {
      MeasureStart slice_start = measure_start ();

      if (!desk_store_update_search (store, 20, &is_done, NULL, &error))
        stop (error);
      measure_stop (slices, slice_start);
    }

  measure_print_total (start, bench->n_articles * NEWSROOM_N_LANGUAGES, "index");
  measure_print (slices, "index-slice");
}

static void
search (const Bench *bench)
{
  bench_search (bench->library, bench->newsroom);
}

static void
search_otherwise (const Bench *bench)
{
  bench_others (bench->library, bench->newsroom, bench->n_articles * NEWSROOM_N_LANGUAGES);
}

static void
open_library (const Bench *bench)
{
  const DeskQuery query = { .status = -1, .limit = 20 };
  g_autoptr(Measure) openings = measure_new ();

  for (unsigned i = 0; i < N_OPENINGS; i++)
    {
      MeasureStart start = measure_start ();
      g_autoptr(GError) error = NULL;
      g_autoptr(DeskStore) store = open_store (bench);
      g_autoptr(GPtrArray) rows = desk_store_list_articles (store, &query, NULL, &error);

      if (rows == NULL)
        stop (error);
      measure_stop (openings, start);
    }
  measure_print (openings, "open");
}

/* Pages of a filtered list at random depths. */
static void
list_pages (DeskStore       *store,
            const DeskQuery *query,
            const char      *key)
{
  DeskQuery all = *query;
  DeskQuery page = *query;
  g_autoptr(Measure) pages = measure_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) keys = NULL;

  all.limit = 0;
  page.limit = PAGE;
  keys = desk_store_list_keys (store, &all, NULL, NULL, &error);
  if (keys == NULL)
    stop (error);

  for (unsigned i = 0; i < N_PAGES && keys->len > 0; i++)
    {
      const DeskListKey *after = &g_array_index (keys, DeskListKey, (i * 7919u) % keys->len);
      MeasureStart start = measure_start ();
      g_autoptr(GArray) found = desk_store_list_keys (store, &page, after, NULL, &error);

      if (found == NULL)
        stop (error);
      measure_stop (pages, start);
    }
  measure_print (pages, key);
}

static void
list (const Bench *bench)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = open_store (bench);
  g_autoptr(GPtrArray) tags = desk_store_list_terms (store, DESK_TERM_TAG, &error);
  const char *tag;

  if (tags == NULL)
    stop (error);

  tag = desk_term_get_name (tags->pdata[0], "en")->name;
  list_pages (store, &(DeskQuery) { .status = -1 }, "page-all");
  list_pages (store, &(DeskQuery) { .status = DESK_STATUS_DRAFT }, "page-drafts");
  list_pages (store, &(DeskQuery) { .status = DESK_STATUS_PUBLISHED, .language = "sr" }, "page-language");
  list_pages (store, &(DeskQuery) { .status = -1, .section = "Reports" }, "page-section");
  list_pages (store, &(DeskQuery) { .status = -1, .tag = tag }, "page-tag");
  list_pages (store, &(DeskQuery) { .status = DESK_STATUS_PUBLISHED, .tag = tag, .section = "News" }, "page-three");
}

/* An autosave: every time the text is a paragraph longer. */
static void
save_one (DeskStore  *store,
          const char *uuid,
          Measure    *saves)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskArticle) article = desk_store_dup_article (store, uuid, &error);
  g_autofree char *body = NULL;
  DeskEdition *edition;
  MeasureStart start;

  if (article == NULL)
    stop (error);
  edition = article->editions->pdata[0];
  body = g_strconcat (edition->body, "\n\nAnd one more line.\n", NULL);
  g_set_str (&edition->body, body);

  start = measure_start ();
  if (!desk_store_save_edition (store, article->uuid, edition, &error))
    stop (error);
  measure_stop (saves, start);
}

static void
save (const Bench *bench)
{
  const DeskQuery query = { .status = -1, .limit = N_SAVES };
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = open_store (bench);
  g_autoptr(GPtrArray) rows = desk_store_list_articles (store, &query, NULL, &error);
  g_autoptr(Measure) saves = measure_new ();

  if (rows == NULL)
    stop (error);
  for (unsigned i = 0; i < rows->len; i++)
    save_one (store, ((DeskArticle *) rows->pdata[i])->uuid, saves);

  measure_print (saves, "save");
}

static const struct
{
  const char *name;
  void        (*run) (const Bench *bench);
} steps[] = {
  { "files", write_files },
  { "import", import },
  { "open", open_library },
  { "index", make_index },
  { "search", search },
  { "others", search_otherwise },
  { "list", list },
  { "save", save },
};

int
main (int    argc,
      char **argv)
{
  Bench bench = { 0 };
  g_autoptr(Newsroom) newsroom = newsroom_new ();
  guint64 n_articles;

  setlocale (LC_ALL, "C.UTF-8");
  if (argc < 3 || !g_ascii_string_to_unsigned (argv[2], 10, 1, 1000000, &n_articles, NULL))
    {
      g_printerr ("Usage: bench-store FOLDER N [STEP…]\n");
      return 2;
    }

  bench.newsroom = newsroom;
  bench.n_articles = (unsigned) n_articles;
  bench.files = g_build_filename (argv[1], "files", NULL);
  bench.library = g_build_filename (argv[1], "Bench.copydesk", NULL);
  for (unsigned i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (argc == 3 || g_strv_contains ((const char *const *) argv + 3, steps[i].name))
        steps[i].run (&bench);
    }

  return 0;
}
