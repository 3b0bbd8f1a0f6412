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
  g_autoptr(GHashTable) lists = desk_store_list_related (fixture->store, edition->language, 10, NULL, &error);
  g_autoptr(GString) titles = g_string_new (NULL);
  GPtrArray *uuids;

  g_assert_no_error (error);
  uuids = g_hash_table_lookup (lists, article->uuid);
  g_assert_nonnull (uuids);
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

/* Every one of the words that say nothing, each of which would make them alike. */
static void
test_common_words (Fixture      *fixture,
                   gconstpointer data)
{
  static const char words[] =
    "about after again also been before being between bice bila bile bili bilo biti could does "
    "each even every from have here hoce into ipak jesu just kada kako koja koje koji kojih "
    "kojim kojima koju many mogu more most moze much nego neka neke neki nije nisu njih njihov "
    "only other ovaj over posle preko prema said same samo says should since some such svih "
    "svoj svoje takodje than that their them then there these they this those through toga tome "
    "treba under until very vise were what when where which while will with would your zato "
    "zbog";
  g_auto(GStrv) titles = g_strsplit (words, " ", -1);
  g_autoptr(GPtrArray) articles = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_article_free);

  for (unsigned i = 0; titles[i] != NULL; i++)
    {
      g_ptr_array_add (articles, publish (fixture, "en", titles[i], NULL, JUNE_US));
      g_ptr_array_add (articles, publish (fixture, "en", titles[i], NULL, JUNE_US));
    }
  for (unsigned i = 0; i < articles->len; i++)
    assert_related (fixture, articles->pdata[i], "");
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
  rows = fixture_query (fixture, "SELECT count (*) FROM keyword AS k JOIN edition AS e ON e.id = k.edition_id WHERE e.title = 'Beta'");
  g_assert_cmpstr (rows, ==, "0");
}

/* The score as its definition says, worked out pair by pair. */
static void
assert_as_defined (Fixture    *fixture,
                   const char *language,
                   unsigned    limit)
{
  g_autofree char *expected = NULL;
  g_autoptr(GHashTable) lists = desk_store_list_related (fixture->store, language, limit, NULL, NULL);
  g_autofree char *owners = fixture_query (fixture,
                                           "SELECT a.uuid FROM edition AS e JOIN article AS a ON a.id = e.article_id"
                                           " WHERE e.language = '%s' ORDER BY a.uuid", language);
  g_auto(GStrv) uuids = g_strsplit (owners, " ", -1);
  g_autoptr(GString) found = g_string_new (NULL);

  expected = fixture_query (fixture,
                            "WITH pair AS (SELECT o.edition_id AS own, t.edition_id AS other,"
                            "                     sum (min (o.weight, t.weight)) AS points"
                            "                FROM keyword AS o JOIN keyword AS t USING (language, word)"
                            "               WHERE o.edition_id <> t.edition_id AND language = '%s' GROUP BY 1, 2),"
                            "     ranked AS (SELECT oa.uuid AS own, ta.uuid AS other, row_number () OVER (PARTITION BY oa.uuid"
                            "       ORDER BY points + 2 * (orev.section_id IS trev.section_id) DESC, trev.date_us DESC, ta.uuid) AS n"
                            "       FROM pair JOIN edition AS oe ON oe.id = own JOIN article AS oa ON oa.id = oe.article_id"
                            "       JOIN revision AS orev ON orev.id = oe.released_id JOIN edition AS te ON te.id = other"
                            "       JOIN article AS ta ON ta.id = te.article_id JOIN revision AS trev ON trev.id = te.released_id)"
                            "SELECT own, other FROM ranked WHERE n <= %u ORDER BY own, n", language, limit);
  for (unsigned i = 0; uuids[i] != NULL; i++)
    {
      GPtrArray *list = g_hash_table_lookup (lists, uuids[i]);

      for (unsigned k = 0; k < list->len; k++)
        g_string_append_printf (found, "%s%s|%s", found->len > 0 ? " " : "", uuids[i], (char *) list->pdata[k]);
    }
  g_assert_cmpstr (found->str, ==, expected);
  g_assert_cmpuint (found->len, >, 300);
}

static void
test_definition (Fixture      *fixture,
                 gconstpointer data)
{
  static const char *const titles[] = { "Harbour police at night", "Night ferry", "Police and ferry", "Harbour" };
  static const char *const tags[] = { "Rivers", "Borders", "Rivers", NULL };
  g_autoptr(DeskTerm) analysis = fixture_term (fixture, DESK_TERM_SECTION, "Analysis");

  for (unsigned i = 0; i < 24; i++)
    {
      g_autoptr(DeskArticle) article = publish (fixture, i % 3 == 2 ? "sr" : "en", titles[i % 4], tags[(i / 2) % 4],
                                                JUNE_US + (gint64) i % 7);
      g_autoptr(DeskArticle) read = fixture_read (fixture, article);

      if (i % 4 != 0)
        continue;
      read->section = desk_term_copy (analysis);
      fixture_save (fixture, read);
      fixture_set_status (fixture, read, DESK_STATUS_PUBLISHED, JUNE_US);
    }

  for (unsigned limit = 1; limit < 20; limit += 6)
    {
      assert_as_defined (fixture, "en", MAX (limit, 4));
      assert_as_defined (fixture, "sr", MAX (limit, 4));
    }
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
  g_autoptr(GHashTable) lists = desk_store_list_related (fixture->store, "en", 1, NULL, NULL);

  g_assert_cmpuint (((GPtrArray *) g_hash_table_lookup (lists, article->uuid))->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/related/the-likest-is-first", test_score);
  fixture_add_test ("/store/related/by-hand-comes-before-the-score", test_hand_first);
  fixture_add_test ("/store/related/ties-go-by-date-then-id", test_ties);
  fixture_add_test ("/store/related/words-that-say-nothing-join-nothing", test_common_words);
  fixture_add_test ("/store/related/what-readers-dont-have-is-left-out", test_left_out);
  fixture_add_test ("/store/related/a-scheduled-update-hides-nothing", test_scheduled_update);
  fixture_add_test ("/store/related/going-offline-removes-it-everywhere", test_going_offline);
  fixture_add_test ("/store/related/lists-are-as-defined", test_definition);
  fixture_add_test ("/store/related/both-scripts-are-one-language", test_scripts);
  fixture_add_test ("/store/related/the-limit-is-kept", test_limit);
  return g_test_run ();
}
