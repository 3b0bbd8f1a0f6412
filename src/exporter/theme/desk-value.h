/* desk-value.h - what templates are told
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/theme/desk-arena.h"

G_BEGIN_DECLS

typedef struct _DeskObject DeskObject;
typedef struct _DeskList DeskList;

typedef enum
{
  DESK_VALUE_NULL,
  DESK_VALUE_BOOLEAN,
  DESK_VALUE_INTEGER,
  DESK_VALUE_DOUBLE,
  DESK_VALUE_TEXT,
  DESK_VALUE_LIST,
  DESK_VALUE_OBJECT,
} DeskValueKind;

/**
 * DeskValue:
 *
 * Everything that it leads to is in the arena, or outlives it.
 */
typedef struct
{
  DeskValueKind kind;
  union
  {
    gboolean    boolean;
    gint64      integer;
    double      number;
    const char *text;
    DeskList   *list;
    DeskObject *object;
  };
} DeskValue;

/**
 * DeskName:
 * @hash: desk_name_hash() of @text
 *
 * A name that is looked for.
 */
typedef struct
{
  const char *text;
  guint32     hash;
} DeskName;

guint32     desk_name_hash (const char *text);

DeskObject *desk_object_new (DeskArena        *arena,
                             const DeskObject *base) G_GNUC_WARN_UNUSED_RESULT;
void        desk_object_set (DeskObject *self,
                             const char *name,
                             DeskValue   value);
void desk_object_set_null (DeskObject *self,
                           const char *name);
void desk_object_set_boolean (DeskObject *self,
                              const char *name,
                              gboolean    boolean);
void desk_object_set_integer (DeskObject *self,
                              const char *name,
                              gint64      integer);
void desk_object_set_text (DeskObject *self,
                           const char *name,
                           const char *text);
void desk_object_set_object (DeskObject *self,
                             const char *name,
                             DeskObject *object);
void desk_object_set_list (DeskObject *self,
                           const char *name,
                           DeskList   *list);

const DeskValue *desk_object_find (const DeskObject *self,
                                   const DeskName   *name);
const char      *desk_object_get_text (const DeskObject *self,
                                       const char       *name);
DeskObject      *desk_object_get_object (const DeskObject *self,
                                         const char       *name);

typedef void ( *DeskMemberFunc ) (const char      *name,
                                  const DeskValue *value,
                                  gpointer         user_data);
unsigned desk_object_foreach (const DeskObject *self,
                              DeskMemberFunc    func,
                              gpointer          user_data);

DeskList *desk_list_new (DeskArena *arena) G_GNUC_WARN_UNUSED_RESULT;
void      desk_list_add (DeskList *self,
                         DeskValue value);
void      desk_list_add_object (DeskList   *self,
                                DeskObject *object);

unsigned         desk_list_get_length (const DeskList *self);
const DeskValue *desk_list_get (const DeskList *self,
                                unsigned        index);

G_END_DECLS
