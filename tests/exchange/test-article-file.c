/* test-article-file.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/desk-article-file.h"

#include <glib/gstdio.h>
#include <string.h>

static DeskArticleFile *
parse (const char *text,
       GError    **error)
{
  return desk_article_file_parse (text, strlen (text), "UTC", NULL, (DeskPlace) { "a.md", 0 }, error);
}

static void
body_comes_back_to_the_byte (void)
{
  static const char *const bodies[] = {
    "A paragraph.\n", "", "no end", "\nblank line first", "\n\n\n", "\r\nCRLF first\r\n", "One\r\n\r\nTwo\r\n", "old\rmac",
    "---\n", "---\ntitle: not mine\n---\n", "\xef\xbb\xbf" "BOM in the text", "trailing  \n\t\n", "a\x01\x1b[31m",
    "```\n---\n```\n", "...\n", "😀 \xe2\x80\xa8 ﷽",
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(DeskFrontMatter) matter = desk_front_matter_new ();
      g_autoptr(DeskArticleFile) file = NULL;
      g_autofree char *written = NULL;
      g_autofree char *again = NULL;
      g_autoptr(GError) error = NULL;

      matter->title = g_strdup ("T");
      written = desk_article_file_write (matter, bodies[i], "UTC");
      file = parse (written, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (file->body, ==, bodies[i]);
      again = desk_article_file_write (file->matter, file->body, "UTC");
      g_assert_cmpstr (again, ==, written);
    }
}

static void
other_programs_files_are_read (void)
{
  static const struct
  {
    const char *text;
    const char *body;
  } cases[] = {
    { "---\ntitle: T\n---\nBody", "Body" },
    { "---\ntitle: T\n---\n\nBody\n", "Body\n" },
    { "---\ntitle: T\n---\n\n\nBody\n", "\nBody\n" },
    { "---\r\ntitle: T\r\n---\r\n\r\nBody\r\n", "Body\r\n" },
    { "\xef\xbb\xbf---\ntitle: T\n---\nBody", "Body" },
    { "---  \ntitle: T\n--- \t\nBody", "Body" },
    { "---\ntitle: T\n---", "" },
    { "---\ntitle: T\n---\n", "" },
    { "---\ntitle: T\n----\nx: y\n---\nBody", NULL },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(DeskArticleFile) file = parse (cases[i].text, &error);

      if (cases[i].body == NULL)
        {
          g_assert_null (file);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (file->matter->title, ==, "T");
      g_assert_cmpstr (file->body, ==, cases[i].body);
    }
}

static void
lines_are_counted_from_the_top (void)
{
  static const struct
  {
    const char *text;
    const char *begins;
  } cases[] = {
    { "", "a.md:1: the file is empty" },
    { "# Only a heading\n", "a.md:1: there is no front matter" },
    { "---\ntitle: T\n", "a.md:1: the front matter has no end" },
    { "---\ntitle: T\n\ndate: 2026-02-30\n---\n", "a.md:4: " },
    { "---\r\ntitle: T\r\ndate: 2026-02-30\r\n---\r\n", "a.md:3: " },
    { "\xef\xbb\xbf---\ndate: 2026-02-30\n---\n", "a.md:2: " },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (parse (cases[i].text, &error));
      g_assert_true (g_str_has_prefix (error->message, cases[i].begins));
    }
}

static void
a_bad_byte_is_named_by_its_line (void)
{
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;
  int fd = g_file_open_tmp ("desk-test-XXXXXX", &path, &error);

  g_assert_no_error (error);
  g_assert_true (g_close (fd, NULL));
  g_assert_true (g_file_set_contents (path, "---\ntitle: T\n---\n\none\ntwo \xe9\n", -1, NULL));
  g_assert_null (desk_article_file_read (path, "b.md", "UTC", NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, "b.md:6: "));
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (path, "---\ntitle: T\n---\na\0b", 20, NULL));
  g_assert_null (desk_article_file_read (path, "b.md", "UTC", NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, "b.md:4: "));
  g_assert_cmpint (g_remove (path), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/article-file/body-comes-back-to-the-byte", body_comes_back_to_the_byte);
  g_test_add_func ("/exchange/article-file/other-programs-files-are-read", other_programs_files_are_read);
  g_test_add_func ("/exchange/article-file/lines-are-counted-from-the-top", lines_are_counted_from_the_top);
  g_test_add_func ("/exchange/article-file/a-bad-byte-is-named-by-its-line", a_bad_byte_is_named_by_its_line);

  return g_test_run ();
}
