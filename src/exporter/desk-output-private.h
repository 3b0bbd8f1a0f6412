/* desk-output-private.h - what the files of the output share
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/desk-output.h"

#include <sys/stat.h>

G_BEGIN_DECLS

struct _DeskOutput
{
  char            *directory;
  char            *library_id;
  GMutex           mutex;       /* of all that threads share here and of the state, but for */
  GMutex           names_mutex; /* that of folders and is_writing, which nobody holds for long */
  int              folder_lock; /* a file descriptor */
  int              journal;     /* likewise, of `dirty` */
  DeskSiteState   *state;       /* in no folder before the first write, where there was none */
  GPtrArray       *dropped;     /* char *path: to be removed, unless it is written or kept */
  GHashTable      *kept;        /* char *path, of an export that is partial */
  GHashTable      *unsure;      /* char *path → char *SHA-256 (hexadecimal), from `dirty` */
  GHashTable      *folders;     /* char *path, known to be real folders; those that many files are in */
  GByteArray      *is_writing;  /* gboolean, for each name of a file that gets another when it is whole */
  char            *boot;        /* which start of the computer this is */
  gint64           run;         /* the number of this export */
  DeskOutputCounts counts;
  gboolean         has_begun;    /* to write to the state */
  gboolean         is_renewed;   /* the state, in place of one that was damaged */
  gboolean         is_temporary; /* the state */
  gboolean         is_partial;   /* what isn't dropped stays */
  gboolean         compares_all;
  gboolean         is_trusting; /* the state */
  gboolean         is_rehearsal;
};

/* desk-output-state.c */
#define DESK_OUTPUT_HASH_CHARS (2 * DESK_SITE_HASH_BYTES + 1)
void     desk_output_write_hash (const guint8 *sha256,
                                 char         *out_hash);
gboolean desk_output_write_all (int         fd,
                                const char *text,
                                gsize       n_bytes);
gboolean desk_output_start (DeskOutput *self,
                            GError    **error);
gboolean desk_output_commit_state (DeskOutput *self,
                                   GError    **error);
gboolean desk_output_throw_state (DeskOutput *self,
                                  GError     *cause,
                                  GError    **error);
gboolean desk_output_put_in_journal (DeskOutput *self,
                                     const char *path,
                                     const char *hash,
                                     GError    **error);
gboolean desk_output_find_file (DeskOutput   *self,
                                const char   *path,
                                DeskSiteFile *out_file);
gboolean desk_output_is_ours (DeskOutput *self,
                              const char *path);
gboolean desk_output_is_certain (DeskOutput   *self,
                                 const char   *path,
                                 DeskSiteFile *out_file);

/* desk-output-put.c */
gboolean desk_output_make_folders (DeskOutput *self,
                                   const char *path,
                                   gboolean   *out_is_new,
                                   GError    **error);
gboolean desk_output_is_same (const char        *full,
                              const struct stat *status,
                              const char        *bytes,
                              gsize              n_bytes);
gboolean desk_output_put_bytes (DeskOutput   *self,
                                const char   *path,
                                const char   *bytes,
                                gsize         n_bytes,
                                const guint8 *sha256,
                                gboolean     *out_is_written,
                                GError      **error);

/* desk-output-others.c */
gboolean desk_output_rehearse (DeskOutput *self,
                               const char *path,
                               const char *bytes,
                               gsize       n_bytes,
                               GError    **error);

G_END_DECLS
