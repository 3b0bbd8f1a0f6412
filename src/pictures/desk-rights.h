/* desk-rights.h - whose a picture is, the only thing that it may say of itself
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DeskRights:
 * @creator: (nullable): who made it
 * @credit: (nullable): what is to stand beside it
 * @copyright: (nullable): a notice
 * @terms: (nullable): on which terms it may be used, a licence's name
 * @licence_address: (nullable): where these are read
 */
typedef struct
{
  char *creator;
  char *credit;
  char *copyright;
  char *terms;
  char *licence_address;
} DeskRights;

void desk_rights_clear (DeskRights *self);
void desk_rights_take (char      **field,
                       const char *value,
                       gsize       n_bytes);

void desk_rights_read_xmp (DeskRights *self,
                           const char *packet,
                           gsize       n_bytes);
void desk_rights_read_iptc (DeskRights   *self,
                            const guint8 *bytes,
                            gsize         n_bytes);
void desk_rights_read_exif (DeskRights *self,
                            const char *artist,
                            const char *copyright);

char *desk_rights_to_xmp (const DeskRights *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DeskRights, desk_rights_clear)

G_END_DECLS
