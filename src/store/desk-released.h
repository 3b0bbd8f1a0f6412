/* desk-released.h - what readers have, text by text, and what changed since
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-likeness.h"
#include "store/desk-store.h"

G_BEGIN_DECLS

/* An edition is named by its row here, which is of use in this library alone. */

GArray *desk_store_list_released_ids (DeskStore  *self,
                                      const char *language,
                                      GError    **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *desk_store_list_changed_ids (DeskStore *self,
                                     gint64     since,
                                     GError   **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *desk_store_list_naming_ids (DeskStore  *self,
                                    const char *uuid,
                                    GError    **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_store_find_released (DeskStore    *self,
                                   gint64        edition_id,
                                   DeskArticle **out_article,
                                   GError      **error);

gboolean desk_store_find_released_body (DeskStore *self,
                                        gint64     edition_id,
                                        char     **out_body,
                                        GError   **error);

/**
 * DeskBeginning:
 * @is_whole: whether there is no more of the body
 * @sha256: of the whole text, as it was saved
 */
typedef struct
{
  gboolean is_whole;
  guint8   sha256[32];
} DeskBeginning;

gboolean desk_store_find_beginning (DeskStore     *self,
                                    gint64         edition_id,
                                    gsize          n_bytes,
                                    DeskArticle  **out_article,
                                    DeskBeginning *out_beginning,
                                    GError       **error);

/**
 * DeskMediaUse:
 * @id: a picture's UUID, or the SHA-256 by which a text names it
 * @is_cover: whether it is the cover
 */
typedef struct
{
  char    *id;
  gboolean is_cover;
} DeskMediaUse;

GPtrArray *desk_store_list_released_media (DeskStore *self,
                                           gint64     edition_id,
                                           GError   **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean desk_store_list_term_versions (DeskStore   *self,
                                        GHashTable **out_versions,
                                        GError     **error);
gboolean desk_store_list_media_versions (DeskStore   *self,
                                         GHashTable **out_versions,
                                         GError     **error);
DeskTerm *desk_store_dup_term (DeskStore  *self,
                               const char *uuid,
                               GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * DeskAlike:
 * @score: how like the text it is, the section apart
 */
typedef struct
{
  gint64 edition_id;
  gint64 score;
} DeskAlike;

#define DESK_ALIKE_SECTION DESK_LIKENESS_SECTION

GArray *desk_store_list_alike (DeskStore *self,
                               gint64     edition_id,
                               GError   **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * DeskRelatedFunc:
 * @related: (element-type DeskAlike): what stands below it, the section counted; what
 *   people chose has %G_MAXINT32
 */
typedef gboolean (*DeskRelatedFunc) (gint64        edition_id,
                                     const GArray *related,
                                     gpointer      user_data,
                                     GError      **error);

gboolean desk_store_foreach_related (DeskStore      *self,
                                     const char     *language,
                                     unsigned        limit,
                                     DeskRelatedFunc func,
                                     gpointer        user_data,
                                     GCancellable   *cancellable,
                                     GError        **error);

G_END_DECLS
