/* actors.h - who works on a library until killed
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "../fixture.h"

/**
 * Actor:
 * @prepare: what the work begins with
 * @act: does piece @number of the work, counted from 1; the ones before it were
 *   done, by this process or by one that was killed
 * @count: looks at all of the work, piece by piece, and asserts that none is
 *   half done. Returns: how many pieces there are
 */
typedef struct
{
  const char *name;
  void (*prepare) (DeskStore *store);
  gboolean (*act) (DeskStore *store,
                   gint32     number,
                   GError   **error);
  gint32 (*count) (DeskStore *store);
} Actor;

extern const Actor actors[];
extern const unsigned n_actors;
