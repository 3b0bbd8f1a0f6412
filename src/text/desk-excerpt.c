/* desk-excerpt.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-excerpt.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

/* The opening is made of paragraphs alone: a heading, a table or a picture
 * torn from its place says nothing. It ends where a sentence ends, if one does
 * within the space there is, else at a word, with an ellipsis.
 */

#define MAX_CHARS 100000

static const char ellipsis[] = " …";

/* Runs of white space become one space, and there is none in front. */
static void
append_collapsed (GString    *out,
                  const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!g_unichar_isspace (g_utf8_get_char (p)))
        g_string_append_len (out, p, g_utf8_next_char (p) - p);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
}

/* The words of a paragraph, without pictures, HTML and marks of notes. */
static void
append_words (GString        *out,
              const DeskNode *node)
{
  switch ((int) node->kind)
    {
    case DESK_NODE_TEXT:
    case DESK_NODE_CODE:
      append_collapsed (out, node->text != NULL ? node->text : "");
      break;

    case DESK_NODE_SOFT_BREAK:
    case DESK_NODE_HARD_BREAK:
      append_collapsed (out, " ");
      break;

    case DESK_NODE_IMAGE:
      break;

    default:
      for (unsigned i = 0; i < node->children->len; i++)
        append_words (out, node->children->pdata[i]);
      break;
    }
}

/* Says where enough text is; nobody needs the rest of a long body. */
static gboolean
is_enough (const GString *text,
           unsigned       max_chars)
{
  return text->len > max_chars && g_utf8_strlen (text->str, (gssize) text->len) > (glong) max_chars;
}

/* Collects paragraphs: those of the document itself, or, with @is_deep, those
 * of quotes and lists, for a text that has no others.
 */
static void
collect (GString        *text,
         const DeskNode *parent,
         unsigned        max_chars,
         gboolean        is_deep)
{
  for (unsigned i = 0; i < parent->children->len && !is_enough (text, max_chars); i++)
    {
      const DeskNode *child = parent->children->pdata[i];

      if (child->kind == DESK_NODE_PARAGRAPH)
        {
          append_collapsed (text, " ");
          append_words (text, child);
        }
      else if (is_deep && (child->kind == DESK_NODE_QUOTE || child->kind == DESK_NODE_LIST ||
                           child->kind == DESK_NODE_ITEM))
        {
          collect (text, child, max_chars, is_deep);
        }
    }
}

/* A full stop behind one of these, or behind a single letter, ends no sentence. */
static gboolean
is_abbreviation (const char *text,
                 gsize       end)
{
  static const char * const known[] = {
    "al", "br", "cf", "dr", "ing", "itd", "mr", "mrs", "ms", "no", "npr", "prof", "sc", "st", "str", "sv", "tzv", "vs",
    "бр", "др", "инг", "мр", "нпр", "проф", "св", "стр", "тзв", NULL,
  };
  g_autofree char *word = NULL;
  const char *last;
  const char *start;

  while (end > 0 && text[end - 1] == ' ')
    end--;
  if (end == 0 || text[end - 1] != '.')
    return FALSE;

  last = text + end - 1;
  start = last;
  while (start > text && g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (start))))
    start = g_utf8_prev_char (start);
  if (g_utf8_strlen (start, last - start) == 1)
    return TRUE;
  word = g_utf8_strdown (start, last - start);

  return g_strv_contains (known, word);
}

static void
close_breaks (gpointer breaks)
{
  ubrk_close (breaks);
}

/* One of a kind for each thread: to make one takes longer than to use it. It is for
* one text at a time, of which it keeps nothing that it would look at afterwards. */
static UBreakIterator *
borrow_breaks (UBreakIteratorType type,
               UText             *text)
{
  static GPrivate kept[] = { G_PRIVATE_INIT (close_breaks), G_PRIVATE_INIT (close_breaks), G_PRIVATE_INIT (close_breaks),
                             G_PRIVATE_INIT (close_breaks) };
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *breaks;

  g_return_val_if_fail (type < (int) G_N_ELEMENTS (kept), NULL);

  breaks = g_private_get (&kept[type]);
  if (breaks == NULL)
    {
      breaks = ubrk_open (type, "", NULL, 0, &status);
      if (U_FAILURE (status))
        return NULL;
      g_private_set (&kept[type], breaks);
    }
  ubrk_setUText (breaks, text, &status);

  return U_SUCCESS (status) ? breaks : NULL;
}

/* The last break at or before @limit that is one, in bytes; 0 for none. */
static gsize
find_break (const char        *text,
            gsize              n_bytes,
            UBreakIteratorType type,
            gsize              limit)
{
  UErrorCode status = U_ZERO_ERROR;
  UText *source = utext_openUTF8 (NULL, text, (int64_t) n_bytes, &status);
  UBreakIterator *breaks;
  gsize found = 0;

  if (U_FAILURE (status))
    return 0;

  breaks = borrow_breaks (type, source);
  if (breaks != NULL)
    {
      int32_t at = (int32_t) limit;

      /* Not ubrk_preceding() of the next byte, which may be inside a character. */
      if (!ubrk_isBoundary (breaks, at))
        at = ubrk_preceding (breaks, at);

      while (at != UBRK_DONE && at > 0 && type == UBRK_SENTENCE && is_abbreviation (text, (gsize) at))
        at = ubrk_preceding (breaks, at);
      found = at == UBRK_DONE ? 0 : (gsize) at;
    }
  utext_close (source);

  return found;
}

/* Cuts behind the last whole sentence; trailing spaces may lie beyond. */
static gboolean
cut_at_sentence (GString *text,
                 gsize    limit)
{
  gsize reach = limit < text->len && text->str[limit] == ' ' ? limit + 1 : limit;
  gsize end = find_break (text->str, text->len, UBRK_SENTENCE, reach);

  if (end == 0)
    return FALSE;
  g_string_truncate (text, end);

  return TRUE;
}

static void
cut_at_word (GString *text,
             unsigned max_chars)
{
  gsize limit;
  gsize end;

  max_chars = max_chars > 2 ? max_chars - 2 : 1;
  limit = (gsize) (g_utf8_offset_to_pointer (text->str, max_chars) - text->str);
  end = find_break (text->str, text->len, UBRK_LINE, limit < text->len && text->str[limit] == ' ' ? limit + 1 : limit);
  if (end == 0)
    end = find_break (text->str, text->len, UBRK_CHARACTER, limit);
  if (end == 0)
    end = limit;
  g_string_truncate (text, end);

  while (text->len > 0 && strchr (" ,;:(-", text->str[text->len - 1]) != NULL)
    g_string_truncate (text, text->len - 1);
  g_string_append (text, ellipsis);
}

/* Cuts what was collected to where it may end. */
static char *
finish (GString *text, /* eaten */
        unsigned max_chars)
{
  g_strchomp (text->str);
  g_string_truncate (text, strlen (text->str));
  if (g_utf8_strlen (text->str, (gssize) text->len) > (glong) max_chars)
    {
      gsize limit = (gsize) (g_utf8_offset_to_pointer (text->str, max_chars) - text->str);

      if (!cut_at_sentence (text, limit))
        cut_at_word (text, max_chars);
    }

  return g_strchomp (g_string_free_and_steal (text));
}

/**
 * desk_excerpt_from_document:
 * @document: a document
 * @max_chars: how many characters there is space for
 *
 * Takes the opening sentences of a text: as many whole ones as there is space
 * for, or the beginning of the first. Texts that have no paragraph of their
 * own give those of their quotes and lists.
 *
 * Returns: (transfer full): plain text on one line, maybe empty
 */
char *
desk_excerpt_from_document (const DeskNode *document,
                            unsigned        max_chars)
{
  GString *text;

  g_return_val_if_fail (document != NULL, NULL);

  text = g_string_new (NULL);
  max_chars = MIN (max_chars, MAX_CHARS);
  if (max_chars == 0)
    return g_string_free_and_steal (text);

  collect (text, document, max_chars, FALSE);
  if (text->len == 0)
    collect (text, document, max_chars, TRUE);

  return finish (text, max_chars);
}

/**
 * desk_excerpt_from_beginning:
 * @body: the first blocks of a body, whole ones
 * @max_chars: how many characters there is space for
 *
 * Takes the opening sentences without the rest of the text, where that can't make
 * them others: there are enough, and no bracket, whose meaning may be defined below.
 *
 * Returns: (transfer full) (nullable): what desk_excerpt_from_document() would of the
 *   whole; %NULL where it has to be asked
 */
char *
desk_excerpt_from_beginning (const char *body,
                             unsigned    max_chars)
{
  g_autoptr(DeskNode) document = NULL;
  g_autoptr(GString) text = NULL;

  g_return_val_if_fail (body != NULL, NULL);

  if (strchr (body, '[') != NULL || max_chars == 0 || max_chars > MAX_CHARS)
    return NULL;

  text = g_string_new (NULL);
  document = desk_node_parse (body, -1);
  collect (text, document, max_chars, FALSE);

  return is_enough (text, max_chars) ? finish (g_steal_pointer (&text), max_chars) : NULL;
}
