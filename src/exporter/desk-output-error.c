/* desk-output-error.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-output-error.h"

#include "desk-export.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

/* What a person can do comes before what the system says. */
static const char *
advice_for (const GError *cause)
{
  if (cause->domain != G_FILE_ERROR)
    return cause->message;

  switch (cause->code)
    {
    case G_FILE_ERROR_ACCES:
    case G_FILE_ERROR_PERM:
    case G_FILE_ERROR_ROFS:
      return _("allow writing there, or choose another folder");

    case G_FILE_ERROR_NOSPC:
      return _("the disk is full; make room and try again");

    default:
      return cause->message;
    }
}

static gboolean
throw_file_error (DeskOutputDeed deed,
                  const char    *path,
                  const GError  *cause,
                  GError       **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  const char *advice = advice_for (cause);

  switch (deed)
    {
    case DESK_OUTPUT_MAKE_FOLDER:
      g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED,
                   _("The folder “%s” can't be made: %s"), shown, advice);
      break;

    case DESK_OUTPUT_WRITE:
      g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED,
                   _("“%s” can't be written: %s"), shown, advice);
      break;

    case DESK_OUTPUT_REMOVE:
      g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED,
                   _("“%s” can't be removed: %s"), shown, advice);
      break;

    default:
      g_return_val_if_reached (FALSE);
    }

  return FALSE;
}

/**
 * desk_output_throw_errno:
 * @deed: what could not be done
 * @path: to what
 *
 * The same for what a system call has left in `errno`.
 *
 * Returns: %FALSE, for the caller to return
 */
gboolean
desk_output_throw_errno (DeskOutputDeed deed,
                         const char    *path,
                         GError       **error)
{
  int code = errno;
  g_autoptr(GError) cause = g_error_new_literal (G_FILE_ERROR, g_file_error_from_errno (code), g_strerror (code));

  return throw_file_error (deed, path, cause, error);
}

/**
 * desk_output_throw_foreign:
 * @directory: the folder of the site
 * @path: what there is somebody else's
 *
 * Returns: %FALSE, for the caller to return
 */
gboolean
desk_output_throw_foreign (const char *directory,
                           const char *path,
                           GError    **error)
{
  g_autofree char *full = g_build_filename (directory, path, NULL);
  g_autofree char *shown = g_filename_display_name (full);

  g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FOREIGN,
               _("“%s” was not put there by this library and is left as it is; move it away or choose an empty folder"), shown);
  return FALSE;
}
