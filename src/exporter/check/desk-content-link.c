/* desk-content-link.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-content-private.h"

#include "text/desk-html.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is wrong with a link, by what its address begins with:
 *
 *   article:   readers of this language have the article
 *   media:     the library has the file, and pages can show it or lead to it
 *   #          a heading or a note of the same text (RFC 3986 §4.4)
 *   /, //, http:, https:   a page of the site; of another one nobody is asked
 *   mailto:, tel:   something that can be one
 *   another scheme, or none   never means anything on a page
 */

#define ARTICLE "article:"
#define MEDIA "media:"

/**
 * desk_content_find_media:
 * @id: a UUID or SHA-256
 *
 * Returns: (transfer full) (nullable): what the library knows about it
 */
DeskMedia *
desk_content_find_media (DeskContentCheck *self,
                         const char       *id)
{
  GError *error = NULL;
  DeskMedia *media = desk_store_find_media (self->store, id, &error);

  if (g_error_matches (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND))
    g_clear_error (&error);
  else
    desk_content_take_error (self, error);

  return media;
}

static char *
explain_whereabouts (DeskContentText *self,
                     DeskWhereabouts  whereabouts,
                     const char      *title)
{
  switch (whereabouts)
    {
    case DESK_WHEREABOUTS_TRASH:
      return g_strdup_printf (_("“%s” is in the trash; restore it, or lead elsewhere"), title);

    case DESK_WHEREABOUTS_UNWRITTEN:
    case DESK_WHEREABOUTS_WITHDRAWN:
    case DESK_WHEREABOUTS_DRAFT:
    case DESK_WHEREABOUTS_SCHEDULED:
      return g_strdup_printf (_("“%s” isn't published in this language; publish it, or lead elsewhere"), title);

    case DESK_WHEREABOUTS_ARCHIVED:
    case DESK_WHEREABOUTS_PUBLISHED:
      return NULL;

    case DESK_WHEREABOUTS_NOWHERE:
    default:
      return g_strdup (_("there is no such article; lead elsewhere"));
    }
}

/* The plan knows what readers have; where it knows of none, the library says why. A text
 * may lead to itself before it is published. */
static char *
judge_article (DeskContentText *self,
               const char      *uuid)
{
  g_autofree char *path = desk_plan_language_dup_path (self->language, uuid);
  g_autofree char *title = NULL;
  DeskWhereabouts whereabouts = DESK_WHEREABOUTS_PUBLISHED;
  GError *error = NULL;

  if (path != NULL || (g_strcmp0 (uuid, self->article) == 0 && !self->is_live))
    return NULL;
  if (!g_uuid_string_is_valid (uuid))
    return g_strdup (_("this is no article's id; choose the article anew"));
  (void) desk_store_find_whereabouts (self->check->store, uuid, self->language->edition_language, &whereabouts, &title, &error); /* it sets the error */
  if (desk_content_take_error (self->check, error))
    return NULL;

  return explain_whereabouts (self, whereabouts, title);
}

static char *
judge_media (DeskContentText *self,
             const char      *sha256)
{
  g_autoptr(DeskMedia) media = desk_content_find_media (self->check, sha256);

  if (media == NULL || g_strcmp0 (media->sha256, sha256) != 0)
    return g_strdup (_("the library has no such file; add it again, or take the link out"));
  if (!desk_media_is_picture (media) && g_strcmp0 (media->mime_type, "application/pdf") != 0)
    return g_strdup_printf (_("“%s” is neither a picture nor a PDF file, and is not published; add it as PDF"), media->name);

  return NULL;
}

static char *
judge_anchor (DeskContentText *self,
              const char      *fragment)
{
  g_autofree char *id = g_uri_unescape_string (fragment, NULL);

  /* The top is there in every page (HTML §7.4.6.4). */
  if (*fragment == '\0' || g_ascii_strcasecmp (fragment, "top") == 0)
    return NULL;
  if (self->anchors == NULL)
    self->anchors = desk_node_list_ids (self->document, DESK_HTML_NOTE);
  if (id != NULL && g_hash_table_contains (self->anchors, id))
    return NULL;

  return g_strdup (_("no heading or note of this text has that name; take the heading's present one"));
}

static char *
judge_mail (const char *rest)
{
  g_autofree char *address = g_strndup (rest, strcspn (rest, "?"));
  g_autofree char *plain = g_uri_unescape_string (address, NULL);
  const char *at = plain != NULL ? strchr (plain, '@') : NULL;

  if (at != NULL && at > plain && at[1] != '\0' && strpbrk (plain, " <>") == NULL)
    return NULL;

  return g_strdup (_("this is no e-mail address; correct it"));
}

static char *
judge_scheme (DeskContentText *self,
              const char      *destination,
              const char      *scheme,
              const char      *rest)
{
  if (g_str_equal (scheme, "javascript") || g_str_equal (scheme, "vbscript") || g_str_equal (scheme, "data"))
    return g_strdup (_("pages never have a script in a link; lead to a page instead"));
  if (g_str_equal (scheme, "mailto"))
    return judge_mail (rest);
  if (g_str_equal (scheme, "tel") && strpbrk (rest, "0123456789") == NULL)
    return g_strdup (_("this is no telephone number; correct it"));
  if (!desk_html_is_safe_address (destination))
    {
      g_autofree char *shown = desk_content_shorten (scheme, 40);

      return g_strdup_printf (_("“%s:” begins no address that browsers follow from a page; correct it"), shown);
    }

  return g_str_has_prefix (scheme, "http") ? desk_content_judge_own (self, destination) : NULL;
}

/* "page.html", "../x", "?p=1": what it means depends on the page that it stands on, and a
 * text is shown on several. */
static char *
judge_relative (const char *destination)
{
  if (g_ascii_strncasecmp (destination, "www.", 4) == 0)
    return g_strdup (_("this leads to a page of this site; write https:// before it"));

  return g_strdup (_("this leads nowhere from a page of the site; write it from the first slash on, or with https:// before it"));
}

/* A scheme, in small letters (RFC 3986 §3.1); NULL where there is none. */
static char *
dup_scheme (const char *destination)
{
  gsize length = strcspn (destination, ":/?#");

  return destination[length] == ':' ? g_ascii_strdown (destination, (gssize) length) : NULL;
}

/**
 * desk_content_judge_link:
 * @destination: what a link leads to
 * @out_kind: (out): what kind of a problem it is, where there is one
 *
 * Returns: (transfer full) (nullable): what is wrong and what to do; %NULL if all is well
 */
char *
desk_content_judge_link (DeskContentText *self,
                         const char      *destination,
                         DeskFindingKind *out_kind)
{
  g_autofree char *scheme = dup_scheme (destination);

  *out_kind = DESK_FINDING_LINK;
  if (*destination == '\0')
    return g_strdup (_("it has no address; give it one, or take it out"));
  if (g_str_has_prefix (destination, ARTICLE))
    return judge_article (self, destination + strlen (ARTICLE));
  if (g_str_has_prefix (destination, MEDIA))
    return judge_media (self, destination + strlen (MEDIA));
  if (*destination == '#')
    {
      *out_kind = DESK_FINDING_ANCHOR;
      return judge_anchor (self, destination + 1);
    }
  if (scheme != NULL)
    return judge_scheme (self, destination, scheme, destination + strlen (scheme) + 1);
  if (!desk_html_is_safe_address (destination))
    return g_strdup (_("this is no address that a page can have; correct it"));

  return *destination == '/' ? desk_content_judge_own (self, destination) : judge_relative (destination);
}
