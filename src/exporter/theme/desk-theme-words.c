/* desk-theme-words.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-theme-words.h"

#include "exporter/desk-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The part of PO that a theme's words need: each entry has a msgctxt, which is
 * the name that templates use, a msgid, which is the English, and one msgstr.
 * Plural forms are entries of their own ("minutes-few"), chosen by Unicode's
 * plural rules.
 */
typedef enum
{
  PART_NONE,
  PART_CONTEXT,
  PART_ID,
  PART_TEXT,
} Part;

#define N_PARTS (PART_TEXT + 1)

static const char *const keywords[N_PARTS] = { "", "msgctxt ", "msgid ", "msgstr " };

typedef struct
{
  GHashTable *words;
  gboolean    is_source;
  Part        part;
  GString    *parts[N_PARTS];
} Reader;

static void
finish_entry (Reader *self)
{
  GString *text = self->parts[self->is_source ? PART_ID : PART_TEXT];

  if (self->parts[PART_CONTEXT]->len > 0 && text->len > 0)
    g_hash_table_replace (self->words, g_strdup (self->parts[PART_CONTEXT]->str), g_strdup (text->str));

  for (Part part = PART_CONTEXT; part < N_PARTS; part++)
    g_string_truncate (self->parts[part], 0);
  self->part = PART_NONE;
}

static gboolean
append_quoted (GString    *out,
               const char *quoted)
{
  gsize n_bytes = strlen (quoted);
  g_autofree char *inner = NULL;
  g_autofree char *plain = NULL;

  if (n_bytes < 2 || quoted[0] != '"' || quoted[n_bytes - 1] != '"')
    return FALSE;

  inner = g_strndup (quoted + 1, n_bytes - 2);
  plain = g_strcompress (inner);
  if (!g_utf8_validate (plain, -1, NULL))
    return FALSE;

  g_string_append (out, plain);
  return TRUE;
}

static gboolean
read_line (Reader     *self,
           const char *line)
{
  if (*line == '#')
    return TRUE;
  if (*line == '\0')
    {
      finish_entry (self);
      return TRUE;
    }
  if (*line == '"')
    return self->part != PART_NONE && append_quoted (self->parts[self->part], line);

  for (Part part = PART_CONTEXT; part < N_PARTS; part++)
    {
      if (!g_str_has_prefix (line, keywords[part]))
        continue;
      if (part <= self->part)
        finish_entry (self);
      self->part = part;
      return append_quoted (self->parts[part], line + strlen (keywords[part]));
    }

  return FALSE;
}

/**
 * desk_theme_words_read:
 * @words: char *name → char *word, gets what is found
 * @file_name: what errors call it
 * @text: the PO file
 * @is_source: take the English, which is all that a template has
 *
 * Returns: %FALSE with @error set if @text isn't such a PO file
 */
gboolean
desk_theme_words_read (GHashTable *words,
                       const char *file_name,
                       const char *text,
                       gboolean    is_source,
                       GError    **error)
{
  Reader self = { .words = words, .is_source = is_source };
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean is_fine = TRUE;
  unsigned n_line;

  for (Part part = PART_NONE; part < N_PARTS; part++)
    self.parts[part] = g_string_new (NULL);

  for (n_line = 0; is_fine && lines[n_line] != NULL; n_line++)
    is_fine = read_line (&self, g_strstrip (lines[n_line]));
  finish_entry (&self);

  for (Part part = PART_NONE; part < N_PARTS; part++)
    g_string_free (self.parts[part], TRUE);

  if (!is_fine)
    g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_THEME,
                 _("%s:%u: the theme's words can't be read here"), file_name, n_line);

  return is_fine;
}
