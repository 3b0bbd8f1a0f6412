/* memory.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "memory.h"

#include "strike.h"

#include <sqlite3.h>

static sqlite3_mem_methods real;

static void *
allocate (int n_bytes)
{
  return strike_falls () ? NULL : real.xMalloc (n_bytes);
}

static void *
reallocate (void *memory,
            int   n_bytes)
{
  return strike_falls () ? NULL : real.xRealloc (memory, n_bytes);
}

/**
 * memory_install:
 *
 * Puts the strike before SQLite's allocator; before anything else of SQLite is
 * called. Without lookaside buffers every allocation comes through here.
 */
void
memory_install (void)
{
  sqlite3_mem_methods methods;

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &real), ==, SQLITE_OK);
  methods = real;
  methods.xMalloc = allocate;
  methods.xRealloc = reallocate;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &methods), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_LOOKASIDE, 0, 0), ==, SQLITE_OK);
}
