/* bench-typing.c - what an autosave costs the thread that people type on
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Usage: bench-typing LIBRARY
 *
 * Types into an article of LIBRARY as the editor does, a letter for each save,
 * and prints two lines as measure.h says: what a letter costs, and what is added
 * to it by handing the text to the writer and hearing that it is written.
 */

#include "config.h"

#include "measure.h"

#include "app/editor/desk-document.h"

#include <gtk/gtk.h>
#include <locale.h>

#define N_SAVES 200

typedef struct
{
  DeskLibrary   *library;
  DeskDocument  *document;
  GtkTextBuffer *body;
  GError        *error;
  gboolean       is_done;
} Bench;

static void
wait_for (Bench *bench)
{
  while (!bench->is_done)
    g_main_context_iteration (NULL, TRUE);
  bench->is_done = FALSE;

  if (bench->error != NULL)
    {
      g_printerr ("bench-typing: %s\n", bench->error->message);
      exit (1);
    }
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Bench *bench = user_data;

  (void) desk_library_open_finish (bench->library, result, &bench->error);
  bench->is_done = TRUE;
}

static gpointer
find_article (DeskStore    *store,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  const DeskQuery query = { .status = -1, .limit = 1 };
  g_autoptr(GPtrArray) articles = desk_store_list_articles (store, &query, NULL, error);

  return articles != NULL ? desk_store_dup_article (store, ((DeskArticle *) articles->pdata[0])->uuid, error) : NULL;
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Bench *bench = user_data;
  DeskArticle *article = desk_library_run_finish (bench->library, result, &bench->error);

  if (article != NULL)
    bench->document = desk_document_new (bench->library, article, "en");
  bench->is_done = TRUE;
}

static void
flushed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Bench *bench = user_data;

  (void) desk_document_flush_finish (bench->document, result, &bench->error);
  bench->is_done = TRUE;
}

static void
type (Bench   *bench,
      unsigned i)
{
  const DeskEdition *text = desk_document_get_text (bench->document);
  g_autofree char *title = g_strdup (text->title);
  g_autofree char *summary = g_strdup (text->summary);
  g_autofree char *body = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (bench->body, &start, (int) (i * 37 % (unsigned) gtk_text_buffer_get_char_count (bench->body)));
  gtk_text_buffer_insert (bench->body, &start, "x", 1);
  gtk_text_buffer_get_bounds (bench->body, &start, &end);
  body = gtk_text_buffer_get_text (bench->body, &start, &end, TRUE);
  desk_document_set_text (bench->document, title, summary, body);
}

static void
run (Bench *bench)
{
  g_autoptr(Measure) letters = measure_new ();
  g_autoptr(Measure) saves = measure_new ();

  for (unsigned i = 0; i < N_SAVES; i++)
    {
      MeasureStart start = measure_start ();

      type (bench, i);
      measure_stop (letters, start);

      start = measure_start ();
      desk_document_flush_async (bench->document, flushed_cb, bench);
      wait_for (bench);
      measure_stop (saves, start);
    }
  measure_print (letters, "typing-letter");
  measure_print (saves, "typing-save");
}

int
main (int    argc,
      char **argv)
{
  Bench bench = { 0 };

  setlocale (LC_ALL, "C.UTF-8");
  if (argc != 2)
    {
      g_printerr ("Usage: bench-typing LIBRARY\n");
      return 2;
    }

  bench.library = desk_library_new ();
  desk_library_open_async (bench.library, argv[1], FALSE, NULL, opened_cb, &bench);
  wait_for (&bench);
  desk_library_run_async (bench.library, find_article, NULL, NULL, (GDestroyNotify) desk_article_free, NULL, found_cb, &bench);
  wait_for (&bench);
  bench.body = gtk_text_buffer_new (NULL);
  gtk_text_buffer_set_text (bench.body, desk_document_get_text (bench.document)->body, -1);

  run (&bench);

  g_object_unref (bench.body);
  g_object_unref (bench.document);
  g_object_unref (bench.library);
  return 0;
}
