/* writing.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations.h"

#include "../fixture.h"

#include "store/desk-alignment.h"
#include "store/desk-history.h"

#include <glib/gstdio.h>

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
  g_autofree char *name = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, work->bytes);
  g_autofree char *folder = g_build_filename (work->library, "media", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *found;

  g_assert_nonnull (dir);
  while ((found = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, found, NULL);
      g_autofree char *contents = NULL;
      g_autofree char *hash = NULL;
      gsize n_bytes;

      g_assert_true (g_file_get_contents (path, &contents, &n_bytes, NULL));
      hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) contents, n_bytes);
      g_assert_cmpstr (found, ==, hash);
      if (g_str_equal (found, name))
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
align_edition (DeskStore *store,
               Work      *work,
               GString   *said,
               GError   **error)
{
  const DeskAlignment alignment = { .number = 1, .source_number = 1, .source_hash = 1 };

  return desk_store_align_edition (store, work->bridge, "sr", "en", &alignment, 1, error);
}

static const Operation operations[] = {
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
  { "aligning", OPERATION_WRITES, align_edition, NULL },
};

const OperationGroup writing_operations = { operations, G_N_ELEMENTS (operations) };
