/* desk-content-body.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-content-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The links and pictures of a body, in the order of its tree. */

#define MAX_WORDS_CHARS 60
#define MAX_ADDRESS_CHARS 100 /* “media:” and a hash are 70 */

/* A link says what is wrong in words of its own: “Bridge” (en), link “the report”
 * (article:…): the article is in the trash … */
static void
check_link (DeskContentText *self,
            const DeskNode  *node)
{
  const char *destination = node->destination != NULL ? node->destination : "";
  DeskFindingKind kind = DESK_FINDING_LINK;
  g_autofree char *problem = desk_content_judge_link (self, destination, &kind);
  g_autofree char *words = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *address = NULL;
  g_autofree char *key = NULL;

  if (problem == NULL)
    return;

  words = desk_node_to_plain_text (node);
  shown = desk_content_shorten (words, MAX_WORDS_CHARS);
  address = desk_content_shorten (destination, MAX_ADDRESS_CHARS);
  key = g_strdup_printf ("%s %s", destination, words);
  desk_content_tell (self, kind, key,
                     /* Translators: “Bridge” (en); the link's words; its address; what is wrong and what to do */
                     g_strdup_printf (_("%s: the link “%s” (%s): %s"), self->place, shown, address, problem));
}

static void
tell_picture (DeskContentText *self,
              const char      *destination,
              const char      *problem)
{
  g_autofree char *key = g_strconcat ("picture ", destination, NULL);
  g_autofree char *address = desk_content_shorten (destination, MAX_ADDRESS_CHARS);

  desk_content_tell (self, DESK_FINDING_LINK, key,
                     /* Translators: “Bridge” (en); its address; what is wrong and what to do */
                     g_strdup_printf (_("%s: the picture %s: %s"), self->place, address, problem));
}

static gboolean
says_something (const char *text)
{
  for (; text != NULL && *text != '\0'; text = g_utf8_next_char (text))
    {
      if (!g_unichar_isspace (g_utf8_get_char (text)))
        return TRUE;
    }

  return FALSE;
}

static void
tell_silent (DeskContentText *self,
             const char      *name)
{
  g_autofree char *key = g_strconcat ("picture ", name, NULL);
  g_autofree char *shown = desk_content_shorten (name, MAX_ADDRESS_CHARS);

  desk_content_tell (self, DESK_FINDING_ALT, key,
                     /* Translators: “Bridge” (en); what a picture is called */
                     g_strdup_printf (_("%s: the picture “%s” has no alternative text in this language; say what it shows"),
                                      self->place, shown));
}

/* The author's own alternative text goes before the one that the library has. */
static void
check_media (DeskContentText *self,
             const DeskNode  *node,
             const char      *sha256)
{
  g_autoptr(DeskMedia) media = desk_content_find_media (self->check, sha256);
  const DeskMediaText *text = media != NULL ? desk_media_get_text (media, self->language->edition_language) : NULL;

  if (media == NULL)
    tell_picture (self, node->destination, _("the library has no such file; add it again, or take the picture out"));
  else if (!desk_media_is_picture (media))
    tell_picture (self, media->name, _("this is no picture that pages can show; lead to it by a link instead"));
  else if (!says_something (node->text) && (text == NULL || !says_something (text->alternative)))
    tell_silent (self, media->name);
  desk_content_check_motion (self, sha256);
}

static void
check_image (DeskContentText *self,
             const DeskNode  *node)
{
  const char *destination = node->destination != NULL ? node->destination : "";
  DeskFindingKind ignored;
  g_autofree char *problem = NULL;

  if (g_str_has_prefix (destination, "media:"))
    {
      check_media (self, node, destination + strlen ("media:"));
      return;
    }

  if (*destination == '#' || g_str_has_prefix (destination, "article:") || g_str_has_prefix (destination, "mailto:") ||
      g_str_has_prefix (destination, "tel:"))
    problem = g_strdup (_("there is no picture; add it to the library, and choose it from there"));
  else
    problem = desk_content_judge_link (self, destination, &ignored);
  if (problem != NULL)
    tell_picture (self, destination, problem);
  else if (!says_something (node->text))
    tell_silent (self, destination);
}

static void
check_node (DeskContentText *self,
            const DeskNode  *node)
{
  if (node->kind == DESK_NODE_LINK)
    check_link (self, node);
  else if (node->kind == DESK_NODE_FIGURE || node->kind == DESK_NODE_IMAGE)
    check_image (self, node);

  for (unsigned i = 0; i < node->children->len; i++)
    check_node (self, node->children->pdata[i]);
}

/* Most of the time goes into parsing, and most texts lead nowhere: without one of these
 * there is neither link nor picture in Markdown. */
static gboolean
may_lead_somewhere (const char *body)
{
  return strpbrk (body, "[<@") != NULL || strstr (body, "://") != NULL || strstr (body, "www.") != NULL;
}

/**
 * desk_content_check_body:
 * @body: Markdown
 *
 * Looks at its links and pictures.
 */
void
desk_content_check_body (DeskContentText *self,
                         const char      *body)
{
  g_autoptr(DeskNode) document = NULL;

  if (!may_lead_somewhere (body))
    return;

  document = desk_node_parse (body, -1);
  self->document = document;
  check_node (self, document);
  self->document = NULL;
  g_clear_pointer (&self->anchors, g_hash_table_unref);
}

/**
 * desk_content_dup_silent:
 * @uuid: of a picture beside a text, or ""
 *
 * Looks at a picture that has its words from the library alone.
 *
 * Returns: (transfer full) (nullable): what it is called, if pages show it without words
 */
char *
desk_content_dup_silent (DeskContentText *self,
                         const char      *uuid)
{
  g_autoptr(DeskMedia) media = *uuid != '\0' ? desk_content_find_media (self->check, uuid) : NULL;
  const DeskMediaText *text = media != NULL ? desk_media_get_text (media, self->language->edition_language) : NULL;

  if (media == NULL || !desk_media_is_picture (media) || (text != NULL && says_something (text->alternative)))
    return NULL;

  return g_strdup (media->name);
}
