/* desk-finding.h - what a check has found wrong
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-term.h"

G_BEGIN_DECLS

/**
 * DeskFindingKind:
 *
 * First what is damaged in a library, then what readers would find wrong, which is for
 * a person to write. Findings are told in this order.
 */
typedef enum
{
  DESK_FINDING_DATABASE,      /* the file itself is damaged */
  DESK_FINDING_REFERENCE,     /* a row belongs to one that isn't there */
  DESK_FINDING_TEXT,          /* a text is not what was saved */
  DESK_FINDING_BLOCKS,        /* its blocks don't cover it */
  DESK_FINDING_ENCODING,      /* it is no UTF-8 */
  DESK_FINDING_SLUG,          /* two have one slug, which the library doesn't let in */
  DESK_FINDING_MEDIA_MISSING,
  DESK_FINDING_MEDIA_DAMAGED, /* a file is not what its name says */

  DESK_FINDING_LINK,          /* it leads nowhere */
  DESK_FINDING_ANCHOR,        /* it leads to no place of its text */
  DESK_FINDING_REDIRECT,      /* an old address that a person named leads nowhere */
  DESK_FINDING_ALT,           /* a picture says nothing to those who don't see it */
  DESK_FINDING_MOTION,        /* a picture moves, and stands still on a page */
  DESK_FINDING_ADDRESS,       /* two want one address */
  DESK_FINDING_RELATED,       /* what was chosen for below a text is not shown there */
  DESK_FINDING_PINNED,        /* it was to stay first, and another one does */
  DESK_FINDING_WAITING,       /* an old address or a choice names what readers don't have yet */
  DESK_FINDING_UNUSED,        /* an old address never leads on, since a page is there */
  DESK_FINDING_GONE,          /* readers had a text there once, and nobody has said what they get now */
  DESK_FINDING_OUTDATED,      /* a translation of what its source no longer says */
  DESK_FINDING_UNTRANSLATED,  /* readers of a language don't have it */
} DeskFindingKind;

#define DESK_N_FINDING_KINDS (DESK_FINDING_UNTRANSLATED + 1)

const char *desk_finding_kind_name (DeskFindingKind kind);
gboolean    desk_finding_kind_from_name (const char      *name,
                                         DeskFindingKind *out_kind);
gboolean    desk_finding_kind_is_damage (DeskFindingKind kind);

/**
 * DeskFindingSubject:
 * @article: (nullable): the UUID of the article it is about
 * @language: (nullable): of its edition
 * @old: (nullable): the old address it is about, as a redirect has it
 * @term: (nullable): the UUID of the section, tag or author it is about
 * @term_type: which of the three
 */
typedef struct
{
  const char  *article;
  const char  *language;
  const char  *old;
  const char  *term;
  DeskTermType term_type;
} DeskFindingSubject;

/**
 * DeskFinding:
 * @article: (nullable): the UUID of the article it is about
 * @language: (nullable): of its edition
 * @old: (nullable): the old address it is about, as a redirect has it
 * @term: (nullable): the UUID of the section, tag or author it is about
 * @term_type: which of the three
 * @message: one sentence for people
 * @n_more: 0; or it stands for so many more like those before it, which aren't listed
 */
typedef struct
{
  DeskFindingKind kind;
  char           *article;
  char           *language;
  char           *old;
  char           *term;
  DeskTermType    term_type;
  char           *message;
  unsigned        n_more;
} DeskFinding;

void desk_finding_free (DeskFinding *self);

/**
 * DeskFindings:
 *
 * Findings while they are gathered: so many of a kind in a language, and of others how
 * many there are.
 */
typedef struct _DeskFindings DeskFindings;

DeskFindings *desk_findings_new (unsigned limit) G_GNUC_WARN_UNUSED_RESULT;
void          desk_findings_free (DeskFindings *self);

void          desk_findings_add (DeskFindings   *self,
                                 DeskFindingKind kind,
                                 const char     *article,
                                 const char     *language,
                                 char           *message);
void desk_findings_add_about (DeskFindings             *self,
                              DeskFindingKind           kind,
                              const DeskFindingSubject *subject,
                              char                     *message);
const char *desk_findings_get_first (const DeskFindings *self);
GPtrArray  *desk_findings_end (DeskFindings *self) G_GNUC_WARN_UNUSED_RESULT;

unsigned    desk_findings_count (const GPtrArray *findings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskFinding, desk_finding_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskFindings, desk_findings_free)

G_END_DECLS
