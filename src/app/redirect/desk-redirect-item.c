/* desk-redirect-item.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-redirect-item.h"

#include <glib/gi18n.h>

struct _DeskRedirectItem
{
  GObject       parent_instance;

  DeskRedirect *redirect;
};

G_DEFINE_FINAL_TYPE (DeskRedirectItem, desk_redirect_item, G_TYPE_OBJECT)

static void
desk_redirect_item_finalize (GObject *object)
{
  desk_redirect_free (DESK_REDIRECT_ITEM (object)->redirect);

  G_OBJECT_CLASS (desk_redirect_item_parent_class)->finalize (object);
}

static void
desk_redirect_item_class_init (DeskRedirectItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_redirect_item_finalize;
}

static void
desk_redirect_item_init (DeskRedirectItem *self)
{
}

/**
 * desk_redirect_item_new:
 * @redirect: what it is, which is copied
 *
 * Returns: (transfer full): an item
 */
DeskRedirectItem *
desk_redirect_item_new (const DeskRedirect *redirect)
{
  DeskRedirectItem *self = g_object_new (DESK_TYPE_REDIRECT_ITEM, NULL);

  self->redirect = desk_redirect_new (redirect->source, redirect->target);
  self->redirect->title = g_strdup (redirect->title);

  return self;
}

/**
 * desk_redirect_item_get_redirect:
 *
 * Returns: (transfer none): what it is
 */
const DeskRedirect *
desk_redirect_item_get_redirect (DeskRedirectItem *self)
{
  g_return_val_if_fail (DESK_IS_REDIRECT_ITEM (self), NULL);

  return self->redirect;
}

/**
 * desk_redirect_item_dup_target:
 *
 * Returns: (transfer full): where it leads, for people
 */
char *
desk_redirect_item_dup_target (DeskRedirectItem *self)
{
  g_return_val_if_fail (DESK_IS_REDIRECT_ITEM (self), NULL);

  if (self->redirect->title != NULL && *self->redirect->title != '\0')
    return g_strdup_printf (_("Leads to “%s”"), self->redirect->title);
  if (*self->redirect->target == '\0')
    return g_strdup (_("Gone: readers are told so"));

  return g_strdup_printf (_("Leads to %s"), self->redirect->target);
}
