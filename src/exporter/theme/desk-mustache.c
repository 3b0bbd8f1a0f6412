/* desk-mustache.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-mustache-tree.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Mustache as its specification has it, without lambdas and what is optional.
 * Sections are left out for false, null, an empty list and, unlike there, an
 * empty string, which is how our contexts say "nothing". Values are escaped for
 * both text and quoted attributes. A theme may come from anywhere, so depth,
 * output and work have limits.
 */

G_DEFINE_QUARK (desk_mustache_error_quark, desk_mustache_error)

typedef struct
{
  DeskMustache *set;
  const char   *template_name;
  GPtrArray    *stack; /* JsonNode, borrowed from the context; the innermost last */
  GString      *out;
  unsigned      n_partials;
  unsigned      n_steps;
} Renderer;

static gboolean render_nodes (Renderer  *self,
                              GPtrArray *nodes,
                              GError   **error);

/* The first part of a name is looked for from the innermost object outwards;
 * the others only inside what was found. */
static JsonNode *
find_value (Renderer          *self,
            const char *const *path)
{
  JsonNode *value = NULL;

  if (path[0] == NULL)
    return self->stack->pdata[self->stack->len - 1];

  for (unsigned i = self->stack->len; i > 0 && value == NULL; i--)
    {
      JsonNode *frame = self->stack->pdata[i - 1];

      if (JSON_NODE_HOLDS_OBJECT (frame))
        value = json_object_get_member (json_node_get_object (frame), path[0]);
    }
  for (unsigned i = 1; path[i] != NULL && value != NULL; i++)
    value = JSON_NODE_HOLDS_OBJECT (value) ? json_object_get_member (json_node_get_object (value), path[i]) : NULL;

  return value;
}

static gboolean
is_nothing (JsonNode *value)
{
  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return TRUE;
  if (JSON_NODE_HOLDS_ARRAY (value))
    return json_array_get_length (json_node_get_array (value)) == 0;
  if (JSON_NODE_HOLDS_OBJECT (value))
    return FALSE;
  if (json_node_get_value_type (value) == G_TYPE_BOOLEAN)
    return !json_node_get_boolean (value);

  return json_node_get_value_type (value) == G_TYPE_STRING && *json_node_get_string (value) == '\0';
}

static void
append_escaped (GString    *out,
                const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    {
      switch (*c)
        {
        case '&':
          g_string_append (out, "&amp;");
          break;

        case '<':
          g_string_append (out, "&lt;");
          break;

        case '>':
          g_string_append (out, "&gt;");
          break;

        case '"':
          g_string_append (out, "&quot;");
          break;

        case '\'':
          g_string_append (out, "&#39;");
          break;

        default:
          /* No page can hold a control character, not even as a reference. */
          if (!g_ascii_iscntrl (*c) || strchr ("\t\n\r", *c) != NULL)
            g_string_append_c (out, *c);
        }
    }
}

static void
append_double (GString *out,
               double   number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  /* The shortest form that gives the same number again. */
  g_ascii_formatd (text, sizeof text, "%.15g", number);
  if (g_ascii_strtod (text, NULL) != number)
    g_ascii_dtostr (text, sizeof text, number);
  g_string_append (out, text);
}

static void
render_value (Renderer *self,
              JsonNode *value,
              gboolean  is_raw)
{
  GType type;

  if (value == NULL || !JSON_NODE_HOLDS_VALUE (value))
    return;

  type = json_node_get_value_type (value);
  if (type == G_TYPE_STRING && is_raw)
    g_string_append (self->out, json_node_get_string (value));
  else if (type == G_TYPE_STRING)
    append_escaped (self->out, json_node_get_string (value));
  else if (type == G_TYPE_BOOLEAN)
    g_string_append (self->out, json_node_get_boolean (value) ? "true" : "false");
  else if (type == G_TYPE_DOUBLE)
    append_double (self->out, json_node_get_double (value));
  else
    g_string_append_printf (self->out, "%" G_GINT64_FORMAT, json_node_get_int (value));
}

static gboolean
render_inside (Renderer  *self,
               JsonNode  *frame,
               GPtrArray *nodes,
               GError   **error)
{
  gboolean is_done;

  g_ptr_array_add (self->stack, frame);
  is_done = render_nodes (self, nodes, error);
  g_ptr_array_set_size (self->stack, (int) self->stack->len - 1);

  return is_done;
}

static gboolean
render_section (Renderer               *self,
                const DeskMustacheNode *node,
                GError                **error)
{
  JsonNode *value = find_value (self, (const char *const *) node->path);
  JsonArray *items;

  if (node->kind == DESK_MUSTACHE_INVERTED)
    return !is_nothing (value) || render_nodes (self, node->children, error);
  if (is_nothing (value))
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (value))
    return render_inside (self, value, node->children, error);

  items = json_node_get_array (value);
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      if (!render_inside (self, json_array_get_element (items, i), node->children, error))
        return FALSE;
    }

  return TRUE;
}

/* Every line of a partial gets the white space that stood before its tag. */
static char *
indent_lines (const char *text,
              const char *indent)
{
  GString *out = g_string_new (NULL);

  for (const char *line = text; *line != '\0';)
    {
      const char *end = strchr (line, '\n');
      gsize n_bytes = end != NULL ? (gsize) (end - line) + 1 : strlen (line);

      g_string_append (out, indent);
      g_string_append_len (out, line, (gssize) n_bytes);
      line += n_bytes;
    }

  return g_string_free (out, FALSE);
}

static GPtrArray *
get_compiled (DeskMustache *self,
              const char   *name,
              const char   *indent,
              GError      **error)
{
  g_autofree char *key = g_strconcat (indent != NULL ? indent : "", ":", name, NULL);
  GPtrArray *nodes = g_hash_table_lookup (self->compiled, key);
  const char *text = g_hash_table_lookup (self->sources, name);
  g_autofree char *indented = NULL;

  if (nodes != NULL)
    return nodes;
  if (indent != NULL)
    text = indented = indent_lines (text, indent);

  nodes = desk_mustache_compile (name, text, error);
  if (nodes != NULL)
    g_hash_table_insert (self->compiled, g_steal_pointer (&key), nodes);

  return nodes;
}

static gboolean
render_partial (Renderer               *self,
                const DeskMustacheNode *node,
                GError                **error)
{
  const char *outer = self->template_name;
  GPtrArray *nodes;
  gboolean is_done;

  /* The specification wants a missing partial to be empty. */
  if (!g_hash_table_contains (self->set->sources, node->text))
    return TRUE;
  if (self->n_partials == DESK_MUSTACHE_MAX_PARTIALS)
    {
      g_set_error (error, DESK_MUSTACHE_ERROR, DESK_MUSTACHE_ERROR_LIMIT,
                   _("%s:%u: partials are more than %d deep"), outer, node->line, DESK_MUSTACHE_MAX_PARTIALS);
      return FALSE;
    }

  nodes = get_compiled (self->set, node->text, node->indent, error);
  if (nodes == NULL)
    return FALSE;

  self->template_name = node->text;
  self->n_partials++;
  is_done = render_nodes (self, nodes, error);
  self->n_partials--;
  self->template_name = outer;

  return is_done;
}

static gboolean
render_node (Renderer               *self,
             const DeskMustacheNode *node,
             GError                **error)
{
  if (++self->n_steps > DESK_MUSTACHE_MAX_STEPS || self->out->len > DESK_MUSTACHE_MAX_OUTPUT_BYTES)
    {
      g_set_error (error, DESK_MUSTACHE_ERROR, DESK_MUSTACHE_ERROR_LIMIT,
                   _("%s:%u: the page becomes too large"), self->template_name, node->line);
      return FALSE;
    }

  switch (node->kind)
    {
    case DESK_MUSTACHE_TEXT:
      g_string_append (self->out, node->text);
      return TRUE;

    case DESK_MUSTACHE_VARIABLE:
    case DESK_MUSTACHE_RAW:
      render_value (self, find_value (self, (const char *const *) node->path), node->kind == DESK_MUSTACHE_RAW);
      return TRUE;

    case DESK_MUSTACHE_SECTION:
    case DESK_MUSTACHE_INVERTED:
      return render_section (self, node, error);

    case DESK_MUSTACHE_PARTIAL:
      return render_partial (self, node, error);

    default:
      g_assert_not_reached ();
    }
}

static gboolean
render_nodes (Renderer  *self,
              GPtrArray *nodes,
              GError   **error)
{
  for (unsigned i = 0; i < nodes->len; i++)
    {
      if (!render_node (self, nodes->pdata[i], error))
        return FALSE;
    }

  return TRUE;
}

DeskMustache *
desk_mustache_new (void)
{
  DeskMustache *self = g_new0 (DeskMustache, 1);

  self->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->compiled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  return self;
}

void
desk_mustache_free (DeskMustache *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->sources);
  g_hash_table_unref (self->compiled);
  g_free (self);
}

/**
 * desk_mustache_add:
 * @name: what partial tags and errors call it
 * @text: the template
 *
 * Compiles a template. Its partials may be added later.
 *
 * Returns: %FALSE with @error set if @text is wrong or @name is taken
 */
gboolean
desk_mustache_add (DeskMustache *self,
                   const char   *name,
                   const char   *text,
                   GError      **error)
{
  g_return_val_if_fail (self != NULL && name != NULL && text != NULL, FALSE);
  g_return_val_if_fail (!g_hash_table_contains (self->sources, name), FALSE);

  if (strlen (text) > DESK_MUSTACHE_MAX_TEMPLATE_BYTES || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, DESK_MUSTACHE_ERROR, DESK_MUSTACHE_ERROR_LIMIT,
                   _("%s: the template is too large or not UTF-8 text"), name);
      return FALSE;
    }

  g_hash_table_insert (self->sources, g_strdup (name), g_strdup (text));
  if (get_compiled (self, name, NULL, error) == NULL)
    {
      g_hash_table_remove (self->sources, name);
      return FALSE;
    }

  return TRUE;
}

/**
 * desk_mustache_render:
 * @name: a template
 * @context: what its names stand for
 *
 * Returns: (transfer full): the text, or %NULL with @error set
 */
char *
desk_mustache_render (DeskMustache *self,
                      const char   *name,
                      JsonNode     *context,
                      GError      **error)
{
  g_autoptr(GPtrArray) stack = g_ptr_array_new ();
  g_autoptr(GString) out = g_string_new (NULL);
  Renderer renderer = { .set = self, .template_name = name, .stack = stack, .out = out };
  GPtrArray *nodes;

  g_return_val_if_fail (self != NULL && name != NULL && context != NULL, NULL);

  if (!g_hash_table_contains (self->sources, name))
    {
      g_set_error (error, DESK_MUSTACHE_ERROR, DESK_MUSTACHE_ERROR_NOT_FOUND,
                   _("The theme has no template “%s”"), name);
      return NULL;
    }

  nodes = get_compiled (self, name, NULL, error);
  if (nodes == NULL || !render_inside (&renderer, context, nodes, error))
    return NULL;

  return g_string_free (g_steal_pointer (&out), FALSE);
}
