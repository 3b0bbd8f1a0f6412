/* desk-job-redirect.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-jobs"

#include "config.h"

#include "desk-job-redirect.h"

#include "exchange/desk-redirect-file.h"
#include "store/desk-old-addresses.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *
dup_url (DeskStore *store,
         GError   **error)
{
  g_autoptr(DeskSite) site = desk_store_dup_site (store, error);

  return site != NULL ? g_strdup (desk_site_get (site, "url", NULL)) : NULL;
}

/* What names an article that isn't there would lead nowhere from the start. */
static gboolean
check_target (DeskStore  *store,
              const char *target,
              GError    **error)
{
  g_autoptr(DeskArticle) article = NULL;

  if (!g_str_has_prefix (target, DESK_REDIRECT_ARTICLE))
    return TRUE;
  article = desk_store_dup_article (store, target + strlen (DESK_REDIRECT_ARTICLE), error);

  return article != NULL;
}

/**
 * desk_job_add_redirect:
 * @old: an old address, as somebody has it
 * @new: where it is to lead, likewise; "" where what was there is gone
 *
 * Says where one old address leads.
 */
gboolean
desk_job_add_redirect (DeskStore  *store,
                       const char *old,
                       const char *new,
                       GError    **error)
{
  g_autofree char *url = dup_url (store, error);
  g_autoptr(GPtrArray) redirects = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_redirect_free);
  g_autofree char *source = url != NULL ? desk_redirect_parse_source (old, url, error) : NULL;
  g_autofree char *target = source != NULL ? desk_redirect_parse_target (new, url, error) : NULL;

  if (target == NULL || !check_target (store, target, error))
    return FALSE;
  g_ptr_array_add (redirects, desk_redirect_new (source, target));

  return desk_store_save_redirects (store, redirects, NULL, NULL, NULL, error);
}

/**
 * desk_job_import_redirects:
 * @path: a CSV file
 * @problems: (element-type utf8) (nullable): gets the rows that can't be used, as of
 *   desk_redirect_file_parse()
 * @out_n_redirects: (out): how many rows say where an address leads
 *
 * Says where many old addresses lead. Where a row can't be used nothing is changed.
 */
gboolean
desk_job_import_redirects (DeskStore       *store,
                           const char      *path,
                           GPtrArray       *problems,
                           DeskProgressFunc progress,
                           gpointer         progress_data,
                           unsigned        *out_n_redirects,
                           GCancellable    *cancellable,
                           GError         **error)
{
  g_autofree char *url = dup_url (store, error);
  g_autoptr(GPtrArray) redirects = url != NULL ? desk_redirect_file_read (path, url, problems, error) : NULL;

  for (unsigned i = 0; redirects != NULL && i < redirects->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !check_target (store, ((const DeskRedirect *) redirects->pdata[i])->target, error))
        return FALSE;
    }
  if (redirects == NULL || !desk_store_save_redirects (store, redirects, progress, progress_data, cancellable, error))
    return FALSE;

  *out_n_redirects = redirects->len;
  return TRUE;
}
