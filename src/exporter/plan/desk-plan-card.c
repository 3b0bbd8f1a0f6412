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
 * of it one sees that it has changed. */

#define CREDITS "a(sss)"
#define CARD "(sssss" CREDITS ")"

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
  g_autoptr(GVariant) card = NULL;
  GVariantBuilder credits;

  g_variant_builder_init_static (&credits, G_VARIANT_TYPE (CREDITS));
  for (unsigned i = 0; i < article->credits->len; i++)
    {
      const DeskCredit *credit = article->credits->pdata[i];

      g_variant_builder_add (&credits, "(sss)", credit->author->uuid, credit->role != NULL ? credit->role : "",
                             credit->affiliation != NULL ? credit->affiliation : "");
    }
  card = g_variant_ref_sink (g_variant_new (CARD, edition->title, edition->script != NULL ? edition->script : "", edition->summary,
                                            face->opening, article->cover != NULL ? article->cover->uuid : "", &credits));
  text->card = g_variant_get_data_as_bytes (card);
  take_face (text, edition);
  take_self (text, face, edition);
  take_likeness (text, article, edition);
}

static gboolean
read_credits (DeskPlan     *self,
              DeskArticle  *article,
              GVariantIter *credits,
              GError      **error)
{
  const char *uuid, *role, *affiliation;

  while (g_variant_iter_loop (credits, "(&s&s&s)", &uuid, &role, &affiliation))
    {
      const DeskTerm *author = desk_plan_find_name (self, uuid, error);

      if (author == NULL)
        return FALSE;
      desk_article_add_credit (article, author, role, affiliation);
    }

  return TRUE;
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
  g_autoptr(GVariant) card = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (CARD), text->card, FALSE));
  g_autoptr(DeskArticle) article = desk_article_new (*text->section != '\0' ? "article" : "page");
  DeskEdition *edition = desk_edition_new (text->language);
  g_autoptr(GVariantIter) credits = NULL;
  const char *title, *script, *summary, *opening, *cover;

  g_ptr_array_add (article->editions, edition);
  g_variant_get (card, "(&s&s&s&s&s" CREDITS ")", &title, &script, &summary, &opening, &cover, &credits);
  article->uuid = g_strdup (text->article);
  article->date_us = text->said_us;
  article->is_pinned = (text->flags & DESK_SITE_TEXT_IS_PINNED) != 0;
  g_set_str (&edition->title, title);
  g_set_str (&edition->summary, summary);
  if (*script != '\0')
    edition->script = g_strdup (script);
  edition->status = text->flags & DESK_SITE_TEXT_IS_ARCHIVED ? DESK_STATUS_ARCHIVED : DESK_STATUS_PUBLISHED;
  edition->first_release_us = text->first_us;
  edition->last_release_us = text->last_us;
  if (*cover != '\0')
    {
      article->cover = desk_store_find_media (self->store, cover, error);
      if (article->cover == NULL)
        return NULL;
    }
  if (!read_credits (self, article, credits, error))
    return NULL;

  *out_opening = g_strdup (opening);
  return g_steal_pointer (&article);
}
