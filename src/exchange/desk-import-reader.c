/* desk-import-reader.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-import-reader.h"

#include "store/desk-cut-body.h"

/* A thread reads, parses and packs while another one writes, a little ahead of it.
 *
 *   plan        both threads; nobody changes it
 *   queue       both, under lock
 *   n_taken     the writer's alone
 *   is_stopped  both, under lock
 *
 * The reader sleeps while MAX_AHEAD articles wait, so that a slow disk does not
 * fill the memory with texts.
 */

#define MAX_AHEAD 64

struct _DeskImportReader
{
  const DeskImportPlan *plan;
  GThread              *thread;
  GMutex                lock;
  GCond                 changed;
  GQueue                queue; /* DeskImportTexts */
  unsigned              n_taken;
  gboolean              is_stopped;
};

void
desk_import_texts_free (DeskImportTexts *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->bodies);
  g_clear_error (&self->error);
  g_free (self);
}

static DeskCutBody *
cut_and_pack (const char *body)
{
  DeskCutBody *cut = desk_cut_body_new (body);

  desk_cut_body_pack (cut);
  return cut;
}

/**
 * desk_import_texts_read:
 *
 * Returns: (transfer full): what the files of @group hold now
 */
DeskImportTexts *
desk_import_texts_read (const DeskImportPlan  *plan,
                        const DeskImportGroup *group)
{
  DeskImportTexts *texts = g_new0 (DeskImportTexts, 1);

  texts->group = group;
  texts->files = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_article_file_free);
  texts->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_cut_body_free);
  for (unsigned i = 0; texts->error == NULL && i < group->entries->len; i++)
    {
      const DeskImportEntry *entry = group->entries->pdata[i];
      DeskArticleFile *file = desk_article_file_read (entry->file->path, entry->file->shown, plan->time_zone, NULL, &texts->error);

      if (file == NULL)
        break;
      g_ptr_array_add (texts->files, file);
      g_ptr_array_add (texts->bodies, cut_and_pack (file->body));
    }

  return texts;
}

static gpointer
read_ahead (gpointer user_data)
{
  DeskImportReader *self = user_data;

  for (unsigned i = 0; i < self->plan->groups->len; i++)
    {
      DeskImportTexts *texts = desk_import_texts_read (self->plan, self->plan->groups->pdata[i]);
      gboolean is_stopped;

      g_mutex_lock (&self->lock);
      while (self->queue.length >= MAX_AHEAD && !self->is_stopped)
        g_cond_wait (&self->changed, &self->lock);
      g_queue_push_tail (&self->queue, texts);
      is_stopped = self->is_stopped;
      g_cond_signal (&self->changed);
      g_mutex_unlock (&self->lock);
      if (is_stopped)
        break;
    }

  return NULL;
}

/**
 * desk_import_reader_new:
 * @plan: outlives this
 */
DeskImportReader *
desk_import_reader_new (const DeskImportPlan *plan)
{
  DeskImportReader *self = g_new0 (DeskImportReader, 1);

  self->plan = plan;
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->queue);
  self->thread = g_thread_new ("desk-import", read_ahead, self);

  return self;
}

void
desk_import_reader_free (DeskImportReader *self)
{
  if (self == NULL)
    return;

  g_mutex_lock (&self->lock);
  self->is_stopped = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  g_queue_clear_full (&self->queue, (GDestroyNotify) desk_import_texts_free);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

/**
 * desk_import_reader_next:
 *
 * Returns: (transfer full) (nullable): the next article; %NULL after the last
 */
DeskImportTexts *
desk_import_reader_next (DeskImportReader *self)
{
  DeskImportTexts *texts;

  if (self->n_taken == self->plan->groups->len)
    return NULL;

  g_mutex_lock (&self->lock);
  while (self->queue.length == 0)
    g_cond_wait (&self->changed, &self->lock);
  texts = g_queue_pop_head (&self->queue);
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  self->n_taken++;

  return texts;
}
