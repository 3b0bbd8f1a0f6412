/* desk-content-own.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-content-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Links to the site's own pages, from their first slash on or with its host in front. A
 * body's links are published as they are written: below a site in a folder,
 * "https://example.org/news/", a link to "/en/" leaves it. */

/* "example.org:8080", without what is the same for every browser. */
static char *
dup_host (GUri *uri)
{
  g_autofree char *host = g_uri_get_host (uri) != NULL ? g_ascii_strdown (g_uri_get_host (uri), -1) : NULL;
  int port = g_uri_get_port (uri);

  if (host == NULL || *host == '\0')
    return NULL;
  if (port == -1 || port == 80 || port == 443)
    return g_steal_pointer (&host);

  return g_strdup_printf ("%s:%d", host, port);
}

static GUri *
parse (const char *address)
{
  g_autofree char *whole = g_str_has_prefix (address, "//") ? g_strconcat ("https:", address, NULL) : g_strdup (address);

  return g_uri_parse (whole, (GUriFlags) (G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED), NULL);
}

/* What is behind the host of an address of the site's own; NULL for another's. */
static const char *
find_path (const DeskPlan *plan,
           const char     *destination)
{
  g_autoptr(GUri) own = plan->origin != NULL ? parse (plan->origin) : NULL;
  g_autoptr(GUri) uri = NULL;
  g_autofree char *own_host = own != NULL ? dup_host (own) : NULL;
  g_autofree char *host = NULL;
  const char *path;

  if (*destination == '/' && destination[1] != '/')
    return destination;
  uri = own_host != NULL ? parse (destination) : NULL;
  host = uri != NULL ? dup_host (uri) : NULL;
  if (host == NULL || !g_str_equal (host, own_host))
    return NULL;

  path = strstr (destination, "//") + 2;
  return path + strcspn (path, "/?#");
}

/* What is below the site's own folder; NULL for what is beside it. */
static const char *
find_below (const char *path,
            const char *base)
{
  gsize n_bytes = strlen (base);

  if (strncmp (path, base, n_bytes) != 0 || strchr ("/?#", path[n_bytes]) == NULL)
    return NULL;

  return path + n_bytes;
}

static gboolean
is_answered (DeskContentText *self,
             const char      *below)
{
  g_autofree char *address = *below == '/' ? g_strdup (below) : g_strconcat ("/", below, NULL);

  return desk_content_is_answered (self->check, address);
}

/**
 * desk_content_judge_own:
 * @destination: one that begins with a slash, or with a scheme of the web
 *
 * Returns: (transfer full) (nullable): what is wrong with it if it leads to the site
 */
char *
desk_content_judge_own (DeskContentText *self,
                        const char      *destination)
{
  const DeskPlan *plan = self->check->plan;
  const char *path = find_path (plan, destination);
  const char *below = path != NULL ? find_below (path, plan->base) : NULL;
  g_autofree char *shown = NULL;

  if (below != NULL)
    return is_answered (self, below) ? NULL : g_strdup (_("the site has no such page; correct it, or add a redirect"));
  if (path == NULL || path != destination || path[1] == '\0' || !is_answered (self, path))
    return NULL;

  shown = desk_content_shorten (path, 100);
  return g_strdup_printf (_("this leaves the site; write %s%s"), plan->base, shown);
}
