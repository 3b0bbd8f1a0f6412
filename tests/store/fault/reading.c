/* reading.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations.h"

#include "../fixture.h"
#include "../say.h"

#include "store/desk-alignment.h"
#include "store/desk-history.h"
#include "store/search/desk-search.h"

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

static gboolean
say_hits (GPtrArray *hits,
          GString   *said)
{
  for (unsigned i = 0; hits != NULL && i < hits->len; i++)
    {
      const DeskHit *hit = hits->pdata[i];

      if (hit == NULL) /* its article went meanwhile, or can't be found any more */
        continue;
      say (said, "%s|%s|%s", hit->article_uuid, hit->title, hit->snippet);
    }

  return hits != NULL;
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

static const Operation operations[] = {
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
};

const OperationGroup reading_operations = { operations, G_N_ELEMENTS (operations) };
