/* desk-value.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-value.h"

#include <string.h>

/* Objects are small and asked often, by names whose hashes a template knows: going
 * through them is quicker than a table of hashes would be. What many pages share
 * is the base of each of theirs.
 *
 * 1. No name is in an object twice; one that its base has, too, hides that.
 * 2. Names are borrowed: literals, or in the arena.
 */

#define FIRST_N_ROOMS 8

typedef struct
{
  guint32     hash;
  const char *name;
  DeskValue   value;
} Member;

struct _DeskObject
{
  DeskArena        *arena;
  const DeskObject *base; /* (nullable): outlives this */
  Member           *members;
  unsigned          n_members;
  unsigned          n_rooms;
};

struct _DeskList
{
  DeskArena *arena;
  DeskValue *values;
  unsigned   n_values;
  unsigned   n_rooms;
};

/**
 * desk_name_hash:
 *
 * Returns: the hash by which names are compared first (FNV-1a)
 */
guint32
desk_name_hash (const char *text)
{
  guint32 hash = 2166136261u;

  for (const char *p = text; *p != '\0'; p++)
    hash = (hash ^ (guchar) * p) * 16777619u;

  return hash;
}

/* Makes room for one more of @size bytes. */
static gpointer
grow (DeskArena *arena,
      gpointer   old,
      unsigned   n,
      unsigned  *n_rooms,
      gsize      size)
{
  gpointer new;

  if (n < *n_rooms)
    return old;

  *n_rooms = MAX (2 * *n_rooms, FIRST_N_ROOMS);
  new = desk_arena_alloc (arena, *n_rooms * size);
  if (n > 0)
    memcpy (new, old, n * size);

  return new;
}

/**
 * desk_object_new:
 * @base: (nullable): what it has as well, but for what is set; outlives it
 *
 * Returns: (transfer none): an object that lives in @arena
 */
DeskObject *
desk_object_new (DeskArena        *arena,
                 const DeskObject *base)
{
  DeskObject *self = desk_arena_alloc (arena, sizeof *self);

  self->arena = arena;
  self->base = base;

  return self;
}

static Member *
find_member (const DeskObject *self,
             const char       *name,
             guint32           hash)
{
  for (unsigned i = 0; i < self->n_members; i++)
    {
      Member *member = &self->members[i];

      if (member->hash == hash && strcmp (member->name, name) == 0)
        return member;
    }

  return NULL;
}

/**
 * desk_object_set:
 * @name: outlives it
 */
void
desk_object_set (DeskObject *self,
                 const char *name,
                 DeskValue   value)
{
  guint32 hash = desk_name_hash (name);
  Member *member = find_member (self, name, hash);

  if (member == NULL)
    {
      self->members = grow (self->arena, self->members, self->n_members, &self->n_rooms, sizeof *member);
      member = &self->members[self->n_members++];
      member->hash = hash;
      member->name = name;
    }
  member->value = value;
}

void
desk_object_set_null (DeskObject *self,
                      const char *name)
{
  desk_object_set (self, name, (DeskValue) { DESK_VALUE_NULL });
}

void
desk_object_set_boolean (DeskObject *self,
                         const char *name,
                         gboolean    boolean)
{
  desk_object_set (self, name, (DeskValue) { DESK_VALUE_BOOLEAN, .boolean = boolean });
}

void
desk_object_set_integer (DeskObject *self,
                         const char *name,
                         gint64      integer)
{
  desk_object_set (self, name, (DeskValue) { DESK_VALUE_INTEGER, .integer = integer });
}

/**
 * desk_object_set_text:
 * @text: (nullable): is copied
 */
void
desk_object_set_text (DeskObject *self,
                      const char *name,
                      const char *text)
{
  if (text == NULL)
    desk_object_set_null (self, name);
  else
    desk_object_set (self, name, (DeskValue) { DESK_VALUE_TEXT, .text = desk_arena_strdup (self->arena, text) });
}

/**
 * desk_object_set_object:
 * @object: (nullable) (transfer none): outlives it
 */
void
desk_object_set_object (DeskObject *self,
                        const char *name,
                        DeskObject *object)
{
  desk_object_set (self, name, (DeskValue) { object != NULL ? DESK_VALUE_OBJECT : DESK_VALUE_NULL, .object = object });
}

/**
 * desk_object_set_list:
 * @list: (transfer none): outlives it
 */
void
desk_object_set_list (DeskObject *self,
                      const char *name,
                      DeskList   *list)
{
  desk_object_set (self, name, (DeskValue) { DESK_VALUE_LIST, .list = list });
}

/**
 * desk_object_find:
 *
 * Returns: (nullable): the value of that name
 */
const DeskValue *
desk_object_find (const DeskObject *self,
                  const DeskName   *name)
{
  for (; self != NULL; self = self->base)
    {
      const Member *member = find_member (self, name->text, name->hash);

      if (member != NULL)
        return &member->value;
    }

  return NULL;
}

static const DeskValue *
find_kind (const DeskObject *self,
           const char       *name,
           DeskValueKind     kind)
{
  DeskName wanted = { name, desk_name_hash (name) };
  const DeskValue *value = desk_object_find (self, &wanted);

  return value != NULL && value->kind == kind ? value : NULL;
}

/**
 * desk_object_get_text:
 *
 * Returns: (nullable): the text of that name
 */
const char *
desk_object_get_text (const DeskObject *self,
                      const char       *name)
{
  const DeskValue *value = find_kind (self, name, DESK_VALUE_TEXT);

  return value != NULL ? value->text : NULL;
}

/**
 * desk_object_get_object:
 *
 * Returns: (transfer none) (nullable): the object of that name
 */
DeskObject *
desk_object_get_object (const DeskObject *self,
                        const char       *name)
{
  const DeskValue *value = find_kind (self, name, DESK_VALUE_OBJECT);

  return value != NULL ? value->object : NULL;
}

/**
 * desk_object_foreach:
 * @func: (scope call): is told of each member, in the order in which they were
 *   set; then of the base's, even where they are hidden
 *
 * Returns: how many there were
 */
unsigned
desk_object_foreach (const DeskObject *self,
                     DeskMemberFunc    func,
                     gpointer          user_data)
{
  unsigned n = 0;

  for (; self != NULL; self = self->base)
    {
      for (unsigned i = 0; i < self->n_members; i++)
        func (self->members[i].name, &self->members[i].value, user_data);
      n += self->n_members;
    }

  return n;
}

DeskList *
desk_list_new (DeskArena *arena)
{
  DeskList *self = desk_arena_alloc (arena, sizeof *self);

  self->arena = arena;

  return self;
}

void
desk_list_add (DeskList *self,
               DeskValue value)
{
  self->values = grow (self->arena, self->values, self->n_values, &self->n_rooms, sizeof value);
  self->values[self->n_values++] = value;
}

/**
 * desk_list_add_object:
 * @object: (transfer none): outlives it
 */
void
desk_list_add_object (DeskList   *self,
                      DeskObject *object)
{
  desk_list_add (self, (DeskValue) { DESK_VALUE_OBJECT, .object = object });
}

unsigned
desk_list_get_length (const DeskList *self)
{
  return self->n_values;
}

const DeskValue *
desk_list_get (const DeskList *self,
               unsigned        index)
{
  return &self->values[index];
}
