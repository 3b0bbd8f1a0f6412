/* desk-plan-card.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-plan-private.h"

#include <nettle/sha2.h>
#include <string.h>

/* What lists show of a text, small enough to be kept for every one, and by what
 * of it one sees that it has changed.
 *
 * A card is words, each with a nul behind it: title, script, summary, opening and the
 * cover's UUID, then of each credit the author's UUID, the role and the affiliation.
 * What there isn't is "". Some are read for each page, so it is kept as it is used.
 */

static void
add (struct sha256_ctx *checksum,
     const char        *text)
{
  gsize n_bytes = text != NULL ? strlen (text) : G_MAXSIZE;

  sha256_update (checksum, sizeof n_bytes, (const guint8 *) &n_bytes);
  if (text != NULL)
    sha256_update (checksum, n_bytes, (const guint8 *) text);
}

static void
add_number (struct sha256_ctx *checksum,
            gint64             number)
{
  sha256_update (checksum, sizeof number, (const guint8 *) &number);
}

static void
add_terms (struct sha256_ctx *checksum,
           const GPtrArray   *terms)
{
  add_number (checksum, terms->len);
  for (unsigned i = 0; i < terms->len; i++)
    add (checksum, ((const DeskTerm *) terms->pdata[i])->uuid);
}

static void
add_fields (struct sha256_ctx *checksum,
            GHashTable        *fields)
{
  g_autoptr(GPtrArray) keys = g_hash_table_get_keys_as_ptr_array (fields);

  g_ptr_array_sort_values (keys, (GCompareFunc) strcmp);
  for (unsigned i = 0; i < keys->len; i++)
    {
      add (checksum, keys->pdata[i]);
      add (checksum, g_hash_table_lookup (fields, keys->pdata[i]));
    }
}

static void
take_face (DeskSiteText      *text,
           const DeskEdition *edition)
{
  struct sha256_ctx checksum;

  sha256_init (&checksum);
  sha256_update (&checksum, g_bytes_get_size (text->card), g_bytes_get_data (text->card, NULL));
  add_number (&checksum, text->date_us);
  add (&checksum, text->section);
  sha256_digest (&checksum, sizeof text->face, text->face);
}

static void
take_self (DeskSiteText       *text,
           const DeskPlanFace *face,
           const DeskEdition  *edition)
{
  const DeskArticle *article = face->article;
  struct sha256_ctx checksum;

  sha256_init (&checksum);
  sha256_update (&checksum, sizeof text->face, text->face);
  add (&checksum, edition->uuid);
  add (&checksum, edition->source_language);
  add (&checksum, edition->slug);
  sha256_update (&checksum, sizeof face->text, face->text);
  add (&checksum, edition->seo_title);
  add (&checksum, edition->seo_description);
  add_number (&checksum, edition->first_release_us);
  add_number (&checksum, edition->last_release_us);
  add_number (&checksum, edition->revised_us);
  add_number (&checksum, text->flags);
  add_terms (&checksum, article->tags);
  add_fields (&checksum, article->fields);
  sha256_digest (&checksum, sizeof text->self, text->self);
}

static void
take_likeness (DeskSiteText      *text,
               const DeskArticle *article,
               const DeskEdition *edition)
{
  struct sha256_ctx checksum;

  sha256_init (&checksum);
  add (&checksum, edition->title);
  add (&checksum, edition->summary);
  add_terms (&checksum, article->tags);
  add (&checksum, text->filed_in);
  add_number (&checksum, text->said_us);
  add_number (&checksum, text->flags & DESK_SITE_TEXT_IS_ARCHIVED);
  for (unsigned i = 0; i < article->related->len; i++)
    add (&checksum, article->related->pdata[i]);
  sha256_digest (&checksum, sizeof text->likeness, text->likeness);
}

static void
put (GByteArray *card,
     const char *word) /* nullable */
{
  if (word == NULL)
    word = "";
  g_byte_array_append (card, (const guint8 *) word, (unsigned) strlen (word) + 1);
}

/**
 * desk_plan_card_write:
 * @text: gets its card and its digests; the rest of it is there
 * @face: of a released article
 */
void
desk_plan_card_write (DeskSiteText       *text,
                      const DeskPlanFace *face)
{
  const DeskArticle *article = face->article;
  const DeskEdition *edition = article->editions->pdata[0];
  GByteArray *card = g_byte_array_new ();

  put (card, edition->title);
  put (card, edition->script);
  put (card, edition->summary);
  put (card, face->opening);
  put (card, article->cover != NULL ? article->cover->uuid : NULL);
  for (unsigned i = 0; i < article->credits->len; i++)
    {
      const DeskCredit *credit = article->credits->pdata[i];

      put (card, credit->author->uuid);
      put (card, credit->role);
      put (card, credit->affiliation);
    }
  text->card = g_byte_array_free_to_bytes (card);
  take_face (text, edition);
  take_self (text, face, edition);
  take_likeness (text, article, edition);
}

typedef struct
{
  const char *at;
  const char *end;
  gboolean    is_broken;
} Words;

/* Returns: the next one; "" where there is none, and then it is broken */
static const char *
next_word (Words *self)
{
  const char *word = self->at;
  const char *nul = self->at < self->end ? memchr (self->at, '\0', (gsize) (self->end - self->at)) : NULL;

  if (nul == NULL)
    {
      self->is_broken = TRUE;
      return "";
    }

  self->at = nul + 1;
  return word;
}

static gboolean
read_credits (DeskPlan    *self,
              DeskArticle *article,
              Words       *words,
              GError     **error)
{
  while (words->at < words->end && !words->is_broken)
    {
      const DeskTerm *author = desk_plan_find_name (self, next_word (words), error);
      const char *role = next_word (words);
      const char *affiliation = next_word (words);

      if (author == NULL)
        return FALSE;
      desk_article_add_credit (article, author, role, affiliation);
    }

  return !words->is_broken || desk_plan_throw_damaged (error);
}

static void
read_edition (const DeskSiteText *text,
              Words              *words,
              DeskEdition        *edition)
{
  const char *script;

  g_set_str (&edition->title, next_word (words));
  script = next_word (words);
  if (*script != '\0')
    edition->script = g_strdup (script);
  g_set_str (&edition->summary, next_word (words));
  edition->status = text->flags & DESK_SITE_TEXT_IS_ARCHIVED ? DESK_STATUS_ARCHIVED : DESK_STATUS_PUBLISHED;
  edition->first_release_us = text->first_us;
  edition->last_release_us = text->last_us;
}

/**
 * desk_plan_card_read:
 * @out_opening: (out) (transfer full): of its body
 *
 * Returns: (transfer full): an article with its one edition and what lists show of
 *   them; %NULL with @error set
 */
DeskArticle *
desk_plan_card_read (DeskPlan           *self,
                     const DeskSiteText *text,
                     char              **out_opening,
                     GError            **error)
{
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (text->card, &n_bytes);
  Words words = { bytes, bytes + n_bytes, FALSE };
  g_autoptr(DeskArticle) article = desk_article_new (*text->section != '\0' ? "article" : "page");
  DeskEdition *edition = desk_edition_new (text->language);
  const char *opening, *cover;

  g_ptr_array_add (article->editions, edition);
  article->uuid = g_strdup (text->article);
  article->date_us = text->said_us;
  article->is_pinned = (text->flags & DESK_SITE_TEXT_IS_PINNED) != 0;
  read_edition (text, &words, edition);
  opening = next_word (&words);
  cover = next_word (&words);
  if (*cover != '\0')
    {
      article->cover = desk_store_find_media (self->store, cover, error);
      if (article->cover == NULL)
        return NULL;
    }
  if (!read_credits (self, article, &words, error))
    return NULL;

  *out_opening = g_strdup (opening);
  return g_steal_pointer (&article);
}
