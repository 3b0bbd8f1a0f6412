/* desk-text-patch.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-text-patch.h"

#include "text/desk-diff.h"

#include <string.h>

/* What somebody else has written appears around the person who writes here: only
 * what differs is replaced, so that the cursor, a selection and what is scrolled
 * to stay where they are.
 */

/* In bytes of the old text and the new. */
typedef struct
{
  const char *old_start;
  const char *old_end;
  const char *new_start;
  const char *new_end;
} Patch;

static const char *
token_start (GArray     *tokens,
             unsigned    index,
             const char *end)
{
  return index < tokens->len ? g_array_index (tokens, DeskToken, index).text : end;
}

/* Of a line only what is new in it. */
static void
trim (Patch *patch)
{
  while (patch->old_start < patch->old_end && patch->new_start < patch->new_end &&
         g_utf8_get_char (patch->old_start) == g_utf8_get_char (patch->new_start))
    {
      patch->old_start = g_utf8_next_char (patch->old_start);
      patch->new_start = g_utf8_next_char (patch->new_start);
    }

  while (patch->old_start < patch->old_end && patch->new_start < patch->new_end)
    {
      const char *old_last = g_utf8_prev_char (patch->old_end);
      const char *new_last = g_utf8_prev_char (patch->new_end);

      if (g_utf8_get_char (old_last) != g_utf8_get_char (new_last))
        break;
      patch->old_end = old_last;
      patch->new_end = new_last;
    }
}

/* @offset: where the patch starts, in characters. */
static void
apply (GtkTextBuffer *buffer,
       const Patch   *patch,
       int            offset)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  gtk_text_buffer_get_iter_at_offset (buffer, &end,
                                      offset + (int) g_utf8_strlen (patch->old_start, patch->old_end - patch->old_start));
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, patch->new_start, (int) (patch->new_end - patch->new_start));
}

static void
apply_hunks (GtkTextBuffer *buffer,
             const char    *old_text,
             const char    *new_text)
{
  g_autoptr(GArray) old_lines = desk_diff_split_lines (old_text, strlen (old_text));
  g_autoptr(GArray) new_lines = desk_diff_split_lines (new_text, strlen (new_text));
  g_autoptr(GArray) hunks = desk_diff_tokens (old_lines, new_lines);
  const char *old_end = old_text + strlen (old_text);
  const char *new_end = new_text + strlen (new_text);
  const char *done = new_text; /* the buffer is new up to here … */
  int offset = 0;              /* … in characters */

  for (unsigned i = 0; i < hunks->len; i++)
    {
      const DeskDiffHunk *hunk = &g_array_index (hunks, DeskDiffHunk, i);
      Patch patch;

      patch.old_start = token_start (old_lines, hunk->old_start, old_end);
      patch.old_end = token_start (old_lines, hunk->old_start + hunk->n_old, old_end);
      patch.new_start = token_start (new_lines, hunk->new_start, new_end);
      patch.new_end = token_start (new_lines, hunk->new_start + hunk->n_new, new_end);
      trim (&patch);
      offset += (int) g_utf8_strlen (done, patch.new_start - done);
      apply (buffer, &patch, offset);
      offset += (int) g_utf8_strlen (patch.new_start, patch.new_end - patch.new_start);
      done = patch.new_end;
    }
}

/**
 * desk_text_patch:
 * @text: what @buffer is to have
 *
 * Replaces in @buffer what is not as it is in @text.
 */
void
desk_text_patch (GtkTextBuffer *buffer,
                 const char    *text)
{
  g_autofree char *old_text = NULL;

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer) && text != NULL);

  g_object_get (buffer, "text", &old_text, NULL);
  gtk_text_buffer_begin_user_action (buffer);
  apply_hunks (buffer, old_text, text);
  gtk_text_buffer_end_user_action (buffer);
}
