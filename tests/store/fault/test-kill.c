/* test-kill.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "actors.h"
#include "trial.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* A program at work on a library is killed, at any moment, time and again. It
 * tells the number of each piece of work once the store has said that it is
 * done; all of these have to be there afterwards, and of the next one all or
 * nothing. The same library goes on to the next run. */

#define SHORT_RUNS 3
#define LONG_RUNS 50 /* for each actor */
#define LONG_ACKNOWLEDGED_MAX 20
#define SHORT_ACKNOWLEDGED_MAX 8
#define MOMENT_MAX_US 8000 /* or as long as a piece of work takes, so that all of it is met */

G_NORETURN static void
work_until_killed (const Actor *actor,
                   const char  *library,
                   gint32       first,
                   int          end)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (library, &error);

  for (gint32 i = first; store != NULL; i++)
    {
      if (!actor->act (store, i, &error) || write (end, &i, sizeof i) != sizeof i)
        break;
    }

  g_printerr ("%s\n", error != NULL ? error->message : "nobody listens");
  _exit (1);
}

static gboolean
read_number (int     end,
             gint32 *out_number)
{
  return read (end, out_number, sizeof *out_number) == sizeof *out_number;
}

/* Any moment of the next piece will do. */
static void
wait_a_moment (gint64 begun_us,
               gint32 n_done)
{
  gint64 piece_us = n_done > 0 ? (g_get_monotonic_time () - begun_us) / n_done : 0;

  g_usleep ((gulong) g_test_rand_int_range (0, (gint32) CLAMP (piece_us, MOMENT_MAX_US, G_USEC_PER_SEC)));
}

/* Lets a child work from number @first on, and kills it some time after a few
 * numbers. Returns the last one that it has told. */
static gint32
kill_while_working (const Actor *actor,
                    const char  *library,
                    gint32       first)
{
  int ends[2], status;
  gint32 n_wanted = g_test_rand_int_range (0, trial_is_long () ? LONG_ACKNOWLEDGED_MAX : SHORT_ACKNOWLEDGED_MAX);
  gint64 begun_us = g_get_monotonic_time ();
  gint32 last = first - 1, number;
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    work_until_killed (actor, library, first, ends[1]);

  close (ends[1]);
  while (last < first + n_wanted - 1 && read_number (ends[0], &number))
    last = number;
  wait_a_moment (begun_us, last - first + 1);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  while (read_number (ends[0], &number))
    last = number;
  close (ends[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));

  return last;
}

static void
assert_sound (Fixture *fixture)
{
  g_autofree char *integrity = fixture_query (fixture, "PRAGMA integrity_check");
  g_autofree char *foreign = fixture_query (fixture, "PRAGMA foreign_key_check");

  g_assert_cmpstr (integrity, ==, "ok");
  g_assert_cmpstr (foreign, ==, "");
}

static void
test_kill (Fixture      *fixture,
           gconstpointer data)
{
  const Actor *actor = data;
  unsigned n_runs = trial_is_long () ? LONG_RUNS : SHORT_RUNS;
  gint32 last = 0;

  if (actor->prepare != NULL)
    actor->prepare (fixture->store);
  g_clear_object (&fixture->store);
  for (unsigned i = 0; i < n_runs; i++)
    {
      g_autoptr(GError) error = NULL;
      gint32 told = kill_while_working (actor, fixture->library, last + 1);

      fixture->store = desk_store_open (fixture->library, &error);
      g_assert_no_error (error);
      last = actor->count (fixture->store);
      g_assert_cmpint (last, >=, told);
      g_assert_cmpint (last, <=, told + 1);
      assert_sound (fixture);
      g_clear_object (&fixture->store);
    }

  g_test_message ("%u runs, %d pieces of work", n_runs, last);
}

static void
add_group (const ActorGroup *group)
{
  for (unsigned i = 0; i < group->n; i++)
    {
      g_autofree char *path = g_strconcat ("/store/fault/kill/", group->actors[i].name, NULL);

      g_test_add (path, Fixture, &group->actors[i], fixture_set_up, test_kill, fixture_tear_down);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add_group (&desk_actors);
  add_group (&keeping_actors);
  add_group (&file_actors);
  return g_test_run ();
}
