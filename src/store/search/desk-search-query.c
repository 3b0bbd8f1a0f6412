/* desk-search-query.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-search-query.h"

#include "model/desk-date.h"
#include "model/desk-language.h"
#include "model/desk-status.h"
#include "text/desk-words.h"

#include <string.h>

/* What a person types into the search:
 *
 *   query = part { " " part }
 *   part  = [ "-" ] ( piece | phrase | field ":" ( piece | phrase ) )
 *   phrase = '"' … '"', or any other pair of quotation marks
 *
 * There are no errors. A mark without its other half is a space; a field that
 * isn't one, or whose value isn't, is a piece; what is in no word is dropped.
 * The last piece is a prefix when nothing follows it: it is still being typed.
 */

typedef struct
{
  const char *p;
  const char *end;
} Reader;

void
desk_search_part_free (DeskSearchPart *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self);
}

static gboolean
is_quote (const char *p)
{
  switch (g_utf8_get_char (p))
    {
    case '"':
    case 0x00AB: /* « */
    case 0x00BB: /* » */
    case 0x201C: /* “ */
    case 0x201D: /* ” */
    case 0x201E: /* „ */
    case 0x201F: /* ‟ */
      return TRUE;

    default:
      return FALSE;
    }
}

static gboolean
is_space (const char *p)
{
  return g_unichar_isspace (g_utf8_get_char (p));
}

static void
skip_spaces (Reader *reader)
{
  while (reader->p < reader->end && is_space (reader->p))
    reader->p = g_utf8_next_char (reader->p);
}

static gboolean
has_words (const char *text)
{
  DeskWords words;

  desk_words_init (&words, text, -1, FALSE);
  return desk_words_next (&words);
}

/* Returns: (transfer full) (nullable): what is between two quotation marks */
static char *
read_phrase (Reader *reader)
{
  const char *start;

  if (reader->p >= reader->end || !is_quote (reader->p))
    return NULL;

  start = g_utf8_next_char (reader->p);
  for (const char *p = start; p < reader->end; p = g_utf8_next_char (p))
    {
      if (is_quote (p))
        {
          reader->p = g_utf8_next_char (p);
          return g_strndup (start, (gsize) (p - start));
        }
    }

  reader->p = start;
  return NULL;
}

static char *
read_piece (Reader *reader)
{
  const char *start = reader->p;

  while (reader->p < reader->end && !is_space (reader->p) && !is_quote (reader->p))
    reader->p = g_utf8_next_char (reader->p);

  return g_strndup (start, (gsize) (reader->p - start));
}

/* Returns: whether there is a field's name, which the reader has then passed */
static gboolean
read_field (Reader             *reader,
            DeskSearchPartKind *out_kind)
{
  static const struct
  {
    const char        *name;
    DeskSearchPartKind kind;
  } fields[] = {
    { "author:", DESK_PART_AUTHOR }, { "tag:", DESK_PART_TAG }, { "section:", DESK_PART_SECTION },
    { "status:", DESK_PART_STATUS }, { "lang:", DESK_PART_LANGUAGE }, { "before:", DESK_PART_BEFORE },
    { "after:", DESK_PART_AFTER },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      gsize n_bytes = strlen (fields[i].name);

      if ((gsize) (reader->end - reader->p) > n_bytes &&
          g_ascii_strncasecmp (reader->p, fields[i].name, n_bytes) == 0)
        {
          reader->p += n_bytes;
          *out_kind = fields[i].kind;
          return TRUE;
        }
    }

  return FALSE;
}

/* A year or a month stands for its first day. */
static void
complete_date (char **date)
{
  gsize n_bytes = strlen (*date);
  g_autofree char *whole = NULL;

  if (strspn (*date, "0123456789-") != n_bytes || (n_bytes != 4 && n_bytes != 7))
    return;

  whole = g_strconcat (*date, n_bytes == 4 ? "-01-01" : "-01", NULL);
  g_set_str (date, whole);
}

static gboolean
complete_language (char **language)
{
  g_autofree char *edition = NULL;

  if (!desk_language_is_well_formed (*language))
    return FALSE;

  edition = desk_language_canonicalize (*language, NULL);
  g_set_str (language, edition);
  return TRUE;
}

static gboolean
complete_value (DeskSearchPartKind kind,
                char             **value)
{
  DeskStatus status;
  gint64 us;

  switch (kind)
    {
    case DESK_PART_STATUS:
      return desk_status_from_string (*value, &status);

    case DESK_PART_LANGUAGE:
      return complete_language (value);

    case DESK_PART_BEFORE:
    case DESK_PART_AFTER:
      complete_date (value);
      return desk_date_parse (*value, "UTC", &us, NULL);

    case DESK_PART_WORDS:
    case DESK_PART_PHRASE:
    case DESK_PART_AUTHOR:
    case DESK_PART_TAG:
    case DESK_PART_SECTION:
    default:
      return has_words (*value);
    }
}

static DeskSearchPart *
read_value (Reader *reader)
{
  g_autoptr(DeskSearchPart) part = g_new0 (DeskSearchPart, 1);
  DeskSearchPartKind kind;
  Reader behind = *reader;

  if (read_field (&behind, &kind))
    {
      part->text = read_phrase (&behind);
      if (part->text == NULL)
        part->text = read_piece (&behind);
      if (complete_value (kind, &part->text))
        {
          part->kind = kind;
          *reader = behind;
          return g_steal_pointer (&part);
        }
      g_clear_pointer (&part->text, g_free);
    }

  part->text = read_phrase (reader);
  part->kind = part->text != NULL ? DESK_PART_PHRASE : DESK_PART_WORDS;
  if (part->text == NULL)
    part->text = read_piece (reader);

  return has_words (part->text) ? g_steal_pointer (&part) : NULL;
}

static void
read_part (Reader    *reader,
           GPtrArray *parts)
{
  gboolean is_without = FALSE;
  DeskSearchPart *part;

  while (reader->end - reader->p > 1 && *reader->p == '-' && !is_space (reader->p + 1))
    {
      is_without = TRUE;
      reader->p++;
    }

  part = read_value (reader);
  if (part == NULL)
    return;

  part->is_without = is_without;
  part->is_prefix = part->kind == DESK_PART_WORDS && !is_without && reader->p == reader->end;
  g_ptr_array_add (parts, part);
}

/**
 * desk_search_query_parse:
 * @query: anything
 *
 * Of a very long query the beginning counts: %DESK_SEARCH_MAX_QUERY_BYTES, and of
 * these %DESK_SEARCH_MAX_PARTS parts.
 *
 * Returns: (transfer full) (element-type DeskSearchPart): its parts
 */
GPtrArray *
desk_search_query_parse (const char *query)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_search_part_free);
  g_autofree char *valid = NULL;
  Reader reader;

  g_return_val_if_fail (query != NULL, NULL);

  valid = g_utf8_make_valid (query, (gssize) strnlen (query, DESK_SEARCH_MAX_QUERY_BYTES));
  reader = (Reader) { .p = valid, .end = valid + strlen (valid) };
  for (;;)
    {
      skip_spaces (&reader);
      if (reader.p == reader.end || parts->len == DESK_SEARCH_MAX_PARTS)
        return g_steal_pointer (&parts);

      read_part (&reader, parts);
    }
}
