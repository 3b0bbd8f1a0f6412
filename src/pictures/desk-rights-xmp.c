/* desk-rights-xmp.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-pictures"

#include "config.h"

#include "desk-rights.h"

#include <string.h>

/* XMP is RDF in XML. What is wanted of it stands as an element, with a list of one
 * or more items within, or as an attribute of rdf:Description. Prefixes are those
 * that the specification of each schema names, which all programs write. Of a list
 * the first item counts.
 */

#define MAX_BYTES (256 * 1024)

typedef struct
{
  const char *name;
  gsize       offset; /* of a field of DeskRights */
} Property;

static const Property properties[] = {
  { "dc:creator", G_STRUCT_OFFSET (DeskRights, creator) },
  { "dc:rights", G_STRUCT_OFFSET (DeskRights, copyright) },
  { "photoshop:Credit", G_STRUCT_OFFSET (DeskRights, credit) },
  { "xmpRights:UsageTerms", G_STRUCT_OFFSET (DeskRights, terms) },
  { "xmpRights:WebStatement", G_STRUCT_OFFSET (DeskRights, licence_address) },
};

typedef struct
{
  DeskRights     *rights;
  const Property *property; /* (nullable): whose element is open */
} Reading;

static const Property *
find_property (const char *name)
{
  for (unsigned i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      if (g_str_equal (properties[i].name, name))
        return &properties[i];
    }

  return NULL;
}

static char **
field_of (Reading        *reading,
          const Property *property)
{
  return G_STRUCT_MEMBER_P (reading->rights, property->offset);
}

static void
start_cb (GMarkupParseContext *context,
          const char          *element,
          const char         **names,
          const char         **values,
          gpointer             user_data,
          GError             **error)
{
  Reading *reading = user_data;

  if (find_property (element) != NULL)
    reading->property = find_property (element);
  for (unsigned i = 0; names[i] != NULL; i++)
    {
      const Property *property = find_property (names[i]);

      if (property != NULL)
        desk_rights_take (field_of (reading, property), values[i], strlen (values[i]));
    }
}

static void
end_cb (GMarkupParseContext *context,
        const char          *element,
        gpointer             user_data,
        GError             **error)
{
  Reading *reading = user_data;

  if (reading->property != NULL && g_str_equal (reading->property->name, element))
    reading->property = NULL;
}

static void
text_cb (GMarkupParseContext *context,
         const char          *text,
         gsize                n_bytes,
         gpointer             user_data,
         GError             **error)
{
  Reading *reading = user_data;

  if (reading->property != NULL)
    desk_rights_take (field_of (reading, reading->property), text, n_bytes);
}

/**
 * desk_rights_read_xmp:
 * @packet: what a file holds as XMP
 *
 * Reads as far as the packet is well-formed.
 */
void
desk_rights_read_xmp (DeskRights *self,
                      const char *packet,
                      gsize       n_bytes)
{
  static const GMarkupParser parser = { .start_element = start_cb, .end_element = end_cb, .text = text_cb };
  Reading reading = { .rights = self };
  GMarkupParseContext *context;
  const char *begin = g_strstr_len (packet, (gssize) n_bytes, "<x:xmpmeta");

  if (begin == NULL)
    begin = g_strstr_len (packet, (gssize) n_bytes, "<rdf:RDF");
  if (begin == NULL || n_bytes > MAX_BYTES)
    return;

  context = g_markup_parse_context_new (&parser, 0, &reading, NULL);
  (void) g_markup_parse_context_parse (context, begin, (gssize) n_bytes - (begin - packet), NULL);
  g_markup_parse_context_free (context);
}
