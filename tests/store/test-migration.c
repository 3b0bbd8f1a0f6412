/* test-migration.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"
#include "say.h"

#include "store/desk-store-private.h"

#include <string.h>

/* Libraries as earlier programs left them: data/schema-N.sql is the sample of
 * sample.c, written by the last program that made schema N. What stood in the
 * file before it is opened has to come out of the program afterwards: it is read
 * with that schema's own SQL first, and said in the same words by what the
 * program gives. */

static const char picture[] = "\x89PNG\r\n\x1a\n an invented picture of a bridge";

static const char sql_articles[] =
  "SELECT a.uuid, a.version, a.kind, coalesce (a.date_us, 0), a.is_pinned, a.deleted_us IS NOT NULL,"
  "       coalesce ((SELECT uuid FROM term WHERE id = a.section_id), '-'),"
  "       coalesce ((SELECT sha256 FROM media WHERE id = a.cover_id), '-'),"
  "       (SELECT coalesce (group_concat (uuid, ' ' ORDER BY g.position), '')"
  "          FROM article_tag AS g JOIN term ON term.id = tag_id WHERE article_id = a.id),"
  "       (SELECT coalesce (group_concat (uuid || '/' || role || '/' || affiliation, ' ' ORDER BY c.position), '')"
  "          FROM article_credit AS c JOIN term ON term.id = author_id WHERE article_id = a.id),"
  "       (SELECT coalesce (group_concat (other_uuid, ' ' ORDER BY position), '')"
  "          FROM article_related WHERE article_id = a.id)"
  "  FROM article AS a ORDER BY a.id";

static const char sql_editions[] =
  "SELECT a.uuid, e.uuid, e.version, e.language, coalesce (e.script, '-'), e.status, e.title, e.slug, e.summary,"
  "       e.seo_title, e.seo_description, coalesce (e.first_release_us, 0), coalesce (e.last_release_us, 0),"
  "       coalesce (e.revised_us, 0), coalesce (e.scheduled_us, 0), e.changed_us, e.body"
  "  FROM edition AS e JOIN article AS a ON a.id = e.article_id ORDER BY a.id, e.id";

static const char sql_1_revisions[] =
  "SELECT r.id, r.title, r.slug, coalesce (r.script, '-'), r.summary, r.seo_title, r.seo_description, r.kind,"
  "       coalesce (r.date_us, 0), r.is_pinned,"
  "       (SELECT count (*) FROM revision_tag WHERE revision_id = r.id),"
  "       (SELECT count (*) FROM revision_credit WHERE revision_id = r.id), r.body"
  "  FROM revision AS r ORDER BY r.id";

static const char sql_1_released[] =
  "SELECT a.uuid, e.language, r.title, r.body"
  "  FROM edition AS e JOIN article AS a ON a.id = e.article_id JOIN revision AS r ON r.id = e.released_id"
  " WHERE a.deleted_us IS NULL ORDER BY e.language, r.date_us DESC, a.uuid";

/* A short text is not packed. */
#define BODY_2 \
        "(SELECT coalesce (group_concat (desk_unpack (p.text), '' ORDER BY j.key), '') FROM json_each (r.pieces) AS j JOIN piece AS p ON p.id = j.value)"

static const char sql_2_revisions[] =
  "SELECT r.id, r.title, r.slug, coalesce (r.script, '-'), r.summary, r.seo_title, r.seo_description, r.kind,"
  "       coalesce (r.date_us, 0), r.is_pinned,"
  "       (SELECT count (*) FROM revision_tag WHERE revision_id = r.id),"
  "       (SELECT count (*) FROM revision_credit WHERE revision_id = r.id), " BODY_2
  "  FROM revision AS r ORDER BY r.id";

static const char sql_2_released[] =
  "SELECT a.uuid, e.language, r.title, " BODY_2
  "  FROM edition AS e JOIN article AS a ON a.id = e.article_id JOIN revision AS r ON r.id = e.released_id"
  " WHERE a.deleted_us IS NULL ORDER BY e.language, r.date_us DESC, a.uuid";

static const char sql_terms[] =
  "SELECT t.uuid, t.type, t.is_organisation, n.language, n.name, n.slug"
  "  FROM term AS t JOIN term_name AS n ON n.term_id = t.id ORDER BY t.type, t.position, n.id";

static const char sql_media[] =
  "SELECT m.uuid, m.name, m.mime_type, m.width, m.height, m.n_bytes, m.credit, m.licence,"
  "       t.language, t.alternative, t.caption"
  "  FROM media AS m JOIN media_text AS t ON t.media_id = m.id ORDER BY m.id, t.language";

static const char sql_settings[] = "SELECT key, value FROM setting WHERE key < '~' ORDER BY key";

static GPtrArray *
list_uuids (Fixture *fixture)
{
  g_autofree char *uuids = fixture_query (fixture, "SELECT uuid FROM article ORDER BY id");
  g_auto(GStrv) split = g_strsplit (uuids, " ", -1);
  GPtrArray *array = g_ptr_array_new_with_free_func (g_free);

  for (unsigned i = 0; split[i] != NULL; i++)
    g_ptr_array_add (array, g_strdup (split[i]));
  return array;
}

static char *
say_all (Fixture *fixture,
         void (  *say_one ) (GString           *rows,
                             const DeskArticle *article))
{
  g_autoptr(GPtrArray) uuids = list_uuids (fixture);
  g_autoptr(GString) rows = g_string_new (NULL);

  for (unsigned i = 0; i < uuids->len; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(DeskArticle) article = desk_store_dup_article (fixture->store, uuids->pdata[i], &error);

      g_assert_no_error (error);
      say_one (rows, article);
    }

  return g_string_free_and_steal (g_steal_pointer (&rows));
}

static char *
articles_of (Fixture *fixture)
{
  return say_all (fixture, say_article);
}

static char *
editions_of (Fixture *fixture)
{
  return say_all (fixture, say_editions);
}

static char *
revisions_of (Fixture *fixture)
{
  g_autofree char *ids = fixture_query (fixture, "SELECT id FROM revision ORDER BY id");
  g_auto(GStrv) split = g_strsplit (ids, " ", -1);
  g_autoptr(GString) rows = g_string_new (NULL);

  for (unsigned i = 0; split[i] != NULL; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(DeskArticle) state = desk_store_dup_revision_by_id (fixture->store, g_ascii_strtoll (split[i], NULL, 10), &error);
      const DeskEdition *edition;

      g_assert_no_error (error);
      edition = fixture_edition (state);
      say (rows, "%s|%s|%s|%s|%s|%s|%s|%s|%" G_GINT64_FORMAT "|%d|%u|%u|%s", split[i], edition->title, edition->slug,
           edition->script != NULL ? edition->script : "-", edition->summary, edition->seo_title, edition->seo_description, state->kind,
           state->date_us, state->is_pinned, state->tags->len, state->credits->len, edition->body);
    }

  return g_string_free_and_steal (g_steal_pointer (&rows));
}

static char *
released_of (Fixture *fixture)
{
  static const char *const languages[] = { "en", "sr" };
  g_autoptr(GString) rows = g_string_new (NULL);

  for (unsigned i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) articles = desk_store_list_released (fixture->store, languages[i], &error);

      g_assert_no_error (error);
      for (unsigned j = 0; j < articles->len; j++)
        {
          DeskArticle *article = articles->pdata[j];
          const DeskEdition *edition = fixture_edition (article);

          say (rows, "%s|%s|%s|%s", article->uuid, languages[i], edition->title, edition->body);
        }
    }

  return g_string_free_and_steal (g_steal_pointer (&rows));
}

static char *
terms_of (Fixture *fixture)
{
  g_autoptr(GString) rows = g_string_new (NULL);

  for (int type = 0; type < DESK_N_TERM_TYPES; type++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) terms = desk_store_list_terms (fixture->store, (DeskTermType) type, &error);

      g_assert_no_error (error);
      for (unsigned i = 0; i < terms->len; i++)
        say_term (rows, terms->pdata[i]);
    }

  return g_string_free_and_steal (g_steal_pointer (&rows));
}

static char *
media_of (Fixture *fixture)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, picture, -1);
  g_autoptr(GString) rows = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskMedia) media = desk_store_find_media (fixture->store, hash, &error);

  g_assert_no_error (error);
  say_media (rows, media);
  return g_string_free_and_steal (g_steal_pointer (&rows));
}

static char *
settings_of (Fixture *fixture)
{
  g_autoptr(GString) rows = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskSite) site = desk_store_dup_site (fixture->store, &error);

  g_assert_no_error (error);
  say_site (rows, site);
  return g_string_free_and_steal (g_steal_pointer (&rows));
}

typedef char *(*ReadFunc) (Fixture *fixture);

#define N_SCHEMAS 2 /* before this one */

static const struct
{
  const char *sql[N_SCHEMAS];
  ReadFunc    read;
} contents[] = {
  { { sql_articles, sql_articles }, articles_of },
  { { sql_editions, sql_editions }, editions_of },
  { { sql_1_revisions, sql_2_revisions }, revisions_of },
  { { sql_1_released, sql_2_released }, released_of },
  { { sql_terms, sql_terms }, terms_of },
  { { sql_media, sql_media }, media_of },
  { { sql_settings, sql_settings }, settings_of },
};

static const char *const schemas[N_SCHEMAS] = { "schema-1.sql", "schema-2.sql" };

/* Gives the test the library in data/@name, not opened yet. */
static void
build_library (Fixture    *fixture,
               const char *name)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, picture, -1);
  g_autofree char *folder = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *media = g_build_filename (folder, "media", NULL);
  g_autofree char *file = g_build_filename (folder, "library.sqlite3", NULL);
  g_autofree char *original = g_build_filename (media, hash, NULL);
  g_autofree char *sql = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (source, &sql, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir_with_parents (media, 0777), ==, 0);
  fixture_execute (file, sql);
  g_file_set_contents (original, picture, -1, &error);
  g_assert_no_error (error);

  g_clear_object (&fixture->store);
  g_set_str (&fixture->library, folder);
}

static void
open_library (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  fixture->store = desk_store_open (fixture->library, &error);
  g_assert_no_error (error);
}

/* The library as the older program knew it is kept beside the migrated one. */
static void
test_snapshot (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *file = NULL;
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;

  build_library (fixture, "schema-1.sql");
  open_library (fixture);
  file = g_build_filename (fixture->library, "backups", "before-schema-" G_STRINGIFY (DESK_SCHEMA_VERSION) ".sqlite3", NULL);
  g_assert_cmpint (sqlite3_open_v2 (file, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT user_version, (SELECT count (*) FROM likeness) FROM pragma_user_version",
                                       -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (stmt, 0), ==, 1);
  g_assert_cmpint (sqlite3_column_int (stmt, 1), >, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
}

static void
assert_sound (Fixture *fixture)
{
  g_autofree char *integrity = fixture_query (fixture, "PRAGMA integrity_check");
  g_autofree char *foreign = fixture_query (fixture, "PRAGMA foreign_key_check");
  g_autofree char *version = fixture_query (fixture, "PRAGMA user_version");

  g_assert_cmpstr (integrity, ==, "ok");
  g_assert_cmpstr (foreign, ==, "");
  g_assert_cmpstr (version, ==, G_STRINGIFY (DESK_SCHEMA_VERSION));
}

static void
test_contents (Fixture      *fixture,
               gconstpointer data)
{
  for (unsigned schema = 0; schema < N_SCHEMAS; schema++)
    {
      g_autoptr(GPtrArray) before = g_ptr_array_new_with_free_func (g_free);

      build_library (fixture, schemas[schema]);
      for (unsigned i = 0; i < G_N_ELEMENTS (contents); i++)
        g_ptr_array_add (before, fixture_query (fixture, "%s", contents[i].sql[schema]));

      open_library (fixture);
      assert_sound (fixture);
      for (unsigned i = 0; i < G_N_ELEMENTS (contents); i++)
        {
          g_autofree char *after = contents[i].read (fixture);

          g_assert_cmpstr (before->pdata[i], !=, "");
          g_assert_cmpstr (before->pdata[i], ==, after);
        }
    }
}

/* An earlier migration that is edited later gives new libraries another schema
 * than the ones that went through it. */
static void
test_schema (Fixture      *fixture,
             gconstpointer data)
{
  static const char sql[] = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name";
  g_autofree char *made = fixture_query (fixture, "%s", sql);

  for (unsigned schema = 0; schema < N_SCHEMAS; schema++)
    {
      g_autofree char *migrated = NULL;

      build_library (fixture, schemas[schema]);
      open_library (fixture);
      migrated = fixture_query (fixture, "%s", sql);
      g_assert_cmpstr (made, ==, migrated);
    }
}

static DeskArticle *
find_by_title (Fixture    *fixture,
               const char *title)
{
  g_autofree char *uuid = fixture_query (fixture, "SELECT a.uuid FROM edition AS e"
                                                  "  JOIN article AS a ON a.id = e.article_id WHERE title = '%s'", title);
  g_autoptr(GError) error = NULL;
  DeskArticle *article = desk_store_dup_article (fixture->store, uuid, &error);

  g_assert_no_error (error);
  return article;
}

static void
test_work_goes_on (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(DeskArticle) bridge = NULL;
  g_autoptr(DeskArticle) thrown = NULL;
  g_autoptr(GHashTable) related = NULL;
  g_autofree char *released = NULL;
  g_autoptr(GError) error = NULL;
  unsigned n_released = 0;

  build_library (fixture, "schema-1.sql");
  open_library (fixture);

  bridge = find_by_title (fixture, "A bridge for Lower Ford");
  g_assert_true (fixture_edition (bridge)->is_ahead);
  related = desk_store_list_related (fixture->store, "sr", 5, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (((GPtrArray *) g_hash_table_lookup (related, bridge->uuid))->len, ==, 1);
  fixture_save (fixture, bridge);
  fixture_set_status (fixture, bridge, DESK_STATUS_PUBLISHED, JUNE_US + DAY_US);

  desk_store_release_due (fixture->store, JUNE_US + 2 * DAY_US, &n_released, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_released, ==, 2);
  thrown = find_by_title (fixture, "Мост на продају");
  desk_store_undelete_article (fixture->store, thrown->uuid, &error);
  g_assert_no_error (error);

  released = released_of (fixture);
  g_assert_nonnull (strstr (released, "|en|Opening day|Bring a hat."));
  g_assert_nonnull (strstr (released, "|en|A bridge for Lower Ford|The bridge stays closed."));
  g_assert_nonnull (strstr (released, "|sr|Skela ostaje do zime|"));
  g_assert_nonnull (strstr (released, "|sr|Мост на продају|"));
  assert_sound (fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/migration/everything-in-an-older-library-is-there", test_contents);
  fixture_add_test ("/store/migration/a-migrated-library-has-the-schema-of-a-new-one", test_schema);
  fixture_add_test ("/store/migration/work-goes-on-in-a-migrated-library", test_work_goes_on);
  fixture_add_test ("/store/migration/the-old-library-is-kept-as-a-snapshot", test_snapshot);
  return g_test_run ();
}
