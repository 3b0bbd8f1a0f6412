/* desk-page-article.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-page.h"

#include "model/desk-language.h"
#include "text/desk-excerpt.h"
#include "text/desk-html.h"

#include <string.h>

/* What the callbacks of the text's HTML need. */
typedef struct
{
  DeskPages  *pages;
  const char *language;    /* of the edition */
  char       *alternative; /* lent to the caller until the next picture */
  char       *credit;
} Body;

/* "article:UUID" becomes the address of that article in this language, or no
 * link when readers don't have it; "media:SHA256" becomes the file's. */
static char *
resolve_link (const char *destination,
              gpointer    user_data)
{
  Body *body = user_data;
  const DeskPlan *plan = body->pages->plan;

  if (g_str_has_prefix (destination, "article:"))
    {
      const char *path = g_hash_table_lookup (body->pages->language->by_uuid, destination + strlen ("article:"));

      return path != NULL ? desk_plan_dup_href (plan, path) : NULL;
    }
  if (g_str_has_prefix (destination, "media:"))
    {
      const DeskMedia *media = desk_page_media_find (body->pages->media, destination + strlen ("media:"));
      g_autofree char *path = media != NULL ? desk_page_media_use (body->pages->media, media) : NULL;

      return path != NULL ? desk_plan_dup_href (plan, path) : NULL;
    }

  return desk_html_is_safe_address (destination) ? g_strdup (destination) : NULL;
}

/* In the script of the page; texts of media have no script of their own. */
static char *
dup_media_text (DeskPages  *pages,
                const char *text)
{
  static const DeskEdition no_edition = { .script = NULL };

  return desk_pages_dup_text (pages, &no_edition, text);
}

/* Who made a picture is said once for all languages: Latin letters there may be
 * no Serbian at all and stay. */
static char *
dup_credit (DeskPages  *pages,
            const char *credit)
{
  return pages->language->script == DESK_SCRIPT_LATIN ? desk_script_to_latin (credit) : g_strdup (credit);
}

static gboolean
describe_picture (const char  *destination,
                  DeskPicture *out,
                  gpointer     user_data)
{
  Body *body = user_data;
  const DeskMedia *media;
  const DeskMediaText *text;

  if (!g_str_has_prefix (destination, "media:"))
    return FALSE;
  media = desk_page_media_find (body->pages->media, destination + strlen ("media:"));
  if (media == NULL)
    return FALSE;

  text = desk_media_get_text (media, body->language);
  g_free (body->alternative);
  body->alternative = text != NULL ? dup_media_text (body->pages, text->alternative) : NULL;
  g_free (body->credit);
  body->credit = dup_credit (body->pages, media->credit);
  *out = (DeskPicture) {
    .alternative = body->alternative,
    .credit = body->credit,
    .licence = media->licence,
    .width = media->width,
    .height = media->height,
  };

  return TRUE;
}

static char *
dup_reading_time (DeskPages *self,
                  unsigned   n_minutes)
{
  g_autofree char *name = NULL;
  g_autofree char *number = g_strdup_printf ("%u", n_minutes);
  g_autoptr(GString) text = NULL;

  if (n_minutes == 0)
    return NULL;

  name = g_strconcat ("minutes-", desk_page_plural_class (self->language->language, n_minutes), NULL);
  text = g_string_new (desk_pages_get_word (self, name));
  g_string_replace (text, "{minutes}", number, 0);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
set_body (DeskPages         *self,
          JsonObject        *page,
          const DeskEdition *edition)
{
  g_autoptr(DeskNode) document = desk_node_parse (edition->body != NULL ? edition->body : "", -1);
  DeskStatistics statistics = desk_statistics_of (document);
  Body body = { .pages = self, .language = edition->language };
  DeskHtmlOptions options = {
    .resolve_link = resolve_link,
    .describe_picture = describe_picture,
    .user_data = &body,
    .id_prefix = "fn",
    .notes_heading = desk_pages_get_word (self, "notes"),
    .back_label = desk_pages_get_word (self, "back-to-text"),
  };
  g_autofree char *html = NULL;
  g_autofree char *reading_time = dup_reading_time (self, statistics.n_minutes);

  if (self->language->script == DESK_SCRIPT_LATIN ||
      (self->language->script == DESK_SCRIPT_CYRILLIC && g_strcmp0 (edition->script, "Latn") == 0))
    desk_script_convert_document (document, self->language->script);

  html = desk_node_to_html (document, &options);
  g_free (body.alternative);
  g_free (body.credit);
  json_object_set_string_member (page, "body", html);
  desk_page_set_text (page, "reading_time", reading_time);
}

/* A text about a picture: the page's language, else the oldest, marked. */
static void
set_media_text (DeskPages           *self,
                JsonObject          *object,
                const char          *name,
                const char          *lang_name,
                const DeskMediaText *text,
                const char          *value)
{
  const char *language = desk_language_edition_of (self->language->language);
  g_autofree char *written = NULL;
  gboolean is_own = text != NULL && g_str_equal (text->language, language);

  written = is_own ? dup_media_text (self, value) : g_strdup (value);
  desk_page_set_text (object, name, written);
  desk_page_set_text (object, lang_name, text == NULL || is_own ? NULL : desk_language_html_tag (text->language));
}

static JsonObject *
new_cover (DeskPages         *self,
           const DeskArticle *article)
{
  const DeskMedia *media = article->cover;
  g_autofree char *path = media != NULL ? desk_page_media_use (self->media, media) : NULL;
  const char *language = desk_language_edition_of (self->language->language);
  const DeskMediaText *text;
  g_autofree char *src = NULL;
  g_autofree char *credit = NULL;
  g_autoptr(GString) line = NULL;
  JsonObject *cover;

  if (path == NULL || media->width == 0)
    return NULL;

  src = desk_plan_dup_href (self->plan, path);
  text = desk_media_get_text (media, language);
  cover = json_object_new ();
  json_object_set_string_member (cover, "src", src);
  json_object_set_int_member (cover, "width", media->width);
  json_object_set_int_member (cover, "height", media->height);
  json_object_set_boolean_member (cover, "is_lazy", FALSE);
  set_media_text (self, cover, "alt", "alt_lang", text, text != NULL ? text->alternative : "");
  set_media_text (self, cover, "caption", "caption_lang", text, text != NULL ? text->caption : "");

  credit = dup_credit (self, media->credit);
  line = g_string_new (credit);
  if (line->len > 0 && *media->licence != '\0')
    g_string_append (line, " / ");
  g_string_append (line, media->licence);
  desk_page_set_text (cover, "credit", line->str);
  json_object_set_boolean_member (cover, "has_caption", line->len > 0 || (text != NULL && *text->caption != '\0'));

  return cover;
}

/* Translators, photographers and so on, each with what they did. */
static JsonArray *
new_others (DeskPages         *self,
            const DeskArticle *article)
{
  JsonArray *others = json_array_new ();

  for (unsigned i = 0; i < article->credits->len; i++)
    {
      const DeskCredit *credit = article->credits->pdata[i];
      g_autofree char *word = NULL;
      g_autofree char *name = NULL;
      const char *lang;
      JsonObject *other;

      if (credit->role == NULL || *credit->role == '\0' || g_str_equal (credit->role, "author"))
        continue;
      word = g_strconcat ("role-", credit->role, NULL);
      name = desk_pages_dup_name (self, credit->author, &lang);
      other = json_object_new ();
      json_object_set_string_member (other, "role", json_object_has_member (self->words, word)
                                                      ? desk_pages_get_word (self, word) : credit->role);
      json_object_set_null_member (other, "role_lang");
      json_object_set_string_member (other, "name", name);
      desk_page_set_text (other, "lang", lang);
      desk_page_set_text (other, "affiliation", credit->affiliation);
      json_array_add_object_element (others, other);
    }

  return others;
}

static void
set_byline (DeskPages             *self,
            JsonObject            *page,
            const DeskPlanArticle *planned)
{
  JsonArray *authors = desk_page_new_authors (self, planned->article);
  guint n_authors = json_array_get_length (authors);

  json_object_set_string_member (page, "author_label", desk_pages_get_word (self, n_authors > 1 ? "authors" : "author"));
  desk_page_set_list (page, "credits", "has_credits", authors);
  json_object_set_array_member (page, "others", new_others (self, planned->article));
  json_object_set_member (page, "date", desk_page_dates_describe (self->dates, desk_plan_article_get_date (planned)));
  if (planned->edition->revised_us != 0)
    {
      JsonObject *revised = json_object_new ();

      json_object_set_member (revised, "date", desk_page_dates_describe (self->dates, planned->edition->revised_us));
      json_object_set_object_member (page, "revised", revised);
    }
  json_object_set_boolean_member (page, "has_byline", TRUE);
}

static void
set_tags (DeskPages         *self,
          JsonObject        *page,
          const DeskArticle *article)
{
  JsonArray *tags = json_array_new ();

  for (unsigned i = 0; i < article->tags->len; i++)
    {
      JsonObject *tag = json_object_new ();
      const char *lang;
      g_autofree char *name = desk_pages_dup_name (self, article->tags->pdata[i], &lang);

      json_object_set_string_member (tag, "name", name);
      desk_page_set_text (tag, "lang", lang);
      json_array_add_object_element (tags, tag);
    }

  desk_page_set_list (page, "tags", "has_tags", tags);
}

/* What search engines and others show below the title. */
static void
set_description (DeskPages       *self,
                 JsonObject      *page,
                 DeskPlanArticle *planned)
{
  const DeskEdition *edition = planned->edition;
  g_autoptr(JsonObject) teaser = desk_page_new_teaser (self, planned, TRUE);
  g_autofree char *own = desk_pages_dup_text (self, edition, edition->seo_description);

  desk_page_set_text (page, "description", *own != '\0'
                        ? own : json_object_get_string_member_with_default (teaser, "opening", ""));
}

/**
 * desk_page_for_article:
 * @planned: the article
 * @related: (element-type utf8): UUIDs of the articles to show below it
 *
 * Returns: (transfer full): the context of its page
 */
JsonNode *
desk_page_for_article (DeskPages       *self,
                       DeskPlanArticle *planned,
                       GPtrArray       *related)
{
  const DeskEdition *edition = planned->edition;
  g_autofree char *title = desk_pages_dup_text (self, edition, edition->title);
  g_autofree char *seo_title = desk_pages_dup_text (self, edition, edition->seo_title);
  g_autofree char *summary = desk_pages_dup_text (self, edition, edition->summary);
  JsonObject *page = desk_page_new_frame (self, planned->path, planned->article->uuid,
                                          *seo_title != '\0' ? seo_title : title);
  JsonObject *cover = new_cover (self, planned->article);
  JsonArray *teasers = json_array_new ();
  g_autofree char *script = desk_plan_dup_href (self->plan, self->script);
  JsonNode *node;

  json_object_set_string_member (page, "script", script);
  json_object_set_string_member (page, "title", title);
  desk_page_set_text (page, "summary", summary);
  json_object_set_boolean_member (page, "has_crumbs", TRUE);
  if (planned->section != NULL)
    json_object_set_object_member (page, "section", desk_page_new_section_link (self, planned->section));
  if (cover != NULL)
    json_object_set_object_member (page, "cover", cover);
  set_body (self, page, edition);
  set_byline (self, page, planned);
  set_tags (self, page, planned->article);
  set_description (self, page, planned);
  desk_page_set_share_links (self, page, planned);
  desk_page_set_sharing (self, page, planned);

  for (unsigned i = 0; i < related->len; i++)
    {
      DeskPlanArticle *other = desk_plan_language_find (self->language, related->pdata[i]);

      if (other != NULL && other != planned)
        json_array_add_object_element (teasers, desk_page_new_teaser (self, other, FALSE));
    }
  desk_page_set_list (page, "related", "has_related", teasers);
  json_object_set_boolean_member (page, "shows_picture", FALSE);
  json_object_set_boolean_member (page, "shows_section", FALSE);

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, page);
  return node;
}
