/* desk-html.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-html.h"

#include "desk-html-writer.h"
#include "desk-slug.h"

#include <string.h>

/* Every string of an author passes desk_html_append_escaped() or
 * desk_html_append_address(); HTML in a body is shown as the text it is. The
 * result stands inside a page that has its own h1, so headings go one down; one
 * whose level skips the next says its true depth beside it.
 */

/* A name nobody has yet: itself, or with @joint and the first free number. */
char *
desk_html_take_name (DeskHtmlWriter *self,
                     const char     *name,
                     const char     *joint)
{
  char *free_name = g_strdup (name);
  gpointer last = g_hash_table_lookup (self->names, name);
  unsigned number = MAX (GPOINTER_TO_UINT (last), 1);

  while (g_hash_table_contains (self->names, free_name))
    {
      g_free (free_name);
      number++;
      free_name = g_strdup_printf ("%s%s%u", name, joint, number);
    }

  /* The number is kept, so that a thousand equal headings aren't a million tries. */
  if (number > 1)
    g_hash_table_insert (self->names, g_strdup (name), GUINT_TO_POINTER (number));
  g_hash_table_insert (self->names, g_strdup (free_name), GUINT_TO_POINTER (1));

  return free_name;
}

/* The level that a heading has on the page: the author's, below the page's own
 * title, unless one was left out above it. A body that begins with "##" is
 * common, and readers who go from heading to heading by ear would look for what
 * was skipped; checkers call it an error.
 */
static unsigned
enter_level (DeskHtmlWriter *self,
             unsigned        level)
{
  while (self->n_levels > 0 && self->levels[self->n_levels - 1] >= level)
    self->n_levels--;
  g_assert (self->n_levels < G_N_ELEMENTS (self->levels));
  self->levels[self->n_levels++] = level;

  return self->n_levels + 1;
}

static void
write_plain_heading (DeskHtmlWriter *self,
                     const DeskNode *node)
{
  g_string_append_printf (self->html, "<h%u>", node->level);
  desk_html_write_inlines (self, node);
  g_string_append_printf (self->html, "</h%u>\n", node->level);
}

static void
write_heading (DeskHtmlWriter *self,
               const DeskNode *node)
{
  g_autofree char *text = desk_node_to_plain_text (node);
  g_autofree char *slug = desk_slug_from_title (text);
  g_autofree char *id = NULL;
  unsigned level;

  if (node->children->len == 0)
    return;

  /* An id that looks like a note's must not be one. */
  if (g_str_has_prefix (slug, self->prefix) && slug[strlen (self->prefix)] == '-')
    {
      g_autofree char *other = g_strconcat ("h-", slug, NULL);

      g_set_str (&slug, other);
    }
  id = desk_html_take_name (self, slug, "-");

  level = enter_level (self, MIN (node->level + 1, 6));
  g_string_append_printf (self->html, "<h%u id=\"", level);
  desk_html_append_escaped (self->html, id);
  g_string_append (self->html, "\">");
  desk_html_write_inlines (self, node);
  g_string_append_printf (self->html, "</h%u>\n", level);
}

static void
write_paragraph (DeskHtmlWriter *self,
                 const DeskNode *node)
{
  g_string_append (self->html, "<p>");
  desk_html_write_inlines (self, node);
  g_string_append (self->html, "</p>\n");
}

static void
write_quote (DeskHtmlWriter *self,
             const DeskNode *node)
{
  g_string_append (self->html, "<blockquote>\n");
  desk_html_write_blocks (self, node);
  g_string_append (self->html, "</blockquote>\n");
}

static void
write_attribution (DeskHtmlWriter *self,
                   const DeskNode *node)
{
  g_string_append (self->html, "<footer>— ");
  desk_html_write_inlines (self, node);
  g_string_append (self->html, "</footer>\n");
}

/* A box that shows whether a task is done. Its name is the task's own text. */
static void
write_box (DeskHtmlWriter *self,
           const DeskNode *item,
           unsigned        position)
{
  const DeskNode *first = item->children->len > 0 ? item->children->pdata[0] : NULL;
  g_autofree char *text = first != NULL ? desk_node_to_plain_text (first) : g_strdup ("");

  g_string_append (self->html, "<input type=\"checkbox\" disabled");
  if (item->is_done)
    g_string_append (self->html, " checked");
  if (self->options->is_plain)
    {
      g_string_append (self->html, "> ");
      return;
    }
  g_string_append (self->html, " aria-label=\"");
  if (*text != '\0')
    desk_html_append_escaped (self->html, text);
  else
    g_string_append_printf (self->html, "%u", position);
  g_string_append (self->html, "\"> ");
}

static void
write_item (DeskHtmlWriter *self,
            const DeskNode *item,
            unsigned        position,
            gboolean        is_tight)
{
  g_string_append (self->html, item->is_task && !self->options->is_plain ? "<li class=\"task\">" : "<li>");
  if (item->is_task)
    write_box (self, item, position);

  for (unsigned i = 0; i < item->children->len; i++)
    {
      const DeskNode *child = item->children->pdata[i];

      if (is_tight && child->kind == DESK_NODE_PARAGRAPH)
        desk_html_write_inlines (self, child);
      else
        desk_html_write_block (self, child);
      if (is_tight && i + 1 < item->children->len)
        g_string_append_c (self->html, '\n');
    }
  g_string_append (self->html, "</li>\n");
}

static void
write_list (DeskHtmlWriter *self,
            const DeskNode *node)
{
  gboolean has_tasks = FALSE;

  for (unsigned i = 0; i < node->children->len; i++)
    has_tasks = has_tasks || ((const DeskNode *) node->children->pdata[i])->is_task;

  g_string_append (self->html, node->is_ordered ? "<ol" : "<ul");
  if (has_tasks && !self->options->is_plain)
    g_string_append (self->html, " class=\"tasks\"");
  if (node->is_ordered && node->start != 1)
    g_string_append_printf (self->html, " start=\"%u\"", node->start);
  g_string_append (self->html, ">\n");
  for (unsigned i = 0; i < node->children->len; i++)
    write_item (self, node->children->pdata[i], i + 1, node->is_tight);
  g_string_append (self->html, node->is_ordered ? "</ol>\n" : "</ul>\n");
}

/* Long lines scroll by themselves, so the block can take the keyboard. */
static void
write_code_block (DeskHtmlWriter *self,
                  const DeskNode *node)
{
  g_string_append (self->html, self->options->is_plain ? "<pre><code" : "<pre tabindex=\"0\"><code");
  if (node->info != NULL && *node->info != '\0')
    {
      g_autofree char *language = g_strndup (node->info, strcspn (node->info, " \t\n"));

      g_string_append (self->html, " class=\"language-");
      desk_html_append_escaped (self->html, language);
      g_string_append_c (self->html, '"');
    }
  g_string_append_c (self->html, '>');
  desk_html_append_escaped (self->html, node->text);
  g_string_append (self->html, "</code></pre>\n");
}

static void
write_html_block (DeskHtmlWriter *self,
                  const DeskNode *node)
{
  if (self->options->is_plain)
    {
      g_string_append (self->html, node->text);
      return;
    }
  g_string_append (self->html, "<pre class=\"raw\" tabindex=\"0\"><code>");
  desk_html_append_escaped (self->html, node->text);
  g_string_append (self->html, "</code></pre>\n");
}

/* Writes one node that stands among blocks. */
void
desk_html_write_block (DeskHtmlWriter *self,
                       const DeskNode *node)
{
  switch ((int) node->kind)
    {
    case DESK_NODE_PARAGRAPH: write_paragraph (self, node); break;
    case DESK_NODE_HEADING: self->options->is_plain ? write_plain_heading (self, node) : write_heading (self, node); break;
    case DESK_NODE_QUOTE: write_quote (self, node); break;
    case DESK_NODE_ATTRIBUTION: write_attribution (self, node); break;
    case DESK_NODE_LIST: write_list (self, node); break;
    case DESK_NODE_CODE_BLOCK: write_code_block (self, node); break;
    case DESK_NODE_HTML_BLOCK: write_html_block (self, node); break;
    case DESK_NODE_TABLE: desk_html_write_table (self, node); break;
    case DESK_NODE_RULE: g_string_append (self->html, "<hr>\n"); break;
    case DESK_NODE_FIGURE: desk_html_write_figure (self, node); break;
    case DESK_NODE_FOOTNOTE: break; /* they stand together, at the end */
    default: desk_html_write_blocks (self, node); break;
    }
}

/* Writes every block below a node. */
void
desk_html_write_blocks (DeskHtmlWriter *self,
                        const DeskNode *parent)
{
  for (unsigned i = 0; i < parent->children->len; i++)
    desk_html_write_block (self, parent->children->pdata[i]);
}

static void
count_uses (GArray         *n_uses,
            const DeskNode *node)
{
  if (node->kind == DESK_NODE_FOOTNOTE_REF && node->number > 0)
    {
      if (node->number > n_uses->len)
        g_array_set_size (n_uses, node->number);
      g_array_index (n_uses, unsigned, node->number - 1)++;
    }

  for (unsigned i = 0; i < node->children->len; i++)
    count_uses (n_uses, node->children->pdata[i]);
}

static char *
write_document (const DeskNode        *document,
                const DeskHtmlOptions *options, /* nullable */
                GHashTable            *names,
                GArray                *n_uses)
{
  static const DeskHtmlOptions none = { 0 };
  g_autoptr(GString) html = g_string_new (NULL);
  DeskHtmlWriter self = { html, options != NULL ? options : &none, DESK_HTML_NOTE, names, n_uses, { 0 }, 0, FALSE };

  if (self.options->id_prefix != NULL && *self.options->id_prefix != '\0')
    self.prefix = self.options->id_prefix;
  count_uses (n_uses, document);
  desk_html_write_blocks (&self, document);
  desk_html_write_notes (&self, document);

  return g_string_free_and_steal (g_steal_pointer (&html));
}

/**
 * desk_node_to_html:
 * @document: a document
 * @options: (nullable): how the page around it wants things
 *
 * Writes a document as the HTML of a page's text: valid HTML5 without anything
 * that could run, whatever the document holds.
 *
 * Returns: (transfer full): the HTML, a fragment
 */
char *
desk_node_to_html (const DeskNode        *document,
                   const DeskHtmlOptions *options)
{
  g_autoptr(GHashTable) names = NULL;
  g_autoptr(GArray) n_uses = NULL;

  g_return_val_if_fail (document != NULL, NULL);

  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  n_uses = g_array_new (FALSE, TRUE, sizeof (unsigned));

  return write_document (document, options, names, n_uses);
}

static void
add_note_ids (GHashTable *names,
              GArray     *n_uses,
              const char *prefix)
{
  if (n_uses->len > 0)
    g_hash_table_add (names, g_strconcat (prefix, "-heading", NULL));

  for (unsigned number = 1; number <= n_uses->len; number++)
    {
      g_hash_table_add (names, g_strdup_printf ("%s-%u", prefix, number));
      g_hash_table_add (names, g_strdup_printf ("%s-ref-%u", prefix, number));
      for (unsigned use = 2; use <= g_array_index (n_uses, unsigned, number - 1); use++)
        g_hash_table_add (names, g_strdup_printf ("%s-ref-%u-%u", prefix, number, use));
    }
}

/**
 * desk_node_list_ids:
 * @id_prefix: that of its HTML
 *
 * Lists the places of a text that a link within it can lead to: its headings and its
 * notes. They are known once the text was written, so it is.
 *
 * Returns: (transfer full): char *id
 */
GHashTable *
desk_node_list_ids (const DeskNode *document,
                    const char     *id_prefix)
{
  DeskHtmlOptions options = { .id_prefix = id_prefix };
  g_autoptr(GHashTable) names = NULL;
  g_autoptr(GArray) n_uses = NULL;
  g_autofree char *html = NULL;

  g_return_val_if_fail (document != NULL && id_prefix != NULL, NULL);

  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  n_uses = g_array_new (FALSE, TRUE, sizeof (unsigned));
  html = write_document (document, &options, names, n_uses);
  add_note_ids (names, n_uses, id_prefix);

  return g_steal_pointer (&names);
}
