/* desk-change-queue.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-change-queue.h"

#define RETRY_S 5

/* Of the changes one at a time is on its way, so that each is put on top of what
 * the one before it has left:
 *
 *   push → changes ──rebase──→ running → done, moved
 *              ↑                  │
 *              ├──── the next ────┤
 *              └─ failed: first ──┘ after RETRY_S, or at the next flush
 *
 * The owner frees the queue, so the queue borrows it; but while a change is on
 * its way, or is to be tried again, the queue holds it. Whoever lets go of the
 * owner then takes nothing back: all that was pushed is still written, and the
 * owner goes after it.
 *
 * Between its calls to the owner nothing waits unless something runs or failed.
 */
struct _DeskChangeQueue
{
  DeskLibrary                *library;
  const DeskChangeQueueOwner *calls;
  GObject                    *owner;   /* borrowed; held while @running or @retry_id is set */
  GQueue                      changes; /* DeskChange, owned */
  DeskChange                 *running; /* the library's thread has a copy */
  unsigned                    retry_id;
  gboolean                    is_telling; /* the owner hears how a change went */
  GPtrArray                  *flushes;    /* GTask, owned */
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
retry_cb (gpointer user_data)
{
  DeskChangeQueue *self = user_data;
  g_autoptr(GObject) owner = self->owner; /* the reference that wait_to_retry() took */

  self->retry_id = 0;
  pump (self);
}

static void
wait_to_retry (DeskChangeQueue *self,
               DeskChange      *change) /* eaten */
{
  g_queue_push_head (&self->changes, change);
  g_object_ref (self->owner);
  self->retry_id = g_timeout_add_seconds_once (RETRY_S, retry_cb, self);
  finish_flushes (self);
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
  gboolean is_tried_again;

  self->is_telling = TRUE;
  is_tried_again = self->calls->done (owner, change, changed, error);
  self->is_telling = FALSE;
  if (is_tried_again)
    wait_to_retry (self, g_steal_pointer (&change));
  else
    pump (self);
  self->calls->moved (owner);
}

static void
pump (DeskChangeQueue *self)
{
  if (self->running != NULL || self->is_telling || self->retry_id != 0)
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
 * Returns @task as soon as nothing waits any more, or the first change has failed
 * once more.
 */
void
desk_change_queue_flush (DeskChangeQueue *self,
                         GTask           *task)
{
  g_return_if_fail (self != NULL && G_IS_TASK (task));

  g_ptr_array_add (self->flushes, task);
  if (self->retry_id != 0)
    {
      g_source_remove (self->retry_id);
      retry_cb (self);
    }
  else
    {
      pump (self);
    }
}

/**
 * desk_change_queue_steal_text:
 * @language: an edition's
 *
 * Takes out the texts of an edition that wait: the one before them could not be
 * written on top of what is stored, and neither could they.
 *
 * Returns: (transfer full) (nullable): the last of them, which has all that the
 *   others have
 */
DeskChange *
desk_change_queue_steal_text (DeskChangeQueue *self,
                              const char      *language)
{
  DeskChange *last = NULL;
  GList *next;

  g_return_val_if_fail (self != NULL && language != NULL, NULL);

  for (GList *link = self->changes.head; link != NULL; link = next)
    {
      DeskChange *change = link->data;

      next = link->next;
      if (change->kind != DESK_CHANGE_TEXT || !g_str_equal (change->language, language))
        continue;

      desk_change_free (last);
      last = change;
      g_queue_delete_link (&self->changes, link);
    }

  return last;
}

static gboolean
is_about (const DeskChange *change,
          DeskChangeKind    kind,
          const char       *language)
{
  return change->kind == kind && (kind == DESK_CHANGE_ARTICLE || g_str_equal (change->language, language));
}

/**
 * desk_change_queue_peek_last:
 * @kind: what it is about
 * @language: an edition's; of no matter for the fields of the article
 *
 * Returns: (transfer none) (nullable): the last change of that kind that waits or
 *   is on its way: what is asked for next builds on it
 */
const DeskChange *
desk_change_queue_peek_last (const DeskChangeQueue *self,
                             DeskChangeKind         kind,
                             const char            *language)
{
  g_return_val_if_fail (self != NULL && language != NULL, NULL);

  for (const GList *link = self->changes.tail; link != NULL; link = link->prev)
    {
      if (is_about (link->data, kind, language))
        return link->data;
    }

  return self->running != NULL && is_about (self->running, kind, language) ? self->running : NULL;
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
