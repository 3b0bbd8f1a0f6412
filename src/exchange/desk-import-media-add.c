/* desk-import-media-add.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-import-media-private.h"

#include "model/desk-media-type.h"
#include "store/desk-foreign.h"

#include <glib/gi18n-lib.h>

/* Media on their way into the library: those that it has meet what the files say
 * of them, the others are added, unseen until the import is finished. */

/* Whether the library knows all that @a says. */
static gboolean
same_media (const DeskMedia *a,
            const DeskMedia *b)
{
  if (!g_str_equal (a->name, b->name) || !g_str_equal (a->credit, b->credit) || !g_str_equal (a->licence, b->licence))
    return FALSE;

  for (unsigned i = 0; i < a->texts->len; i++)
    {
      const DeskMediaText *one = a->texts->pdata[i];
      const DeskMediaText *two = desk_media_get_text (b, one->language);

      if (two == NULL || !g_str_equal (one->language, two->language) || !g_str_equal (one->alternative, two->alternative) ||
          !g_str_equal (one->caption, two->caption))
        return FALSE;
    }

  return TRUE;
}

/* The library has these bytes: what a file says of a cover goes on top of what
 * is known there, and what library.yaml says counts if it is the library's own. */
static void
meet (DeskImportMedia *self,
      DeskImportItem  *item,
      DeskMedia       *there)
{
  if (item->is_listed && !self->library_wins && !item->is_changed)
    {
      desk_media_free (item->media);
      item->media = desk_media_copy (there);
      return;
    }
  if (!item->is_listed)
    {
      g_autoptr(DeskMedia) wanted = desk_media_copy (there);

      if (*item->media->credit != '\0')
        g_set_str (&wanted->credit, item->media->credit);
      if (*item->media->licence != '\0')
        g_set_str (&wanted->licence, item->media->licence);
      for (unsigned i = 0; i < item->media->texts->len; i++)
        {
          const DeskMediaText *text = item->media->texts->pdata[i];

          desk_media_set_text (wanted, text->language, text->alternative, text->caption);
        }
      desk_media_free (item->media);
      item->media = g_steal_pointer (&wanted);
    }
  g_set_str (&item->media->uuid, there->uuid);
  item->is_changed = !same_media (item->media, there);
}

/* What kind of file it is. */
static gboolean
look (DeskImportItem *item,
      GBytes         *bytes,
      DeskPlace       place,
      GError        **error)
{
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (bytes, &n_bytes);
  const char *type = desk_media_type_of (data, n_bytes, &item->media->width, &item->media->height);

  if (type == NULL)
    return desk_exchange_throw (error, place, _("this is no picture (PNG, JPEG, WebP, AVIF, GIF) and no PDF document; take it out as a cover"));

  g_set_str (&item->media->mime_type, type);
  return TRUE;
}

/* The bytes are copied: the file may change while it is looked at. */
static GBytes *
read_bytes (const DeskImportItem *item,
            DeskPlace             place,
            GError              **error)
{
  g_autofree char *contents = NULL;
  g_autoptr(GError) cause = NULL;
  gsize n_bytes;

  if (g_file_get_contents (item->path, &contents, &n_bytes, &cause))
    return g_bytes_new_take (g_steal_pointer (&contents), n_bytes);

  desk_exchange_throw (error, place, _("the file can't be read (%s); allow reading it or leave it out"), cause->message);
  return NULL;
}

static gboolean
add_bytes (DeskImportMedia *self,
           DeskImportItem  *item,
           GError         **error)
{
  DeskPlace place = { item->shown, 0 };
  g_autoptr(GBytes) bytes = read_bytes (item, place, error);
  g_autofree char *sha256 = bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;
  g_autoptr(DeskMedia) there = NULL;
  const DeskImportItem *same;

  if (bytes == NULL)
    return FALSE;
  if (item->is_listed && !g_str_equal (sha256, item->media->sha256))
    return desk_exchange_throw (error, place, _("this is not the file that library.yaml lists; put that one back, or take it out of the list"));

  same = g_hash_table_lookup (self->by_hash, sha256);
  there = same != NULL && same->is_new ? desk_media_copy (same->media) : desk_store_find_media (self->store, sha256, NULL);
  if (there != NULL)
    {
      g_set_str (&item->media->sha256, sha256);
      meet (self, item, there);
      return TRUE;
    }
  if (!item->is_listed && !look (item, bytes, place, error))
    return FALSE;
  if (!desk_store_add_foreign_media (self->store, bytes, item->media, &item->was_made, &item->was_there, error))
    return FALSE;

  item->is_new = TRUE;
  item->is_changed = FALSE;
  g_hash_table_insert (self->by_hash, g_strdup (item->media->sha256), item);
  self->report->n_media++;
  return TRUE;
}

/**
 * desk_import_media_add_all:
 *
 * Puts the pictures into the library that it hasn't got.
 */
gboolean
desk_import_media_add_all (DeskImportMedia *self,
                           GCancellable    *cancellable,
                           GError         **error)
{
  for (unsigned i = 0; i < self->items->len; i++)
    {
      DeskImportItem *item = self->items->pdata[i];

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (item->path != NULL && !add_bytes (self, item, error))
        return FALSE;
      if (item->path == NULL)
        {
          g_autoptr(DeskMedia) there = desk_store_find_media (self->store, item->media->sha256, error);

          if (there == NULL)
            return FALSE;
          meet (self, item, there);
        }
    }

  return TRUE;
}

/**
 * desk_import_media_update:
 *
 * Saves what files say of pictures that were there before, and shows those that
 * were not; within the import's last transaction.
 */
gboolean
desk_import_media_update (DeskImportMedia *self,
                          GError         **error)
{
  for (unsigned i = 0; i < self->items->len; i++)
    {
      const DeskImportItem *item = self->items->pdata[i];

      if ((item->is_changed && !desk_store_save_media (self->store, item->media, error)) ||
          (item->is_new && !desk_store_keep_media (self->store, item->media, error)))
        return FALSE;
    }

  return TRUE;
}
