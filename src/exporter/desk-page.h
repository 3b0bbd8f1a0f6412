/* desk-page.h - what templates are told about each page
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/plan/desk-plan.h"
#include "exporter/desk-page-date.h"
#include "exporter/desk-page-media.h"
#include "exporter/theme/desk-theme.h"

G_BEGIN_DECLS

/**
 * DeskPages:
 * @style: path of the style sheet
 * @script: (nullable): path of the script
 * @search_script: (nullable): path of the one that looks for texts
 * @has_search: whether the theme has a page for that
 * @home_script: (nullable): path of the home's
 * @icon: (nullable): path of the drawing that is the icon; %NULL where a picture is
 * @assets: char *name → char *path of the theme's other files
 * @common: where @words and @frame are
 * @frame: what all pages say alike
 * @own_address: what whole addresses of the site begin with; "" where it has none
 * @arena: where the page is that is being made
 * @links: UUIDs of the articles that texts lead to which were made so far
 *
 * What the pages of one language have in common. What is neither in @common nor
 * in @arena, but for @dates, belongs to the export and outlives it.
 */
typedef struct
{
  DeskPlan         *plan;
  DeskPlanLanguage *language;
  DeskTheme        *theme;
  DeskPageMedia    *media;
  const char       *style;
  const char       *script;
  const char       *search_script;
  gboolean          has_search;
  const char       *home_script;
  const char       *icon;
  GHashTable       *assets;
  DeskArena        *common;
  DeskArena        *arena;
  DeskObject       *words;
  DeskObject       *frame;
  char             *own_address;
  DeskPageDates    *dates;
  GHashTable       *links;
} DeskPages;

void desk_pages_init (DeskPages        *self,
                      DeskPlan         *plan,
                      DeskPlanLanguage *language,
                      DeskTheme        *theme,
                      DeskPageMedia    *media);
void desk_pages_prepare (DeskPages *self);
void desk_pages_clear (DeskPages *self);

/* Whole pages */

DeskObject *desk_page_for_article (DeskPages       *self,
                                   DeskPlanArticle *planned) G_GNUC_WARN_UNUSED_RESULT;
DeskObject *desk_page_for_home (DeskPages *self) G_GNUC_WARN_UNUSED_RESULT;
DeskObject *desk_page_for_list (DeskPages    *self,
                                DeskPlanList *list,
                                unsigned      number) G_GNUC_WARN_UNUSED_RESULT;
unsigned    desk_page_count_for_list (const DeskPlanList *list);
char       *desk_page_dup_list_path (const DeskPlanList *list,
                                     unsigned            number) G_GNUC_WARN_UNUSED_RESULT;
DeskObject *desk_page_for_forward (DeskPages             *self,
                                   const DeskPlanForward *forward) G_GNUC_WARN_UNUSED_RESULT;
DeskObject *desk_page_for_search (DeskPages *self) G_GNUC_WARN_UNUSED_RESULT;
DeskObject *desk_page_for_missing (DeskPages *self) G_GNUC_WARN_UNUSED_RESULT;

/* Their parts */

#define DESK_MANIFEST "manifest.webmanifest"

char *desk_brand_dup_style (const DeskSite *site) G_GNUC_WARN_UNUSED_RESULT;
char *desk_brand_dup_icon (const DeskSite *site) G_GNUC_WARN_UNUSED_RESULT;
char *desk_pages_dup_manifest (DeskPages *self) G_GNUC_WARN_UNUSED_RESULT;
void  desk_page_set_brand (DeskPages  *self,
                           DeskObject *page);

const DeskPictureSet *desk_page_use_icons (DeskPageMedia  *media,
                                           const DeskSite *site);
void                  desk_page_set_icons (DeskPages  *self,
                                           DeskObject *page);
void                  desk_page_add_manifest_icons (DeskPages *self,
                                                    GString   *out);

const char *desk_pages_get_word (DeskPages  *self,
                                 const char *name);
const char *desk_pages_get_html_tag (DeskPages *self);
char       *desk_pages_dup_text (DeskPages         *self,
                                 const DeskEdition *edition,
                                 const char        *text) G_GNUC_WARN_UNUSED_RESULT;
char *desk_pages_dup_body (DeskPages         *self,
                           const DeskEdition *edition,
                           gboolean           is_absolute,
                           unsigned          *out_n_minutes) G_GNUC_WARN_UNUSED_RESULT;
char *desk_pages_dup_media_text (DeskPages  *self,
                                 const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *desk_pages_dup_credit (DeskPages  *self,
                             const char *credit) G_GNUC_WARN_UNUSED_RESULT;
char *desk_pages_dup_name (DeskPages      *self,
                           const DeskTerm *term,
                           const char    **out_lang) G_GNUC_WARN_UNUSED_RESULT;
char *desk_pages_dup_setting (DeskPages   *self,
                              const char  *key,
                              const char **out_lang) G_GNUC_WARN_UNUSED_RESULT;
char *desk_pages_dup_site_title (DeskPages   *self,
                                 const char **out_lang) G_GNUC_WARN_UNUSED_RESULT;

DeskList   *desk_page_new_feeds (DeskPages  *self,
                                 const char *folder) G_GNUC_WARN_UNUSED_RESULT;
DeskObject *desk_page_new_frame (DeskPages  *self,
                                 const char *path,
                                 const char *uuid,
                                 const char *title) G_GNUC_WARN_UNUSED_RESULT;
void desk_page_set_sharing (DeskPages             *self,
                            DeskObject            *page,
                            const DeskPlanArticle *planned);
void desk_page_set_json_ld (DeskPages             *self,
                            DeskObject            *page,
                            const DeskPlanArticle *planned,
                            const char            *title);
void desk_page_set_share_links (DeskPages             *self,
                                DeskObject            *page,
                                const DeskPlanArticle *planned);
DeskObject *desk_page_new_picture (DeskPages       *self,
                                   const DeskMedia *media,
                                   gboolean         is_lazy) G_GNUC_WARN_UNUSED_RESULT;
void desk_page_set_picture_text (DeskPages           *self,
                                 DeskObject          *object,
                                 const char          *name,
                                 const char          *lang_name,
                                 const DeskMediaText *text,
                                 const char          *value);
void desk_page_set_author (DeskPages          *self,
                           DeskObject         *page,
                           const DeskPlanList *list,
                           unsigned            number);
char       *desk_page_dup_srcset (const DeskPages      *self,
                                  const DeskPictureSet *set) G_GNUC_WARN_UNUSED_RESULT;
DeskObject *desk_page_new_teaser (DeskPages       *self,
                                  DeskPlanArticle *planned,
                                  gboolean         prefers_summary) G_GNUC_WARN_UNUSED_RESULT;
DeskList *desk_page_new_teasers (DeskPages       *self,
                                 const GPtrArray *articles) G_GNUC_WARN_UNUSED_RESULT;
void      desk_page_describe (DeskObject       *page,
                              const DeskObject *lead,
                              const DeskList   *teasers);
char *desk_page_dup_opening (DeskPages       *self,
                             DeskPlanArticle *planned,
                             gboolean         prefers_summary) G_GNUC_WARN_UNUSED_RESULT;
gboolean  desk_page_is_author (const DeskCredit *credit);
DeskList *desk_page_new_authors (DeskPages         *self,
                                 const DeskArticle *article) G_GNUC_WARN_UNUSED_RESULT;
void      desk_page_set_list_href (DeskPages      *self,
                                   DeskObject     *object,
                                   const DeskTerm *term);
DeskObject *desk_page_new_list_link (DeskPages          *self,
                                     const DeskPlanList *list) G_GNUC_WARN_UNUSED_RESULT;

/* A member without a value has to be null rather than absent: a template would
 * look for an absent one further out. */
void desk_page_set_text (DeskObject *object,
                         const char *name,
                         const char *text);
void desk_page_set_list (DeskObject *object,
                         const char *name,
                         const char *claim,
                         DeskList   *list);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DeskPages, desk_pages_clear)

G_END_DECLS
