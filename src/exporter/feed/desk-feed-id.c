/* desk-feed-id.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-feed-private.h"

#include "model/desk-language.h"

#include <string.h>

/* Readers' programs know an entry again by its id, so that it stays when the title
 * and the address change. It is the edition's UUID; a site language that is derived
 * from it, as Latin Serbian is, has one made of both (RFC 9562, version 5). */

#define UUID_BYTES 16

static gboolean
parse (const char *uuid,
       guint8     *out_bytes)
{
  unsigned n_digits = 0;

  memset (out_bytes, 0, UUID_BYTES);
  for (const char *p = uuid; *p != '\0'; p++)
    {
      if (*p == '-')
        continue;
      if (!g_ascii_isxdigit (*p) || n_digits == 2 * UUID_BYTES)
        return FALSE;
      out_bytes[n_digits / 2] = (guint8) (out_bytes[n_digits / 2] << 4 | g_ascii_xdigit_value (*p));
      n_digits++;
    }

  return n_digits == 2 * UUID_BYTES;
}

static char *
to_urn (const guint8 *bytes)
{
  GString *urn = g_string_new ("urn:uuid:");

  for (unsigned i = 0; i < UUID_BYTES; i++)
    g_string_append_printf (urn, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", bytes[i]);

  return g_string_free_and_steal (urn);
}

/**
 * desk_feed_dup_id:
 *
 * Returns: (transfer full): an IRI for an edition in a site language
 */
char *
desk_feed_dup_id (const char *edition_uuid,
                  const char *site_language)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 namespace[UUID_BYTES];
  guint8 digest[20];
  gsize n_bytes = sizeof digest;

  if (g_str_equal (desk_language_edition_of (site_language), site_language) || !parse (edition_uuid, namespace))
    return g_strconcat ("urn:uuid:", edition_uuid, NULL);

  g_checksum_update (checksum, namespace, UUID_BYTES);
  g_checksum_update (checksum, (const guchar *) site_language, (gssize) strlen (site_language));
  g_checksum_get_digest (checksum, digest, &n_bytes);
  digest[6] = (guint8) ((digest[6] & 0x0f) | 0x50);
  digest[8] = (guint8) ((digest[8] & 0x3f) | 0x80);

  return to_urn (digest);
}
