/* desk-store-edition.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include "model/desk-language.h"
#include "text/desk-script.h"
#include "text/desk-slug.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Writing the working text of an edition. */

G_GNUC_PRINTF (2, 3)
static gboolean
throw_invalid (GError    **error,
               const char *message,
               ...)
{
  va_list args;

  if (error == NULL)
    return FALSE;

  va_start (args, message);
  *error = g_error_new_valist (DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID, message, args);
  va_end (args);

  return FALSE;
}

static gboolean
check_title (const char *title,
             GError    **error)
{
  if (!g_utf8_validate (title, -1, NULL))
    return throw_invalid (error, _("The title is not valid UTF-8 text; save it as UTF-8 and try again"));
  if (strpbrk (title, "\r\n") != NULL)
    return throw_invalid (error, _("The title has more than one line; write it as one"));
  if (g_utf8_strlen (title, -1) > DESK_TITLE_MAX_CHARS)
    return throw_invalid (error, _("The title has more than %d characters; shorten it"),
                          DESK_TITLE_MAX_CHARS);

  return TRUE;
}

static gboolean
check_seo_title (const char *title,
                 GError    **error)
{
  if (!g_utf8_validate (title, -1, NULL))
    return throw_invalid (error, _("The title for search engines is not valid UTF-8 text; save it as UTF-8 and try again"));
  if (strpbrk (title, "\r\n") != NULL)
    return throw_invalid (error, _("The title for search engines has more than one line; write it as one"));
  if (g_utf8_strlen (title, -1) > DESK_TITLE_MAX_CHARS)
    return throw_invalid (error, _("The title for search engines has more than %d characters; shorten it"),
                          DESK_TITLE_MAX_CHARS);

  return TRUE;
}

/**
 * desk_edition_check:
 *
 * Says whether an edition can be stored: valid UTF-8, a title in one line of at
 * most %DESK_TITLE_MAX_CHARS, a body of at most %DESK_BODY_MAX_BYTES.
 */
gboolean
desk_edition_check (const DeskEdition *edition,
                    GError           **error)
{
  const char *body = edition->body != NULL ? edition->body : "";

  if (!desk_language_is_well_formed (edition->language))
    return throw_invalid (error, _("“%.40s” is not a language tag; write it as en or sr-Latn"), edition->language);
  if (!check_title (edition->title, error) || !check_seo_title (edition->seo_title, error))
    return FALSE;
  if (strlen (body) > DESK_BODY_MAX_BYTES ||
      strlen (edition->summary) > DESK_BODY_MAX_BYTES ||
      strlen (edition->seo_description) > DESK_BODY_MAX_BYTES)
    return throw_invalid (error, _("The text is larger than %d MB; split it into several articles"),
                          DESK_BODY_MAX_BYTES / 1024 / 1024);
  if (!g_utf8_validate (edition->summary, -1, NULL) || !g_utf8_validate (edition->seo_description, -1, NULL))
    return throw_invalid (error, _("The summary is not valid UTF-8 text; save it as UTF-8 and try again"));
  if (!g_utf8_validate (body, -1, NULL))
    return throw_invalid (error, _("The text is not valid UTF-8; save it as UTF-8 and try again"));

  return TRUE;
}

/**
 * desk_edition_undo_new:
 * @edition: what is about to be written
 */
DeskEditionUndo *
desk_edition_undo_new (DeskEdition *edition)
{
  DeskEditionUndo *self = g_new0 (DeskEditionUndo, 1);

  self->edition = edition;
  self->uuid = g_strdup (edition->uuid);
  self->slug = g_strdup (edition->slug);
  self->version = edition->version;
  self->changed_us = edition->changed_us;

  return self;
}

void
desk_edition_undo_free (DeskEditionUndo *self)
{
  if (self == NULL)
    return;

  if (!self->is_kept)
    {
      g_set_str (&self->edition->uuid, self->uuid);
      g_set_str (&self->edition->slug, self->slug);
      self->edition->version = self->version;
      self->edition->changed_us = self->changed_us;
    }

  g_free (self->uuid);
  g_free (self->slug);
  g_free (self);
}

/**
 * desk_store_throw_conflict:
 *
 * Returns: %FALSE, for the caller to return
 */
gboolean
desk_store_throw_conflict (GError **error)
{
  g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT,
                       _("The article was changed elsewhere in the meantime; read it again before you change it"));
  return FALSE;
}

/* The slug follows the title until the edition is first released or a person
 * writes one. */
static char *
next_slug (DeskStore         *self,
           gint64             edition_id,
           const DeskEdition *edition,
           gboolean           is_own,
           GError           **error)
{
  g_autofree char *wanted = NULL;

  if (is_own)
    wanted = g_strdup (edition->slug);
  else if (*edition->title == '\0')
    return g_strdup ("");
  else
    wanted = desk_slug_from_title (edition->title);

  return desk_store_free_slug (self, edition->language, wanted, edition_id, error);
}

static gboolean
check_slug (const char *slug,
            GError    **error)
{
  if (desk_slug_is_valid (slug))
    return TRUE;

  return throw_invalid (error, _("“%.80s” can't be part of an address; use the letters a–z, digits and hyphens,"
                                 " at most %d characters"), slug, DESK_SLUG_MAX_CHARS);
}

static void
bind_edition (DeskStatement     *stmt,
              const DeskEdition *edition,
              gboolean           slug_is_own)
{
  guint8 digest[DESK_SHA256_BYTES];

  desk_bind_text (stmt, 1, edition->uuid);
  desk_bind_text (stmt, 2, edition->language);
  desk_bind_text (stmt, 3, edition->script);
  desk_bind_text (stmt, 4, edition->title);
  desk_bind_text (stmt, 5, edition->slug);
  sqlite3_bind_int (stmt, 6, slug_is_own);
  desk_bind_text (stmt, 7, edition->summary);
  desk_bind_text (stmt, 8, edition->seo_title);
  desk_bind_text (stmt, 9, edition->seo_description);
  sqlite3_bind_int64 (stmt, 10, desk_edition_sha256 (edition, digest));
  sqlite3_bind_int64 (stmt, 11, edition->changed_us);
  desk_bind_text (stmt, 12, edition->body);
  sqlite3_bind_blob (stmt, 13, digest, sizeof digest, SQLITE_TRANSIENT);
  desk_bind_text (stmt, 14, edition->source_language);
}

static void
see_script (DeskEdition *edition)
{
  if (!g_str_equal (edition->language, "sr") || edition->script != NULL)
    return;

  switch (desk_script_of (*edition->title != '\0' ? edition->title : edition->body))
    {
    case DESK_SCRIPT_CYRILLIC:
      edition->script = g_strdup ("Cyrl");
      break;

    case DESK_SCRIPT_LATIN:
      edition->script = g_strdup ("Latn");
      break;

    case DESK_SCRIPT_NONE:
      break; /* nothing is written yet */
    }
}

/* What follows from a text: its blocks, the media it names. */
static gboolean
save_parts (DeskStore         *self,
            gint64             id,
            const char        *old_body,
            const DeskEdition *edition,
            GError           **error)
{
  g_autoptr(DeskCutBody) body = desk_cut_body_new (edition->body);

  return desk_store_save_blocks (self, id, old_body, body, error) &&
         desk_store_save_media_use (self, id, 0, edition->body, error);
}

/**
 * desk_store_insert_edition:
 * @edition: one that was checked; gets its id, slug and script
 */
gboolean
desk_store_insert_edition (DeskStore   *self,
                           gint64       article_id,
                           DeskEdition *edition,
                           GError     **error)
{
  gboolean slug_is_own = *edition->slug != '\0';
  g_autofree char *slug = NULL;
  g_autoptr(DeskStatement) stmt = NULL;
  gint64 id;

  if (edition->body == NULL)
    edition->body = g_strdup ("");
  if (slug_is_own && !check_slug (edition->slug, error))
    return FALSE;
  slug = next_slug (self, 0, edition, slug_is_own, error);
  if (slug == NULL)
    return FALSE;

  g_set_str (&edition->slug, slug);
  see_script (edition);
  g_free (edition->uuid);
  edition->uuid = desk_uuid_new ();
  edition->version = 1;
  edition->status = DESK_STATUS_DRAFT;
  edition->changed_us = g_get_real_time ();

  stmt = desk_store_borrow (self,
                            "INSERT INTO edition (uuid, article_id, language, script, title, slug, slug_is_own, summary,"
                            "  seo_title, seo_description, text_hash, changed_us, body, text_sha256, source_language)"
                            " VALUES (?1, ?15, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) RETURNING id");
  bind_edition (stmt, edition, slug_is_own);
  sqlite3_bind_int64 (stmt, 15, article_id);
  if (!desk_store_run (self, stmt, N_("The text can't be saved"), error))
    return FALSE;

  id = sqlite3_column_int64 (stmt, 0);
  return save_parts (self, id, "", edition, error) &&
         desk_store_note_change (self, id, error);
}

typedef struct
{
  gint64   id;
  gint64   version;
  gboolean slug_is_own;
  gboolean was_released;
  char    *slug;
  char    *title;
  char    *body;
} StoredEdition;

static void
stored_edition_clear (StoredEdition *stored)
{
  g_free (stored->slug);
  g_free (stored->title);
  g_free (stored->body);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (StoredEdition, stored_edition_clear)

static gboolean
read_stored (DeskStore     *self,
             const char    *uuid,
             StoredEdition *stored,
             GError       **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (self,
                            "SELECT id, version, slug_is_own, first_release_us IS NOT NULL, slug, title, body"
                            "  FROM edition WHERE uuid = ?1");
  desk_bind_text (stmt, 1, uuid);
  if (!desk_store_next (self, stmt, N_("The text can't be read"), &has_row, error))
    return FALSE;
  if (!has_row)
    {
      g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND,
                           _("The text is not in the library any more"));
      return FALSE;
    }

  stored->id = sqlite3_column_int64 (stmt, 0);
  stored->version = sqlite3_column_int64 (stmt, 1);
  stored->slug_is_own = sqlite3_column_int (stmt, 2);
  stored->was_released = sqlite3_column_int (stmt, 3);
  desk_column_load_text (stmt, 4, &stored->slug);
  desk_column_load_text (stmt, 5, &stored->title);
  desk_column_load_text (stmt, 6, &stored->body);
  return TRUE;
}

/* An edition's new slug: what a person wrote (another than the stored one; an
 * empty one gives it back to the title), else what the title makes of it. */
static gboolean
settle_slug (DeskStore     *self,
             StoredEdition *stored,
             DeskEdition   *edition,
             GError       **error)
{
  gboolean is_changed = !g_str_equal (edition->slug, stored->slug);
  gboolean follows;
  g_autofree char *slug = NULL;

  if (is_changed)
    stored->slug_is_own = *edition->slug != '\0';
  if (is_changed && stored->slug_is_own && !check_slug (edition->slug, error))
    return FALSE;

  follows = !stored->slug_is_own && !stored->was_released && !g_str_equal (edition->title, stored->title);
  if (!is_changed && !follows)
    return TRUE;

  slug = next_slug (self, stored->id, edition, stored->slug_is_own, error);
  if (slug == NULL)
    return FALSE;

  g_set_str (&edition->slug, slug);
  return TRUE;
}

static gboolean
update_edition (DeskStore   *self,
                const char  *article_uuid,
                DeskEdition *edition,
                GError     **error)
{
  g_auto(StoredEdition) stored = { 0 };
  g_autoptr(DeskStatement) stmt = NULL;

  if (!read_stored (self, edition->uuid, &stored, error))
    return FALSE;
  if (stored.version != edition->version)
    return desk_store_throw_conflict (error);
  if (edition->body == NULL)
    edition->body = g_strdup (stored.body);
  if (!settle_slug (self, &stored, edition, error) ||
      !desk_store_keep_pause (self, article_uuid, stored.id, error))
    return FALSE;

  see_script (edition);
  edition->version++;
  edition->changed_us = g_get_real_time ();

  stmt = desk_store_borrow (self,
                            "UPDATE edition SET language = ?2, script = ?3, title = ?4, slug = ?5, slug_is_own = ?6,"
                            "  summary = ?7, seo_title = ?8, seo_description = ?9, text_hash = ?10, changed_us = ?11,"
                            "  body = ?12, text_sha256 = ?13, source_language = ?14, version = ?15 WHERE uuid = ?1");
  bind_edition (stmt, edition, stored.slug_is_own);
  sqlite3_bind_int64 (stmt, 15, edition->version);

  return desk_store_run (self, stmt, N_("The text can't be saved"), error) &&
         (g_str_equal (stored.body, edition->body) || save_parts (self, stored.id, stored.body, edition, error)) &&
         desk_store_note_change (self, stored.id, error);
}

/**
 * desk_store_save_edition:
 * @article_uuid: whose it is
 * @edition: as it was read, with its changes, or a new one without uuid; gets
 *   its id, version, slug and script. A slug that differs from the stored one
 *   is a person's.
 *
 * Saves the working text of one edition. The status is not touched: that has a
 * function of its own.
 *
 * Returns: %FALSE with %DESK_STORE_ERROR_CONFLICT when somebody else was quicker
 */
gboolean
desk_store_save_edition (DeskStore   *self,
                         const char  *article_uuid,
                         DeskEdition *edition,
                         GError     **error)
{
  g_autoptr(DeskTransaction) transaction = NULL;
  g_autoptr(DeskEditionUndo) undo = NULL;
  gint64 id;
  gboolean is_saved;

  g_return_val_if_fail (DESK_IS_STORE (self) && article_uuid != NULL && edition != NULL, FALSE);

  if (!desk_edition_check (edition, error))
    return FALSE;
  transaction = desk_transaction_begin (self, error);
  if (transaction == NULL)
    return FALSE;

  id = desk_store_get_article_id (self, article_uuid, error);
  if (id == 0)
    return FALSE;
  undo = desk_edition_undo_new (edition);
  is_saved = edition->uuid == NULL
    ? desk_store_insert_edition (self, id, edition, error) : update_edition (self, article_uuid, edition, error);

  undo->is_kept = is_saved &&
                  desk_store_refresh_listing (self, id, error) &&
                  desk_transaction_commit (transaction, error);
  return undo->is_kept;
}
