/* desk-page-brand.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-json.h"
#include "desk-page.h"

#include "model/desk-colour.h"
#include "model/desk-language.h"

#include <string.h>

/* What makes a site a newsroom's own without a theme of its own: a colour, a logo,
 * a line at the foot, and where else one finds it.
 *
 * The colour is one that can be read on white, or it could not have been set; what
 * stands for it on dark paper is made of it here. */

static const DeskColour dark_paper = { 0x14, 0x18, 0x1b };
static const DeskColour white = { 255, 255, 255 };

#define DEFAULT_COLOUR "#17603f" /* the default theme's */
#define DARK_INK "#0c1511"       /* on the colour, where that is bright */

static const struct
{
  const char *host;
  const char *name;
} services[] = {
  { "bsky.app", "Bluesky" }, { "facebook.com", "Facebook" }, { "github.com", "GitHub" }, { "instagram.com", "Instagram" },
  { "linkedin.com", "LinkedIn" }, { "t.me", "Telegram" }, { "telegram.me", "Telegram" }, { "threads.net", "Threads" },
  { "tiktok.com", "TikTok" }, { "twitter.com", "X" }, { "whatsapp.com", "WhatsApp" }, { "x.com", "X" },
  { "youtube.com", "YouTube" },
};

static gboolean
get_colour (const DeskSite *site,
            DeskColour     *out_colour)
{
  return desk_colour_parse (desk_site_get (site, "brand-colour", NULL), out_colour);
}

/**
 * desk_brand_dup_style:
 *
 * Returns: (transfer full): what a theme's style sheet ends with, "" where the
 *   newsroom has no colour of its own
 */
char *
desk_brand_dup_style (const DeskSite *site)
{
  char bright[DESK_COLOUR_CHARS], deep[DESK_COLOUR_CHARS], dark[DESK_COLOUR_CHARS], dark_deep[DESK_COLOUR_CHARS];
  DeskColour colour, other;

  if (!get_colour (site, &colour))
    return g_strdup ("");

  desk_colour_write (colour, bright);
  desk_colour_write (desk_colour_stand_out (colour, white, desk_colour_get_contrast (colour, white) + 2), deep);
  other = desk_colour_stand_out (colour, dark_paper, DESK_COLOUR_GOOD_CONTRAST);
  desk_colour_write (other, dark);
  desk_colour_write (desk_colour_stand_out (other, dark_paper, desk_colour_get_contrast (other, dark_paper) + 2), dark_deep);

  return g_strdup_printf ("\n:root{--brand:%s;--brand-deep:%s;--on-brand:#fff}\n"
                          "@media screen and (prefers-color-scheme:dark){:root{--brand:%s;--brand-deep:%s;--on-brand:" DARK_INK "}}\n",
                          bright, deep, dark, dark_deep);
}

static void
dup_theme_colours (const DeskSite *site,
                   char            bright[DESK_COLOUR_CHARS])
{
  DeskColour colour;

  if (!get_colour (site, &colour))
    (void) desk_colour_parse (DEFAULT_COLOUR, &colour);
  desk_colour_write (colour, bright);
}

/**
 * desk_brand_dup_icon:
 *
 * Returns: (transfer full): an SVG with the first letter of the newsroom's name
 */
char *
desk_brand_dup_icon (const DeskSite *site)
{
  char colour[DESK_COLOUR_CHARS];
  g_autofree char *title = g_strstrip (g_strdup (desk_site_get (site, "title", NULL)));
  g_autofree char *first = g_utf8_substring (title, 0, g_utf8_strlen (title, 1));
  g_autofree char *capital = g_utf8_strup (first, -1);
  g_autofree char *letter = g_markup_escape_text (capital, -1);

  dup_theme_colours (site, colour);
  return g_strdup_printf ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\">"
                          "<rect width=\"64\" height=\"64\" rx=\"12\" fill=\"%s\"/>"
                          "<text x=\"32\" y=\"46\" text-anchor=\"middle\" fill=\"#fff\" font-size=\"40\" font-weight=\"700\""
                          " font-family=\"Noto Serif, Georgia, serif\">%s</text></svg>\n", colour, letter);
}

/**
 * desk_pages_dup_manifest:
 *
 * Returns: (transfer full): the language's web app manifest (W3C)
 */
char *
desk_pages_dup_manifest (DeskPages *self)
{
  GString *out = g_string_new (NULL);
  char colour[DESK_COLOUR_CHARS];
  const char *lang;
  g_autofree char *title = desk_pages_dup_site_title (self, &lang);
  g_autofree char *home = desk_plan_dup_href (self->plan, self->language->path);
  g_autofree char *top = desk_plan_dup_href (self->plan, "/");

  dup_theme_colours (self->plan->site, colour);
  desk_json_open (out, '{');
  desk_json_add_member (out, "name", title);
  desk_json_add_member (out, "lang", desk_pages_get_html_tag (self));
  desk_json_add_member (out, "dir", self->language->is_right_to_left ? "rtl" : "ltr");
  desk_json_add_member (out, "start_url", home);
  desk_json_add_member (out, "scope", top);
  desk_json_add_member (out, "display", "minimal-ui");
  desk_json_add_member (out, "theme_color", colour);
  desk_json_add_member (out, "background_color", "#ffffff");
  desk_page_add_manifest_icons (self, out);
  desk_json_close (out, '}');

  return g_string_free_and_steal (out);
}

/* Returns "Facebook", or the host of a place that many have. */
static char *
dup_service (const char *address)
{
  g_autoptr(GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL)
    return g_strdup (address);
  if (g_str_has_prefix (host, "www."))
    host += strlen ("www.");
  for (unsigned i = 0; i < G_N_ELEMENTS (services); i++)
    {
      if (g_ascii_strcasecmp (host, services[i].host) == 0)
        return g_strdup (services[i].name);
    }

  return g_strdup (host);
}

static void
set_social (DeskPages  *self,
            DeskObject *page)
{
  g_auto(GStrv) addresses = g_strsplit (desk_site_get (self->plan->site, "social", NULL), " ", -1);
  DeskList *social = desk_list_new (self->arena);

  for (unsigned i = 0; addresses[i] != NULL; i++)
    {
      g_autofree char *name = NULL;
      DeskObject *object;

      if (*addresses[i] == '\0')
        continue;
      name = dup_service (addresses[i]);
      object = desk_object_new (self->arena, NULL);
      desk_object_set_text (object, "name", name);
      desk_object_set_text (object, "href", addresses[i]);
      desk_list_add_object (social, object);
    }

  desk_page_set_list (page, "social", "has_social", social);
}

/* The newsroom's name is what the picture says. */
static void
set_logo (DeskPages  *self,
          DeskObject *page)
{
  const DeskMedia *media = desk_page_media_find_any (self->media, desk_site_get (self->plan->site, "logo", NULL));
  DeskObject *logo = desk_page_new_picture (self, media, FALSE);

  if (logo != NULL)
    desk_object_set_object (page, "logo", logo);
  else
    desk_object_set_null (page, "logo");
}

/**
 * desk_page_set_brand:
 * @page: a frame
 */
void
desk_page_set_brand (DeskPages  *self,
                     DeskObject *page)
{
  char colour[DESK_COLOUR_CHARS];
  const char *lang;
  g_autofree char *footer = desk_pages_dup_setting (self, "footer", &lang);
  g_autofree char *path = g_strconcat (self->language->path, DESK_MANIFEST, NULL);
  g_autofree char *manifest = desk_plan_dup_href (self->plan, path);

  dup_theme_colours (self->plan->site, colour);
  desk_object_set_text (page, "theme_colour", colour);
  desk_object_set_text (page, "manifest", manifest);
  desk_page_set_text (page, "imprint", footer);
  desk_page_set_text (page, "imprint_lang", lang);
  desk_page_set_icons (self, page);
  set_logo (self, page);
  set_social (self, page);
}
