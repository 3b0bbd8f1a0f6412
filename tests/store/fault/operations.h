/* operations.h - everything that can be asked of a library, to be made to fail
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-store.h"

/**
 * Work:
 *
 * What the operations need. Each attempt has a copy of its own, since a write
 * leaves its mark on what it is given.
 */
typedef struct
{
  char        *library;
  DeskArticle *article;  /* with a released English edition and pending writing */
  DeskArticle *fresh;    /* not in the library yet */
  DeskArticle *thrown;   /* in the trash */
  DeskEdition *serbian;  /* not in the library yet, for @article */
  DeskTerm    *section;  /* not in the library yet */
  DeskTerm    *renamed;  /* the section of @article, with another name */
  DeskTerm    *unused;   /* a tag that no article has */
  DeskMedia   *picture;  /* not in the library yet */
  GBytes      *bytes;    /* its */
  DeskMedia   *spare;    /* one that is, and that nothing names */
  char        *known;    /* the SHA-256 of one that is a cover */
  char        *bridge;   /* the UUID of one in two languages */
  char        *revision; /* the UUID of one of @article */
  DeskSite    *site;     /* with changes */
} Work;

Work *work_new (const char *library) G_GNUC_WARN_UNUSED_RESULT;
Work *work_copy (const Work *self) G_GNUC_WARN_UNUSED_RESULT;
void  work_free (Work *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_free)

/**
 * OperationKind:
 * @OPERATION_READS: changes nothing
 * @OPERATION_WRITES: in one transaction, or joining one
 * @OPERATION_BULK: in several, which can't be part of another
 * @OPERATION_OPENS: has no store yet
 */
typedef enum
{
  OPERATION_READS,
  OPERATION_WRITES,
  OPERATION_BULK,
  OPERATION_OPENS,
} OperationKind;

/**
 * Operation:
 * @run: @store is %NULL for one that opens; a reading one says all that it was
 *   given
 * @settle: (nullable): whether the attempt went well or not, looks at what it
 *   left outside the library, and takes it away
 */
typedef struct
{
  const char   *name;
  OperationKind kind;
  gboolean (*run) (DeskStore *store,
                   Work      *work,
                   GString   *said,
                   GError   **error);
  void (*settle) (const Work *work);
} Operation;

extern const Operation operations[];
extern const unsigned n_operations;
