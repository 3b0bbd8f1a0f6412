/* test-redirect-file.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/desk-redirect-file.h"

#include <glib/gstdio.h>
#include <string.h>

#define SITE "https://newsroom.example/daily/"

/* "/a/→/b/ /c/→" */
static char *
say (const GPtrArray *redirects)
{
  g_autoptr(GString) said = g_string_new (NULL);

  for (unsigned i = 0; i < redirects->len; i++)
    {
      const DeskRedirect *redirect = redirects->pdata[i];

      g_string_append_printf (said, "%s%s→%s", i > 0 ? " " : "", redirect->source, redirect->target);
    }

  return g_string_free_and_steal (g_steal_pointer (&said));
}

static void
rows_are_read (void)
{
  static const struct
  {
    const char *text;
    const char *redirects;
  } cases[] = {
    { "", "" },
    { "Old,New\n", "" },
    { "/a,/b\n", "/a/→/b/" },
    { "Old address,New address\n/a,/b\n/c,/d\n", "/a/→/b/ /c/→/d/" },
    { "\xef\xbb\xbfsource;target;regex;code\r\n/a;/b;0;301\r\n", "/a/→/b/" }, /* as plugins write it */
    { "/a,/b,0,301,\"a note, in quotes\"\n", "/a/→/b/" },
    { "Old\tNew\n\n/a\t/b\n", "/a/→/b/" },
    { "?p=7,/b\n", "/?p=7→/b/" },                              /* the first row may be one already */
    { "http://before.example/daily/x.php?a=b&c=d,/b\n", "/x.php?a=b&c=d→/b/" },
    { "HTTPS://newsroom.example/daily/old/,https://newsroom.example/daily/en/\n", "/old/→/en/" },
    { "/a,https://elsewhere.example/b\n", "/a/→https://elsewhere.example/b" },
    { "/a,0192F0C1-2B3C-7D4E-8F50-123456789ABC\n", "/a/→article:0192f0c1-2b3c-7d4e-8f50-123456789abc" },
    { "/a,\n/b,\"\"\n/c,  ,410\n", "/a/→ /b/→ /c/→" },         /* nothing in the second cell: it is gone */
    { " /x, /b \n", "/x/→/b/" },
    { "Old,New\n /a\t,  /b\n", "/a/→/b/" },
    { "/%D0%B2%D0%B5%D1%81%D1%82%D0%B8/,/sr/вести/\n", "/вести/→/sr/вести/" },
    { "/a,/b\n/a/,/c\n", "/a/→/b/ /a/→/c/" },                  /* the library takes the last */
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) redirects = desk_redirect_file_parse (cases[i].text, "a.csv", SITE, NULL, &error);
      g_autofree char *said = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_no_error (error);
      said = say (redirects);
      g_assert_cmpstr (said, ==, cases[i].redirects);
    }
}

static void
bad_rows_say_where_and_how_many (void)
{
  static const struct
  {
    const char *text;
    const char *begins;
    const char *has;
    const char *more; /* NULL: nothing of that kind */
  } cases[] = {
    { "Old,New\n/a,/b\n/../c,/d\n", "a.csv:3: ", "/../c", NULL },
    { "Old,New\nstill a heading,/b\n", "a.csv:2: ", "still a heading", NULL },
    { "/a\n", "a.csv:1: ", "second cell", NULL },
    { "/a,/b\n/c\n", "a.csv:2: ", "second cell", NULL },
    { "/,/b\n", "a.csv:1: ", "home", NULL },
    { "/a,nowhere\n", "a.csv:1: ", "nowhere", NULL },
    { "https://newsroom.example/elsewhere/a,/b\n", "a.csv:1: ", "below the site's", NULL },
    { "\"/a\",\"/b\nc\"\n/d,nowhere\n", "a.csv:1: ", "", "; 1 more row can't be used" },
    { "/a,/b\n\n/c,\"javascript:alert(1)\"\n/d,/e\n/,\n/f\n", "a.csv:3: ", "javascript", "; 2 more rows can't be used" },
    { "/a,\"b\n", "a.csv:1: ", "never closed", NULL },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (desk_redirect_file_parse (cases[i].text, "a.csv", SITE, NULL, &error));
      g_test_message ("%s → %s", cases[i].text, error->message);
      g_assert_error (error, DESK_EXCHANGE_ERROR, DESK_EXCHANGE_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, cases[i].begins));
      g_assert_nonnull (strstr (error->message, cases[i].has));
      if (cases[i].more != NULL)
        g_assert_true (g_str_has_suffix (error->message, cases[i].more));
      else
        g_assert_null (strstr (error->message, " more row"));
    }
}

static void
every_bad_row_is_named (void)
{
  g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;

  g_assert_null (desk_redirect_file_parse ("Old,New\n/a,/b\n/,/c\n/d,nowhere\n", "a.csv", SITE, problems, &error));
  g_assert_error (error, DESK_EXCHANGE_ERROR, DESK_EXCHANGE_ERROR_INVALID);
  g_assert_cmpuint (problems->len, ==, 2);
  g_assert_true (g_str_has_prefix (problems->pdata[0], "a.csv:3: "));
  g_assert_true (g_str_has_prefix (problems->pdata[1], "a.csv:4: "));
}

static void
files_are_read (void)
{
  g_autofree char *folder = g_dir_make_tmp ("desk-redirects-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "old.csv", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) redirects = NULL;
  g_autofree char *said = NULL;

  g_assert_true (g_file_set_contents (path, "Old,New\r\n/a,/b\r\n", -1, NULL));
  redirects = desk_redirect_file_read (path, SITE, NULL, &error);
  g_assert_no_error (error);
  said = say (redirects);
  g_assert_cmpstr (said, ==, "/a/→/b/");

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
other_files_are_refused (void)
{
  static const struct
  {
    const char *bytes;
    gssize      n_bytes;
    const char *has;
  } cases[] = {
    { "/a,/\xe9\n", -1, "UTF-8" },
    { "/a,/b\n\0/c,/d\n", 13, "UTF-8" },
    { "\xff\xfe/\0a\0", 6, "UTF-8" }, /* as some spreadsheets save text */
    { "Old,New\n/a,nowhere\n", -1, "old.csv:2: " },
  };
  g_autofree char *folder = g_dir_make_tmp ("desk-redirects-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "old.csv", NULL);

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_true (g_file_set_contents (path, cases[i].bytes, cases[i].n_bytes, NULL));
      g_assert_null (desk_redirect_file_read (path, SITE, NULL, &error));
      g_assert_error (error, DESK_EXCHANGE_ERROR, DESK_EXCHANGE_ERROR_INVALID);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].has));
      g_assert_null (strchr (error->message, '\n'));
    }
  g_assert_cmpint (g_remove (path), ==, 0);

  for (unsigned i = 0; i < 2; i++) /* one that isn't there, and a folder */
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (desk_redirect_file_read (i == 0 ? path : folder, SITE, NULL, &error));
      g_assert_error (error, DESK_EXCHANGE_ERROR, DESK_EXCHANGE_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "can't be read as a file"));
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* What is too large is not read at all: this one holds nothing but a hole. */
static void
size_is_bounded (void)
{
  g_autofree char *folder = g_dir_make_tmp ("desk-redirects-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "old.csv", NULL);
  g_autoptr(GError) error = NULL;
  FILE *file = g_fopen (path, "wb");

  g_assert_cmpint (fseek (file, DESK_REDIRECT_FILE_MAX_BYTES, SEEK_SET), ==, 0);
  g_assert_cmpint (fputc ('\n', file), ==, '\n');
  g_assert_cmpint (fclose (file), ==, 0);
  g_assert_null (desk_redirect_file_read (path, SITE, NULL, &error));
  g_assert_error (error, DESK_EXCHANGE_ERROR, DESK_EXCHANGE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "64 MB"));

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/redirect-file/rows-are-read", rows_are_read);
  g_test_add_func ("/exchange/redirect-file/bad-rows-say-where-and-how-many", bad_rows_say_where_and_how_many);
  g_test_add_func ("/exchange/redirect-file/every-bad-row-is-named", every_bad_row_is_named);
  g_test_add_func ("/exchange/redirect-file/files-are-read", files_are_read);
  g_test_add_func ("/exchange/redirect-file/other-files-are-refused", other_files_are_refused);
  g_test_add_func ("/exchange/redirect-file/size-is-bounded", size_is_bounded);

  return g_test_run ();
}
