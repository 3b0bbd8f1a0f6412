/* test-csv.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/desk-csv.h"

#include <string.h>

/* "1[a|b] 3[c]": each row's line, and its cells. */
static char *
say (const GPtrArray *rows)
{
  g_autoptr(GString) said = g_string_new (NULL);

  for (unsigned i = 0; i < rows->len; i++)
    {
      const DeskCsvRow *row = rows->pdata[i];
      g_autofree char *cells = g_strjoinv ("|", row->fields);

      g_string_append_printf (said, "%s%u[%s]", i > 0 ? " " : "", row->line, cells);
    }

  return g_string_free_and_steal (g_steal_pointer (&said));
}

static void
rows_are_read (void)
{
  static const struct
  {
    const char *text;
    const char *rows;
  } cases[] = {
    { "", "" },
    { "a", "1[a]" },
    { "a,b\n", "1[a|b]" },
    { "a,b\r\nc,d\r\n", "1[a|b] 2[c|d]" },                 /* RFC 4180 §2.1 */
    { "a,b\r\nc,d", "1[a|b] 2[c|d]" },                     /* §2.2: the last one need not end */
    { "a,b\rc,d\r", "1[a|b] 2[c|d]" },                     /* as old Macs have it */
    { "a,b\nc,d\r\ne,f\rg,h", "1[a|b] 2[c|d] 3[e|f] 4[g|h]" },
    { "\"a\",\"b\"\r\nc,\"d\"\r\n", "1[a|b] 2[c|d]" },     /* §2.5 */
    { "\"a\r\nb\",c\r\nd,e\r\n", "1[a\r\nb|c] 3[d|e]" },   /* §2.6: the next row's line has moved on */
    { "\"a\n\nb\",c\nd,e\n", "1[a\n\nb|c] 4[d|e]" },
    { "\"a,b\",c\n", "1[a,b|c]" },
    { "\"a\"\"b\",c\n", "1[a\"b|c]" },                     /* §2.7 */
    { "\"\"\"\",\"\"\"a\"\"\"\n", "1[\"|\"a\"]" },
    { "\"\",b\n", "1[|b]" },
    { "a,\"\"", "1[a|]" },
    { "a, b \n", "1[a| b ]" },                             /* §2.4: spaces are part of a cell */
    { "a b\"c,d\n", "1[a b\"c|d]" },                       /* one that doesn't begin with a quote has them as they are */
    { "a,\n", "1[a|]" },
    { ",a\n", "1[|a]" },
    { "a,b,,\n", "1[a|b||]" },
    { "\xef\xbb\xbf" "a,b\n", "1[a|b]" },
    { "\xef\xbb\xbf\"a\",b\n", "1[a|b]" },
    { "\xef\xbb\xbf", "" },
    { "a,\xef\xbb\xbf" "b\n", "1[a|\xef\xbb\xbf" "b]" },   /* elsewhere it is a letter */
    { "a;b,c\nd;e\n", "1[a|b,c] 2[d|e]" },                 /* the first that is seen counts, everywhere */
    { "a\tb;c\nd\te,f\n", "1[a|b;c] 2[d|e,f]" },
    { "a\nb;c,d\n", "1[a] 2[b;c|d]" },                     /* none in the first line: a comma */
    { "вести;news\r\n\"а;б\";c\r\n", "1[вести|news] 2[а;б|c]" },
    { "\"a,b\";c\nd;e\n", "1[a,b|c] 2[d|e]" },            /* within quotes it stands for itself */
    { "\n\na,b\n", "3[a|b]" },
    { "\r\na;b\r\n", "2[a|b]" },
    { "a,b\n\n\r\n,,\n\"\",\nc,d\n", "1[a|b] 6[c|d]" },    /* nothing stands in these */
    { "\r\n\r\n", "" },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) rows = desk_csv_parse (cases[i].text, "a.csv", 100, &error);
      g_autofree char *said = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_no_error (error);
      said = say (rows);
      g_assert_cmpstr (said, ==, cases[i].rows);
    }
}

static void
what_is_broken_says_where (void)
{
  static const struct
  {
    const char *text;
    const char *begins;
    const char *has;
  } cases[] = {
    { "\"a", "a.csv:1: ", "never closed" },
    { "\"", "a.csv:1: ", "never closed" },
    { "a,b\n\"c,d\ne,f\n", "a.csv:2: ", "never closed" }, /* where it began, not where the file ends */
    { "a,b\nc,\"d\n\n\n\n", "a.csv:2: ", "never closed" },
    { "a,\"b\"\"\n", "a.csv:1: ", "never closed" },
    { "\"a\"b,c\n", "a.csv:1: ", "behind a closing quote" },
    { "\"a\" ,c\n", "a.csv:1: ", "behind a closing quote" },
    { "a,b\r\n\"c\r\nd\"e,f\r\n", "a.csv:3: ", "behind a closing quote" },
    { "a;b\n\"c\",d\n", "a.csv:2: ", "behind a closing quote" }, /* a semicolon stands between cells here */
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (desk_csv_parse (cases[i].text, "a.csv", 100, &error));
      g_test_message ("%s → %s", cases[i].text, error->message);
      g_assert_error (error, DESK_EXCHANGE_ERROR, DESK_EXCHANGE_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, cases[i].begins));
      g_assert_nonnull (strstr (error->message, cases[i].has));
      g_assert_null (strchr (error->message, '\n'));
    }
}

static void
rows_are_bounded (void)
{
  static const char text[] = "a,b\n\nc,d\n,\ne,f\n\n";
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = desk_csv_parse (text, "a.csv", 3, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 3); /* empty ones don't count */
  g_assert_null (desk_csv_parse (text, "a.csv", 2, &error));
  g_assert_error (error, DESK_EXCHANGE_ERROR, DESK_EXCHANGE_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "a.csv: "));
  g_assert_nonnull (strstr (error->message, "more than 2 rows"));
}

static void
cells_are_bounded (void)
{
  g_autoptr(GString) text = g_string_new ("a,b\n1");
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GError) error = NULL;

  for (unsigned i = 2; i <= 64; i++)
    g_string_append_printf (text, ",%u", i);
  rows = desk_csv_parse (text->str, "a.csv", 100, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (((DeskCsvRow *) rows->pdata[1])->fields), ==, 64);

  g_string_append (text, ",65\n");
  g_assert_null (desk_csv_parse (text->str, "a.csv", 100, &error));
  g_assert_error (error, DESK_EXCHANGE_ERROR, DESK_EXCHANGE_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "a.csv:2: "));
  g_assert_nonnull (strstr (error->message, "64 cells"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/csv/rows-are-read", rows_are_read);
  g_test_add_func ("/exchange/csv/what-is-broken-says-where", what_is_broken_says_where);
  g_test_add_func ("/exchange/csv/rows-are-bounded", rows_are_bounded);
  g_test_add_func ("/exchange/csv/cells-are-bounded", cells_are_bounded);

  return g_test_run ();
}
