/* desk-import-tree.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-import-tree.h"

#include "exchange/desk-exchange-error.h"
#include "exchange/desk-library-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Folders are looked through as deep as they go, but not through symbolic links,
 * which may lead anywhere or in circles; what begins with a point is not meant.
 * What a person names is followed wherever it is. */

#define MAX_DEPTH 64
#define MAX_FILES 2000000

typedef struct
{
  DeskImportTree   *tree;
  DeskImportReport *report;
  GCancellable     *cancellable;
  GHashTable       *seen; /* char *path, borrowed from the files */
  char             *top;
} Walk;

static void
import_file_free (DeskImportFile *file)
{
  g_free (file->path);
  g_free (file->shown);
  g_free (file->top);
  g_free (file);
}

void
desk_import_tree_free (DeskImportTree *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->files);
  g_free (self->library);
  g_free (self->library_shown);
  g_free (self);
}

static void
add_problem (DeskImportReport *report,
             const char       *shown,
             const char       *message)
{
  GError *problem = NULL;

  desk_exchange_throw (&problem, (DeskPlace) { shown, 0 }, "%s", message);
  desk_import_report_take_problem (report, problem);
}

static gboolean
is_markdown (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_str_has_suffix (lower, ".md") || g_str_has_suffix (lower, ".markdown");
}

static void
add_file (Walk       *walk,
          const char *path,
          const char *shown)
{
  DeskImportFile *file;

  if (g_hash_table_contains (walk->seen, path))
    return; /* named twice */

  file = g_new0 (DeskImportFile, 1);
  file->path = g_strdup (path);
  file->shown = g_strdup (shown);
  file->top = g_strdup (walk->top);
  g_ptr_array_add (walk->tree->files, file);
  g_hash_table_add (walk->seen, file->path);
}

static GPtrArray *
list_names (Walk       *walk,
            const char *path,
            const char *shown)
{
  g_autoptr(GDir) dir = NULL;
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  errno = 0;
  dir = g_dir_open (path, 0, NULL);
  if (dir == NULL)
    {
      g_autofree char *message = g_strdup_printf (_("the folder can't be read (%s); allow reading it or leave it out"), g_strerror (errno));

      add_problem (walk->report, shown, message);
      return g_steal_pointer (&names);
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (*name != '.')
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);

  return g_steal_pointer (&names);
}

static void
skip_link (Walk       *walk,
           const char *name,
           const char *shown)
{
  if (is_markdown (name))
    desk_import_report_take_note (walk->report, g_strdup_printf (_("%s: this is a link to another place and was left out"), shown));
}

static gboolean
walk_folder (Walk       *walk,
             const char *path,
             const char *shown,
             unsigned    depth,
             GError    **error)
{
  g_autoptr(GPtrArray) names = NULL;

  if (g_cancellable_set_error_if_cancelled (walk->cancellable, error))
    return FALSE;
  if (depth > MAX_DEPTH)
    return desk_exchange_throw (error, (DeskPlace) { shown, 0 }, _("folders are nested more than %d deep; import a part of them"), MAX_DEPTH);

  names = list_names (walk, path, shown);
  for (unsigned i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      g_autofree char *child = g_build_filename (path, name, NULL);
      g_autofree char *named = desk_exchange_dup_shown (name);
      g_autofree char *child_shown = g_build_filename (shown, named, NULL);
      struct stat status;

      if (lstat (child, &status) != 0)
        continue; /* it went in the meantime */
      if (S_ISLNK (status.st_mode))
        skip_link (walk, name, child_shown);
      else if (S_ISDIR (status.st_mode) && !walk_folder (walk, child, child_shown, depth + 1, error))
        return FALSE;
      else if (!S_ISDIR (status.st_mode) && is_markdown (name))
        add_file (walk, child, child_shown);
    }
  if (walk->tree->files->len > MAX_FILES)
    return desk_exchange_throw (error, (DeskPlace) { shown, 0 }, _("there are more than %d files; import them in parts"), MAX_FILES);

  return TRUE;
}

static void
find_library (Walk       *walk,
              const char *path,
              const char *shown)
{
  g_autofree char *library = g_build_filename (path, DESK_LIBRARY_FILE, NULL);
  g_autofree char *library_shown = g_build_filename (shown, DESK_LIBRARY_FILE, NULL);

  if (!g_file_test (library, G_FILE_TEST_EXISTS))
    return;
  if (walk->tree->library != NULL && !g_str_equal (walk->tree->library, library))
    {
      add_problem (walk->report, library_shown, _("this is the second library.yaml; import the folders one after the other"));
      return;
    }

  g_set_str (&walk->tree->library, library);
  g_set_str (&walk->tree->library_shown, library_shown);
}

static gboolean
walk_path (Walk       *walk,
           const char *given,
           GError    **error)
{
  g_autofree char *shown = desk_exchange_dup_shown (given);
  g_autofree char *path = NULL;
  char *real = realpath (given, NULL);

  if (real == NULL)
    {
      g_autofree char *message = g_strdup_printf (_("this can't be read (%s); name another file or folder"), g_strerror (errno));

      add_problem (walk->report, shown, message);
      return TRUE;
    }

  path = g_strdup (real);
  free (real); /* the C library's own */
  g_free (walk->top);
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      walk->top = g_strdup (path);
      find_library (walk, path, shown);
      return walk_folder (walk, path, shown, 0, error);
    }

  walk->top = g_path_get_dirname (path);
  if (is_markdown (path))
    add_file (walk, path, shown);
  else
    add_problem (walk->report, shown, _("this is no Markdown file; name files that end in .md or .markdown, or a folder of them"));
  return TRUE;
}

/**
 * desk_import_tree_new:
 * @paths: files and folders
 * @report: gets the problems with what can't be read
 *
 * Returns: (transfer full): what there is to import; %NULL with @error set
 */
DeskImportTree *
desk_import_tree_new (const char *const *paths,
                      DeskImportReport  *report,
                      GCancellable      *cancellable,
                      GError           **error)
{
  g_autoptr(DeskImportTree) tree = g_new0 (DeskImportTree, 1);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Walk walk = { .tree = tree, .report = report, .cancellable = cancellable, .seen = seen };
  gboolean is_walked = TRUE;

  tree->files = g_ptr_array_new_with_free_func ((GDestroyNotify) import_file_free);
  for (unsigned i = 0; is_walked && paths[i] != NULL; i++)
    is_walked = walk_path (&walk, paths[i], error);
  g_free (walk.top);

  return is_walked ? g_steal_pointer (&tree) : NULL;
}
