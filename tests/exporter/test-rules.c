/* test-rules.c - what servers are told, and who else writes into the same file
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exporter/desk-export.h"
#include "exporter/rules/desk-rules.h"

#include <glib/gstdio.h>
#include <string.h>

#define NOTE "# What stands up to the next such line is replaced by each export.\n"
#define OURS(rules) "# BEGIN Copydesk\n" NOTE rules "# END Copydesk\n"

static const struct
{
  const char *name;
  const char *before;
  const char *rules;
  const char *after;
} merges[] = {
  { "into-nothing", "", "A\n", OURS ("A\n") },
  { "behind-theirs", "Theirs\n", "A\n", "Theirs\n\n" OURS ("A\n") },
  { "behind-a-line-without-an-end", "Theirs", "A\n", "Theirs\n\n" OURS ("A\n") },
  { "behind-a-free-line", "Theirs\n\n", "A\n", "Theirs\n\n" OURS ("A\n") },
  { "in-place-of-ours", "1\n" OURS ("Old\n") "2\n", "New\n", "1\n" OURS ("New\n") "2\n" },
  { "once-more", OURS ("A\n"), "A\n", OURS ("A\n") },
  { "with-the-line-ends-of-windows", "1\r\n# BEGIN Copydesk\r\nOld\r\n# END Copydesk\r\n2\r\n", "A\n",
    "1\r\n" OURS ("A\n") "2\r\n" },
  { "at-the-end-without-a-line-end", "# BEGIN Copydesk\nOld\n# END Copydesk", "A\n", OURS ("A\n") },
  { "taken-out", "1\n" OURS ("Old\n") "2\n", NULL, "1\n2\n" },
  { "nothing-to-take-out", "1\n2", NULL, "1\n2" },
  { "nothing-is-left", OURS ("Old\n"), NULL, "" },
  { "words-within-a-line-are-no-mark", "# see # BEGIN Copydesk\n# BEGIN Copydesk2\n", "A\n",
    "# see # BEGIN Copydesk\n# BEGIN Copydesk2\n\n" OURS ("A\n") },
};

static void
test_merge (gconstpointer data)
{
  unsigned i = GPOINTER_TO_UINT (data);
  g_autoptr(GError) error = NULL;
  g_autofree char *after = desk_rules_merge (merges[i].before, merges[i].rules, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (after, ==, merges[i].after);
  again = desk_rules_merge (after, merges[i].rules, &error);
  g_assert_cmpstr (again, ==, after);
}

static void
test_no_end (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (desk_rules_merge ("# END Copydesk\n# BEGIN Copydesk\nTheirs\n", "A\n", &error));
  g_assert_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED);
}

/* Whatever others write around it, they find again. */
static void
test_random (void)
{
  static const char *const lines[] = {
    "", "Theirs", "# BEGIN", "# END Copydesk", "# BEGIN Copydesk ", " # BEGIN Copydesk", "# BEGIN WordPress", "\r",
  };

  for (unsigned round = 0; round < 2000; round++)
    {
      g_autoptr(GString) before = g_string_new (NULL);
      g_autoptr(GString) behind = g_string_new (NULL);
      g_autofree char *file = NULL;
      g_autofree char *merged = NULL;
      g_autofree char *expected = NULL;

      for (int i = g_test_rand_int_range (0, 5); i > 0; i--)
        g_string_append_printf (before, "%s\n", lines[g_test_rand_int_range (0, G_N_ELEMENTS (lines))]);
      for (int i = g_test_rand_int_range (0, 5); i > 0; i--)
        g_string_append_printf (behind, "%s\n", lines[g_test_rand_int_range (0, G_N_ELEMENTS (lines))]);

      file = g_strconcat (before->str, OURS ("Old\n"), behind->str, NULL);
      expected = g_strconcat (before->str, OURS ("New\n"), behind->str, NULL);
      merged = desk_rules_merge (file, "New\n", NULL);
      g_assert_cmpstr (merged, ==, expected);
    }
}

static DeskPlan *
make_plan (DeskSiteState *state,
           const char    *server)
{
  DeskSite *site = desk_site_new ();
  const char *const values[][2] = { { "server", server }, { "languages", "en" }, { "url", "https://x.invalid/" } };

  for (unsigned i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(GError) error = NULL;

      desk_site_set (site, values[i][0], values[i][1], &error);
      g_assert_no_error (error);
    }

  return desk_plan_new (NULL, state, site, g_ptr_array_new ());
}

static char *
read_all (const char *path)
{
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

static void
test_in_place (void)
{
  g_autofree char *folder = g_dir_make_tmp ("desk-rules-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, ".htaccess", NULL);
  g_autoptr(DeskSiteState) state = desk_site_state_new_temporary ("library", NULL);
  g_autoptr(DeskPlan) apache = make_plan (state, "apache");
  g_autoptr(DeskPlan) none = make_plan (state, "");
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *left = NULL;
  GStatBuf info;

  g_assert_true (desk_rules_put_in_place (none, folder, &error));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (desk_rules_put_in_place (apache, folder, &error));
  g_assert_true (desk_rules_put_in_place (none, folder, &error)); /* wholly ours: it goes */
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  g_assert_true (g_file_set_contents (path, "Theirs\n", -1, NULL));
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  g_assert_true (desk_rules_put_in_place (apache, folder, &error));
  text = read_all (path);
  g_assert_true (g_str_has_prefix (text, "Theirs\n\n# BEGIN Copydesk\n"));
  g_assert_nonnull (strstr (text, "RewriteEngine On"));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_assert_true (desk_rules_put_in_place (none, folder, &error));
  left = read_all (path);
  g_assert_cmpstr (left, ==, "Theirs\n\n");
  g_assert_no_error (error);

  (void) g_unlink (path);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_assert_false (desk_rules_put_in_place (apache, folder, &error));
  g_assert_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED);
  (void) g_rmdir (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (unsigned i = 0; i < G_N_ELEMENTS (merges); i++)
    {
      g_autofree char *name = g_strconcat ("/exporter/rules/merge/", merges[i].name, NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_merge);
    }
  g_test_add_func ("/exporter/rules/a-part-without-its-end", test_no_end);
  g_test_add_func ("/exporter/rules/random-files", test_random);
  g_test_add_func ("/exporter/rules/in-place", test_in_place);

  return g_test_run ();
}
