/* test-read-only.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE

#include "config.h"

#include "operations.h"

#include "../fixture.h"

#include <glib/gstdio.h>
#include <grp.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A library that may be read and not written: the whole of it, or a part. A child
 * that is nobody, as far as the files are concerned, tries all operations and
 * tells how many were refused; the library stays as it is. */

#define NOBODY 65534

typedef struct
{
  const char *name;
  mode_t      folder;
  mode_t      database;
  mode_t      media;
  const char *operation;   /* the one that is refused, or %NULL for all that write */
} Place;

static const Place places[] = {
  { "all-of-it", 0555, 0444, 0555, NULL },
  { "its-folder", 0555, 0666, 0777, NULL },
  { "its-database", 0777, 0444, 0777, NULL },
  { "its-media", 0777, 0666, 0555, "adding-media" },
};

static void
change_mode (const char *folder,
             const char *name,
             mode_t      mode)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (chmod (path, mode), ==, 0);
}

static void
become_nobody (void)
{
  if (getuid () == 0 && (setgroups (0, NULL) != 0 || setgid (NOBODY) != 0 || setuid (NOBODY) != 0))
    _exit (100);
}

/* Whether it was refused, as what can't be written to. */
static gboolean
is_refused (DeskStore       *store,
            const Work      *pristine,
            const Operation *operation)
{
  g_autoptr(Work) work = work_copy (pristine);
  g_autoptr(GString) said = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  if (operation->run (store, work, said, &error))
    return FALSE;
  if (!g_error_matches (error, DESK_STORE_ERROR, DESK_STORE_ERROR_READ_ONLY))
    {
      g_printerr ("%s: %s\n", operation->name, error->message);
      _exit (101);
    }

  return TRUE;
}

G_NORETURN static void
try_all (const Work  *work,
         const Place *place)
{
  g_autoptr(GError) error = NULL;
  DeskStore *store;

  become_nobody ();
  store = desk_store_open (work->library, &error);
  if (place->operation == NULL)
    _exit (g_error_matches (error, DESK_STORE_ERROR, DESK_STORE_ERROR_READ_ONLY) ? 0 : 102);
  if (store == NULL)
    _exit (103);

  for (unsigned i = 0; operations_get (i) != NULL; i++)
    {
      const Operation *operation = operations_get (i);
      gboolean is_this = g_str_equal (operation->name, place->operation);

      if ((is_this || operation->kind == OPERATION_READS) && is_refused (store, work, operation) != is_this)
        _exit (104);
    }
  g_object_unref (store);
  _exit (0);
}

static void
test_place (Fixture      *fixture,
            gconstpointer data)
{
  const Place *place = data;
  g_autofree char *library = g_build_filename (fixture->folder, "Kept.copydesk", NULL);
  g_autoptr(Work) work = work_new (library);
  g_autofree char *index = g_build_filename (library, "search.sqlite3", NULL);
  g_autofree char *before = fixture_digest (library);
  g_autofree char *after = NULL;
  int status = 0;
  pid_t child;

  change_mode (fixture->folder, "", 0755);
  change_mode (library, "library.sqlite3", place->database);
  change_mode (library, "media", place->media);
  change_mode (library, "", place->folder);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    try_all (work, place);

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  (void) g_unlink (index); /* made where there is none; it is no part of the library */
  after = fixture_digest (library);
  g_assert_cmpstr (before, ==, after);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (unsigned i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_strconcat ("/store/fault/read-only/", places[i].name, NULL);

      g_test_add (path, Fixture, &places[i], fixture_set_up, test_place, fixture_tear_down);
    }
  return g_test_run ();
}
