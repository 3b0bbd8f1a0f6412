/* desk-slug.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-slug.h"

#include "desk-script.h"

#include <string.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

/* More of a title than this can't reach a slug, but for titles that begin with
 * a thousand signs; transliteration isn't given the rest.
 */
#define MAX_TITLE_CHARS 1000

static const char untitled[] = "untitled";

/* Opening a transliterator reads rules for every script and takes
 * milliseconds, and one may be used by one thread at a time.
 */
static GMutex latin_lock;
static UTransliterator *latin; /* under latin_lock; lives as long as the program */

static UTransliterator *
get_latin (void)
{
  static const char id[] = "Any-Latin; NFD; [:Mn:] Remove; NFC; Latin-ASCII";
  UChar id_utf16[G_N_ELEMENTS (id)];
  UErrorCode status = U_ZERO_ERROR;

  if (latin == NULL)
    {
      u_uastrcpy (id_utf16, id);
      latin = utrans_openU (id_utf16, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    }

  return latin;
}

/* Writes letters of other scripts in Latin without diacritics. Where ICU can't
 * (it has no data, say), the text stays, and what isn't ASCII becomes hyphens.
 */
static char *
transliterate (const char *text)
{
  g_autofree gunichar2 *source = NULL;
  g_autofree UChar *buffer = NULL;
  glong n_source = 0;
  int32_t capacity;

  if (g_str_is_ascii (text))
    return g_strdup (text);
  source = g_utf8_to_utf16 (text, -1, NULL, &n_source, NULL);
  if (source == NULL)
    return g_strdup (text);

  capacity = (int32_t) n_source * 16 + 64;
  buffer = g_new (UChar, capacity);

  {
    g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&latin_lock);
    UTransliterator *transliterator = get_latin ();
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = (int32_t) n_source;
    int32_t limit = length;
    char *result = NULL;

    if (transliterator == NULL)
      return g_strdup (text);
    memcpy (buffer, source, (gsize) n_source * sizeof (UChar));
    utrans_transUChars (transliterator, buffer, &length, capacity, 0, &limit, &status);
    if (U_SUCCESS (status))
      result = g_utf16_to_utf8 ((const gunichar2 *) buffer, length, NULL, NULL, NULL);

    return result != NULL ? result : g_strdup (text);
  }
}

/* Signs within a word that aren't letters of it: apostrophes of all kinds, and
 * the hard and soft signs, which transliteration would make quotation marks.
 */
static gboolean
is_silent (gunichar c)
{
  switch (c)
    {
    case '\'':
    case '`':
    case 0x00B4: /* acute accent */
    case 0x02B9: /* modifier prime, the soft sign in Latin */
    case 0x02BC: /* modifier apostrophe */
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
    case 0xFF07:
    case 0x042A:
    case 0x042C:
    case 0x044A:
    case 0x044C:
      return TRUE;
    default:
      return FALSE;
    }
}

static char *
drop_silent (const char *text)
{
  g_autoptr(GString) out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!is_silent (g_utf8_get_char (p)))
        g_string_append_unichar (out, g_utf8_get_char (p));
    }

  return g_string_free_and_steal (g_steal_pointer (&out));
}

/* Shortens to @max characters, at a hyphen if there is one. */
static void
cut (GString *slug,
     gsize    max)
{
  const char *hyphen;

  if (slug->len <= max)
    return;

  hyphen = g_strrstr_len (slug->str, (gssize) max + 1, "-");
  g_string_truncate (slug, hyphen != NULL && hyphen > slug->str ? (gsize) (hyphen - slug->str) : max);
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
}

/* Letters and digits stay; every run of something else is one hyphen. */
static GString *
hyphenate (const char *text)
{
  GString *slug = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (slug, g_ascii_tolower (*p));
      else if (!is_silent (g_utf8_get_char (p)) && slug->len > 0 && slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
    }
  if (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);

  return slug;
}

/**
 * desk_slug_from_title:
 * @title: a title in any language, of any length
 *
 * Makes the last part of an address: a-z, 0-9 and hyphens, at most
 * %DESK_SLUG_MAX_CHARS. A Serbian title gives the same slug in both scripts.
 * Titles without a letter or digit that can be written so give "untitled".
 *
 * Returns: (transfer full): a valid slug; it may be reserved
 */
char *
desk_slug_from_title (const char *title)
{
  g_autofree char *valid = NULL;
  g_autofree char *start = NULL;
  g_autofree char *bare = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *ascii = NULL;
  g_autoptr(GString) slug = NULL;

  g_return_val_if_fail (title != NULL, NULL);

  valid = g_utf8_make_valid (title, -1);
  start = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_TITLE_CHARS));
  bare = drop_silent (start);
  folded = desk_script_fold (bare);
  ascii = g_str_is_ascii (folded) ? g_strdup (folded) : transliterate (folded);

  slug = hyphenate (ascii);
  cut (slug, DESK_SLUG_MAX_CHARS);
  if (slug->len == 0)
    g_string_assign (slug, untitled);

  return g_string_free_and_steal (g_steal_pointer (&slug));
}

/**
 * desk_slug_is_valid:
 * @slug: what a person or a file says
 *
 * Says whether @slug has the form of a slug: a-z, 0-9 and hyphens, none of
 * these at either end, 1 to %DESK_SLUG_MAX_CHARS characters.
 */
gboolean
desk_slug_is_valid (const char *slug)
{
  gsize length;

  g_return_val_if_fail (slug != NULL, FALSE);

  length = strlen (slug);
  if (length == 0 || length > DESK_SLUG_MAX_CHARS || slug[0] == '-' || slug[length - 1] == '-')
    return FALSE;

  return strspn (slug, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

/**
 * desk_slug_is_reserved:
 * @slug: a slug
 *
 * Says whether the site needs @slug for addresses of its own.
 */
gboolean
desk_slug_is_reserved (const char *slug)
{
  static const char * const reserved[] = {
    "archive", "assets", "author", "feed", "media", "page", "project", "search", "tag", NULL,
  };

  g_return_val_if_fail (slug != NULL, FALSE);

  return g_strv_contains (reserved, slug);
}

/**
 * desk_slug_number:
 * @slug: a slug that is taken
 * @number: which one of that name this is, from 2
 *
 * Tells slugs apart: "a-title" and 2 give "a-title-2". The result is never
 * longer than %DESK_SLUG_MAX_CHARS. For a number below 2 it is @slug itself.
 *
 * Returns: (transfer full): the numbered slug
 */
char *
desk_slug_number (const char *slug,
                  unsigned    number)
{
  g_autofree char *suffix = NULL;
  g_autoptr(GString) numbered = NULL;

  g_return_val_if_fail (slug != NULL, NULL);

  if (number < 2)
    return g_strdup (slug);

  suffix = g_strdup_printf ("-%u", number);
  numbered = g_string_new (slug);
  cut (numbered, DESK_SLUG_MAX_CHARS - strlen (suffix));
  g_string_append (numbered, suffix);

  return g_string_free_and_steal (g_steal_pointer (&numbered));
}
