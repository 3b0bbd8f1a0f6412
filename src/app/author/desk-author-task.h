/* desk-author-task.h - an author read and changed, off the main thread
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"

G_BEGIN_DECLS

/**
 * DeskAuthorReading:
 * @term: the author
 * @portrait: (nullable): their picture
 * @biographies: (element-type utf8 utf8): language → Markdown
 *
 * All that one can change of an author.
 */
typedef struct
{
  DeskTerm   *term;
  DeskMedia  *portrait;
  GHashTable *biographies;
} DeskAuthorReading;

void desk_author_reading_free (DeskAuthorReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskAuthorReading, desk_author_reading_free)

/**
 * DeskAuthorField:
 * @DESK_AUTHOR_NAME: in one language
 * @DESK_AUTHOR_SLUG: likewise; "" has it made of the name
 * @DESK_AUTHOR_ORGANISATION: "yes" or "no"
 * @DESK_AUTHOR_PORTRAIT: the UUID of a picture, "" for none
 * @DESK_AUTHOR_PORTRAIT_WORDS: the portrait's alternative text in one language
 * @DESK_AUTHOR_BIOGRAPHY: in one language
 */
typedef enum
{
  DESK_AUTHOR_NAME,
  DESK_AUTHOR_SLUG,
  DESK_AUTHOR_ORGANISATION,
  DESK_AUTHOR_PORTRAIT,
  DESK_AUTHOR_PORTRAIT_WORDS,
  DESK_AUTHOR_BIOGRAPHY,
} DeskAuthorField;

void desk_author_read_async (DeskLibrary        *library,
                             const char         *uuid,
                             GAsyncReadyCallback callback,
                             gpointer            user_data);
DeskAuthorReading *desk_author_read_finish (DeskLibrary  *library,
                                            GAsyncResult *result,
                                            GError      **error) G_GNUC_WARN_UNUSED_RESULT;

void desk_author_change_async (DeskLibrary        *library,
                               const char         *uuid,
                               DeskAuthorField     field,
                               const char         *language,
                               const char         *value,
                               GAsyncReadyCallback callback,
                               gpointer            user_data);
gboolean desk_author_change_finish (DeskLibrary  *library,
                                    GAsyncResult *result,
                                    GError      **error);

G_END_DECLS
