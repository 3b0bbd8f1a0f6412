/* test-language.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/desk-language.h"

static void
test_form (void)
{
  static const struct
  {
    const char *tag;
    gboolean    is_well_formed;
  } cases[] = {
    { "en", TRUE },
    { "EN", TRUE },
    { "sr-Latn", TRUE },
    { "sr-Latn-RS", TRUE },
    { "gsw", TRUE },
    { "de-CH-1901", TRUE },
    { "es-419", TRUE },
    { "en-x-desk", TRUE },
    { "", FALSE },
    { "e", FALSE },
    { "x", FALSE },
    { "en-", FALSE },
    { "-en", FALSE },
    { "en--GB", FALSE },
    { "en_GB", FALSE },
    { "en GB", FALSE },
    { "en-x", FALSE },
    { "4n", FALSE },
    { "englishes", FALSE },
    { "en-abcdefghi", FALSE },
    { "../en", FALSE },
    { "sr\n", FALSE },
    { "срп", FALSE },
    { "e\xffn", FALSE },
    { "en-aaaaaaaa-bbbbbbbb-cccccccc-dddddddd", FALSE }, /* longer than any real one */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %u", (unsigned) i); /* some are no UTF-8 */
      g_assert_cmpint (desk_language_is_well_formed (cases[i].tag), ==, cases[i].is_well_formed);
    }
}

static void
test_case (void)
{
  static const struct
  {
    const char *tag;
    const char *language;
    const char *script;
  } cases[] = {
    { "EN", "en", NULL },
    { "en-gb", "en-GB", NULL },
    { "zh-HANT-tw", "zh-Hant-TW", NULL }, /* only Serbian's script is taken off */
    { "sr", "sr", NULL },
    { "SR-LATN", "sr", "Latn" },
    { "sr-cyrl", "sr", "Cyrl" },
    { "sr-latn-rs", "sr-RS", "Latn" },
    { "de-ch-1901", "de-CH-1901", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *script = NULL;
      g_autofree char *language = desk_language_canonicalize (cases[i].tag, &script);
      g_autofree char *alone = desk_language_canonicalize (cases[i].tag, NULL);

      g_assert_cmpstr (language, ==, cases[i].language);
      g_assert_cmpstr (script, ==, cases[i].script);
      g_assert_cmpstr (alone, ==, cases[i].language);
    }
}

static void
test_site_languages (void)
{
  static const struct
  {
    const char *site;
    const char *edition;
    const char *html;
  } cases[] = {
    { "en", "en", "en" },
    { "sr", "sr", "sr-Cyrl" },
    { "sr-Cyrl", "sr", "sr-Cyrl" },
    { "sr-Latn", "sr", "sr-Latn" },
    { "pt-BR", "pt-BR", "pt-BR" },
    { "srn", "srn", "srn" }, /* Sranan is not Serbian */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpstr (desk_language_edition_of (cases[i].site), ==, cases[i].edition);
      g_assert_cmpstr (desk_language_html_tag (cases[i].site), ==, cases[i].html);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/language/malformed-tags-are-told-apart", test_form);
  g_test_add_func ("/model/language/gets-the-usual-case-and-serbian-its-script-apart", test_case);
  g_test_add_func ("/model/language/both-serbian-sites-are-made-of-one-edition", test_site_languages);
  return g_test_run ();
}
