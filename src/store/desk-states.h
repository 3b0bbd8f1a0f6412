/* desk-states.h - an article with what is written and what readers have
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-cut-body.h"
#include "store/desk-store.h"

G_BEGIN_DECLS

/**
 * DeskStates:
 * @working: the article as it is being written, with all its editions
 * @released: (element-type DeskArticle): for each edition that is live the
 *   state that readers have, with that one edition
 * @scheduled: (element-type DeskArticle): likewise the state that they get at
 *   the edition's time
 * @bodies: (nullable) (element-type DeskCutBody): bodies of theirs that were cut
 *   and packed ahead, which saves the time when they are written
 */
typedef struct
{
  DeskArticle *working;
  GPtrArray   *released;
  GPtrArray   *scheduled;
  GPtrArray   *bodies;
} DeskStates;

DeskStates *desk_states_new (DeskArticle *working) G_GNUC_WARN_UNUSED_RESULT;
void        desk_states_free (DeskStates *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskStates, desk_states_free)

DeskArticle *desk_states_find (GPtrArray  *states,
                               const char *language);

DeskStates *desk_store_dup_states (DeskStore  *self,
                                   const char *uuid,
                                   GError    **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_store_add_states (DeskStore        *self,
                                const DeskStates *states,
                                GError          **error);
gboolean desk_store_replace_states (DeskStore        *self,
                                    const DeskStates *states,
                                    GError          **error);

GPtrArray *desk_store_list_all_uuids (DeskStore *self,
                                      GError   **error) G_GNUC_WARN_UNUSED_RESULT;

char *desk_store_dup_free_slug (DeskStore  *self,
                                const char *language,
                                const char *wanted,
                                const char *edition_uuid,
                                GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
