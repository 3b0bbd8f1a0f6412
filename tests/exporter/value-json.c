/* value-json.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "value-json.h"

static DeskValue
value_of_scalar (DeskArena *arena,
                 JsonNode  *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    return (DeskValue) { DESK_VALUE_TEXT, .text = desk_arena_strdup (arena, json_node_get_string (node)) }
  ;
  if (type == G_TYPE_BOOLEAN)
    return (DeskValue) { DESK_VALUE_BOOLEAN, .boolean = json_node_get_boolean (node) }
  ;
  if (type == G_TYPE_DOUBLE)
    return (DeskValue) { DESK_VALUE_DOUBLE, .number = json_node_get_double (node) }
  ;

  return (DeskValue) { DESK_VALUE_INTEGER, .integer = json_node_get_int (node) };
}

static DeskList *
list_of (DeskArena *arena,
         JsonArray *array)
{
  DeskList *list = desk_list_new (arena);

  for (guint i = 0; i < json_array_get_length (array); i++)
    desk_list_add (list, value_from_json (arena, json_array_get_element (array, i)));

  return list;
}

static DeskObject *
object_of (DeskArena  *arena,
           JsonObject *json)
{
  DeskObject *object = desk_object_new (arena, NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, json);
  while (json_object_iter_next (&iter, &name, &node))
    desk_object_set (object, desk_arena_strdup (arena, name), value_from_json (arena, node));

  return object;
}

/**
 * value_from_json:
 * @node: (nullable): JSON
 *
 * Returns: the same as a value, with nothing borrowed
 */
DeskValue
value_from_json (DeskArena *arena,
                 JsonNode  *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return (DeskValue) { DESK_VALUE_NULL }
  ;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return (DeskValue) { DESK_VALUE_LIST, .list = list_of (arena, json_node_get_array (node)) }
  ;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return (DeskValue) { DESK_VALUE_OBJECT, .object = object_of (arena, json_node_get_object (node)) }
  ;

  return value_of_scalar (arena, node);
}

/**
 * value_json_render:
 * @context: what the names in the template stand for
 *
 * Returns: (transfer full): the text, or %NULL with @error set
 */
char *
value_json_render (DeskMustache *set,
                   const char   *name,
                   JsonNode     *context,
                   GError      **error)
{
  g_autoptr(DeskArena) arena = desk_arena_new ();

  return desk_mustache_render (set, name, value_from_json (arena, context), error);
}
