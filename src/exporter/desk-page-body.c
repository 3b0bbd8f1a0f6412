/* desk-page-body.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-page.h"

#include "text/desk-excerpt.h"
#include "text/desk-html.h"

#include <string.h>

/* How wide a picture in a text is: a column of some 70 characters. */
#define SIZES "(min-width: 46rem) 44rem, 94vw"

/* What the callbacks of the text's HTML need. */
typedef struct
{
  DeskPages  *pages;
  const char *language;    /* of the edition */
  char       *alternative; /* lent to the caller until the next picture */
  char       *credit;
  char       *srcset;
  gboolean    is_absolute;
} Body;

static char *
dup_link (const Body *body,
          const char *path)
{
  const DeskPlan *plan = body->pages->plan;

  return body->is_absolute ? desk_plan_dup_address (plan, path) : desk_plan_dup_href (plan, path);
}

/* "article:UUID" becomes the address of that article in this language, or no
 * link when readers don't have it; "media:SHA256" becomes the file's. */
static char *
resolve_link (const char *destination,
              gpointer    user_data)
{
  Body *body = user_data;

  if (g_str_has_prefix (destination, "article:"))
    {
      const char *uuid = destination + strlen ("article:");
      g_autofree char *path = desk_plan_language_dup_path (body->pages->language, uuid);

      g_hash_table_add (body->pages->links, g_strdup (uuid));
      return path != NULL ? dup_link (body, path) : NULL;
    }
  if (g_str_has_prefix (destination, "media:"))
    {
      const DeskMedia *media = desk_page_media_find (body->pages->media, destination + strlen ("media:"));
      g_autofree char *path = media != NULL ? desk_page_media_use (body->pages->media, media) : NULL;

      return path != NULL ? dup_link (body, path) : NULL;
    }

  return desk_html_is_safe_address (destination) ? g_strdup (destination) : NULL;
}

/* Feeds get the one file: what reads them is rarely as wide as a page. */
static void
lay_out (Body                 *body,
         const DeskPictureSet *set,
         DeskPicture          *out)
{
  const DeskPictureFile *file = set->files->pdata[0];

  out->width = file->width;
  out->height = file->height;
  if (body->is_absolute)
    return;

  g_free (body->srcset);
  out->srcset = body->srcset = desk_page_dup_srcset (body->pages, set);
  out->sizes = SIZES;
}

static gboolean
describe_picture (const char  *destination,
                  DeskPicture *out,
                  gpointer     user_data)
{
  Body *body = user_data;
  const DeskMedia *media;
  const DeskMediaText *text;
  const DeskPictureSet *set;

  if (!g_str_has_prefix (destination, "media:"))
    return FALSE;
  media = desk_page_media_find (body->pages->media, destination + strlen ("media:"));
  if (media == NULL)
    return FALSE;

  text = desk_media_get_text (media, body->language);
  g_free (body->alternative);
  body->alternative = text != NULL ? desk_pages_dup_media_text (body->pages, text->alternative) : NULL;
  g_free (body->credit);
  body->credit = desk_pages_dup_credit (body->pages, media->credit);
  set = desk_page_media_use_picture (body->pages->media, DESK_PICTURE_SIZES, media);
  *out = (DeskPicture) {
    .alternative = body->alternative,
    .credit = body->credit,
    .licence = media->licence,
  };
  if (set != NULL)
    lay_out (body, set, out);

  return TRUE;
}

/**
 * desk_pages_dup_body:
 * @is_absolute: whether links are whole addresses, for those who read elsewhere
 * @out_n_minutes: (out) (optional): how long reading takes
 *
 * Returns: (transfer full): the HTML of a text for the page
 */
char *
desk_pages_dup_body (DeskPages         *self,
                     const DeskEdition *edition,
                     gboolean           is_absolute,
                     unsigned          *out_n_minutes)
{
  g_autoptr(DeskNode) document = desk_node_parse (edition->body != NULL ? edition->body : "", -1);
  Body body = { .pages = self, .language = edition->language, .is_absolute = is_absolute };
  DeskHtmlOptions options = {
    .resolve_link = resolve_link,
    .describe_picture = describe_picture,
    .user_data = &body,
    .own_address = is_absolute ? NULL : self->own_address, /* who reads a feed is elsewhere anyway */
    .id_prefix = DESK_HTML_NOTE,
    .notes_heading = desk_pages_get_word (self, "notes"),
    .back_label = desk_pages_get_word (self, "back-to-text"),
  };
  char *html;

  if (out_n_minutes != NULL)
    *out_n_minutes = desk_statistics_of (document).n_minutes;
  if (self->language->script == DESK_SCRIPT_LATIN ||
      (self->language->script == DESK_SCRIPT_CYRILLIC && g_strcmp0 (edition->script, "Latn") == 0))
    desk_script_convert_document (document, self->language->script);

  html = desk_node_to_html (document, &options);
  g_free (body.alternative);
  g_free (body.credit);
  g_free (body.srcset);

  return html;
}
