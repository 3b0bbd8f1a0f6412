/* test-blocks.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "text/desk-blocks.h"

#include <string.h>

/* Kinds of blocks as letters, so that a table can say them in a word. */
static const char kind_letters[] = "phqlcxtrfd";

static char *
split (const char *body,
       gsize       n_bytes)
{
  g_autoptr(GArray) blocks = desk_blocks_split (body, n_bytes);
  g_autoptr(GArray) again = desk_blocks_split (body, n_bytes);
  g_autoptr(GString) kinds = g_string_new (NULL);
  g_autoptr(GString) joined = g_string_new (NULL);

  g_assert_cmpuint (desk_blocks_validate (blocks, body, n_bytes), ==, 0);
  g_assert_cmpmem (blocks->data, blocks->len * sizeof (DeskBlock), again->data, again->len * sizeof (DeskBlock));

  for (unsigned i = 0; i < blocks->len; i++)
    {
      const DeskBlock *block = &g_array_index (blocks, DeskBlock, i);

      g_string_append_c (kinds, kind_letters[block->kind]);
      g_string_append_len (joined, body + block->offset, (gssize) block->n_bytes);
    }
  g_assert_cmpmem (joined->str, joined->len, body, n_bytes);

  return g_string_free_and_steal (g_steal_pointer (&kinds));
}

static const struct
{
  const char *body;
  const char *kinds;
} corpus[] = {
  { "", "" },
  { "\n", "d" },
  { " \t\r\n\r\n", "d" },
  { "one", "p" },
  { "one\n\ntwo\n", "pp" },
  { "one\r\n\r\ntwo\r\n", "pp" },
  { "one\r\rtwo\r", "pp" },
  { "\n\n\none\n", "p" },
  { "\xef\xbb\xbf# Heading\n", "h" },
  { "\xef\xbb\xbf", "d" },
  { "# One\nText\n\nTwo\n===\n***\n", "hphr" },
  { "Two\n===\n[a]: /b\n\nOne\n---\n[^u]: x\n", "hdhf" },
  { "> quote\nlazy\n\n- a\n- b\n\n  c\n\n1. d\n", "qll" },
  { "```\n\n# not a heading\n```\ntext\n", "cp" },
  { "```\nnever closed\n\n\n", "c" },
  { "\tcode\n\n\tcode\n\ntext", "cp" },
  { "<div>\na\n</div>\n\n<!-- b -->\ntext\n", "xxp" },
  { "<!-- a\n\nb -->\n<script>\n\nc</script>\n", "xx" },
  { "<!-- one line --> tail\n[a]: /b\n", "xd" },
  { "| a | b |\n| --- | --: |\n| 1 | 2 |\n", "t" },
  { "before\n| a | b |\n| --- | --: |\n| 1 | 2 |\n\nafter\n", "ptp" },
  { "two\nlines\n| a |\n| --- |\n", "pt" },
  { "[a]: https://example.org\n[b]: /b 'title'\n\ntext [a]\n", "dp" },
  { "text [a]\n\n[a]: /a\n\nmore\n", "pdp" },
  { "text\n\n\n\n[a]: /a\n", "pd" },
  { "[a]: /a\ntext right behind\n", "p" },
  { "- item\n\n[a]: /a\n", "ld" },
  { "note[^1]\n\n[^1]: The note\n    more\n\n    second\n\nend\n", "pfp" },
  { "note[^1][^2]\n\n[^1]: a\n[^2]: b\n\nend\n", "pffp" },
  { "[^u]: nobody asks\n\n    more of it\n\n[^v]: nor here\n", "ff" },
  { "text\n\n[^u]: nobody asks\n\n[a]: /a\n\nend\n", "pfp" },
  { "> note[^1]\n>\n> [^1]: in the quote\n\nend[^1]\n", "qp" },
  { "- note[^1]\n\n  [^1]: in the list\n\n- b\n\nend\n", "lp" },
  { "a[^1]\n\n[^1]: one\n\n[^1]: again\n", "pff" },
  { "- [ ] open\n- [x] done\n", "l" },
  { "![alone](media:0 'caption')\n", "p" },
  { "---\n", "r" },
  { "a\\\n  b  \n\tc\n", "p" },
  { "   \n \n  # indented\n   \n", "h" },
  { "-\n\n-\n\ntext", "lp" },
  { ">\n\n>\n", "qq" },
};

static void
test_corpus (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (corpus); i++)
    {
      g_autofree char *kinds = split (corpus[i].body, strlen (corpus[i].body));

      g_test_message ("%s", corpus[i].body);
      g_assert_cmpstr (kinds, ==, corpus[i].kinds);
    }
}

/* Every pair of bodies, joined in every way, is a body too. */
static void
test_pairs (void)
{
  static const char * const joints[] = { "", "\n", "\r\n", "\n\n", "    ", "> ", "- ", "\r" };

  for (gsize i = 0; i < G_N_ELEMENTS (corpus); i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (corpus); j++)
        {
          for (gsize k = 0; k < G_N_ELEMENTS (joints); k++)
            {
              g_autofree char *body = g_strconcat (corpus[i].body, joints[k], corpus[j].body, NULL);
              g_autofree char *kinds = split (body, strlen (body));

              g_assert_true ((*body == '\0') == (*kinds == '\0'));
            }
        }
    }
}

static void
test_generated (void)
{
  static const char * const parts[] = {
    "a", "Реч", " ", "  ", "    ", "\t", "\n", "\n", "\n\n", "\r\n", "\r", "#", "# ", "> ", ">", "- ", "1. ", "* ",
    "```", "~~~", "[^1]", "[^1]: ", "[a]: /b", "[a]", "](x)", "![", "|", "| --- |", "---", "===", "***", "<div>",
    "</div>", "<!--", "-->", "<script>", "</script>", "<?", "?>", "`", "\\", "&amp;", "— ", "\xef\xbb\xbf", "\f",
  };
  g_autoptr(GRand) random = g_rand_new_with_seed (20250601);

  for (unsigned i = 0; i < 6000; i++)
    {
      g_autoptr(GString) body = g_string_new (NULL);
      unsigned n_parts = (unsigned) g_rand_int_range (random, 0, 60);
      g_autofree char *kinds = NULL;

      for (unsigned j = 0; j < n_parts; j++)
        g_string_append (body, parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))]);
      kinds = split (body->str, body->len);
      g_assert_true ((body->len == 0) == (*kinds == '\0'));
    }
}

/* Takes the examples out of the specification, which parts Markdown from HTML
 * with a line that is a full stop and shows tabs as arrows.
 */
static unsigned
split_examples (const char *spec)
{
  static const char fence[] = "````````````````````````````````";
  g_auto(GStrv) pieces = g_strsplit (spec, fence, -1);
  unsigned n_examples = 0;

  for (gsize i = 1; pieces[i] != NULL; i += 2)
    {
      const char *start = strchr (pieces[i], '\n');
      const char *end = start != NULL ? strstr (start, "\n.\n") : NULL;
      g_auto(GStrv) tabs = NULL;
      g_autofree char *example = NULL;
      g_autofree char *body = NULL;
      g_autofree char *kinds = NULL;

      if (end == NULL)
        continue;
      example = g_strndup (start + 1, (gsize) (end - start));
      tabs = g_strsplit (example, "→", -1);
      body = g_strjoinv ("\t", tabs);
      kinds = split (body, strlen (body));
      n_examples++;
    }

  return n_examples;
}

static void
test_specification (void)
{
  static const char path[] = "/usr/share/doc/cmark-gfm/spec.txt.gz";
  g_autofree char *spec = NULL;
  g_autofree char *quoted = NULL;
  g_autofree char *command = NULL;

  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS)); /* Debian's cmark-gfm has it */
  quoted = g_shell_quote (path);
  command = g_strconcat ("gzip -dc ", quoted, NULL);
  g_assert_true (g_spawn_command_line_sync (command, &spec, NULL, NULL, NULL));
  g_assert_cmpuint (split_examples (spec), >, 600);
}

static void
test_hash (void)
{
  g_autoptr(GArray) two = desk_blocks_split ("one\n\n\n \ntwo", 11);
  g_autoptr(GArray) other = desk_blocks_split ("two\n\none\n", 9);

  g_assert_cmpuint (two->len, ==, 2);
  g_assert_cmpuint (other->len, ==, 2);
  g_assert_cmpuint (g_array_index (two, DeskBlock, 0).hash, ==, g_array_index (other, DeskBlock, 1).hash);
  g_assert_cmpuint (g_array_index (two, DeskBlock, 1).hash, ==, g_array_index (other, DeskBlock, 0).hash);
  g_assert_cmpuint (g_array_index (two, DeskBlock, 0).hash, !=, g_array_index (two, DeskBlock, 1).hash);
}

static void
test_locality (void)
{
  static const char before[] = "# One\n\nfirst\n\n- a\n- b\n\nlast\n";
  static const char after[] = "# One\n\nfirst, changed\n\n- a\n- b\n\nlast\n";
  g_autoptr(GArray) old = desk_blocks_split (before, strlen (before));
  g_autoptr(GArray) new = desk_blocks_split (after, strlen (after));

  g_assert_cmpuint (old->len, ==, new->len);
  for (unsigned i = 0; i < old->len; i++)
    {
      gboolean is_same = g_array_index (old, DeskBlock, i).hash == g_array_index (new, DeskBlock, i).hash;

      g_assert_cmpint (is_same, ==, i != 1);
    }
}

static void
test_validate (void)
{
  static const char body[] = "one\n\ntwo\n";
  g_autoptr(GArray) blocks = desk_blocks_split (body, strlen (body));
  DeskBlock *second = &g_array_index (blocks, DeskBlock, 1);

  second->hash++;
  g_assert_cmpuint (desk_blocks_validate (blocks, body, strlen (body)), ==, 4);
  second->n_bytes--;
  second->offset++;
  g_assert_cmpuint (desk_blocks_validate (blocks, body, strlen (body)), ==, 1);
  g_array_set_size (blocks, 1);
  g_assert_cmpuint (desk_blocks_validate (blocks, body, strlen (body)), ==, 2);
}

static void
test_large (void)
{
  g_autoptr(GString) body = g_string_new (NULL);
  g_autoptr(GArray) blocks = NULL;

  while (body->len < 4 * 1024 * 1024)
    g_string_append (body, "A paragraph with *some* emphasis, a [link](https://example.org/) and a note[^n].\n\n");
  blocks = desk_blocks_split (body->str, body->len);
  g_assert_cmpuint (desk_blocks_validate (blocks, body->str, body->len), ==, 0);
  g_assert_cmpuint (blocks->len, >, 50000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/blocks/each-kind-is-found", test_corpus);
  g_test_add_func ("/text/blocks/joined-bodies-are-covered", test_pairs);
  g_test_add_func ("/text/blocks/generated-bodies-are-covered", test_generated);
  g_test_add_func ("/text/blocks/examples-of-the-specification-are-covered", test_specification);
  g_test_add_func ("/text/blocks/hash-ignores-blank-lines-behind", test_hash);
  g_test_add_func ("/text/blocks/a-change-touches-one-block", test_locality);
  g_test_add_func ("/text/blocks/validate-finds-what-is-wrong", test_validate);
  g_test_add_func ("/text/blocks/four-megabytes-are-split", test_large);

  return g_test_run ();
}
