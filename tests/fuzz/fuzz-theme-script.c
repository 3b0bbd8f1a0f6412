/* fuzz-theme-script.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exporter/theme/desk-theme-script.h"

#include "fuzz.h"

/* A page that a theme made, whoever made the theme. Script before it is seen
 * whatever follows, and plain text before it changes nothing. */

static gboolean
runs (const char *before,
      const char *html)
{
  g_autofree char *page = g_strconcat (before, html, NULL);
  g_autofree char *what = NULL;
  gboolean is_script = desk_theme_runs_script (page, "/assets/0.js", &what);

  g_assert_true (is_script == (what != NULL));
  return is_script;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  g_autofree char *html = g_strndup ((const char *) data, n_bytes);
  gboolean is_script = runs ("", html);

  g_assert_true (runs ("<p>Text</p> ", html) == is_script);
  g_assert_true (runs ("<script src=\"/assets/0.js\" defer></script>", html) == is_script);
  g_assert_true (runs ("<script>", html));
  g_assert_true (runs ("<p onclick=x>", html));

  return 0;
}
