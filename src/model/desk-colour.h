/* desk-colour.h - colours that can be read
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* WCAG 2.2, 1.4.3 and 1.4.6: how far text has to stand out from what is behind it. */
#define DESK_COLOUR_MIN_CONTRAST 4.5
#define DESK_COLOUR_GOOD_CONTRAST 7.0
#define DESK_COLOUR_CHARS 8 /* "#17603f" and its end */

/**
 * DeskColour:
 *
 * An sRGB colour, each part from 0 to 255.
 */
typedef struct
{
  unsigned red;
  unsigned green;
  unsigned blue;
} DeskColour;

gboolean   desk_colour_parse (const char *text,
                              DeskColour *out_colour);
void       desk_colour_write (DeskColour colour,
                              char       text[DESK_COLOUR_CHARS]);
double     desk_colour_get_contrast (DeskColour one,
                                     DeskColour other);
DeskColour desk_colour_stand_out (DeskColour colour,
                                  DeskColour background,
                                  double     contrast);

G_END_DECLS
