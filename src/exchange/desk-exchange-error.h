/* desk-exchange-error.h - what can be wrong with files that come from outside
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DESK_EXCHANGE_ERROR (desk_exchange_error_quark ())
GQuark desk_exchange_error_quark (void);

typedef enum
{
  DESK_EXCHANGE_ERROR_FAILED,    /* a file or folder can't be read or written */
  DESK_EXCHANGE_ERROR_INVALID,   /* what a file says can't be used */
  DESK_EXCHANGE_ERROR_FOREIGN,   /* somebody else's file stands in the way */
  DESK_EXCHANGE_ERROR_NOT_FOUND, /* there is nothing to import */
} DeskExchangeError;

/**
 * DeskPlace:
 * @file: for people, in UTF-8
 * @line: from 1; 0 where it is about the file as a whole
 */
typedef struct
{
  const char *file;
  unsigned    line;
} DeskPlace;

gboolean desk_exchange_throw (GError    **error,
                              DeskPlace   place,
                              const char *message,
                              ...) G_GNUC_PRINTF (3, 4);
gboolean desk_exchange_prefix (GError  **error,
                               DeskPlace place);
char    *desk_exchange_dup_shown (const char *path) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
