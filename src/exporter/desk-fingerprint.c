/* desk-fingerprint.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-fingerprint.h"

#include "text/desk-node.h"

#include <string.h>
#include <unicode/uversion.h>

/* What a template is told is all that a page can show, so the fingerprint is taken
 * of that, value by value, with the name of the template and of what makes a page
 * of the two: the theme, this program, and the libraries whose words are on it.
 *
 * Each value is preceded by its kind and, where it has one, its length: no two
 * pages say the same in different words.
 */

static void
add_text (GChecksum  *checksum,
          const char *text)
{
  gsize n_bytes = strlen (text);

  g_checksum_update (checksum, (const guchar *) &n_bytes, sizeof n_bytes);
  g_checksum_update (checksum, (const guchar *) text, (gssize) n_bytes);
}

typedef struct
{
  GChecksum        *checksum;
  const DeskObject *words;
} Taking;

static void add_value (Taking          *self,
                       const DeskValue *value);

static void
add_member (const char      *name,
            const DeskValue *value,
            gpointer         user_data)
{
  Taking *self = user_data;

  add_text (self->checksum, name);
  add_value (self, value);
}

static void
add_value (Taking          *self,
           const DeskValue *value)
{
  unsigned n;

  /* The theme's words are among what the maker's name says. */
  if (value->kind == DESK_VALUE_OBJECT && value->object == self->words)
    return;

  g_checksum_update (self->checksum, (const guchar *) &value->kind, sizeof value->kind);
  switch (value->kind)
    {
    case DESK_VALUE_NULL:
      break;

    case DESK_VALUE_BOOLEAN:
      g_checksum_update (self->checksum, (const guchar *) &value->boolean, sizeof value->boolean);
      break;

    case DESK_VALUE_INTEGER:
      g_checksum_update (self->checksum, (const guchar *) &value->integer, sizeof value->integer);
      break;

    case DESK_VALUE_DOUBLE:
      g_checksum_update (self->checksum, (const guchar *) &value->number, sizeof value->number);
      break;

    case DESK_VALUE_TEXT:
      add_text (self->checksum, value->text);
      break;

    case DESK_VALUE_LIST:
      n = desk_list_get_length (value->list);
      g_checksum_update (self->checksum, (const guchar *) &n, sizeof n);
      for (unsigned i = 0; i < n; i++)
        add_value (self, desk_list_get (value->list, i));
      break;

    case DESK_VALUE_OBJECT:
      n = desk_object_foreach (value->object, add_member, self);
      g_checksum_update (self->checksum, (const guchar *) &n, sizeof n);
      break;
    }
}

/**
 * desk_fingerprint_dup_maker:
 * @theme_hash: of everything in the theme
 *
 * Returns: (transfer full): what makes pages, in so many words
 */
char *
desk_fingerprint_dup_maker (const char *theme_hash)
{
  return g_strdup_printf ("%s; %s; ICU %s; cmark %s", theme_hash, PACKAGE_VERSION, U_ICU_VERSION, desk_node_get_parser_version ());
}

/**
 * desk_fingerprint_of_text:
 * @text: what decides about all of a file
 */
DeskFingerprint
desk_fingerprint_of_text (const char *text)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  DeskFingerprint fingerprint;
  gsize n_bytes = sizeof fingerprint.bytes;

  add_text (checksum, text);
  g_checksum_get_digest (checksum, fingerprint.bytes, &n_bytes);

  return fingerprint;
}

/**
 * desk_fingerprint_of_page:
 * @maker: what makes it
 * @page: what its template is told
 * @words: the theme's words, which stand in @page somewhere
 *
 * Returns: the fingerprint of the page
 */
DeskFingerprint
desk_fingerprint_of_page (const char       *maker,
                          const char       *template_name,
                          const DeskObject *page,
                          const DeskObject *words)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  Taking taking = { checksum, words };
  const DeskValue value = { DESK_VALUE_OBJECT, .object = (DeskObject *) page };
  DeskFingerprint fingerprint;
  gsize n_bytes = sizeof fingerprint.bytes;

  add_text (checksum, maker);
  add_text (checksum, template_name);
  add_value (&taking, &value);
  g_checksum_get_digest (checksum, fingerprint.bytes, &n_bytes);

  return fingerprint;
}
