/* desk-document.h - one open article, and the way of its changes to the library
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"
#include "text/desk-merge-edition.h"

G_BEGIN_DECLS

#define DESK_TYPE_DOCUMENT (desk_document_get_type ())
G_DECLARE_FINAL_TYPE (DeskDocument, desk_document, DESK, DOCUMENT, GObject)

DeskDocument *desk_document_new (DeskLibrary *library,
                                 DeskArticle *article,
                                 const char  *language) G_GNUC_WARN_UNUSED_RESULT;

DeskLibrary       *desk_document_get_library (DeskDocument *self);
const DeskArticle *desk_document_get_article (DeskDocument *self);

const char        *desk_document_get_language (DeskDocument *self);
void               desk_document_set_language (DeskDocument *self,
                                               const char   *language);
const DeskEdition *desk_document_get_edition (DeskDocument *self);
void               desk_document_add_edition (DeskDocument *self,
                                              const char   *language);
const DeskEdition *desk_document_get_text (DeskDocument *self);

void               desk_document_set_text (DeskDocument *self,
                                           const char   *title,
                                           const char   *summary,
                                           const char   *body);
void desk_document_change_edition (DeskDocument *self,
                                   DeskEdition  *edition);
void desk_document_change_article (DeskDocument *self,
                                   DeskArticle  *article);
void desk_document_set_status (DeskDocument *self,
                               DeskStatus    status,
                               gint64        at_us);
void desk_document_reload (DeskDocument *self);

void desk_document_flush_async (DeskDocument       *self,
                                GAsyncReadyCallback callback,
                                gpointer            user_data);
gboolean desk_document_flush_finish (DeskDocument *self,
                                     GAsyncResult *result,
                                     GError      **error);

gboolean    desk_document_is_saved (DeskDocument *self);
gboolean    desk_document_has_conflict (DeskDocument *self);
unsigned    desk_document_get_n_words (DeskDocument *self);
const char *desk_document_get_error_message (DeskDocument *self);

void        desk_document_merge_async (DeskDocument       *self,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
DeskEditionMerge *desk_document_merge_finish (DeskLibrary  *library,
                                              GAsyncResult *result,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void desk_document_accept_merge (DeskDocument           *self,
                                 const DeskEditionMerge *merge);
void desk_document_undo_merge (DeskDocument *self);

G_END_DECLS
