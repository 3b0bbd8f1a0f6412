/* make-sample.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sample.h"

/* Makes the sample library at the place that is named: data/make-schema keeps
 * what it looks like before a schema changes. */

int
main (int    argc,
      char **argv)
{
  g_autoptr(DeskStore) store = NULL;
  g_autoptr(GError) error = NULL;

  if (argc != 2)
    {
      g_printerr ("Usage: make-sample FOLDER\n");
      return 2;
    }

  store = desk_store_create (argv[1], &error);
  if (store == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  sample_fill (store);
  return 0;
}
