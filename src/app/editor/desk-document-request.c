/* desk-document-request.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-document-private.h"

/* What is asked of a document beside its text. A request names what it was made
 * of: what was asked for before it, or what is stored, so that it changes on top
 * of what others wrote no more than was meant.
 */

/**
 * desk_document_add_edition:
 * @language: an edition's language
 *
 * Begins an edition, and shows it when it is there.
 */
void
desk_document_add_edition (DeskDocument *self,
                           const char   *language)
{
  DeskChange *change;

  g_return_if_fail (DESK_IS_DOCUMENT (self) && language != NULL);

  change = desk_change_new (DESK_CHANGE_EDITION, self->article, language);
  change->edition = desk_edition_new (language);
  g_set_str (&change->edition->body, "");
  change->is_beginning = TRUE;
  desk_change_queue_push (self->changes, change);
}

/**
 * desk_document_change_edition:
 * @edition: (transfer full): a changed copy of desk_document_get_edition()
 *
 * Saves the address, what search engines are told, and the dates of an edition.
 * Its text is left alone.
 */
void
desk_document_change_edition (DeskDocument *self,
                              DeskEdition  *edition)
{
  const DeskChange *last;
  const DeskEdition *base;
  DeskChange *change;

  g_return_if_fail (DESK_IS_DOCUMENT (self) && edition != NULL);

  last = desk_change_queue_peek_last (self->changes, DESK_CHANGE_EDITION, edition->language);
  base = last != NULL ? last->edition : desk_article_get_edition (self->article, edition->language);
  change = desk_change_new (DESK_CHANGE_EDITION, self->article, edition->language);
  change->edition = edition;
  change->base = base != NULL ? desk_edition_copy (base) : NULL;
  desk_change_queue_push (self->changes, change);
}

/**
 * desk_document_change_article:
 * @article: (transfer full): a changed copy of desk_document_get_article()
 *
 * Saves section, tags, credits, date and so on. The editions are left alone.
 */
void
desk_document_change_article (DeskDocument *self,
                              DeskArticle  *article)
{
  const DeskChange *last;
  DeskChange *change;

  g_return_if_fail (DESK_IS_DOCUMENT (self) && article != NULL);

  last = desk_change_queue_peek_last (self->changes, DESK_CHANGE_ARTICLE, self->language);
  change = desk_change_new (DESK_CHANGE_ARTICLE, self->article, self->language);
  change->article = article;
  change->base_article = desk_article_copy (last != NULL ? last->article : self->article);
  desk_change_queue_push (self->changes, change);
}

/**
 * desk_document_set_status:
 * @status: how far the edition is that is shown
 * @at_us: from when on
 *
 * Saves what was typed and then sets the status.
 */
void
desk_document_set_status (DeskDocument *self,
                          DeskStatus    status,
                          gint64        at_us)
{
  DeskChange *change;

  g_return_if_fail (DESK_IS_DOCUMENT (self));

  desk_document_queue_typed (self);
  change = desk_change_new (DESK_CHANGE_STATUS, self->article, self->language);
  change->status = status;
  change->at_us = at_us;
  desk_change_queue_push (self->changes, change);
}

/**
 * desk_document_reload:
 *
 * Reads what is stored: something else has written the article.
 */
void
desk_document_reload (DeskDocument *self)
{
  g_return_if_fail (DESK_IS_DOCUMENT (self));

  desk_change_queue_push (self->changes, desk_change_new (DESK_CHANGE_RELOAD, self->article, self->language));
}
