/* desk-check.h - looks for what is wrong in a library
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-progress.h"
#include "store/desk-store.h"

G_BEGIN_DECLS

typedef enum
{
  DESK_FINDING_DATABASE,      /* the file itself is damaged */
  DESK_FINDING_REFERENCE,     /* a row belongs to one that isn't there */
  DESK_FINDING_TEXT,          /* a text is not what was saved */
  DESK_FINDING_BLOCKS,        /* its blocks don't cover it */
  DESK_FINDING_ENCODING,      /* it is no UTF-8 */
  DESK_FINDING_SLUG,          /* two have one address */
  DESK_FINDING_MEDIA_MISSING,
  DESK_FINDING_MEDIA_DAMAGED, /* a file is not what its name says */
} DeskFindingKind;

#define DESK_N_FINDING_KINDS (DESK_FINDING_MEDIA_DAMAGED + 1)

/**
 * DeskFinding:
 * @article: (nullable): the UUID of the article it is about
 * @language: (nullable): of its edition
 * @message: one sentence for people
 */
typedef struct
{
  DeskFindingKind kind;
  char           *article;
  char           *language;
  char           *message;
} DeskFinding;

const char *desk_finding_kind_name (DeskFindingKind kind);
void        desk_finding_free (DeskFinding *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskFinding, desk_finding_free)

GPtrArray *desk_store_check (DeskStore       *self,
                             DeskProgressFunc progress,
                             gpointer user_data,
                             GCancellable    *cancellable,
                             GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
