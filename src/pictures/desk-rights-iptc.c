/* desk-rights-iptc.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-pictures"

#include "config.h"

#include "desk-rights.h"

/* IPTC's Information Interchange Model, 4.2, chapter 3: data sets one behind the
 * other, each 0x1C, record, number, and its length in two bytes, the first bit of
 * which says that it is a longer one. In a JPEG they are the resource 0x0404 of
 * Photoshop's. They are looked for and not counted to, so that what stands before
 * them need not be understood.
 */

enum { MARKER = 0x1c, APPLICATION_RECORD = 2, HEADER_BYTES = 5, LONG_LENGTH = 0x80 };
enum { BY_LINE = 80, CREDIT = 110, COPYRIGHT = 116 };

static char **
field_of (DeskRights *self,
          guint8      number)
{
  switch (number)
    {
    case BY_LINE: return &self->creator;
    case CREDIT: return &self->credit;
    case COPYRIGHT: return &self->copyright;
    default: return NULL;
    }
}

/**
 * desk_rights_read_iptc:
 * @bytes: what a file holds as IPTC
 */
void
desk_rights_read_iptc (DeskRights   *self,
                       const guint8 *bytes,
                       gsize         n_bytes)
{
  gsize at = 0;

  while (at + HEADER_BYTES <= n_bytes)
    {
      const guint8 *set = bytes + at;
      gsize n_value = (gsize) set[3] << 8 | set[4];
      char **field;

      if (set[0] != MARKER || set[1] != APPLICATION_RECORD || (set[3] & LONG_LENGTH) != 0 ||
          at + HEADER_BYTES + n_value > n_bytes)
        {
          at++;
          continue;
        }

      field = field_of (self, set[2]);
      if (field != NULL)
        desk_rights_take (field, (const char *) set + HEADER_BYTES, n_value);
      at += HEADER_BYTES + n_value;
    }
}
