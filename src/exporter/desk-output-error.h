/* desk-output-error.h - why a site could not be written, and what to do
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  DESK_OUTPUT_MAKE_FOLDER,
  DESK_OUTPUT_WRITE,
  DESK_OUTPUT_REMOVE,
} DeskOutputDeed;

gboolean desk_output_throw_errno (DeskOutputDeed deed,
                                  const char    *path,
                                  GError       **error);
gboolean desk_output_throw_foreign (const char *directory,
                                    const char *path,
                                    GError    **error);

G_END_DECLS
