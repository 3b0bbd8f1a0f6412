/* desk-cli.h - what the commands share
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/desk-export.h"
#include "store/desk-store.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What a command ends with; scripts rely on the numbers. */
typedef enum
{
  DESK_EXIT_DONE = 0,
  DESK_EXIT_FAILED = 1,
  DESK_EXIT_USAGE = 2,
  DESK_EXIT_PROBLEMS = 3,
} DeskExit;

#define DESK_CLI_ERROR (desk_cli_error_quark ())
GQuark desk_cli_error_quark (void);

typedef enum
{
  DESK_CLI_ERROR_USAGE,    /* ends with DESK_EXIT_USAGE */
  DESK_CLI_ERROR_FAILED,   /* a file that can't be used: DESK_EXIT_FAILED */
  DESK_CLI_ERROR_PROBLEMS, /* check has printed what it found: DESK_EXIT_PROBLEMS */
} DeskCliError;

/* One run of the program. */
typedef struct
{
  char      *library; /* where it is looked for */
  gboolean   is_json;
  DeskStore *store;   /* NULL until a command opens it */
  DeskSite  *site;    /* its settings, read with it */
  GPtrArray *notes;   /* char *, said on stderr once the work is done */
} DeskCli;

/* A command: NULL-terminated @arguments are those after its name. */
typedef gboolean DeskCliCommand (DeskCli  *cli,
                                 char    **arguments,
                                 GError  **error);

gboolean desk_cli_open (DeskCli *cli,
                        GError **error);
gboolean desk_cli_parse (GOptionEntry *entries,
                         char       ***arguments,
                         unsigned      n_min,
                         unsigned      n_max,
                         const char   *usage,
                         GError      **error);
gboolean desk_cli_throw_usage (GError    **error,
                               const char *message,
                               ...) G_GNUC_PRINTF (2, 3);
gboolean desk_cli_check_text (const char *text,
                              const char *message,
                              GError    **error);
gboolean desk_cli_parse_date (DeskCli    *cli,
                              const char *text,
                              gint64     *out_us,
                              GError    **error);
char *desk_cli_read_body (const char *path,
                          GError    **error) G_GNUC_WARN_UNUSED_RESULT;
char *desk_cli_dup_language (DeskCli    *cli,
                             const char *tag,
                             char      **out_script,
                             GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void desk_cli_print_json (JsonNode *node);
void desk_cli_progress (const char *what,
                        double      fraction,
                        gpointer    user_data);
void desk_cli_end_progress (void);

/* desk-cli-json.c */
JsonNode *desk_cli_article_to_json (DeskCli           *cli,
                                    const DeskArticle *article,
                                    const char        *language,
                                    gboolean           is_whole) G_GNUC_WARN_UNUSED_RESULT;
DeskEdition *desk_cli_shown_edition (DeskCli           *cli,
                                     const DeskArticle *article,
                                     const char        *language);

/* desk-cli-history.c */
JsonNode *desk_cli_revision_to_json (DeskCli           *cli,
                                     const DeskArticle *state,
                                     const char        *revision_uuid,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* desk-cli-field.c: FIELD=VALUE */
typedef struct
{
  DeskArticle *article;  /* changed in place */
  DeskEdition *edition;  /* (nullable) one of the article's */
  gboolean     is_strict;
  DeskFields   fields;   /* those that were named */
} DeskCliChange;

gboolean desk_cli_apply_field (DeskCli       *cli,
                               DeskCliChange *change,
                               const char    *assignment,
                               GError       **error);
DeskTerm *desk_cli_dup_term (DeskCli     *cli,
                             DeskTermType type,
                             const char  *name,
                             const char  *language,
                             gboolean     is_strict,
                             GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/* desk-cli-term-change.c */
gboolean desk_cli_set_term (DeskCli     *cli,
                            DeskTermType type,
                            const char  *name,
                            const char  *tag,
                            gboolean     is_strict,
                            char       **assignments,
                            GError     **error);
gboolean desk_cli_remove_term (DeskCli     *cli,
                               DeskTermType type,
                               const char  *name,
                               const char  *into,
                               GError     **error);

/* desk-cli-export.c */
void desk_cli_print_problems (const DeskExportSummary *summary);

DeskCliCommand desk_cli_init;
DeskCliCommand desk_cli_new;
DeskCliCommand desk_cli_set;
DeskCliCommand desk_cli_status;
DeskCliCommand desk_cli_list;
DeskCliCommand desk_cli_search;
DeskCliCommand desk_cli_show;
DeskCliCommand desk_cli_revisions;
DeskCliCommand desk_cli_restore;
DeskCliCommand desk_cli_delete;
DeskCliCommand desk_cli_undelete;
DeskCliCommand desk_cli_trash;
DeskCliCommand desk_cli_section;
DeskCliCommand desk_cli_tag;
DeskCliCommand desk_cli_author;
DeskCliCommand desk_cli_media;
DeskCliCommand desk_cli_site;
DeskCliCommand desk_cli_import;
DeskCliCommand desk_cli_export_library;
DeskCliCommand desk_cli_export;
DeskCliCommand desk_cli_serve;
DeskCliCommand desk_cli_redirect;
DeskCliCommand desk_cli_theme;
DeskCliCommand desk_cli_check;
DeskCliCommand desk_cli_backup;
DeskCliCommand desk_cli_restore_backup;
DeskCliCommand desk_cli_repair;

G_END_DECLS
