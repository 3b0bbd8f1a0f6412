/* measure.h - times of one thing done many times
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Milliseconds, one a run, in the order they came. */
typedef GArray Measure;

Measure *measure_new (void) G_GNUC_WARN_UNUSED_RESULT;
void     measure_add (Measure *self,
                      gint64   start_us);
double   measure_percentile (Measure *self,
                             double   share);
void     measure_print (Measure    *self,
                        const char *what);

gint64 measure_cpu_us (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Measure, g_array_unref)

G_END_DECLS
