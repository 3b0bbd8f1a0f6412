/* bench-store.c - how quick a library is at the size of a newsroom's history
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Usage: bench-store FOLDER N
 *
 * Makes a newsroom of N articles in two languages in FOLDER, imports it, and
 * prints a line for each thing that people wait for. What others would do, a
 * plain LIKE and stock FTS5 with bm25, is measured in the same run.
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

static double
seconds_since (gint64 start_us)
{
  return (double) (g_get_monotonic_time () - start_us) / G_USEC_PER_SEC;
}

static void
import (const Bench *bench)
{
  const char *paths[] = { bench->files, NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_create (bench->library, &error);
  g_autoptr(DeskImportReport) report = desk_import_report_new ();
  gint64 start_us = g_get_monotonic_time ();
  double seconds;

  if (store == NULL || !desk_job_import (store, paths, NULL, NULL, NULL, report, &error))
    stop (error);

  seconds = seconds_since (start_us);
  g_print ("%-44s %6u files in %.1f s: %.0f a second\n", "import of Markdown files",
           bench->n_articles * NEWSROOM_N_LANGUAGES, seconds, bench->n_articles * NEWSROOM_N_LANGUAGES / seconds);
}

static void
make_index (const Bench *bench)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (bench->library, &error);
  g_autoptr(Measure) slices = measure_new ();
  gint64 start_us = g_get_monotonic_time ();
  gboolean is_done = FALSE;

  if (store == NULL)
    stop (error);
  while (!is_done)
    {
      gint64 slice_us = g_get_monotonic_time ();

      if (!desk_store_update_search (store, 20, &is_done, NULL, &error))
        stop (error);
      measure_add (slices, slice_us);
    }

  g_print ("%-44s %.1f s, %.2f ms an edition\n", "the search's index, made once", seconds_since (start_us),
           seconds_since (start_us) * 1000 / (bench->n_articles * NEWSROOM_N_LANGUAGES));
  measure_print (slices, "  of it, one slice (20 ms asked for)");
}

static void
open_library (const Bench *bench)
{
  const DeskQuery query = { .status = -1, .limit = 20 };
  g_autoptr(Measure) openings = measure_new ();

  for (unsigned i = 0; i < N_OPENINGS; i++)
    {
      gint64 start_us = g_get_monotonic_time ();
      g_autoptr(GError) error = NULL;
      g_autoptr(DeskStore) store = desk_store_open (bench->library, &error);
      g_autoptr(GPtrArray) rows = store != NULL ? desk_store_list_articles (store, &query, NULL, &error) : NULL;

      if (rows == NULL)
        stop (error);
      measure_add (openings, start_us);
    }
  measure_print (openings, "opening, to the first 20 rows (goal 20 ms)");
}

/* Pages of a filtered list at random depths. */
static void
list_pages (DeskStore       *store,
            const DeskQuery *query,
            const char      *what)
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
      gint64 start_us = g_get_monotonic_time ();
      g_autoptr(GArray) found = desk_store_list_keys (store, &page, after, NULL, &error);

      if (found == NULL)
        stop (error);
      measure_add (pages, start_us);
    }
  measure_print (pages, what);
}

static void
list (const Bench *bench)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (bench->library, &error);
  g_autoptr(GPtrArray) tags = store != NULL ? desk_store_list_terms (store, DESK_TERM_TAG, &error) : NULL;
  const char *tag;

  if (tags == NULL)
    stop (error);

  tag = desk_term_get_name (tags->pdata[0], "en")->name;
  list_pages (store, &(DeskQuery) { .status = -1 }, "next page of all (goal 2 ms at p95)");
  list_pages (store, &(DeskQuery) { .status = DESK_STATUS_DRAFT }, "  of drafts");
  list_pages (store, &(DeskQuery) { .status = DESK_STATUS_PUBLISHED, .language = "sr" }, "  of published Serbian texts");
  list_pages (store, &(DeskQuery) { .status = -1, .section = "Reports" }, "  of a section");
  list_pages (store, &(DeskQuery) { .status = -1, .tag = tag }, "  of a tag");
  list_pages (store, &(DeskQuery) { .status = DESK_STATUS_DRAFT, .tag = tag, .section = "News" }, "  of three filters");
}

/* An autosave: every time another paragraph is a little longer. */
static void
save (const Bench *bench)
{
  const DeskQuery query = { .status = -1, .limit = N_SAVES };
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (bench->library, &error);
  g_autoptr(GPtrArray) rows = store != NULL ? desk_store_list_articles (store, &query, NULL, &error) : NULL;
  g_autoptr(Measure) wall = measure_new ();
  g_autoptr(Measure) cpu = measure_new ();

  if (rows == NULL)
    stop (error);

  for (unsigned i = 0; i < rows->len; i++)
    {
      g_autoptr(DeskArticle) article = desk_store_dup_article (store, ((DeskArticle *) rows->pdata[i])->uuid, &error);
      DeskEdition *edition;
      g_autofree char *body = NULL;
      gint64 start_us, cpu_us;
      double ms;

      if (article == NULL)
        stop (error);
      edition = article->editions->pdata[0];
      body = g_strdup_printf ("%s\n\nAnd a line %u.\n", edition->body, i);
      g_set_str (&edition->body, body);
      start_us = g_get_monotonic_time ();
      cpu_us = measure_cpu_us ();
      if (!desk_store_save_edition (store, article->uuid, edition, &error))
        stop (error);
      ms = (double) (measure_cpu_us () - cpu_us) / 1000;
      g_array_append_val (cpu, ms);
      measure_add (wall, start_us);
    }
  measure_print (cpu, "autosave, without the disk's sync (goal 8 ms)");
  measure_print (wall, "  with it");
}

int
main (int    argc,
      char **argv)
{
  Bench bench = { 0 };
  g_autoptr(Newsroom) newsroom = newsroom_new ();
  g_autoptr(GError) error = NULL;
  guint64 n_articles;

  setlocale (LC_ALL, "C.UTF-8");
  if (argc != 3 || !g_ascii_string_to_unsigned (argv[2], 10, 1, 1000000, &n_articles, NULL))
    {
      g_printerr ("Usage: bench-store FOLDER N\n");
      return 2;
    }

  bench.newsroom = newsroom;
  bench.n_articles = (unsigned) n_articles;
  bench.files = g_build_filename (argv[1], "files", NULL);
  bench.library = g_build_filename (argv[1], "Bench.copydesk", NULL);
  if (g_mkdir_with_parents (bench.files, 0777) != 0 || !newsroom_write (newsroom, bench.files, bench.n_articles, &error))
    {
      g_printerr ("bench-store: %s can't be written\n", bench.files);
      return 1;
    }

  import (&bench);
  open_library (&bench);
  make_index (&bench);
  bench_search (bench.library, newsroom);
  list (&bench);
  save (&bench);
  return 0;
}
