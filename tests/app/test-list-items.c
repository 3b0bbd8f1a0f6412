/* test-list-items.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/list/desk-list-items.h"

#include "app/list/desk-list-diff.h"

/* Lists are written as letters, the newest article first. */
static GArray *
new_keys (const char *letters)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (DeskListKey));

  for (; *letters != '\0'; letters++)
    {
      DeskListKey key = { 'z' - *letters, *letters };

      g_array_append_val (keys, key);
    }

  return keys;
}

static void
update (DeskListItems *items,
        const char    *letters)
{
  g_autoptr(GArray) keys = new_keys (letters);

  desk_list_items_update (items, keys);
  desk_list_items_validate (items);
}

static char *
dup_letters (DeskListItems *items)
{
  unsigned n_items = g_list_model_get_n_items (G_LIST_MODEL (items));
  g_autoptr(GString) letters = g_string_new (NULL);

  for (unsigned i = 0; i < n_items; i++)
    g_string_append_c (letters, (char) desk_list_items_get_article_id (items, i));

  return g_string_free_and_steal (g_steal_pointer (&letters));
}

static void
count_cb (gpointer item,
          gpointer user_data)
{
  ++*(unsigned *) user_data;
}

static void
count_made_cb (DeskListItems *items,
               DeskListItem  *item,
               gpointer       user_data)
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
  g_string_append_printf (user_data, "%s%u-%u+%u", ((GString *) user_data)->len > 0 ? " " : "",
                          position, n_removed, n_added);
}

static void
test_only_what_differs_goes (void)
{
  static const struct
  {
    const char *before;
    const char *after;
    const char *changes; /* position-removed+added, one after the other */
  } cases[] = {
    { "", "abc", "0-0+3" },
    { "abc", "", "0-3+0" },
    { "abc", "abc", "" },
    { "abc", "abcd", "3-0+1" },
    { "bcd", "abcd", "0-0+1" },
    { "abd", "acd", "1-1+1" },
    { "abcd", "ad", "1-2+0" },
    { "bcdf", "acef", "0-1+1 2-1+1" },
    { "abcdefg", "bcdfgh", "0-1+0 3-1+0 5-0+1" },
    { "abcdef", "afedcb", "1-4+0 2-0+4" }, /* not in a list's order, as hits are */
    { "dbca", "adbc", "0-0+1 4-1+0" },
    { "adbc", "dbca", "0-1+0 3-0+1" },
    { "dbca", "dxcb", "1-1+1 3-1+1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DeskListItems) items = desk_list_items_new ();
      g_autoptr(GString) changes = g_string_new (NULL);
      g_autofree char *letters = NULL;

      update (items, cases[i].before);
      g_signal_connect (items, "items-changed", G_CALLBACK (note_change_cb), changes);
      update (items, cases[i].after);

      letters = dup_letters (items);
      g_assert_cmpstr (letters, ==, cases[i].after);
      g_assert_cmpstr (changes->str, ==, cases[i].changes);
    }
}

static void
test_many_changes_are_told_as_few (void)
{
  g_autoptr(GArray) before = new_keys ("acegikmoqsuwy");
  g_autoptr(GArray) after = new_keys ("bdfhjlnprtvxz");
  g_autoptr(GArray) every_other = new_keys ("bcfgjknorsvwz");
  g_autoptr(GArray) whole = desk_list_diff (before, after, 3);
  g_autoptr(GArray) many = desk_list_diff (before, every_other, 100);
  g_autoptr(GArray) few = desk_list_diff (before, every_other, 3);
  unsigned n_removed = 0, n_added = 0;

  g_assert_cmpuint (whole->len, ==, 1);
  g_assert_cmpuint (many->len, ==, 7);
  g_assert_cmpuint (few->len, ==, 3);
  for (unsigned i = 0; i < few->len; i++)
    {
      n_removed += g_array_index (few, DeskListEdit, i).n_removed;
      n_added += g_array_index (few, DeskListEdit, i).n_added;
    }
  g_assert_cmpuint (before->len - n_removed + n_added, ==, every_other->len);
}

static void
test_pages_come_behind (void)
{
  g_autoptr(DeskListItems) items = desk_list_items_new ();
  g_autoptr(GString) changes = g_string_new (NULL);
  g_autoptr(GArray) page = new_keys ("cd");
  g_autoptr(GArray) none = new_keys ("");
  g_autofree char *letters = NULL;

  update (items, "ab");
  g_signal_connect (items, "items-changed", G_CALLBACK (note_change_cb), changes);
  desk_list_items_append (items, page);
  desk_list_items_append (items, none);

  letters = dup_letters (items);
  g_assert_cmpstr (letters, ==, "abcd");
  g_assert_cmpstr (changes->str, ==, "2-0+2");
}

static DeskListContent *
new_content (const char *uuid)
{
  DeskArticle *article = desk_article_new ("article");

  g_set_str (&article->uuid, uuid);
  return desk_list_content_new (article, NULL, NULL);
}

static void
test_a_row_is_made_once (void)
{
  g_autoptr(DeskListItems) items = desk_list_items_new ();
  g_autoptr(DeskListItem) row = NULL;
  g_autoptr(DeskListItem) again = NULL;
  unsigned n_made = 0;

  g_signal_connect (items, "made", G_CALLBACK (count_made_cb), &n_made);
  update (items, "bc");
  g_assert_cmpuint (n_made, ==, 0);

  row = g_list_model_get_item (G_LIST_MODEL (items), 1);
  update (items, "abc");
  again = g_list_model_get_item (G_LIST_MODEL (items), 2);
  g_assert_true (row == again);
  g_assert_null (desk_list_item_get_article (row));
  g_assert_cmpuint (n_made, ==, 1);
  desk_list_items_validate (items);

  g_assert_null (g_list_model_get_item (G_LIST_MODEL (items), 3));
  g_assert_cmpint (desk_list_items_get_article_id (items, 3), ==, 0);
}

static void
test_a_row_is_told_what_it_says (void)
{
  g_autoptr(DeskListItems) items = desk_list_items_new ();
  g_autoptr(DeskListItem) row = NULL;
  g_autoptr(DeskListItem) early = NULL;
  unsigned n_changes = 0;

  update (items, "abc");
  row = g_list_model_get_item (G_LIST_MODEL (items), 2);
  g_signal_connect (row, "changed", G_CALLBACK (count_cb), &n_changes);
  desk_list_items_take_content (items, 'c', new_content ("C"));
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpstr (desk_list_item_get_article (row)->uuid, ==, "C");

  desk_list_items_take_content (items, 'a', new_content ("A"));
  early = g_list_model_get_item (G_LIST_MODEL (items), 0);
  g_assert_cmpstr (desk_list_item_get_article (early)->uuid, ==, "A");
  desk_list_items_validate (items);
}

static void
test_rows_nobody_looks_at_go (void)
{
  g_autoptr(DeskListItems) items = desk_list_items_new ();
  g_autoptr(GArray) keys = g_array_new (FALSE, FALSE, sizeof (DeskListKey));
  g_autoptr(DeskListItem) held = NULL;
  g_autoptr(GPtrArray) rows = NULL;

  for (int i = 1000; i > 0; i--)
    {
      DeskListKey key = { i, i };

      g_array_append_val (keys, key);
    }
  desk_list_items_update (items, keys);

  held = g_list_model_get_item (G_LIST_MODEL (items), 0);
  for (unsigned i = 1; i < keys->len; i++)
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (items), i));
  desk_list_items_validate (items);
  g_assert_null (desk_list_items_look_up (items, 500));
  g_assert_nonnull (desk_list_items_look_up (items, 1));
  g_assert_true (desk_list_items_look_up (items, 1000) == held);

  desk_list_items_forget (items);
  desk_list_items_validate (items);
  rows = desk_list_items_list_rows (items);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_true (rows->pdata[0] == held);
}

static void
test_a_row_outlives_its_list (void)
{
  DeskListItems *items = desk_list_items_new ();
  DeskListItem *row;

  update (items, "a");
  row = g_list_model_get_item (G_LIST_MODEL (items), 0);
  g_assert_finalize_object (items);
  g_assert_cmpint (desk_list_item_get_article_id (row), ==, 'a');
  g_assert_finalize_object (row);
}

static void
test_finds_an_article (void)
{
  g_autoptr(DeskListItems) items = desk_list_items_new ();
  unsigned position = 7;

  update (items, "abc");
  g_assert_true (desk_list_items_find (items, 'c', &position));
  g_assert_cmpuint (position, ==, 2);
  g_assert_false (desk_list_items_find (items, 'd', &position));
  g_assert_cmpuint (position, ==, 2);
}

/* A view that knows nothing but what it is told, and where its selected row went. */
typedef struct
{
  GArray  *ids; /* gint64 */
  unsigned selected;
  gboolean has_selected;
} View;

static void
follow_cb (GListModel *model,
           unsigned    position,
           unsigned    n_removed,
           unsigned    n_added,
           gpointer    user_data)
{
  View *view = user_data;

  g_array_remove_range (view->ids, position, n_removed);
  for (unsigned i = 0; i < n_added; i++)
    {
      g_autoptr(DeskListItem) item = g_list_model_get_item (model, position + i);
      gint64 article_id = desk_list_item_get_article_id (item);

      g_array_insert_val (view->ids, position + i, article_id);
    }
  g_assert_cmpuint (view->ids->len, ==, g_list_model_get_n_items (model));

  if (view->selected >= position + n_removed)
    view->selected += n_added - n_removed;
  else if (view->selected >= position)
    view->has_selected = FALSE;
}

/* Some keys go, some come, some articles get another date. */
static GArray *
change_at_random (GRand        *rand,
                  const GArray *keys,
                  gint64        kept_id,
                  gint64       *next_id)
{
  GArray *changed = g_array_new (FALSE, FALSE, sizeof (DeskListKey));

  for (unsigned i = 0; i < keys->len; i++)
    {
      DeskListKey key = g_array_index (keys, DeskListKey, i);
      int dice = key.article_id != kept_id ? g_rand_int_range (rand, 0, 100) : 50;

      if (dice < 3)
        key.sort_us = g_rand_int_range (rand, 0, 1000);
      if (dice >= 5)
        g_array_append_val (changed, key);
    }
  for (int i = g_rand_int_range (rand, 0, 20); i > 0; i--)
    {
      DeskListKey key = { g_rand_int_range (rand, 0, 1000), ++*next_id };

      g_array_append_val (changed, key);
    }

  return changed;
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  const DeskListKey *key = a, *other = b;

  if (key->sort_us != other->sort_us)
    return key->sort_us > other->sort_us ? -1 : 1;

  return (key->article_id < other->article_id) - (key->article_id > other->article_id);
}

static void
test_random_changes_keep_what_is_selected (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (4);
  gint64 next_id = 0;

  for (int round = 0; round < 50; round++)
    {
      g_autoptr(DeskListItems) items = desk_list_items_new ();
      g_autoptr(GArray) keys = g_array_new (FALSE, FALSE, sizeof (DeskListKey));
      View view = { .ids = g_array_new (FALSE, FALSE, sizeof (gint64)) };

      for (int i = 0; i < 200; i++)
        {
          DeskListKey key = { g_rand_int_range (rand, 0, 1000), ++next_id };

          g_array_append_val (keys, key);
        }
      g_signal_connect (items, "items-changed", G_CALLBACK (follow_cb), &view);

      for (int step = 0; step < 20; step++)
        {
          unsigned selected = g_rand_int_range (rand, 0, (gint32) keys->len);
          gint64 kept_id;
          GArray *changed;

          g_array_sort (keys, compare_keys);
          desk_list_items_update (items, keys);
          desk_list_items_validate (items);
          view.selected = selected;
          view.has_selected = TRUE;
          kept_id = g_array_index (keys, DeskListKey, selected).article_id;

          changed = change_at_random (rand, keys, kept_id, &next_id);
          g_array_sort (changed, compare_keys);
          desk_list_items_update (items, changed);
          desk_list_items_validate (items);

          g_assert_true (view.has_selected);
          g_assert_cmpint (g_array_index (view.ids, gint64, view.selected), ==, kept_id);
          for (unsigned i = 0; i < changed->len; i++)
            g_assert_cmpint (g_array_index (view.ids, gint64, i), ==, g_array_index (changed, DeskListKey, i).article_id);

          g_array_unref (keys);
          keys = changed;
        }
      g_array_unref (view.ids);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/list-items/only-what-differs-goes", test_only_what_differs_goes);
  g_test_add_func ("/app/list-items/many-changes-are-told-as-few", test_many_changes_are_told_as_few);
  g_test_add_func ("/app/list-items/pages-come-behind", test_pages_come_behind);
  g_test_add_func ("/app/list-items/a-row-is-made-once", test_a_row_is_made_once);
  g_test_add_func ("/app/list-items/a-row-is-told-what-it-says", test_a_row_is_told_what_it_says);
  g_test_add_func ("/app/list-items/rows-nobody-looks-at-go", test_rows_nobody_looks_at_go);
  g_test_add_func ("/app/list-items/a-row-outlives-its-list", test_a_row_outlives_its_list);
  g_test_add_func ("/app/list-items/finds-an-article", test_finds_an_article);
  g_test_add_func ("/app/list-items/random-changes-keep-what-is-selected", test_random_changes_keep_what_is_selected);

  return g_test_run ();
}
