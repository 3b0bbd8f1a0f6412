/* test-redirect-list.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/redirect/desk-redirect-item.h"
#include "app/redirect/desk-redirect-list.h"

/* @sources: "a b c"; each leads to the address behind its "=", if there is one */
static GPtrArray *
make (const char *sources)
{
  g_auto(GStrv) words = g_strsplit (sources, " ", -1);
  GPtrArray *redirects = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_redirect_free);

  for (unsigned i = 0; words[i] != NULL && *words[i] != '\0'; i++)
    {
      g_auto(GStrv) parts = g_strsplit (words[i], "=", 2);

      g_ptr_array_add (redirects, desk_redirect_new (parts[0], parts[1] != NULL ? parts[1] : ""));
    }

  return redirects;
}

static void
note_cb (GListModel *model,
         unsigned    position,
         unsigned    n_removed,
         unsigned    n_added,
         GString    *said)
{
  g_string_append_printf (said, "%u-%u+%u ", position, n_removed, n_added);
}

static void
only_what_differs_has_changed (void)
{
  static const struct
  {
    const char *before;
    const char *after;
    const char *said;
  } cases[] = {
    { "", "", "" },
    { "", "a b", "0-0+2 " },
    { "a b c", "a b c", "" },
    { "a b c", "a c", "1-1+0 " },
    { "a c", "a b c", "1-0+1 " },
    { "a b c", "a b=x c", "1-1+1 " },
    { "a a a", "a a", "2-1+0 " }, /* what is equal counts once */
    { "a b", "", "0-2+0 " },
    { "a b c d", "x b c y", "0-4+4 " },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DeskRedirectList) list = desk_redirect_list_new ();
      g_autoptr(GString) said = g_string_new (NULL);

      g_test_message ("%s → %s", cases[i].before, cases[i].after);
      desk_redirect_list_take (list, make (cases[i].before));
      g_signal_connect (list, "items-changed", G_CALLBACK (note_cb), said);
      desk_redirect_list_take (list, make (cases[i].after));
      g_assert_cmpstr (said->str, ==, cases[i].said);
    }
}

static void
an_item_says_where_it_leads (void)
{
  static const char *const targets[] = { "Leads to /en/news/", "Gone: readers are told so", "Leads to “Low Water”" };
  g_autoptr(DeskRedirectList) list = desk_redirect_list_new ();
  GPtrArray *redirects = make ("/a/=/en/news/ /b/ /c/=article:1");

  ((DeskRedirect *) redirects->pdata[2])->title = g_strdup ("Low Water");
  desk_redirect_list_take (list, redirects);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, G_N_ELEMENTS (targets));
  for (unsigned i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autoptr(DeskRedirectItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autofree char *target = desk_redirect_item_dup_target (item);

      g_assert_cmpstr (target, ==, targets[i]);
    }
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), G_N_ELEMENTS (targets)));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/redirect-list/only-what-differs-has-changed", only_what_differs_has_changed);
  g_test_add_func ("/app/redirect-list/an-item-says-where-it-leads", an_item_says_where_it_leads);
  return g_test_run ();
}
