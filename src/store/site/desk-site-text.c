/* desk-site-text.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-site-private.h"
#include "desk-site-plan.h"

#include <string.h>

/* The texts of a site, each once for all site languages that are derived from it. */

#define COLUMNS \
        "id, language, article, path, wanted, section, filed_in, flags, date_us, said_us, first_us, last_us, lists," \
        " self, face, likeness, card"
enum
{
  ID, LANGUAGE, ARTICLE, PATH, WANTED, SECTION, FILED_IN, FLAGS, DATE, SAID, FIRST, LAST, LISTS, SELF, FACE, LIKENESS, CARD,
};

void
desk_site_text_free (DeskSiteText *self)
{
  if (self == NULL)
    return;

  g_free (self->language);
  g_free (self->article);
  g_free (self->path);
  g_free (self->wanted);
  g_free (self->section);
  g_free (self->filed_in);
  g_free (self->lists);
  g_clear_pointer (&self->card, g_bytes_unref);
  g_free (self);
}

static void
load_digest (DeskStatement *stmt,
             int            column,
             guint8        *digest)
{
  const void *bytes = sqlite3_column_blob (stmt, column);

  if (bytes != NULL && sqlite3_column_bytes (stmt, column) == DESK_SITE_DIGEST_BYTES)
    memcpy (digest, bytes, DESK_SITE_DIGEST_BYTES);
}

static DeskSiteText *
text_from_row (DeskStatement *stmt)
{
  DeskSiteText *self = g_new0 (DeskSiteText, 1);
  const void *card = sqlite3_column_blob (stmt, CARD);

  self->id = sqlite3_column_int64 (stmt, ID);
  self->language = desk_column_dup_text (stmt, LANGUAGE);
  self->article = desk_column_dup_text (stmt, ARTICLE);
  self->path = desk_column_dup_text (stmt, PATH);
  self->wanted = desk_column_dup_text (stmt, WANTED);
  self->section = desk_column_dup_text (stmt, SECTION);
  self->filed_in = desk_column_dup_text (stmt, FILED_IN);
  self->flags = (DeskSiteTextFlags) sqlite3_column_int (stmt, FLAGS);
  self->date_us = sqlite3_column_int64 (stmt, DATE);
  self->said_us = sqlite3_column_int64 (stmt, SAID);
  self->first_us = sqlite3_column_int64 (stmt, FIRST);
  self->last_us = sqlite3_column_int64 (stmt, LAST);
  self->lists = desk_column_dup_text (stmt, LISTS);
  load_digest (stmt, SELF, self->self);
  load_digest (stmt, FACE, self->face);
  load_digest (stmt, LIKENESS, self->likeness);
  self->card = g_bytes_new (card, card != NULL ? (gsize) sqlite3_column_bytes (stmt, CARD) : 0);

  return self;
}

static gboolean
take_text (DeskSiteState *self,
           DeskStatement *stmt,
           DeskSiteText **out_text,
           GError       **error)
{
  gboolean has_row;

  if (!desk_site_next (self, stmt, &has_row, error))
    return FALSE;

  *out_text = has_row ? text_from_row (stmt) : NULL;
  return TRUE;
}

/**
 * desk_site_find_text:
 * @out_text: (out) (nullable) (transfer full): the text, or %NULL
 *
 * Returns: %FALSE only with @error set; likewise those below
 */
gboolean
desk_site_find_text (DeskSiteState *self,
                     gint64         id,
                     DeskSiteText **out_text,
                     GError       **error)
{
  g_autoptr(DeskStatement) stmt = desk_site_ask (self, "SELECT " COLUMNS " FROM text WHERE id = ?1", "i", id);

  return take_text (self, stmt, out_text, error);
}

gboolean
desk_site_find_text_of (DeskSiteState *self,
                        const char    *article,
                        const char    *language,
                        DeskSiteText **out_text,
                        GError       **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_site_ask (self, "SELECT " COLUMNS " FROM text WHERE article = ?1 AND language = ?2", "tt", article, language);

  return take_text (self, stmt, out_text, error);
}

static gboolean
take_id (DeskSiteState *self,
         DeskStatement *stmt,
         gint64        *out_id,
         GError       **error)
{
  gboolean has_row;

  if (!desk_site_next (self, stmt, &has_row, error))
    return FALSE;

  *out_id = has_row ? sqlite3_column_int64 (stmt, 0) : 0;
  return TRUE;
}

#define SELECT_PINNED "SELECT id FROM text WHERE language = ?1 AND flags & 3 = 3 ORDER BY date_us DESC, article DESC"

/**
 * desk_site_find_pinned:
 * @out_id: (out): the newest text that stays first, or 0
 */
gboolean
desk_site_find_pinned (DeskSiteState *self,
                       const char    *language,
                       gint64        *out_id,
                       GError       **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_site_ask (self, SELECT_PINNED " LIMIT 1", "t", language);

  return take_id (self, stmt, out_id, error);
}

/**
 * desk_site_list_pinned:
 *
 * Returns: (transfer full) (element-type gint64): all that were to stay first, the one that
 *   does before the others
 */
GArray *
desk_site_list_pinned (DeskSiteState *self,
                       const char    *language,
                       GError       **error)
{
  g_autoptr(DeskStatement) stmt = desk_site_ask (self, SELECT_PINNED, "t", language);

  return desk_site_take_ids (self, stmt, error);
}

/**
 * desk_site_find_path:
 * @out_id: (out): the text that is there, or 0
 */
gboolean
desk_site_find_path (DeskSiteState *self,
                     const char    *language,
                     const char    *path,
                     gint64        *out_id,
                     GError       **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_site_ask (self, "SELECT id FROM text WHERE path = ?1 AND language = ?2", "tt", path, language);

  return take_id (self, stmt, out_id, error);
}

/**
 * desk_site_find_path_of:
 * @out_path: (out) (nullable) (transfer full): where an article is, or %NULL
 */
gboolean
desk_site_find_path_of (DeskSiteState *self,
                        const char    *article,
                        const char    *language,
                        char         **out_path,
                        GError       **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_site_ask (self, "SELECT path FROM text WHERE article = ?1 AND language = ?2", "tt", article, language);
  if (!desk_site_next (self, stmt, &has_row, error))
    return FALSE;

  *out_path = has_row ? desk_column_dup_text (stmt, 0) : NULL;
  return TRUE;
}

/**
 * desk_site_has_numbered:
 * @out_has: (out): whether some text has to be somewhere else than it would be alone
 */
gboolean
desk_site_has_numbered (DeskSiteState *self,
                        const char    *language,
                        gboolean      *out_has,
                        GError       **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gint64 id;

  stmt = desk_site_ask (self, "SELECT id FROM text WHERE language = ?1 AND path <> wanted LIMIT 1", "t", language);
  if (!take_id (self, stmt, &id, error))
    return FALSE;

  *out_has = id != 0;
  return TRUE;
}

gboolean
desk_site_put_text (DeskSiteState      *self,
                    const DeskSiteText *text,
                    GError            **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_site_ask (self,
                        "INSERT OR REPLACE INTO text (" COLUMNS ")"
                                                                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
                        "ittttttiiiiit", text->id, text->language, text->article, text->path, text->wanted, text->section,
                        text->filed_in, (gint64) text->flags, text->date_us, text->said_us, text->first_us, text->last_us,
                        text->lists);
  sqlite3_bind_blob (stmt, SELF + 1, text->self, sizeof text->self, SQLITE_STATIC);
  sqlite3_bind_blob (stmt, FACE + 1, text->face, sizeof text->face, SQLITE_STATIC);
  sqlite3_bind_blob (stmt, LIKENESS + 1, text->likeness, sizeof text->likeness, SQLITE_STATIC);
  sqlite3_bind_blob64 (stmt, CARD + 1, g_bytes_get_data (text->card, NULL), g_bytes_get_size (text->card), SQLITE_STATIC);

  return desk_site_run (self, stmt, error);
}

gboolean
desk_site_move_text (DeskSiteState *self,
                     gint64         id,
                     const char    *path,
                     GError       **error)
{
  g_autoptr(DeskStatement) stmt = desk_site_ask (self, "UPDATE text SET path = ?2 WHERE id = ?1", "it", id, path);

  return desk_site_run (self, stmt, error);
}

gboolean
desk_site_remove_text (DeskSiteState *self,
                       gint64         id,
                       GError       **error)
{
  g_autoptr(DeskStatement) stmt = desk_site_ask (self, "DELETE FROM text WHERE id = ?1", "i", id);

  return desk_site_run (self, stmt, error);
}

static GPtrArray *
take_claims (DeskSiteState *self,
             DeskStatement *borrowed, /* eaten */
             GError       **error)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_site_text_free);
  g_autoptr(DeskStatement) stmt = borrowed;
  gboolean has_row;

  for (;;)
    {
      DeskSiteText *text;

      if (!desk_site_next (self, stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&texts);
      text = g_new0 (DeskSiteText, 1);
      text->id = sqlite3_column_int64 (stmt, 0);
      text->path = desk_column_dup_text (stmt, 1);
      text->wanted = desk_column_dup_text (stmt, 2);
      text->article = desk_column_dup_text (stmt, 3);
      g_ptr_array_add (texts, text);
    }
}

/**
 * desk_site_list_claims:
 *
 * Returns: (transfer full) (element-type DeskSiteText): all texts of a language, whoever
 *   was released first in front, with id, path, wanted and article alone
 */
GPtrArray *
desk_site_list_claims (DeskSiteState *self,
                       const char    *language,
                       GError       **error)
{
  return take_claims (self, desk_site_ask (self, "SELECT id, path, wanted, article FROM text WHERE language = ?1 ORDER BY first_us, article",
                                           "t", language), error);
}

/**
 * desk_site_list_numbered:
 *
 * Returns: (transfer full) (element-type DeskSiteText): texts that have to be somewhere
 *   else than they would be alone, the last release first, with id, path, wanted and
 *   article alone
 */
GPtrArray *
desk_site_list_numbered (DeskSiteState *self,
                         const char    *language,
                         GError       **error)
{
  return take_claims (self, desk_site_ask (self,
                                           "SELECT id, path, wanted, article FROM text WHERE language = ?1 AND path <> wanted"
                                           " ORDER BY last_us DESC, article", "t", language), error);
}

/**
 * desk_site_take_ids:
 *
 * Returns: (transfer full) (element-type gint64): the first column of all rows
 */
GArray *
desk_site_take_ids (DeskSiteState *self,
                    DeskStatement *stmt,
                    GError       **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean has_row;

  for (;;)
    {
      gint64 id;

      if (!desk_site_next (self, stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&ids);
      id = sqlite3_column_int64 (stmt, 0);
      g_array_append_val (ids, id);
    }
}

/**
 * desk_site_list_texts:
 *
 * Returns: (transfer full) (element-type gint64): the rows of all texts of a language
 */
GArray *
desk_site_list_texts (DeskSiteState *self,
                      const char    *language,
                      GError       **error)
{
  g_autoptr(DeskStatement) stmt = desk_site_ask (self, "SELECT id FROM text WHERE language = ?1 ORDER BY id", "t", language);

  return desk_site_take_ids (self, stmt, error);
}

/**
 * desk_site_list_texts_of:
 *
 * Returns: (transfer full) (element-type gint64): an article's, in every language
 */
GArray *
desk_site_list_texts_of (DeskSiteState *self,
                         const char    *article,
                         GError       **error)
{
  g_autoptr(DeskStatement) stmt = desk_site_ask (self, "SELECT id FROM text WHERE article = ?1", "t", article);

  return desk_site_take_ids (self, stmt, error);
}
