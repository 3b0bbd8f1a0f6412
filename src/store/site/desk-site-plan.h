/* desk-site-plan.h - what a site consists of, row by row
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/site/desk-site-state.h"

G_BEGIN_DECLS

/* The plan of a site as the state keeps it. Languages are those of editions: site
 * languages that are derived from one share its rows. Paths are below that of the
 * language. */

#define DESK_SITE_DIGEST_BYTES 16

typedef enum
{
  DESK_SITE_TEXT_IS_LISTED   = 1 << 0, /* home and section show it */
  DESK_SITE_TEXT_IS_PINNED   = 1 << 1,
  DESK_SITE_TEXT_IS_ARCHIVED = 1 << 2,
} DeskSiteTextFlags;

/**
 * DeskSiteText:
 * @id: the edition's row in the library
 * @article: its article's UUID
 * @path: "news/bridge/"
 * @wanted: what that would be if no other text had it
 * @section: the key of the list it is filed in, "" for a page of its own
 * @filed_in: the UUID of the section that it names itself, or ""
 * @date_us: the date for readers, else of the first release
 * @said_us: the date that was said, or 0
 * @lists: the rows of the lists that it stands in, with commas between
 * @self: of all that its page takes from it
 * @face: of all that others show of it
 * @likeness: of all that RELATED depends on
 * @card: what others show of it
 */
typedef struct
{
  gint64            id;
  char             *language;
  char             *article;
  char             *path;
  char             *wanted;
  char             *section;
  char             *filed_in;
  DeskSiteTextFlags flags;
  gint64            date_us;
  gint64            said_us;
  gint64            first_us;
  gint64            last_us;
  char             *lists;
  guint8            self[DESK_SITE_DIGEST_BYTES];
  guint8            face[DESK_SITE_DIGEST_BYTES];
  guint8            likeness[DESK_SITE_DIGEST_BYTES];
  GBytes           *card;
} DeskSiteText;

void desk_site_text_free (DeskSiteText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskSiteText, desk_site_text_free)

gboolean desk_site_find_text (DeskSiteState *self,
                              gint64         id,
                              DeskSiteText **out_text,
                              GError       **error);
gboolean desk_site_find_text_of (DeskSiteState *self,
                                 const char    *article,
                                 const char    *language,
                                 DeskSiteText **out_text,
                                 GError       **error);
gboolean desk_site_find_pinned (DeskSiteState *self,
                                const char    *language,
                                gint64        *out_id,
                                GError       **error);
GArray *desk_site_list_pinned (DeskSiteState *self,
                               const char    *language,
                               GError       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_site_put_text (DeskSiteState      *self,
                             const DeskSiteText *text,
                             GError            **error);
gboolean desk_site_move_text (DeskSiteState *self,
                              gint64         id,
                              const char    *path,
                              GError       **error);
gboolean desk_site_remove_text (DeskSiteState *self,
                                gint64         id,
                                GError       **error);
GPtrArray *desk_site_list_claims (DeskSiteState *self,
                                  const char    *language,
                                  GError       **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *desk_site_list_numbered (DeskSiteState *self,
                                    const char    *language,
                                    GError       **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *desk_site_list_texts (DeskSiteState *self,
                              const char    *language,
                              GError       **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *desk_site_list_texts_of (DeskSiteState *self,
                                 const char    *article,
                                 GError       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_site_find_path (DeskSiteState *self,
                              const char    *language,
                              const char    *path,
                              gint64        *out_id,
                              GError       **error);
gboolean desk_site_find_path_of (DeskSiteState *self,
                                 const char    *article,
                                 const char    *language,
                                 char         **out_path,
                                 GError       **error);
gboolean desk_site_has_numbered (DeskSiteState *self,
                                 const char    *language,
                                 gboolean      *out_has,
                                 GError       **error);

/**
 * DeskSiteDay:
 * @iso: for machines
 * @own: as the newsroom writes it
 * @full: with the month in words
 *
 * A date in a site language.
 */
typedef struct
{
  char *iso;
  char *own;
  char *full;
} DeskSiteDay;

gboolean desk_site_find_day (DeskSiteState *self,
                             const char    *language,
                             gint64         us,
                             DeskSiteDay   *out_day,
                             gboolean      *out_is_known,
                             GError       **error);
gboolean desk_site_put_day (DeskSiteState     *self,
                            const char        *language,
                            gint64             us,
                            const DeskSiteDay *day,
                            GError           **error);

/**
 * DeskSiteList:
 * @kind: what it is a list of, which is up to the exporter
 * @key: what it is in every language
 * @path: "tag/rivers/"; "" while nothing is in it
 * @wanted: what that would be if no other list had it
 * @n_texts: in it
 * @last_us: up to the exporter
 */
typedef struct
{
  gint64   id;
  char    *language;
  int      kind;
  char    *key;
  char    *path;
  char    *wanted;
  unsigned n_texts;
  gint64   last_us;
} DeskSiteList;

void desk_site_list_free (DeskSiteList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskSiteList, desk_site_list_free)

gboolean desk_site_find_list (DeskSiteState *self,
                              const char    *language,
                              int            kind,
                              const char    *key,
                              DeskSiteList **out_list,
                              GError       **error);
gboolean desk_site_find_list_by_id (DeskSiteState *self,
                                    gint64         id,
                                    DeskSiteList **out_list,
                                    GError       **error);
gboolean desk_site_find_list_at (DeskSiteState *self,
                                 const char    *language,
                                 const char    *path,
                                 gboolean      *out_is_there,
                                 GError       **error);
gboolean desk_site_add_list (DeskSiteState *self,
                             DeskSiteList  *list,
                             GError       **error);
gboolean desk_site_put_list (DeskSiteState      *self,
                             const DeskSiteList *list,
                             GError            **error);
GPtrArray *desk_site_list_lists (DeskSiteState *self,
                                 const char    *language,
                                 int            first_kind,
                                 int            last_kind,
                                 GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * DeskSiteMember:
 *
 * Lists are in the order of date and article, the highest first.
 */
typedef struct
{
  gint64 id;
  gint64 date_us;
  char   article[40];
} DeskSiteMember;

gboolean desk_site_add_member (DeskSiteState      *self,
                               gint64              list_id,
                               const DeskSiteText *text,
                               GError            **error);
gboolean desk_site_remove_member (DeskSiteState      *self,
                                  gint64              list_id,
                                  const DeskSiteText *text,
                                  GError            **error);
gboolean desk_site_rank_member (DeskSiteState      *self,
                                gint64              list_id,
                                const DeskSiteText *text,
                                unsigned            limit,
                                unsigned           *out_rank,
                                GError            **error);
GArray *desk_site_list_members (DeskSiteState        *self,
                                gint64                list_id,
                                const DeskSiteMember *after,
                                unsigned              first,
                                unsigned              n_members,
                                GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_site_find_neighbours (DeskSiteState      *self,
                                    gint64              list_id,
                                    const DeskSiteText *text,
                                    gint64             *out_later,
                                    gint64             *out_earlier,
                                    GError            **error);
gboolean desk_site_find_last_release (DeskSiteState *self,
                                      gint64         list_id,
                                      unsigned       n_members,
                                      gint64        *out_last_us,
                                      GError       **error);

gboolean desk_site_count_tag (DeskSiteState *self,
                              gint64         section_id,
                              gint64         tag_id,
                              int            n_more,
                              GError       **error);
GArray *desk_site_list_often (DeskSiteState *self,
                              gint64         section_id,
                              unsigned       n_tags,
                              GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * DeskSiteRelated:
 * @score: how like it is; %DESK_SITE_CHOSEN for what people chose
 */
typedef struct
{
  gint64 id;
  gint64 score;
} DeskSiteRelated;

#define DESK_SITE_CHOSEN G_MAXINT32

GArray *desk_site_list_related (DeskSiteState *self,
                                gint64         text_id,
                                GError       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_site_list_floors (DeskSiteState *self,
                                gint64         max_score,
                                GHashTable    *floors,
                                GError       **error);
GArray *desk_site_list_relating (DeskSiteState *self,
                                 gint64         other_id,
                                 GError       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_site_remove_related (DeskSiteState *self,
                                   gint64         text_id,
                                   GError       **error);
gboolean desk_site_put_related (DeskSiteState *self,
                                gint64         text_id,
                                const GArray  *related,
                                gint64         floor,
                                GError       **error);
gboolean desk_site_put_chosen (DeskSiteState   *self,
                               gint64           text_id,
                               const GPtrArray *articles,
                               GError         **error);
GPtrArray *desk_site_list_chosen (DeskSiteState *self,
                                  gint64         text_id,
                                  GError       **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *desk_site_list_choosing (DeskSiteState *self,
                                 const char    *article,
                                 GError       **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean desk_site_put_links (DeskSiteState *self,
                              gint64         text_id,
                              GHashTable    *articles,
                              GError       **error);
GArray *desk_site_list_linking (DeskSiteState *self,
                                const char    *article,
                                GError       **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean desk_site_put_shown (DeskSiteState *self,
                              gint64         text_id,
                              GHashTable    *paths,
                              GPtrArray     *gone,
                              GError       **error);
gboolean desk_site_is_shown (DeskSiteState *self,
                             const char    *path,
                             gboolean      *out_is_shown,
                             GError       **error);
gboolean desk_site_put_problems (DeskSiteState *self,
                                 gint64         text_id,
                                 GHashTable    *messages,
                                 GError       **error);
GPtrArray *desk_site_list_problems (DeskSiteState *self,
                                    GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * DeskSiteForward:
 * @path: where something was
 * @target: the UUID of an article or a term that is somewhere else now, or nowhere; or
 *   what a person said, where the language is ""
 * @rest: below that: "page/2/", "feed.xml", or ""
 */
typedef struct
{
  char    *path;
  char    *target;
  char    *rest;
  gboolean is_gone;
} DeskSiteForward;

void       desk_site_forward_free (DeskSiteForward *self);

GPtrArray *desk_site_list_forwards (DeskSiteState *self,
                                    const char    *language,
                                    const char    *path,
                                    const char    *target,
                                    GError       **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *desk_site_list_leading (DeskSiteState *self,
                                   const char    *language,
                                   const char    *target,
                                   GError       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_site_put_forward (DeskSiteState         *self,
                                const char            *language,
                                const DeskSiteForward *forward,
                                GError               **error);
gboolean desk_site_remove_forward (DeskSiteState *self,
                                   const char    *language,
                                   const char    *path,
                                   GError       **error);

gboolean desk_site_list_known (DeskSiteState *self,
                               int            kind,
                               GHashTable   **out_versions,
                               GError       **error);
gboolean desk_site_put_known (DeskSiteState *self,
                              int            kind,
                              const char    *uuid,
                              gint64         version,
                              GError       **error);

gboolean desk_site_count_pages (DeskSiteState *self,
                                const char    *language,
                                int            last_kind,
                                unsigned       n_rows,
                                unsigned      *out_n_pages,
                                GError       **error);

G_END_DECLS
