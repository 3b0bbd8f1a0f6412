/* actors.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "actors.h"

#include "store/desk-batch.h"
#include "store/desk-chore.h"

#include <string.h>

/* Found by what they hold: a process that goes on knows nothing but the number. */

static DeskArticle *
only_article (DeskStore *store,
              GError   **error)
{
  const DeskQuery query = DESK_QUERY_ALL;
  g_autoptr(GPtrArray) articles = desk_store_list_articles (store, &query, NULL, error);
  const DeskArticle *listed;

  if (articles == NULL)
    return NULL;

  g_assert_cmpuint (articles->len, ==, 1);
  listed = articles->pdata[0];
  return desk_store_dup_article (store, listed->uuid, error);
}

DeskArticle *
actor_new_article (gint32 number)
{
  DeskArticle *article = desk_article_new (NULL);
  DeskEdition *edition = desk_edition_new ("en");

  g_free (edition->title);
  edition->title = g_strdup_printf ("Piece %d", number);
  edition->body = g_strdup_printf ("%d\n\n%0*d\n", number, 500 + number % 3000, 0);
  g_ptr_array_add (article->editions, edition);
  return article;
}

void
actor_add_first (DeskStore *store)
{
  g_autoptr(DeskArticle) article = actor_new_article (0);
  g_autoptr(GError) error = NULL;

  desk_store_add_article (store, article, &error);
  g_assert_no_error (error);
}

/* Editing: the number is in the title and in a body that is short, then long. */
gboolean
actor_edit (DeskStore *store,
            gint32     number,
            GError   **error)
{
  g_autoptr(DeskArticle) article = only_article (store, error);
  g_autoptr(DeskArticle) text = actor_new_article (number);
  DeskEdition *edition;

  if (article == NULL)
    return FALSE;

  edition = fixture_edition (article);
  g_set_str (&edition->title, fixture_edition (text)->title);
  g_set_str (&edition->body, fixture_edition (text)->body);
  return desk_store_save_edition (store, article->uuid, edition, error);
}

static gint32
number_in (const DeskEdition *edition)
{
  gint32 number = (gint32) g_ascii_strtoll (edition->body, NULL, 10);
  g_autoptr(DeskArticle) text = actor_new_article (number);

  g_assert_cmpstr (edition->title, ==, fixture_edition (text)->title);
  g_assert_cmpstr (edition->body, ==, fixture_edition (text)->body);
  return number;
}

gint32
actor_count_edits (DeskStore *store)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskArticle) article = only_article (store, &error);

  g_assert_no_error (error);
  return number_in (fixture_edition (article));
}

/* Releasing: every second piece writes, the next one gives it to readers. */
static gboolean
write_or_release (DeskStore *store,
                  gint32     number,
                  GError   **error)
{
  g_autoptr(DeskArticle) article = NULL;

  if (number % 2 == 1)
    return actor_edit (store, number, error);

  article = only_article (store, error);
  return article != NULL &&
         desk_store_set_status (store, article->uuid, "en", DESK_STATUS_PUBLISHED, JUNE_US + number, error);
}

static gint32
count_releases (DeskStore *store)
{
  gint32 written = actor_count_edits (store);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) released = desk_store_list_released (store, "en", &error);
  gint32 given = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (released->len, <=, 1);
  if (released->len == 1)
    given = number_in (fixture_edition (released->pdata[0]));

  g_assert_true (given == written || given == written - 2 || (given == 0 && written <= 1));
  return given == written && written > 0 ? written + 1 : written;
}

/* Adding: one article a piece. */
static gboolean
add (DeskStore *store,
     gint32     number,
     GError   **error)
{
  g_autoptr(DeskArticle) article = actor_new_article (number);

  return desk_store_add_article (store, article, error);
}

gint32
actor_count_articles (DeskStore *store)
{
  const DeskQuery query = DESK_QUERY_ALL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) articles = desk_store_list_articles (store, &query, NULL, &error);
  gint64 sum = 0, n;

  g_assert_no_error (error);
  n = articles->len;
  for (unsigned i = 0; i < articles->len; i++)
    {
      const DeskArticle *listed = articles->pdata[i];
      g_autoptr(DeskArticle) article = desk_store_dup_article (store, listed->uuid, &error);

      g_assert_no_error (error);
      sum += number_in (fixture_edition (article));
    }
  g_assert_cmpint (sum, ==, n * (n + 1) / 2);
  return (gint32) n;
}

/* Importing: some articles a piece, which are seen all at once. */
#define BULK 5

static gboolean
import (DeskStore *store,
        gint32     number,
        GError   **error)
{
  g_autoptr(DeskBatch) batch = desk_batch_begin (store, error);

  for (gint32 i = 1; batch != NULL && i <= BULK; i++)
    {
      g_autoptr(DeskArticle) article = actor_new_article ((number - 1) * BULK + i);

      if (!desk_store_add_article (store, article, error) || !desk_batch_step (batch, error))
        return FALSE;
    }

  return batch != NULL && desk_batch_finish (batch, error);
}

/* What is done when a library is opened. Nobody sees any of it. */
void
actor_end_begun (DeskStore *store)
{
  g_autoptr(GError) error = NULL;
  gboolean is_done = FALSE;

  desk_store_sweep_batches (store, G_TIME_SPAN_MINUTE, NULL, &is_done, &error);
  g_assert_no_error (error);
  g_assert_true (is_done);
  desk_store_do_chores (store, NULL, &error);
  g_assert_no_error (error);
}

static gint32
count_imports (DeskStore *store)
{
  gint32 n_articles = actor_count_articles (store);

  g_assert_cmpint (n_articles % BULK, ==, 0);
  actor_end_begun (store);
  g_assert_cmpint (actor_count_articles (store), ==, n_articles);
  return n_articles / BULK;
}

/* The trash: each piece writes down which one it is, and moves the article. */
static DeskArticle *
find_anywhere (DeskStore *store,
               GError   **error)
{
  const DeskQuery query = { .status = -1, .is_trash = TRUE };
  g_autoptr(GPtrArray) trash = desk_store_list_articles (store, &query, NULL, error);

  if (trash == NULL)
    return NULL;
  if (trash->len == 0)
    return only_article (store, error);

  return desk_article_copy (trash->pdata[0]);
}

static gboolean
move (DeskStore *store,
      gint32     number,
      GError   **error)
{
  g_autoptr(DeskArticle) article = find_anywhere (store, error);

  if (article == NULL)
    return FALSE;

  return number % 2 == 1 ? desk_store_delete_article (store, article->uuid, error)
                         : desk_store_undelete_article (store, article->uuid, error);
}

/* Each move makes it one version newer. */
static gint32
count_moves (DeskStore *store)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskArticle) article = find_anywhere (store, &error);

  g_assert_no_error (error);
  g_assert_cmpint (article->deleted_us != 0, ==, (article->version - 1) % 2 == 1);
  return (gint32) article->version - 1;
}

/* Pictures: a piece is one, whose bytes are its number. */
static gboolean
add_picture (DeskStore *store,
             gint32     number,
             GError   **error)
{
  g_autofree char *text = g_strdup_printf ("picture %d", number);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(DeskMedia) media = desk_media_new ();

  g_set_str (&media->name, text);
  g_set_str (&media->mime_type, "text/plain");
  return desk_store_add_media (store, bytes, media, error);
}

static gint32
count_pictures (DeskStore *store)
{
  for (gint32 number = 1;; number++)
    {
      g_autofree char *text = g_strdup_printf ("picture %d", number);
      g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
      g_autofree char *path = NULL;
      g_autofree char *contents = NULL;
      g_autoptr(GError) error = NULL;
      g_autoptr(DeskMedia) media = desk_store_find_media (store, hash, &error);

      if (g_error_matches (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND))
        return number - 1;
      g_assert_no_error (error);
      path = desk_store_dup_media_path (store, media);
      g_file_get_contents (path, &contents, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (contents, ==, text);
    }
}

/* Making libraries: a piece is one, beside the one that is given. */
/**
 * actor_dup_beside:
 * Returns: (transfer full): the name of something beside the library
 */
char *
actor_dup_beside (DeskStore  *store,
                  const char *end,
                  gint32      number)
{
  return g_strdup_printf ("%s-%d%s", desk_store_get_path (store), number, end);
}

static gboolean
make_library (DeskStore *store,
              gint32     number,
              GError   **error)
{
  g_autofree char *path = actor_dup_beside (store, "", number);
  g_autoptr(DeskStore) made = desk_store_create (path, error);

  return made != NULL;
}

static gint32
count_libraries (DeskStore *store)
{
  for (gint32 number = 1;; number++)
    {
      g_autofree char *path = actor_dup_beside (store, "", number);
      g_autofree char *seen = g_build_filename (path, "seen", NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(DeskStore) made = NULL;

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return number - 1;
      if (g_file_test (seen, G_FILE_TEST_EXISTS))
        continue;
      made = desk_store_open (path, &error);
      g_assert_no_error (error);
      g_assert_true (g_file_set_contents (seen, "", 0, NULL));
    }
}

static const Actor actors[] = {
  { "editing", actor_add_first, actor_edit, actor_count_edits },
  { "releasing", actor_add_first, write_or_release, count_releases },
  { "adding", NULL, add, actor_count_articles },
  { "importing", NULL, import, count_imports },
  { "throwing-away", actor_add_first, move, count_moves },
  { "adding-pictures", NULL, add_picture, count_pictures },
  { "making-libraries", NULL, make_library, count_libraries },
};

const ActorGroup desk_actors = { actors, G_N_ELEMENTS (actors) };
