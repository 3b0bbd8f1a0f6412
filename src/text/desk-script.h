/* desk-script.h - Serbian in its two scripts
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "text/desk-node.h"

G_BEGIN_DECLS

/**
 * DeskScript:
 * @DESK_SCRIPT_NONE: no letter of either
 *
 * The script most letters of a text are in.
 */
typedef enum
{
  DESK_SCRIPT_NONE,
  DESK_SCRIPT_CYRILLIC,
  DESK_SCRIPT_LATIN,
} DeskScript;

DeskScript desk_script_of (const char *text);

char      *desk_script_to_latin (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char      *desk_script_to_cyrillic (const char *text) G_GNUC_WARN_UNUSED_RESULT;

void       desk_script_convert_document (DeskNode  *document,
                                         DeskScript script);

char *desk_script_fold (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
