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
  char        *backup;   /* an archive of it from before @article, with another theme */
  char        *files;    /* a folder of new articles with pictures */
} Work;

Work *work_new (const char *library) G_GNUC_WARN_UNUSED_RESULT;
Work *work_copy (const Work *self) G_GNUC_WARN_UNUSED_RESULT;
void  work_free (Work *self);
char *work_dup_beside (const Work *self,
                       const char *end) G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_free)

/**
 * OperationKind:
 * @OPERATION_READS: changes nothing
 * @OPERATION_COPIES: changes nothing of the library, and writes beside it
 * @OPERATION_WRITES: in one transaction, or joining one
 * @OPERATION_BULK: in several, which can't be part of another
 * @OPERATION_OPENS: has no store yet
 */
typedef enum
{
  OPERATION_READS,
  OPERATION_COPIES,
  OPERATION_WRITES,
  OPERATION_BULK,
  OPERATION_OPENS,
} OperationKind;

/**
 * Operation:
 * @run: @store is %NULL for one that opens; a reading one says all that it was
 *   given
 * @settle: (nullable): whether the attempt went well or not, looks at what it
 *   left outside the library, and takes it away; of what may be ended later, ends
 *   it
 * @is_slow: so that not each of its many points can be tried
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
  gboolean      is_slow;
} Operation;

typedef struct
{
  const Operation *operations;
  unsigned         n;
} OperationGroup;

extern const OperationGroup writing_operations;
extern const OperationGroup bulk_operations;
extern const OperationGroup reading_operations;
extern const OperationGroup opening_operations;
extern const OperationGroup keeping_operations;
extern const OperationGroup file_operations;

const Operation *operations_get (unsigned i);

void             settle_bulk (const Work *work);
