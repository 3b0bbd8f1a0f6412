/* test-repair.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE /* memmem */

#include "config.h"

#include "damage.h"
#include "sample.h"

#include "store/backup/desk-check.h"
#include "store/backup/desk-repair.h"
#include "store/backup/desk-snapshot.h"
#include "store/desk-trash.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_ARTICLES 60
#define PAGE_BYTES 4096
#define NOW_US (JUNE_US + DAY_US / 2)

/* A newsroom's library, its bytes and its texts as they were when all was well. */
typedef struct
{
  Fixture     base;
  char       *file;
  char       *bytes;
  gsize       n_bytes;
  GHashTable *texts;     /* char *, title and body of each edition */
  unsigned    n_articles;
} Damaged;

static const char sql_texts[] = "SELECT language || '-' || hex (title) || '-' || hex (body) FROM edition ORDER BY id";

static void
read_texts (Fixture    *fixture,
            GHashTable *texts)
{
  g_autofree char *rows = fixture_query (fixture, "%s", sql_texts);
  g_auto(GStrv) each = g_strsplit (rows, " ", -1);

  for (unsigned i = 0; each[i] != NULL; i++)
    g_hash_table_add (texts, g_strdup (each[i]));
}

static void
fill (Fixture *fixture)
{
  g_autoptr(DeskTerm) tag = fixture_term (fixture, DESK_TERM_TAG, "Rivers");

  sample_fill (fixture->store);
  for (unsigned i = 0; i < N_ARTICLES; i++)
    {
      g_autofree char *title = g_strdup_printf ("Reading of gauge %u", i);
      g_autoptr(GString) body = g_string_new (NULL);
      g_autoptr(DeskArticle) article = NULL;
      g_autoptr(DeskArticle) read = NULL;

      /* Every seventh is one long paragraph, whose piece is packed. */
      for (unsigned j = 0; j < 1 + i % 40; j++)
        g_string_append_printf (body, "On day %u gauge %u of the invented river stood at %u centimetres, %s.%s",
                                j, i, (i * 37 + j * 91) % 400, j % 2 ? "rising" : "falling", i % 7 ? "\n\n" : " ");
      article = fixture_add_article (fixture, i % 3 ? "en" : "sr", title, body->str);
      desk_article_add_tag (article, tag);
      fixture_save (fixture, article);
      if (i % 2)
        fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US + i);
      if (i % 4 == 0)
        continue;
      read = fixture_read (fixture, article);
      g_string_append (body, "And then it rained.\n");
      g_set_str (&fixture_edition (read)->body, body->str);
      fixture_save (fixture, read);
    }
}

static void
damaged_set_up (Fixture      *fixture,
                gconstpointer data)
{
  Damaged *self = (Damaged *) fixture;
  g_autofree char *count = NULL;

  fixture_set_up (fixture, data);
  self->file = g_build_filename (fixture->library, "library.sqlite3", NULL);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fill (fixture);
  g_clear_object (&fixture->store);
  read_texts (fixture, self->texts);
  count = fixture_query (fixture, "SELECT count (*) FROM article");
  self->n_articles = (unsigned) g_ascii_strtoull (count, NULL, 10);
  g_assert_true (g_file_get_contents (self->file, &self->bytes, &self->n_bytes, NULL));
}

static void
damaged_tear_down (Fixture      *fixture,
                   gconstpointer data)
{
  Damaged *self = (Damaged *) fixture;

  g_hash_table_unref (self->texts);
  g_free (self->bytes);
  g_free (self->file);
  fixture_tear_down (fixture, data);
}

static void
make_snapshot (Damaged *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (self->base.library, &error);

  g_assert_no_error (error);
  g_assert_true (desk_store_make_snapshot (store, JUNE_US, NULL, NULL, NULL, &error));
}

/* Puts a changed library in place, and takes away what earlier rounds kept. */
static void
put (Damaged    *self,
     const char *bytes,
     gsize       n_bytes)
{
  g_autoptr(GDir) dir = g_dir_open (self->base.library, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->base.library, name, NULL);

      g_assert_null (strstr (name, ".copydesk-")); /* nothing half-done is left */
      if (g_str_has_prefix (name, "damaged-") || g_str_has_prefix (name, "library.sqlite3"))
        g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_true (g_file_set_contents (self->file, bytes, (gssize) n_bytes, NULL));
}

/* What a repair came to. */
typedef struct
{
  unsigned n_texts;   /* that are as they were */
  unsigned n_lost;    /* sentences that were said */
  guint64  n_filled;
} Outcome;

/* The library is sound, opens, and what it says of its texts is so. */
static void
assert_sound (Damaged *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (self->base.library, &error);
  g_autoptr(GPtrArray) findings = NULL;
  g_autoptr(GPtrArray) articles = NULL;

  g_assert_no_error (error);
  articles = desk_store_list_articles (store, &DESK_QUERY_ALL, NULL, &error);
  g_assert_no_error (error);
  for (unsigned i = 0; i < articles->len; i++)
    {
      g_autoptr(DeskArticle) read = desk_store_dup_article (store, ((DeskArticle *) articles->pdata[i])->uuid, &error);

      g_assert_no_error (error);
    }
  findings = desk_store_check (store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (unsigned i = 0; i < findings->len; i++)
    {
      const DeskFinding *finding = findings->pdata[i];

      g_test_message ("%s", finding->message);
      g_assert_cmpint (finding->kind, ==, DESK_FINDING_MEDIA_MISSING); /* where a name was damaged */
    }
}

static gboolean
repair (Damaged *self,
        Outcome *outcome)
{
  g_auto(DeskRepairSummary) summary = { 0 };
  g_autoptr(GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer text;
  g_autoptr(GError) error = NULL;

  *outcome = (Outcome) { 0 };
  if (!desk_repair_library (self->base.library, NOW_US, NULL, NULL, NULL, &summary, &error))
    {
      g_assert_true (error->domain == DESK_STORE_ERROR);
      g_test_message ("%s", error->message);
      return FALSE;
    }

  g_assert_nonnull (summary.damaged);
  g_assert_true (g_file_test (summary.damaged, G_FILE_TEST_EXISTS));
  assert_sound (self);
  read_texts (&self->base, texts);
  g_hash_table_iter_init (&iter, texts);
  while (g_hash_table_iter_next (&iter, &text, NULL))
    outcome->n_texts += g_hash_table_contains (self->texts, text);
  outcome->n_lost = summary.lost->len;
  outcome->n_filled = summary.n_from_snapshot;
  /* Whatever is missing was said. */
  if (outcome->n_texts < g_hash_table_size (self->texts))
    g_assert_cmpuint (summary.lost->len, >, 0);
  for (unsigned i = 0; i < summary.lost->len; i++)
    g_assert_true (g_utf8_validate (summary.lost->pdata[i], -1, NULL));

  return TRUE;
}

static void
repair_well (Damaged *self,
             Outcome *outcome)
{
  g_assert_true (repair (self, outcome));
}

static void
test_packed (Fixture      *fixture,
             gconstpointer data)
{
  Damaged *self = (Damaged *) fixture;
  g_autofree char *packed = fixture_query (fixture, "SELECT count (*) FROM piece WHERE typeof (text) = 'blob'");
  Outcome outcome;

  g_assert_cmpint (g_ascii_strtoll (packed, NULL, 10), >, 3);
  fixture_execute (self->file, "UPDATE piece SET text = x'ffff0000ffff' WHERE typeof (text) = 'blob'");
  repair_well (self, &outcome);
  g_assert_cmpuint (outcome.n_texts, ==, g_hash_table_size (self->texts)); /* working texts are not packed */
}

static void
test_sound (Fixture      *fixture,
            gconstpointer data)
{
  Damaged *self = (Damaged *) fixture;
  static const char rows[] =
    "SELECT 'a', uuid, kind, section_id, date_us, cover_id, meta_hash FROM article"
    " UNION ALL SELECT 'e', uuid, title, slug, released_id, scheduled_id, text_hash FROM edition"
    " UNION ALL SELECT 'r', uuid, edition_id, title, text_hash, hex (text_sha256), pieces FROM revision"
    " UNION ALL SELECT 'p', edition_id, id, hash, text, 0, 0 FROM piece"
    " UNION ALL SELECT 'b', edition_id, position, number, kind, hash, n_bytes FROM block"
    " UNION ALL SELECT 't', article_id, position, tag_id, 0, 0, 0 FROM article_tag"
    " UNION ALL SELECT 'c', article_id, position, author_id, role, affiliation, 0 FROM article_credit"
    " UNION ALL SELECT 'n', term_id, language, name, slug, 0, 0 FROM term_name"
    " UNION ALL SELECT 's', key, value, 0, 0, 0, 0 FROM setting"
    " UNION ALL SELECT 'm', uuid, sha256, name, n_bytes, 0, 0 FROM media"
    " UNION ALL SELECT 'd', language, section_slug, slug, edition_id, is_live, 0 FROM address"
    " UNION ALL SELECT 'f', article_id, key, value, 0, 0, 0 FROM article_field"
    " UNION ALL SELECT 'l', edition_id, article_id, language, status, is_ahead, sort_us FROM listing"
    " UNION ALL SELECT 'w', language, word, edition_id, weight, 0, 0 FROM keyword"
    " UNION ALL SELECT 'i', term_id, sort_us, article_id, 0, 0, 0 FROM filed"
    " UNION ALL SELECT 'u', sha256, edition_id, revision_id, 0, 0, 0 FROM media_use"
    " UNION ALL SELECT 'o', uuid, name, url, 0, 0, 0 FROM target"
    " UNION ALL SELECT 'x', uuid, text, edition_id, 0, 0, 0 FROM note"
    " ORDER BY 1, 2, 3, 4, 5, 6, 7";
  g_autofree char *before = fixture_query (fixture, "%s", rows);
  g_autofree char *after = NULL;
  Outcome outcome;

  repair_well (self, &outcome);
  g_assert_cmpuint (outcome.n_lost, ==, 0);
  g_assert_cmpuint (outcome.n_texts, ==, g_hash_table_size (self->texts));
  after = fixture_query (fixture, "%s", rows);
  g_assert_cmpstr (before, ==, after);
}

/* The library's bytes anew, and its texts. */
static void
read_again (Damaged *self)
{
  g_clear_object (&self->base.store);
  g_hash_table_remove_all (self->texts);
  read_texts (&self->base, self->texts);
  g_free (self->bytes);
  g_assert_true (g_file_get_contents (self->file, &self->bytes, &self->n_bytes, NULL));
}

static void
open_store (Damaged *self)
{
  g_autoptr(GError) error = NULL;

  self->base.store = desk_store_open (self->base.library, &error);
  g_assert_no_error (error);
}

/* A text longer than a page is a chain of them. A page of it that is lost is made
 * good from the pieces of a revision that has the same text. */
static void
test_chain (Fixture      *fixture,
            gconstpointer data)
{
  Damaged *self = (Damaged *) fixture;
  g_autoptr(GString) body = g_string_new (NULL);
  g_autoptr(DeskArticle) article = NULL;
  Outcome outcome;
  char *middle;

  for (unsigned i = 0; i < 600; i++)
    g_string_append_printf (body, "The %uth ferry of the year left at noon.\n\n", i);
  open_store (self);
  article = fixture_add_article (fixture, "en", "All ferries", body->str);
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  read_again (self);
  repair_well (self, &outcome);
  g_assert_cmpuint (outcome.n_lost, ==, 0);
  g_assert_cmpuint (outcome.n_texts, ==, g_hash_table_size (self->texts));

  /* Two paragraphs in a row stand in the body alone. */
  middle = memmem (self->bytes, self->n_bytes, "The 300th ferry of the year left at noon.\n\nThe 301st", 50);
  g_assert_nonnull (middle);
  memset (self->bytes + (middle - self->bytes) / PAGE_BYTES * PAGE_BYTES, 0, PAGE_BYTES);
  put (self, self->bytes, self->n_bytes);
  repair_well (self, &outcome);
  g_assert_cmpuint (outcome.n_texts, ==, g_hash_table_size (self->texts));
}

/* Pages that are free have what was removed for good: it stays so. */
static void
test_free_pages (Fixture      *fixture,
                 gconstpointer data)
{
  Damaged *self = (Damaged *) fixture;
  g_autoptr(GPtrArray) articles = NULL;
  g_autofree char *n_free = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  unsigned n_purged;
  Outcome outcome;

  open_store (self);
  articles = desk_store_list_articles (fixture->store, &DESK_QUERY_ALL, NULL, NULL);
  for (unsigned i = 10; i < articles->len; i++)
    g_assert_true (desk_store_delete_article (fixture->store, ((DeskArticle *) articles->pdata[i])->uuid, NULL));
  g_assert_true (desk_store_purge_trash (fixture->store, G_MAXINT64, NULL, NULL, NULL, &n_purged, NULL));
  g_assert_cmpuint (n_purged, >=, articles->len - 10);
  read_again (self);
  n_free = fixture_query (fixture, "PRAGMA freelist_count");
  g_assert_cmpint (g_ascii_strtoll (n_free, NULL, 10), >, 10);

  before = fixture_query (fixture, "SELECT (SELECT count (*) FROM article), (SELECT count (*) FROM revision), count (*) FROM piece");
  repair_well (self, &outcome);
  g_assert_cmpuint (outcome.n_lost, ==, 0);
  after = fixture_query (fixture, "SELECT (SELECT count (*) FROM article), (SELECT count (*) FROM revision), count (*) FROM piece");
  g_assert_cmpstr (after, ==, before);
}

/* What another program is writing would be lost: it has to end first. */
static void
test_busy (Fixture      *fixture,
           gconstpointer data)
{
  Damaged *self = (Damaged *) fixture;
  g_auto(DeskRepairSummary) summary = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  sqlite3 *other = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (sqlite3_open (self->file, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  before = damage_names_in (fixture->library);
  g_assert_false (desk_repair_library (fixture->library, NOW_US, NULL, NULL, NULL, &summary, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_BUSY);
  after = damage_names_in (fixture->library);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (sqlite3_close (other), ==, SQLITE_OK);
}

/* One page after the other is zeroed, or filled with something else. */
static void
try_pages (Damaged *self,
           int      value)
{
  unsigned n_pages = (unsigned) (self->n_bytes / PAGE_BYTES);
  unsigned n_texts = g_hash_table_size (self->texts);
  unsigned n_tried = 0, n_refused = 0, n_whole = 0, n_texts_lost = 0, worst = 0;
  unsigned step = g_test_slow () ? 1 : 1 + n_pages / 24;

  for (unsigned page = 0; page < n_pages; page += step, n_tried++)
    {
      g_autofree char *bytes = g_memdup2 (self->bytes, self->n_bytes);
      Outcome outcome;

      memset (bytes + page * PAGE_BYTES, value, PAGE_BYTES);
      put (self, bytes, self->n_bytes);
      if (!repair (self, &outcome))
        {
          n_refused++;
          continue;
        }
      n_whole += outcome.n_lost == 0;
      n_texts_lost += n_texts - outcome.n_texts;
      worst = MAX (worst, n_texts - outcome.n_texts);
    }

  g_test_message ("%u pages of %u, each damaged alone: %u refused, %u without a loss, %u of %u texts lost in all, %u at worst",
                  n_tried, n_pages, n_refused, n_whole, n_texts_lost, n_texts, worst);
  g_assert_cmpuint (n_refused, ==, 0);
}

static void
test_zeroed (Fixture      *fixture,
             gconstpointer data)
{
  try_pages ((Damaged *) fixture, 0);
}

static void
test_zeroed_with_snapshot (Fixture      *fixture,
                           gconstpointer data)
{
  Damaged *self = (Damaged *) fixture;
  unsigned n_pages = (unsigned) (self->n_bytes / PAGE_BYTES);
  unsigned step = g_test_slow () ? 1 : 1 + n_pages / 24;

  make_snapshot (self);
  for (unsigned page = 0; page < n_pages; page += step)
    {
      g_autofree char *bytes = g_memdup2 (self->bytes, self->n_bytes);
      Outcome outcome;

      memset (bytes + page * PAGE_BYTES, 0, PAGE_BYTES);
      put (self, bytes, self->n_bytes);
      g_test_message ("page %u", page + 1);
      repair_well (self, &outcome);
      g_assert_cmpuint (outcome.n_texts, ==, g_hash_table_size (self->texts));
    }
}

static void
test_garbage (Fixture      *fixture,
              gconstpointer data)
{
  try_pages ((Damaged *) fixture, 0xa5);
}

static void
test_flips (Fixture      *fixture,
            gconstpointer data)
{
  Damaged *self = (Damaged *) fixture;
  g_autoptr(GRand) rand = g_rand_new_with_seed (20260601);
  unsigned n_tried = g_test_slow () ? 600 : 30;
  unsigned n_texts = g_hash_table_size (self->texts), n_refused = 0, n_texts_lost = 0, n_whole = 0;

  for (unsigned i = 0; i < n_tried; i++)
    {
      g_autofree char *bytes = g_memdup2 (self->bytes, self->n_bytes);
      unsigned n_flips = 1U << (i % 6);
      Outcome outcome;

      for (unsigned j = 0; j < n_flips; j++)
        bytes[g_rand_int_range (rand, 0, (gint32) self->n_bytes)] ^= (char) (1 << g_rand_int_range (rand, 0, 8));
      put (self, bytes, self->n_bytes);
      if (!repair (self, &outcome))
        {
          n_refused++;
          continue;
        }
      n_whole += outcome.n_lost == 0;
      n_texts_lost += n_texts - outcome.n_texts;
    }
  g_test_message ("%u files with 1 to 32 bits flipped: %u refused, %u without a loss, %u texts lost or changed of %u",
                  n_tried, n_refused, n_whole, n_texts_lost, n_tried * n_texts);
  g_assert_cmpuint (n_refused, ==, 0);
  g_assert_cmpuint (n_texts_lost, <, n_tried * n_texts / 20);
}

/* Bits flip where the format is, not in texts: in the heads of pages. */
static void
test_heads (Fixture      *fixture,
            gconstpointer data)
{
  Damaged *self = (Damaged *) fixture;
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  unsigned n_tried = g_test_slow () ? 400 : 20;

  for (unsigned i = 0; i < n_tried; i++)
    {
      g_autofree char *bytes = g_memdup2 (self->bytes, self->n_bytes);
      Outcome outcome;

      for (unsigned j = 0; j < 8; j++)
        {
          gsize page = (gsize) g_rand_int_range (rand, 0, (gint32) (self->n_bytes / PAGE_BYTES));

          bytes[page * PAGE_BYTES + (gsize) g_rand_int_range (rand, 0, 40)] = (char) g_rand_int_range (rand, 0, 256);
        }
      put (self, bytes, self->n_bytes);
      (void) repair (self, &outcome); /* page 1 may say that it is a newer library */
    }
}

static void
test_truncated (Fixture      *fixture,
                gconstpointer data)
{
  Damaged *self = (Damaged *) fixture;
  gsize step = g_test_slow () ? 9001 : self->n_bytes / 12;

  for (gsize n_bytes = self->n_bytes; n_bytes > step; n_bytes -= step)
    {
      Outcome outcome;

      put (self, self->bytes, n_bytes);
      repair_well (self, &outcome);
    }
}

static void
test_nothing_left (Fixture      *fixture,
                   gconstpointer data)
{
  Damaged *self = (Damaged *) fixture;
  g_autofree char *bytes = g_malloc0 (self->n_bytes);
  g_auto(DeskRepairSummary) summary = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;
  Outcome outcome;

  put (self, bytes, self->n_bytes);
  before = fixture_digest (fixture->folder);
  g_assert_false (desk_repair_library (fixture->library, NOW_US, NULL, NULL, NULL, &summary, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FOREIGN);
  after = fixture_digest (fixture->folder);
  g_assert_cmpstr (before, ==, after);

  put (self, self->bytes, self->n_bytes);
  make_snapshot (self);
  put (self, bytes, self->n_bytes);
  repair_well (self, &outcome);
  g_assert_cmpuint (outcome.n_texts, ==, g_hash_table_size (self->texts));
  g_assert_cmpuint (outcome.n_filled, >, 0);
}

/* What a person deleted since the snapshot does not come back. */
static void
test_snapshot_is_older (Fixture      *fixture,
                        gconstpointer data)
{
  Damaged *self = (Damaged *) fixture;
  g_autofree char *bytes = NULL;
  g_autofree char *count = NULL;
  Outcome outcome;
  gsize n_bytes;

  make_snapshot (self);
  fixture_execute (self->file, "PRAGMA foreign_keys = ON; DELETE FROM article WHERE id <= 5");
  g_hash_table_remove_all (self->texts);
  read_texts (fixture, self->texts);
  g_assert_true (g_file_get_contents (self->file, &bytes, &n_bytes, NULL));
  put (self, bytes, n_bytes);
  damage_spoil (self->file, "gauge 30 of", "gauge 3o of");
  repair_well (self, &outcome);
  count = fixture_query (fixture, "SELECT count (*) FROM article WHERE id <= 5");
  g_assert_cmpstr (count, ==, "0");
  g_assert_cmpuint (outcome.n_lost, ==, 0); /* the snapshot has that very text */
}

static void
test_log (Fixture      *fixture,
          gconstpointer data)
{
  Damaged *self = (Damaged *) fixture;
  g_autofree char *log = g_strconcat (self->file, "-wal", NULL);
  g_autofree char *copy = NULL;
  g_autofree char *body = NULL;
  g_autoptr(DeskArticle) article = NULL;
  g_autoptr(GError) error = NULL;
  Outcome outcome;
  gsize n_bytes;

  /* A program that was killed left its last changes in the log. */
  fixture->store = desk_store_open (fixture->library, &error);
  g_assert_no_error (error);
  article = fixture_add_article (fixture, "en", "In the log", "Only the log has this.\n");
  g_assert_true (g_file_get_contents (log, &copy, &n_bytes, NULL));
  g_clear_object (&fixture->store);
  put (self, self->bytes, self->n_bytes);
  g_assert_true (g_file_set_contents (log, copy, (gssize) n_bytes, NULL));

  repair_well (self, &outcome);
  body = fixture_query (fixture, "SELECT body FROM edition WHERE title = 'In the log'");
  g_assert_cmpstr (body, ==, "Only the log has this.\n");
}

static void
test_newer (Fixture      *fixture,
            gconstpointer data)
{
  Damaged *self = (Damaged *) fixture;
  g_auto(DeskRepairSummary) summary = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;

  fixture_execute (self->file, "PRAGMA user_version = 99");
  before = fixture_digest (fixture->folder);
  g_assert_false (desk_repair_library (fixture->library, NOW_US, NULL, NULL, NULL, &summary, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NEWER);
  after = fixture_digest (fixture->folder);
  g_assert_cmpstr (before, ==, after);
}

static void
test_foreign (Fixture      *fixture,
              gconstpointer data)
{
  Damaged *self = (Damaged *) fixture;
  g_auto(DeskRepairSummary) summary = { 0 };
  g_autoptr(GError) error = NULL;

  put (self, "", 0);
  g_assert_false (desk_repair_library (fixture->library, NOW_US, NULL, NULL, NULL, &summary, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FOREIGN);
  g_clear_error (&error);
  put (self, "a text", 6);
  g_assert_false (desk_repair_library (fixture->library, NOW_US, NULL, NULL, NULL, &summary, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FOREIGN);
  g_clear_error (&error);
  g_assert_cmpint (g_unlink (self->file), ==, 0);
  g_assert_false (desk_repair_library (fixture->library, NOW_US, NULL, NULL, NULL, &summary, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);
}

static void
test_cancel (Fixture      *fixture,
             gconstpointer data)
{
  Damaged *self = (Damaged *) fixture;
  g_autofree char *before = NULL;
  unsigned n_cancelled = 0;

  make_snapshot (self);
  put (self, self->bytes, self->n_bytes);
  before = fixture_digest (fixture->folder);
  for (unsigned i = 1;; i += 1 + i / 8, n_cancelled++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      Impatience impatience = { cancellable, 0, i };
      g_auto(DeskRepairSummary) summary = { 0 };
      g_autofree char *after = NULL;
      g_autoptr(GError) error = NULL;

      if (desk_repair_library (fixture->library, NOW_US, impatience_cb, &impatience, cancellable, &summary, &error))
        break;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      after = fixture_digest (fixture->folder);
      g_assert_cmpstr (before, ==, after);
    }
  g_assert_cmpuint (n_cancelled, >, 20);
}

/* A library that no newer Copydesk has opened yet. */
static void
test_older (Fixture      *fixture,
            gconstpointer data)
{
  Damaged *self = (Damaged *) fixture;
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "data", "schema-1.sql", NULL);
  g_autofree char *sql = NULL;
  g_autofree char *bytes = NULL;
  gsize n_bytes, step;
  Outcome outcome;

  g_assert_true (g_file_get_contents (source, &sql, NULL, NULL));
  g_assert_cmpint (g_unlink (self->file), ==, 0);
  fixture_execute (self->file, sql);
  g_assert_true (g_file_get_contents (self->file, &bytes, &n_bytes, NULL));
  g_hash_table_remove_all (self->texts);
  read_texts (fixture, self->texts);

  repair_well (self, &outcome);
  g_assert_cmpuint (outcome.n_lost, ==, 0);
  g_assert_cmpuint (outcome.n_texts, ==, g_hash_table_size (self->texts));

  step = g_test_slow () ? 1 : 6;
  for (gsize page = 0; page < n_bytes / PAGE_BYTES; page += step)
    {
      g_autofree char *damaged = g_memdup2 (bytes, n_bytes);

      memset (damaged + page * PAGE_BYTES, 0, PAGE_BYTES);
      put (self, damaged, n_bytes);
      (void) repair (self, &outcome); /* without its head nothing says that it is of schema 1 */
    }
}

#define damaged_add_test(path, func) \
        g_test_add (path, Damaged, NULL, (void *) damaged_set_up, (void *) func, (void *) damaged_tear_down)

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "Europe/Belgrade", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  damaged_add_test ("/store/repair/a-sound-library-comes-out-the-same", test_sound);
  damaged_add_test ("/store/repair/a-long-text-is-put-together", test_chain);
  damaged_add_test ("/store/repair/what-was-removed-stays-removed", test_free_pages);
  damaged_add_test ("/store/repair/waits-for-no-writer-for-ever", test_busy);
  damaged_add_test ("/store/repair/packed-pieces", test_packed);
  damaged_add_test ("/store/repair/zeroed-pages", test_zeroed);
  damaged_add_test ("/store/repair/zeroed-pages-with-a-snapshot-lose-no-text", test_zeroed_with_snapshot);
  damaged_add_test ("/store/repair/pages-of-something-else", test_garbage);
  damaged_add_test ("/store/repair/flipped-bits", test_flips);
  damaged_add_test ("/store/repair/damaged-heads-of-pages", test_heads);
  damaged_add_test ("/store/repair/truncated-files", test_truncated);
  damaged_add_test ("/store/repair/where-nothing-is-left-the-snapshot-is", test_nothing_left);
  damaged_add_test ("/store/repair/what-was-deleted-stays-deleted", test_snapshot_is_older);
  damaged_add_test ("/store/repair/the-log-is-read", test_log);
  damaged_add_test ("/store/repair/an-older-library-is-repaired-too", test_older);
  damaged_add_test ("/store/repair/a-newer-library-is-left-alone", test_newer);
  damaged_add_test ("/store/repair/what-is-no-library-is-refused", test_foreign);
  damaged_add_test ("/store/repair/cancelled-at-any-step-changes-nothing", test_cancel);
  return g_test_run ();
}
