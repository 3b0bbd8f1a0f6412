/* test-html.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "text/desk-html.h"

#include <string.h>

static char *
to_html (const char            *body,
         const DeskHtmlOptions *options)
{
  g_autoptr(DeskNode) document = desk_node_parse (body, -1);

  return desk_node_to_html (document, options);
}

static void
test_markup (void)
{
  static const struct
  {
    const char *body;
    const char *html;
  } cases[] = {
    { "", "" },
    { "a *b* **c** ~~d~~ `e<`\nf  \ng", "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;</code>\nf<br>\ng</p>\n" },
    { "# A\n\n###### B\n\n# A\n\n# A", "<h2 id=\"a\">A</h2>\n<h3 id=\"b\">B</h3>\n<h2 id=\"a-2\">A</h2>\n<h2 id=\"a-3\">A</h2>\n" },
    { "# Шта\n\n## fn 1\n\n#", "<h2 id=\"sta\">Шта</h2>\n<h3 id=\"h-fn-1\">fn 1</h3>\n" },
    { "## A\n\n## B\n\n#### C\n\n# D\n\n## E",
      "<h2 id=\"a\">A</h2>\n<h2 id=\"b\">B</h2>\n<h3 id=\"c\">C</h3>\n"
      "<h2 id=\"d\">D</h2>\n<h3 id=\"e\">E</h3>\n" },
    { "# 1\n\n## 2\n\n### 3\n\n#### 4\n\n##### 5\n\n###### 6",
      "<h2 id=\"1\">1</h2>\n<h3 id=\"2\">2</h3>\n<h4 id=\"3\">3</h4>\n<h5 id=\"4\">4</h5>\n<h6 id=\"5\">5</h6>\n<h6 id=\"6\">6</h6>\n" },
    { "> a\n> — B", "<blockquote>\n<p>a</p>\n<footer>— B</footer>\n</blockquote>\n" },
    { "- a\n- b\n  - c", "<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n" },
    { "2. a\n\n3. b", "<ol start=\"2\">\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ol>\n" },
    { "- [x] a & b", "<ul class=\"tasks\">\n<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"a &amp; b\"> a &amp; b</li>\n</ul>\n" },
    { "```c\"x y\na<b\n```", "<pre tabindex=\"0\"><code class=\"language-c&quot;x\">a&lt;b\n</code></pre>\n" },
    { "***", "<hr>\n" },
    { "|a|b|c|\n|-|-:|:-:|\n|1|2|3|",
      "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"a, b, c\">\n<table>\n<thead>\n"
      "<tr><th scope=\"col\">a</th><th scope=\"col\" class=\"num\">b</th><th scope=\"col\" class=\"centre\">c</th></tr>\n</thead>\n<tbody>\n"
      "<tr><td>1</td><td class=\"num\">2</td><td class=\"centre\">3</td></tr>\n</tbody>\n</table>\n</div>\n" },
    { "|||\n|-|-|", "<div class=\"table\" tabindex=\"0\">\n<table>\n<thead>\n<tr><td></td><td></td></tr>\n</thead>\n</table>\n</div>\n" },
    { "![a\"b](/x.png 'C<')", "<figure>\n<img src=\"/x.png\" alt=\"a&quot;b\" loading=\"lazy\">\n<figcaption>C&lt;</figcaption>\n</figure>\n" },
    { "[a](/b?c=1&d=2 'e\"')", "<p><a href=\"/b?c=1&amp;d=2\" title=\"e&quot;\">a</a></p>\n" },
    { "[a](</b c%zz%20#d#e>)", "<p><a href=\"/b%20c%25zz%20#d%23e\">a</a></p>\n" },
    { "[š](https://пример.срб/а)", "<p><a href=\"https://пример.срб/а\">š</a></p>\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *html = to_html (cases[i].body, NULL);

      g_assert_cmpstr (html, ==, cases[i].html);
    }
}

static void
test_notes (void)
{
  static const DeskHtmlOptions options = {
    .id_prefix = "n", .notes_heading = "Белешке <", .back_label = "Назад на %u %s",
  };
  g_autofree char *html = to_html ("a[^x] b[^x]\n\n[^x]: *X*\n", &options);

  g_assert_cmpstr (html, ==,
                   "<p>a<sup class=\"note\" id=\"n-ref-1\"><a href=\"#n-1\" aria-describedby=\"n-heading\">1</a></sup>"
                   " b<sup class=\"note\" id=\"n-ref-1-2\"><a href=\"#n-1\" aria-describedby=\"n-heading\">1</a></sup></p>\n"
                   "<section class=\"notes\" aria-labelledby=\"n-heading\">\n<h2 id=\"n-heading\">Белешке &lt;</h2>\n<ol>\n"
                   "<li id=\"n-1\">\n<p><em>X</em>"
                   " <a class=\"back\" href=\"#n-ref-1\" aria-label=\"Назад на 1 %s\">↩\xef\xb8\x8e</a>"
                   " <a class=\"back\" href=\"#n-ref-1-2\" aria-label=\"Назад на 1 %s (2)\">↩\xef\xb8\x8e<sup>2</sup></a></p>\n"
                   "</li>\n</ol>\n</section>\n");
}

static void
test_raw_html (void)
{
  g_autofree char *html = to_html ("<script>alert(1)</script>\n\na <img src=x onerror=alert(1)> &lt;b&gt;", NULL);

  g_assert_cmpstr (html, ==,
                   "<pre class=\"raw\" tabindex=\"0\"><code>&lt;script&gt;alert(1)&lt;/script&gt;\n</code></pre>\n"
                   "<p>a &lt;img src=x onerror=alert(1)&gt; &lt;b&gt;</p>\n");
}

/* Nothing that an author writes may become a tag, an attribute or a script. */
static void
test_attacks (void)
{
  static const char * const attacks[] = {
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](java&#9;script:alert(1))",
    "[x](java&NewLine;script:alert(1))",
    "[x](&#1;javascript:alert(1))",
    "[x](<  javascript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#x200B;javascript:alert(1))",
    "[x](&#x85;javascript:alert(1))",
    "[x](vbscript:msgbox)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://a.example/1)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "a ![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "[x]: javascript:alert(1)\n\n[x]",
    "[x](/a \"\\\" onmouseover=\\\"alert(1)\")",
    "[x](/a&quot;onmouseover=&quot;alert(1))",
    "![x\\\" onerror=\\\"alert(1)](/a)",
    "![x](/a&quot;onerror=alert)",
    "```\"><script>\n```",
    "|<script>|\n|-|\n|<svg onload=alert(1)>|",
    "- [ ] \"><script>",
    "# \" onclick=\"alert(1)",
    "> a\n> — <script>",
    "a[^\"><script>]\n\n[^\"><script>]: x",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<!-- --><script>",
    "&lt;script&gt;&#60;script&#62;",
  };
  static const char * const tags[] = { "<script", "<svg", "<iframe", "<!--", "<body", "<b " };
  static const char * const words[] = {
    "href=\"javascript", "href=\"java", "href=\"vb", "href=\"data", "href=\"file", "href=\"blob", "href=\"%",
    "src=\"java", "src=\"data", "\" onmouseover", "\" onerror", "\" onclick", "\"onmouseover", "\"onerror",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      g_autofree char *html = to_html (attacks[i], NULL);

      g_test_message ("%s → %s", attacks[i], html);
      for (gsize j = 0; j < G_N_ELEMENTS (tags); j++)
        g_assert_null (strstr (html, tags[j]));
      for (gsize j = 0; j < G_N_ELEMENTS (words); j++)
        g_assert_null (strstr (html, words[j]));
    }
}

static void
test_addresses (void)
{
  static const char * const safe[] = {
    "https://a.example/", "HTTP://a.example:8080/x?y#z", "//a.example/x", "mailto:a@b.example", "tel:+381111", "ftp://a.example/b",
    "/a", "a/b", "../a", "#a", "?a=b:c", "a/b:c", "https://пример.срб", "./a b",
  };
  static const char * const unsafe[] = {
    "", "javascript:a", "https://a:b@c.example/", "https://a.example@b.example/", " https://a.example/", "https://a.example/ ", "java\tscript:a", "java\nscript:a", "\x01javascript:a",
    "data:,a", "file:///a", "article:0", "media:0", "http:", "http:a", "http://", "https:///a", "http://a b/", "http://a:b/",
    "http://a:99999/", "a:b", "1:2", ":a", "mailto:", "java\xc2\x85script:a", "a\xff",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (safe); i++)
    {
      g_test_message ("%s", safe[i]);
      g_assert_true (desk_html_is_safe_address (safe[i]));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (unsafe); i++)
    {
      g_autofree char *shown = g_strescape (unsafe[i], NULL);

      g_test_message ("%s", shown);
      g_assert_false (desk_html_is_safe_address (unsafe[i]));
    }
}

static char *
resolve (const char *destination,
         gpointer    user_data)
{
  if (g_str_equal (destination, "article:1"))
    return g_strdup ("/en/news/one/");
  if (g_str_equal (destination, "media:1"))
    return g_strdup ("copydesk-media:1");
  if (g_str_equal (destination, "article:bad"))
    return g_strdup ("\tjava\nscript:alert(1)");
  if (g_str_has_prefix (destination, "article:"))
    return NULL;

  return g_strdup (destination);
}

static gboolean
describe (const char  *destination,
          DeskPicture *out,
          gpointer     user_data)
{
  out->alternative = "from the library";
  if (!g_str_equal (destination, "media:1"))
    return FALSE;

  *out = (DeskPicture) { "from the library", "A. Name", "CC BY 4.0", NULL, NULL, 640, 480 };

  return TRUE;
}

static void
test_resolved (void)
{
  static const DeskHtmlOptions options = { .resolve_link = resolve, .describe_picture = describe };
  static const struct
  {
    const char *body;
    const char *html;
  } cases[] = {
    { "[a](article:1) [b](article:2) [c](article:bad)", "<p><a href=\"/en/news/one/\">a</a> b c</p>\n" },
    { "[a](javascript:b) [c](/d)", "<p>a <a href=\"/d\">c</a></p>\n" },
    { "![](media:1 \"Caption\")",
      "<figure>\n<img src=\"copydesk-media:1\" alt=\"from the library\" width=\"640\" height=\"480\" loading=\"lazy\">\n"
      "<figcaption>Caption <span class=\"credit\">A. Name, CC BY 4.0</span></figcaption>\n</figure>\n" },
    { "x ![mine](media:1)", "<p>x <img src=\"copydesk-media:1\" alt=\"mine\" width=\"640\" height=\"480\" loading=\"lazy\"></p>\n" },
    { "![](media:2)", "" },
    { "![alt](media:2)", "<p>alt</p>\n" },
    { "x ![alt](media:2)", "<p>x alt</p>\n" },
    { "[a ![b](/c) d[^n]](/e)\n\n[^n]: N",
      "<p><a href=\"/e\">a <img src=\"/c\" alt=\"b\" loading=\"lazy\"> d<sup class=\"note\" id=\"fn-ref-1\">1</sup></a></p>\n"
      "<section class=\"notes\" aria-labelledby=\"fn-heading\">\n<h2 id=\"fn-heading\">Notes</h2>\n<ol>\n<li id=\"fn-1\">\n"
      "<p>N <a class=\"back\" href=\"#fn-ref-1\">↩\xef\xb8\x8e</a></p>\n</li>\n</ol>\n</section>\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *html = to_html (cases[i].body, &options);

      g_assert_cmpstr (html, ==, cases[i].html);
    }
}

static void
test_escaped (void)
{
  g_autoptr(GString) html = g_string_new (NULL);

  desk_html_append_escaped (html, "<a href='x'>\"&\"</a>\x01\x7f\xc2\x80\xef\xbf\xbf\r\nb\rc\t");
  desk_html_append_escaped (html, NULL);
  g_assert_cmpstr (html->str, ==, "&lt;a href=&#39;x&#39;&gt;&quot;&amp;&quot;&lt;/a&gt;\nb\nc\t");
}

/* The tags of a page open and close in order, or a browser would guess. */
static void
assert_balanced (const char *html)
{
  g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func (g_free);

  for (const char *p = strchr (html, '<'); p != NULL; p = strchr (p + 1, '<'))
    {
      gboolean is_end = p[1] == '/';
      const char *start = p + 1 + is_end;
      g_autofree char *name = g_strndup (start, strcspn (start, " >"));

      if (g_str_equal (name, "br") || g_str_equal (name, "hr") || g_str_equal (name, "img") || g_str_equal (name, "input"))
        continue;
      if (!is_end)
        {
          g_ptr_array_add (open, g_steal_pointer (&name));
          continue;
        }
      g_assert_cmpuint (open->len, >, 0);
      g_assert_cmpstr (open->pdata[open->len - 1], ==, name);
      g_ptr_array_set_size (open, (int) open->len - 1);
    }
  g_assert_cmpuint (open->len, ==, 0);
}

static void
test_generated (void)
{
  static const char * const parts[] = {
    "a", "Реч", " ", "    ", "\n", "\n", "\n\n", "#", "# ", "> ", "- ", "- [x] ", "1. ", "*", "**", "~~", "_",
    "```", "[^1]", "\n[^1]: ", "\n[a]: /b\n", "[a]", "[", "](x)", "](javascript:x)", "![", "|", "\n| a |\n| --- |\n",
    "---", "<div>", "<!--", "<script>", "<b>", "`", "\\", "&amp;", "\n> — b", "https://a.example/", "\"", "'", "\x01",
  };
  g_autoptr(GRand) random = g_rand_new_with_seed (20250601);

  for (unsigned i = 0; i < 4000; i++)
    {
      g_autoptr(GString) body = g_string_new (NULL);
      unsigned n_parts = (unsigned) g_rand_int_range (random, 0, 60);
      g_autofree char *html = NULL;

      for (unsigned j = 0; j < n_parts; j++)
        g_string_append (body, parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))]);
      html = to_html (body->str, NULL);
      assert_balanced (html);
      g_assert_null (strstr (html, "<script"));
      g_assert_null (strstr (html, "href=\"javascript"));
      g_assert_null (strchr (html, 1));
    }
}

static void
test_large (void)
{
  g_autoptr(GString) body = g_string_new (NULL);
  g_autofree char *html = NULL;

  while (body->len < 4 * 1024 * 1024)
    g_string_append (body, "# Same heading\n\nA paragraph with *some* emphasis, a [link](https://example.org/), a note[^n] and what\n"
                           "else there is in a text that goes on for long.\n\n> Words\n> — Somebody\n\n");
  g_string_append (body, "[^n]: Here\n");
  html = to_html (body->str, NULL);
  g_assert_cmpuint (strlen (html), >, body->len);
  g_assert_nonnull (strstr (html, "id=\"same-heading-20000\""));
}

/* Every id of the HTML, and no other. */
static void
test_ids (void)
{
  static const char body[] =
    "# A b\n\n# A b\n\n## Шта\n\n| x | y |\n| - | - |\n| [^n] | [^m] |\n\nAgain[^n].\n\n## fn 1\n\n"
    "[^n]: One.\n\n    ## Within\n\n[^m]: Two.\n\n[^unused]: None.\n";
  g_autofree char *html = to_html (body, NULL);
  g_autoptr(DeskNode) document = desk_node_parse (body, -1);
  g_autoptr(GHashTable) ids = desk_node_list_ids (document, DESK_HTML_NOTE);
  GHashTableIter iter;
  gpointer key;
  unsigned n_ids = 0;

  for (const char *p = strstr (html, " id=\""); p != NULL; p = strstr (p + 1, " id=\""), n_ids++)
    {
      g_autofree char *id = g_strndup (p + 5, strcspn (p + 5, "\""));

      g_test_message ("%s", id);
      g_assert_true (g_hash_table_contains (ids, id));
    }
  g_assert_cmpuint (n_ids, ==, 5 + 1 + 2 + 3);

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    n_ids -= !g_str_has_prefix (key, "table: ");
  g_assert_cmpuint (n_ids, ==, 0);
}

/* A link says whether it leads away, where it is known what is not away. */
static void
test_external (void)
{
  static const struct
  {
    const char *own_address;
    const char *address;
    gboolean    is_external;
  } cases[] = {
    { "https://river.invalid/", "https://elsewhere.invalid/", TRUE },
    { "https://river.invalid/", "http://elsewhere.invalid/", TRUE },
    { "https://river.invalid/", "HTTPS://Elsewhere.invalid/", TRUE },
    { "https://river.invalid/", "//elsewhere.invalid/", TRUE },
    { "https://river.invalid/", "https://river.invalid.elsewhere.invalid/", TRUE },
    { "https://river.invalid/", "https://river.invalid/en/", FALSE },
    { "https://river.invalid/news/", "https://river.invalid/shop/", TRUE },
    { "https://river.invalid/", "/en/", FALSE },
    { "https://river.invalid/", "mailto:desk@river.invalid", FALSE },
    { "", "https://river.invalid/", TRUE },
    { NULL, "https://river.invalid/", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DeskHtmlOptions options = { .own_address = cases[i].own_address };
      g_autofree char *body = g_strdup_printf ("[a](%s)", cases[i].address);
      g_autofree char *html = to_html (body, &options);
      g_autofree char *expected = g_strdup_printf ("<p><a href=\"%s\"%s>a</a></p>\n", cases[i].address,
                                                   cases[i].is_external ? " rel=\"external noopener\"" : "");

      g_assert_cmpstr (html, ==, expected);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/html/each-kind-has-its-markup", test_markup);
  g_test_add_func ("/text/html/notes-lead-there-and-back", test_notes);
  g_test_add_func ("/text/html/raw-html-is-text", test_raw_html);
  g_test_add_func ("/text/html/nothing-runs", test_attacks);
  g_test_add_func ("/text/html/unsafe-addresses-are-refused", test_addresses);
  g_test_add_func ("/text/html/targets-are-resolved", test_resolved);
  g_test_add_func ("/text/html/links-say-that-they-lead-away", test_external);
  g_test_add_func ("/text/html/everything-special-is-escaped", test_escaped);
  g_test_add_func ("/text/html/generated-bodies-are-well-formed", test_generated);
  g_test_add_func ("/text/html/its-ids-are-known", test_ids);
  g_test_add_func ("/text/html/four-megabytes-are-written", test_large);

  return g_test_run ();
}
