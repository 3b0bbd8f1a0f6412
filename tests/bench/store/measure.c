/* measure.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "measure.h"

#include <time.h>

Measure *
measure_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

void
measure_add (Measure *self,
             gint64   start_us)
{
  double ms = (g_get_monotonic_time () - start_us) / 1000.0;

  g_array_append_val (self, ms);
}

static int
by_size (gconstpointer a,
         gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return (difference > 0) - (difference < 0);
}

/**
 * measure_percentile:
 * @share: 0.95 is the time that 95 of 100 runs stayed below
 */
double
measure_percentile (Measure *self,
                    double   share)
{
  g_autoptr(GArray) sorted = g_array_copy (self);

  if (sorted->len == 0)
    return 0;

  g_array_sort (sorted, by_size);
  return g_array_index (sorted, double, MIN ((unsigned) (share * sorted->len), sorted->len - 1));
}

void
measure_print (Measure    *self,
               const char *what)
{
  g_print ("%-44s %6u  p50 %8.2f  p95 %8.2f  p99 %8.2f  max %8.2f ms\n", what, self->len,
           measure_percentile (self, 0.5), measure_percentile (self, 0.95), measure_percentile (self, 0.99),
           measure_percentile (self, 1));
}

/**
 * measure_cpu_us:
 *
 * Returns: the processor time of this thread, which waiting for the disk isn't
 *   part of
 */
gint64
measure_cpu_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}
