/* desk-store-hash.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <glib/gi18n-lib.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>

/* SHA-256 over what a release copies. The whole of it stands beside each text and
 * is looked at whenever a body is read, because SQLite does not notice a flipped
 * bit. Its first 64 bits say whether readers have what is being written, so that
 * lists need not read bodies. */

G_STATIC_ASSERT (DESK_SHA256_BYTES == 32);

static void
hash_text (struct sha256_ctx *context,
           const char        *text)
{
  guint64 length = text != NULL ? strlen (text) : 0;

  sha256_update (context, sizeof length, (const guint8 *) &length);
  sha256_update (context, length, (const guint8 *) text);
}

static gint64
first_64_bits (const guint8 *digest)
{
  gint64 hash;

  memcpy (&hash, digest, sizeof hash);
  return GINT64_FROM_LE (hash);
}

/**
 * desk_text_sha256:
 * @fields: seven texts or %NULL: title, slug, script, summary, body, title and
 *   description for search engines
 * @out_digest: (out): gets %DESK_SHA256_BYTES
 */
void
desk_text_sha256 (const char *const fields[DESK_N_HASHED_FIELDS],
                  guint8           *out_digest)
{
  struct sha256_ctx context;

  sha256_init (&context);
  for (unsigned i = 0; i < DESK_N_HASHED_FIELDS; i++)
    hash_text (&context, fields[i]);
  sha256_digest (&context, DESK_SHA256_BYTES, out_digest);
}

/**
 * desk_edition_sha256:
 * @out_digest: (out): gets %DESK_SHA256_BYTES over the fields that a release copies
 *
 * Returns: the first 64 bits of it
 */
gint64
desk_edition_sha256 (const DeskEdition *edition,
                     guint8            *out_digest)
{
  const char *const fields[DESK_N_HASHED_FIELDS] = {
    edition->title, edition->slug, edition->script, edition->summary,
    edition->body, edition->seo_title, edition->seo_description,
  };

  desk_text_sha256 (fields, out_digest);
  return first_64_bits (out_digest);
}

/**
 * desk_store_verify_text:
 * @edition: a text as it was read, with its body
 * @column: that of its text_sha256
 *
 * Returns: %FALSE with %DESK_STORE_ERROR_DAMAGED when it isn't what was written
 */
gboolean
desk_store_verify_text (const DeskEdition *edition,
                        DeskStatement     *stmt,
                        int                column,
                        GError           **error)
{
  guint8 digest[DESK_SHA256_BYTES];

  (void) desk_edition_sha256 (edition, digest);
  if (sqlite3_column_bytes (stmt, column) == sizeof digest &&
      memcmp (sqlite3_column_blob (stmt, column), digest, sizeof digest) == 0)
    return TRUE;

  g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED,
               _("The library is damaged: the text “%.60s” is not what was saved; repair the library, or restore a backup"),
               edition->title);
  return FALSE;
}

static int
by_name (gconstpointer a,
         gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
hash_fields (struct sha256_ctx *context,
             GHashTable        *fields)
{
  g_autofree char **keys = NULL;

  if (g_hash_table_size (fields) == 0)
    return; /* as before there were any */

  keys = (char **) g_hash_table_get_keys_as_array (fields, NULL);
  qsort (keys, g_hash_table_size (fields), sizeof *keys, by_name);
  hash_text (context, "fields");
  for (unsigned i = 0; keys[i] != NULL; i++)
    {
      hash_text (context, keys[i]);
      hash_text (context, g_hash_table_lookup (fields, keys[i]));
    }
}

/**
 * desk_article_hash:
 *
 * Returns: 64 bits of SHA-256 over the fields of the article itself
 */
gint64
desk_article_hash (const DeskArticle *article)
{
  struct sha256_ctx context;
  gint64 numbers[2] = { article->date_us, article->is_pinned };
  guint8 digest[DESK_SHA256_BYTES];

  sha256_init (&context);
  hash_text (&context, article->kind);
  hash_text (&context, article->section != NULL ? article->section->uuid : "");
  hash_text (&context, article->cover != NULL ? article->cover->uuid : "");
  sha256_update (&context, sizeof numbers, (const guint8 *) numbers);
  for (unsigned i = 0; i < article->tags->len; i++)
    hash_text (&context, ((const DeskTerm *) article->tags->pdata[i])->uuid);
  hash_text (&context, "credits");
  for (unsigned i = 0; i < article->credits->len; i++)
    {
      const DeskCredit *credit = article->credits->pdata[i];

      hash_text (&context, credit->author->uuid);
      hash_text (&context, credit->role);
      hash_text (&context, credit->affiliation);
    }
  hash_text (&context, "related");
  for (unsigned i = 0; i < article->related->len; i++)
    hash_text (&context, article->related->pdata[i]);
  hash_fields (&context, article->fields);
  sha256_digest (&context, sizeof digest, digest);

  return first_64_bits (digest);
}
