/* desk-yaml.h - YAML as a tree, read within limits and written one way
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exchange/desk-exchange-error.h"

G_BEGIN_DECLS

#define DESK_YAML_MAX_DEPTH 8

typedef enum
{
  DESK_YAML_SCALAR,
  DESK_YAML_SEQUENCE,
  DESK_YAML_MAPPING,
} DeskYamlKind;

/**
 * DeskYaml:
 * @kind: which of the three it is
 * @line: where it begins, for messages
 * @key: (nullable): its name where it stands in a mapping
 * @text: (nullable): what a scalar says; %NULL for none ("~", "null", nothing)
 * @first: (nullable): what is in a sequence or mapping
 * @next: (nullable): what comes behind it there
 */
typedef struct _DeskYaml DeskYaml;

struct _DeskYaml
{
  DeskYamlKind kind;
  unsigned     line;
  char        *key;
  char        *text;
  DeskYaml    *first;
  DeskYaml    *next;
};

typedef struct
{
  gsize    max_bytes;
  unsigned max_nodes;
} DeskYamlLimits;

DeskYaml *desk_yaml_read (const char           *text,
                          gsize                 n_bytes,
                          const DeskYamlLimits *limits,
                          DeskPlace             place,
                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void desk_yaml_free (DeskYaml *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskYaml, desk_yaml_free)

/* desk-yaml-write.c: mappings and sequences in block style, two spaces a level.
 * What is absent (NULL or "") is left out. */
void desk_yaml_write_text (GString    *out,
                           unsigned    level,
                           const char *key,
                           const char *text);
void desk_yaml_write_word (GString    *out,
                           unsigned    level,
                           const char *key,
                           const char *word);
void desk_yaml_write_list (GString    *out,
                           unsigned    level,
                           const char *key,
                           GPtrArray  *texts);
void desk_yaml_write_item (GString    *out,
                           unsigned    level,
                           const char *text);
void desk_yaml_write_key (GString    *out,
                          unsigned    level,
                          const char *key);
void desk_yaml_begin_item (GString *out,
                           gsize    start,
                           unsigned level);

G_END_DECLS
