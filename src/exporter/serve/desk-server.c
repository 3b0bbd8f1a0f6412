/* desk-server.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-server.h"

#include "exporter/desk-export.h"
#include "exporter/desk-output-list.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/**
 * DeskServer:
 *
 * Shows an exported site on this machine, as a web server would. It answers in
 * the thread-default main context of the thread that made it.
 *
 * A request's path is walked one part at a time, from the folder of the site as
 * it is then, and no part may be "..", a symbolic link or `.copydesk`: nothing
 * outside the folder can be named.
 */
struct _DeskServer
{
  GObject     parent_instance;

  SoupServer *soup;
  char       *base_path; /* "/news", or "" */
  char       *address;
  char       *directory;
};

G_DEFINE_FINAL_TYPE (DeskServer, desk_server, G_TYPE_OBJECT)

#define MAX_FILE_BYTES (512 * 1024 * 1024)

static const struct
{
  const char *ending;
  const char *type;
} types[] = {
  { ".avif", "image/avif" },
  { ".css", "text/css; charset=utf-8" },
  { ".gif", "image/gif" },
  { ".html", "text/html; charset=utf-8" },
  { ".ico", "image/x-icon" },
  { ".jpg", "image/jpeg" },
  { ".js", "text/javascript; charset=utf-8" },
  { ".json", "application/json; charset=utf-8" },
  { ".pdf", "application/pdf" },
  { ".png", "image/png" },
  { ".svg", "image/svg+xml; charset=utf-8" },
  { ".txt", "text/plain; charset=utf-8" },
  { ".webmanifest", "application/manifest+json" },
  { ".webp", "image/webp" },
  { ".woff2", "font/woff2" },
  { ".xml", "application/xml; charset=utf-8" },
};

static const char *
type_of (const char *name)
{
  for (unsigned i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (g_str_has_suffix (name, types[i].ending))
        return types[i].type;
    }

  return "application/octet-stream";
}

static gboolean
is_name (const char *part)
{
  return *part != '\0' && !g_str_equal (part, ".") && !g_str_equal (part, "..") && !g_str_equal (part, DESK_OUTPUT_FOLDER) &&
         strchr (part, '/') == NULL;
}

static int
open_folder (const char *directory)
{
  return g_open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
}

/* Opens what @path names below the site's folder; -1 if that is nothing that
 * may be shown. */
static int
open_below (DeskServer  *self,
            const char  *path,
            struct stat *out_status)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", -1);
  int fd = open_folder (self->directory);

  for (unsigned i = 0; fd >= 0 && parts[i] != NULL; i++)
    {
      int next;

      /* Before the first slash and behind the last there is nothing; a gap in
       * the middle would let "//host" pass for a path. */
      if (*parts[i] == '\0' && (i == 0 || parts[i + 1] == NULL))
        continue;
      /* Without waiting: a named pipe would never open. */
      next = is_name (parts[i]) ? openat (fd, parts[i], O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) : -1;
      (void) close (fd); /* only read from */
      fd = next;
    }

  if (fd >= 0 && fstat (fd, out_status) == 0 && (S_ISREG (out_status->st_mode) || S_ISDIR (out_status->st_mode)))
    return fd;
  if (fd >= 0)
    (void) close (fd);
  return -1;
}

/* The bytes of a file; takes @fd. */
static GBytes *
read_file (int                fd,
           const struct stat *status)
{
  g_autoptr(GMappedFile) mapped = NULL;

  if (status->st_size <= MAX_FILE_BYTES)
    mapped = g_mapped_file_new_from_fd (fd, FALSE, NULL);
  (void) close (fd); /* only read from; the mapping stays */

  return mapped != NULL ? g_mapped_file_get_bytes (mapped) : NULL;
}

static void
answer_file (SoupServerMessage *message,
             guint              code,
             const char        *name,
             GBytes            *bytes)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, code, NULL);
  soup_message_headers_replace (headers, "Content-Type", type_of (name));
  soup_message_headers_replace (headers, "Cache-Control", "no-cache");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "Content-Security-Policy",
                                "default-src 'none'; manifest-src 'self'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
                                "base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  if (g_str_equal (soup_server_message_get_method (message), "HEAD"))
    soup_message_headers_set_content_length (headers, (goffset) g_bytes_get_size (bytes));
  else
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), bytes);
}

static GBytes *
read_missing (DeskServer *self,
              const char *name)
{
  struct stat status;
  int fd = open_below (self, name, &status);

  return fd >= 0 ? read_file (fd, &status) : NULL;
}

/* In the language that was asked for, else the main one. */
static void
answer_missing (DeskServer        *self,
                SoupServerMessage *message,
                const char        *below)
{
  static const char plain[] = "Not found\n";
  const char *language = below + (*below == '/');
  int n_language = (int) strcspn (language, "/");
  g_autofree char *name = g_strdup_printf ("/%.*s/404.html", n_language, language);
  g_autoptr(GBytes) page = n_language > 0 ? read_missing (self, name) : NULL;
  g_autoptr(GBytes) text = g_bytes_new_static (plain, strlen (plain));

  if (page == NULL)
    page = read_missing (self, "/404.html");
  if (page != NULL)
    answer_file (message, SOUP_STATUS_NOT_FOUND, ".html", page);
  else
    answer_file (message, SOUP_STATUS_NOT_FOUND, ".txt", text);
}

/* To the folder's own address, from one without its last slash. */
static void
answer_folder (DeskServer        *self,
               SoupServerMessage *message,
               const char        *below)
{
  g_autofree char *path = g_strconcat (self->base_path, below, "/", NULL);
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);

  soup_server_message_set_redirect (message, SOUP_STATUS_MOVED_PERMANENTLY, escaped);
}

static void
answer_path (DeskServer        *self,
             SoupServerMessage *message,
             const char        *below)
{
  gboolean is_folder_path = g_str_has_suffix (below, "/");
  struct stat status;
  int fd = open_below (self, below, &status);
  const char *name = below;
  g_autoptr(GBytes) bytes = NULL;

  if (fd >= 0 && S_ISDIR (status.st_mode) && !is_folder_path)
    {
      (void) close (fd); /* only looked at */
      answer_folder (self, message, below);
      return;
    }
  if (fd >= 0 && S_ISDIR (status.st_mode))
    {
      g_autofree char *index = g_strconcat (below, "index.html", NULL);

      (void) close (fd); /* only looked at */
      fd = open_below (self, index, &status);
      name = "index.html";
    }
  else if (fd >= 0 && is_folder_path)
    {
      (void) close (fd); /* a file isn't a folder */
      fd = -1;
    }

  if (fd >= 0 && S_ISREG (status.st_mode))
    bytes = read_file (fd, &status);
  else if (fd >= 0)
    (void) close (fd); /* index.html is a folder */

  if (bytes != NULL)
    answer_file (message, SOUP_STATUS_OK, name, bytes);
  else
    answer_missing (self, message, below);
}

static void
request_cb (SoupServer        *soup,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  DeskServer *self = user_data;
  const char *method = soup_server_message_get_method (message);
  const char *below = path;

  if (!g_str_equal (method, "GET") && !g_str_equal (method, "HEAD"))
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "Allow", "GET, HEAD");
      soup_server_message_set_status (message, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL);
      return;
    }

  if (*self->base_path != '\0')
    {
      gsize n_bytes = strlen (self->base_path);

      /* The site is below its path alone; the top leads there. */
      if (g_str_equal (path, "/") || g_str_equal (path, self->base_path))
        {
          answer_folder (self, message, "");
          return;
        }
      if (!g_str_has_prefix (path, self->base_path) || path[n_bytes] != '/')
        {
          answer_missing (self, message, below);
          return;
        }
      below = path + n_bytes;
    }

  answer_path (self, message, below);
}

static void
desk_server_finalize (GObject *object)
{
  DeskServer *self = DESK_SERVER (object);

  if (self->soup != NULL)
    soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);
  g_clear_pointer (&self->base_path, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->directory, g_free);

  G_OBJECT_CLASS (desk_server_parent_class)->finalize (object);
}

static void
desk_server_class_init (DeskServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_server_finalize;
}

static void
desk_server_init (DeskServer *self)
{
}

static gboolean
listen_on (DeskServer *self,
           unsigned    port,
           GError    **error)
{
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) socket_address = g_inet_socket_address_new (loopback, (guint16) port);
  g_autoptr(GError) cause = NULL;
  GSList *uris;

  if (!soup_server_listen (self->soup, socket_address, 0, &cause))
    {
      g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED,
                   _("The site can't be shown on port %u: %s"), port, cause->message);
      return FALSE;
    }

  uris = soup_server_get_uris (self->soup);
  self->address = g_strdup_printf ("http://127.0.0.1:%d%s/", g_uri_get_port (uris->data), self->base_path);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return TRUE;
}

/**
 * desk_server_new:
 * @directory: an exported site
 * @base_path: what every path on the site begins with: "/news" or ""
 * @port: where to listen on 127.0.0.1; 0 for any that is free
 *
 * Starts to serve. It ends with the object.
 *
 * Returns: (transfer full): the server, or %NULL with @error set
 */
DeskServer *
desk_server_new (const char *directory,
                 const char *base_path,
                 unsigned    port,
                 GError    **error)
{
  g_autoptr(DeskServer) self = NULL;
  int fd;

  g_return_val_if_fail (directory != NULL && base_path != NULL && port <= G_MAXUINT16, NULL);

  self = g_object_new (DESK_TYPE_SERVER, NULL);
  self->base_path = g_strdup (base_path);
  self->directory = g_strdup (directory);
  fd = open_folder (directory);
  if (fd < 0)
    {
      int saved = errno;
      g_autofree char *shown = g_filename_display_name (directory);

      g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED,
                   _("The folder “%s” can't be shown: %s"), shown, g_strerror (saved));
      return NULL;
    }
  (void) close (fd); /* only looked at */

  self->soup = soup_server_new ("server-header", "Copydesk", NULL);
  soup_server_add_handler (self->soup, NULL, request_cb, self, NULL);
  if (!listen_on (self, port, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * desk_server_get_address:
 *
 * Returns: where a browser finds the site, "http://127.0.0.1:8080/"
 */
const char *
desk_server_get_address (DeskServer *self)
{
  g_return_val_if_fail (DESK_IS_SERVER (self), NULL);

  return self->address;
}
