/* actors.h - who works on a library until killed
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "../fixture.h"

/**
 * Actor:
 * @prepare: (nullable): what the work begins with
 * @act: does piece @number of the work, counted from 1; the ones before it were
 *   done, by this process or by one that was killed
 * @count: looks at all of the work, piece by piece, and asserts that none is
 *   half done. Returns: how many pieces there are
 */
typedef struct
{
  const char *name;
  void (*prepare) (DeskStore *store);
  gboolean (*act) (DeskStore *store,
                   gint32     number,
                   GError   **error);
  gint32 (*count) (DeskStore *store);
} Actor;

typedef struct
{
  const Actor *actors;
  unsigned     n;
} ActorGroup;

extern const ActorGroup desk_actors;
extern const ActorGroup keeping_actors;
extern const ActorGroup file_actors;

/* What several of them do: a library with one article, whose text is a number. */
DeskArticle *actor_new_article (gint32 number) G_GNUC_WARN_UNUSED_RESULT;
void         actor_add_first (DeskStore *store);
gboolean     actor_edit (DeskStore *store,
                         gint32     number,
                         GError   **error);
gint32 actor_count_edits (DeskStore *store);
gint32 actor_count_articles (DeskStore *store);
void   actor_end_begun (DeskStore *store);
char  *actor_dup_beside (DeskStore  *store,
                         const char *end,
                         gint32      number) G_GNUC_WARN_UNUSED_RESULT;
