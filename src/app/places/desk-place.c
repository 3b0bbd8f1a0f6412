/* desk-place.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-place.h"

/**
 * desk_place_new:
 * @kind: what it is about
 * @title: what it is called
 *
 * Returns: (transfer full): the place
 */
DeskPlace *
desk_place_new (DeskPlaceKind kind,
                const char   *title)
{
  DeskPlace *self = g_new0 (DeskPlace, 1);

  self->kind = kind;
  self->title = g_strdup (title);

  return self;
}

/**
 * desk_place_copy:
 *
 * Returns: (transfer full): a copy
 */
DeskPlace *
desk_place_copy (const DeskPlace *self)
{
  DeskPlace *copy = desk_place_new (self->kind, self->title);

  copy->status = self->status;
  copy->section_uuid = g_strdup (self->section_uuid);

  return copy;
}

/**
 * desk_place_free:
 */
void
desk_place_free (DeskPlace *self)
{
  if (self == NULL)
    return;

  g_free (self->section_uuid);
  g_free (self->title);
  g_free (self);
}

/**
 * desk_place_equal:
 *
 * Returns: whether both are about the same articles
 */
gboolean
desk_place_equal (const DeskPlace *a,
                  const DeskPlace *b)
{
  return a->kind == b->kind && a->status == b->status && g_strcmp0 (a->section_uuid, b->section_uuid) == 0;
}
