/* desk-change-queue.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-change-queue.h"

/* Of the changes one at a time is on its way, so that each is put on top of what
 * the one before it has left:
 *
 *   push → changes ──rebase──→ running → done, moved
 *              ↑                  │
 *              └──── the next ────┘
 *
 * The owner frees the queue, so the queue borrows it; but while a change is on
 * its way the queue holds it. Whoever lets go of the owner then takes nothing
 * back: all that was pushed is still written, and the owner goes after it.
 *
 * Between its calls to the owner nothing waits unless something runs.
 */
struct _DeskChangeQueue
{
  DeskLibrary                *library;
  const DeskChangeQueueOwner *calls;
  GObject                    *owner;   /* borrowed; a reference is held while @running is set */
  GQueue                      changes; /* DeskChange, owned */
  DeskChange                 *running; /* the library's thread has a copy */
  GPtrArray                  *flushes; /* GTask, owned */
};

static void pump (DeskChangeQueue *self);

static void
finish_flushes (DeskChangeQueue *self)
{
  g_autoptr(GPtrArray) flushes = g_steal_pointer (&self->flushes);

  self->flushes = g_ptr_array_new_with_free_func (g_object_unref);
  for (unsigned i = 0; i < flushes->len; i++)
    {
      GTask *task = flushes->pdata[i];
      const GError *failure = self->calls->get_failure (self->owner);

      if (failure != NULL)
        g_task_return_error (task, g_error_copy (failure));
      else
        g_task_return_boolean (task, TRUE);
    }
}

static void
change_run_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  DeskChangeQueue *self = user_data;
  g_autoptr(GObject) owner = self->owner; /* the reference that pump() took */
  g_autoptr(DeskChange) change = g_steal_pointer (&self->running);
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskChanged) changed = desk_library_run_finish (DESK_LIBRARY (object), result, &error);

  self->calls->done (owner, change, changed, error);
  pump (self);
  self->calls->moved (owner);
}

static void
pump (DeskChangeQueue *self)
{
  if (self->running != NULL)
    return;

  self->running = g_queue_pop_head (&self->changes);
  if (self->running == NULL)
    {
      finish_flushes (self);
      return;
    }

  g_object_ref (self->owner);
  self->calls->rebase (self->owner, self->running);
  desk_library_run_async (self->library, desk_change_run,
                          desk_change_copy (self->running), (GDestroyNotify) desk_change_free,
                          (GDestroyNotify) desk_changed_free, NULL, change_run_cb, self);
}

/**
 * desk_change_queue_new:
 * @library: where the changes go
 * @calls: (transfer none): what to ask of @owner; outlives the queue
 * @owner: (transfer none): whose queue it is; it frees the queue, and no sooner
 *   than when it is finalized itself
 *
 * Returns: (transfer full): a queue where nothing waits
 */
DeskChangeQueue *
desk_change_queue_new (DeskLibrary                *library,
                       const DeskChangeQueueOwner *calls,
                       GObject                    *owner)
{
  DeskChangeQueue *self = g_new0 (DeskChangeQueue, 1);

  self->library = g_object_ref (library);
  self->calls = calls;
  self->owner = owner;
  g_queue_init (&self->changes);
  self->flushes = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

/**
 * desk_change_queue_free:
 * @self: (nullable): a queue of which nothing is on its way
 */
void
desk_change_queue_free (DeskChangeQueue *self)
{
  if (self == NULL)
    return;

  g_assert (self->running == NULL);
  g_queue_clear_full (&self->changes, (GDestroyNotify) desk_change_free);
  g_ptr_array_unref (self->flushes);
  g_object_unref (self->library);
  g_free (self);
}

/**
 * desk_change_queue_push:
 * @change: (transfer full): comes after all that wait
 */
void
desk_change_queue_push (DeskChangeQueue *self,
                        DeskChange      *change)
{
  g_return_if_fail (self != NULL && change != NULL);

  g_queue_push_tail (&self->changes, change);
  pump (self);
  self->calls->moved (self->owner);
}

/**
 * desk_change_queue_flush:
 * @task: (transfer full): returns %TRUE, or the owner's failure
 *
 * Returns @task as soon as nothing waits any more.
 */
void
desk_change_queue_flush (DeskChangeQueue *self,
                         GTask           *task)
{
  g_return_if_fail (self != NULL && G_IS_TASK (task));

  g_ptr_array_add (self->flushes, task);
  pump (self);
}

/**
 * desk_change_queue_is_empty:
 *
 * Returns: whether nothing waits; a change may be on its way
 */
gboolean
desk_change_queue_is_empty (const DeskChangeQueue *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->changes.length == 0;
}

/**
 * desk_change_queue_has_writes:
 *
 * Returns: whether something is still to be written: a change waits, of whatever
 *   kind, or one that does more than read is on its way
 */
gboolean
desk_change_queue_has_writes (const DeskChangeQueue *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->changes.length > 0 || (self->running != NULL && self->running->kind != DESK_CHANGE_RELOAD);
}
