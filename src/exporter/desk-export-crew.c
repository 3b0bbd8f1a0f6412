/* desk-export-crew.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-export-private.h"

#include "desk-search-index.h"
#include "desk-sitemap.h"
#include "exporter/feed/desk-feed.h"
#include "store/desk-reading.h"

#include <glib/gi18n-lib.h>

/* What there are many of, by as many threads as there are processors where that is worth
 * it. Each has its own eyes: a connection to the library, one to the plan, and what
 * pages are made with. One more thread, the export's, tells how far they are.
 *
 *   tasks, marks' pages   nobody changes them while threads run
 *   next                  any thread, atomically
 *   output, its state     under the output's lock
 *   n_preparing, n_done, n_running, error, is_stopped   under the crew's lock
 *
 * None begins before all have their eyes: they are opened while nothing is written.
 */

#define CACHE_KIB 2048 /* of the library, which is gone through once */
#define WORTH_IT 16    /* tasks: to be ready takes a thread about as long as four of them */

typedef enum
{
  TASK_TEXT,
  TASK_LIST,  /* its pages */
  TASK_FEED,  /* of home or a section */
  TASK_PIECE, /* a month of what the search looks through */
  TASK_MAP,   /* a month of the sitemap */
} TaskKind;

typedef struct
{
  TaskKind kind;
  unsigned language; /* its place in the plan */
  gint64   row;      /* of a text or a list */
} Task;

typedef struct
{
  DeskExport *export;
  GArray     *tasks;
  int         next;
  GMutex      lock;
  GCond       changed;
  GCond       ready;
  unsigned    n_preparing;
  unsigned    n_done;
  unsigned    n_running;
  gboolean    is_stopped;
  GError     *error;
} Crew;

typedef struct
{
  Crew        *crew;
  DeskExport   export;
  DeskReading *reading;
  GThread     *thread;
  gboolean     is_ready;
} Worker;

static void
crew_clear (Crew *self)
{
  g_array_unref (self->tasks);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_cond_clear (&self->ready);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Crew, crew_clear)

/* Tasks */

static void
add_task (GArray  *tasks,
          TaskKind kind,
          unsigned language,
          gint64   row)
{
  Task task = { kind, language, row };

  g_array_append_val (tasks, task);
}

static gboolean
add_texts (DeskExport *self,
           GArray     *tasks,
           unsigned    number,
           GError    **error)
{
  const DeskPlanLanguage *language = self->plan->languages->pdata[number];
  g_autoptr(GArray) ids = NULL;
  GHashTableIter iter;
  gpointer row;

  if (!desk_plan_marks_has_language (self->marks, language->edition_language))
    {
      g_hash_table_iter_init (&iter, self->marks->texts);
      while (g_hash_table_iter_next (&iter, &row, NULL))
        add_task (tasks, TASK_TEXT, number, (gint64) GPOINTER_TO_SIZE (row));
      return TRUE;
    }

  ids = desk_site_list_texts (desk_output_get_state (self->output), language->edition_language, error);
  for (unsigned i = 0; ids != NULL && i < ids->len; i++)
    add_task (tasks, TASK_TEXT, number, g_array_index (ids, gint64, i));

  return ids != NULL;
}

static void
add_lists (DeskExport *self,
           GArray     *tasks,
           unsigned    number)
{
  g_autoptr(GPtrArray) lists = desk_export_list_marked (self, self->plan->languages->pdata[number]);

  for (unsigned i = 0; i < lists->len; i++)
    add_task (tasks, TASK_LIST, number, ((const DeskPlanList *) lists->pdata[i])->row);
}

static void
add_all_of_kind (DeskExport      *self,
                 GArray          *tasks,
                 TaskKind         task_kind,
                 unsigned         number,
                 DeskPlanListKind kind)
{
  g_autoptr(GPtrArray) lists = desk_plan_language_list_lists (self->plan->languages->pdata[number], kind);

  for (unsigned i = 0; i < lists->len; i++)
    add_task (tasks, task_kind, number, ((const DeskPlanList *) lists->pdata[i])->row);
}

/* Those lists of a kind that @marks has, or all. */
static void
add_marked (DeskExport      *self,
            GArray          *tasks,
            TaskKind         task_kind,
            unsigned         number,
            DeskPlanListKind kind,
            GHashTable      *marks)
{
  GHashTableIter iter;
  gpointer row;

  if (self->marks->is_all)
    {
      add_all_of_kind (self, tasks, task_kind, number, kind);
      return;
    }

  g_hash_table_iter_init (&iter, marks);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    {
      const DeskPlanList *list = desk_plan_language_find_list_at (self->plan->languages->pdata[number], (gint64) GPOINTER_TO_SIZE (row));

      if (list != NULL && list->kind == kind && list->n_articles > 0)
        add_task (tasks, task_kind, number, list->row);
    }
}

/* Feeds and sitemaps have whole addresses; a site that has none has none of them. */
static void
add_for_machines (DeskExport *self,
                  GArray     *tasks,
                  unsigned    number)
{
  const DeskPages *pages = self->pages->pdata[number];

  if (self->plan->origin != NULL)
    {
      add_marked (self, tasks, TASK_FEED, number, DESK_PLAN_HOME, self->marks->feeds);
      add_marked (self, tasks, TASK_FEED, number, DESK_PLAN_SECTION, self->marks->feeds);
      add_marked (self, tasks, TASK_MAP, number, DESK_PLAN_MONTH, self->marks->months);
    }
  if (pages->has_search)
    add_marked (self, tasks, TASK_PIECE, number, DESK_PLAN_MONTH, self->marks->pieces);
}

/* Lists first: some take long, and nobody is to wait for the last one. */
static GArray *
list_tasks (DeskExport *self,
            GError    **error)
{
  g_autoptr(GArray) tasks = g_array_new (FALSE, FALSE, sizeof (Task));

  for (unsigned i = 0; i < self->plan->languages->len; i++)
    {
      add_lists (self, tasks, i);
      add_for_machines (self, tasks, i);
    }
  for (unsigned i = 0; i < self->plan->languages->len; i++)
    {
      if (!add_texts (self, tasks, i, error))
        return NULL;
    }

  return desk_plan_check (self->plan, error) ? g_steal_pointer (&tasks) : NULL;
}

static gboolean
do_list_task (DeskExport   *self,
              TaskKind      kind,
              DeskPages    *pages,
              DeskPlanList *list,
              GError      **error)
{
  switch (kind)
    {
    case TASK_LIST:
      return desk_export_write_list (self, pages, list, error);

    case TASK_FEED:
      return desk_feed_write (pages, list->kind == DESK_PLAN_SECTION ? list : NULL, self->output, error);

    case TASK_PIECE:
      return desk_search_index_write (pages, list, self->marks, self->output, error);

    case TASK_MAP:
      return desk_sitemap_write_month (pages->language, list, DESK_SITEMAP_MAX_URLS, self->output, error);

    case TASK_TEXT:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
do_task (DeskExport *self,
         const Task *task,
         GError    **error)
{
  DeskPages *pages = self->pages->pdata[task->language];
  DeskPlanList *list;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (task->kind == TASK_TEXT)
    return desk_export_write_article (self, pages, task->row, error);

  list = desk_plan_language_find_list_at (pages->language, task->row);
  return list != NULL ? do_list_task (self, task->kind, pages, list, error) : desk_plan_check (self->plan, error);
}

/* Threads */

static void
worker_clear (Worker *self)
{
  g_clear_pointer (&self->export.pages, g_ptr_array_unref);
  g_clear_pointer (&self->export.media, desk_page_media_free);
  if (self->export.plan != NULL)
    {
      DeskSiteState *state = self->export.plan->state;

      desk_plan_free (self->export.plan);
      desk_site_state_free (state);
    }
  g_clear_pointer (&self->reading, desk_reading_free);
  g_clear_object (&self->export.store);
}

/* What the thread needs for itself; all else is the export's. */
static gboolean
worker_init (Worker  *self,
             GError **error)
{
  const DeskExport *export = self->crew->export;
  g_autoptr(DeskSiteState) state = NULL;

  self->export = *export;
  self->export.pages = NULL;
  self->export.plan = NULL;
  self->export.media = NULL;
  self->export.progress = NULL;
  self->export.summary = (DeskExportSummary) { 0 };
  self->export.store = desk_store_open_again (export->store, error);
  if (self->export.store == NULL || !desk_store_limit_memory (self->export.store, CACHE_KIB, error))
    return FALSE;
  self->reading = desk_reading_begin (self->export.store, error);
  if (self->reading == NULL)
    return FALSE;
  state = desk_site_state_open_reader (desk_output_get_state (export->output), error);
  if (state == NULL)
    return FALSE;

  self->export.plan = desk_plan_new (self->export.store, g_steal_pointer (&state), desk_site_copy (export->plan->site),
                                     g_ptr_array_copy (export->plan->sections, (GCopyFunc) (void (*)(void)) desk_term_copy, NULL));
  g_ptr_array_set_free_func (self->export.plan->sections, (GDestroyNotify) desk_term_free);
  self->export.media = desk_page_media_new_like (export->media, self->export.store);
  if (!desk_plan_read_frame (self->export.plan, error))
    return FALSE;
  self->export.pages = desk_export_new_pages (&self->export);
  return TRUE;
}

/* Tells what became of a task, or of all. */
static void
tell (Crew    *crew,
      unsigned n_made,
      gboolean is_over,
      GError  *error) /* eaten; nullable */
{
  g_mutex_lock (&crew->lock);
  crew->n_done += n_made;
  crew->n_running -= is_over;
  crew->is_stopped = crew->is_stopped || error != NULL;
  if (crew->error == NULL)
    crew->error = error;
  else
    g_clear_error (&error);
  g_cond_signal (&crew->changed);
  g_mutex_unlock (&crew->lock);
}

static gboolean
is_stopped (Crew *crew)
{
  gboolean is_stopped;

  g_mutex_lock (&crew->lock);
  is_stopped = crew->is_stopped;
  g_mutex_unlock (&crew->lock);

  return is_stopped;
}

/* Until all are ready, or one can't be. */
static void
wait_for_others (Crew    *crew,
                 gboolean is_ready)
{
  g_mutex_lock (&crew->lock);
  crew->is_stopped = crew->is_stopped || !is_ready;
  crew->n_preparing--;
  g_cond_broadcast (&crew->ready);
  while (crew->n_preparing > 0)
    g_cond_wait (&crew->ready, &crew->lock);
  g_mutex_unlock (&crew->lock);
}

static gpointer
work_cb (gpointer data)
{
  Worker *self = data;
  Crew *crew = self->crew;
  GError *error = NULL;
  unsigned i;

  self->is_ready = worker_init (self, &error);
  wait_for_others (crew, self->is_ready);
  while (error == NULL && !is_stopped (crew) && (i = (unsigned) g_atomic_int_add (&crew->next, 1)) < crew->tasks->len)
    {
      unsigned n_before = self->export.n_made;

      if (do_task (&self->export, &g_array_index (crew->tasks, Task, i), &error))
        tell (crew, self->export.n_made - n_before, FALSE, NULL);
    }
  tell (crew, 0, TRUE, error);

  return NULL;
}

/* Tells how far the threads are, until they are done. */
static void
watch (Crew *crew)
{
  DeskExport *self = crew->export;
  unsigned n_before = self->n_made;

  g_mutex_lock (&crew->lock);
  while (crew->n_running > 0)
    {
      g_cond_wait (&crew->changed, &crew->lock);
      self->n_made = n_before + crew->n_done;
      g_mutex_unlock (&crew->lock);
      if (self->progress != NULL)
        self->progress (_("Making pages"), MIN ((double) self->n_made / MAX (self->n_to_make, 1), 1), self->user_data);
      g_mutex_lock (&crew->lock);
    }
  g_mutex_unlock (&crew->lock);
}

static void
run_workers (Crew    *crew,
             Worker  *workers,
             unsigned n_workers)
{
  crew->n_running = crew->n_preparing = n_workers;
  for (unsigned i = 0; i < n_workers; i++)
    {
      workers[i].crew = crew;
      workers[i].thread = g_thread_new ("make-pages", work_cb, &workers[i]);
    }
  watch (crew);
  for (unsigned i = 0; i < n_workers; i++)
    g_thread_join (workers[i].thread);
}

static gboolean
share_work (Crew    *crew,
            GError **error)
{
  DeskExport *self = crew->export;
  unsigned n_workers = MAX (g_get_num_processors (), 1);
  g_autofree Worker *workers = g_new0 (Worker, n_workers);

  if (!desk_output_commit_plan (self->output, error))
    return FALSE;

  run_workers (crew, workers, n_workers);
  for (unsigned i = 0; i < n_workers; i++)
    {
      self->summary.n_rendered += workers[i].export.summary.n_rendered;
      if (workers[i].is_ready)
        desk_page_media_add_needs (self->media, workers[i].export.media);
      worker_clear (&workers[i]);
    }

  if (crew->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&crew->error));
  return FALSE;
}

static gboolean
do_alone (Crew    *crew,
          GError **error)
{
  for (unsigned i = 0; i < crew->tasks->len; i++)
    {
      if (!do_task (crew->export, &g_array_index (crew->tasks, Task, i), error))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_export_write_many:
 *
 * Writes what is marked of texts and lists: pages, feeds, parts of the sitemap and of
 * what the search looks through.
 */
gboolean
desk_export_write_many (DeskExport *self,
                        GError    **error)
{
  g_auto(Crew) crew = { .export = self, .tasks = list_tasks (self, error) };

  g_mutex_init (&crew.lock);
  g_cond_init (&crew.changed);
  g_cond_init (&crew.ready);
  if (crew.tasks == NULL)
    {
      crew.tasks = g_array_new (FALSE, FALSE, sizeof (Task));
      return FALSE;
    }

  return self->is_rehearsal || crew.tasks->len < WORTH_IT ? do_alone (&crew, error) : share_work (&crew, error);
}
