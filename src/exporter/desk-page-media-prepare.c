/* desk-page-media-prepare.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-page-media-private.h"

#include "desk-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* All pictures that released texts name, before any page is made: a page has to
 * know their sizes, and as many can be made side by side as there are processors.
 *
 *   jobs    made before the pool is, each then of one thread alone
 *   n_done  both sides, under lock
 *
 * A picture that is at fault is left out and named. Anything else, a full disk
 * or a missing program, ends the export.
 */

#define REFERENCE "media:"
#define HASH_CHARS 64

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

/* What is wrong with a picture is said once, whatever it is wanted for. */
static void
add_problem (DeskPageMedia *media,
             const GError  *error)
{
  if (!g_ptr_array_find_with_equal_func (media->problems, error->message, g_str_equal, NULL))
    g_ptr_array_add (media->problems, g_strdup (error->message));
}

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
  if (fault != NULL)
    add_problem (self->media, fault);
  if (set != NULL || fault != NULL)
    {
      g_hash_table_replace (self->media->sets, g_strdup (name), set);
      return;
    }

  job = g_new0 (Job, 1);
  *job = (Job) { .kind = kind, .media = media, .original = desk_store_dup_media_path (self->media->store, media) };
  g_ptr_array_add (self->jobs, job);
}

/* Looked for by their words: what a link in a text is only a tree would know, and
 * one picture too many is merely made. */
static void
want_named (Preparation *self,
            const char  *body)
{
  for (const char *at = body; at != NULL && (at = strstr (at, REFERENCE)) != NULL; at += strlen (REFERENCE))
    {
      g_autofree char *sha256 = g_strndup (at + strlen (REFERENCE), HASH_CHARS);
      const DeskMedia *media = desk_page_media_find (self->media, sha256);

      if (media != NULL)
        want (self, DESK_PICTURE_SIZES, media);
    }
}

static void
want_logo (Preparation *self,
           const char  *id)
{
  const DeskMedia *logo = desk_page_media_find_any (self->media, id);

  if (logo != NULL && desk_media_is_picture (logo))
    want (self, DESK_PICTURE_SIZES, logo);
  else if (*id != '\0')
    g_ptr_array_add (self->media->problems, g_strdup (_("The site's logo is not a picture of the library; choose another one")));
}

static void
want_all (Preparation    *self,
          const DeskPlan *plan)
{
  want_logo (self, desk_site_get (plan->site, "logo", NULL));
  for (unsigned i = 0; i < plan->languages->len; i++)
    {
      const DeskPlanLanguage *language = plan->languages->pdata[i];

      for (unsigned j = 0; j < language->articles->len; j++)
        {
          const DeskPlanArticle *planned = language->articles->pdata[j];

          want_named (self, planned->edition->body);
          if (planned->article->cover == NULL)
            continue;
          want (self, DESK_PICTURE_SIZES, planned->article->cover);
          if (plan->origin != NULL) /* only a whole address can be told to others */
            want (self, DESK_PICTURE_CROPS, planned->article->cover);
        }
    }
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
  gboolean passes = g_error_matches (job->error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_PICTURE_NOW);

  if (job->error != NULL && !passes && !g_error_matches (job->error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_PICTURE))
    {
      g_propagate_error (error, g_steal_pointer (&job->error));
      return FALSE;
    }

  if (job->error != NULL)
    {
      media->may_pass = media->may_pass || passes;
      add_problem (media, job->error);
    }
  g_hash_table_replace (media->sets, desk_page_media_dup_name (job->kind, job->media), g_steal_pointer (&job->set));
  return TRUE;
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
 * Makes the pictures of @plan ready, as far as they are not.
 *
 * Returns: %FALSE with @error set
 */
gboolean
desk_page_media_prepare (DeskPageMedia   *self,
                         const DeskPlan  *plan,
                         DeskProgressFunc progress,
                         gpointer         user_data,
                         GCancellable    *cancellable,
                         GError         **error)
{
  g_auto(Preparation) preparation = {
    .media = self,
    .seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) job_free),
    .cancellable = cancellable,
  };

  g_mutex_init (&preparation.lock);
  g_cond_init (&preparation.changed);
  if (self->cache == NULL)
    self->cache = desk_picture_cache_new (error);
  if (self->cache == NULL)
    return FALSE;

  want_all (&preparation, plan);
  if (preparation.jobs->len > 0 && !run_jobs (&preparation, progress, user_data, error))
    return FALSE;

  g_ptr_array_sort_values (self->problems, (GCompareFunc) strcmp);
  return TRUE;
}
