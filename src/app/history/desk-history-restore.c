/* desk-history-restore.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-history-restore.h"

#include "app/history/desk-history-reading.h"
#include "app/widgets/desk-undo-toast.h"

#include <glib/gi18n.h>

/* Restoring, in the order in which it has to happen:
 *
 *   flush what is typed → restore → reload → toast ──Undo──→ flush → restore …
 *
 * The store keeps what it puts another text in place of, so nothing that was
 * typed between the toast and its button is lost either.
 */
typedef struct
{
  DeskDocument    *document;
  DeskHistoryKey  *key;
  char            *moment; /* of the version; NULL when it is taken back */
  AdwToastOverlay *toasts;
} Restoring;

static Restoring *
restoring_new (DeskDocument    *document,
               const char      *revision_uuid,
               const char      *moment,
               AdwToastOverlay *toasts)
{
  Restoring *self = g_new0 (Restoring, 1);

  self->document = g_object_ref (document);
  self->key = desk_history_key_new (desk_document_get_article (document)->uuid, desk_document_get_language (document),
                                    revision_uuid);
  self->moment = g_strdup (moment);
  self->toasts = g_object_ref (toasts);

  return self;
}

static void
restoring_free (gpointer data)
{
  Restoring *self = data;

  g_object_unref (self->document);
  desk_history_key_free (self->key);
  g_free (self->moment);
  g_object_unref (self->toasts);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Restoring, restoring_free)

static gpointer
restore (DeskStore    *store,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  const DeskHistoryKey *key = data;
  char *kept = NULL;

  (void) desk_store_restore_revision (store, key->article_uuid, key->revision_uuid, &kept, error);

  return kept;
}

static void
say (Restoring  *self,
     const char *message)
{
  AdwToast *toast = adw_toast_new (message);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void start (Restoring *self);

static void
undo_cb (gpointer data)
{
  Restoring *self = data;

  start (restoring_new (self->document, self->key->revision_uuid, NULL, self->toasts));
}

static void
offer_undo (Restoring  *self,
            const char *kept)
{
  g_autofree char *title = g_strdup_printf (_("Version restored: %s"), self->moment);

  desk_undo_toast_show (adw_toast_overlay_get_child (self->toasts), title, undo_cb,
                        restoring_new (self->document, kept, NULL, self->toasts), restoring_free);
}

static void
restored_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Restoring) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *kept = desk_library_run_finish (DESK_LIBRARY (object), result, &error);

  if (kept == NULL)
    {
      say (self, error->message);
      return;
    }

  desk_document_reload (self->document);
  desk_library_emit_changed (DESK_LIBRARY (object));
  if (self->moment != NULL)
    offer_undo (self, kept);
}

static void
flushed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Restoring) self = user_data;
  g_autoptr(GError) error = NULL;
  DeskHistoryKey *key;

  if (!desk_document_flush_finish (DESK_DOCUMENT (object), result, &error))
    {
      say (self, error->message);
      return;
    }

  key = desk_history_key_new (self->key->article_uuid, self->key->language, self->key->revision_uuid);
  desk_library_run_async (desk_document_get_library (self->document), restore, key,
                          (GDestroyNotify) desk_history_key_free, g_free, NULL, restored_cb, self);
  g_steal_pointer (&self);
}

static void
start (Restoring *self) /* eaten */
{
  desk_document_flush_async (self->document, flushed_cb, self);
}

/**
 * desk_history_restore:
 * @document: the open article, whose shown text is meant
 * @revision_uuid: which version of it
 * @moment: how the version is called
 * @toasts: where it is told, with Undo
 *
 * Makes a version the text that is written on.
 */
void
desk_history_restore (DeskDocument    *document,
                      const char      *revision_uuid,
                      const char      *moment,
                      AdwToastOverlay *toasts)
{
  g_return_if_fail (DESK_IS_DOCUMENT (document) && revision_uuid != NULL && moment != NULL);

  start (restoring_new (document, revision_uuid, moment, toasts));
}
