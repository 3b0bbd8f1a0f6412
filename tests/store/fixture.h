/* fixture.h - a library in a folder of its own, for one test
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-store.h"

#include <sqlite3.h>

#define DAY_US G_TIME_SPAN_DAY
#define JUNE_US (G_GINT64_CONSTANT (1780264800) * G_USEC_PER_SEC) /* 1 June 2026, midnight in Belgrade */

typedef struct
{
  char      *folder;  /* all of it is removed at the end */
  char      *library; /* in it */
  DeskStore *store;
} Fixture;

void fixture_set_up (Fixture      *fixture,
                     gconstpointer data);
void fixture_tear_down (Fixture      *fixture,
                        gconstpointer data);

#define fixture_add_test(path, func) \
        g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

/* Articles. Every write has to succeed. */
DeskArticle *fixture_add_article (Fixture    *fixture,
                                  const char *language,
                                  const char *title,
                                  const char *body);
DeskArticle *fixture_read (Fixture           *fixture,
                           const DeskArticle *article);
DeskEdition *fixture_edition (DeskArticle *article);
void         fixture_save (Fixture     *fixture,
                           DeskArticle *article);
void         fixture_set_status (Fixture           *fixture,
                                 const DeskArticle *article,
                                 DeskStatus         status,
                                 gint64             at_us);
DeskTerm *fixture_term (Fixture     *fixture,
                        DeskTermType type,
                        const char  *name);

void fixture_set_site (Fixture    *fixture,
                       const char *key,
                       const char *value);

DeskMedia *fixture_add_media (Fixture    *fixture,
                              const char *name,
                              const char *bytes);
gboolean fixture_has_file (Fixture         *fixture,
                           const DeskMedia *media);

/* Another program's look at the library. */
char *fixture_query (Fixture    *fixture,
                     const char *sql,
                     ...) G_GNUC_PRINTF (2, 3);
void  fixture_execute (const char *file,
                       const char *sql);
char *fixture_digest (const char *folder);
