/* fuzz-rights.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "pictures/desk-rights.h"

#include "fuzz.h"

#include <string.h>

/* What a picture says of itself, in each of the three ways that it can. What is
 * written of it is read as the same. */

static void
assert_same (const DeskRights *one,
             const DeskRights *other)
{
  g_assert_cmpstr (one->creator, ==, other->creator);
  g_assert_cmpstr (one->credit, ==, other->credit);
  g_assert_cmpstr (one->copyright, ==, other->copyright);
  g_assert_cmpstr (one->terms, ==, other->terms);
  g_assert_cmpstr (one->licence_address, ==, other->licence_address);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  g_autofree char *text = g_strndup ((const char *) data, n_bytes);
  g_auto(DeskRights) rights = { 0 };
  g_auto(DeskRights) again = { 0 };
  g_autofree char *packet = NULL;

  desk_rights_read_xmp (&rights, (const char *) data, n_bytes);
  desk_rights_read_iptc (&rights, data, n_bytes);
  desk_rights_read_exif (&rights, text, text);
  packet = desk_rights_to_xmp (&rights);
  if (packet == NULL)
    return 0;

  g_assert_true (g_utf8_validate (packet, -1, NULL));
  desk_rights_read_xmp (&again, packet, strlen (packet));
  assert_same (&rights, &again);

  return 0;
}
