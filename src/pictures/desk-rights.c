/* desk-rights.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-pictures"

#include "config.h"

#include "desk-rights.h"

#include <string.h>

/* What a camera and an editor put into a file is thrown away: a place, a serial
 * number, a thumbnail of what was cut off. Four things that are owed to whoever
 * made the picture are read, from XMP, else from IPTC, else from Exif, and written
 * anew as XMP (ISO 16684-1), which JPEG, PNG and WebP all carry.
 */

#define MAX_BYTES 2000 /* of a field; what is longer is no name */

void
desk_rights_clear (DeskRights *self)
{
  g_clear_pointer (&self->creator, g_free);
  g_clear_pointer (&self->credit, g_free);
  g_clear_pointer (&self->copyright, g_free);
  g_clear_pointer (&self->terms, g_free);
  g_clear_pointer (&self->licence_address, g_free);
}

static char *
dup_as_utf8 (const char *value,
             gsize       n_bytes)
{
  if (g_utf8_validate_len (value, n_bytes, NULL))
    return g_strndup (value, n_bytes);

  /* IPTC and Exif of old programs. */
  return g_convert (value, (gssize) n_bytes, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
}

/* XML 1.0 has no place for most control characters, escaped or not. */
static void
drop_controls (char *text)
{
  for (; *text != '\0'; text++)
    {
      if (g_ascii_iscntrl (*text))
        *text = ' ';
    }
}

/**
 * desk_rights_take:
 * @field: what is filled, unless a better source has filled it already
 * @value: text in any encoding, without an end
 */
void
desk_rights_take (char      **field,
                  const char *value,
                  gsize       n_bytes)
{
  g_autofree char *text = NULL;

  if (*field != NULL || value == NULL || n_bytes > MAX_BYTES)
    return;

  text = dup_as_utf8 (value, strnlen (value, n_bytes));
  if (text == NULL)
    return;
  drop_controls (text);
  g_strstrip (text);
  if (*text != '\0')
    *field = g_steal_pointer (&text);
}

/* libvips shows "Ana Ilić (Ana Ilić, ASCII, 9 components, 9 bytes)". */
static void
take_exif (char      **field,
           const char *shown)
{
  const char *end = shown != NULL ? g_strrstr (shown, ", ASCII, ") : NULL;
  gsize n_bytes = end != NULL ? (gsize) (end - shown) : 0;

  if (n_bytes > 2 && n_bytes % 2 == 0)
    desk_rights_take (field, shown, (n_bytes - 2) / 2);
}

/**
 * desk_rights_read_exif:
 * @artist: (nullable): that field, as libvips shows it
 * @copyright: (nullable): likewise
 */
void
desk_rights_read_exif (DeskRights *self,
                       const char *artist,
                       const char *copyright)
{
  take_exif (&self->creator, artist);
  take_exif (&self->copyright, copyright);
}

static void
append (GString    *xmp,
        const char *before,
        const char *value,
        const char *behind)
{
  g_autofree char *escaped = NULL;

  if (value == NULL)
    return;

  escaped = g_markup_escape_text (value, -1);
  g_string_append (xmp, before);
  g_string_append (xmp, escaped);
  g_string_append (xmp, behind);
}

/**
 * desk_rights_to_xmp:
 *
 * Returns: (transfer full) (nullable): a packet; %NULL where there is nothing to say
 */
char *
desk_rights_to_xmp (const DeskRights *self)
{
  GString *xmp;

  if (self->creator == NULL && self->credit == NULL && self->copyright == NULL && self->terms == NULL &&
      self->licence_address == NULL)
    return NULL;

  xmp = g_string_new ("<?xpacket begin=\"\357\273\277\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                      "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                      " xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\""
                      " xmlns:xmpRights=\"http://ns.adobe.com/xap/1.0/rights/\">\n");
  append (xmp, "<dc:creator><rdf:Seq><rdf:li>", self->creator, "</rdf:li></rdf:Seq></dc:creator>\n");
  append (xmp, "<dc:rights><rdf:Alt><rdf:li xml:lang=\"x-default\">", self->copyright, "</rdf:li></rdf:Alt></dc:rights>\n");
  append (xmp, "<photoshop:Credit>", self->credit, "</photoshop:Credit>\n");
  append (xmp, "<xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang=\"x-default\">", self->terms,
          "</rdf:li></rdf:Alt></xmpRights:UsageTerms>\n");
  append (xmp, "<xmpRights:WebStatement>", self->licence_address, "</xmpRights:WebStatement>\n");
  g_string_append (xmp, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");

  return g_string_free_and_steal (xmp);
}
