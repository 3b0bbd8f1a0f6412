/* desk-picture-item.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-picture-item.h"

#include "text/desk-script.h"

#include <string.h>

struct _DeskPictureItem
{
  GObject    parent_instance;

  DeskMedia *media;
  char      *folded;  /* its name and what it says, to be searched */
};

G_DEFINE_FINAL_TYPE (DeskPictureItem, desk_picture_item, G_TYPE_OBJECT)

static void
desk_picture_item_finalize (GObject *object)
{
  DeskPictureItem *self = DESK_PICTURE_ITEM (object);

  desk_media_free (self->media);
  g_free (self->folded);

  G_OBJECT_CLASS (desk_picture_item_parent_class)->finalize (object);
}

static void
desk_picture_item_class_init (DeskPictureItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_picture_item_finalize;
}

static void
desk_picture_item_init (DeskPictureItem *self)
{
}

static char *
dup_folded (const DeskMedia *media)
{
  g_autoptr(GString) words = g_string_new (media->name);

  for (unsigned i = 0; i < media->texts->len; i++)
    {
      const DeskMediaText *text = media->texts->pdata[i];

      g_string_append_printf (words, " %s %s", text->alternative, text->caption);
    }

  return desk_script_fold (words->str);
}

/**
 * desk_picture_item_new:
 * @media: a picture, which is copied
 *
 * Returns: (transfer full): an item
 */
DeskPictureItem *
desk_picture_item_new (const DeskMedia *media)
{
  DeskPictureItem *self = g_object_new (DESK_TYPE_PICTURE_ITEM, NULL);

  self->media = desk_media_copy (media);
  self->folded = dup_folded (media);

  return self;
}

/**
 * desk_picture_item_get_media:
 *
 * Returns: (transfer none): the picture
 */
const DeskMedia *
desk_picture_item_get_media (DeskPictureItem *self)
{
  g_return_val_if_fail (DESK_IS_PICTURE_ITEM (self), NULL);

  return self->media;
}

/**
 * desk_picture_item_fits:
 * @folded: words as desk_script_fold() gives them
 *
 * Returns: whether its name or what it says has them
 */
gboolean
desk_picture_item_fits (DeskPictureItem *self,
                        const char      *folded)
{
  g_return_val_if_fail (DESK_IS_PICTURE_ITEM (self), FALSE);

  return strstr (self->folded, folded) != NULL;
}
