/* desk-search-private.h - what the files of the search share
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-store-private.h"
#include "store/search/desk-search-plan.h"
#include "store/search/desk-search-text.h"
#include "store/search/desk-search.h"

G_BEGIN_DECLS

/* The index of one library: search.sqlite3 beside it, which can be taken away at
 * any time. One belongs to each DeskStore and is opened when it is needed. */
struct _DeskSearch
{
  sqlite3        *db;          /* NULL while there is no index to use */
  GHashTable     *statements;  /* literal SQL → sqlite3_stmt, owned */
  DeskSearchText *text;        /* of the edition that is being looked at */
  GCancellable   *cancellable; /* borrowed while a call is under way */
  gint64          deadline_us; /* monotonic: when SQLite is interrupted; 0 never */
  int             failure;     /* SQLite's code for what went wrong in it; 0 nothing */
};

/* desk-search-tokenizer.c */
gboolean desk_search_add_functions (DeskSearch *self);

/* desk-search-open.c */
DeskSearch *desk_search_ensure (DeskStore *store);
gboolean    desk_search_is_late (DeskSearch *self);
gboolean    desk_search_throw (DeskSearch *self,
                               const char *doing,
                               GError    **error);
gboolean       desk_search_mend (DeskSearch *self);
DeskStatement *desk_search_borrow (DeskSearch *self,
                                   const char *sql);
gboolean       desk_search_execute (DeskSearch *self,
                                    const char *sql);

/* desk-search-index.c */
typedef struct
{
  gint64  seq;           /* the last change that it holds */
  guint32 stemmer_kinds; /* that its documents are stemmed by */
  gint64  spill;         /* how far a document can be from its day */
} DeskSearchState;

gboolean desk_search_read_state (DeskSearch      *self,
                                 DeskSearchState *out_state);
gint64   desk_search_docid_of (gint64 sort_us);
gboolean desk_search_load_text (DeskStore *store,
                                gint64     edition_id,
                                gboolean  *out_is_there,
                                GError   **error);

/* desk-search-merge.c */
gboolean desk_search_merge (DeskSearch *self,
                            unsigned    n_documents,
                            gint64      deadline_us,
                            gboolean   *out_is_done);
gboolean desk_search_merge_whole (DeskSearch *self,
                                  gint64      deadline_us,
                                  gboolean   *out_is_done);

G_END_DECLS
