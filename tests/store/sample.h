/* sample.h - a small library in which every table has rows
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-store.h"

void sample_fill (DeskStore *store);
