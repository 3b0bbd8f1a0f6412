/* fuzz-media-type.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/desk-media-type.h"

#include "fuzz.h"

/* What a file is, how large, and whether it moves: whatever its bytes, nothing is read
 * beyond them, and a picture has a size. */

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  static const char *const types[] = { "image/avif", "image/gif", "image/jpeg", "image/png", "image/webp" };
  g_autofree guint8 *bytes = g_memdup2 (data, n_bytes); /* in memory that ends where it ends */
  unsigned width, height;
  const char *type = desk_media_type_of (bytes, n_bytes, &width, &height);

  if (type != NULL && g_str_has_prefix (type, "image/"))
    g_assert_true (width > 0 && height > 0);
  for (unsigned i = 0; i < G_N_ELEMENTS (types); i++)
    (void) desk_media_type_is_moving (types[i], bytes, n_bytes); /* a library can be wrong about the type */

  return 0;
}
