/* desk-plan.h - which pages the site has, and where
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-article.h"
#include "model/desk-site.h"
#include "store/desk-foreign.h"
#include "text/desk-script.h"

G_BEGIN_DECLS

#define DESK_PLAN_ROWS_PER_PAGE 20

typedef struct _DeskPlanList DeskPlanList;

typedef enum
{
  DESK_PLAN_SECTION,
  DESK_PLAN_TAG,
  DESK_PLAN_AUTHOR,
  DESK_PLAN_YEAR,
} DeskPlanListKind;

/**
 * DeskPlanArticle:
 * @article: what was released, borrowed from the plan's list of its language
 * @edition: its one edition
 * @section: (nullable): where it is filed; %NULL for a page of its own
 * @path: its address below the site's, "/en/news/slug/"
 * @is_listed: home and section show it
 * @place: where it is in its section's list, when it is listed
 * @excerpt: (nullable): the opening of its body, kept once somebody asked
 */
typedef struct
{
  const DeskArticle *article;
  const DeskEdition *edition;
  DeskPlanList      *section;
  char              *path;
  gboolean           is_listed;
  unsigned           place;
  char              *excerpt;
} DeskPlanArticle;

/**
 * DeskPlanList:
 * @key: what it is in every language: the UUID of its term, or its year
 * @term: (nullable): borrowed from what the plan holds; %NULL for a year
 * @path: "/en/news/", "/en/tag/rivers/", "/en/archive/2026/"
 * @articles: (element-type DeskPlanArticle): the listed ones, newest first
 *
 * What readers find articles by.
 */
struct _DeskPlanList
{
  DeskPlanListKind kind;
  char            *key;
  const DeskTerm  *term;
  char            *path;
  GPtrArray       *articles;

  /*< private >*/
  GPtrArray       *often; /* (nullable): until somebody asks */
};

/**
 * DeskPlanForward:
 * @path: where readers have found an article once
 * @to: where it is, borrowed
 */
typedef struct
{
  char       *path;
  const char *to;
} DeskPlanForward;

/**
 * DeskPlanLanguage:
 * @language: a site language, "sr-Latn"; also the first part of its addresses
 * @script: what Serbian texts become; %DESK_SCRIPT_NONE for other languages
 * @path: of its home, "/sr-Latn/"
 * @sections: (element-type DeskPlanList): in the order of the menu, those with
 *   nothing in them too
 * @lists: (element-type DeskPlanList): sections, tags, authors and years; of these
 *   the newest first
 * @articles: (element-type DeskPlanArticle): everything, newest first
 * @pages: (element-type DeskPlanArticle): those that are filed nowhere, oldest
 *   first
 * @forwards: (element-type DeskPlanForward): old addresses
 * @gone: (element-type utf8): addresses whose text readers no longer have
 */
typedef struct
{
  char       *language;
  DeskScript  script;
  char       *path;
  GPtrArray  *sections;
  GPtrArray  *lists;
  GPtrArray  *articles;
  GPtrArray  *pages;
  GPtrArray  *forwards;
  GPtrArray  *gone;
  gboolean    has_listed; /* whether there is an article for lists */
  GHashTable *by_uuid;    /* char *, an article's UUID or a list's key → its path, borrowed */
  GHashTable *by_key;     /* char *, a list's → DeskPlanList, borrowed */
  GHashTable *planned;    /* char *, an article's UUID → DeskPlanArticle, borrowed */
} DeskPlanLanguage;

/**
 * DeskPlan:
 * @origin: (nullable): "https://example.org"; %NULL while the site has no address
 * @base: what all its paths start with: "/news", or ""
 * @languages: (element-type DeskPlanLanguage): the main one first
 */
typedef struct
{
  DeskSite   *site;
  char       *origin;
  char       *base;
  GTimeZone  *zone;
  GPtrArray  *terms;     /* DeskTerm: the sections, in the order of the menu */
  GHashTable *released;  /* char *edition language → GPtrArray of DeskArticle */
  GPtrArray  *addresses; /* DeskAddress */
  GPtrArray  *languages;
} DeskPlan;

/**
 * DeskPlanAlternate:
 * @lang: what pages in it say, "sr-Cyrl", or "x-default"
 * @address: of the page in it
 */
typedef struct
{
  const char *lang;
  char       *address;
} DeskPlanAlternate;

DeskPlan *desk_plan_new (DeskSite   *site,
                         GPtrArray  *sections,
                         GHashTable *released,
                         GPtrArray  *addresses) G_GNUC_WARN_UNUSED_RESULT;
void             desk_plan_free (DeskPlan *self);

DeskPlanArticle *desk_plan_language_find (const DeskPlanLanguage *self,
                                          const char             *article_uuid);
DeskPlanList    *desk_plan_language_find_list (const DeskPlanLanguage *self,
                                               const char             *key);
const GPtrArray *desk_plan_language_list_often (const DeskPlanLanguage *self,
                                                DeskPlanList           *list);

char *desk_plan_dup_href (const DeskPlan *self,
                          const char     *path) G_GNUC_WARN_UNUSED_RESULT;
char *desk_plan_dup_address (const DeskPlan *self,
                             const char     *path) G_GNUC_WARN_UNUSED_RESULT;

const char *desk_plan_language_find_path (const DeskPlanLanguage *self,
                                          const char             *uuid);
GPtrArray  *desk_plan_list_alternates (const DeskPlan *self,
                                       const char     *uuid) G_GNUC_WARN_UNUSED_RESULT;

gint64 desk_plan_article_get_date (const DeskPlanArticle *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskPlan, desk_plan_free)

G_END_DECLS
