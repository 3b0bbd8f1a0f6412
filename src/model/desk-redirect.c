/* desk-redirect.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-model"

#include "config.h"

#include "desk-redirect.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An address is written in many ways that a server takes for one: with the site's
 * host or without, escaped (RFC 3986 §2.1) or as people read it, with "index.html" or
 * without. Here each has one form, in which it can be looked up. */

#define NEVER "\"\\<>^`{|}"       /* not in an address (RFC 3986 §2), and dangerous in a server's rules */
#define NEVER_IN_PATH NEVER "?#%" /* what it is read as would be another address */
#define SEGMENT_MAX_BYTES 200

G_DEFINE_QUARK (desk_redirect_error_quark, desk_redirect_error)

DeskRedirect *
desk_redirect_new (const char *source,
                   const char *target)
{
  DeskRedirect *self = g_new0 (DeskRedirect, 1);

  self->source = g_strdup (source);
  self->target = g_strdup (target);

  return self;
}

void
desk_redirect_free (DeskRedirect *self)
{
  if (self == NULL)
    return;

  g_free (self->source);
  g_free (self->target);
  g_free (self->title);
  g_free (self);
}

static gboolean
G_GNUC_PRINTF (2,
               3)
throw_invalid (GError    **error,
               const char *message,
               ...)
{
  va_list args;

  va_start (args, message);
  if (error != NULL)
    *error = g_error_new_valist (DESK_REDIRECT_ERROR, DESK_REDIRECT_ERROR_INVALID, message, args);
  va_end (args);

  return FALSE;
}

static gboolean
has_control (const char *text)
{
  for (; *text != '\0'; text++)
    {
      if (g_ascii_iscntrl (*text))
        return TRUE;
    }

  return FALSE;
}

static gboolean
check_bytes (const char *text,
             GError    **error)
{
  if (!g_utf8_validate (text, -1, NULL))
    return throw_invalid (error, _("An address is not valid UTF-8 text; write it in UTF-8, or escape it"));
  if (strlen (text) > DESK_REDIRECT_MAX_BYTES)
    return throw_invalid (error, _("An address is longer than 2,000 letters; nothing on the web would ask for it"));

  return TRUE;
}

/* The parts of an address; each as it was written. */
typedef struct
{
  char *origin;      /* "https://example.org", or NULL */
  char *path;        /* "" or from its first "/" on */
  char *query;       /* from "?" on, or "" */
  char *fragment;    /* from "#" on, or "" */
} Parts;

static void
parts_clear (Parts *self)
{
  g_free (self->origin);
  g_free (self->path);
  g_free (self->query);
  g_free (self->fragment);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static gsize
scheme_bytes (const char *text)
{
  static const char *const schemes[] = { "https://", "http://", "//" };

  for (unsigned i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      if (g_ascii_strncasecmp (text, schemes[i], strlen (schemes[i])) == 0)
        return strlen (schemes[i]);
    }

  return 0;
}

static Parts
split (const char *text)
{
  gsize n_scheme = scheme_bytes (text);
  const char *path = text + n_scheme + (n_scheme > 0 ? strcspn (text + n_scheme, "/?#") : 0);
  const char *query = path + strcspn (path, "?#");
  const char *fragment = query + strcspn (query, "#");

  return (Parts) {
           .origin = n_scheme > 0 ? g_strndup (text, (gsize) (path - text)) : NULL,
           .path = g_strndup (path, (gsize) (query - path)),
           .query = fragment - query <= 1 ? g_strdup ("") : g_strndup (query, (gsize) (fragment - query)),
           .fragment = g_strdup (fragment),
  };
}

static char *
unescape (const char *path,
          GError    **error)
{
  g_autoptr(GBytes) bytes = g_uri_unescape_bytes (path, -1, NULL, NULL);
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, NULL) : NULL;
  gsize n_bytes = bytes != NULL ? g_bytes_get_size (bytes) : 0;
  g_autofree char *text = NULL;

  if (bytes == NULL || !g_utf8_validate_len (data, n_bytes, NULL))
    {
      throw_invalid (error, _("“%.80s” is not escaped as addresses are (%%C5%%A1 for š); write it as it is read"), path);
      return NULL;
    }

  text = g_strndup (data, n_bytes);
  if (has_control (text) || strpbrk (text, NEVER_IN_PATH) != NULL)
    {
      throw_invalid (error, _("“%.80s” has characters that no address has; leave them out"), path);
      return NULL;
    }
  return g_steal_pointer (&text);
}

/* One form for each path: no empty parts, no "index.html", "/" behind a folder. */
static char *
normalize_path (const char *path,
                GError    **error)
{
  g_autofree char *plain = unescape (path, error);
  g_auto(GStrv) segments = plain != NULL ? g_strsplit (plain, "/", -1) : NULL;
  g_autoptr(GString) made = g_string_new ("/");
  const char *last = NULL;

  if (plain == NULL)
    return NULL;

  for (unsigned i = 0; segments[i] != NULL; i++)
    {
      const char *segment = segments[i];

      if (*segment == '\0' || (segments[i + 1] == NULL && g_str_equal (segment, "index.html")))
        continue;
      if (*segment == '.' || strlen (segment) > SEGMENT_MAX_BYTES)
        {
          throw_invalid (error, _("“%.80s” can't be an address of the site: “%.40s” can't be part of one"), path, segment);
          return NULL;
        }
      g_string_append (made, segment);
      g_string_append_c (made, '/');
      last = segment;
    }
  if (last != NULL && !g_str_has_suffix (plain, "/") && !g_str_has_suffix (plain, "/index.html") && strchr (last, '.') != NULL)
    g_string_truncate (made, made->len - 1);

  return g_string_free_and_steal (g_steal_pointer (&made));
}

static gboolean
check_query (const char *query,
             GError    **error)
{
  for (const char *c = query; *c != '\0'; c++)
    {
      if (!g_ascii_isgraph (*c) || strchr (NEVER, *c) != NULL)
        return throw_invalid (error, _("“%.80s” has characters that no address has behind its question mark; escape them"), query);
    }

  return TRUE;
}

/* "/news" of "https://example.org/news/". */
static char *
dup_base (const char *url)
{
  g_auto(Parts) site = split (url);
  gsize n_bytes = strlen (site.path);

  while (n_bytes > 0 && site.path[n_bytes - 1] == '/')
    n_bytes--;

  return g_strndup (site.path, n_bytes);
}

/* What is below the site's own folder of an address with a host. */
static const char *
find_below (const char *path,
            const char *base)
{
  gsize n_bytes = strlen (base);

  if (strncmp (path, base, n_bytes) != 0 || (path[n_bytes] != '/' && path[n_bytes] != '\0'))
    return NULL;

  return path + n_bytes;
}

/**
 * desk_redirect_parse_source:
 * @text: an old address as somebody has it: "/?p=123", "/old/page.html", or with a host
 *   in front, which may have been another one
 * @url: the site's address; of what begins with a host, its folder is left out
 *
 * Returns: (transfer full) (nullable): the one form of it; %NULL with @error set
 */
char *
desk_redirect_parse_source (const char *text,
                            const char *url,
                            GError    **error)
{
  g_auto(Parts) parts = split (text);
  g_autofree char *base = parts.origin != NULL ? dup_base (url) : g_strdup ("");
  const char *below = find_below (parts.path, base);
  g_autofree char *path = NULL;

  if (!check_bytes (text, error))
    return NULL;
  if (parts.origin == NULL && *text != '/' && *text != '?')
    {
      throw_invalid (error, _("“%.80s” is not an old address; write it from its first slash on: /old/page.html, /?p=123"), text);
      return NULL;
    }
  if (below == NULL)
    {
      throw_invalid (error, _("“%.80s” is not below the site's own address, and can't be answered from there"), text);
      return NULL;
    }
  path = normalize_path (below, error);
  if (path == NULL || !check_query (parts.query, error))
    return NULL;
  if (g_str_equal (path, "/") && *parts.query == '\0')
    {
      throw_invalid (error, _("“%.80s” is the site's home, which can't lead elsewhere"), text);
      return NULL;
    }

  return g_strconcat (path, parts.query, NULL);
}

static char *
parse_own_target (const char *below,
                  const char *query,
                  const char *fragment,
                  GError    **error)
{
  g_autofree char *path = normalize_path (below, error);

  if (path == NULL || !check_query (query, error) || !check_query (fragment, error))
    return NULL;

  return g_strconcat (path, query, fragment, NULL);
}

static gboolean
is_own_host (const Parts *parts,
             const char  *url)
{
  g_auto(Parts) site = split (url);

  return site.origin != NULL && g_ascii_strcasecmp (parts->origin, site.origin) == 0;
}

/**
 * desk_redirect_parse_target:
 * @text: where it is to lead: a path of the site, an address on the web, an article's id
 *   with "article:" before it or without, "" where it is gone
 * @url: the site's address
 *
 * Returns: (transfer full) (nullable): the one form of it; %NULL with @error set
 */
char *
desk_redirect_parse_target (const char *text,
                            const char *url,
                            GError    **error)
{
  const char *id = g_str_has_prefix (text, DESK_REDIRECT_ARTICLE) ? text + strlen (DESK_REDIRECT_ARTICLE) : text;
  g_auto(Parts) parts = split (text);
  g_autofree char *base = parts.origin != NULL ? dup_base (url) : g_strdup ("");
  const char *below = find_below (parts.path, base);

  if (*text == '\0')
    return g_strdup ("");
  if (g_uuid_string_is_valid (id))
    {
      g_autofree char *lower = g_ascii_strdown (id, -1);

      return g_strconcat (DESK_REDIRECT_ARTICLE, lower, NULL);
    }
  if (!check_bytes (text, error))
    return NULL;
  if (parts.origin == NULL && *text == '/')
    return parse_own_target (parts.path, parts.query, parts.fragment, error);
  if (parts.origin != NULL && is_own_host (&parts, url) && below != NULL)
    return parse_own_target (below, parts.query, parts.fragment, error);
  if (parts.origin != NULL && *text != '/' && strlen (parts.origin) > scheme_bytes (text) && g_uri_is_valid (text, G_URI_FLAGS_PARSE_RELAXED, NULL) && !has_control (text) &&
      strpbrk (text, NEVER " ") == NULL)
    return desk_redirect_escape (text);

  throw_invalid (error, _("“%.80s” is not a place to lead to; write a path (/en/news/), an address on the web, or an article's id"), text);
  return NULL;
}

/**
 * desk_redirect_is_home:
 * @text: an address as somebody has it
 * @url: the site's address
 *
 * Returns: whether it is the site's home, which leads nowhere else
 */
gboolean
desk_redirect_is_home (const char *text,
                       const char *url)
{
  g_auto(Parts) parts = split (text);
  g_autofree char *base = parts.origin != NULL ? dup_base (url) : g_strdup ("");
  const char *below = find_below (parts.path, base);
  g_autofree char *path = below != NULL ? normalize_path (below, NULL) : NULL;

  return path != NULL && g_str_equal (path, "/") && *parts.query == '\0';
}

/* "/robots.txt/a/": where a site has files no folder can be. */
static gboolean
has_file_as_folder (const char *source)
{
  static const char *const endings[] = { ".html", ".htm", ".xml", ".txt", ".json", ".css", ".js", ".webmanifest", ".conf" };
  g_auto(GStrv) segments = g_strsplit (source, "/", -1);

  for (unsigned i = 0; segments[i] != NULL && segments[i + 1] != NULL; i++)
    {
      for (unsigned j = 0; j < G_N_ELEMENTS (endings); j++)
        {
          if (g_str_has_suffix (segments[i], endings[j]))
            return TRUE;
        }
    }

  return FALSE;
}

/**
 * desk_redirect_is_page:
 * @source: of a redirect
 *
 * Returns: whether a file can stand there that browsers take for a page: without a query,
 *   in a folder or with a name that says it is one
 */
gboolean
desk_redirect_is_page (const char *source)
{
  static const char *const endings[] = { "/", ".html", ".htm" };

  for (unsigned i = 0; strchr (source, '?') == NULL && i < G_N_ELEMENTS (endings); i++)
    {
      if (g_str_has_suffix (source, endings[i]))
        return !has_file_as_folder (source);
    }

  return FALSE;
}

/**
 * desk_redirect_escape:
 * @address: a path, perhaps with what follows, or an address on the web
 *
 * Returns: (transfer full): it, as it is written in a page and in a server's rules; what
 *   was escaped before isn't escaped again
 */
char *
desk_redirect_escape (const char *address)
{
  return g_uri_escape_string (address, "/:@!&()*+,;=?#%~'[]", FALSE);
}
