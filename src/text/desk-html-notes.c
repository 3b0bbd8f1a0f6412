/* desk-html-notes.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-html-writer.h"

#include <string.h>

/* Footnotes: a section at the end, one item for each, with a way back to every
 * place that refers to it.
 */

/* The back link's name with the note's number in it. The label comes from a
 * theme's translation, so it is no format string.
 */
static void
append_label (GString    *html,
              const char *label,
              unsigned    number,
              unsigned    use)
{
  const char *hole = strstr (label, "%u");
  g_autofree char *before = hole != NULL ? g_strndup (label, (gsize) (hole - label)) : g_strdup (label);

  desk_html_append_escaped (html, before);
  if (hole != NULL)
    {
      g_string_append_printf (html, "%u", number);
      desk_html_append_escaped (html, hole + 2);
    }
  if (use > 1)
    g_string_append_printf (html, " (%u)", use);
}

static void
write_back_links (DeskHtmlWriter *self,
                  unsigned        number)
{
  const char *label = self->options->back_label;
  unsigned n_uses = number <= self->n_uses->len ? g_array_index (self->n_uses, unsigned, number - 1) : 0;

  for (unsigned use = 1; use <= n_uses; use++)
    {
      g_string_append (self->html, " <a class=\"back\" href=\"#");
      desk_html_append_address (self->html, self->prefix);
      g_string_append_printf (self->html, "-ref-%u", number);
      if (use > 1)
        g_string_append_printf (self->html, "-%u", use);
      g_string_append_c (self->html, '"');
      if (label != NULL && *label != '\0')
        {
          g_string_append (self->html, " aria-label=\"");
          append_label (self->html, label, number, use);
          g_string_append_c (self->html, '"');
        }
      g_string_append (self->html, ">↩\xef\xb8\x8e"); /* as text, not as a coloured picture */
      if (use > 1)
        g_string_append_printf (self->html, "<sup>%u</sup>", use);
      g_string_append (self->html, "</a>");
    }
}

static void
write_note (DeskHtmlWriter *self,
            const DeskNode *note)
{
  const DeskNode *last = NULL;

  if (note->children->len > 0)
    last = note->children->pdata[note->children->len - 1];

  g_string_append (self->html, "<li id=\"");
  desk_html_append_escaped (self->html, self->prefix);
  g_string_append_printf (self->html, "-%u\">\n", note->number);
  for (unsigned i = 0; i < note->children->len; i++)
    {
      const DeskNode *child = note->children->pdata[i];

      if (child != last || last->kind != DESK_NODE_PARAGRAPH)
        desk_html_write_block (self, child);
    }

  g_string_append (self->html, "<p>");
  if (last != NULL && last->kind == DESK_NODE_PARAGRAPH)
    desk_html_write_inlines (self, last);
  write_back_links (self, note->number);
  g_string_append (self->html, "</p>\n</li>\n");
}

/* Writes the section of notes, if there are any. */
void
desk_html_write_notes (DeskHtmlWriter *self,
                       const DeskNode *document)
{
  const char *heading = self->options->notes_heading;
  gboolean is_open = FALSE;

  for (unsigned i = 0; i < document->children->len; i++)
    {
      const DeskNode *note = document->children->pdata[i];

      if (note->kind != DESK_NODE_FOOTNOTE)
        continue;
      if (!is_open)
        {
          g_string_append (self->html, "<section class=\"notes\" aria-labelledby=\"");
          desk_html_append_escaped (self->html, self->prefix);
          g_string_append (self->html, "-heading\">\n<h2 id=\"");
          desk_html_append_escaped (self->html, self->prefix);
          g_string_append (self->html, "-heading\">");
          desk_html_append_escaped (self->html, heading != NULL && *heading != '\0' ? heading : "Notes");
          g_string_append (self->html, "</h2>\n<ol>\n");
          is_open = TRUE;
        }
      write_note (self, note);
    }
  if (is_open)
    g_string_append (self->html, "</ol>\n</section>\n");
}
