/* test-history.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"
#include "store/desk-history.h"
#include "store/desk-store-private.h"

#include <string.h>

#define MINUTE_US G_TIME_SPAN_MINUTE
#define HOUR_US G_TIME_SPAN_HOUR

G_GNUC_PRINTF (2, 3)
static void
execute (Fixture    *fixture,
         const char *sql,
         ...)
{
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);
  g_autofree char *statement = NULL;
  va_list args;

  va_start (args, sql);
  statement = g_strdup_vprintf (sql, args);
  va_end (args);
  fixture_execute (file, statement);
}

/* So much later: all that there is has become older. */
static void
pass (Fixture *fixture,
      gint64   us)
{
  execute (fixture, "UPDATE article SET created_us = created_us - %" G_GINT64_FORMAT, us);
  execute (fixture, "UPDATE edition SET changed_us = changed_us - %" G_GINT64_FORMAT, us);
  execute (fixture, "UPDATE revision SET made_us = made_us - %" G_GINT64_FORMAT, us);
  execute (fixture, "UPDATE revision SET kept_us = kept_us - %" G_GINT64_FORMAT, us);
}

static void
validate (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  unsigned broken = 0;

  g_assert_true (desk_store_validate_pieces (fixture->store, &broken, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (broken, ==, 0);
}

static void
write_body (Fixture     *fixture,
            DeskArticle *article,
            const char  *body)
{
  g_autoptr(GError) error = NULL;

  g_set_str (&fixture_edition (article)->body, body);
  desk_store_save_edition (fixture->store, article->uuid, fixture_edition (article), &error);
  g_assert_no_error (error);
  validate (fixture);
}

static GPtrArray *
list (Fixture           *fixture,
      const DeskArticle *article)
{
  const DeskEdition *edition = article->editions->pdata[0];
  g_autoptr(GError) error = NULL;
  GPtrArray *revisions = desk_store_list_revisions (fixture->store, article->uuid, edition->language, &error);

  g_assert_no_error (error);
  return revisions;
}

/* The reasons and bodies of all revisions, the newest first: "pause One|status Two". */
static char *
tell (Fixture           *fixture,
      const DeskArticle *article)
{
  g_autoptr(GPtrArray) revisions = list (fixture, article);
  g_autoptr(GString) told = g_string_new (NULL);

  for (unsigned i = 0; i < revisions->len; i++)
    {
      const DeskRevision *revision = revisions->pdata[i];
      g_autoptr(GError) error = NULL;
      g_autoptr(DeskArticle) state = desk_store_dup_revision (fixture->store, article->uuid, revision->uuid, &error);

      g_assert_no_error (error);
      g_string_append_printf (told, "%s%s %s", i > 0 ? "|" : "", revision->reason, fixture_edition (state)->body);
    }

  return g_string_free_and_steal (g_steal_pointer (&told));
}

#define assert_told(fixture, article, expected) \
        G_STMT_START { \
          g_autofree char *told_ = tell (fixture, article); \
          g_assert_cmpstr (told_, ==, expected); \
        } G_STMT_END

static void
test_pause (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Water", "One");
  g_autoptr(GPtrArray) revisions = NULL;
  gint64 written_us = fixture_edition (article)->changed_us;
  const DeskRevision *revision;

  pass (fixture, 2 * MINUTE_US - 10 * G_USEC_PER_SEC);
  write_body (fixture, article, "Two");
  assert_told (fixture, article, "");

  pass (fixture, 2 * MINUTE_US);
  written_us = fixture_edition (article)->changed_us - 2 * MINUTE_US;
  write_body (fixture, article, "Three");
  assert_told (fixture, article, "pause Two");

  revisions = list (fixture, article);
  revision = revisions->pdata[0];
  g_assert_cmpint (revision->made_us, ==, written_us);
  g_assert_cmpstr (revision->title, ==, "Water");
  g_assert_cmpint (revision->status, ==, DESK_STATUS_DRAFT);
  g_assert_cmpstr (revision->desk, !=, "");
  g_assert_false (revision->is_released);
  g_assert_false (revision->is_live);

  /* The pause is over: the ten minutes begin now, not when it began. */
  write_body (fixture, article, "Four");
  write_body (fixture, article, "Five");
  assert_told (fixture, article, "pause Two");
}

static void
test_without_pause (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Water", "0");

  for (unsigned i = 1; i <= 25; i++)
    {
      g_autofree char *body = g_strdup_printf ("%u", i);

      pass (fixture, MINUTE_US);
      write_body (fixture, article, body);
    }

  assert_told (fixture, article, "pause 19|pause 9");
}

static void
test_twice (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Water", "One");

  for (unsigned i = 0; i < 3; i++)
    {
      pass (fixture, HOUR_US);
      write_body (fixture, article, "One");
    }
  assert_told (fixture, article, "pause One");

  write_body (fixture, article, "Two");
  pass (fixture, HOUR_US);
  write_body (fixture, article, "One");
  assert_told (fixture, article, "pause Two|pause One");
}

static void
test_nothing (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "", "");

  pass (fixture, HOUR_US);
  write_body (fixture, article, "One");
  assert_told (fixture, article, "");
}

static void
test_status (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Water", "One");
  g_autoptr(GPtrArray) revisions = NULL;
  const DeskRevision *revision;

  fixture_set_status (fixture, article, DESK_STATUS_REVIEW, 0);
  write_body (fixture, article, "Two");
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  write_body (fixture, article, "Three");
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US + DAY_US);
  write_body (fixture, article, "Four");
  assert_told (fixture, article, "release Three|release Two|status One");

  revisions = list (fixture, article);
  revision = revisions->pdata[0];
  g_assert_true (revision->is_live && revision->is_released);
  revision = revisions->pdata[1];
  g_assert_true (!revision->is_live && revision->is_released);
  g_assert_cmpint (revision->status, ==, DESK_STATUS_REVIEW); /* until then */
  revision = revisions->pdata[2];
  g_assert_true (!revision->is_live && !revision->is_released);

  /* A pause right behind one that holds the text adds none. */
  fixture_set_status (fixture, article, DESK_STATUS_REVIEW, 0);
  pass (fixture, HOUR_US);
  write_body (fixture, article, "Five");
  assert_told (fixture, article, "status Four|release Three|release Two|status One");
}

static void
test_restore (Fixture      *fixture,
              gconstpointer data)
{
  static const char old[] = "# Ђердап\r\n\r\ntwo  \nlines\n\n\n[x]: <#a>\n\n```\n\n\n```";
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "sr", "Ђердап", old);
  g_autoptr(GPtrArray) revisions = NULL;
  g_autoptr(DeskArticle) read = NULL;
  g_autoptr(DeskArticle) again = NULL;
  g_autofree char *kept = NULL;
  g_autoptr(GError) error = NULL;
  DeskEdition *edition = fixture_edition (article);

  g_set_str (&edition->summary, "Two\nlines");
  g_set_str (&edition->seo_title, "Short");
  write_body (fixture, article, old);
  pass (fixture, HOUR_US);
  g_set_str (&edition->title, "Djerdap");
  g_set_str (&edition->summary, "");
  g_set_str (&edition->seo_title, "");
  write_body (fixture, article, "Nothing of it");
  revisions = list (fixture, article);
  g_assert_cmpuint (revisions->len, ==, 1);

  g_assert_true (desk_store_restore_revision (fixture->store, article->uuid,
                                              ((DeskRevision *) revisions->pdata[0])->uuid, &kept, &error));
  g_assert_no_error (error);
  validate (fixture);
  read = fixture_read (fixture, article);
  edition = fixture_edition (read);
  g_assert_cmpstr (edition->body, ==, old);
  g_assert_cmpstr (edition->title, ==, "Ђердап");
  g_assert_cmpstr (edition->summary, ==, "Two\nlines");
  g_assert_cmpstr (edition->seo_title, ==, "Short");
  g_assert_cmpint (edition->version, ==, fixture_edition (article)->version + 1);

  g_assert_true (desk_store_restore_revision (fixture->store, article->uuid, kept, NULL, &error));
  g_assert_no_error (error);
  validate (fixture);
  again = fixture_read (fixture, article);
  g_assert_cmpstr (fixture_edition (again)->body, ==, "Nothing of it");
  g_assert_cmpstr (fixture_edition (again)->title, ==, "Djerdap");
  g_assert_cmpstr (fixture_edition (again)->summary, ==, "");
}

static void
test_restore_often (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Water", "One");
  g_autoptr(GError) error = NULL;
  g_autofree char *uuid = NULL;

  fixture_set_status (fixture, article, DESK_STATUS_REVIEW, 0);
  uuid = fixture_query (fixture, "SELECT uuid FROM revision");
  for (unsigned i = 0; i < 3; i++)
    {
      g_autofree char *kept = NULL;

      g_assert_true (desk_store_restore_revision (fixture->store, article->uuid, uuid, &kept, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (kept, ==, uuid); /* it held that already */
    }
  assert_told (fixture, article, "status One");
}

static void
test_restore_readers (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "First", "One");
  g_autoptr(DeskArticle) read = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *uuid = NULL;
  g_autofree char *released = NULL;

  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  uuid = fixture_query (fixture, "SELECT uuid FROM revision");
  g_set_str (&fixture_edition (article)->slug, "of-a-person");
  g_set_str (&fixture_edition (article)->title, "Second");
  write_body (fixture, article, "Two");
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US + DAY_US);

  g_assert_true (desk_store_restore_revision (fixture->store, article->uuid, uuid, NULL, &error));
  g_assert_no_error (error);
  read = fixture_read (fixture, article);
  g_assert_cmpstr (fixture_edition (read)->body, ==, "One");
  g_assert_cmpstr (fixture_edition (read)->slug, ==, "of-a-person");
  g_assert_cmpint (fixture_edition (read)->status, ==, DESK_STATUS_PUBLISHED);
  g_assert_true (fixture_edition (read)->is_ahead);
  released = fixture_query (fixture, "SELECT r.title FROM edition AS e JOIN revision AS r ON r.id = e.released_id");
  g_assert_cmpstr (released, ==, "Second");
}

static void
test_not_found (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Water", "One");
  g_autoptr(DeskArticle) other = fixture_add_article (fixture, "en", "Stone", "One");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *uuid = NULL;
  g_autoptr(GError) error = NULL;

  fixture_set_status (fixture, article, DESK_STATUS_REVIEW, 0);
  uuid = fixture_query (fixture, "SELECT uuid FROM revision");
  before = fixture_query (fixture, "SELECT * FROM edition");

  g_assert_null (desk_store_list_revisions (fixture->store, "no-such-id", "en", &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (desk_store_list_revisions (fixture->store, article->uuid, "de", &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (desk_store_dup_revision (fixture->store, other->uuid, uuid, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (desk_store_restore_revision (fixture->store, other->uuid, uuid, NULL, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (desk_store_restore_revision (fixture->store, article->uuid, "no-such-id", NULL, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);

  after = fixture_query (fixture, "SELECT * FROM edition");
  g_assert_cmpstr (before, ==, after);
}

static void
test_damaged (Fixture      *fixture,
              gconstpointer data)
{
  static const char *const damages[] = {
    "UPDATE piece SET text = 'Two' WHERE id = 1",
    "DELETE FROM piece WHERE id = 2",
    "UPDATE revision SET pieces = '[2,1]'",
    "UPDATE revision SET title = 'Stone'",
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *title = g_strdup_printf ("Water %u", i);
      g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", title, "One\n\nLast\n");
      g_autofree char *uuid = NULL;
      g_autofree char *body = NULL;
      g_autoptr(GError) error = NULL;
      unsigned broken = 0;

      fixture_set_status (fixture, article, DESK_STATUS_REVIEW, 0);
      validate (fixture);
      uuid = fixture_query (fixture, "SELECT uuid FROM revision");
      execute (fixture, "%s", damages[i]);

      g_assert_true (desk_store_validate_pieces (fixture->store, &broken, NULL));
      g_assert_cmpuint (broken, ==, 1);
      g_assert_false (desk_store_restore_revision (fixture->store, article->uuid, uuid, NULL, &error));
      g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED);
      body = fixture_query (fixture, "SELECT body FROM edition ORDER BY id DESC LIMIT 1");
      g_assert_cmpstr (body, ==, "One\n\nLast\n");
      execute (fixture, "PRAGMA foreign_keys = ON; DELETE FROM article");
    }
}

static void
test_pieces (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Water", "One\n\nTwo\n\nOne\n\nThree\n");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *broken_text = NULL;
  unsigned broken = 0;

  fixture_set_status (fixture, article, DESK_STATUS_REVIEW, 0);
  first = fixture_query (fixture, "SELECT pieces, (SELECT count (*) FROM piece) FROM revision");
  write_body (fixture, article, "One\n\nTwo\n\nOne\n\nFour\n");
  fixture_set_status (fixture, article, DESK_STATUS_DRAFT, 0);
  second = fixture_query (fixture, "SELECT count (*) FROM piece");
  validate (fixture);
  g_assert_cmpstr (second, !=, "0");
  /* "One" twice in each, and all but the last block in both. */
  g_assert_cmpint (strlen (first), >, 0);
  g_assert_cmpstr (second, ==, "4");

  execute (fixture, "INSERT INTO piece SELECT 90, edition_id, hash, text FROM piece WHERE id = 1");
  g_assert_true (desk_store_validate_pieces (fixture->store, &broken, NULL));
  g_assert_cmpuint (broken, ==, 2);
  execute (fixture, "UPDATE piece SET text = 'Nobody''s' WHERE id = 90");
  g_assert_true (desk_store_validate_pieces (fixture->store, &broken, NULL));
  g_assert_cmpuint (broken, ==, 3);
}

static void
test_pack (void)
{
  g_autofree char *zeros = g_strnfill (DESK_BODY_MAX_BYTES, '0');
  g_autoptr(GByteArray) packed = desk_pack (zeros, DESK_BODY_MAX_BYTES);
  g_autoptr(GByteArray) text = NULL;

  g_assert_nonnull (packed);
  g_assert_cmpuint (packed->len, <, DESK_BODY_MAX_BYTES / 100);
  text = desk_unpack ((const char *) packed->data, packed->len);
  g_assert_cmpmem (text->data, text->len, zeros, DESK_BODY_MAX_BYTES);

  g_assert_null (desk_pack ("", 0));
  g_assert_null (desk_pack ("No", 2));
  for (gsize n = 0; n < 8; n++)
    g_assert_null (desk_unpack ((const char *) packed->data, n));
  g_assert_null (desk_unpack ("\xff\xff\xff", 3));
}

/* What unpacks to more than any body is none. */
static void
test_bomb (void)
{
  g_autofree char *zeros = g_strnfill (DESK_BODY_MAX_BYTES + 1, '0');
  g_autoptr(GByteArray) packed = desk_pack (zeros, DESK_BODY_MAX_BYTES + 1);

  g_assert_null (desk_unpack ((const char *) packed->data, packed->len));
}

/* Ages of revisions, of which some stay. */
typedef struct
{
  const char *what;
  gint64      ages_us[8]; /* the oldest first, before noon of a day */
  gboolean    stay[8];
  unsigned    n;
} Thinning;

static const Thinning thinnings[] = {
  {
    "all-of-a-day", { 23 * HOUR_US, 23 * HOUR_US - 1, 22 * HOUR_US, 2, 1 }, { TRUE, TRUE, TRUE, TRUE, TRUE }, 5,
  },
  {
    "the-last-of-an-hour-for-a-week",
    { 48 * HOUR_US, 48 * HOUR_US - 1, 48 * HOUR_US - 2, 47 * HOUR_US, 46 * HOUR_US - 5 * MINUTE_US,
      46 * HOUR_US - 59 * MINUTE_US },
    { FALSE, FALSE, TRUE, TRUE, FALSE, TRUE }, 6,
  },
  {
    "the-last-of-a-day-for-a-year",
    { 300 * DAY_US, 300 * DAY_US - 3 * HOUR_US, 300 * DAY_US - 11 * HOUR_US, 299 * DAY_US, 100 * DAY_US },
    { FALSE, FALSE, TRUE, TRUE, TRUE }, 5,
  },
  {
    "none-after-a-year", { 500 * DAY_US, 366 * DAY_US, 364 * DAY_US }, { FALSE, FALSE, TRUE }, 3,
  },
};

#define NOON_US (JUNE_US + 14 * HOUR_US) /* 12:00 UTC */

static DeskArticle *
add_aged (Fixture        *fixture,
          const Thinning *thinning)
{
  DeskArticle *article = fixture_add_article (fixture, "en", "Water", "None");

  for (unsigned i = 0; i < thinning->n; i++)
    {
      g_autofree char *body = g_strdup_printf ("%u", i);

      write_body (fixture, article, body);
      fixture_set_status (fixture, article, i % 2 == 0 ? DESK_STATUS_REVIEW : DESK_STATUS_DRAFT, 0);
      execute (fixture, "UPDATE revision SET made_us = %" G_GINT64_FORMAT " WHERE id = (SELECT max (id) FROM revision)",
               NOON_US - thinning->ages_us[i]);
    }

  return article;
}

static unsigned
thin (Fixture *fixture,
      gint64   now_us)
{
  g_autoptr(GError) error = NULL;
  unsigned n_removed = 0;

  desk_store_thin_revisions (fixture->store, now_us, NULL, &n_removed, &error);
  g_assert_no_error (error);
  validate (fixture);
  return n_removed;
}

static void
test_thin (Fixture      *fixture,
           gconstpointer data)
{
  const Thinning *thinning = data;
  g_autoptr(DeskArticle) article = add_aged (fixture, thinning);
  g_autoptr(GString) expected = g_string_new (NULL);
  unsigned n_gone = 0;

  for (unsigned i = thinning->n; i-- > 0;)
    {
      if (thinning->stay[i])
        g_string_append_printf (expected, "%sstatus %u", expected->len > 0 ? "|" : "", i);
      else
        n_gone++;
    }

  g_assert_cmpuint (thin (fixture, NOON_US), ==, n_gone);
  assert_told (fixture, article, expected->str);
  g_assert_cmpuint (thin (fixture, NOON_US), ==, 0);
  assert_told (fixture, article, expected->str);
}

/* Whoever looks often ends with the same as one who looks once. */
static void
test_thin_daily (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(DeskArticle) often = add_aged (fixture, &thinnings[2]);
  g_autofree char *left = NULL;
  gint64 from_us = NOON_US - 301 * DAY_US;

  for (gint64 us = from_us; us < NOON_US + 400 * DAY_US; us += 7 * DAY_US)
    {
      thin (fixture, us);
      if (us < NOON_US && us + 7 * DAY_US >= NOON_US)
        left = tell (fixture, often);
    }
  g_assert_cmpstr (left, ==, "status 4|status 3|status 2");
  assert_told (fixture, often, "");
}

static void
test_thin_readers (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Water", "One");
  g_autofree char *shared = NULL;

  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  write_body (fixture, article, "Two");
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  write_body (fixture, article, "Three");
  fixture_set_status (fixture, article, DESK_STATUS_SCHEDULED, g_get_real_time () + 900 * DAY_US);
  write_body (fixture, article, "Four");
  pass (fixture, HOUR_US);
  write_body (fixture, article, "Five");
  assert_told (fixture, article, "pause Four|status Three|release Two|release One");

  g_assert_cmpuint (thin (fixture, g_get_real_time () + 800 * DAY_US), ==, 1);
  assert_told (fixture, article, "status Three|release Two|release One");
}

/* An index that names a row twice, once as it was a while ago: whatever comes out,
 * a run comes to an end. */
static void
test_thin_stale_index (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr(DeskArticle) article = add_aged (fixture, &thinnings[2]);
  unsigned n_removed = 0;

  execute (fixture,
           "CREATE TEMP TABLE moved AS SELECT * FROM revision ORDER BY made_us DESC LIMIT 1;"
           "UPDATE revision SET stage = 0, made_us = 1 WHERE id IN (SELECT id FROM moved);"
           "CREATE TEMP TABLE hidden AS SELECT * FROM sqlite_schema WHERE name = 'revision_by_stage';"
           "PRAGMA writable_schema = ON;"
           "DELETE FROM sqlite_schema WHERE name = 'revision_by_stage';"
           "PRAGMA writable_schema = RESET;"
           "DELETE FROM revision WHERE id IN (SELECT id FROM moved);"
           "PRAGMA writable_schema = ON;"
           "INSERT INTO sqlite_schema SELECT * FROM hidden;"
           "PRAGMA writable_schema = RESET;"
           "UPDATE moved SET stage = 7;"
           "INSERT INTO revision SELECT * FROM moved");
  g_clear_object (&fixture->store);
  fixture->store = desk_store_open (fixture->library, NULL);
  g_assert_nonnull (fixture->store);
  (void) desk_store_thin_revisions (fixture->store, NOON_US, NULL, &n_removed, NULL); /* it may refuse */
}

static void
test_thin_cancelled (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr(DeskArticle) article = add_aged (fixture, &thinnings[3]);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  unsigned n_removed = 0;

  g_cancellable_cancel (cancellable);
  g_assert_false (desk_store_thin_revisions (fixture->store, NOON_US, cancellable, &n_removed, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_told (fixture, article, "status 2|status 1|status 0");
}

/* A busy newsroom's year, an article a week and reporter: written in an afternoon
 * with a pause every few minutes, gone through by an editor on the next day, who
 * changes five of its twelve paragraphs, published, and corrected later on, one
 * paragraph at a time, every second one once and every fourth one twice.
 */
#define N_ARTICLES 52
#define N_PARAGRAPHS 12
#define EDITOR_COMES 28
#define IS_PUBLISHED 36

static char *
write_paragraph (unsigned article,
                 unsigned paragraph,
                 unsigned version)
{
  /* Words that deflate no better than a language's own. */
  static const char *const syllables[] = {
    "ba", "ter", "lo", "vin", "kru", "me", "shal", "o", "gar", "pi", "den", "fus", "ra", "ly", "ont", "zek",
    "mi", "hu", "stor", "an", "quel", "je", "wib", "tu",
  };
  g_autoptr(GRand) dice = g_rand_new_with_seed (article * 1000 + paragraph * 37);
  g_autoptr(GString) text = g_string_new (NULL);

  for (unsigned i = 0; i < 160; i++)
    g_string_append_printf (text, "%s%s", syllables[g_rand_int_range (dice, 0, G_N_ELEMENTS (syllables))],
                            g_rand_int_range (dice, 0, 5) < 2 ? " " : "");
  g_string_append_printf (text, "said %u.\n\n", version);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static unsigned
version_of (unsigned state,
            unsigned paragraph)
{
  if (state > IS_PUBLISHED + paragraph)
    return 3;
  if (paragraph % 2 == 0 && paragraph < 10 && state >= EDITOR_COMES + paragraph)
    return 2;

  return state >= N_PARAGRAPHS + paragraph ? 1 : 0;
}

static char *
write_state (unsigned article,
             unsigned state)
{
  g_autoptr(GString) body = g_string_new (NULL);

  for (unsigned i = 0; i < MIN (state + 1, N_PARAGRAPHS); i++)
    {
      g_autofree char *paragraph = write_paragraph (article, i, version_of (state, i));

      g_string_append (body, paragraph);
    }

  return g_string_free_and_steal (g_steal_pointer (&body));
}

static gint64
when (unsigned article,
      unsigned state)
{
  gint64 day_us = NOON_US - 365 * DAY_US + (gint64) article * 7 * DAY_US;

  if (state < EDITOR_COMES)
    return day_us + state * 8 * MINUTE_US;
  if (state <= IS_PUBLISHED)
    return day_us + DAY_US + (state - EDITOR_COMES) * 20 * MINUTE_US;

  return day_us + (state - IS_PUBLISHED) * 7 * DAY_US;
}

/* Within the store's transaction, which nobody else could write beside. */
G_GNUC_PRINTF (2, 3)
static void
set_time (Fixture    *fixture,
          const char *sql,
          ...)
{
  g_autofree char *statement = NULL;
  va_list args;

  va_start (args, sql);
  statement = g_strdup_vprintf (sql, args);
  va_end (args);
  g_assert_cmpint (sqlite3_exec (fixture->store->db, statement, NULL, NULL, NULL), ==, SQLITE_OK);
}

static void
live_through (Fixture *fixture,
              unsigned number)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskTransaction) transaction = desk_transaction_begin (fixture->store, &error);
  g_autofree char *title = g_strdup_printf ("Story %u", number);
  g_autofree char *first = write_state (number, 0);
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", title, first);
  unsigned last = IS_PUBLISHED + (number % 4 == 0 ? 2 : number % 2 == 0 ? 1 : 0);

  for (unsigned i = 1; i <= last; i++)
    {
      g_autofree char *body = write_state (number, i);

      set_time (fixture,
                "UPDATE edition SET changed_us = %" G_GINT64_FORMAT " WHERE id = (SELECT max (id) FROM edition)",
                when (number, i - 1));
      g_set_str (&fixture_edition (article)->body, body);
      desk_store_save_edition (fixture->store, article->uuid, fixture_edition (article), &error);
      g_assert_no_error (error);
      if (i != EDITOR_COMES && i < IS_PUBLISHED)
        continue;

      fixture_set_status (fixture, article, i < IS_PUBLISHED ? DESK_STATUS_REVIEW : DESK_STATUS_PUBLISHED, when (number, i));
      set_time (fixture,
                "UPDATE revision SET made_us = %" G_GINT64_FORMAT " WHERE id = (SELECT max (id) FROM revision)",
                when (number, i));
    }
  g_assert_true (desk_transaction_commit (transaction, &error));
}

static void
test_year (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *live = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *thinned = NULL;
  g_autofree char *n_before = NULL;
  g_autofree char *n_after = NULL;
  static const char history[] =
    "SELECT sum (pgsize) FROM dbstat WHERE name IN ('piece', 'piece_by_hash', 'sqlite_autoindex_piece_1', 'revision', 'revision_by_edition',"
    " 'revision_by_stage', 'revision_by_cover', 'sqlite_autoindex_revision_1', 'revision_tag', 'revision_tag_by_tag',"
    " 'revision_credit', 'revision_credit_by_author', 'revision_related', 'revision_field')";
  double ratio_whole, ratio;

  for (unsigned i = 0; i < N_ARTICLES; i++)
    live_through (fixture, i);

  live = fixture_query (fixture, "SELECT sum (length (CAST (title || summary || body AS BLOB))) FROM edition");
  whole = fixture_query (fixture, "%s", history);
  n_before = fixture_query (fixture, "SELECT count (*) FROM revision");
  thin (fixture, NOON_US);
  execute (fixture, "VACUUM");
  thinned = fixture_query (fixture, "%s", history);
  n_after = fixture_query (fixture, "SELECT count (*) FROM revision");

  ratio_whole = g_ascii_strtod (whole, NULL) / g_ascii_strtod (live, NULL);
  ratio = g_ascii_strtod (thinned, NULL) / g_ascii_strtod (live, NULL);
  g_test_message ("a year of %u articles: %s revisions take %.2f of the live text's %s bytes, %s thinned ones %.2f",
                  N_ARTICLES, n_before, ratio_whole, live, n_after, ratio);
  g_assert_cmpfloat (ratio, <, 2);
  g_assert_cmpint (g_ascii_strtoll (n_after, NULL, 10), >=, N_ARTICLES * 11 / 4); /* an afternoon and the releases */
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/history/the-first-write-after-two-minutes-keeps-what-was-there", test_pause);
  fixture_add_test ("/store/history/writing-without-a-pause-keeps-one-in-ten-minutes", test_without_pause);
  fixture_add_test ("/store/history/no-text-is-kept-twice-in-a-row", test_twice);
  fixture_add_test ("/store/history/an-empty-text-is-not-kept", test_nothing);
  fixture_add_test ("/store/history/each-status-and-release-keeps-one", test_status);
  fixture_add_test ("/store/history/restore-gives-the-text-to-the-byte-and-can-be-undone", test_restore);
  fixture_add_test ("/store/history/restoring-what-is-there-adds-nothing", test_restore_often);
  fixture_add_test ("/store/history/restore-leaves-readers-and-the-address-alone", test_restore_readers);
  fixture_add_test ("/store/history/what-is-missing-is-said", test_not_found);
  fixture_add_test ("/store/history/a-damaged-revision-is-not-restored", test_damaged);
  fixture_add_test ("/store/history/a-block-is-kept-once", test_pieces);
  g_test_add_func ("/store/history/a-piece-comes-back-packed-or-not", test_pack);
  g_test_add_func ("/store/history/a-bomb-is-no-piece", test_bomb);
  for (unsigned i = 0; i < G_N_ELEMENTS (thinnings); i++)
    {
      g_autofree char *path = g_strconcat ("/store/history/thinning-keeps/", thinnings[i].what, NULL);

      g_test_add (path, Fixture, &thinnings[i], fixture_set_up, test_thin, fixture_tear_down);
    }
  fixture_add_test ("/store/history/thinning-often-ends-like-thinning-once", test_thin_daily);
  fixture_add_test ("/store/history/what-readers-had-or-wait-for-stays", test_thin_readers);
  fixture_add_test ("/store/history/thinning-can-be-cancelled", test_thin_cancelled);
  fixture_add_test ("/store/history/thinning-ends-with-a-stale-index", test_thin_stale_index);
  fixture_add_test ("/store/history/a-year-takes-less-than-twice-the-live-text", test_year);
  return g_test_run ();
}
