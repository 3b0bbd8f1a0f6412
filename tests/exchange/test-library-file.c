/* test-library-file.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/desk-library-file.h"

#include <string.h>

static const char whole[] =
  "copydesk: 1\n"
  "settings:\n"
  "  languages: en,sr\n"
  "  server: \"\"\n"
  "  title: \"Rivers: notes\"\n"
  "  title.sr: Реке\n"
  "sections:\n"
  "  - id: 01a211c2-7fac-7153-8b1e-589c72055c01\n"
  "    names:\n"
  "      sr:\n"
  "        name: Вести\n"
  "        slug: vesti\n"
  "      en:\n"
  "        name: News\n"
  "        slug: news\n"
  "  - id: 01a211c2-7fac-7153-8b1e-589c72055c02\n"
  "    position: 7\n"
  "    names:\n"
  "      \"no\":\n"
  "        name: \"on\"\n"
  "        slug: \"on\"\n"
  "authors:\n"
  "  - id: 01a211c2-7fac-7153-8b1e-589c72055c03\n"
  "    organisation: true\n"
  "    names:\n"
  "      en:\n"
  "        name: River Institute\n"
  "        slug: river-institute\n"
  "media:\n"
  "  - file: media/ferry-0123456789ab.jpg\n"
  "    sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n"
  "    id: 01a211c2-7fac-7153-8b1e-589c72055c04\n"
  "    name: Ferry.JPG\n"
  "    type: image/jpeg\n"
  "    width: 1200\n"
  "    height: 800\n"
  "    credit: N. O.\n"
  "    licence: CC BY 4.0\n"
  "    texts:\n"
  "      de: {}\n"
  "      en:\n"
  "        alt: A ferry\n"
  "        caption: In May\n"
  "redirects:\n"
  "  - from: /en/news/low-water/\n"
  "    to: 01a211c2-7fac-7153-8b1e-589c72055c05\n";

static DeskLibraryFile *
parse (const char *text,
       GError    **error)
{
  return desk_library_file_parse (text, strlen (text), NULL, (DeskPlace) { "library.yaml", 0 }, error);
}

static void
what_is_written_is_read_the_same (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskLibraryFile) file = parse (whole, &error);
  g_autofree char *written = NULL;
  const DeskTerm *second;

  g_assert_no_error (error);
  written = desk_library_file_write (file);
  g_assert_cmpstr (written, ==, whole);

  g_assert_cmpstr (desk_site_get (file->site, "title", "sr"), ==, "Реке");
  g_assert_cmpuint (file->terms[DESK_TERM_SECTION]->len, ==, 2);
  g_assert_cmpstr (desk_term_get_name (file->terms[DESK_TERM_SECTION]->pdata[0], "de")->name, ==, "Вести");
  second = file->terms[DESK_TERM_SECTION]->pdata[1];
  g_assert_cmpuint (second->position, ==, 7);
  g_assert_cmpuint (g_array_index (file->term_lines[DESK_TERM_SECTION], unsigned, 1), ==, 16);
  g_assert_true (((const DeskTerm *) file->terms[DESK_TERM_AUTHOR]->pdata[0])->is_organisation);
  g_assert_cmpuint (file->media->len, ==, 1);
  g_assert_cmpuint (file->redirects->len, ==, 1);
}

static void
a_person_may_write_less (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskLibraryFile) file = parse ("sections:\n  - names: {en: News, sr: Вести}\ntags:\n", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (file->terms[DESK_TERM_SECTION]->len, ==, 1);
  g_assert_cmpstr (desk_term_get_name (file->terms[DESK_TERM_SECTION]->pdata[0], "sr")->name, ==, "Вести");
  g_assert_cmpuint (file->terms[DESK_TERM_TAG]->len, ==, 0);
}

static void
bad_values_are_refused_with_their_line (void)
{
  static const struct
  {
    const char *text;
    const char *begins;
  } cases[] = {
    { "copydesk: 2\n", "library.yaml:1: a newer Copydesk" },
    { "copydesk: one\n", "library.yaml:1: " },
    { "settings: [a]\n", "library.yaml:1: " },
    { "settings:\n  colour: red\n", "library.yaml:2: There is no setting" },
    { "settings:\n  url: ftp://x\n", "library.yaml:2: " },
    { "sections: News\n", "library.yaml:1: here stands a list" },
    { "sections:\n  - News\n", "library.yaml:2: here stand names" },
    { "sections:\n  - id: 5\n", "library.yaml:2: " },
    { "sections:\n  - names: {}\n", "library.yaml:2: there is no name" },
    { "sections:\n  - names: {en: ''}\n", "library.yaml:2: there is an empty name" },
    { "sections:\n  - names: {e_n: News}\n", "library.yaml:2: “e_n”" },
    { "sections:\n  - names: {en: {name: News, slug: Ne ws}}\n", "library.yaml:2: “Ne ws”" },
    { "tags:\n  - id: 01a211c2-7fac-7153-8b1e-589c72055c01\n    names: {en: a}\n"
      "  - id: 01a211c2-7fac-7153-8b1e-589c72055c01\n    names: {en: b}\n", "library.yaml:4: the id" },
    { "authors:\n  - names: {en: A}\n    organisation: maybe\n", "library.yaml:3: " },
    { "media:\n  - file: ../x\n", "library.yaml:2: this names no file" },
    { "media:\n  - file: media/../x\n", "library.yaml:2: this names no file" },
    { "media:\n  - file: media/x\n    sha256: abc\n", "library.yaml:2: there is no SHA-256" },
    { "media:\n  - file: media/x\n    width: -1\n", "library.yaml:3: " },
    { "redirects:\n  - from: x\n    to: y\n", "library.yaml:2: a redirect" },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (parse (cases[i].text, &error));
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, cases[i].begins));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/library-file/what-is-written-is-read-the-same", what_is_written_is_read_the_same);
  g_test_add_func ("/exchange/library-file/a-person-may-write-less", a_person_may_write_less);
  g_test_add_func ("/exchange/library-file/bad-values-are-refused-with-their-line", bad_values_are_refused_with_their_line);

  return g_test_run ();
}
