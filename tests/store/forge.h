/* forge.h - archives as nobody's backup should be
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <glib.h>

typedef struct
{
  char   *path;
  int     type;  /* AE_IFREG … */
  char   *link;  /* of a symbolic link, or with AE_IFREG a hard one */
  GBytes *bytes;
} ForgeEntry;

GPtrArray  *forge_new (void);
GPtrArray  *forge_read (const char *file);
void        forge_write (const char *file,
                         GPtrArray  *entries);
ForgeEntry *forge_add (GPtrArray  *entries,
                       int         type,
                       const char *path,
                       const char *link,
                       const char *text);
ForgeEntry *forge_find (GPtrArray  *entries,
                        const char *end);
void        forge_set (ForgeEntry *entry,
                       const char *bytes,
                       gsize       n_bytes);
void forge_sign (GPtrArray *entries);
