/* desk-mustache.h - templates compiled once, rendered with values
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/theme/desk-value.h"

G_BEGIN_DECLS

#define DESK_MUSTACHE_ERROR (desk_mustache_error_quark ())
GQuark desk_mustache_error_quark (void);

/**
 * DeskMustacheError:
 * @DESK_MUSTACHE_ERROR_SYNTAX: a template is wrong; the message starts with its
 *   name and line
 * @DESK_MUSTACHE_ERROR_LIMIT: too deep, too long or too much work
 * @DESK_MUSTACHE_ERROR_NOT_FOUND: there is no template of that name
 */
typedef enum
{
  DESK_MUSTACHE_ERROR_SYNTAX,
  DESK_MUSTACHE_ERROR_LIMIT,
  DESK_MUSTACHE_ERROR_NOT_FOUND,
} DeskMustacheError;

#define DESK_MUSTACHE_MAX_TEMPLATE_BYTES (1024 * 1024)
#define DESK_MUSTACHE_MAX_OUTPUT_BYTES (64 * 1024 * 1024)
#define DESK_MUSTACHE_MAX_DEPTH 64    /* sections inside sections */
#define DESK_MUSTACHE_MAX_PARTIALS 32 /* partials inside partials */
#define DESK_MUSTACHE_MAX_STEPS (4 * 1024 * 1024)

typedef struct _DeskMustache DeskMustache;

DeskMustache *desk_mustache_new (void) G_GNUC_WARN_UNUSED_RESULT;
void          desk_mustache_free (DeskMustache *self);

gboolean      desk_mustache_add (DeskMustache *self,
                                 const char   *name,
                                 const char   *text,
                                 GError      **error);
gboolean desk_mustache_names (DeskMustache *self,
                              const char   *name);
char    *desk_mustache_render (DeskMustache *self,
                               const char   *name,
                               DeskValue     context,
                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskMustache, desk_mustache_free)

G_END_DECLS
