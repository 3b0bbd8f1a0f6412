/* desk-html.h - a document as the HTML of a page
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "text/desk-node.h"

G_BEGIN_DECLS

/**
 * DeskLinkFunc:
 * @destination: a link's or picture's target as it was written
 * @user_data: as given
 *
 * Turns "article:UUID" and "media:SHA256" into addresses.
 *
 * Returns: (transfer full) (nullable): the address to write, or %NULL to leave
 *   the link away and keep its text
 */
typedef char *(*DeskLinkFunc) (const char *destination,
                               gpointer    user_data);

/**
 * DeskPictureFunc:
 * @destination: a figure's or picture's target as it was written
 * @out: what is known of it; strings are owned by the callback's owner
 *
 * Tells size, credit, licence and alternative text of a picture in the library.
 *
 * Returns: %FALSE if nothing is known
 */
typedef struct
{
  const char *alternative; /* (nullable): instead of the one in the text, when that is empty */
  const char *credit;
  const char *licence;
  const char *srcset; /* (nullable): of WebP files, as HTML wants it */
  const char *sizes;  /* (nullable): likewise; together with @srcset */
  unsigned    width;
  unsigned    height;
} DeskPicture;

typedef gboolean (*DeskPictureFunc) (const char  *destination,
                                     DeskPicture *out,
                                     gpointer     user_data);

#define DESK_HTML_NOTE "fn" /* what ids of notes start with on the site's pages */

/**
 * DeskHtmlOptions:
 * @resolve_link: (nullable): %NULL writes safe targets as they are
 * @describe_picture: (nullable)
 * @own_address: (nullable): what addresses of the same site begin with, "" where it has
 *   none; links to elsewhere say that they are (rel=external); %NULL says nothing of any
 * @id_prefix: what ids of footnotes start with, for instance "fn"
 * @notes_heading: the heading above footnotes, in the page's language, "Notes"
 * @back_label: accessible name of the link from a note back to the text; it may
 *   hold "%u", which becomes the note's number
 * @is_plain: write what the specifications of CommonMark and GFM write, and trust the
 *   text: HTML as it stands, every address, headings at their own level, nothing that
 *   a page adds; to be compared with other programs, never for readers
 */
typedef struct
{
  DeskLinkFunc    resolve_link;
  DeskPictureFunc describe_picture;
  gpointer        user_data;
  const char     *own_address;
  const char     *id_prefix;
  const char     *notes_heading;
  const char     *back_label;
  gboolean        is_plain;
} DeskHtmlOptions;

char       *desk_node_to_html (const DeskNode        *document,
                               const DeskHtmlOptions *options) G_GNUC_WARN_UNUSED_RESULT;
GHashTable *desk_node_list_ids (const DeskNode *document,
                                const char     *id_prefix) G_GNUC_WARN_UNUSED_RESULT;

void     desk_html_append_escaped (GString    *html,
                                   const char *text);
gboolean desk_html_is_safe_address (const char *address);

G_END_DECLS
