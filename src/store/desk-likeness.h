/* desk-likeness.h - which of many texts are most like each one
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DESK_LIKENESS_SECTION 2 /* more, where both are filed in one section */
#define DESK_LIKENESS_MAX_WEIGHT 63
#define DESK_LIKENESS_MAX_TEXTS ((1u << 26) - 1)

typedef struct _DeskLikeness DeskLikeness;

DeskLikeness *desk_likeness_new (void) G_GNUC_WARN_UNUSED_RESULT;
void          desk_likeness_free (DeskLikeness *self);

void          desk_likeness_add_text (DeskLikeness *self,
                                      gint64        section,
                                      gboolean      is_hidden);
void desk_likeness_begin_word (DeskLikeness *self);
void desk_likeness_add_use (DeskLikeness *self,
                            unsigned      number,
                            unsigned      weight);
void desk_likeness_prepare (DeskLikeness *self);

/**
 * DeskLike:
 * @number: of a text
 * @score: how like the other one it is
 */
typedef struct
{
  unsigned number;
  unsigned score;
} DeskLike;

void desk_likeness_find (DeskLikeness   *self,
                         unsigned        number,
                         const unsigned *others,
                         unsigned        n_others,
                         unsigned        n_wanted,
                         GArray         *out_best);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskLikeness, desk_likeness_free)

G_END_DECLS
