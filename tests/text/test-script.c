/* test-script.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "text/desk-script.h"

#include <string.h>

#include "text/desk-html.h"

typedef struct
{
  const char *from;
  const char *to;
} Pair;

static void
assert_pairs (const Pair *pairs,
              gsize       n_pairs,
              char      *(*convert) (const char *))
{
  for (gsize i = 0; i < n_pairs; i++)
    {
      g_autofree char *converted = convert (pairs[i].from);

      g_assert_cmpstr (converted, ==, pairs[i].to);
    }
}

static void
test_majority (void)
{
  g_assert_cmpint (desk_script_of (""), ==, DESK_SCRIPT_NONE);
  g_assert_cmpint (desk_script_of ("1 + 2 = 3"), ==, DESK_SCRIPT_NONE);
  g_assert_cmpint (desk_script_of ("北京"), ==, DESK_SCRIPT_NONE);
  g_assert_cmpint (desk_script_of ("Вест о NATO"), ==, DESK_SCRIPT_CYRILLIC);
  g_assert_cmpint (desk_script_of ("Ово је https://example.org/a/long/address"), ==, DESK_SCRIPT_CYRILLIC);
  g_assert_cmpint (desk_script_of ("Vest koju piše Ана"), ==, DESK_SCRIPT_LATIN);
  g_assert_cmpint (desk_script_of ("ab аб"), ==, DESK_SCRIPT_CYRILLIC);
}

static void
test_latin (void)
{
  static const Pair pairs[] = {
    { "ЏУГАЊ", "DŽUGANJ" },
    { "Џуган", "Džugan" },
    { "Њ", "Nj" },
    { "Њ ЈЕ СЛОВО", "NJ JE SLOVO" },
    { "Љ. Петровић", "Lj. Petrović" },
    { "ЉУБАВ и Љубав", "LJUBAV i Ljubav" },
    { "Пољe", "Polje" },
    { "КОЊ", "KONJ" },
    { "абвгдђежзијклљмнњопрстћуфхцчџш", "abvgdđežzijklljmnnjoprstćufhcčdžš" },
    { "АБВГДЂЕЖЗИЈКЛМНОПРСТЋУФХЦЧШ", "ABVGDĐEŽZIJKLMNOPRSTĆUFHCČŠ" },
    { "Пише на адресу ана@пример.срб или https://пример.срб/вести.", "Piše na adresu ана@пример.срб ili https://пример.срб/вести." },
    { "Већ латинично: Šabac", "Već latinično: Šabac" },
    { "рус. объект", "rus. obъekt" },
    { "", "" },
  };

  assert_pairs (pairs, G_N_ELEMENTS (pairs), desk_script_to_latin);
}

static void
test_cyrillic (void)
{
  static const Pair pairs[] = {
    { "Džugan", "Џуган" },
    { "DŽUGANJ", "ЏУГАЊ" },
    { "ljubav Ljubav LJUBAV", "љубав Љубав ЉУБАВ" },
    { "\xc7\x86" "ep \xc7\x85" "ep \xc7\x84" "EP \xc7\x89 \xc7\x88 \xc7\x87 \xc7\x8c \xc7\x8b \xc7\x8a", "џеп Џеп ЏЕП љ Љ Љ њ Њ Њ" },
    { "šuma čaj ćuk žaba đak", "шума чај ћук жаба ђак" },
    { "s\xcc\x8cuma", "шума" },
    { "abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш" },
  };

  assert_pairs (pairs, G_N_ELEMENTS (pairs), desk_script_to_cyrillic);
}

static void
test_parted (void)
{
  static const Pair pairs[] = {
    { "injekcija", "инјекција" },
    { "Konjunktura", "Конјунктура" },
    { "nadživeti", "надживети" },
    { "NADŽIVETI", "НАДЖИВЕТИ" },
    { "podžanr", "поджанр" },
    { "Tanjug, TANJUGOV", "Танјуг, ТАНЈУГОВ" },
    { "tanjir konj odžak budžet", "тањир коњ оџак буџет" },
  };

  assert_pairs (pairs, G_N_ELEMENTS (pairs), desk_script_to_cyrillic);
}

static void
test_left_alone (void)
{
  static const Pair pairs[] = {
    { "Vidi https://example.org/vesti i ana@example.org.", "Види https://example.org/vesti и ana@example.org." },
    { "Na (www.primer.rs) i primer.co.rs/a, nalog @redakcija", "На (www.primer.rs) и primer.co.rs/a, налог @redakcija" },
    { "Rekao je.Otišao je", "Рекао је.Отишао је" },
    { "u XX veku, Petar I i Luj XIV", "у XX веку, Петар I и Луј XIV" },
    { "I onda MI i VI", "И онда MI и VI" },
    { "RAT I MIR", "РАТ И МИР" },
    { "DA LI MI ZNAMO", "ДА ЛИ МИ ЗНАМО" },
    { "V. Ilić, član V ugovora", "В. Илић, члан V уговора" },
    { "New York i München", "New York и München" },
  };

  assert_pairs (pairs, G_N_ELEMENTS (pairs), desk_script_to_cyrillic);
}

static void
test_round_trip (void)
{
  static const char text[] = "Њихова љубав према џезу: Ђорђе, Ћирило и ЖИВКО чекају шљунак у Љубовији.";
  g_autofree char *latin = desk_script_to_latin (text);
  g_autofree char *cyrillic = desk_script_to_cyrillic (latin);

  g_assert_cmpstr (cyrillic, ==, text);
}

static void
test_fold (void)
{
  static const Pair pairs[] = {
    { "Ђоковић", "djokovic" },
    { "ĐOKOVIĆ", "djokovic" },
    { "Џеп", "dzep" },
    { "džep", "dzep" },
    { "ŠĐČĆŽ шђчћж", "sdjccz sdjccz" },
    { "Straße", "strasse" },
    { "naïve Łódź", "naive lodz" },
    { "नमस्ते", "नमस्ते" },
    { "", "" },
  };

  assert_pairs (pairs, G_N_ELEMENTS (pairs), desk_script_fold);
}

static void
test_document (void)
{
  static const char body[] =
    "# Naslov\n\nReč *ljubav* `kod` <b>[veza](/put 'natpis') https://primer.rs/put\n\n"
    "![slika](media:ab 'natpis')\n\n> reči\n> — Ime\n\n```\nkod\n```\n\n|glava|\n|-|\n|ćelija|\n\n<div>blok</div>\n";
  static const DeskHtmlOptions options = { 0 };
  g_autoptr(DeskNode) document = desk_node_parse (body, -1);
  g_autofree char *html = NULL;

  desk_script_convert_document (document, DESK_SCRIPT_CYRILLIC);
  html = desk_node_to_html (document, &options);
  g_assert_cmpstr (html, ==,
                   "<h2 id=\"naslov\">Наслов</h2>\n"
                   "<p>Реч <em>љубав</em> <code>kod</code> &lt;b&gt;<a href=\"/put\" title=\"натпис\">веза</a> "
                   "<a href=\"https://primer.rs/put\">https://primer.rs/put</a></p>\n"
                   "<p>натпис</p>\n<blockquote>\n<p>речи</p>\n<footer>— Име</footer>\n</blockquote>\n"
                   "<pre tabindex=\"0\"><code>kod\n</code></pre>\n"
                   "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"глава\">\n<table>\n"
                   "<thead>\n<tr><th scope=\"col\">глава</th></tr>\n</thead>\n<tbody>\n<tr><td>ћелија</td></tr>\n</tbody>\n</table>\n</div>\n"
                   "<pre class=\"raw\" tabindex=\"0\"><code>&lt;div&gt;blok&lt;/div&gt;\n</code></pre>\n");
}

static void
test_invalid (void)
{
  g_autofree char *latin = desk_script_to_latin ("а\xff");
  g_autofree char *cyrillic = desk_script_to_cyrillic ("a\xff");
  g_autofree char *folded = desk_script_fold ("а\xff");

  g_assert_true (g_utf8_validate (latin, -1, NULL));
  g_assert_true (g_utf8_validate (cyrillic, -1, NULL));
  g_assert_true (g_utf8_validate (folded, -1, NULL));
}

static void
test_large (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *cyrillic = NULL;
  g_autofree char *latin = NULL;

  while (text->len < 4 * 1024 * 1024)
    g_string_append (text, "Njegova ljubav prema džezu i injekcije. I NJ XX ");
  cyrillic = desk_script_to_cyrillic (text->str);
  latin = desk_script_to_latin (cyrillic);
  g_assert_true (g_str_has_prefix (cyrillic, "Његова љубав према џезу и инјекције. И Њ XX "));
  g_assert_cmpuint (strlen (latin), ==, text->len);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/script/the-majority-of-letters-decides", test_majority);
  g_test_add_func ("/text/script/latin-digraphs-take-the-case-around", test_latin);
  g_test_add_func ("/text/script/cyrillic-reads-digraphs-as-one-letter", test_cyrillic);
  g_test_add_func ("/text/script/listed-words-keep-two-letters", test_parted);
  g_test_add_func ("/text/script/addresses-numerals-and-foreign-words-stay", test_left_alone);
  g_test_add_func ("/text/script/cyrillic-comes-back-the-same", test_round_trip);
  g_test_add_func ("/text/script/folding-makes-both-scripts-equal", test_fold);
  g_test_add_func ("/text/script/a-document-keeps-code-and-targets", test_document);
  g_test_add_func ("/text/script/four-megabytes-are-converted", test_large);
  g_test_add_func ("/text/script/invalid-text-becomes-valid", test_invalid);

  return g_test_run ();
}
