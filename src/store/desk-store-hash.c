/* desk-store-hash.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <string.h>

/* Whether readers have what is being written is seen by comparing two hashes,
 * so that lists need not read bodies. */

static void
hash_text (GChecksum  *checksum,
           const char *text)
{
  guint64 length = text != NULL ? strlen (text) : 0;

  g_checksum_update (checksum, (const guchar *) &length, sizeof length);
  g_checksum_update (checksum, (const guchar *) text, (gssize) length);
}

static gint64
finish_hash (GChecksum *checksum)
{
  guint8 digest[32];
  gsize length = sizeof digest;
  gint64 hash;

  g_checksum_get_digest (checksum, digest, &length);
  memcpy (&hash, digest, sizeof hash);

  return GINT64_FROM_LE (hash);
}

/**
 * desk_edition_hash:
 *
 * Returns: 64 bits of SHA-256 over the fields that a release copies
 */
gint64
desk_edition_hash (const DeskEdition *edition)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  hash_text (checksum, edition->title);
  hash_text (checksum, edition->slug);
  hash_text (checksum, edition->script);
  hash_text (checksum, edition->summary);
  hash_text (checksum, edition->body);
  hash_text (checksum, edition->seo_title);
  hash_text (checksum, edition->seo_description);

  return finish_hash (checksum);
}

/**
 * desk_article_hash:
 *
 * Returns: likewise, over the fields of the article itself
 */
gint64
desk_article_hash (const DeskArticle *article)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gint64 numbers[2] = { article->date_us, article->is_pinned };

  hash_text (checksum, article->kind);
  hash_text (checksum, article->section != NULL ? article->section->uuid : "");
  hash_text (checksum, article->cover != NULL ? article->cover->uuid : "");
  g_checksum_update (checksum, (const guchar *) numbers, sizeof numbers);
  for (unsigned i = 0; i < article->tags->len; i++)
    hash_text (checksum, ((const DeskTerm *) article->tags->pdata[i])->uuid);
  hash_text (checksum, "credits");
  for (unsigned i = 0; i < article->credits->len; i++)
    {
      const DeskCredit *credit = article->credits->pdata[i];

      hash_text (checksum, credit->author->uuid);
      hash_text (checksum, credit->role);
      hash_text (checksum, credit->affiliation);
    }
  hash_text (checksum, "related");
  for (unsigned i = 0; i < article->related->len; i++)
    hash_text (checksum, article->related->pdata[i]);

  return finish_hash (checksum);
}
