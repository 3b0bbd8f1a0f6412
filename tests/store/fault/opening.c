/* opening.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations.h"

static gboolean
open_library (DeskStore *no_store,
              Work      *work,
              GString   *said,
              GError   **error)
{
  g_autoptr(DeskStore) store = desk_store_open (work->library, error);

  return store != NULL;
}

static gboolean
make_library (DeskStore *no_store,
              Work      *work,
              GString   *said,
              GError   **error)
{
  g_autofree char *path = work_dup_beside (work, "-new");
  g_autoptr(DeskStore) store = desk_store_create (path, error);

  return store != NULL;
}

/* A whole library, or none, and no half of one beside it. */
static void
settle_new_library (const Work *work)
{
  g_autofree char *path = work_dup_beside (work, "-new");
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *begun = g_path_get_basename (path);
  g_autoptr(GDir) dir = NULL;
  const char *name;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autoptr(GError) error = NULL;
      DeskStore *store = desk_store_open (path, &error);

      g_assert_no_error (error);
      desk_store_discard (store);
    }

  dir = g_dir_open (parent, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, begun));
}

static const Operation operations[] = {
  { "opening", OPERATION_OPENS, open_library, NULL },
  { "making-a-library", OPERATION_OPENS, make_library, settle_new_library },
};

const OperationGroup opening_operations = { operations, G_N_ELEMENTS (operations) };
