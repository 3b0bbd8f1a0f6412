/* test-search.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"

#include "store/desk-store-private.h"
#include "store/search/desk-search.h"

#include <string.h>

/* The articles that a query lists. */
#define AMONG(wanted, ...) (&(const DeskQuery) { .status = wanted, __VA_ARGS__ })
#define ANY -1

static void
update_index (DeskStore *store)
{
  gboolean is_done = FALSE;

  while (!is_done)
    {
      g_autoptr(GError) error = NULL;

      desk_store_update_search (store, 1000, &is_done, NULL, &error);
      g_assert_no_error (error);
    }
}

static GPtrArray *
search_with (DeskStore       *store,
             const char      *query,
             const DeskQuery *among)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *hits = desk_store_search (store, query, among, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (hits);
  return hits;
}

static char *
titles_of (GPtrArray *hits)
{
  g_autoptr(GString) titles = g_string_new (NULL);

  for (unsigned i = 0; i < hits->len; i++)
    {
      const DeskHit *hit = hits->pdata[i];

      g_string_append_printf (titles, "%s%s", i > 0 ? ", " : "", hit->title);
    }

  return g_string_free_and_steal (g_steal_pointer (&titles));
}

static void
assert_titles (DeskStore       *store,
               const char      *query,
               const DeskQuery *among,
               const char      *expected)
{
  g_autoptr(GPtrArray) hits = search_with (store, query, among);
  g_autofree char *titles = titles_of (hits);

  if (g_strcmp0 (titles, expected) != 0)
    g_test_message ("the query is %s", query);
  g_assert_cmpstr (titles, ==, expected);
}

/* As if every edition had changed since the index was written. */
static void
make_pending (Fixture *fixture)
{
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);

  fixture_execute (file, "UPDATE edition_change SET seq = seq + (SELECT max (seq) FROM edition_change)");
}

/* The same is found with the index and without. */
static void
assert_finds_with (Fixture         *fixture,
                   const char      *query,
                   const DeskQuery *among,
                   const char      *expected)
{
  make_pending (fixture);
  assert_titles (fixture->store, query, among, expected);
  update_index (fixture->store);
  assert_titles (fixture->store, query, among, expected);
}

static void
assert_finds (Fixture    *fixture,
              const char *query,
              const char *expected)
{
  assert_finds_with (fixture, query, NULL, expected);
}

typedef struct
{
  const char *query;
  const char *titles;
} Case;

static void
assert_cases (Fixture    *fixture,
              const Case *cases,
              unsigned    n_cases)
{
  for (unsigned i = 0; i < n_cases; i++)
    assert_finds (fixture, cases[i].query, cases[i].titles);
}

static void
add (Fixture    *fixture,
     const char *language,
     const char *title,
     const char *body)
{
  desk_article_free (fixture_add_article (fixture, language, title, body));
}

static void
add_dated (Fixture    *fixture,
           const char *language,
           const char *title,
           const char *body,
           gint64      date_us)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, language, title, body);

  article->date_us = date_us;
  fixture_save (fixture, article);
}

static void
test_scripts (Fixture      *fixture,
              gconstpointer data)
{
  static const Case cases[] = {
    { "Nato", "НАТО, Alliance" }, { "НАТО", "НАТО, Alliance" }, { "нато", "НАТО, Alliance" },
    { "bezbednost", "НАТО" }, { "безбедност", "НАТО" },
    { "đaci", "Школа" }, { "djaci", "Школа" }, { "ђаци", "Школа" }, { "ĐACI", "Школа" },
    { "ljubav", "Школа" }, { "Љубав", "Школа" }, { "ǉubav", "Школа" }, { "LJUBAV", "Школа" },
    { "džep", "Школа" }, { "џеп", "Школа" }, { "dzep", "Школа" },
    { "njuška", "Škola" }, { "њушка", "Škola" }, { "njuska", "Škola" },
    { "škola", "Школа, Škola" }, { "skola", "Школа, Škola" }, { "школа", "Школа, Škola" },
    { "cafe", "Alliance" }, { "CAFÉ", "Alliance" },
  };

  add_dated (fixture, "sr", "Škola", "Njuška.", JUNE_US);
  add_dated (fixture, "sr", "Школа", "Ђаци, љубав и џеп.", JUNE_US + DAY_US);
  add_dated (fixture, "en", "Alliance", "NATO met in a café.", JUNE_US + 2 * DAY_US);
  add_dated (fixture, "sr", "НАТО", "Безбедност.", JUNE_US + 3 * DAY_US);
  assert_cases (fixture, cases, G_N_ELEMENTS (cases));
}

static void
test_forms (Fixture      *fixture,
            gconstpointer data)
{
  static const Case cases[] = {
    { "bezbednost ", "Первая, Вторая" },
    { "безбедности ", "Вторая, Первая" },
    { "election ", "One, Two" },
    { "elections ", "Two, One" },
    { "elections", "Two, One" },
    { "elected ", "One, Two" },
    { "izveštaj ", "Вторая, Первая" },
    { "izvestaja ", "Первая, Вторая" },
  };

  add_dated (fixture, "sr", "Первая", "Bezbednost iz izveštaja.", JUNE_US + 4 * DAY_US);
  add_dated (fixture, "sr", "Вторая", "О безбедности, извештај.", JUNE_US + 3 * DAY_US);
  add_dated (fixture, "en", "One", "The election.", JUNE_US + 2 * DAY_US);
  add_dated (fixture, "en", "Two", "Two elections.", JUNE_US);
  assert_cases (fixture, cases, G_N_ELEMENTS (cases));
}

static void
test_order (Fixture      *fixture,
            gconstpointer data)
{
  static const Case cases[] = {
    { "ferry ", "Ferry, Ferries, Undated, Newer, Older" },
    { "ferry", "Ferry, Ferries, Undated, Newer, Older" },
    { "fer", "Ferries, Ferry, Undated, Newer, Older" },
  };

  add_dated (fixture, "en", "Older", "A ferry.", JUNE_US + 2 * DAY_US);
  add_dated (fixture, "en", "Newer", "A ferry.", JUNE_US + 4 * DAY_US);
  add_dated (fixture, "en", "Ferry", "It is old.", JUNE_US - 3000 * DAY_US);
  add_dated (fixture, "en", "Ferries", "They are not.", JUNE_US);
  add (fixture, "en", "Undated", "A ferry.");
  assert_cases (fixture, cases, G_N_ELEMENTS (cases));
}

static void
test_words (Fixture      *fixture,
            gconstpointer data)
{
  static const Case cases[] = {
    { "water dawn", "Ferry" }, { "dawn water", "Ferry" }, { "water noon", "" },
    { "wat", "Ferry, Harbour" }, { "wat ", "" }, { "w", "Ferry, Harbour" }, { "water-tight", "Harbour" },
    { "unmistakab", "Harbour" }, { "unmistakable", "Harbour" }, { "unmistakablex", "" },
    { "\"the water\"", "Ferry" }, { "\"water the\"", "" }, { "\"the water\" daw", "Ferry" },
    { "\"the water\" noo", "" }, { "„the water“", "Ferry" }, { "«the water»", "Ferry" }, { "”the water”", "Ferry" },
    { "\"bright red cranes\"", "Harbour" }, { "\"bright cranes\"", "" }, { "\"water\"", "Ferry, Harbour" },
    { "water -dawn", "Harbour" }, { "water -crane", "Ferry" }, { "-crane", "Ferry" }, { "-water", "" },
    { "water -\"the water\"", "Harbour" }, { "-\"red cranes\" wat", "Ferry" }, { "-red-cranes", "Ferry" },
    { "alt", "Harbour" }, { "example", "" }, { "shown", "Harbour" },
  };

  add_dated (fixture, "en", "Harbour",
             "Water and unmistakable bright **red** cranes, tight.\n\n![Alt](https://example.org/picture 'Shown')",
             JUNE_US);
  add_dated (fixture, "en", "Ferry", "It crosses the water at dawn.", JUNE_US + DAY_US);
  assert_cases (fixture, cases, G_N_ELEMENTS (cases));
}

static void
test_malformed (Fixture      *fixture,
                gconstpointer data)
{
  static const Case cases[] = {
    { "", "" }, { "   ", "" }, { "\"", "" }, { "-", "" }, { "\"\"", "" }, { "!?…", "" }, { "*", "" },
    { "\"the water", "Ferry" }, { "water\"", "Ferry" }, { "(water", "Ferry" }, { "water)", "Ferry" },
    { "water*", "Ferry" }, { "AND water", "" }, { "water OR dawn", "" }, { "NEAR(water dawn)", "" },
    { "title:water", "" }, { "author:", "" }, { "status:unknown", "" }, { "before:yesterday", "" },
    { "lang:_", "" }, { "{water} : ^dawn", "Ferry" }, { "\\water'; --", "Ferry" }, { "water\xff", "Ferry" },
    { "-- water", "Ferry" }, { "--dawn", "" }, { "water + dawn", "Ferry" },
  };

  add (fixture, "en", "Ferry", "It crosses the water at dawn.");
  assert_cases (fixture, cases, G_N_ELEMENTS (cases));
}

static void
test_long_query (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(GString) query = g_string_new (NULL);
  g_autofree char *word = g_strnfill (100000, 'w');

  add (fixture, "en", "Ferry", "It crosses the water at dawn.");
  while (query->len < 1000000)
    g_string_append (query, "water \"the water\" dawn ");
  assert_finds (fixture, query->str, "Ferry");
  assert_finds (fixture, word, "");
  g_string_append (query, " author:nobody");
  assert_finds (fixture, query->str, "Ferry");
}

static void
test_fields (Fixture      *fixture,
             gconstpointer data)
{
  static const Case cases[] = {
    { "author:mira", "Ferry" }, { "author:Лукић", "Ferry" }, { "author:\"Mira Lukić\"", "Ferry" }, { "author:luk", "Ferry" },
    { "author:nobody", "" }, { "-author:mira", "Граница, Harbour" }, { "Mira", "Ferry" },
    { "tag:rivers", "Ferry" }, { "tag:river", "Ferry" }, { "TAG:Riv", "Ferry" }, { "tag:mira", "" },
    { "tag:\"big rivers\"", "" }, { "rivers", "Ferry, Harbour" },
    { "section:analysis", "Граница, Ferry" }, { "section:news", "Harbour" }, { "section:none", "" },
    { "-section:news", "Граница, Ferry" },
    { "status:draft", "Граница" }, { "status:published", "Ferry" }, { "status:archived", "Harbour" },
    { "-status:published", "Граница, Harbour" },
    { "lang:sr", "Граница" }, { "lang:sr-Latn", "Граница" }, { "lang:EN", "Ferry, Harbour" }, { "lang:de", "" },
    { "after:2026-06-02", "Ferry" }, { "before:2026-06-02", "Harbour" }, { "after:2026-06", "Ferry, Harbour" },
    { "before:2026", "" }, { "after:2026 before:2027", "Ferry, Harbour" }, { "-before:2026-06-02", "Ferry" },
    { "after:2026-06-02 cranes", "" }, { "before:2026-06-02 cranes", "Harbour" },
    { "author:mira tag:rivers section:analysis status:published lang:en water", "Ferry" },
    { "author:mira cranes", "" },
  };
  g_autoptr(DeskTerm) news = fixture_term (fixture, DESK_TERM_SECTION, "News");
  g_autoptr(DeskTerm) analysis = fixture_term (fixture, DESK_TERM_SECTION, "Analysis");
  g_autoptr(DeskTerm) rivers = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskTerm) mira = fixture_term (fixture, DESK_TERM_AUTHOR, "Мира Лукић");
  g_autoptr(DeskArticle) ferry = fixture_add_article (fixture, "en", "Ferry", "It crosses the water.");
  g_autoptr(DeskArticle) harbour = fixture_add_article (fixture, "en", "Harbour", "Cranes over rivers.");
  g_autoptr(DeskArticle) border = fixture_add_article (fixture, "sr", "Граница", "Чека се.");

  ferry->section = desk_term_copy (analysis);
  desk_article_add_tag (ferry, rivers);
  desk_article_add_credit (ferry, mira, NULL, NULL);
  fixture_save (fixture, ferry);
  fixture_set_status (fixture, ferry, DESK_STATUS_PUBLISHED, JUNE_US + 2 * DAY_US);
  fixture_set_status (fixture, harbour, DESK_STATUS_PUBLISHED, JUNE_US);
  fixture_set_status (fixture, harbour, DESK_STATUS_ARCHIVED, 0);
  border->section = desk_term_copy (analysis);
  fixture_save (fixture, border);
  assert_cases (fixture, cases, G_N_ELEMENTS (cases));
}

/* The index knows which two words of a title follow each other, and puts titles
 * first. */
static void
test_phrases_of_titles (Fixture      *fixture,
                        gconstpointer data)
{
  static const Case cases[] = {
    { "\"water over\"", "Water over stone over bridges, Old water over bridges, Timetable" },
    { "\"stone over\"", "Water over stone over bridges" }, { "\"over water\"", "" },
    { "\"Вода over\"", "" }, { "\"WATER Over Bridges\"", "Old water over bridges" },
    { "\"old water over bridges\"", "Old water over bridges" }, { "\"water stone\"", "" },
    { "\"water over\" \"old water\"", "Old water over bridges" }, { "\"water over\" old", "Old water over bridges" },
    { "\"water over\" -\"stone over\"", "Old water over bridges, Timetable" }, { "\"large stones\"", "" },
    { "\"stones rivers\"", "" }, { "\"of stones\"", "Old water over bridges" }, { "\"bridge of stones\"", "Old water over bridges" },
  };
  g_autoptr(DeskTerm) stones = fixture_term (fixture, DESK_TERM_TAG, "Bridge of stones");
  g_autoptr(DeskTerm) rivers = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskArticle) old = fixture_add_article (fixture, "en", "Old water over bridges", "");
  g_autoptr(DeskArticle) other = fixture_add_article (fixture, "en", "Water over stone over bridges", "");
  g_autoptr(DeskArticle) body = fixture_add_article (fixture, "en", "Timetable", "There is water over there.");

  desk_article_add_tag (old, stones);
  desk_article_add_tag (old, rivers);
  fixture_save (fixture, old);
  fixture_set_status (fixture, old, DESK_STATUS_PUBLISHED, JUNE_US);
  fixture_set_status (fixture, other, DESK_STATUS_PUBLISHED, JUNE_US + DAY_US);
  fixture_set_status (fixture, body, DESK_STATUS_PUBLISHED, JUNE_US + 1000 * DAY_US);
  assert_cases (fixture, cases, G_N_ELEMENTS (cases));
}

/* Of a name every beginning is in the index up to a length, and longer ones are
 * looked for. */
static void
test_long_names (Fixture      *fixture,
                 gconstpointer data)
{
  static const Case cases[] = {
    { "tag:k", "Ferry" }, { "tag:konst", "Ferry" }, { "tag:konstan", "Ferry" }, { "tag:константинопо", "Ferry" },
    { "tag:konstantinopoljski", "Ferry" }, { "tag:konstantinopoljskih", "" }, { "tag:spo", "Ferry" },
    { "tag:\"sporaz konstantinopoljs\"", "Ferry" }, { "tag:onst", "" }, { "author:konst", "" },
    { "author:konstantinopo", "" }, { "dawn tag:konstantinopolj", "Ferry" }, { "dawn -tag:konstantinopo", "Harbour" },
  };
  g_autoptr(DeskTerm) treaty = fixture_term (fixture, DESK_TERM_TAG, "Konstantinopoljski sporazum");
  g_autoptr(DeskArticle) ferry = fixture_add_article (fixture, "en", "Ferry", "It leaves at dawn.");
  g_autoptr(DeskArticle) harbour = fixture_add_article (fixture, "en", "Harbour", "Cranes at dawn.");

  desk_article_add_tag (ferry, treaty);
  fixture_save (fixture, ferry);
  assert_cases (fixture, cases, G_N_ELEMENTS (cases));
}

static DeskArticle *
add_translated (Fixture *fixture)
{
  DeskArticle *article = fixture_add_article (fixture, "sr", "Трајект", "Прелази реку у зору.");
  DeskEdition *edition = desk_edition_new ("en");

  g_set_str (&edition->title, "Ferry");
  g_set_str (&edition->body, "It crosses the river at dawn.");
  g_assert_true (desk_store_save_edition (fixture->store, article->uuid, edition, NULL));
  g_ptr_array_add (article->editions, edition);

  return article;
}

static void
test_editions (Fixture      *fixture,
               gconstpointer data)
{
  static const struct
  {
    const char *query;
    const char *language;
    const char *title;
    const char *found_language;
    const char *snippet;
  } cases[] = {
    { "zora", NULL, "Ferry", "sr", "Прелази реку у зору." },
    { "dawn", NULL, "Ferry", "en", "It crosses the river at dawn." },
    { "dawn", "sr", "Трајект", "en", "It crosses the river at dawn." },
    { "reka", "sr", "Трајект", "sr", "Прелази реку у зору." },
  };
  g_autoptr(DeskArticle) article = add_translated (fixture);

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const DeskQuery among = { .status = -1, .language = cases[i].language };
      g_autoptr(GPtrArray) hits = NULL;
      const DeskHit *hit;

      assert_finds_with (fixture, cases[i].query, &among, cases[i].title);
      hits = search_with (fixture->store, cases[i].query, &among);
      hit = hits->pdata[0];
      g_assert_cmpstr (hit->article_uuid, ==, article->uuid);
      g_assert_cmpstr (hit->language, ==, cases[i].language != NULL ? cases[i].language : "en");
      g_assert_cmpstr (hit->found_language, ==, cases[i].found_language);
      g_assert_cmpstr (hit->snippet, ==, cases[i].snippet);
    }

  assert_finds_with (fixture, "dawn", AMONG (ANY, .language = "de"), "");
}

/* The marked ranges of a text, each in brackets. */
static char *
show_ranges (const char   *text,
             const GArray *ranges)
{
  GString *out = g_string_new (NULL);
  unsigned end = 0;

  for (unsigned i = 0; i < ranges->len; i++)
    {
      DeskSearchRange range = g_array_index (ranges, DeskSearchRange, i);

      g_assert_cmpuint (range.start, >=, end);
      g_assert_cmpuint (range.stop, >, range.start);
      g_assert_cmpuint (range.stop, <=, strlen (text));
      g_string_append_printf (out, "%.*s[%.*s]", (int) (range.start - end), text + end,
                              (int) (range.stop - range.start), text + range.start);
      end = range.stop;
    }
  g_string_append (out, text + end);

  return g_string_free_and_steal (out);
}

#define REST " See the report of May & June, A & B."

static void
test_snippets (Fixture      *fixture,
               gconstpointer data)
{
  static const struct
  {
    const char *query;
    const char *title;
    const char *snippet;
  } cases[] = {
    { "north ", "The Northern Corridor", "Trucks queue on the [north] road at noon." REST },
    { "nort", "The [Northern] Corridor", "Trucks queue on the [north] road at noon." REST },
    { "truck queues ", "The Northern Corridor", "[Trucks] [queue] on the north road at noon." REST },
    { "\"north road\"", "The Northern Corridor", "Trucks queue on the [north road] at noon." REST },
    { "\"queue on\" noo", "The Northern Corridor", "Trucks [queue on] the north road at [noon]." REST },
    { "corridor ", "The Northern [Corridor]", "Trucks queue on the north road at noon." REST },
    { "report ", "The Northern Corridor", "… See the [report] of May & June, A & B." },
  };
  g_autoptr(DeskArticle) article = NULL;

  article = fixture_add_article (fixture, "en", "The Northern Corridor",
                                 "# Trucks queue\non the **north** `road` at noon.\n\n"
                                 "> See [the report](https://example.org/report) of May & June, A & B.\n");
  update_index (fixture->store);
  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) hits = search_with (fixture->store, cases[i].query, NULL);
      const DeskHit *hit = hits->len > 0 ? hits->pdata[0] : NULL;
      g_autofree char *title = NULL;
      g_autofree char *snippet = NULL;

      g_assert_nonnull (hit);
      title = show_ranges (hit->title, hit->title_ranges);
      snippet = show_ranges (hit->snippet, hit->snippet_ranges);
      g_assert_cmpstr (title, ==, cases[i].title);
      g_assert_cmpstr (snippet, ==, cases[i].snippet);
    }
}

/* A stem has an e where a word has ije or je elsewhere. */
static void
test_snippet_of_inflected (Fixture      *fixture,
                           gconstpointer data)
{
  static const char *const queries[] = { "deca ", "djeca ", "деца ", "reke ", "rijeka " };

  desk_article_free (fixture_add_article (fixture, "sr", "Наслов", "Код куће су дјеца, преко ријеке."));
  update_index (fixture->store);
  for (unsigned i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr(GPtrArray) hits = search_with (fixture->store, queries[i], NULL);
      const DeskHit *hit = hits->len > 0 ? hits->pdata[0] : NULL;
      g_autofree char *snippet = NULL;

      g_assert_nonnull (hit);
      snippet = show_ranges (hit->snippet, hit->snippet_ranges);
      g_assert_cmpstr (snippet, ==, i < 3 ? "Код куће су [дјеца], преко ријеке." : "Код куће су дјеца, преко [ријеке].");
    }
}

/* Another program has written it. */
static void
test_snippet_of_bad_utf8 (Fixture      *fixture,
                          gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Ferry", "It crosses the water at dawn.");
  g_autoptr(GPtrArray) hits = NULL;
  const DeskHit *hit;
  g_autofree char *snippet = NULL;

  update_index (fixture->store);
  fixture_execute (file, "UPDATE edition SET body = CAST (x'497420ff' || CAST ('crosses the water ' AS BLOB) || x'e282' AS TEXT)");
  hits = search_with (fixture->store, "water ", NULL);
  g_assert_cmpuint (hits->len, ==, 1);
  hit = hits->pdata[0];
  snippet = show_ranges (hit->snippet, hit->snippet_ranges);
  g_assert_cmpstr (snippet, ==, "It \xef\xbf\xbd" "crosses the [water] \xef\xbf\xbd\xef\xbf\xbd");
}

/* Where the summary says more than the body does, it is shown. */
static void
test_snippet_of_summary (Fixture      *fixture,
                         gconstpointer data)
{
  static const struct
  {
    const char *query;
    const char *snippet;
  } cases[] = {
    { "harbour ", "The [harbour] is closed." },
    { "harbour closed ", "The [harbour] is [closed]." },
    { "harbour ice ", "The [harbour] is closed." },
    { "ice ", "[Ice] on the river." },
    { "river ice ", "[Ice] on the [river]." },
  };
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Winter", "Ice on the river.\n");

  g_set_str (&fixture_edition (article)->summary, "The harbour is closed.");
  fixture_save (fixture, article);
  update_index (fixture->store);
  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) hits = search_with (fixture->store, cases[i].query, NULL);
      const DeskHit *hit = hits->len > 0 ? hits->pdata[0] : NULL;
      g_autofree char *snippet = NULL;

      g_assert_nonnull (hit);
      snippet = show_ranges (hit->snippet, hit->snippet_ranges);
      g_assert_cmpstr (snippet, ==, cases[i].snippet);
    }
}

static void
test_snippet_of_long_text (Fixture      *fixture,
                           gconstpointer data)
{
  g_autoptr(GString) body = g_string_new (NULL);
  g_autoptr(GPtrArray) hits = NULL;
  g_autofree char *snippet = NULL;
  const DeskHit *hit;

  for (unsigned i = 0; i < 500; i++)
    g_string_append (body, i == 100 ? "мост далеко. " : i == 300 ? "Мост преко реке. " : "Дуга реченица без речи. ");
  add (fixture, "sr", "Дугачак", body->str);
  hits = search_with (fixture->store, "most reka ", NULL);
  g_assert_cmpuint (hits->len, ==, 1);
  hit = hits->pdata[0];
  snippet = show_ranges (hit->snippet, hit->snippet_ranges);
  g_assert_nonnull (strstr (snippet, "[Мост] преко [реке]. Дуга"));
  g_assert_true (g_str_has_prefix (snippet, "… ") && g_str_has_suffix (snippet, " …"));
  g_assert_cmpint (g_utf8_strlen (hit->snippet, -1), <=, 210);
  g_assert_true (g_utf8_validate (hit->snippet, -1, NULL));
}

static void
test_changes (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DeskTerm) rivers = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Ferry", "It crosses the water.");

  update_index (fixture->store);
  g_set_str (&fixture_edition (article)->body, "It crosses the lake.");
  fixture_save (fixture, article);
  assert_titles (fixture->store, "water", NULL, "");
  assert_titles (fixture->store, "lake", NULL, "Ferry");
  update_index (fixture->store);
  assert_titles (fixture->store, "water", NULL, "");
  assert_titles (fixture->store, "lake", NULL, "Ferry");

  desk_article_add_tag (article, rivers);
  fixture_save (fixture, article);
  assert_finds (fixture, "tag:rivers", "Ferry");
  desk_term_set_name (rivers, "en", "Streams", "streams");
  g_assert_true (desk_store_save_term (fixture->store, rivers, NULL));
  assert_finds (fixture, "tag:streams", "Ferry");
  assert_finds (fixture, "tag:rivers", "");

  assert_finds (fixture, "status:draft", "Ferry");
  fixture_set_status (fixture, article, DESK_STATUS_REVIEW, 0);
  assert_titles (fixture->store, "status:review", NULL, "Ferry");
  assert_titles (fixture->store, "status:draft", NULL, "");
  update_index (fixture->store);
  assert_titles (fixture->store, "status:review", NULL, "Ferry");
  assert_titles (fixture->store, "status:draft", NULL, "");
}

static void
test_trash (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Ferry", "It crosses the water.");

  assert_finds (fixture, "water", "Ferry");
  g_assert_true (desk_store_delete_article (fixture->store, article->uuid, NULL));
  assert_titles (fixture->store, "water", NULL, "");
  assert_finds (fixture, "water", "");
  g_assert_true (desk_store_undelete_article (fixture->store, article->uuid, NULL));
  assert_titles (fixture->store, "water", NULL, "Ferry");
  assert_finds (fixture, "water", "Ferry");
}

/* The titles of what a list would show, in its order, and what it says of each. */
static char *
list_keys (Fixture         *fixture,
           const char      *words,
           const DeskQuery *among,
           unsigned         max_ms,
           DeskSearchReach *out_reach)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) keys = desk_store_search_keys (fixture->store, words, among, max_ms, out_reach, NULL, &error);
  g_autoptr(GArray) article_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) hits = NULL;

  g_assert_no_error (error);
  for (unsigned i = 0; i < keys->len; i++)
    g_array_append_val (article_ids, g_array_index (keys, DeskListKey, i).article_id);
  hits = desk_store_list_hits (fixture->store, words, article_ids, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, ==, keys->len);

  return titles_of (hits);
}

static void
assert_lists (Fixture         *fixture,
              const char      *words,
              const DeskQuery *among,
              const char      *expected)
{
  for (unsigned is_indexed = 0; is_indexed < 2; is_indexed++)
    {
      DeskSearchReach reach = DESK_SEARCH_CUT;
      g_autofree char *titles = NULL;

      if (is_indexed)
        update_index (fixture->store);
      else
        make_pending (fixture);
      titles = list_keys (fixture, words, among, 0, &reach);
      if (g_strcmp0 (titles, expected) != 0)
        g_test_message ("the query is %s", words);
      g_assert_cmpstr (titles, ==, expected);
      g_assert_cmpint (reach, ==, DESK_SEARCH_WHOLE);
    }
}

static void
test_among (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskTerm) news = fixture_term (fixture, DESK_TERM_SECTION, "News");
  g_autoptr(DeskTerm) analysis = fixture_term (fixture, DESK_TERM_SECTION, "Analysis");
  g_autoptr(DeskArticle) both = add_translated (fixture);
  g_autoptr(DeskArticle) draft = fixture_add_article (fixture, "en", "Draft", "The river.");
  g_autoptr(DeskArticle) gone = fixture_add_article (fixture, "en", "Gone", "The river.");
  g_autoptr(DeskArticle) plain = fixture_add_article (fixture, "en", "Plain", "The river.");

  draft->section = desk_term_copy (analysis);
  fixture_save (fixture, draft);
  fixture_set_status (fixture, plain, DESK_STATUS_PUBLISHED, JUNE_US);
  g_assert_true (desk_store_set_status (fixture->store, both->uuid, "sr", DESK_STATUS_REVIEW, 0, NULL));
  g_assert_true (desk_store_delete_article (fixture->store, gone->uuid, NULL));

  assert_lists (fixture, "river", &DESK_QUERY_ALL, "Draft, Ferry, Plain");
  assert_lists (fixture, "river", AMONG (ANY, .is_trash = TRUE), "Gone");
  assert_lists (fixture, "river", AMONG (ANY, .section = "Analysis"), "Draft");
  assert_lists (fixture, "river", AMONG (ANY, .section = "News"), "Ferry, Plain");
  assert_lists (fixture, "river", AMONG (ANY, .language = "sr"), "Ferry");
  assert_lists (fixture, "river -ferry", AMONG (ANY, .section = "News"), "Plain");
  assert_lists (fixture, "\"the river\"", AMONG (ANY, .section = "News"), "Ferry, Plain");
  assert_lists (fixture, "river", AMONG (ANY, .limit = 2), "Draft, Ferry");
  assert_lists (fixture, "river", AMONG (ANY, .limit = 2, .offset = 1), "Ferry, Plain");

  /* A status is that of the edition that is shown, as in a list, whatever has the words. */
  assert_lists (fixture, "zora", AMONG (DESK_STATUS_DRAFT), "Ferry");
  assert_lists (fixture, "zora", AMONG (DESK_STATUS_REVIEW), "");
  assert_lists (fixture, "dawn", AMONG (DESK_STATUS_REVIEW, .language = "sr"), "Ferry");
  assert_lists (fixture, "lang:sr status:review", &DESK_QUERY_ALL, "Ferry");

  /* What looks for nothing leaves the list as it is. */
  assert_lists (fixture, "\"", AMONG (DESK_STATUS_PUBLISHED), "Plain");
}

static void
test_long_lists (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(GString) expected = g_string_new (NULL);

  fixture->store->search_few = 500; /* so that it needs no more articles than these */
  for (unsigned i = 0; i < 520; i++)
    {
      g_autofree char *title = g_strdup_printf ("Number %03u", i);

      add_dated (fixture, "en", title, i % 100 == 0 ? "The river." : "The lake.", JUNE_US - i * DAY_US);
      if (i % 100 == 0)
        g_string_append_printf (expected, "%s%s", i > 0 ? ", " : "", title);
    }
  add (fixture, "sr", "Reka", "Reka.");

  assert_lists (fixture, "river ", AMONG (ANY, .language = "en"), expected->str);
  assert_lists (fixture, "reka ", AMONG (ANY, .language = "en"), "");
  assert_lists (fixture, "reka ", AMONG (ANY, .language = "sr"), "Reka");
  assert_lists (fixture, "river ", AMONG (ANY, .since_us = JUNE_US - 150 * DAY_US), "Number 000, Number 100");
}

static void
test_unknown_section (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  DeskSearchReach reach;

  add (fixture, "en", "Ferry", "The river.");
  g_assert_null (desk_store_search_keys (fixture->store, "river", AMONG (ANY, .section = "None"), 0, &reach, NULL, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);
}

static void
test_hits_of_articles (Fixture      *fixture,
                       gconstpointer data)
{
  static const struct
  {
    const char *words;
    const char *language;
    const char *snippet;
  } cases[] = {
    { "zora", "sr", "Прелази реку у [зору]." },
    { "dawn", "en", "It crosses the river at [dawn]." },
    { "dawn zora reka", "sr", "Прелази [реку] у [зору]." }, /* the most of the words */
    { "\"at dawn\"", "en", "It crosses the river [at dawn]." },
    { "tag:none", "en", "It crosses the river at dawn." },
    { "\"", "en", "It crosses the river at dawn." },
  };
  g_autoptr(DeskArticle) article = add_translated (fixture);
  g_autoptr(GArray) article_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 article_id = desk_store_get_article_id (fixture->store, article->uuid, NULL);
  gint64 nobody = article_id + 1;

  g_array_append_val (article_ids, nobody);
  g_array_append_val (article_ids, article_id);
  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) hits = desk_store_list_hits (fixture->store, cases[i].words, article_ids, NULL, &error);
      g_autofree char *snippet = NULL;
      const DeskHit *hit;

      g_assert_no_error (error);
      g_assert_cmpuint (hits->len, ==, 2);
      g_assert_null (hits->pdata[0]);
      hit = hits->pdata[1];
      g_assert_cmpstr (hit->title, ==, "Ferry");
      g_assert_cmpstr (hit->found_language, ==, cases[i].language);
      snippet = show_ranges (hit->snippet, hit->snippet_ranges);
      g_assert_cmpstr (snippet, ==, cases[i].snippet);
    }
}

static void
test_pages (Fixture      *fixture,
            gconstpointer data)
{
  for (unsigned i = 0; i < 30; i++)
    {
      g_autofree char *title = g_strdup_printf ("Number %02u", i);

      add_dated (fixture, "en", title, "Water.", JUNE_US + i * DAY_US);
    }

  assert_finds_with (fixture, "water ", AMONG (ANY, .limit = 2), "Number 29, Number 28");
  assert_finds_with (fixture, "water ", AMONG (ANY, .limit = 2, .offset = 27), "Number 02, Number 01");
  assert_finds_with (fixture, "water", AMONG (ANY, .limit = 2, .offset = 29), "Number 00");
  assert_finds_with (fixture, "water", AMONG (ANY, .limit = 2, .offset = 99), "");
  assert_finds_with (fixture, "water number ", AMONG (ANY, .limit = 2, .offset = 28), "Number 01, Number 00");
}

/* A text with more different words than most: each is found, by the index and
 * before it has the text. */
static void
test_many_words (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(GString) body = g_string_new (NULL);

  for (unsigned i = 0; i < 9000; i++)
    g_string_append_printf (body, "%c%c%c%u ", 'a' + i % 26, 'a' + i / 26 % 26, 'a' + i * 7 % 26, i);
  add_dated (fixture, "en", "Dictionary", body->str, JUNE_US);
  add_dated (fixture, "en", "Other", "Water under the bridge.", JUNE_US);
  for (unsigned i = 0; i < 2; i++)
    {
      for (unsigned j = 1; j < 9000; j = j * 3 + 1)
        {
          g_autofree char *word = g_strdup_printf ("%c%c%c%u ", 'a' + j % 26, 'a' + j / 26 % 26, 'a' + j * 7 % 26, j);

          assert_finds (fixture, word, "Dictionary");
        }
      assert_finds (fixture, "bridge ", "Other");
      update_index (fixture->store);
    }
}

/* More than are put in the order of their score. */
static void
test_many (Fixture      *fixture,
           gconstpointer data)
{
  static const char * const queries[] = { "water ", "water bridge ", "\"water under\" ", "water bri", "-ferry water " };

  for (unsigned i = 0; i < 330; i++)
    add_dated (fixture, "en", "Number", "Water under the bridge.", JUNE_US - i * DAY_US);
  update_index (fixture->store);
  for (unsigned i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr(GPtrArray) hits = search_with (fixture->store, queries[i], NULL);
      g_autoptr(GHashTable) uuids = g_hash_table_new (g_str_hash, g_str_equal);

      for (unsigned j = 0; j < hits->len; j++)
        g_hash_table_add (uuids, ((DeskHit *) hits->pdata[j])->article_uuid);
      g_assert_cmpuint (hits->len, ==, 330);
      g_assert_cmpuint (g_hash_table_size (uuids), ==, 330);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  fixture_add_test ("/store/search/either-script-finds-both", test_scripts);
  fixture_add_test ("/store/search/inflected-forms-find-each-other", test_forms);
  fixture_add_test ("/store/search/titles-then-the-newest", test_order);
  fixture_add_test ("/store/search/words-beginnings-phrases-and-without", test_words);
  fixture_add_test ("/store/search/a-malformed-query-is-plain-words", test_malformed);
  fixture_add_test ("/store/search/a-query-of-any-length-is-answered", test_long_query);
  fixture_add_test ("/store/search/fields-filter", test_fields);
  fixture_add_test ("/store/search/phrases-of-titles-and-names", test_phrases_of_titles);
  fixture_add_test ("/store/search/names-of-any-length-filter", test_long_names);
  fixture_add_test ("/store/search/any-edition-finds-its-article", test_editions);
  fixture_add_test ("/store/search/snippets-mark-the-words", test_snippets);
  fixture_add_test ("/store/search/snippets-mark-inflected-words", test_snippet_of_inflected);
  fixture_add_test ("/store/search/a-snippet-is-utf-8", test_snippet_of_bad_utf8);
  fixture_add_test ("/store/search/a-summary-that-says-more-is-the-snippet", test_snippet_of_summary);
  fixture_add_test ("/store/search/a-snippet-is-where-the-words-meet", test_snippet_of_long_text);
  fixture_add_test ("/store/search/what-changed-is-found-at-once", test_changes);
  fixture_add_test ("/store/search/the-trash-is-not-searched", test_trash);
  fixture_add_test ("/store/search/it-looks-among-what-a-list-shows", test_among);
  fixture_add_test ("/store/search/a-long-list-is-asked-of-what-was-found", test_long_lists);
  fixture_add_test ("/store/search/a-section-that-is-not-there-is-an-error", test_unknown_section);
  fixture_add_test ("/store/search/a-hit-is-cut-from-where-the-words-are", test_hits_of_articles);
  fixture_add_test ("/store/search/pages-follow-each-other", test_pages);
  fixture_add_test ("/store/search/many-words-of-one-text-are-found", test_many_words);
  fixture_add_test ("/store/search/behind-the-ranked-come-the-others", test_many);

  return g_test_run ();
}
