/* test-writers.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "trial.h"

#include "../fixture.h"

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

/* Programs that change the same article at once: each reads it, adds one to a
 * number in it, and saves; who was late reads again. What the number has become
 * is what they all say that they added. */

#define N_WRITERS 2
#define SHORT_S 2
#define LONG_S 60

/* How often a writer got its change in. */
typedef struct
{
  gint64 n_bodies;
  gint64 n_dates;
} Tally;

static gboolean
is_worth_another_try (const GError *error)
{
  return g_error_matches (error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT) ||
         g_error_matches (error, DESK_STORE_ERROR, DESK_STORE_ERROR_BUSY);
}

/* The number in the body, and at times the one that stands for the date; both
 * are read and saved apart, as a window and a script do. */
static gboolean
add_one (DeskStore  *store,
         const char *uuid,
         Tally      *tally,
         GError    **error)
{
  g_autoptr(DeskArticle) article = desk_store_dup_article (store, uuid, error);
  DeskEdition *edition;
  gint64 number;

  if (article == NULL)
    return FALSE;

  edition = fixture_edition (article);
  number = g_ascii_strtoll (edition->body, NULL, 10);
  g_free (edition->body);
  edition->body = g_strdup_printf ("%" G_GINT64_FORMAT "\n", number + 1);
  if (!desk_store_save_edition (store, uuid, edition, error))
    return FALSE;
  tally->n_bodies++;

  article->date_us++;
  if (!desk_store_save_article (store, article, error))
    return FALSE;
  tally->n_dates++;

  return TRUE;
}

G_NORETURN static void
write_for (const char *library,
           const char *uuid,
           gint64      seconds,
           int         end)
{
  gint64 end_us = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  g_autoptr(GError) error = NULL;
  DeskStore *store = desk_store_open (library, &error);
  Tally tally = { 0 };

  while (error == NULL && g_get_monotonic_time () < end_us)
    {
      if (!add_one (store, uuid, &tally, &error) && is_worth_another_try (error))
        g_clear_error (&error);
    }

  if (error != NULL)
    g_printerr ("%s\n", error->message);
  g_clear_object (&store);
  _exit (error == NULL && write (end, &tally, sizeof tally) == sizeof tally ? 0 : 1);
}

static void
start_writer (const char *library,
              const char *uuid,
              int         ends[2])
{
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    write_for (library, uuid, trial_is_long () ? LONG_S : SHORT_S, ends[1]);
  close (ends[1]);
}

static void
wait_for_all (void)
{
  int status;

  while (wait (&status) > 0)
    g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  g_assert_cmpint (errno, ==, ECHILD);
}

static void
test_no_lost_update (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Counter", "0\n");
  g_autoptr(DeskArticle) last = NULL;
  g_autofree char *check = NULL;
  int ends[N_WRITERS][2];
  Tally sum = { 0 };

  g_clear_object (&fixture->store);
  for (unsigned i = 0; i < N_WRITERS; i++)
    start_writer (fixture->library, article->uuid, ends[i]);
  for (unsigned i = 0; i < N_WRITERS; i++)
    {
      Tally tally = { 0 };

      g_assert_cmpint (read (ends[i][0], &tally, sizeof tally), ==, sizeof tally);
      close (ends[i][0]);
      sum.n_bodies += tally.n_bodies;
      sum.n_dates += tally.n_dates;
    }
  wait_for_all ();

  fixture->store = desk_store_open (fixture->library, NULL);
  last = fixture_read (fixture, article);
  g_assert_cmpint (sum.n_bodies, >, 0); /* on a busy machine one may not come to it in so short a time */
  g_test_message ("%" G_GINT64_FORMAT " and %" G_GINT64_FORMAT " updates", sum.n_bodies, sum.n_dates);
  g_assert_cmpint (g_ascii_strtoll (fixture_edition (last)->body, NULL, 10), ==, sum.n_bodies);
  g_assert_cmpint (last->date_us, ==, sum.n_dates);
  check = fixture_query (fixture, "PRAGMA integrity_check");
  g_assert_cmpstr (check, ==, "ok");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/fault/two-writers/no-update-is-lost", test_no_lost_update);
  return g_test_run ();
}
