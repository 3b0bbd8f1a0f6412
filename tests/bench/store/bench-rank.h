/* bench-rank.h - at which place an article is found of which words are remembered
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-store.h"

#include <sqlite3.h>

G_BEGIN_DECLS

void bench_rank (DeskStore *store,
                 sqlite3   *db);

G_END_DECLS
