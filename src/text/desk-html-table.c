/* desk-html-table.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-html-writer.h"

#include <string.h>

/* A table scrolls sideways in a region of its own, which the keyboard reaches
 * and which has a name: the words of its header.
 */

/* A label that is read aloud each time somebody enters. */
#define MAX_LABEL_CHARS 120

static char *
dup_label (const DeskNode *table)
{
  g_autoptr(GString) label = g_string_new (NULL);
  const DeskNode *header = table->children->len > 0 ? table->children->pdata[0] : NULL;
  glong n_chars;

  for (unsigned i = 0; header != NULL && i < header->children->len; i++)
    {
      g_autofree char *text = desk_node_to_plain_text (header->children->pdata[i]);

      if (*text == '\0')
        continue;
      if (label->len > 0)
        g_string_append (label, ", ");
      g_string_append (label, text);
    }

  n_chars = g_utf8_strlen (label->str, (gssize) label->len);
  if (n_chars > MAX_LABEL_CHARS)
    {
      g_string_truncate (label, (gsize) (g_utf8_offset_to_pointer (label->str, MAX_LABEL_CHARS - 1) - label->str));
      g_string_append (label, "…");
    }

  return g_string_free_and_steal (g_steal_pointer (&label));
}

static void
write_plain_cell (DeskHtmlWriter *self,
                  const DeskNode *cell,
                  const char     *name)
{
  g_string_append_printf (self->html, "<%s", name);
  if (cell->alignment != 0)
    g_string_append_printf (self->html, " align=\"%s\"",
                            cell->alignment == 'r' ? "right" : cell->alignment == 'c' ? "center" : "left");
  g_string_append_c (self->html, '>');
  desk_html_write_inlines (self, cell);
  g_string_append_printf (self->html, "</%s>", name);
}

static void
write_cell (DeskHtmlWriter *self,
            const DeskNode *cell,
            gboolean        is_header)
{
  /* A header cell without words heads nothing. */
  gboolean is_head = is_header && cell->children->len > 0;

  if (self->options->is_plain)
    {
      write_plain_cell (self, cell, is_header ? "th" : "td");
      return;
    }

  g_string_append (self->html, is_head ? "<th scope=\"col\"" : "<td");
  if (cell->alignment == 'r')
    g_string_append (self->html, " class=\"num\"");
  else if (cell->alignment == 'c')
    g_string_append (self->html, " class=\"centre\"");
  g_string_append_c (self->html, '>');
  desk_html_write_inlines (self, cell);
  g_string_append (self->html, is_head ? "</th>" : "</td>");
}

static void
write_row (DeskHtmlWriter *self,
           const DeskNode *row)
{
  g_string_append (self->html, "<tr>");
  for (unsigned i = 0; i < row->children->len; i++)
    write_cell (self, row->children->pdata[i], row->is_header);
  g_string_append (self->html, "</tr>\n");
}

static void
write_rows (DeskHtmlWriter *self,
            const DeskNode *table,
            gboolean        is_header,
            const char     *name)
{
  gboolean is_open = FALSE;

  for (unsigned i = 0; i < table->children->len; i++)
    {
      const DeskNode *row = table->children->pdata[i];

      if (row->is_header != is_header)
        continue;
      if (!is_open)
        g_string_append_printf (self->html, "<%s>\n", name);
      is_open = TRUE;
      write_row (self, row);
    }
  if (is_open)
    g_string_append_printf (self->html, "</%s>\n", name);
}

/* Writes a table. Two with the same header get different names, because a
 * reader goes from region to region by name.
 */
void
desk_html_write_table (DeskHtmlWriter *self,
                       const DeskNode *node)
{
  g_autofree char *label = self->options->is_plain ? NULL : dup_label (node);

  if (label == NULL)
    {
      g_string_append (self->html, "<table>\n");
      write_rows (self, node, TRUE, "thead");
      write_rows (self, node, FALSE, "tbody");
      g_string_append (self->html, "</table>\n");
      return;
    }

  if (*label != '\0')
    {
      g_autofree char *key = g_strconcat ("table: ", label, NULL);
      g_autofree char *name = desk_html_take_name (self, key, " ");

      g_string_append (self->html, "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"");
      desk_html_append_escaped (self->html, name + strlen ("table: "));
      g_string_append (self->html, "\">\n<table>\n");
    }
  else
    {
      g_string_append (self->html, "<div class=\"table\" tabindex=\"0\">\n<table>\n");
    }
  write_rows (self, node, TRUE, "thead");
  write_rows (self, node, FALSE, "tbody");
  g_string_append (self->html, "</table>\n</div>\n");
}
