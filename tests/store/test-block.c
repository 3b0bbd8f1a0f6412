/* test-block.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"

#include <string.h>

static void
assert_numbers (Fixture     *fixture,
                DeskArticle *article,
                const char  *body,
                const char  *expected)
{
  g_autofree char *numbers = NULL;

  g_set_str (&fixture_edition (article)->body, body);
  fixture_save (fixture, article);
  numbers = fixture_query (fixture, "SELECT b.number FROM block AS b JOIN edition AS e ON e.id = b.edition_id"
                                    " WHERE e.uuid = '%s' ORDER BY b.position", fixture_edition (article)->uuid);
  g_assert_cmpstr (numbers, ==, expected);
}

static void
test_numbers (Fixture      *fixture,
              gconstpointer data)
{
  static const struct
  {
    const char *body;
    const char *numbers;
  } steps[] = {
    { "# Head\n\nOne.\n\nTwo.\n\nThree.\n", "1 2 3 4" },
    { "# Head\n\nOne.\n\nTwo, longer.\n\nThree.\n", "1 2 3 4" },              /* edited */
    { "# Head\n\nThree.\n\nOne.\n\nTwo, longer.\n", "1 4 2 3" },              /* moved */
    { "# Head\n\nThree.\n\nNew.\n\nOne.\n\nTwo, longer.\n", "1 4 5 2 3" },    /* put in between */
    { "# Head\n\nNew.\n\nOne.\n\nTwo, longer.\n", "1 5 2 3" },                /* taken out */
    { "# Head\n\nNew.\n\nOne.\n\nTwo, longer.\n\nThree.\n", "1 5 2 3 6" },    /* written again: another one */
    { "# Header\n\nNew.\n\nOne.\n\nTwo, longer.\n\nThree.\n", "1 5 2 3 6" },
    { "", "" },
    { "Start over.\n", "7" },
  };
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Title", "");

  for (unsigned i = 0; i < G_N_ELEMENTS (steps); i++)
    assert_numbers (fixture, article, steps[i].body, steps[i].numbers);
}

static void
test_kinds (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Title", "");

  assert_numbers (fixture, article, "Text.\n\n- a list\n", "1 2");
  assert_numbers (fixture, article, "> a quote\n\n- another list\n", "3 2"); /* a quote is no edited paragraph */
}

static void
test_equal_blocks (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Title", "");

  assert_numbers (fixture, article, "Same.\n\nSame.\n\nSame.\n", "1 2 3");
  assert_numbers (fixture, article, "Same.\n\nSame.\n", "1 2");
}

static void
test_each_edition (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(DeskArticle) one = fixture_add_article (fixture, "en", "One", "");
  g_autoptr(DeskArticle) two = fixture_add_article (fixture, "en", "Two", "");

  assert_numbers (fixture, one, "A.\n\nB.\n", "1 2");
  assert_numbers (fixture, two, "A.\n\nB.\n", "1 2");
}

/* Where a translation's blocks come from, and what was known of it when they
 * were translated, has to outlast its own edits. */
static void
test_source (Fixture      *fixture,
             gconstpointer data)
{
  static const char sql[] = "SELECT number || ':' || coalesce (source_number, '-') || ':' || coalesce (source_hash, '-')"
                            "  FROM block ORDER BY position";
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Title", "");
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);
  g_autofree char *edited = NULL;
  g_autofree char *moved = NULL;

  assert_numbers (fixture, article, "One.\n\nTwo.\n\nThree.\n", "1 2 3");
  fixture_execute (file, "UPDATE block SET source_number = number + 10, source_hash = -number WHERE number < 3");

  assert_numbers (fixture, article, "One.\n\nTwo, longer.\n\nNew.\n\nThree.\n", "1 2 4 3");
  edited = fixture_query (fixture, sql);
  g_assert_cmpstr (edited, ==, "1:11:-1 2:12:-2 4:-:- 3:-:-");

  assert_numbers (fixture, article, "Three.\n\nTwo, longer.\n\nOne.\n", "3 2 1");
  moved = fixture_query (fixture, sql);
  g_assert_cmpstr (moved, ==, "3:-:- 2:12:-2 1:11:-1");
}

/* Whoever has cut it otherwise, or a damaged file: the next write mends it. */
static void
test_wrong_rows (Fixture      *fixture,
                 gconstpointer data)
{
  static const char *const damages[] = {
    "UPDATE block SET n_bytes = 1 << 40",
    "UPDATE block SET n_bytes = -1",
    "UPDATE block SET kind = 99",
    "UPDATE block SET kind = -1, hash = 0",
    "DELETE FROM block WHERE position = 1",
    "DELETE FROM block",
  };
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);

  for (unsigned i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Title", "");
      g_autofree char *rows = NULL;

      assert_numbers (fixture, article, "# One\n\nЋутање је злато.\n\nThree.\n", "1 2 3");
      fixture_execute (file, damages[i]);
      g_set_str (&fixture_edition (article)->body, "# One\n\nЋутање је сребро.\n\nThree, longer.\n");
      fixture_save (fixture, article);
      rows = fixture_query (fixture,
                            "SELECT sum (n_bytes) = length (CAST (e.body AS BLOB)) AND count (*) = 3"
                            "  AND count (DISTINCT b.number) = 3 AND max (b.kind) < 10 AND min (b.kind) >= 0"
                            "  FROM block AS b JOIN edition AS e ON e.id = b.edition_id WHERE e.uuid = '%s'",
                            fixture_edition (article)->uuid);
      g_assert_cmpstr (rows, ==, "1");
    }
}

static const char *const pieces[] = {
  "A paragraph.\n\n", "## A heading\n\n", "> A quote\n> — Name\n\n", "- one\n- two\n\n", "1. first\n\n", "```\ncode\n\n```\n",
  "| a | b |\n| - | - |\n| 1 | 2 |\n\n", "***\n\n", "[^1]: A note.\n\n", "[a]: https://example.org/\n", "\n\n\n", "\r\n",
  "<div>\n\n</div>\n", "Ћирилица.\n", "no end", "Another\nparagraph\n\n", "\t\n",
};

/* Numbers that were given away, and the highest of them. */
typedef struct
{
  GHashTable *seen;
  gint64      highest;
} Given;

static void
check_rows (Fixture    *fixture,
            const char *body,
            Given      *given)
{
  g_autofree char *bytes = fixture_query (fixture, "SELECT coalesce (sum (n_bytes), 0) FROM block");
  g_autofree char *positions = fixture_query (fixture, "SELECT count (*) = coalesce (max (position) + 1, 0) FROM block");
  g_autofree char *numbers = fixture_query (fixture, "SELECT number FROM block ORDER BY number");
  g_auto(GStrv) each = g_strsplit (*numbers != '\0' ? numbers : "0", " ", -1);
  g_autoptr(GHashTable) now = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gint64 highest = given->highest;

  g_assert_cmpuint (g_ascii_strtoull (bytes, NULL, 10), ==, strlen (body));
  g_assert_cmpstr (positions, ==, "1");
  for (unsigned i = 0; each[i] != NULL; i++)
    {
      gint64 number = g_ascii_strtoll (each[i], NULL, 10);

      /* One from the last save, or higher than all that ever were. */
      g_assert_true (number == 0 || number > given->highest || g_hash_table_contains (given->seen, each[i]));
      g_assert_true (g_hash_table_add (now, g_strdup (each[i])));
      highest = MAX (highest, number);
    }

  g_hash_table_unref (given->seen);
  given->seen = g_steal_pointer (&now);
  given->highest = highest;
}

static void
test_random_edits (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Title", "");
  g_autoptr(GPtrArray) parts = g_ptr_array_new ();
  Given given = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), 0 };

  for (unsigned round = 0; round < 120; round++)
    {
      g_autofree char *body = NULL;
      gpointer piece = (gpointer) pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))];
      int index = parts->len > 0 ? g_test_rand_int_range (0, (int) parts->len) : 0;

      switch (parts->len > 0 ? g_test_rand_int_range (0, 4) : 0)
        {
        case 0:
        case 1:
          g_ptr_array_insert (parts, index, piece);
          break;

        case 2:
          g_ptr_array_remove_index (parts, (unsigned) index);
          break;

        default:
          parts->pdata[index] = piece;
          break;
        }

      g_ptr_array_add (parts, NULL);
      body = g_strjoinv (NULL, (char **) parts->pdata);
      g_ptr_array_set_size (parts, (int) parts->len - 1);
      g_set_str (&fixture_edition (article)->body, body);
      fixture_save (fixture, article);
      check_rows (fixture, body, &given);
    }

  g_hash_table_unref (given.seen);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/block/numbers-last-and-are-not-used-again", test_numbers);
  fixture_add_test ("/store/block/another-kind-is-another-block", test_kinds);
  fixture_add_test ("/store/block/of-equal-ones-the-first-stays-the-first", test_equal_blocks);
  fixture_add_test ("/store/block/each-edition-counts-for-itself", test_each_edition);
  fixture_add_test ("/store/block/what-is-known-of-the-source-lasts", test_source);
  fixture_add_test ("/store/block/wrong-rows-are-mended-by-the-next-write", test_wrong_rows);
  fixture_add_test ("/store/block/rows-cover-the-body-after-any-edits", test_random_edits);
  return g_test_run ();
}
