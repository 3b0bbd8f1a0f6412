/* desk-list-highlight.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-list-highlight.h"

#include "store/search/desk-search.h"

/* Attributes, not markup: the text stays what it is, and has nothing to escape. */

static void
insert (PangoAttrList  *list,
        PangoAttribute *attribute,
        unsigned        start,
        unsigned        stop)
{
  attribute->start_index = start;
  attribute->end_index = stop;
  pango_attr_list_insert (list, attribute);
}

static PangoAttribute *
new_accent (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GdkRGBA rgba;

  adw_accent_color_to_standalone_rgba (adw_style_manager_get_accent_color (manager),
                                       adw_style_manager_get_dark (manager), &rgba);

  return pango_attr_foreground_new ((guint16) (rgba.red * G_MAXUINT16), (guint16) (rgba.green * G_MAXUINT16),
                                    (guint16) (rgba.blue * G_MAXUINT16));
}

/**
 * desk_list_highlight_new:
 * @ranges: (element-type DeskSearchRange): the words, in bytes
 * @language: of the text, whose letters it has
 *
 * Returns: (transfer full): attributes for the text, in the colours of now
 */
PangoAttrList *
desk_list_highlight_new (const GArray *ranges,
                         const char   *language)
{
  PangoAttrList *list = pango_attr_list_new ();

  insert (list, pango_attr_language_new (pango_language_from_string (language)), 0, PANGO_ATTR_INDEX_TO_TEXT_END);
  for (unsigned i = 0; i < ranges->len; i++)
    {
      DeskSearchRange range = g_array_index (ranges, DeskSearchRange, i);

      insert (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD), range.start, range.stop);
      insert (list, new_accent (), range.start, range.stop);
    }

  return list;
}
