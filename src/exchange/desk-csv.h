/* desk-csv.h - tables as text
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exchange/desk-exchange-error.h"

G_BEGIN_DECLS

/**
 * DeskCsvRow:
 * @fields: what its cells say, without quotes
 * @line: where it begins, from 1
 */
typedef struct
{
  char   **fields;
  unsigned line;
} DeskCsvRow;

GPtrArray *desk_csv_parse (const char *text,
                           const char *file,
                           unsigned    max_rows,
                           GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
