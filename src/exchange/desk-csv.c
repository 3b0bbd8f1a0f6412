/* desk-csv.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* RFC 4180, as spreadsheets of all countries write it: what stands between cells is the
 * first of comma, semicolon and tab in the first line, and lines end as they like. */

#define MAX_FIELDS 64

typedef struct
{
  const char *at;
  unsigned    line;
  char        separator;
  DeskPlace   place;
} Reader;

static void
row_free (gpointer data)
{
  DeskCsvRow *self = data;

  g_strfreev (self->fields);
  g_free (self);
}

static char
find_separator (const char *text)
{
  gboolean is_quoted = FALSE;

  for (text += strspn (text, "\r\n"); *text != '\0' && (is_quoted || strchr ("\r\n", *text) == NULL); text++)
    {
      if (*text == '"')
        is_quoted = !is_quoted;
      else if (!is_quoted && strchr (",;\t", *text) != NULL)
        return *text;
    }

  return ',';
}

static gboolean
is_at_end_of_cell (const Reader *self)
{
  return *self->at == self->separator || *self->at == '\n' || *self->at == '\r' || *self->at == '\0';
}

static gboolean
read_quoted (Reader  *self,
             GString *cell,
             GError **error)
{
  unsigned first = self->line;

  for (self->at++; *self->at != '\0'; self->at++)
    {
      if (*self->at == '"' && *++self->at != '"')
        return is_at_end_of_cell (self) ||
               desk_exchange_throw (error, (DeskPlace) { self->place.file, self->line },
                                    _("something stands behind a closing quote; write a quote within a cell twice"));
      self->line += *self->at == '\n';
      g_string_append_c (cell, *self->at);
    }

  return desk_exchange_throw (error, (DeskPlace) { self->place.file, first }, _("a quote is opened and never closed; close it"));
}

static gboolean
read_cell (Reader       *self,
           GStrvBuilder *fields,
           GError      **error)
{
  g_autoptr(GString) cell = g_string_new (NULL);

  if (*self->at == '"')
    {
      if (!read_quoted (self, cell, error))
        return FALSE;
    }
  else
    {
      for (; !is_at_end_of_cell (self); self->at++)
        g_string_append_c (cell, *self->at);
    }
  g_strv_builder_add (fields, cell->str);

  return TRUE;
}

static void
skip_line_end (Reader *self)
{
  if (self->at[0] == '\r' && self->at[1] == '\n')
    self->at++;
  if (*self->at == '\r' || *self->at == '\n')
    self->at++;
  self->line++;
}

static gboolean
read_row (Reader  *self,
          char  ***out_fields,
          GError **error)
{
  g_autoptr(GStrvBuilder) fields = g_strv_builder_new ();

  for (unsigned n_fields = 0;; n_fields++)
    {
      if (n_fields == MAX_FIELDS)
        return desk_exchange_throw (error, (DeskPlace) { self->place.file, self->line },
                                    _("a row has more than %d cells; is this the right file?"), MAX_FIELDS);
      if (!read_cell (self, fields, error))
        return FALSE;
      if (*self->at != self->separator)
        break;
      self->at++;
    }

  *out_fields = g_strv_builder_end (fields);
  return TRUE;
}

static gboolean
is_empty (char **fields)
{
  for (unsigned i = 0; fields[i] != NULL; i++)
    {
      if (*fields[i] != '\0')
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_csv_parse:
 * @text: UTF-8; a mark at its beginning that says so is passed over
 * @file: for messages
 * @max_rows: more are refused
 *
 * Returns: (transfer full) (element-type DeskCsvRow): rows in which something stands
 */
GPtrArray *
desk_csv_parse (const char *text,
                const char *file,
                unsigned    max_rows,
                GError    **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  Reader reader = { .at = g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text, .line = 1, .place = { file, 0 } };

  reader.separator = find_separator (reader.at);
  while (*reader.at != '\0')
    {
      DeskCsvRow *row = g_new0 (DeskCsvRow, 1);

      g_ptr_array_add (rows, row);
      row->line = reader.line;
      if (!read_row (&reader, &row->fields, error))
        return NULL;
      skip_line_end (&reader);
      if (is_empty (row->fields))
        g_ptr_array_set_size (rows, (int) rows->len - 1);
      if (rows->len > max_rows)
        {
          desk_exchange_throw (error, reader.place, _("it has more than %u rows; split it"), max_rows);
          return NULL;
        }
    }

  return g_steal_pointer (&rows);
}
