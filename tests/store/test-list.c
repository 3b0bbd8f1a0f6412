/* test-list.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"

/* A small newsroom, the same for each test:
 *
 *   Ferry    article      section Analysis, tag Rivers, author Mira; published 1 June
 *   Harbour  event        first section; tag Borders; published 2 June; archived
 *   Граница  article, sr  Analysis; draft without a date
 *   Bridge   article      en draft and de in review; dated 3 June
 */
typedef struct
{
  Fixture      fixture; /* first, so that its functions take it */
  DeskArticle *ferry;
  DeskArticle *harbour;
  DeskArticle *border;
  DeskArticle *bridge;
} Room;

static void
add_german (Room *room)
{
  DeskEdition *edition = desk_edition_new ("de");

  g_set_str (&edition->title, "Brücke");
  g_assert_true (desk_store_save_edition (room->fixture.store, room->bridge->uuid, edition, NULL));
  g_assert_true (desk_store_set_status (room->fixture.store, room->bridge->uuid, "de", DESK_STATUS_REVIEW, 0, NULL));
  g_ptr_array_add (room->bridge->editions, edition);
}

static void
set_up (Room         *room,
        gconstpointer data)
{
  Fixture *fixture = &room->fixture;
  g_autoptr(DeskTerm) news = NULL;
  g_autoptr(DeskTerm) analysis = NULL;
  g_autoptr(DeskTerm) rivers = NULL;
  g_autoptr(DeskTerm) borders = NULL;
  g_autoptr(DeskTerm) mira = NULL;

  fixture_set_up (fixture, data);
  news = fixture_term (fixture, DESK_TERM_SECTION, "News");
  analysis = fixture_term (fixture, DESK_TERM_SECTION, "Analysis");
  rivers = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  borders = fixture_term (fixture, DESK_TERM_TAG, "Borders");
  mira = fixture_term (fixture, DESK_TERM_AUTHOR, "Мира Лукић");

  room->ferry = fixture_add_article (fixture, "en", "Ferry", "It crosses the water at dawn.");
  room->ferry->section = desk_term_copy (analysis);
  desk_article_add_tag (room->ferry, rivers);
  desk_article_add_credit (room->ferry, mira, NULL, NULL);
  fixture_save (fixture, room->ferry);
  fixture_set_status (fixture, room->ferry, DESK_STATUS_PUBLISHED, JUNE_US);

  room->harbour = fixture_add_article (fixture, "en", "Harbour", "Cranes.");
  g_set_str (&room->harbour->kind, "event");
  desk_article_add_tag (room->harbour, borders);
  fixture_save (fixture, room->harbour);
  fixture_set_status (fixture, room->harbour, DESK_STATUS_PUBLISHED, JUNE_US + DAY_US);
  fixture_set_status (fixture, room->harbour, DESK_STATUS_ARCHIVED, 0);

  room->border = fixture_add_article (fixture, "sr", "Граница", "Чека се до поноћи.");
  room->border->section = desk_term_copy (analysis);
  fixture_save (fixture, room->border);

  room->bridge = fixture_add_article (fixture, "en", "Bridge", "Closed.");
  room->bridge->date_us = JUNE_US + 2 * DAY_US;
  fixture_save (fixture, room->bridge);
  add_german (room);
}

static void
tear_down (Room         *room,
           gconstpointer data)
{
  desk_article_free (room->ferry);
  desk_article_free (room->harbour);
  desk_article_free (room->border);
  desk_article_free (room->bridge);
  fixture_tear_down (&room->fixture, data);
}

static void
assert_titles (Room       *room,
               DeskQuery   query,
               const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) articles = desk_store_list_articles (room->fixture.store, &query, NULL, &error);
  g_autoptr(GString) titles = g_string_new (NULL);

  g_assert_no_error (error);
  for (unsigned i = 0; i < articles->len; i++)
    {
      DeskArticle *article = articles->pdata[i];

      g_assert_null (fixture_edition (article)->body); /* lists leave bodies out */
      g_string_append_printf (titles, "%s%s", i > 0 ? " " : "", fixture_edition (article)->title);
    }
  g_assert_cmpstr (titles->str, ==, expected);
}

#define ANY (-1)
#define QUERY(a_status, ...) ((DeskQuery) { .status = a_status, __VA_ARGS__ })

static void
test_filters (Room         *room,
              gconstpointer data)
{
  assert_titles (room, DESK_QUERY_ALL, "Граница Bridge Harbour Ferry");
  assert_titles (room, QUERY (ANY, .kind = "event"), "Harbour");
  assert_titles (room, QUERY (ANY, .kind = "page"), "");
  assert_titles (room, QUERY (ANY, .language = "sr"), "Граница");
  assert_titles (room, QUERY (ANY, .language = "de"), "Bridge");
  assert_titles (room, QUERY (ANY, .language = "fr"), "");
  assert_titles (room, QUERY (DESK_STATUS_DRAFT), "Граница Bridge");
  assert_titles (room, QUERY (DESK_STATUS_REVIEW), "");
  assert_titles (room, QUERY (DESK_STATUS_REVIEW, .language = "de"), "Bridge");
  assert_titles (room, QUERY (DESK_STATUS_PUBLISHED), "Ferry");
  assert_titles (room, QUERY (DESK_STATUS_ARCHIVED), "Harbour");
  assert_titles (room, QUERY (ANY, .section = "analysis"), "Граница Ferry");
  assert_titles (room, QUERY (ANY, .section = "News"), "Bridge Harbour"); /* without one they are in the first */
  assert_titles (room, QUERY (ANY, .tag = "RIVERS"), "Ferry");
  assert_titles (room, QUERY (ANY, .author = "mira lukić"), "Ferry");
  assert_titles (room, QUERY (ANY, .section = "Analysis", .language = "sr"), "Граница");
  assert_titles (room, QUERY (ANY, .tag = "rivers", .kind = "event"), "");
}

static void
test_dates (Room         *room,
            gconstpointer data)
{
  assert_titles (room, QUERY (ANY, .since_us = JUNE_US + DAY_US), "Bridge Harbour");
  assert_titles (room, QUERY (ANY, .until_us = JUNE_US + DAY_US), "Ferry");
  assert_titles (room, QUERY (ANY, .since_us = JUNE_US, .until_us = JUNE_US + 1), "Ferry");
  assert_titles (room, QUERY (ANY, .since_us = JUNE_US + 1, .until_us = JUNE_US + DAY_US), "");
}

static void
test_pages (Room         *room,
            gconstpointer data)
{
  assert_titles (room, QUERY (ANY, .limit = 2), "Граница Bridge");
  assert_titles (room, QUERY (ANY, .limit = 2, .offset = 2), "Harbour Ferry");
  assert_titles (room, QUERY (ANY, .limit = 2, .offset = 3), "Ferry");
  assert_titles (room, QUERY (ANY, .offset = 1), "Bridge Harbour Ferry");
  assert_titles (room, QUERY (ANY, .offset = 9), "");
}

static void
test_unknown (Room         *room,
              gconstpointer data)
{
  DeskQuery queries[] = { QUERY (ANY, .section = "Sport"), QUERY (ANY, .tag = "Lakes"), QUERY (ANY, .author = "Nobody") };

  for (unsigned i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (desk_store_list_articles (room->fixture.store, &queries[i], NULL, &error));
      g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);
    }
}

static void
test_no_kind (Room         *room,
              gconstpointer data)
{
  DeskQuery query = QUERY (ANY, .kind = "novel");
  g_autoptr(GError) error = NULL;

  g_assert_null (desk_store_list_articles (room->fixture.store, &query, NULL, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "publication"));
}

static void
test_trash (Room         *room,
            gconstpointer data)
{
  g_assert_true (desk_store_delete_article (room->fixture.store, room->harbour->uuid, NULL));
  assert_titles (room, DESK_QUERY_ALL, "Граница Bridge Ferry");
  assert_titles (room, QUERY (ANY, .is_trash = TRUE), "Harbour");
}

static void
delete_at (Room        *room,
           DeskArticle *article,
           gint64       deleted_us)
{
  g_autofree char *file = g_build_filename (room->fixture.library, "library.sqlite3", NULL);
  g_autofree char *sql = NULL;

  g_assert_true (desk_store_delete_article (room->fixture.store, article->uuid, NULL));
  sql = g_strdup_printf ("UPDATE article SET deleted_us = %" G_GINT64_FORMAT " WHERE uuid = '%s'",
                         deleted_us, article->uuid);
  fixture_execute (file, sql);
}

/* Each published on another day than it is deleted, and two at one instant. */
static void
test_trash_order (Room         *room,
                  gconstpointer data)
{
  DeskQuery query = QUERY (ANY, .is_trash = TRUE, .limit = 1);
  g_autoptr(GString) ids = g_string_new (NULL);
  g_autofree DeskListKey *after = NULL;

  delete_at (room, room->ferry, JUNE_US + 30 * DAY_US);
  delete_at (room, room->bridge, JUNE_US + 29 * DAY_US);
  delete_at (room, room->border, JUNE_US + 31 * DAY_US);
  delete_at (room, room->harbour, JUNE_US + 29 * DAY_US);
  assert_titles (room, QUERY (ANY, .is_trash = TRUE), "Граница Ferry Bridge Harbour");
  assert_titles (room, QUERY (ANY, .is_trash = TRUE, .since_us = JUNE_US + DAY_US), "Bridge Harbour");
  assert_titles (room, QUERY (ANY, .is_trash = TRUE, .until_us = JUNE_US + DAY_US), "Ferry");
  assert_titles (room, QUERY (ANY, .is_trash = TRUE, .language = "de"), "Bridge");
  assert_titles (room, QUERY (DESK_STATUS_DRAFT, .is_trash = TRUE), "Граница Bridge");
  assert_titles (room, QUERY (ANY, .is_trash = TRUE, .tag = "rivers"), "Ferry");
  assert_titles (room, QUERY (ANY, .is_trash = TRUE, .limit = 2, .offset = 1), "Ferry Bridge");

  for (;;)
    {
      g_autoptr(GArray) keys = desk_store_list_keys (room->fixture.store, &query, after, NULL, NULL);
      g_autoptr(DeskArticle) article = NULL;

      if (keys->len == 0)
        break;
      g_clear_pointer (&after, g_free);
      after = g_memdup2 (keys->data, sizeof *after);
      article = desk_store_dup_listed (room->fixture.store, after->article_id, NULL);
      g_string_append_printf (ids, "%s ", fixture_edition (article)->title);
    }
  g_assert_cmpstr (ids->str, ==, "Граница Ferry Bridge Harbour ");
}

static void
test_counts (Room         *room,
             gconstpointer data)
{
  DeskStore *store = room->fixture.store;
  g_autoptr(DeskCounts) counts = NULL;
  g_autoptr(DeskTerm) analysis = desk_store_find_term (store, DESK_TERM_SECTION, "analysis", NULL);
  g_autoptr(DeskTerm) news = desk_store_find_term (store, DESK_TERM_SECTION, "news", NULL);
  g_autoptr(DeskArticle) ferry = fixture_read (&room->fixture, room->ferry);

  g_set_str (&fixture_edition (ferry)->title, "Ferries");
  fixture_save (&room->fixture, ferry);
  g_assert_true (desk_store_delete_article (store, room->border->uuid, NULL));

  counts = desk_store_count_articles (store, NULL);
  g_assert_cmpuint (counts->n_all, ==, 3);
  g_assert_cmpuint (counts->n_trash, ==, 1);
  g_assert_cmpuint (counts->n_by_status[DESK_STATUS_DRAFT], ==, 1);
  g_assert_cmpuint (counts->n_by_status[DESK_STATUS_PUBLISHED], ==, 1);
  g_assert_cmpuint (counts->n_by_status[DESK_STATUS_ARCHIVED], ==, 1);
  g_assert_cmpuint (counts->n_by_status[DESK_STATUS_REVIEW], ==, 0); /* the German text isn't the one shown */
  g_assert_cmpuint (counts->n_not_online, ==, 1);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts->by_section, analysis->uuid)), ==, 1);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts->by_section, news->uuid)), ==, 2);
}

static void
test_main_language (Room         *room,
                    gconstpointer data)
{
  g_autoptr(DeskSite) site = desk_site_new ();

  g_assert_true (desk_site_set (site, "languages", "de,en", NULL));
  g_assert_true (desk_store_save_site (room->fixture.store, site, NULL));
  assert_titles (room, QUERY (DESK_STATUS_REVIEW), "Bridge");
}

static void
test_cancel (Room         *room,
             gconstpointer data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  DeskQuery query = DESK_QUERY_ALL;

  g_cancellable_cancel (cancellable);
  g_assert_null (desk_store_list_articles (room->fixture.store, &query, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define add_test(path, func) g_test_add (path, Room, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add_test ("/store/list/each-filter-filters", test_filters);
  add_test ("/store/list/dates-are-from-and-before", test_dates);
  add_test ("/store/list/limit-and-offset-cut-pages", test_pages);
  add_test ("/store/list/an-unknown-name-is-an-error", test_unknown);
  add_test ("/store/list/a-kind-that-isnt-there-is-an-error", test_no_kind);
  add_test ("/store/list/the-trash-is-a-list-of-its-own", test_trash);
  add_test ("/store/list/the-trash-has-what-was-deleted-last-first", test_trash_order);
  add_test ("/store/list/counts-are-those-of-the-sidebar", test_counts);
  add_test ("/store/list/the-main-language-is-the-one-shown", test_main_language);
  add_test ("/store/list/can-be-cancelled", test_cancel);
  return g_test_run ();
}
