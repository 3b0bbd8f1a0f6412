/* desk-page-list.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-page.h"

#include "model/desk-language.h"

/* Lists, page by page: what is in a section, has a tag, is by an author or of a
 * year; and the page for addresses that lead nowhere.
 */

#define N_LATEST 3
#define N_AROUND 1   /* numbers on both sides of this page's */

/**
 * desk_page_count_for_list:
 *
 * Returns: how many pages the list takes
 */
unsigned
desk_page_count_for_list (const DeskPlanList *list)
{
  return desk_plan_count_pages (list->n_articles);
}

/**
 * desk_page_dup_list_path:
 * @number: a page of the list, from 1
 *
 * Returns: (transfer full): where it is: "/en/news/", "/en/news/page/2/"
 */
char *
desk_page_dup_list_path (const DeskPlanList *list,
                         unsigned            number)
{
  return number == 1 ? g_strdup (list->path) : g_strdup_printf ("%spage/%u/", list->path, number);
}

static void
set_neighbour (DeskPages          *self,
               DeskObject         *page,
               const char         *name,
               const DeskPlanList *list,
               unsigned            number)
{
  g_autofree char *path = desk_page_dup_list_path (list, number);
  g_autofree char *href = desk_plan_dup_href (self->plan, path);

  desk_object_set_text (page, name, href);
}

static void
add_number (DeskPages          *self,
            DeskList           *numbers,
            const DeskPlanList *list,
            unsigned            number,
            gboolean            is_current)
{
  DeskObject *object = desk_object_new (self->arena, NULL);

  set_neighbour (self, object, "href", list, number);
  desk_object_set_integer (object, "number", number);
  desk_object_set_boolean (object, "is_current", is_current);
  desk_object_set_boolean (object, "is_gap", FALSE);
  desk_list_add_object (numbers, object);
}

static void
add_gap (DeskPages *self,
         DeskList  *numbers)
{
  DeskObject *object = desk_object_new (self->arena, NULL);

  desk_object_set_boolean (object, "is_gap", TRUE);
  desk_list_add_object (numbers, object);
}

/* The first, the last, and those around this one. Where one alone would be left
 * out, it stands there. */
static gboolean
is_numbered (unsigned number,
             unsigned current,
             unsigned n_pages)
{
  return number == 1 || number == n_pages || (number + N_AROUND >= current && number <= current + N_AROUND) ||
         (number == 2 && current == N_AROUND + 3) || (number == n_pages - 1 && current + N_AROUND + 2 == n_pages);
}

static void
set_pagination (DeskPages          *self,
                DeskObject         *page,
                const DeskPlanList *list,
                unsigned            number)
{
  unsigned n_pages = desk_page_count_for_list (list);
  DeskList *numbers = desk_list_new (self->arena);
  gboolean is_in_gap = FALSE;

  desk_object_set_boolean (page, "has_pagination", n_pages > 1);
  if (number > 1)
    set_neighbour (self, page, "newer", list, number - 1);
  if (number < n_pages)
    set_neighbour (self, page, "older", list, number + 1);

  for (unsigned i = 1; i <= n_pages; i++)
    {
      if (is_numbered (i, number, n_pages))
        add_number (self, numbers, list, i, i == number);
      else if (!is_in_gap)
        add_gap (self, numbers);
      is_in_gap = !is_numbered (i, number, n_pages);
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

static char *
dup_list_name (DeskPages          *self,
               const DeskPlanList *list,
               const char        **out_lang)
{
  *out_lang = NULL;

  return list->kind <= DESK_PLAN_AUTHOR ? desk_pages_dup_name (self, desk_plan_list_get_term (list), out_lang) : g_strdup (list->key);
}

static gboolean
is_organisation (const DeskPlanList *author)
{
  const DeskTerm *term = desk_plan_list_get_term (author);

  return term != NULL && term->is_organisation;
}

/* What a list is of, where the name alone doesn't say it. */
static const char *
label_of (DeskPages          *self,
          const DeskPlanList *list)
{
  switch (list->kind)
    {
    case DESK_PLAN_TAG:
      return desk_pages_get_word (self, "tag");

    case DESK_PLAN_AUTHOR:
      return desk_pages_get_word (self, is_organisation (list) ? "organisation" : "author");

    case DESK_PLAN_YEAR:
      return desk_pages_get_word (self, "archive");

    case DESK_PLAN_SECTION:
    case DESK_PLAN_EVERYTHING:
    case DESK_PLAN_HOME:
    case DESK_PLAN_FOOT:
    case DESK_PLAN_MONTH:
    default:
      return NULL;
    }
}

static DeskList *
new_often_tagged (DeskPages    *self,
                  DeskPlanList *list)
{
  const GPtrArray *often = desk_plan_language_list_often (self->language, list);
  DeskList *tags = desk_list_new (self->arena);

  for (unsigned i = 0; i < often->len; i++)
    desk_list_add_object (tags, desk_page_new_list_link (self, often->pdata[i]));

  return tags;
}

static DeskList *
new_years (DeskPages          *self,
           const DeskPlanList *current)
{
  DeskList *years = desk_list_new (self->arena);

  for (unsigned i = 0; i < self->language->years->len; i++)
    {
      const DeskPlanList *list = self->language->years->pdata[i];
      DeskObject *object = desk_page_new_list_link (self, list);

      if (list == current)
        desk_object_set_text (object, "current", "page");
      desk_list_add_object (years, object);
    }

  return years;
}

/**
 * desk_page_for_list:
 * @list: one that has articles
 * @number: a page of it, from 1
 *
 * Returns: (transfer none): the context of that page
 */
DeskObject *
desk_page_for_list (DeskPages    *self,
                    DeskPlanList *list,
                    unsigned      number)
{
  const char *lang;
  g_autofree char *name = dup_list_name (self, list, &lang);
  g_autofree char *path = desk_page_dup_list_path (list, number);
  g_autofree char *heading = dup_list_heading (self, number, desk_page_count_for_list (list));
  g_autofree char *title = number > 1 ? g_strdup_printf ("%s · %s", name, heading) : g_strdup (name);
  DeskObject *page = desk_page_new_frame (self, path, list->key, title);
  g_autoptr(GPtrArray) articles = NULL;
  DeskList *teasers;

  desk_object_set_text (page, "name", name);
  desk_page_set_text (page, "name_lang", lang);
  desk_page_set_text (page, "label", label_of (self, list));
  desk_page_set_author (self, page, list, number);
  desk_object_set_text (page, "list_heading", heading);
  desk_object_set_boolean (page, "shows_opening", TRUE);
  desk_object_set_boolean (page, "shows_picture", TRUE);
  articles = desk_plan_language_list_articles (self->language, list, (number - 1) * DESK_PLAN_ROWS_PER_PAGE, DESK_PLAN_ROWS_PER_PAGE);
  teasers = desk_page_new_teasers (self, articles);
  desk_object_set_list (page, "teasers", teasers);
  desk_page_describe (page, NULL, teasers);
  set_pagination (self, page, list, number);
  desk_page_set_list (page, "often", "has_often", new_often_tagged (self, list));
  desk_page_set_list (page, "years", "has_years", new_years (self, list));
  desk_page_set_list (page, "own_feeds", "has_own_feeds",
                      list->kind == DESK_PLAN_SECTION ? desk_page_new_feeds (self, list->path) : desk_list_new (self->arena));
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
 * Returns: (transfer none): the context of the page for addresses that lead nowhere,
 *   with a few words in each other language
 */
DeskObject *
desk_page_for_missing (DeskPages *self)
{
  DeskObject *page = desk_page_new_frame (self, NULL, NULL, desk_pages_get_word (self, "page-missing"));
  DeskList *others = desk_list_new (self->arena);
  g_autoptr(GPtrArray) latest = desk_plan_language_list_newest (self->language, N_LATEST);

  for (unsigned i = 0; i < self->plan->languages->len; i++)
    {
      if (self->plan->languages->pdata[i] != self->language)
        desk_list_add_object (others, new_other_language (self, self->plan->languages->pdata[i]));
    }
  desk_page_set_list (page, "others", "has_others", others);
  desk_page_set_list (page, "latest", "has_latest", desk_page_new_teasers (self, latest));
  desk_object_set_boolean (page, "shows_opening", FALSE);
  desk_object_set_boolean (page, "shows_picture", FALSE);

  return page;
}

/**
 * desk_page_for_forward:
 *
 * Returns: (transfer none): the context of a page that leads on
 */
DeskObject *
desk_page_for_forward (DeskPages             *self,
                       const DeskPlanForward *forward)
{
  DeskObject *page = desk_object_new (self->arena, NULL);
  g_autofree char *href = desk_plan_forward_dup_href (self->plan, forward);
  g_autofree char *address = *forward->to == '/' ? desk_plan_dup_address (self->plan, forward->to) : g_strdup (forward->to);

  desk_object_set_text (page, "page_lang", desk_pages_get_html_tag (self));
  desk_object_set_text (page, "dir", self->language->is_right_to_left ? "rtl" : "ltr");
  desk_object_set_object (page, "t", self->words);
  desk_object_set_text (page, "href", href);
  desk_page_set_text (page, "canonical", address);

  return page;
}
