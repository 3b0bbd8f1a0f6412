/* desk-fingerprint.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-fingerprint.h"

#include "text/desk-node.h"

#include <nettle/sha2.h>
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
add_text (struct sha256_ctx *checksum,
          const char        *text)
{
  gsize n_bytes = strlen (text);

  sha256_update (checksum, sizeof n_bytes, (const guint8 *) &n_bytes);
  sha256_update (checksum, n_bytes, (const guint8 *) text);
}

typedef struct
{
  struct sha256_ctx *checksum;
  const DeskObject  *words;
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

  sha256_update (self->checksum, sizeof value->kind, (const guint8 *) &value->kind);
  switch (value->kind)
    {
    case DESK_VALUE_NULL:
      break;

    case DESK_VALUE_BOOLEAN:
      sha256_update (self->checksum, sizeof value->boolean, (const guint8 *) &value->boolean);
      break;

    case DESK_VALUE_INTEGER:
      sha256_update (self->checksum, sizeof value->integer, (const guint8 *) &value->integer);
      break;

    case DESK_VALUE_DOUBLE:
      sha256_update (self->checksum, sizeof value->number, (const guint8 *) &value->number);
      break;

    case DESK_VALUE_TEXT:
      add_text (self->checksum, value->text);
      break;

    case DESK_VALUE_LIST:
      n = desk_list_get_length (value->list);
      sha256_update (self->checksum, sizeof n, (const guint8 *) &n);
      for (unsigned i = 0; i < n; i++)
        add_value (self, desk_list_get (value->list, i));
      break;

    case DESK_VALUE_OBJECT:
      n = desk_object_foreach (value->object, add_member, self);
      sha256_update (self->checksum, sizeof n, (const guint8 *) &n);
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
  struct sha256_ctx checksum;
  DeskFingerprint fingerprint;

  sha256_init (&checksum);
  add_text (&checksum, text);
  sha256_digest (&checksum, sizeof fingerprint.bytes, fingerprint.bytes);

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
  struct sha256_ctx checksum;
  Taking taking = { &checksum, words };
  const DeskValue value = { DESK_VALUE_OBJECT, .object = (DeskObject *) page };
  DeskFingerprint fingerprint;

  sha256_init (&checksum);
  add_text (&checksum, maker);
  add_text (&checksum, template_name);
  add_value (&taking, &value);
  sha256_digest (&checksum, sizeof fingerprint.bytes, fingerprint.bytes);

  return fingerprint;
}
