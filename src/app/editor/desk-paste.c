/* desk-paste.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-paste.h"

#include "store/desk-store.h"

#include <glib/gi18n.h>

static void
say (GtkTextView *view,
     const char  *message)
{
  gtk_widget_activate_action (GTK_WIDGET (view), "win.say", "s", message);
}

static void
insert (GtkTextView *view,
        const char  *text,
        int          n_bytes)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  gboolean is_editable = gtk_text_view_get_editable (view);

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, is_editable);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, text, n_bytes, is_editable);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_view_scroll_mark_onscreen (view, gtk_text_buffer_get_insert (buffer));
}

static char *
dup_complaint (GMemoryOutputStream *memory,
               const GError        *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return g_strdup_printf (_("Not pasted: this is more than %d MB of text; paste it in parts"),
                            DESK_BODY_MAX_BYTES / (1024 * 1024));
  if (error != NULL)
    return g_strdup_printf (_("Not pasted: %s; copy it again"), error->message);
  if (!g_utf8_validate_len (g_memory_output_stream_get_data (memory),
                            g_memory_output_stream_get_data_size (memory), NULL))
    return g_strdup (_("Not pasted: this is not UTF-8 text; copy it from a program that shows it well"));

  return NULL;
}

static void
read_cb (GObject      *memory,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GtkTextView) view = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *complaint = NULL;

  g_output_stream_splice_finish (G_OUTPUT_STREAM (memory), result, &error);
  complaint = dup_complaint (G_MEMORY_OUTPUT_STREAM (memory), error);
  if (complaint != NULL)
    say (view, complaint);
  else
    insert (view, g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
            (int) g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)));
}

static void
opened_cb (GObject      *clipboard,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GtkTextView) view = user_data;
  g_autoptr(GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (clipboard), result, NULL, NULL);
  g_autoptr(GOutputStream) memory = NULL;

  if (stream == NULL)
    {
      say (view, _("Not pasted: there is no text on the clipboard"));
      return;
    }

  /* It does not grow: what is more than its size ends the reading. */
  memory = g_memory_output_stream_new (g_malloc (DESK_BODY_MAX_BYTES), DESK_BODY_MAX_BYTES, NULL, g_free);
  g_output_stream_splice_async (memory, stream,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, NULL, read_cb, g_steal_pointer (&view));
}

/**
 * desk_paste_text:
 * @view: where the caret is
 *
 * Puts the text of the clipboard in the place of the selection, as a handler of
 * #GtkTextView::paste-clipboard. GTK's own reads all that another program gives,
 * however much it is, and says nothing where that is no text.
 */
void
desk_paste_text (GtkTextView *view)
{
  const char *kinds[] = { "text/plain;charset=utf-8", "text/plain", NULL };

  g_return_if_fail (GTK_IS_TEXT_VIEW (view));

  gdk_clipboard_read_async (gtk_widget_get_clipboard (GTK_WIDGET (view)), kinds, G_PRIORITY_DEFAULT,
                            NULL, opened_cb, g_object_ref (view));
}
