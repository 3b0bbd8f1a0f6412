/* desk-status.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-model"

#include "config.h"

#include "desk-status.h"

static const char *const names[DESK_N_STATUSES] = {
  [DESK_STATUS_DRAFT] = "draft",
  [DESK_STATUS_REVIEW] = "review",
  [DESK_STATUS_APPROVED] = "approved",
  [DESK_STATUS_SCHEDULED] = "scheduled",
  [DESK_STATUS_PUBLISHED] = "published",
  [DESK_STATUS_ARCHIVED] = "archived",
};

/**
 * desk_status_to_string:
 *
 * Returns: the name that the command line and JSON use
 */
const char *
desk_status_to_string (DeskStatus status)
{
  g_return_val_if_fail ((unsigned) status < DESK_N_STATUSES, names[0]);

  return names[status];
}

/**
 * desk_status_from_string:
 * @name: what a person wrote
 * @out_status: (out): set on success only
 *
 * Returns: %FALSE if there is no such status
 */
gboolean
desk_status_from_string (const char *name,
                         DeskStatus *out_status)
{
  for (unsigned i = 0; i < DESK_N_STATUSES; i++)
    {
      if (g_str_equal (names[i], name))
        {
          *out_status = (DeskStatus) i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * desk_status_is_live:
 *
 * Returns: whether an edition with this status has a page that readers see
 */
gboolean
desk_status_is_live (DeskStatus status)
{
  return status == DESK_STATUS_PUBLISHED || status == DESK_STATUS_ARCHIVED;
}
