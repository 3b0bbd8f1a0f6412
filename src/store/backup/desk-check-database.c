/* desk-check-database.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-backup-private.h"

#include <glib/gi18n-lib.h>

/* What is looked at in a database, the live one or a copy. */

/* What stands in a row that may be damaged, for a message. */
static const char *
text_of (sqlite3_stmt *stmt,
         int           column)
{
  const char *text = (const char *) sqlite3_column_text (stmt, column);

  return text != NULL ? text : "";
}

typedef void AddRowFunc (DeskCheck    *self,
                         sqlite3_stmt *stmt);

/* Tells @add of each row. A file that is too damaged to be asked is a finding,
 * no error. */
static gboolean
ask_rows (DeskCheck  *self,
          sqlite3    *db,
          const char *sql,
          AddRowFunc *add,
          GError    **error)
{
  g_autoptr(GError) cause = NULL;
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL);

  while (result == SQLITE_OK || result == SQLITE_ROW)
    {
      result = sqlite3_step (stmt);
      if (result == SQLITE_ROW)
        add (self, stmt);
    }
  if (result != SQLITE_DONE && !desk_watch_is_over (self->watch, &cause))
    desk_connection_throw (db, N_("The library can't be checked"), &cause);
  sqlite3_finalize (stmt);

  if (cause == NULL)
    return TRUE;
  if (!g_error_matches (cause, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED) &&
      !g_error_matches (cause, DESK_STORE_ERROR, DESK_STORE_ERROR_FOREIGN))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  desk_findings_add (self->findings, DESK_FINDING_DATABASE, NULL, NULL,
                     g_strdup (_("The library's file is so damaged that a part of it can't be read")));
  return TRUE;
}

/* SQLite tells what ails one table in one row, a line each. */
static void
add_integrity (DeskCheck    *self,
               sqlite3_stmt *stmt)
{
  g_auto(GStrv) lines = g_strsplit (text_of (stmt, 0), "\n", -1);

  for (unsigned i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] != '\0' && !g_str_has_prefix (lines[i], "***") && !g_str_equal (lines[i], "ok"))
        desk_findings_add (self->findings, DESK_FINDING_DATABASE, NULL, NULL,
                           /* Translators: %s is what SQLite says, in English */
                           g_strdup_printf (_("The library's file is damaged: %s"), lines[i]));
    }
}

static void
add_reference (DeskCheck    *self,
               sqlite3_stmt *stmt)
{
  desk_findings_add (self->findings, DESK_FINDING_REFERENCE, NULL, NULL,
                     /* Translators: both are names of tables, as “edition” */
                     g_strdup_printf (_("A row of “%s” belongs to one of “%s” that is missing"),
                                      text_of (stmt, 0), text_of (stmt, 2)));
}

/* SQLite 3.46 goes on with what it has not counted, and may crash, when there is no
 * memory to tell of an error, unless a few more may follow it. */
#define MIN_ERRORS 100

/**
 * desk_check_database:
 *
 * Looks at the file as SQLite sees it.
 */
gboolean
desk_check_database (DeskCheck *self,
                     sqlite3   *db,
                     GError   **error)
{
  g_autofree char *integrity = g_strdup_printf ("PRAGMA integrity_check(%u)", MAX (self->limit, MIN_ERRORS));
  gboolean is_done;

  desk_watch_tell (self->watch, _("Checking the library's file"), -1);
  desk_watch_attach (self->watch, db);
  is_done = ask_rows (self, db, integrity, add_integrity, error) &&
            ask_rows (self, db, "PRAGMA foreign_key_check", add_reference, error);
  desk_watch_detach (db);

  return is_done;
}

typedef struct
{
  DeskCheck *check;
  gboolean   is_whole;
  gboolean   of_revisions;
  gint64     n_done;
  gint64     n_all;
} Reading;

static char *
describe (const Reading   *self,
          const DeskProof *proof)
{
  const char *title = proof->title != NULL ? proof->title : "";
  const char *language = proof->language != NULL ? proof->language : "?";

  if (proof->is_right)
    return self->of_revisions
           ? g_strdup_printf (_("An earlier version of “%.200s” (%s) is no valid UTF-8"), title, language)
           : g_strdup_printf (_("The text “%.200s” (%s) is no valid UTF-8"), title, language);

  return self->of_revisions
         ? g_strdup_printf (_("An earlier version of “%.200s” (%s) is not what was saved"), title, language)
         : g_strdup_printf (_("The text “%.200s” (%s) is not what was saved"), title, language);
}

static gboolean
look_at_text (const DeskProof *proof,
              gpointer         user_data,
              GError         **error)
{
  Reading *self = user_data;

  if (self->n_done++ % 64 == 0)
    desk_watch_tell (self->check->watch, _("Checking the texts"), (double) self->n_done / (double) MAX (self->n_all, 1));
  if (!proof->is_right || (self->is_whole && !proof->is_utf8))
    desk_findings_add (self->check->findings, proof->is_right ? DESK_FINDING_ENCODING : DESK_FINDING_TEXT,
                       proof->article, proof->language, describe (self, proof));

  return TRUE;
}

/**
 * desk_check_proofs:
 * @is_whole: also whether texts are UTF-8
 *
 * Looks at every text, working and kept.
 */
gboolean
desk_check_proofs (DeskCheck *self,
                   sqlite3   *db,
                   gboolean   is_whole,
                   GError   **error)
{
  Reading reading = { .check = self, .is_whole = is_whole };

  if (!desk_database_ask (db, "SELECT (SELECT count (*) FROM edition) + (SELECT count (*) FROM revision)",
                          &reading.n_all, N_("The texts can't be checked"), error) ||
      !desk_check_texts (db, FALSE, self->watch, look_at_text, &reading, error))
    return FALSE;

  reading.of_revisions = TRUE;
  return desk_check_texts (db, TRUE, self->watch, look_at_text, &reading, error);
}

/* Reads a copy from the disk and says what is wrong first, if anything is. */
static gboolean
find_problem (const char      *file,
              const DeskWatch *watch,
              char           **out_problem,
              GError         **error)
{
  g_autoptr(DeskFindings) findings = desk_findings_new (1);
  DeskCheck check = { findings, watch, 1 };
  g_autoptr(sqlite3) db = desk_database_open_copy (file, error);

  if (db == NULL ||
      !desk_check_database (&check, db, error) ||
      (desk_findings_get_first (findings) == NULL && !desk_check_proofs (&check, db, FALSE, error)))
    return FALSE;

  *out_problem = g_strdup (desk_findings_get_first (findings));
  return TRUE;
}

/**
 * desk_check_copy:
 * @file: a copy of some library, that nobody writes to
 *
 * Returns: whether it is as good as the library was; else @error is set,
 *   %DESK_STORE_ERROR_DAMAGED where it is not
 */
gboolean
desk_check_copy (const char      *file,
                 const DeskWatch *watch,
                 GError         **error)
{
  g_autofree char *problem = NULL;

  if (!find_problem (file, watch, &problem, error))
    return FALSE;
  if (problem == NULL)
    return TRUE;

  g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED,
               /* Translators: %s is a sentence without its stop, what is damaged */
               _("The backup is damaged; restore another one. %s"), problem);
  return FALSE;
}

/**
 * desk_check_library_copy:
 * @file: a copy of this library that was made a moment ago
 *
 * Returns: likewise; what is damaged is then the library
 */
gboolean
desk_check_library_copy (const char      *file,
                         const DeskWatch *watch,
                         GError         **error)
{
  g_autofree char *problem = NULL;

  if (!find_problem (file, watch, &problem, error))
    return FALSE;
  if (problem == NULL)
    return TRUE;

  g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED,
               /* Translators: %s is a sentence without its stop, what is damaged */
               _("No backup was made, because the library is damaged; repair it, or restore a backup. %s"), problem);
  return FALSE;
}
