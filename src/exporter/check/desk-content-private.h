/* desk-content-private.h - what the files of the check share
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/check/desk-content-check.h"
#include "exporter/plan/desk-plan-answer.h"
#include "exporter/plan/desk-plan-lead.h"
#include "store/desk-content.h"
#include "text/desk-node.h"

G_BEGIN_DECLS

/**
 * DeskContentCheck:
 * @languages: (element-type DeskPlanLanguage): one for each language of editions: “sr” and
 *   “sr-Latn” show the same texts
 * @moving: char *SHA-256 → whether the picture moves, of those that were looked at
 * @error: the first one; whoever goes from text to text looks at it
 */
typedef struct
{
  DeskStore       *store;
  DeskPlanAnswers *answers;
  DeskPlan        *plan;
  GPtrArray       *languages;
  DeskFindings    *findings;
  GHashTable      *moving;
  DeskProgressFunc progress;
  gpointer         user_data;
  GCancellable    *cancellable;
  GError          *error;
} DeskContentCheck;

/**
 * DeskContentText:
 * @language: of the site, one that shows the text
 * @article: (nullable): its UUID; %NULL for what is no article's
 * @place: which text it is, for a person: “Bridge” (en)
 * @is_live: whether readers have it
 * @document: the text
 * @anchors: (nullable): char *id: what can be led to in it; until somebody asks
 * @told: char *: what was said of this edition, also of what readers have of it
 * @author: (nullable): the UUID of the author whose text it is
 */
typedef struct
{
  DeskContentCheck *check;
  DeskPlanLanguage *language;
  const char       *article;
  const char       *place;
  gboolean          is_live;
  const DeskNode   *document;
  GHashTable       *anchors;
  GHashTable       *told;
  const char       *author;
} DeskContentText;

/* desk-content-check.c */
void desk_content_tell (DeskContentText *self,
                        DeskFindingKind  kind,
                        const char      *key,
                        char            *message);
char    *desk_content_shorten (const char *text,
                               gsize       n_chars) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_content_take_error (DeskContentCheck *self,
                                  GError           *error);

char *desk_content_dup_place (const char *title,
                              const char *language,
                              gboolean    is_released) G_GNUC_WARN_UNUSED_RESULT;
gboolean   desk_content_is_answered (DeskContentCheck *self,
                                     const char       *address);
GPtrArray *desk_content_list_languages (DeskContentCheck *self) G_GNUC_WARN_UNUSED_RESULT;

/* desk-content-text.c */
gboolean desk_content_check_texts (DeskContentCheck *self,
                                   GError          **error);

/* desk-content-author.c */
gboolean desk_content_check_authors (DeskContentCheck *self,
                                     GError          **error);

/* desk-content-body.c */
void  desk_content_check_body (DeskContentText *self,
                               const char      *body);
char *desk_content_dup_silent (DeskContentText *self,
                               const char      *uuid) G_GNUC_WARN_UNUSED_RESULT;

/* desk-content-motion.c */
void desk_content_check_motion (DeskContentText *self,
                                const char      *id);

/* desk-content-link.c */
char *desk_content_judge_link (DeskContentText *self,
                               const char      *destination,
                               DeskFindingKind *out_kind) G_GNUC_WARN_UNUSED_RESULT;
DeskMedia *desk_content_find_media (DeskContentCheck *self,
                                    const char       *id) G_GNUC_WARN_UNUSED_RESULT;

/* desk-content-own.c */
char *desk_content_judge_own (DeskContentText *self,
                              const char      *destination) G_GNUC_WARN_UNUSED_RESULT;

/* desk-content-address.c */
gboolean desk_content_check_addresses (DeskContentCheck *self,
                                       GError          **error);
void     desk_content_check_page (DeskContentText   *self,
                                  const DeskContent *page);

/* desk-content-redirect.c */
#define DESK_CONTENT_MAX_ADDRESS_CHARS 100

gboolean desk_content_check_redirects (DeskContentCheck *self,
                                       GError          **error);

/* desk-content-lost.c */
gboolean desk_content_check_lost (DeskContentCheck *self,
                                  GError          **error);

/* desk-content-chosen.c */
gboolean desk_content_check_chosen (DeskContentCheck *self,
                                    GError          **error);

/* desk-content-behind.c */
gboolean desk_content_check_languages (DeskContentCheck *self,
                                       GError          **error);

G_END_DECLS
