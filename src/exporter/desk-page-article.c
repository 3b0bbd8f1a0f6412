/* desk-page-article.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-page.h"

#include "model/desk-language.h"

static char *
dup_reading_time (DeskPages *self,
                  unsigned   n_minutes)
{
  g_autofree char *name = NULL;
  g_autofree char *number = g_strdup_printf ("%u", n_minutes);
  g_autoptr(GString) text = NULL;

  if (n_minutes == 0)
    return NULL;

  name = g_strconcat ("minutes-", desk_page_dates_plural_class (self->dates, n_minutes), NULL);
  text = g_string_new (desk_pages_get_word (self, name));
  g_string_replace (text, "{minutes}", number, 0);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
set_body (DeskPages         *self,
          DeskObject        *page,
          const DeskEdition *edition)
{
  gboolean is_timed = desk_theme_names (self->theme, "reading_time");
  unsigned n_minutes = 0;
  g_autofree char *html = desk_pages_dup_body (self, edition, FALSE, is_timed ? &n_minutes : NULL);
  g_autofree char *reading_time = dup_reading_time (self, n_minutes);

  desk_object_set_text (page, "body", html);
  desk_page_set_text (page, "reading_time", reading_time);
}

static DeskObject *
new_cover (DeskPages         *self,
           const DeskArticle *article)
{
  const DeskMedia *media = article->cover;
  const char *language = desk_language_edition_of (self->language->language);
  const DeskMediaText *text;
  g_autofree char *credit = NULL;
  g_autoptr(GString) line = NULL;
  DeskObject *cover = desk_page_new_picture (self, media, FALSE);

  if (cover == NULL)
    return NULL;

  text = desk_media_get_text (media, language);
  desk_page_set_picture_text (self, cover, "alt", "alt_lang", text, text != NULL ? text->alternative : "");
  desk_page_set_picture_text (self, cover, "caption", "caption_lang", text, text != NULL ? text->caption : "");

  credit = desk_pages_dup_credit (self, media->credit);
  line = g_string_new (credit);
  if (line->len > 0 && *media->licence != '\0')
    g_string_append (line, " / ");
  g_string_append (line, media->licence);
  desk_page_set_text (cover, "credit", line->str);
  desk_object_set_boolean (cover, "has_caption", line->len > 0 || (text != NULL && *text->caption != '\0'));

  return cover;
}

/* Translators, photographers and so on, each with what they did. */
static DeskList *
new_others (DeskPages         *self,
            const DeskArticle *article)
{
  DeskList *others = desk_list_new (self->arena);

  for (unsigned i = 0; i < article->credits->len; i++)
    {
      const DeskCredit *credit = article->credits->pdata[i];
      g_autofree char *word = NULL;
      g_autofree char *name = NULL;
      const char *lang;
      DeskObject *other;

      if (credit->role == NULL || *credit->role == '\0' || g_str_equal (credit->role, "author"))
        continue;
      word = g_strconcat ("role-", credit->role, NULL);
      name = desk_pages_dup_name (self, credit->author, &lang);
      other = desk_object_new (self->arena, NULL);
      desk_object_set_text (other, "role", desk_object_get_text (self->words, word) != NULL
                                                      ? desk_pages_get_word (self, word) : credit->role);
      desk_object_set_null (other, "role_lang");
      desk_object_set_text (other, "name", name);
      desk_page_set_text (other, "lang", lang);
      desk_page_set_list_href (self, other, credit->author);
      desk_page_set_text (other, "affiliation", credit->affiliation);
      desk_list_add_object (others, other);
    }

  return others;
}

static void
set_byline (DeskPages             *self,
            DeskObject            *page,
            const DeskPlanArticle *planned)
{
  DeskList *authors = desk_page_new_authors (self, planned->article);
  guint n_authors = desk_list_get_length (authors);

  desk_object_set_text (page, "author_label", desk_pages_get_word (self, n_authors > 1 ? "authors" : "author"));
  desk_page_set_list (page, "credits", "has_credits", authors);
  desk_object_set_list (page, "others", new_others (self, planned->article));
  desk_object_set_object (page, "date",
                          desk_page_dates_describe (self->dates, self->arena, desk_plan_article_get_date (planned)));
  if (planned->edition->revised_us != 0)
    {
      DeskObject *revised = desk_object_new (self->arena, NULL);

      desk_object_set_object (revised, "date",
                              desk_page_dates_describe (self->dates, self->arena, planned->edition->revised_us));
      desk_object_set_object (page, "revised", revised);
    }
  desk_object_set_boolean (page, "has_byline", TRUE);
}

static void
set_tags (DeskPages         *self,
          DeskObject        *page,
          const DeskArticle *article)
{
  DeskList *tags = desk_list_new (self->arena);

  for (unsigned i = 0; i < article->tags->len; i++)
    {
      DeskObject *tag = desk_object_new (self->arena, NULL);
      const char *lang;
      g_autofree char *name = desk_pages_dup_name (self, article->tags->pdata[i], &lang);

      desk_object_set_text (tag, "name", name);
      desk_page_set_text (tag, "lang", lang);
      desk_page_set_list_href (self, tag, article->tags->pdata[i]);
      desk_list_add_object (tags, tag);
    }

  desk_page_set_list (page, "tags", "has_tags", tags);
}

/* What search engines and others show below the title. */
static void
set_description (DeskPages       *self,
                 DeskObject      *page,
                 DeskPlanArticle *planned)
{
  const DeskEdition *edition = planned->edition;
  g_autofree char *text = *edition->seo_description != '\0' ? desk_pages_dup_text (self, edition, edition->seo_description)
                                                            : desk_page_dup_opening (self, planned, TRUE);

  desk_page_set_text (page, "description", text);
}

static void
set_neighbour (DeskPages             *self,
               DeskObject            *page,
               const char            *name,
               const DeskPlanArticle *neighbour)
{
  DeskObject *object = desk_object_new (self->arena, NULL);
  g_autofree char *title = desk_pages_dup_text (self, neighbour->edition, neighbour->edition->title);
  g_autofree char *href = desk_plan_dup_href (self->plan, neighbour->path);

  desk_object_set_text (object, "title", title);
  desk_object_set_text (object, "href", href);
  desk_object_set_object (page, name, object);
}

/* The texts before and after this one in its section. */
static void
set_neighbours (DeskPages             *self,
                DeskObject            *page,
                const DeskPlanArticle *planned)
{
  DeskPlanArticle *later, *earlier;

  desk_plan_language_find_neighbours (self->language, planned, &later, &earlier);
  desk_object_set_null (page, "earlier");
  desk_object_set_null (page, "later");
  desk_object_set_boolean (page, "has_neighbours", earlier != NULL || later != NULL);
  if (earlier != NULL)
    set_neighbour (self, page, "earlier", earlier);
  if (later != NULL)
    set_neighbour (self, page, "later", later);
}

static DeskList *
new_related (DeskPages             *self,
             const DeskPlanArticle *planned)
{
  g_autoptr(GPtrArray) related = desk_plan_language_list_related (self->language, planned);
  DeskList *teasers = desk_list_new (self->arena);

  for (unsigned i = 0; i < related->len; i++)
    desk_list_add_object (teasers, desk_page_new_teaser (self, related->pdata[i], FALSE));

  return teasers;
}

/**
 * desk_page_for_article:
 * @planned: the article, read whole
 *
 * Returns: (transfer none): the context of its page
 */
DeskObject *
desk_page_for_article (DeskPages       *self,
                       DeskPlanArticle *planned)
{
  const DeskEdition *edition = planned->edition;
  g_autofree char *title = desk_pages_dup_text (self, edition, edition->title);
  g_autofree char *seo_title = desk_pages_dup_text (self, edition, edition->seo_title);
  g_autofree char *summary = desk_pages_dup_text (self, edition, edition->summary);
  DeskObject *page = desk_page_new_frame (self, planned->path, planned->article->uuid,
                                          *seo_title != '\0' ? seo_title : title);
  DeskObject *cover = new_cover (self, planned->article);
  g_autofree char *script = self->script != NULL ? desk_plan_dup_href (self->plan, self->script) : NULL;

  desk_page_set_text (page, "script", script);
  desk_object_set_text (page, "title", title);
  desk_page_set_text (page, "summary", summary);
  desk_object_set_boolean (page, "has_crumbs", TRUE);
  if (planned->section != NULL)
    desk_object_set_object (page, "section", desk_page_new_list_link (self, planned->section));
  if (cover != NULL)
    desk_object_set_object (page, "cover", cover);
  set_body (self, page, edition);
  set_byline (self, page, planned);
  set_tags (self, page, planned->article);
  set_description (self, page, planned);
  if (desk_theme_names (self->theme, "share") || desk_theme_names (self->theme, "address"))
    desk_page_set_share_links (self, page, planned);
  desk_page_set_sharing (self, page, planned);

  desk_page_set_list (page, "related", "has_related", new_related (self, planned));
  if (desk_theme_names (self->theme, "has_neighbours") || desk_theme_names (self->theme, "earlier") ||
      desk_theme_names (self->theme, "later"))
    set_neighbours (self, page, planned);
  desk_object_set_boolean (page, "shows_picture", FALSE);
  desk_object_set_boolean (page, "shows_section", FALSE);

  return page;
}
