/* desk-text-parser.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-text-private.h"

#include <cmark-gfm-core-extensions.h>

/* cmark-gfm keeps the characters that begin an extension's inlines in a table
 * of the whole program, filled and emptied by each parse. Two parses at a time
 * would take them from each other, so there is one at a time.
 */
static GMutex parser_lock;

static gpointer
register_extensions (gpointer data)
{
  cmark_gfm_core_extensions_ensure_registered ();

  return NULL;
}

static cmark_node *
parse (const char        *body,
       gsize              n_bytes,
       const char *const *extensions)
{
  static GOnce once = G_ONCE_INIT;
  cmark_mem *memory = desk_text_memory_begin ();
  cmark_parser *parser;
  cmark_node *root;

  g_once (&once, register_extensions, NULL);

  g_mutex_lock (&parser_lock);
  parser = cmark_parser_new_with_mem (CMARK_OPT_DEFAULT | CMARK_OPT_FOOTNOTES, memory);
  for (gsize i = 0; extensions[i] != NULL; i++)
    cmark_parser_attach_syntax_extension (parser, cmark_find_syntax_extension (extensions[i]));
  cmark_parser_feed (parser, body, n_bytes);
  root = cmark_parser_finish (parser);
  cmark_parser_free (parser);
  g_mutex_unlock (&parser_lock);

  return root;
}

/* Parses a body as GitHub's Markdown with footnotes. The caller frees the tree
 * with desk_text_free_tree(), in the same thread.
 */
cmark_node *
desk_text_parse (const char *body,
                 gsize       n_bytes)
{
  static const char *const extensions[] = { "table", "strikethrough", "autolink", "tasklist", NULL };

  return parse (body, n_bytes, extensions);
}

/* Likewise, but for addresses without marks around them, which stay words. */
cmark_node *
desk_text_parse_commonmark (const char *body,
                            gsize       n_bytes)
{
  static const char *const extensions[] = { "table", "strikethrough", "tasklist", NULL };

  return parse (body, n_bytes, extensions);
}

void
desk_text_free_tree (cmark_node *root)
{
  cmark_node_free (root);
  desk_text_memory_end ();
}
