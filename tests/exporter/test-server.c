/* test-server.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exporter/desk-export.h"
#include "exporter/serve/desk-server.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char       *folder; /* of the test; "secret" is beside the site */
  char       *site;
  DeskServer *server;
} Fixture;

static void
put (const char *folder,
     const char *path,
     const char *text)
{
  g_autofree char *full = g_build_filename (folder, path, NULL);
  g_autofree char *parent = g_path_get_dirname (full);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0755), ==, 0);
  g_assert_true (g_file_set_contents (full, text, -1, NULL));
}

static void
set_up (Fixture      *fixture,
        gconstpointer base_path)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *link = NULL;
  g_autofree char *pipe_path = NULL;

  fixture->folder = g_dir_make_tmp ("copydesk-server-XXXXXX", NULL);
  fixture->site = g_build_filename (fixture->folder, "site", NULL);
  put (fixture->folder, "secret", "secret");
  put (fixture->site, "index.html", "<p>home</p>");
  put (fixture->site, "en/news/index.html", "<p>news</p>");
  put (fixture->site, "en/empty/keep.txt", "x");
  put (fixture->site, "assets/a.css", "p{}");
  put (fixture->site, "assets/a.js", "1");
  put (fixture->site, "media/a-1.png", "png");
  put (fixture->site, ".copydesk/files", "list");
  put (fixture->site, "404.html", "<p>nothing here</p>");
  link = g_build_filename (fixture->site, "link", NULL);
  g_assert_cmpint (symlink (fixture->folder, link), ==, 0);
  pipe_path = g_build_filename (fixture->site, "pipe", NULL);
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);

  fixture->server = desk_server_new (fixture->site, base_path, 0, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (desk_server_get_address (fixture->server), "http://127.0.0.1:"));
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer base_path)
{
  g_assert_finalize_object (fixture->server);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->site);
}

typedef struct
{
  GBytes  *body;
  gboolean is_done;
} Answer;

static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Answer *answer = data;

  answer->body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);
  answer->is_done = TRUE;
}

/* Asks for @path, and checks the status and that the body holds @text. */
static void
check_answer (Fixture    *fixture,
              const char *method,
              const char *path,
              guint       status,
              const char *type,
              const char *text)
{
  g_autoptr(SoupSession) session = soup_session_new ();
  g_autoptr(GUri) base = g_uri_parse (desk_server_get_address (fixture->server), G_URI_FLAGS_NONE, NULL);
  g_autofree char *address = g_strdup_printf ("http://127.0.0.1:%d%s", g_uri_get_port (base), path);
  g_autoptr(GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS | G_URI_FLAGS_ENCODED, NULL);
  g_autoptr(SoupMessage) message = soup_message_new_from_uri (method, uri);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  Answer answer = { 0 };

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, answer_cb, &answer);
  while (!answer.is_done)
    g_main_context_iteration (NULL, TRUE);

  g_test_message ("%s %s", method, path);
  g_assert_nonnull (answer.body);
  g_assert_cmpuint (soup_message_get_status (message), ==, status);
  if (status == SOUP_STATUS_MOVED_PERMANENTLY)
    g_assert_true (g_str_has_suffix (soup_message_headers_get_one (headers, "Location"), text));
  else if (text != NULL)
    g_assert_cmpmem (g_bytes_get_data (answer.body, NULL), g_bytes_get_size (answer.body), text, strlen (text));
  if (type != NULL)
    g_assert_cmpstr (soup_message_headers_get_one (headers, "Content-Type"), ==, type);
  g_bytes_unref (answer.body);
}

#define HTML "text/html; charset=utf-8"
#define NOTHING "<p>nothing here</p>"

static void
test_files (Fixture      *fixture,
            gconstpointer base_path)
{
  check_answer (fixture, "GET", "/", 200, HTML, "<p>home</p>");
  check_answer (fixture, "GET", "/index.html", 200, HTML, "<p>home</p>");
  check_answer (fixture, "GET", "/en/news/", 200, HTML, "<p>news</p>");
  check_answer (fixture, "GET", "/en/news/?page=2", 200, HTML, "<p>news</p>");
  check_answer (fixture, "GET", "/assets/a.css", 200, "text/css; charset=utf-8", "p{}");
  check_answer (fixture, "GET", "/assets/a.js", 200, "text/javascript; charset=utf-8", "1");
  check_answer (fixture, "GET", "/media/a-1.png", 200, "image/png", "png");
}

static void
test_folders (Fixture      *fixture,
              gconstpointer base_path)
{
  check_answer (fixture, "GET", "/en/news", 301, NULL, "/en/news/");
  check_answer (fixture, "GET", "/en/empty/", 404, HTML, NOTHING);
  check_answer (fixture, "GET", "/index.html/", 404, HTML, NOTHING);
  check_answer (fixture, "GET", "/en//news", 404, HTML, NOTHING);
  check_answer (fixture, "GET", "/missing/", 404, HTML, NOTHING);
}

static void
test_methods (Fixture      *fixture,
              gconstpointer base_path)
{
  check_answer (fixture, "HEAD", "/", 200, HTML, "");
  check_answer (fixture, "POST", "/", 405, NULL, NULL);
  check_answer (fixture, "PUT", "/index.html", 405, NULL, NULL);
  check_answer (fixture, "DELETE", "/index.html", 405, NULL, NULL);
}

static void
test_outside (Fixture      *fixture,
              gconstpointer base_path)
{
  static const char *const paths[] = {
    "/../secret", "/%2e%2e/secret", "/en/../../secret", "/en/..%2f..%2fsecret", "/..%5csecret", "//secret/../../secret",
    "/link/secret", "/link/", "/link", "/.copydesk/files", "/%2ecopydesk/files", "/en/../.copydesk/files", "/pipe",
    "/index.html%00.txt", "/./..%2fsecret",
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(SoupSession) session = soup_session_new ();
      g_autofree char *address = g_strconcat (desk_server_get_address (fixture->server), paths[i] + 1, NULL);
      g_autoptr(GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS | G_URI_FLAGS_ENCODED, NULL);
      g_autoptr(SoupMessage) message = uri != NULL ? soup_message_new_from_uri ("GET", uri) : NULL;
      Answer answer = { 0 };

      if (message == NULL)
        continue;
      soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, answer_cb, &answer);
      while (!answer.is_done)
        g_main_context_iteration (NULL, TRUE);

      g_test_message ("%s", paths[i]);
      g_assert_cmpuint (soup_message_get_status (message), >=, 400);
      if (answer.body != NULL && g_bytes_get_size (answer.body) > 0)
        g_assert_null (g_strstr_len (g_bytes_get_data (answer.body, NULL), (gssize) g_bytes_get_size (answer.body), "secret"));
      g_clear_pointer (&answer.body, g_bytes_unref);
    }
}

/* A client that does not tidy the path up first. */
static void
test_raw_requests (Fixture      *fixture,
                   gconstpointer base_path)
{
  static const char *const targets[] = { "/../secret", "/en/../../secret", "/link/secret", "/.copydesk/files" };
  g_autoptr(GUri) base = g_uri_parse (desk_server_get_address (fixture->server), G_URI_FLAGS_NONE, NULL);

  for (unsigned i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autoptr(GSocketClient) client = g_socket_client_new ();
      g_autoptr(GSocketConnection) connection = NULL;
      g_autofree char *request = g_strdup_printf ("GET %s HTTP/1.0\r\n\r\n", targets[i]);
      char buffer[2048] = { 0 };
      gsize n_read = 0;
      GSocket *socket;

      connection = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) g_uri_get_port (base), NULL, NULL);
      g_assert_nonnull (connection);
      socket = g_socket_connection_get_socket (connection);
      g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                                                request, strlen (request), NULL, NULL, NULL));
      g_socket_set_blocking (socket, FALSE);
      while (n_read < sizeof buffer - 1)
        {
          gssize n = g_socket_receive (socket, buffer + n_read, sizeof buffer - 1 - n_read, NULL, NULL);

          if (n == 0)
            break;
          if (n > 0)
            n_read += (gsize) n;
          else
            g_main_context_iteration (NULL, FALSE);
        }

      g_test_message ("%s", targets[i]);
      g_assert_null (strstr (buffer, " 200 "));
      g_assert_null (strstr (buffer, "\r\n\r\nsecret"));
    }
}

static void
test_made_anew (Fixture      *fixture,
                gconstpointer base_path)
{
  g_autofree char *aside = g_build_filename (fixture->folder, "aside", NULL);

  g_assert_cmpint (g_rename (fixture->site, aside), ==, 0);
  check_answer (fixture, "GET", "/", 404, "text/plain; charset=utf-8", "Not found\n");
  put (fixture->site, "index.html", "<p>anew</p>");
  check_answer (fixture, "GET", "/", 200, HTML, "<p>anew</p>");
}

static void
test_base_path (Fixture      *fixture,
                gconstpointer base_path)
{
  g_assert_true (g_str_has_suffix (desk_server_get_address (fixture->server), "/institute/site/"));
  check_answer (fixture, "GET", "/institute/site/", 200, HTML, "<p>home</p>");
  check_answer (fixture, "GET", "/institute/site/en/news/", 200, HTML, "<p>news</p>");
  check_answer (fixture, "GET", "/institute/site/en/news", 301, NULL, "/institute/site/en/news/");
  check_answer (fixture, "GET", "/institute/site", 301, NULL, "/institute/site/");
  check_answer (fixture, "GET", "/", 301, NULL, "/institute/site/");
  check_answer (fixture, "GET", "/institute/sitemap", 404, HTML, NOTHING);
  check_answer (fixture, "GET", "/en/news/", 404, HTML, NOTHING);
}

static void
test_port_in_use (Fixture      *fixture,
                  gconstpointer base_path)
{
  g_autoptr(GUri) base = g_uri_parse (desk_server_get_address (fixture->server), G_URI_FLAGS_NONE, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskServer) second = desk_server_new (fixture->site, "", (unsigned) g_uri_get_port (base), &error);

  g_assert_null (second);
  g_assert_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED);
}

static void
test_missing_folder (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskServer) server = desk_server_new ("/nonexistent/site", "", 0, &error);

  g_assert_null (server);
  g_assert_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "/nonexistent/site"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, base_path, function) \
        g_test_add ("/exporter/server/" name, Fixture, base_path, set_up, function, tear_down)

  ADD ("files-have-their-type", "", test_files);
  ADD ("folders-show-their-index", "", test_folders);
  ADD ("only-reading-is-allowed", "", test_methods);
  ADD ("nothing-outside-is-served", "", test_outside);
  ADD ("raw-requests-stay-inside", "", test_raw_requests);
  ADD ("a-site-that-is-made-anew-is-shown", "", test_made_anew);
  ADD ("site-may-be-below-a-path", "/institute/site", test_base_path);
  ADD ("port-in-use-is-an-error", "", test_port_in_use);
  g_test_add_func ("/exporter/server/missing-folder-is-named", test_missing_folder);

#undef ADD

  return g_test_run ();
}
