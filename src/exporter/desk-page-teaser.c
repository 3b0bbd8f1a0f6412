/* desk-page-teaser.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-page.h"

/* How other pages show an article: title, date, authors, opening, picture. */

#define DESCRIPTION_MAX_CHARS 160 /* search engines show no more */

/**
 * desk_page_is_author:
 *
 * Returns: whether the name belongs in the byline, not among those who helped
 */
gboolean
desk_page_is_author (const DeskCredit *credit)
{
  return credit->role == NULL || *credit->role == '\0' || g_str_equal (credit->role, "author");
}

/**
 * desk_page_new_authors:
 *
 * Returns: (transfer none): the authors of a byline, without translators and
 *   other helpers; each says whether it is the last
 */
DeskList *
desk_page_new_authors (DeskPages         *self,
                       const DeskArticle *article)
{
  DeskList *authors = desk_list_new (self->arena);
  DeskObject *author = NULL;

  for (unsigned i = 0; i < article->credits->len; i++)
    {
      const DeskCredit *credit = article->credits->pdata[i];
      const char *lang;
      g_autofree char *name = NULL;

      if (!desk_page_is_author (credit))
        continue;
      name = desk_pages_dup_name (self, credit->author, &lang);
      author = desk_object_new (self->arena, NULL);
      desk_object_set_text (author, "name", name);
      desk_page_set_text (author, "lang", lang);
      desk_page_set_list_href (self, author, credit->author);
      desk_page_set_text (author, "affiliation", credit->affiliation);
      desk_object_set_text (author, "type", credit->author->is_organisation ? "Organization" : "Person");
      desk_object_set_boolean (author, "is_last", FALSE);
      desk_list_add_object (authors, author);
    }
  if (author != NULL)
    desk_object_set_boolean (author, "is_last", TRUE);

  return authors;
}

/**
 * desk_page_dup_opening:
 * @planned: the article
 * @prefers_summary: take the summary rather than the opening sentences
 *
 * Returns: (transfer full): what a list says of it, "" where there is nothing
 */
char *
desk_page_dup_opening (DeskPages       *self,
                       DeskPlanArticle *planned,
                       gboolean         prefers_summary)
{
  const DeskEdition *edition = planned->edition;

  if (prefers_summary && *edition->summary != '\0')
    return desk_pages_dup_text (self, edition, edition->summary);

  return desk_pages_dup_text (self, edition, *planned->opening != '\0' ? planned->opening : edition->summary);
}

/* The picture beside a title says nothing that the title doesn't: its
 * alternative text is empty. */
static void
set_thumb (DeskPages         *self,
           DeskObject        *teaser,
           const DeskArticle *article)
{
  DeskObject *thumb = desk_page_new_picture (self, article->cover, TRUE);

  desk_object_set_null (teaser, "thumb");
  desk_object_set_null (teaser, "cover");
  if (thumb == NULL)
    return;

  desk_object_set_text (thumb, "alt", "");
  desk_object_set_null (thumb, "alt_lang");
  desk_object_set_object (teaser, "thumb", thumb);
}

/**
 * desk_page_new_teaser:
 * @planned: the article
 * @prefers_summary: show the summary rather than the opening sentences
 *
 * Returns: (transfer none): what a list shows of it
 */
DeskObject *
desk_page_new_teaser (DeskPages       *self,
                      DeskPlanArticle *planned,
                      gboolean         prefers_summary)
{
  DeskObject *teaser = desk_object_new (self->arena, NULL);
  g_autofree char *title = desk_pages_dup_text (self, planned->edition, planned->edition->title);
  g_autofree char *href = desk_plan_dup_href (self->plan, planned->path);
  g_autofree char *opening = desk_page_dup_opening (self, planned, prefers_summary);

  desk_object_set_text (teaser, "title", title);
  desk_object_set_text (teaser, "href", href);
  desk_object_set_object (teaser, "date",
                          desk_page_dates_describe (self->dates, self->arena, desk_plan_article_get_date (planned)));
  desk_page_set_text (teaser, "opening", opening);
  desk_page_set_list (teaser, "authors", "has_authors", desk_page_new_authors (self, planned->article));
  if (planned->section != NULL)
    desk_object_set_object (teaser, "section", desk_page_new_list_link (self, planned->section));
  else
    desk_object_set_null (teaser, "section");
  set_thumb (self, teaser, planned->article);

  return teaser;
}

/**
 * desk_page_new_teasers:
 * @articles: (element-type DeskPlanArticle)
 *
 * Returns: (transfer none): a teaser for each, with its summary
 */
DeskList *
desk_page_new_teasers (DeskPages       *self,
                       const GPtrArray *articles)
{
  DeskList *teasers = desk_list_new (self->arena);

  for (unsigned i = 0; i < articles->len; i++)
    desk_list_add_object (teasers, desk_page_new_teaser (self, articles->pdata[i], TRUE));

  return teasers;
}

/* @teaser: (nullable)
 *
 * Returns: whether there was room for it */
static gboolean
add_title (GString          *titles,
           const DeskObject *teaser)
{
  const char *title = teaser != NULL ? desk_object_get_text (teaser, "title") : NULL;
  gsize n_bytes = titles->len;

  if (title == NULL)
    return TRUE;

  g_string_append_printf (titles, "%s%s", n_bytes > 0 ? " · " : "", title);
  if (n_bytes == 0 || g_utf8_strlen (titles->str, -1) <= DESCRIPTION_MAX_CHARS)
    return TRUE;

  g_string_truncate (titles, n_bytes);
  return FALSE;
}

/**
 * desk_page_describe:
 * @lead: (nullable): a teaser above the others
 * @teasers: those of the page
 *
 * Sets what search engines show below the title of a page that has no text of its
 * own: the newest titles, as many as there is room for. Of an empty page nothing
 * is said.
 */
void
desk_page_describe (DeskObject       *page,
                    const DeskObject *lead,
                    const DeskList   *teasers)
{
  g_autoptr(GString) titles = g_string_new (NULL);
  gboolean has_room = add_title (titles, lead);

  for (unsigned i = 0; has_room && i < desk_list_get_length (teasers); i++)
    has_room = add_title (titles, desk_list_get (teasers, i)->object);
  desk_page_set_text (page, "description", titles->str);
}
