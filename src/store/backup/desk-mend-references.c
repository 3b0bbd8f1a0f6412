/* desk-mend-references.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-mend.h"

#include <glib/gi18n-lib.h>

/* What belongs to a row that is lost. A text outlives everything it belongs to:
 * its article is made anew, and from the last revision the text itself. Other
 * rows go, or forget what they named. */

/* Asks for numbers and runs @sql for each, with it as ?1 and a new id as ?2. */
static gboolean
for_each (DeskMend   *self,
          const char *ask,
          const char *sql,
          unsigned   *out_n,
          GError    **error)
{
  sqlite3_stmt *find = NULL, *make = NULL;
  int result = sqlite3_prepare_v2 (self->db, ask, -1, &find, NULL);

  *out_n = 0;
  if (result == SQLITE_OK)
    result = sqlite3_prepare_v2 (self->db, sql, -1, &make, NULL);
  while (result == SQLITE_OK && (result = sqlite3_step (find)) == SQLITE_ROW)
    {
      g_autofree char *uuid = desk_uuid_new ();

      sqlite3_bind_int64 (make, 1, sqlite3_column_int64 (find, 0));
      sqlite3_bind_text (make, 2, uuid, -1, SQLITE_STATIC); /* which allocates nothing */
      (void) sqlite3_step (make);                           /* sqlite3_reset() repeats what went wrong */
      *out_n += (unsigned) sqlite3_changes (self->db);
      result = sqlite3_reset (make);
    }
  if (result != SQLITE_DONE)
    desk_connection_throw (self->db, N_("The library can't be repaired"), error);
  sqlite3_finalize (find);
  sqlite3_finalize (make);

  return result == SQLITE_DONE;
}

/* The rows of lists still say which language a lost text had. */
static const char missing_editions[] =
  "SELECT DISTINCT l.edition_id FROM revision AS r JOIN listing AS l ON l.edition_id = r.edition_id"
  " WHERE l.edition_id NOT IN (SELECT id FROM edition)";
static const char make_edition[] =
  "INSERT OR IGNORE INTO edition (id, uuid, article_id, language, script, status, title, slug, summary, seo_title,"
  "  seo_description, released_id, first_release_us, last_release_us, next_block, text_hash, changed_us, text_sha256,"
  "  body)"
  "  SELECT l.edition_id, ?2, l.article_id, l.language, r.script, l.status, r.title,"
  "         CASE WHEN EXISTS (SELECT 1 FROM edition AS o WHERE o.language = l.language AND o.slug = r.slug)"
  "              THEN '' ELSE r.slug END,"
  "         r.summary, r.seo_title, r.seo_description,"
  "         (SELECT p.id FROM revision AS p WHERE p.edition_id = ?1 AND p.is_released ORDER BY p.made_us DESC LIMIT 1),"
  "         (SELECT min (p.made_us) FROM revision AS p WHERE p.edition_id = ?1 AND p.is_released),"
  "         (SELECT max (p.made_us) FROM revision AS p WHERE p.edition_id = ?1 AND p.is_released),"
  "         1, r.text_hash, r.made_us, r.text_sha256,"
  "         coalesce ((SELECT group_concat (desk_unpack (p.text), '' ORDER BY j.key)"
  "                      FROM json_each (r.pieces) AS j"
  "                      JOIN piece AS p ON p.id = j.value), '')"
  "    FROM revision AS r JOIN listing AS l ON l.edition_id = r.edition_id"
  "   WHERE r.edition_id = ?1 ORDER BY r.made_us DESC, r.id DESC LIMIT 1";

static const char missing_articles[] =
  "SELECT DISTINCT article_id FROM edition WHERE article_id NOT IN (SELECT id FROM article)";
static const char make_article[] =
  "INSERT INTO article (id, uuid, kind, section_id, date_us, cover_id, is_pinned, meta_hash, created_us, changed_us)"
  "  SELECT ?1, ?2, coalesce (r.kind, 'article'), r.section_id, r.date_us, r.cover_id, coalesce (r.is_pinned, 0),"
  "         coalesce (r.meta_hash, 0), e.changed_us, e.changed_us"
  "    FROM edition AS e LEFT JOIN revision AS r ON r.edition_id = e.id"
  "   WHERE e.article_id = ?1 ORDER BY r.made_us DESC LIMIT 1";

static const char missing_desks[] =
  "SELECT desk_id FROM revision WHERE desk_id NOT IN (SELECT id FROM desk)"
  " UNION SELECT desk_id FROM note WHERE desk_id NOT IN (SELECT id FROM desk)";
static const char make_desk[] = "INSERT INTO desk (id, uuid, name) VALUES (?1, ?2, '?')";

static const char missing_names[] = "SELECT id FROM term WHERE id NOT IN (SELECT term_id FROM term_name)";
static const char make_name[] =
  "INSERT INTO term_name (term_id, type, language, name, slug, folded)"
  "  SELECT id, type, 'en', '? ' || id, 'recovered-' || id, '? ' || id FROM term WHERE id = ?1 AND ?2 <> ''";

static const char sql_last_release[] =
  "UPDATE edition AS e SET released_id ="
  "  (SELECT r.id FROM revision AS r WHERE r.edition_id = e.id AND r.is_released ORDER BY r.made_us DESC LIMIT 1)"
  " WHERE released_id IS NOT NULL AND released_id NOT IN (SELECT id FROM revision WHERE edition_id = e.id)";

static const char make_library[] =
  "INSERT INTO library (id, uuid, created_us) SELECT ?1, ?2, 0 WHERE NOT EXISTS (SELECT 1 FROM library)";

static const char *const named[] = {
  "library", "desk", "article", "edition", "revision", "term", "media", "note", "target", "redirect",
};

#define IS_NO_ID "(length (uuid) <> 36 OR uuid GLOB '*[^0-9a-f-]*')"

/* A damaged id is taken from the snapshot's row, or made anew. */
static gboolean
mend_ids (DeskMend *self,
          GError  **error)
{
  unsigned n_made = 0;

  for (unsigned i = 0; i < G_N_ELEMENTS (named); i++)
    {
      g_autofree char *take = g_strdup_printf ("UPDATE OR IGNORE main.%s AS m"
                                               "  SET uuid = (SELECT o.uuid FROM old.%s AS o WHERE o.id = m.id)"
                                               " WHERE " IS_NO_ID " AND id IN (SELECT id FROM old.%s)",
                                               named[i], named[i], named[i]);
      g_autofree char *ask = g_strdup_printf ("SELECT id FROM %s WHERE " IS_NO_ID, named[i]);
      g_autofree char *make = g_strdup_printf ("UPDATE %s SET uuid = ?2 WHERE id = ?1", named[i]);
      unsigned n;

      if ((self->has_snapshot && !desk_mend_run (self, take, error)) || !for_each (self, ask, make, &n, error))
        return FALSE;
      n_made += n;
    }

  if (n_made > 0)
    desk_mend_lose (self, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u damaged id was replaced by a new one",
                                                        "%u damaged ids were replaced by new ones", n_made), n_made));
  return TRUE;
}

/**
 * desk_mend_owners:
 *
 * Makes anew what a text belongs to.
 */
gboolean
desk_mend_owners (DeskMend *self,
                  GError  **error)
{
  unsigned n_editions, n_articles, n_names, n;

  if (!mend_ids (self, error) ||
      !for_each (self, "SELECT 1", make_library, &n, error) ||
      !for_each (self, missing_editions, make_edition, &n_editions, error) ||
      !for_each (self, missing_articles, make_article, &n_articles, error) ||
      !for_each (self, missing_desks, make_desk, &n, error) ||
      !for_each (self, missing_names, make_name, &n_names, error) ||
      !desk_mend_run (self, sql_last_release, error))
    return FALSE;

  if (n_editions > 0)
    desk_mend_lose (self, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The text of %u article was lost; its last revision took its place",
                                                        "%u texts were lost; their last revisions took their place",
                                                        n_editions), n_editions));
  if (n_articles > 0)
    desk_mend_lose (self, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u article was lost, but not its texts; look at its tags and authors",
                                                        "%u articles were lost, but not their texts; look at their tags and"
                                                        " authors", n_articles), n_articles));
  if (n_names > 0)
    desk_mend_lose (self, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u section, tag or author has lost its name and is called “?” now",
                                                        "%u sections, tags or authors have lost their names and are called"
                                                        " “?” now", n_names), n_names));
  return TRUE;
}

/**
 * desk_mend_old_owners:
 *
 * Likewise, as far as schema 1 lets one: it does not say which language a lost
 * text had.
 */
gboolean
desk_mend_old_owners (DeskMend *self,
                      GError  **error)
{
  unsigned n;

  return for_each (self, "SELECT 1", make_library, &n, error) &&
         for_each (self, missing_articles, make_article, &n, error) &&
         for_each (self, missing_desks, make_desk, &n, error) &&
         desk_mend_run (self, sql_last_release, error);
}

static gboolean
mend_reference (DeskMend   *self,
                const char *table,
                const char *column,
                const char *parent,
                gboolean    may_be_null,
                gint64     *n_changed,
                GError    **error)
{
  g_autofree char *sql = NULL;

  if (may_be_null)
    sql = g_strdup_printf ("UPDATE %s SET %s = NULL WHERE %s IS NOT NULL AND %s NOT IN (SELECT id FROM %s)",
                           table, column, column, column, parent);
  else
    sql = g_strdup_printf ("DELETE FROM %s WHERE %s NOT IN (SELECT id FROM %s)", table, column, parent);
  if (!desk_mend_run (self, sql, error))
    return FALSE;

  *n_changed = sqlite3_changes64 (self->db);
  return TRUE;
}

static gboolean
is_derived (const char *table)
{
  static const char *const names[] = { "stem", "likeness", "keyword", "listing", "filed", "media_use", "edition_change", "online", NULL };

  return g_strv_contains (names, table);
}

/* One round over every reference that the schema has. */
static gboolean
mend_round (DeskMend *self,
            gint64   *n_changed,
            GError  **error)
{
  static const char sql[] =
    "SELECT s.name, f.\"from\", f.\"table\", NOT (c.\"notnull\" OR c.pk > 0)"
    "  FROM sqlite_schema AS s JOIN pragma_foreign_key_list (s.name) AS f"
    "  JOIN pragma_table_info (s.name) AS c ON c.name = f.\"from\""
    " WHERE s.type = 'table'";
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (self->db, sql, -1, &stmt, NULL);
  gboolean is_going = result == SQLITE_OK;

  while (is_going && (result = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      const char *table = (const char *) sqlite3_column_text (stmt, 0);
      gint64 n = 0;

      is_going = mend_reference (self, table, (const char *) sqlite3_column_text (stmt, 1),
                                 (const char *) sqlite3_column_text (stmt, 2), sqlite3_column_int (stmt, 3), &n, error);
      *n_changed += n;
      if (n > 0 && !is_derived (table))
        desk_mend_lose (self, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u row of “%s” belonged to something that is lost",
                                                            "%u rows of “%s” belonged to something that is lost",
                                                            (unsigned) n), (unsigned) n, table));
    }
  if (is_going && result != SQLITE_DONE)
    desk_connection_throw (self->db, N_("The library can't be repaired"), error);
  sqlite3_finalize (stmt);

  return is_going && result == SQLITE_DONE;
}

/**
 * desk_mend_references:
 *
 * Takes away what names rows that are not there. A row that goes may have been
 * named itself, so it is done until nothing changes.
 */
gboolean
desk_mend_references (DeskMend *self,
                      GError  **error)
{
  gint64 n_changed;

  do
    {
      n_changed = 0;
      if (!mend_round (self, &n_changed, error))
        return FALSE;
    }
  while (n_changed > 0);

  return TRUE;
}
