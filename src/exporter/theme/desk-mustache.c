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

/* Mustache as its specification has it, with parents, blocks and names of templates
 * that stand in the context; without lambdas, for which data has no place.
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
  GPtrArray    *stack; /* DeskValue, borrowed from the context; the innermost last */
  GPtrArray    *given; /* DeskMustacheNode, borrowed: the parents around; the outermost first */
  GString      *out;
  unsigned      n_partials;
  unsigned      n_steps;
} Renderer;

static gboolean render_nodes (Renderer  *self,
                              GPtrArray *nodes,
                              GError   **error);

/* The first part of a name is looked for from the innermost object outwards;
 * the others only inside what was found. */
static const DeskValue *
find_value (Renderer       *self,
            const DeskName *path)
{
  const DeskValue *value = NULL;

  if (path->text == NULL)
    return self->stack->pdata[self->stack->len - 1];

  for (unsigned i = self->stack->len; i > 0 && value == NULL; i--)
    {
      const DeskValue *frame = self->stack->pdata[i - 1];

      if (frame->kind == DESK_VALUE_OBJECT)
        value = desk_object_find (frame->object, path);
    }
  for (path++; path->text != NULL && value != NULL; path++)
    value = value->kind == DESK_VALUE_OBJECT ? desk_object_find (value->object, path) : NULL;

  return value;
}

static gboolean
is_nothing (const DeskValue *value)
{
  if (value == NULL)
    return TRUE;

  switch (value->kind)
    {
    case DESK_VALUE_NULL:
      return TRUE;

    case DESK_VALUE_BOOLEAN:
      return !value->boolean;

    case DESK_VALUE_TEXT:
      return *value->text == '\0';

    case DESK_VALUE_LIST:
      return desk_list_get_length (value->list) == 0;

    case DESK_VALUE_INTEGER:
    case DESK_VALUE_DOUBLE:
    case DESK_VALUE_OBJECT:
    default:
      return FALSE;
    }
}

/* What stands for a byte of text; NULL for itself. No page can hold a control
 * character, not even as a reference. */
static const char *
escape_of (char c)
{
  switch (c)
    {
    case '&':
      return "&amp;";

    case '<':
      return "&lt;";

    case '>':
      return "&gt;";

    case '"':
      return "&quot;";

    case '\'':
      return "&#39;";

    default:
      return g_ascii_iscntrl (c) && c != '\t' && c != '\n' && c != '\r' ? "" : NULL;
    }
}

static void
append_escaped (GString    *out,
                const char *text)
{
  const char *start = text;

  for (const char *c = text; *c != '\0'; c++)
    {
      const char *escape = escape_of (*c);

      if (escape == NULL)
        continue;
      g_string_append_len (out, start, c - start);
      g_string_append (out, escape);
      start = c + 1;
    }
  g_string_append (out, start);
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
render_value (Renderer        *self,
              const DeskValue *value,
              gboolean         is_raw)
{
  if (value == NULL)
    return;

  switch (value->kind)
    {
    case DESK_VALUE_TEXT:
      if (is_raw)
        g_string_append (self->out, value->text);
      else
        append_escaped (self->out, value->text);
      break;

    case DESK_VALUE_BOOLEAN:
      g_string_append (self->out, value->boolean ? "true" : "false");
      break;

    case DESK_VALUE_INTEGER:
      g_string_append_printf (self->out, "%" G_GINT64_FORMAT, value->integer);
      break;

    case DESK_VALUE_DOUBLE:
      append_double (self->out, value->number);
      break;

    case DESK_VALUE_NULL:
    case DESK_VALUE_LIST:
    case DESK_VALUE_OBJECT:
    default:
      break;
    }
}

static gboolean
render_inside (Renderer        *self,
               const DeskValue *frame,
               GPtrArray       *nodes,
               GError         **error)
{
  gboolean is_done;

  g_ptr_array_add (self->stack, (gpointer) frame);
  is_done = render_nodes (self, nodes, error);
  g_ptr_array_set_size (self->stack, (int) self->stack->len - 1);

  return is_done;
}

static gboolean
render_section (Renderer               *self,
                const DeskMustacheNode *node,
                GError                **error)
{
  const DeskValue *value = find_value (self, node->path);

  if (node->kind == DESK_MUSTACHE_INVERTED)
    return !is_nothing (value) || render_nodes (self, node->children, error);
  if (is_nothing (value))
    return TRUE;
  if (value->kind != DESK_VALUE_LIST)
    return render_inside (self, value, node->children, error);

  for (unsigned i = 0; i < desk_list_get_length (value->list); i++)
    {
      if (!render_inside (self, desk_list_get (value->list, i), node->children, error))
        return FALSE;
    }

  return TRUE;
}

static GPtrArray *
find_nodes (DeskMustache *self,
            GHashTable   *table,
            const char   *key)
{
  GPtrArray *nodes;

  g_mutex_lock (&self->lock);
  nodes = g_hash_table_lookup (table, key);
  g_mutex_unlock (&self->lock);

  return nodes;
}

/* Another thread may have compiled the same meanwhile; then that is what all use. */
static GPtrArray *
keep_nodes (DeskMustache *self,
            GHashTable   *table,
            char         *key,   /* eaten */
            GPtrArray    *nodes) /* eaten; nullable */
{
  g_autofree char *owned = key;
  g_autoptr(GPtrArray) made = nodes;
  GPtrArray *kept;

  if (nodes == NULL)
    return NULL;

  g_mutex_lock (&self->lock);
  kept = g_hash_table_lookup (table, key);
  if (kept == NULL)
    {
      kept = g_steal_pointer (&made);
      g_hash_table_insert (table, g_steal_pointer (&owned), kept);
    }
  g_mutex_unlock (&self->lock);

  return kept;
}

static GPtrArray *
get_compiled (DeskMustache *self,
              const char   *name,
              const char   *indent,
              GError      **error)
{
  g_autofree char *key = g_strconcat (indent != NULL ? indent : "", ":", name, NULL);
  GPtrArray *nodes = find_nodes (self, self->compiled, key);
  const char *text = g_hash_table_lookup (self->sources, name);
  g_autofree char *indented = NULL;

  if (nodes != NULL)
    return nodes;
  if (indent != NULL)
    text = indented = desk_mustache_move_lines (text, 0, indent, TRUE);

  nodes = desk_mustache_compile (name, text, 1, "{{", "}}", error);
  return keep_nodes (self, self->compiled, g_steal_pointer (&key), nodes);
}

/* What @given is in the place of @place. */
static GPtrArray *
get_block (DeskMustache           *self,
           const char             *template_name,
           const DeskMustacheNode *place,
           const DeskMustacheNode *given,
           GError                **error)
{
  const DeskMustacheBlock *block = given->block;
  gboolean is_whole_lines = place->block->is_whole_lines;
  g_autofree char *key = g_strdup_printf ("%s:%d:%p", place->block->indent, is_whole_lines, (const void *) given);
  GPtrArray *nodes = find_nodes (self, self->blocks, key);
  g_autofree char *moved = NULL;
  g_autofree char *text = NULL;

  if (nodes != NULL)
    return nodes;

  moved = desk_mustache_move_lines (block->text, 0, place->block->indent, is_whole_lines);
  text = g_strconcat (moved, is_whole_lines && *moved != '\0' && !g_str_has_suffix (moved, "\n") ? "\n" : "", NULL);
  nodes = desk_mustache_compile (template_name, text, block->line, block->open, block->close, error);
  return keep_nodes (self, self->blocks, g_steal_pointer (&key), nodes);
}

/* Renders what is written elsewhere: as much of that is in each other as may be. */
static gboolean
render_elsewhere (Renderer               *self,
                  const DeskMustacheNode *node,
                  const char             *template_name,
                  GPtrArray              *nodes,
                  GError                **error)
{
  const char *outer = self->template_name;
  gboolean is_done;

  if (nodes == NULL)
    return FALSE;
  if (self->n_partials == DESK_MUSTACHE_MAX_PARTIALS)
    {
      g_set_error (error, DESK_MUSTACHE_ERROR, DESK_MUSTACHE_ERROR_LIMIT,
                   _("%s:%u: partials are more than %d deep"), outer, node->line, DESK_MUSTACHE_MAX_PARTIALS);
      return FALSE;
    }

  self->template_name = template_name;
  self->n_partials++;
  is_done = render_nodes (self, nodes, error);
  self->n_partials--;
  self->template_name = outer;

  return is_done;
}

/* The specification wants a template that is missing to be empty. */
static gboolean
render_template (Renderer               *self,
                 const DeskMustacheNode *node,
                 GError                **error)
{
  const char *name = node->text;

  if (node->path != NULL)
    {
      const DeskValue *value = find_value (self, node->path);

      name = value != NULL && value->kind == DESK_VALUE_TEXT ? value->text : NULL;
    }
  if (name == NULL || !g_hash_table_contains (self->set->sources, name))
    return TRUE;

  return render_elsewhere (self, node, name, get_compiled (self->set, name, node->indent, error), error);
}

static gboolean
render_parent (Renderer               *self,
               const DeskMustacheNode *node,
               GError                **error)
{
  gboolean is_done;

  g_ptr_array_add (self->given, (gpointer) node);
  is_done = render_template (self, node, error);
  g_ptr_array_set_size (self->given, (int) self->given->len - 1);

  return is_done;
}

/* Whoever uses a template has the last word on its blocks, so the outermost. */
static const DeskMustacheNode *
find_given (Renderer               *self,
            const DeskMustacheNode *place)
{
  for (unsigned i = 0; i < self->given->len; i++)
    {
      const DeskMustacheNode *parent = self->given->pdata[i];

      for (unsigned j = 0; j < parent->children->len; j++)
        {
          const DeskMustacheNode *block = parent->children->pdata[j];

          if (g_str_equal (block->text, place->text))
            return block;
        }
    }

  return NULL;
}

static gboolean
render_block (Renderer               *self,
              const DeskMustacheNode *node,
              GError                **error)
{
  const DeskMustacheNode *given = find_given (self, node);

  if (given == NULL)
    return render_nodes (self, node->children, error);

  return render_elsewhere (self, node, self->template_name,
                           get_block (self->set, self->template_name, node, given, error), error);
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
      render_value (self, find_value (self, node->path), node->kind == DESK_MUSTACHE_RAW);
      return TRUE;

    case DESK_MUSTACHE_SECTION:
    case DESK_MUSTACHE_INVERTED:
      return render_section (self, node, error);

    case DESK_MUSTACHE_PARTIAL:
      return render_template (self, node, error);

    case DESK_MUSTACHE_PARENT:
      return render_parent (self, node, error);

    case DESK_MUSTACHE_BLOCK:
      return render_block (self, node, error);

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
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_mutex_init (&self->lock);
  self->compiled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->blocks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  return self;
}

void
desk_mustache_free (DeskMustache *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->sources);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->compiled);
  g_hash_table_unref (self->blocks);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static void
learn_names (DeskMustache    *self,
             const GPtrArray *nodes)
{
  for (unsigned i = 0; i < nodes->len; i++)
    {
      const DeskMustacheNode *node = nodes->pdata[i];

      for (const DeskName *name = node->path; name != NULL && name->text != NULL; name++)
        g_hash_table_add (self->names, g_strdup (name->text));
      if (node->children != NULL)
        learn_names (self, node->children);
    }
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
  GPtrArray *nodes;

  g_return_val_if_fail (self != NULL && name != NULL && text != NULL, FALSE);
  g_return_val_if_fail (!g_hash_table_contains (self->sources, name), FALSE);

  if (strlen (text) > DESK_MUSTACHE_MAX_TEMPLATE_BYTES || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, DESK_MUSTACHE_ERROR, DESK_MUSTACHE_ERROR_LIMIT,
                   _("%s: the template is too large or not UTF-8 text"), name);
      return FALSE;
    }

  g_hash_table_insert (self->sources, g_strdup (name), g_strdup (text));
  nodes = get_compiled (self, name, NULL, error);
  if (nodes == NULL)
    {
      g_hash_table_remove (self->sources, name);
      return FALSE;
    }

  learn_names (self, nodes);
  return TRUE;
}

/**
 * desk_mustache_names:
 *
 * Returns: whether a template asks for @name, which needn't be told otherwise
 */
gboolean
desk_mustache_names (DeskMustache *self,
                     const char   *name)
{
  return g_hash_table_contains (self->names, name);
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
                      DeskValue     context,
                      GError      **error)
{
  g_autoptr(GPtrArray) stack = g_ptr_array_new ();
  g_autoptr(GPtrArray) given = g_ptr_array_new ();
  g_autoptr(GString) out = g_string_new (NULL);
  Renderer renderer = { .set = self, .template_name = name, .stack = stack, .given = given, .out = out };
  GPtrArray *nodes;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  if (!g_hash_table_contains (self->sources, name))
    {
      g_set_error (error, DESK_MUSTACHE_ERROR, DESK_MUSTACHE_ERROR_NOT_FOUND,
                   _("The theme has no template “%s”"), name);
      return NULL;
    }

  nodes = get_compiled (self, name, NULL, error);
  if (nodes == NULL || !render_inside (&renderer, &context, nodes, error))
    return NULL;

  return g_string_free (g_steal_pointer (&out), FALSE);
}
