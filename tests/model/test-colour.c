/* test-colour.c - colours that can be read
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/desk-colour.h"

static DeskColour
parse (const char *text)
{
  DeskColour colour;

  g_assert_true (desk_colour_parse (text, &colour));
  return colour;
}

static void
test_parse (void)
{
  static const char *const wrong[] = { "", "#", "17603f", "#17603", "#17603ff", "#17603g", "#17 03f", "#1760 ", "red", "#č7603" };
  DeskColour colour = parse ("#17603F");
  char text[DESK_COLOUR_CHARS];

  g_assert_cmpuint (colour.red, ==, 0x17);
  g_assert_cmpuint (colour.green, ==, 0x60);
  g_assert_cmpuint (colour.blue, ==, 0x3f);
  desk_colour_write (colour, text);
  g_assert_cmpstr (text, ==, "#17603f");
  for (unsigned i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (desk_colour_parse (wrong[i], &colour));
}

/* What other programs say of these pairs. */
static void
test_contrast (void)
{
  static const struct
  {
    const char *one;
    const char *other;
    double      contrast;
  } pairs[] = {
    { "#000000", "#ffffff", 21 },
    { "#ffffff", "#ffffff", 1 },
    { "#767676", "#ffffff", 4.54 },
    { "#777777", "#ffffff", 4.48 },
    { "#0000ff", "#ffffff", 8.59 },
    { "#ff0000", "#ffffff", 4.00 },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_assert_cmpfloat_with_epsilon (desk_colour_get_contrast (parse (pairs[i].one), parse (pairs[i].other)), pairs[i].contrast, .01);
      g_assert_cmpfloat_with_epsilon (desk_colour_get_contrast (parse (pairs[i].other), parse (pairs[i].one)), pairs[i].contrast, .01);
    }
}

/* The hue stays, as Python's colorsys has it. */
static void
test_hue (void)
{
  char text[DESK_COLOUR_CHARS];

  desk_colour_write (desk_colour_stand_out (parse ("#7a1f3d"), parse ("#14181b"), 4.5), text);
  g_assert_cmpstr (text, ==, "#d4547e");
  desk_colour_write (desk_colour_stand_out (parse ("#ffcc00"), parse ("#ffffff"), 4.5), text);
  g_assert_cmpstr (text, ==, "#8f7200");
  desk_colour_write (desk_colour_stand_out (parse ("#808080"), parse ("#000000"), 21), text);
  g_assert_cmpstr (text, ==, "#ffffff");
}

static void
test_stand_out (void)
{
  static const char *const grounds[] = { "#ffffff", "#14181b", "#000000", "#f3f5f5" };
  DeskColour colour = parse ("#17603f");
  DeskColour same = desk_colour_stand_out (colour, parse ("#ffffff"), DESK_COLOUR_MIN_CONTRAST);

  g_assert_cmpmem (&same, sizeof same, &colour, sizeof colour); /* it does already */
  for (unsigned round = 0; round < 4000; round++)
    {
      DeskColour any = { (unsigned) g_test_rand_int_range (0, 256), (unsigned) g_test_rand_int_range (0, 256),
                         (unsigned) g_test_rand_int_range (0, 256) };
      DeskColour ground = parse (grounds[round % G_N_ELEMENTS (grounds)]);
      DeskColour found = desk_colour_stand_out (any, ground, DESK_COLOUR_GOOD_CONTRAST);

      g_assert_cmpfloat (desk_colour_get_contrast (found, ground), >=, DESK_COLOUR_GOOD_CONTRAST);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/colour/parse", test_parse);
  g_test_add_func ("/model/colour/contrast", test_contrast);
  g_test_add_func ("/model/colour/hue", test_hue);
  g_test_add_func ("/model/colour/stand-out", test_stand_out);

  return g_test_run ();
}
