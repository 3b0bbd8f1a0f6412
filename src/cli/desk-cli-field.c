/* desk-cli-field.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-cli"

#include "config.h"

#include "desk-cli.h"

#include <glib/gi18n.h>
#include <string.h>

/* FIELD=VALUE, as `set` takes it. Each field is a row of the table: its name,
 * the flag by which a release takes it, and what a value does to it. Lists
 * (tags, authors, related) are replaced by the first value and added to by the
 * next ones; an empty value clears. */

typedef gboolean (*FieldFunc) (DeskCli       *cli,
                               DeskCliChange *change,
                               const char    *value,
                               gboolean       is_first,
                               GError       **error);

/* The term @name stands for; one that had to be made is said on stderr. */
DeskTerm *
desk_cli_dup_term (DeskCli     *cli,
                   DeskTermType type,
                   const char  *name,
                   const char  *language,
                   gboolean     is_strict,
                   GError     **error)
{
  static const char *const messages[DESK_N_TERM_TYPES] = {
    N_("Made the section “%s”"),
    N_("Made the tag “%s”"),
    N_("Made the author “%s”"),
  };
  g_autoptr(DeskTerm) term = NULL;
  gboolean was_made = FALSE;

  if (is_strict)
    return desk_store_find_term (cli->store, type, name, error);

  term = desk_store_ensure_term (cli->store, type, name, language, &was_made, error);
  if (term != NULL && was_made)
    {
      g_auto(GStrv) parts = g_strsplit (_(messages[type]), "%s", 2);

      g_ptr_array_add (cli->notes, g_strjoinv (name, parts));
    }

  return g_steal_pointer (&term);
}

static const char *
language_of (DeskCliChange *change)
{
  const DeskArticle *article = change->article;

  if (change->edition != NULL)
    return change->edition->language;

  return article->editions->len > 0 ? ((DeskEdition *) article->editions->pdata[0])->language : "en";
}

static gboolean
set_title (DeskCli       *cli,
           DeskCliChange *change,
           const char    *value,
           gboolean       is_first,
           GError       **error)
{
  if (strspn (value, " \t") == strlen (value))
    return desk_cli_throw_usage (error, _("A title can't be empty; write one"));

  g_set_str (&change->edition->title, value);
  return TRUE;
}

static gboolean
set_slug (DeskCli       *cli,
          DeskCliChange *change,
          const char    *value,
          gboolean       is_first,
          GError       **error)
{
  g_set_str (&change->edition->slug, value);
  return TRUE;
}

static gboolean
set_summary (DeskCli       *cli,
             DeskCliChange *change,
             const char    *value,
             gboolean       is_first,
             GError       **error)
{
  g_set_str (&change->edition->summary, value);
  return TRUE;
}

static gboolean
set_body (DeskCli       *cli,
          DeskCliChange *change,
          const char    *value,
          gboolean       is_first,
          GError       **error)
{
  char *body = *value == '@' ? desk_cli_read_body (value + 1, error) : g_strdup (value);

  if (body == NULL)
    return FALSE;

  g_free (change->edition->body);
  change->edition->body = body;
  return TRUE;
}

static gboolean
set_seo_title (DeskCli       *cli,
               DeskCliChange *change,
               const char    *value,
               gboolean       is_first,
               GError       **error)
{
  g_set_str (&change->edition->seo_title, value);
  return TRUE;
}

static gboolean
set_seo_description (DeskCli       *cli,
                     DeskCliChange *change,
                     const char    *value,
                     gboolean       is_first,
                     GError       **error)
{
  g_set_str (&change->edition->seo_description, value);
  return TRUE;
}

static gboolean
set_section (DeskCli       *cli,
             DeskCliChange *change,
             const char    *value,
             gboolean       is_first,
             GError       **error)
{
  DeskTerm *section = NULL;

  if (*value != '\0')
    {
      section = desk_cli_dup_term (cli, DESK_TERM_SECTION, value, language_of (change), change->is_strict, error);
      if (section == NULL)
        return FALSE;
    }

  desk_term_free (change->article->section);
  change->article->section = section;
  return TRUE;
}

static gboolean
set_tags (DeskCli       *cli,
          DeskCliChange *change,
          const char    *value,
          gboolean       is_first,
          GError       **error)
{
  g_autoptr(DeskTerm) tag = NULL;

  if (is_first)
    g_ptr_array_set_size (change->article->tags, 0);
  if (*value == '\0')
    return TRUE;

  tag = desk_cli_dup_term (cli, DESK_TERM_TAG, value, language_of (change), change->is_strict, error);
  if (tag == NULL)
    return FALSE;

  for (unsigned i = 0; i < change->article->tags->len; i++)
    {
      if (g_str_equal (((DeskTerm *) change->article->tags->pdata[i])->uuid, tag->uuid))
        return TRUE;
    }
  desk_article_add_tag (change->article, tag);
  return TRUE;
}

static gboolean
set_authors (DeskCli       *cli,
             DeskCliChange *change,
             const char    *value,
             gboolean       is_first,
             GError       **error)
{
  g_autoptr(DeskTerm) author = NULL;

  if (is_first)
    g_ptr_array_set_size (change->article->credits, 0);
  if (*value == '\0')
    return TRUE;

  author = desk_cli_dup_term (cli, DESK_TERM_AUTHOR, value, language_of (change), change->is_strict, error);
  if (author == NULL)
    return FALSE;

  desk_article_add_credit (change->article, author, "author", "");
  return TRUE;
}

static gboolean
set_date (DeskCli       *cli,
          DeskCliChange *change,
          const char    *value,
          gboolean       is_first,
          GError       **error)
{
  if (*value == '\0')
    {
      change->article->date_us = 0;
      return TRUE;
    }

  return desk_cli_parse_date (cli, value, &change->article->date_us, error);
}

static gboolean
set_cover (DeskCli       *cli,
           DeskCliChange *change,
           const char    *value,
           gboolean       is_first,
           GError       **error)
{
  DeskMedia *cover = NULL;

  if (*value != '\0' && (cover = desk_store_find_media (cli->store, value, error)) == NULL)
    return FALSE;

  desk_media_free (change->article->cover);
  change->article->cover = cover;
  return TRUE;
}

static gboolean
set_pinned (DeskCli       *cli,
            DeskCliChange *change,
            const char    *value,
            gboolean       is_first,
            GError       **error)
{
  if (!g_str_equal (value, "yes") && !g_str_equal (value, "no"))
    return desk_cli_throw_usage (error, _("pinned is yes or no, not “%.40s”"), value);

  change->article->is_pinned = g_str_equal (value, "yes");
  return TRUE;
}

static gboolean
set_related (DeskCli       *cli,
             DeskCliChange *change,
             const char    *value,
             gboolean       is_first,
             GError       **error)
{
  g_autoptr(DeskArticle) other = NULL;

  if (is_first)
    g_ptr_array_set_size (change->article->related, 0);
  if (*value == '\0')
    return TRUE;

  other = desk_store_dup_article (cli->store, value, error);
  if (other == NULL)
    return FALSE;

  g_ptr_array_add (change->article->related, g_strdup (other->uuid));
  return TRUE;
}

static const struct
{
  const char *name;
  DeskFields  flag;
  FieldFunc   set;
} fields[] = {
  { "title", DESK_FIELD_TITLE, set_title },
  { "slug", DESK_FIELD_SLUG, set_slug },
  { "summary", DESK_FIELD_SUMMARY, set_summary },
  { "body", DESK_FIELD_BODY, set_body },
  { "seo-title", DESK_FIELD_SEO_TITLE, set_seo_title },
  { "seo-description", DESK_FIELD_SEO_DESCRIPTION, set_seo_description },
  { "section", DESK_FIELD_SECTION, set_section },
  { "tags", DESK_FIELD_TAGS, set_tags },
  { "authors", DESK_FIELD_AUTHORS, set_authors },
  { "date", DESK_FIELD_DATE, set_date },
  { "cover", DESK_FIELD_COVER, set_cover },
  { "pinned", DESK_FIELD_PINNED, set_pinned },
  { "related", DESK_FIELD_RELATED, set_related },
};

/* Changes one field of the article or of its edition. */
gboolean
desk_cli_apply_field (DeskCli       *cli,
                      DeskCliChange *change,
                      const char    *assignment,
                      GError       **error)
{
  const char *equals = strchr (assignment, '=');

  if (!desk_cli_check_text (assignment, _("A value is not valid UTF-8 text; write it in UTF-8"), error))
    return FALSE;
  if (equals == NULL)
    return desk_cli_throw_usage (error, _("“%.60s” is not a field; write it as FIELD=VALUE"), assignment);

  for (unsigned i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      gsize length = strlen (fields[i].name);
      gboolean is_first;

      if (length != (gsize) (equals - assignment) || strncmp (fields[i].name, assignment, length) != 0)
        continue;
      if ((fields[i].flag & DESK_FIELDS_OF_EDITION) && change->edition == NULL)
        return desk_cli_throw_usage (error, _("The article has no text yet; name a language with --lang"));

      is_first = !(change->fields & fields[i].flag);
      change->fields |= fields[i].flag;
      return fields[i].set (cli, change, equals + 1, is_first, error);
    }

  return desk_cli_throw_usage (error, _("There is no field “%.*s”; there are title, slug, summary, body, seo-title,"
                                        " seo-description, section, tags, authors, date, cover, pinned, related"),
                               (int) MIN (equals - assignment, 40), assignment);
}
