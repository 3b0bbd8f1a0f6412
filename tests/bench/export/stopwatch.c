/* stopwatch.c - runs a command; the last line on stderr is its seconds and peak in kB
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* A peak counts from the fork on, when the child is still as large as its parent:
 * a runner in Python can't measure what takes less than Python does.
 */

int
main (int    argc,
      char **argv)
{
  struct rusage usage;
  gint64 start_us = g_get_monotonic_time ();
  int status;
  pid_t child = argc > 1 ? fork () : -1;

  if (child == 0)
    {
      (void) execvp (argv[1], argv + 1);
      g_printerr ("%s can't be run\n", argv[1]);
      _exit (127);
    }
  if (child < 0 || wait4 (child, &status, 0, &usage) != child)
    return 1;

  g_printerr ("\n%.6f %ld\n", (double) (g_get_monotonic_time () - start_us) / G_USEC_PER_SEC, usage.ru_maxrss);
  return WIFEXITED (status) ? WEXITSTATUS (status) : 1;
}
