/* test-block-match.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "text/desk-block-match.h"

#include <string.h>

#define BRIDGE "The bridge over the river was opened by the mayor on Monday morning.\n\n"
#define BRIDGE_EDITED "The new bridge over the river was opened by the mayor on Monday.\n\n"
#define HARBOUR "Fishermen in the harbour say that their boats can't pass below it.\n\n"
#define HARBOUR_EDITED "Fishermen in the old harbour say that their largest boats can't pass below it.\n\n"
#define COST "It cost forty million, twice what the council had been told in spring.\n\n"
#define COST_EDITED "It cost forty million, twice what the council was told in spring.\n\n"
#define SCHOOL "Children of the village school sang three songs in the rain.\n\n"

static char *
match (const char *old_body,
       const char *new_body)
{
  g_autoptr(GArray) old_blocks = desk_blocks_split (old_body, strlen (old_body));
  g_autoptr(GArray) new_blocks = desk_blocks_split (new_body, strlen (new_body));
  g_autoptr(GArray) matches = desk_block_match (old_body, old_blocks, new_body, new_blocks);
  g_autoptr(GHashTable) used = g_hash_table_new (NULL, NULL);
  g_autoptr(GString) said = g_string_new (NULL);

  g_assert_cmpuint (matches->len, ==, new_blocks->len);
  for (unsigned i = 0; i < matches->len; i++)
    {
      int index = g_array_index (matches, int, i);

      g_assert_cmpint (index, >=, -1);
      g_assert_cmpint (index, <, (int) old_blocks->len);
      g_assert_true (index < 0 || g_hash_table_add (used, GINT_TO_POINTER (index + 1)));
      if (i > 0)
        g_string_append_c (said, ' ');
      if (index >= 0)
        g_string_append_printf (said, "%d", index);
      else
        g_string_append_c (said, '-');
    }

  return g_string_free_and_steal (g_steal_pointer (&said));
}

typedef struct
{
  const char *old_body;
  const char *new_body;
  const char *matches;
} Case;

static void
check_cases (gconstpointer data)
{
  for (const Case *each = data; each->old_body != NULL; each++)
    {
      g_autofree char *said = match (each->old_body, each->new_body);

      g_assert_cmpstr (said, ==, each->matches);
    }
}

static const Case equal_cases[] = {
  { "", "", "" },
  { "", "A.\n", "-" },
  { "A.\n", "", "" },
  { "A.\n", "A.", "0" }, /* line ends at the end are no difference */
  { "A.\n\nB.\n\nC.\n", "C.\n\nA.\n\nB.\n", "2 0 1" },
  { "Same.\n\nSame.\n\nSame.\n", "Same.\n\nSame.\n", "0 1" },
  { "***\n\nA.\n\n***\n\nB.\n", "A.\n\n***\n\nB.\n", "1 2 3" }, /* neighbours say which */
  { "***\n\nA.\n\n***\n\nB.\n", "***\n\nA.\n\nB.\n", "0 1 3" },
  { "***\n\nA.\n\n***\n\nB.\n", "A.\n\nB.\n\n***\n", "1 3 0" }, /* nothing does but the order */
  { NULL },
};

static const Case order_cases[] = {
  { "A.\n\nB.\n\nC.\n", "A.\n\nNew.\n\nC.\n", "0 1 2" },
  { "A.\n\nB.\n", "New.\n\nOther.\n", "0 1" },
  { "Text.\n\n- a list\n", "> a quote\n\n- another list\n", "- 1" }, /* a quote is no edited paragraph */
  { "Text.\n\n- a list\n", "- another\n\nOther.\n", "1 0" },
  { "A.\n\nB.\n\nC.\n", "A.\n\nOne.\n\nTwo.\n\nC.\n", "0 1 - 2" },
  { "A.\n\nB.\n\nC.\n", "New.\n\nC.\n\nA.\n", "1 2 0" }, /* beside the right neighbour */
  { "A.\n\nB.\n\nC.\n", "B.\n\nA.\n\nC.\n\nNew.\n", "1 0 2 -" },
  { NULL },
};

static const Case alike_cases[] = {
  { BRIDGE HARBOUR COST, BRIDGE HARBOUR_EDITED COST_EDITED, "0 1 2" },
  { BRIDGE HARBOUR COST, HARBOUR_EDITED COST_EDITED, "1 2" },         /* one was taken out before two edited ones */
  { BRIDGE HARBOUR, SCHOOL BRIDGE_EDITED HARBOUR_EDITED, "- 0 1" },   /* or put in */
  { BRIDGE HARBOUR COST, HARBOUR_EDITED COST_EDITED SCHOOL, "1 2 -" },
  { BRIDGE HARBOUR COST, HARBOUR COST SCHOOL BRIDGE_EDITED, "1 2 - 0" }, /* moved and edited */
  { BRIDGE HARBOUR, HARBOUR_EDITED BRIDGE_EDITED, "1 0" },
  { BRIDGE "A.\n\n" HARBOUR, HARBOUR "A.\n\n" SCHOOL, "2 1 -" },
  { BRIDGE "***\n", "# " BRIDGE_EDITED "***\n", "0 1" }, /* it became a heading */
  { "Мост преко реке отворен је у понедељак.\n\n" BRIDGE, BRIDGE "Нови мост преко реке отворен је у понедељак.\n", "1 0" },
  { NULL },
};

/* A body of @n_blocks, each with words of its own; @seed changes one word of each. */
static char *
write_body (unsigned    n_blocks,
            const char *seed,
            gboolean    is_backward)
{
  g_autoptr(GString) body = g_string_new (NULL);

  for (unsigned i = 0; i < n_blocks; i++)
    {
      unsigned n = is_backward ? n_blocks - 1 - i : i;

      g_string_append_printf (body, "In house %u of the street lives the owner of boat %u, who %s the sea.\n\n", n, n * 7, seed);
    }

  return g_string_free_and_steal (g_steal_pointer (&body));
}

static void
test_many (void)
{
  g_autofree char *old_body = write_body (5000, "loves", FALSE);
  g_autofree char *new_body = write_body (5000, "hates", TRUE);
  g_autofree char *said = match (old_body, new_body);

  g_assert_true (g_str_has_prefix (said, "4999 4998 4997 "));
  g_assert_true (g_str_has_suffix (said, " 2 1 0"));
}

/* What costs most: all blocks changed, and all alike. */
static void
test_bound (void)
{
  static const char *const lines[][2] = {
    { "a b c d e f g h i j k l m n\n\n", "a b c d e f g h i j k l m n o\n\n" },
    { "a\n\n", "b\n\n" },
    { "> a\n\n***\n\n", "# b\n\n- c\n\n" },
    { "- a\n\n# b\n\n", "> a\n\nb\n\n" },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr(GString) old_body = g_string_new (NULL);
      g_autoptr(GString) new_body = g_string_new (NULL);
      g_autofree char *said = NULL;
      double seconds;

      while (old_body->len < 1024 * 1024)
        {
          g_string_append (old_body, lines[i][0]);
          g_string_append (new_body, lines[i][1]);
        }
      g_test_timer_start ();
      said = match (old_body->str, new_body->str);
      seconds = g_test_timer_elapsed ();
      g_test_message ("matched %zu KB in %.3f s", old_body->len / 1024, seconds);
      g_assert_cmpfloat (seconds, <, 20);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/text/block-match/equal-text-wherever-it-went", equal_cases, check_cases);
  g_test_add_data_func ("/text/block-match/order-between-neighbours", order_cases, check_cases);
  g_test_add_data_func ("/text/block-match/likeness-before-order", alike_cases, check_cases);
  g_test_add_func ("/text/block-match/of-many-those-with-the-same-rare-words", test_many);
  g_test_add_func ("/text/block-match/the-worst-bodies-take-seconds", test_bound);
  return g_test_run ();
}
