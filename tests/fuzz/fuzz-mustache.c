/* fuzz-mustache.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exporter/theme/desk-mustache.h"

#include "fuzz.h"

#include "../exporter/value-json.h"

#include <string.h>

/* Templates of a theme that may come from anywhere, "t", "a" and "b", with a record
 * separator between them. What can't be rendered has one line that names where;
 * what can is UTF-8, and the same once more.
 */

#define SEPARATOR "\x1e"

static const char told[] =
  "{\"a\":{\"b\":\"<x>\",\"l\":[1,{\"n\":\"a\"},[true,null]]},\"l\":[{\"n\":\"a\"},{\"n\":\"b\",\"l\":[]}],\"n\":\"b\","
  "\"e\":\"\",\"z\":0,\"d\":1.5,\"f\":false}";

static gboolean
add_templates (DeskMustache *set,
               const char   *text,
               GError      **error)
{
  static const char *const names[] = { "t", "a", "b" };
  g_auto(GStrv) templates = g_strsplit (text, SEPARATOR, G_N_ELEMENTS (names));

  for (unsigned i = 0; templates[i] != NULL; i++)
    {
      if (!desk_mustache_add (set, names[i], templates[i], error))
        return FALSE;
    }

  return templates[0] != NULL;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  g_autoptr(DeskMustache) set = desk_mustache_new ();
  g_autoptr(JsonNode) node = json_from_string (told, NULL);
  g_autofree char *text = g_strndup ((const char *) data, n_bytes);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr(GError) error = NULL;

  if (add_templates (set, text, &error))
    {
      first = value_json_render (set, "t", node, &error);
      second = value_json_render (set, "t", node, NULL);
      g_assert_cmpstr (second, ==, first);
    }
  if (error != NULL)
    g_assert_true (error->domain == DESK_MUSTACHE_ERROR && strchr (error->message, ':') != NULL);
  if (first != NULL)
    g_assert_true (g_utf8_validate (first, -1, NULL));

  return 0;
}
