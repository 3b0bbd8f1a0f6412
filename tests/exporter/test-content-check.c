/* test-content-check.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "../store/damage.h"

#include "exporter/check/desk-content-check.h"
#include "store/desk-old-addresses.h"
#include "store/desk-reading.h"
#include "store/desk-store-private.h"

#include <string.h>

/* What each kind is, tests/cli/test-check tells a newsroom's way; here is what no
 * newsroom can bring about, and what nobody wants to wait for. */

static GPtrArray *
check (Fixture         *fixture,
       DeskProgressFunc progress,
       gpointer         user_data,
       GCancellable    *cancellable,
       GError         **error)
{
  g_autoptr(DeskReading) reading = desk_reading_begin (fixture->store, error);
  g_autoptr(DeskFindings) findings = desk_findings_new (100);

  return reading != NULL && desk_content_check (fixture->store, findings, progress, user_data, cancellable, error)
         ? desk_findings_end (findings) : NULL;
}

/* As two desks that exchange their texts could have it: the library lets nobody take the
 * slug of another text here. */
static void
test_two_texts (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(DeskArticle) one = fixture_add_article (fixture, "en", "Low water", "");
  g_autoptr(DeskArticle) other = fixture_add_article (fixture, "en", "High water", "");
  g_autoptr(GPtrArray) findings = NULL;
  g_autoptr(GError) error = NULL;
  const DeskFinding *finding;

  fixture_set_site (fixture, "url", "https://newsroom.invalid/press/");
  fixture_set_status (fixture, one, DESK_STATUS_PUBLISHED, JUNE_US);
  fixture_set_status (fixture, other, DESK_STATUS_PUBLISHED, JUNE_US + DAY_US);
  g_assert_cmpint (sqlite3_exec (fixture->store->db,
                                 "UPDATE revision SET slug = 'low-water', text_sha256 = desk_text_sha256 (title, 'low-water', script,"
                                 " summary, (SELECT group_concat (desk_unpack (p.text), '') FROM json_each (pieces) AS j"
                                 " JOIN piece AS p ON p.id = j.value), seo_title, seo_description)", NULL, NULL, NULL), ==, SQLITE_OK);
  findings = check (fixture, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = findings->pdata[0];
  g_assert_cmpint (finding->kind, ==, DESK_FINDING_ADDRESS);
  g_assert_cmpstr (finding->article, ==, other->uuid);
  g_assert_cmpstr (finding->message, ==,
                   "“High water” (en) is at /press/en/low-water-2/, since “Low water” has /press/en/low-water/;"
                   " give one of them another address");
}

/* Thousands of footnotes and headings are looked through once a text. */
static void
test_many_links (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(GString) body = g_string_new (NULL);
  g_autoptr(DeskArticle) article = NULL;
  g_autoptr(GPtrArray) findings = NULL;
  g_autoptr(GError) error = NULL;
  gint64 begun_us;

  for (unsigned i = 0; i < 5000; i++)
    g_string_append_printf (body, "## Part %u\n\n[here](#part-%u) and [gone](#art-%u)\n\n", i, i, i);
  article = fixture_add_article (fixture, "en", "Low water", body->str);
  begun_us = g_get_monotonic_time ();
  findings = check (fixture, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (desk_findings_count (findings), ==, 5000);
  g_assert_cmpuint (findings->len, ==, 101);
  g_assert_cmpint (g_get_monotonic_time () - begun_us, <, 30 * G_USEC_PER_SEC);
}

/* Each is walked from once: from every one of them on through all others takes hours. */
static void
test_many_redirects (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr(GPtrArray) redirects = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_redirect_free);
  g_autoptr(GPtrArray) findings = NULL;
  g_autoptr(GError) error = NULL;
  const DeskFinding *finding;
  gint64 begun_us;

  for (unsigned i = 0; i < 20000; i++)
    {
      g_autofree char *source = g_strdup_printf ("/round/%u/", i);
      g_autofree char *target = g_strdup_printf ("/round/%u/", (i + 1) % 20000);

      g_ptr_array_add (redirects, desk_redirect_new (source, target));
    }
  desk_store_save_redirects (fixture->store, redirects, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  begun_us = g_get_monotonic_time ();
  findings = check (fixture, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (desk_findings_count (findings), ==, 20000);
  g_assert_cmpuint (findings->len, ==, 101);
  finding = findings->pdata[0];
  g_assert_cmpint (finding->kind, ==, DESK_FINDING_REDIRECT);
  g_assert_cmpstr (finding->old, ==, "/round/0/");
  g_assert_cmpstr (finding->message, ==,
                   "The old address /round/0/ leads to /round/1/, and from there in a circle; lead one of them to a page");
  g_assert_cmpint (g_get_monotonic_time () - begun_us, <, 60 * G_USEC_PER_SEC);
}

static void
test_cancel (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Low water", "[x](x.html)\n");
  unsigned n_cancelled = 0;

  for (unsigned i = 1;; i++, n_cancelled++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      Impatience impatience = { cancellable, 0, i };
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) findings = check (fixture, impatience_cb, &impatience, cancellable, &error);

      if (findings != NULL)
        break;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  g_assert_cmpuint (n_cancelled, ==, 4);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/exporter/content-check/of-two-texts-both-are-named", test_two_texts);
  fixture_add_test ("/exporter/content-check/many-links-in-one-text", test_many_links);
  fixture_add_test ("/exporter/content-check/many-redirects-in-one-circle", test_many_redirects);
  fixture_add_test ("/exporter/content-check/cancelled-at-any-step-says-so", test_cancel);
  return g_test_run ();
}
