/* test-list-items.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/list/desk-list-items.h"

#include "app/list/desk-list-item.h"

/* One letter is one article. */
static GPtrArray *
new_articles (const char *letters)
{
  GPtrArray *articles = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_article_free);

  for (; *letters != '\0'; letters++)
    {
      DeskArticle *article = desk_article_new ("article");
      char uuid[] = { *letters, '\0' };

      g_set_str (&article->uuid, uuid);
      g_ptr_array_add (articles, article);
    }

  return articles;
}

static void
update (GListStore *items,
        const char *letters)
{
  g_autoptr(GPtrArray) articles = new_articles (letters);

  desk_list_items_update (items, articles);
}

static char *
dup_letters (GListStore *items)
{
  g_autoptr(GString) letters = g_string_new (NULL);

  for (unsigned i = 0; desk_list_items_get_uuid (items, i) != NULL; i++)
    g_string_append (letters, desk_list_items_get_uuid (items, i));

  return g_string_free_and_steal (g_steal_pointer (&letters));
}

static void
count_cb (gpointer item,
          gpointer user_data)
{
  ++*(unsigned *) user_data;
}

static void
note_change_cb (GListModel *model,
                unsigned    position,
                unsigned    n_removed,
                unsigned    n_added,
                gpointer    user_data)
{
  g_string_printf (user_data, "%u-%u+%u", position, n_removed, n_added);
}

static void
test_only_what_differs_goes (void)
{
  static const struct
  {
    const char *before;
    const char *after;
    const char *change; /* position-removed+added */
  } cases[] = {
    { "", "abc", "0-0+3" },
    { "abc", "", "0-3+0" },
    { "abc", "abc", "3-0+0" },
    { "abc", "abcd", "3-0+1" },
    { "abc", "zabc", "0-0+1" },
    { "abc", "axc", "1-1+1" },
    { "abcd", "ad", "1-2+0" },
    { "aba", "aa", "1-1+0" },
    { "abc", "cab", "0-3+3" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GListStore) items = desk_list_items_new ();
      g_autoptr(GString) change = g_string_new (NULL);
      g_autofree char *letters = NULL;

      update (items, cases[i].before);
      g_signal_connect (items, "items-changed", G_CALLBACK (note_change_cb), change);
      update (items, cases[i].after);

      letters = dup_letters (items);
      g_assert_cmpstr (letters, ==, cases[i].after);
      g_assert_cmpstr (change->str, ==, cases[i].change);
    }
}

static void
test_a_row_that_stays_is_told_what_is_new (void)
{
  g_autoptr(GListStore) items = desk_list_items_new ();
  g_autoptr(GPtrArray) articles = new_articles ("abc");
  g_autoptr(DeskListItem) last = NULL;
  unsigned n_changes = 0;

  update (items, "ac");
  last = g_list_model_get_item (G_LIST_MODEL (items), 1);
  g_signal_connect (last, "changed", G_CALLBACK (count_cb), &n_changes);

  ((DeskArticle *) articles->pdata[2])->is_pinned = TRUE;
  desk_list_items_update (items, articles);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_true (desk_list_item_get_article (last)->is_pinned);

  desk_list_items_emit_changed (items);
  g_assert_cmpuint (n_changes, ==, 2);
}

static void
test_finds_an_article (void)
{
  g_autoptr(GListStore) items = desk_list_items_new ();
  unsigned position = 7;

  update (items, "abc");
  g_assert_true (desk_list_items_find (items, "c", &position));
  g_assert_cmpuint (position, ==, 2);
  g_assert_false (desk_list_items_find (items, "d", &position));
  g_assert_false (desk_list_items_find (items, NULL, &position));
  g_assert_cmpuint (position, ==, 2);
  g_assert_null (desk_list_items_get_uuid (items, 3));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/list-items/only-what-differs-goes", test_only_what_differs_goes);
  g_test_add_func ("/app/list-items/a-row-that-stays-is-told-what-is-new", test_a_row_that_stays_is_told_what_is_new);
  g_test_add_func ("/app/list-items/finds-an-article", test_finds_an_article);

  return g_test_run ();
}
