/* desk-page-author.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-page.h"

#include "model/desk-language.h"
#include "store/desk-biography.h"
#include "text/desk-script.h"

/* Who an author is: what stands above the list of what they wrote. */

static void
set_portrait (DeskPages      *self,
              DeskObject     *page,
              const DeskTerm *author)
{
  const DeskMedia *media = author->portrait != NULL ? desk_page_media_find_any (self->media, author->portrait) : NULL;
  DeskObject *portrait = desk_page_new_picture (self, media, FALSE);
  const DeskMediaText *text;
  g_autofree char *credit = NULL;

  if (portrait == NULL)
    {
      desk_object_set_null (page, "portrait");
      return;
    }

  text = desk_media_get_text (media, self->language->edition_language);
  desk_page_set_picture_text (self, portrait, "alt", "alt_lang", text, text != NULL ? text->alternative : "");
  credit = desk_pages_dup_credit (self, media->credit);
  desk_page_set_text (portrait, "credit", credit);
  desk_object_set_object (page, "portrait", portrait);
}

/* In the reader's language, or none: nobody is helped by one that they can't read. */
static char *
dup_biography (DeskPages      *self,
               const DeskTerm *author)
{
  g_autoptr(DeskEdition) edition = desk_edition_new (self->language->edition_language);
  g_autofree char *text = NULL;
  GError *error = NULL;

  if (self->plan->store == NULL)
    return NULL;
  (void) desk_store_dup_biography (self->plan->store, author->uuid, edition->language, &text, &error); /* it sets the error */
  if (desk_plan_take_error (self->plan, error) || *text == '\0')
    return NULL;

  if (self->language->script != DESK_SCRIPT_NONE && desk_script_of (text) == DESK_SCRIPT_LATIN)
    g_set_str (&edition->script, "Latn");
  g_set_str (&edition->body, text);
  return desk_pages_dup_body (self, edition, FALSE, NULL);
}

/**
 * desk_page_set_author:
 * @list: of a page
 * @number: of that page, from 1; who it is stands on the first alone
 */
void
desk_page_set_author (DeskPages          *self,
                      DeskObject         *page,
                      const DeskPlanList *list,
                      unsigned            number)
{
  const DeskTerm *author = list->kind == DESK_PLAN_AUTHOR && number == 1 ? desk_plan_list_get_term (list) : NULL;
  g_autofree char *biography = NULL;

  if (author == NULL)
    {
      desk_object_set_null (page, "portrait");
      desk_object_set_null (page, "biography");
      desk_object_set_boolean (page, "has_about", FALSE);
      return;
    }

  set_portrait (self, page, author);
  biography = dup_biography (self, author);
  desk_page_set_text (page, "biography", biography);
  desk_object_set_boolean (page, "has_about", author->portrait != NULL || biography != NULL);
}
