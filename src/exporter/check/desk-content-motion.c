/* desk-content-motion.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-content-private.h"

#include "model/desk-media-type.h"

#include <glib/gi18n-lib.h>

/* A picture that moves is published as a still one: nobody can stop it on a page (WCAG
 * 2.2.2), and most of what moves is a film, which has a better place. Whoever wrote about
 * it has to know. */

#define MAX_NAME_CHARS 100

static gboolean
is_moving (DeskContentCheck *self,
           const DeskMedia  *media)
{
  g_autofree char *path = desk_store_dup_media_path (self->store, media);
  g_autoptr(GMappedFile) file = g_mapped_file_new (path, FALSE, NULL); /* one that is missing is damage, which is told of elsewhere */

  return file != NULL && desk_media_type_is_moving (media->mime_type, (const guint8 *) g_mapped_file_get_contents (file),
                                                    g_mapped_file_get_length (file));
}

/* Each file is looked at once, however many texts show it. */
static gboolean
is_known_to_move (DeskContentCheck *self,
                  const DeskMedia  *media)
{
  gpointer moves;

  if (g_hash_table_lookup_extended (self->moving, media->sha256, NULL, &moves))
    return GPOINTER_TO_INT (moves);

  moves = GINT_TO_POINTER (is_moving (self, media));
  g_hash_table_insert (self->moving, g_strdup (media->sha256), moves);
  return GPOINTER_TO_INT (moves);
}

/**
 * desk_content_check_motion:
 * @id: of a picture that pages show, its UUID or SHA-256; or ""
 */
void
desk_content_check_motion (DeskContentText *self,
                           const char      *id)
{
  g_autoptr(DeskMedia) media = *id != '\0' ? desk_content_find_media (self->check, id) : NULL;
  g_autofree char *shown = NULL;

  if (media == NULL || !desk_media_is_picture (media) || !is_known_to_move (self->check, media))
    return;

  shown = desk_content_shorten (media->name, MAX_NAME_CHARS);
  desk_content_tell (self, DESK_FINDING_MOTION, media->sha256,
                     /* Translators: “Bridge” (en); what a picture is called */
                     g_strdup_printf (_("%s: the picture “%s” moves, and readers see it stand still as it begins;"
                                        " choose one that says enough, or link to a video"), self->place, shown));
}
