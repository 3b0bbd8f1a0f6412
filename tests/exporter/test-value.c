/* test-value.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exporter/theme/desk-value.h"

#include <string.h>

static const DeskValue *
find (const DeskObject *object,
      const char       *name)
{
  DeskName wanted = { name, desk_name_hash (name) };

  return desk_object_find (object, &wanted);
}

/* Of every size, one behind another and larger than a block: zeroed, aligned and
 * apart from each other. */
static void
test_arena (void)
{
  static const gsize sizes[] = { 0, 1, 3, 8, 100, 4096, 65536, 65537, 1000000, 7 };
  g_autoptr(DeskArena) arena = desk_arena_new ();

  for (unsigned round = 0; round < 3; round++)
    {
      guint8 *all[G_N_ELEMENTS (sizes) * 20];

      for (unsigned i = 0; i < G_N_ELEMENTS (all); i++)
        {
          gsize n_bytes = sizes[i % G_N_ELEMENTS (sizes)];

          all[i] = desk_arena_alloc (arena, n_bytes);
          g_assert_cmpuint ((gsize) all[i] % sizeof (gpointer), ==, 0);
          for (gsize j = 0; j < n_bytes; j++)
            g_assert_cmpuint (all[i][j], ==, 0);
          memset (all[i], (int) i + 1, n_bytes);
        }
      for (unsigned i = 0; i < G_N_ELEMENTS (all); i++)
        {
          for (gsize j = 0; j < sizes[i % G_N_ELEMENTS (sizes)]; j++)
            g_assert_cmpuint (all[i][j], ==, (guint8) (i + 1));
        }
      desk_arena_reset (arena);
    }
}

static void
test_object (void)
{
  g_autoptr(DeskArena) arena = desk_arena_new ();
  DeskObject *base = desk_object_new (arena, NULL);
  DeskObject *object = desk_object_new (arena, base);
  g_autofree char *text = g_strdup ("boat");

  desk_object_set_text (base, "a", "base");
  desk_object_set_text (base, "b", "base");
  desk_object_set_text (object, "a", text);
  text[0] = 'g';
  desk_object_set_integer (object, "c", -7);
  desk_object_set_integer (object, "c", 8);
  desk_object_set_text (object, "d", NULL);
  desk_object_set_object (object, "e", NULL);
  desk_object_set_object (object, "f", base);

  g_assert_cmpstr (desk_object_get_text (object, "a"), ==, "boat");
  g_assert_cmpstr (desk_object_get_text (base, "a"), ==, "base");
  g_assert_cmpstr (desk_object_get_text (object, "b"), ==, "base");
  g_assert_cmpint (find (object, "c")->integer, ==, 8);
  g_assert_null (desk_object_get_text (object, "c"));
  g_assert_cmpint (find (object, "d")->kind, ==, DESK_VALUE_NULL);
  g_assert_cmpint (find (object, "e")->kind, ==, DESK_VALUE_NULL);
  g_assert_true (desk_object_get_object (object, "f") == base);
  g_assert_null (desk_object_get_object (object, "e"));
  g_assert_null (find (object, "g"));
  g_assert_null (find (object, ""));
}

/* More than there was room for in the beginning. */
static void
test_many (void)
{
  g_autoptr(DeskArena) arena = desk_arena_new ();
  DeskObject *object = desk_object_new (arena, NULL);
  DeskList *list = desk_list_new (arena);

  for (unsigned i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("name-%u", i);

      desk_object_set_integer (object, desk_arena_strdup (arena, name), i);
      desk_list_add (list, (DeskValue) { DESK_VALUE_INTEGER, .integer = i });
    }

  g_assert_cmpuint (desk_list_get_length (list), ==, 1000);
  for (unsigned i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("name-%u", i);

      g_assert_cmpint (find (object, name)->integer, ==, i);
      g_assert_cmpint (desk_list_get (list, i)->integer, ==, i);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exporter/value/memory-is-zeroed-and-apart", test_arena);
  g_test_add_func ("/exporter/value/an-object-hides-its-base", test_object);
  g_test_add_func ("/exporter/value/objects-and-lists-grow", test_many);

  return g_test_run ();
}
