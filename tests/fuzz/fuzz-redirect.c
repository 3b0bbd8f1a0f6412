/* fuzz-redirect.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fuzz.h"

#include "exchange/desk-redirect-file.h"

#include <string.h>

#define SITE "https://newsroom.example/daily"

/* A table of old addresses is read, as somebody's web CMS may have written it. What has
 * to hold:
 *
 *  1. what can't be read says in which file;
 *  2. nothing is in an address that could end a string in a server's rules, or a line:
 *     no control character, no quotation mark, no backslash;
 *  3. an old address begins with a slash, and no part of it leads out of its folder or is
 *     a file that servers keep to themselves;
 *  4. one that has its form keeps it: read once more it is the same. A literal "%" was
 *     written as "%25", and would be taken for the beginning of something else.
 */

static void
check_harmless (const char *address)
{
  g_assert_true (g_utf8_validate (address, -1, NULL));
  for (const char *c = address; *c != '\0'; c++)
    g_assert_true (!g_ascii_iscntrl (*c) && *c != '"' && *c != '\\');
}

static void
check_source (const char *source)
{
  g_autofree char *path = g_strndup (source, strcspn (source, "?"));
  g_autofree char *again = NULL;
  g_autoptr(GError) error = NULL;

  check_harmless (source);
  g_assert_true (*path == '/' && path[1] != '/');
  g_assert_null (strstr (path, "/."));

  again = desk_redirect_parse_source (source, "", &error);
  if (strchr (source, '%') == NULL || again != NULL)
    g_assert_no_error (error);
  if (strchr (source, '%') == NULL)
    g_assert_cmpstr (again, ==, source);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  g_autofree char *bytes = g_strndup ((const char *) data, n_bytes);
  g_autofree char *text = g_utf8_make_valid (bytes, -1);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) redirects = desk_redirect_file_parse (text, "input.csv", SITE, NULL, &error);

  if (redirects == NULL)
    {
      g_assert_true (g_str_has_prefix (error->message, "input.csv:"));
      return 0;
    }

  for (unsigned i = 0; i < redirects->len; i++)
    {
      const DeskRedirect *redirect = redirects->pdata[i];

      check_source (redirect->source);
      check_harmless (redirect->target);
    }

  return 0;
}
