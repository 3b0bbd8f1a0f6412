/* desk-media-avif.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-model"

#include "config.h"

#include "desk-media-type-private.h"

#include <string.h>

/* AVIF (AV1 Image File Format 1.1) is boxes in boxes (ISO/IEC 14496-12, 23008-12).
 * How large the picture is stands in a property of its main item:
 *
 *   ftyp: the brands
 *   meta ┬ pitm: which item is the main one
 *        └ iprp ┬ ipco: properties, among them ispe (width, height) and irot (turned)
 *               └ ipma: which item has which of them, by their places, 1 the first
 *
 * Every box ends within the one that it is in. A file can name a property 255 times
 * of 32,767 at most, so what is looked at stays bounded.
 */

typedef struct
{
  const guint8 *type;
  const guint8 *at;  /* its content */
  const guint8 *end;
} Box;

/* Numbers that come one after the other; what would be beyond the end is 0, and said. */
typedef struct
{
  const guint8 *at;
  const guint8 *end;
  gboolean      is_short;
} Reader;

static guint64
read_number (Reader  *self,
             unsigned n_bytes)
{
  guint64 number = 0;

  if ((gsize) (self->end - self->at) < n_bytes)
    {
      self->is_short = TRUE;
      self->at = self->end;
      return 0;
    }
  for (unsigned i = 0; i < n_bytes; i++)
    number = number << 8 | *self->at++;

  return number;
}

/* Moves past the next box. */
static gboolean
next_box (Reader *self,
          Box    *out_box)
{
  const guint8 *start = self->at;
  guint64 size = read_number (self, 4);
  const guint8 *type = self->at;

  (void) read_number (self, 4);
  if (size == 1)
    size = read_number (self, 8);
  else if (size == 0) /* all that is left */
    size = (guint64) (self->end - start);
  if (self->is_short || size < (guint64) (self->at - start) || size > (guint64) (self->end - start))
    return FALSE;

  *out_box = (Box) { type, self->at, start + size };
  self->at = out_box->end;
  return TRUE;
}

static gboolean
is_type (const Box  *box,
         const char *type)
{
  return memcmp (box->type, type, 4) == 0;
}

static gboolean
find_box (const guint8 *at,
          const guint8 *end,
          const char   *type,
          Box          *out_box)
{
  Reader reader = { at, end, FALSE };
  Box box;

  while (next_box (&reader, &box))
    {
      if (is_type (&box, type))
        {
          *out_box = box;
          return TRUE;
        }
    }

  return FALSE;
}

/* The first box of a file. */
static gboolean
find_brands (const DeskMediaBytes *data,
             Box                  *out_box)
{
  Reader reader = { data->bytes, data->bytes + data->n_bytes, FALSE };

  return data->n_bytes > 0 && next_box (&reader, out_box) && is_type (out_box, "ftyp") && out_box->end - out_box->at >= 8;
}

/* A still picture; “avis” moves, which is a film more than a picture. */
static gboolean
is_avif (const Box *brands)
{
  if (memcmp (brands->at, "avif", 4) == 0)
    return TRUE;
  if (memcmp (brands->at, "mif1", 4) != 0)
    return FALSE;
  for (const guint8 *at = brands->at + 8; brands->end - at >= 4; at += 4) /* a version stands between */
    {
      if (memcmp (at, "avif", 4) == 0)
        return TRUE;
    }

  return FALSE;
}

static guint64
main_item_of (const Box *meta,
              gboolean  *out_is_known)
{
  Box box;
  Reader reader;
  guint64 version, id;

  *out_is_known = FALSE;
  if (!find_box (meta->at, meta->end, "pitm", &box))
    return 0;

  reader = (Reader) { box.at, box.end, FALSE };
  version = read_number (&reader, 4) >> 24;
  id = read_number (&reader, version == 0 ? 2 : 4);
  *out_is_known = !reader.is_short;
  return id;
}

static gboolean
find_property (const Box *properties,
               guint64    place,
               Box       *out_box)
{
  Reader reader = { properties->at, properties->end, FALSE };

  while (place > 0 && next_box (&reader, out_box))
    {
      if (--place == 0)
        return TRUE;
    }

  return FALSE;
}

/* Takes one that says how large the picture is, or how it is turned. */
static void
take_property (const Box *property,
               unsigned   size[2],
               gboolean  *is_turned)
{
  Reader reader = { property->at, property->end, FALSE };
  guint64 width, height;

  if (is_type (property, "irot"))
    *is_turned = read_number (&reader, 1) % 2 == 1;
  if (!is_type (property, "ispe"))
    return;

  (void) read_number (&reader, 4); /* a version, and flags */
  width = read_number (&reader, 4);
  height = read_number (&reader, 4);
  size[0] = (unsigned) width;
  size[1] = (unsigned) height;
}

/* Reads past one item's properties, taking those of the one that is asked for.
 * Returns whether it was that. */
static gboolean
read_item (Reader    *reader,
           guint64    version_and_flags,
           guint64    item,
           const Box *properties,
           unsigned   size[2],
           gboolean  *is_turned)
{
  gboolean is_it = read_number (reader, version_and_flags >> 24 == 0 ? 2 : 4) == item;
  guint64 n_places = read_number (reader, 1);

  for (guint64 i = 0; i < n_places && !reader->is_short; i++)
    {
      guint64 place = version_and_flags & 1 ? read_number (reader, 2) & 0x7fff : read_number (reader, 1) & 0x7f;
      Box property;

      if (is_it && find_property (properties, place, &property))
        take_property (&property, size, is_turned);
    }

  return is_it;
}

static void
read_items (const Box *uses,
            guint64    item,
            const Box *properties,
            unsigned   size[2],
            gboolean  *is_turned)
{
  Reader reader = { uses->at, uses->end, FALSE };
  guint64 version_and_flags = read_number (&reader, 4);
  guint64 n_items = read_number (&reader, 4);

  for (guint64 i = 0; i < n_items && !reader.is_short; i++)
    {
      if (read_item (&reader, version_and_flags, item, properties, size, is_turned))
        return;
    }
}

/**
 * desk_media_read_avif:
 * @out_width: (out): as the picture is shown; 0 where the file doesn't say
 * @out_height: (out): likewise
 *
 * Returns: whether it is AVIF that stands still; other pictures in such boxes, HEIC
 *   above all, are not
 */
gboolean
desk_media_read_avif (const DeskMediaBytes *data,
                      unsigned             *out_width,
                      unsigned             *out_height)
{
  Box brands, meta, all, properties, uses;
  unsigned size[2] = { 0, 0 };
  gboolean is_turned = FALSE, is_known;
  guint64 item;

  if (!find_brands (data, &brands) || !is_avif (&brands))
    return FALSE;

  *out_width = *out_height = 0;
  if (!find_box (brands.end, data->bytes + data->n_bytes, "meta", &meta) || meta.end - meta.at < 4)
    return TRUE;
  meta.at += 4; /* a version, and flags */
  item = main_item_of (&meta, &is_known);
  if (!is_known || !find_box (meta.at, meta.end, "iprp", &all) || !find_box (all.at, all.end, "ipco", &properties) ||
      !find_box (all.at, all.end, "ipma", &uses))
    return TRUE;

  read_items (&uses, item, &properties, size, &is_turned);
  *out_width = size[is_turned ? 1 : 0];
  *out_height = size[is_turned ? 0 : 1];
  return TRUE;
}
