/* desk-edition.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-model"

#include "config.h"

#include "desk-edition.h"

DeskEdition *
desk_edition_new (const char *language)
{
  DeskEdition *self;

  g_return_val_if_fail (language != NULL, NULL);

  self = g_new0 (DeskEdition, 1);
  self->language = g_strdup (language);
  self->title = g_strdup ("");
  self->slug = g_strdup ("");
  self->summary = g_strdup ("");
  self->seo_title = g_strdup ("");
  self->seo_description = g_strdup ("");

  return self;
}

DeskEdition *
desk_edition_copy (const DeskEdition *self)
{
  DeskEdition *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->uuid = g_strdup (self->uuid);
  copy->language = g_strdup (self->language);
  copy->script = g_strdup (self->script);
  copy->source_language = g_strdup (self->source_language);
  copy->title = g_strdup (self->title);
  copy->slug = g_strdup (self->slug);
  copy->summary = g_strdup (self->summary);
  copy->body = g_strdup (self->body);
  copy->seo_title = g_strdup (self->seo_title);
  copy->seo_description = g_strdup (self->seo_description);

  return copy;
}

void
desk_edition_free (DeskEdition *self)
{
  if (self == NULL)
    return;

  g_free (self->uuid);
  g_free (self->language);
  g_free (self->script);
  g_free (self->source_language);
  g_free (self->title);
  g_free (self->slug);
  g_free (self->summary);
  g_free (self->body);
  g_free (self->seo_title);
  g_free (self->seo_description);
  g_free (self);
}
