/* desk-redirect-file.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-redirect-file.h"

#include "exchange/desk-csv.h"
#include "store/desk-old-addresses.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* A row an address: the old one, where it leads, and whatever else a plugin of a web CMS
 * has written beside them. */

/* What names the columns is no address. */
static gboolean
is_heading (const DeskCsvRow *row)
{
  const char *first = g_strstrip (row->fields[0]);

  return *first != '/' && *first != '?' && g_ascii_strncasecmp (first, "http", 4) != 0;
}

static DeskRedirect *
parse_row (const DeskCsvRow *row,
           const char       *url,
           GError          **error)
{
  g_autofree char *source = desk_redirect_parse_source (g_strstrip (row->fields[0]), url, error);
  g_autofree char *target = NULL;

  if (source == NULL)
    return NULL;
  if (row->fields[1] == NULL)
    {
      g_set_error_literal (error, DESK_REDIRECT_ERROR, DESK_REDIRECT_ERROR_INVALID,
                           _("a row has the old address and, in its second cell, the new one; leave that empty for what is gone"));
      return NULL;
    }
  target = desk_redirect_parse_target (g_strstrip (row->fields[1]), url, error);

  return target != NULL ? desk_redirect_new (source, target) : NULL;
}

/* The first one in full, and how many there are. */
static gboolean
throw_rows (const char *file,
            unsigned    line,
            const char *message,
            unsigned    n_more,
            GError    **error)
{
  g_autofree char *more = NULL;

  if (n_more == 0)
    return desk_exchange_throw (error, (DeskPlace) { file, line }, "%s", message);

  more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more row can't be used", "%u more rows can't be used", n_more), n_more);
  return desk_exchange_throw (error, (DeskPlace) { file, line }, "%s; %s", message, more);
}

/**
 * desk_redirect_file_parse:
 * @text: UTF-8
 * @file: for messages
 * @url: the site's address
 * @problems: (element-type utf8) (nullable): gets the first %DESK_REDIRECT_FILE_MAX_PROBLEMS
 *   rows that can't be used, each a line "FILE:LINE: what is wrong"
 *
 * Returns: (transfer full) (element-type DeskRedirect): what the rows say; %NULL with
 *   @error set where some can't be used
 */
GPtrArray *
desk_redirect_file_parse (const char *text,
                          const char *file,
                          const char *url,
                          GPtrArray  *problems,
                          GError    **error)
{
  g_autoptr(GPtrArray) rows = desk_csv_parse (text, file, DESK_REDIRECTS_MAX, error);
  g_autoptr(GPtrArray) redirects = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_redirect_free);
  g_autoptr(GError) first = NULL;
  unsigned first_line = 0, n_problems = 0;

  if (rows == NULL)
    return NULL;

  for (unsigned i = 0; i < rows->len; i++)
    {
      const DeskCsvRow *row = rows->pdata[i];
      g_autoptr(GError) cause = NULL;
      DeskRedirect *redirect = i == 0 && is_heading (row) ? NULL : parse_row (row, url, &cause);

      if (redirect != NULL)
        g_ptr_array_add (redirects, redirect);
      if (cause == NULL)
        continue;
      if (problems != NULL && problems->len < DESK_REDIRECT_FILE_MAX_PROBLEMS)
        g_ptr_array_add (problems, g_strdup_printf ("%s:%u: %s", file, row->line, cause->message));
      if (n_problems++ == 0)
        {
          first_line = row->line;
          first = g_steal_pointer (&cause);
        }
    }
  if (n_problems == 0)
    return g_steal_pointer (&redirects);

  throw_rows (file, first_line, first->message, n_problems - 1, error);
  return NULL;
}

/**
 * desk_redirect_file_read:
 * @path: a file of at most %DESK_REDIRECT_FILE_MAX_BYTES
 *
 * Likewise. Blocks; call it on a worker.
 */
GPtrArray *
desk_redirect_file_read (const char *path,
                         const char *url,
                         GPtrArray  *problems,
                         GError    **error)
{
  g_autofree char *shown = desk_exchange_dup_shown (path);
  DeskPlace place = { shown, 0 };
  g_autofree char *text = NULL;
  g_autoptr(GError) cause = NULL;
  GStatBuf info;
  gsize n_bytes;

  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode))
    desk_exchange_throw (error, place, _("this can't be read as a file; name a CSV file"));
  else if (info.st_size > DESK_REDIRECT_FILE_MAX_BYTES)
    desk_exchange_throw (error, place, _("this is larger than 64 MB; split it"));
  else if (!g_file_get_contents (path, &text, &n_bytes, &cause))
    desk_exchange_throw (error, place, _("this can't be read (%s)"), cause->message);
  else if (strlen (text) != n_bytes || !g_utf8_validate (text, -1, NULL))
    desk_exchange_throw (error, place, _("this is not UTF-8 text; save it as CSV in UTF-8"));
  else
    return desk_redirect_file_parse (text, shown, url, problems, error);

  return NULL;
}
