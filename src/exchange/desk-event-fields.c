/* desk-event-fields.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-event-fields.h"

#include <string.h>

/* In the library an event's fields belong to the article: "event-start", and
 * "event-place.sr" for what differs by language. A file of an edition says
 * `place` for its own language's, "place.LANG" for that of a language without
 * a file, and "place.und" for the one that is for all. */

#define PREFIX "event-"
#define FOR_ALL "und"

static gboolean
is_per_language (const char *name)
{
  return g_str_equal (name, "place") || g_str_equal (name, "address");
}

/* How a file in @language calls the field @key; NULL: it leaves it to others. */
static char *
name_in_file (const char        *key,
              const char        *language,
              const DeskArticle *working,
              gboolean           is_whole)
{
  g_auto(GStrv) parts = g_strsplit (key + strlen (PREFIX), ".", 2);

  if (!is_per_language (parts[0]))
    return g_strdup (parts[0]);
  if (parts[1] == NULL)
    return g_strconcat (parts[0], ".", FOR_ALL, NULL);
  if (g_str_equal (parts[1], language))
    return g_strdup (parts[0]);

  return is_whole || desk_article_get_edition (working, parts[1]) == NULL ? g_strconcat (parts[0], ".", parts[1], NULL) : NULL;
}

/**
 * desk_event_fields_to_matter:
 * @state: whose fields
 * @working: the article with all its editions
 * @language: the file's
 * @is_whole: the file has to say all that @state has
 */
void
desk_event_fields_to_matter (const DeskArticle *state,
                             const DeskArticle *working,
                             const char        *language,
                             gboolean           is_whole,
                             DeskFrontMatter   *matter)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, state->fields);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      g_autofree char *name = g_str_has_prefix (key, PREFIX) ? name_in_file (key, language, working, is_whole) : NULL;

      if (name != NULL)
        desk_front_matter_set_event (matter, name, value);
    }
  if (is_whole)
    matter->lines[DESK_FRONT_EVENT] = 1;
}

/**
 * desk_event_fields_from_matter:
 * @language: the file's
 * @article: gets the fields that the file has
 */
void
desk_event_fields_from_matter (const DeskFrontMatter *matter,
                               const char            *language,
                               DeskArticle           *article)
{
  for (unsigned i = 0; i < matter->event->len; i++)
    {
      const DeskFrontEvent *event = matter->event->pdata[i];
      g_auto(GStrv) parts = g_strsplit (event->name, ".", 2);
      g_autofree char *key = NULL;

      if (!is_per_language (parts[0]) || g_strcmp0 (parts[1], FOR_ALL) == 0)
        key = g_strconcat (PREFIX, parts[0], NULL);
      else
        key = g_strconcat (PREFIX, parts[0], ".", parts[1] != NULL ? parts[1] : language, NULL);
      desk_article_set_field (article, key, event->value);
    }
}
