/* desk-theme-files.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-theme-files.h"

#include "exporter/desk-export.h"
#include "exporter/desk-theme-default.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* The default theme is in the program itself, as a resource; the core is a static
 * library, where one that registers itself could be left out by the linker, so it
 * is registered here by hand. A theme of the newsroom's own is a folder of the
 * library, themes/NAME/, which may have come from anywhere: it is read whole, within
 * bounds, and links in it are not followed.
 */

#define RESOURCES "resource:///org/copydesk/themes/"
#define MAX_DEPTH 4
#define ATTRIBUTES G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE

typedef struct
{
  GHashTable *files;
  gsize       n_bytes;
} Reading;

static void
register_resource (void)
{
  static gsize is_registered;

  if (g_once_init_enter (&is_registered))
    {
      desk_theme_default_register_resource ();
      g_once_init_leave (&is_registered, 1);
    }
}

static gboolean
throw_large (GError **error)
{
  g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_THEME,
               _("The theme has more than %d files, %d MB or %d folders in each other; make it smaller"),
               DESK_THEME_MAX_FILES, DESK_THEME_MAX_BYTES / 1024 / 1024, MAX_DEPTH);
  return FALSE;
}

static gboolean
read_file (Reading    *self,
           GFile      *file,
           const char *name,
           gsize       n_expected,
           GError    **error)
{
  g_autoptr(GBytes) bytes = NULL;

  if (n_expected > DESK_THEME_MAX_BYTES - self->n_bytes || g_hash_table_size (self->files) >= DESK_THEME_MAX_FILES)
    return throw_large (error);
  bytes = g_file_load_bytes (file, NULL, NULL, error);
  if (bytes == NULL)
    return FALSE;

  self->n_bytes += g_bytes_get_size (bytes);
  if (self->n_bytes > DESK_THEME_MAX_BYTES)
    return throw_large (error);
  g_hash_table_insert (self->files, g_strdup (name), g_steal_pointer (&bytes));
  return TRUE;
}

static gboolean
read_folder (Reading    *self,
             GFile      *folder,
             const char *prefix,
             unsigned    depth,
             GError    **error)
{
  g_autoptr(GFileEnumerator) children = NULL;

  if (depth > MAX_DEPTH)
    return throw_large (error);
  children = g_file_enumerate_children (folder, ATTRIBUTES, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, error);
  if (children == NULL)
    return FALSE;

  for (;;)
    {
      GFileInfo *info;
      GFile *child;
      g_autofree char *name = NULL;
      gboolean is_read = TRUE;

      if (!g_file_enumerator_iterate (children, &info, &child, NULL, error))
        return FALSE;
      if (info == NULL)
        return TRUE;

      name = g_strconcat (prefix, g_file_info_get_name (info), NULL);
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
        {
          g_autofree char *below = g_strconcat (name, "/", NULL);

          is_read = read_folder (self, child, below, depth + 1, error);
        }
      else if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
        {
          is_read = read_file (self, child, name, (gsize) g_file_info_get_size (info), error);
        }
      if (!is_read)
        return FALSE;
    }
}

/* A name, and nothing that leads elsewhere. */
static gboolean
is_name (const char *name)
{
  return *name != '\0' && strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (name);
}

static GFile *
get_folder (const char *library,
            const char *name)
{
  g_autofree char *uri = g_strconcat (RESOURCES, name, NULL);

  register_resource ();
  return g_str_equal (name, DESK_THEME_DEFAULT) || library == NULL
         ? g_file_new_for_uri (uri)
         : g_file_new_build_filename (library, "themes", name, NULL);
}

/**
 * desk_theme_files_read:
 * @library: (nullable): whose themes there are beside the default one
 *
 * Returns: (transfer full) (element-type filename GBytes): the files, by their paths
 *   in the theme; %NULL with @error set
 */
GHashTable *
desk_theme_files_read (const char *library,
                       const char *name,
                       GError    **error)
{
  g_autoptr(GFile) folder = NULL;
  g_autoptr(GError) cause = NULL;
  Reading reading = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref), 0 };
  g_autoptr(GHashTable) files = reading.files;

  if (!is_name (name))
    {
      g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_THEME,
                   _("“%.40s” can't be a theme's name; it has small letters, digits and “-”"), name);
      return NULL;
    }
  folder = get_folder (library, name);
  if (read_folder (&reading, folder, "", 0, &cause))
    return g_steal_pointer (&files);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_THEME,
                 _("There is no theme “%.40s”: put it into “%s”, or use the default one"), name, g_file_peek_path (folder));
  else if (cause->domain == DESK_EXPORT_ERROR)
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_THEME, _("The theme can't be read: %s"), cause->message);

  return NULL;
}

/**
 * desk_theme_files_list_own:
 * @library: a library's folder
 *
 * Returns: (transfer full): the names of the newsroom's own themes, in order
 */
char **
desk_theme_files_list_own (const char *library)
{
  g_autofree char *folder = g_build_filename (library, "themes", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_null_terminated (4, g_free, TRUE);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (is_name (name) && !g_str_equal (name, DESK_THEME_DEFAULT) && g_file_test (path, G_FILE_TEST_IS_DIR))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);

  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

static GPtrArray *
list_names (GHashTable *files)
{
  GPtrArray *names = g_hash_table_get_keys_as_ptr_array (files);

  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  return names;
}

/**
 * desk_theme_files_dup_hash:
 *
 * Returns: (transfer full): a hash of everything in it, whether it can be used or not
 */
char *
desk_theme_files_dup_hash (GHashTable *files)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr(GPtrArray) names = list_names (files);

  for (unsigned i = 0; i < names->len; i++)
    {
      GBytes *bytes = g_hash_table_lookup (files, names->pdata[i]);
      guint64 n_bytes = g_bytes_get_size (bytes);

      g_checksum_update (checksum, names->pdata[i], (gssize) strlen (names->pdata[i]) + 1);
      g_checksum_update (checksum, (const guchar *) &n_bytes, sizeof n_bytes);
      g_checksum_update (checksum, g_bytes_get_data (bytes, NULL), (gssize) n_bytes);
    }

  return g_strdup (g_checksum_get_string (checksum));
}

static gboolean
is_free (const char *directory)
{
  g_autoptr(GDir) dir = g_dir_open (directory, 0, NULL);

  return dir != NULL ? g_dir_read_name (dir) == NULL : !g_file_test (directory, G_FILE_TEST_EXISTS);
}

static gboolean
write_file (const char *directory,
            const char *name,
            GBytes     *bytes,
            GError    **error)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(GError) cause = NULL;

  if (g_mkdir_with_parents (folder, 0777) == 0 &&
      g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                                G_FILE_SET_CONTENTS_CONSISTENT, 0666, &cause))
    return TRUE;

  g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED,
               _("“%s” can't be written (%s); allow writing there, or choose another folder"), path,
               cause != NULL ? cause->message : g_strerror (errno));
  return FALSE;
}

/**
 * desk_theme_files_copy:
 * @directory: nothing yet, or an empty folder
 *
 * Writes a copy of a theme, to be changed.
 */
gboolean
desk_theme_files_copy (const char *library,
                       const char *name,
                       const char *directory,
                       GError    **error)
{
  g_autoptr(GHashTable) files = desk_theme_files_read (library, name, error);
  g_autoptr(GPtrArray) names = files != NULL ? list_names (files) : NULL;

  if (files == NULL)
    return FALSE;
  if (!is_free (directory))
    {
      g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FOREIGN,
                   _("There is something in “%s” already; name a new folder"), directory);
      return FALSE;
    }

  for (unsigned i = 0; i < names->len; i++)
    {
      if (!write_file (directory, names->pdata[i], g_hash_table_lookup (files, names->pdata[i]), error))
        return FALSE;
    }

  return TRUE;
}
