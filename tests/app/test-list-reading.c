/* test-list-reading.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/library/desk-library-watch.h"
#include "app/list/desk-list-filler.h"
#include "app/list/desk-list-pager.h"

#include "fixture.h"

/* More than the first page, and the article that every fixture has. */
#define N_ADDED 150

typedef struct
{
  Fixture         fixture; /* first, so that its functions take it */
  DeskListItems  *items;
  DeskListFiller *filler;
  DeskListPager  *pager;
  unsigned        n_answered;
  unsigned        n_refreshed;
  unsigned        n_changed;
  gboolean        is_read;
  GError         *error;
} Room;

static void
count_cb (gpointer source,
          gpointer user_data)
{
  ++*(unsigned *) user_data;
}

/* What another program does. */
static void
add_articles (Room  *room,
              int    n,
              gint64 first_us)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (room->fixture.path, &error);

  g_assert_no_error (error);
  for (int i = 0; i < n; i++)
    {
      g_autoptr(DeskArticle) article = desk_article_new ("article");
      g_autofree char *title = g_strdup_printf ("%sBoats, part %d", i % 2 ? "Odd " : "", i);
      DeskEdition *edition = desk_edition_new ("en");

      article->date_us = first_us + i;
      g_set_str (&edition->title, title);
      g_ptr_array_add (article->editions, edition);
      g_assert_true (desk_store_add_article (store, article, &error));
      g_assert_no_error (error);
    }
}

static void
set_up (Room         *room,
        gconstpointer data)
{
  fixture_set_up (&room->fixture, data);
  add_articles (room, N_ADDED, 1000);

  room->items = desk_list_items_new ();
  room->filler = desk_list_filler_new (room->items);
  desk_list_filler_set_library (room->filler, room->fixture.library);
  room->pager = desk_list_pager_new (room->items);
  g_signal_connect (room->pager, "answered", G_CALLBACK (count_cb), &room->n_answered);
  g_signal_connect (room->pager, "refreshed", G_CALLBACK (count_cb), &room->n_refreshed);
  g_signal_connect (room->fixture.library, "changed", G_CALLBACK (count_cb), &room->n_changed);
}

static void
tear_down (Room         *room,
           gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (room->fixture.library, &room->n_changed);
  desk_list_pager_stop (room->pager);
  desk_list_filler_set_library (room->filler, NULL);
  g_clear_object (&room->pager);
  g_clear_object (&room->filler);
  g_clear_object (&room->items);
  g_clear_error (&room->error);
  fixture_tear_down (&room->fixture, data);
}

static unsigned
count_rows (Room *room)
{
  return g_list_model_get_n_items (G_LIST_MODEL (room->items));
}

static gboolean
is_answered (Fixture *fixture)
{
  return ((Room *) fixture)->n_answered > 0;
}

static gboolean
has_all (Fixture *fixture)
{
  return count_rows ((Room *) fixture) == N_ADDED + 1;
}

static gboolean
has_half (Fixture *fixture)
{
  return count_rows ((Room *) fixture) == N_ADDED / 2;
}

static gboolean
has_one_more (Fixture *fixture)
{
  return count_rows ((Room *) fixture) == N_ADDED + 2;
}

static gboolean
is_told (Fixture *fixture)
{
  return ((Room *) fixture)->n_changed > 0;
}

static gboolean
is_read (Fixture *fixture)
{
  return ((Room *) fixture)->is_read;
}

static void
ask (Room       *room,
     const char *text)
{
  DeskListQuery *query = desk_list_query_new ();

  query->words = g_strdup (text);
  desk_list_pager_ask (room->pager, room->fixture.library, query);
}

static void
test_a_first_page_is_filled_and_the_rest_comes_behind (Room         *room,
                                                       gconstpointer data)
{
  unsigned n_first;

  ask (room, NULL);
  fixture_wait_until (&room->fixture, is_answered);
  n_first = count_rows (room);
  g_assert_cmpuint (n_first, >, 0);
  g_assert_cmpuint (n_first, <, N_ADDED);
  for (unsigned i = 0; i < n_first; i++)
    {
      g_autoptr(DeskListItem) row = g_list_model_get_item (G_LIST_MODEL (room->items), i);

      g_assert_nonnull (desk_list_item_get_article (row));
    }

  fixture_wait_until (&room->fixture, has_all);
  g_assert_cmpuint (room->n_answered, ==, 1);
  g_assert_cmpuint (room->n_refreshed, ==, 0);
}

static void
test_a_later_question_is_the_one_that_is_answered (Room         *room,
                                                   gconstpointer data)
{
  ask (room, NULL);
  ask (room, "nothing has this");
  ask (room, "odd");
  fixture_wait_until (&room->fixture, is_answered);
  fixture_wait_until (&room->fixture, has_half);
  g_assert_cmpuint (room->n_answered, ==, 1);
}

static void
note_filled_cb (DeskListItem *row,
                GPtrArray    *filled)
{
  g_ptr_array_add (filled, row);
}

static gboolean
is_filled (Fixture *fixture)
{
  return fixture->is_done;
}

static void
last_filled_cb (Fixture *fixture)
{
  fixture->is_done = TRUE;
}

static void
index_all (Room *room)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (room->fixture.path, &error);
  gboolean is_done = FALSE;

  g_assert_no_error (error);
  while (!is_done)
    {
      desk_store_update_search (store, 1000, &is_done, NULL, &error);
      g_assert_no_error (error);
    }
}

/* As a pane does it. */
static void
set_words_cb (DeskListPager *pager,
              gpointer       user_data)
{
  desk_list_filler_set_words (((Room *) user_data)->filler, g_object_get_data (G_OBJECT (pager), "words"));
}

static void
look_for (Room       *room,
          const char *words)
{
  room->n_answered = 0;
  g_object_set_data (G_OBJECT (room->pager), "words", (gpointer) words);
  g_signal_handlers_disconnect_by_func (room->pager, set_words_cb, room);
  g_signal_connect (room->pager, "answered", G_CALLBACK (set_words_cb), room);
  ask (room, words);
  fixture_wait_until (&room->fixture, is_answered);
}

static DeskListItem *
get_row (Room    *room,
         unsigned position)
{
  return g_list_model_get_item (G_LIST_MODEL (room->items), position);
}

/* The words that a row shows in its title as what was looked for. */
static char *
dup_found (DeskListItem *row)
{
  const DeskListContent *content = desk_list_item_get_content (row);
  const DeskHit *hit = content != NULL ? content->hit : NULL;
  DeskSearchRange range;

  if (hit == NULL)
    return g_strdup (content != NULL ? "no hit" : "nothing");

  g_assert_cmpuint (hit->title_ranges->len, ==, 1);
  range = g_array_index (hit->title_ranges, DeskSearchRange, 0);
  return g_strndup (hit->title + range.start, range.stop - range.start);
}

static void
assert_found (DeskListItem *row,
              const char   *expected)
{
  g_autofree char *found = dup_found (row);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_rows_say_what_was_found (Room         *room,
                              gconstpointer data)
{
  g_autoptr(DeskListItem) first = NULL;
  g_autoptr(DeskListItem) last = NULL;

  index_all (room);
  look_for (room, "odd");
  first = get_row (room, 0);
  assert_found (first, "Odd");

  fixture_wait_until (&room->fixture, has_half);
  g_assert_true (desk_list_pager_is_complete (room->pager));
  g_assert_false (desk_list_pager_has_more (room->pager));
  g_assert_cmpint (desk_list_pager_get_reach (room->pager), ==, DESK_SEARCH_WHOLE);
  last = get_row (room, N_ADDED / 2 - 1);
  g_signal_connect_swapped (last, "changed", G_CALLBACK (last_filled_cb), &room->fixture);
  fixture_wait_until (&room->fixture, is_filled);
  room->fixture.is_done = FALSE;
  assert_found (last, "Odd");

  /* What stays in the list says what is looked for now. */
  look_for (room, "boats");
  fixture_wait_until (&room->fixture, is_filled);
  room->fixture.is_done = FALSE;
  assert_found (last, "Boats");
  look_for (room, NULL);
  fixture_wait_until (&room->fixture, is_filled);
  room->fixture.is_done = FALSE;
  assert_found (last, "no hit");
  g_signal_handlers_disconnect_by_data (last, &room->fixture);
  desk_list_items_validate (room->items);
}

static gboolean
is_complete (Fixture *fixture)
{
  return desk_list_pager_is_complete (((Room *) fixture)->pager);
}

static void
test_the_best_of_many_are_listed (Room         *room,
                                  gconstpointer data)
{
  add_articles (room, 1000, 2000);
  index_all (room);
  look_for (room, "boats");
  fixture_wait_until (&room->fixture, is_complete);
  g_assert_cmpuint (count_rows (room), ==, 1000);
  g_assert_true (desk_list_pager_has_more (room->pager));

  look_for (room, "boats -odd");
  fixture_wait_until (&room->fixture, is_complete);
  g_assert_cmpuint (count_rows (room), ==, (N_ADDED + 1000) / 2 + 1);
  g_assert_false (desk_list_pager_has_more (room->pager));
}

static gboolean
has_none (Fixture *fixture)
{
  return count_rows ((Room *) fixture) == 0;
}

static gboolean
has_one (Fixture *fixture)
{
  return count_rows ((Room *) fixture) == 1;
}

/* Nobody has brought the index up to date. */
static void
test_a_search_finds_what_was_written_since (Room         *room,
                                            gconstpointer data)
{
  index_all (room);
  look_for (room, "zeppelin");
  g_assert_true (has_none (&room->fixture));

  desk_document_set_text (room->fixture.document, "Zeppelins", "", "");
  fixture_flush (&room->fixture);
  desk_list_pager_refresh (room->pager);
  fixture_wait_until (&room->fixture, has_one);
  g_assert_cmpint (desk_list_pager_get_reach (room->pager), ==, DESK_SEARCH_WHOLE);

  desk_document_set_text (room->fixture.document, "Boats", "", "");
  fixture_flush (&room->fixture);
  desk_list_pager_refresh (room->pager);
  fixture_wait_until (&room->fixture, has_none);
}

static void
hurry_cb (DeskListFiller *filler,
          DeskListItem   *row)
{
  desk_list_filler_hurry (filler, row);
}

static void
test_what_can_be_seen_is_filled_first (Room         *room,
                                       gconstpointer data)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) filled = g_ptr_array_new ();
  DeskListItem *seen;

  ask (room, NULL);
  fixture_wait_until (&room->fixture, has_all);
  for (unsigned i = N_ADDED - 99; i <= N_ADDED; i++)
    {
      DeskListItem *row = g_list_model_get_item (G_LIST_MODEL (room->items), i);

      g_assert_null (desk_list_item_get_article (row));
      g_signal_connect (row, "changed", G_CALLBACK (note_filled_cb), filled);
      g_ptr_array_add (rows, row);
    }

  seen = rows->pdata[rows->len - 1];
  g_signal_connect (room->filler, "choosing", G_CALLBACK (hurry_cb), seen);
  g_signal_connect_swapped (rows->pdata[rows->len - 2], "changed", G_CALLBACK (last_filled_cb), &room->fixture);
  fixture_wait_until (&room->fixture, is_filled);
  room->fixture.is_done = FALSE;
  g_assert_cmpuint (filled->len, ==, rows->len);
  g_assert_true (filled->pdata[0] == seen);
}

static void
test_a_refresh_keeps_rows_and_reads_them_anew (Room         *room,
                                               gconstpointer data)
{
  g_autoptr(DeskListItem) row = NULL;
  unsigned position;

  ask (room, NULL);
  fixture_wait_until (&room->fixture, has_all);
  row = g_list_model_get_item (G_LIST_MODEL (room->items), 100);
  add_articles (room, 1, 900000);

  desk_list_pager_refresh (room->pager);
  fixture_wait_until (&room->fixture, has_one_more);
  g_assert_true (desk_list_items_find (room->items, desk_list_item_get_article_id (row), &position));
  g_assert_cmpuint (position, ==, 101);

  g_signal_connect_swapped (row, "changed", G_CALLBACK (last_filled_cb), &room->fixture);
  desk_list_filler_refill (room->filler);
  fixture_wait_until (&room->fixture, is_filled);
  room->fixture.is_done = FALSE;
  g_signal_handlers_disconnect_by_data (row, &room->fixture);
  desk_list_items_validate (room->items);
}

static gpointer
wait_for_reader (DeskStore    *store,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  g_async_queue_pop (data);

  return GINT_TO_POINTER (TRUE);
}

static gpointer
free_writer (DeskStore    *store,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  g_async_queue_push (data, GINT_TO_POINTER (TRUE));

  return GINT_TO_POINTER (TRUE);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Room *room = user_data;

  g_clear_error (&room->error);
  (void) desk_library_run_finish (DESK_LIBRARY (object), result, &room->error); /* it sets @error or not */
  room->is_read = TRUE;
}

static void
test_reading_does_not_wait_for_writing (Room         *room,
                                        gconstpointer data)
{
  g_autoptr(GAsyncQueue) queue = g_async_queue_new ();

  desk_library_run_async (room->fixture.library, wait_for_reader, queue, NULL, NULL, NULL, read_cb, room);
  desk_library_read_async (room->fixture.library, DESK_READING_REST, free_writer, queue, NULL, NULL, NULL, NULL, NULL);
  fixture_wait_until (&room->fixture, is_read);
  g_assert_no_error (room->error);
}

static gpointer
try_to_write (DeskStore    *store,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  g_autoptr(DeskArticle) article = desk_article_new ("article");

  return desk_store_add_article (store, article, error) ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
test_the_reader_writes_nothing (Room         *room,
                                gconstpointer data)
{
  desk_library_read_async (room->fixture.library, DESK_READING_ROWS, try_to_write, NULL, NULL, NULL, NULL, read_cb, room);
  fixture_wait_until (&room->fixture, is_read);
  g_assert_error (room->error, DESK_STORE_ERROR, DESK_STORE_ERROR_READ_ONLY);
}

static void
test_what_was_given_up_is_not_begun (Room         *room,
                                     gconstpointer data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  desk_library_read_async (room->fixture.library, DESK_READING_ROWS, wait_for_reader, NULL, NULL, NULL,
                           cancellable, read_cb, room);
  fixture_wait_until (&room->fixture, is_read);
  g_assert_error (room->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

typedef struct
{
  GString *order;
  char     name;
} Turn;

static gpointer
note_turn (DeskStore    *store,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Turn *turn = data;

  g_string_append_c (turn->order, turn->name);
  return GINT_TO_POINTER (TRUE);
}

static void
test_what_is_urgent_is_read_first (Room         *room,
                                   gconstpointer data)
{
  static const struct
  {
    DeskReading reading;
    char        name;
  } asked[] = {
    { DESK_READING_REST, 'f' },
    { DESK_READING_LIST, 'c' },
    { DESK_READING_LIST, 'd' },
    { DESK_READING_ROWS, 'a' },
    { DESK_READING_LIST, 'e' },
    { DESK_READING_ROWS, 'b' },
  };
  g_autoptr(GAsyncQueue) queue = g_async_queue_new ();
  g_autoptr(GString) order = g_string_new (NULL);
  Turn turns[G_N_ELEMENTS (asked)];
  DeskLibrary *library = room->fixture.library;

  desk_library_read_async (library, DESK_READING_ROWS, wait_for_reader, queue, NULL, NULL, NULL, NULL, NULL);
  for (unsigned i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      turns[i] = (Turn) { order, asked[i].name };
      desk_library_read_async (library, asked[i].reading, note_turn, &turns[i], NULL, NULL, NULL,
                               asked[i].name == 'f' ? read_cb : NULL, room);
    }
  g_async_queue_push (queue, GINT_TO_POINTER (TRUE));
  fixture_wait_until (&room->fixture, is_read);
  g_assert_cmpstr (order->str, ==, "abcdef");
}

static gpointer
save_something (DeskStore    *store,
                gpointer      data,
                GCancellable *cancellable,
                GError      **error)
{
  g_autoptr(DeskTerm) term = desk_store_ensure_term (store, DESK_TERM_TAG, data, "en", NULL, error);

  return term != NULL ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
test_other_programs_are_noticed_alone (Room         *room,
                                       gconstpointer data)
{
  g_autoptr(DeskLibraryWatch) watch = desk_library_watch_new (room->fixture.library);

  /* What it knows by then is the state before. */
  desk_library_run_async (room->fixture.library, save_something, (gpointer) "Rivers", NULL, NULL, NULL, read_cb, room);
  fixture_wait_until (&room->fixture, is_read);
  g_assert_no_error (room->error);

  add_articles (room, 1, 5000);
  fixture_wait_until (&room->fixture, is_told);
  g_assert_cmpuint (room->n_changed, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
        g_test_add ("/app/list-reading/" path, Room, NULL, set_up, function, tear_down)

  ADD ("a-first-page-is-filled-and-the-rest-comes-behind", test_a_first_page_is_filled_and_the_rest_comes_behind);
  ADD ("a-later-question-is-the-one-that-is-answered", test_a_later_question_is_the_one_that_is_answered);
  ADD ("rows-say-what-was-found", test_rows_say_what_was_found);
  ADD ("the-best-of-many-are-listed", test_the_best_of_many_are_listed);
  ADD ("a-search-finds-what-was-written-since", test_a_search_finds_what_was_written_since);
  ADD ("what-can-be-seen-is-filled-first", test_what_can_be_seen_is_filled_first);
  ADD ("a-refresh-keeps-rows-and-reads-them-anew", test_a_refresh_keeps_rows_and_reads_them_anew);
  ADD ("reading-does-not-wait-for-writing", test_reading_does_not_wait_for_writing);
  ADD ("the-reader-writes-nothing", test_the_reader_writes_nothing);
  ADD ("what-was-given-up-is-not-begun", test_what_was_given_up_is_not_begun);
  ADD ("what-is-urgent-is-read-first", test_what_is_urgent_is_read_first);
  ADD ("other-programs-are-noticed-alone", test_other_programs_are_noticed_alone);

  return g_test_run ();
}
