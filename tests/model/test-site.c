/* test-site.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/desk-site.h"

static void
test_good_values (void)
{
  static const struct
  {
    const char *key;
    const char *value;
    const char *kept; /* NULL: as it was given */
  } cases[] = {
    { "url", "https://example.org/", NULL },
    { "url", "http://example.org/news", NULL },
    { "url", "https://example.org:8443/", NULL },
    { "url", "", NULL },
    { "title", "Новине", NULL },
    { "title.sr-Latn", "Novine", NULL },
    { "languages", "en", NULL },
    { "languages", "sr,sr-Latn,en,de-CH", NULL },
    { "languages", "EN,SR-latn,sr-Cyrl", "en,sr-Latn,sr" },
    { "date-format", "d. MMMM yyyy.", NULL },
    { "date-format.en", "d MMMM yyyy", NULL },
    { "time-zone", "Pacific/Auckland", NULL },
    { "time-zone", "UTC", NULL },
    { "server", "apache", NULL },
    { "server", "nginx", NULL },
    { "server", "netlify", NULL },
    { "server", "", NULL },
    { "brand-colour", "#17603f", NULL },
    { "brand-colour", "", NULL },
    { "icon", "0197a6d2-5f0e-7c3a-9b1e-0123456789ab", NULL },
    { "logo", "0197a6d2-5f0e-7c3a-9b1e-0123456789ab", NULL },
    { "social", "https://a.invalid/ https://b.invalid/@x", NULL },
    { "footer.sr", "Кеј 12", NULL },
    { "theme", "default", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DeskSite) site = desk_site_new ();
      g_autoptr(DeskSite) copy = NULL;
      g_autoptr(GError) error = NULL;

      desk_site_set (site, cases[i].key, cases[i].value, &error);
      g_assert_no_error (error);
      copy = desk_site_copy (site);
      g_assert_cmpstr (g_hash_table_lookup (copy->values, cases[i].key), ==,
                       cases[i].kept != NULL ? cases[i].kept : cases[i].value);
    }
}

static void
test_bad_values (void)
{
  static const struct
  {
    const char *key;
    const char *value;
  } cases[] = {
    { "url", "example.org" },
    { "server", "iis" },
    { "brand-colour", "17603f" },
    { "brand-colour", "#ffffff" },
    { "brand-colour", "#17603f;}" },
    { "icon", "icon.png" },
    { "logo", "../logo.png" },
    { "logo", "0197" },
    { "social", "http://a.invalid/" },
    { "social", "https://a.invalid/ b" },
    { "social", "https://a.invalid/\"><b>" },
    { "url", "ftp://example.org/" },
    { "url", "https://" },
    { "url", "https:///path" },
    { "url", "https://example.org/?a=b" },
    { "url", "https://example.org/#top" },
    { "url", "javascript:alert(1)" },
    { "url", "https://exa mple.org/" },
    { "url", "https://example.org/\"><b>" },
    { "url", "https://example.org/\nlast" },
    { "title", "" },
    { "title", "a\xff" },
    { "title.e", "News" },
    { "title.", "News" },
    { "languages", "" },
    { "languages", "en,,sr" },
    { "languages", "en," },
    { "languages", "en,sr,en" },
    { "languages", "en,EN" },
    { "languages", "sr,sr-Cyrl" }, /* one site, written in two ways */
    { "languages", "en, sr" },
    { "languages", "english language" },
    { "date-format", "" },
    { "time-zone", "Belgrade/Europe" },
    { "time-zone", "" },
    { "server", "iis" },
    { "theme", "../theme" },
    { "theme", "" },
    { "colour", "red" },
    { "", "red" },
    { ".en", "red" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DeskSite) site = desk_site_new ();
      g_autoptr(GError) error = NULL;

      g_test_message ("case %u", (unsigned) i); /* some are no UTF-8 */
      g_assert_false (desk_site_set (site, cases[i].key, cases[i].value, &error));
      g_assert_error (error, DESK_SITE_ERROR, DESK_SITE_ERROR_INVALID);
      g_assert_cmpuint (g_hash_table_size (site->values), ==, 0);
    }
}

static void
test_long_value (void)
{
  g_autoptr(DeskSite) site = desk_site_new ();
  g_autofree char *value = g_strnfill (1001, 'a');

  g_assert_false (desk_site_set (site, "title", value, NULL));
  value[1000] = '\0';
  g_assert_true (desk_site_set (site, "title", value, NULL));
}

static void
test_base_path (void)
{
  static const struct
  {
    const char *url;
    const char *path;
  } known[] = {
    { "", "" },
    { "https://example.org", "" },
    { "https://example.org/", "" },
    { "https://example.org:8443/news", "/news" },
    { "https://example.org/a/b//", "/a/b" },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr(DeskSite) site = desk_site_new ();
      g_autofree char *path = NULL;

      g_assert_true (desk_site_set (site, "url", known[i].url, NULL));
      path = desk_site_dup_base_path (site);
      g_assert_cmpstr (path, ==, known[i].path);
    }
}

static void
test_lookup (void)
{
  g_autoptr(DeskSite) site = desk_site_new ();
  g_autofree char *first = desk_site_dup_main_language (site);
  g_autofree char *second = NULL;
  g_auto(GStrv) languages = NULL;

  g_assert_cmpstr (first, ==, "en");
  for (const char *const *key = desk_site_list_keys (); *key != NULL; key++)
    g_assert_nonnull (desk_site_get (site, *key, "sr"));

  g_assert_true (desk_site_set (site, "title", "Monitor", NULL));
  g_assert_true (desk_site_set (site, "title.SR-latn", "Osmatrač", NULL));
  g_assert_cmpstr (desk_site_get (site, "title", "sr-Latn"), ==, "Osmatrač");
  g_assert_cmpstr (desk_site_get (site, "title", "sr"), ==, "Monitor");
  g_assert_cmpstr (desk_site_get (site, "title", NULL), ==, "Monitor");

  g_assert_true (desk_site_set (site, "languages", "sr-Latn,en", NULL));
  second = desk_site_dup_main_language (site);
  languages = desk_site_dup_languages (site);
  g_assert_cmpstr (second, ==, "sr");
  g_assert_cmpuint (g_strv_length (languages), ==, 2);
}

static void
test_unset (void)
{
  static const char *const bad_keys[] = { "colour", "", "title.", "title.e", ".en" };
  g_autoptr(DeskSite) site = desk_site_new ();
  g_autoptr(DeskSite) copy = NULL;

  g_assert_true (desk_site_set (site, "title", "Monitor", NULL));
  g_assert_true (desk_site_set (site, "title.sr-Latn", "Osmatrač", NULL));
  g_assert_true (desk_site_unset (site, "title.SR-latn", NULL));
  g_assert_cmpstr (desk_site_get (site, "title", "sr-Latn"), ==, "Monitor");
  g_assert_true (desk_site_unset (site, "title", NULL));
  copy = desk_site_copy (site);
  g_assert_cmpstr (desk_site_get (copy, "title", "sr-Latn"), ==, "Newsroom");

  for (gsize i = 0; i < G_N_ELEMENTS (bad_keys); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (desk_site_unset (site, bad_keys[i], &error));
      g_assert_error (error, DESK_SITE_ERROR, DESK_SITE_ERROR_INVALID);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/site/each-setting-keeps-a-good-value", test_good_values);
  g_test_add_func ("/model/site/each-setting-refuses-a-bad-value", test_bad_values);
  g_test_add_func ("/model/site/values-are-bounded", test_long_value);
  g_test_add_func ("/model/site/a-language-has-its-own-value-then-all-then-the-default", test_lookup);
  g_test_add_func ("/model/site/what-every-path-begins-with", test_base_path);
  g_test_add_func ("/model/site/a-setting-can-be-taken-back", test_unset);
  return g_test_run ();
}
