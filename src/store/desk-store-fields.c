/* desk-store-fields.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

static void
copy_edition_fields (DeskEdition *to,
                     DeskEdition *from,
                     DeskFields   fields)
{
  if (fields & DESK_FIELD_TITLE)
    g_set_str (&to->title, from->title);
  if (fields & DESK_FIELD_SLUG)
    g_set_str (&to->slug, from->slug);
  if (fields & DESK_FIELD_SUMMARY)
    g_set_str (&to->summary, from->summary);
  if (fields & DESK_FIELD_SEO_TITLE)
    g_set_str (&to->seo_title, from->seo_title);
  if (fields & DESK_FIELD_SEO_DESCRIPTION)
    g_set_str (&to->seo_description, from->seo_description);
  if (fields & DESK_FIELD_BODY)
    {
      g_set_str (&to->body, from->body);
      g_set_str (&to->script, from->script);
    }
}

static void
copy_article_fields (DeskArticle *to,
                     DeskArticle *from,
                     DeskFields   fields)
{
  if (fields & DESK_FIELD_SECTION)
    {
      g_clear_pointer (&to->section, desk_term_free);
      to->section = from->section != NULL ? desk_term_copy (from->section) : NULL;
    }
  if (fields & DESK_FIELD_COVER)
    {
      g_clear_pointer (&to->cover, desk_media_free);
      to->cover = from->cover != NULL ? desk_media_copy (from->cover) : NULL;
    }
  if (fields & DESK_FIELD_TAGS)
    {
      g_ptr_array_unref (to->tags);
      to->tags = g_ptr_array_ref (from->tags);
    }
  if (fields & DESK_FIELD_AUTHORS)
    {
      g_ptr_array_unref (to->credits);
      to->credits = g_ptr_array_ref (from->credits);
    }
  if (fields & DESK_FIELD_RELATED)
    {
      g_ptr_array_unref (to->related);
      to->related = g_ptr_array_ref (from->related);
    }
  if (fields & DESK_FIELD_DATE)
    to->date_us = from->date_us;
  if (fields & DESK_FIELD_PINNED)
    to->is_pinned = from->is_pinned;
}

/**
 * desk_article_copy_fields:
 * @to: an article with one edition
 * @from: another state of it, with the same edition; the lists are shared
 * @fields: which fields of article and edition
 *
 * Gives @to some fields as @from has them.
 */
void
desk_article_copy_fields (DeskArticle *to,
                          DeskArticle *from,
                          DeskFields   fields)
{
  copy_edition_fields (to->editions->pdata[0], from->editions->pdata[0], fields);
  copy_article_fields (to, from, fields);
}
