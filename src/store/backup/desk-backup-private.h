/* desk-backup-private.h - what the files of backups share
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/backup/desk-check.h"
#include "store/backup/desk-snapshot.h"
#include "store/desk-store-private.h"

G_BEGIN_DECLS

/* Who looks on at long work: all may be NULL. */
typedef struct
{
  DeskProgressFunc progress;
  gpointer         user_data;
  GCancellable    *cancellable;
} DeskWatch;

/* desk-watch.c */
void desk_watch_tell (const DeskWatch *watch,
                      const char      *what,
                      double           fraction);
gboolean desk_watch_is_over (const DeskWatch *watch,
                             GError         **error);
void     desk_watch_attach (const DeskWatch *watch,
                            sqlite3         *db);
void     desk_watch_detach (sqlite3 *db);

/* desk-safe-file.c: files that appear whole or not at all */
#define DESK_TEMPORARY_PREFIX ".copydesk-"

gboolean desk_safe_throw (int         problem,
                          const char *path,
                          GError    **error);
char *desk_safe_make_folder (const char *parent,
                             GError    **error) G_GNUC_WARN_UNUSED_RESULT;
char *desk_safe_temporary (const char *folder,
                           GError    **error) G_GNUC_WARN_UNUSED_RESULT;
char *desk_safe_dup_free_name (const char *folder,
                               const char *prefix,
                               gint64      now_us,
                               const char *suffix) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_safe_sync (const char *path,
                         GError    **error);
gboolean desk_safe_sync_disk (const char *folder,
                              GError    **error);
gboolean desk_safe_put (const char *from,
                        const char *to,
                        gboolean    replace,
                        GError    **error);
gboolean desk_safe_write (int           fd,
                          gconstpointer bytes,
                          gsize         n_bytes);
void desk_safe_remove (const char *path);
void desk_safe_sweep (const char *folder,
                      gint64      before_us);

/* A file or a folder that goes when its name leaves, unless it was put in its
 * place. */
typedef char DeskTemporary;
void desk_temporary_remove (DeskTemporary *path);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskTemporary, desk_temporary_remove)

/* desk-database.c: whole databases */
sqlite3 *desk_database_open_copy (const char *file,
                                  GError    **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_database_execute (sqlite3    *db,
                                const char *sql,
                                const char *doing,
                                GError    **error);
gboolean desk_database_ask (sqlite3    *db,
                            const char *sql,
                            gint64     *out_value,
                            const char *doing,
                            GError    **error);
gboolean desk_database_copy (sqlite3         *from,
                             sqlite3         *to,
                             const DeskWatch *watch,
                             const char      *doing,
                             GError         **error);
gboolean desk_database_write_copy (sqlite3         *from,
                                   const char      *file,
                                   const DeskWatch *watch,
                                   GError         **error);

/* desk-check-text.c: a text that is read from a row proves itself */
typedef struct
{
  gint64      id;
  const char *article;
  const char *language;
  const char *title;
  const char *body;      /* until the next row */
  gsize       body_bytes;
  gboolean    is_right;  /* it has the hash that was saved with it */
  gboolean    is_utf8;
} DeskProof;

typedef gboolean DeskProofFunc (const DeskProof *proof,
                                gpointer user_data,
                                GError         **error);

gboolean desk_check_texts (sqlite3         *db,
                           gboolean         of_revisions,
                           const DeskWatch *watch,
                           DeskProofFunc   *func,
                           gpointer         user_data,
                           GError         **error);

/* desk-check-database.c */
typedef struct
{
  DeskFindings    *findings;
  const DeskWatch *watch;
  unsigned         limit;    /* how many of a kind are listed */
} DeskCheck;

gboolean desk_check_database (DeskCheck *self,
                              sqlite3   *db,
                              GError   **error);
gboolean desk_check_proofs (DeskCheck *self,
                            sqlite3   *db,
                            gboolean   is_whole,
                            GError   **error);
gboolean desk_check_copy (const char      *file,
                          const DeskWatch *watch,
                          GError         **error);
gboolean desk_check_library_copy (const char      *file,
                                  const DeskWatch *watch,
                                  GError         **error);

/* desk-media-file.c */
#define DESK_SHA256_CHARS 64

gboolean desk_media_is_name (const char *name);
gboolean desk_media_file_check (const char      *library,
                                const char      *sha256,
                                const DeskWatch *watch,
                                gboolean        *out_is_right,
                                GError         **error);
char *desk_file_dup_sha256 (const char      *path,
                            const DeskWatch *watch,
                            GError         **error) G_GNUC_WARN_UNUSED_RESULT;

/* desk-snapshot.c */
char    *desk_snapshot_dup_folder (const char *library) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_snapshot_before_restore (sqlite3         *db,
                                       const char      *library,
                                       gint64           now_us,
                                       const DeskWatch *watch,
                                       char           **out_path,
                                       GError         **error);

/* desk-archive-name.c: what a backup looks like inside */
#define DESK_ARCHIVE_FORMAT "copydesk-backup"
#define DESK_ARCHIVE_VERSION 1
#define DESK_ARCHIVE_HEAD "backup.json"
#define DESK_ARCHIVE_SUMS "SHA256SUMS"
#define DESK_DATABASE_NAME "library.sqlite3"

gboolean desk_archive_is_name (const char *name);
char    *desk_archive_dup_top (const char *library) G_GNUC_WARN_UNUSED_RESULT;

/* desk-archive-read.c */
gboolean desk_archive_unpack (const char      *file,
                              const char      *folder,
                              const DeskWatch *watch,
                              guint64         *out_n_files,
                              GError         **error);

/* desk-replace.c: what takes a library's place */
gboolean desk_schema_is_ours (sqlite3  *db,
                              int       version,
                              gboolean *out_is_ours,
                              GError  **error);
gboolean desk_replace_prepare (const char *file,
                               sqlite3    *live,
                               GError    **error);
char    *desk_replace_dup_damaged (const char *library,
                                   gint64      now_us) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_replace_content (sqlite3         *live,
                               const char      *file,
                               const DeskWatch *watch,
                               GError         **error);
gboolean desk_replace_file (const char *library,
                            const char *file,
                            gint64      now_us,
                            char      **out_damaged,
                            GError    **error);

/* desk-retention.c */
#define DESK_RETENTION_DAYS 7

void desk_retention_choose (const guint32 *days,
                            gsize          n_days,
                            guint32        today,
                            gboolean      *out_keep);

G_END_DECLS
