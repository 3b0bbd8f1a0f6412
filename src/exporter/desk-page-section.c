/* desk-page-section.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-page.h"

#include "model/desk-language.h"

#define N_LATEST 3

/**
 * desk_page_count_for_section:
 *
 * Returns: how many pages the section's list takes
 */
unsigned
desk_page_count_for_section (const DeskPlanSection *section)
{
  return (section->articles->len + DESK_PLAN_ROWS_PER_PAGE - 1) / DESK_PLAN_ROWS_PER_PAGE;
}

/**
 * desk_page_dup_section_path:
 * @number: a page of the list, from 1
 *
 * Returns: (transfer full): where it is: "/en/news/", "/en/news/page/2/"
 */
char *
desk_page_dup_section_path (const DeskPlanSection *section,
                            unsigned               number)
{
  return number == 1 ? g_strdup (section->path) : g_strdup_printf ("%spage/%u/", section->path, number);
}

static void
set_neighbour (DeskPages             *self,
               DeskObject            *page,
               const char            *name,
               const DeskPlanSection *section,
               unsigned               number)
{
  g_autofree char *path = desk_page_dup_section_path (section, number);
  g_autofree char *href = desk_plan_dup_href (self->plan, path);

  desk_object_set_text (page, name, href);
}

static void
set_pagination (DeskPages             *self,
                DeskObject            *page,
                const DeskPlanSection *section,
                unsigned               number)
{
  unsigned n_pages = desk_page_count_for_section (section);
  DeskList *numbers = desk_list_new (self->arena);

  desk_object_set_boolean (page, "has_pagination", n_pages > 1);
  if (number > 1)
    set_neighbour (self, page, "newer", section, number - 1);
  if (number < n_pages)
    set_neighbour (self, page, "older", section, number + 1);

  for (unsigned i = 1; i <= n_pages; i++)
    {
      DeskObject *object = desk_object_new (self->arena, NULL);

      set_neighbour (self, object, "href", section, i);
      desk_object_set_integer (object, "number", i);
      desk_object_set_boolean (object, "is_current", i == number);
      desk_list_add_object (numbers, object);
    }
  desk_object_set_list (page, "numbers", numbers);
}

static char *
dup_list_heading (DeskPages *self,
                  unsigned   number,
                  unsigned   n_pages)
{
  g_autofree char *number_text = g_strdup_printf ("%u", number);
  g_autofree char *pages_text = g_strdup_printf ("%u", n_pages);
  GString *heading;

  if (n_pages <= 1)
    return g_strdup (desk_pages_get_word (self, "articles"));

  heading = g_string_new (desk_pages_get_word (self, "page-of"));
  g_string_replace (heading, "{page}", number_text, 0);
  g_string_replace (heading, "{pages}", pages_text, 0);

  return g_string_free (heading, FALSE);
}

/**
 * desk_page_for_section:
 * @number: a page of its list, from 1
 *
 * Returns: (transfer none): the context of that page
 */
DeskObject *
desk_page_for_section (DeskPages             *self,
                       const DeskPlanSection *section,
                       unsigned               number)
{
  const char *lang;
  g_autofree char *name = desk_pages_dup_name (self, section->term, &lang);
  g_autofree char *path = desk_page_dup_section_path (section, number);
  g_autofree char *heading = dup_list_heading (self, number, desk_page_count_for_section (section));
  g_autofree char *title = number > 1 ? g_strdup_printf ("%s · %s", name, heading) : g_strdup (name);
  DeskObject *page = desk_page_new_frame (self, path, section->term->uuid, title);
  DeskList *teasers = desk_list_new (self->arena);
  unsigned first = (number - 1) * DESK_PLAN_ROWS_PER_PAGE;

  desk_object_set_text (page, "name", name);
  desk_page_set_text (page, "name_lang", lang);
  desk_object_set_text (page, "list_heading", heading);
  desk_object_set_boolean (page, "shows_opening", TRUE);
  desk_object_set_boolean (page, "shows_picture", TRUE);
  for (unsigned i = first; i < section->articles->len && i < first + DESK_PLAN_ROWS_PER_PAGE; i++)
    desk_list_add_object (teasers, desk_page_new_teaser (self, section->articles->pdata[i], TRUE));
  desk_object_set_list (page, "teasers", teasers);
  set_pagination (self, page, section, number);
  /* Further pages of a list have no counterparts: lists differ in length. */
  if (number > 1)
    desk_object_set_list (page, "alternates", desk_list_new (self->arena));

  return page;
}

static DeskObject *
new_other_language (DeskPages              *self,
                    const DeskPlanLanguage *language)
{
  DeskObject *object = desk_object_new (self->arena, NULL);
  g_autofree char *home = desk_plan_dup_href (self->plan, language->path);

  desk_object_set_text (object, "lang", desk_language_html_tag (language->language));
  desk_object_set_text (object, "home", home);
  desk_object_set_object (object, "t", desk_theme_new_words (self->theme, language->language, self->arena));

  return object;
}

/**
 * desk_page_for_missing:
 *
 * Returns: (transfer none): the context of the one page for addresses that lead
 *   nowhere: in the main language, with a few words in each other one
 */
DeskObject *
desk_page_for_missing (DeskPages *self)
{
  DeskObject *page = desk_page_new_frame (self, NULL, NULL, desk_pages_get_word (self, "page-missing"));
  DeskList *others = desk_list_new (self->arena);
  DeskList *latest = desk_list_new (self->arena);

  for (unsigned i = 0; i < self->plan->languages->len; i++)
    {
      if (self->plan->languages->pdata[i] != self->language)
        desk_list_add_object (others, new_other_language (self, self->plan->languages->pdata[i]));
    }
  for (unsigned i = 0; i < self->language->articles->len && desk_list_get_length (latest) < N_LATEST; i++)
    {
      DeskPlanArticle *planned = self->language->articles->pdata[i];

      if (planned->is_listed)
        desk_list_add_object (latest, desk_page_new_teaser (self, planned, TRUE));
    }
  desk_page_set_list (page, "others", "has_others", others);
  desk_page_set_list (page, "latest", "has_latest", latest);
  desk_object_set_boolean (page, "shows_opening", FALSE);
  desk_object_set_boolean (page, "shows_picture", FALSE);

  return page;
}
