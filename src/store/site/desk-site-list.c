/* desk-site-list.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-site-private.h"
#include "desk-site-plan.h"

#include <string.h>

/* Lists of texts, and who stands in them where. */

#define COLUMNS "id, language, kind, key, path, wanted, n_texts, last_us"
enum { ID, LANGUAGE, KIND, KEY, PATH, WANTED, TEXTS, LAST };

void
desk_site_list_free (DeskSiteList *self)
{
  if (self == NULL)
    return;

  g_free (self->language);
  g_free (self->key);
  g_free (self->path);
  g_free (self->wanted);
  g_free (self);
}

static DeskSiteList *
list_from_row (DeskStatement *stmt)
{
  DeskSiteList *self = g_new0 (DeskSiteList, 1);

  self->id = sqlite3_column_int64 (stmt, ID);
  self->language = desk_column_dup_text (stmt, LANGUAGE);
  self->kind = sqlite3_column_int (stmt, KIND);
  self->key = desk_column_dup_text (stmt, KEY);
  self->path = desk_column_dup_text (stmt, PATH);
  self->wanted = desk_column_dup_text (stmt, WANTED);
  self->n_texts = (unsigned) sqlite3_column_int64 (stmt, TEXTS);
  self->last_us = sqlite3_column_int64 (stmt, LAST);

  return self;
}

static gboolean
take_list (DeskSiteState *self,
           DeskStatement *stmt,
           DeskSiteList **out_list,
           GError       **error)
{
  gboolean has_row;

  if (!desk_site_next (self, stmt, &has_row, error))
    return FALSE;

  *out_list = has_row ? list_from_row (stmt) : NULL;
  return TRUE;
}

/**
 * desk_site_find_list:
 * @out_list: (out) (nullable) (transfer full): the list, or %NULL
 */
gboolean
desk_site_find_list (DeskSiteState *self,
                     const char    *language,
                     int            kind,
                     const char    *key,
                     DeskSiteList **out_list,
                     GError       **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_site_ask (self, "SELECT " COLUMNS " FROM list WHERE language = ?1 AND kind = ?2 AND key = ?3",
                        "tit", language, (gint64) kind, key);

  return take_list (self, stmt, out_list, error);
}

gboolean
desk_site_find_list_by_id (DeskSiteState *self,
                           gint64         id,
                           DeskSiteList **out_list,
                           GError       **error)
{
  g_autoptr(DeskStatement) stmt = desk_site_ask (self, "SELECT " COLUMNS " FROM list WHERE id = ?1", "i", id);

  return take_list (self, stmt, out_list, error);
}

/**
 * desk_site_find_list_at:
 * @out_is_there: (out): whether a list has this path
 */
gboolean
desk_site_find_list_at (DeskSiteState *self,
                        const char    *language,
                        const char    *path,
                        gboolean      *out_is_there,
                        GError       **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_site_ask (self, "SELECT 1 FROM list WHERE language = ?1 AND path = ?2 AND path <> ''", "tt", language, path);

  return desk_site_next (self, stmt, out_is_there, error);
}

/**
 * desk_site_add_list:
 * @list: gets its row's id
 */
gboolean
desk_site_add_list (DeskSiteState *self,
                    DeskSiteList  *list,
                    GError       **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_site_ask (self,
                        "INSERT INTO list (language, kind, key, path, wanted, n_texts, last_us) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                        "titttii", list->language, (gint64) list->kind, list->key, list->path, list->wanted, (gint64) list->n_texts,
                        list->last_us);
  if (!desk_site_run (self, stmt, error))
    return FALSE;

  list->id = sqlite3_last_insert_rowid (self->db);
  return TRUE;
}

/**
 * desk_site_put_list:
 *
 * Keeps path, wanted, n_texts and last_us.
 */
gboolean
desk_site_put_list (DeskSiteState      *self,
                    const DeskSiteList *list,
                    GError            **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_site_ask (self, "UPDATE list SET path = ?2, wanted = ?3, n_texts = ?4, last_us = ?5 WHERE id = ?1",
                        "ittii", list->id, list->path, list->wanted, (gint64) list->n_texts, list->last_us);

  return desk_site_run (self, stmt, error);
}

/**
 * desk_site_list_lists:
 * @language: (nullable): %NULL is any
 *
 * Returns: (transfer full) (element-type DeskSiteList): by kind, key and language
 */
GPtrArray *
desk_site_list_lists (DeskSiteState *self,
                      const char    *language,
                      int            first_kind,
                      int            last_kind,
                      GError       **error)
{
  g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_site_list_free);
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  if (language != NULL)
    stmt = desk_site_ask (self, "SELECT " COLUMNS " FROM list WHERE language = ?1 AND kind BETWEEN ?2 AND ?3 ORDER BY kind, key",
                          "tii", language, (gint64) first_kind, (gint64) last_kind);
  else
    stmt = desk_site_ask (self, "SELECT " COLUMNS " FROM list WHERE kind BETWEEN ?1 AND ?2 ORDER BY kind, key, language",
                          "ii", (gint64) first_kind, (gint64) last_kind);
  for (;;)
    {
      if (!desk_site_next (self, stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&lists);
      g_ptr_array_add (lists, list_from_row (stmt));
    }
}

/**
 * desk_site_count_pages:
 * @n_rows: on a page of a list
 * @out_n_pages: (out): pages of texts, and of lists up to @last_kind
 */
gboolean
desk_site_count_pages (DeskSiteState *self,
                       const char    *language,
                       int            last_kind,
                       unsigned       n_rows,
                       unsigned      *out_n_pages,
                       GError       **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_site_ask (self, "SELECT total (CASE WHEN kind <= ?2 THEN (n_texts + ?3 - 1) / ?3 WHEN kind = ?2 + 1 THEN n_texts END)"
                              "  FROM list WHERE language = ?1",
                        "tii", language, (gint64) last_kind, (gint64) n_rows);
  if (!desk_site_next (self, stmt, &has_row, error))
    return FALSE;

  *out_n_pages = (unsigned) sqlite3_column_int64 (stmt, 0);
  return TRUE;
}

/* Members */

gboolean
desk_site_add_member (DeskSiteState      *self,
                      gint64              list_id,
                      const DeskSiteText *text,
                      GError            **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_site_ask (self, "INSERT OR REPLACE INTO member (list_id, date_us, article, text_id) VALUES (?1, ?2, ?3, ?4)",
                        "iiti", list_id, text->date_us, text->article, text->id);

  return desk_site_run (self, stmt, error);
}

gboolean
desk_site_remove_member (DeskSiteState      *self,
                         gint64              list_id,
                         const DeskSiteText *text,
                         GError            **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_site_ask (self, "DELETE FROM member WHERE list_id = ?1 AND date_us = ?2 AND article = ?3",
                        "iit", list_id, text->date_us, text->article);

  return desk_site_run (self, stmt, error);
}

/**
 * desk_site_rank_member:
 * @limit: at which to stop counting
 * @out_rank: (out): how many stand in front of @text, whether it is in the list or not
 */
gboolean
desk_site_rank_member (DeskSiteState      *self,
                       gint64              list_id,
                       const DeskSiteText *text,
                       unsigned            limit,
                       unsigned           *out_rank,
                       GError            **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_site_ask (self, "SELECT count (*) FROM (SELECT 1 FROM member WHERE list_id = ?1 AND (date_us, article) > (?2, ?3) LIMIT ?4)",
                        "iiti", list_id, text->date_us, text->article, (gint64) limit);
  if (!desk_site_next (self, stmt, &has_row, error))
    return FALSE;

  *out_rank = (unsigned) sqlite3_column_int64 (stmt, 0);
  return TRUE;
}

/**
 * desk_site_list_members:
 * @after: (nullable): the one that they stand behind; %NULL is the start
 * @first: how many to pass over there
 *
 * Returns: (transfer full) (element-type DeskSiteMember): the first first
 */
GArray *
desk_site_list_members (DeskSiteState        *self,
                        gint64                list_id,
                        const DeskSiteMember *after,
                        unsigned              first,
                        unsigned              n_members,
                        GError              **error)
{
  g_autoptr(GArray) members = g_array_new (FALSE, TRUE, sizeof (DeskSiteMember));
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_site_ask (self,
                        "SELECT text_id, date_us, article FROM member WHERE list_id = ?1 AND (date_us, article) < (?2, ?3)"
                        " ORDER BY date_us DESC, article DESC LIMIT ?4 OFFSET ?5",
                        "iitii", list_id, after != NULL ? after->date_us : G_MAXINT64, after != NULL ? after->article : "~",
                        (gint64) n_members, (gint64) first);
  for (;;)
    {
      DeskSiteMember member = { 0 };

      if (!desk_site_next (self, stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&members);
      member.id = sqlite3_column_int64 (stmt, 0);
      member.date_us = sqlite3_column_int64 (stmt, 1);
      g_strlcpy (member.article, (const char *) sqlite3_column_text (stmt, 2), sizeof member.article);
      g_array_append_val (members, member);
    }
}

static gboolean
find_next (DeskSiteState      *self,
           const char         *sql,
           gint64              list_id,
           const DeskSiteText *text,
           gint64             *out_id,
           GError            **error)
{
  g_autoptr(DeskStatement) stmt = desk_site_ask (self, sql, "iit", list_id, text->date_us, text->article);
  gboolean has_row;

  if (!desk_site_next (self, stmt, &has_row, error))
    return FALSE;

  *out_id = has_row ? sqlite3_column_int64 (stmt, 0) : 0;
  return TRUE;
}

/**
 * desk_site_find_neighbours:
 * @out_later: (out): the text in front of @text, or 0
 * @out_earlier: (out): the one behind it, or 0
 */
gboolean
desk_site_find_neighbours (DeskSiteState      *self,
                           gint64              list_id,
                           const DeskSiteText *text,
                           gint64             *out_later,
                           gint64             *out_earlier,
                           GError            **error)
{
  return find_next (self,
                    "SELECT text_id FROM member WHERE list_id = ?1 AND (date_us, article) > (?2, ?3)"
                    " ORDER BY date_us, article LIMIT 1", list_id, text, out_later, error) &&
         find_next (self,
                    "SELECT text_id FROM member WHERE list_id = ?1 AND (date_us, article) < (?2, ?3)"
                    " ORDER BY date_us DESC, article DESC LIMIT 1", list_id, text, out_earlier, error);
}

/**
 * desk_site_find_last_release:
 * @n_members: of so many
 * @out_last_us: (out): the last release of the first ones, 0 where there are none
 */
gboolean
desk_site_find_last_release (DeskSiteState *self,
                             gint64         list_id,
                             unsigned       n_members,
                             gint64        *out_last_us,
                             GError       **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_site_ask (self,
                        "SELECT max (t.last_us) FROM (SELECT text_id FROM member WHERE list_id = ?1"
                        "  ORDER BY date_us DESC, article DESC LIMIT ?2) AS m JOIN text AS t ON t.id = m.text_id",
                        "ii", list_id, (gint64) n_members);
  if (!desk_site_next (self, stmt, &has_row, error))
    return FALSE;

  *out_last_us = sqlite3_column_int64 (stmt, 0);
  return TRUE;
}

/* Tags of sections */

gboolean
desk_site_count_tag (DeskSiteState *self,
                     gint64         section_id,
                     gint64         tag_id,
                     int            n_more,
                     GError       **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_site_ask (self,
                        "INSERT INTO tagged (section_id, tag_id, n_texts) VALUES (?1, ?2, ?3)"
                        " ON CONFLICT (section_id, tag_id) DO UPDATE SET n_texts = n_texts + ?3",
                        "iii", section_id, tag_id, (gint64) n_more);

  return desk_site_run (self, stmt, error);
}

/**
 * desk_site_list_often:
 *
 * Returns: (transfer full) (element-type gint64): the lists of the tags that most
 *   texts of a section have
 */
GArray *
desk_site_list_often (DeskSiteState *self,
                      gint64         section_id,
                      unsigned       n_tags,
                      GError       **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_site_ask (self,
                        "SELECT t.tag_id FROM tagged AS t JOIN list AS l ON l.id = t.tag_id"
                        " WHERE t.section_id = ?1 AND t.n_texts > 0 ORDER BY t.n_texts DESC, l.key LIMIT ?2",
                        "ii", section_id, (gint64) n_tags);

  return desk_site_take_ids (self, stmt, error);
}
