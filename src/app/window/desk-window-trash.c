/* desk-window-trash.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-window-private.h"

#include "store/desk-trash.h"

#include <glib/gi18n.h>

/* Emptying goes on the library's thread a moment at a time, so that what is typed
 * meanwhile is saved in between.
 */
#define MOMENT_US (50 * 1000)

typedef struct
{
  DeskWindow *window;
  gint64      until_us;
  unsigned    n_purged;
} Emptying;

static void
emptying_free (Emptying *self)
{
  g_object_unref (self->window);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Emptying, emptying_free)

typedef struct
{
  unsigned n_purged;
  gboolean is_done;
} Moment;

typedef struct
{
  GCancellable *cancellable;
  gint64        end_us;
} Watch;

static void
stop_in_time (const char *what,
              double      fraction,
              gpointer    user_data)
{
  const Watch *watch = user_data;

  if (g_get_monotonic_time () >= watch->end_us)
    g_cancellable_cancel (watch->cancellable);
}

static gpointer
purge_for_a_moment (DeskStore    *store,
                    gpointer      data,
                    GCancellable *cancellable,
                    GError      **error)
{
  const gint64 *until_us = data;
  g_autoptr(GCancellable) moment_ends = g_cancellable_new ();
  Watch watch = { moment_ends, g_get_monotonic_time () + MOMENT_US };
  g_autofree Moment *moment = g_new0 (Moment, 1);
  g_autoptr(GError) purge_error = NULL;

  moment->is_done = desk_store_purge_trash (store, *until_us, stop_in_time, &watch, moment_ends, &moment->n_purged,
                                            &purge_error);
  if (purge_error != NULL && !g_error_matches (purge_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&purge_error));
      return NULL;
    }

  return g_steal_pointer (&moment);
}

static void
tell_end (Emptying     *self,
          const GError *error)
{
  g_autofree char *message = NULL;

  if (self->n_purged > 0)
    desk_library_emit_changed (self->window->library);

  if (error == NULL)
    message = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u article removed for good",
                                            "%u articles removed for good", self->n_purged), self->n_purged);
  desk_window_say (self->window, error != NULL ? error->message : message);
}

static void go_on (Emptying *self);

static void
moment_over_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Emptying) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree Moment *moment = desk_library_run_finish (DESK_LIBRARY (object), result, &error);

  if (moment != NULL)
    self->n_purged += moment->n_purged;
  if (moment != NULL && !moment->is_done)
    go_on (g_steal_pointer (&self));
  else
    tell_end (self, error);
}

static void
go_on (Emptying *self) /* eaten */
{
  desk_library_run_async (self->window->library, purge_for_a_moment, g_memdup2 (&self->until_us, sizeof self->until_us),
                          g_free, g_free, NULL, moment_over_cb, self);
}

static void
empty_trash (DeskWindow *window,
             gint64      until_us)
{
  Emptying *emptying = g_new0 (Emptying, 1);

  emptying->window = g_object_ref (window);
  emptying->until_us = until_us;
  go_on (emptying);
}

static void
answered_cb (GObject      *dialog,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(DeskWindow) self = user_data;

  if (!g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (dialog), result), "empty"))
    return;

  if (self->document != NULL && desk_document_get_article (self->document)->deleted_us != 0)
    desk_window_close_document (self);
  empty_trash (self, g_get_real_time ());
}

static void
ask (DeskWindow *self,
     unsigned    n_articles)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Empty the Trash?"), NULL));

  adw_alert_dialog_format_body (dialog,
                                g_dngettext (GETTEXT_PACKAGE,
                                             "%u article is removed for good, with all its versions.",
                                             "%u articles are removed for good, with all their versions.", n_articles),
                                n_articles);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "empty", _("_Empty Trash"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "empty", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), NULL, answered_cb, g_object_ref (self));
}

static gpointer
count_articles (DeskStore    *store,
                gpointer      data,
                GCancellable *cancellable,
                GError      **error)
{
  return desk_store_count_articles (store, error);
}

static void
counted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(DeskWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskCounts) counts = desk_library_run_finish (DESK_LIBRARY (object), result, &error);

  if (counts == NULL)
    desk_window_say (self, error->message);
  else if (counts->n_trash == 0)
    desk_window_say (self, _("The trash is empty"));
  else
    ask (self, counts->n_trash);
}

static void
empty_trash_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  DeskWindow *self = user_data;

  desk_library_run_async (self->library, count_articles, NULL, NULL, (GDestroyNotify) desk_counts_free,
                          NULL, counted_cb, g_object_ref (self));
}

static gpointer
restore_article (DeskStore    *store,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  return GINT_TO_POINTER (desk_store_undelete_article (store, data, error));
}

static void
article_restored_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(DeskWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  if (desk_library_run_finish (DESK_LIBRARY (object), result, &error) == NULL)
    {
      desk_window_say (self, error->message);
      return;
    }

  desk_library_emit_changed (self->library);
  if (self->document != NULL)
    desk_document_reload (self->document);
  desk_window_say (self, _("Taken out of the trash"));
}

static void
restore_article_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  DeskWindow *self = user_data;

  desk_library_run_async (self->library, restore_article, g_variant_dup_string (parameter, NULL), g_free, NULL,
                          NULL, article_restored_cb, g_object_ref (self));
}

/**
 * desk_window_add_trash_actions:
 *
 * Gives the window what the trash asks of it: to be emptied, and to give back an
 * article by its UUID.
 */
void
desk_window_add_trash_actions (DeskWindow *self)
{
  static const GActionEntry entries[] = {
    { "empty-trash", empty_trash_cb },
    { "restore-article", restore_article_cb, "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
