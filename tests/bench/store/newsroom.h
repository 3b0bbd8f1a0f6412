/* newsroom.h - invented articles, as many as are asked for
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _Newsroom Newsroom;

Newsroom *newsroom_new (void) G_GNUC_WARN_UNUSED_RESULT;
void      newsroom_free (Newsroom *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Newsroom, newsroom_free)

/* An edition: 0 is English, 1 Serbian, in Cyrillic or Latin. */
#define NEWSROOM_N_LANGUAGES 2

const char *newsroom_get_word (Newsroom * self,
                               unsigned language,
                               unsigned rank);
char *newsroom_dup_body (Newsroom *self,
                         unsigned  article,
                         unsigned  language,
                         unsigned  n_words) G_GNUC_WARN_UNUSED_RESULT;
char *newsroom_dup_file (Newsroom *self,
                         unsigned  article,
                         unsigned  language) G_GNUC_WARN_UNUSED_RESULT;

gboolean newsroom_write (Newsroom   *self,
                         const char *folder,
                         unsigned    n_articles,
                         GError    **error);

G_END_DECLS
