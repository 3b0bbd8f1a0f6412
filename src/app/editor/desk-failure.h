/* desk-failure.h - why something of a document is not stored
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/editor/desk-change.h"

G_BEGIN_DECLS

/**
 * DeskFailure:
 * @error: (nullable): why; %NULL while all goes well
 * @kind: what kind of change it is about
 * @has_conflict: a text and what is stored do not merge by themselves; a person
 *   has to decide
 */
typedef struct
{
  GError        *error;
  DeskChangeKind kind;
  gboolean       has_conflict;
} DeskFailure;

void desk_failure_set (DeskFailure   *self,
                       DeskChangeKind kind,
                       const GError  *error);
void     desk_failure_clear (DeskFailure *self);

gboolean desk_failure_can_pass (const DeskChange *change,
                                const GError     *error);
gboolean desk_failure_is_over (const DeskFailure *self,
                               const DeskChange  *change);

G_END_DECLS
