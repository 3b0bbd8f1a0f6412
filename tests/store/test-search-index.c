/* test-search-index.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"

#include "store/desk-batch.h"
#include "store/search/desk-search.h"
#include "text/desk-script.h"
#include "text/desk-stemmer.h"

#include <glib/gstdio.h>
#include <string.h>

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

static char *
titles_found (DeskStore  *store,
              const char *query)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) hits = desk_store_search (store, query, NULL, NULL, &error);
  g_autoptr(GString) titles = g_string_new (NULL);

  g_assert_no_error (error);
  for (unsigned i = 0; i < hits->len; i++)
    {
      const DeskHit *hit = hits->pdata[i];

      g_string_append_printf (titles, "%s%s", i > 0 ? ", " : "", hit->title);
    }

  return g_string_free_and_steal (g_steal_pointer (&titles));
}

static void
assert_finds (DeskStore  *store,
              const char *query,
              const char *expected)
{
  g_autofree char *titles = titles_found (store, query);

  g_assert_cmpstr (titles, ==, expected);
}

static char *
index_file (Fixture *fixture)
{
  return g_build_filename (fixture->library, "search.sqlite3", NULL);
}

static void
add (Fixture    *fixture,
     const char *title,
     const char *body)
{
  desk_article_free (fixture_add_article (fixture, "en", title, body));
}

static void
reopen (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  g_clear_object (&fixture->store);
  fixture->store = desk_store_open (fixture->library, &error);
  g_assert_no_error (error);
}

/* A number from the file of the index; -1 when there is none. */
static gint64
index_number (Fixture    *fixture,
              const char *sql)
{
  g_autofree char *file = index_file (fixture);
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  gint64 number = -1;

  if (sqlite3_open_v2 (file, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
      sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) == SQLITE_OK &&
      sqlite3_step (stmt) == SQLITE_ROW)
    number = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);

  return number;
}

/* How many changes the index holds; -1 without an index. */
static gint64
held_changes (Fixture *fixture)
{
  return index_number (fixture, "SELECT seq FROM held");
}

static void
assert_mended (Fixture *fixture)
{
  reopen (fixture);
  assert_finds (fixture->store, "water", "Ferry");
  update_index (fixture->store);
  assert_finds (fixture->store, "water", "Ferry");
  assert_finds (fixture->store, "\"the water\"", "Ferry");
  g_assert_cmpint (held_changes (fixture), >, 0);
}

static void
test_missing (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *file = index_file (fixture);

  add (fixture, "Ferry", "It crosses the water.");
  update_index (fixture->store);
  g_clear_object (&fixture->store);
  g_assert_cmpint (g_unlink (file), ==, 0);
  assert_mended (fixture);
}

static void
test_no_database (Fixture      *fixture,
                  gconstpointer data)
{
  g_autofree char *file = index_file (fixture);
  g_autofree char *junk = g_strnfill (20000, 'x');

  add (fixture, "Ferry", "It crosses the water.");
  update_index (fixture->store);
  g_clear_object (&fixture->store);
  g_assert_true (g_file_set_contents (file, junk, -1, NULL));
  assert_mended (fixture);

  g_clear_object (&fixture->store);
  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  assert_mended (fixture);
}

static void
test_other_layout (Fixture      *fixture,
                   gconstpointer data)
{
  static const char * const changes[] = {
    "PRAGMA user_version = 0",
    "PRAGMA user_version = 99",
    "UPDATE held SET library = 'another'",
    "DROP TABLE held",
    "DELETE FROM held",
    "DROP TABLE document",
    "DELETE FROM words_config",
    "DELETE FROM places_data WHERE id = 10",
    "UPDATE words_data SET block = zeroblob (40) WHERE id > 10",
    "UPDATE places_data SET block = randomblob (length (block)) WHERE id > 10",
    "DROP TABLE words_data",
    "DROP TABLE places_idx",
  };
  g_autofree char *file = index_file (fixture);

  add (fixture, "Ferry", "It crosses the water.");
  for (unsigned i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_test_message ("%s", changes[i]);
      update_index (fixture->store);
      g_clear_object (&fixture->store);
      fixture_execute (file, changes[i]);
      assert_mended (fixture);
    }
}

/* Bytes are turned all over the file: it may be found out, or do no harm, but
 * no search fails, and an index that is made anew is whole. */
static void
test_turned_bytes (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *file = index_file (fixture);

  add (fixture, "Ferry", "It crosses the water.");
  for (unsigned i = 0; i < 20; i++)
    {
      g_autofree char *bytes = NULL;
      gsize n_bytes;

      update_index (fixture->store);
      g_clear_object (&fixture->store);
      g_assert_true (g_file_get_contents (file, &bytes, &n_bytes, NULL));
      for (unsigned j = 0; j < 50; j++)
        bytes[g_test_rand_int_range (0, (gint32) n_bytes)] ^= (char) (1 << g_test_rand_int_range (0, 8));
      g_assert_true (g_file_set_contents (file, bytes, (gssize) n_bytes, NULL));

      reopen (fixture);
      g_free (titles_found (fixture->store, "water"));
      g_free (titles_found (fixture->store, "\"the water\" cross"));
      add (fixture, "Other", "Nothing.");
      update_index (fixture->store);
      g_free (titles_found (fixture->store, "water "));

      g_clear_object (&fixture->store);
      g_assert_cmpint (g_unlink (file), ==, 0);
      assert_mended (fixture);
    }
}

static void
test_no_place (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *file = index_file (fixture);
  gboolean is_done = FALSE;

  add (fixture, "Ferry", "It crosses the water.");
  g_assert_cmpint (g_mkdir (file, 0777), ==, 0);
  assert_finds (fixture->store, "wat", "Ferry");
  g_assert_true (desk_store_update_search (fixture->store, 10, &is_done, NULL, NULL));
  g_assert_true (is_done);
  assert_finds (fixture->store, "\"the water\"", "Ferry");
  g_assert_cmpint (g_rmdir (file), ==, 0);
  update_index (fixture->store);
  assert_finds (fixture->store, "wat", "Ferry");
}

static void
test_slices (Fixture      *fixture,
             gconstpointer data)
{
  gboolean is_done = FALSE;
  unsigned n_slices = 0;

  for (unsigned i = 0; i < 40; i++)
    add (fixture, "Ferry", "It crosses the water.");
  while (!is_done)
    {
      g_autofree char *titles = NULL;

      g_assert_true (desk_store_update_search (fixture->store, 2, &is_done, NULL, NULL));
      n_slices++;
      titles = titles_found (fixture->store, "water");
      g_assert_cmpuint (strlen (titles), ==, 40 * strlen ("Ferry, ") - 2);
    }
  g_assert_cmpuint (n_slices, >, 2);
}

/* Segments of one table, by the part of their pages' numbers that names one
 * (FTS5's source, "%_data table"). */
#define SEGMENTS(table) "SELECT count (DISTINCT id >> 37) FROM " table "_data WHERE id > 10"

static void
test_one_segment (Fixture      *fixture,
                  gconstpointer data)
{
  gint64 n_words, n_places;
  gboolean is_done = FALSE;

  for (unsigned i = 0; i < 6; i++)
    {
      add (fixture, "Ferry", "It crosses the water.");
      update_index (fixture->store);
    }
  n_words = index_number (fixture, SEGMENTS ("words"));
  n_places = index_number (fixture, SEGMENTS ("places"));
  g_assert_cmpint (n_words, >, 1);
  g_assert_cmpint (n_places, >, 1);
  g_assert_cmpint (index_number (fixture, "SELECT n_since FROM held"), ==, 6);

  g_assert_cmpint (index_number (fixture, "UPDATE held SET n_since = 999 RETURNING n_since"), ==, 999);
  update_index (fixture->store);
  g_assert_cmpint (index_number (fixture, SEGMENTS ("words")), ==, n_words);
  g_assert_cmpint (index_number (fixture, "UPDATE held SET n_since = 1000 RETURNING n_since"), ==, 1000);
  while (!is_done)
    {
      g_autofree char *titles = NULL;

      g_assert_true (desk_store_update_search (fixture->store, 1, &is_done, NULL, NULL));
      titles = titles_found (fixture->store, "crosses water");
      g_assert_cmpstr (titles, ==, "Ferry, Ferry, Ferry, Ferry, Ferry, Ferry");
    }
  g_assert_cmpint (index_number (fixture, SEGMENTS ("words")), ==, 1);
  g_assert_cmpint (index_number (fixture, SEGMENTS ("places")), ==, 1);
  g_assert_cmpint (index_number (fixture, "SELECT n_since FROM held"), ==, 0);
  g_assert_cmpint (index_number (fixture, "SELECT n_whole FROM held"), ==, 6);
  assert_finds (fixture->store, "\"the water\"", "Ferry, Ferry, Ferry, Ferry, Ferry, Ferry");
}

static void
test_cancelled (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  gboolean is_done;

  add (fixture, "Ferry", "It crosses the water.");
  update_index (fixture->store);
  g_cancellable_cancel (cancellable);
  g_assert_null (desk_store_search (fixture->store, "water", NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (desk_store_update_search (fixture->store, 10, &is_done, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_finds (fixture->store, "water", "Ferry");
}

/* Two stores take turns: each sees at once what the other one has written, and
 * neither does the other's work again. */
static void
test_two_stores (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(DeskStore) other = desk_store_open (fixture->library, NULL);
  gint64 n_held;

  add (fixture, "Ferry", "It crosses the water.");
  update_index (other);
  n_held = held_changes (fixture);
  assert_finds (fixture->store, "water", "Ferry");
  update_index (fixture->store);
  g_assert_cmpint (held_changes (fixture), ==, n_held);

  add (fixture, "Boat", "On the water.");
  assert_finds (other, "wat", "Boat, Ferry");
  update_index (fixture->store);
  assert_finds (other, "wat", "Boat, Ferry");
}

typedef struct
{
  const char *library;
  unsigned    n_articles;
} Writer;

static gpointer
write_and_update (gpointer data)
{
  const Writer *writer = data;
  g_autoptr(DeskStore) store = desk_store_open (writer->library, NULL);

  for (unsigned i = 0; i < writer->n_articles; i++)
    {
      g_autoptr(DeskArticle) article = desk_article_new (NULL);
      DeskEdition *edition = desk_edition_new ("en");
      g_autoptr(GError) error = NULL;
      gboolean is_done;

      g_ptr_array_add (article->editions, edition);
      g_set_str (&edition->title, "Ferry");
      g_set_str (&edition->body, "It crosses the water.");
      g_assert_true (desk_store_add_article (store, article, NULL));
      if (!desk_store_update_search (store, 5, &is_done, NULL, &error))
        g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_BUSY);
    }

  return NULL;
}

static void
test_two_at_once (Fixture      *fixture,
                  gconstpointer data)
{
  Writer writer = { .library = fixture->library, .n_articles = 60 };
  GThread *threads[3];
  g_autofree char *titles = NULL;

  for (unsigned i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("writer", write_and_update, &writer);
  for (unsigned i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  update_index (fixture->store);
  titles = titles_found (fixture->store, "water ");
  g_assert_cmpuint (strlen (titles), ==, 180 * strlen ("Ferry, ") - 2);
}

static void
test_batch (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) other = desk_store_open (fixture->library, NULL);
  g_autoptr(DeskBatch) batch = desk_batch_begin (fixture->store, &error);

  g_assert_no_error (error);
  add (fixture, "Ferry", "It crosses the water.");
  g_assert_true (desk_batch_step (batch, NULL));
  assert_finds (other, "water", "");
  g_assert_true (desk_batch_finish (batch, NULL));
  assert_finds (other, "water", "Ferry");
  update_index (other);
  assert_finds (other, "water", "Ferry");
}

/* An index that was written while a bulk write went on shows it only later. */
static void
test_indexed_batch (Fixture      *fixture,
                    gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);

  add (fixture, "Ferry", "It crosses the water.");
  update_index (fixture->store);
  fixture_execute (file, "INSERT INTO batch (id, started_us) VALUES (7, 1); UPDATE listing SET batch_id = 7");
  assert_finds (fixture->store, "water", "");
  fixture_execute (file, "DELETE FROM batch");
  assert_finds (fixture->store, "water", "Ferry");
}

/* What the oracle says of an edition: no index, no plan, no token, but words in
 * a row, each with its folded form and its stem. */
typedef struct
{
  const char *title;
  const char *body;
} Document;

static const char * const vocabulary[] = {
  "vest", "vesti", "election", "elections", "elected", "reka", "reke", "рекама", "Đak", "ђаци", "a", "an", "ana", "most",
  "mostovi", "the", "bridge", "Bridges",
};

static char *
random_words (unsigned max_words)
{
  GString *words = g_string_new (NULL);
  unsigned n_words = (unsigned) g_test_rand_int_range (1, (gint32) max_words + 1);

  for (unsigned i = 0; i < n_words; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? " " : "",
                            vocabulary[g_test_rand_int_range (0, G_N_ELEMENTS (vocabulary))]);

  return g_string_free_and_steal (words);
}

static DeskStemmer *english, *serbian;

static char *
stem_with (DeskStemmer *stemmer,
           const char  *word)
{
  DeskWords words;
  const char *stem;

  desk_words_init (&words, word, -1, FALSE);
  g_assert_true (desk_words_next (&words));
  stem = desk_stemmer_stem (stemmer, &words);

  return g_strdup (stem != NULL ? stem : words.folded);
}

/* Whether the English word @word is found by the word @wanted. */
static gboolean
is_form_of (const char *word,
            const char *wanted,
            gboolean    is_prefix)
{
  g_autofree char *folded = desk_script_fold (word);
  g_autofree char *folded_wanted = desk_script_fold (wanted);
  g_autofree char *stem = stem_with (english, word);
  g_autofree char *english_stem = stem_with (english, wanted);
  g_autofree char *serbian_stem = stem_with (serbian, wanted);

  return g_str_equal (folded, folded_wanted) || (is_prefix && g_str_has_prefix (folded, folded_wanted)) ||
         g_str_equal (folded, english_stem) || g_str_equal (folded, serbian_stem) ||
         g_str_equal (stem, english_stem);
}

static gboolean
has_word (const char *text,
          const char *wanted,
          gboolean    is_prefix)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);

  for (unsigned i = 0; words[i] != NULL; i++)
    {
      if (is_form_of (words[i], wanted, is_prefix))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_row (const char *text,
         const char *wanted)
{
  g_autofree char *folded = desk_script_fold (text);
  g_autofree char *folded_wanted = desk_script_fold (wanted);
  g_autofree char *in_spaces = g_strdup_printf (" %s ", folded);
  g_autofree char *wanted_in_spaces = g_strdup_printf (" %s ", folded_wanted);

  return strstr (in_spaces, wanted_in_spaces) != NULL;
}

/* A query of at most three parts, and what it says of a document. */
typedef struct
{
  char    *words[3];
  gboolean is_phrase[3];
  gboolean is_without[3];
  unsigned n_parts;
  gboolean is_open; /* the last word is a beginning */
} Query;

static void
query_clear (Query *query)
{
  for (unsigned i = 0; i < query->n_parts; i++)
    g_free (query->words[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

static char *
make_query (Query * query)
{
  GString *text = g_string_new (NULL);

  query->n_parts = (unsigned) g_test_rand_int_range (1, 4);
  query->is_open = g_test_rand_bit ();
  for (unsigned i = 0; i < query->n_parts; i++)
    {
      query->is_phrase[i] = g_test_rand_int_range (0, 4) == 0;
      query->is_without[i] = g_test_rand_int_range (0, 4) == 0;
      query->words[i] = random_words (query->is_phrase[i] ? 3 : 1);
      g_string_append_printf (text, "%s%s%s%s%s", i > 0 ? " " : "", query->is_without[i] ? "-" : "",
                              query->is_phrase[i] ? "\"" : "", query->words[i], query->is_phrase[i] ? "\"" : "");
    }
  if (!query->is_open)
    g_string_append_c (text, ' ');

  return g_string_free_and_steal (text);
}

static gboolean
is_match (const Query    *query,
          const Document *document)
{
  for (unsigned i = 0; i < query->n_parts; i++)
    {
      gboolean is_prefix = query->is_open && i == query->n_parts - 1 && !query->is_without[i];
      gboolean is_there;

      if (query->is_phrase[i])
        is_there = has_row (document->title, query->words[i]) || has_row (document->body, query->words[i]);
      else
        is_there = has_word (document->title, query->words[i], is_prefix) ||
                   has_word (document->body, query->words[i], is_prefix);
      if (is_there == query->is_without[i])
        return FALSE;
    }

  return TRUE;
}

#define N_DOCUMENTS 40

static char *
ask_oracle (const Query    *query,
            const Document *documents)
{
  g_autoptr(GPtrArray) titles = g_ptr_array_new ();

  for (unsigned i = 0; i < N_DOCUMENTS; i++)
    {
      if (is_match (query, &documents[i]))
        g_ptr_array_add (titles, (gpointer) documents[i].title);
    }
  g_ptr_array_sort_values (titles, (GCompareFunc) strcmp);
  g_ptr_array_add (titles, NULL);

  return g_strjoinv (", ", (char **) titles->pdata);
}

static char *
ask_store (DeskStore  *store,
           const char *query)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) hits = desk_store_search (store, query, NULL, NULL, &error);
  g_autoptr(GPtrArray) titles = g_ptr_array_new ();

  g_assert_no_error (error);
  for (unsigned i = 0; i < hits->len; i++)
    g_ptr_array_add (titles, ((DeskHit *) hits->pdata[i])->title);
  g_ptr_array_sort_values (titles, (GCompareFunc) strcmp);
  g_ptr_array_add (titles, NULL);

  return g_strjoinv (", ", (char **) titles->pdata);
}

static void
test_oracle (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  Document documents[N_DOCUMENTS];

  english = desk_stemmer_new ((unsigned) desk_stemmer_kind_of ("en"));
  serbian = desk_stemmer_new ((unsigned) desk_stemmer_kind_of ("sr"));
  for (unsigned i = 0; i < N_DOCUMENTS; i++)
    {
      documents[i] = (Document) { random_words (4), random_words (12) };
      g_ptr_array_add (strings, (gpointer) documents[i].title);
      g_ptr_array_add (strings, (gpointer) documents[i].body);
      add (fixture, documents[i].title, documents[i].body);
      if (i == N_DOCUMENTS / 2)
        update_index (fixture->store); /* half are pending */
    }

  for (unsigned i = 0; i < 400; i++)
    {
      g_auto(Query) query = { 0 };
      g_autofree char *text = make_query (&query);
      g_autofree char *expected = ask_oracle (&query, documents);
      g_autofree char *found = ask_store (fixture->store, text);

      if (!g_str_equal (found, expected))
        g_test_message ("the query is %s", text);
      g_assert_cmpstr (found, ==, expected);
      if (i == 200)
        update_index (fixture->store);
    }
  desk_stemmer_free (english);
  desk_stemmer_free (serbian);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  fixture_add_test ("/store/search-index/a-missing-one-is-made-anew", test_missing);
  fixture_add_test ("/store/search-index/another-file-is-made-anew", test_no_database);
  fixture_add_test ("/store/search-index/another-layout-is-made-anew", test_other_layout);
  fixture_add_test ("/store/search-index/turned-bytes-fail-no-search", test_turned_bytes);
  fixture_add_test ("/store/search-index/without-one-texts-are-looked-at", test_no_place);
  fixture_add_test ("/store/search-index/between-slices-everything-is-found", test_slices);
  fixture_add_test ("/store/search-index/segments-become-one-when-it-is-worth-it", test_one_segment);
  fixture_add_test ("/store/search-index/can-be-cancelled", test_cancelled);
  fixture_add_test ("/store/search-index/two-stores-share-one", test_two_stores);
  fixture_add_test ("/store/search-index/several-writers-lose-nothing", test_two_at_once);
  fixture_add_test ("/store/search-index/a-bulk-write-is-found-when-it-is-finished", test_batch);
  fixture_add_test ("/store/search-index/an-indexed-bulk-write-is-hidden", test_indexed_batch);
  fixture_add_test ("/store/search-index/finds-what-reading-every-text-finds", test_oracle);

  return g_test_run ();
}
