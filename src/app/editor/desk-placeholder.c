/* desk-placeholder.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-placeholder.h"

/**
 * desk_placeholder_draw:
 * @view: a text view; only an empty one gets its placeholder
 * @snapshot: where the view is being drawn
 * @text: what it says
 *
 * Text views have no placeholder of their own: this draws one, at the place of
 * the first character and in the view's font.
 */
void
desk_placeholder_draw (GtkTextView *view,
                       GtkSnapshot *snapshot,
                       const char  *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autoptr(PangoLayout) layout = NULL;
  GtkTextIter start;
  GdkRectangle place;
  GdkRGBA color;
  int x, y;

  if (text == NULL || gtk_text_buffer_get_char_count (buffer) > 0)
    return;

  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_view_get_iter_location (view, &start, &place);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &x, &y);
  gtk_widget_get_color (GTK_WIDGET (view), &color);
  color.alpha *= 0.45f;

  layout = gtk_widget_create_pango_layout (GTK_WIDGET (view), text);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}
