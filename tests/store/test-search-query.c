/* test-search-query.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/search/desk-search-query.h"

#include <string.h>

/* The parts of a query in a row: - before what is to be left out, the kind's
 * letter but for words, the text in <>, and * behind a beginning. */
static char *
show (const char *query)
{
  static const char kinds[] = { ' ', 'p', 'a', 't', 's', 'u', 'l', 'b', 'f' };
  g_autoptr(GPtrArray) parts = desk_search_query_parse (query);
  g_autoptr(GString) out = g_string_new (NULL);

  for (unsigned i = 0; i < parts->len; i++)
    {
      const DeskSearchPart *part = parts->pdata[i];

      if (part->is_without)
        g_string_append_c (out, '-');
      if (part->kind != DESK_PART_WORDS)
        g_string_append_c (out, kinds[part->kind]);
      g_string_append_printf (out, "<%s>%s", part->text, part->is_prefix ? "*" : "");
    }

  return g_string_free_and_steal (g_steal_pointer (&out));
}

static void
test_parts (void)
{
  static const struct
  {
    const char *query;
    const char *parts;
  } cases[] = {
    { "", "" },
    { "ferry", "<ferry>*" },
    { "ferry ", "<ferry>" },
    { "  the\tferry\n", "<the><ferry>" },
    { "the ferry", "<the><ferry>*" },
    { "\"the ferry\"", "p<the ferry>" },
    { "\"the ferry\" bo", "p<the ferry><bo>*" },
    { "a\"the ferry\"b", "<a>p<the ferry><b>*" },
    { "„трајект у зору“ «а б» ”в г” »д ђ«", "p<трајект у зору>p<а б>p<в г>p<д ђ>" },
    { "-ferry", "-<ferry>" },
    { "--ferry", "-<ferry>" },
    { "a -ferry b", "<a>-<ferry><b>*" },
    { "a - b", "<a><b>*" },
    { "re-elect", "<re-elect>*" },
    { "-\"the ferry\"", "-p<the ferry>" },
    { "author:mira", "a<mira>" },
    { "AUTHOR:mira", "a<mira>" },
    { "author:\"Mira Lukić\" x", "a<Mira Lukić><x>*" },
    { "-tag:„велике реке“", "-t<велике реке>" },
    { "section:news status:draft", "s<news>u<draft>" },
    { "lang:sr-latn", "l<sr>" },
    { "before:2026 after:2026-05 after:2026-05-04", "b<2026-01-01>f<2026-05-01>f<2026-05-04>" },
    { "after:2026-06-01T10:00:00Z", "f<2026-06-01T10:00:00Z>" },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *parts = show (cases[i].query);

      g_assert_cmpstr (parts, ==, cases[i].parts);
    }
}

static void
test_plain_words (void)
{
  static const struct
  {
    const char *query;
    const char *parts;
  } cases[] = {
    { "\"the ferry", "<the><ferry>*" },
    { "ferry\"", "<ferry>" },
    { "\"\"", "" },
    { "\"…\"", "" },
    { "-", "" },
    { "?! …", "" },
    { "author:", "<author:>*" },
    { "author: mira", "<author:><mira>*" },
    { "author:…", "<author:…>*" },
    { "status:unknown", "<status:unknown>*" },
    { "before:yesterday", "<before:yesterday>*" },
    { "before:2026-13", "<before:2026-13>*" },
    { "lang:x_y", "<lang:x_y>*" },
    { "title:ferry", "<title:ferry>*" },
    { "a\xff" "b", "<a\xef\xbf\xbd" "b>*" },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *parts = show (cases[i].query);

      g_assert_cmpstr (parts, ==, cases[i].parts);
    }
}

static void
test_bounds (void)
{
  g_autofree char *spaces = g_strnfill (1000000, ' ');
  g_autofree char *quotes = g_strnfill (1000000, '"');
  g_autoptr(GString) words = g_string_new (NULL);
  g_autoptr(GPtrArray) parts = NULL;
  g_autofree char *none = show (spaces);
  g_autofree char *nor = show (quotes);

  for (unsigned i = 0; i < 100000; i++)
    g_string_append (words, "ма ");
  parts = desk_search_query_parse (words->str);
  g_assert_cmpuint (parts->len, ==, DESK_SEARCH_MAX_PARTS);
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (nor, ==, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/search-query/is-read-in-parts", test_parts);
  g_test_add_func ("/store/search-query/what-is-wrong-is-plain-words", test_plain_words);
  g_test_add_func ("/store/search-query/has-bounds", test_bounds);

  return g_test_run ();
}
