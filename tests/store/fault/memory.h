/* memory.h - memory that SQLite does not get when a test says so
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

void memory_install (void);
