/* desk-store-term.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-released.h"
#include "desk-store-private.h"

#include "text/desk-script.h"
#include "text/desk-slug.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Sections, tags and authors. A name or slug in any language finds a term;
 * case, script and diacritics do not matter in a name. */

static gboolean
load_names (DeskStore *self,
            gint64     id,
            DeskTerm  *term,
            GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (self, "SELECT language, name, slug FROM term_name WHERE term_id = ?1 ORDER BY id");
  sqlite3_bind_int64 (stmt, 1, id);
  for (;;)
    {
      g_autofree char *language = NULL;
      g_autofree char *name = NULL;
      g_autofree char *slug = NULL;

      if (!desk_store_next (self, stmt, N_("A name can't be read"), &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      language = desk_column_dup_text (stmt, 0);
      name = desk_column_dup_text (stmt, 1);
      slug = desk_column_dup_text (stmt, 2);
      desk_term_set_name (term, language, name, slug);
    }
}

static DeskTerm *
read_term (DeskStore *self,
           gint64     id,
           GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  g_autoptr(DeskTerm) term = NULL;
  g_autofree char *uuid = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (self, "SELECT t.type, t.uuid, t.position, t.is_organisation, m.uuid FROM term AS t"
                                  "  LEFT JOIN media AS m ON m.id = t.portrait_id WHERE t.id = ?1");
  sqlite3_bind_int64 (stmt, 1, id);
  if (!desk_store_next (self, stmt, N_("A name can't be read"), &has_row, error))
    return NULL;
  if (!has_row)
    {
      g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED,
                           _("The library is damaged: a section, tag or author is missing; restore a backup"));
      return NULL;
    }

  uuid = desk_column_dup_text (stmt, 1);
  term = desk_term_new ((DeskTermType) sqlite3_column_int (stmt, 0), uuid);
  term->position = (unsigned) sqlite3_column_int (stmt, 2);
  term->is_organisation = sqlite3_column_int (stmt, 3);
  if (sqlite3_column_type (stmt, 4) != SQLITE_NULL)
    term->portrait = desk_column_dup_text (stmt, 4);

  return load_names (self, id, term, error) ? g_steal_pointer (&term) : NULL;
}

/**
 * desk_store_dup_term_by_id:
 * @id: a rowid
 *
 * Returns: (transfer full): the term; %NULL with @error set
 */
DeskTerm *
desk_store_dup_term_by_id (DeskStore *self,
                           gint64     id,
                           GError   **error)
{
  DeskTerm *term = self->names != NULL ? g_hash_table_lookup (self->names, GSIZE_TO_POINTER ((gsize) id)) : NULL;

  if (term != NULL)
    return desk_term_copy (term);

  term = read_term (self, id, error);
  if (term != NULL && self->names != NULL)
    g_hash_table_insert (self->names, GSIZE_TO_POINTER ((gsize) id), desk_term_copy (term));

  return term;
}

/**
 * desk_store_dup_term:
 *
 * Returns: (transfer full): the section, tag or author; %NULL with @error set
 */
DeskTerm *
desk_store_dup_term (DeskStore  *self,
                     const char *uuid,
                     GError    **error)
{
  gint64 id = desk_store_get_term_id (self, uuid, error);

  return id != 0 ? desk_store_dup_term_by_id (self, id, error) : NULL;
}

/**
 * desk_store_get_term_id:
 *
 * Returns: the rowid; 0 with @error set when there is no such term
 */
gint64
desk_store_get_term_id (DeskStore  *self,
                        const char *uuid,
                        GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, "SELECT id FROM term WHERE uuid = ?1");
  gboolean has_row;

  desk_bind_text (stmt, 1, uuid);
  if (!desk_store_next (self, stmt, N_("A name can't be read"), &has_row, error))
    return 0;
  if (has_row)
    return sqlite3_column_int64 (stmt, 0);

  g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND,
                       _("A section, tag or author is not in the library any more; choose another"));
  return 0;
}

/**
 * desk_store_list_terms:
 * @type: which kind
 *
 * Returns: (transfer full) (element-type DeskTerm): in the order of menus
 */
GPtrArray *
desk_store_list_terms (DeskStore   *self,
                       DeskTermType type,
                       GError     **error)
{
  g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_term_free);
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self), NULL);

  stmt = desk_store_borrow (self,
                            "SELECT id FROM term"
                            " WHERE type = ?1 AND deleted_us IS NULL AND " DESK_IS_SHOWN ("term", "?2")
                            " ORDER BY position, id");
  sqlite3_bind_int (stmt, 1, type);
  sqlite3_bind_int64 (stmt, 2, self->batch_id);
  for (;;)
    {
      DeskTerm *term;

      if (!desk_store_next (self, stmt, N_("Names can't be read"), &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&terms);

      term = desk_store_dup_term_by_id (self, sqlite3_column_int64 (stmt, 0), error);
      if (term == NULL)
        return NULL;
      g_ptr_array_add (terms, term);
    }
}

static gboolean
throw_unknown (DeskTermType type,
               const char  *name,
               GError     **error)
{
  static const char *const messages[DESK_N_TERM_TYPES] = {
    N_("There is no section “%s”; look at the list of sections"),
    N_("There is no tag “%s”; look at the list of tags"),
    N_("There is no author “%s”; look at the list of authors"),
  };

  if (error != NULL)
    {
      g_autofree char *shown = g_utf8_truncate_middle (name, 60);
      g_auto(GStrv) parts = g_strsplit (g_dgettext (GETTEXT_PACKAGE, messages[type]), "%s", 2);
      g_autofree char *message = g_strjoinv (shown, parts);

      *error = g_error_new_literal (DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND, message);
    }

  return FALSE;
}

static gint64
find_term_id (DeskStore   *self,
              DeskTermType type,
              const char  *name,
              GError     **error)
{
  g_autofree char *folded = desk_script_fold (name);
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (self,
                            "SELECT t.id FROM term_name AS n JOIN term AS t ON t.id = n.term_id"
                            " WHERE n.type = ?1 AND t.deleted_us IS NULL"
                            "   AND (n.name = ?2 OR n.slug = ?2 OR n.folded = ?3)"
                            " ORDER BY n.name = ?2 DESC, n.slug = ?2 DESC, t.id"
                            " LIMIT 1");
  sqlite3_bind_int (stmt, 1, type);
  desk_bind_text (stmt, 2, name);
  desk_bind_text (stmt, 3, folded);
  if (!desk_store_next (self, stmt, N_("A name can't be looked up"), &has_row, error))
    return 0;

  return has_row ? sqlite3_column_int64 (stmt, 0) : -1;
}

/**
 * desk_store_find_term:
 * @name: its name or slug in any language
 *
 * Returns: (transfer full): the term; %NULL with @error set,
 *   %DESK_STORE_ERROR_NOT_FOUND if there is none
 */
DeskTerm *
desk_store_find_term (DeskStore   *self,
                      DeskTermType type,
                      const char  *name,
                      GError     **error)
{
  gint64 id;

  g_return_val_if_fail (DESK_IS_STORE (self) && name != NULL, NULL);

  id = find_term_id (self, type, name, error);
  if (id == -1)
    throw_unknown (type, name, error);

  return id > 0 ? desk_store_dup_term_by_id (self, id, error) : NULL;
}

static gboolean
check_name (const char *name,
            GError    **error)
{
  if (!g_utf8_validate (name, -1, NULL))
    {
      g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID,
                           _("A name is not valid UTF-8 text; save it as UTF-8 and try again"));
      return FALSE;
    }
  if (*name == '\0' || strspn (name, " \t\n") == strlen (name))
    {
      g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID,
                           _("A section, tag or author needs a name; it can't be empty"));
      return FALSE;
    }
  if (g_utf8_strlen (name, -1) > DESK_NAME_MAX_CHARS)
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID,
                   _("A name has more than %d characters; shorten it"), DESK_NAME_MAX_CHARS);
      return FALSE;
    }

  return TRUE;
}

static gboolean
is_slug_taken (DeskStore   *self,
               DeskTermType type,
               const char  *language,
               const char  *slug,
               gint64       term_id,
               gboolean    *out_is_taken,
               GError     **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self,
                            "SELECT 1 FROM term_name AS n JOIN term AS t ON t.id = n.term_id"
                            " WHERE n.type = ?1 AND n.language = ?2 AND n.slug = ?3 AND t.id <> ?4"
                            "   AND t.deleted_us IS NULL");
  sqlite3_bind_int (stmt, 1, type);
  desk_bind_text (stmt, 2, language);
  desk_bind_text (stmt, 3, slug);
  sqlite3_bind_int64 (stmt, 4, term_id);

  return desk_store_next (self, stmt, N_("A name can't be saved"), out_is_taken, error);
}

static char *
free_slug (DeskStore   *self,
           DeskTermType type,
           const char  *language,
           const char  *wanted,
           gint64       term_id,
           GError     **error)
{
  g_autofree char *slug = g_strdup (wanted);

  for (unsigned number = 2;; number++)
    {
      gboolean taken = type == DESK_TERM_SECTION && desk_slug_is_reserved (slug);

      if (!taken && !is_slug_taken (self, type, language, slug, term_id, &taken, error))
        return NULL;
      if (!taken)
        return g_steal_pointer (&slug);

      g_free (slug);
      slug = desk_slug_number (wanted, number);
    }
}

/* A removed term's slug is free for another; its own gets what no slug has. */
static gboolean
free_removed_slug (DeskStore          *self,
                   DeskTermType        type,
                   const DeskTermName *name,
                   const char         *slug,
                   GError            **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self,
                            "UPDATE term_name SET slug = slug || '~' || id"
                            " WHERE type = ?1 AND language = ?2 AND slug = ?3"
                            "   AND term_id IN (SELECT id FROM term WHERE deleted_us IS NOT NULL)");
  sqlite3_bind_int (stmt, 1, type);
  desk_bind_text (stmt, 2, name->language);
  desk_bind_text (stmt, 3, slug);

  return desk_store_run (self, stmt, N_("A name can't be saved"), error);
}

static gboolean
save_name (DeskStore    *self,
           gint64        term_id,
           DeskTerm     *term,
           DeskTermName *name,
           GError      **error)
{
  g_autofree char *folded = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *slug = NULL;
  g_autoptr(DeskStatement) stmt = NULL;

  if (!check_name (name->name, error))
    return FALSE;
  if (*name->slug != '\0' && !desk_slug_is_valid (name->slug))
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID,
                   _("“%.80s” can't be part of an address; use the letters a–z, digits and hyphens"), name->slug);
      return FALSE;
    }

  wanted = *name->slug != '\0' ? g_strdup (name->slug) : desk_slug_from_title (name->name);
  slug = free_slug (self, term->type, name->language, wanted, term_id, error);
  if (slug == NULL || !free_removed_slug (self, term->type, name, slug, error))
    return FALSE;

  folded = desk_script_fold (name->name);
  stmt = desk_store_borrow (self,
                            "INSERT INTO term_name (term_id, type, language, name, slug, folded)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
                            " ON CONFLICT (term_id, language) DO UPDATE"
                            " SET name = ?4, slug = ?5, folded = ?6");
  sqlite3_bind_int64 (stmt, 1, term_id);
  sqlite3_bind_int (stmt, 2, term->type);
  desk_bind_text (stmt, 3, name->language);
  desk_bind_text (stmt, 4, name->name);
  desk_bind_text (stmt, 5, slug);
  desk_bind_text (stmt, 6, folded);
  if (!desk_store_run (self, stmt, N_("A name can't be saved"), error))
    return FALSE;

  g_set_str (&name->slug, slug);
  return TRUE;
}

static gboolean
bind_portrait (DeskStore      *self,
               DeskStatement  *stmt,
               int             index,
               const DeskTerm *term,
               GError        **error)
{
  gint64 id = term->portrait != NULL ? desk_store_get_media_id (self, term->portrait, error) : 0;

  if (id != 0)
    sqlite3_bind_int64 (stmt, index, id);

  return id != 0 || term->portrait == NULL;
}

static gboolean
insert_term (DeskStore *self,
             DeskTerm  *term,
             GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  g_free (term->uuid);
  term->uuid = desk_uuid_new ();
  stmt = desk_store_borrow (self,
                            "INSERT INTO term (uuid, type, position, is_organisation, changed_us, batch_id, portrait_id)"
                            " VALUES (?1, ?2, (SELECT coalesce (max (position) + 1, 0) FROM term WHERE type = ?2),"
                            "  ?3, ?4, ?5, ?6)"
                            " RETURNING position");
  desk_bind_text (stmt, 1, term->uuid);
  sqlite3_bind_int (stmt, 2, term->type);
  sqlite3_bind_int (stmt, 3, term->is_organisation);
  sqlite3_bind_int64 (stmt, 4, g_get_real_time ());
  desk_bind_time (stmt, 5, self->batch_id);
  if (!bind_portrait (self, stmt, 6, term, error) ||
      !desk_store_run (self, stmt, N_("A name can't be saved"), error))
    return FALSE;

  term->position = (unsigned) sqlite3_column_int (stmt, 0);
  return TRUE;
}

static gboolean
update_term (DeskStore      *self,
             const DeskTerm *term,
             GError        **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self,
                            "UPDATE term SET position = ?2, is_organisation = ?3, portrait_id = ?5,"
                            " version = version + 1, changed_us = ?4 WHERE uuid = ?1");
  desk_bind_text (stmt, 1, term->uuid);
  sqlite3_bind_int64 (stmt, 2, term->position);
  sqlite3_bind_int (stmt, 3, term->is_organisation);
  sqlite3_bind_int64 (stmt, 4, g_get_real_time ());

  return bind_portrait (self, stmt, 5, term, error) &&
         desk_store_run (self, stmt, N_("A name can't be saved"), error);
}

static gboolean
write_term (DeskStore *self,
            DeskTerm  *term,
            GError   **error)
{
  g_autoptr(DeskTerm) before = NULL;
  gint64 id;

  if (term->names->len == 0)
    return check_name ("", error);
  if (term->uuid != NULL && (before = desk_store_dup_term (self, term->uuid, error)) == NULL)
    return FALSE;
  if (!(term->uuid == NULL ? insert_term (self, term, error) : update_term (self, term, error)))
    return FALSE;

  id = desk_store_get_term_id (self, term->uuid, error);
  if (id == 0)
    return FALSE;
  for (unsigned i = 0; i < term->names->len; i++)
    {
      if (!save_name (self, id, term, term->names->pdata[i], error))
        return FALSE;
    }

  return (before == NULL || desk_store_note_term_addresses (self, id, before, term, error)) &&
         desk_store_leave_telling (self, id, error);
}

/**
 * desk_store_save_term:
 * @term: a new one (without uuid: it gets one, and a place at the end) or a
 *   changed one; a name with an empty slug gets one
 *
 * Saves a term and its names. A slug that another has gets a number.
 */
gboolean
desk_store_save_term (DeskStore *self,
                      DeskTerm  *term,
                      GError   **error)
{
  g_autoptr(DeskTransaction) transaction = NULL;
  gboolean is_new;

  g_return_val_if_fail (DESK_IS_STORE (self) && term != NULL, FALSE);

  transaction = desk_transaction_begin (self, error);
  if (transaction == NULL)
    return FALSE;

  is_new = term->uuid == NULL;
  if (write_term (self, term, error) && desk_transaction_commit (transaction, error))
    {
      g_clear_pointer (&transaction, desk_transaction_free);
      desk_store_try_chores (self);
      return TRUE;
    }

  if (is_new)
    g_clear_pointer (&term->uuid, g_free); /* so that it can be tried again */
  return FALSE;
}

/* A name that somebody else's unfinished bulk write has made is not that write's
 * alone any more. */
static gboolean
adopt (DeskStore *self,
       gint64     id,
       GError   **error)
{
  g_autoptr(DeskTransaction) transaction = NULL;
  g_autoptr(DeskStatement) find = NULL;
  g_autoptr(DeskStatement) update = NULL;
  gboolean is_others;

  find = desk_store_borrow (self, "SELECT 1 FROM term WHERE id = ?1 AND NOT " DESK_IS_SHOWN ("term", "?2"));
  sqlite3_bind_int64 (find, 1, id);
  sqlite3_bind_int64 (find, 2, self->batch_id);
  if (!desk_store_next (self, find, N_("A name can't be looked up"), &is_others, error))
    return FALSE;
  if (!is_others)
    return TRUE;

  transaction = desk_transaction_begin (self, error);
  if (transaction == NULL)
    return FALSE;
  update = desk_store_borrow (self, "UPDATE term SET batch_id = NULL WHERE id = ?1");
  sqlite3_bind_int64 (update, 1, id);

  return desk_store_run (self, update, N_("A name can't be saved"), error) &&
         desk_transaction_commit (transaction, error);
}

/**
 * desk_store_ensure_term:
 * @name: its name or slug in any language
 * @language: the language of @name, should the term have to be made
 * @out_was_made: (out) (optional): whether it was, set on success only
 *
 * Finds a term, or makes it.
 *
 * Returns: (transfer full): the term; %NULL with @error set
 */
DeskTerm *
desk_store_ensure_term (DeskStore   *self,
                        DeskTermType type,
                        const char  *name,
                        const char  *language,
                        gboolean    *out_was_made,
                        GError     **error)
{
  g_autoptr(DeskTerm) term = NULL;
  gint64 id;

  g_return_val_if_fail (DESK_IS_STORE (self) && name != NULL && language != NULL, NULL);

  if (!check_name (name, error))
    return NULL;
  id = find_term_id (self, type, name, error);
  if (id == 0)
    return NULL;

  if (id != -1)
    {
      term = adopt (self, id, error) ? desk_store_dup_term_by_id (self, id, error) : NULL;
    }
  else
    {
      term = desk_term_new (type, NULL);
      desk_term_set_name (term, language, name, "");
      if (!desk_store_save_term (self, term, error))
        return NULL;
    }

  if (term != NULL && out_was_made != NULL)
    *out_was_made = id == -1;
  return g_steal_pointer (&term);
}
