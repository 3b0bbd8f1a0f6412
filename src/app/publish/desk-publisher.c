/* desk-publisher.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-publisher.h"

#include "app/library/desk-wording.h"
#include "app/publish/desk-publish-folder.h"
#include "app/publish/desk-publish-report.h"
#include "app/publish/desk-site-writing.h"

#include <glib/gi18n.h>

#define TITLE_CHARS 100

/* The way of an edition, each arrow one callback:
 *
 *   asked for ──→ all saved ──→ a person said yes ──→ status stored ──→ site written
 *                                    (only where readers see a difference)
 *
 * Once the status is stored it stays, whatever becomes of the site: another run
 * finishes what this one could not, see desk_publisher_update_site().
 */
typedef struct
{
  DeskDocument    *document;
  char            *article_uuid;
  char            *language;
  char            *title;    /* for sentences: never empty, never very long */
  gboolean         was_live; /* readers had a text of it before */
  DeskStatus       status;
  GtkWidget       *parent;
  AdwToastOverlay *toasts;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_object_unref (step->document);
  g_free (step->article_uuid);
  g_free (step->language);
  g_free (step->title);
  g_object_unref (step->parent);
  g_object_unref (step->toasts);
  g_free (step);
}

static gboolean
is_seen_by_readers (const Step *step)
{
  return step->status == DESK_STATUS_PUBLISHED || step->was_live;
}

/* What is said */

static void
say_published (const Step *step,
               const char *page)
{
  g_autofree char *language = desk_wording_language (step->language);
  g_autofree char *title = NULL;

  if (page != NULL)
    title = g_strdup_printf (_("“%s” published"), step->title);
  else
    title = g_strdup_printf (_("Released, but %s is not among the site’s languages"), language);
  desk_publish_report_done (desk_document_get_library (step->document), step->toasts, title, page);
}

static void
say_done (const Step *step,
          const char *page)
{
  g_autofree char *title = NULL;

  if (step->status == DESK_STATUS_PUBLISHED)
    {
      say_published (step, page);
      return;
    }

  if (step->status == DESK_STATUS_ARCHIVED)
    title = g_strdup_printf (_("“%s” archived"), step->title);
  else
    title = g_strdup_printf (_("“%s” is no longer on the site"), step->title);
  desk_publish_report_done (desk_document_get_library (step->document), step->toasts, title, NULL);
}

/* What is done */

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  const Step *step = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) problems = NULL;
  g_autofree char *page = desk_site_writing_run_finish (result, &problems, &error);

  if (error != NULL)
    desk_publish_report_unwritten (step->parent, step->toasts, error);
  else
    say_done (step, page);
  if (problems != NULL)
    desk_publish_report_problems (step->parent, (const char *const *) problems);

  desk_library_emit_changed (DESK_LIBRARY (source));
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

typedef struct
{
  char      *article_uuid;
  char      *language;
  DeskStatus status;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->article_uuid);
  g_free (wanted->language);
  g_free (wanted);
}

static gpointer
store_status (DeskStore    *store,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  const Wanted *wanted = data;

  return GINT_TO_POINTER (desk_store_set_status (store, wanted->article_uuid, wanted->language, wanted->status,
                                                 g_get_real_time (), error));
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  const Step *step = g_task_get_task_data (task);
  GError *error = NULL;

  if (desk_library_run_finish (DESK_LIBRARY (source), result, &error) == NULL)
    {
      desk_publish_report_error (step->parent, desk_status_is_live (step->status) ? _("Not Published") : _("Nothing Was Changed"), error);
      g_task_return_error (task, error);
      return;
    }

  desk_document_reload (step->document);
  desk_library_emit_changed (DESK_LIBRARY (source));
  if (is_seen_by_readers (step))
    desk_site_writing_run_async (DESK_LIBRARY (source), step->toasts, step->article_uuid, step->language, FALSE,
                                 written_cb, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

static void
go (GTask *task) /* eaten */
{
  const Step *step = g_task_get_task_data (task);
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->article_uuid = g_strdup (step->article_uuid);
  wanted->language = g_strdup (step->language);
  wanted->status = step->status;
  desk_library_run_async (desk_document_get_library (step->document), store_status, wanted, wanted_free, NULL, NULL,
                          stored_cb, task);
}

/* What is asked */

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;

  if (g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "go"))
    go (g_steal_pointer (&task));
  else
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Nothing was changed"));
}

static const char *
get_question (const Step *step)
{
  if (!desk_status_is_live (step->status))
    return _("Take the Article Offline?");
  if (step->status == DESK_STATUS_ARCHIVED)
    return _("Archive the Article?");
  if (step->was_live)
    return _("Update the Article?");

  return _("Publish the Article?");
}

static char *
dup_explanation (const Step *step)
{
  g_autofree char *folder = desk_publish_folder_dup (desk_document_get_library (step->document));
  g_autofree char *shown = g_filename_display_basename (folder);
  g_autofree char *language = desk_wording_language (step->language);

  if (!desk_status_is_live (step->status))
    return g_strdup_printf (_("“%s”\n\nThe %s page and the places that list it are removed from the site in the folder “%s”. The text stays here."),
                            step->title, language, shown);
  if (step->status == DESK_STATUS_ARCHIVED)
    return g_strdup_printf (_("“%s”\n\nThe %s page stays, but nothing on the site lists it any more."),
                            step->title, language);

  return g_strdup_printf (_("“%s”\n\nReaders get the %s text as it is now. Its page and the pages that list it are written to the folder “%s”."),
                          step->title, language, shown);
}

static void
ask (GTask *task) /* eaten */
{
  const Step *step = g_task_get_task_data (task);
  g_autofree char *body = dup_explanation (step);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (get_question (step), body));
  const char *answer = _("_Publish");

  if (!desk_status_is_live (step->status))
    answer = _("_Take Offline");
  else if (step->status == DESK_STATUS_ARCHIVED)
    answer = _("_Archive");
  else if (step->was_live)
    answer = _("_Update");

  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "go", answer, NULL);
  adw_alert_dialog_set_response_appearance (dialog, "go",
                                            desk_status_is_live (step->status) ? ADW_RESPONSE_SUGGESTED : ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, desk_status_is_live (step->status) ? "go" : "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, step->parent, NULL, answered_cb, task);
}

static void
flushed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Step *step = g_task_get_task_data (task);
  const DeskEdition *edition;
  GError *error = NULL;

  if (!desk_document_flush_finish (DESK_DOCUMENT (source), result, &error))
    {
      desk_publish_report_error (step->parent, _("Not Published"), error);
      g_task_return_error (task, error);
      return;
    }

  edition = desk_article_get_edition (desk_document_get_article (step->document), step->language);
  if (edition == NULL)
    {
      g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no text in this language yet"));
      return;
    }

  step->title = g_utf8_truncate_middle (*edition->title != '\0' ? edition->title : _("Untitled"), TITLE_CHARS);
  step->was_live = edition->is_live && desk_status_is_live (edition->status);
  if (is_seen_by_readers (step))
    ask (g_steal_pointer (&task));
  else
    go (g_steal_pointer (&task));
}

/**
 * desk_publisher_set_status_async:
 * @document: the article, in the language it shows
 * @status: what its edition becomes
 * @parent: where questions are asked
 * @toasts: where progress is shown and the end is told
 *
 * Saves what was typed, asks where readers see a difference, stores the status
 * and brings the site up to date. What goes wrong is shown.
 */
void
desk_publisher_set_status_async (DeskDocument       *document,
                                 DeskStatus          status,
                                 GtkWidget          *parent,
                                 AdwToastOverlay    *toasts,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  Step *step = g_new0 (Step, 1);
  GTask *task;

  g_return_if_fail (DESK_IS_DOCUMENT (document) && GTK_IS_WIDGET (parent) && ADW_IS_TOAST_OVERLAY (toasts));

  step->document = g_object_ref (document);
  step->article_uuid = g_strdup (desk_document_get_article (document)->uuid);
  step->language = g_strdup (desk_document_get_language (document));
  step->status = status;
  step->parent = g_object_ref (parent);
  step->toasts = g_object_ref (toasts);

  task = g_task_new (document, cancellable, callback, user_data);
  g_task_set_source_tag (task, desk_publisher_set_status_async);
  g_task_set_task_data (task, step, step_free);
  desk_document_flush_async (document, flushed_cb, task);
}

/**
 * desk_publisher_set_status_finish:
 *
 * Returns: whether it is so now; what went wrong was said already
 */
gboolean
desk_publisher_set_status_finish (GAsyncResult *result,
                                  GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * desk_publisher_publish_async:
 * @document: what to publish, in the language it shows
 * @parent: where questions are asked
 * @toasts: where progress is shown and the end is told
 *
 * Saves what was typed, asks, releases the edition and writes the site.
 */
void
desk_publisher_publish_async (DeskDocument       *document,
                              GtkWidget          *parent,
                              AdwToastOverlay    *toasts,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  desk_publisher_set_status_async (document, DESK_STATUS_PUBLISHED, parent, toasts, cancellable, callback, user_data);
}

/**
 * desk_publisher_publish_finish:
 *
 * Returns: whether readers have it now; what went wrong was said already
 */
gboolean
desk_publisher_publish_finish (GAsyncResult *result,
                               GError      **error)
{
  return desk_publisher_set_status_finish (result, error);
}

typedef struct
{
  GtkWidget       *parent;
  AdwToastOverlay *toasts;
} Listener;

static void
listener_free (Listener *self)
{
  g_object_unref (self->parent);
  g_object_unref (self->toasts);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listener, listener_free)

static void
updated_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Listener) listener = user_data;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) problems = NULL;
  g_autofree char *page = desk_site_writing_run_finish (result, &problems, &error);

  if (problems != NULL)
    desk_publish_report_problems (listener->parent, (const char *const *) problems);
  if (error != NULL)
    desk_publish_report_unwritten (listener->parent, listener->toasts, error);
  else
    desk_publish_report_done (DESK_LIBRARY (source), listener->toasts, _("The site is up to date"), page);
}

/**
 * desk_publisher_update_site:
 * @document: (nullable): an article whose page may be looked at then
 * @parent: where it is said what went wrong
 * @toasts: where progress is shown and the end is told
 *
 * Writes what the site lacks of that which is released, whoever has taken it away.
 */
void
desk_publisher_update_site (DeskLibrary     *library,
                            DeskDocument    *document,
                            GtkWidget       *parent,
                            AdwToastOverlay *toasts)
{
  Listener *listener;
  const char *uuid = document != NULL ? desk_document_get_article (document)->uuid : NULL;
  const char *language = document != NULL ? desk_document_get_language (document) : NULL;

  g_return_if_fail (DESK_IS_LIBRARY (library) && GTK_IS_WIDGET (parent) && ADW_IS_TOAST_OVERLAY (toasts));

  listener = g_new0 (Listener, 1);
  listener->parent = g_object_ref (parent);
  listener->toasts = g_object_ref (toasts);
  desk_site_writing_run_async (library, toasts, uuid, language, TRUE, updated_cb, listener);
}
