/* desk-rules-htaccess.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-rules.h"

#include "exporter/desk-export.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The .htaccess belongs to whoever runs the server: there may be passwords in it, or
 * a host's own rules. So it is not among the files that an export owns. Between two
 * lines of it stands what is ours, and nothing else of it is ever changed.
 */

#define FILE_NAME ".htaccess"
#define BEGIN "# BEGIN Copydesk"
#define END "# END Copydesk"
#define NOTE "# What stands up to the next such line is replaced by each export.\n"
#define MAX_BYTES (4 * 1024 * 1024)

/* Returns the beginning of the line that is @line; %NULL if there is none. */
static const char *
find_line (const char *text,
           const char *line)
{
  for (const char *at = text; (at = strstr (at, line)) != NULL; at++)
    {
      gsize n_line = strlen (line);
      const char *behind = at + n_line + (at[n_line] == '\r');

      if ((at == text || at[-1] == '\n') && (*behind == '\n' || *behind == '\0'))
        return at;
    }

  return NULL;
}

static const char *
behind_line (const char *line)
{
  const char *end = strchr (line, '\n');

  return end != NULL ? end + 1 : line + strlen (line);
}

/* A line is left free before ours, if none is. */
static void
append_gap (GString *file)
{
  if (file->len > 0 && !g_str_has_suffix (file->str, "\n"))
    g_string_append_c (file, '\n');
  if (file->len > 0 && !g_str_has_suffix (file->str, "\n\n"))
    g_string_append_c (file, '\n');
}

/**
 * desk_rules_merge:
 * @file: what is in the .htaccess, or ""
 * @rules: (nullable): what our part is to be; %NULL takes it out
 *
 * Returns: (transfer full): what is to be in it; %NULL with @error set where our
 *   part has no end
 */
char *
desk_rules_merge (const char *file,
                  const char *rules,
                  GError    **error)
{
  const char *begin = find_line (file, BEGIN);
  const char *end = begin != NULL ? find_line (begin, END) : NULL;
  g_autoptr(GString) merged = NULL;

  if (begin != NULL && end == NULL)
    {
      g_set_error_literal (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED,
                           _("The site's .htaccess has a line “# BEGIN Copydesk” and none “# END Copydesk”;"
                             " put that where the part ends, and export again"));
      return NULL;
    }

  merged = g_string_new_len (file, begin != NULL ? begin - file : (gssize) strlen (file));
  if (rules != NULL && begin == NULL)
    append_gap (merged);
  if (rules != NULL)
    g_string_append_printf (merged, BEGIN "\n" NOTE "%s" END "\n", rules);
  if (end != NULL)
    g_string_append (merged, behind_line (end));

  return g_string_free_and_steal (g_steal_pointer (&merged));
}

static gboolean
throw_errno (const char *path,
             GError    **error)
{
  g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED,
               _("“%s” can't be brought up to date (%s); allow reading and writing it"), path, g_strerror (errno));
  return FALSE;
}

/* Returns "" for a file that isn't there. */
static char *
read_file (const char *path,
           mode_t     *out_mode,
           GError    **error)
{
  g_autofd int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0);
  g_autofree char *text = NULL;
  struct stat info;
  gssize n_read;

  if (fd == -1 && errno == ENOENT)
    return g_strdup ("");
  if (fd == -1 || fstat (fd, &info) != 0)
    {
      throw_errno (path, error);
      return NULL;
    }

  *out_mode = info.st_mode & 0777;
  text = g_malloc0 (MAX_BYTES + 1);
  errno = EINVAL;
  n_read = S_ISREG (info.st_mode) ? read (fd, text, MAX_BYTES + 1) : -1;
  if (n_read < 0 || n_read > MAX_BYTES || strlen (text) != (gsize) n_read)
    {
      throw_errno (path, error);
      return NULL;
    }

  return g_steal_pointer (&text);
}

/**
 * desk_rules_put_in_place:
 * @directory: the site's
 *
 * Brings our part of the .htaccess up to date, or takes it out where the site is
 * for no Apache.
 */
gboolean
desk_rules_put_in_place (const DeskPlan *plan,
                         const char     *directory,
                         GError        **error)
{
  gboolean is_apache = g_str_equal (desk_site_get (plan->site, "server", NULL), "apache");
  g_autofree char *path = g_build_filename (directory, FILE_NAME, NULL);
  g_autofree char *rules = is_apache ? desk_rules_to_apache (plan) : NULL;
  mode_t mode = 0644;
  g_autofree char *before = read_file (path, &mode, error);
  g_autofree char *after = before != NULL ? desk_rules_merge (before, rules, error) : NULL;
  g_autoptr(GError) cause = NULL;

  if (after == NULL)
    return FALSE;
  if (g_str_equal (before, after))
    return TRUE;
  if (*after == '\0')
    return g_unlink (path) == 0 || throw_errno (path, error);

  if (!g_file_set_contents_full (path, after, -1, G_FILE_SET_CONTENTS_CONSISTENT, (int) mode, &cause))
    {
      g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED,
                   _("The site's .htaccess can't be written: %s"), cause->message);
      return FALSE;
    }

  return TRUE;
}
