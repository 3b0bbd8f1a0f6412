/* desk-failure.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-failure.h"

#include <glib/gi18n.h>

/* What the store says of a conflict is for whoever reads again and tries again. */
static GError *
copy_conflict (void)
{
  return g_error_new_literal (DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT,
                              _("Not saved: somebody else changed the same place. Choose what stays."));
}

/**
 * desk_failure_set:
 * @kind: what kind of change has failed
 * @error: why
 */
void
desk_failure_set (DeskFailure   *self,
                  DeskChangeKind kind,
                  const GError  *error)
{
  g_return_if_fail (self != NULL && error != NULL);

  g_clear_error (&self->error);
  self->error = self->has_conflict ? copy_conflict () : g_error_copy (error);
  self->kind = kind;
}

/**
 * desk_failure_clear:
 *
 * All goes well.
 */
void
desk_failure_clear (DeskFailure *self)
{
  g_return_if_fail (self != NULL);

  g_clear_error (&self->error);
  self->has_conflict = FALSE;
}

/**
 * desk_failure_can_pass:
 * @change: what was not written
 * @error: why
 *
 * A text is given up never, other changes where time can't mend it: what was
 * chosen is shown as it is stored, and can be chosen again.
 *
 * Returns: whether @change is to be tried again by itself
 */
gboolean
desk_failure_can_pass (const DeskChange *change,
                       const GError     *error)
{
  gboolean is_busy = g_error_matches (error, DESK_STORE_ERROR, DESK_STORE_ERROR_BUSY) ||
                     g_error_matches (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FULL);
  gboolean is_about_text = g_error_matches (error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT) ||
                           g_error_matches (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID);

  return is_busy || (change->kind == DESK_CHANGE_TEXT && !is_about_text);
}

/**
 * desk_failure_is_over:
 * @change: what has just been written
 *
 * Reading says nothing about what could not be written.
 *
 * Returns: whether @change has put an end to the failure
 */
gboolean
desk_failure_is_over (const DeskFailure *self,
                      const DeskChange  *change)
{
  return !self->has_conflict && (change->kind != DESK_CHANGE_RELOAD || self->kind == DESK_CHANGE_RELOAD);
}
