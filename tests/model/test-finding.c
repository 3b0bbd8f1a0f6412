/* test-finding.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/desk-finding.h"

static void
test_names (void)
{
  unsigned n_damage = 0;

  for (unsigned i = 0; i < DESK_N_FINDING_KINDS; i++)
    {
      const char *name = desk_finding_kind_name ((DeskFindingKind) i);
      DeskFindingKind kind = DESK_N_FINDING_KINDS;

      g_assert_nonnull (name);
      g_assert_true (desk_finding_kind_from_name (name, &kind));
      g_assert_cmpuint (kind, ==, i);
      n_damage += desk_finding_kind_is_damage (kind);
    }
  g_assert_cmpuint (n_damage, ==, 8);
  g_assert_false (desk_finding_kind_from_name ("words", &(DeskFindingKind) { 0 }));
}

static char *
say (const GPtrArray *findings)
{
  g_autoptr(GString) said = g_string_new (NULL);

  for (unsigned i = 0; i < findings->len; i++)
    {
      const DeskFinding *finding = findings->pdata[i];

      g_string_append_printf (said, "%s %s", desk_finding_kind_name (finding->kind), finding->language != NULL ? finding->language : "-");
      if (finding->n_more > 0)
        g_string_append_printf (said, " +%u\n", finding->n_more);
      else
        g_string_append_printf (said, " %s\n", finding->message);
    }

  return g_string_free_and_steal (g_steal_pointer (&said));
}

static void
test_limit (void)
{
  g_autoptr(DeskFindings) findings = desk_findings_new (2);
  g_autoptr(GPtrArray) list = NULL;
  g_autofree char *said = NULL;

  g_assert_null (desk_findings_get_first (findings));
  for (unsigned i = 0; i < 5; i++)
    {
      desk_findings_add (findings, DESK_FINDING_ALT, "a", "sr", g_strdup_printf ("%u", i));
      if (i < 2)
        desk_findings_add (findings, DESK_FINDING_LINK, "a", "sr", g_strdup_printf ("%u", i));
      if (i < 3)
        desk_findings_add (findings, DESK_FINDING_ALT, "a", "en", g_strdup_printf ("%u", i));
      if (i < 4)
        desk_findings_add (findings, DESK_FINDING_MEDIA_MISSING, NULL, NULL, g_strdup_printf ("%u", i));
    }
  g_assert_cmpstr (desk_findings_get_first (findings), ==, "0");

  list = desk_findings_end (findings);
  said = say (list);
  g_assert_cmpstr (said, ==,
                   "media-missing - 0\nmedia-missing - 1\nmedia-missing - +2\n"
                   "link sr 0\nlink sr 1\n"
                   "alt sr 0\nalt en 0\nalt sr 1\nalt en 1\nalt en +1\nalt sr +3\n");
  g_assert_cmpuint (desk_findings_count (list), ==, 5 + 2 + 3 + 4);
}

static void
test_bytes (void)
{
  g_autoptr(DeskFindings) findings = desk_findings_new (1);
  g_autoptr(GPtrArray) list = NULL;

  desk_findings_add (findings, DESK_FINDING_ENCODING, NULL, NULL, g_strdup ("Lo\xff"));
  list = desk_findings_end (findings);
  g_assert_true (g_utf8_validate (((const DeskFinding *) list->pdata[0])->message, -1, NULL));
}

static void
test_subject (void)
{
  g_autoptr(DeskFindings) findings = desk_findings_new (1);
  g_autoptr(GPtrArray) list = NULL;
  const DeskFinding *finding;

  desk_findings_add_about (findings, DESK_FINDING_REDIRECT, &(DeskFindingSubject) { .old = "/old/", .article = "a" }, g_strdup ("It leads nowhere"));
  desk_findings_add_about (findings, DESK_FINDING_REDIRECT, &(DeskFindingSubject) { .old = "/older/" }, g_strdup ("Nor does this"));
  desk_findings_add_about (findings, DESK_FINDING_ADDRESS, &(DeskFindingSubject) { .term = "t", .term_type = DESK_TERM_TAG },
                           g_strdup ("It is at a number"));
  list = desk_findings_end (findings);
  g_assert_cmpuint (list->len, ==, 3);
  finding = list->pdata[0];
  g_assert_cmpstr (finding->old, ==, "/old/");
  g_assert_cmpstr (finding->article, ==, "a");
  g_assert_null (finding->language);
  g_assert_null (((const DeskFinding *) list->pdata[1])->old); /* the one that counts */
  finding = list->pdata[2];
  g_assert_null (finding->old);
  g_assert_cmpstr (finding->term, ==, "t");
  g_assert_cmpint (finding->term_type, ==, DESK_TERM_TAG);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/finding/each-kind-has-its-name", test_names);
  g_test_add_func ("/model/finding/what-is-over-the-limit-is-counted", test_limit);
  g_test_add_func ("/model/finding/what-is-no-utf8-can-be-told", test_bytes);
  g_test_add_func ("/model/finding/what-it-is-about-is-named", test_subject);

  return g_test_run ();
}
