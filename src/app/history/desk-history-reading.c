/* desk-history-reading.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-history-reading.h"

#include "text/desk-compare.h"

DeskHistoryKey *
desk_history_key_new (const char *article_uuid,
                      const char *language,
                      const char *revision_uuid)
{
  DeskHistoryKey *self = g_new0 (DeskHistoryKey, 1);

  self->article_uuid = g_strdup (article_uuid);
  self->language = g_strdup (language);
  self->revision_uuid = g_strdup (revision_uuid);

  return self;
}

void
desk_history_key_free (DeskHistoryKey *self)
{
  if (self == NULL)
    return;

  g_free (self->article_uuid);
  g_free (self->language);
  g_free (self->revision_uuid);
  g_free (self);
}

void
desk_history_reading_free (DeskHistoryReading *self)
{
  if (self == NULL)
    return;

  desk_article_free (self->shown);
  desk_article_free (self->current);
  g_clear_pointer (&self->title, g_array_unref);
  g_clear_pointer (&self->summary, g_array_unref);
  g_clear_pointer (&self->body, g_array_unref);
  g_free (self);
}

/**
 * desk_history_read_list:
 *
 * Returns: (transfer full) (element-type DeskRevision): the newest first
 */
gpointer
desk_history_read_list (DeskStore    *store,
                        gpointer      data,
                        GCancellable *cancellable,
                        GError      **error)
{
  const DeskHistoryKey *key = data;

  return desk_store_list_revisions (store, key->article_uuid, key->language, error);
}

static void
compare (DeskHistoryReading *self,
         const DeskEdition  *current)
{
  const DeskEdition *shown = self->shown->editions->pdata[0];

  self->title = desk_compare_words (shown->title, current->title);
  self->summary = desk_compare_words (shown->summary, current->summary);
  self->body = desk_compare_bodies (shown->body, current->body);
  self->n_passages = desk_compare_count (self->title) + desk_compare_count (self->summary) +
                     desk_compare_count (self->body);
}

/**
 * desk_history_read_text:
 *
 * Returns: (transfer full): a #DeskHistoryReading
 */
gpointer
desk_history_read_text (DeskStore    *store,
                        gpointer      data,
                        GCancellable *cancellable,
                        GError      **error)
{
  const DeskHistoryKey *key = data;
  g_autoptr(DeskHistoryReading) self = g_new0 (DeskHistoryReading, 1);
  const DeskEdition *current;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL; /* another one was chosen meanwhile */

  self->shown = desk_store_dup_revision (store, key->article_uuid, key->revision_uuid, error);
  self->current = self->shown != NULL ? desk_store_dup_article (store, key->article_uuid, error) : NULL;
  if (self->current == NULL)
    return NULL;

  current = desk_article_get_edition (self->current, key->language);
  g_return_val_if_fail (current != NULL, NULL); /* it has a revision */
  compare (self, current);

  return g_steal_pointer (&self);
}
