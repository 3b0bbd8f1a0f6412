/* desk-page-meta.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-page.h"

#include "model/desk-language.h"

/* What the head of an article's page tells other programs: those that show a link
 * to it (the Open Graph protocol, which X reads too), and catalogues (Dublin Core's
 * terms). */

typedef struct
{
  DeskPages *pages;
  DeskList  *list;
} Properties;

static void
add (const Properties *self,
     const char       *name,
     const char       *content)
{
  DeskObject *object;

  if (content == NULL || *content == '\0')
    return;

  object = desk_object_new (self->pages->arena, NULL);
  desk_object_set_text (object, "property", name);
  desk_object_set_text (object, "content", content);
  desk_list_add_object (self->list, object);
}

static void
add_time (const Properties *self,
          const char       *name,
          gint64            us)
{
  g_autofree char *text = us != 0 ? desk_page_dates_dup_instant (self->pages->dates, us) : NULL;

  add (self, name, text);
}

static void
add_names (const Properties  *self,
           const char        *name,
           const DeskArticle *article)
{
  for (unsigned i = 0; i < article->credits->len; i++)
    {
      const DeskCredit *credit = article->credits->pdata[i];
      const char *lang;
      g_autofree char *author = NULL;

      if (!desk_page_is_author (credit))
        continue;
      author = desk_pages_dup_name (self->pages, credit->author, &lang);
      add (self, name, author);
    }
}

static void
add_tags (const Properties  *self,
          const char        *name,
          const DeskArticle *article)
{
  for (unsigned i = 0; i < article->tags->len; i++)
    {
      const char *lang;
      g_autofree char *tag = desk_pages_dup_name (self->pages, article->tags->pdata[i], &lang);

      add (self, name, tag);
    }
}

static const DeskPictureFile *
widest (const DeskPictureSet *set)
{
  const DeskPictureFile *found = set->files->pdata[0];

  for (unsigned i = 1; i < set->files->len; i++)
    {
      const DeskPictureFile *file = set->files->pdata[i];

      if ((double) file->width / file->height > (double) found->width / found->height)
        found = file;
    }

  return found;
}

/* Returns whether there is one. It is shown broad, above the title. */
static gboolean
add_picture (const Properties *self,
             const DeskMedia  *cover)
{
  DeskPages *pages = self->pages;
  const DeskPictureSet *crops = cover != NULL ? desk_page_media_use_picture (pages->media, DESK_PICTURE_CROPS, cover) : NULL;
  const DeskMediaText *text;
  g_autofree char *alternative = NULL;
  g_autofree char *path = NULL;
  g_autofree char *address = NULL;
  char size[16];

  if (crops == NULL)
    return FALSE;

  path = desk_page_media_dup_path (crops, widest (crops));
  address = desk_plan_dup_address (pages->plan, path);
  add (self, "og:image", address);
  g_snprintf (size, sizeof size, "%u", widest (crops)->width);
  add (self, "og:image:width", size);
  g_snprintf (size, sizeof size, "%u", widest (crops)->height);
  add (self, "og:image:height", size);
  text = desk_media_get_text (cover, desk_language_edition_of (pages->language->language));
  alternative = text != NULL ? desk_pages_dup_media_text (pages, text->alternative) : NULL;
  add (self, "og:image:alt", alternative);
  return TRUE;
}

static void
set_open_graph (DeskPages             *self,
                DeskObject            *page,
                const DeskPlanArticle *planned,
                const char            *title)
{
  const Properties properties = { self, desk_list_new (self->arena) };
  const char *lang;
  g_autofree char *site_title = desk_pages_dup_site_title (self, &lang);
  g_autofree char *section = planned->section != NULL ? desk_pages_dup_name (self, desk_plan_list_get_term (planned->section), &lang) : NULL;
  gboolean has_picture;

  add (&properties, "og:type", "article");
  add (&properties, "og:title", title);
  add (&properties, "og:url", desk_object_get_text (page, "canonical"));
  add (&properties, "og:site_name", site_title);
  add (&properties, "og:description", desk_object_get_text (page, "description"));
  has_picture = add_picture (&properties, planned->article->cover);
  add_time (&properties, "article:published_time", desk_plan_article_get_date (planned));
  add_time (&properties, "article:modified_time", planned->edition->revised_us);
  add (&properties, "article:section", section);
  add_tags (&properties, "article:tag", planned->article);

  desk_object_set_list (page, "open_graph", properties.list);
  desk_object_set_text (page, "twitter_card", has_picture ? "summary_large_image" : "summary");
}

static void
set_dublin_core (DeskPages             *self,
                 DeskObject            *page,
                 const DeskPlanArticle *planned,
                 const char            *title)
{
  const Properties properties = { self, desk_list_new (self->arena) };
  const char *lang;
  g_autofree char *publisher = desk_pages_dup_site_title (self, &lang);

  add (&properties, "dcterms.title", title);
  add_names (&properties, "dcterms.creator", planned->article);
  add_tags (&properties, "dcterms.subject", planned->article);
  add (&properties, "dcterms.publisher", publisher);
  add_time (&properties, "dcterms.issued", desk_plan_article_get_date (planned));
  add_time (&properties, "dcterms.modified", planned->edition->revised_us);
  add (&properties, "dcterms.language", desk_pages_get_html_tag (self));
  add (&properties, "dcterms.identifier", desk_object_get_text (page, "canonical"));

  desk_page_set_list (page, "dublin_core", "has_dublin_core", properties.list);
}

/**
 * desk_page_set_sharing:
 * @page: a frame that has a canonical address, else nothing is set
 *
 * Sets what the page tells other programs about an article, where the theme asks for it.
 */
void
desk_page_set_sharing (DeskPages             *self,
                       DeskObject            *page,
                       const DeskPlanArticle *planned)
{
  g_autofree char *title = desk_pages_dup_text (self, planned->edition, planned->edition->title);

  if (self->plan->origin == NULL)
    return;

  if (desk_theme_names (self->theme, "open_graph"))
    set_open_graph (self, page, planned, title);
  if (desk_theme_names (self->theme, "dublin_core"))
    set_dublin_core (self, page, planned, title);
  if (desk_theme_names (self->theme, "json_ld"))
    desk_page_set_json_ld (self, page, planned, title);
}
