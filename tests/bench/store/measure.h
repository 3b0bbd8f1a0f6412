/* measure.h - times of one thing done many times
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 wall_us;
  gint64 cpu_us;     /* this thread's */
  gint64 process_us; /* all threads' */
} MeasureStart;

typedef struct _Measure Measure;

Measure *measure_new (void) G_GNUC_WARN_UNUSED_RESULT;
void     measure_free (Measure *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Measure, measure_free)

MeasureStart measure_start (void);
void         measure_stop (Measure     *self,
                           MeasureStart start);
void         measure_append (Measure *self,
                             Measure *others);

void measure_print (Measure    *self,
                    const char *key);
void measure_print_total (MeasureStart start,
                          unsigned     n,
                          const char  *key);

G_END_DECLS
