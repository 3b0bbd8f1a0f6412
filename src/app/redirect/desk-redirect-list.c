/* desk-redirect-list.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-redirect-list.h"

#include "app/redirect/desk-redirect-item.h"

#include <string.h>

/* There can be 200,000. An item is made when the view asks for it, and what is
 * equal at both ends of an old and a new list is not said to have changed, so that
 * the view stays where it is. */
struct _DeskRedirectList
{
  GObject    parent_instance;

  GPtrArray *redirects; /* DeskRedirect, in order */
};

static GType
get_item_type (GListModel *model)
{
  return DESK_TYPE_REDIRECT_ITEM;
}

static unsigned
get_n_items (GListModel *model)
{
  return DESK_REDIRECT_LIST (model)->redirects->len;
}

static gpointer
get_item (GListModel *model,
          unsigned    position)
{
  GPtrArray *redirects = DESK_REDIRECT_LIST (model)->redirects;

  return position < redirects->len ? desk_redirect_item_new (redirects->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (DeskRedirectList, desk_redirect_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
desk_redirect_list_finalize (GObject *object)
{
  g_ptr_array_unref (DESK_REDIRECT_LIST (object)->redirects);

  G_OBJECT_CLASS (desk_redirect_list_parent_class)->finalize (object);
}

static void
desk_redirect_list_class_init (DeskRedirectListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_redirect_list_finalize;
}

static void
desk_redirect_list_init (DeskRedirectList *self)
{
  self->redirects = g_ptr_array_new ();
}

/**
 * desk_redirect_list_new:
 *
 * Returns: (transfer full): a list of nothing
 */
DeskRedirectList *
desk_redirect_list_new (void)
{
  return g_object_new (DESK_TYPE_REDIRECT_LIST, NULL);
}

static gboolean
are_equal (const DeskRedirect *one,
           const DeskRedirect *other)
{
  return strcmp (one->source, other->source) == 0 && strcmp (one->target, other->target) == 0 &&
         g_strcmp0 (one->title, other->title) == 0;
}

/**
 * desk_redirect_list_take:
 * @redirects: (transfer full) (element-type DeskRedirect): what there is now
 */
void
desk_redirect_list_take (DeskRedirectList *self,
                         GPtrArray        *redirects)
{
  g_autoptr(GPtrArray) old = NULL;
  unsigned n_old, n_new = redirects->len;
  unsigned n_before = 0, n_behind = 0;

  g_return_if_fail (DESK_IS_REDIRECT_LIST (self));

  old = g_steal_pointer (&self->redirects);
  n_old = old->len;
  self->redirects = redirects;
  while (n_before < MIN (n_old, n_new) && are_equal (old->pdata[n_before], redirects->pdata[n_before]))
    n_before++;
  while (n_behind < MIN (n_old, n_new) - n_before &&
         are_equal (old->pdata[n_old - 1 - n_behind], redirects->pdata[n_new - 1 - n_behind]))
    n_behind++;

  if (n_old != n_before + n_behind || n_new != n_before + n_behind)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, n_old - n_before - n_behind, n_new - n_before - n_behind);
}
