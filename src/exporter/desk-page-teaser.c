/* desk-page-teaser.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-page.h"

#include "text/desk-excerpt.h"

/* How other pages show an article: title, date, authors, opening, picture. */

#define EXCERPT_CHARS 180

static gboolean
is_author (const DeskCredit *credit)
{
  return credit->role == NULL || *credit->role == '\0' || g_str_equal (credit->role, "author");
}

/**
 * desk_page_new_authors:
 *
 * Returns: (transfer full): the authors of a byline, without translators and
 *   other helpers; each says whether it is the last
 */
JsonArray *
desk_page_new_authors (DeskPages         *self,
                       const DeskArticle *article)
{
  JsonArray *authors = json_array_new ();
  JsonObject *author = NULL;

  for (unsigned i = 0; i < article->credits->len; i++)
    {
      const DeskCredit *credit = article->credits->pdata[i];
      const char *lang;
      g_autofree char *name = NULL;

      if (!is_author (credit))
        continue;
      name = desk_pages_dup_name (self, credit->author, &lang);
      author = json_object_new ();
      json_object_set_string_member (author, "name", name);
      desk_page_set_text (author, "lang", lang);
      desk_page_set_text (author, "affiliation", credit->affiliation);
      json_object_set_boolean_member (author, "is_organisation", credit->author->is_organisation);
      json_object_set_boolean_member (author, "is_last", FALSE);
      json_array_add_object_element (authors, author);
    }
  if (author != NULL)
    json_object_set_boolean_member (author, "is_last", TRUE);

  return authors;
}

static char *
dup_opening (DeskPages       *self,
             DeskPlanArticle *planned,
             gboolean         prefers_summary)
{
  const DeskEdition *edition = planned->edition;

  if (prefers_summary && *edition->summary != '\0')
    return desk_pages_dup_text (self, edition, edition->summary);

  if (planned->excerpt == NULL)
    {
      g_autoptr(DeskNode) document = desk_node_parse (edition->body != NULL ? edition->body : "", -1);

      planned->excerpt = desk_excerpt_from_document (document, EXCERPT_CHARS);
    }
  if (*planned->excerpt == '\0')
    return desk_pages_dup_text (self, edition, edition->summary);

  return desk_pages_dup_text (self, edition, planned->excerpt);
}

/* The picture beside a title says nothing that the title doesn't: its
 * alternative text is empty. */
static void
set_thumb (DeskPages         *self,
           JsonObject        *teaser,
           const DeskArticle *article)
{
  g_autofree char *path = article->cover != NULL ? desk_page_media_use (self->media, article->cover) : NULL;
  g_autofree char *src = NULL;
  JsonObject *thumb;

  json_object_set_null_member (teaser, "thumb");
  json_object_set_null_member (teaser, "cover");
  if (path == NULL || article->cover->width == 0)
    return;

  src = desk_plan_dup_href (self->plan, path);
  thumb = json_object_new ();
  json_object_set_string_member (thumb, "src", src);
  json_object_set_string_member (thumb, "alt", "");
  json_object_set_null_member (thumb, "alt_lang");
  json_object_set_int_member (thumb, "width", article->cover->width);
  json_object_set_int_member (thumb, "height", article->cover->height);
  json_object_set_boolean_member (thumb, "is_lazy", TRUE);
  json_object_set_object_member (teaser, "thumb", thumb);
}

/**
 * desk_page_new_teaser:
 * @planned: the article; its excerpt is kept
 * @prefers_summary: show the summary rather than the opening sentences
 *
 * Returns: (transfer full): what a list shows of it
 */
JsonObject *
desk_page_new_teaser (DeskPages       *self,
                      DeskPlanArticle *planned,
                      gboolean         prefers_summary)
{
  JsonObject *teaser = json_object_new ();
  g_autofree char *title = desk_pages_dup_text (self, planned->edition, planned->edition->title);
  g_autofree char *href = desk_plan_dup_href (self->plan, planned->path);
  g_autofree char *opening = dup_opening (self, planned, prefers_summary);

  json_object_set_string_member (teaser, "title", title);
  json_object_set_string_member (teaser, "href", href);
  json_object_set_member (teaser, "date",
                          desk_page_dates_describe (self->dates, desk_plan_article_get_date (planned)));
  desk_page_set_text (teaser, "opening", opening);
  desk_page_set_list (teaser, "authors", "has_authors", desk_page_new_authors (self, planned->article));
  if (planned->section != NULL)
    json_object_set_object_member (teaser, "section", desk_page_new_section_link (self, planned->section));
  else
    json_object_set_null_member (teaser, "section");
  set_thumb (self, teaser, planned->article);

  return teaser;
}
