/* desk-exchange-error.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-exchange-error.h"

G_DEFINE_QUARK (desk_exchange_error_quark, desk_exchange_error)

static char *
dup_located (DeskPlace place,
             const char *message)
{
  return place.line != 0 ? g_strdup_printf ("%s:%u: %s", place.file, place.line, message)
                         : g_strdup_printf ("%s: %s", place.file, message);
}

/**
 * desk_exchange_throw:
 * @place: which file, and where in it
 * @message: what is wrong and what to do, for people
 *
 * Sets an error as compilers write them, "FILE:LINE: what is wrong", so that
 * an editor finds the place.
 *
 * Returns: %FALSE, for the caller to return
 */
gboolean
desk_exchange_throw (GError    **error,
                     DeskPlace   place,
                     const char *message,
                     ...)
{
  g_autofree char *written = NULL;
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, message);
  written = g_strdup_vprintf (message, args);
  va_end (args);

  line = dup_located (place, written);
  g_set_error_literal (error, DESK_EXCHANGE_ERROR, DESK_EXCHANGE_ERROR_INVALID, line);
  return FALSE;
}

/**
 * desk_exchange_prefix:
 * @error: (inout): an error of another module about something that @place says
 *
 * Returns: %FALSE, for the caller to return
 */
gboolean
desk_exchange_prefix (GError  **error,
                      DeskPlace place)
{
  if (error != NULL && *error != NULL)
    {
      char *line = dup_located (place, (*error)->message);

      g_free ((*error)->message);
      (*error)->message = line;
    }

  return FALSE;
}

/**
 * desk_exchange_dup_shown:
 * @path: any bytes
 *
 * Returns: (transfer full): how @path is named in a message: UTF-8 in one line
 */
char *
desk_exchange_dup_shown (const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);
  GString *line = g_string_new (NULL);

  for (const char *p = shown; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (line, g_unichar_iscntrl (c) ? '?' : c);
    }

  return g_string_free_and_steal (line);
}
