/* test-picture-set.c - what the program for pictures says is not believed
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exporter/picture/desk-picture-set.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
} Fixture;

static void
put (const Fixture *fixture,
     const char    *name,
     const char    *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("desk-picture-set-XXXXXX", NULL);
  put (fixture, "640.jpg", "jpeg");
  put (fixture, "320.webp", "webp!");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  static const char *const names[] = { "640.jpg", "320.webp", "list", "1.jpg" };

  for (unsigned i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

      (void) g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

static void
test_good (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DeskPictureSet) set = NULL;
  const DeskPictureFile *file;

  put (fixture, DESK_PICTURE_LIST, "640.jpg 640 427 4\n320.webp 320 213 5\n");
  set = desk_picture_set_open (fixture->folder, "0123456789abcdef");
  g_assert_nonnull (set);
  g_assert_cmpuint (set->files->len, ==, 2);
  g_assert_cmpstr (set->key, ==, "0123456789abcdef");
  file = set->files->pdata[1];
  g_assert_cmpstr (file->name, ==, "320.webp");
  g_assert_cmpuint (file->width, ==, 320);
  g_assert_cmpuint (file->height, ==, 213);
}

static void
test_bad (Fixture      *fixture,
          gconstpointer data)
{
  static const char *const lists[] = {
    "",
    "\n",
    "640.jpg 640 427\n",
    "640.jpg 640 427 4 5\n",
    "640.jpg 640  427 4\n",
    "640.jpg -640 427 4\n",
    "640.jpg 0 427 4\n",
    "640.jpg 640 99999 4\n",
    "640.jpg 640 427 5\n",                     /* cut short since */
    "640.jpg 640 427 99999999999999999999\n",
    "320.jpg 640 427 4\n",                     /* not there */
    "../640.jpg 640 427 4\n",
    "640.html 640 427 4\n",
    ".jpg 640 427 4\n",
    "list 640 427 4\n",
    "640.jpg 640 427 4\n\n320.webp 320 213 6\n",
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      put (fixture, DESK_PICTURE_LIST, lists[i]);
      g_assert_null (desk_picture_set_open (fixture->folder, "k"));
    }
}

static void
test_not_there (Fixture      *fixture,
                gconstpointer data)
{
  g_assert_null (desk_picture_set_open (fixture->folder, "k"));
  g_assert_null (desk_picture_set_open ("/nowhere", "k"));
}

static void
test_too_much (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(GString) list = g_string_new (NULL);
  g_autoptr(DeskPictureSet) set = NULL;

  for (unsigned i = 0; i < 16; i++)
    g_string_append (list, "640.jpg 640 427 4\n");
  put (fixture, DESK_PICTURE_LIST, list->str);
  set = desk_picture_set_open (fixture->folder, "k");
  g_assert_nonnull (set);

  g_string_append (list, "640.jpg 640 427 4\n");
  put (fixture, DESK_PICTURE_LIST, list->str);
  g_assert_null (desk_picture_set_open (fixture->folder, "k"));

  while (list->len <= DESK_PICTURE_LIST_MAX_BYTES)
    g_string_append (list, "640.jpg 640 427 4\n");
  put (fixture, DESK_PICTURE_LIST, list->str);
  g_assert_null (desk_picture_set_open (fixture->folder, "k"));
}

/* A link could lead out of the folder, to a file that is nobody's business. */
static void
test_link (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "1.jpg", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_make_symbolic_link (file, "640.jpg", NULL, NULL));
  put (fixture, DESK_PICTURE_LIST, "1.jpg 640 427 4\n");
  g_assert_null (desk_picture_set_open (fixture->folder, "k"));
}

/* Whatever is changed in a list: what is taken for right is right. */
static void
test_random (Fixture      *fixture,
             gconstpointer data)
{
  static const char good[] = "640.jpg 640 427 4\n320.webp 320 213 5\n";

  for (unsigned round = 0; round < 3000; round++)
    {
      g_autofree char *list = g_strdup (good);
      g_autoptr(GPtrArray) files = NULL;

      for (int i = g_test_rand_int_range (1, 4); i > 0; i--)
        list[g_test_rand_int_range (0, (int) strlen (good))] = "0123456789 .x/jpgwebn\n\377\001"[g_test_rand_int_range (0, 24)];
      files = desk_picture_list_parse (list, fixture->folder);
      for (unsigned i = 0; files != NULL && i < files->len; i++)
        {
          const DeskPictureFile *file = files->pdata[i];

          g_assert_true (g_str_equal (file->name, "640.jpg") || g_str_equal (file->name, "320.webp"));
          g_assert_true (file->width > 0 && file->width <= 65535 && file->height > 0 && file->height <= 65535);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/exporter/picture-set/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("what-was-made-is-found", test_good);
  ADD ("what-is-not-as-listed-is-not", test_bad);
  ADD ("nothing-there", test_not_there);
  ADD ("more-than-there-can-be", test_too_much);
  ADD ("a-link-is-no-file", test_link);
  ADD ("random-changes", test_random);

  return g_test_run ();
}
