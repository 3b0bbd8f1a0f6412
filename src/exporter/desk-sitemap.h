/* desk-sitemap.h - what search engines are told of the site
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/desk-output.h"
#include "exporter/desk-plan.h"

G_BEGIN_DECLS

#define DESK_SITEMAP_MAX_URLS 50000

gboolean desk_sitemap_write (const DeskPlan *plan,
                             DeskOutput     *output,
                             unsigned        max_urls,
                             GError        **error);

G_END_DECLS
