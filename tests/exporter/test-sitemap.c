/* test-sitemap.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exporter/desk-sitemap.h"
#include "exporter/plan/desk-plan-update.h"

#include <string.h>

#define JUNE_US (G_GINT64_CONSTANT (1780272000) * G_USEC_PER_SEC) /* 2026-06-01, 00:00 UTC */

static void
add_article (DeskPlanUpdate *update,
             gint64          id,
             const char     *language,
             const char     *uuid,
             const DeskTerm *section,
             DeskStatus      status,
             unsigned        n_days)
{
  DeskArticle *article = desk_article_new ("article");
  DeskEdition *edition = desk_edition_new (language);
  g_autoptr(DeskPlanFace) face = NULL;

  article->uuid = g_strdup (uuid);
  article->section = desk_term_copy (section);
  edition->status = status;
  edition->first_release_us = edition->last_release_us = JUNE_US + n_days * G_TIME_SPAN_DAY;
  g_set_str (&edition->title, uuid);
  g_set_str (&edition->slug, uuid);
  g_ptr_array_add (article->editions, edition);
  face = desk_plan_face_new (article);
  g_assert_true (desk_plan_update_put (update, id, face, NULL));
}

/* Two languages; "bridge" is in both, "ferry" in one, "old" is archived. */
static DeskPlan *
make_plan (DeskSiteState *state)
{
  DeskSite *site = desk_site_new ();
  GPtrArray *sections = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_term_free);
  DeskTerm *news = desk_term_new (DESK_TERM_SECTION, "section");
  g_autoptr(DeskPlanMarks) marks = desk_plan_marks_new ();
  g_autoptr(DeskPlanUpdate) update = NULL;
  DeskPlan *plan;

  g_assert_true (desk_site_set (site, "languages", "en,sr", NULL));
  g_assert_true (desk_site_set (site, "url", "https://brod.example/a&b/", NULL));
  desk_term_set_name (news, "en", "News", "news");
  desk_term_set_name (news, "sr", "Вести", "vesti");
  g_ptr_array_add (sections, news);
  plan = desk_plan_new (NULL, state, site, sections);
  update = desk_plan_update_new (plan, marks, NULL);
  g_assert_true (desk_plan_update_begin_anew (update, NULL));
  add_article (update, 1, "en", "bridge", news, DESK_STATUS_PUBLISHED, 0);
  add_article (update, 2, "en", "ferry", news, DESK_STATUS_PUBLISHED, 2);
  add_article (update, 3, "en", "old", news, DESK_STATUS_ARCHIVED, 9);
  add_article (update, 4, "sr", "bridge", news, DESK_STATUS_PUBLISHED, 1);
  g_assert_true (desk_plan_update_finish (update, NULL) && desk_plan_read_frame (plan, NULL));

  return plan;
}

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("copydesk-sitemap-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_free (fixture->folder); /* its content goes with the folder of the test */
}

static void
write_sitemap (Fixture *fixture,
               unsigned max_urls)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskOutput) output = desk_output_open (fixture->folder, "library", &error);
  g_autoptr(DeskPlan) plan = NULL;

  g_assert_no_error (error);
  plan = make_plan (desk_output_get_state (output));
  for (unsigned i = 0; i < plan->languages->len; i++)
    {
      DeskPlanLanguage *language = plan->languages->pdata[i];
      g_autoptr(GPtrArray) months = desk_plan_language_list_lists (language, DESK_PLAN_MONTH);

      g_assert_true (desk_sitemap_write_lists (language, output, &error));
      for (unsigned j = 0; j < months->len; j++)
        g_assert_true (desk_sitemap_write_month (language, months->pdata[j], max_urls, output, &error));
    }
  g_assert_true (desk_sitemap_write_index (plan, max_urls, output, &error) && desk_output_finish (output, &error));
  g_assert_no_error (error);
}

/* The text of a file, which has to be XML. */
static char *
read_xml (Fixture    *fixture,
          const char *name)
{
  static const GMarkupParser nothing = { NULL };
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new (&nothing, G_MARKUP_DEFAULT_FLAGS, NULL, NULL);
  g_autoptr(GError) error = NULL;
  char *text = NULL;
  gsize n_bytes;

  g_file_get_contents (path, &text, &n_bytes, &error);
  g_assert_no_error (error);
  g_assert_true (g_markup_parse_context_parse (context, text, (gssize) n_bytes, &error));
  g_assert_true (g_markup_parse_context_end_parse (context, &error));

  return text;
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

#define BRIDGES \
        "<xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"https://brod.example/a&amp;b/en/news/bridge/\"/>" \
        "<xhtml:link rel=\"alternate\" hreflang=\"sr-Cyrl\" href=\"https://brod.example/a&amp;b/sr/vesti/bridge/\"/>" \
        "<xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"https://brod.example/a&amp;b/en/news/bridge/\"/></url>"

static void
test_pages (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *lists = NULL;
  g_autofree char *month = NULL;
  g_autofree char *serbian = NULL;

  write_sitemap (fixture, DESK_SITEMAP_MAX_URLS);
  lists = read_xml (fixture, "sitemap-en.xml");
  month = read_xml (fixture, "sitemap-en-2026-06.xml");
  serbian = read_xml (fixture, "sitemap-sr-2026-06.xml");

  g_assert_cmpuint (count (lists, "<url>"), ==, 3); /* home, section, year */
  g_assert_nonnull (strstr (lists, "<loc>https://brod.example/a&amp;b/en/</loc><lastmod>2026-06-03T00:00:00Z</lastmod>"));
  g_assert_nonnull (strstr (lists, "<loc>https://brod.example/a&amp;b/en/news/</loc><lastmod>2026-06-03T00:00:00Z</lastmod>"));
  g_assert_cmpuint (count (month, "<url>"), ==, 2);
  g_assert_nonnull (strstr (month, "<url><loc>https://brod.example/a&amp;b/en/news/bridge/</loc>"
                                   "<lastmod>2026-06-01T00:00:00Z</lastmod>" BRIDGES));
  g_assert_nonnull (strstr (serbian, "<url><loc>https://brod.example/a&amp;b/sr/vesti/bridge/</loc>"
                                     "<lastmod>2026-06-02T00:00:00Z</lastmod>" BRIDGES));
  g_assert_nonnull (strstr (month, "<url><loc>https://brod.example/a&amp;b/en/news/ferry/</loc>"
                                   "<lastmod>2026-06-03T00:00:00Z</lastmod></url>"));
  g_assert_null (strstr (month, "old"));
}

/* A month with more texts than a file may have. */
static void
test_parts (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *list = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  write_sitemap (fixture, 1);
  list = read_xml (fixture, "sitemap.xml");
  first = read_xml (fixture, "sitemap-en-2026-06.xml");
  second = read_xml (fixture, "sitemap-en-2026-06-2.xml");
  g_assert_nonnull (strstr (list, "<sitemapindex "));
  g_assert_cmpuint (count (list, "<sitemap>"), ==, 5);
  g_assert_nonnull (strstr (list, "<loc>https://brod.example/a&amp;b/sitemap-en.xml</loc><lastmod>2026-06-03T00:00:00Z</lastmod>"));
  g_assert_nonnull (strstr (list, "<loc>https://brod.example/a&amp;b/sitemap-en-2026-06-2.xml</loc>"));
  g_assert_cmpuint (count (first, "<url>"), ==, 1);
  g_assert_cmpuint (count (second, "<url>"), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/exporter/sitemap/pages-with-their-languages-and-times", Fixture, NULL, set_up, test_pages, tear_down);
  g_test_add ("/exporter/sitemap/parts-where-one-file-is-not-enough", Fixture, NULL, set_up, test_parts, tear_down);

  return g_test_run ();
}
