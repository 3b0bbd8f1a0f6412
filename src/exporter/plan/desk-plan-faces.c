/* desk-plan-faces.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-plan-face.h"

#include "store/desk-reading.h"

/* While one thread puts a text into the plan, another reads those behind it, by a
 * connection of its own. It is never far ahead, so that memory stays as it is.
 *
 *   store, reading, ids       the reader's, from its start to its end
 *   faces, error, is_stopped  under the lock
 *
 * Few texts are read by who asks: a thread and a connection take as long as some dozens.
 */

#define CACHE_KIB 1024 /* of the library, which is gone through once */
#define N_AHEAD 32
#define WORTH_IT 64

struct _DeskPlanFaces
{
  DeskStore   *store;
  DeskReading *reading; /* (nullable) */
  GArray      *ids;
  unsigned     n_given;
  GThread     *thread;  /* (nullable) */
  GMutex       lock;
  GCond        changed;
  GQueue       faces;
  GError      *error;   /* (nullable) */
  gboolean     is_stopped;
};

/* Returns: whether there is room for one more; waits until there is */
static gboolean
wait_for_room (DeskPlanFaces *self)
{
  gboolean is_stopped;

  g_mutex_lock (&self->lock);
  while (!self->is_stopped && self->faces.length >= N_AHEAD)
    g_cond_wait (&self->changed, &self->lock);
  is_stopped = self->is_stopped;
  g_mutex_unlock (&self->lock);

  return !is_stopped;
}

static void
hand_over (DeskPlanFaces *self,
           DeskPlanFace  *face,  /* eaten; nullable */
           GError        *error) /* eaten; nullable */
{
  g_mutex_lock (&self->lock);
  if (face != NULL)
    g_queue_push_tail (&self->faces, face);
  self->error = error;
  self->is_stopped = self->is_stopped || error != NULL;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

static gpointer
read_cb (gpointer data)
{
  DeskPlanFaces *self = data;

  for (unsigned i = 0; i < self->ids->len && wait_for_room (self); i++)
    {
      GError *error = NULL;
      DeskPlanFace *face = desk_plan_face_read (self->store, g_array_index (self->ids, gint64, i), &error);

      hand_over (self, face, error);
    }

  return NULL;
}

/* Returns: whether the thread runs */
static gboolean
start (DeskPlanFaces *self,
       DeskStore     *store,
       GError       **error)
{
  self->store = desk_store_open_again (store, error);
  if (self->store == NULL || !desk_store_limit_memory (self->store, CACHE_KIB, error))
    return FALSE;
  self->reading = desk_reading_begin (self->store, error);
  if (self->reading == NULL)
    return FALSE;

  self->thread = g_thread_new ("read-texts", read_cb, self);
  return TRUE;
}

/**
 * desk_plan_faces_new:
 * @store: a library
 * @ids: (element-type gint64): rows of editions
 *
 * Returns: (transfer full): what readers have of each, by and by; %NULL with @error set
 */
DeskPlanFaces *
desk_plan_faces_new (DeskStore    *store,
                     const GArray *ids,
                     GError      **error)
{
  g_autoptr(DeskPlanFaces) self = g_new0 (DeskPlanFaces, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->faces);
  self->ids = g_array_copy ((GArray *) ids);
  if (ids->len < WORTH_IT)
    self->store = g_object_ref (store);
  else if (!start (self, store, error))
    return NULL;

  return g_steal_pointer (&self);
}

static DeskPlanFace *
take_next (DeskPlanFaces *self,
           GError       **error)
{
  DeskPlanFace *face;

  g_mutex_lock (&self->lock);
  while (self->faces.length == 0 && self->error == NULL)
    g_cond_wait (&self->changed, &self->lock);
  face = g_queue_pop_head (&self->faces);
  if (face == NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);

  return face;
}

/**
 * desk_plan_faces_next:
 *
 * Returns: (transfer full): that of the next one; as often as there are @ids, and not
 *   once %NULL was returned with @error set
 */
DeskPlanFace *
desk_plan_faces_next (DeskPlanFaces *self,
                      GError       **error)
{
  g_return_val_if_fail (self->n_given < self->ids->len, NULL);

  self->n_given++;
  if (self->thread != NULL)
    return take_next (self, error);

  return desk_plan_face_read (self->store, g_array_index (self->ids, gint64, self->n_given - 1), error);
}

void
desk_plan_faces_free (DeskPlanFaces *self)
{
  if (self == NULL)
    return;

  if (self->thread != NULL)
    {
      g_mutex_lock (&self->lock);
      self->is_stopped = TRUE;
      g_cond_signal (&self->changed);
      g_mutex_unlock (&self->lock);
      g_thread_join (self->thread);
    }
  g_clear_pointer (&self->reading, desk_reading_free);
  g_clear_object (&self->store);
  g_clear_pointer (&self->ids, g_array_unref);
  g_queue_clear_full (&self->faces, (GDestroyNotify) desk_plan_face_free);
  g_clear_error (&self->error);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}
