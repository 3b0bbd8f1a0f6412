/* desk-page-json-ld.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-json.h"
#include "desk-page.h"

#include "model/desk-language.h"

/* What an article is, in schema.org's words, for those who read pages by program:
 * a NewsArticle, and the BreadcrumbList that leads to it. */

static void
add_thing (GString    *out,
           const char *type,
           const char *name,    /* nullable; so is the next */
           const char *address)
{
  desk_json_open (out, '{');
  desk_json_add_member (out, "@type", type);
  desk_json_add_member (out, "name", name);
  desk_json_add_member (out, "url", address);
  desk_json_close (out, '}');
}

static void
add_time (DeskPages  *self,
          GString    *out,
          const char *name,
          gint64      us)
{
  g_autofree char *text = desk_page_dates_dup_instant (self->dates, us);

  desk_json_add_member (out, name, text);
}

/* A person or an organisation, each as it is. */
static void
add_name (DeskPages      *self,
          GString        *out,
          const DeskTerm *author)
{
  const char *lang;
  g_autofree char *name = desk_pages_dup_name (self, author, &lang);
  const DeskPlanList *list = desk_plan_language_find_list (self->language, author->uuid);
  g_autofree char *address = list != NULL ? desk_plan_dup_address (self->plan, list->path) : NULL;

  add_thing (out, author->is_organisation ? "Organization" : "Person", name, address);
}

static gboolean
is_translator (const DeskCredit *credit)
{
  return g_strcmp0 (credit->role, "translator") == 0;
}

static gboolean
has_translator (const DeskArticle *article)
{
  for (unsigned i = 0; i < article->credits->len; i++)
    {
      if (is_translator (article->credits->pdata[i]))
        return TRUE;
    }

  return FALSE;
}

static void
add_names (DeskPages         *self,
           GString           *out,
           const char        *name,
           const DeskArticle *article,
           gboolean (        *has_part ) (const DeskCredit *credit))
{
  desk_json_add_name (out, name);
  desk_json_open (out, '[');
  for (unsigned i = 0; i < article->credits->len; i++)
    {
      const DeskCredit *credit = article->credits->pdata[i];

      if (has_part (credit))
        add_name (self, out, credit->author);
    }
  desk_json_close (out, ']');
}

static void
add_images (DeskPages         *self,
            GString           *out,
            const DeskArticle *article)
{
  const DeskPictureSet *crops = article->cover != NULL
                                ? desk_page_media_use_picture (self->media, DESK_PICTURE_CROPS, article->cover) : NULL;

  if (crops == NULL)
    return;

  desk_json_add_name (out, "image");
  desk_json_open (out, '[');
  for (unsigned i = 0; i < crops->files->len; i++)
    {
      g_autofree char *path = desk_page_media_dup_path (crops, crops->files->pdata[i]);
      g_autofree char *address = desk_plan_dup_address (self->plan, path);

      desk_json_add_text (out, address);
    }
  desk_json_close (out, ']');
}

/* The text that this one translates, if readers have that, too. */
static void
add_original (DeskPages             *self,
              GString               *out,
              const DeskPlanArticle *planned)
{
  const char *source = planned->edition->source_language;

  for (unsigned i = 0; source != NULL && i < self->plan->languages->len; i++)
    {
      DeskPlanLanguage *language = self->plan->languages->pdata[i];
      g_autofree char *path = g_str_equal (language->edition_language, source)
                              ? desk_plan_language_dup_path (language, planned->article->uuid) : NULL;
      g_autofree char *address = path != NULL ? desk_plan_dup_address (self->plan, path) : NULL;

      if (address == NULL || g_str_equal (source, desk_language_edition_of (self->language->language)))
        continue;
      desk_json_add_name (out, "translationOfWork");
      desk_json_open (out, '{');
      desk_json_add_member (out, "@type", "NewsArticle");
      desk_json_add_member (out, "url", address);
      desk_json_add_member (out, "@id", address);
      desk_json_add_member (out, "inLanguage", desk_language_html_tag (language->language));
      desk_json_close (out, '}');
      return;
    }
}

static void
add_subjects (DeskPages             *self,
              GString               *out,
              const DeskPlanArticle *planned)
{
  const DeskArticle *article = planned->article;
  const char *lang;
  g_autofree char *section = planned->section != NULL
                             ? desk_pages_dup_name (self, desk_plan_list_get_term (planned->section), &lang) : NULL;

  desk_json_add_member (out, "articleSection", section);
  if (article->tags->len == 0)
    return;

  desk_json_add_name (out, "keywords");
  desk_json_open (out, '[');
  for (unsigned i = 0; i < article->tags->len; i++)
    {
      g_autofree char *tag = desk_pages_dup_name (self, article->tags->pdata[i], &lang);

      desk_json_add_text (out, tag);
    }
  desk_json_close (out, ']');
}

static void
add_news (DeskPages             *self,
          GString               *out,
          DeskObject            *page,
          const DeskPlanArticle *planned,
          const char            *title)
{
  const char *canonical = desk_object_get_text (page, "canonical");
  const char *lang;
  g_autofree char *publisher = desk_pages_dup_site_title (self, &lang);
  g_autofree char *home = desk_plan_dup_address (self->plan, self->language->path);

  desk_json_open (out, '{');
  desk_json_add_member (out, "@type", "NewsArticle");
  desk_json_add_member (out, "@id", canonical);
  desk_json_add_member (out, "headline", title);
  desk_json_add_member (out, "description", desk_object_get_text (page, "description"));
  desk_json_add_member (out, "inLanguage", desk_pages_get_html_tag (self));
  desk_json_add_member (out, "mainEntityOfPage", canonical);
  add_time (self, out, "datePublished", desk_plan_article_get_date (planned));
  add_time (self, out, "dateModified", planned->edition->revised_us);
  add_images (self, out, planned->article);
  add_names (self, out, "author", planned->article, desk_page_is_author);
  if (has_translator (planned->article))
    add_names (self, out, "translator", planned->article, is_translator);
  desk_json_add_name (out, "publisher");
  add_thing (out, "Organization", publisher, home);
  add_subjects (self, out, planned);
  add_original (self, out, planned);
  desk_json_close (out, '}');
}

static void
add_crumb (DeskPages  *self,
           GString    *out,
           unsigned    position,
           const char *name,
           const char *path)
{
  g_autofree char *address = desk_plan_dup_address (self->plan, path);

  desk_json_open (out, '{');
  desk_json_add_member (out, "@type", "ListItem");
  desk_json_add_name (out, "position");
  desk_json_add_number (out, position);
  desk_json_add_member (out, "name", name);
  desk_json_add_member (out, "item", address);
  desk_json_close (out, '}');
}

static void
add_crumbs (DeskPages             *self,
            GString               *out,
            const DeskPlanArticle *planned,
            const char            *title)
{
  unsigned n_crumbs = 0;

  desk_json_open (out, '{');
  desk_json_add_member (out, "@type", "BreadcrumbList");
  desk_json_add_name (out, "itemListElement");
  desk_json_open (out, '[');
  add_crumb (self, out, ++n_crumbs, desk_pages_get_word (self, "home"), self->language->path);
  if (planned->section != NULL)
    {
      const char *lang;
      g_autofree char *section = desk_pages_dup_name (self, desk_plan_list_get_term (planned->section), &lang);

      add_crumb (self, out, ++n_crumbs, section, planned->section->path);
    }
  add_crumb (self, out, ++n_crumbs, title, planned->path);
  desk_json_close (out, ']');
  desk_json_close (out, '}');
}

/**
 * desk_page_set_json_ld:
 * @page: a frame with a canonical address and a description
 */
void
desk_page_set_json_ld (DeskPages             *self,
                       DeskObject            *page,
                       const DeskPlanArticle *planned,
                       const char            *title)
{
  g_autoptr(GString) out = g_string_new (NULL);

  desk_json_open (out, '{');
  desk_json_add_member (out, "@context", "https://schema.org");
  desk_json_add_name (out, "@graph");
  desk_json_open (out, '[');
  add_news (self, out, page, planned, title);
  add_crumbs (self, out, planned, title);
  desk_json_close (out, ']');
  desk_json_close (out, '}');

  desk_object_set_text (page, "json_ld", out->str);
}
