/* desk-page-share.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-page.h"

#include <string.h>

/* Links that hand an article on: plain links, no script or picture of anybody
 * else's. */
static const struct
{
  const char *name;   /* NULL: the word for electronic mail */
  const char *before;
  const char *between;  /* the title and the address */
  gboolean    has_title;
} services[] = {
  { NULL, "mailto:?subject=", "&body=", TRUE },
  { "X", "https://x.com/intent/post?text=", "&url=", TRUE },
  { "Facebook", "https://www.facebook.com/sharer/sharer.php?u=", "", FALSE },
  { "LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url=", "", FALSE },
  { "WhatsApp", "https://wa.me/?text=", "%20", TRUE },
  { "Telegram", "https://t.me/share/url?text=", "&url=", TRUE },
  { "Viber", "viber://forward?text=", "%20", TRUE },
};

/**
 * desk_page_set_share_links:
 *
 * Sets "share" and "address". Without an address of the site's the page can't
 * know its own; the theme's script then completes it.
 */
void
desk_page_set_share_links (DeskPages             *self,
                           DeskObject            *page,
                           const DeskPlanArticle *planned)
{
  g_autofree char *address = desk_plan_dup_address (self->plan, planned->path);
  g_autofree char *title = desk_pages_dup_text (self, planned->edition, planned->edition->title);
  g_autofree char *title_part = g_uri_escape_string (title, NULL, FALSE);
  g_autofree char *address_part = NULL;
  DeskList *share = desk_list_new (self->arena);

  if (address == NULL)
    address = desk_plan_dup_href (self->plan, planned->path);
  address_part = g_uri_escape_string (address, NULL, FALSE);

  for (unsigned i = 0; i < G_N_ELEMENTS (services); i++)
    {
      DeskObject *link = desk_object_new (self->arena, NULL);
      g_autofree char *href = g_strconcat (services[i].before, services[i].has_title ? title_part : "",
                                           services[i].between, address_part, NULL);

      desk_object_set_text (link, "name",
                            services[i].name != NULL ? services[i].name : desk_pages_get_word (self, "email"));
      desk_object_set_text (link, "href", href);
      desk_list_add_object (share, link);
    }

  desk_object_set_list (page, "share", share);
  desk_object_set_text (page, "address", address);
}
