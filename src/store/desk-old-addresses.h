/* desk-old-addresses.h - where readers have found things, and what they find there now
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-progress.h"
#include "model/desk-redirect.h"
#include "store/desk-store.h"

G_BEGIN_DECLS

/**
 * DeskAddress:
 * @language: of the edition
 * @section: the slug of its section then, or ""
 * @slug: the edition's
 * @article: the UUID of the article that it leads to
 */
typedef struct
{
  char *language;
  char *section;
  char *slug;
  char *article;
} DeskAddress;

void       desk_address_free (DeskAddress *self);

GPtrArray *desk_store_list_addresses (DeskStore *self,
                                      GError   **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *desk_store_list_addresses_of (DeskStore  *self,
                                         const char *article_uuid,
                                         GError    **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *desk_store_list_orphaned_addresses (DeskStore  *self,
                                               const char *language,
                                               GError    **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_store_find_address (DeskStore  *self,
                                  const char *language,
                                  const char *section,
                                  const char *slug,
                                  char      **out_article,
                                  GError    **error);
gboolean desk_store_add_old_address (DeskStore         *self,
                                     const DeskAddress *address,
                                     GError           **error);

/**
 * DeskTermAddress:
 * @language: in which it had it
 * @slug: what it had
 * @term: the UUID of the section, tag or author
 */
typedef struct
{
  DeskTermType type;
  char        *language;
  char        *slug;
  char        *term;
} DeskTermAddress;

void       desk_term_address_free (DeskTermAddress *self);

GPtrArray *desk_store_list_term_addresses (DeskStore  *self,
                                           const char *term_uuid,
                                           GError    **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_store_find_term_address (DeskStore   *self,
                                       DeskTermType type,
                                       const char  *language,
                                       const char  *slug,
                                       char       **out_term,
                                       GError     **error);
gboolean desk_store_add_term_address (DeskStore             *self,
                                      const DeskTermAddress *address,
                                      GError               **error);

#define DESK_REDIRECTS_MAX 200000

GPtrArray *desk_store_list_redirects (DeskStore *self,
                                      GError   **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *desk_store_list_titled_redirects (DeskStore    *self,
                                             GCancellable *cancellable,
                                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_store_find_redirect (DeskStore  *self,
                                   const char *source,
                                   char      **out_target,
                                   GError    **error);
gboolean desk_store_save_redirects (DeskStore       *self,
                                    const GPtrArray *redirects,
                                    DeskProgressFunc progress,
                                    gpointer         progress_data,
                                    GCancellable    *cancellable,
                                    GError         **error);
gboolean desk_store_remove_redirect (DeskStore  *self,
                                     const char *source,
                                     GError    **error);

G_END_DECLS
