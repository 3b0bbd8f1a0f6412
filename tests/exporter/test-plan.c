/* test-plan.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exporter/plan/desk-plan-update.h"

typedef struct
{
  DeskSite      *site;
  GPtrArray     *sections;
  GPtrArray     *released; /* DeskArticle */
  GPtrArray     *addresses;
  DeskSiteState *state;
} Parts;

static void
parts_init (Parts      *parts,
            const char *languages)
{
  parts->site = desk_site_new ();
  g_assert_true (desk_site_set (parts->site, "languages", languages, NULL));
  parts->sections = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_term_free);
  parts->released = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_article_free);
  parts->addresses = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_address_free);
}

static DeskTerm *
add_section (Parts      *parts,
             const char *uuid,
             const char *slug)
{
  DeskTerm *term = desk_term_new (DESK_TERM_SECTION, uuid);

  desk_term_set_name (term, "en", uuid, slug);
  g_ptr_array_add (parts->sections, term);

  return term;
}

static DeskArticle *
add_article (Parts      *parts,
             const char *language,
             const char *uuid,
             const char *kind,
             DeskTerm   *section,
             const char *slug,
             gint64      released_us)
{
  DeskArticle *article = desk_article_new (kind);
  DeskEdition *edition = desk_edition_new (language);

  article->uuid = g_strdup (uuid);
  article->section = section != NULL ? desk_term_copy (section) : NULL;
  article->date_us = released_us;
  edition->status = DESK_STATUS_PUBLISHED;
  edition->first_release_us = released_us;
  g_set_str (&edition->title, uuid);
  g_set_str (&edition->slug, slug);
  g_ptr_array_add (article->editions, edition);
  g_ptr_array_add (parts->released, article);

  return article;
}

/* What is left of @parts goes with it. */
static void
parts_clear (Parts *parts)
{
  g_clear_pointer (&parts->released, g_ptr_array_unref);
  g_clear_pointer (&parts->addresses, g_ptr_array_unref);
  g_clear_pointer (&parts->state, desk_site_state_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static DeskPlan *
make_plan (Parts * parts)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskPlanMarks) marks = desk_plan_marks_new ();
  g_autoptr(DeskPlanUpdate) update = NULL;
  DeskPlan *plan;

  parts->state = desk_site_state_new_temporary ("library", &error);
  g_assert_no_error (error);
  plan = desk_plan_new (NULL, parts->state, parts->site, parts->sections);
  update = desk_plan_update_new (plan, marks, NULL);
  g_assert_true (desk_plan_update_begin_anew (update, &error));
  for (unsigned i = 0; i < parts->released->len; i++)
    {
      g_autoptr(DeskPlanFace) face = desk_plan_face_new (desk_article_copy (parts->released->pdata[i]));

      g_assert_true (desk_plan_update_put (update, i + 1, face, &error));
    }
  g_assert_true (desk_plan_update_finish (update, &error));
  for (unsigned i = 0; i < parts->addresses->len; i++)
    g_assert_true (desk_plan_update_add_address (update, parts->addresses->pdata[i], &error));
  g_assert_true (desk_plan_read_frame (plan, &error));
  g_assert_no_error (error);

  return plan;
}

static void
check_path (DeskPlan   *plan,
            unsigned    n_language,
            const char *uuid,
            const char *path)
{
  g_autofree char *found = desk_plan_language_dup_path (plan->languages->pdata[n_language], uuid);

  g_assert_cmpstr (found, ==, path);
}

static void
test_places (void)
{
  g_auto(Parts) parts = { 0 };
  DeskTerm *news, *reports;
  g_autoptr(DeskPlan) plan = NULL;

  parts_init (&parts, "en,sr,sr-Latn");
  news = add_section (&parts, "s1", "news");
  reports = add_section (&parts, "s2", "reports");
  desk_term_set_name (reports, "sr", "Извештаји", "izvestaji");
  add_article (&parts, "en", "a", "article", reports, "one", 10);
  add_article (&parts, "sr", "a", "article", reports, "jedan", 10);
  add_article (&parts, "en", "b", "article", NULL, "two", 20);
  add_article (&parts, "en", "c", "page", news, "about", 30);
  plan = make_plan (&parts);

  check_path (plan, 0, "a", "/en/reports/one/");
  check_path (plan, 0, "b", "/en/news/two/"); /* the first section is for what has none */
  check_path (plan, 0, "c", "/en/about/");
  check_path (plan, 0, "s2", "/en/reports/");
  check_path (plan, 1, "a", "/sr/izvestaji/jedan/");
  check_path (plan, 2, "a", "/sr-Latn/izvestaji/jedan/");
  check_path (plan, 1, "b", NULL);
  check_path (plan, 1, "s1", NULL); /* nothing is in it */
}

static void
test_clashes (void)
{
  g_auto(Parts) parts = { 0 };
  DeskTerm *news, *tag;
  g_autoptr(DeskPlan) plan = NULL;

  parts_init (&parts, "en");
  news = add_section (&parts, "s1", "news");
  tag = add_section (&parts, "s2", "tag"); /* reserved */
  add_article (&parts, "en", "late", "article", news, "same", 20);
  add_article (&parts, "en", "early", "article", news, "same", 10);
  add_article (&parts, "en", "list", "article", news, "page", 30);
  add_article (&parts, "en", "word", "article", news, "search", 30);
  add_article (&parts, "en", "own", "page", NULL, "news", 30);
  add_article (&parts, "en", "own2", "page", NULL, "search", 30);
  add_article (&parts, "en", "in-tag", "article", tag, "same", 30);
  plan = make_plan (&parts);

  check_path (plan, 0, "early", "/en/news/same/");
  check_path (plan, 0, "late", "/en/news/same-2/");
  check_path (plan, 0, "list", "/en/news/page-2/");
  check_path (plan, 0, "word", "/en/news/search/");
  check_path (plan, 0, "own", "/en/news-2/");
  check_path (plan, 0, "own2", "/en/search-2/");
  check_path (plan, 0, "in-tag", "/en/tag-2/same/");
}

static void
test_bad_slugs (void)
{
  static const char *const slugs[] = { "", "..", "../../etc", "a/b", "A", "ш", "x y", "\xff" };
  g_auto(Parts) parts = { 0 };
  DeskTerm *news;
  g_autoptr(DeskPlan) plan = NULL;
  DeskPlanLanguage *language;

  parts_init (&parts, "en");
  news = add_section (&parts, "s1", "../up");
  for (unsigned i = 0; i < G_N_ELEMENTS (slugs); i++)
    {
      g_autofree char *uuid = g_strdup_printf ("article %u", i);

      add_article (&parts, "en", uuid, "article", news, slugs[i], i + 1);
    }
  plan = make_plan (&parts);
  language = plan->languages->pdata[0];

  for (unsigned i = 0; i < G_N_ELEMENTS (slugs); i++)
    {
      const DeskPlanArticle *planned = desk_plan_language_find (language, i + 1);

      g_assert_nonnull (planned);
      g_assert_true (g_regex_match_simple ("^/en/[a-z0-9-]+/[a-z0-9-]+/$", planned->path, 0, 0));
    }
}

static void
test_order (void)
{
  g_auto(Parts) parts = { 0 };
  DeskTerm *news;
  g_autoptr(DeskPlan) plan = NULL;
  DeskPlanLanguage *language;
  DeskPlanList *section;
  g_autoptr(GPtrArray) articles = NULL;

  parts_init (&parts, "en");
  news = add_section (&parts, "s1", "news");
  add_article (&parts, "en", "a", "article", news, "a", 10);
  add_article (&parts, "en", "c", "article", news, "c", 30);
  add_article (&parts, "en", "b", "article", news, "b", 20);
  ((DeskEdition *) add_article (&parts, "en", "d", "article", news, "d", 40)->editions->pdata[0])->status = DESK_STATUS_ARCHIVED;
  plan = make_plan (&parts);
  language = plan->languages->pdata[0];
  section = language->sections->pdata[0];

  articles = desk_plan_language_list_articles (language, section, 0, 9);
  g_assert_cmpuint (section->n_articles, ==, 3);
  g_assert_cmpuint (articles->len, ==, 3);
  g_assert_cmpstr (((DeskPlanArticle *) articles->pdata[0])->article->uuid, ==, "c");
  g_assert_cmpstr (((DeskPlanArticle *) articles->pdata[2])->article->uuid, ==, "a");
  check_path (plan, 0, "d", "/en/news/d/");
}

static DeskTerm *
new_term (DeskTermType type,
          const char  *uuid,
          const char  *name,
          const char  *slug)
{
  DeskTerm *term = desk_term_new (type, uuid);

  desk_term_set_name (term, "en", name, slug);
  return term;
}

/* Two that want one address, one that wants out, and one without a name that makes
 * an address. */
static void
test_tags (void)
{
  static const struct
  {
    const char *uuid;
    const char *slug;
    const char *path;
  } tags[] = {
    { "t1", "rivers", "/en/tag/rivers/" },
    { "t2", "rivers", "/en/tag/rivers-2/" },
    { "t3", "../../etc", "/en/tag/name/" },
    { "t4", "page", "/en/tag/page-2/" },
  };
  g_auto(Parts) parts = { 0 };
  DeskArticle *article;
  DeskTerm *news;
  g_autoptr(DeskPlan) plan = NULL;
  DeskPlanLanguage *language;

  parts_init (&parts, "en");
  news = add_section (&parts, "s1", "news");
  article = add_article (&parts, "en", "a", "article", news, "a", 10);
  for (unsigned i = G_N_ELEMENTS (tags); i > 0; i--)
    {
      g_autoptr(DeskTerm) tag = new_term (DESK_TERM_TAG, tags[i - 1].uuid, "Name", tags[i - 1].slug);

      desk_article_add_tag (article, tag);
    }
  plan = make_plan (&parts);
  language = plan->languages->pdata[0];

  for (unsigned i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      const DeskPlanList *list = desk_plan_language_find_list (language, tags[i].uuid);

      g_assert_nonnull (list);
      g_assert_cmpstr (list->path, ==, tags[i].path);
      g_assert_cmpuint (list->n_articles, ==, 1);
      check_path (plan, 0, tags[i].uuid, tags[i].path);
    }
  g_assert_null (desk_plan_language_find_list (language, "none"));
}

/* One who wrote and translated a text stands beside it once. A year begins when it
 * does where the newsroom is. */
static void
test_authors_and_years (void)
{
  g_auto(Parts) parts = { 0 };
  DeskArticle *article;
  DeskTerm *news;
  g_autoptr(DeskTerm) author = new_term (DESK_TERM_AUTHOR, "p", "A Person", "a-person");
  g_autoptr(GDateTime) eve = g_date_time_new_utc (2025, 12, 31, 23, 30, 0);
  g_autoptr(DeskPlan) plan = NULL;
  DeskPlanLanguage *language;

  parts_init (&parts, "en");
  news = add_section (&parts, "s1", "news");
  article = add_article (&parts, "en", "a", "article", news, "a", g_date_time_to_unix_usec (eve));
  desk_article_add_credit (article, author, "author", "");
  desk_article_add_credit (article, author, "translator", "");
  add_article (&parts, "en", "page", "page", NULL, "about", g_date_time_to_unix_usec (eve) - G_TIME_SPAN_HOUR);
  plan = make_plan (&parts);
  language = plan->languages->pdata[0];

  g_assert_cmpuint (desk_plan_language_find_list (language, "p")->n_articles, ==, 1);
  check_path (plan, 0, "p", "/en/author/a-person/");
  check_path (plan, 0, "2026", "/en/archive/2026/");
  check_path (plan, 0, "2025", NULL);
}

static void
add_address (Parts      *parts,
             const char *language,
             const char *section,
             const char *slug,
             const char *uuid)
{
  DeskAddress *address = g_new0 (DeskAddress, 1);

  address->language = g_strdup (language);
  address->section = g_strdup (section);
  address->slug = g_strdup (slug);
  address->article = g_strdup (uuid);
  g_ptr_array_add (parts->addresses, address);
}

/* Old addresses lead on, but not where a page is, nor from where none can have been. */
static void
test_forwards (void)
{
  g_auto(Parts) parts = { 0 };
  DeskTerm *news;
  g_autoptr(DeskPlan) plan = NULL;
  DeskPlanLanguage *language;
  static const struct
  {
    const char *path;
    const char *to;
  } expected[] = {
    { "/en/about-us/", "/en/about/" },
    { "/en/news/gone/", NULL },
    { "/en/news/once/", "/en/news/one/" },
    { "/en/old-news/one/", "/en/news/one/" },
  };
  g_autoptr(GPtrArray) forwards = NULL;

  parts_init (&parts, "en");
  news = add_section (&parts, "s1", "news");
  add_article (&parts, "en", "a", "article", news, "one", 10);
  add_article (&parts, "en", "b", "article", news, "two", 20);
  add_article (&parts, "en", "c", "page", NULL, "about", 20);
  add_address (&parts, "en", "news", "one", "a");        /* where it is */
  add_address (&parts, "en", "news", "two", "a");        /* where another one is */
  add_address (&parts, "en", "old-news", "one", "a");
  add_address (&parts, "en", "news", "once", "a");
  add_address (&parts, "sr", "vesti", "jedan", "a"); /* in another language */
  add_address (&parts, "en", "", "about-us", "c");
  add_address (&parts, "en", "news", "gone", "nobody");
  add_address (&parts, "en", "tag", "one", "a");
  add_address (&parts, "en", "", "search", "c");
  add_address (&parts, "en", "..", "etc", "a");
  add_address (&parts, "en", "news", "../../etc", "a");
  plan = make_plan (&parts);
  language = plan->languages->pdata[0];

  forwards = desk_plan_language_list_forwards (language, NULL);
  g_assert_cmpuint (forwards->len, ==, G_N_ELEMENTS (expected));
  for (unsigned i = 0; i < forwards->len; i++)
    {
      const DeskPlanForward *forward = forwards->pdata[i];

      g_assert_cmpstr (forward->path, ==, expected[i].path);
      g_assert_cmpstr (forward->to, ==, expected[i].to);
    }
}

static const struct
{
  const char *url;
  const char *href;
  const char *address;
} addresses[] = {
  { "", "/en/", NULL },
  { "https://brod.example", "/en/", "https://brod.example/en/" },
  { "https://brod.example/", "/en/", "https://brod.example/en/" },
  { "https://brod.example:8443/a/b/", "/a/b/en/", "https://brod.example:8443/a/b/en/" },
  { "http://brod.example/a", "/a/en/", "http://brod.example/a/en/" },
};

static void
test_addresses (void)
{
  for (unsigned i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_auto(Parts) parts = { 0 };
      g_autoptr(DeskPlan) plan = NULL;
      g_autofree char *href = NULL;
      g_autofree char *address = NULL;

      parts_init (&parts, "en");
      g_assert_true (desk_site_set (parts.site, "url", addresses[i].url, NULL));
      plan = make_plan (&parts);
      href = desk_plan_dup_href (plan, "/en/");
      address = desk_plan_dup_address (plan, "/en/");

      g_assert_cmpstr (href, ==, addresses[i].href);
      g_assert_cmpstr (address, ==, addresses[i].address);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exporter/plan/pages-have-their-place", test_places);
  g_test_add_func ("/exporter/plan/clash-gets-a-number", test_clashes);
  g_test_add_func ("/exporter/plan/bad-slugs-stay-inside", test_bad_slugs);
  g_test_add_func ("/exporter/plan/newest-come-first", test_order);
  g_test_add_func ("/exporter/plan/tags-have-their-place", test_tags);
  g_test_add_func ("/exporter/plan/authors-and-years-have-their-place", test_authors_and_years);
  g_test_add_func ("/exporter/plan/old-addresses-lead-on", test_forwards);
  g_test_add_func ("/exporter/plan/addresses-follow-the-site", test_addresses);

  return g_test_run ();
}
