/* desk-import-media-private.h - what finds media and what adds them share
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exchange/desk-import-media.h"

G_BEGIN_DECLS

/* Where a picture's bytes are: a file below the folder that is imported, or the
 * library itself, for one that is named by its hash and is there already. */
typedef struct
{
  DeskMedia *media;   /* what is known of it; its ids once it is in the library */
  char      *path;    /* (nullable): of the bytes */
  char      *shown;
  gboolean   is_listed; /* library.yaml says its hash and all that is known */
  gboolean   is_new;    /* this import has put it into the library, where nobody sees it yet */
  gboolean   was_made;  /* and there was no row of these bytes */
  gboolean   was_there; /* but their file */
  gboolean   is_changed;
} DeskImportItem;

struct _DeskImportMedia
{
  DeskStore        *store;    /* owned */
  DeskImportReport *report;
  GPtrArray        *items;    /* DeskImportItem */
  GHashTable       *by_path;  /* char * → DeskImportItem *, both borrowed */
  GHashTable       *by_hash;  /* char *SHA-256 → DeskImportItem *, the key owned */
  GHashTable       *named;    /* char *"FOLDER\nNAME", as files name it → DeskImportItem *, the key owned */
  gboolean          library_wins;
  gboolean          is_finished;
};

G_END_DECLS
