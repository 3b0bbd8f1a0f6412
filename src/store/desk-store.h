/* desk-store.h - one newsroom's library on disk
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-article.h"
#include "model/desk-fields.h"
#include "model/desk-site.h"
#include "store/desk-store-error.h"
#include "store/desk-store-place.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define DESK_TITLE_MAX_CHARS 1000
#define DESK_NAME_MAX_CHARS 200 /* of a section, tag, author or the newsroom */
#define DESK_BODY_MAX_BYTES (4 * 1024 * 1024)
#define DESK_MEDIA_MAX_BYTES (256 * 1024 * 1024)
#define DESK_MEDIA_TEXT_MAX_CHARS 5000
#define DESK_TERMS_MAX 200 /* tags, or credits, or relations, of one article */

#define DESK_TYPE_STORE (desk_store_get_type ())
G_DECLARE_FINAL_TYPE (DeskStore, desk_store, DESK, STORE, GObject)

DeskStore *desk_store_create (const char *path,
                              GError    **error) G_GNUC_WARN_UNUSED_RESULT;
DeskStore *desk_store_open (const char *path,
                            GError    **error) G_GNUC_WARN_UNUSED_RESULT;
DeskStore *desk_store_open_again (DeskStore *self,
                                  GError   **error) G_GNUC_WARN_UNUSED_RESULT;

void        desk_store_discard (DeskStore *self);

const char *desk_store_get_path (DeskStore *self);

char       *desk_store_dup_uuid (DeskStore *self,
                                 GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    desk_store_get_data_version (DeskStore *self,
                                         gint64    *out_version,
                                         GError   **error);

const DeskStorePlace *desk_store_get_place (DeskStore *self);

/* Settings */

DeskSite *desk_store_dup_site (DeskStore *self,
                               GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  desk_store_save_site (DeskStore      *self,
                                const DeskSite *site,
                                GError        **error);
gboolean desk_store_limit_memory (DeskStore *self,
                                  unsigned   n_kib,
                                  GError   **error);
char *desk_store_dup_site_stamp (DeskStore *self,
                                 GError   **error) G_GNUC_WARN_UNUSED_RESULT;

/* Articles: the working texts */

/**
 * DeskQuery:
 * @kind: (nullable): "article", "publication", "event" or "page"
 * @language: (nullable): only articles with an edition in this language, which
 *   is then the one that @status and the filter look at
 * @status: a #DeskStatus of the edition that is shown, or -1 for any
 * @section: (nullable): any language's name or slug, as are @tag and @author
 * @since_us: published on or after; 0 any
 * @until_us: published before; 0 any
 * @limit: at most so many; 0 all
 * @is_trash: only what is in the trash, else only what is not
 */
typedef struct
{
  const char *kind;
  const char *language;
  int         status;
  const char *section;
  const char *tag;
  const char *author;
  gint64      since_us;
  gint64      until_us;
  unsigned    limit;
  unsigned    offset;
  gboolean    is_trash;
} DeskQuery;

#define DESK_QUERY_ALL ((DeskQuery) { .status = -1 })

/**
 * DeskCounts:
 *
 * How many articles the sidebar's rows have: by the status of the shown edition,
 * and by section (char *uuid → unsigned).
 */
typedef struct
{
  unsigned    n_all;
  unsigned    n_by_status[DESK_N_STATUSES];
  unsigned    n_trash;
  unsigned    n_not_online; /* editions whose working text readers do not have */
  GHashTable *by_section;
} DeskCounts;

/**
 * DeskListKey:
 * @sort_us: the publication date, the last instant for none; in the trash when it
 *   was deleted
 * @article_id: an article's row, of use in this library alone
 *
 * The place of an article in a list.
 */
typedef struct
{
  gint64 sort_us;
  gint64 article_id;
} DeskListKey;

void desk_counts_free (DeskCounts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskCounts, desk_counts_free)

GArray      *desk_store_list_keys (DeskStore         *self,
                                   const DeskQuery   *query,
                                   const DeskListKey *after,
                                   GCancellable      *cancellable,
                                   GError           **error) G_GNUC_WARN_UNUSED_RESULT;
DeskArticle *desk_store_dup_listed (DeskStore *self,
                                    gint64     article_id,
                                    GError   **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *desk_store_list_articles (DeskStore       *self,
                                     const DeskQuery *query,
                                     GCancellable    *cancellable,
                                     GError         **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 desk_store_get_article_id (DeskStore  *self,
                                  const char *uuid,
                                  GError    **error);
DeskCounts  *desk_store_count_articles (DeskStore *self,
                                        GError   **error) G_GNUC_WARN_UNUSED_RESULT;
DeskArticle *desk_store_dup_article (DeskStore  *self,
                                     const char *uuid,
                                     GError    **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean desk_store_check_kind (const char *kind,
                                GError    **error);
gboolean desk_store_add_article (DeskStore   *self,
                                 DeskArticle *article,
                                 GError     **error);
gboolean desk_store_save_article (DeskStore   *self,
                                  DeskArticle *article,
                                  GError     **error);
gboolean desk_store_save_edition (DeskStore   *self,
                                  const char  *article_uuid,
                                  DeskEdition *edition,
                                  GError     **error);
gboolean desk_store_delete_article (DeskStore  *self,
                                    const char *uuid,
                                    GError    **error);
gboolean desk_store_undelete_article (DeskStore  *self,
                                      const char *uuid,
                                      GError    **error);

/* Sections, tags, authors */

GPtrArray *desk_store_list_terms (DeskStore   *self,
                                  DeskTermType type,
                                  GError     **error) G_GNUC_WARN_UNUSED_RESULT;
DeskTerm *desk_store_find_term (DeskStore   *self,
                                DeskTermType type,
                                const char  *name,
                                GError     **error) G_GNUC_WARN_UNUSED_RESULT;
DeskTerm *desk_store_ensure_term (DeskStore   *self,
                                  DeskTermType type,
                                  const char  *name,
                                  const char  *language,
                                  gboolean    *out_was_made,
                                  GError     **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_store_save_term (DeskStore *self,
                               DeskTerm  *term,
                               GError   **error);

gboolean desk_store_remove_term (DeskStore      *self,
                                 const DeskTerm *term,
                                 const DeskTerm *into,
                                 gint64          now_us,
                                 GCancellable   *cancellable,
                                 unsigned       *out_n_articles,
                                 GError        **error);

/* Media */

gboolean desk_store_add_media (DeskStore *self,
                               GBytes    *bytes,
                               DeskMedia *media,
                               GError   **error);
DeskMedia *desk_store_find_media (DeskStore  *self,
                                  const char *name,
                                  GError    **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *desk_store_list_media (DeskStore *self,
                                  GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   desk_store_count_media_uses (DeskStore       *self,
                                        const DeskMedia *media,
                                        unsigned        *out_n_articles,
                                        GError         **error);
gboolean desk_store_save_media (DeskStore       *self,
                                const DeskMedia *media,
                                GError         **error);
gboolean desk_store_remove_media (DeskStore       *self,
                                  const DeskMedia *media,
                                  GError         **error);
gboolean desk_store_purge_media (DeskStore    *self,
                                 gint64        until_us,
                                 GCancellable *cancellable,
                                 GError      **error);
char *desk_store_dup_media_path (DeskStore       *self,
                                 const DeskMedia *media) G_GNUC_WARN_UNUSED_RESULT;

/* Releases: what readers have */

gboolean desk_store_set_status (DeskStore  *self,
                                const char *article_uuid,
                                const char *language,
                                DeskStatus  status,
                                gint64      at_us,
                                GError    **error);
gboolean desk_store_release_fields (DeskStore  *self,
                                    const char *article_uuid,
                                    const char *language,
                                    DeskFields  fields,
                                    gint64      now_us,
                                    GError    **error);
gboolean desk_store_release_due (DeskStore *self,
                                 gint64     now_us,
                                 unsigned  *out_n_released,
                                 GError   **error);

GPtrArray *desk_store_list_released (DeskStore  *self,
                                     const char *language,
                                     GError    **error) G_GNUC_WARN_UNUSED_RESULT;
GHashTable *desk_store_list_related (DeskStore    *self,
                                     const char   *language,
                                     unsigned      limit,
                                     GCancellable *cancellable,
                                     GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
