/* test-flip.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "disk.h"
#include "operations.h"
#include "trial.h"

#include "../fixture.h"

#include <glib/gstdio.h>
#include <unistd.h>

/* Copies of a library in which one bit is another: at the head of each page,
 * where SQLite says what the page is, and anywhere. All that can be asked of it
 * is asked. Whatever answers an error answers one of ours; nothing ends the
 * program, and nothing takes for ever. */

#define PAGE_HEAD 12
#define SECONDS_MAX 60

typedef struct
{
  Fixture  fixture;
  Work    *work;
  char    *file;
  char    *contents; /* of the library before a bit is flipped */
  gsize    n_bytes;
  gsize    page_size;
  unsigned n_flips;
  unsigned n_noticed; /* in so many of them something said that it failed */
} Flips;

static void
set_up (Flips        *flips,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture_set_up (&flips->fixture, NULL);
  g_clear_object (&flips->fixture.store);
  g_free (flips->fixture.library);
  flips->fixture.library = g_build_filename (flips->fixture.folder, "Damaged.copydesk", NULL);
  flips->work = work_new (flips->fixture.library);
  flips->file = g_build_filename (flips->fixture.library, "library.sqlite3", NULL);
  g_file_get_contents (flips->file, &flips->contents, &flips->n_bytes, &error);
  g_assert_no_error (error);
  flips->page_size = (gsize) ((guint8) flips->contents[16] << 8 | (guint8) flips->contents[17]);
  g_assert_cmpuint (flips->n_bytes % flips->page_size, ==, 0);
}

static void
tear_down (Flips        *flips,
           gconstpointer data)
{
  work_free (flips->work);
  g_free (flips->file);
  g_free (flips->contents);
  fixture_tear_down (&flips->fixture, NULL);
}

/* What writes changes the file, so each operation has the damage anew. */
static void
write_damaged (Flips *flips,
               gsize  position,
               guint8 mask)
{
  static const char *const logs[] = { "-wal", "-shm" };
  g_autoptr(GError) error = NULL;

  for (unsigned i = 0; i < G_N_ELEMENTS (logs); i++)
    {
      g_autofree char *log = g_strconcat (flips->file, logs[i], NULL);

      (void) g_unlink (log);
    }
  flips->contents[position] ^= (char) mask;
  g_file_set_contents_full (flips->file, flips->contents, (gssize) flips->n_bytes, G_FILE_SET_CONTENTS_NONE, 0666, &error);
  g_assert_no_error (error);
  flips->contents[position] ^= (char) mask;
}

/* Returns: whether the damage was noticed. What was written by the one before may
 * well be in conflict with what is written now. */
static gboolean
ask (Flips           *flips,
     const Operation *operation,
     DeskStore       *store)
{
  g_autoptr(Work) work = work_copy (flips->work);
  g_autoptr(GString) said = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  if (operation->run (store, work, said, &error))
    {
      g_assert_no_error (error);
      return FALSE;
    }

  g_assert_true (trial_is_ours (error));
  return g_error_matches (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED);
}

static gboolean
ask_all (Flips        *flips,
         OperationKind kind)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (flips->fixture.library, &error);
  gboolean is_noticed = store == NULL;

  g_assert_true (store != NULL || error->domain == DESK_STORE_ERROR);
  for (unsigned i = 0; store != NULL && operations_get (i) != NULL; i++)
    {
      if (operations_get (i)->kind == kind)
        is_noticed |= ask (flips, operations_get (i), store);
    }

  return is_noticed;
}

static void
flip (Flips *flips,
      gsize  position,
      guint8 mask)
{
  gboolean is_noticed;

  g_test_message ("byte %" G_GSIZE_FORMAT ", mask %u", position, mask);
  alarm (SECONDS_MAX);
  write_damaged (flips, position, mask);
  is_noticed = ask_all (flips, OPERATION_READS);
  is_noticed |= ask_all (flips, OPERATION_COPIES);
  is_noticed |= ask_all (flips, OPERATION_WRITES);
  alarm (0);

  flips->n_flips++;
  flips->n_noticed += is_noticed;
}

static void
test_page_heads (Flips        *flips,
                 gconstpointer data)
{
  unsigned every = trial_is_long () ? 1 : 29;
  unsigned n = 0;

  for (gsize page = 0; page < flips->n_bytes; page += flips->page_size)
    {
      for (unsigned i = 0; i < PAGE_HEAD; i++)
        {
          if (n++ % every == 0)
            flip (flips, page + i, (guint8) (1u << g_test_rand_int_range (0, 8)));
        }
    }

  g_test_message ("%u of %u flips were noticed", flips->n_noticed, flips->n_flips);
  g_assert_cmpuint (flips->n_noticed, >, flips->n_flips / 4);
}

/* Where something is written: most of a small library is not used yet. */
static gsize
used_byte (const Flips *flips)
{
  gsize position;

  do
    position = (gsize) g_test_rand_int_range (0, (gint32) flips->n_bytes);
  while (flips->contents[position] == '\0');

  return position;
}

static void
test_anywhere (Flips        *flips,
               gconstpointer data)
{
  unsigned n_flips = trial_is_long () ? 1500 : 40;

  for (unsigned i = 0; i < n_flips; i++)
    flip (flips, used_byte (flips), (guint8) (1u << g_test_rand_int_range (0, 8)));

  g_test_message ("%u of %u flips were noticed", flips->n_noticed, flips->n_flips);
  g_assert_cmpuint (flips->n_flips, ==, n_flips);
}

int
main (int    argc,
      char **argv)
{
  disk_install ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/store/fault/flip/at-the-head-of-each-page", Flips, NULL, set_up, test_page_heads, tear_down);
  g_test_add ("/store/fault/flip/anywhere", Flips, NULL, set_up, test_anywhere, tear_down);
  return g_test_run ();
}
