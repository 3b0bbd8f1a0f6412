/* desk-store-states.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"
#include "store/desk-states.h"

#include <glib/gi18n-lib.h>

/* Reading an article whole: what is written, what readers have and what they are
 * to get. This is what leaves the library and comes back to it. */

/**
 * desk_states_new:
 * @working: (transfer full): the article
 */
DeskStates *
desk_states_new (DeskArticle *working)
{
  DeskStates *self = g_new0 (DeskStates, 1);

  self->working = working;
  self->released = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_article_free);
  self->scheduled = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_article_free);

  return self;
}

void
desk_states_free (DeskStates *self)
{
  if (self == NULL)
    return;

  desk_article_free (self->working);
  g_ptr_array_unref (self->released);
  g_ptr_array_unref (self->scheduled);
  g_clear_pointer (&self->bodies, g_ptr_array_unref);
  g_free (self);
}

/**
 * desk_states_find:
 * @states: (element-type DeskArticle): one of the two lists
 *
 * Returns: (nullable): the state of the edition in @language
 */
DeskArticle *
desk_states_find (GPtrArray  *states,
                  const char *language)
{
  for (unsigned i = 0; i < states->len; i++)
    {
      DeskArticle *state = states->pdata[i];
      const DeskEdition *edition = state->editions->pdata[0];

      if (g_str_equal (edition->language, language))
        return state;
    }

  return NULL;
}

static gboolean
load_revisions (DeskStore  *self,
                const char *sql,
                const char *uuid,
                GPtrArray  *states,
                GError    **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);
  gboolean has_row;

  desk_bind_text (stmt, 1, uuid);
  for (;;)
    {
      gint64 id;

      if (!desk_store_next (self, stmt, N_("An article's text can't be read"), &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      id = sqlite3_column_int64 (stmt, 0);
      g_array_append_val (ids, id);
    }

  for (unsigned i = 0; i < ids->len; i++)
    {
      DeskArticle *state = desk_store_dup_revision_by_id (self, g_array_index (ids, gint64, i), error);

      if (state == NULL)
        return FALSE;
      g_ptr_array_add (states, state);
    }

  return TRUE;
}

/**
 * desk_store_dup_states:
 * @uuid: an article's
 *
 * Returns: (transfer full): the article, whole; %NULL with @error set
 */
DeskStates *
desk_store_dup_states (DeskStore  *self,
                       const char *uuid,
                       GError    **error)
{
  DeskArticle *working;
  g_autoptr(DeskStates) states = NULL;

  g_return_val_if_fail (DESK_IS_STORE (self) && uuid != NULL, NULL);

  working = desk_store_dup_article (self, uuid, error);
  if (working == NULL)
    return NULL;

  states = desk_states_new (working);
  if (!load_revisions (self,
                       "SELECT e.released_id FROM edition AS e JOIN article AS a ON a.id = e.article_id"
                       " WHERE a.uuid = ?1 AND e.deleted_us IS NULL AND e.released_id IS NOT NULL ORDER BY e.id",
                       uuid, states->released, error) ||
      !load_revisions (self,
                       "SELECT e.scheduled_id FROM edition AS e JOIN article AS a ON a.id = e.article_id"
                       " WHERE a.uuid = ?1 AND e.deleted_us IS NULL AND e.scheduled_id IS NOT NULL ORDER BY e.id",
                       uuid, states->scheduled, error))
    return NULL;

  return g_steal_pointer (&states);
}

/**
 * desk_store_list_all_uuids:
 *
 * Returns: (transfer full) (element-type utf8): every article's UUID, those in
 *   the trash too, in the order in which they were made
 */
GPtrArray *
desk_store_list_all_uuids (DeskStore *self,
                           GError   **error)
{
  g_autoptr(GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self), NULL);

  stmt = desk_store_borrow (self, "SELECT uuid FROM article AS a WHERE " DESK_IS_SHOWN ("a", "?1") " ORDER BY id");
  sqlite3_bind_int64 (stmt, 1, self->batch_id);
  for (;;)
    {
      if (!desk_store_next (self, stmt, N_("The articles can't be listed"), &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&uuids);
      g_ptr_array_add (uuids, desk_column_dup_text (stmt, 0));
    }
}
