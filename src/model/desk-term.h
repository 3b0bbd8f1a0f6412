/* desk-term.h - a section, a tag or an author: what articles are filed under
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  DESK_TERM_SECTION = 0,
  DESK_TERM_TAG = 1,
  DESK_TERM_AUTHOR = 2,
} DeskTermType;

#define DESK_N_TERM_TYPES (DESK_TERM_AUTHOR + 1)

typedef struct
{
  char *language;
  char *name;
  char *slug;
} DeskTermName;

/**
 * DeskTerm:
 * @type: which of the three it is; set once
 * @uuid: its public id
 * @names: (element-type DeskTermName): at least one; the oldest first
 * @position: its place in menus and lists of its type, from 0
 * @is_organisation: for an author: an organisation, not a person
 * @portrait: (nullable): for an author: the UUID of a picture
 *
 * A section, a tag or an author. The three share their shape: a name and a slug
 * in each language that has one, and the oldest name in the others.
 */
typedef struct
{
  DeskTermType type;
  char        *uuid;
  GPtrArray   *names;
  unsigned     position;
  gboolean     is_organisation;
  char        *portrait;
} DeskTerm;

DeskTerm           *desk_term_new (DeskTermType type,
                                   const char  *uuid) G_GNUC_WARN_UNUSED_RESULT;
DeskTerm           *desk_term_copy (const DeskTerm *self) G_GNUC_WARN_UNUSED_RESULT;
void                desk_term_free (DeskTerm *self);

const DeskTermName *desk_term_get_name (const DeskTerm *self,
                                        const char     *language);
void                desk_term_set_name (DeskTerm   *self,
                                        const char *language,
                                        const char *name,
                                        const char *slug);

const char *desk_term_type_to_string (DeskTermType type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskTerm, desk_term_free)

G_END_DECLS
