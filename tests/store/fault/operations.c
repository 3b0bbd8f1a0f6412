/* operations.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations.h"

#include "../fixture.h"
#include "../say.h"

#include "store/desk-alignment.h"
#include "store/desk-batch.h"
#include "store/desk-history.h"
#include "store/desk-trash.h"
#include "store/search/desk-search.h"

#include <glib/gstdio.h>

/* Writing */

static gboolean
save_article (DeskStore *store,
              Work      *work,
              GString   *said,
              GError   **error)
{
  return desk_store_save_article (store, work->article, error);
}

static gboolean
save_edition (DeskStore *store,
              Work      *work,
              GString   *said,
              GError   **error)
{
  return desk_store_save_edition (store, work->article->uuid, fixture_edition (work->article), error);
}

static gboolean
add_edition (DeskStore *store,
             Work      *work,
             GString   *said,
             GError   **error)
{
  return desk_store_save_edition (store, work->article->uuid, work->serbian, error);
}

static gboolean
add_article (DeskStore *store,
             Work      *work,
             GString   *said,
             GError   **error)
{
  return desk_store_add_article (store, work->fresh, error);
}

static gboolean
delete_article (DeskStore *store,
                Work      *work,
                GString   *said,
                GError   **error)
{
  return desk_store_delete_article (store, work->article->uuid, error);
}

static gboolean
undelete_article (DeskStore *store,
                  Work      *work,
                  GString   *said,
                  GError   **error)
{
  return desk_store_undelete_article (store, work->thrown->uuid, error);
}

static gboolean
add_term (DeskStore *store,
          Work      *work,
          GString   *said,
          GError   **error)
{
  return desk_store_save_term (store, work->section, error);
}

static gboolean
rename_term (DeskStore *store,
             Work      *work,
             GString   *said,
             GError   **error)
{
  return desk_store_save_term (store, work->renamed, error);
}

static gboolean
make_term (DeskStore *store,
           Work      *work,
           GString   *said,
           GError   **error)
{
  gboolean was_made = FALSE;
  g_autoptr(DeskTerm) term = desk_store_ensure_term (store, DESK_TERM_TAG, "Sirens", "en", &was_made, error);

  return term != NULL;
}

static gboolean
add_media (DeskStore *store,
           Work      *work,
           GString   *said,
           GError   **error)
{
  return desk_store_add_media (store, work->bytes, work->picture, error);
}

/* A file that no row names yet is whole, or not there. */
static void
settle_media (const Work *work)
{
  g_autofree char *folder = g_build_filename (work->library, "media", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *contents = NULL;
      g_autofree char *hash = NULL;
      gsize n_bytes;

      g_assert_true (g_file_get_contents (path, &contents, &n_bytes, NULL));
      hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) contents, n_bytes);
      g_assert_cmpstr (name, ==, hash);
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
}

static gboolean
remove_term (DeskStore *store,
             Work      *work,
             GString   *said,
             GError   **error)
{
  unsigned n_articles = 0;

  return desk_store_remove_term (store, work->unused, NULL, JUNE_US + DAY_US, NULL, &n_articles, error);
}

static gboolean
save_media (DeskStore *store,
            Work      *work,
            GString   *said,
            GError   **error)
{
  return desk_store_save_media (store, work->spare, error);
}

static gboolean
remove_media (DeskStore *store,
              Work      *work,
              GString   *said,
              GError   **error)
{
  return desk_store_remove_media (store, work->spare, error);
}

static gboolean
save_site (DeskStore *store,
           Work      *work,
           GString   *said,
           GError   **error)
{
  return desk_store_save_site (store, work->site, error);
}

static gboolean
publish (DeskStore *store,
         Work      *work,
         GString   *said,
         GError   **error)
{
  return desk_store_set_status (store, work->article->uuid, "en", DESK_STATUS_PUBLISHED, JUNE_US + DAY_US, error);
}

static gboolean
schedule (DeskStore *store,
          Work      *work,
          GString   *said,
          GError   **error)
{
  return desk_store_set_status (store, work->article->uuid, "en", DESK_STATUS_SCHEDULED, JUNE_US + DAY_US, error);
}

static gboolean
archive (DeskStore *store,
         Work      *work,
         GString   *said,
         GError   **error)
{
  return desk_store_set_status (store, work->article->uuid, "en", DESK_STATUS_ARCHIVED, 0, error);
}

static gboolean
take_offline (DeskStore *store,
              Work      *work,
              GString   *said,
              GError   **error)
{
  return desk_store_set_status (store, work->article->uuid, "en", DESK_STATUS_DRAFT, 0, error);
}

static gboolean
release_fields (DeskStore *store,
                Work      *work,
                GString   *said,
                GError   **error)
{
  return desk_store_release_fields (store, work->article->uuid, "en", DESK_FIELD_TITLE | DESK_FIELD_TAGS, JUNE_US + 1,
                                    error);
}

/* One of the two that wait: each of them is a transaction of its own. */
static gboolean
release_due (DeskStore *store,
             Work      *work,
             GString   *said,
             GError   **error)
{
  unsigned n_released = 0;

  return desk_store_release_due (store, JUNE_US + DAY_US, &n_released, error);
}

static gboolean
restore_revision (DeskStore *store,
                  Work      *work,
                  GString   *said,
                  GError   **error)
{
  g_autofree char *kept = NULL;

  return desk_store_restore_revision (store, work->article->uuid, work->revision, &kept, error);
}

static gboolean
thin_revisions (DeskStore *store,
                Work      *work,
                GString   *said,
                GError   **error)
{
  unsigned n_removed = 0;

  return desk_store_thin_revisions (store, JUNE_US + 400 * DAY_US, NULL, &n_removed, error);
}

/* The one article that is in the trash. */
static gboolean
purge_trash (DeskStore *store,
             Work      *work,
             GString   *said,
             GError   **error)
{
  unsigned n_purged = 0;

  return desk_store_purge_trash (store, G_MAXINT64, NULL, NULL, NULL, &n_purged, error);
}

static gboolean
align_edition (DeskStore *store,
               Work      *work,
               GString   *said,
               GError   **error)
{
  const DeskAlignment alignment = { .number = 1, .source_number = 1, .source_hash = 1 };

  return desk_store_align_edition (store, work->bridge, "sr", "en", &alignment, 1, error);
}

/* A bulk write of one slice. */
static gboolean
import (DeskStore *store,
        Work      *work,
        GString   *said,
        GError   **error)
{
  g_autoptr(DeskBatch) batch = desk_batch_begin (store, error);
  g_autoptr(DeskTerm) tag = NULL;

  if (batch == NULL)
    return FALSE;

  tag = desk_store_ensure_term (store, DESK_TERM_TAG, "Harbours", "en", NULL, error);

  return tag != NULL &&
         desk_store_add_article (store, work->fresh, error) &&
         desk_batch_step (batch, error) &&
         desk_batch_finish (batch, error);
}

/* Where it could not be taken away either, that is done at the next opening. */
static void
settle_import (const Work *work)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (work->library, &error);
  gboolean is_done = FALSE;

  g_assert_no_error (error);
  desk_store_sweep_batches (store, G_USEC_PER_SEC, NULL, &is_done, &error);
  g_assert_no_error (error);
  g_assert_true (is_done);
}

/* Reading */

static gboolean
read_id (DeskStore *store,
         Work      *work,
         GString   *said,
         GError   **error)
{
  g_autofree char *uuid = desk_store_dup_uuid (store, error);

  say (said, "%s", uuid);
  return uuid != NULL;
}

static gboolean
read_site (DeskStore *store,
           Work      *work,
           GString   *said,
           GError   **error)
{
  g_autoptr(DeskSite) site = desk_store_dup_site (store, error);

  if (site != NULL)
    say_site (said, site);
  return site != NULL;
}

static gboolean
say_hits (GPtrArray *hits,
          GString   *said)
{
  for (unsigned i = 0; hits != NULL && i < hits->len; i++)
    {
      const DeskHit *hit = hits->pdata[i];

      say (said, "%s|%s|%s", hit->article_uuid, hit->title, hit->snippet);
    }

  return hits != NULL;
}

static gboolean
say_list (GPtrArray *articles,
          GString   *said)
{
  for (unsigned i = 0; articles != NULL && i < articles->len; i++)
    {
      say_article (said, articles->pdata[i]);
      say_editions (said, articles->pdata[i]);
    }

  return articles != NULL;
}

static gboolean
list_articles (DeskStore *store,
               Work      *work,
               GString   *said,
               GError   **error)
{
  const DeskQuery query = DESK_QUERY_ALL;
  g_autoptr(GPtrArray) articles = desk_store_list_articles (store, &query, NULL, error);

  return say_list (articles, said);
}

static gboolean
filter_articles (DeskStore *store,
                 Work      *work,
                 GString   *said,
                 GError   **error)
{
  const DeskQuery query = {
    .kind = "article", .language = "en", .status = DESK_STATUS_PUBLISHED, .section = "Crime", .tag = "Bells",
    .since_us = JUNE_US - DAY_US, .until_us = JUNE_US + DAY_US, .limit = 5,
  };
  g_autoptr(GPtrArray) articles = desk_store_list_articles (store, &query, NULL, error);

  return say_list (articles, said);
}

/* As the window does it, where there is no index yet. */
static gboolean
search_articles (DeskStore *store,
                 Work      *work,
                 GString   *said,
                 GError   **error)
{
  const DeskQuery query = { .status = -1, .author = "Ана Колар" };
  g_autoptr(GArray) article_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) keys = NULL;
  g_autoptr(GPtrArray) hits = NULL;
  DeskSearchReach reach;

  keys = desk_store_search_keys (store, "most", &query, 0, &reach, NULL, error);
  if (keys == NULL)
    return FALSE;

  for (unsigned i = 0; i < keys->len; i++)
    g_array_append_val (article_ids, g_array_index (keys, DeskListKey, i).article_id);
  hits = desk_store_list_hits (store, "most", article_ids, NULL, error);

  return say_hits (hits, said);
}

static gboolean
list_keys (DeskStore *store,
           Work      *work,
           GString   *said,
           GError   **error)
{
  const DeskQuery query = { .status = -1, .language = "en", .limit = 3 };
  const DeskListKey after = { .sort_us = JUNE_US + 1, .article_id = 0 };
  g_autoptr(GArray) keys = desk_store_list_keys (store, &query, &after, NULL, error);
  g_autoptr(DeskArticle) article = NULL;

  if (keys == NULL)
    return FALSE;

  for (unsigned i = 0; i < keys->len; i++)
    say (said, "%" G_GINT64_FORMAT, g_array_index (keys, DeskListKey, i).article_id);
  if (keys->len == 0)
    return TRUE; /* of a damaged list */

  article = desk_store_dup_listed (store, g_array_index (keys, DeskListKey, 0).article_id, error);
  if (article != NULL)
    say_article (said, article);
  return article != NULL;
}

static gboolean
list_revisions (DeskStore *store,
                Work      *work,
                GString   *said,
                GError   **error)
{
  g_autoptr(GPtrArray) revisions = desk_store_list_revisions (store, work->article->uuid, "en", error);

  for (unsigned i = 0; revisions != NULL && i < revisions->len; i++)
    {
      const DeskRevision *revision = revisions->pdata[i];

      say (said, "%s|%s|%s|%s", revision->uuid, revision->reason, revision->desk, revision->title);
    }

  return revisions != NULL;
}

static gboolean
read_revision (DeskStore *store,
               Work      *work,
               GString   *said,
               GError   **error)
{
  g_autoptr(DeskArticle) state = desk_store_dup_revision (store, work->article->uuid, work->revision, error);

  if (state == NULL)
    return FALSE;

  say_article (said, state);
  say_editions (said, state);
  return TRUE;
}

static gboolean
count_articles (DeskStore *store,
                Work      *work,
                GString   *said,
                GError   **error)
{
  g_autoptr(DeskCounts) counts = desk_store_count_articles (store, error);
  g_autoptr(GPtrArray) sections = NULL;

  if (counts == NULL)
    return FALSE;

  say (said, "%u %u %u", counts->n_all, counts->n_trash, counts->n_not_online);
  for (unsigned i = 0; i < DESK_N_STATUSES; i++)
    say (said, "%u", counts->n_by_status[i]);
  sections = g_hash_table_get_keys_as_ptr_array (counts->by_section);
  g_ptr_array_sort_values (sections, (GCompareFunc) g_strcmp0);
  for (unsigned i = 0; i < sections->len; i++)
    say (said, "%s|%u", (char *) sections->pdata[i],
         GPOINTER_TO_UINT (g_hash_table_lookup (counts->by_section, sections->pdata[i])));
  return TRUE;
}

static gboolean
read_article (DeskStore *store,
              Work      *work,
              GString   *said,
              GError   **error)
{
  g_autoptr(DeskArticle) article = desk_store_dup_article (store, work->article->uuid, error);

  if (article == NULL)
    return FALSE;

  say_article (said, article);
  say_editions (said, article);
  return TRUE;
}

static gboolean
list_terms (DeskStore *store,
            Work      *work,
            GString   *said,
            GError   **error)
{
  g_autoptr(GPtrArray) terms = desk_store_list_terms (store, DESK_TERM_SECTION, error);

  for (unsigned i = 0; terms != NULL && i < terms->len; i++)
    say_term (said, terms->pdata[i]);
  return terms != NULL;
}

static gboolean
find_term (DeskStore *store,
           Work      *work,
           GString   *said,
           GError   **error)
{
  g_autoptr(DeskTerm) term = desk_store_find_term (store, DESK_TERM_TAG, "reke", error);

  if (term != NULL)
    say_term (said, term);
  return term != NULL;
}

static gboolean
find_media (DeskStore *store,
            Work      *work,
            GString   *said,
            GError   **error)
{
  g_autoptr(DeskMedia) media = desk_store_find_media (store, work->known, error);

  if (media != NULL)
    say_media (said, media);
  return media != NULL;
}

static gboolean
list_media (DeskStore *store,
            Work      *work,
            GString   *said,
            GError   **error)
{
  g_autoptr(GPtrArray) media = desk_store_list_media (store, error);

  for (unsigned i = 0; media != NULL && i < media->len; i++)
    say_media (said, media->pdata[i]);
  return media != NULL;
}

static gboolean
count_media_uses (DeskStore *store,
                  Work      *work,
                  GString   *said,
                  GError   **error)
{
  g_autoptr(DeskMedia) media = desk_store_find_media (store, work->known, error);
  unsigned n_articles = 0;

  if (media == NULL || !desk_store_count_media_uses (store, media, &n_articles, error))
    return FALSE;

  say (said, "%u", n_articles);
  return TRUE;
}

static gboolean
list_released (DeskStore *store,
               Work      *work,
               GString   *said,
               GError   **error)
{
  g_autoptr(GPtrArray) articles = desk_store_list_released (store, "en", error);

  return say_list (articles, said);
}

static gboolean
list_related (DeskStore *store,
              Work      *work,
              GString   *said,
              GError   **error)
{
  g_autoptr(GHashTable) lists = desk_store_list_related (store, "en", 5, NULL, error);
  GPtrArray *uuids = lists != NULL ? g_hash_table_lookup (lists, work->article->uuid) : NULL;

  for (unsigned i = 0; uuids != NULL && i < uuids->len; i++)
    say (said, "%s", (char *) uuids->pdata[i]);
  return lists != NULL;
}

static gboolean
list_alignments (DeskStore *store,
                 Work      *work,
                 GString   *said,
                 GError   **error)
{
  g_autoptr(GArray) alignments = desk_store_list_alignments (store, work->bridge, "sr", error);

  for (unsigned i = 0; alignments != NULL && i < alignments->len; i++)
    say (said, "%" G_GINT64_FORMAT, g_array_index (alignments, DeskAlignment, i).number);
  return alignments != NULL;
}

/* A second store, for a thread that reads. */
static gboolean
read_beside (DeskStore *store,
             Work      *work,
             GString   *said,
             GError   **error)
{
  g_autoptr(DeskStore) reader = desk_store_open_again (store, error);
  gint64 version;

  return reader != NULL && desk_store_get_data_version (reader, &version, error) &&
         read_article (reader, work, said, error);
}

/* The index is made when there is none; it is no part of the library's state. */
static gboolean
index_and_search (DeskStore *store,
                  Work      *work,
                  GString   *said,
                  GError   **error)
{
  const DeskQuery among = { .status = -1, .limit = 10 };
  g_autoptr(GPtrArray) hits = NULL;
  gboolean is_done = FALSE;

  while (!is_done)
    {
      if (!desk_store_update_search (store, 10000, &is_done, NULL, error))
        return FALSE;
    }
  hits = desk_store_search (store, "most", &among, NULL, error);

  return say_hits (hits, said);
}

/* Opening */

static gboolean
open_library (DeskStore *no_store,
              Work      *work,
              GString   *said,
              GError   **error)
{
  g_autoptr(DeskStore) store = desk_store_open (work->library, error);

  return store != NULL;
}

static char *
new_library_of (const Work *work)
{
  return g_strconcat (work->library, "-new", NULL);
}

static gboolean
make_library (DeskStore *no_store,
              Work      *work,
              GString   *said,
              GError   **error)
{
  g_autofree char *path = new_library_of (work);
  g_autoptr(DeskStore) store = desk_store_create (path, error);

  return store != NULL;
}

/* A whole library, or none, and no half of one beside it. */
static void
settle_new_library (const Work *work)
{
  g_autofree char *path = new_library_of (work);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *begun = g_path_get_basename (path);
  g_autoptr(GDir) dir = NULL;
  const char *name;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autoptr(GError) error = NULL;
      DeskStore *store = desk_store_open (path, &error);

      g_assert_no_error (error);
      desk_store_discard (store);
    }

  dir = g_dir_open (parent, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, begun));
}

const Operation operations[] = {
  { "saving-an-article", OPERATION_WRITES, save_article, NULL },
  { "saving-an-edition", OPERATION_WRITES, save_edition, NULL },
  { "adding-an-edition", OPERATION_WRITES, add_edition, NULL },
  { "adding-an-article", OPERATION_WRITES, add_article, NULL },
  { "deleting", OPERATION_WRITES, delete_article, NULL },
  { "undeleting", OPERATION_WRITES, undelete_article, NULL },
  { "adding-a-term", OPERATION_WRITES, add_term, NULL },
  { "renaming-a-term", OPERATION_WRITES, rename_term, NULL },
  { "making-a-term", OPERATION_WRITES, make_term, NULL },
  { "adding-media", OPERATION_WRITES, add_media, settle_media },
  { "saving-media", OPERATION_WRITES, save_media, NULL },
  { "removing-media", OPERATION_WRITES, remove_media, NULL },
  { "removing-a-term", OPERATION_WRITES, remove_term, NULL },
  { "saving-settings", OPERATION_WRITES, save_site, NULL },
  { "publishing", OPERATION_WRITES, publish, NULL },
  { "scheduling", OPERATION_WRITES, schedule, NULL },
  { "archiving", OPERATION_WRITES, archive, NULL },
  { "taking-offline", OPERATION_WRITES, take_offline, NULL },
  { "releasing-fields", OPERATION_WRITES, release_fields, NULL },
  { "releasing-what-is-due", OPERATION_WRITES, release_due, NULL },
  { "restoring-a-revision", OPERATION_WRITES, restore_revision, NULL },
  { "thinning-revisions", OPERATION_WRITES, thin_revisions, NULL },
  { "emptying-the-trash", OPERATION_WRITES, purge_trash, NULL },
  { "aligning", OPERATION_WRITES, align_edition, NULL },
  { "importing", OPERATION_BULK, import, settle_import },
  { "reading-the-id", OPERATION_READS, read_id, NULL },
  { "reading-settings", OPERATION_READS, read_site, NULL },
  { "listing", OPERATION_READS, list_articles, NULL },
  { "filtering", OPERATION_READS, filter_articles, NULL },
  { "searching", OPERATION_READS, search_articles, NULL },
  { "listing-keys", OPERATION_READS, list_keys, NULL },
  { "listing-revisions", OPERATION_READS, list_revisions, NULL },
  { "reading-a-revision", OPERATION_READS, read_revision, NULL },
  { "counting", OPERATION_READS, count_articles, NULL },
  { "reading-an-article", OPERATION_READS, read_article, NULL },
  { "listing-terms", OPERATION_READS, list_terms, NULL },
  { "finding-a-term", OPERATION_READS, find_term, NULL },
  { "finding-media", OPERATION_READS, find_media, NULL },
  { "listing-media", OPERATION_READS, list_media, NULL },
  { "counting-uses-of-media", OPERATION_READS, count_media_uses, NULL },
  { "listing-released", OPERATION_READS, list_released, NULL },
  { "listing-related", OPERATION_READS, list_related, NULL },
  { "listing-alignments", OPERATION_READS, list_alignments, NULL },
  { "reading-beside", OPERATION_READS, read_beside, NULL },
  { "indexing-and-searching", OPERATION_READS, index_and_search, NULL },
  { "opening", OPERATION_OPENS, open_library, NULL },
  { "making-a-library", OPERATION_OPENS, make_library, settle_new_library },
};
const unsigned n_operations = G_N_ELEMENTS (operations);
