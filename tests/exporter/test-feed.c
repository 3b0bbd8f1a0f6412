/* test-feed.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "../store/fixture.h"

#include "exporter/desk-export.h"

#include <json-glib/json-glib.h>
#include <string.h>

static void
export (Fixture *fixture)
{
  g_autofree char *site = g_build_filename (fixture->folder, "site", NULL);
  g_autoptr(GError) error = NULL;
  DeskExportSummary summary;

  desk_export_site (fixture->store, site, 0, FALSE, NULL, NULL, NULL, &summary, &error);
  g_assert_no_error (error);
}

/* Returns: (nullable): a file of the site */
static char *
read_file (Fixture    *fixture,
           const char *path)
{
  g_autofree char *full = g_build_filename (fixture->folder, "site", path, NULL);
  char *text = NULL;

  g_file_get_contents (full, &text, NULL, NULL);
  return text;
}

/* Each element's name and its text, line by line. */
typedef struct
{
  GString *lines;
  GString *text;
} Reading;

static void
start_cb (GMarkupParseContext *context,
          const char          *name,
          const char         **attribute_names,
          const char         **attribute_values,
          gpointer             user_data,
          GError             **error)
{
  Reading *reading = user_data;

  g_string_truncate (reading->text, 0);
  for (unsigned i = 0; attribute_names[i] != NULL; i++)
    g_string_append_printf (reading->lines, "%s@%s=%s\n", name, attribute_names[i], attribute_values[i]);
}

static void
text_cb (GMarkupParseContext *context,
         const char          *text,
         gsize                n_bytes,
         gpointer             user_data,
         GError             **error)
{
  g_string_append_len (((Reading *) user_data)->text, text, (gssize) n_bytes);
}

static void
end_cb (GMarkupParseContext *context,
        const char          *name,
        gpointer             user_data,
        GError             **error)
{
  Reading *reading = user_data;

  if (reading->text->len > 0 && strcmp (reading->text->str, "\n") != 0)
    g_string_append_printf (reading->lines, "%s=%s\n", name, reading->text->str);
  g_string_truncate (reading->text, 0);
}

static char *
read_xml (Fixture    *fixture,
          const char *path)
{
  static const GMarkupParser parser = { .start_element = start_cb, .end_element = end_cb, .text = text_cb };
  g_autofree char *xml = read_file (fixture, path);
  Reading reading = { g_string_new (NULL), g_string_new (NULL) };
  g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &reading, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (xml);
  g_markup_parse_context_parse (context, xml, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  g_string_free (reading.text, TRUE);

  return g_string_free_and_steal (reading.lines);
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

static void
assert_has (const char *text,
            const char *piece)
{
  if (strstr (text, piece) == NULL)
    g_test_message ("looked for %s in %s", piece, text);
  g_assert_nonnull (strstr (text, piece));
}

static DeskArticle *
publish (Fixture    *fixture,
         const char *language,
         const char *title,
         const char *body,
         gint64      at_us)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, language, title, body);

  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, at_us);
  return fixture_read (fixture, article);
}

static void
prepare (Fixture *fixture)
{
  desk_term_free (fixture_term (fixture, DESK_TERM_SECTION, "News"));
  fixture_set_site (fixture, "url", "https://river.invalid/news/");
  fixture_set_site (fixture, "title", "River & Desk");
}

static void
test_atom (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DeskArticle) bridge = NULL;
  g_autofree char *body = NULL;
  g_autofree char *id = NULL;
  g_autofree char *xml = NULL;

  prepare (fixture);
  bridge = publish (fixture, "en", "A <bridge>", "It is *there*.\n", JUNE_US);
  body = g_strdup_printf ("See [the bridge](article:%s) & more.\n", bridge->uuid);
  desk_article_free (publish (fixture, "en", "A ferry", body, JUNE_US + DAY_US));
  export (fixture);
  xml = read_xml (fixture, "en/feed.xml");

  assert_has (xml, "feed@xml:lang=en\n");
  assert_has (xml, "id=https://river.invalid/news/en/feed.xml\ntitle=River & Desk\nupdated=2026-06-02T00:00:00+02:00\n");
  assert_has (xml, "link@rel=self\nlink@type=application/atom+xml\nlink@href=https://river.invalid/news/en/feed.xml\n");
  g_assert_cmpuint (count (xml, "content@type=html\n"), ==, 2);
  id = g_strdup_printf ("id=urn:uuid:%s\ntitle=A <bridge>\n", fixture_edition (bridge)->uuid);
  assert_has (xml, id);
  assert_has (xml, "content=<p>It is <em>there</em>.</p>\n");
  assert_has (xml, "content=<p>See <a href=\"https://river.invalid/news/en/news/a-bridge/\">the bridge</a> &amp; more.</p>\n");
  assert_has (xml, "summary=It is there.\n");
  g_assert_true (strstr (xml, "title=A ferry") < strstr (xml, "title=A <bridge>"));
}

static void
test_rss (Fixture      *fixture,
          gconstpointer data)
{
  g_autoptr(DeskArticle) article = NULL;
  g_autoptr(DeskTerm) author = NULL;
  g_autoptr(DeskTerm) tag = NULL;
  g_autofree char *xml = NULL;

  prepare (fixture);
  article = fixture_add_article (fixture, "en", "A bridge", "It is there.\n");
  author = fixture_term (fixture, DESK_TERM_AUTHOR, "Iskra Zdravelj");
  tag = fixture_term (fixture, DESK_TERM_TAG, "rivers");
  desk_article_add_credit (article, author, "author", "");
  desk_article_add_tag (article, tag);
  fixture_save (fixture, article);
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  export (fixture);
  xml = read_xml (fixture, "en/news/rss.xml");

  assert_has (xml, "title=River & Desk · News\nlink=https://river.invalid/news/en/news/\n");
  assert_has (xml, "language=en\nlastBuildDate=Sun, 31 May 2026 22:00:00 +0000\n");
  assert_has (xml, "guid@isPermaLink=false\nguid=urn:uuid:");
  assert_has (xml, "dc:creator=Iskra Zdravelj\ncategory=rivers\n");
  assert_has (xml, "content:encoded=<p>It is there.</p>\n");
}

static void
test_json (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr(JsonNode) root = NULL;
  JsonObject *feed, *item;

  prepare (fixture);
  desk_article_free (publish (fixture, "en", "A bridge", "It is there.\n", JUNE_US));
  export (fixture);
  text = read_file (fixture, "en/feed.json");
  root = json_from_string (text, NULL);
  feed = json_node_get_object (root);

  g_assert_cmpstr (json_object_get_string_member (feed, "version"), ==, "https://jsonfeed.org/version/1.1");
  g_assert_cmpstr (json_object_get_string_member (feed, "feed_url"), ==, "https://river.invalid/news/en/feed.json");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (feed, "items")), ==, 1);
  item = json_array_get_object_element (json_object_get_array_member (feed, "items"), 0);
  g_assert_cmpstr (json_object_get_string_member (item, "url"), ==, "https://river.invalid/news/en/news/a-bridge/");
  g_assert_cmpstr (json_object_get_string_member (item, "content_html"), ==, "<p>It is there.</p>\n");
  g_assert_false (json_object_has_member (item, "authors"));
}

/* Both scripts of one edition are two entries, for ever the same. */
static void
test_ids (Fixture      *fixture,
          gconstpointer data)
{
  g_autoptr(DeskArticle) article = NULL;
  g_autofree char *own = NULL;
  g_autofree char *cyrillic = NULL;
  g_autofree char *latin = NULL;
  g_autofree char *again = NULL;
  g_autofree char *uuid = NULL;
  const char *id;

  prepare (fixture);
  fixture_set_site (fixture, "languages", "sr,sr-Latn");
  article = publish (fixture, "sr", "Мост", "Ту је.\n", JUNE_US);
  export (fixture);
  own = g_strdup_printf ("id=urn:uuid:%s\n", fixture_edition (article)->uuid);
  cyrillic = read_xml (fixture, "sr/feed.xml");
  latin = read_xml (fixture, "sr-Latn/feed.xml");

  assert_has (cyrillic, own);
  g_assert_null (strstr (latin, own));
  assert_has (latin, "title=Most\n");
  id = strstr (latin, "id=urn:uuid:");
  g_assert_nonnull (id);
  uuid = g_strndup (id + strlen ("id=urn:uuid:"), 36);
  g_assert_true (g_uuid_string_is_valid (uuid));
  g_assert_cmpint (id[strlen ("id=urn:uuid:xxxxxxxx-xxxx-")], ==, '5');

  fixture_set_site (fixture, "title", "Another");
  export (fixture);
  again = read_xml (fixture, "sr-Latn/feed.xml");
  assert_has (again, uuid);
}

/* What no reader has on a page is in no feed either. */
static void
test_what_is_in_it (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr(DeskArticle) archived = NULL;
  g_autofree char *xml = NULL;
  g_autofree char *page = NULL;

  prepare (fixture);
  fixture_set_site (fixture, "languages", "en,sr");
  for (unsigned i = 0; i < 23; i++)
    {
      g_autofree char *title = g_strdup_printf ("Number %u", i);

      desk_article_free (publish (fixture, "en", title, "Text.\n", JUNE_US + i * DAY_US));
    }
  desk_article_free (fixture_add_article (fixture, "en", "A draft", "Not yet.\n"));
  archived = publish (fixture, "en", "Archived", "Text.\n", JUNE_US + 100 * DAY_US);
  fixture_set_status (fixture, archived, DESK_STATUS_ARCHIVED, JUNE_US + 101 * DAY_US);
  export (fixture);
  xml = read_xml (fixture, "en/feed.xml");
  page = read_file (fixture, "en/index.html");

  g_assert_cmpuint (count (xml, "content@type=html\n"), ==, 20);
  assert_has (xml, "title=Number 22\n");
  g_assert_null (strstr (xml, "title=Number 2\n"));
  g_assert_null (strstr (xml, "draft"));
  g_assert_null (strstr (xml, "Archived"));
  assert_has (page, "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"River &amp; Desk: Atom\" href=\"/news/en/feed.xml\">");
  /* A language without a text has no feed, and nothing leads there. */
  g_assert_null (read_file (fixture, "sr/feed.xml"));
  g_clear_pointer (&page, g_free);
  page = read_file (fixture, "sr/index.html");
  g_assert_null (strstr (page, "feed.xml"));
}

static void
test_without_address (Fixture      *fixture,
                      gconstpointer data)
{
  g_autofree char *page = NULL;

  desk_term_free (fixture_term (fixture, DESK_TERM_SECTION, "News"));
  desk_article_free (publish (fixture, "en", "A bridge", "It is there.\n", JUNE_US));
  export (fixture);
  page = read_file (fixture, "en/index.html");
  g_assert_null (read_file (fixture, "en/feed.xml"));
  g_assert_null (strstr (page, "feed"));
}

/* What no XML document can hold, and what would end an element. */
static void
test_hostile (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *atom = NULL;
  g_autofree char *rss = NULL;

  prepare (fixture);
  desk_article_free (publish (fixture, "en", "A\x01 </title>\xef\xbf\xbf ]]> bridge", "`\x02]]></content>` <script>alert (1)</script>\n", JUNE_US));
  export (fixture);
  atom = read_xml (fixture, "en/feed.xml");
  rss = read_xml (fixture, "en/rss.xml");
  assert_has (atom, "title=A </title> ]]> bridge\n");
  assert_has (rss, "title=A </title> ]]> bridge\n");
  g_assert_null (strchr (atom, '\x02'));
  g_assert_null (strstr (atom, "<script"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  fixture_add_test ("/exporter/feed/atom", test_atom);
  fixture_add_test ("/exporter/feed/rss", test_rss);
  fixture_add_test ("/exporter/feed/json", test_json);
  fixture_add_test ("/exporter/feed/ids-stay", test_ids);
  fixture_add_test ("/exporter/feed/the-newest-of-what-readers-have", test_what_is_in_it);
  fixture_add_test ("/exporter/feed/none-without-an-address", test_without_address);
  fixture_add_test ("/exporter/feed/any-text-is-xml", test_hostile);

  return g_test_run ();
}
