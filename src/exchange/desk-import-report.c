/* desk-import-report.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-import-report.h"

DeskImportReport *
desk_import_report_new (void)
{
  DeskImportReport *self = g_new0 (DeskImportReport, 1);

  self->problems = g_ptr_array_new_with_free_func (g_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
desk_import_report_free (DeskImportReport *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

/**
 * desk_import_report_take_problem:
 * @problem: (transfer full): with a file that can't be used
 */
void
desk_import_report_take_problem (DeskImportReport *self,
                                 GError           *problem)
{
  if (self->n_problems++ < DESK_IMPORT_MAX_PROBLEMS)
    g_ptr_array_add (self->problems, g_strdup (problem->message));
  g_error_free (problem);
}

/**
 * desk_import_report_take_note:
 * @note: (transfer full): a line
 */
void
desk_import_report_take_note (DeskImportReport *self,
                              char             *note)
{
  g_ptr_array_add (self->notes, note);
}
