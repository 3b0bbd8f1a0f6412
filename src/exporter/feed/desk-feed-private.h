/* desk-feed-private.h - what the formats of feeds share
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/feed/desk-feed.h"

G_BEGIN_DECLS

/* desk-feed-id.c */
char *desk_feed_dup_id (const char *edition_uuid,
                        const char *site_language) G_GNUC_WARN_UNUSED_RESULT;

/* desk-feed-xml.c */
void desk_feed_append_escaped (GString    *out,
                               const char *text);
void desk_feed_append_element (GString    *out,
                               const char *name,
                               const char *attributes,
                               const char *text);

/* One file for each format */
char *desk_feed_to_atom (const DeskFeed *self) G_GNUC_WARN_UNUSED_RESULT;
char *desk_feed_to_rss (const DeskFeed *self) G_GNUC_WARN_UNUSED_RESULT;
char *desk_feed_to_json (const DeskFeed *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
