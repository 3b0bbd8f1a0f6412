/* desk-job-library.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-jobs"

#include "config.h"

#include "desk-job-library.h"

#include "jobs/desk-job-sample.h"
#include "store/desk-transaction.h"

static gboolean
fill_with_beginning (DeskStore *store,
                     GError   **error)
{
  g_autoptr(DeskTransaction) transaction = desk_transaction_begin (store, error);
  g_autoptr(DeskSite) site = desk_site_new ();
  g_autoptr(DeskTerm) news = desk_term_new (DESK_TERM_SECTION, NULL);

  desk_term_set_name (news, "en", "News", "news");

  return transaction != NULL &&
         desk_site_set (site, "languages", "en", error) &&
         desk_store_save_site (store, site, error) &&
         desk_store_save_term (store, news, error) &&
         desk_transaction_commit (transaction, error);
}

/**
 * desk_job_make_library:
 * @path: where it is to be; nothing, or an empty folder
 * @is_sample: fill it with the sample newsroom
 * @progress: (nullable) (scope call): told how far it is
 *
 * Makes a library that is ready for its first article: English, with one
 * section, News. When it can't be finished nothing is left of it.
 *
 * Returns: (transfer full): the library; %NULL with @error set
 */
DeskStore *
desk_job_make_library (const char      *path,
                       gboolean         is_sample,
                       DeskProgressFunc progress,
                       gpointer         user_data,
                       GError         **error)
{
  g_autoptr(DeskStore) store = desk_store_create (path, error);
  gboolean is_filled;

  if (store == NULL)
    return NULL;

  is_filled = is_sample ? desk_job_fill_with_sample (store, progress, user_data, error)
                        : fill_with_beginning (store, error);
  if (!is_filled)
    {
      desk_store_discard (g_steal_pointer (&store));
      return NULL;
    }

  return g_steal_pointer (&store);
}

/**
 * desk_job_dup_default_library:
 *
 * Returns: (transfer full): the library where none was named: the one in the
 *   user's data folder, or, where that isn't there, in the data folder of the
 *   Flatpak
 */
char *
desk_job_dup_default_library (void)
{
  static const char name[] = "Newsroom.copydesk";
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "copydesk", name, NULL);
  g_autofree char *flatpak = NULL;

  if (g_file_test (own, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&own);

  flatpak = g_build_filename (g_get_home_dir (), ".var", "app", "org.copydesk.Copydesk", "data", "copydesk", name, NULL);

  return g_file_test (flatpak, G_FILE_TEST_EXISTS) ? g_steal_pointer (&flatpak) : g_steal_pointer (&own);
}
