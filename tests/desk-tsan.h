/* desk-tsan.h - the order that ThreadSanitizer can't see
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Included before everything else, in the ThreadSanitizer build alone. GLib's
 * locks are futexes inside a library that is not instrumented, so nothing orders
 * a push before the pop that receives it. These wrappers say so. They are keyed
 * on the object that is handed over, not on the queue, so that no order is
 * invented between what has none.
 */
#pragma once

#define _GNU_SOURCE /* as the sources that need it do, which come too late here */

#include <gio/gio.h>

void __tsan_acquire (void *addr);
void __tsan_release (void *addr);

static inline void
desk_tsan_lock (GMutex *mutex)
{
  (g_mutex_lock) (mutex);
  __tsan_acquire (mutex);
}

static inline void
desk_tsan_unlock (GMutex *mutex)
{
  __tsan_release (mutex);
  (g_mutex_unlock) (mutex);
}

static inline void
desk_tsan_wait (GCond  *cond,
                GMutex *mutex)
{
  __tsan_release (mutex);
  (g_cond_wait) (cond, mutex);
  __tsan_acquire (mutex);
}

static inline void
desk_tsan_push_sorted (GAsyncQueue     *queue,
                       gpointer         item,
                       GCompareDataFunc func,
                       gpointer         user_data)
{
  __tsan_release (item);
  (g_async_queue_push_sorted) (queue, item, func, user_data);
}

static inline gpointer
desk_tsan_pop (GAsyncQueue *queue)
{
  gpointer item = (g_async_queue_pop) (queue);

  __tsan_acquire (item);
  return item;
}

static inline void
desk_tsan_return_boolean (GTask   *task,
                          gboolean value)
{
  __tsan_release (task);
  (g_task_return_boolean) (task, value);
}

static inline void
desk_tsan_return_pointer (GTask         *task,
                          gpointer       value,
                          GDestroyNotify destroy)
{
  __tsan_release (task);
  (g_task_return_pointer) (task, value, destroy);
}

static inline void
desk_tsan_return_error (GTask  *task,
                        GError *error)
{
  __tsan_release (task);
  (g_task_return_error) (task, error);
}

static inline gboolean
desk_tsan_propagate_boolean (GTask   *task,
                             GError **error)
{
  __tsan_acquire (task);
  return (g_task_propagate_boolean) (task, error);
}

static inline gpointer
desk_tsan_propagate_pointer (GTask   *task,
                             GError **error)
{
  __tsan_acquire (task);
  return (g_task_propagate_pointer) (task, error);
}

typedef struct
{
  GFunc    func;
  gpointer user_data;
} DeskTsanPool;

static inline void
desk_tsan_run_in_pool (gpointer item,
                       gpointer data)
{
  DeskTsanPool *pool = data;

  __tsan_acquire (item);
  pool->func (item, pool->user_data);
}

/* What it remembers stays until the program ends: a pool says to nobody when it goes. */
static inline GThreadPool *
desk_tsan_pool_new (GFunc    func,
                    gpointer user_data,
                    int      max_threads,
                    gboolean is_exclusive,
                    GError **error)
{
  DeskTsanPool *pool = g_new (DeskTsanPool, 1);

  *pool = (DeskTsanPool) { func, user_data };
  return (g_thread_pool_new) (desk_tsan_run_in_pool, pool, max_threads, is_exclusive, error);
}

static inline gboolean
desk_tsan_pool_push (GThreadPool *pool,
                     gpointer     item,
                     GError     **error)
{
  __tsan_release (item);
  return (g_thread_pool_push) (pool, item, error);
}

#define g_thread_pool_new(func, data, max, is_exclusive, error) desk_tsan_pool_new (func, data, max, is_exclusive, error)
#define g_thread_pool_push(pool, item, error) desk_tsan_pool_push (pool, item, error)
#define g_mutex_lock(mutex) desk_tsan_lock (mutex)
#define g_mutex_unlock(mutex) desk_tsan_unlock (mutex)
#define g_cond_wait(cond, mutex) desk_tsan_wait (cond, mutex)
#define g_async_queue_push_sorted(queue, item, func, data) desk_tsan_push_sorted (queue, item, func, data)
#define g_async_queue_pop(queue) desk_tsan_pop (queue)
#define g_task_return_boolean(task, value) desk_tsan_return_boolean (task, value)
#define g_task_return_pointer(task, value, destroy) desk_tsan_return_pointer (task, value, destroy)
#define g_task_return_error(task, error) desk_tsan_return_error (task, error)
#define g_task_propagate_boolean(task, error) desk_tsan_propagate_boolean (task, error)
#define g_task_propagate_pointer(task, error) desk_tsan_propagate_pointer (task, error)
