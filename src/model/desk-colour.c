/* desk-colour.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-model"

#include "config.h"

#include "desk-colour.h"

#include <math.h>

/* Luminance and contrast are those of WCAG 2.2's definitions. */

#define N_STEPS 100

/**
 * desk_colour_parse:
 * @text: "#17603f", in small letters or capitals
 * @out_colour: (out): the colour
 *
 * Returns: whether it is one
 */
gboolean
desk_colour_parse (const char *text,
                   DeskColour *out_colour)
{
  unsigned digits[6];

  if (text[0] != '#')
    return FALSE;
  for (unsigned i = 0; i < G_N_ELEMENTS (digits); i++)
    {
      int digit = g_ascii_xdigit_value (text[i + 1]); /* -1 at the end */

      if (digit == -1)
        return FALSE;
      digits[i] = (unsigned) digit;
    }
  if (text[1 + G_N_ELEMENTS (digits)] != '\0')
    return FALSE;

  *out_colour = (DeskColour) { 16 * digits[0] + digits[1], 16 * digits[2] + digits[3], 16 * digits[4] + digits[5] };
  return TRUE;
}

/**
 * desk_colour_write:
 * @text: (out): "#17603f"
 */
void
desk_colour_write (DeskColour colour,
                   char       text[DESK_COLOUR_CHARS])
{
  g_snprintf (text, DESK_COLOUR_CHARS, "#%02x%02x%02x", colour.red & 0xff, colour.green & 0xff, colour.blue & 0xff);
}

static double
linear (unsigned part)
{
  double value = part / 255.0;

  return value <= .04045 ? value / 12.92 : pow ((value + .055) / 1.055, 2.4);
}

static double
luminance (DeskColour colour)
{
  return .2126 * linear (colour.red) + .7152 * linear (colour.green) + .0722 * linear (colour.blue);
}

/**
 * desk_colour_get_contrast:
 *
 * Returns: from 1, where both are equally bright, to 21, black on white
 */
double
desk_colour_get_contrast (DeskColour one,
                          DeskColour other)
{
  double bright = MAX (luminance (one), luminance (other));
  double dark = MIN (luminance (one), luminance (other));

  return (bright + .05) / (dark + .05);
}

/* CSS Color 4, section 7: hue in sixths of the circle, the others from 0 to 1. */
typedef struct
{
  double hue;
  double saturation;
  double lightness;
} Hsl;

static Hsl
to_hsl (DeskColour colour)
{
  double red = colour.red / 255.0, green = colour.green / 255.0, blue = colour.blue / 255.0;
  double most = MAX (red, MAX (green, blue)), least = MIN (red, MIN (green, blue));
  double range = most - least;
  Hsl hsl = { 0, 0, (most + least) / 2 };

  if (range <= 0)
    return hsl;

  hsl.saturation = range / (1 - fabs (2 * hsl.lightness - 1));
  if (most <= red)
    hsl.hue = fmod ((green - blue) / range + 6, 6);
  else if (most <= green)
    hsl.hue = (blue - red) / range + 2;
  else
    hsl.hue = (red - green) / range + 4;

  return hsl;
}

static unsigned
part_of (Hsl    hsl,
         double turn)
{
  double place = fmod (hsl.hue * 2 + turn, 12);
  double reach = hsl.saturation * MIN (hsl.lightness, 1 - hsl.lightness);
  double value = hsl.lightness - reach * MAX (-1, MIN (place - 3, MIN (9 - place, 1)));

  return (unsigned) (CLAMP (value, 0, 1) * 255 + .5);
}

static DeskColour
from_hsl (Hsl hsl)
{
  return (DeskColour) { part_of (hsl, 0), part_of (hsl, 8), part_of (hsl, 4) };
}

/**
 * desk_colour_stand_out:
 * @contrast: what is asked for
 *
 * Returns: @colour if it has @contrast to @background; else one of the same hue that
 *   has, darker on a bright ground and brighter on a dark one; else black or white
 */
DeskColour
desk_colour_stand_out (DeskColour colour,
                       DeskColour background,
                       double     contrast)
{
  const DeskColour black = { 0, 0, 0 }, white = { 255, 255, 255 };
  gboolean darkens = desk_colour_get_contrast (background, black) > desk_colour_get_contrast (background, white);
  const Hsl hsl = to_hsl (colour);
  DeskColour found = colour;

  for (unsigned step = 1; step <= N_STEPS && desk_colour_get_contrast (found, background) < contrast; step++)
    {
      double part = (double) step / N_STEPS;

      found = from_hsl ((Hsl) { hsl.hue, hsl.saturation,
                                darkens ? hsl.lightness * (1 - part) : hsl.lightness + (1 - hsl.lightness) * part });
    }

  return found;
}
