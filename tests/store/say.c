/* say.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "say.h"

/* Every field of what the store gives, in the words that fixture_query() has for
 * a row: "|" between columns, " " between rows. Two readings of the same are
 * then the same text. */

void
say (GString    *rows,
     const char *format,
     ...)
{
  va_list args;

  if (rows->len > 0)
    g_string_append_c (rows, ' ');
  va_start (args, format);
  g_string_append_vprintf (rows, format, args);
  va_end (args);
}

static const char *
or_dash (const char *text)
{
  return text != NULL ? text : "-";
}

void
say_article (GString           *rows,
             const DeskArticle *article)
{
  g_autoptr(GString) tags = g_string_new (NULL);
  g_autoptr(GString) credits = g_string_new (NULL);
  g_autoptr(GString) related = g_string_new (NULL);

  for (unsigned i = 0; i < article->tags->len; i++)
    say (tags, "%s", ((DeskTerm *) article->tags->pdata[i])->uuid);
  for (unsigned i = 0; i < article->credits->len; i++)
    {
      const DeskCredit *credit = article->credits->pdata[i];

      say (credits, "%s/%s/%s", credit->author->uuid, credit->role, credit->affiliation);
    }
  for (unsigned i = 0; i < article->related->len; i++)
    say (related, "%s", (char *) article->related->pdata[i]);

  say (rows, "%s|%" G_GINT64_FORMAT "|%s|%" G_GINT64_FORMAT "|%d|%d|%s|%s|%s|%s|%s",
       article->uuid, article->version, article->kind, article->date_us, article->is_pinned, article->deleted_us != 0,
       article->section != NULL ? article->section->uuid : "-", article->cover != NULL ? article->cover->sha256 : "-",
       tags->str, credits->str, related->str);
}

void
say_editions (GString           *rows,
              const DeskArticle *article)
{
  for (unsigned i = 0; i < article->editions->len; i++)
    {
      const DeskEdition *edition = article->editions->pdata[i];

      say (rows, "%s|%s|%" G_GINT64_FORMAT "|%s|%s|%u|%s|%s|%s|%s|%s|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT
           "|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "|%s",
           article->uuid, edition->uuid, edition->version, edition->language, or_dash (edition->script),
           edition->status, edition->title, edition->slug, edition->summary, edition->seo_title,
           edition->seo_description, edition->first_release_us, edition->last_release_us, edition->revised_us,
           edition->scheduled_us, edition->changed_us, edition->body);
    }
}

void
say_term (GString        *rows,
          const DeskTerm *term)
{
  for (unsigned i = 0; i < term->names->len; i++)
    {
      const DeskTermName *name = term->names->pdata[i];

      say (rows, "%s|%u|%d|%s|%s|%s", term->uuid, term->type, term->is_organisation, name->language, name->name,
           name->slug);
    }
}

void
say_media (GString         *rows,
           const DeskMedia *media)
{
  for (unsigned i = 0; i < media->texts->len; i++)
    {
      const DeskMediaText *text = media->texts->pdata[i];

      say (rows, "%s|%s|%s|%u|%u|%" G_GINT64_FORMAT "|%s|%s|%s|%s|%s", media->uuid, media->name, media->mime_type,
           media->width, media->height, media->n_bytes, media->credit, media->licence, text->language,
           text->alternative, text->caption);
    }
}

void
say_site (GString        *rows,
          const DeskSite *site)
{
  g_autoptr(GPtrArray) keys = g_hash_table_get_keys_as_ptr_array (site->values);

  g_ptr_array_sort_values (keys, (GCompareFunc) g_strcmp0);
  for (unsigned i = 0; i < keys->len; i++)
    say (rows, "%s|%s", (char *) keys->pdata[i], (char *) g_hash_table_lookup (site->values, keys->pdata[i]));
}
