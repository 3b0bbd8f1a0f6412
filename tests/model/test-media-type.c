/* test-media-type.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/desk-media-type.h"

#include <string.h>

#define BYTES(text) (const guint8 *) text, sizeof text - 1

/* AVIF is boxes in boxes, each with its size before its name. */
#define AVIF_BRAND "\0\0\0\x10" "ftypavif" "\0\0\0\0"
#define AVIF_MAIN "\0\0\0\x0e" "pitm" "\0\0\0\0" "\0\1"
#define AVIF_PROPERTIES \
        "\0\0\0\x25" "ipco" "\0\0\0\x14" "ispe" "\0\0\0\0" "\0\0\2\x80" "\0\0\1\xe0" "\0\0\0\x09" "irot" "\1"
#define AVIF_USES "\0\0\0\x14" "ipma" "\0\0\0\0" "\0\0\0\1" "\0\1" "\1" "\x81"
#define AVIF_USES_TURNED "\0\0\0\x15" "ipma" "\0\0\0\0" "\0\0\0\1" "\0\1" "\2" "\x81\x82"
#define AVIF_META "\0\0\0\x5b" "meta" "\0\0\0\0" AVIF_MAIN "\0\0\0\x41" "iprp" AVIF_PROPERTIES AVIF_USES
#define AVIF_META_TURNED "\0\0\0\x5c" "meta" "\0\0\0\0" AVIF_MAIN "\0\0\0\x42" "iprp" AVIF_PROPERTIES AVIF_USES_TURNED
#define AVIF_META_OF_NONE \
        "\0\0\0\x5b" "meta" "\0\0\0\0" "\0\0\0\x0e" "pitm" "\0\0\0\0" "\0\2" "\0\0\0\x41" "iprp" AVIF_PROPERTIES AVIF_USES

static const struct
{
  const char   *name;
  const guint8 *bytes;
  gsize         n_bytes;
  const char   *type;
  unsigned      width;
  unsigned      height;
} files[] = {
  { "png", BYTES ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x02\0\0\0"), "image/png", 640, 480 },
  { "gif", BYTES ("GIF89a\x40\x01\xc8\0\xf7"), "image/gif", 320, 200 },
  { "jpeg", BYTES ("\xff\xd8\xff\xe0\0\x04JF\xff\xff\xc0\0\x11\x08\x01\xe0\x02\x80\x03"), "image/jpeg", 640, 480 },
  { "jpeg, progressive", BYTES ("\xff\xd8\xff\xc4\0\x03\0\xff\xc2\0\x11\x08\0\x10\0\x20\x03"), "image/jpeg", 32, 16 },
  { "webp, extended", BYTES ("RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0"), "image/webp", 640, 480 },
  { "webp, lossless", BYTES ("RIFF\x20\0\0\0WEBPVP8L\x0a\0\0\0\x2f\x7f\xc2\x77\0\0\0\0\0\0"), "image/webp", 640, 480 },
  { "webp, lossy", BYTES ("RIFF\x20\0\0\0WEBPVP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a\x80\x02\xe0\x01"), "image/webp", 640, 480 },
  { "avif", BYTES (AVIF_BRAND AVIF_META), "image/avif", 640, 480 },
  { "avif, turned", BYTES (AVIF_BRAND AVIF_META_TURNED), "image/avif", 480, 640 },
  { "avif, by its other name", BYTES ("\0\0\0\x18" "ftypmif1" "\0\0\0\0" "miafavif" AVIF_META), "image/avif", 640, 480 },
  { "avif, the size of another", BYTES (AVIF_BRAND AVIF_META_OF_NONE), NULL, 0, 0 },
  { "avif, a box that is longer than the file", BYTES (AVIF_BRAND "\0\0\1\0" "meta" "\0\0\0\0"), NULL, 0, 0 },
  { "avif that moves", BYTES ("\0\0\0\x18" "ftypavis" "\0\0\0\0" "avisavif" AVIF_META), NULL, 0, 0 },
  { "heic, which browsers don't show", BYTES ("\0\0\0\x18" "ftypheic" "\0\0\0\0" "mif1heic" AVIF_META), NULL, 0, 0 },
  { "a film", BYTES ("\0\0\0\x18" "ftypisom" "\0\0\0\0" "isommp42"), NULL, 0, 0 },
  { "pdf", BYTES ("%PDF-1.7\n"), "application/pdf", 0, 0 },
  { "a page", BYTES ("<!doctype html><p>\x89PNG"), NULL, 0, 0 },
  { "svg, which can hold scripts", BYTES ("<svg xmlns='http://www.w3.org/2000/svg'/>"), NULL, 0, 0 },
  { "no width", BYTES ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\x01\xe0\x08\x02\0\0\0"), NULL, 0, 480 },
  { "nothing", BYTES (""), NULL, 0, 0 },
};

static void
test_types (void)
{
  for (unsigned i = 0; i < G_N_ELEMENTS (files); i++)
    {
      unsigned width, height;
      const char *type = desk_media_type_of (files[i].bytes, files[i].n_bytes, &width, &height);

      g_test_message ("%s", files[i].name);
      g_assert_cmpstr (type, ==, files[i].type);
      g_assert_cmpuint (width, ==, files[i].width);
      g_assert_cmpuint (height, ==, files[i].height);
    }
}

/* Each beginning of a file, in memory that ends where it ends. */
static void
test_beginnings (void)
{
  for (unsigned i = 0; i < G_N_ELEMENTS (files); i++)
    {
      for (gsize length = 0; length <= files[i].n_bytes; length++)
        {
          g_autofree guint8 *bytes = g_memdup2 (files[i].bytes, length);
          unsigned width, height;
          const char *type = desk_media_type_of (bytes, length, &width, &height);

          g_assert_true (type == NULL || g_str_equal (type, files[i].type));
        }
    }
}

#define GIF_START "GIF89a\1\0\1\0\0\0\0"
#define GIF_START_WITH_COLOURS "GIF89a\1\0\1\0\x80\0\0" ",,,,,,"
#define GIF_PICTURE ",\0\0\0\0\1\0\1\0\0" "\2\2D\1\0"
#define GIF_PICTURE_WITH_COLOURS ",\0\0\0\0\1\0\1\0\x80" ",,,,,," "\2\2D\1\0"
#define GIF_DELAY "!\xf9\4\0\0\0\0\0"
#define PNG_START "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0...."

static const struct
{
  const char   *name;
  const char   *type;
  const guint8 *bytes;
  gsize         n_bytes;
  gboolean      is_moving;
} pictures[] = {
  { "gif", "image/gif", BYTES (GIF_START GIF_PICTURE ";"), FALSE },
  { "gif with more behind its end", "image/gif", BYTES (GIF_START GIF_PICTURE ";" GIF_PICTURE), FALSE },
  { "gif with a delay", "image/gif", BYTES (GIF_START_WITH_COLOURS GIF_DELAY GIF_PICTURE_WITH_COLOURS GIF_DELAY ";"), FALSE },
  { "gif of two pictures", "image/gif", BYTES (GIF_START GIF_PICTURE GIF_PICTURE ";"), TRUE },
  { "gif of two with colours", "image/gif",
    BYTES (GIF_START_WITH_COLOURS GIF_DELAY GIF_PICTURE_WITH_COLOURS GIF_DELAY GIF_PICTURE_WITH_COLOURS ";"), TRUE },
  { "webp", "image/webp", BYTES ("RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0"), FALSE },
  { "webp that moves", "image/webp", BYTES ("RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0\x7f\x02\0\xdf\x01\0"), TRUE },
  { "png", "image/png", BYTES (PNG_START "\0\0\0\0IDAT...." "\0\0\0\x08" "acTL\0\0\0\2\0\0\0\0...."), FALSE },
  { "png that moves", "image/png", BYTES (PNG_START "\0\0\0\x08" "acTL\0\0\0\2\0\0\0\0...." "\0\0\0\0IDAT...."), TRUE },
  { "png whose part is longer than the file", "image/png", BYTES (PNG_START "\xff\xff\xff\xfftEXt...."), FALSE },
  { "avif", "image/avif", BYTES (AVIF_BRAND AVIF_META), FALSE },
  { "nothing", "image/gif", BYTES (""), FALSE },
};

static void
test_motion (void)
{
  for (unsigned i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_test_message ("%s", pictures[i].name);
      g_assert_cmpint (desk_media_type_is_moving (pictures[i].type, pictures[i].bytes, pictures[i].n_bytes), ==, pictures[i].is_moving);
      for (gsize length = 0; length < pictures[i].n_bytes; length++)
        {
          g_autofree guint8 *bytes = g_memdup2 (pictures[i].bytes, length);

          if (desk_media_type_is_moving (pictures[i].type, bytes, length))
            g_assert_true (pictures[i].is_moving);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/media-type/is-seen-from-the-first-bytes", test_types);
  g_test_add_func ("/model/media-type/nothing-is-read-beyond-the-end", test_beginnings);
  g_test_add_func ("/model/media-type/what-moves-is-told-from-what-doesn't", test_motion);
  return g_test_run ();
}
