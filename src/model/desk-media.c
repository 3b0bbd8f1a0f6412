/* desk-media.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-model"

#include "config.h"

#include "desk-media.h"

static void
desk_media_text_free (DeskMediaText *text)
{
  g_free (text->language);
  g_free (text->alternative);
  g_free (text->caption);
  g_free (text);
}

DeskMedia *
desk_media_new (void)
{
  DeskMedia *self = g_new0 (DeskMedia, 1);

  self->name = g_strdup ("");
  self->credit = g_strdup ("");
  self->licence = g_strdup ("");
  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_media_text_free);

  return self;
}

DeskMedia *
desk_media_copy (const DeskMedia *self)
{
  DeskMedia *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->uuid = g_strdup (self->uuid);
  copy->sha256 = g_strdup (self->sha256);
  copy->name = g_strdup (self->name);
  copy->mime_type = g_strdup (self->mime_type);
  copy->credit = g_strdup (self->credit);
  copy->licence = g_strdup (self->licence);
  copy->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_media_text_free);
  for (unsigned i = 0; i < self->texts->len; i++)
    {
      const DeskMediaText *text = self->texts->pdata[i];

      desk_media_set_text (copy, text->language, text->alternative, text->caption);
    }

  return copy;
}

void
desk_media_free (DeskMedia *self)
{
  if (self == NULL)
    return;

  g_free (self->uuid);
  g_free (self->sha256);
  g_free (self->name);
  g_free (self->mime_type);
  g_free (self->credit);
  g_free (self->licence);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

/**
 * desk_media_get_text:
 * @language: an edition's language
 *
 * Returns: (nullable): its words in @language; there is no stand-in from
 *   another language, because a wrong alternative text is worse than a
 *   missing one, which is found and reported
 */
const DeskMediaText *
desk_media_get_text (const DeskMedia *self,
                     const char      *language)
{
  g_return_val_if_fail (self != NULL && language != NULL, NULL);

  for (unsigned i = 0; i < self->texts->len; i++)
    {
      const DeskMediaText *text = self->texts->pdata[i];

      if (g_str_equal (text->language, language))
        return text;
    }

  return NULL;
}

void
desk_media_set_text (DeskMedia  *self,
                     const char *language,
                     const char *alternative,
                     const char *caption)
{
  DeskMediaText *text;

  g_return_if_fail (self != NULL && language != NULL);

  text = (DeskMediaText *) desk_media_get_text (self, language);
  if (text == NULL)
    {
      text = g_new0 (DeskMediaText, 1);
      text->language = g_strdup (language);
      g_ptr_array_add (self->texts, text);
    }

  g_set_str (&text->alternative, alternative != NULL ? alternative : "");
  g_set_str (&text->caption, caption != NULL ? caption : "");
}

/**
 * desk_media_is_picture:
 *
 * Returns: whether it can be shown on a page. Types that a browser would run as part of
 *   the site, SVG and HTML above all, are not among them.
 */
gboolean
desk_media_is_picture (const DeskMedia *self)
{
  static const char *const types[] = { "image/avif", "image/gif", "image/jpeg", "image/png", "image/webp", NULL };

  return self->mime_type != NULL && g_strv_contains (types, self->mime_type);
}
