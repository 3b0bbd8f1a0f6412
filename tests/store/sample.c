/* sample.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sample.h"

/* Made through the public functions alone, as a newsroom makes its library.
 * Every write has to succeed. */

#define JUNE_US (G_GINT64_CONSTANT (1780264800) * G_USEC_PER_SEC) /* 1 June 2026, midnight in Belgrade */
#define HOUR_US G_TIME_SPAN_HOUR

static const char picture[] = "\x89PNG\r\n\x1a\n an invented picture of a bridge";

static const char bridge_en[] =
  "The bridge at **Lower Ford** opens on [Monday](https://ford.invalid/).[^1]\n"
  "\n"
  "## What it carries\n"
  "\n"
  "- trams,\n"
  "- bicycles\n"
  "  and prams,\n"
  "- one road lane.\n"
  "\n"
  "> It took four mayors.\n"
  ">\n"
  "> — Ana Kolar\n"
  "\n"
  "| Year | Crossings |\n"
  "| ---- | --------: |\n"
  "| 2024 |     1,200 |\n"
  "\n"
  "```\n"
  "toll = 0\n"
  "```\n"
  "\n"
  "The ferry stays until autumn, as [the council] decided.\n"
  "\n"
  "[the council]: https://council.invalid/ferry\n"
  "\n"
  "[^1]: Weather permitting.";

static const char bridge_sr[] =
  "Мост код **Доњег Газа** отвара се у понедељак.\n"
  "\n"
  "## Шта носи\n"
  "\n"
  "- трамваје,\n"
  "- бицикле,\n"
  "- једну коловозну траку.\n"
  "\n"
  "Скела остаје до јесени; на њој су и даље Љубица, Џем и Ђурађ.\n";

static const char ferry_sr[] =
  "Skela kod Donjeg Gaza vozi do jeseni, kaže Džem Đurić.\n"
  "\n"
  "Red vožnje: šest, devet i petnaest časova; čamac čeka žabe, ljude i njihove pse.\n";

static DeskArticle *
add (DeskStore  *store,
     const char *kind,
     const char *language,
     const char *title,
     const char *body)
{
  DeskArticle *article = desk_article_new (kind);
  DeskEdition *edition = desk_edition_new (language);
  g_autoptr(GError) error = NULL;

  g_set_str (&edition->title, title);
  g_set_str (&edition->body, body);
  g_ptr_array_add (article->editions, edition);
  desk_store_add_article (store, article, &error);
  g_assert_no_error (error);

  return article;
}

static void
reread (DeskStore    *store,
        DeskArticle **article)
{
  g_autoptr(GError) error = NULL;
  DeskArticle *read = desk_store_dup_article (store, (*article)->uuid, &error);

  g_assert_no_error (error);
  desk_article_free (*article);
  *article = read;
}

static void
set_status (DeskStore         *store,
            const DeskArticle *article,
            const char        *language,
            DeskStatus         status,
            gint64             at_us)
{
  g_autoptr(GError) error = NULL;

  desk_store_set_status (store, article->uuid, language, status, at_us, &error);
  g_assert_no_error (error);
}

static void
rewrite (DeskStore   *store,
         DeskArticle *article,
         const char  *language,
         const char  *body)
{
  DeskEdition *edition = desk_article_get_edition (article, language);
  g_autoptr(GError) error = NULL;

  if (edition == NULL)
    {
      edition = desk_edition_new (language);
      g_ptr_array_add (article->editions, edition);
    }
  g_set_str (&edition->body, body);
  desk_store_save_edition (store, article->uuid, edition, &error);
  g_assert_no_error (error);
}

static DeskTerm *
ensure_term (DeskStore   *store,
             DeskTermType type,
             const char  *name,
             const char  *serbian)
{
  g_autoptr(GError) error = NULL;
  DeskTerm *term = desk_store_ensure_term (store, type, name, "en", NULL, &error);

  g_assert_no_error (error);
  if (serbian != NULL)
    {
      desk_term_set_name (term, "sr", serbian, "");
      desk_store_save_term (store, term, &error);
      g_assert_no_error (error);
    }

  return term;
}

static DeskMedia *
add_picture (DeskStore *store)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (picture, sizeof picture - 1);
  DeskMedia *media = desk_media_new ();
  g_autoptr(GError) error = NULL;

  g_set_str (&media->name, "bridge.png");
  g_set_str (&media->mime_type, "image/png");
  g_set_str (&media->credit, "Ana Kolar");
  g_set_str (&media->licence, "CC BY 4.0");
  media->width = 1600;
  media->height = 900;
  desk_media_set_text (media, "en", "A bridge over a wide river", "Lower Ford, last week");
  desk_media_set_text (media, "sr", "Мост преко широке реке", "");
  desk_store_add_media (store, bytes, media, &error);
  g_assert_no_error (error);

  return media;
}

static void
fill_settings (DeskStore *store)
{
  static const struct { const char *key, *value; } settings[] = {
    { "languages", "en,sr,sr-Latn" },
    { "title", "The Ford Gazette" },
    { "title.sr", "Гасни лист" },
    { "url", "https://gazette.invalid/news/" },
  };
  g_autoptr(DeskSite) site = desk_store_dup_site (store, NULL);
  g_autoptr(GError) error = NULL;

  for (unsigned i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      desk_site_set (site, settings[i].key, settings[i].value, &error);
      g_assert_no_error (error);
    }
  desk_store_save_site (store, site, &error);
  g_assert_no_error (error);
}

/* Everything that an article can have: two editions, released several times,
 * with other words waiting in one of them. */
static void
fill_bridge (DeskStore         *store,
             const DeskArticle *other)
{
  g_autoptr(DeskTerm) news = ensure_term (store, DESK_TERM_SECTION, "News", "Вести");
  g_autoptr(DeskTerm) rivers = ensure_term (store, DESK_TERM_TAG, "Rivers", "Реке");
  g_autoptr(DeskTerm) transport = ensure_term (store, DESK_TERM_TAG, "Transport", NULL);
  g_autoptr(DeskTerm) ana = ensure_term (store, DESK_TERM_AUTHOR, "Ana Kolar", "Ана Колар");
  g_autoptr(DeskTerm) desk = ensure_term (store, DESK_TERM_AUTHOR, "Ford Institute", NULL);
  g_autoptr(DeskArticle) article = add (store, NULL, "en", "A bridge for Lower Ford", bridge_en);
  DeskEdition *edition = article->editions->pdata[0];
  g_autoptr(GError) error = NULL;

  desk->is_organisation = TRUE;
  desk_store_save_term (store, desk, &error);
  g_assert_no_error (error);

  article->section = desk_term_copy (news);
  article->date_us = JUNE_US;
  article->cover = add_picture (store);
  article->is_pinned = TRUE;
  desk_article_add_tag (article, transport);
  desk_article_add_tag (article, rivers);
  desk_article_add_credit (article, ana, "author", "Ford University");
  desk_article_add_credit (article, desk, "translator", "");
  g_ptr_array_add (article->related, g_strdup (other->uuid));
  desk_store_save_article (store, article, &error);
  g_assert_no_error (error);
  g_set_str (&edition->summary, "After four mayors, trams can cross.");
  g_set_str (&edition->seo_title, "Lower Ford bridge opens");
  g_set_str (&edition->seo_description, "When, where and for whom.");
  rewrite (store, article, "en", bridge_en);
  set_status (store, article, "en", DESK_STATUS_PUBLISHED, JUNE_US + HOUR_US);

  rewrite (store, article, "sr", "");
  g_set_str (&desk_article_get_edition (article, "sr")->title, "Мост за Доњи Газ");
  rewrite (store, article, "sr", bridge_sr);
  set_status (store, article, "sr", DESK_STATUS_REVIEW, 0);
  set_status (store, article, "sr", DESK_STATUS_PUBLISHED, JUNE_US + 2 * HOUR_US);

  rewrite (store, article, "en", bridge_sr);
  rewrite (store, article, "en", bridge_en);
  desk_store_release_fields (store, article->uuid, "en", DESK_FIELD_TITLE | DESK_FIELD_BODY, JUNE_US + 3 * HOUR_US, &error);
  g_assert_no_error (error);
  rewrite (store, article, "en", "The bridge stays closed.\n\nNobody knows why.\n");
}

/* A release, and another one that waits for its time. */
static DeskArticle *
fill_ferry (DeskStore *store)
{
  g_autoptr(DeskTerm) rivers = ensure_term (store, DESK_TERM_TAG, "Rivers", NULL);
  DeskArticle *article = add (store, NULL, "sr", "Skela ostaje do jeseni", ferry_sr);
  g_autoptr(GError) error = NULL;

  desk_article_add_tag (article, rivers);
  desk_store_save_article (store, article, &error);
  g_assert_no_error (error);
  set_status (store, article, "sr", DESK_STATUS_PUBLISHED, JUNE_US - HOUR_US);
  reread (store, &article);
  g_set_str (&desk_article_get_edition (article, "sr")->title, "Skela ostaje do zime");
  rewrite (store, article, "sr", ferry_sr);
  set_status (store, article, "sr", DESK_STATUS_SCHEDULED, JUNE_US + 48 * HOUR_US);

  return article;
}

static void
fill_others (DeskStore *store)
{
  g_autoptr(DeskArticle) untitled = add (store, NULL, "en", "", "");
  g_autoptr(DeskArticle) waiting = add (store, "event", "en", "Opening day", "Bring a hat.\n");
  g_autoptr(DeskArticle) archived = add (store, "page", "en", "The old bridge", "It fell in 1911.\r\n\r\nNobody minded.");
  g_autoptr(DeskArticle) offline = add (store, "publication", "en", "Bridge report", "Withdrawn.\n");
  g_autoptr(DeskArticle) thrown = add (store, NULL, "sr", "Мост на продају", "Ипак није.\n");
  g_autoptr(GError) error = NULL;

  set_status (store, waiting, "en", DESK_STATUS_SCHEDULED, JUNE_US + 24 * HOUR_US);
  set_status (store, archived, "en", DESK_STATUS_PUBLISHED, JUNE_US - 2 * HOUR_US);
  set_status (store, archived, "en", DESK_STATUS_ARCHIVED, 0);
  set_status (store, offline, "en", DESK_STATUS_PUBLISHED, JUNE_US - 3 * HOUR_US);
  set_status (store, offline, "en", DESK_STATUS_APPROVED, 0);
  set_status (store, thrown, "sr", DESK_STATUS_PUBLISHED, JUNE_US - 4 * HOUR_US);
  desk_store_delete_article (store, thrown->uuid, &error);
  g_assert_no_error (error);
}

/**
 * sample_fill:
 * @store: a new library
 *
 * Seven articles in both languages and scripts: drafts, released, changed since,
 * scheduled, archived, taken offline, thrown away; with all that they can have.
 */
void
sample_fill (DeskStore *store)
{
  g_autoptr(DeskArticle) ferry = fill_ferry (store);

  fill_settings (store);
  fill_bridge (store, ferry);
  fill_others (store);
}
