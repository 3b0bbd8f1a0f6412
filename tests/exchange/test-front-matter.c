/* test-front-matter.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/desk-article-file.h"
#include "exchange/desk-yaml.h"

#include <string.h>

static DeskFrontMatter *
read_in (const char *text,
         GError    **error)
{
  return desk_front_matter_read (text, strlen (text), "Europe/Belgrade", NULL, (DeskPlace) { "a.md", 1 }, error);
}

static char *
write_out (const DeskFrontMatter *matter)
{
  GString *out = g_string_new (NULL);

  desk_front_matter_write (matter, "Europe/Belgrade", out);
  return g_string_free_and_steal (out);
}

static void
every_field_is_read (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskFrontMatter) matter =
    read_in ("id: 01A211C2-7fac-7153-8b1e-589c72055c0f\nkind: event\nlang: sr-latn\ntitle: Niska voda\nslug: niska-voda\n"
             "date: 2026-06-01\nstatus: archived\nsection: Vesti\ntags: [reke, trgovina]\n"
             "authors:\n  - Nađa Ostrelić\n  - name: Zavod\n    role: photographs\n    affiliation: Sava\n    organisation: true\n"
             "summary: Kratko\nseo-title: Voda\nseo-description: Reke u maju\nsource: en\n"
             "cover:\n  file: media/ferry.jpg\n  alt: Skela\n  caption: U maju\n  credit: N. O.\n  licence: CC BY 4.0\n"
             "related: [01a211c2-7fac-7153-8b1e-589c72055c00]\npinned: yes\n"
             "event:\n  place: Tisanj\n  start: 2026-06-01T18:30:00\n  all-day: no\n", &error);
  const DeskFrontCredit *credit;

  g_assert_no_error (error);
  g_assert_cmpstr (matter->id, ==, "01a211c2-7fac-7153-8b1e-589c72055c0f");
  g_assert_cmpstr (matter->kind, ==, "event");
  g_assert_cmpstr (matter->language, ==, "sr");
  g_assert_cmpstr (matter->script, ==, "Latn");
  g_assert_cmpstr (matter->title, ==, "Niska voda");
  g_assert_cmpstr (matter->slug, ==, "niska-voda");
  g_assert_cmpint (matter->date_us, ==, G_GINT64_CONSTANT (1780264800) * G_USEC_PER_SEC);
  g_assert_cmpint (matter->status, ==, DESK_STATUS_ARCHIVED);
  g_assert_true (matter->is_live);
  g_assert_cmpstr (matter->section, ==, "Vesti");
  g_assert_cmpuint (matter->tags->len, ==, 2);
  g_assert_cmpstr (matter->tags->pdata[1], ==, "trgovina");
  g_assert_cmpuint (matter->credits->len, ==, 2);
  credit = matter->credits->pdata[1];
  g_assert_cmpstr (credit->name, ==, "Zavod");
  g_assert_cmpstr (credit->role, ==, "photographs");
  g_assert_cmpstr (credit->affiliation, ==, "Sava");
  g_assert_true (credit->is_organisation);
  g_assert_cmpstr (matter->summary, ==, "Kratko");
  g_assert_cmpstr (matter->seo_title, ==, "Voda");
  g_assert_cmpstr (matter->seo_description, ==, "Reke u maju");
  g_assert_cmpstr (matter->source, ==, "en");
  g_assert_cmpstr (matter->cover, ==, "media/ferry.jpg");
  g_assert_cmpstr (matter->cover_alternative, ==, "Skela");
  g_assert_cmpstr (matter->cover_caption, ==, "U maju");
  g_assert_cmpstr (matter->cover_credit, ==, "N. O.");
  g_assert_cmpstr (matter->cover_licence, ==, "CC BY 4.0");
  g_assert_cmpuint (matter->related->len, ==, 1);
  g_assert_true (matter->is_pinned);
  g_assert_cmpuint (matter->event->len, ==, 2);
  g_assert_cmpstr (desk_front_matter_get_event (matter, "start"), ==, "2026-06-01T18:30:00");
  g_assert_cmpstr (desk_front_matter_get_event (matter, "place"), ==, "Tisanj");
}

static void
any_text_comes_back (void)
{
  static const char *const texts[] = {
    "Plain", "Low water: a report", "ends with a colon:", "# a hash", "a # b", "a #b", "\"quoted\"", "'single'", "yes", "No",
    "on", "null", "~", "1.0", "0x1f", "1e5", "0b1", "12e03", "1,000", "1_000", "12:30:45", "2026-06-01", ".5", "+1", "-1", "- item", "?", ": x", "a: b", "a:b",
    "[list]", "{map}", "&anchor", "*alias", "!tag", "|", ">", "%", "@", "`", " leading", "trailing ", "  ", "two\nlines",
    "two\r\nlines", "\n", "tab\there", "back\\slash", "emoji 😀", "Њиве и шуме", "a\x01\x1b\x7f", "\xef\xbb\xbf", "\xc2\x85", "\xc2\xa0",
    "\xe2\x80\xa8line separator", "\xef\xbf\xbe", "---", "...", "=", "<<", "<<: x", "y", "TRUE", "!!str x", "a\n---\nb", "e\xcc\x81",
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(DeskFrontMatter) matter = desk_front_matter_new ();
      g_autoptr(DeskFrontMatter) back = NULL;
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;
      g_autoptr(GError) error = NULL;
      gboolean is_blank = strspn (texts[i], " \n") == strlen (texts[i]);

      matter->summary = g_strdup (texts[i]);
      if (!is_blank)
        {
          g_ptr_array_add (matter->tags, g_strdup (texts[i]));
          desk_front_matter_set_event (matter, "place", texts[i]);
        }
      first = write_out (matter);
      back = read_in (first, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (back->summary, ==, texts[i]);
      if (!is_blank)
        {
          g_assert_cmpstr (back->tags->pdata[0], ==, texts[i]);
          g_assert_cmpstr (desk_front_matter_get_event (back, "place"), ==, texts[i]);
        }
      second = write_out (back);
      g_assert_cmpstr (second, ==, first);
    }
}

static void
quotes_stand_where_they_are_needed (void)
{
  static const struct
  {
    const char *title;
    const char *written;
  } cases[] = {
    { "Low water in May", "title: Low water in May\n" },
    { "Њиве и шуме 😀", "title: Њиве и шуме 😀\n" },
    { "What's \"new\", and [why]?", "title: What's \"new\", and [why]?\n" },
    { "Low water: a report", "title: \"Low water: a report\"\n" },
    { "yes", "title: \"yes\"\n" },
    { "2026", "title: \"2026\"\n" },
    { "2026 was dry", "title: 2026 was dry\n" },
    { "a\\b\"c: ", "title: \"a\\\\b\\\"c: \"\n" },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DeskFrontMatter) matter = desk_front_matter_new ();
      g_autofree char *written = NULL;

      matter->title = g_strdup (cases[i].title);
      written = write_out (matter);
      g_assert_cmpstr (written, ==, cases[i].written);
    }
}

static void
times_come_back_to_the_microsecond (void)
{
  static const char *const zones[] = { "Europe/Belgrade", "UTC", "America/St_Johns", "Asia/Kathmandu" };
  static const gint64 times[] = {
    1, 999999, -1, G_GINT64_CONSTANT (1780264800) * G_USEC_PER_SEC, G_GINT64_CONSTANT (1780264800123456),
    G_GINT64_CONSTANT (-3000000000) * G_USEC_PER_SEC + 7, G_GINT64_CONSTANT (-40000000000) * G_USEC_PER_SEC,
    G_GINT64_CONSTANT (1792886400) * G_USEC_PER_SEC, /* around the end of summer time */
    G_GINT64_CONSTANT (1792890000) * G_USEC_PER_SEC,
  };

  for (unsigned zone = 0; zone < G_N_ELEMENTS (zones); zone++)
    {
      for (unsigned i = 0; i < G_N_ELEMENTS (times); i++)
        {
          g_autofree char *written = desk_instant_write (times[i], zones[zone]);
          g_autofree char *shortly = desk_instant_write_short (times[i], zones[zone]);
          g_autoptr(GError) error = NULL;
          gint64 us = 0;

          g_assert_true (desk_instant_parse (written, zones[zone], &us, &error));
          g_assert_cmpint (us, ==, times[i]);
          g_assert_true (desk_instant_parse (shortly, zones[zone], &us, &error));
          g_assert_cmpint (us, ==, times[i]);
        }
    }
}

static void
status_wins_over_draft (void)
{
  static const struct
  {
    const char *text;
    DeskStatus  status;
    gboolean    is_live;
  } cases[] = {
    { "title: T\n", DESK_STATUS_PUBLISHED, TRUE },
    { "draft: true\n", DESK_STATUS_DRAFT, FALSE },
    { "draft: false\n", DESK_STATUS_PUBLISHED, TRUE },
    { "draft: true\nstatus: published\n", DESK_STATUS_PUBLISHED, TRUE },
    { "status: review\ndraft: false\n", DESK_STATUS_REVIEW, FALSE },
    { "status: scheduled\n", DESK_STATUS_SCHEDULED, FALSE },
    { "status: scheduled\nlive: true\n", DESK_STATUS_SCHEDULED, TRUE },
    { "status: archived\nlive: false\n", DESK_STATUS_ARCHIVED, FALSE },
    { "status: draft\nlive: true\n", DESK_STATUS_DRAFT, FALSE },
    { "status: published\nlive: false\n", DESK_STATUS_PUBLISHED, TRUE },
    { "status:\ndraft: true\n", DESK_STATUS_DRAFT, FALSE },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(DeskFrontMatter) matter = read_in (cases[i].text, &error);
      g_autofree char *written = NULL;
      g_autoptr(DeskFrontMatter) back = NULL;

      g_assert_no_error (error);
      g_assert_cmpint (matter->status, ==, cases[i].status);
      g_assert_cmpint (matter->is_live, ==, cases[i].is_live);
      written = write_out (matter);
      back = read_in (written, &error);
      g_assert_cmpint (back->status, ==, cases[i].status);
      g_assert_cmpint (back->is_live, ==, cases[i].is_live);
    }
}

static void
unknown_fields_are_noted_once (void)
{
  g_autoptr(GHashTable) unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *text = "title: T\nlayout: post\nevent:\n  host: N\ncover:\n  file: a.jpg\n  size: 3\n";

  for (unsigned i = 0; i < 2; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(DeskFrontMatter) matter =
        desk_front_matter_read (text, strlen (text), "UTC", unknown, (DeskPlace) { i == 0 ? "a.md" : "b.md", 1 }, &error);

      g_assert_no_error (error);
      g_assert_nonnull (matter);
    }
  g_assert_cmpuint (g_hash_table_size (unknown), ==, 3);
  g_assert_cmpstr (g_hash_table_lookup (unknown, "layout"), ==, "a.md:3");
  g_assert_cmpstr (g_hash_table_lookup (unknown, "event: host"), ==, "a.md:5");
  g_assert_cmpstr (g_hash_table_lookup (unknown, "cover: size"), ==, "a.md:8");
}

static void
bad_fields_are_refused_with_their_line (void)
{
  static const struct
  {
    const char *text;
    const char *begins;
    const char *has;
  } cases[] = {
    { "title: a\ntitle: b\n", "a.md:3: ", "twice" },
    { "title: &a x\n", "a.md:2: ", "anchors" },
    { "a: &a [x,x]\nb: [*a,*a]\n", "a.md:2: ", "anchors" },
    { "title: *a\n", "a.md:2: ", "anchors" },
    { "*a : x\n", "a.md:2: ", "anchors" },
    { "title: !!str x\n", "a.md:2: ", "tags" },
    { "title: !x {}\n", "a.md:2: ", "tags" },
    { "<<: {title: a}\n", "a.md:2: ", "merge" },
    { "? [a]\n: b\n", "a.md:2: ", "can't be the name" },
    { "- a\n- b\n", "a.md:2: ", "NAME: VALUE" },
    { "just words\n", "a.md:2: ", "NAME: VALUE" },
    { "title: a: b\n", "a.md:2: ", "quotes" },
    { "title: \"open\n", "a.md:", "quotes" },
    { "title: [a, b]\n", "a.md:2: ", "one value" },
    { "x: [[[[[[[[[[a]]]]]]]]]]\n", "a.md:2: ", "nested" },
    { "title: a\x01\n", "a.md:1: ", "control" },
    { "title: \"a\\0b\"\n", "a.md:2: ", "zero byte" },
    { "title: \"a\\nb\"\n", "a.md:2: ", "more than one line" },
    { "id: 7\n", "a.md:2: ", "not an id" },
    { "lang: en_US\n", "a.md:2: ", "language tag" },
    { "source: x\n", "a.md:2: ", "language tag" },
    { "slug: ../etc\n", "a.md:2: ", "address" },
    { "\n\ndate: 2026-02-30\n", "a.md:4: ", "2026-02-30" },
    { "date: tomorrow\n", "a.md:2: ", "tomorrow" },
    { "status: done\n", "a.md:2: ", "status" },
    { "draft: perhaps\n", "a.md:2: ", "true nor false" },
    { "tags:\n  - a\n  - [b]\n", "a.md:4: ", "one value" },
    { "tags:\n  - a\n  - ''\n", "a.md:4: ", "empty name" },
    { "tags: {a: b}\n", "a.md:2: ", "one value" },
    { "authors:\n  - role: editor\n", "a.md:3: ", "empty name" },
    { "related: [x]\n", "a.md:2: ", "id of an article" },
    { "cover: ../secret.jpg\n", "a.md:2: ", "below it" },
    { "cover: /etc/passwd\n", "a.md:2: ", "below it" },
    { "cover: media/../../x\n", "a.md:2: ", "below it" },
    { "cover: 'media\\..\\x'\n", "a.md:2: ", "below it" },
    { "cover:\n  alt: x\n", "a.md:3: ", "no file" },
    { "event: soon\n", "a.md:2: ", "fields of its own" },
    { "event:\n  start: soon\n", "a.md:3: ", "soon" },
    { "title: a\n--- # more\ntitle: b\n", "a.md:3: ", "second YAML document" },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(DeskFrontMatter) matter = read_in (cases[i].text, &error);

      g_test_message ("%s → %s", cases[i].text, error != NULL ? error->message : "read");
      g_assert_null (matter);
      g_assert_true (g_str_has_prefix (error->message, cases[i].begins));
      g_assert_nonnull (strstr (error->message, cases[i].has));
      g_assert_null (strchr (error->message, '\n'));
    }
}

static void
size_is_bounded (void)
{
  g_autoptr(GString) many = g_string_new ("tags:\n");
  g_autoptr(GString) large = g_string_new ("summary: ");
  g_autoptr(GString) deep = g_string_new ("x: ");
  g_autoptr(GError) error = NULL;

  for (unsigned i = 0; i < 5000; i++)
    g_string_append (many, " - a\n");
  g_assert_null (read_in (many->str, &error));
  g_assert_nonnull (strstr (error->message, "more than 4000 values"));
  g_clear_error (&error);

  for (unsigned i = 0; i < 70000; i++)
    g_string_append_c (large, 'a');
  g_assert_null (read_in (large->str, &error));
  g_assert_nonnull (strstr (error->message, "64 KB"));
  g_clear_error (&error);

  for (unsigned i = 0; i < 30000; i++)
    g_string_append_c (deep, '[');
  g_assert_null (read_in (deep->str, &error));
  g_assert_nonnull (error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/front-matter/every-field-is-read", every_field_is_read);
  g_test_add_func ("/exchange/front-matter/any-text-comes-back", any_text_comes_back);
  g_test_add_func ("/exchange/front-matter/quotes-stand-where-they-are-needed", quotes_stand_where_they_are_needed);
  g_test_add_func ("/exchange/front-matter/times-come-back-to-the-microsecond", times_come_back_to_the_microsecond);
  g_test_add_func ("/exchange/front-matter/status-wins-over-draft", status_wins_over_draft);
  g_test_add_func ("/exchange/front-matter/unknown-fields-are-noted-once", unknown_fields_are_noted_once);
  g_test_add_func ("/exchange/front-matter/bad-fields-are-refused-with-their-line", bad_fields_are_refused_with_their_line);
  g_test_add_func ("/exchange/front-matter/size-is-bounded", size_is_bounded);

  return g_test_run ();
}
