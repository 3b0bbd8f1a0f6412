/* newsroom.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "newsroom.h"

#include "text/desk-script.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* Words are put together from syllables and drawn as Zipf saw words being used:
 * the r-th most frequent one about 1/r times as often as the first. Tags and
 * authors are drawn likewise. Everything follows from the article's number, so
 * that two runs have the same newsroom.
 */

#define N_WORDS 60000
#define N_TAGS 600
#define N_AUTHORS 150
#define WORDS_PER_ARTICLE 800
#define FIRST_YEAR 2009

static const char *const syllables[NEWSROOM_N_LANGUAGES][40] = {
  {
    "ri", "ver", "bor", "der", "pa", "trol", "min", "is", "try", "re", "port", "se", "cu", "ri", "ty", "bud", "get", "na",
    "val", "har", "bour", "con", "trol", "ex", "per", "ment", "law", "cus", "toms", "al", "li", "ance", "fer", "ry", "tra",
    "de", "wa", "ter", "for", "um",
  },
  {
    "re", "ka", "gra", "ni", "ca", "pa", "tro", "la", "mi", "ni", "star", "stvo", "iz", "veš", "taj", "bez", "bed", "nost",
    "bu", "džet", "lu", "ka", "kon", "tro", "la", "za", "kon", "ca", "ri", "na", "sa", "vez", "skla", "đe", "nje", "tr",
    "go", "vi", "vo", "da",
  },
};

static const char *const endings[NEWSROOM_N_LANGUAGES][8] = {
  { "", "", "", "s", "s", "ed", "ing", "ly" },
  { "", "a", "e", "i", "om", "ama", "u", "ima" },
};

struct _Newsroom
{
  char  *words[NEWSROOM_N_LANGUAGES][N_WORDS];
  double until[N_WORDS]; /* the share of the words up to this one */
};

static guint32
next_random (guint64 *state)
{
  *state = *state * G_GUINT64_CONSTANT (6364136223846793005) + G_GUINT64_CONSTANT (1442695040888963407);

  return (guint32) (*state >> 33);
}

static guint64
seed_of (unsigned article,
         unsigned language)
{
  guint64 state = (guint64) article * 2 + language + 1;

  for (unsigned i = 0; i < 4; i++)
    (void) next_random (&state);
  return state;
}

/* A rank below @n, the first ones most often. */
static unsigned
draw (const Newsroom *self,
      guint64        *state,
      unsigned        n)
{
  double wanted = next_random (state) / 2147483648.0 * self->until[n - 1];
  unsigned low = 0, high = n - 1;

  while (low < high)
    {
      unsigned middle = (low + high) / 2;

      if (self->until[middle] < wanted)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static char *
make_word (unsigned language,
           unsigned rank)
{
  GString *word = g_string_new (NULL);
  guint64 state = seed_of (rank, language);
  unsigned n_syllables = rank < 60 ? 1 : 2 + next_random (&state) % 3;

  for (unsigned i = 0; i < n_syllables; i++)
    g_string_append (word, syllables[language][next_random (&state) % 40]);
  g_string_append (word, endings[language][next_random (&state) % 8]);

  return g_string_free_and_steal (word);
}

Newsroom *
newsroom_new (void)
{
  Newsroom *self = g_new0 (Newsroom, 1);
  double sum = 0;

  for (unsigned rank = 0; rank < N_WORDS; rank++)
    {
      sum += 1 / pow (rank + 1, 1.05);
      self->until[rank] = sum;
      for (unsigned language = 0; language < NEWSROOM_N_LANGUAGES; language++)
        self->words[language][rank] = make_word (language, rank);
    }

  return self;
}

void
newsroom_free (Newsroom *self)
{
  if (self == NULL)
    return;

  for (unsigned language = 0; language < NEWSROOM_N_LANGUAGES; language++)
    {
      for (unsigned rank = 0; rank < N_WORDS; rank++)
        g_free (self->words[language][rank]);
    }
  g_free (self);
}

/**
 * newsroom_get_word:
 * @rank: 0 is the most frequent one
 */
const char *
newsroom_get_word (Newsroom *self,
                   unsigned  language,
                   unsigned  rank)
{
  return self->words[language][rank % N_WORDS];
}

static void
append_words (Newsroom *self,
              unsigned  language,
              guint64  *state,
              unsigned  n_words,
              GString  *text)
{
  for (unsigned i = 0; i < n_words; i++)
    {
      if (i > 0)
        g_string_append (text, i % 11 == 10 ? ". " : " ");
      g_string_append (text, self->words[language][draw (self, state, N_WORDS)]);
    }
}

static char *
dup_line (Newsroom *self,
          unsigned  language,
          guint64  *state,
          unsigned  n_words)
{
  g_autoptr(GString) text = g_string_new (NULL);

  append_words (self, language, state, n_words, text);
  *text->str = g_ascii_toupper (*text->str);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* Every second Serbian text is in Cyrillic. */
static char *
in_script (unsigned article,
           unsigned language,
           char    *text)
{
  g_autofree char *latin = text;

  return language == 1 && article % 2 == 0 ? desk_script_to_cyrillic (latin) : g_steal_pointer (&latin);
}

/**
 * newsroom_dup_body:
 *
 * Returns: (transfer full): the Markdown of an article's body
 */
char *
newsroom_dup_body (Newsroom *self,
                   unsigned  article,
                   unsigned  language,
                   unsigned  n_words)
{
  GString *body = g_string_new (NULL);
  guint64 state = seed_of (article, language + 2);
  unsigned n = 0;

  while (n < n_words)
    {
      unsigned n_here = MIN (40 + next_random (&state) % 50, n_words - n);

      if (n > 0 && next_random (&state) % 5 == 0)
        {
          g_autofree char *heading = dup_line (self, language, &state, 4);

          g_string_append_printf (body, "## %s\n\n", heading);
        }
      append_words (self, language, &state, n_here, body);
      g_string_append (body, ".\n\n");
      n += n_here;
    }
  g_string_set_size (body, body->len - 1);

  return in_script (article, language, g_string_free_and_steal (body));
}

static void
append_names (Newsroom   *self,
              guint64    *state,
              const char *field,
              const char *what,
              unsigned    n_names,
              unsigned    n_all,
              GString    *file)
{
  g_string_append_printf (file, "%s:\n", field);
  for (unsigned i = 0; i < n_names; i++)
    {
      unsigned rank = draw (self, state, n_all);

      g_string_append_printf (file, "  - %s %s %u\n", what, self->words[0][rank * 7 + 100], rank);
    }
}

/**
 * newsroom_dup_file:
 *
 * Returns: (transfer full): an edition as a Markdown file with its front matter
 */
char *
newsroom_dup_file (Newsroom *self,
                   unsigned  article,
                   unsigned  language)
{
  static const char *const sections[] = { "News", "Analysis", "Reports", "Events" };
  GString *file = g_string_new ("---\n");
  guint64 shared = seed_of (article, 7), own = seed_of (article, language);
  g_autofree char *title = in_script (article, language, dup_line (self, language, &own, 7));
  g_autofree char *summary = in_script (article, language, dup_line (self, language, &own, 30));
  g_autofree char *body = newsroom_dup_body (self, article, language, WORDS_PER_ARTICLE);

  g_string_append_printf (file, "id: 01900000-0000-7000-8000-%012x\ntitle: %s %u\nlang: %s\n", article, title, article,
                          language == 0 ? "en" : "sr");
  g_string_append_printf (file, "date: %u-%02u-%02u\nsection: %s\n", FIRST_YEAR + article * 16 / 100000 % 16,
                          next_random (&shared) % 12 + 1, next_random (&shared) % 28 + 1, sections[article % 4]);
  append_names (self, &shared, "tags", "tag", 2 + next_random (&shared) % 3, N_TAGS, file);
  append_names (self, &shared, "authors", "Author", 1, N_AUTHORS, file);
  g_string_append_printf (file, "summary: %s\nstatus: %s\n---\n%s", summary, article % 100 == 0 ? "draft" : "published", body);

  return g_string_free_and_steal (file);
}

/**
 * newsroom_write:
 * @folder: gets a folder for each thousand articles
 *
 * Writes the newsroom as Markdown files, two an article.
 */
gboolean
newsroom_write (Newsroom   *self,
                const char *folder,
                unsigned    n_articles,
                GError    **error)
{
  for (unsigned article = 0; article < n_articles; article++)
    {
      g_autofree char *inner = g_strdup_printf ("%s/%03u", folder, article / 1000);

      if (article % 1000 == 0)
        (void) g_mkdir (inner, 0777); /* else the first file says why not */
      for (unsigned language = 0; language < NEWSROOM_N_LANGUAGES; language++)
        {
          g_autofree char *path = g_strdup_printf ("%s/%06u.%s.md", inner, article, language == 0 ? "en" : "sr");
          g_autofree char *file = newsroom_dup_file (self, article, language);

          if (!g_file_set_contents_full (path, file, -1, G_FILE_SET_CONTENTS_NONE, 0666, error))
            return FALSE;
        }
    }

  return TRUE;
}
