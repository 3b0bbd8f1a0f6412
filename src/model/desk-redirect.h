/* desk-redirect.h - an address of a site that was there before, and where it leads
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DESK_REDIRECT_ERROR (desk_redirect_error_quark ())
GQuark desk_redirect_error_quark (void);

/**
 * DeskRedirectError:
 * @DESK_REDIRECT_ERROR_INVALID: not an address that the site could have had, or lead to
 */
typedef enum
{
  DESK_REDIRECT_ERROR_INVALID,
} DeskRedirectError;

#define DESK_REDIRECT_ARTICLE "article:"
#define DESK_REDIRECT_MAX_BYTES 2000

/**
 * DeskRedirect:
 * @source: "/old/page.html", "/?p=123": below the site's address, its path with nothing
 *   escaped, its query as it was; a folder ends with "/"
 * @target: "/en/news/", "https://example.org/", "article:UUID", or "" where it is gone
 * @title: (nullable): of the article it leads to, for people; only where it was asked for
 */
typedef struct
{
  char *source;
  char *target;
  char *title;
} DeskRedirect;

DeskRedirect *desk_redirect_new (const char *source,
                                 const char *target) G_GNUC_WARN_UNUSED_RESULT;
void          desk_redirect_free (DeskRedirect *self);

char         *desk_redirect_parse_source (const char *text,
                                          const char *url,
                                          GError    **error) G_GNUC_WARN_UNUSED_RESULT;
char *desk_redirect_parse_target (const char *text,
                                  const char *url,
                                  GError    **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_redirect_is_home (const char *text,
                                const char *url);
gboolean desk_redirect_is_page (const char *source);
char    *desk_redirect_escape (const char *address) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskRedirect, desk_redirect_free)

G_END_DECLS
