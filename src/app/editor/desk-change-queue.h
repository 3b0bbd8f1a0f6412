/* desk-change-queue.h - changes on their way to the library, one at a time
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/editor/desk-change.h"
#include "app/library/desk-library.h"

G_BEGIN_DECLS

/**
 * DeskChangeQueueOwner:
 * @rebase: the change is about to run: put it on top of what is stored
 * @done: the change has run: @changed says what is stored now, or it is %NULL
 *   and @error says why the change is not; more may be pushed. Returns whether
 *   it is to be tried again, before all that wait
 * @moved: other changes wait, or run, than before
 * @get_failure: (nullable): why is something of @owner's not stored, where all
 *   that can be done now is done?
 *
 * What a queue asks of whom it belongs to.
 */
typedef struct
{
  void (*rebase) (gpointer    owner,
                  DeskChange *change);
  gboolean (*done) (gpointer          owner,
                    const DeskChange *change,
                    DeskChanged      *changed,
                    const GError     *error);
  void (*moved) (gpointer owner);
  const GError *(*get_failure) (gpointer owner);
} DeskChangeQueueOwner;

typedef struct _DeskChangeQueue DeskChangeQueue;

DeskChangeQueue *desk_change_queue_new (DeskLibrary                *library,
                                        const DeskChangeQueueOwner *calls,
                                        GObject                    *owner) G_GNUC_WARN_UNUSED_RESULT;
void desk_change_queue_free (DeskChangeQueue *self);

void desk_change_queue_push (DeskChangeQueue *self,
                             DeskChange      *change);
void desk_change_queue_flush (DeskChangeQueue *self,
                              GTask           *task);

DeskChange *desk_change_queue_steal_text (DeskChangeQueue *self,
                                          const char      *language) G_GNUC_WARN_UNUSED_RESULT;

const DeskChange *desk_change_queue_peek_last (const DeskChangeQueue *self,
                                               DeskChangeKind         kind,
                                               const char            *language);

gboolean desk_change_queue_is_empty (const DeskChangeQueue *self);
gboolean desk_change_queue_has_writes (const DeskChangeQueue *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskChangeQueue, desk_change_queue_free)

G_END_DECLS
