/* desk-store-private.h - what the files of the store share
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-cut-body.h"
#include "store/desk-keywords.h"
#include "store/desk-released.h"
#include "store/desk-store.h"
#include "store/desk-transaction.h"
#include "text/desk-stemmers.h"

#include <sqlite3.h>

G_BEGIN_DECLS

#define DESK_SCHEMA_VERSION 3
#define DESK_APPLICATION_ID 0x4465736b

/* What DeskStore's fields of these names are, but for tests. Nobody is to wait
 * for the lock longer than 50 ms. */
#define DESK_SLICE_US (25 * 1000)
#define DESK_SLICE_ROWS 256

/* Counting up the documents of so many articles takes some 20 ms. Where a list has
* more, one in 50 of 100,000 articles is in it, and a page of hits is soon full. */
#define DESK_SEARCH_FEW 2000

/* A bulk write's rows are shown to that write alone until it is finished. @own
 * is the parameter that DeskStore's batch_id is bound to. */
#define DESK_IS_SHOWN(row, own) \
        "(" row ".batch_id IS NULL OR " row ".batch_id = " own " OR " row ".batch_id NOT IN (SELECT id FROM batch))"

/* A cached statement lent for one use: giving it back resets it and forgets
 * the bound values, whatever path the function left by. Bound text has to
 * outlive the use.
 */
typedef sqlite3_stmt DeskStatement;

void desk_statement_release (DeskStatement *stmt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskStatement, desk_statement_release)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3, sqlite3_close_v2)

typedef struct _DeskSearch DeskSearch;

struct _DeskStore
{
  GObject        parent_instance;

  char          *path;       /* the library's folder */
  sqlite3       *db;
  GHashTable    *statements; /* literal SQL → sqlite3_stmt, owned */
  int            refusal;    /* why the last one that can't be prepared can't */
  unsigned       depth;      /* transactions begun and not ended */
  gboolean       is_broken;  /* an inner transaction ended without a commit */
  gint64         desk_id;    /* this desk's row; 0 until it is needed */
  gint64         batch_id;   /* the bulk write that is under way; 0 none */
  DeskKeywords  *keywords;   /* what it gathers; NULL: each text's are written with it */
  gint64         slice_us;   /* for about so long bulk work keeps the write lock */
  unsigned       slice_rows; /* and does about so much before it looks at the clock */
  unsigned       search_few; /* the articles of a list that a search counts up first */
  DeskSearch    *search;     /* NULL until it is needed */
  DeskStemmers  *stemmers;
  DeskStorePlace place;      /* where it stands */
  gboolean       is_alone;   /* this program has the library to itself */
  GHashTable    *names;      /* row → DeskTerm, while a DeskReading sees to it that they stay; else NULL */
};

/* desk-store.c */
DeskStore *desk_store_open_at (const char *path,
                               gint64      file_system,
                               GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/* desk-store-alone.c */
gboolean desk_store_take_alone (const char *folder,
                                const char *path,
                                gboolean   *out_is_first,
                                GError    **error);
void     desk_store_leave_alone (const char *folder);
gboolean desk_store_throw_not_alone (const char *path,
                                     GError    **error);

/* desk-connection.c */
#define DESK_BUSY_TIMEOUT_MS 5000

void     desk_connection_set_waiting (sqlite3 *db,
                                      gboolean is_waiting);
sqlite3 *desk_connection_open (const char *file,
                               int         flags,
                               GError    **error);
gboolean desk_connection_execute (sqlite3    *db,
                                  const char *sql,
                                  GError    **error);
gboolean desk_connection_throw (sqlite3    *db,
                                const char *doing,
                                GError    **error);
gboolean desk_connection_throw_result (int         result,
                                       const char *doing,
                                       GError    **error);

GHashTable    *desk_connection_new_cache (void) G_GNUC_WARN_UNUSED_RESULT;
DeskStatement *desk_connection_borrow (sqlite3    *db,
                                       GHashTable *statements,
                                       const char *sql);

DeskStatement *desk_store_borrow (DeskStore  *self,
                                  const char *sql);
gboolean       desk_store_throw (DeskStore  *self,
                                 const char *doing,
                                 GError    **error);
gboolean desk_store_run (DeskStore     *self,
                         DeskStatement *stmt,
                         const char    *doing,
                         GError       **error);
gboolean desk_store_next (DeskStore     *self,
                          DeskStatement *stmt,
                          const char    *doing,
                          gboolean      *out_has_row,
                          GError       **error);

char *desk_dup_json_of_languages (const char *const *languages) G_GNUC_WARN_UNUSED_RESULT;
void  desk_bind_text (DeskStatement *stmt,
                      int            index,
                      const char    *text);
void desk_bind_time (DeskStatement *stmt,
                     int            index,
                     gint64         us);
char *desk_column_dup_text (DeskStatement *stmt,
                            int            column);
void  desk_column_load_text (DeskStatement *stmt,
                             int            column,
                             char         **field);
void desk_column_load_optional_text (DeskStatement *stmt,
                                     int            column,
                                     char         **field);
DeskStatus desk_column_get_status (DeskStatement *stmt,
                                   int            column);

/* desk-transaction.c */
void desk_store_roll_back (DeskStore *store);
void desk_store_let_others_write (DeskStore *store);

/* desk-batch.c, desk-store-removal.c */
gint64   desk_store_insert_batch (DeskStore *store,
                                  GError   **error);
gboolean desk_store_remove_some (DeskStore *self,
                                 gint64     article_id,
                                 gboolean  *out_is_gone,
                                 GError   **error);
gboolean desk_store_hide_article (DeskStore *self,
                                  gint64     article_id,
                                  gint64    *batch_id,
                                  GError   **error);

/* desk-store-chore.c: what is left to do */
void     desk_store_try_chores (DeskStore *self);
gboolean desk_store_leave_relisting (DeskStore *self,
                                     GError   **error);
gboolean desk_store_leave_telling (DeskStore *self,
                                   gint64     term_id,
                                   GError   **error);

/* desk-store-function.c */
int desk_connection_add_functions (sqlite3 *db);

/* desk-store-schema.c */
gboolean desk_schema_check (sqlite3    *db,
                            const char *path,
                            int        *out_version,
                            GError    **error);
gboolean desk_schema_migrate_to (sqlite3 *db,
                                 int      version,
                                 int      target,
                                 gboolean is_damaged,
                                 GError **error);
gboolean desk_schema_migrate (sqlite3 *db,
                              int      version,
                              GError **error);

/* backup/desk-snapshot.c */
gboolean desk_snapshot_before_migration (sqlite3    *db,
                                         const char *library,
                                         int         version,
                                         GError    **error);

/* desk-uuid.c, desk-identity.c */
char    *desk_uuid_new (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_store_ensure_desk (DeskStore *self,
                                 GError   **error);

/* desk-store-term.c, desk-store-media.c */
DeskTerm *desk_store_dup_term_by_id (DeskStore *self,
                                     gint64     id,
                                     GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 desk_store_get_term_id (DeskStore  *self,
                               const char *uuid,
                               GError    **error);
DeskMedia *desk_store_dup_media_by_id (DeskStore *self,
                                       gint64     id,
                                       GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 desk_store_get_media_id (DeskStore  *self,
                                const char *uuid,
                                GError    **error);

/* desk-store-term-address.c */
gboolean desk_store_note_term_addresses (DeskStore      *self,
                                         gint64          term_id,
                                         const DeskTerm *before,
                                         const DeskTerm *after,
                                         GError        **error);
gboolean desk_store_leave_term_addresses (DeskStore *self,
                                          gint64     term_id,
                                          gint64     into_id,
                                          GError   **error);

gboolean desk_media_check (const DeskMedia *media,
                           GError         **error);
gboolean desk_store_write_media (DeskStore *self,
                                 GBytes    *bytes,
                                 DeskMedia *media,
                                 gboolean   is_hidden,
                                 gboolean  *out_was_made,
                                 gboolean  *out_was_there,
                                 GError   **error);
gboolean desk_store_save_media_texts (DeskStore       *self,
                                      gint64           id,
                                      const DeskMedia *media,
                                      GError         **error);

/* desk-store-article.c: what hangs on an article or a revision. @owner is
 * the rowid; the statements differ only in the table they read or write. */
typedef enum
{
  DESK_OWNER_ARTICLE,
  DESK_OWNER_REVISION,
} DeskOwner;

gboolean desk_store_load_relations (DeskStore   *self,
                                    DeskOwner    owner,
                                    gint64       id,
                                    DeskArticle *article,
                                    GError     **error);
gboolean desk_store_load_editions (DeskStore   *self,
                                   gint64       article_id,
                                   gboolean     with_body,
                                   DeskArticle *article,
                                   GError     **error);

DeskArticle *desk_store_dup_article_by_id (DeskStore *self,
                                           gint64     id,
                                           gboolean   with_body,
                                           GError   **error) G_GNUC_WARN_UNUSED_RESULT;

/* desk-store-edition.c */
gboolean desk_edition_check (const DeskEdition *edition,
                             GError           **error);
gboolean desk_store_insert_edition (DeskStore   *self,
                                    gint64       article_id,
                                    DeskEdition *edition,
                                    GError     **error);
gboolean desk_store_throw_conflict (GError **error);

/* What an edition was before a write. Freed without having been kept, it gives
 * that back, so that a write which failed can be tried again. */
typedef struct
{
  DeskEdition *edition; /* borrowed; outlives this */
  char        *uuid;
  char        *slug;
  gint64       version;
  gint64       changed_us;
  gboolean     is_kept;
} DeskEditionUndo;

DeskEditionUndo *desk_edition_undo_new (DeskEdition *edition) G_GNUC_WARN_UNUSED_RESULT;
void             desk_edition_undo_free (DeskEditionUndo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskEditionUndo, desk_edition_undo_free)

/* desk-store-hash.c */
#define DESK_SHA256_BYTES 32
#define DESK_N_HASHED_FIELDS 7

gint64   desk_article_hash (const DeskArticle *article);
gint64   desk_edition_sha256 (const DeskEdition *edition,
                              guint8            *out_digest);
void     desk_text_sha256 (const char *const fields[DESK_N_HASHED_FIELDS],
                           guint8           *out_digest);
gboolean desk_store_verify_text (const DeskEdition *edition,
                                 DeskStatement     *stmt,
                                 int                column,
                                 GError           **error);

gboolean desk_store_save_relations (DeskStore         *self,
                                    DeskOwner          owner,
                                    gint64             id,
                                    const DeskArticle *article,
                                    GError           **error);

/* desk-store-list.c */
typedef struct
{
  gint64 first_section;
  gint64 section;
  gint64 tag;
  gint64 author;
} DeskQueryTerms;

gint64   desk_store_first_section (DeskStore *self,
                                   GError   **error);
gboolean desk_store_find_query_terms (DeskStore       *self,
                                      const DeskQuery *query,
                                      DeskQueryTerms  *out_terms,
                                      GError         **error);
gboolean desk_store_find_listed (DeskStore            *self,
                                 const DeskQuery      *query,
                                 const DeskQueryTerms *terms,
                                 gint64                article_id,
                                 gint64               *out_edition_id,
                                 gint64               *out_sort_us,
                                 GError              **error);

/* desk-store-slug.c */
char *desk_store_free_slug (DeskStore  *self,
                            const char *language,
                            const char *wanted,
                            gint64      edition_id,
                            GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/* desk-store-block.c */
gboolean desk_store_save_blocks (DeskStore         *self,
                                 gint64             edition_id,
                                 const char        *old_body,
                                 const DeskCutBody *body,
                                 GError           **error);

/* desk-store-pack.c */
GByteArray *desk_pack (const char *text,
                       gsize       n_bytes) G_GNUC_WARN_UNUSED_RESULT;
GByteArray *desk_unpack (const char *packed,
                         gsize       n_bytes) G_GNUC_WARN_UNUSED_RESULT;

/* desk-store-piece.c */
char *desk_store_save_pieces (DeskStore   *self,
                              gint64       edition_id,
                              DeskCutBody *body,
                              GError     **error) G_GNUC_WARN_UNUSED_RESULT;
char *desk_store_dup_beginning (DeskStore *self,
                                gint64     revision_id,
                                gsize      n_bytes,
                                gboolean  *out_is_whole,
                                GError   **error) G_GNUC_WARN_UNUSED_RESULT;
char *desk_store_dup_pieces (DeskStore *self,
                             gint64     revision_id,
                             GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_store_drop_pieces (DeskStore *self,
                                 gint64     edition_id,
                                 gint64     revision_id,
                                 GError   **error);
gboolean desk_store_validate_pieces (DeskStore *self,
                                     unsigned  *out_broken,
                                     GError   **error);

/* backup/desk-media-sweep.c */
gboolean desk_store_unlink_unnamed (DeskStore  *self,
                                    const char *sha256,
                                    GError    **error);

/* desk-store-media-use.c */
gboolean desk_store_save_media_use (DeskStore  *self,
                                    gint64      edition_id,
                                    gint64      revision_id,
                                    const char *body,
                                    GError    **error);

/* desk-store-listing.c */
gboolean desk_store_refresh_listing (DeskStore *self,
                                     gint64     article_id,
                                     GError   **error);
gboolean desk_store_fill_listing (DeskStore *self,
                                  gint64     article_id,
                                  GError   **error);
gboolean desk_store_note_change (DeskStore *self,
                                 gint64     edition_id,
                                 GError   **error);
gboolean desk_store_note_article_change (DeskStore *self,
                                         gint64     article_id,
                                         GError   **error);

/* desk-store-history.c */
gboolean desk_store_keep_pause (DeskStore  *self,
                                const char *article_uuid,
                                gint64      edition_id,
                                GError    **error);

/* desk-store-revision.c */
DeskArticle *desk_store_dup_working_state (DeskStore  *self,
                                           const char *article_uuid,
                                           const char *language,
                                           GError    **error) G_GNUC_WARN_UNUSED_RESULT;

gint64 desk_store_add_revision (DeskStore         *self,
                                gint64             edition_id,
                                const DeskArticle *article,
                                const DeskEdition *edition,
                                const char        *reason,
                                GError           **error);
gint64 desk_store_add_revision_of (DeskStore         *self,
                                   gint64             edition_id,
                                   const DeskArticle *article,
                                   const DeskEdition *edition,
                                   DeskCutBody       *body,
                                   const char        *reason,
                                   GError           **error);
DeskArticle *desk_store_dup_revision_beginning (DeskStore     *self,
                                                gint64         revision_id,
                                                gsize          n_bytes,
                                                DeskBeginning *beginning,
                                                GError       **error) G_GNUC_WARN_UNUSED_RESULT;
DeskArticle *desk_store_dup_revision_by_id (DeskStore *self,
                                            gint64     revision_id,
                                            GError   **error) G_GNUC_WARN_UNUSED_RESULT;

/* desk-store-save.c */
gboolean desk_store_check_article (const DeskArticle *article,
                                   GError           **error);

/* desk-store-release.c */

/* Returns whether it changed @state. */
typedef gboolean (*DeskStateFunc) (DeskArticle *state,
                                   gpointer     user_data);

gboolean desk_store_change_states (DeskStore    *self,
                                   const char   *article_uuid,
                                   const char   *language,
                                   DeskStateFunc change,
                                   gpointer      user_data,
                                   gint64        now_us,
                                   GError      **error);

/* desk-store-fields.c */
void desk_article_copy_fields (DeskArticle *to,
                               DeskArticle *from,
                               DeskFields   fields);

/* desk-store-address.c */
gboolean desk_store_retire_addresses (DeskStore *self,
                                      gint64     edition_id,
                                      GError   **error);
gboolean desk_store_note_address (DeskStore         *self,
                                  gint64             edition_id,
                                  const DeskArticle *state,
                                  gint64             now_us,
                                  GError           **error);

/* search/ */
void desk_search_free (DeskSearch *self);

/* desk-store-keyword.c */
gboolean desk_store_save_keywords (DeskStore         *self,
                                   gint64             edition_id,
                                   const DeskEdition *edition,
                                   GError           **error);
gboolean desk_store_forget_keywords (DeskStore *self,
                                     gint64     edition_id,
                                     GError   **error);
gboolean desk_store_write_keywords (DeskStore *self,
                                    gint64     until_us,
                                    gboolean  *out_is_done,
                                    GError   **error);

G_END_DECLS
