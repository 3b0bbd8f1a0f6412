/* fixture.h - an article on the desk, in a library of its own
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/editor/desk-document.h"

G_BEGIN_DECLS

typedef struct
{
  char         *folder;
  char         *path; /* of the library */
  DeskLibrary  *library;
  DeskDocument *document;
  gboolean      is_done;
  gboolean      is_document_gone;
  gboolean      is_told_saved;
  unsigned      n_replaced;
  char         *notice; /* the last one */
  gboolean      can_undo;
  GError       *flush_error;
} Fixture;

typedef gboolean (*Claim) (Fixture *fixture);

void fixture_set_up (Fixture      *fixture,
                     gconstpointer data);
void fixture_tear_down (Fixture      *fixture,
                        gconstpointer data);

void         fixture_wait_until (Fixture *fixture,
                                 Claim    is_true);
gboolean     fixture_is_document_gone (Fixture *fixture);
void         fixture_flush (Fixture *fixture);

DeskArticle *fixture_dup_stored (Fixture *fixture) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
