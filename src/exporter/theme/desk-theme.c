/* desk-theme.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-theme.h"

#include "desk-mustache.h"
#include "desk-theme-files.h"
#include "desk-theme-script.h"
#include "desk-theme-words.h"
#include "exporter/desk-export.h"
#include "text/desk-script.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Templates are compiled once, when the theme is loaded. What one of the newsroom's
 * own makes may run no script but ours, unless the newsroom has allowed that.
 */
struct _DeskTheme
{
  GHashTable   *files; /* char *name → GBytes */
  DeskMustache *templates;
  gboolean      is_trusted; /* with script */
  GPtrArray    *scripts;    /* char *address: of those that pages may have, one each */
};

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
  g_autoptr(GPtrArray) names = g_hash_table_get_keys_as_ptr_array (self->files);

  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  for (unsigned i = 0; i < names->len; i++)
    {
      const char *file = names->pdata[i];
      g_autofree char *text = NULL;
      g_autofree char *name = NULL;

      if (!g_str_has_suffix (file, ".mustache") || strchr (file, '/') != NULL)
        continue;
      text = dup_text (self, file);
      name = g_strndup (file, strlen (file) - strlen (".mustache"));
      if (!desk_mustache_add (self->templates, name, text, error))
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

static gboolean
is_ours (GHashTable *files,
         GHashTable *built_in,
         const char *name)
{
  GBytes *bytes = g_hash_table_lookup (files, name);
  GBytes *other = g_hash_table_lookup (built_in, name);

  return bytes != NULL && other != NULL && g_bytes_equal (bytes, other);
}

/* A copy of our theme has our scripts, which need no leave. */
static gboolean
settle_trust (DeskTheme  *self,
              const char *name,
              gboolean    may_script,
              GError    **error)
{
  static const char *const scripts[] = { DESK_THEME_SCRIPT, DESK_THEME_SEARCH_SCRIPT };
  g_autoptr(GHashTable) built_in = NULL;

  self->is_trusted = may_script || g_str_equal (name, DESK_THEME_DEFAULT);
  if (self->is_trusted)
    return TRUE;

  built_in = desk_theme_files_read (NULL, DESK_THEME_DEFAULT, error);
  if (built_in == NULL)
    return FALSE;
  for (unsigned i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      if (!is_ours (self->files, built_in, scripts[i]))
        g_hash_table_remove (self->files, scripts[i]);
    }
  return TRUE;
}

/**
 * desk_theme_load:
 * @library: (nullable): whose themes there are beside the built-in one
 * @name: of a theme; "default" is the built-in one
 * @may_script: whether the newsroom lets its pages run what script it has
 *
 * Returns: (transfer full): the theme, or %NULL with @error set to
 *   %DESK_EXPORT_ERROR_THEME
 */
DeskTheme *
desk_theme_load (const char *library,
                 const char *name,
                 gboolean    may_script,
                 GError    **error)
{
  g_autoptr(DeskTheme) self = g_new0 (DeskTheme, 1);
  GError *cause = NULL;

  self->templates = desk_mustache_new ();
  self->scripts = g_ptr_array_new_with_free_func (g_free);
  self->files = desk_theme_files_read (library, name, error);
  if (self->files == NULL || !settle_trust (self, name, may_script, error))
    return NULL;
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

  g_clear_pointer (&self->files, g_hash_table_unref);
  g_clear_pointer (&self->templates, desk_mustache_free);
  g_clear_pointer (&self->scripts, g_ptr_array_unref);
  g_free (self);
}

/**
 * desk_theme_dup_hash:
 *
 * Returns: (transfer full): a hash of everything in a theme, whether it can be used
 *   or not; %NULL with @error set when there is none
 */
char *
desk_theme_dup_hash (const char *library,
                     const char *name,
                     GError    **error)
{
  g_autoptr(GHashTable) files = desk_theme_files_read (library, name, error);

  return files != NULL ? desk_theme_files_dup_hash (files) : NULL;
}

/**
 * desk_theme_has:
 *
 * Returns: whether it has a template, which themes of an older Copydesk may lack
 */
gboolean
desk_theme_has (DeskTheme  *self,
                const char *template_name)
{
  g_autofree char *file = g_strconcat (template_name, ".mustache", NULL);

  return g_hash_table_contains (self->files, file);
}

/**
 * desk_theme_names:
 * @name: of something that templates may be told
 *
 * Returns: whether one asks for it; else it needn't be found out
 */
gboolean
desk_theme_names (DeskTheme  *self,
                  const char *name)
{
  return desk_mustache_names (self->templates, name);
}

/**
 * desk_theme_allow_script:
 * @address: of a script that a page of it may name
 */
void
desk_theme_allow_script (DeskTheme  *self,
                         const char *address)
{
  g_ptr_array_add (self->scripts, g_strdup (address));
}

/* A page may have one of the scripts, and none beside it. */
static gboolean
runs_script (DeskTheme  *self,
             const char *text,
             char      **out_what)
{
  gboolean is_running = desk_theme_runs_script (text, NULL, out_what);

  for (unsigned i = 0; is_running && i < self->scripts->len; i++)
    {
      g_clear_pointer (out_what, g_free);
      is_running = desk_theme_runs_script (text, self->scripts->pdata[i], out_what);
    }

  return is_running;
}

/**
 * desk_theme_check_text:
 * @name: of what was made
 * @text: a page, or a picture that is text
 *
 * Says whether it may be on the site.
 */
gboolean
desk_theme_check_text (DeskTheme  *self,
                       const char *name,
                       const char *text,
                       GError    **error)
{
  g_autofree char *what = NULL;

  if (self->is_trusted || !runs_script (self, text, &what))
    return TRUE;

  g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_THEME,
               _("The theme's %.40s brings script, %s: take that out, or allow it with site set theme-scripts=yes"), name, what);
  return FALSE;
}

/**
 * desk_theme_list_assets:
 *
 * Returns: (transfer container) (element-type filename): names of files in its folder
 *   "assets", which are to be on the site, in order
 */
GPtrArray *
desk_theme_list_assets (DeskTheme *self)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      if (g_str_has_prefix (name, DESK_THEME_ASSETS) && strchr ((char *) name + strlen (DESK_THEME_ASSETS), '/') == NULL)
        g_ptr_array_add (names, name);
    }
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);

  return names;
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
  g_autofree char *page = desk_mustache_render (self->templates, template_name, value, &cause);

  if (page == NULL)
    {
      throw_theme (error, cause);
      return NULL;
    }

  return desk_theme_check_text (self, template_name, page, error) ? g_steal_pointer (&page) : NULL;
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
  GBytes *bytes = g_hash_table_lookup (self->files, name);

  return bytes != NULL ? g_bytes_ref (bytes) : NULL;
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
