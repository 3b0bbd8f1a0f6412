/* test-node.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "text/desk-node.h"

#include <string.h>

/* Writes a tree on one line, short enough for a table of expectations. */
static void
describe (GString        *out,
          const DeskNode *node)
{
  static const char * const names[] = {
    "doc", "p", "h", "quote", "by", "list", "item", "pre", "html", "table", "row", "cell", "hr", "fig", "note", "",
    "_", "br", "code", "raw", "em", "b", "del", "a", "img", "ref",
  };

  g_string_append (out, names[node->kind]);
  if (node->kind == DESK_NODE_HEADING)
    g_string_append_printf (out, "%u", node->level);
  if (node->kind == DESK_NODE_LIST)
    g_string_append_printf (out, "%s%s", node->is_ordered ? "#" : "*", node->is_tight ? "" : "~");
  if (node->kind == DESK_NODE_LIST && node->is_ordered)
    g_string_append_printf (out, "%u", node->start);
  if (node->is_task)
    g_string_append (out, node->is_done ? "+" : "-");
  if (node->is_header)
    g_string_append_c (out, '!');
  if (node->alignment != 0)
    g_string_append_c (out, node->alignment);
  if (node->kind == DESK_NODE_FOOTNOTE || node->kind == DESK_NODE_FOOTNOTE_REF)
    g_string_append_printf (out, "%u", node->number);
  if (node->n_use > 1)
    g_string_append_printf (out, ".%u", node->n_use);
  if (node->destination != NULL)
    g_string_append_printf (out, "<%s>", node->destination);
  if (node->title != NULL && *node->title != '\0')
    g_string_append_printf (out, "\"%s\"", node->title);
  if (node->info != NULL && *node->info != '\0')
    g_string_append_printf (out, ":%s", node->info);
  if (node->text != NULL)
    g_string_append_printf (out, "'%s'", node->text);
  if (node->children->len > 0)
    {
      g_string_append_c (out, '(');
      for (unsigned i = 0; i < node->children->len; i++)
        {
          if (i > 0)
            g_string_append_c (out, ' ');
          describe (out, node->children->pdata[i]);
        }
      g_string_append_c (out, ')');
    }
}

static void
test_trees (void)
{
  static const struct
  {
    const char *body;
    const char *tree;
  } cases[] = {
    { "", "doc" },
    { "one *two* **three**\nfour  \nfive", "doc(p('one ' em('two') ' ' b('three') _ 'four' br 'five'))" },
    { "# H\n\nS\n---\n\n***", "doc(h1('H') h2('S') hr)" },
    { "- a\n- b", "doc(list*(item(p('a')) item(p('b'))))" },
    { "3. a\n\n4. b", "doc(list#~3(item(p('a')) item(p('b'))))" },
    { "- [ ] a\n- [x] b\n- c", "doc(list*(item-(p('a')) item+(p('b')) item(p('c'))))" },
    { "```c x\nint a;\n```", "doc(pre:c x'int a;\n')" },
    { "<div>\n\na <b>c</b> `d`", "doc(html'<div>\n' p('a ' raw'<b>' 'c' raw'</b>' ' ' code'd'))" },
    { "|a|b|c|\n|:-|:-:|-:|\n|1|2|3|", "doc(table(row!(celll('a') cellc('b') cellr('c')) row(celll('1') cellc('2') cellr('3'))))" },
    { "~~gone~~", "doc(p(del('gone')))" },
    { "[a](/b \"c\") <https://d.example/>", "doc(p(a</b>\"c\"('a') ' ' a<https://d.example/>('https://d.example/')))" },
    { "see https://d.example/x.", "doc(p('see ' a<https://d.example/x>('https://d.example/x') '.'))" },
    { "![alt *x*](media:ab \"Caption\")", "doc(fig<media:ab>\"Caption\"'alt x')" },
    { "text ![alt](x)", "doc(p('text ' img<x>'alt'))" },
    { "- ![alt](x)", "doc(list*(item(fig<x>'alt')))" },
    { "\"quotes\" -- stay...", "doc(p('\"quotes\" -- stay...'))" },
    { "> words\n> — A. Name", "doc(quote(p('words') by('A. Name')))" },
    { "> words\n>\n> -- *A.* Name", "doc(quote(p('words') p('-- ' em('A.') ' Name')))" },
    { "> words\n>\n> -- A. Name, *X*", "doc(quote(p('words') by('A. Name, ' em('X'))))" },
    { "> — alone", "doc(quote(p('— alone')))" },
    { "> a\n> — b\n> c", "doc(quote(p('a' _ '— b' _ 'c')))" },
    { "> —dash", "doc(quote(p('—dash')))" },
    { "a[^y] b[^x] c[^y]\n\n[^x]: X\n\n[^y]: Y\n[^z]: Z",
      "doc(p('a' ref1 ' b' ref2 ' c' ref1.2) note1(p('Y')) note2(p('X')))" },
    { "a[^none]", "doc(p('a[^none]'))" },
    { "[^b]: B[^a]\n\n[^a]: A\n\nx[^b]", "doc(p('x' ref1) note1(p('B' ref2)) note2(p('A')))" },
    { "[^a]: mine[^a]", "doc" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DeskNode) document = desk_node_parse (cases[i].body, -1);
      g_autoptr(GString) tree = g_string_new (NULL);

      describe (tree, document);
      g_assert_cmpstr (tree->str, ==, cases[i].tree);
    }
}

static void
test_plain_text (void)
{
  g_autoptr(DeskNode) document = desk_node_parse (
    "# Title\n\nOne *two*[^1]\nthree <b>four</b>\n\n- a\n- b\n\n|x|y|\n|-|-|\n|1|2|\n\n"
    "![alt](z \"Caption\")\n\n<div>gone</div>\n\n[^1]: Note\n", -1);
  g_autofree char *text = desk_node_to_plain_text (document);

  g_assert_cmpstr (text, ==, "Title\n\nOne two three four\n\na\nb\n\nx\ty\n1\t2\n\nCaption\n\nNote");
}

static unsigned
depth_of (const DeskNode *node)
{
  unsigned deepest = 0;

  for (unsigned i = 0; i < node->children->len; i++)
    {
      unsigned depth = depth_of (node->children->pdata[i]);

      deepest = MAX (deepest, depth);
    }

  return deepest + 1;
}

static char *
repeat (const char *unit,
        unsigned    n_times,
        const char *tail)
{
  g_autoptr(GString) out = g_string_new (NULL);

  for (unsigned i = 0; i < n_times; i++)
    g_string_append (out, unit);
  g_string_append (out, tail);

  return g_string_free_and_steal (g_steal_pointer (&out));
}

static void
test_depth (void)
{
  static const struct
  {
    const char *unit;
    const char *tail;
  } cases[] = {
    { "> ", "end" }, { ">", "\nend" }, { "[", "end" }, { "![", "end" }, { "*", "end" }, { "*a **b ", "end" },
    { "- ", "end" }, { "1. ", "end" }, { "> - ", "end" }, { "~~a ", "end" }, { "_a __b ", "end" }, { "`", "end" },
    { "[^a]: ", "end" }, { "<a ", "end" }, { "](", "end" }, { "[a](", "end" }, { "\\", "end" }, { "<!--", "end" },
    { "|", "end\n|-|\n" }, { "&", "end" }, { "[x", "end" }, { "a**b", "end" }, { "![[]()", "end" }, { "<![CDATA[", "end" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = repeat (cases[i].unit, 5000, cases[i].tail);
      g_autoptr(DeskNode) document = desk_node_parse (body, -1);
      g_autofree char *text = desk_node_to_plain_text (document);

      g_test_message ("%s", cases[i].unit);
      g_assert_cmpuint (depth_of (document), <, 120);
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
}

static void
test_deep_words (void)
{
  g_autofree char *opening = repeat ("> ", 500, "the *innermost* words");
  g_autoptr(DeskNode) document = desk_node_parse (opening, -1);
  g_autofree char *text = desk_node_to_plain_text (document);
  g_autofree char *left = repeat ("*a ", 500, "b");
  g_autofree char *right = repeat ("c*", 500, "");
  g_autofree char *emphasis = g_strconcat (left, right, NULL);
  g_autoptr(DeskNode) deep = desk_node_parse (emphasis, -1);
  g_autofree char *deep_text = desk_node_to_plain_text (deep);

  g_assert_cmpstr (text, ==, "the innermost words");
  g_assert_cmpuint (depth_of (deep), <, 120);
  g_assert_nonnull (strstr (deep_text, "a bc"));
}

static void
test_invalid (void)
{
  static const char body[] = "a\xff" "b\0c";
  g_autoptr(DeskNode) document = desk_node_parse (body, sizeof body - 1);
  g_autofree char *text = desk_node_to_plain_text (document);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (g_str_has_suffix (text, "c"));
}

static gpointer
parse_often (gpointer data)
{
  for (unsigned i = 0; i < 200; i++)
    {
      g_autoptr(DeskNode) document = desk_node_parse ("~~a~~ https://b.example/ [^1]\n\n[^1]: c", -1);
      g_autoptr(GString) tree = g_string_new (NULL);

      describe (tree, document);
      g_assert_cmpstr (tree->str, ==,
                       "doc(p(del('a') ' ' a<https://b.example/>('https://b.example/') ' ' ref1) note1(p('c')))");
    }

  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("parse", parse_often, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/node/markdown-becomes-a-tree", test_trees);
  g_test_add_func ("/text/node/plain-text-has-the-words", test_plain_text);
  g_test_add_func ("/text/node/depth-is-bounded", test_depth);
  g_test_add_func ("/text/node/deep-words-are-kept", test_deep_words);
  g_test_add_func ("/text/node/invalid-text-becomes-valid", test_invalid);
  g_test_add_func ("/text/node/threads-parse-at-once", test_threads);

  return g_test_run ();
}
