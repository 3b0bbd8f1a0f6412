/* measure.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "measure.h"

#include <time.h>

/* Everything is measured twice: on the clock, and in processor time of the thread
 * that measures. The first is what people wait for; the second is left of it on a
 * machine that does nothing else and has a disk that takes no time. */

struct _Measure
{
  GArray *wall_ms; /* double */
  GArray *cpu_ms;  /* double */
};

static gint64
clock_us (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

Measure *
measure_new (void)
{
  Measure *self = g_new0 (Measure, 1);

  self->wall_ms = g_array_new (FALSE, FALSE, sizeof (double));
  self->cpu_ms = g_array_new (FALSE, FALSE, sizeof (double));

  return self;
}

void
measure_free (Measure *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->wall_ms);
  g_array_unref (self->cpu_ms);
  g_free (self);
}

MeasureStart
measure_start (void)
{
  return (MeasureStart) { clock_us (CLOCK_MONOTONIC), clock_us (CLOCK_THREAD_CPUTIME_ID), clock_us (CLOCK_PROCESS_CPUTIME_ID) };
}

void
measure_stop (Measure     *self,
              MeasureStart start)
{
  double cpu_ms = (double) (clock_us (CLOCK_THREAD_CPUTIME_ID) - start.cpu_us) / 1000;
  double wall_ms = (double) (clock_us (CLOCK_MONOTONIC) - start.wall_us) / 1000;

  g_array_append_val (self->wall_ms, wall_ms);
  g_array_append_val (self->cpu_ms, cpu_ms);
}

void
measure_append (Measure *self,
                Measure *others)
{
  g_array_append_vals (self->wall_ms, others->wall_ms->data, others->wall_ms->len);
  g_array_append_vals (self->cpu_ms, others->cpu_ms->data, others->cpu_ms->len);
}

static int
by_size (gconstpointer a,
         gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return (difference > 0) - (difference < 0);
}

/* @share: 0.95 is the time that 95 of 100 runs stayed below */
static double
percentile (const GArray *sorted,
            double        share)
{
  if (sorted->len == 0)
    return 0;

  return g_array_index (sorted, double, MIN ((unsigned) (share * sorted->len), sorted->len - 1));
}

static void
print_times (GArray *times_ms)
{
  g_array_sort (times_ms, by_size);
  g_print ("\t%.4f\t%.4f\t%.4f\t%.4f", percentile (times_ms, 0.5), percentile (times_ms, 0.95),
           percentile (times_ms, 0.99), percentile (times_ms, 1));
}

/**
 * measure_print:
 * @key: what the line is called
 *
 * Prints a line of values with tabs between them: "times", @key, how many, and in
 * ms the 50th, 95th and 99th percentile and the longest, on the clock and in
 * processor time.
 */
void
measure_print (Measure    *self,
               const char *key)
{
  g_print ("times\t%s\t%u", key, self->wall_ms->len);
  print_times (self->wall_ms);
  print_times (self->cpu_ms);
  g_print ("\n");
}

/**
 * measure_print_total:
 * @n: how many things were done since @start
 *
 * Prints "total", @key, @n, and in seconds the clock and the processor time of
 * all threads.
 */
void
measure_print_total (MeasureStart start,
                     unsigned     n,
                     const char  *key)
{
  g_print ("total\t%s\t%u\t%.4f\t%.4f\n", key, n, (double) (clock_us (CLOCK_MONOTONIC) - start.wall_us) / G_USEC_PER_SEC,
           (double) (clock_us (CLOCK_PROCESS_CPUTIME_ID) - start.process_us) / G_USEC_PER_SEC);
}
