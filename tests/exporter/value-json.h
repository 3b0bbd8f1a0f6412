/* value-json.h - values made of JSON, and templates rendered with it
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/theme/desk-mustache.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

DeskValue value_from_json (DeskArena *arena,
                           JsonNode  *node) G_GNUC_WARN_UNUSED_RESULT;
char     *value_json_render (DeskMustache *set,
                             const char   *name,
                             JsonNode     *context,
                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
