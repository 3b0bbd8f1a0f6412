/* replay.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fuzz.h"

#include <glib/gstdio.h>

/* Gives a fuzz target the inputs in a folder, in any build and with any compiler:
 * what once went wrong is in there, and stays right. */

static void
replay (const char *path)
{
  g_autofree char *data = NULL;
  g_autoptr(GError) error = NULL;
  gsize n_bytes;

  g_file_get_contents (path, &data, &n_bytes, &error);
  g_assert_no_error (error);
  g_print ("# %s\n", path);
  (void) LLVMFuzzerTestOneInput ((const guint8 *) data, n_bytes);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = NULL;
  const char *name;
  unsigned n_inputs = 0;

  g_assert_cmpint (argc, ==, 2);
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  dir = g_dir_open (argv[1], 0, &error);
  g_assert_no_error (error);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (argv[1], name, NULL);

      replay (path);
      n_inputs++;
    }

  g_assert_cmpuint (n_inputs, >, 0);
  g_print ("ok 1 %u inputs\n1..1\n", n_inputs);
  return 0;
}
