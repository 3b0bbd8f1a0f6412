/* trial.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "trial.h"

#include "../fixture.h"
#include "state.h"

#include "exchange/desk-exchange-error.h"
#include "store/backup/desk-backup-private.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

/* For n = 1, 2, … until there is no n-th point: the operation is tried, and then
 *
 *  1. it says that it failed, in one line of ours, and the library is as before,
 *     or as after: a commit may have gone through although what followed failed;
 *  2. or it says that it went well, the library is as after, and what was read
 *     is what is there: SQLite can do without some of what it was refused;
 *  3. the file is sound;
 *  4. the same store does the same work when nothing fails any more.
 *
 * The store is either opened for each n, so that it has read nothing of the file
 * and no statement is prepared, or one that has done the work before.
 */
typedef struct
{
  char *before; /* to the last column */
  char *after;  /* without ids and times of the work itself */
  char *said;
} Expected;

typedef struct
{
  const Operation *operation;
  Expected        *expected;  /* shared with the other trials of the operation */
  const Fault     *fault;
  gboolean         is_warm;
} Trial;

static void
expected_free (Expected *expected)
{
  g_free (expected->before);
  g_free (expected->after);
  g_free (expected->said);
  g_free (expected);
}

/* Made once, for all trials of a program. */
static struct
{
  Fixture fixture;
  char   *original;  /* what fixture.library is a copy of */
  Work   *work;      /* to be copied */
} ground;

/**
 * trial_is_long:
 *
 * Returns: whether this run is to leave nothing out
 */
gboolean
trial_is_long (void)
{
  return g_getenv ("DESK_TEST_LONG") != NULL;
}

gboolean
trial_is_ours (const GError *error)
{
  return error->domain == DESK_STORE_ERROR || error->domain == DESK_EXCHANGE_ERROR;
}

static void
copy_file (const char *from_folder,
           const char *to_folder,
           const char *name)
{
  g_autofree char *from = g_build_filename (from_folder, name, NULL);
  g_autofree char *to = g_build_filename (to_folder, name, NULL);
  g_autofree char *contents = NULL;
  g_autoptr(GError) error = NULL;
  gsize n_bytes;

  g_file_get_contents (from, &contents, &n_bytes, &error);
  g_assert_no_error (error);
  g_file_set_contents_full (to, contents, (gssize) n_bytes, G_FILE_SET_CONTENTS_NONE, 0666, &error);
  g_assert_no_error (error);
}

static void
copy_folder (const char *from,
             const char *to)
{
  g_autoptr(GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  g_assert_cmpint (g_mkdir_with_parents (to, 0777), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (from, name, NULL);
      g_autofree char *copy = g_build_filename (to, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        copy_folder (child, copy);
      else
        copy_file (from, to, name);
    }
}

static void
reset_folder (const char *name)
{
  g_autofree char *from = g_build_filename (ground.original, name, NULL);
  g_autofree char *to = g_build_filename (ground.fixture.library, name, NULL);

  desk_safe_remove (to);
  copy_folder (from, to);
}

static void
remove_from_library (const char *const *names)
{
  for (unsigned i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (ground.fixture.library, names[i], NULL);

      (void) g_unlink (path); /* may not be there */
    }
}

/* What can be made again from the library. */
static void
forget_index (void)
{
  static const char *const names[] = { "search.sqlite3", "search.sqlite3-wal", "search.sqlite3-shm", NULL };

  remove_from_library (names);
}

/* The library as it was, with no store on it. */
static void
reset_library (void)
{
  static const char *const logs[] = { "library.sqlite3-wal", "library.sqlite3-shm", NULL };

  g_clear_object (&ground.fixture.store);
  remove_from_library (logs);
  forget_index ();
  copy_file (ground.original, ground.fixture.library, "library.sqlite3");
  reset_folder ("media");
  reset_folder ("themes");
}

static DeskStore *
open_store (void)
{
  g_autoptr(GError) error = NULL;
  DeskStore *store = desk_store_open (ground.fixture.library, &error);

  g_assert_no_error (error);
  return store;
}

static void
assert_clean (const GError *error)
{
  g_assert_nonnull (error);
  if (!trial_is_ours (error) || strstr (error->message, "not an error") != NULL)
    g_test_message ("%s: %s", g_quark_to_string (error->domain), error->message);
  g_assert_true (trial_is_ours (error));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpstr (error->message, !=, "");
  g_assert_null (strchr (error->message, '\n'));
  g_assert_null (strstr (error->message, "not an error"));
}

/* Does the work once more, and takes it back if it writes. What is more than a
 * transaction can't be taken back. */
static void
rehearse (const Trial *trial,
          Work        *work)
{
  DeskStore *store = ground.fixture.store;
  g_autoptr(DeskTransaction) transaction = NULL;
  g_autoptr(GString) said = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  if (trial->operation->kind == OPERATION_BULK)
    return;
  if (trial->operation->kind == OPERATION_WRITES)
    {
      transaction = desk_transaction_begin (store, &error);
      g_assert_no_error (error);
    }
  trial->operation->run (store, work, said, &error);
  g_assert_no_error (error);
}

static void
settle (const Trial *trial,
        const Work  *work)
{
  if (trial->operation->settle != NULL)
    trial->operation->settle (work);
}

/* Does the work while nothing fails. */
static void
learn (const Trial *trial)
{
  Expected *expected = trial->expected;
  g_autoptr(Work) work = work_copy (ground.work);
  g_autoptr(GString) said = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  reset_library ();
  expected->before = state_dup (&ground.fixture, STATE_EXACT);
  if (trial->operation->kind != OPERATION_OPENS)
    ground.fixture.store = open_store ();
  trial->operation->run (ground.fixture.store, work, said, &error);
  g_assert_no_error (error);
  settle (trial, work);
  g_clear_object (&ground.fixture.store);
  expected->after = state_dup (&ground.fixture, STATE_SHAPE);
  expected->said = g_strdup (said->str);
  reset_library ();
}

/* Returns: whether the library has to be made anew for the next attempt */
static gboolean
check_state (const Trial *trial,
             gboolean     is_done)
{
  const Expected *expected = trial->expected;
  g_autofree char *before = state_dup (&ground.fixture, STATE_EXACT);
  g_autofree char *after = NULL;

  if (!is_done && g_str_equal (before, expected->before))
    return FALSE;

  after = state_dup (&ground.fixture, STATE_SHAPE);
  if (!is_done && !g_str_equal (after, expected->after))
    state_tell_difference (expected->before, before);
  state_assert_same (after, expected->after);
  return TRUE;
}

static void
prepare (const Trial *trial)
{
  g_autoptr(Work) work = NULL;

  if (trial->operation->kind == OPERATION_OPENS || ground.fixture.store != NULL)
    return;

  forget_index ();
  ground.fixture.store = open_store ();
  if (!trial->is_warm)
    return;
  work = work_copy (ground.work);
  rehearse (trial, work);
}

/* Returns: whether there is an @n-th point */
static gboolean
attempt (const Trial *trial,
         unsigned     n)
{
  g_autoptr(Work) work = work_copy (ground.work);
  g_autoptr(GString) said = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  gboolean is_done, has_point, is_changed;

  prepare (trial);
  trial->fault->arm (ground.fixture.store, n);
  is_done = trial->operation->run (ground.fixture.store, work, said, &error);
  has_point = trial->fault->disarm (ground.fixture.store);

  if (is_done)
    {
      g_assert_no_error (error);
      g_assert_cmpstr (said->str, ==, trial->expected->said);
    }
  else
    {
      assert_clean (error);
      has_point = TRUE; /* a library that could not be made has given its room back */
    }

  settle (trial, work);
  is_changed = check_state (trial, is_done);
  if (ground.fixture.store != NULL && !is_changed)
    rehearse (trial, work);
  if (is_changed)
    reset_library ();
  else if (!trial->is_warm)
    g_clear_object (&ground.fixture.store);

  return has_point;
}

/* All in a long run, if there aren't too many of them; else the first few, then
 * fewer and fewer. */
static unsigned
step_from (const Trial *trial,
           unsigned     n)
{
  if (trial_is_long ())
    return trial->operation->is_slow ? 1 + n / 64 : 1;

  return trial->operation->is_slow ? 1 + n : 1 + n / 2;
}

static void
test_trial (gconstpointer data)
{
  const Trial *trial = data;
  unsigned n = 1, n_attempts = 1;

  if (trial->expected->before == NULL)
    learn (trial);
  while (attempt (trial, n))
    {
      n += step_from (trial, n);
      n_attempts++;
      g_assert_cmpuint (n, <, 1000000);
    }

  g_test_message ("%u of %u points", n_attempts - 1, n - 1);
  g_assert_true (n > 1 || trial->operation->kind == OPERATION_OPENS || trial->operation->kind == OPERATION_COPIES);
  reset_library ();
}

static void
add_trials (const char      *what,
            const Operation *operation,
            Expected        *expected,
            const Fault     *fault)
{
  if ((operation->kind == OPERATION_OPENS && fault->needs_store) ||
      (operation->kind == OPERATION_READS && fault->spares_reading))
    return;

  for (int is_warm = FALSE; is_warm <= (operation->kind != OPERATION_OPENS); is_warm++)
    {
      Trial *trial = g_new (Trial, 1);
      g_autofree char *path = g_strdup_printf ("/store/fault/%s/%s/%s/%s", what, fault->name,
                                               is_warm ? "warm" : "cold", operation->name);

      *trial = (Trial) { operation, expected, fault, is_warm };
      g_test_add_data_func_full (path, trial, test_trial, g_free);
    }
}

/**
 * trial_main:
 * @what: what fails, for the names of the tests
 *
 * The main function of a program that lets every operation fail in some ways.
 */
int
trial_main (int          argc,
            char       **argv,
            const char  *what,
            const Fault *faults,
            unsigned     n_faults)
{
  Fixture *fixture = &ground.fixture;
  g_autoptr(GPtrArray) expected = g_ptr_array_new_with_free_func ((GDestroyNotify) expected_free);
  const Operation *operation;
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_set_up (fixture, NULL);
  ground.original = g_build_filename (fixture->folder, "Original.copydesk", NULL);
  ground.work = work_new (ground.original);
  g_set_str (&ground.work->library, fixture->library);

  while ((operation = operations_get (expected->len)) != NULL)
    {
      g_ptr_array_add (expected, g_new0 (Expected, 1));
      for (unsigned i = 0; i < n_faults; i++)
        add_trials (what, operation, expected->pdata[expected->len - 1], &faults[i]);
    }
  result = g_test_run ();

  work_free (ground.work);
  g_free (ground.original);
  g_clear_object (&fixture->store);
  g_free (fixture->library);
  g_free (fixture->folder); /* g_test_run() has removed it, with all that was made in this run */
  return result;
}
