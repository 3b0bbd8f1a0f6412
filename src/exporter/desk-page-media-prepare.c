/* desk-page-media-prepare.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-page-media-private.h"

#include "desk-export.h"
#include "store/desk-released.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The pictures of texts whose pages will be made, before any is: a page has to know
 * their sizes, and as many can be made side by side as there are processors.
 *
 *   jobs    made before the pool is, each then of one thread alone
 *   n_done  both sides, under lock
 *
 * A picture that is at fault is left out and named. Anything else, a full disk
 * or a missing program, ends the export.
 */

typedef struct
{
  DeskPictureKind  kind;
  const DeskMedia *media;
  char            *original;
  DeskPictureSet  *set;
  GError          *error;
} Job;

typedef struct
{
  DeskPageMedia *media;
  GHashTable    *seen; /* char *name */
  GPtrArray     *jobs;
  GCancellable  *cancellable;
  GMutex         lock;
  GCond          changed;
  unsigned       n_done;
} Preparation;

static void
job_free (Job *job)
{
  g_free (job->original);
  g_clear_pointer (&job->set, desk_picture_set_free);
  g_clear_error (&job->error);
  g_free (job);
}

static void
preparation_clear (Preparation *self)
{
  g_hash_table_unref (self->seen);
  g_ptr_array_unref (self->jobs);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Preparation, preparation_clear)

/* Either it is there, or it is known that it can't be, or a job will make it. */
static void
want (Preparation     *self,
      DeskPictureKind  kind,
      const DeskMedia *media)
{
  char *name = desk_page_media_dup_name (kind, media);
  g_autoptr(GError) fault = NULL;
  DeskPictureSet *set;
  Job *job;

  if (!g_hash_table_add (self->seen, name) || !desk_media_is_picture (media))
    return;

  set = desk_picture_cache_find (self->media->cache, kind, media, &fault);
  if (set != NULL || fault != NULL)
    {
      (void) desk_page_media_take (self->media, kind, media, set, g_steal_pointer (&fault), NULL); /* a fault of the picture's */
      return;
    }

  job = g_new0 (Job, 1);
  *job = (Job) { .kind = kind, .media = media, .original = desk_store_dup_media_path (self->media->store, media) };
  g_ptr_array_add (self->jobs, job);
}

static void
want_all (Preparation     *self,
          const DeskPlan  *plan,
          const GPtrArray *uses)
{
  for (unsigned i = 0; i < uses->len; i++)
    {
      const DeskMediaUse *use = uses->pdata[i];
      const DeskMedia *media = desk_page_media_find_any (self->media, use->id);

      if (media == NULL)
        continue;
      want (self, DESK_PICTURE_SIZES, media);
      if (use->is_cover && plan->origin != NULL) /* only a whole address can be told to others */
        want (self, DESK_PICTURE_CROPS, media);
    }
}

/* Those of each text whose page is made, or of all at once where that is shorter. */
static gboolean
want_marked (Preparation         *self,
             const DeskPlan      *plan,
             const DeskPlanMarks *marks,
             GError             **error)
{
  gboolean is_all = marks->is_all || g_hash_table_size (marks->languages) > 0;
  GHashTableIter iter;
  gpointer id = NULL;

  g_hash_table_iter_init (&iter, marks->texts);
  while (is_all || g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_autoptr(GPtrArray) uses = desk_store_list_released_media (self->media->store, is_all ? 0 : (gint64) GPOINTER_TO_SIZE (id), error);

      if (uses == NULL)
        return FALSE;
      want_all (self, plan, uses);
      if (is_all)
        break;
    }

  return TRUE;
}

static void
run_job (gpointer data,
         gpointer user_data)
{
  Job *job = data;
  Preparation *self = user_data;

  if (!g_cancellable_set_error_if_cancelled (self->cancellable, &job->error))
    job->set = desk_picture_cache_make (self->media->cache, job->kind, job->media, job->original, self->cancellable, &job->error);

  g_mutex_lock (&self->lock);
  self->n_done++;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

static void
wait_for_jobs (Preparation     *self,
               DeskProgressFunc progress,
               gpointer         user_data)
{
  unsigned n_told = 0;

  while (n_told < self->jobs->len)
    {
      g_mutex_lock (&self->lock);
      while (self->n_done == n_told)
        g_cond_wait (&self->changed, &self->lock);
      n_told = self->n_done;
      g_mutex_unlock (&self->lock);

      if (progress != NULL)
        progress (_("Making pictures ready"), (double) n_told / self->jobs->len, user_data);
    }
}

static gboolean
take_job (DeskPageMedia *media,
          Job           *job,
          GError       **error)
{
  return desk_page_media_take (media, job->kind, job->media, g_steal_pointer (&job->set), g_steal_pointer (&job->error), error);
}

static gboolean
run_jobs (Preparation     *self,
          DeskProgressFunc progress,
          gpointer         user_data,
          GError         **error)
{
  GThreadPool *pool = g_thread_pool_new (run_job, self, (int) g_get_num_processors (), FALSE, NULL);

  for (unsigned i = 0; i < self->jobs->len; i++)
    g_thread_pool_push (pool, self->jobs->pdata[i], NULL);
  wait_for_jobs (self, progress, user_data);
  g_thread_pool_free (pool, FALSE, TRUE);

  for (unsigned i = 0; i < self->jobs->len; i++)
    {
      if (!take_job (self->media, self->jobs->pdata[i], error))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_page_media_prepare:
 * @progress: (nullable): told about each picture that has to be made
 *
 * Makes the pictures of marked texts ready, as far as they are not.
 *
 * Returns: %FALSE with @error set
 */
gboolean
desk_page_media_prepare (DeskPageMedia       *self,
                         const DeskPlan      *plan,
                         const DeskPlanMarks *marks,
                         DeskProgressFunc     progress,
                         gpointer             user_data,
                         GCancellable        *cancellable,
                         GError             **error)
{
  g_auto(Preparation) preparation = {
    .media = self,
    .seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) job_free),
    .cancellable = cancellable,
  };

  g_mutex_init (&preparation.lock);
  g_cond_init (&preparation.changed);
  g_set_object (&self->cancellable, cancellable);
  if (self->cache == NULL)
    self->cache = desk_picture_cache_new (error);
  if (self->cache == NULL)
    return FALSE;

  return want_marked (&preparation, plan, marks, error) &&
         (preparation.jobs->len == 0 || run_jobs (&preparation, progress, user_data, error));
}
