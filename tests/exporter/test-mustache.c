/* test-mustache.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exporter/theme/desk-mustache.h"

#include "value-json.h"

#include <string.h>

typedef struct
{
  const char *claim;
  const char *context;
  const char *template;
  const char *expected;
  const char *partial; /* named "p" */
} Case;

static const Case cases[] = {
  /* text and variables */
  { "text-alone-stays", "{}", "Ships\nleave.\n", "Ships\nleave.\n" },
  { "variable-is-escaped", "{\"a\":\"<b> & \\\"'\"}", "{{a}}", "&lt;b&gt; &amp; &quot;&#39;" },
  { "control-characters-are-dropped", "{\"a\":\"x\\u0001\\u007fy\\tz\"}", "{{a}}", "xy\tz" },
  { "three-braces-do-not-escape", "{\"a\":\"<b>\"}", "{{{a}}}|{{{ a }}}", "<b>|<b>" },
  { "ampersand-does-not-escape", "{\"a\":\"<b>\"}", "{{&a}}|{{& a }}", "<b>|<b>" },
  { "white-space-inside-tags-is-ignored", "{\"a\":1}", "{{  a  }}|{{\ta\t}}", "1|1" },
  { "numbers-keep-their-shortest-form", "{\"a\":85,\"b\":1.25,\"c\":-0.1}", "{{a}} {{b}} {{c}}", "85 1.25 -0.1" },
  { "booleans-are-words", "{\"a\":true,\"b\":false}", "{{a}} {{b}}", "true false" },
  { "missing-and-null-are-empty", "{\"a\":null}", "[{{a}}{{{b}}}{{&c}}]", "[]" },
  { "objects-and-lists-are-empty-as-variables", "{\"a\":{},\"b\":[1]}", "[{{a}}{{b}}]", "[]" },
  { "variable-alone-on-its-line-keeps-it", "{\"a\":\"x\"}", "  {{a}}\n", "  x\n" },
  { "cyrillic-comes-through", "{\"a\":\"Ђурђевдан\"}", "„{{a}}“", "„Ђурђевдан“" },

  /* dotted names and the implicit iterator */
  { "dots-go-inside", "{\"a\":{\"b\":{\"c\":\"x\"}}}", "{{a.b.c}}", "x" },
  { "dots-do-not-climb-out-again", "{\"a\":{\"b\":{}},\"c\":\"no\"}", "[{{a.b.c}}]", "[]" },
  { "nearest-first-part-wins", "{\"a\":{\"b\":1},\"l\":[{\"a\":{}}]}", "{{#l}}[{{a.b}}]{{/l}}", "[]" },
  { "dot-is-the-value-itself", "{\"l\":[1,\"<\",true]}", "{{#l}}({{.}}){{/l}}", "(1)(&lt;)(true)" },
  { "dot-walks-nested-lists", "{\"l\":[[1,2],[3]]}", "{{#l}}({{#.}}{{.}}{{/.}}){{/l}}", "(12)(3)" },
  { "dot-may-be-raw", "{\"l\":[\"<\"]}", "{{#l}}{{{.}}}{{&.}}{{/l}}", "<<" },
  { "context-may-be-a-value", "\"x\"", "{{.}}", "x" },

  /* sections */
  { "section-shows-what-is-true", "{\"a\":true}", "{{#a}}x{{/a}}", "x" },
  { "section-hides-what-is-false", "{\"a\":false}", "[{{#a}}x{{/a}}]", "[]" },
  { "section-hides-null-missing-empty", "{\"a\":null,\"c\":[],\"d\":\"\"}",
    "[{{#a}}x{{/a}}{{#b}}x{{/b}}{{#c}}x{{/c}}{{#d}}x{{/d}}]", "[]" },
  { "zero-is-something", "{\"a\":0}", "{{#a}}{{.}}{{/a}}", "0" },
  { "section-repeats-a-list", "{\"l\":[{\"n\":1},{\"n\":2}]}", "{{#l}}{{n}},{{/l}}", "1,2," },
  { "section-enters-an-object", "{\"a\":{\"n\":1},\"n\":2}", "{{#a}}{{n}}{{/a}}{{n}}", "12" },
  { "section-enters-a-string", "{\"a\":\"x\"}", "{{#a}}[{{.}}]{{/a}}", "[x]" },
  { "outer-names-are-seen-inside", "{\"a\":{\"n\":1},\"m\":2}", "{{#a}}{{n}}{{m}}{{/a}}", "12" },
  { "sections-nest", "{\"a\":true,\"b\":true}", "{{#a}}1{{#b}}2{{/b}}3{{/a}}", "123" },
  { "section-takes-dotted-names", "{\"a\":{\"b\":[1,2]}}", "{{#a.b}}{{.}}{{/a.b}}", "12" },
  { "section-tags-may-have-white-space", "{\"a\":true}", "{{# a }}x{{/ a }}", "x" },
  { "standalone-section-takes-its-lines", "{\"a\":true}", "1\n{{#a}}\n2\n  {{/a}}  \n3\n", "1\n2\n3\n" },
  { "standalone-section-takes-carriage-returns", "{\"a\":true}", "1\r\n{{#a}}\r\n2\r\n{{/a}}\r\n3", "1\r\n2\r\n3" },
  { "standalone-section-at-both-ends", "{\"a\":true}", "  {{#a}}\nx\n  {{/a}}", "x\n" },
  { "section-beside-text-keeps-its-line", "{\"a\":true}", " {{#a}} x\n{{/a}} y\n", "  x\n y\n" },
  { "two-tags-on-a-line-keep-it", "{\"a\":true}", "{{#a}}{{/a}}\n", "\n" },

  /* inverted sections */
  { "inverted-shows-what-is-nothing", "{\"a\":false,\"b\":null,\"c\":[],\"d\":\"\"}",
    "{{^a}}1{{/a}}{{^b}}2{{/b}}{{^c}}3{{/c}}{{^d}}4{{/d}}{{^e}}5{{/e}}", "12345" },
  { "inverted-hides-what-is-something", "{\"a\":true,\"b\":[1],\"c\":{},\"d\":\"x\"}",
    "[{{^a}}1{{/a}}{{^b}}2{{/b}}{{^c}}3{{/c}}{{^d}}4{{/d}}]", "[]" },
  { "inverted-stands-alone", "{}", "1\n{{^a}}\n2\n{{/a}}\n3\n", "1\n2\n3\n" },

  /* comments */
  { "comment-is-nothing", "{}", "1{{! a {{ b }}2", "12" },
  { "comment-may-have-lines", "{}", "1\n  {{! a\n b }}\n2\n", "1\n2\n" },
  { "comment-beside-text-keeps-white-space", "{}", "1 {{! a }}\n", "1 \n" },

  /* partials */
  { "partial-is-put-in", "{\"a\":\"x\"}", "[{{>p}}]", "[x!]", "{{a}}!" },
  { "partial-sees-the-inner-context", "{\"l\":[{\"n\":1},{\"n\":2}]}", "{{#l}}{{> p }}{{/l}}", "1;2;", "{{n}};" },
  { "partial-may-contain-itself", "{\"n\":1,\"l\":[{\"n\":2,\"l\":[]}]}", "{{>p}}", "1<2<>>",
    "{{n}}<{{#l}}{{>p}}{{/l}}>" },
  { "missing-partial-is-empty", "{}", "[{{>other}}]", "[]" },
  { "standalone-partial-is-indented", "{\"a\":\"x\\ny\"}", "1\n  {{>p}}\n2\n", "1\n  [\n  x\ny\n  ]\n2\n", "[\n{{{a}}}\n]\n" },
  { "partial-in-a-line-is-not-indented", "{}", "1 {{>p}}\n", "1 a\nb\n\n", "a\nb\n" },
  { "partial-starts-with-usual-delimiters", "{\"a\":1}", "{{=| |=}}|>p| |a|", "1 1", "{{a}}" },

  /* delimiters */
  { "delimiters-change", "{\"a\":1}", "{{=<% %>=}}<%a%> {{a}}", "1 {{a}}" },
  { "delimiters-change-back", "{\"a\":1}", "{{= | | =}}|a||={{ }}=|{{a}}", "11" },
  { "other-delimiters-know-every-tag", "{\"a\":\"<\",\"l\":[1]}", "{{=| |=}}|&a||{a}||#l|x|/l||^b|y|/b||!z|", "<<xy" },
  { "delimiters-stand-alone", "{}", "1\n  {{=| |=}}\n2\n", "1\n2\n" },
  { "delimiters-of-a-partial-stay-inside", "{\"a\":1}", "{{>p}}{{a}}", "11", "{{=| |=}}|a|" },
};

static void
test_case (gconstpointer data)
{
  const Case *item = data;
  g_autoptr(DeskMustache) set = desk_mustache_new ();
  g_autoptr(JsonNode) context = json_from_string (item->context, NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_nonnull (context);
  g_assert_true (desk_mustache_add (set, "t", item->template, &error));
  if (item->partial != NULL)
    g_assert_true (desk_mustache_add (set, "p", item->partial, &error));

  /* Twice: what the first run compiled serves the second. */
  for (unsigned i = 0; i < 2; i++)
    {
      g_clear_pointer (&text, g_free);
      text = value_json_render (set, "t", context, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, item->expected);
    }
}

static const struct
{
  const char *claim;
  const char *template;
  const char *message_start;
} errors[] = {
  { "open-tag-names-its-line", "1\n2 {{a\n", "t:2: " },
  { "open-section-names-itself", "{{#a}}x", "t:1: the section “a”" },
  { "crossed-sections-are-refused", "\n\n{{#a}}{{#b}}{{/a}}{{/b}}", "t:3: “/a” stands where “/b” is due" },
  { "end-without-beginning-is-refused", "x\n{{/a}}", "t:2: “/a” ends" },
  { "empty-name-is-refused", "{{}}", "t:1: this tag has no name" },
  { "empty-partial-is-refused", "{{>  }}", "t:1: this tag has no name" },
  { "empty-part-is-refused", "{{a..b}}", "t:1: “a..b” is not a name" },
  { "name-with-a-space-is-refused", "{{a b}}", "t:1: “a b” is not a name" },
  { "odd-delimiters-are-refused", "{{=<%=}}", "t:1: delimiters" },
  { "three-delimiters-are-refused", "{{=a b c=}}", "t:1: delimiters" },
  { "lines-of-comments-count", "{{! 1\n2\n3}}\n{{a b}}", "t:4: " },
};

static void
test_errors (void)
{
  for (unsigned i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autoptr(DeskMustache) set = desk_mustache_new ();
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", errors[i].claim);
      g_assert_false (desk_mustache_add (set, "t", errors[i].template, &error));
      g_assert_error (error, DESK_MUSTACHE_ERROR, DESK_MUSTACHE_ERROR_SYNTAX);
      g_assert_true (g_str_has_prefix (error->message, errors[i].message_start));
    }
}

static char *
render_once (const char *template,
             GError    **error)
{
  g_autoptr(DeskMustache) set = desk_mustache_new ();
  g_autoptr(JsonNode) context = json_from_string ("{\"a\":true}", NULL);

  if (!desk_mustache_add (set, "t", template, error))
    return NULL;

  return value_json_render (set, "t", context, error);
}

static void
test_depth_is_bounded (void)
{
  g_autoptr(GString) deep = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  for (unsigned i = 0; i <= DESK_MUSTACHE_MAX_DEPTH; i++)
    g_string_append (deep, "{{#a}}");
  for (unsigned i = 0; i <= DESK_MUSTACHE_MAX_DEPTH; i++)
    g_string_append (deep, "{{/a}}");

  g_assert_null (render_once (deep->str, &error));
  g_assert_error (error, DESK_MUSTACHE_ERROR, DESK_MUSTACHE_ERROR_SYNTAX);
}

static void
test_endless_partial_is_refused (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (render_once ("1\n  {{>t}}\n", &error));
  g_assert_error (error, DESK_MUSTACHE_ERROR, DESK_MUSTACHE_ERROR_LIMIT);
  g_assert_true (g_str_has_prefix (error->message, "t:2: "));
}

static void
test_exploding_partial_is_refused (void)
{
  g_autoptr(DeskMustache) set = desk_mustache_new ();
  g_autoptr(JsonNode) context = json_from_string ("{}", NULL);
  g_autoptr(GError) error = NULL;

  /* Each one doubles the next: 2^30 in the end. */
  for (unsigned i = 0; i < 30; i++)
    {
      g_autofree char *name = g_strdup_printf ("p%u", i);
      g_autofree char *text = g_strdup_printf ("{{>p%u}}{{>p%u}}", i + 1, i + 1);

      g_assert_true (desk_mustache_add (set, name, text, NULL));
    }
  g_assert_true (desk_mustache_add (set, "p30", "x", NULL));

  g_assert_null (value_json_render (set, "p0", context, &error));
  g_assert_error (error, DESK_MUSTACHE_ERROR, DESK_MUSTACHE_ERROR_LIMIT);
}

static void
test_missing_template_is_said (void)
{
  g_autoptr(DeskMustache) set = desk_mustache_new ();
  g_autoptr(JsonNode) context = json_from_string ("{}", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (value_json_render (set, "article", context, &error));
  g_assert_error (error, DESK_MUSTACHE_ERROR, DESK_MUSTACHE_ERROR_NOT_FOUND);
}

static void
check_spec_test (const char *file,
                 JsonObject *test)
{
  g_autoptr(DeskMustache) set = desk_mustache_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (json_object_has_member (test, "partials"))
    {
      JsonObject *partials = json_object_get_object_member (test, "partials");
      g_autoptr(GList) names = json_object_get_members (partials);

      for (GList *l = names; l != NULL; l = l->next)
        g_assert_true (desk_mustache_add (set, l->data, json_object_get_string_member (partials, l->data), &error));
    }
  g_assert_true (desk_mustache_add (set, "the test", json_object_get_string_member (test, "template"), &error));
  text = value_json_render (set, "the test", json_object_get_member (test, "data"), &error);

  if (g_strcmp0 (text, json_object_get_string_member (test, "expected")) != 0)
    {
      g_test_message ("%s: %s", file, json_object_get_string_member (test, "name"));
      g_assert_cmpstr (text, ==, json_object_get_string_member (test, "expected"));
    }
}

static void
test_specification (void)
{
  static const char *const files[] = { "comments", "delimiters", "interpolation", "inverted", "partials", "sections",
                                       "~dynamic-names", "~inheritance" };
  const char *folder = g_getenv ("COPYDESK_MUSTACHE_SPEC");
  unsigned n_tests = 0;

  if (folder == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_message ("the specification's own cases are not at hand; our own alone were run");
      return;
    }

  for (unsigned i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s.json", folder, files[i]);
      g_autoptr(JsonParser) parser = json_parser_new ();
      JsonArray *tests;

      g_assert_true (json_parser_load_from_file (parser, path, NULL));
      tests = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "tests");
      for (guint j = 0; j < json_array_get_length (tests); j++)
        check_spec_test (files[i], json_array_get_object_element (tests, j));
      n_tests += json_array_get_length (tests);
    }
  g_test_message ("%u cases of the specification", n_tests);
  g_assert_cmpuint (n_tests, >=, 100);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/exporter/mustache/", cases[i].claim, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/exporter/mustache/errors-have-name-and-line", test_errors);
  g_test_add_func ("/exporter/mustache/depth-is-bounded", test_depth_is_bounded);
  g_test_add_func ("/exporter/mustache/endless-partial-is-refused", test_endless_partial_is_refused);
  g_test_add_func ("/exporter/mustache/exploding-partial-is-refused", test_exploding_partial_is_refused);
  g_test_add_func ("/exporter/mustache/missing-template-is-said", test_missing_template_is_said);
  g_test_add_func ("/exporter/mustache/specification", test_specification);

  return g_test_run ();
}
