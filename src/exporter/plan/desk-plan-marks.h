/* desk-plan-marks.h - which pages of a site show something else than before
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DeskPlanGone:
 * @language: of editions
 * @path: below that of the language: a page, or a file
 */
typedef struct
{
  char *language;
  char *path;
} DeskPlanGone;

/**
 * DeskPlanMarks:
 * @is_all: every page, and everything else that belongs to the site
 * @languages: (element-type utf8): all pages of these languages of editions
 * @changed: (element-type utf8): languages in which some text is another
 * @homes: (element-type utf8): those whose home shows something else
 * @maps: (element-type utf8): those with lists of which the sitemap says something else
 * @texts: rows of texts
 * @feeds: rows of the lists that feeds are of
 * @months: rows of the lists that parts of the sitemap are of
 * @pieces: likewise, of which the search finds something else
 * @searches: (element-type utf8): languages that have other tags or months than before
 * @forwards: (element-type DeskPlanGone): where texts were
 * @gone: (element-type DeskPlanGone): what was there and is no more, unless something
 *   else takes its place
 * @unused: (element-type utf8): pictures and documents that a text needed, and perhaps
 *   another one does
 *
 * A page that is marked without need is found to be the same when it is made; one
 * that isn't marked stays as it is.
 */
typedef struct
{
  gboolean    is_all;
  GHashTable *languages;
  GHashTable *changed;
  GHashTable *homes;
  GHashTable *maps;
  GHashTable *texts;
  GHashTable *lists; /* row → Range */
  GHashTable *feeds;
  GHashTable *months;
  GHashTable *pieces;
  GHashTable *searches;
  GPtrArray  *forwards;
  GPtrArray  *gone;
  GPtrArray  *unused;
} DeskPlanMarks;

DeskPlanMarks *desk_plan_marks_new (void) G_GNUC_WARN_UNUSED_RESULT;
void           desk_plan_marks_free (DeskPlanMarks *self);

void           desk_plan_marks_add_language (DeskPlanMarks *self,
                                             const char    *language);
void           desk_plan_marks_add_text (DeskPlanMarks *self,
                                         gint64         id);
void           desk_plan_marks_add_pages (DeskPlanMarks *self,
                                          gint64         list,
                                          unsigned       first,
                                          unsigned       last);
void desk_plan_marks_add_gone (DeskPlanMarks *self,
                               const char    *language,
                               const char    *path);
void desk_plan_marks_add_forward (DeskPlanMarks *self,
                                  const char    *language,
                                  const char    *path);

gboolean desk_plan_marks_has_language (const DeskPlanMarks *self,
                                       const char          *language);
gboolean desk_plan_marks_get_pages (const DeskPlanMarks *self,
                                    const char          *language,
                                    gint64               list,
                                    unsigned             n_pages,
                                    unsigned            *out_first,
                                    unsigned            *out_last);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskPlanMarks, desk_plan_marks_free)

G_END_DECLS
