/* desk-history-reading.h - what the history shows, as the reader's thread reads it
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-history.h"

G_BEGIN_DECLS

/**
 * DeskHistoryKey:
 * @article_uuid: whose history it is
 * @language: of which of its texts
 * @revision_uuid: (nullable): which revision, where one is meant
 */
typedef struct
{
  char *article_uuid;
  char *language;
  char *revision_uuid;
} DeskHistoryKey;

DeskHistoryKey *desk_history_key_new (const char *article_uuid,
                                      const char *language,
                                      const char *revision_uuid) G_GNUC_WARN_UNUSED_RESULT;
void desk_history_key_free (DeskHistoryKey *self);

/**
 * DeskHistoryReading:
 * @shown: the article as it was, with the one edition
 * @current: as it is now
 * @title: (element-type DeskPart): their titles beside each other
 * @summary: (element-type DeskPart): likewise
 * @body: (element-type DeskPart): likewise
 * @n_passages: how many differ
 *
 * A revision beside the text that is there now. The parts lend from the articles.
 */
typedef struct
{
  DeskArticle *shown;
  DeskArticle *current;
  GArray      *title;
  GArray      *summary;
  GArray      *body;
  unsigned     n_passages;
} DeskHistoryReading;

void desk_history_reading_free (DeskHistoryReading *self);

/* For desk_library_read_async(); the data is a DeskHistoryKey. */
gpointer desk_history_read_list (DeskStore    *store,
                                 gpointer      data,
                                 GCancellable *cancellable,
                                 GError      **error);
gpointer desk_history_read_text (DeskStore    *store,
                                 gpointer      data,
                                 GCancellable *cancellable,
                                 GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskHistoryKey, desk_history_key_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskHistoryReading, desk_history_reading_free)

G_END_DECLS
