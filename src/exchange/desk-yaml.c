/* desk-yaml.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-yaml.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yaml.h>

/* libyaml's events become a tree. What makes YAML dangerous or surprising is
 * refused when it is met, so that the size of the tree is bounded by the size
 * of the text: aliases (a few lines can stand for gigabytes), tags, merge keys,
 * a key that is there twice, a second document, and depth.
 */

typedef struct
{
  yaml_parser_t         parser;
  const DeskYamlLimits *limits;
  DeskPlace             place; /* the line before the first one of the text */
  unsigned              n_nodes;
} Reader;

static DeskPlace
place_of (const Reader      *reader,
          const yaml_mark_t *mark)
{
  return (DeskPlace) { reader->place.file, reader->place.line + (unsigned) mark->line + 1 };
}

static DeskPlace
place_of_node (const Reader   *reader,
               const DeskYaml *node)
{
  return (DeskPlace) { reader->place.file, node->line };
}

static gboolean
throw_syntax (const Reader *reader,
              GError      **error)
{
  const yaml_parser_t *parser = &reader->parser;

  if (parser->error == YAML_READER_ERROR)
    return desk_exchange_throw (error, reader->place,
                                _("there is a character that YAML can't hold; remove control characters and save it as UTF-8"));

  return desk_exchange_throw (error, place_of (reader, &parser->problem_mark),
                              _("this is not YAML that can be read (%s); put a value that has “: ” or begins with a sign in quotes"),
                              parser->problem != NULL ? parser->problem : "?");
}

/* The next event, which the caller deletes. */
static gboolean
next_event (Reader       *reader,
            yaml_event_t *event,
            GError      **error)
{
  return yaml_parser_parse (&reader->parser, event) || throw_syntax (reader, error);
}

/**
 * desk_yaml_free:
 * @self: (nullable): with all that is below and behind it
 */
void
desk_yaml_free (DeskYaml *self)
{
  while (self != NULL)
    {
      DeskYaml *next = self->next;

      desk_yaml_free (self->first);
      g_free (self->key);
      g_free (self->text);
      g_free (self);
      self = next;
    }
}

static gboolean
is_none (const yaml_event_t *event)
{
  static const char *const nones[] = { "", "~", "null", "Null", "NULL", NULL };

  return event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
         g_strv_contains (nones, (const char *) event->data.scalar.value);
}

static gboolean
has_tag (const yaml_event_t *event)
{
  switch ((int) event->type)
    {
    case YAML_SCALAR_EVENT:
      return event->data.scalar.tag != NULL;

    case YAML_SEQUENCE_START_EVENT:
      return event->data.sequence_start.tag != NULL;

    case YAML_MAPPING_START_EVENT:
      return event->data.mapping_start.tag != NULL;

    default:
      return FALSE;
    }
}

static gboolean
has_anchor (const yaml_event_t *event)
{
  switch ((int) event->type)
    {
    case YAML_ALIAS_EVENT:
      return TRUE;

    case YAML_SCALAR_EVENT:
      return event->data.scalar.anchor != NULL;

    case YAML_SEQUENCE_START_EVENT:
      return event->data.sequence_start.anchor != NULL;

    case YAML_MAPPING_START_EVENT:
      return event->data.mapping_start.anchor != NULL;

    default:
      return FALSE;
    }
}

static gboolean
check_event (Reader             *reader,
             const yaml_event_t *event,
             unsigned            depth,
             GError            **error)
{
  DeskPlace place = place_of (reader, &event->start_mark);

  if (has_anchor (event))
    return desk_exchange_throw (error, place, _("anchors and aliases (&, *) are not read; write the value out, or put it in quotes"));
  if (has_tag (event))
    return desk_exchange_throw (error, place, _("tags (!) are not read; leave the tag out, or put the value in quotes"));
  if (event->type == YAML_SCALAR_EVENT &&
      strlen ((const char *) event->data.scalar.value) != event->data.scalar.length)
    return desk_exchange_throw (error, place, _("there is a zero byte in a value; remove it"));
  if (depth > DESK_YAML_MAX_DEPTH)
    return desk_exchange_throw (error, place, _("values are nested more than %d deep; make it flatter"), DESK_YAML_MAX_DEPTH);
  if (++reader->n_nodes > reader->limits->max_nodes)
    return desk_exchange_throw (error, place, _("there are more than %u values; write fewer"), reader->limits->max_nodes);

  return TRUE;
}

static DeskYaml *read_node (Reader       *reader,
                            yaml_event_t *event,
                            unsigned      depth,
                            GError      **error);

/* Takes the name of the next member, which @event is; @known has the earlier. */
static char *
read_key (Reader       *reader,
          yaml_event_t *event,
          GHashTable   *known,
          GError      **error)
{
  DeskPlace place = place_of (reader, &event->start_mark);
  const char *key = (const char *) event->data.scalar.value;

  if (event->type != YAML_SCALAR_EVENT && event->type != YAML_ALIAS_EVENT)
    {
      desk_exchange_throw (error, place, _("a list or mapping can't be the name of a value; write NAME: VALUE"));
      return NULL;
    }
  if (!check_event (reader, event, 0, error))
    return NULL;
  if (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && g_str_equal (key, "<<"))
    {
      desk_exchange_throw (error, place, _("merge keys (<<) are not read; write the values out"));
      return NULL;
    }
  if (g_hash_table_contains (known, key))
    {
      desk_exchange_throw (error, place, _("“%.40s” is there twice; keep one of them"), key);
      return NULL;
    }

  return g_strdup (key);
}

static gboolean
read_mapping (Reader   *reader,
              DeskYaml *node,
              unsigned  depth,
              GError  **error)
{
  g_autoptr(GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  DeskYaml **end = &node->first;

  for (;;)
    {
      g_autofree char *key = NULL;
      yaml_event_t event;

      if (!next_event (reader, &event, error))
        return FALSE;
      if (event.type == YAML_MAPPING_END_EVENT)
        {
          yaml_event_delete (&event);
          return TRUE;
        }

      key = read_key (reader, &event, known, error);
      yaml_event_delete (&event);
      if (key == NULL || !next_event (reader, &event, error))
        return FALSE;

      *end = read_node (reader, &event, depth + 1, error);
      if (*end == NULL)
        return FALSE;
      (*end)->key = g_steal_pointer (&key);
      g_hash_table_add (known, (*end)->key);
      end = &(*end)->next;
    }
}

static gboolean
read_sequence (Reader   *reader,
               DeskYaml *node,
               unsigned  depth,
               GError  **error)
{
  DeskYaml **end = &node->first;

  for (;;)
    {
      yaml_event_t event;

      if (!next_event (reader, &event, error))
        return FALSE;
      if (event.type == YAML_SEQUENCE_END_EVENT)
        {
          yaml_event_delete (&event);
          return TRUE;
        }

      *end = read_node (reader, &event, depth + 1, error);
      if (*end == NULL)
        return FALSE;
      end = &(*end)->next;
    }
}

/* Reads the value that @event begins, and deletes the event. */
static DeskYaml *
read_node (Reader       *reader,
           yaml_event_t *event,
           unsigned      depth,
           GError      **error)
{
  g_autoptr(DeskYaml) node = g_new0 (DeskYaml, 1);
  gboolean is_read = check_event (reader, event, depth, error);

  node->line = place_of (reader, &event->start_mark).line;
  switch ((int) event->type)
    {
    case YAML_SEQUENCE_START_EVENT:
      node->kind = DESK_YAML_SEQUENCE;
      break;

    case YAML_MAPPING_START_EVENT:
      node->kind = DESK_YAML_MAPPING;
      break;

    case YAML_SCALAR_EVENT:
      node->kind = DESK_YAML_SCALAR;
      node->text = is_none (event) ? NULL : g_strdup ((const char *) event->data.scalar.value);
      break;

    default: /* an alias, which was refused above */
      break;
    }
  yaml_event_delete (event);

  if (is_read && node->kind == DESK_YAML_MAPPING)
    is_read = read_mapping (reader, node, depth, error);
  else if (is_read && node->kind == DESK_YAML_SEQUENCE)
    is_read = read_sequence (reader, node, depth, error);

  return is_read ? g_steal_pointer (&node) : NULL;
}

/* The top of the document, which has to be a mapping. */
static DeskYaml *
read_document (Reader  *reader,
               GError **error)
{
  g_autoptr(DeskYaml) root = NULL;

  for (;;)
    {
      yaml_event_t event;
      yaml_event_type_t type;

      if (!next_event (reader, &event, error))
        return NULL;

      type = event.type;
      if (type == YAML_DOCUMENT_START_EVENT && root != NULL)
        {
          desk_exchange_throw (error, place_of (reader, &event.start_mark),
                               _("a second YAML document begins here; leave the line out"));
          yaml_event_delete (&event);
          return NULL;
        }
      if (type == YAML_MAPPING_START_EVENT || type == YAML_SEQUENCE_START_EVENT ||
          type == YAML_SCALAR_EVENT || type == YAML_ALIAS_EVENT)
        {
          root = read_node (reader, &event, 0, error);
          if (root == NULL)
            return NULL;
          continue;
        }
      yaml_event_delete (&event);
      if (type == YAML_STREAM_END_EVENT)
        break;
    }

  if (root == NULL) /* nothing but blanks and comments */
    {
      root = g_new0 (DeskYaml, 1);
      root->kind = DESK_YAML_MAPPING;
    }
  if (root->kind == DESK_YAML_SCALAR && root->text == NULL)
    root->kind = DESK_YAML_MAPPING;
  if (root->kind != DESK_YAML_MAPPING)
    {
      desk_exchange_throw (error, place_of_node (reader, root), _("this is not a list of names and values; write NAME: VALUE in each line"));
      return NULL;
    }

  return g_steal_pointer (&root);
}

/**
 * desk_yaml_read:
 * @text: valid UTF-8
 * @limits: how much of it there may be
 * @place: the file, and the line before the one that @text begins with
 *
 * Reads one YAML document, a mapping. Anchors, aliases, tags, merge keys,
 * duplicate keys and further documents are refused, as is what goes over the
 * limits, each with the line it is in.
 *
 * Returns: (transfer full): the mapping; %NULL with @error set
 */
DeskYaml *
desk_yaml_read (const char           *text,
                gsize                 n_bytes,
                const DeskYamlLimits *limits,
                DeskPlace             place,
                GError              **error)
{
  Reader reader = { .limits = limits, .place = place };
  DeskYaml *root;

  if (n_bytes > limits->max_bytes)
    {
      desk_exchange_throw (error, (DeskPlace) { place.file, place.line + 1 },
                           _("this is more than %u KB of YAML; make it shorter"),
                           (unsigned) (limits->max_bytes / 1024));
      return NULL;
    }
  if (!yaml_parser_initialize (&reader.parser))
    {
      desk_exchange_throw (error, place, _("there is no memory to read it; close other programs and try again"));
      return NULL;
    }

  yaml_parser_set_encoding (&reader.parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string (&reader.parser, (const unsigned char *) text, n_bytes);
  root = read_document (&reader, error);
  yaml_parser_delete (&reader.parser);

  return root;
}
