/* desk-status.h - how far an edition is on its way to readers
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DeskStatus:
 * @DESK_STATUS_DRAFT: being written
 * @DESK_STATUS_REVIEW: waiting for somebody to read it
 * @DESK_STATUS_APPROVED: may be published
 * @DESK_STATUS_SCHEDULED: will be published at a set time
 * @DESK_STATUS_PUBLISHED: readers have it
 * @DESK_STATUS_ARCHIVED: its page stays, lists leave it out
 *
 * Kept per edition. The numbers are stored in libraries and never change.
 */
typedef enum
{
  DESK_STATUS_DRAFT = 0,
  DESK_STATUS_REVIEW = 1,
  DESK_STATUS_APPROVED = 2,
  DESK_STATUS_SCHEDULED = 3,
  DESK_STATUS_PUBLISHED = 4,
  DESK_STATUS_ARCHIVED = 5,
} DeskStatus;

#define DESK_N_STATUSES (DESK_STATUS_ARCHIVED + 1)

const char *desk_status_to_string (DeskStatus status);
gboolean    desk_status_from_string (const char *name,
                                     DeskStatus *out_status);

gboolean desk_status_is_live (DeskStatus status);

G_END_DECLS
