/* desk-picture-size.h - what a file of a picture says of itself
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-media.h"

G_BEGIN_DECLS

void desk_picture_look (GBytes    *bytes,
                        DeskMedia *media);

G_END_DECLS
