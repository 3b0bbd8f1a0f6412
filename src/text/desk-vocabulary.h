/* desk-vocabulary.h - the different words of a text
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "text/desk-node.h"

G_BEGIN_DECLS

char *desk_vocabulary_of (const DeskNode    *document,
                          const char *const *known) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
