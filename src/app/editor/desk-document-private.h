/* desk-document-private.h - what the files of a document share
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/editor/desk-change-queue.h"
#include "app/editor/desk-document.h"
#include "app/editor/desk-failure.h"
#include "app/editor/desk-typing.h"

G_BEGIN_DECLS

struct _DeskDocument
{
  GObject          parent_instance;
  DeskLibrary     *library;
  DeskArticle     *article;  /* as it is known to be stored */
  char            *language;
  DeskTyping      *typing;
  DeskChangeQueue *changes;
  DeskFailure      failure;
  DeskEdition     *unmerged; /* (nullable): a text as it was before it was merged … */
  DeskEdition     *merged;   /* … and after */
  unsigned         n_words;
};

/* desk-document.c */
void desk_document_queue_typed (DeskDocument *self);
void desk_document_set_failure (DeskDocument  *self,
                                DeskChangeKind kind,
                                const GError  *error);
void desk_document_clear_failure (DeskDocument *self);
void desk_document_replace_text (DeskDocument      *self,
                                 const DeskEdition *text,
                                 const DeskEdition *base);
void desk_document_notice (DeskDocument *self,
                           const char   *message,
                           gboolean      can_undo);

/* desk-document-merge.c */
void desk_document_note_merge (DeskDocument      *self,
                               const DeskChange  *change,
                               const DeskChanged *changed);

G_END_DECLS
