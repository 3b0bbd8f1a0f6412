/* desk-variants.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-pictures"

#include "config.h"

#include "desk-variants.h"

#include <glib/gstdio.h>
#include <vips/vips.h>

/* A picture is looked at before it is decoded: only formats that browsers show
 * come in, and none that says it is larger than MAX_PIXELS. libvips then decodes it
 * at the size that is wanted, upright and in sRGB, a strip at a time where the
 * format allows that.
 *
 * Of an animation the first picture is shown. What is in a HEIF file is AVIF, or no
 * browser shows it.
 */

#define MAX_PIXELS (250 * 1000 * 1000.0)
#define MAX_SIDE 65000
#define WIDEST 1920
#define FALLBACK_WIDTH 1280
#define CROP_SIDE 1200

#define WEBP_QUALITY 80
#define WEBP_DRAWN_QUALITY 90 /* what came as PNG or GIF has hard edges */
#define JPEG_QUALITY 82

static const int widths[] = { 320, 640, 960, 1280, 1600 };

static const struct
{
  const char *name;
  int         width, height;
} crops[] = {
  { "1x1", 1, 1 },
  { "4x3", 4, 3 },
  { "16x9", 16, 9 },
};

/* Of a browser's tab, of a home screen (Apple's, then the others'), and of a start screen. */
static const int icon_sides[] = { 48, 180, 192, 512 };

#define MIN_ICON_SIDE 180
#define FLAT_ICON_SIDE 180 /* what can be seen through would be black on an iPhone */

static const struct
{
  const char *prefix; /* of the loader's name */
  gboolean    is_drawn;
} loaders[] = {
  { "VipsForeignLoadJpeg", FALSE },
  { "VipsForeignLoadPng", TRUE },
  { "VipsForeignLoadWebp", FALSE },
  { "VipsForeignLoadNsgif", TRUE },
  { "VipsForeignLoadHeif", FALSE },
};

typedef struct
{
  const char *file;
  const char *folder;
  int         width, height; /* upright */
  gboolean    has_alpha;
  gboolean    is_drawn;
  char       *xmp;           /* (nullable) */
  GString    *list;
} Picture;

static void
picture_clear (Picture *self)
{
  g_free (self->xmp);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Picture, picture_clear)

static gboolean
find_loader (const char *file,
             gboolean   *out_is_drawn)
{
  const char *name = vips_foreign_find_load (file);

  for (unsigned i = 0; name != NULL && i < G_N_ELEMENTS (loaders); i++)
    {
      if (g_str_has_prefix (name, loaders[i].prefix))
        {
          *out_is_drawn = loaders[i].is_drawn;
          return TRUE;
        }
    }

  return FALSE;
}

static const char *
string_of (VipsImage  *image,
           const char *name)
{
  const char *text = NULL;

  return vips_image_get_typeof (image, name) != 0 && vips_image_get_string (image, name, &text) == 0 ? text : NULL;
}

static gboolean
blob_of (VipsImage   *image,
         const char  *name,
         const void **out_bytes,
         gsize       *out_n_bytes)
{
  return vips_image_get_typeof (image, name) != 0 && vips_image_get_blob (image, name, out_bytes, out_n_bytes) == 0;
}

static void
read_rights (VipsImage  *image,
             DeskRights *rights)
{
  const void *bytes;
  gsize n_bytes;

  if (blob_of (image, VIPS_META_XMP_NAME, &bytes, &n_bytes))
    desk_rights_read_xmp (rights, bytes, n_bytes);
  if (blob_of (image, VIPS_META_IPTC_NAME, &bytes, &n_bytes))
    desk_rights_read_iptc (rights, bytes, n_bytes);
  desk_rights_read_exif (rights, string_of (image, "exif-ifd0-Artist"), string_of (image, "exif-ifd0-Copyright"));
}

/* Another codec than AV1 in the file that AVIF is a kind of. */
static gboolean
is_foreign_heif (VipsImage *image)
{
  const char *codec = string_of (image, "heif-compression");

  return codec != NULL && !g_str_equal (codec, "av1");
}

/* Reads the header alone. */
static DeskVariantsResult
look (Picture    *self,
      DeskRights *rights)
{
  g_autoptr(VipsImage) image = NULL;
  gboolean lies;
  int height;

  if (!find_loader (self->file, &self->is_drawn))
    return DESK_VARIANTS_NO_PICTURE;
  image = vips_image_new_from_file (self->file, "access", VIPS_ACCESS_SEQUENTIAL, NULL);
  if (image == NULL)
    return DESK_VARIANTS_DAMAGED;
  if (is_foreign_heif (image))
    return DESK_VARIANTS_NO_PICTURE;

  height = vips_image_get_page_height (image);
  if (image->Xsize < 1 || height < 1)
    return DESK_VARIANTS_DAMAGED;
  if (image->Xsize > MAX_SIDE || height > MAX_SIDE || (double) image->Xsize * height > MAX_PIXELS)
    return DESK_VARIANTS_TOO_LARGE;

  lies = vips_image_get_orientation_swap (image);
  self->width = lies ? height : image->Xsize;
  self->height = lies ? image->Xsize : height;
  self->has_alpha = vips_image_hasalpha (image);
  read_rights (image, rights);
  self->xmp = desk_rights_to_xmp (rights);

  return DESK_VARIANTS_MADE;
}

/* What is said of a picture stands in the picture, so it needs one of its own. */
static VipsImage *
dup_with_rights (const Picture *self,
                 VipsImage     *image)
{
  VipsImage *copy = NULL;

  if (vips_copy (image, &copy, NULL) != 0)
    return NULL;

  (void) vips_image_remove (copy, VIPS_META_XMP_NAME);
  if (self->xmp != NULL)
    vips_image_set_blob_copy (copy, VIPS_META_XMP_NAME, self->xmp, strlen (self->xmp));

  return copy;
}

static gboolean
write_as (const Picture *self,
          VipsImage     *image,
          const char    *path)
{
  g_autoptr(VipsImage) marked = dup_with_rights (self, image);

  if (marked == NULL)
    return FALSE;
  if (g_str_has_suffix (path, ".webp"))
    return vips_webpsave (marked, path, "Q", self->is_drawn ? WEBP_DRAWN_QUALITY : WEBP_QUALITY,
                          "smart_subsample", self->is_drawn, "keep", VIPS_FOREIGN_KEEP_XMP, NULL) == 0;
  if (g_str_has_suffix (path, ".png"))
    return vips_pngsave (marked, path, "compression", 9, "keep", VIPS_FOREIGN_KEEP_XMP, NULL) == 0;

  return vips_jpegsave (marked, path, "Q", JPEG_QUALITY, "optimize_coding", TRUE, "interlace", TRUE,
                        "keep", VIPS_FOREIGN_KEEP_XMP, NULL) == 0;
}

static DeskVariantsResult
write_file (const Picture *self,
            VipsImage     *image,
            const char    *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  GStatBuf info;

  if (!write_as (self, image, path) || g_stat (path, &info) != 0 || info.st_size == 0)
    return DESK_VARIANTS_NOT_WRITTEN;

  g_string_append_printf (self->list, "%s %d %d %" G_GINT64_FORMAT "\n",
                          name, image->Xsize, image->Ysize, (gint64) info.st_size);
  return DESK_VARIANTS_MADE;
}

/* Decodes whatever has to be decoded, so that a fault of the file is told from
 * one of the disk. */
static VipsImage *
decode (const Picture  *self,
        int             width,
        int             height,
        VipsInteresting crop)
{
  g_autoptr(VipsImage) image = NULL;

  if (vips_thumbnail (self->file, &image, width, "height", height,
                      "size", crop != VIPS_INTERESTING_NONE ? VIPS_SIZE_BOTH : VIPS_SIZE_DOWN,
                      "crop", crop,
                      "export_profile", "srgb", "fail_on", VIPS_FAIL_ON_TRUNCATED, NULL) != 0)
    return NULL;

  return vips_image_copy_memory (image);
}

static DeskVariantsResult
make_size (const Picture *self,
           VipsImage     *widest,
           int            width,
           const char    *ending)
{
  g_autoptr(VipsImage) image = NULL;
  g_autofree char *name = NULL;

  if (vips_thumbnail_image (widest, &image, width, "height", MAX_SIDE, "size", VIPS_SIZE_DOWN, NULL) != 0)
    return DESK_VARIANTS_DAMAGED;

  name = g_strdup_printf ("%d.%s", image->Xsize, ending);
  return write_file (self, image, name);
}

static DeskVariantsResult
make_sizes (const Picture *self)
{
  g_autoptr(VipsImage) widest = decode (self, WIDEST, MAX_SIDE, VIPS_INTERESTING_NONE);
  DeskVariantsResult result;

  if (widest == NULL)
    return DESK_VARIANTS_DAMAGED;

  result = make_size (self, widest, MIN (widest->Xsize, FALLBACK_WIDTH), self->has_alpha ? "png" : "jpg");
  for (unsigned i = 0; result == DESK_VARIANTS_MADE && i < G_N_ELEMENTS (widths) && widths[i] < widest->Xsize; i++)
    result = make_size (self, widest, widths[i], "webp");

  return result == DESK_VARIANTS_MADE ? make_size (self, widest, widest->Xsize, "webp") : result;
}

/* What can be seen through is on white. */
static VipsImage *
flatten (VipsImage *image)
{
  static double white[] = { 255 };
  g_autoptr(VipsArrayDouble) background = vips_array_double_new (white, G_N_ELEMENTS (white));
  VipsImage *flat = NULL;

  if (!vips_image_hasalpha (image))
    return g_object_ref (image);

  return vips_flatten (image, &flat, "background", background, NULL) == 0 ? flat : NULL;
}

/* The largest of its shape that fits, and no larger than is asked for. */
static DeskVariantsResult
make_crop (const Picture *self,
           unsigned       i)
{
  double unit = MIN ((double) self->width / crops[i].width, (double) self->height / crops[i].height);
  double scale = MIN (unit, (double) CROP_SIDE / crops[i].width);
  g_autofree char *name = g_strconcat (crops[i].name, ".jpg", NULL);
  g_autoptr(VipsImage) image = NULL;
  g_autoptr(VipsImage) flat = NULL;

  image = decode (self, MAX (1, (int) (scale * crops[i].width)), MAX (1, (int) (scale * crops[i].height)),
                  VIPS_INTERESTING_ATTENTION);
  flat = image != NULL ? flatten (image) : NULL;

  return flat != NULL ? write_file (self, flat, name) : DESK_VARIANTS_DAMAGED;
}

static DeskVariantsResult
make_crops (const Picture *self)
{
  DeskVariantsResult result = DESK_VARIANTS_MADE;

  for (unsigned i = 0; result == DESK_VARIANTS_MADE && i < G_N_ELEMENTS (crops); i++)
    result = make_crop (self, i);

  return result;
}

static DeskVariantsResult
make_icon (const Picture *self,
           VipsImage     *largest,
           int            side)
{
  g_autofree char *name = g_strdup_printf ("%d.png", side);
  g_autoptr(VipsImage) icon = NULL;
  g_autoptr(VipsImage) flat = NULL;

  if (vips_thumbnail_image (largest, &icon, side, "size", VIPS_SIZE_DOWN, NULL) != 0)
    return DESK_VARIANTS_DAMAGED;
  if (side != FLAT_ICON_SIDE)
    return write_file (self, icon, name);

  flat = flatten (icon);
  return flat != NULL ? write_file (self, flat, name) : DESK_VARIANTS_DAMAGED;
}

/* From the middle of the picture, and none larger than that is. */
static DeskVariantsResult
make_icons (const Picture *self)
{
  int side = MIN (self->width, self->height);
  g_autoptr(VipsImage) largest = NULL;
  DeskVariantsResult result = DESK_VARIANTS_MADE;

  if (side < MIN_ICON_SIDE)
    return DESK_VARIANTS_TOO_SMALL;

  side = MIN (side, icon_sides[G_N_ELEMENTS (icon_sides) - 1]);
  largest = decode (self, side, side, VIPS_INTERESTING_CENTRE);
  if (largest == NULL)
    return DESK_VARIANTS_DAMAGED;

  for (unsigned i = 0; result == DESK_VARIANTS_MADE && i < G_N_ELEMENTS (icon_sides) && icon_sides[i] <= side; i++)
    result = make_icon (self, largest, icon_sides[i]);

  return result;
}

/**
 * desk_variants_make:
 * @file: the original, which nobody has vouched for
 * @folder: an empty one
 * @rights: what the library knows, which goes before what the file says; gets that
 * @list: gets a line for each file: its name, width, height and bytes
 */
DeskVariantsResult
desk_variants_make (DeskVariantsKind kind,
                    const char      *file,
                    const char      *folder,
                    DeskRights      *rights,
                    GString         *list)
{
  g_auto(Picture) self = { .file = file, .folder = folder, .list = list };
  DeskVariantsResult result = look (&self, rights);

  if (result != DESK_VARIANTS_MADE)
    return result;

  switch (kind)
    {
    case DESK_VARIANTS_SIZES:
      return make_sizes (&self);

    case DESK_VARIANTS_CROPS:
      return make_crops (&self);

    case DESK_VARIANTS_ICONS:
      return make_icons (&self);
    }

  g_assert_not_reached ();
}
