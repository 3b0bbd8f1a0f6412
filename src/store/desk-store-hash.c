/* desk-store-hash.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* SHA-256 over what a release copies. The whole of it stands beside each text and
 * is looked at whenever a body is read, because SQLite does not notice a flipped
 * bit. Its first 64 bits say whether readers have what is being written, so that
 * lists need not read bodies. */

G_STATIC_ASSERT (DESK_SHA256_BYTES == 32);

static void
hash_text (GChecksum  *checksum,
           const char *text)
{
  guint64 length = text != NULL ? strlen (text) : 0;

  g_checksum_update (checksum, (const guchar *) &length, sizeof length);
  g_checksum_update (checksum, (const guchar *) text, (gssize) length);
}

static gint64
first_64_bits (const guint8 *digest)
{
  gint64 hash;

  memcpy (&hash, digest, sizeof hash);
  return GINT64_FROM_LE (hash);
}

static void
finish (GChecksum *checksum,
        guint8    *out_digest)
{
  gsize length = DESK_SHA256_BYTES;

  g_checksum_get_digest (checksum, out_digest, &length);
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
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (unsigned i = 0; i < DESK_N_HASHED_FIELDS; i++)
    hash_text (checksum, fields[i]);
  finish (checksum, out_digest);
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

/**
 * desk_piece_hash:
 *
 * Returns: 64 bits of SHA-256 over a piece of a body
 */
gint64
desk_piece_hash (const char *text,
                 gsize       n_bytes)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[DESK_SHA256_BYTES];

  g_checksum_update (checksum, (const guchar *) text, (gssize) n_bytes);
  finish (checksum, digest);

  return first_64_bits (digest);
}

static int
by_name (gconstpointer a,
         gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
hash_fields (GChecksum  *checksum,
             GHashTable *fields)
{
  g_autofree char **keys = NULL;

  if (g_hash_table_size (fields) == 0)
    return; /* as before there were any */

  keys = (char **) g_hash_table_get_keys_as_array (fields, NULL);
  qsort (keys, g_hash_table_size (fields), sizeof *keys, by_name);
  hash_text (checksum, "fields");
  for (unsigned i = 0; keys[i] != NULL; i++)
    {
      hash_text (checksum, keys[i]);
      hash_text (checksum, g_hash_table_lookup (fields, keys[i]));
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
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gint64 numbers[2] = { article->date_us, article->is_pinned };
  guint8 digest[DESK_SHA256_BYTES];

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
  hash_fields (checksum, article->fields);
  finish (checksum, digest);

  return first_64_bits (digest);
}
