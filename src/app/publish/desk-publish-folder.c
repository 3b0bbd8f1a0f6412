/* desk-publish-folder.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-publish-folder.h"

#include "model/desk-language.h"

#include <string.h>

#define SCHEMA "org.copydesk.Copydesk" /* the same for both profiles */
#define KEY "export-folder"

static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, SCHEMA, TRUE);
  if (schema == NULL || !g_settings_schema_has_key (schema, KEY))
    return NULL;

  return g_settings_new_full (schema, NULL, NULL);
}

/**
 * desk_publish_folder_dup:
 *
 * Returns: (transfer full): the folder a person chose, else NAME-site beside
 *   the library NAME.copydesk
 */
char *
desk_publish_folder_dup (DeskLibrary *library)
{
  g_autoptr(GSettings) settings = open_settings ();
  g_autofree char *chosen = NULL;
  g_autofree char *parent = NULL;
  g_autofree char *name = NULL;
  g_autofree char *site = NULL;

  g_return_val_if_fail (DESK_IS_LIBRARY (library), NULL);

  if (settings != NULL)
    chosen = g_settings_get_string (settings, KEY);
  if (chosen != NULL && *chosen != '\0')
    return g_steal_pointer (&chosen);

  parent = g_path_get_dirname (desk_library_get_path (library));
  name = g_path_get_basename (desk_library_get_path (library));
  if (g_str_has_suffix (name, ".copydesk"))
    name[strlen (name) - strlen (".copydesk")] = '\0';
  site = g_strconcat (name, "-site", NULL);

  return g_build_filename (parent, site, NULL);
}

/**
 * desk_publish_folder_is_settable:
 *
 * Returns: whether a choice can be kept
 */
gboolean
desk_publish_folder_is_settable (void)
{
  g_autoptr(GSettings) settings = open_settings ();

  return settings != NULL && g_settings_is_writable (settings, KEY);
}

/**
 * desk_publish_folder_set:
 * @path: (nullable): where to write the site from now on; %NULL is the usual place
 */
void
desk_publish_folder_set (const char *path)
{
  g_autoptr(GSettings) settings = open_settings ();

  if (settings != NULL)
    g_settings_set_string (settings, KEY, path != NULL ? path : "");
}

static char *
dup_section_slug (DeskStore         *store,
                  const DeskArticle *article,
                  const char        *language)
{
  g_autoptr(GPtrArray) sections = NULL;
  const DeskTerm *section = article->section;
  const DeskTermName *name = NULL;

  if (section == NULL)
    sections = desk_store_list_terms (store, DESK_TERM_SECTION, NULL);
  if (sections != NULL && sections->len > 0)
    section = sections->pdata[0];
  if (section != NULL)
    name = desk_term_get_name (section, language);

  return name != NULL ? g_strdup (name->slug) : NULL;
}

/* The site's first language that is made of these editions, "sr" → "sr-Latn". */
static char *
dup_site_language (DeskStore  *store,
                   const char *language)
{
  g_autoptr(DeskSite) site = desk_store_dup_site (store, NULL);
  g_auto(GStrv) languages = site != NULL ? desk_site_dup_languages (site) : NULL;

  for (unsigned i = 0; languages != NULL && languages[i] != NULL; i++)
    {
      if (g_str_equal (desk_language_edition_of (languages[i]), language))
        return g_strdup (languages[i]);
    }

  return NULL;
}

/**
 * desk_publish_folder_dup_page:
 * @folder: where the site was written
 * @language: an edition's language
 *
 * Finds the page of an edition. Blocks; call it on a worker.
 *
 * Returns: (transfer full) (nullable): its path from the top of the site,
 *   "en/news/low-water/", or that of the language's first page where there is no
 *   such page; %NULL when readers don't get this language
 */
char *
desk_publish_folder_dup_page (DeskStore  *store,
                              const char *folder,
                              const char *article_uuid,
                              const char *language)
{
  g_autoptr(DeskArticle) article = desk_store_dup_article (store, article_uuid, NULL);
  g_autofree char *site_language = dup_site_language (store, language);
  g_autofree char *section = NULL;
  g_autofree char *path = NULL;
  g_autofree char *file = NULL;
  const DeskEdition *edition = NULL;

  if (article != NULL)
    edition = desk_article_get_edition (article, language);
  if (edition == NULL || site_language == NULL)
    return NULL;

  if (!g_str_equal (article->kind, "page"))
    section = dup_section_slug (store, article, language);
  path = section != NULL ? g_strdup_printf ("%s/%s/%s/", site_language, section, edition->slug)
                         : g_strdup_printf ("%s/%s/", site_language, edition->slug);
  file = g_build_filename (folder, path, "index.html", NULL);
  if (g_file_test (file, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&path);

  return g_strconcat (site_language, "/", NULL);
}
