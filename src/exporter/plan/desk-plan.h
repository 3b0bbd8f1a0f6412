/* desk-plan.h - which pages the site has, and where
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-article.h"
#include "model/desk-site.h"
#include "store/desk-store.h"
#include "store/site/desk-site-plan.h"
#include "text/desk-script.h"

G_BEGIN_DECLS

#define DESK_PLAN_ROWS_PER_PAGE 20

/* Feeds in the folder of a language or a section. */
#define DESK_PLAN_ATOM "feed.xml"
#define DESK_PLAN_RSS "rss.xml"
#define DESK_PLAN_JSON_FEED "feed.json"
#define DESK_PLAN_SEARCH "search" /* what stands for the page to look for texts, as a UUID does for others */
#define DESK_PLAN_SEARCH_FOLDER "search/"
#define DESK_PLAN_N_RELATED 3
#define DESK_PLAN_N_ON_HOME 16 /* that a home may show of the newest texts, and of those in a section */

typedef struct _DeskPlan DeskPlan;

/**
 * DeskPlanListKind:
 *
 * The first ones have pages, in the order of the site.
 */
typedef enum
{
  DESK_PLAN_SECTION,
  DESK_PLAN_TAG,
  DESK_PLAN_AUTHOR,
  DESK_PLAN_YEAR,
  DESK_PLAN_EVERYTHING, /* texts that have a page; it only counts them */
  DESK_PLAN_HOME,       /* what lists show */
  DESK_PLAN_FOOT,       /* pages of their own, which the foot of each page leads to */
  DESK_PLAN_MONTH,      /* what a part of the sitemap has */
} DeskPlanListKind;

/**
 * DeskPlanList:
 * @key: what it is in every language: the UUID of its term, or its year
 * @path: "/en/news/", "/en/tag/rivers/", "/en/archive/2026/"
 *
 * What readers find articles by.
 */
typedef struct
{
  DeskPlanListKind kind;
  char            *key;
  char            *path;
  unsigned         n_articles;
  gint64           last_us; /* the last release of what stands first, or of a month */

  /*< private >*/
  gint64           row;
  DeskPlan        *plan;
  GPtrArray       *often;   /* (nullable): until somebody asks */
  unsigned         next;    /* what stands behind `last` */
  DeskSiteMember   last;
} DeskPlanList;

/**
 * DeskPlanArticle:
 * @article: what lists show of it; all of it when it was read whole
 * @edition: its one edition
 * @section: (nullable): where it is filed; %NULL for a page of its own
 * @path: its address below the site's, "/en/news/slug/"
 * @is_listed: home and section show it
 * @opening: of its body, or ""
 */
typedef struct
{
  DeskArticle       *article;
  const DeskEdition *edition;
  DeskPlanList      *section;
  char              *path;
  gboolean           is_listed;
  char              *opening;

  /*< private >*/
  DeskSiteText      *row;
} DeskPlanArticle;

/**
 * DeskPlanForward:
 * @path: where readers have found something once
 * @to: (nullable): where it is, a path or an address on the web; %NULL where they no
 *   longer have it
 */
typedef struct
{
  char *path;
  char *to;
} DeskPlanForward;

/**
 * DeskPlanLanguage:
 * @language: a site language, "sr-Latn"; also the first part of its addresses
 * @edition_language: that of its texts, "sr"
 * @script: what Serbian texts become; %DESK_SCRIPT_NONE for other languages
 * @path: of its home, "/sr-Latn/"
 * @name: of the language in itself, "Српски"
 * @sections: (element-type DeskPlanList): in the order of the menu, those with
 *   nothing in them too
 * @years: (element-type DeskPlanList): the newest first
 * @pages: (element-type DeskPlanArticle): those that are filed nowhere, oldest
 *   first
 * @has_listed: whether there is an article for lists
 */
typedef struct
{
  DeskPlan   *plan;
  char       *language;
  const char *edition_language;
  DeskScript  script;
  char       *path;
  char       *name;
  gboolean    is_right_to_left;
  GPtrArray  *sections;
  GPtrArray  *years;
  GPtrArray  *pages;
  gboolean    has_listed;

  /*< private >*/
  GHashTable *lists; /* char *key → DeskPlanList */
  GHashTable *cards; /* row → DeskPlanArticle */
} DeskPlanLanguage;

/**
 * DeskPlan:
 * @origin: (nullable): "https://example.org"; %NULL while the site has no address
 * @base: what all its paths start with: "/news", or ""
 * @sections: (element-type DeskTerm): in the order of the menu
 * @languages: (element-type DeskPlanLanguage): the main one first
 */
struct _DeskPlan
{
  DeskSite      *site;
  char          *origin;
  char          *base;
  GTimeZone     *zone;
  GPtrArray     *sections;
  GPtrArray     *languages;

  /*< private >*/
  DeskStore     *store;    /* (nullable): in tests */
  DeskSiteState *state;    /* borrowed */
  GHashTable    *names;    /* char *uuid → DeskTerm */
  GError        *error;    /* the first one of those below that return nothing of it */
  gboolean       is_map;   /* only asked where something is: no RELATED is worked out */
};

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

DeskPlan *desk_plan_new (DeskStore     *store,
                         DeskSiteState *state,
                         DeskSite      *site,
                         GPtrArray     *sections) G_GNUC_WARN_UNUSED_RESULT;
void     desk_plan_free (DeskPlan *self);
gboolean desk_plan_check (DeskPlan *self,
                          GError  **error);
gboolean desk_plan_take_error (DeskPlan *self,
                               GError   *error);
void     desk_plan_forget (DeskPlan *self);
gboolean desk_plan_read_frame (DeskPlan *self,
                               GError  **error);

unsigned   desk_plan_count_pages (unsigned n_texts);
char      *desk_plan_dup_href (const DeskPlan *self,
                               const char     *path) G_GNUC_WARN_UNUSED_RESULT;
char      *desk_plan_dup_address (const DeskPlan *self,
                                  const char     *path) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *desk_plan_list_alternates (DeskPlan   *self,
                                      const char *uuid) G_GNUC_WARN_UNUSED_RESULT;

/* What is asked for while pages are made. Nothing of it outlives desk_plan_forget(),
 * and desk_plan_check() says whether all could be read. */

DeskPlanArticle *desk_plan_language_find (DeskPlanLanguage *self,
                                          gint64            id);
DeskPlanArticle *desk_plan_language_find_pinned (DeskPlanLanguage *self);
GArray          *desk_plan_language_list_pinned (DeskPlanLanguage *self,
                                                 GError          **error) G_GNUC_WARN_UNUSED_RESULT;
DeskPlanArticle *desk_plan_language_read (DeskPlanLanguage *self,
                                          gint64            id) G_GNUC_WARN_UNUSED_RESULT;
char            *desk_plan_language_dup_body (DeskPlanLanguage      *self,
                                              const DeskPlanArticle *planned) G_GNUC_WARN_UNUSED_RESULT;
void             desk_plan_article_free (DeskPlanArticle *self);
gint64           desk_plan_article_get_date (const DeskPlanArticle *self);
gint64           desk_plan_article_get_id (const DeskPlanArticle *self);

DeskPlanList    *desk_plan_language_find_list (DeskPlanLanguage *self,
                                               const char       *key);
DeskPlanList    *desk_plan_language_find_list_at (DeskPlanLanguage *self,
                                                  gint64            row);
const DeskTerm  *desk_plan_list_get_term (const DeskPlanList *self);
GPtrArray       *desk_plan_language_list_lists (DeskPlanLanguage *self,
                                                DeskPlanListKind  kind) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray       *desk_plan_language_list_articles (DeskPlanLanguage *self,
                                                   DeskPlanList     *list,
                                                   unsigned          first,
                                                   unsigned          n_articles) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray       *desk_plan_language_list_tags (DeskPlanLanguage      *self,
                                               const DeskPlanArticle *planned) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray       *desk_plan_language_list_newest (DeskPlanLanguage *self,
                                                 unsigned          n_articles) G_GNUC_WARN_UNUSED_RESULT;
const GPtrArray *desk_plan_language_list_often (DeskPlanLanguage *self,
                                                DeskPlanList     *list);
GPtrArray       *desk_plan_language_list_related (DeskPlanLanguage      *self,
                                                  const DeskPlanArticle *planned) G_GNUC_WARN_UNUSED_RESULT;
void             desk_plan_language_find_neighbours (DeskPlanLanguage      *self,
                                                     const DeskPlanArticle *planned,
                                                     DeskPlanArticle      **out_later,
                                                     DeskPlanArticle      **out_earlier);
char      *desk_plan_language_dup_path (DeskPlanLanguage *self,
                                        const char       *uuid) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *desk_plan_language_list_former (DeskPlanLanguage   *self,
                                           const DeskPlanList *list,
                                           const char         *file) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray        *desk_plan_language_list_forwards (DeskPlanLanguage *self,
                                                    const char       *path) G_GNUC_WARN_UNUSED_RESULT;
gboolean          desk_plan_has_page (DeskPlan   *self,
                                      const char *path);
GPtrArray        *desk_plan_list_redirects (DeskPlan   *self,
                                            const char *path) G_GNUC_WARN_UNUSED_RESULT;
char             *desk_plan_forward_dup_href (const DeskPlan        *self,
                                              const DeskPlanForward *forward) G_GNUC_WARN_UNUSED_RESULT;
DeskPlanLanguage *desk_plan_find_language_at (const DeskPlan *self,
                                              const char     *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskPlan, desk_plan_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskPlanArticle, desk_plan_article_free)

G_END_DECLS
