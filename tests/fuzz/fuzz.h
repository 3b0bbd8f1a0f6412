/* fuzz.h - what a fuzz target is
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#define FUZZ_REJECT (-1) /* not an input that the function is given; others like it teach nothing */

/**
 * LLVMFuzzerTestOneInput:
 * @data: (array length=n_bytes) (nullable): anything
 *
 * The name is libFuzzer's. Each target has one in a file of its own, and ends the
 * program when something does not hold.
 */
int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         n_bytes);
