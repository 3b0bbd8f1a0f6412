/* value-json.h - values made of JSON
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/theme/desk-value.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

DeskValue value_from_json (DeskArena *arena,
                           JsonNode  *node) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
