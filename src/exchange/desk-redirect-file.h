/* desk-redirect-file.h - old addresses and where they lead, as a table
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exchange/desk-exchange-error.h"
#include "model/desk-redirect.h"

G_BEGIN_DECLS

#define DESK_REDIRECT_FILE_MAX_BYTES (64 * 1024 * 1024)
#define DESK_REDIRECT_FILE_MAX_PROBLEMS 10000

GPtrArray *desk_redirect_file_parse (const char *text,
                                     const char *file,
                                     const char *url,
                                     GPtrArray  *problems,
                                     GError    **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *desk_redirect_file_read (const char *path,
                                    const char *url,
                                    GPtrArray  *problems,
                                    GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
