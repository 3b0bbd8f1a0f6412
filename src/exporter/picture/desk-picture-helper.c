/* desk-picture-helper.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-picture-helper.h"

#include "desk-picture-set.h"
#include "exporter/desk-export.h"

#include <glib/gi18n-lib.h>

/* How copydesk-pictures ends, see src/pictures/desk-variants.h. A signal means that
 * it has met the limits that it set itself, or a fault of a decoder. */
enum
{
  IS_MADE = 0,
  IS_NO_PICTURE = 2,
  IS_TOO_LARGE = 3,
  IS_DAMAGED = 4,
  IS_NOT_WRITTEN = 5,
  IS_TOO_SMALL = 6,
};

/* Whether the picture alone decides about that, so that it is the same again. */
static gboolean
is_lasting (int status)
{
  return (status >= IS_NO_PICTURE && status <= IS_DAMAGED) || status == IS_TOO_SMALL;
}

static char *
dup_reason (int         status,
            const char *name)
{
  switch (status)
    {
    case IS_NO_PICTURE:
      return g_strdup_printf (_("“%.60s” is no picture that browsers show; use JPEG, PNG, WebP, GIF or AVIF"), name);
    case IS_TOO_LARGE:
      return g_strdup_printf (_("“%.60s” has more than 250 million pixels; make it smaller"), name);
    case IS_DAMAGED:
      return g_strdup_printf (_("“%.60s” is damaged or breaks off; get it again from where it came from"), name);
    case IS_TOO_SMALL:
      return g_strdup_printf (_("“%.60s” is too small to be the site's icon; choose a picture of at least 180 × 180 pixels"), name);
    default:
      return g_strdup_printf (_("“%.60s” takes too much memory or time to be decoded; save it anew, smaller"), name);
    }
}

/**
 * desk_picture_helper_throw:
 * @status: what the helper ended with
 *
 * Returns: %FALSE with @error set to what that means
 */
gboolean
desk_picture_helper_throw (int              status,
                           const DeskMedia *media,
                           GError         **error)
{
  g_autofree char *reason = dup_reason (status, media->name);

  g_set_error_literal (error, DESK_EXPORT_ERROR,
                       is_lasting (status) ? DESK_EXPORT_ERROR_PICTURE : DESK_EXPORT_ERROR_PICTURE_NOW, reason);
  return FALSE;
}

static gboolean
throw_unwritten (const char *said,
                 GError    **error)
{
  g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED,
               _("Pictures can't be made ready: %s"), *said != '\0' ? said : _("the disk is full; make room and try again"));
  return FALSE;
}

static gboolean
check_end (int              status,
           const DeskMedia *media,
           const char      *said,
           GError         **error)
{
  if (status == IS_MADE)
    return TRUE;

  return status == IS_NOT_WRITTEN ? throw_unwritten (said, error) : desk_picture_helper_throw (status, media, error);
}

/* What a decoder says can name a file, whose name is in no encoding. */
static char *
dup_text (GBytes *bytes)
{
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);

  return n_bytes > 0 ? g_utf8_make_valid (data, (gssize) n_bytes) : g_strdup ("");
}

/**
 * desk_picture_helper_run:
 * @kind: "sizes", "crops" or "icons"
 * @media: whose picture it is
 * @folder: an empty one, which gets the files
 * @out_status: (out): what the helper ended with, 0 or more, where the picture alone
 *   decides about that; else -1
 *
 * Returns: (transfer full): the list of the files; %NULL with @error set,
 *   %DESK_EXPORT_ERROR_PICTURE if the picture is at fault
 */
char *
desk_picture_helper_run (const char      *kind,
                         const DeskMedia *media,
                         const char      *original,
                         const char      *folder,
                         GCancellable    *cancellable,
                         int             *out_status,
                         GError         **error)
{
  static const char program[] = LIBEXECDIR "/copydesk-pictures";
  g_autoptr(GError) cause = NULL;
  g_autoptr(GSubprocess) helper = NULL;
  g_autoptr(GBytes) out_bytes = NULL;
  g_autoptr(GBytes) said_bytes = NULL;
  g_autofree char *out = NULL;
  g_autofree char *said = NULL;
  g_autoptr(GPtrArray) files = NULL;
  int status;

  *out_status = -1;
  helper = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &cause,
                             program, kind, original, folder, media->credit, media->licence, NULL);
  if (helper == NULL)
    {
      g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED,
                   _("The program that makes pictures ready can't be started (%s); install Copydesk anew"), cause->message);
      return NULL;
    }
  if (!g_subprocess_communicate (helper, NULL, cancellable, &out_bytes, &said_bytes, error))
    {
      g_subprocess_force_exit (helper);
      return NULL;
    }
  out = dup_text (out_bytes);
  said = dup_text (said_bytes);
  status = g_subprocess_get_if_exited (helper) ? g_subprocess_get_exit_status (helper) : -1;
  if (is_lasting (status))
    *out_status = status;
  if (!check_end (status, media, g_strstrip (said), error))
    return NULL;

  files = desk_picture_list_parse (out, folder);
  if (files == NULL)
    {
      desk_picture_helper_throw (IS_DAMAGED, media, error);
      return NULL;
    }

  return g_steal_pointer (&out);
}
