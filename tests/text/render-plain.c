/* render-plain.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "text/desk-html.h"

#include <stdio.h>
#include <string.h>

/* Texts from standard input, each ended by a NUL, as the plain HTML that the
 * specifications of Markdown have; likewise to standard output. With an argument
 * as that of CommonMark has it, without as GitHub's has it. */

int
main (int    argc,
      char **argv)
{
  DeskHtmlOptions options = { .is_plain = TRUE };
  g_autoptr(GString) text = g_string_new (NULL);
  int c;

  while ((c = getchar ()) != EOF)
    {
      g_autoptr(DeskNode) document = NULL;
      g_autofree char *html = NULL;

      if (c != '\0')
        {
          g_string_append_c (text, (char) c);
          continue;
        }
      document = argc > 1 ? desk_node_parse_commonmark (text->str, (gssize) text->len)
                 : desk_node_parse (text->str, (gssize) text->len);
      html = desk_node_to_html (document, &options);
      (void) fwrite (html, strlen (html) + 1, 1, stdout); /* whoever reads it misses what isn't there */
      g_string_truncate (text, 0);
    }

  return 0;
}
