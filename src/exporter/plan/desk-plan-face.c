/* desk-plan-face.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-plan-face.h"

#include "store/desk-released.h"
#include "text/desk-excerpt.h"

#include <nettle/sha2.h>
#include <string.h>

/* Of most bodies the first paragraphs are enough: they have the opening, and whether
 * the rest is another the library says. */

#define OPENING_CHARS 180
#define ENOUGH_BYTES 600 /* for an opening in Cyrillic, and the end of its sentence */

static char *
dup_opening (const DeskEdition *edition)
{
  g_autoptr(DeskNode) document = desk_node_parse (edition->body != NULL ? edition->body : "", -1);

  return desk_excerpt_from_document (document, OPENING_CHARS);
}

/**
 * desk_plan_face_new:
 * @article: (transfer full): what readers have, with the one edition
 */
DeskPlanFace *
desk_plan_face_new (DeskArticle *article)
{
  DeskPlanFace *self = g_new0 (DeskPlanFace, 1);
  const DeskEdition *edition = article->editions->pdata[0];
  struct sha256_ctx checksum;

  self->article = article;
  self->opening = dup_opening (edition);
  sha256_init (&checksum);
  if (edition->body != NULL)
    sha256_update (&checksum, strlen (edition->body), (const guint8 *) edition->body);
  sha256_digest (&checksum, sizeof self->text, self->text);

  return self;
}

static char *
read_opening (DeskStore           *store,
              gint64               id,
              const DeskEdition   *edition,
              const DeskBeginning *beginning,
              GError             **error)
{
  g_autoptr(DeskArticle) whole = NULL;
  char *opening;

  if (beginning->is_whole)
    return dup_opening (edition);
  opening = desk_excerpt_from_beginning (edition->body, OPENING_CHARS);
  if (opening != NULL)
    return opening;
  if (!desk_store_find_released (store, id, &whole, error))
    return NULL;

  return whole != NULL ? dup_opening (whole->editions->pdata[0]) : g_strdup ("");
}

/**
 * desk_plan_face_read:
 * @id: the row of an edition
 *
 * Returns: (transfer full): what readers have of it; %NULL with @error set
 */
DeskPlanFace *
desk_plan_face_read (DeskStore *store,
                     gint64     id,
                     GError   **error)
{
  g_autoptr(DeskPlanFace) self = g_new0 (DeskPlanFace, 1);
  DeskBeginning beginning;

  if (!desk_store_find_beginning (store, id, ENOUGH_BYTES, &self->article, &beginning, error))
    return NULL;
  if (self->article == NULL)
    return g_steal_pointer (&self);

  memcpy (self->text, beginning.sha256, sizeof self->text);
  self->opening = read_opening (store, id, self->article->editions->pdata[0], &beginning, error);
  return self->opening != NULL ? g_steal_pointer (&self) : NULL;
}

void
desk_plan_face_free (DeskPlanFace *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->article, desk_article_free);
  g_free (self->opening);
  g_free (self);
}
