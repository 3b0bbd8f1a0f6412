/* fuzz-front-matter.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/desk-front-matter.h"

#include <string.h>

/* What can be read is written in a form that is read as the same and, written
 * once more, stays the same to the byte. */

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         n_bytes);

static char *
write_out (const DeskFrontMatter *matter)
{
  g_autoptr(GString) out = g_string_new (NULL);

  desk_front_matter_write (matter, "Europe/Belgrade", out);
  return g_string_free_and_steal (g_steal_pointer (&out));
}

static DeskFrontMatter *
read_in (const char *text,
         gsize       n_bytes,
         GError    **error)
{
  return desk_front_matter_read (text, n_bytes, "Europe/Belgrade", NULL, (DeskPlace) { "input.md", 1 }, error);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  const char *text = (const char *) data;
  g_autoptr(DeskFrontMatter) matter = NULL;
  g_autoptr(DeskFrontMatter) again = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr(GError) error = NULL;

  /* Files are checked for UTF-8 as a whole before their parts are read. */
  if (!g_utf8_validate (text, (gssize) n_bytes, NULL))
    return 0;

  matter = read_in (text, n_bytes, &error);
  if (matter == NULL)
    {
      g_assert_true (g_str_has_prefix (error->message, "input.md:"));
      return 0;
    }

  first = write_out (matter);
  again = read_in (first, strlen (first), &error);
  g_assert_no_error (error);
  second = write_out (again);
  g_assert_cmpstr (second, ==, first);
  g_assert_cmpstr (again->title, ==, matter->title != NULL && *matter->title != '\0' ? matter->title : again->title);
  g_assert_cmpint (again->date_us, ==, matter->date_us);
  g_assert_cmpint (again->status, ==, matter->status);
  g_assert_cmpint (again->is_live, ==, matter->is_live);
  g_assert_cmpint (again->tags->len, ==, matter->tags->len);
  g_assert_cmpint (again->credits->len, ==, matter->credits->len);
  return 0;
}
