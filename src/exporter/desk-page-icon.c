/* desk-page-icon.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-json.h"
#include "desk-page.h"

/* The site's icon: a picture that the newsroom chose, as PNG in the sides that a
 * browser's tab, a home screen and a start screen want, else the drawing with its
 * first letter (desk_brand_dup_icon()). A picture that can't be one is named by the
 * export, and the letter stays. */

#define PNG "image/png"
#define DRAWING "image/svg+xml"
#define TAB_SIDE 48
#define TOUCH_SIDE 180
#define MIN_APP_SIDE 192 /* what a web app manifest is asked for */

/**
 * desk_page_use_icons:
 *
 * Says that pages show the picture that is the site's icon.
 *
 * Returns: (transfer none) (nullable): its files; %NULL where there is none
 */
const DeskPictureSet *
desk_page_use_icons (DeskPageMedia  *media,
                     const DeskSite *site)
{
  const DeskMedia *icon = desk_page_media_find_any (media, desk_site_get (site, "icon", NULL));

  return icon != NULL ? desk_page_media_use_picture (media, DESK_PICTURE_ICONS, icon) : NULL;
}

static char *
dup_href (DeskPages             *self,
          const DeskPictureSet  *set,
          const DeskPictureFile *file)
{
  g_autofree char *path = desk_page_media_dup_path (set, file);

  return desk_plan_dup_href (self->plan, path);
}

static char *
dup_sizes (const DeskPictureFile *file)
{
  return g_strdup_printf ("%ux%u", file->width, file->height);
}

static void
add_icon (DeskPages  *self,
          DeskList   *icons,
          const char *rel,
          const char *href,
          const char *type,
          const char *sizes)
{
  DeskObject *icon = desk_object_new (self->arena, NULL);

  desk_object_set_text (icon, "rel", rel);
  desk_object_set_text (icon, "href", href);
  desk_object_set_text (icon, "type", type);
  desk_page_set_text (icon, "sizes", sizes);
  desk_list_add_object (icons, icon);
}

static void
add_pictures (DeskPages            *self,
              DeskList             *icons,
              const DeskPictureSet *set)
{
  for (unsigned i = 0; i < set->files->len; i++)
    {
      const DeskPictureFile *file = set->files->pdata[i];
      g_autofree char *href = dup_href (self, set, file);
      g_autofree char *sizes = dup_sizes (file);

      if (file->width == TAB_SIDE || file->width == TOUCH_SIDE)
        add_icon (self, icons, file->width == TAB_SIDE ? "icon" : "apple-touch-icon", href, PNG, sizes);
    }
}

/**
 * desk_page_set_icons:
 * @page: a frame
 */
void
desk_page_set_icons (DeskPages  *self,
                     DeskObject *page)
{
  const DeskPictureSet *set = self->icon == NULL ? desk_page_use_icons (self->media, self->plan->site) : NULL;
  DeskList *icons = desk_list_new (self->arena);

  if (set != NULL)
    {
      add_pictures (self, icons, set);
    }
  else
    {
      g_autofree char *href = desk_plan_dup_href (self->plan, self->icon);

      add_icon (self, icons, "icon", href, DRAWING, NULL);
    }

  desk_object_set_list (page, "icons", icons);
}

static void
add_json (GString    *out,
          const char *src,
          const char *type,
          const char *sizes)
{
  desk_json_open (out, '{');
  desk_json_add_member (out, "src", src);
  desk_json_add_member (out, "type", type);
  desk_json_add_member (out, "sizes", sizes);
  desk_json_add_member (out, "purpose", "any");
  desk_json_close (out, '}');
}

/**
 * desk_page_add_manifest_icons:
 * @out: a web app manifest
 *
 * Adds its icons: of a picture that is small for one the largest.
 */
void
desk_page_add_manifest_icons (DeskPages *self,
                              GString   *out)
{
  const DeskPictureSet *set = self->icon == NULL ? desk_page_use_icons (self->media, self->plan->site) : NULL;

  desk_json_add_name (out, "icons");
  desk_json_open (out, '[');
  if (set == NULL)
    {
      g_autofree char *src = desk_plan_dup_href (self->plan, self->icon);

      add_json (out, src, DRAWING, "any");
    }
  for (unsigned i = 0; set != NULL && i < set->files->len; i++)
    {
      const DeskPictureFile *file = set->files->pdata[i];
      g_autofree char *src = dup_href (self, set, file);
      g_autofree char *sizes = dup_sizes (file);

      if (file->width >= MIN_APP_SIDE || i + 1 == set->files->len)
        add_json (out, src, PNG, sizes);
    }
  desk_json_close (out, ']');
}
