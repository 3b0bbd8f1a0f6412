/* test-related.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"

static DeskArticle *
publish (Fixture    *fixture,
         const char *language,
         const char *title,
         const char *tag,
         gint64      at_us)
{
  DeskArticle *article = fixture_add_article (fixture, language, title, "");

  if (tag != NULL)
    {
      g_autoptr(DeskTerm) term = fixture_term (fixture, DESK_TERM_TAG, tag);

      desk_article_add_tag (article, term);
      fixture_save (fixture, article);
    }
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, at_us);

  return article;
}

/* The titles below @article, as readers have them. */
static void
assert_related (Fixture           *fixture,
                const DeskArticle *article,
                const char        *expected)
{
  const DeskEdition *edition = article->editions->pdata[0];
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) uuids = desk_store_list_related (fixture->store, article->uuid, edition->language, 10, &error);
  g_autoptr(GString) titles = g_string_new (NULL);

  g_assert_no_error (error);
  for (unsigned i = 0; i < uuids->len; i++)
    {
      g_autoptr(DeskArticle) other = desk_store_dup_article (fixture->store, uuids->pdata[i], NULL);

      g_string_append_printf (titles, "%s%s", i > 0 ? ", " : "",
                              desk_article_get_edition (other, edition->language)->title);
    }
  g_assert_cmpstr (titles->str, ==, expected);
}

static void
test_score (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskArticle) a = publish (fixture, "en", "Harbour police", "Rivers", JUNE_US);
  g_autoptr(DeskArticle) b = publish (fixture, "en", "Police reform", NULL, JUNE_US);
  g_autoptr(DeskArticle) c = publish (fixture, "en", "Harbours and police", "Rivers", JUNE_US);
  g_autoptr(DeskArticle) d = publish (fixture, "en", "Ferry timetable", "Rivers", JUNE_US);
  g_autoptr(DeskArticle) e = publish (fixture, "en", "Unlike any", NULL, JUNE_US);

  assert_related (fixture, a, "Harbours and police, Ferry timetable, Police reform");
  assert_related (fixture, b, "Harbour police, Harbours and police");
  assert_related (fixture, e, "");
}

static void
test_hand_first (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(DeskArticle) chosen = publish (fixture, "en", "Chosen", NULL, JUNE_US);
  g_autoptr(DeskArticle) second = publish (fixture, "en", "Second choice", NULL, JUNE_US);
  g_autoptr(DeskArticle) like = publish (fixture, "en", "Harbour police", "Rivers", JUNE_US);
  g_autoptr(DeskArticle) article = publish (fixture, "en", "Harbour police today", "Rivers", JUNE_US);
  g_autoptr(DeskArticle) read = fixture_read (fixture, article);

  g_ptr_array_add (read->related, g_strdup (second->uuid));
  g_ptr_array_add (read->related, g_strdup (chosen->uuid));
  g_ptr_array_add (read->related, g_strdup (article->uuid)); /* itself isn't shown */
  g_ptr_array_add (read->related, g_strdup ("not-here-yet"));
  fixture_save (fixture, read);
  assert_related (fixture, article, "Harbour police"); /* not before a release */
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US + 1);
  assert_related (fixture, article, "Second choice, Chosen, Harbour police");
  assert_related (fixture, chosen, "");
}

static void
test_ties (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DeskArticle) article = publish (fixture, "en", "Alpha", "Rivers", JUNE_US);
  g_autoptr(DeskArticle) old = publish (fixture, "en", "Older", "Rivers", JUNE_US + DAY_US);
  g_autoptr(DeskArticle) new = publish (fixture, "en", "Newer", "Rivers", JUNE_US + 3 * DAY_US);
  g_autoptr(DeskArticle) same = publish (fixture, "en", "Newer twin", "Rivers", JUNE_US + 3 * DAY_US);

  assert_related (fixture, article, "Newer, Newer twin, Older");
}

static void
test_left_out (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(DeskArticle) article = publish (fixture, "en", "Alpha", "Rivers", JUNE_US);
  g_autoptr(DeskArticle) archived = publish (fixture, "en", "Archived", "Rivers", JUNE_US);
  g_autoptr(DeskArticle) serbian = publish (fixture, "sr", "Река", "Rivers", JUNE_US);
  g_autoptr(DeskArticle) trashed = publish (fixture, "en", "Trashed", "Rivers", JUNE_US);
  g_autoptr(DeskArticle) draft = fixture_add_article (fixture, "en", "Alpha draft", "");

  assert_related (fixture, article, "Archived, Trashed");
  fixture_set_status (fixture, archived, DESK_STATUS_ARCHIVED, 0);
  g_assert_true (desk_store_delete_article (fixture->store, trashed->uuid, NULL));
  assert_related (fixture, article, "");
  assert_related (fixture, serbian, "");
  fixture_set_status (fixture, archived, DESK_STATUS_PUBLISHED, JUNE_US);
  assert_related (fixture, article, "Archived");
}

/* What waits for an update is still what readers have. */
static void
test_scheduled_update (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr(DeskArticle) article = publish (fixture, "en", "Alpha", "Rivers", JUNE_US);
  g_autoptr(DeskArticle) waiting = publish (fixture, "en", "Waiting", "Rivers", JUNE_US);

  fixture_set_status (fixture, waiting, DESK_STATUS_SCHEDULED, JUNE_US + DAY_US);
  assert_related (fixture, article, "Waiting");
}

static void
test_going_offline (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr(DeskArticle) article = publish (fixture, "en", "Alpha", "Rivers", JUNE_US);
  g_autoptr(DeskArticle) other = publish (fixture, "en", "Beta", "Rivers", JUNE_US);
  g_autofree char *rows = NULL;

  assert_related (fixture, article, "Beta");
  assert_related (fixture, other, "Alpha");
  fixture_set_status (fixture, other, DESK_STATUS_DRAFT, 0);
  assert_related (fixture, article, "");
  rows = fixture_query (fixture, "SELECT count (*) FROM likeness");
  g_assert_cmpstr (rows, ==, "0");
}

static void
test_symmetric (Fixture      *fixture,
                gconstpointer data)
{
  static const char *const titles[] = { "Harbour police at night", "Night ferry", "Police and ferry", "Harbour" };
  static const char *const tags[] = { "Rivers", "Borders", "Rivers", NULL };
  g_autofree char *odd = NULL;
  g_autofree char *n_rows = NULL;

  for (unsigned i = 0; i < 12; i++)
    {
      g_autoptr(DeskArticle) article = publish (fixture, i % 5 == 4 ? "sr" : "en", titles[i % 4], tags[(i / 2) % 4],
                                                JUNE_US + (gint64) i);
    }

  odd = fixture_query (fixture, "SELECT count (*) FROM likeness AS l WHERE NOT EXISTS (SELECT 1 FROM likeness AS m"
                                " WHERE m.edition_id = l.other_id AND m.other_id = l.edition_id AND m.score = l.score)");
  n_rows = fixture_query (fixture, "SELECT count (*) > 20 FROM likeness");
  g_assert_cmpstr (odd, ==, "0");
  g_assert_cmpstr (n_rows, ==, "1");
}

static void
test_scripts (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DeskArticle) cyrillic = publish (fixture, "sr", "Жичара изнад Љига", NULL, JUNE_US);
  g_autoptr(DeskArticle) latin = publish (fixture, "sr", "Žičara kod Ljiga", NULL, JUNE_US);

  assert_related (fixture, cyrillic, "Žičara kod Ljiga");
  assert_related (fixture, latin, "Жичара изнад Љига");
}

static void
test_limit (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskArticle) article = publish (fixture, "en", "Alpha", "Rivers", JUNE_US);
  g_autoptr(DeskArticle) one = publish (fixture, "en", "One", "Rivers", JUNE_US);
  g_autoptr(DeskArticle) two = publish (fixture, "en", "Two", "Rivers", JUNE_US);
  g_autoptr(GPtrArray) uuids = desk_store_list_related (fixture->store, article->uuid, "en", 1, NULL);

  g_assert_cmpuint (uuids->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/related/the-likest-is-first", test_score);
  fixture_add_test ("/store/related/by-hand-comes-before-the-score", test_hand_first);
  fixture_add_test ("/store/related/ties-go-by-date-then-id", test_ties);
  fixture_add_test ("/store/related/what-readers-dont-have-is-left-out", test_left_out);
  fixture_add_test ("/store/related/a-scheduled-update-hides-nothing", test_scheduled_update);
  fixture_add_test ("/store/related/going-offline-removes-it-everywhere", test_going_offline);
  fixture_add_test ("/store/related/likeness-is-mutual", test_symmetric);
  fixture_add_test ("/store/related/both-scripts-are-one-language", test_scripts);
  fixture_add_test ("/store/related/the-limit-is-kept", test_limit);
  return g_test_run ();
}
