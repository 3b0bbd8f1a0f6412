/* test-merge.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "text/desk-merge.h"

#include <string.h>

/* The result, with each conflict as {base|mine|theirs}. */
static char *
say (const DeskMerge *merge)
{
  g_autoptr(GString) said = g_string_new (NULL);
  unsigned n_conflicts = 0;

  for (unsigned i = 0; i < merge->hunks->len; i++)
    {
      const DeskMergeHunk *hunk = merge->hunks->pdata[i];

      n_conflicts += hunk->is_conflict;
      if (hunk->is_conflict)
        g_string_append_printf (said, "{%s|%s|%s}%s", hunk->base, hunk->mine, hunk->theirs, hunk->tail);
      else
        g_string_append (said, hunk->text);
    }
  g_assert_cmpuint (n_conflicts, ==, merge->n_conflicts);

  return g_string_free_and_steal (g_steal_pointer (&said));
}

static char *
merge_and_say (const char *base,
               const char *mine,
               const char *theirs)
{
  g_autoptr(DeskMerge) merge = desk_merge_new (base, mine, theirs);

  return say (merge);
}

typedef struct
{
  const char *base;
  const char *mine;
  const char *theirs;
  const char *said;
} Case;

/* Each case has to come out alike when the two change places. */
static void
check_cases (gconstpointer data)
{
  for (const Case *each = data; each->base != NULL; each++)
    {
      g_autofree char *said = merge_and_say (each->base, each->mine, each->theirs);
      g_autofree char *other = merge_and_say (each->base, each->theirs, each->mine);

      g_assert_cmpstr (said, ==, each->said);
      if (strchr (said, '{') == NULL)
        g_assert_cmpstr (other, ==, each->said);
    }
}

#define A "Apples grow on old trees.\n\n"
#define B "Boats lie in the harbour.\n\n"
#define C "Cities never sleep at all.\n\n"
#define D "Dogs bark when strangers come.\n\n"
#define E "Elephants remember each of us.\n\n"

static const Case block_cases[] = {
  { "", "", "", "" },
  { A B C, A B C, A B C, A B C },
  { A B C, "Apples grow on young trees.\n\n" B C, A B "Cities sometimes sleep.\n\n",
    "Apples grow on young trees.\n\n" B "Cities sometimes sleep.\n\n" },              /* each changed one */
  { A B C, A C, A B "Cities do sleep at all.\n\n", A "Cities do sleep at all.\n\n" }, /* taken out, changed */
  { A B, A D B, A B E, A D B E },                                                     /* put in by both */
  { A B, A D B, A D B, A D B },                                                       /* the same by both */
  { A B, A E B, A D B, A D E B },                                                     /* at one place */
  { A B, A D E B, A E B, A D E B },
  { A B C, C A B, A B "Cities never ever sleep at all.\n\n", "Cities never ever sleep at all.\n\n" A B }, /* moved, changed */
  { A B C D, B A C D, A B D C, B A D C },
  { A B C, C A B, C A B, C A B },
  { A B C, C B A, A B C D, C B A D },
  { A B C, B C, A C, C },
  { A, "", A B, B },
  { A B, "", "", "" },
  { NULL },
};

static const Case conflict_cases[] = {
  { A B, "Apples grow on young trees.\n\n" B, "Apples grow on tall trees.\n\n" B,
    "{Apples grow on old trees.|Apples grow on young trees.|Apples grow on tall trees.}\n\n" B },
  { A B C, A C, A "Boats lie in the old harbour.\n\n" C,
                  A "{Boats lie in the harbour.||Boats lie in the old harbour.}\n\n" C },
  { A B C, A "Boats lie in the old harbour.\n\n" C, A C,
                  A "{Boats lie in the harbour.|Boats lie in the old harbour.|}\n\n" C },
  { "# Head\nText\n", "# Head\nText of mine\n", "# Head\nText of theirs\n",
    "# Head\n\n{Text|Text of mine|Text of theirs}\n" },
  { "```\na one b\n```\n", "```\na 1 b c d e\n```\n", "```\na one b c d f\n```\n",
    "{```\na one b\n```|```\na 1 b c d e\n```|```\na one b c d f\n```}\n" }, /* code is not mixed */
  { "One.", "Two.", "Three.", "{One.|Two.|Three.}" },
  { NULL },
};

static const Case word_cases[] = {
  { "We count one boat, two ships and a ferry.\n", "We count no boat, two ships and a ferry.\n",
    "We count one boat, two ships and a raft.\n", "We count no boat, two ships and a raft.\n" },
  { "We count boats and ferries here.\n", "We count boats and ferries.\n", "They count boats and ferries here.\n",
    "They count boats and ferries.\n" },
  { "One boat sails.\n", "One old boat sails.\n", "One boat sails today.\n", "One old boat sails today.\n" },
  { "a b c d e\n", "a x c d e\n", "a x c d y\n", "a x c d y\n" },                   /* once what both did */
  { "Два брода плове реком.\n", "Три брода плове реком.\n", "Два брода плове морем.\n", "Три брода плове морем.\n" },
  { "| a | b |\n| - | - |\n| 1 | 2 |\n| 3 | 4 |\n", "| a | b |\n| - | - |\n| 5 | 2 |\n| 3 | 4 |\n",
    "| a | b |\n| - | - |\n| 1 | 2 |\n| 3 | 6 |\n", "| a | b |\n| - | - |\n| 5 | 2 |\n| 3 | 6 |\n" },
  { NULL },
};

/* Line ends are nobody's text: they never lose a change, nor make a conflict. */
static const Case line_cases[] = {
  { "One.\n", "One.\n\nTwo.\n", "One.\n\nThree.\n", "One.\n\nThree.\n\nTwo.\n" },
  { "One.", "One.\n", "One, two.", "One, two.\n" },
  { "One.\n\nTwo.", "Two.\n\nOne.", "One.\n\nTwo.\n\nThree.", "Two.\n\nOne.\n\nThree." },
  { "One.\r\n\r\nTwo.\r\n", "One.\r\n\r\nTwo.\r\n\r\nThree.\r\n", "Two.\r\n", "Two.\r\n\r\nThree.\r\n" },
  { "# Head\nText\n", "# Head\nText\n\nMore\n", "# Header\nText\n", "# Header\nText\n\nMore\n" },
  { "\n\nOne.\n", "\n\nOne.\n\nTwo.\n", "\n\nOne.\n", "\n\nOne.\n\nTwo.\n" },
  { NULL },
};

static void
test_choices (void)
{
  static const struct
  {
    DeskChoice  choice;
    const char *text;
  } cases[] = {
    { DESK_CHOICE_NONE, A "Boats of mine.\n\nShips of theirs.\n\n" C },
    { DESK_CHOICE_MINE, A "Boats of mine.\n\n" C },
    { DESK_CHOICE_THEIRS, A "Ships of theirs.\n\n" C },
    { DESK_CHOICE_BOTH, A "Boats of mine.\n\nShips of theirs.\n\n" C },
  };
  g_autoptr(DeskMerge) merge = desk_merge_new (A B C, A "Boats of mine.\n\n" C, A "Ships of theirs.\n\n" C);
  DeskMergeHunk *hunk = merge->hunks->pdata[1];
  g_autofree char *own = NULL;
  g_autofree char *none = NULL;

  g_assert_cmpuint (merge->hunks->len, ==, 3);
  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;

      desk_merge_hunk_choose (hunk, cases[i].choice);
      g_assert_cmpint (desk_merge_is_decided (merge), ==, cases[i].choice != DESK_CHOICE_NONE);
      text = desk_merge_dup_text (merge);
      g_assert_cmpstr (text, ==, cases[i].text);
    }

  desk_merge_hunk_write (hunk, "Ours.");
  own = desk_merge_dup_text (merge);
  g_assert_cmpstr (own, ==, A "Ours.\n\n" C);
  g_assert_cmpint (hunk->choice, ==, DESK_CHOICE_OWN);
  desk_merge_hunk_write (hunk, "");
  none = desk_merge_dup_text (merge);
  g_assert_cmpstr (none, ==, A C);
}

static void
test_one_piece (void)
{
  g_autoptr(DeskMerge) title = desk_merge_new_line ("One boat sails", "One old boat sails", "One boat sails today");
  g_autoptr(DeskMerge) changed = desk_merge_new_line ("One", "One", "Two");
  g_autoptr(DeskMerge) summary = desk_merge_new_paragraph ("One boat sails", "One old boat sails", "One boat sails today");
  g_autofree char *title_said = say (title);
  g_autofree char *changed_said = say (changed);
  g_autofree char *summary_said = say (summary);
  g_autofree char *both = NULL;

  desk_merge_hunk_choose (title->hunks->pdata[0], DESK_CHOICE_BOTH);
  both = desk_merge_dup_text (title);
  g_assert_cmpstr (both, ==, "One old boat sails One boat sails today"); /* still one line */
  g_assert_cmpstr (title_said, ==, "{One boat sails|One old boat sails|One boat sails today}");
  g_assert_cmpstr (changed_said, ==, "Two");
  g_assert_cmpstr (summary_said, ==, "One old boat sails today");
}

/* Random bodies. Each word that is written is one that was never written before,
 * so that it can be looked for. */
static unsigned n_written;

static const char *const forms[] = {
  "%s\n\n", "# %s\n\n", "> %s\n\n", "- %s\n- item\n\n", "```\n%s\n```\n\n", "%s\n", "%s", "| %s | b |\n| - | - |\n\n",
  "[^%s]: note\n\n", "***\n\n%s\n\n", "%s\r\n\r\n", "<div>%s</div>\n\n", "\n\n%s\n\n", "[%s]: /a\n",
};

static char *
write_words (void)
{
  g_autoptr(GString) words = g_string_new (NULL);
  int n_words = g_test_rand_int_range (1, 12);

  for (int i = 0; i < n_words; i++)
    g_string_append_printf (words, "%sw%u", i > 0 ? " " : "", n_written++);

  return g_string_free_and_steal (g_steal_pointer (&words));
}

static char *
write_block (void)
{
  g_autofree char *words = write_words ();
  g_auto(GStrv) parts = g_strsplit (forms[g_test_rand_int_range (0, G_N_ELEMENTS (forms))], "%s", 2);

  return g_strconcat (parts[0], words, parts[1], NULL);
}

static GPtrArray *
copy_blocks (GPtrArray *blocks)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (unsigned i = 0; i < blocks->len; i++)
    g_ptr_array_add (copy, g_strdup (blocks->pdata[i]));

  return copy;
}

/* One word becomes another, two, or none. */
static char *
change_word (const char *block)
{
  g_auto(GStrv) words = g_strsplit (block, " ", -1);
  guint n_words = g_strv_length (words);
  guint index = n_words > 0 ? (guint) g_test_rand_int_range (0, (int) n_words) : 0;
  int n_new = g_test_rand_int_range (0, 3);

  if (n_words == 0)
    return write_words ();

  g_free (words[index]);
  words[index] = n_new == 0 ? g_strdup ("") :
                 n_new == 1 ? g_strdup_printf ("w%u", n_written) :
                 g_strdup_printf ("w%u w%u", n_written, n_written + 1);
  n_written += 2;
  return g_strjoinv (" ", words);
}

static void
edit_once (GPtrArray *blocks)
{
  int n = (int) blocks->len;
  int index = n > 0 ? g_test_rand_int_range (0, n) : 0;

  switch (n > 0 ? g_test_rand_int_range (0, 6) : 0)
    {
    case 0:
      g_ptr_array_insert (blocks, index, write_block ());
      break;

    case 1:
      g_ptr_array_remove_index (blocks, (guint) index);
      break;

    case 2:
      {
        char *block = g_ptr_array_steal_index (blocks, (guint) index);

        g_ptr_array_insert (blocks, g_test_rand_int_range (0, n), block);
        break;
      }

    default:
      {
        char *block = change_word (blocks->pdata[index]);

        g_free (blocks->pdata[index]);
        blocks->pdata[index] = block;
        break;
      }
    }
}

static char *
join (GPtrArray *blocks)
{
  g_autoptr(GString) body = g_string_new (NULL);

  for (unsigned i = 0; i < blocks->len; i++)
    g_string_append (body, blocks->pdata[i]);

  return g_string_free_and_steal (g_steal_pointer (&body));
}

static GPtrArray *
edit (GPtrArray *blocks)
{
  GPtrArray *edited = copy_blocks (blocks);
  int n_edits = g_test_rand_int_range (0, 6);

  for (int i = 0; i < n_edits; i++)
    edit_once (edited);

  return edited;
}

static GHashTable *
collect_words (const char *text)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto(GStrv) each = g_strsplit_set (text, " \t\r\n<>/[]^:|#*`-", -1);

  for (unsigned i = 0; each[i] != NULL; i++)
    g_hash_table_add (words, g_strdup (each[i]));

  return words;
}

static void
assert_has_new_words (const DeskMerge *merge,
                      const char      *base,
                      const char      *side)
{
  g_autofree char *text = desk_merge_dup_text (merge);
  g_autoptr(GHashTable) there = collect_words (text);
  g_autoptr(GHashTable) known = collect_words (base);
  g_autoptr(GHashTable) words = collect_words (side);
  GHashTableIter iter;
  gpointer word;

  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    {
      if (!g_hash_table_contains (known, word) && !g_hash_table_contains (there, word))
        g_test_message ("lost “%s” of <%s> on <%s>: <%s>", (char *) word, side, base, text);
      g_assert_true (g_hash_table_contains (known, word) || g_hash_table_contains (there, word));
    }
}

static void
assert_merges_to (const char *base,
                  const char *mine,
                  const char *theirs,
                  const char *result)
{
  g_autofree char *said = merge_and_say (base, mine, theirs);

  g_assert_cmpstr (said, ==, result);
}

static void
swap_hunks (DeskMerge *merge)
{
  for (unsigned i = 0; i < merge->hunks->len; i++)
    {
      DeskMergeHunk *hunk = merge->hunks->pdata[i];
      char *mine = hunk->mine;

      hunk->mine = hunk->theirs;
      hunk->theirs = mine;
    }
}

static void
test_random_edits (void)
{
  unsigned n_clean = 0;
  unsigned n_rounds = g_test_thorough () ? 100000 : 4000;

  for (unsigned round = 0; round < n_rounds; round++)
    {
      g_autoptr(GPtrArray) blocks = g_ptr_array_new_with_free_func (g_free);
      g_autoptr(GPtrArray) mine_blocks = NULL;
      g_autoptr(GPtrArray) theirs_blocks = NULL;
      g_autofree char *base = NULL;
      g_autofree char *mine = NULL;
      g_autofree char *theirs = NULL;
      g_autofree char *said = NULL;
      g_autofree char *said_other = NULL;
      g_autoptr(DeskMerge) merge = NULL;
      g_autoptr(DeskMerge) other = NULL;

      for (int i = g_test_rand_int_range (0, 9); i > 0; i--)
        g_ptr_array_add (blocks, write_block ());
      mine_blocks = edit (blocks);
      theirs_blocks = edit (blocks);
      base = join (blocks);
      mine = join (mine_blocks);
      theirs = join (theirs_blocks);

      assert_merges_to (base, mine, base, mine);
      assert_merges_to (base, base, mine, mine);
      assert_merges_to (base, mine, mine, mine);

      merge = desk_merge_new (base, mine, theirs);
      assert_has_new_words (merge, base, mine);
      assert_has_new_words (merge, base, theirs);
      n_clean += merge->n_conflicts == 0;

      other = desk_merge_new (base, theirs, mine);
      swap_hunks (other);
      said = say (merge);
      said_other = say (other);
      g_assert_cmpstr (said, ==, said_other);
    }

  /* Neither everything a conflict, nor nothing. */
  g_test_message ("%u of %u merges were clean", n_clean, n_rounds);
  g_assert_cmpuint (n_clean, >, n_rounds / 3);
  g_assert_cmpuint (n_clean, <, n_rounds);
}

/* A body of about @n_bytes; @each changes each block, 0 none. */
static char *
write_large (gsize    n_bytes,
             unsigned start,
             unsigned each)
{
  g_autoptr(GString) body = g_string_new (NULL);

  for (unsigned i = 0; body->len < n_bytes; i++)
    g_string_append_printf (body, "In house %u of the street lives %s of boat %u, who loves the sea and the %s.\n\n", i,
                            each > 0 && i % each == start ? "the daughter" : "the owner", i * 7,
                            each > 0 && i % each == start + 1 ? "winter" : "summer");

  return g_string_free_and_steal (g_steal_pointer (&body));
}

static void
test_large (void)
{
  static const gsize sizes[] = { 5 * 1024, 4 * 1024 * 1024 };

  for (unsigned i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *base = write_large (sizes[i], 0, 0);
      g_autofree char *mine = write_large (sizes[i], 0, 2);
      g_autofree char *theirs = write_large (sizes[i], 2, 7);
      g_autoptr(DeskMerge) merge = NULL;
      double seconds;

      g_test_timer_start ();
      merge = desk_merge_new (base, mine, theirs);
      seconds = g_test_timer_elapsed ();
      g_test_message ("%zu bytes merged in %.1f ms, %u conflicts", strlen (base), 1000 * seconds, merge->n_conflicts);
      g_assert_cmpfloat (seconds, <, 60);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/text/merge/blocks", block_cases, check_cases);
  g_test_add_data_func ("/text/merge/one-block-changed-by-both-is-a-conflict", conflict_cases, check_cases);
  g_test_add_data_func ("/text/merge/one-paragraph-changed-in-different-words", word_cases, check_cases);
  g_test_add_data_func ("/text/merge/line-ends", line_cases, check_cases);
  g_test_add_func ("/text/merge/a-person-decides", test_choices);
  g_test_add_func ("/text/merge/lines-and-paragraphs", test_one_piece);
  g_test_add_func ("/text/merge/no-edit-loses-a-word", test_random_edits);
  g_test_add_func ("/text/merge/large-bodies-take-seconds", test_large);
  return g_test_run ();
}
