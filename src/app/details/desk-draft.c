/* desk-draft.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-draft.h"

/* A document knows what is stored, and a change of one field is a whole article
 * with that field changed. Two changes in a row must build on each other and not
 * both on what was stored before them, or the second would take the first back.
 * So the last one asked for is kept beside the document until all is saved.
 */

static GQuark
draft_quark (void)
{
  return g_quark_from_static_string ("desk-draft");
}

static void
keep (DeskDocument *document,
      DeskArticle  *article) /* eaten */
{
  g_object_set_qdata_full (G_OBJECT (document), draft_quark (), article, (GDestroyNotify) desk_article_free);
}

/**
 * desk_draft_peek_article:
 *
 * Returns: (transfer none): the article as it is, or will be in a moment; good
 *   until the main loop runs
 */
const DeskArticle *
desk_draft_peek_article (DeskDocument *document)
{
  const DeskArticle *draft;

  g_return_val_if_fail (DESK_IS_DOCUMENT (document), NULL);

  if (desk_document_is_saved (document))
    keep (document, NULL);
  draft = g_object_get_qdata (G_OBJECT (document), draft_quark ());

  return draft != NULL ? draft : desk_document_get_article (document);
}

/**
 * desk_draft_peek_edition:
 * @language: an edition's language
 *
 * Returns: (transfer none) (nullable): likewise, one edition
 */
const DeskEdition *
desk_draft_peek_edition (DeskDocument *document,
                         const char   *language)
{
  return desk_article_get_edition (desk_draft_peek_article (document), language);
}

/**
 * desk_draft_take_article:
 * @article: (transfer full): a changed copy of desk_draft_peek_article()
 *
 * Has the fields of the article itself saved.
 */
void
desk_draft_take_article (DeskDocument *document,
                         DeskArticle  *article)
{
  g_return_if_fail (DESK_IS_DOCUMENT (document) && article != NULL);

  keep (document, desk_article_copy (article));
  desk_document_change_article (document, article);
}

/**
 * desk_draft_take_edition:
 * @edition: (transfer full): a changed copy of desk_draft_peek_edition()
 *
 * Has an edition's address and what search engines are told saved.
 */
void
desk_draft_take_edition (DeskDocument *document,
                         DeskEdition  *edition)
{
  DeskArticle *draft;

  g_return_if_fail (DESK_IS_DOCUMENT (document) && edition != NULL);

  draft = desk_article_copy (desk_draft_peek_article (document));
  for (unsigned i = 0; i < draft->editions->len; i++)
    {
      const DeskEdition *old = draft->editions->pdata[i];

      if (g_str_equal (old->language, edition->language))
        {
          g_ptr_array_remove_index (draft->editions, i);
          g_ptr_array_insert (draft->editions, (int) i, desk_edition_copy (edition));
          break;
        }
    }

  keep (document, draft);
  desk_document_change_edition (document, edition);
}
