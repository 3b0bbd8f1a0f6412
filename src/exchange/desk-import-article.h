/* desk-import-article.h - from an article's files to what the library is to have
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exchange/desk-import-media.h"
#include "exchange/desk-import-names.h"
#include "exchange/desk-import-reader.h"
#include "store/desk-states.h"

G_BEGIN_DECLS

/**
 * DeskImportContext:
 * @now_us: of the import
 */
typedef struct
{
  DeskStore       *store;
  DeskImportNames *names;
  DeskImportMedia *media;
  gint64           now_us;
} DeskImportContext;

DeskStates *desk_import_article (const DeskImportContext *context,
                                 const DeskImportTexts   *texts,
                                 const DeskStates        *there,
                                 GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
