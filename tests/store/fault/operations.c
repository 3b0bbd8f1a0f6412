/* operations.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations.h"

static const OperationGroup *const groups[] = {
  &writing_operations,
  &bulk_operations,
  &reading_operations,
  &keeping_operations,
  &file_operations,
  &opening_operations,
};

/**
 * operations_get:
 *
 * Returns: (nullable): an operation; %NULL behind the last one
 */
const Operation *
operations_get (unsigned i)
{
  for (unsigned j = 0; j < G_N_ELEMENTS (groups); j++)
    {
      if (i < groups[j]->n)
        return &groups[j]->operations[i];
      i -= groups[j]->n;
    }

  return NULL;
}
