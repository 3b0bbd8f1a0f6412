/* test-slug.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "text/desk-slug.h"

#include <string.h>

static void
assert_slug (const char *title,
             const char *expected)
{
  g_autofree char *slug = desk_slug_from_title (title);

  g_assert_cmpstr (slug, ==, expected);
  g_assert_true (desk_slug_is_valid (slug));
}

static void
test_titles (void)
{
  static const struct
  {
    const char *title;
    const char *slug;
  } cases[] = {
    { "Balkan Defence Monitor", "balkan-defence-monitor" },
    { "  What now?  (Part 2/3) ", "what-now-part-2-3" },
    { "Europe’s border isn't closed", "europes-border-isnt-closed" },
    { "Crème brûlée — à la carte", "creme-brulee-a-la-carte" },
    { "Straße nach Łódź", "strasse-nach-lodz" },
    { "../../etc/passwd", "etc-passwd" },
    { "R&D: 5 % of GDP", "r-d-5-of-gdp" },
    { "", "untitled" },
    { "???", "untitled" },
    { "— …", "untitled" },
    { "a\xff" "b", "a-b" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_slug (cases[i].title, cases[i].slug);
}

static void
test_serbian (void)
{
  static const struct
  {
    const char *cyrillic;
    const char *latin;
    const char *slug;
  } cases[] = {
    { "Ђорђе и Џемс у Љигу", "Đorđe i Džems u Ljigu", "djordje-i-dzems-u-ljigu" },
    { "Шта ће бити са жичаром?", "Šta će biti sa žičarom?", "sta-ce-biti-sa-zicarom" },
    { "ЊЕГОВА РЕЧ", "NJEGOVA REČ", "njegova-rec" },
    { "Буџет и наџак", "Budžet i nadžak", "budzet-i-nadzak" },
    { "Инјекција за надживети", "Injekcija za nadživeti", "injekcija-za-nadziveti" },
    { "Пример.срб", "Primer.srb", "primer-srb" },
    { "Ћошак", "Ćošak", "cosak" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      assert_slug (cases[i].cyrillic, cases[i].slug);
      assert_slug (cases[i].latin, cases[i].slug);
    }

  assert_slug ("s\xcc\x8cuma", "suma");  /* a letter and its mark apart */
  assert_slug ("\xc7\x86" "ep", "dzep"); /* the single character for dž */
}

static void
test_other_scripts (void)
{
  static const char * const titles[] = { "Αθήνα σήμερα", "Москва и мир", "北京", "القاهرة", "नमस्ते", "서울" };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *slug = desk_slug_from_title (titles[i]);

      g_assert_true (desk_slug_is_valid (slug));
      g_assert_cmpstr (slug, !=, "untitled");
    }

  assert_slug ("Αθήνα σήμερα", "athena-semera");
  assert_slug ("北京", "bei-jing");
  assert_slug ("Объект и весь", "obekt-i-ves");
}

static void
test_length (void)
{
  g_autofree char *letters = g_strnfill (10000, 'a');
  g_autoptr(GString) words = g_string_new (NULL);
  g_autofree char *slug = desk_slug_from_title (letters);
  g_autofree char *of_words = NULL;

  g_assert_cmpuint (strlen (slug), ==, DESK_SLUG_MAX_CHARS);

  for (unsigned i = 0; i < 1000; i++)
    g_string_append (words, "sedam 7 ");
  of_words = desk_slug_from_title (words->str);
  g_assert_cmpuint (strlen (of_words), <=, DESK_SLUG_MAX_CHARS);
  g_assert_true (g_str_has_suffix (of_words, "-sedam-7"));
  g_assert_true (desk_slug_is_valid (of_words));
}

static void
test_form (void)
{
  static const char * const wrong[] = { "", "-a", "a-", "-", "A", "a b", "../x", "a/b", "č", "a_b", "a.b" };
  g_autofree char *longest = g_strnfill (DESK_SLUG_MAX_CHARS, 'x');
  g_autofree char *longer = g_strnfill (DESK_SLUG_MAX_CHARS + 1, 'x');

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (desk_slug_is_valid (wrong[i]));

  g_assert_true (desk_slug_is_valid ("a"));
  g_assert_true (desk_slug_is_valid ("2025-06-01"));
  g_assert_true (desk_slug_is_valid (longest));
  g_assert_false (desk_slug_is_valid (longer));
}

static void
test_reserved (void)
{
  static const char * const reserved[] = {
    "tag", "author", "archive", "page", "project", "search", "feed", "assets", "media",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reserved); i++)
    g_assert_true (desk_slug_is_reserved (reserved[i]));
  g_assert_false (desk_slug_is_reserved ("tags"));
  g_assert_false (desk_slug_is_reserved (""));
}

static void
test_number (void)
{
  g_autofree char *second = desk_slug_number ("a-title", 2);
  g_autofree char *first = desk_slug_number ("a-title", 1);
  g_autofree char *full = g_strnfill (DESK_SLUG_MAX_CHARS, 'x');
  g_autofree char *numbered = desk_slug_number (full, 4294967295u);

  g_assert_cmpstr (second, ==, "a-title-2");
  g_assert_cmpstr (first, ==, "a-title");
  g_assert_cmpuint (strlen (numbered), ==, DESK_SLUG_MAX_CHARS);
  g_assert_true (g_str_has_suffix (numbered, "x-4294967295"));
  g_assert_true (desk_slug_is_valid (numbered));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/slug/titles-become-addresses", test_titles);
  g_test_add_func ("/text/slug/serbian-goes-through-latin", test_serbian);
  g_test_add_func ("/text/slug/other-scripts-are-transliterated", test_other_scripts);
  g_test_add_func ("/text/slug/long-titles-are-cut-at-a-hyphen", test_length);
  g_test_add_func ("/text/slug/form-is-checked", test_form);
  g_test_add_func ("/text/slug/addresses-of-the-site-are-reserved", test_reserved);
  g_test_add_func ("/text/slug/numbers-tell-equal-slugs-apart", test_number);

  return g_test_run ();
}
