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

G_END_DECLS
