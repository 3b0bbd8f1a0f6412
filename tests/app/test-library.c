/* test-library.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"

#include <glib/gstdio.h>

/* What came, in the order in which it came. */
typedef struct
{
  Fixture *fixture;
  GString *heard;
} Ear;

static gpointer
do_nothing (DeskStore    *store,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  g_assert_true (DESK_IS_STORE (store));
  return GINT_TO_POINTER (TRUE);
}

static gpointer
meet_damage (DeskStore    *store,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED, "A bit has flipped");
  return NULL;
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Ear *ear = user_data;
  g_autoptr(GError) error = NULL;
  gpointer answer = desk_library_run_finish (DESK_LIBRARY (source), result, &error);

  g_assert_true ((answer != NULL) == (error == NULL));
  g_string_append (ear->heard, answer != NULL ? "done "
                                              : g_error_matches (error, DESK_STORE_ERROR, DESK_STORE_ERROR_BUSY)
                                                ? "refused " : "failed ");
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Ear *ear = user_data;

  g_assert_true (desk_library_close_finish (DESK_LIBRARY (source), result, NULL));
  g_string_append (ear->heard, "closed ");
  ear->fixture->is_done = TRUE;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Ear *ear = user_data;
  gboolean is_open = desk_library_open_finish (DESK_LIBRARY (source), result, NULL);

  g_string_append (ear->heard, is_open ? "open " : "not-open ");
  ear->fixture->is_done = TRUE;
}

static void
damaged_cb (DeskLibrary *library,
            const char  *message,
            gpointer     user_data)
{
  Ear *ear = user_data;

  g_string_append_printf (ear->heard, "(%s) ", message);
}

static gboolean
is_done (Fixture *fixture)
{
  return fixture->is_done;
}

static void
wait_for (Ear *ear)
{
  fixture_wait_until (ear->fixture, is_done);
  ear->fixture->is_done = FALSE;
}

static unsigned
count (Ear        *ear,
       const char *word)
{
  g_auto(GStrv) words = g_strsplit (ear->heard->str, " ", -1);
  unsigned n = 0;

  for (unsigned i = 0; words[i] != NULL; i++)
    n += g_str_equal (words[i], word);

  return n;
}

static void
ask (Ear            *ear,
     DeskLibraryFunc func)
{
  desk_library_run_async (ear->fixture->library, func, g_strdup (""), g_free, NULL, NULL, done_cb, ear);
  desk_library_read_async (ear->fixture->library, DESK_READING_REST, func, g_strdup (""), g_free, NULL,
                           NULL, done_cb, ear);
}

static void
reopen (Ear        *ear,
        const char *path)
{
  desk_library_open_async (ear->fixture->library, path, FALSE, NULL, opened_cb, ear);
  wait_for (ear);
}

static void
test_close (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(GString) heard = g_string_new (NULL);
  g_autofree char *moved = g_strconcat (fixture->path, ".moved", NULL);
  Ear ear = { fixture, heard };

  fixture_flush (fixture);
  ask (&ear, do_nothing);
  desk_library_close_async (fixture->library, closed_cb, &ear);
  ask (&ear, do_nothing);
  wait_for (&ear);
  g_assert_cmpuint (count (&ear, "done"), ==, 2);
  g_assert_cmpuint (count (&ear, "refused"), ==, 2);
  g_assert_true (g_str_has_suffix (heard->str, " closed "));

  /* Nobody holds the files any more. */
  g_assert_cmpint (g_rename (fixture->path, moved), ==, 0);
  g_string_truncate (heard, 0);
  reopen (&ear, fixture->path);
  ask (&ear, do_nothing);
  g_assert_cmpstr (heard->str, ==, "not-open ");
  g_assert_cmpint (g_rename (moved, fixture->path), ==, 0);

  reopen (&ear, fixture->path);
  g_assert_cmpstr (heard->str, ==, "not-open refused refused open ");
  g_string_truncate (heard, 0);
  ask (&ear, do_nothing);
  desk_library_close_async (fixture->library, closed_cb, &ear);
  wait_for (&ear);
  g_assert_cmpstr (heard->str, ==, "done done closed ");
  reopen (&ear, fixture->path);
}

static void
test_damage (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(GString) heard = g_string_new (NULL);
  Ear ear = { fixture, heard };

  g_signal_connect (fixture->library, "damaged", G_CALLBACK (damaged_cb), &ear);
  ask (&ear, meet_damage);
  desk_library_close_async (fixture->library, closed_cb, &ear);
  wait_for (&ear);
  g_assert_cmpstr (heard->str, ==, "(A bit has flipped) failed (A bit has flipped) failed closed ");
  g_signal_handlers_disconnect_by_data (fixture->library, &ear);
  reopen (&ear, fixture->path);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/app/library/closes-behind-what-was-asked-for-and-opens-again", Fixture, NULL, fixture_set_up, test_close,
              fixture_tear_down);
  g_test_add ("/app/library/damage-is-told-whoever-meets-it", Fixture, NULL, fixture_set_up, test_damage,
              fixture_tear_down);

  return g_test_run ();
}
