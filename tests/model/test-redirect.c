/* test-redirect.c - one form for each old address
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/desk-redirect.h"

#include <string.h>

#define SITE "https://newsroom.example/daily/"

static void
test_sources (void)
{
  static const struct
  {
    const char *text;
    const char *source; /* NULL: refused */
  } rows[] = {
    { "/?p=123", "/?p=123" },
    { "?p=123", "/?p=123" },
    { "/old", "/old/" },
    { "/old/", "/old/" },
    { "//old.example/daily/a", "/a/" },
    { "/old//page.html", "/old/page.html" },
    { "/old/index.html", "/old/" },
    { "/index.html", NULL },
    { "/old/page.html#part", "/old/page.html" },
    { "/old?", "/old/" },
    { "/old.php?id=7&lang=sr", "/old.php?id=7&lang=sr" },
    { "/v1.2/notes", "/v1.2/notes/" },
    { "/%D0%B2%D0%B5%D1%81%D1%82%D0%B8/", "/вести/" },
    { "/вести/наслов", "/вести/наслов/" },
    { "/a%20b.html", "/a b.html" },
    { "https://newsroom.example/daily/old", "/old/" },
    { "HTTP://www.before.example/daily/old", "/old/" },
    { "https://newsroom.example/dailynews/old", NULL },
    { "https://newsroom.example/old", NULL },
    { "https://newsroom.example/daily", NULL },
    { "https://newsroom.example/daily/?p=1", "/?p=1" },
    { "", NULL },
    { "/", NULL },
    { "old/page", NULL },
    { "/../secret", NULL },
    { "/a/%2e%2e/b", NULL },
    { "/.htaccess", NULL },
    { "/a%00b", NULL },
    { "/a%ffb", NULL },
    { "/a%zz", NULL },
    { "/a\"b", NULL },
    { "/a\nb", NULL },
    { "/a%0Ab", NULL },
    { "/a{b}", NULL },
    { "/?p=1 2", NULL },
    { "/?p=\"", NULL },
    { "/?p=č", NULL },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *source = desk_redirect_parse_source (rows[i].text, SITE, &error);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (source, ==, rows[i].source);
      if (rows[i].source == NULL)
        g_assert_error (error, DESK_REDIRECT_ERROR, DESK_REDIRECT_ERROR_INVALID);
    }
}

static void
test_targets (void)
{
  static const struct
  {
    const char *text;
    const char *target; /* NULL: refused */
  } rows[] = {
    { "", "" },
    { "/en/news/x", "/en/news/x/" },
    { "/en/news/x/#part", "/en/news/x/#part" },
    { "/files/a.pdf?v=2", "/files/a.pdf?v=2" },
    { "/", "/" },
    { "https://newsroom.example/daily/en/", "/en/" },
    { "https://newsroom.example/other/", "https://newsroom.example/other/" },
    { "https://elsewhere.example/a?b=c#d", "https://elsewhere.example/a?b=c#d" },
    { "https://elsewhere.example/š", "https://elsewhere.example/%C5%A1" },
    { "0192F0C1-2B3C-7D4E-8F50-123456789ABC", "article:0192f0c1-2b3c-7d4e-8f50-123456789abc" },
    { "article:0192f0c1-2b3c-7d4e-8f50-123456789abc", "article:0192f0c1-2b3c-7d4e-8f50-123456789abc" },
    { "article:7", NULL },
    { "en/news", NULL },
    { "javascript:alert(1)", NULL },
    { "//elsewhere.example/", NULL },
    { "https://", NULL },
    { "https://a b/", NULL },
    { "https://elsewhere.example/\"", NULL },
    { "/a\nSet-Cookie: b", NULL },
    { "/a/../b", NULL },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *target = desk_redirect_parse_target (rows[i].text, SITE, &error);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (target, ==, rows[i].target);
      if (rows[i].target == NULL)
        g_assert_error (error, DESK_REDIRECT_ERROR, DESK_REDIRECT_ERROR_INVALID);
    }
}

/* What has its one form is not changed any more. */
static void
test_once (void)
{
  static const char *const sources[] = { "/вести/a b.html", "/?p=%41", "/x.php?a=b", "/a/b/c/" };

  for (unsigned i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *once = desk_redirect_parse_source (sources[i], "", &error);

      g_assert_no_error (error);
      g_assert_cmpstr (once, ==, sources[i]);
    }
}

static void
test_lengths (void)
{
  g_autofree char *many = g_strnfill (150, 'a');
  g_autoptr(GString) address = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *segment = g_strdup_printf ("/%s%s", many, many);

  while (address->len <= DESK_REDIRECT_MAX_BYTES)
    g_string_append_printf (address, "/%s", many);
  g_assert_null (desk_redirect_parse_source (address->str, "", &error));
  g_assert_error (error, DESK_REDIRECT_ERROR, DESK_REDIRECT_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (desk_redirect_parse_source (segment, "", &error));
  g_assert_error (error, DESK_REDIRECT_ERROR, DESK_REDIRECT_ERROR_INVALID);
}

static void
test_pages (void)
{
  g_assert_true (desk_redirect_is_page ("/old/"));
  g_assert_true (desk_redirect_is_page ("/old/page.html"));
  g_assert_true (desk_redirect_is_page ("/page.htm"));
  g_assert_false (desk_redirect_is_page ("/page.php"));
  g_assert_false (desk_redirect_is_page ("/old/?p=1"));
  g_assert_false (desk_redirect_is_page ("/page.php?x=.html"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/redirect/an-old-address-has-one-form", test_sources);
  g_test_add_func ("/model/redirect/leads-to-pages-addresses-and-articles", test_targets);
  g_test_add_func ("/model/redirect/what-has-its-form-keeps-it", test_once);
  g_test_add_func ("/model/redirect/what-is-too-long-is-refused", test_lengths);
  g_test_add_func ("/model/redirect/some-can-be-pages", test_pages);
  return g_test_run ();
}
