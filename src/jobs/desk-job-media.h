/* desk-job-media.h - a picture or document from a file
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-store.h"

G_BEGIN_DECLS

#define DESK_JOB_MEDIA_ERROR (desk_job_media_error_quark ())
GQuark desk_job_media_error_quark (void);

/**
 * DeskJobMediaError:
 * @DESK_JOB_MEDIA_ERROR_UNREADABLE: the file can't be read
 * @DESK_JOB_MEDIA_ERROR_UNKNOWN: it is neither a picture nor a document that a
 *   site can have
 */
typedef enum
{
  DESK_JOB_MEDIA_ERROR_UNREADABLE,
  DESK_JOB_MEDIA_ERROR_UNKNOWN,
} DeskJobMediaError;

gboolean desk_job_add_media (DeskStore  *store,
                             const char *path,
                             DeskMedia  *media,
                             GError    **error);

G_END_DECLS
