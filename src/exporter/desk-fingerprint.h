/* desk-fingerprint.h - whether a page would show something else
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/theme/desk-value.h"
#include "store/site/desk-site-state.h"

G_BEGIN_DECLS

/**
 * DeskFingerprint:
 *
 * A SHA-256 of all that a page shows.
 */
typedef struct
{
  guint8 bytes[DESK_SITE_HASH_BYTES];
} DeskFingerprint;

char           *desk_fingerprint_dup_maker (const char *theme_hash) G_GNUC_WARN_UNUSED_RESULT;
DeskFingerprint desk_fingerprint_of_text (const char *text);
DeskFingerprint desk_fingerprint_of_page (const char       *maker,
                                          const char       *template_name,
                                          const DeskObject *page,
                                          const DeskObject *words);

G_END_DECLS
