/* desk-typing.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-typing.h"

#include "store/desk-store.h"

#include <glib/gi18n.h>

#define AUTOSAVE_MS 700

/* What is typed waits from its first change until the timer that this one has
 * started calls the owner. A text that can't be stored as it is (too long) is
 * not taken and stays in the editor alone: then @is_refused is set, and what was
 * typed before it still waits.
 *
 * @base is the text that should be stored when the next one comes there. If it
 * is another, somebody else has written meanwhile.
 */
struct _DeskTyping
{
  DeskTypingFunc due;
  gpointer       owner;    /* outlives this */
  DeskEdition   *seen;     /* the text the editor shows, as it was last told */
  DeskEdition   *base;
  gboolean       is_typed; /* @seen waits to be written */
  gboolean       is_refused;
  unsigned       autosave_id;
};

static gboolean
is_text (const DeskEdition *edition,
         const char        *title,
         const char        *summary,
         const char        *body)
{
  return g_strcmp0 (edition->title, title) == 0 &&
         g_strcmp0 (edition->summary, summary) == 0 &&
         g_strcmp0 (edition->body, body) == 0;
}

static gboolean
check_text (const char *title,
            const char *summary,
            const char *body,
            GError    **error)
{
  if (!g_utf8_validate (title, -1, NULL) || !g_utf8_validate (summary, -1, NULL) || !g_utf8_validate (body, -1, NULL))
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID,
                   _("Not saved: this is not UTF-8 text. Remove what was pasted last."));
      return FALSE;
    }
  if (g_utf8_strlen (title, -1) > DESK_TITLE_MAX_CHARS)
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID,
                   _("Not saved: the title is longer than %d characters. Shorten it."), DESK_TITLE_MAX_CHARS);
      return FALSE;
    }
  if (strlen (body) > DESK_BODY_MAX_BYTES)
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID,
                   _("Not saved: the text is larger than %d MB. Divide it into several articles."),
                   DESK_BODY_MAX_BYTES / (1024 * 1024));
      return FALSE;
    }

  return TRUE;
}

static void
autosave_cb (gpointer user_data)
{
  DeskTyping *self = user_data;

  self->autosave_id = 0;
  self->due (self->owner);
}

static void
start_autosave (DeskTyping *self)
{
  if (self->autosave_id == 0)
    self->autosave_id = g_timeout_add_once (AUTOSAVE_MS, autosave_cb, self);
}

static void
set_base (DeskTyping        *self,
          const DeskEdition *base)
{
  desk_edition_free (self->base);
  self->base = desk_edition_copy (base);
}

/**
 * desk_typing_new:
 * @due: called when what was typed has waited long enough
 * @owner: for @due; outlives this
 *
 * Returns: (transfer full): the typing in an editor that shows nothing yet: call
 *   desk_typing_show() first
 */
DeskTyping *
desk_typing_new (DeskTypingFunc due,
                 gpointer       owner)
{
  DeskTyping *self = g_new0 (DeskTyping, 1);

  self->due = due;
  self->owner = owner;

  return self;
}

/**
 * desk_typing_free:
 * @self: (nullable): what waits is lost
 */
void
desk_typing_free (DeskTyping *self)
{
  if (self == NULL)
    return;

  g_clear_handle_id (&self->autosave_id, g_source_remove);
  desk_edition_free (self->seen);
  desk_edition_free (self->base);
  g_free (self);
}

/**
 * desk_typing_show:
 * @stored: (nullable): what the editor shows from now on
 * @language: the language of @stored
 *
 * Begins anew with @stored, or with an empty text. What waits is lost.
 */
void
desk_typing_show (DeskTyping        *self,
                  const DeskEdition *stored,
                  const char        *language)
{
  g_return_if_fail (self != NULL && language != NULL);

  desk_edition_free (self->seen);
  self->seen = stored != NULL ? desk_edition_copy (stored) : desk_edition_new (language);
  if (self->seen->body == NULL)
    self->seen->body = g_strdup ("");
  set_base (self, self->seen);
  self->is_typed = FALSE;
  self->is_refused = FALSE;
}

/**
 * desk_typing_shows:
 *
 * Returns: whether the text the editor shows is that of @edition
 */
gboolean
desk_typing_shows (const DeskTyping  *self,
                   const DeskEdition *edition)
{
  g_return_val_if_fail (self != NULL && edition != NULL, FALSE);

  return is_text (self->seen, edition->title, edition->summary, edition->body);
}

/**
 * desk_typing_set_text:
 * @title: what the editor has now
 * @summary: likewise
 * @body: likewise
 * @error: return location; says to a person why this can't be stored
 *
 * Takes what is typed.
 *
 * Returns: %FALSE if it is refused
 */
gboolean
desk_typing_set_text (DeskTyping *self,
                      const char *title,
                      const char *summary,
                      const char *body,
                      GError    **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  self->is_refused = !check_text (title, summary, body, error);
  if (self->is_refused)
    return FALSE;
  if (is_text (self->seen, title, summary, body))
    return TRUE;

  g_set_str (&self->seen->title, title);
  g_set_str (&self->seen->summary, summary);
  g_set_str (&self->seen->body, body);
  self->is_typed = TRUE;
  start_autosave (self);
  return TRUE;
}

/**
 * desk_typing_is_waiting:
 *
 * Returns: whether the editor has something that is not on its way
 */
gboolean
desk_typing_is_waiting (const DeskTyping *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_typed || self->is_refused;
}

/**
 * desk_typing_is_refused:
 *
 * Returns: whether the text is one that can't be stored
 */
gboolean
desk_typing_is_refused (const DeskTyping *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_refused;
}

/**
 * desk_typing_get_text:
 *
 * Returns: (transfer none): the text the editor shows
 */
const DeskEdition *
desk_typing_get_text (const DeskTyping *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->seen;
}

/**
 * desk_typing_get_base:
 *
 * Returns: (transfer none): what that text was made of
 */
const DeskEdition *
desk_typing_get_base (const DeskTyping *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->base;
}

/**
 * desk_typing_steal_edition:
 * @out_base: (out) (transfer full): the text that it goes on top of
 *
 * Ends the wait.
 *
 * Returns: (transfer full) (nullable): the text to write; %NULL if none waits
 */
DeskEdition *
desk_typing_steal_edition (DeskTyping   *self,
                           DeskEdition **out_base)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_clear_handle_id (&self->autosave_id, g_source_remove);
  if (!self->is_typed)
    return NULL;

  self->is_typed = FALSE;
  *out_base = g_steal_pointer (&self->base);
  set_base (self, self->seen);
  return desk_edition_copy (self->seen);
}

/**
 * desk_typing_put_back:
 * @text: (nullable): what the editor shows then; %NULL leaves what it shows
 * @base: what was to be stored before it
 *
 * Has the text wait again: it was not written.
 */
void
desk_typing_put_back (DeskTyping        *self,
                      const DeskEdition *text,
                      const DeskEdition *base)
{
  g_return_if_fail (self != NULL && base != NULL);

  if (text != NULL)
    desk_typing_show (self, text, text->language);
  set_base (self, base);
  self->is_typed = TRUE;
}
