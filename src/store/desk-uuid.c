/* desk-uuid.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <sys/random.h>

/* Ids made one after another sort in that order, within one process too: the
 * 12 bits behind the time count up while the millisecond is the same. */
static struct
{
  GMutex   lock;
  gint64   ms;
  unsigned sequence;
} last;

static void
next_stamp (gint64   *out_ms,
            unsigned *out_sequence)
{
  gint64 ms = g_get_real_time () / 1000;

  g_mutex_lock (&last.lock);
  if (ms > last.ms)
    {
      last.ms = ms;
      last.sequence = g_random_int () & 0x3ff;
    }
  else if (last.sequence < 0xfff)
    {
      last.sequence++;
    }
  else
    {
      last.ms++;
      last.sequence = 0;
    }
  *out_ms = last.ms;
  *out_sequence = last.sequence;
  g_mutex_unlock (&last.lock);
}

/**
 * desk_uuid_new:
 *
 * Makes a UUID of version 7 (RFC 9562 §5.7): time first, so that rows made
 * later sort later.
 *
 * Returns: (transfer full): 36 characters, lower case
 */
char *
desk_uuid_new (void)
{
  guint64 random = 0;
  gint64 ms;
  unsigned sequence;

  if (getrandom (&random, sizeof random, 0) != sizeof random)
    random = ((guint64) g_random_int () << 32) | g_random_int ();
  next_stamp (&ms, &sequence);

  return g_strdup_printf ("%08x-%04x-7%03x-%04x-%012" G_GINT64_MODIFIER "x",
                          (unsigned) (ms >> 16), (unsigned) (ms & 0xffff), sequence,
                          (unsigned) (0x8000 | ((random >> 48) & 0x3fff)),
                          random & G_GUINT64_CONSTANT (0xffffffffffff));
}
