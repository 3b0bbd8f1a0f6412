/* state.h - all that is in a library, as text to compare
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "../fixture.h"

/**
 * StateDetail:
 * @STATE_EXACT: every column of every row
 * @STATE_SHAPE: all but ids and instants that differ each time the same is done
 */
typedef enum
{
  STATE_EXACT,
  STATE_SHAPE,
} StateDetail;

char *state_dup (Fixture    *fixture,
                 StateDetail detail) G_GNUC_WARN_UNUSED_RESULT;
void  state_tell_difference (const char *before,
                             const char *now);
void  state_assert_same (const char *one,
                         const char *two);
