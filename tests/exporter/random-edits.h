/* random-edits.h - what a newsroom does to its library, at random
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "../store/fixture.h"

typedef struct _RandomEdits RandomEdits;

RandomEdits *random_edits_new (Fixture *fixture,
                               guint32  seed) G_GNUC_WARN_UNUSED_RESULT;
void         random_edits_free (RandomEdits *self);

void         random_edits_do_one (RandomEdits *self);
