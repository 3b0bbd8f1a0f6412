/* desk-html-inline.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-html-writer.h"

#include <string.h>

/* What stands inside a paragraph, and pictures, which stand inside or alone. */

/* The address to write for a target, or %NULL. What the caller's function made
 * is the caller's to trust; what it merely handed back is still the author's.
 * A script it can't be in either case.
 */
char *
desk_html_resolve (DeskHtmlWriter *self,
                   const char     *destination)
{
  g_autofree char *address = NULL;

  if (destination == NULL)
    return NULL;
  if (self->options->is_plain)
    return g_strdup (destination);

  if (self->options->resolve_link != NULL)
    address = self->options->resolve_link (destination, self->options->user_data);
  else
    address = g_strdup (destination);

  if (address == NULL || *address == '\0' || desk_html_is_script (address))
    return NULL;
  if (g_str_equal (address, destination) && !desk_html_is_safe_address (address))
    return NULL;

  return g_steal_pointer (&address);
}

/* Lays out what is known of a picture, the author's alternative text first. */
static DeskPicture
describe (DeskHtmlWriter *self,
          const DeskNode *node)
{
  static const DeskPicture unknown = { 0 };
  DeskPicture picture = unknown;

  if (self->options->describe_picture == NULL || node->destination == NULL ||
      !self->options->describe_picture (node->destination, &picture, self->options->user_data))
    picture = unknown;
  if (node->text != NULL && *node->text != '\0')
    picture.alternative = node->text;

  return picture;
}

static void
write_source (DeskHtmlWriter    *self,
              const DeskPicture *picture)
{
  g_string_append (self->html, "<picture><source type=\"image/webp\" srcset=\"");
  desk_html_append_escaped (self->html, picture->srcset);
  g_string_append (self->html, "\" sizes=\"");
  desk_html_append_escaped (self->html, picture->sizes);
  g_string_append (self->html, "\">");
}

static void
write_title (DeskHtmlWriter *self,
             const char     *title) /* nullable */
{
  if (title == NULL || *title == '\0')
    return;

  g_string_append (self->html, " title=\"");
  desk_html_append_escaped (self->html, title);
  g_string_append_c (self->html, '"');
}

/* @title: for a plain one alone: elsewhere it is the caption */
static void
write_img (DeskHtmlWriter    *self,
           const char        *address,
           const DeskPicture *picture,
           const char        *title)
{
  if (picture->srcset != NULL)
    write_source (self, picture);
  g_string_append (self->html, "<img src=\"");
  desk_html_append_address (self->html, address);
  g_string_append (self->html, "\" alt=\"");
  desk_html_append_escaped (self->html, picture->alternative);
  g_string_append_c (self->html, '"');
  if (self->options->is_plain)
    {
      write_title (self, title);
      g_string_append_c (self->html, '>');
      return;
    }
  if (picture->width > 0 && picture->height > 0)
    g_string_append_printf (self->html, " width=\"%u\" height=\"%u\"", picture->width, picture->height);
  g_string_append (self->html, picture->srcset != NULL ? " loading=\"lazy\"></picture>" : " loading=\"lazy\">");
}

/* A picture within a line. One that can't be shown is its alternative text. */
void
desk_html_write_image (DeskHtmlWriter *self,
                       const DeskNode *node)
{
  g_autofree char *address = desk_html_resolve (self, node->destination);
  DeskPicture picture = describe (self, node);

  if (address != NULL)
    write_img (self, address, &picture, node->title);
  else
    desk_html_append_escaped (self->html, picture.alternative);
}

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
write_caption (DeskHtmlWriter    *self,
               const char        *caption,
               const DeskPicture *picture)
{
  if (!is_given (caption) && !is_given (picture->credit) && !is_given (picture->licence))
    return;

  g_string_append (self->html, "<figcaption>");
  desk_html_append_escaped (self->html, caption);
  if (is_given (picture->credit) || is_given (picture->licence))
    {
      g_string_append (self->html, is_given (caption) ? " <span class=\"credit\">" : "<span class=\"credit\">");
      desk_html_append_escaped (self->html, picture->credit);
      if (is_given (picture->credit) && is_given (picture->licence))
        g_string_append (self->html, ", ");
      desk_html_append_escaped (self->html, picture->licence);
      g_string_append (self->html, "</span>");
    }
  g_string_append (self->html, "</figcaption>\n");
}

/* A picture that is a block, with its caption, credit and licence. */
void
desk_html_write_figure (DeskHtmlWriter *self,
                        const DeskNode *node)
{
  g_autofree char *address = desk_html_resolve (self, node->destination);
  DeskPicture picture = describe (self, node);

  if (address == NULL)
    {
      const char *text = is_given (node->title) ? node->title : picture.alternative;

      if (!is_given (text))
        return;
      g_string_append (self->html, "<p>");
      desk_html_append_escaped (self->html, text);
      g_string_append (self->html, "</p>\n");
      return;
    }

  if (self->options->is_plain)
    {
      g_string_append (self->html, "<p>");
      write_img (self, address, &picture, node->title);
      g_string_append (self->html, "</p>\n");
      return;
    }
  g_string_append (self->html, "<figure>\n");
  write_img (self, address, &picture, NULL);
  g_string_append_c (self->html, '\n');
  write_caption (self, node->title, &picture);
  g_string_append (self->html, "</figure>\n");
}

static void
write_element (DeskHtmlWriter *self,
               const DeskNode *node,
               const char     *name)
{
  g_string_append_printf (self->html, "<%s>", name);
  desk_html_write_inlines (self, node);
  g_string_append_printf (self->html, "</%s>", name);
}

static void
write_code (DeskHtmlWriter *self,
            const DeskNode *node)
{
  g_string_append (self->html, "<code>");
  desk_html_append_escaped (self->html, node->text);
  g_string_append (self->html, "</code>");
}

/* Whether an address leads to another site (HTML, 4.6.7.6). */
static gboolean
is_external (const DeskHtmlOptions *options,
             const char            *address)
{
  static const char *const schemes[] = { "http://", "https://", "//" };

  if (options->own_address == NULL || options->is_plain ||
      (*options->own_address != '\0' && g_str_has_prefix (address, options->own_address)))
    return FALSE;

  for (unsigned i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      if (g_ascii_strncasecmp (address, schemes[i], strlen (schemes[i])) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
write_link (DeskHtmlWriter *self,
            const DeskNode *node)
{
  g_autofree char *address = self->is_in_link ? NULL : desk_html_resolve (self, node->destination);

  if (address == NULL)
    {
      desk_html_write_inlines (self, node);
      return;
    }

  g_string_append (self->html, "<a href=\"");
  desk_html_append_address (self->html, address);
  g_string_append_c (self->html, '"');
  write_title (self, node->title);
  g_string_append (self->html, is_external (self->options, address) ? " rel=\"external noopener\">" : ">");
  self->is_in_link = TRUE;
  desk_html_write_inlines (self, node);
  self->is_in_link = FALSE;
  g_string_append (self->html, "</a>");
}

/* The mark of a note; the first use has the plain id, others a number more. */
static void
write_footnote_ref (DeskHtmlWriter *self,
                    const DeskNode *node)
{
  g_string_append (self->html, "<sup class=\"note\" id=\"");
  desk_html_append_escaped (self->html, self->prefix);
  g_string_append_printf (self->html, "-ref-%u", node->number);
  if (node->n_use > 1)
    g_string_append_printf (self->html, "-%u", node->n_use);
  g_string_append (self->html, "\">");

  if (!self->is_in_link)
    {
      g_string_append (self->html, "<a href=\"#");
      desk_html_append_address (self->html, self->prefix);
      g_string_append_printf (self->html, "-%u\" aria-describedby=\"", node->number);
      desk_html_append_escaped (self->html, self->prefix);
      g_string_append (self->html, "-heading\">");
    }
  g_string_append_printf (self->html, "%u", node->number);
  g_string_append (self->html, self->is_in_link ? "</sup>" : "</a></sup>");
}

static void
write_raw (DeskHtmlWriter *self,
           const DeskNode *node)
{
  if (self->options->is_plain)
    g_string_append (self->html, node->text);
  else
    desk_html_append_escaped (self->html, node->text);
}

static void
write_inline (DeskHtmlWriter *self,
              const DeskNode *node)
{
  switch ((int) node->kind)
    {
    case DESK_NODE_HTML: write_raw (self, node); break;
    case DESK_NODE_TEXT: desk_html_append_escaped (self->html, node->text); break;
    case DESK_NODE_SOFT_BREAK: g_string_append_c (self->html, '\n'); break;
    case DESK_NODE_HARD_BREAK: g_string_append (self->html, "<br>\n"); break;
    case DESK_NODE_CODE: write_code (self, node); break;
    case DESK_NODE_EMPHASIS: write_element (self, node, "em"); break;
    case DESK_NODE_STRONG: write_element (self, node, "strong"); break;
    case DESK_NODE_STRIKETHROUGH: write_element (self, node, "del"); break;
    case DESK_NODE_LINK: write_link (self, node); break;
    case DESK_NODE_IMAGE: desk_html_write_image (self, node); break;
    case DESK_NODE_FOOTNOTE_REF: write_footnote_ref (self, node); break;
    default: desk_html_write_inlines (self, node); break;
    }
}

/* Writes what is inside a paragraph, a heading, a cell or another inline. */
void
desk_html_write_inlines (DeskHtmlWriter *self,
                         const DeskNode *parent)
{
  for (unsigned i = 0; i < parent->children->len; i++)
    write_inline (self, parent->children->pdata[i]);
}
