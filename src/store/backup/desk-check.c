/* desk-check.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-check.h"

#include "desk-backup-private.h"

#include <glib/gi18n-lib.h>

#define N_OF_A_KIND 100 /* more of one kind tells nobody more */

/* The blocks of a working body: 0, 1, 2 … without a gap, as long as it is. An
 * article that is on its way out has none any more. */
static const char sql_blocks[] =
  "SELECT a.uuid, e.language, e.title"
  "  FROM edition AS e JOIN article AS a ON a.id = e.article_id"
  "  LEFT JOIN (SELECT edition_id, sum (n_bytes) AS n_bytes, count (*) AS n, max (position) AS last"
  "               FROM block GROUP BY edition_id) AS b ON b.edition_id = e.id"
  " WHERE (coalesce (b.n_bytes, 0) <> octet_length (e.body) OR coalesce (b.last + 1, 0) <> coalesce (b.n, 0))"
  "   AND " DESK_IS_SHOWN ("a", "0");

/* Not by the index, which would not let two in. */
static const char sql_slugs[] =
  "SELECT a.uuid, e.language, e.title"
  "  FROM (SELECT article_id, language, title, count (*) OVER (PARTITION BY language, slug) AS n"
  "          FROM edition NOT INDEXED WHERE slug <> '') AS e"
  "  JOIN article AS a ON a.id = e.article_id"
  " WHERE e.n > 1";

enum { ARTICLE, LANGUAGE, TITLE };

static gboolean
add_articles (DeskCheck      *self,
              DeskStore      *store,
              const char     *sql,
              DeskFindingKind kind,
              GError        **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (store, sql);
  gboolean has_row;

  for (;;)
    {
      g_autofree char *title = NULL;
      const char *language;

      if (desk_watch_is_over (self->watch, error) ||
          !desk_store_next (store, stmt, N_("The library can't be checked"), &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      title = desk_column_dup_text (stmt, TITLE);
      language = (const char *) sqlite3_column_text (stmt, LANGUAGE);
      desk_findings_add (self->findings, kind, (const char *) sqlite3_column_text (stmt, ARTICLE), language,
                         kind == DESK_FINDING_BLOCKS
                      ? g_strdup_printf (_("The text “%.200s” (%s) has paragraphs that are not known; save it again"),
                                         title, language)
                      : g_strdup_printf (_("The text “%.200s” (%s) has an address that is taken; give it another"),
                                         title, language));
    }
}

static void
check_file (DeskCheck       *self,
            DeskStore       *store,
            const DeskMedia *media,
            gboolean         is_right)
{
  g_autofree char *path = desk_store_dup_media_path (store, media);

  if (is_right)
    return;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    desk_findings_add (self->findings, DESK_FINDING_MEDIA_DAMAGED, NULL, NULL,
                       g_strdup_printf (_("The file “%.200s” is damaged; add it again"), media->name));
  else
    desk_findings_add (self->findings, DESK_FINDING_MEDIA_MISSING, NULL, NULL,
                       g_strdup_printf (_("The file “%.200s” is missing; add it again"), media->name));
}

static gboolean
check_media (DeskCheck *self,
             DeskStore *store,
             GError   **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (store, "SELECT sha256, name, n_bytes FROM media ORDER BY id");
  gboolean has_row;

  for (;;)
    {
      g_autoptr(DeskMedia) media = desk_media_new ();
      gboolean is_right;

      if (!desk_store_next (store, stmt, N_("The library can't be checked"), &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      desk_column_load_text (stmt, 0, &media->sha256);
      desk_column_load_text (stmt, 1, &media->name);
      desk_watch_tell (self->watch, _("Checking pictures and documents"), -1);
      if (!desk_media_file_check (store->path, media->sha256, self->watch, &is_right, error))
        return FALSE;
      check_file (self, store, media, is_right);
    }
}

/**
 * desk_store_check:
 * @progress: (nullable) (scope call): told how far it is
 *
 * Looks at all that the library holds: the file, every text, the blocks, the
 * addresses and the bytes of pictures and documents. Changes nothing. Blocks;
 * call it on a worker.
 *
 * Returns: (transfer full) (element-type DeskFinding): what is wrong, at most a
 *   hundred of a kind; empty when all is well; %NULL with @error set when it
 *   can't be told
 */
GPtrArray *
desk_store_check (DeskStore       *self,
                  DeskProgressFunc progress,
                  gpointer         user_data,
                  GCancellable    *cancellable,
                  GError         **error)
{
  g_autoptr(DeskFindings) findings = desk_findings_new (N_OF_A_KIND);
  g_autoptr(GError) cause = NULL;
  DeskWatch watch = { progress, user_data, cancellable };
  DeskCheck check = { findings, &watch, N_OF_A_KIND };

  g_return_val_if_fail (DESK_IS_STORE (self), NULL);

  if (!desk_check_database (&check, self->db, error))
    return NULL;

  /* In a damaged file the rest is told as far as it can be read. */
  if (desk_check_proofs (&check, self->db, TRUE, &cause) &&
      add_articles (&check, self, sql_blocks, DESK_FINDING_BLOCKS, &cause) &&
      add_articles (&check, self, sql_slugs, DESK_FINDING_SLUG, &cause) &&
      check_media (&check, self, &cause))
    return desk_findings_end (findings);

  if (g_error_matches (cause, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED) && desk_findings_get_first (findings) != NULL)
    return desk_findings_end (findings);

  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}
