/* desk-history-text.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-history-text.h"

#include "text/desk-compare.h"

#include <string.h>

/* What only the shown text has is underlined, what it lacks is struck through:
 * the colours behind them, which serve a light and a dark window alike, only say
 * the same once more. */
#define ONLY_COLOUR "rgba(38,162,105,0.26)"
#define LACKED_COLOUR "rgba(224,27,36,0.22)"

struct _DeskHistoryText
{
  GtkTextView parent_instance;
  GArray     *passages; /* int: where each that differs begins, in characters */
};

G_DEFINE_FINAL_TYPE (DeskHistoryText, desk_history_text, GTK_TYPE_TEXT_VIEW)

static void
desk_history_text_finalize (GObject *object)
{
  DeskHistoryText *self = DESK_HISTORY_TEXT (object);

  g_array_unref (self->passages);

  G_OBJECT_CLASS (desk_history_text_parent_class)->finalize (object);
}

static void
desk_history_text_class_init (DeskHistoryTextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_history_text_finalize;
}

static void
desk_history_text_init (DeskHistoryText *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

  self->passages = g_array_new (FALSE, FALSE, sizeof (int));
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self), GTK_WRAP_WORD_CHAR);
  gtk_text_buffer_set_enable_undo (buffer, FALSE);

  gtk_text_buffer_create_tag (buffer, "title", "scale", 1.5, "weight", PANGO_WEIGHT_BOLD, "pixels-below-lines", 8, NULL);
  gtk_text_buffer_create_tag (buffer, "summary", "scale", 1.05, "style", PANGO_STYLE_ITALIC, "pixels-below-lines", 12, NULL);
  gtk_text_buffer_create_tag (buffer, "heading", "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_create_tag (buffer, "only", "background", ONLY_COLOUR, "underline", PANGO_UNDERLINE_SINGLE, NULL);
  gtk_text_buffer_create_tag (buffer, "lacked", "background", LACKED_COLOUR, "strikethrough", TRUE, NULL);
}

static void
note_passage (DeskHistoryText *self,
              GtkTextBuffer   *buffer,
              GtkTextIter     *end)
{
  int offset = gtk_text_iter_get_offset (end);

  g_array_append_val (self->passages, offset);
}

/* At the end of the buffer. */
static void
add_parts (DeskHistoryText *self,
           GArray          *parts,
           gboolean         shows_changes)
{
  static const char *const tags[] = {
    [DESK_PART_SAME] = NULL, [DESK_PART_ONLY] = "only", [DESK_PART_LACKED] = "lacked",
  };
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  gboolean is_inside = FALSE;
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  for (unsigned i = 0; i < parts->len; i++)
    {
      const DeskPart *part = &g_array_index (parts, DeskPart, i);
      gboolean is_marked = shows_changes && part->kind != DESK_PART_SAME;

      if (part->kind == DESK_PART_LACKED && !shows_changes)
        continue;
      if (is_marked && !is_inside)
        note_passage (self, buffer, &end);
      is_inside = is_marked;
      gtk_text_buffer_insert_with_tags_by_name (buffer, &end, part->text, (int) part->n_bytes,
                                                is_marked ? tags[part->kind] : NULL, NULL);
    }
}

static void
apply_to_end (GtkTextBuffer *buffer,
              const char    *tag,
              int            offset)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_apply_tag_by_name (buffer, tag, &start, &end);
}

/* A line of its own, where either text has one. */
static void
add_line (DeskHistoryText *self,
          GArray          *parts,
          const char      *tag,
          gboolean         shows_changes)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  int offset = gtk_text_buffer_get_char_count (buffer);
  GtkTextIter end;

  add_parts (self, parts, shows_changes);
  if (gtk_text_buffer_get_char_count (buffer) == offset)
    return;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, "\n", 1);
  apply_to_end (buffer, tag, offset);
}

/* Headings stand out, as they do where the text is written. */
static void
embolden_headings (GtkTextBuffer *buffer,
                   int            offset)
{
  GtkTextIter line;

  gtk_text_buffer_get_iter_at_offset (buffer, &line, offset);
  do
    {
      GtkTextIter end = line;

      if (gtk_text_iter_get_char (&line) != '#')
        continue;
      gtk_text_iter_forward_to_line_end (&end);
      gtk_text_buffer_apply_tag_by_name (buffer, "heading", &line, &end);
    }
  while (gtk_text_iter_forward_line (&line));
}

/**
 * desk_history_text_show:
 * @reading: (nullable): what to show; not kept
 * @shows_changes: whether to mark what differs from now
 */
void
desk_history_text_show (DeskHistoryText          *self,
                        const DeskHistoryReading *reading,
                        gboolean                  shows_changes)
{
  GtkTextBuffer *buffer;
  GtkTextIter start;
  int offset;

  g_return_if_fail (DESK_IS_HISTORY_TEXT (self));

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  gtk_text_buffer_set_text (buffer, "", 0);
  g_array_set_size (self->passages, 0);
  if (reading == NULL)
    return;

  add_line (self, reading->title, "title", shows_changes);
  add_line (self, reading->summary, "summary", shows_changes);
  offset = gtk_text_buffer_get_char_count (buffer);
  add_parts (self, reading->body, shows_changes);
  embolden_headings (buffer, offset);

  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_view_scroll_to_iter (GTK_TEXT_VIEW (self), &start, 0, FALSE, 0, 0);
}

/* The passage behind or before the cursor; beyond the last comes the first. */
static int
find_passage (DeskHistoryText *self,
              int              cursor,
              int              step)
{
  int n = (int) self->passages->len;

  for (int i = step > 0 ? 0 : n - 1; i >= 0 && i < n; i += step)
    {
      int offset = g_array_index (self->passages, int, i);

      if (step > 0 ? offset > cursor : offset < cursor)
        return offset;
    }

  return g_array_index (self->passages, int, step > 0 ? 0 : n - 1);
}

/**
 * desk_history_text_go:
 * @step: 1 for the next passage that differs, -1 for the one before
 */
void
desk_history_text_go (DeskHistoryText *self,
                      int              step)
{
  GtkTextBuffer *buffer;
  GtkTextIter iter;
  int cursor = -1;

  g_return_if_fail (DESK_IS_HISTORY_TEXT (self) && (step == 1 || step == -1));

  if (self->passages->len == 0)
    return;

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  g_object_get (buffer, "cursor-position", &cursor, NULL);
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, find_passage (self, cursor, step));
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (buffer), 0, TRUE, 0, 0.3);
}
