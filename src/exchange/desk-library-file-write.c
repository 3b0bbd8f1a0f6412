/* desk-library-file-write.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-library-file.h"

#include "exchange/desk-yaml.h"

#include <string.h>

static void
write_number (GString    *out,
              unsigned    level,
              const char *key,
              unsigned    number)
{
  g_autofree char *word = g_strdup_printf ("%u", number);

  desk_yaml_write_word (out, level, key, word);
}

static void
write_settings (const DeskSite *site,
                GString        *out)
{
  g_autoptr(GPtrArray) keys = g_hash_table_get_keys_as_ptr_array (site->values);

  if (keys->len > 0)
    desk_yaml_write_key (out, 0, "settings");
  g_ptr_array_sort_values (keys, (GCompareFunc) strcmp);
  for (unsigned i = 0; i < keys->len; i++)
    {
      const char *value = g_hash_table_lookup (site->values, keys->pdata[i]);

      if (value != NULL && *value == '\0')
        desk_yaml_write_word (out, 1, keys->pdata[i], "\"\"");
      else
        desk_yaml_write_text (out, 1, keys->pdata[i], value);
    }
}

static void
write_author (const DeskLibraryAuthor *author,
              GString                 *out)
{
  g_autoptr(GPtrArray) languages = g_hash_table_get_keys_as_ptr_array (author->texts);

  if (author->portrait != NULL)
    desk_yaml_write_text (out, 2, "portrait", author->portrait);
  if (languages->len > 0)
    desk_yaml_write_key (out, 2, "biography");
  g_ptr_array_sort_values (languages, (GCompareFunc) strcmp);
  for (unsigned i = 0; i < languages->len; i++)
    desk_yaml_write_text (out, 3, languages->pdata[i], g_hash_table_lookup (author->texts, languages->pdata[i]));
}

static void
write_term (const DeskLibraryFile *self,
            const DeskTerm        *term,
            unsigned               index,
            GString               *out)
{
  gsize start = out->len;

  desk_yaml_write_text (out, 2, "id", term->uuid);
  if (term->position != index)
    write_number (out, 2, "position", term->position);
  if (term->is_organisation)
    desk_yaml_write_word (out, 2, "organisation", "true");
  desk_yaml_write_key (out, 2, "names");
  for (unsigned i = 0; i < term->names->len; i++)
    {
      const DeskTermName *name = term->names->pdata[i];

      desk_yaml_write_key (out, 3, name->language);
      desk_yaml_write_text (out, 4, "name", name->name);
      desk_yaml_write_text (out, 4, "slug", name->slug);
    }
  for (unsigned i = 0; i < self->authors->len; i++)
    {
      const DeskLibraryAuthor *author = self->authors->pdata[i];

      if (author->term == term)
        write_author (author, out);
    }
  desk_yaml_begin_item (out, start, 2);
}

static void
write_terms (const DeskLibraryFile *self,
             DeskTermType           type,
             const char            *key,
             GString               *out)
{
  const GPtrArray *terms = self->terms[type];

  if (terms->len > 0)
    desk_yaml_write_key (out, 0, key);
  for (unsigned i = 0; i < terms->len; i++)
    write_term (self, terms->pdata[i], i, out);
}

static void
write_media (const DeskLibraryMedia *entry,
             GString                *out)
{
  const DeskMedia *media = entry->media;
  gsize start = out->len;

  desk_yaml_write_text (out, 2, "file", entry->file);
  desk_yaml_write_text (out, 2, "sha256", media->sha256);
  desk_yaml_write_text (out, 2, "id", media->uuid);
  desk_yaml_write_text (out, 2, "name", media->name);
  desk_yaml_write_text (out, 2, "type", media->mime_type);
  if (media->width != 0)
    write_number (out, 2, "width", media->width);
  if (media->height != 0)
    write_number (out, 2, "height", media->height);
  desk_yaml_write_text (out, 2, "credit", media->credit);
  desk_yaml_write_text (out, 2, "licence", media->licence);
  if (media->texts->len > 0)
    desk_yaml_write_key (out, 2, "texts");
  for (unsigned i = 0; i < media->texts->len; i++)
    {
      const DeskMediaText *text = media->texts->pdata[i];

      if (*text->alternative == '\0' && *text->caption == '\0')
        {
          desk_yaml_write_word (out, 3, text->language, "{}");
          continue;
        }
      desk_yaml_write_key (out, 3, text->language);
      desk_yaml_write_text (out, 4, "alt", text->alternative);
      desk_yaml_write_text (out, 4, "caption", text->caption);
    }
  desk_yaml_begin_item (out, start, 2);
}

static void
write_redirect (const DeskLibraryRedirect *redirect,
                GString                   *out)
{
  gsize start = out->len;

  desk_yaml_write_text (out, 2, "from", redirect->from);
  if (*redirect->to != '\0')
    desk_yaml_write_text (out, 2, "to", redirect->to);
  else
    desk_yaml_write_word (out, 2, "to", "\"\"");
  desk_yaml_begin_item (out, start, 2);
}

/**
 * desk_library_file_write:
 *
 * Returns: (transfer full): library.yaml, the same bytes for the same library
 */
char *
desk_library_file_write (const DeskLibraryFile *self)
{
  GString *out = g_string_new ("copydesk: 1\n");

  write_settings (self->site, out);
  write_terms (self, DESK_TERM_SECTION, "sections", out);
  write_terms (self, DESK_TERM_TAG, "tags", out);
  write_terms (self, DESK_TERM_AUTHOR, "authors", out);
  if (self->media->len > 0)
    desk_yaml_write_key (out, 0, "media");
  for (unsigned i = 0; i < self->media->len; i++)
    write_media (self->media->pdata[i], out);
  if (self->redirects->len > 0)
    desk_yaml_write_key (out, 0, "redirects");
  for (unsigned i = 0; i < self->redirects->len; i++)
    write_redirect (self->redirects->pdata[i], out);

  return g_string_free_and_steal (out);
}
