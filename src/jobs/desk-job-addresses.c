/* desk-job-addresses.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-jobs"

#include "config.h"

#include "desk-job-addresses.h"

#include "exchange/desk-address-list.h"
#include "exporter/plan/desk-plan-answer.h"
#include "store/desk-reading.h"

#include <glib/gi18n-lib.h>

#define N_BETWEEN 1000 /* addresses between two words about how far it is */

/**
 * desk_job_check_addresses:
 * @path: a sitemap, a log of a web server, or a list with an address a line
 * @progress: (nullable) (scope call): told how far it is
 *
 * Looks which of the addresses in a file the site, as it would be exported now, would
 * answer. Blocks; call it on a worker.
 *
 * Returns: (transfer full) (element-type utf8): those that lead nowhere, each once; %NULL
 *   with @error set
 */
GPtrArray *
desk_job_check_addresses (DeskStore       *store,
                          const char      *path,
                          DeskProgressFunc progress,
                          gpointer         user_data,
                          GCancellable    *cancellable,
                          GError         **error)
{
  g_autoptr(GPtrArray) addresses = desk_address_list_read (path, error);
  g_autoptr(DeskReading) reading = addresses != NULL ? desk_reading_begin (store, error) : NULL;
  g_autoptr(DeskPlanAnswers) answers = reading != NULL ? desk_plan_answers_new (store, cancellable, error) : NULL;
  g_autoptr(GPtrArray) lost = g_ptr_array_new_with_free_func (g_free);

  if (answers == NULL)
    return NULL;

  for (unsigned i = 0; i < addresses->len; i++)
    {
      gboolean is_answered;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !desk_plan_answers_find (answers, addresses->pdata[i], &is_answered, error))
        return NULL;
      if (!is_answered)
        g_ptr_array_add (lost, g_strdup (addresses->pdata[i]));
      if (progress != NULL && i % N_BETWEEN == 0)
        progress (_("Looking up addresses"), (double) i / addresses->len, user_data);
    }

  return g_steal_pointer (&lost);
}
