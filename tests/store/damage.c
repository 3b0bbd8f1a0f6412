/* damage.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE /* memmem */

#include "config.h"

#include "damage.h"

#include <gio/gio.h>
#include <signal.h>
#include <string.h>

void
impatience_cb (const char *what,
               double      fraction,
               gpointer    user_data)
{
  Impatience *self = user_data;

  g_assert_nonnull (what);
  g_assert_cmpfloat (fraction, <=, 1);
  if (++self->n_calls == self->last)
    g_cancellable_cancel (self->cancellable);
}

/* Changes bytes in a file as a failing disk does, wherever @what stands. */
void
damage_spoil (const char *file,
              const char *what,
              const char *with)
{
  g_autofree char *bytes = NULL;
  gsize length;
  char *place;

  g_assert_true (g_file_get_contents (file, &bytes, &length, NULL));
  place = memmem (bytes, length, what, strlen (what));
  g_assert_nonnull (place);
  while (place != NULL)
    {
      memcpy (place, with, strlen (with));
      place = memmem (place, length - (gsize) (place - bytes), what, strlen (what));
    }
  g_assert_true (g_file_set_contents (file, bytes, (gssize) length, NULL));
}

/* From here on no file grows beyond @n_bytes, as on a full disk;
 * RLIM_INFINITY takes it back. */
void
damage_limit_files (rlim_t n_bytes)
{
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (n_bytes, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/**
 * damage_names_in:
 *
 * Returns: (transfer full): the names in @folder, in order, " " between them
 */
char *
damage_names_in (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  g_ptr_array_add (names, NULL);

  return g_strjoinv (" ", (char **) names->pdata);
}
