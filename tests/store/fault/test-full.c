/* test-full.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "../fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>

/* What a real disk does when there is room for a part of a write: some of it is
 * written, and the rest refused. The limit on a file's size does the same and
 * needs no rights; test-tmpfs.c has a disk. */

#define STEP_BYTES 20000

/* Grows a file no farther than @n_bytes. */
static void
limit_files (rlim_t n_bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (n_bytes, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_full_disk (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *log = g_build_filename (fixture->library, "library.sqlite3-wal", NULL);
  g_autofree char *body = g_strnfill (300000, 'b');
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Before", "Short.");
  DeskEdition *edition = fixture_edition (article);
  struct rlimit old_limit;
  unsigned n_failures = 0;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old_limit), ==, 0);
  g_set_str (&edition->body, body);

  for (rlim_t room = 0;; room += STEP_BYTES)
    {
      g_autoptr(DeskStore) second = NULL;
      g_autoptr(DeskArticle) read = NULL;
      g_autoptr(GError) error = NULL;
      GStatBuf status;
      gboolean is_saved;

      g_assert_cmpint (g_stat (log, &status), ==, 0);
      limit_files ((rlim_t) status.st_size + room);
      is_saved = desk_store_save_edition (fixture->store, article->uuid, edition, &error);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old_limit), ==, 0);
      if (is_saved)
        break;

      g_assert_true (error->domain == DESK_STORE_ERROR);
      n_failures++;
      second = desk_store_open (fixture->library, NULL);
      read = desk_store_dup_article (second, article->uuid, NULL);
      g_assert_cmpstr (fixture_edition (read)->body, ==, "Short.");
    }

  g_assert_cmpuint (n_failures, >, 5);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/fault/full/a-file-that-can-not-grow-changes-nothing", test_full_disk);
  return g_test_run ();
}
