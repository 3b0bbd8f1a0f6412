/* desk-theme.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-theme.h"

#include "desk-mustache.h"
#include "desk-theme-words.h"
#include "exporter/desk-export.h"
#include "exporter/desk-theme-default.h"
#include "text/desk-script.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* The built-in theme is in the program itself, as a resource. The library is a
 * static one, where a resource that registers itself could be left out by the
 * linker, so that it is registered here by hand.
 */
struct _DeskTheme
{
  char         *path; /* of the resource folder, with a slash at its end */
  DeskMustache *templates;
};

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

static int
compare_names (const void *a,
               const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static char *
dup_text (DeskTheme  *self,
          const char *name)
{
  g_autoptr(GBytes) bytes = desk_theme_dup_file (self, name);

  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
}

static gboolean
load_templates (DeskTheme *self,
                GError   **error)
{
  g_auto(GStrv) names = g_resources_enumerate_children (self->path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (names == NULL)
    return FALSE;

  for (unsigned i = 0; names[i] != NULL; i++)
    {
      g_autofree char *text = NULL;

      if (!g_str_has_suffix (names[i], ".mustache"))
        continue;
      text = dup_text (self, names[i]);
      names[i][strlen (names[i]) - strlen (".mustache")] = '\0';
      if (!desk_mustache_add (self->templates, names[i], text, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
throw_theme (GError **error,
             GError  *cause)
{
  g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_THEME,
               _("The theme can't be used: %s"), cause->message);
  g_error_free (cause);

  return FALSE;
}

/**
 * desk_theme_load:
 * @name: of a theme; "default" is the built-in one
 *
 * Returns: (transfer full): the theme, or %NULL with @error set to
 *   %DESK_EXPORT_ERROR_THEME
 */
DeskTheme *
desk_theme_load (const char *name,
                 GError    **error)
{
  g_autoptr(DeskTheme) self = g_new0 (DeskTheme, 1);
  GError *cause = NULL;

  register_resource ();
  self->path = g_strdup_printf ("/org/copydesk/themes/%s/", name);
  self->templates = desk_mustache_new ();

  if (!load_templates (self, &cause))
    {
      throw_theme (error, cause);
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
desk_theme_free (DeskTheme *self)
{
  if (self == NULL)
    return;

  g_free (self->path);
  g_clear_pointer (&self->templates, desk_mustache_free);
  g_free (self);
}

/* Adds the files of a folder to @checksum, by their names' order. */
static gboolean
add_folder (GChecksum  *checksum,
            const char *folder,
            GError    **error)
{
  g_auto(GStrv) names = g_resources_enumerate_children (folder, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (names == NULL)
    return FALSE;

  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  for (unsigned i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (folder, names[i], NULL);
      g_autoptr(GBytes) bytes = NULL;
      guint64 n_bytes;

      if (g_str_has_suffix (path, "/"))
        {
          if (!add_folder (checksum, path, error))
            return FALSE;
          continue;
        }
      bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
      if (bytes == NULL)
        return FALSE;
      n_bytes = g_bytes_get_size (bytes);
      g_checksum_update (checksum, (const guchar *) path, (gssize) strlen (path) + 1);
      g_checksum_update (checksum, (const guchar *) &n_bytes, sizeof n_bytes);
      g_checksum_update (checksum, g_bytes_get_data (bytes, NULL), (gssize) n_bytes);
    }

  return TRUE;
}

/**
 * desk_theme_dup_hash:
 * @name: of a theme
 *
 * Returns: (transfer full): a hash of everything in it, whether it can be used or
 *   not; %NULL with @error set when there is none
 */
char *
desk_theme_dup_hash (const char *name,
                     GError    **error)
{
  g_autofree char *folder = g_strdup_printf ("/org/copydesk/themes/%s/", name);
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  GError *cause = NULL;

  register_resource ();
  if (!add_folder (checksum, folder, &cause))
    {
      throw_theme (error, cause);
      return NULL;
    }

  return g_strdup (g_checksum_get_string (checksum));
}

/**
 * desk_theme_render:
 * @template_name: "article", "home" …
 * @context: what the template is told
 *
 * Returns: (transfer full): a page, or %NULL with @error set
 */
char *
desk_theme_render (DeskTheme        *self,
                   const char       *template_name,
                   const DeskObject *context,
                   GError          **error)
{
  DeskValue value = { DESK_VALUE_OBJECT, .object = (DeskObject *) context };
  GError *cause = NULL;
  char *page = desk_mustache_render (self->templates, template_name, value, &cause);

  if (page == NULL)
    throw_theme (error, cause);

  return page;
}

/**
 * desk_theme_dup_file:
 * @name: a file of the theme, for instance "style.css"
 *
 * Returns: (transfer full) (nullable): its bytes, or %NULL if it has none
 */
GBytes *
desk_theme_dup_file (DeskTheme  *self,
                     const char *name)
{
  g_autofree char *path = g_strconcat (self->path, name, NULL);

  return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

/**
 * desk_theme_new_words:
 * @site_language: what the page is in
 *
 * The theme's words in @site_language; a word that it lacks there is English.
 * Latin Serbian is made from the Cyrillic.
 *
 * Returns: (transfer none): an object with a member for each word, in @arena
 */
DeskObject *
desk_theme_new_words (DeskTheme  *self,
                      const char *site_language,
                      DeskArena  *arena)
{
  g_autoptr(GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *source = dup_text (self, "po/default.pot");
  g_auto(GStrv) subtags = g_strsplit (site_language, "-", 2);
  g_autofree char *file_name = g_strdup_printf ("po/%s.po", subtags[0]);
  g_autofree char *translated = dup_text (self, file_name);
  gboolean is_latin = g_str_has_prefix (site_language, "sr-Latn");
  DeskObject *object = desk_object_new (arena, NULL);
  GHashTableIter iter;
  gpointer name, word;

  /* A file that can't be read leaves the English. */
  if (source != NULL)
    (void) desk_theme_words_read (words, "default.pot", source, TRUE, NULL);
  if (translated != NULL)
    (void) desk_theme_words_read (words, file_name, translated, FALSE, NULL);

  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, &name, &word))
    {
      g_autofree char *latin = is_latin ? desk_script_to_latin (word) : NULL;

      desk_object_set_text (object, desk_arena_strdup (arena, name), latin != NULL ? latin : word);
    }

  return object;
}
