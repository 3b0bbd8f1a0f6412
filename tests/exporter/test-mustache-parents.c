/* test-mustache-parents.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exporter/theme/desk-mustache.h"

#include "value-json.h"

/* @templates are named "a", "b" and "c". */
typedef struct
{
  const char *claim;
  const char *context;
  const char *template;
  const char *expected;
  const char *templates[3];
} Case;

static const Case cases[] = {
  /* blocks */
  { "block-has-a-default", "{}", "[{{$x}}boat{{/x}}]", "[boat]" },
  { "default-is-a-template", "{\"n\":\"<\",\"l\":[1,2]}", "{{$x}}{{n}}{{{n}}}{{#l}}{{.}}{{/l}}{{^m}}3{{/m}}{{/x}}", "&lt;<123" },
  { "context-is-no-block", "{\"x\":\"no\"}", "{{$x}}boat{{/x}}", "boat" },
  { "block-of-whole-lines-takes-its-tags-lines", "{}", "1\n{{$x}}\n 2\n{{/x}}\n3\n", "1\n 2\n3\n" },
  { "block-in-a-line-keeps-it", "{}", "1\n  {{$x}}2{{/x}}\n3\n", "1\n  2\n3\n" },

  /* parents */
  { "parent-alone-is-a-partial", "{\"n\":1}", "[{{<a}}{{/a}}|{{>a}}]", "[1|1]", { "{{n}}" } },
  { "missing-parent-is-empty", "{}", "[{{<a}}{{$x}}1{{/x}}{{/a}}]", "[]" },
  { "parent-shows-its-defaults", "{}", "{{<a}}{{/a}}", "boat", { "{{$x}}boat{{/x}}" } },
  { "block-takes-the-defaults-place", "{}", "{{<a}}{{$x}}ship{{/x}}{{/a}}", "<ship>", { "<{{$x}}boat{{/x}}>" } },
  { "context-does-not-replace-a-block", "{\"x\":\"no\"}", "{{<a}}{{$x}}ship{{/x}}{{/a}}", "ship", { "{{$x}}boat{{/x}}" } },
  { "one-of-two-blocks-is-replaced", "{}", "{{<a}}{{$y}}2{{/y}}{{/a}}", "1, 2", { "{{$x}}1{{/x}}, {{$y}}-{{/y}}" } },
  { "each-use-has-its-own-blocks", "{}", "{{<a}}{{$x}}1{{/x}}{{/a}}{{<a}}{{/a}}{{<a}}{{$x}}2{{/x}}{{/a}}", "1-2",
    { "{{$x}}-{{/x}}" } },
  { "block-that-nobody-asks-for-is-nothing", "{}", "{{<a}}{{$z}}1{{/z}}{{/a}}", "-", { "{{$x}}-{{/x}}" } },
  { "other-text-inside-is-nothing", "{\"n\":1}", "{{<a}} no {{n}} {{$x}}1{{/x}} {{#n}}no{{/n}}{{/a}}", "1", { "{{$x}}-{{/x}}" } },
  { "block-sees-the-context-of-its-place", "{\"n\":1,\"o\":{\"n\":2}}", "{{<a}}{{$x}}{{n}}{{/x}}{{/a}}", "2",
    { "{{#o}}{{$x}}{{/x}}{{/o}}" } },
  { "block-is-repeated-with-its-place", "{\"l\":[1,2]}", "{{<a}}{{$x}}({{.}}){{/x}}{{/a}}", "(1)(2)", { "{{#l}}{{$x}}{{/x}}{{/l}}" } },
  { "blocks-keep-their-delimiters", "{\"n\":1}", "{{=| |=}}|<a||$x||n||/x||/a|", "1", { "{{$x}}{{/x}}" } },
  { "parents-begin-with-usual-delimiters", "{\"n\":1}", "{{=| |=}}|<a||/a|", "1", { "{{n}}" } },

  /* of more than one level */
  { "nearest-to-the-page-wins", "{}", "{{<a}}{{$x}}1{{/x}}{{/a}}", "1",
    { "{{<b}}{{$x}}2{{/x}}{{/b}}", "{{<c}}{{$x}}3{{/x}}{{/c}}", "{{$x}}4{{/x}}" } },
  { "without-it-the-next-one", "{}", "{{<a}}{{/a}}", "2",
    { "{{<b}}{{$x}}2{{/x}}{{/b}}", "{{<c}}{{$x}}3{{/x}}{{/c}}", "{{$x}}4{{/x}}" } },
  { "blocks-reach-partials", "{}", "{{<a}}{{$x}}1{{/x}}{{/a}}", "1", { "{{>b}}", "{{$x}}-{{/x}}" } },
  { "blocks-nest", "{}", "{{<a}}{{$y}}2{{/y}}{{/a}}", "1 2 3", { "{{$x}}1 {{$y}}-{{/y}} 3{{/x}}" } },
  { "block-given-inside-a-block", "{}", "{{<a}}{{$y}}2{{/y}}{{/a}}", "(2)", { "{{<b}}{{$x}}({{$y}}-{{/y}}){{/x}}{{/b}}", "{{$x}}{{/x}}" } },
  { "parent-inside-a-block", "{}", "{{<a}}{{$x}}{{<b}}{{$y}}1{{/y}}{{/b}}{{/x}}{{/a}}", "[1]", { "{{$x}}{{/x}}", "[{{$y}}{{/y}}]" } },

  /* lines */
  { "parent-that-stands-alone-is-moved-in", "{\"n\":\"1\\n1\"}", "-\n  {{<a}}{{/a}}\n-\n", "-\n  1\n1\n  2\n-\n", { "{{{n}}}\n2\n" } },
  { "parent-over-lines-stands-alone", "{}", "-\n  {{<a}}\n  {{$x}}1{{/x}}\n  {{/a}}\n-\n", "-\n  1\n-\n", { "{{$x}}{{/x}}\n" } },
  { "parent-beside-text-is-not-moved", "{}", "  {{<a}}{{/a}}.\n", "  1\n2\n.\n", { "1\n2\n" } },
  { "lines-are-moved-to-a-place-in-a-line", "{}", "{{<a}}{{$x}}1\n2{{/x}}{{/a}}", "-\n  1\n  2\n", { "-\n  {{$x}}{{/x}}\n" } },
  { "lines-lose-the-indentation-of-where-they-were", "{}", "{{<a}}\n    {{$x}}\n    1\n      2\n    {{/x}}\n{{/a}}\n", "-\n 1\n   2\n",
    { "-\n {{$x}}\n {{/x}}\n" } },
  { "default-says-how-far-lines-are-moved", "{}", "{{<a}}{{$x}}\n1\n{{/x}}{{/a}}", "-\n   1\n", { "-\n{{$x}}\n   0\n{{/x}}\n" } },
  { "a-word-in-the-place-of-lines-is-a-line", "{}", "{{<a}}{{$x}}1{{/x}}{{/a}}", "-\n  1\n-\n", { "-\n  {{$x}}\n  0\n  {{/x}}\n-\n" } },
  { "carriage-returns-are-line-ends", "{}", "{{<a}}\r\n{{$x}}\r\n1\r\n{{/x}}\r\n{{/a}}\r\n", "-\r\n1\r\n", { "-\r\n{{$x}}\r\n{{/x}}\r\n" } },

  /* names that stand in the context */
  { "partial-by-a-name-of-the-context", "{\"t\":\"a\",\"n\":1}", "[{{>*t}}]", "[1]", { "{{n}}" } },
  { "name-may-have-dots-and-white-space", "{\"t\":{\"u\":\"a\"}}", "[{{> * t.u }}]", "[1]", { "1" } },
  { "name-without-template-is-empty", "{\"t\":\"none\"}", "[{{>*t}}{{>*u}}]", "[]" },
  { "name-that-is-no-text-is-empty", "{\"t\":1,\"u\":{},\"v\":null,\"w\":[\"a\"]}", "[{{>*t}}{{>*u}}{{>*v}}{{>*w}}]", "[]", { "1" } },
  { "asterisk-is-followed-once", "{\"t\":\"u\",\"u\":\"a\"}", "[{{>**t}}{{>*t}}]", "[]", { "1" } },
  { "named-partial-is-moved-in", "{\"t\":\"a\"}", "-\n  {{>*t}}\n", "-\n  1\n  2\n", { "1\n2\n" } },
  { "each-item-has-its-template", "{\"l\":[{\"t\":\"a\"},{\"t\":\"b\"}]}", "{{#l}}{{>*t}}{{/l}}", "12", { "1", "2" } },
  { "parent-by-a-name-of-the-context", "{\"t\":\"b\"}", "{{<*t}}{{$x}}1{{/x}}{{/*t}}", "[1]", { "", "[{{$x}}{{/x}}]" } },
};

static void
test_case (gconstpointer data)
{
  static const char *const names[] = { "a", "b", "c" };
  const Case *item = data;
  g_autoptr(DeskMustache) set = desk_mustache_new ();
  g_autoptr(JsonNode) context = json_from_string (item->context, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (context);
  g_assert_true (desk_mustache_add (set, "t", item->template, &error));
  for (unsigned i = 0; i < G_N_ELEMENTS (names) && item->templates[i] != NULL; i++)
    g_assert_true (desk_mustache_add (set, names[i], item->templates[i], &error));

  /* Twice: what the first run compiled serves the second. */
  for (unsigned i = 0; i < 2; i++)
    {
      g_autofree char *text = value_json_render (set, "t", context, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, item->expected);
    }
}

static void
test_errors (void)
{
  static const struct
  {
    const char *template;
    const char *message_start;
  } errors[] = {
    { "\n{{$x}}", "t:2: the section “x” has no end" },
    { "{{<a}}", "t:1: the section “a” has no end" },
    { "{{<a}}{{$x}}{{/a}}{{/x}}", "t:1: “/a” stands where “/x” is due" },
    { "{{<}}{{/}}", "t:1: this tag has no name" },
    { "{{$ }}{{/ }}", "t:1: this tag has no name" },
    { "{{>*}}", "t:1: this tag has no name" },
    { "{{>*a b}}", "t:1: “a b” is not a name" },
    { "{{<a}}\n{{$x}}\n{{a b}}{{/x}}{{/a}}", "t:3: “a b” is not a name" },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autoptr(DeskMustache) set = desk_mustache_new ();
      g_autoptr(GError) error = NULL;

      g_assert_false (desk_mustache_add (set, "t", errors[i].template, &error));
      g_assert_error (error, DESK_MUSTACHE_ERROR, DESK_MUSTACHE_ERROR_SYNTAX);
      if (!g_str_has_prefix (error->message, errors[i].message_start))
        g_assert_cmpstr (error->message, ==, errors[i].message_start);
    }
}

/* A block that holds itself, a parent that uses itself. */
static void
test_endless (void)
{
  static const char *const templates[] = {
    "{{<a}}{{$x}}{{$x}}{{/x}}{{/x}}{{/a}}",
    "{{<t}}{{/t}}",
    "{{<a}}{{$x}}{{>t}}{{/x}}{{/a}}",
  };
  g_autoptr(JsonNode) context = json_from_string ("{}", NULL);

  for (unsigned i = 0; i < G_N_ELEMENTS (templates); i++)
    {
      g_autoptr(DeskMustache) set = desk_mustache_new ();
      g_autoptr(GError) error = NULL;

      g_assert_true (desk_mustache_add (set, "t", templates[i], &error));
      g_assert_true (desk_mustache_add (set, "a", "{{$x}}{{/x}}", &error));
      g_assert_null (value_json_render (set, "t", context, &error));
      g_assert_error (error, DESK_MUSTACHE_ERROR, DESK_MUSTACHE_ERROR_LIMIT);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/exporter/mustache/parents/", cases[i].claim, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/exporter/mustache/parents/errors-name-their-line", test_errors);
  g_test_add_func ("/exporter/mustache/parents/endless-ones-are-refused", test_endless);

  return g_test_run ();
}
