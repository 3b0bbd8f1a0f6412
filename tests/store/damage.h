/* damage.h - what disks and people do to a library
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "fixture.h"

#include "model/desk-progress.h"

#include <sys/resource.h>

/* Cancels at the n-th time that it is told how far the work is. */
typedef struct
{
  GCancellable *cancellable;
  unsigned      n_calls;
  unsigned      last;
} Impatience;

void impatience_cb (const char *what,
                    double      fraction,
                    gpointer    user_data);

void damage_spoil (const char *file,
                   const char *what,
                   const char *with);
void  damage_limit_files (rlim_t n_bytes);
char *damage_names_in (const char *folder);
