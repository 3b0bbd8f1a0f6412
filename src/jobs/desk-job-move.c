/* desk-job-move.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-jobs"

#include "config.h"

#include "desk-job-move.h"

#include "store/backup/desk-library-copy.h"

#include <glib/gi18n-lib.h>

static gboolean
is_good_place (const char *folder,
               GError    **error)
{
  DeskStorePlace place = desk_store_place_look (folder, DESK_STORE_PLACE_ASK);
  g_autofree char *shown = g_filename_display_name (folder);

  if (place.sync_service != NULL)
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID,
                   _("“%s” is in a folder that %s synchronises; choose a folder outside of it"), shown, place.sync_service);
      return FALSE;
    }
  if (place.kind != DESK_STORE_PLACE_LOCAL)
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID,
                   _("“%s” is not on a disk of this computer either; choose another folder"), shown);
      return FALSE;
    }

  return TRUE;
}

/**
 * desk_job_move_library:
 * @library: a library's folder, that no other program has open
 * @folder: where it is to be: on a disk of this computer, and synchronised by
 *   nobody
 * @progress: (nullable) (scope call): told how far it is
 *
 * Copies the library to another place, and verifies the copy. What is where it
 * was stays: a person takes it away once the new one has shown that it is good.
 * Blocks; call it on a worker.
 *
 * Returns: (transfer full): the new library's folder; %NULL with @error set, and
 *   nothing of it left: %DESK_STORE_ERROR_INVALID where the place is no better
 */
char *
desk_job_move_library (const char      *library,
                       const char      *folder,
                       DeskProgressFunc progress,
                       gpointer         user_data,
                       GCancellable    *cancellable,
                       GError         **error)
{
  g_autoptr(DeskStore) store = NULL;

  if (!is_good_place (folder, error))
    return NULL;

  store = desk_store_open (library, error);
  return store != NULL ? desk_library_copy (store, folder, progress, user_data, cancellable, error) : NULL;
}
