/* desk-search-snippet.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-search-marker.h"

#include <string.h>

/* A snippet: the piece of a text where most of what was looked for stands
 * together, as a reader would see it. Markup is taken off character by
 * character, without a parse; what looks like it and isn't is lost to the
 * snippet, not to the search.
 */

#define NEAR_BYTES 200
#define LEAD_CHARS 40
#define MAX_CHARS 200
#define MAX_CHAR_BYTES 4

/* Returns: the mark that a window is best begun at */
static unsigned
find_best (const GArray *marks)
{
  unsigned best = 0;
  unsigned n_best = 0;

  for (unsigned i = 0; i < marks->len; i++)
    {
      unsigned start = g_array_index (marks, DeskMark, i).range.start;
      guint32 clauses = 0;

      for (unsigned j = i; j < marks->len && g_array_index (marks, DeskMark, j).range.start <= start + NEAR_BYTES; j++)
        clauses |= 1u << g_array_index (marks, DeskMark, j).clause;
      if (desk_search_count_bits (clauses) > n_best)
        {
          n_best = desk_search_count_bits (clauses);
          best = i;
        }
    }

  return best;
}

/* Whether the first byte of a character alone says that it is a part of the text
 * as it stands, and no space: letters and digits, the signs of ASCII that Markdown
 * makes nothing of, and all that is behind ASCII but the blocks with spaces
 * (U+0080, U+1000, U+2000 and U+3000). */
static const guint8 is_plain[256] = {
  ['0' ... '9'] = TRUE,
  ['A' ... 'Z'] = TRUE,
  ['a' ... 'z'] = TRUE,
  ['\''] = TRUE,
  ['('] = TRUE,
  [',' ... '.'] = TRUE,
  [':' ... ';'] = TRUE,
  ['?'] = TRUE,
  ['"'] = TRUE,
  [0x80 ... 0xC1] = TRUE, /* what follows a first byte */
  [0xC3 ... 0xE0] = TRUE,
  [0xE4 ... 0xFF] = TRUE,
};

static inline gboolean
is_space (const char *p)
{
  if (is_plain[(guchar) * p])
    return FALSE;

  return (guchar) * p < 0x80 ? g_ascii_isspace (*p) : g_unichar_isspace (g_utf8_get_char (p));
}

/* Goes back from @p to the beginning of a word, or of a paragraph. */
static const char *
find_start (const char *text,
            const char *p)
{
  const char *start = p;

  for (unsigned i = 0; i < LEAD_CHARS && p > text; i++)
    {
      const char *previous = g_utf8_prev_char (p);

      if (*previous == '\n' && (previous == text || previous[-1] == '\n'))
        return p;
      if (is_space (previous))
        start = p;
      p = previous;
    }

  return p == text ? text : start;
}

static const char *
find_stop (const char *p)
{
  const char *stop = NULL;

  for (unsigned i = 0; i < MAX_CHARS; i++)
    {
      if (*p == '\0')
        return p;
      if (is_space (p))
        stop = p;
      p = g_utf8_next_char (p);
    }

  return stop != NULL ? stop : p;
}

static gboolean
is_at_line_start (const char *text,
                  const char *p)
{
  while (p > text && (p[-1] == ' ' || p[-1] == '>' || p[-1] == '#'))
    p--;

  return p == text || p[-1] == '\n';
}

/* How many bytes at @p no reader sees. */
static gsize
count_hidden (const char *text,
              const char *p,
              const char *stop)
{
  const char *after = desk_words_skip_markup (p, stop);

  if (after > p)
    return (gsize) (after - p) + (*p == ']' && after < stop && *after == ')');

  switch (*p)
    {
    case '*':
    case '`':
    case '[':
    case ']':
      return 1;

    case '!':
      return p[1] == '[';

    case '#':
    case '>':
      return is_at_line_start (text, p);

    default:
      return 0;
    }
}

/* Writes what stands at @p as it is, up to @stop, and at least a character.
 *
 * Returns: where it ended */
static const char *
append_text (GString    *out,
             const char *p,
             const char *stop)
{
  const char *end = p;

  while (end < stop && is_plain[(guchar) * end])
    end++;
  if (end == p)
    end = g_utf8_next_char (p);

  if (!is_space (p))
    g_string_append_len (out, p, end - p);
  else if (out->len > 0 && out->str[out->len - 1] != ' ')
    g_string_append_c (out, ' ');
  return end;
}

/* Writes what is between @start and @stop, and where in it the marks are. */
static void
write_piece (GString      *out,
             const char   *text,
             const char   *start,
             const char   *stop,
             const GArray *marks,
             GArray       *ranges)
{
  unsigned next = 0;
  DeskSearchRange range = { 0 };
  const char *range_stop = NULL;

  for (const char *p = start; p < stop;)
    {
      const char *until = range_stop != NULL ? MIN (range_stop, stop) : stop;
      gsize n_hidden = is_plain[(guchar) * p] ? 0 : count_hidden (text, p, stop);

      while (next < marks->len && text + g_array_index (marks, DeskMark, next).range.start < p)
        next++;
      if (range_stop == NULL && next < marks->len)
        {
          const DeskMark *mark = &g_array_index (marks, DeskMark, next);

          until = MIN (until, text + mark->range.start);
          if (until == p)
            {
              range.start = (unsigned) out->len;
              range_stop = text + mark->range.stop;
              until = MIN (range_stop, stop);
            }
        }

      p = n_hidden > 0 ? p + n_hidden : append_text (out, p, until);
      if (range_stop != NULL && (p >= range_stop || p >= stop))
        {
          range.stop = (unsigned) out->len;
          g_array_append_val (ranges, range);
          range_stop = NULL;
        }
    }
}

/* Whether what a snippet is made of, around @p, is valid: the rest of a text that
 * somebody else has written need not be looked at. */
static gboolean
is_valid_around (const char *text,
                 gsize       n_bytes,
                 gsize       p)
{
  gsize start = p - MIN (p, MAX_CHAR_BYTES * LEAD_CHARS);
  gsize stop = MIN (n_bytes, p + MAX_CHAR_BYTES * MAX_CHARS);

  for (unsigned i = 1; i < MAX_CHAR_BYTES && start > 0 && ((guchar) text[start] & 0xC0) == 0x80; i++)
    start--;
  for (unsigned i = 1; i < MAX_CHAR_BYTES && stop < n_bytes && ((guchar) text[stop] & 0xC0) == 0x80; i++)
    stop++;

  return g_utf8_validate_len (text + start, stop - start, NULL);
}

static char *
cut_around (const char   *text,
            const char   *p,
            const GArray *marks,
            GArray       *ranges)
{
  g_autoptr(GString) out = g_string_sized_new (2 * MAX_CHARS);
  const char *start = marks->len > 0 ? find_start (text, p) : text;
  const char *stop = find_stop (start);

  if (start > text)
    g_string_append (out, "… ");
  write_piece (out, text, start, stop, marks, ranges);
  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  if (*stop != '\0')
    g_string_append (out, " …");

  return g_string_free_and_steal (g_steal_pointer (&out));
}

/**
 * desk_search_marker_cut:
 * @text: Markdown, UTF-8 as a library has it: of what is none, a valid text is
 *   made first
 * @ranges: (element-type DeskSearchRange): takes where in the piece the words are
 * @out_clauses: (out): a bit for each clause that @text meets; where they are
 *   near to each other not all of it may have been looked at
 *
 * Returns: (transfer full): a piece of @text without markup, its opening when it
 *   has none of the words
 */
char *
desk_search_marker_cut (DeskSearchMarker *self,
                        const char       *text,
                        GArray           *ranges,
                        guint32          *out_clauses)
{
  g_autoptr(GArray) marks = g_array_new (FALSE, FALSE, sizeof (DeskMark));
  gsize n_bytes = strlen (text);
  gsize p;

  *out_clauses = desk_search_marker_mark (self, text, NEAR_BYTES, marks);
  p = marks->len > 0 ? g_array_index (marks, DeskMark, find_best (marks)).range.start : 0;
  if (!is_valid_around (text, n_bytes, p))
    {
      g_autofree char *valid = g_utf8_make_valid (text, (gssize) n_bytes);

      return desk_search_marker_cut (self, valid, ranges, out_clauses);
    }

  return cut_around (text, text + p, marks, ranges);
}
