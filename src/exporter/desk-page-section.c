/* desk-page-section.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-page.h"

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
               JsonObject            *page,
               const char            *name,
               const DeskPlanSection *section,
               unsigned               number)
{
  g_autofree char *path = desk_page_dup_section_path (section, number);
  g_autofree char *href = desk_plan_dup_href (self->plan, path);

  json_object_set_string_member (page, name, href);
}

static void
set_pagination (DeskPages             *self,
                JsonObject            *page,
                const DeskPlanSection *section,
                unsigned               number)
{
  unsigned n_pages = desk_page_count_for_section (section);
  JsonArray *numbers = json_array_new ();

  json_object_set_boolean_member (page, "has_pagination", n_pages > 1);
  if (number > 1)
    set_neighbour (self, page, "newer", section, number - 1);
  if (number < n_pages)
    set_neighbour (self, page, "older", section, number + 1);

  for (unsigned i = 1; i <= n_pages; i++)
    {
      JsonObject *object = json_object_new ();

      set_neighbour (self, object, "href", section, i);
      json_object_set_int_member (object, "number", i);
      json_object_set_boolean_member (object, "is_current", i == number);
      json_array_add_object_element (numbers, object);
    }
  json_object_set_array_member (page, "numbers", numbers);
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
 * Returns: (transfer full): the context of that page
 */
JsonNode *
desk_page_for_section (DeskPages             *self,
                       const DeskPlanSection *section,
                       unsigned               number)
{
  const char *lang;
  g_autofree char *name = desk_pages_dup_name (self, section->term, &lang);
  g_autofree char *path = desk_page_dup_section_path (section, number);
  g_autofree char *heading = dup_list_heading (self, number, desk_page_count_for_section (section));
  g_autofree char *title = number > 1 ? g_strdup_printf ("%s · %s", name, heading) : g_strdup (name);
  JsonObject *page = desk_page_new_frame (self, path, section->term->uuid, title);
  JsonArray *teasers = json_array_new ();
  unsigned first = (number - 1) * DESK_PLAN_ROWS_PER_PAGE;
  JsonNode *node;

  json_object_set_string_member (page, "name", name);
  desk_page_set_text (page, "name_lang", lang);
  json_object_set_string_member (page, "list_heading", heading);
  json_object_set_boolean_member (page, "shows_opening", TRUE);
  json_object_set_boolean_member (page, "shows_picture", TRUE);
  for (unsigned i = first; i < section->articles->len && i < first + DESK_PLAN_ROWS_PER_PAGE; i++)
    json_array_add_object_element (teasers, desk_page_new_teaser (self, section->articles->pdata[i], TRUE));
  json_object_set_array_member (page, "teasers", teasers);
  set_pagination (self, page, section, number);
  /* Further pages of a list have no counterparts: lists differ in length. */
  if (number > 1)
    json_object_set_array_member (page, "alternates", json_array_new ());

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, page);
  return node;
}

static JsonObject *
new_other_language (DeskPages              *self,
                    const DeskPlanLanguage *language)
{
  g_auto(DeskPages) other = { 0 };
  JsonObject *object = json_object_new ();
  g_autofree char *home = desk_plan_dup_href (self->plan, language->path);

  desk_pages_init (&other, self->plan, language, self->theme, self->media);
  json_object_set_string_member (object, "lang", desk_pages_get_html_tag (&other));
  json_object_set_string_member (object, "home", home);
  json_object_set_object_member (object, "t", json_object_ref (other.words));

  return object;
}

/**
 * desk_page_for_missing:
 *
 * Returns: (transfer full): the context of the one page for addresses that lead
 *   nowhere: in the main language, with a few words in each other one
 */
JsonNode *
desk_page_for_missing (DeskPages *self)
{
  JsonObject *page = desk_page_new_frame (self, NULL, NULL, desk_pages_get_word (self, "page-missing"));
  JsonArray *others = json_array_new ();
  JsonArray *latest = json_array_new ();
  JsonNode *node;

  for (unsigned i = 0; i < self->plan->languages->len; i++)
    {
      if (self->plan->languages->pdata[i] != self->language)
        json_array_add_object_element (others, new_other_language (self, self->plan->languages->pdata[i]));
    }
  for (unsigned i = 0; i < self->language->articles->len && json_array_get_length (latest) < N_LATEST; i++)
    {
      DeskPlanArticle *planned = self->language->articles->pdata[i];

      if (planned->is_listed)
        json_array_add_object_element (latest, desk_page_new_teaser (self, planned, TRUE));
    }
  desk_page_set_list (page, "others", "has_others", others);
  desk_page_set_list (page, "latest", "has_latest", latest);
  json_object_set_boolean_member (page, "shows_opening", FALSE);
  json_object_set_boolean_member (page, "shows_picture", FALSE);

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, page);
  return node;
}
