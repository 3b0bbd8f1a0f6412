/* desk-document.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-document-private.h"

#include <glib/gi18n.h>

/* Between the editor and the library:
 *
 *   set_text → typing ──timer, flush, other language──→ changes → stored
 *                 ↑                                     ↑  │
 *                 ├───── somebody else wrote, and it ───│──┤
 *                 │      does not merge by itself       │  │
 *                 │                                     └──┘ failed: tried again
 *   a person decides: see desk-document-merge.c
 *
 * A text that can't be stored, and one that waits for the decision, stays in the
 * editor; no other edition is shown until that has ended.
 */
typedef enum
{
  PROP_IS_SAVED = 1,
  PROP_ERROR_MESSAGE,
  PROP_N_WORDS,
  PROP_LANGUAGE,
} DeskDocumentProperty;

static GParamSpec *props[PROP_LANGUAGE + 1];

enum
{
  SIGNAL_ARTICLE_CHANGED,
  SIGNAL_TEXT_REPLACED,
  SIGNAL_NOTICE,
  N_SIGNALS,
};

static unsigned signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DeskDocument, desk_document, G_TYPE_OBJECT)

static void
notify_saved (DeskDocument *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_SAVED]);
}

void
desk_document_set_failure (DeskDocument  *self,
                           DeskChangeKind kind,
                           const GError  *error)
{
  desk_failure_set (&self->failure, kind, error);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR_MESSAGE]);
}

void
desk_document_clear_failure (DeskDocument *self)
{
  if (self->failure.error == NULL)
    return;

  desk_failure_clear (&self->failure);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR_MESSAGE]);
}

void
desk_document_notice (DeskDocument *self,
                      const char   *message,
                      gboolean      can_undo)
{
  g_signal_emit (self, signals[SIGNAL_NOTICE], 0, message, can_undo);
}

static void
show_stored_text (DeskDocument *self)
{
  desk_typing_show (self->typing, desk_document_get_edition (self), self->language);
}

/* Has the editor show another text, which waits to be stored on top of @base. */
void
desk_document_replace_text (DeskDocument      *self,
                            const DeskEdition *text,
                            const DeskEdition *base)
{
  desk_typing_put_back (self->typing, text, base);
  g_signal_emit (self, signals[SIGNAL_TEXT_REPLACED], 0);
}

void
desk_document_queue_typed (DeskDocument *self)
{
  DeskEdition *edition, *base;
  DeskChange *change;

  if (self->failure.has_conflict)
    return;
  edition = desk_typing_steal_edition (self->typing, &base);
  if (edition == NULL)
    return;

  change = desk_change_new (DESK_CHANGE_TEXT, self->article, self->language);
  change->edition = edition;
  change->base = base;
  desk_change_queue_push (self->changes, change);
}

static void
typing_due (gpointer owner)
{
  desk_document_queue_typed (owner);
}

/* A text that was typed is in the editor already, but for what was merged into
 * it. */
static gboolean
can_show_another (const DeskChange  *change,
                  const DeskChanged *changed)
{
  return change->kind != DESK_CHANGE_TEXT || change->is_undo || changed->is_merged;
}

/* What was stored elsewhere meanwhile is shown only where nobody types. */
static void
take_changed (DeskDocument     *self,
              const DeskChange *change,
              DeskChanged      *changed)
{
  const DeskEdition *edition;
  gboolean is_replaced;

  desk_article_free (self->article);
  self->article = g_steal_pointer (&changed->article);

  edition = desk_article_get_edition (self->article, self->language);
  is_replaced = can_show_another (change, changed) && edition != NULL && !desk_typing_is_waiting (self->typing) &&
                desk_change_queue_is_empty (self->changes) && !desk_typing_shows (self->typing, edition);
  if (is_replaced)
    {
      show_stored_text (self);
      g_signal_emit (self, signals[SIGNAL_TEXT_REPLACED], 0);
    }

  if (self->n_words != changed->n_words)
    {
      self->n_words = changed->n_words;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_WORDS]);
    }
}

/* Back to the editor: a person has to do something about this text first. */
static void
bring_back (DeskDocument     *self,
            const DeskChange *change)
{
  g_autoptr(DeskChange) later = desk_change_queue_steal_text (self->changes, change->language);

  if (g_str_equal (change->language, self->language))
    {
      desk_typing_put_back (self->typing, NULL, change->base);
      return;
    }

  desk_document_queue_typed (self);
  g_set_str (&self->language, change->language);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LANGUAGE]);
  desk_document_replace_text (self, later != NULL ? later->edition : change->edition, change->base);
}

static gboolean
keep_failed (DeskDocument     *self,
             const DeskChange *change,
             const GError     *error)
{
  gboolean is_tried_again = desk_failure_can_pass (change, error);

  if (change->is_undo && !is_tried_again)
    {
      desk_document_notice (self, _("Not undone: the text was changed further in the same place"), FALSE);
      return FALSE;
    }
  if (change->kind == DESK_CHANGE_TEXT && !is_tried_again)
    {
      bring_back (self, change);
      self->failure.has_conflict = g_error_matches (error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT);
    }
  if (!self->failure.has_conflict || change->kind == DESK_CHANGE_TEXT)
    desk_document_set_failure (self, change->kind, error);

  return is_tried_again;
}

static void
rebase_change (gpointer    owner,
               DeskChange *change)
{
  DeskDocument *self = owner;

  desk_change_rebase (change, self->article);
}

static gboolean
take_done (gpointer          owner,
           const DeskChange *change,
           DeskChanged      *changed,
           const GError     *error)
{
  DeskDocument *self = owner;
  gboolean is_tried_again = FALSE;

  if (changed != NULL)
    {
      if (desk_failure_is_over (&self->failure, change) && !desk_typing_is_refused (self->typing))
        desk_document_clear_failure (self);
      desk_document_note_merge (self, change, changed);
      take_changed (self, change, changed);
      if (change->is_beginning)
        desk_document_set_language (self, change->language);
    }
  else
    {
      is_tried_again = keep_failed (self, change, error);
    }

  g_signal_emit (self, signals[SIGNAL_ARTICLE_CHANGED], 0);
  if (change->kind != DESK_CHANGE_RELOAD)
    desk_library_emit_changed (self->library);

  return is_tried_again;
}

static void
changes_moved (gpointer owner)
{
  notify_saved (owner);
}

static const GError *
get_failure (gpointer owner)
{
  DeskDocument *self = owner;

  return desk_document_is_saved (self) ? NULL : self->failure.error;
}

static const DeskChangeQueueOwner queue_calls = {
  .rebase = rebase_change,
  .done = take_done,
  .moved = changes_moved,
  .get_failure = get_failure,
};

/* Whatever waits comes back with what is stored. */
static void
changed_elsewhere_cb (DeskDocument *self)
{
  if (desk_change_queue_is_empty (self->changes))
    desk_document_reload (self);
}

static void
desk_document_get_property (GObject    *object,
                            unsigned    prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  DeskDocument *self = DESK_DOCUMENT (object);

  switch ((DeskDocumentProperty) prop_id)
    {
    case PROP_IS_SAVED:
      g_value_set_boolean (value, desk_document_is_saved (self));
      break;
    case PROP_ERROR_MESSAGE:
      g_value_set_string (value, desk_document_get_error_message (self));
      break;
    case PROP_N_WORDS:
      g_value_set_uint (value, self->n_words);
      break;
    case PROP_LANGUAGE:
      g_value_set_string (value, self->language);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_document_dispose (GObject *object)
{
  DeskDocument *self = DESK_DOCUMENT (object);

  g_clear_object (&self->library);

  G_OBJECT_CLASS (desk_document_parent_class)->dispose (object);
}

static void
desk_document_finalize (GObject *object)
{
  DeskDocument *self = DESK_DOCUMENT (object);

  desk_article_free (self->article);
  desk_typing_free (self->typing);
  desk_change_queue_free (self->changes);
  desk_failure_clear (&self->failure);
  desk_edition_free (self->unmerged);
  desk_edition_free (self->merged);
  g_free (self->language);

  G_OBJECT_CLASS (desk_document_parent_class)->finalize (object);
}

static void
desk_document_class_init (DeskDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_document_get_property;
  object_class->dispose = desk_document_dispose;
  object_class->finalize = desk_document_finalize;

  props[PROP_IS_SAVED] = g_param_spec_boolean ("is-saved", NULL, NULL, TRUE, flags);
  props[PROP_ERROR_MESSAGE] = g_param_spec_string ("error-message", NULL, NULL, NULL, flags);
  props[PROP_N_WORDS] = g_param_spec_uint ("n-words", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_LANGUAGE] = g_param_spec_string ("language", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  /**
   * DeskDocument::article-changed:
   *
   * What is stored has changed, or something could not be stored: show
   * desk_document_get_article() anew.
   */
  signals[SIGNAL_ARTICLE_CHANGED] = g_signal_new ("article-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * DeskDocument::text-replaced:
   *
   * The editor has to show another text: that of desk_document_get_edition().
   */
  signals[SIGNAL_TEXT_REPLACED] = g_signal_new ("text-replaced", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                                0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * DeskDocument::notice:
   * @message: what was done by itself
   * @can_undo: whether desk_document_undo_merge() takes it back
   */
  signals[SIGNAL_NOTICE] = g_signal_new ("notice", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
desk_document_init (DeskDocument *self)
{
}

/**
 * desk_document_new:
 * @library: where it is stored
 * @article: (transfer full): as it was just read, with bodies
 * @language: the edition to begin with
 *
 * Returns: (transfer full): the open article
 */
DeskDocument *
desk_document_new (DeskLibrary *library,
                   DeskArticle *article,
                   const char  *language)
{
  DeskDocument *self = g_object_new (DESK_TYPE_DOCUMENT, NULL);

  self->library = g_object_ref (library);
  self->article = article;
  self->language = g_strdup (language);
  self->typing = desk_typing_new (typing_due, self);
  self->changes = desk_change_queue_new (library, &queue_calls, G_OBJECT (self));
  show_stored_text (self);
  g_signal_connect_object (library, "changed-elsewhere", G_CALLBACK (changed_elsewhere_cb), self, G_CONNECT_SWAPPED);
  desk_document_reload (self);

  return self;
}

/**
 * desk_document_get_library:
 *
 * Returns: (transfer none): where it is stored
 */
DeskLibrary *
desk_document_get_library (DeskDocument *self)
{
  g_return_val_if_fail (DESK_IS_DOCUMENT (self), NULL);

  return self->library;
}

/**
 * desk_document_get_article:
 *
 * Returns: (transfer none): the article as it is known to be stored; good until
 *   #DeskDocument::article-changed
 */
const DeskArticle *
desk_document_get_article (DeskDocument *self)
{
  g_return_val_if_fail (DESK_IS_DOCUMENT (self), NULL);

  return self->article;
}

/**
 * desk_document_get_language:
 *
 * Returns: (transfer none): the language of the edition that is shown
 */
const char *
desk_document_get_language (DeskDocument *self)
{
  g_return_val_if_fail (DESK_IS_DOCUMENT (self), NULL);

  return self->language;
}

/**
 * desk_document_set_language:
 * @language: an edition's language
 *
 * Shows another edition. What was typed in the one before is saved; where it
 * can't be (see desk_document_get_error_message()), that one stays.
 */
void
desk_document_set_language (DeskDocument *self,
                            const char   *language)
{
  g_return_if_fail (DESK_IS_DOCUMENT (self) && language != NULL);

  if (g_str_equal (self->language, language) || self->failure.has_conflict || desk_typing_is_refused (self->typing))
    return;

  desk_document_queue_typed (self);
  g_set_str (&self->language, language);
  show_stored_text (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LANGUAGE]);
  g_signal_emit (self, signals[SIGNAL_TEXT_REPLACED], 0);
  desk_document_reload (self);
}

/**
 * desk_document_get_edition:
 *
 * Returns: (transfer none) (nullable): the stored edition in the language that
 *   is shown
 */
const DeskEdition *
desk_document_get_edition (DeskDocument *self)
{
  g_return_val_if_fail (DESK_IS_DOCUMENT (self), NULL);

  return desk_article_get_edition (self->article, self->language);
}

/**
 * desk_document_get_text:
 *
 * Returns: (transfer none): the text that the editor shows, which may not be
 *   stored yet; good until the main loop runs
 */
const DeskEdition *
desk_document_get_text (DeskDocument *self)
{
  g_return_val_if_fail (DESK_IS_DOCUMENT (self), NULL);

  return desk_typing_get_text (self->typing);
}

/**
 * desk_document_set_text:
 * @title: what the editor has now
 * @summary: likewise
 * @body: likewise
 *
 * Takes what is typed; it is saved within a second.
 */
void
desk_document_set_text (DeskDocument *self,
                        const char   *title,
                        const char   *summary,
                        const char   *body)
{
  g_autoptr(GError) error = NULL;
  gboolean was_refused;

  g_return_if_fail (DESK_IS_DOCUMENT (self));

  was_refused = desk_typing_is_refused (self->typing);
  if (!desk_typing_set_text (self->typing, title, summary, body, &error) && !self->failure.has_conflict)
    desk_document_set_failure (self, DESK_CHANGE_TEXT, error);
  else if (was_refused && !self->failure.has_conflict)
    desk_document_clear_failure (self);
  notify_saved (self);
}

/**
 * desk_document_flush_async:
 *
 * Saves at once all that is not saved yet.
 */
void
desk_document_flush_async (DeskDocument       *self,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (DESK_IS_DOCUMENT (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, desk_document_flush_async);
  desk_document_queue_typed (self);
  desk_change_queue_flush (self->changes, task);
}

/**
 * desk_document_flush_finish:
 *
 * Returns: whether everything is saved
 */
gboolean
desk_document_flush_finish (DeskDocument *self,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * desk_document_is_saved:
 *
 * Returns: whether everything that was typed and chosen is in the library
 */
gboolean
desk_document_is_saved (DeskDocument *self)
{
  g_return_val_if_fail (DESK_IS_DOCUMENT (self), FALSE);

  return !desk_typing_is_waiting (self->typing) && !desk_change_queue_has_writes (self->changes);
}

/**
 * desk_document_has_conflict:
 *
 * Returns: whether the article was changed elsewhere and a person has to choose
 */
gboolean
desk_document_has_conflict (DeskDocument *self)
{
  g_return_val_if_fail (DESK_IS_DOCUMENT (self), FALSE);

  return self->failure.has_conflict;
}

/**
 * desk_document_get_n_words:
 *
 * Returns: how many words the stored body has
 */
unsigned
desk_document_get_n_words (DeskDocument *self)
{
  g_return_val_if_fail (DESK_IS_DOCUMENT (self), 0);

  return self->n_words;
}

/**
 * desk_document_get_error_message:
 *
 * Returns: (transfer none) (nullable): why something is not saved
 */
const char *
desk_document_get_error_message (DeskDocument *self)
{
  g_return_val_if_fail (DESK_IS_DOCUMENT (self), NULL);

  return self->failure.error != NULL ? self->failure.error->message : NULL;
}
