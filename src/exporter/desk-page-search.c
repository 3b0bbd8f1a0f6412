/* desk-page-search.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-page.h"

#include <string.h>
#include <unicode/ucol.h>

/* The page to look for texts. Who has no script finds them by their tags. */

typedef struct
{
  char               *name;
  const DeskPlanList *list;
} Tag;

static void
tag_clear (gpointer data)
{
  g_free (((Tag *) data)->name);
}

static int
compare_tags (gconstpointer first,
              gconstpointer second,
              gpointer      collator)
{
  const Tag *one = first, *two = second;
  UErrorCode code = U_ZERO_ERROR;
  int order = collator != NULL ? ucol_strcollUTF8 (collator, one->name, -1, two->name, -1, &code) : strcmp (one->name, two->name);

  return order != 0 ? order : strcmp (one->list->path, two->list->path);
}

/* In the order of the page's own alphabet. */
static DeskList *
new_tags (DeskPages *self)
{
  g_autoptr(GPtrArray) lists = desk_plan_language_list_lists (self->language, DESK_PLAN_TAG);
  g_autoptr(GArray) tags = g_array_new (FALSE, FALSE, sizeof (Tag));
  DeskList *links = desk_list_new (self->arena);
  UErrorCode code = U_ZERO_ERROR;
  UCollator *collator = ucol_open (desk_pages_get_html_tag (self), &code); /* without one they go by their letters' numbers */

  g_array_set_clear_func (tags, tag_clear);
  for (unsigned i = 0; i < lists->len; i++)
    {
      const DeskTerm *term = desk_plan_list_get_term (lists->pdata[i]);
      const char *lang;
      Tag tag = { term != NULL ? desk_pages_dup_name (self, term, &lang) : g_strdup (""), lists->pdata[i] };

      g_array_append_val (tags, tag);
    }
  g_array_sort_with_data (tags, compare_tags, U_SUCCESS (code) ? collator : NULL);
  for (unsigned i = 0; i < tags->len; i++)
    desk_list_add_object (links, desk_page_new_list_link (self, g_array_index (tags, Tag, i).list));
  g_clear_pointer (&collator, ucol_close);

  return links;
}

/* The newest first; what has a date that no calendar has comes last. */
static char *
dup_months (DeskPages *self)
{
  g_autoptr(GPtrArray) lists = desk_plan_language_list_lists (self->language, DESK_PLAN_MONTH);
  g_autoptr(GPtrArray) keys = g_ptr_array_new ();
  g_autoptr(GString) months = g_string_new (NULL);

  for (unsigned i = 0; i < lists->len; i++)
    g_ptr_array_add (keys, ((DeskPlanList *) lists->pdata[i])->key);
  g_ptr_array_sort_values (keys, (GCompareFunc) strcmp);
  for (unsigned i = keys->len; i > 0; i--)
    {
      if (g_ascii_isdigit (*(const char *) keys->pdata[i - 1]))
        g_string_append_printf (months, "%s%s", months->len > 0 ? " " : "", (const char *) keys->pdata[i - 1]);
    }
  if (keys->len > 0 && !g_ascii_isdigit (*(const char *) keys->pdata[keys->len - 1]))
    g_string_append_printf (months, "%s%s", months->len > 0 ? " " : "", (const char *) keys->pdata[keys->len - 1]);

  return g_string_free_and_steal (g_steal_pointer (&months));
}

/**
 * desk_page_for_search:
 *
 * Returns: (transfer none): the context of the page to look for texts
 */
DeskObject *
desk_page_for_search (DeskPages *self)
{
  g_autofree char *path = g_strconcat (self->language->path, DESK_PLAN_SEARCH_FOLDER, NULL);
  DeskObject *page = desk_page_new_frame (self, path, DESK_PLAN_SEARCH, desk_pages_get_word (self, "search"));
  g_autofree char *months = dup_months (self);
  g_autofree char *script = self->search_script != NULL ? desk_plan_dup_href (self->plan, self->search_script) : NULL;

  desk_object_set_boolean (page, "is_unlisted", TRUE);
  desk_object_set_text (page, "search_current", "page");
  desk_page_set_text (page, "script", script);
  desk_object_set_text (page, "months", months);
  desk_page_set_list (page, "tags", "has_tags", new_tags (self));

  return page;
}
