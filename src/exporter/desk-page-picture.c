/* desk-page-picture.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-page.h"

#include "model/desk-language.h"

/* A picture has its widths as WebP, of which a browser takes what suits the
 * screen, and one file that every browser shows. */

/**
 * desk_page_dup_srcset:
 *
 * Returns: (transfer full) (nullable): the WebP files of @set with their widths, as
 *   HTML's srcset wants them
 */
char *
desk_page_dup_srcset (const DeskPages      *self,
                      const DeskPictureSet *set)
{
  g_autoptr(GString) srcset = g_string_new (NULL);

  for (unsigned i = 1; i < set->files->len; i++)
    {
      const DeskPictureFile *file = set->files->pdata[i];
      g_autofree char *path = desk_page_media_dup_path (set, file);
      g_autofree char *href = desk_plan_dup_href (self->plan, path);

      g_string_append_printf (srcset, "%s%s %uw", srcset->len > 0 ? ", " : "", href, file->width);
    }

  return srcset->len > 0 ? g_string_free_and_steal (g_steal_pointer (&srcset)) : NULL;
}

/**
 * desk_page_new_picture:
 * @media: (nullable)
 * @is_lazy: whether it may come when a reader gets to it
 *
 * Returns: (transfer none) (nullable): what a template is told of a picture, but
 *   for its words; %NULL where there is none to show
 */
DeskObject *
desk_page_new_picture (DeskPages       *self,
                       const DeskMedia *media,
                       gboolean         is_lazy)
{
  const DeskPictureSet *set = media != NULL ? desk_page_media_use_picture (self->media, DESK_PICTURE_SIZES, media) : NULL;
  g_autofree char *path = NULL;
  g_autofree char *src = NULL;
  g_autofree char *srcset = NULL;
  const DeskPictureFile *file;
  DeskObject *picture;

  if (set == NULL)
    return NULL;

  file = set->files->pdata[0];
  path = desk_page_media_dup_path (set, file);
  src = desk_plan_dup_href (self->plan, path);
  srcset = desk_page_dup_srcset (self, set);
  picture = desk_object_new (self->arena, NULL);
  desk_object_set_text (picture, "src", src);
  desk_page_set_text (picture, "srcset", srcset);
  desk_object_set_integer (picture, "width", file->width);
  desk_object_set_integer (picture, "height", file->height);
  desk_object_set_boolean (picture, "is_lazy", is_lazy);

  return picture;
}

/**
 * desk_page_set_picture_text:
 * @text: (nullable): what is said of a picture
 * @value: a part of it
 *
 * Sets what is said, in the page's language, else in that of the text, marked.
 */
void
desk_page_set_picture_text (DeskPages           *self,
                            DeskObject          *object,
                            const char          *name,
                            const char          *lang_name,
                            const DeskMediaText *text,
                            const char          *value)
{
  const char *language = desk_language_edition_of (self->language->language);
  g_autofree char *written = NULL;
  gboolean is_own = text != NULL && g_str_equal (text->language, language);

  written = is_own ? desk_pages_dup_media_text (self, value) : g_strdup (value);
  desk_page_set_text (object, name, written);
  desk_page_set_text (object, lang_name, text == NULL || is_own ? NULL : desk_language_html_tag (text->language));
}
