/* bench-search.h - a keystroke's search, ours and what others would do
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "newsroom.h"

G_BEGIN_DECLS

void bench_search (const char *library,
                   Newsroom   *newsroom);

void bench_others (const char *library,
                   Newsroom   *newsroom,
                   unsigned    n_editions);

G_END_DECLS
