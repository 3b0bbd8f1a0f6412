/* test-export.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exporter/desk-export.h"
#include "model/desk-date.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char      *folder;
  char      *site;
  DeskStore *store;
  DeskTerm  *news;
  DeskTerm  *reports; /* English alone */
  DeskTerm  *person;
  DeskTerm  *institute; /* likewise */
  DeskTerm  *tag;
  char      *bridge;  /* UUIDs */
  char      *harbour;
} Fixture;

static DeskTerm *
add_term (DeskStore   *store,
          DeskTermType type,
          const char  *english,
          const char  *english_slug,
          const char  *serbian,
          const char  *serbian_slug)
{
  DeskTerm *term = desk_term_new (type, NULL);
  g_autoptr(GError) error = NULL;

  desk_term_set_name (term, "en", english, english_slug);
  if (serbian != NULL)
    desk_term_set_name (term, "sr", serbian, serbian_slug);
  term->is_organisation = strstr (english, "Institute") != NULL;
  desk_store_save_term (store, term, &error);
  g_assert_no_error (error);

  return term;
}

static void
add_edition (DeskArticle *article,
             const char  *language,
             const char  *title,
             const char  *summary,
             const char  *body)
{
  DeskEdition *edition = desk_edition_new (language);

  if (g_str_equal (language, "sr"))
    edition->script = g_strdup ("Cyrl");
  g_set_str (&edition->title, title);
  g_set_str (&edition->summary, summary);
  g_set_str (&edition->body, body);
  g_ptr_array_add (article->editions, edition);
}

/* Adds and releases an article; returns its UUID. */
static char *
publish (DeskStore   *store,
         DeskArticle *article)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskArticle) owned = article;

  desk_store_add_article (store, article, &error);
  g_assert_no_error (error);
  for (unsigned i = 0; i < article->editions->len; i++)
    {
      const DeskEdition *edition = article->editions->pdata[i];

      desk_store_set_status (store, article->uuid, edition->language, DESK_STATUS_PUBLISHED, article->date_us, &error);
      g_assert_no_error (error);
    }

  return g_strdup (article->uuid);
}

static gint64
day (const char *text)
{
  gint64 us = 0;

  g_assert_true (desk_date_parse (text, "Europe/Belgrade", &us, NULL));
  return us;
}

static void
set_site (Fixture    *fixture,
          const char *key,
          const char *value)
{
  g_autoptr(DeskSite) site = desk_store_dup_site (fixture->store, NULL);
  g_autoptr(GError) error = NULL;

  desk_site_set (site, key, value, &error);
  g_assert_no_error (error);
  desk_store_save_site (fixture->store, site, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *library = NULL;
  g_autofree char *body = NULL;
  DeskArticle *article;

  fixture->folder = g_dir_make_tmp ("copydesk-export-XXXXXX", NULL);
  fixture->site = g_build_filename (fixture->folder, "site", NULL);
  library = g_build_filename (fixture->folder, "test.copydesk", NULL);
  fixture->store = desk_store_create (library, &error);
  g_assert_no_error (error);
  set_site (fixture, "languages", "en,sr,sr-Latn");
  set_site (fixture, "url", "https://brod.example/institute/");
  set_site (fixture, "title", "Brod Institute");
  set_site (fixture, "title.sr", "Институт Брод");

  fixture->news = add_term (fixture->store, DESK_TERM_SECTION, "News", "news", "Вести", "vesti");
  fixture->reports = add_term (fixture->store, DESK_TERM_SECTION, "Reports", "reports", NULL, NULL);
  fixture->person = add_term (fixture->store, DESK_TERM_AUTHOR, "Ljubica Njegić", "ljubica-njegic",
                              "Љубица Његић", "ljubica-njegic");
  fixture->institute = add_term (fixture->store, DESK_TERM_AUTHOR, "River Institute", "river-institute", NULL, NULL);
  fixture->tag = add_term (fixture->store, DESK_TERM_TAG, "bridges", "bridges", "мостови", "mostovi");

  article = desk_article_new ("article");
  article->section = desk_term_copy (fixture->news);
  article->date_us = day ("2025-06-01");
  desk_article_add_credit (article, fixture->person, "author", "");
  desk_article_add_credit (article, fixture->institute, "author", "");
  desk_article_add_tag (article, fixture->tag);
  add_edition (article, "en", "A bridge for two towns", "The river is narrow here.",
               "The bridge opened on Monday. Nobody came.\n\n# Why\n\nIt rained.[^1]\n\n[^1]: All day.\n");
  add_edition (article, "sr", "Мост за два града", "Река је овде уска.",
               "Мост је отворен у понедељак. Нико није дошао.\n\n# Зашто\n\nЏивџан и Његош.\n");
  fixture->bridge = publish (fixture->store, article);

  article = desk_article_new ("article");
  article->section = desk_term_copy (fixture->news);
  article->date_us = day ("2025-06-04");
  desk_article_add_credit (article, fixture->person, "author", "");
  desk_article_add_tag (article, fixture->tag);
  body = g_strdup_printf ("The harbour is deep. See [the bridge](article:%s) and [a ghost](article:none).\n", fixture->bridge);
  add_edition (article, "en", "A harbour without ships", "", body);
  fixture->harbour = publish (fixture->store, article);
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->store);
  remove_tree (fixture->folder);
  desk_term_free (fixture->news);
  desk_term_free (fixture->reports);
  desk_term_free (fixture->person);
  desk_term_free (fixture->institute);
  desk_term_free (fixture->tag);
  g_free (fixture->folder);
  g_free (fixture->site);
  g_free (fixture->bridge);
  g_free (fixture->harbour);
}

static DeskExportSummary
export (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  DeskExportSummary summary = { 0 };

  desk_export_site (fixture->store, fixture->site, 0, FALSE, NULL, NULL, NULL, &summary, &error);
  g_assert_no_error (error);

  return summary;
}

static char *
read_page (Fixture    *fixture,
           const char *path)
{
  g_autofree char *full = g_build_filename (fixture->site, path, NULL);
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (full, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_utf8_validate (text, -1, NULL));

  return text;
}

static gboolean
has_page (Fixture    *fixture,
          const char *path)
{
  g_autofree char *full = g_build_filename (fixture->site, path, NULL);

  return g_file_test (full, G_FILE_TEST_EXISTS);
}

/* Checks that @page has each of @texts, one after the other. */
static void
check_order (const char        *page,
             const char *const *texts)
{
  const char *cursor = page;

  for (unsigned i = 0; texts[i] != NULL; i++)
    {
      const char *found = strstr (cursor, texts[i]);

      if (found == NULL)
        g_test_message ("“%s” is not where it belongs", texts[i]);
      g_assert_nonnull (found);
      cursor = found + 1;
    }
}

static void
test_article (Fixture      *fixture,
              gconstpointer data)
{
  static const char *const parts[] = {
    "<html lang=\"en\"", "<title>A bridge for two towns · Brod Institute</title>",
    "rel=\"canonical\" href=\"https://brod.example/institute/en/news/a-bridge-for-two-towns/\"",
    "<main", "href=\"/institute/en/news/\">News</a>", "<h1>A bridge for two towns</h1>", "The river is narrow here.",
    "<dt>Authors</dt>", "Ljubica Njegić", "River Institute", "<dt>Date</dt>", "<time datetime=\"2025-06-01\">",
    "01.06.2025.", "1 June 2025", "1 minute to read", "The bridge opened on Monday.", ">Why</h2>", ">Notes</h2>",
    ">Tags</h2>", "bridges", ">Share</h2>", "mailto:?subject=A%20bridge", "https://x.com/", "facebook.com", "linkedin.com",
    "wa.me", "t.me", "viber://", "https://brod.example/institute/en/news/a-bridge-for-two-towns/", ">Related</h2>",
    "A harbour without ships", "04.06.2025.", "Ljubica Njegić", "The harbour is deep.", NULL
  };
  g_autofree char *page = NULL;

  export (fixture);
  page = read_page (fixture, "en/news/a-bridge-for-two-towns/index.html");
  check_order (page, parts);
}

static void
test_cyrillic (Fixture      *fixture,
               gconstpointer data)
{
  static const char *const parts[] = {
    "<html lang=\"sr-Cyrl\"", "Институт Брод", "href=\"/institute/sr/vesti/\">Вести</a>", "<h1>Мост за два града</h1>",
    "Аутори", "Љубица Његић", "<strong lang=\"en\"><a href=\"/institute/sr/author/river-institute/\">River Institute</a>", "Датум", "01.06.2025.", "1. јун 2025.",
    "1 минут читања", "Џивџан и Његош", "Ознаке", "мостови", "Подели", NULL
  };
  g_autofree char *page = NULL;

  export (fixture);
  page = read_page (fixture, "sr/vesti/most-za-dva-grada/index.html");
  check_order (page, parts);
}

static void
test_latin (Fixture      *fixture,
            gconstpointer data)
{
  static const char *const parts[] = {
    "<html lang=\"sr-Latn\"", "Institut Brod", "href=\"/institute/sr-Latn/vesti/\">Vesti</a>", "<h1>Most za dva grada</h1>",
    "Autori", "Ljubica Njegić", "Datum", "01.06.2025.", "1. jun 2025.", "1 minut čitanja", "Dživdžan i Njegoš", "Oznake",
    "mostovi", "Podeli", NULL
  };
  g_autofree char *page = NULL;

  export (fixture);
  page = read_page (fixture, "sr-Latn/vesti/most-za-dva-grada/index.html");
  check_order (page, parts);
}

static void
test_alternates (Fixture      *fixture,
                 gconstpointer data)
{
  static const char *const parts[] = {
    "hreflang=\"en\" href=\"https://brod.example/institute/en/news/a-bridge-for-two-towns/\"",
    "hreflang=\"sr-Cyrl\" href=\"https://brod.example/institute/sr/vesti/most-za-dva-grada/\"",
    "hreflang=\"sr-Latn\" href=\"https://brod.example/institute/sr-Latn/vesti/most-za-dva-grada/\"",
    "hreflang=\"x-default\" href=\"https://brod.example/institute/en/news/a-bridge-for-two-towns/\"", NULL
  };
  g_autofree char *page = NULL;
  g_autofree char *alone = NULL;

  export (fixture);
  page = read_page (fixture, "en/news/a-bridge-for-two-towns/index.html");
  alone = read_page (fixture, "en/news/a-harbour-without-ships/index.html");

  check_order (page, parts);
  g_assert_null (strstr (alone, "rel=\"alternate\" hreflang"));
  /* The list of languages then leads to their homes. */
  g_assert_nonnull (strstr (alone, "href=\"/institute/sr/\" lang=\"sr-Cyrl\""));
}

static void
test_links (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *page = NULL;

  export (fixture);
  page = read_page (fixture, "en/news/a-harbour-without-ships/index.html");

  g_assert_nonnull (strstr (page, "<a href=\"/institute/en/news/a-bridge-for-two-towns/\">the bridge</a>"));
  g_assert_nonnull (strstr (page, "and a ghost."));
  g_assert_null (strstr (page, "href=\"article:"));
}

static void
test_lists (Fixture      *fixture,
            gconstpointer data)
{
  static const char *const rows[] = { "<h1>News</h1>", "A harbour without ships", "A bridge for two towns", NULL };
  g_autofree char *section = NULL;
  g_autofree char *home = NULL;
  g_autofree char *top = NULL;
  g_autofree char *missing = NULL;

  export (fixture);
  section = read_page (fixture, "en/news/index.html");
  home = read_page (fixture, "en/index.html");
  top = read_page (fixture, "index.html");
  missing = read_page (fixture, "404.html");

  check_order (section, rows);
  g_assert_nonnull (strstr (home, "A harbour without ships"));
  g_assert_cmpstr (home, ==, top);
  g_assert_nonnull (strstr (missing, "Ове странице нема"));
  g_assert_nonnull (strstr (missing, "name=\"robots\" content=\"noindex\""));
  g_assert_true (has_page (fixture, "robots.txt"));
  g_assert_true (has_page (fixture, "sitemap.xml"));
  /* A section without articles has no page and nothing leads there. */
  g_assert_false (has_page (fixture, "en/reports"));
  g_assert_null (strstr (home, "reports"));
}

static void
test_same_again (Fixture      *fixture,
                 gconstpointer data)
{
  DeskExportSummary first = export (fixture);
  DeskExportSummary second = export (fixture);

  g_assert_cmpuint (first.n_written, >, 10);
  g_assert_cmpuint (first.n_bytes, >, 10000);
  g_assert_cmpuint (second.n_written, ==, 0);
  g_assert_cmpuint (second.n_removed, ==, 0);
  g_assert_cmpuint (second.n_unchanged, ==, first.n_written);
  g_assert_cmpuint (second.n_pages, ==, first.n_pages);
}

static void
test_offline (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  DeskExportSummary summary;
  g_autofree char *page = NULL;

  export (fixture);
  desk_store_set_status (fixture->store, fixture->harbour, "en", DESK_STATUS_DRAFT, day ("2025-07-01"), &error);
  g_assert_no_error (error);
  summary = export (fixture);
  page = read_page (fixture, "en/news/index.html");

  g_assert_cmpuint (summary.n_removed, ==, 1);
  g_assert_false (has_page (fixture, "en/news/a-harbour-without-ships"));
  g_assert_null (strstr (page, "harbour"));
}

static void
test_archived (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *section = NULL;
  g_autofree char *home = NULL;

  desk_store_set_status (fixture->store, fixture->harbour, "en", DESK_STATUS_ARCHIVED, day ("2025-07-01"), &error);
  g_assert_no_error (error);
  export (fixture);
  section = read_page (fixture, "en/news/index.html");
  home = read_page (fixture, "en/index.html");

  g_assert_true (has_page (fixture, "en/news/a-harbour-without-ships/index.html"));
  g_assert_null (strstr (section, "harbour"));
  g_assert_null (strstr (home, "harbour"));
}

static void
test_unreleased (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(DeskArticle) article = desk_store_dup_article (fixture->store, fixture->bridge, NULL);
  DeskEdition *edition = desk_article_get_edition (article, "en");
  g_autoptr(GError) error = NULL;
  DeskExportSummary summary;
  g_autofree char *page = NULL;

  export (fixture);
  g_set_str (&edition->title, "An unfinished sentence");
  desk_store_save_edition (fixture->store, fixture->bridge, edition, &error);
  g_assert_no_error (error);
  summary = export (fixture);
  page = read_page (fixture, "en/news/a-bridge-for-two-towns/index.html");

  g_assert_cmpuint (summary.n_written, ==, 0);
  g_assert_null (strstr (page, "unfinished"));
}

static void
test_hostile (Fixture      *fixture,
              gconstpointer data)
{
  static const char hostile[] = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
  DeskArticle *article = desk_article_new ("article");
  g_autoptr(DeskTerm) author = add_term (fixture->store, DESK_TERM_AUTHOR, hostile, "hostile", NULL, NULL);
  g_autoptr(DeskTerm) tag = add_term (fixture->store, DESK_TERM_TAG, hostile, "hostile", NULL, NULL);
  static const char *const lists[] = { "en/index.html", "en/news/index.html", "404.html",
                                       "en/news/a-bridge-for-two-towns/index.html" };
  g_autofree char *uuid = NULL;
  g_autofree char *page = NULL;

  set_site (fixture, "title", hostile);
  article->section = desk_term_copy (fixture->news);
  article->date_us = day ("2025-06-05");
  desk_article_add_credit (article, author, "author", hostile);
  desk_article_add_tag (article, tag);
  desk_article_add_tag (article, fixture->tag);
  add_edition (article, "en", hostile, hostile,
               "<script>alert(3)</script>\n\n[x](javascript:alert(4)) <b onclick=alert(5)>y</b>\n\n"
               "![z](javascript:alert(6))\n");
  g_set_str (&((DeskEdition *) article->editions->pdata[0])->slug, "hostile");
  uuid = publish (fixture->store, article);

  export (fixture);
  page = read_page (fixture, "en/news/hostile/index.html");
  for (unsigned i = 0; i <= G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *text = i == 0 ? g_strdup (page) : read_page (fixture, lists[i - 1]);

      g_assert_null (strstr (text, "<script>"));
      g_assert_null (strstr (text, "</script><script"));
      g_assert_null (strstr (text, "<img src=x"));
      g_assert_null (strstr (text, "<b onclick"));
      g_assert_null (strstr (text, "href=\"javascript:"));
      g_assert_null (strstr (text, "src=\"javascript:"));
    }
  g_assert_nonnull (strstr (page, "&lt;/script&gt;&lt;script&gt;alert(1)"));
  g_assert_nonnull (strstr (page, "\"headline\":\"\\u003c/script\\u003e"));
}

static void
test_without_address (Fixture      *fixture,
                      gconstpointer data)
{
  g_autofree char *page = NULL;
  DeskExportSummary summary;

  set_site (fixture, "url", "");
  summary = export (fixture);
  page = read_page (fixture, "en/news/a-bridge-for-two-towns/index.html");

  g_assert_true (summary.has_no_url);
  g_assert_null (strstr (page, "canonical"));
  g_assert_null (strstr (page, "rel=\"alternate\""));
  g_assert_null (strstr (page, "og:"));
  g_assert_null (strstr (page, "application/ld+json"));
  g_assert_nonnull (strstr (page, "href=\"/en/news/\""));
}

static void
test_date_format (Fixture      *fixture,
                  gconstpointer data)
{
  g_autofree char *english = NULL;
  g_autofree char *serbian = NULL;

  set_site (fixture, "date-format.en", "EEEE, d MMMM y");
  export (fixture);
  english = read_page (fixture, "en/news/a-bridge-for-two-towns/index.html");
  serbian = read_page (fixture, "sr/vesti/most-za-dva-grada/index.html");

  g_assert_nonnull (strstr (english, "Sunday, 1 June 2025"));
  g_assert_nonnull (strstr (serbian, "01.06.2025."));
}

static void
test_many (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  for (unsigned i = 0; i < 23; i++)
    {
      DeskArticle *article = desk_article_new (i == 0 ? "page" : "article");
      g_autofree char *title = i == 0 ? g_strdup ("About us") : g_strdup_printf ("Report number %u", i);
      g_autofree char *uuid = NULL;

      article->section = desk_term_copy (fixture->reports);
      article->date_us = day ("2025-05-01") + i * G_USEC_PER_SEC;
      add_edition (article, "en", title, "", "Text.\n");
      uuid = publish (fixture->store, article);
    }

  export (fixture);
  first = read_page (fixture, "en/reports/index.html");
  second = read_page (fixture, "en/reports/page/2/index.html");

  g_assert_nonnull (strstr (first, "Page 1 of 2"));
  g_assert_nonnull (strstr (first, "href=\"/institute/en/reports/page/2/\""));
  g_assert_nonnull (strstr (second, "Report number 1<"));
  g_assert_null (strstr (first, "Report number 1<"));
  /* A page of its own is in no list, but the foot of each page leads to it. */
  g_assert_true (has_page (fixture, "en/about-us/index.html"));
  g_assert_nonnull (strstr (first, "<li><a href=\"/institute/en/about-us/\">About us</a></li>"));
  g_assert_null (strstr (first, "<h3><a href=\"/institute/en/about-us/\">"));
}

/* An address that readers have stays one, whatever becomes of slug and section. */
static void
test_moved (Fixture      *fixture,
            gconstpointer data)
{
  static const char *const old[] = { "en/news/a-harbour-without-ships/index.html", "en/news/a-new-harbour/index.html",
                                     "en/reports/a-new-harbour/index.html" };
  g_autoptr(GError) error = NULL;
  g_autofree char *page = NULL;

  export (fixture);
  for (unsigned i = 0; i < 3; i++)
    {
      g_autoptr(DeskArticle) article = desk_store_dup_article (fixture->store, fixture->harbour, NULL);

      if (i == 1)
        {
          desk_term_free (article->section);
          article->section = desk_term_copy (fixture->reports);
        }
      else
        {
          g_set_str (&((DeskEdition *) article->editions->pdata[0])->slug, i == 0 ? "a-new-harbour" : "a-newer-harbour");
        }
      desk_store_save_article (fixture->store, article, &error);
      g_assert_no_error (error);
      desk_store_save_edition (fixture->store, article->uuid, article->editions->pdata[0], &error);
      g_assert_no_error (error);
      desk_store_set_status (fixture->store, fixture->harbour, "en", DESK_STATUS_PUBLISHED, day ("2025-07-01"), &error);
      g_assert_no_error (error);
    }

  export (fixture);
  for (unsigned i = 0; i < G_N_ELEMENTS (old); i++)
    {
      g_autofree char *forward = read_page (fixture, old[i]);

      g_assert_nonnull (strstr (forward, "content=\"0; url=/institute/en/reports/a-newer-harbour/\""));
      g_assert_nonnull (strstr (forward, "<link rel=\"canonical\" href=\"https://brod.example/institute/en/reports/a-newer-harbour/\">"));
      g_assert_nonnull (strstr (forward, "content=\"noindex\""));
    }
  page = read_page (fixture, "en/reports/a-newer-harbour/index.html");
  g_assert_nonnull (strstr (page, "<h1>A harbour without ships</h1>"));

  /* What is taken offline leads nowhere any more. */
  desk_store_set_status (fixture->store, fixture->harbour, "en", DESK_STATUS_DRAFT, day ("2025-07-02"), &error);
  g_assert_no_error (error);
  export (fixture);
  g_assert_false (has_page (fixture, old[0]));
}

/* What has a tag, is by an author, or of a year. */
static void
test_archives (Fixture      *fixture,
               gconstpointer data)
{
  static const char *const tag[] = {
    "<title>bridges · Brod Institute", "<p class=\"label\">Tag</p>", "<h1>bridges</h1>", "A harbour without ships",
    "A bridge for two towns", "By year", NULL
  };
  static const char *const author[] = {
    "<p class=\"label\">Autor</p>", "<h1>Ljubica Njegić</h1>", "Most za dva grada", "Po godinama",
    "href=\"/institute/sr-Latn/archive/2025/\">2025</a>", NULL
  };
  static const char *const year[] = { "<p class=\"label\">Архива</p>", "<h1>2025</h1>", "aria-current=\"page\">2025</a>", NULL };
  g_autofree char *bridges = NULL;
  g_autofree char *person = NULL;
  g_autofree char *archive = NULL;
  g_autofree char *article = NULL;
  g_autofree char *section = NULL;
  g_autoptr(GError) error = NULL;

  export (fixture);
  bridges = read_page (fixture, "en/tag/bridges/index.html");
  person = read_page (fixture, "sr-Latn/author/ljubica-njegic/index.html");
  archive = read_page (fixture, "sr/archive/2025/index.html");
  article = read_page (fixture, "en/news/a-bridge-for-two-towns/index.html");
  section = read_page (fixture, "en/news/index.html");

  check_order (bridges, tag);
  check_order (person, author);
  check_order (archive, year);
  g_assert_nonnull (strstr (bridges, "hreflang=\"sr-Latn\" href=\"https://brod.example/institute/sr-Latn/tag/mostovi/\""));
  g_assert_nonnull (strstr (article, "<li><a href=\"/institute/en/tag/bridges/\">bridges</a></li>"));
  g_assert_nonnull (strstr (article, "<a href=\"/institute/en/author/ljubica-njegic/\">"));
  g_assert_nonnull (strstr (section, "<h2 id=\"_often\">Often tagged</h2>"));
  g_assert_nonnull (strstr (section, "href=\"/institute/en/tag/bridges/\">bridges</a>"));

  /* A list whose last article is archived goes; the article keeps its page. */
  desk_store_set_status (fixture->store, fixture->bridge, "sr", DESK_STATUS_ARCHIVED, day ("2025-07-01"), &error);
  g_assert_no_error (error);
  export (fixture);
  g_assert_false (has_page (fixture, "sr/tag/mostovi"));
  g_assert_false (has_page (fixture, "sr/author"));
  g_assert_false (has_page (fixture, "sr/archive"));
  g_clear_pointer (&article, g_free);
  article = read_page (fixture, "sr/vesti/most-za-dva-grada/index.html");
  g_assert_nonnull (strstr (article, "<li>мостови</li>"));
}

/* The earlier text leads to the later one, and back. */
static void
test_neighbours (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *bridge = NULL;
  g_autofree char *harbour = NULL;

  export (fixture);
  bridge = read_page (fixture, "en/news/a-bridge-for-two-towns/index.html");
  harbour = read_page (fixture, "en/news/a-harbour-without-ships/index.html");
  g_assert_nonnull (strstr (bridge, "<a href=\"/institute/en/news/a-harbour-without-ships/\" rel=\"next\">"));
  g_assert_null (strstr (bridge, "rel=\"prev\""));
  g_assert_nonnull (strstr (harbour, "<a href=\"/institute/en/news/a-bridge-for-two-towns/\" rel=\"prev\">"));
  g_assert_null (strstr (harbour, "rel=\"next\""));
}

static unsigned
count (const char *text,
       const char *piece)
{
  unsigned n = 0;

  for (const char *p = strstr (text, piece); p != NULL; p = strstr (p + 1, piece))
    n++;

  return n;
}

/* Of many pages the numbers of a few stand below each. */
static void
test_numbers (Fixture      *fixture,
              gconstpointer data)
{
  static const struct
  {
    const char *page;
    unsigned    n_numbers;
    unsigned    n_gaps;
  } cases[] = {
    { "", 3, 1 }, { "page/2/", 4, 1 }, { "page/3/", 5, 1 }, { "page/4/", 7, 0 }, { "page/5/", 5, 1 }, { "page/7/", 3, 1 },
  };

  for (unsigned i = 0; i < 121; i++)
    {
      DeskArticle *article = desk_article_new ("article");
      g_autofree char *title = g_strdup_printf ("Report %u", i);
      g_autofree char *uuid = NULL;

      article->section = desk_term_copy (fixture->reports);
      article->date_us = day ("2025-05-01");
      add_edition (article, "en", title, "", "Text.\n");
      uuid = publish (fixture->store, article);
    }

  export (fixture);
  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("en/reports/", cases[i].page, "index.html", NULL);
      g_autofree char *page = read_page (fixture, path);
      const char *start = strstr (page, "class=\"pagination\"");
      g_autofree char *pagination = NULL;

      g_assert_nonnull (start);
      pagination = g_strndup (start, (gsize) (strstr (start, "</nav>") - start));
      g_assert_cmpuint (count (pagination, "<li><a href=\"/institute/en/reports/") -
                        count (pagination, "rel=\"prev\"") - count (pagination, "rel=\"next\""), ==, cases[i].n_numbers);
      g_assert_cmpuint (count (pagination, "class=\"gap\""), ==, cases[i].n_gaps);
      g_assert_cmpuint (count (pagination, "aria-current=\"page\""), ==, 1);
    }
}

static void
test_cancelled (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  DeskExportSummary summary = { 0 };

  g_cancellable_cancel (cancellable);
  g_assert_false (desk_export_site (fixture->store, fixture->site, 0, FALSE, NULL, NULL, cancellable, &summary, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (has_page (fixture, ""));
}

static void
cancel_half_way_cb (const char *what,
                    double      fraction,
                    gpointer    user_data)
{
  g_assert_cmpfloat (fraction, <=, 1);
  if (fraction > 0.4)
    g_cancellable_cancel (user_data);
}

static void
test_cancelled_half_way (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  DeskExportSummary summary = { 0 };

  g_assert_false (desk_export_site (fixture->store, fixture->site, 0, FALSE, cancel_half_way_cb, cancellable,
                                    cancellable, &summary, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* The next one finishes, although the texts have changed meanwhile. */
  set_site (fixture, "title", "Another Institute");
  summary = export (fixture);
  g_assert_cmpuint (summary.n_written, >, 5);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
        g_test_add ("/exporter/export/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("article-has-its-parts-in-order", test_article);
  ADD ("serbian-is-cyrillic", test_cyrillic);
  ADD ("latin-is-derived", test_latin);
  ADD ("alternates-name-what-exists", test_alternates);
  ADD ("links-between-articles-resolve", test_links);
  ADD ("lists-have-the-newest-first", test_lists);
  ADD ("same-again-writes-nothing", test_same_again);
  ADD ("offline-removes-the-page", test_offline);
  ADD ("archived-keeps-its-page-alone", test_archived);
  ADD ("unreleased-writing-stays-inside", test_unreleased);
  ADD ("hostile-texts-are-escaped", test_hostile);
  ADD ("without-address-nothing-absolute", test_without_address);
  ADD ("date-format-is-the-newsrooms", test_date_format);
  ADD ("long-lists-have-pages", test_many);
  ADD ("tags-authors-and-years-have-pages", test_archives);
  ADD ("old-addresses-lead-on", test_moved);
  ADD ("neighbours-lead-to-each-other", test_neighbours);
  ADD ("many-pages-have-few-numbers", test_numbers);
  ADD ("cancelled-writes-nothing", test_cancelled);
  ADD ("cancelled-half-way-is-finished-later", test_cancelled_half_way);

#undef ADD

  return g_test_run ();
}
