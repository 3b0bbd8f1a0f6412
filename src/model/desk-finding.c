/* desk-finding.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-model"

#include "config.h"

#include "desk-finding.h"

#include <glib/gi18n-lib.h>

/* Thousands of a kind would hide the one of another, and a person mends some at a time:
 * what is over the limit is counted, and told in a line of its own. */

struct _DeskFindings
{
  GPtrArray  *list;  /* of DeskFinding */
  GHashTable *tails; /* char *kind and language → Tail */
  unsigned    limit;
};

typedef struct
{
  DeskFindingKind kind;
  char           *language; /* nullable */
  unsigned        n_listed;
  unsigned        n_more;
} Tail;

static const char *const names[DESK_N_FINDING_KINDS] = {
  "database", "reference", "text", "blocks", "encoding", "slug", "media-missing", "media-damaged",
  "link", "anchor", "redirect", "alt", "motion", "address", "related", "pinned", "waiting", "redirect-unused", "gone",
  "outdated", "untranslated",
};

/**
 * desk_finding_kind_name:
 *
 * Returns: a word for scripts, never translated
 */
const char *
desk_finding_kind_name (DeskFindingKind kind)
{
  g_return_val_if_fail ((unsigned) kind < DESK_N_FINDING_KINDS, NULL);

  return names[kind];
}

/**
 * desk_finding_kind_from_name:
 * @out_kind: (out): the kind
 *
 * Returns: whether @name is one
 */
gboolean
desk_finding_kind_from_name (const char      *name,
                             DeskFindingKind *out_kind)
{
  for (unsigned i = 0; i < DESK_N_FINDING_KINDS; i++)
    {
      if (g_str_equal (names[i], name))
        {
          *out_kind = (DeskFindingKind) i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * desk_finding_kind_is_damage:
 *
 * Returns: whether the library is not as it was saved, rather than not as it should be
 *   written
 */
gboolean
desk_finding_kind_is_damage (DeskFindingKind kind)
{
  return kind < DESK_FINDING_LINK;
}

void
desk_finding_free (DeskFinding *self)
{
  if (self == NULL)
    return;

  g_free (self->article);
  g_free (self->language);
  g_free (self->old);
  g_free (self->term);
  g_free (self->message);
  g_free (self);
}

static void
tail_free (gpointer data)
{
  Tail *self = data;

  g_free (self->language);
  g_free (self);
}

/**
 * desk_findings_new:
 * @limit: how many of a kind are listed in each language
 */
DeskFindings *
desk_findings_new (unsigned limit)
{
  DeskFindings *self = g_new0 (DeskFindings, 1);

  self->list = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_finding_free);
  self->tails = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, tail_free);
  self->limit = limit;

  return self;
}

void
desk_findings_free (DeskFindings *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->list);
  g_hash_table_unref (self->tails);
  g_free (self);
}

static Tail *
find_tail (DeskFindings   *self,
           DeskFindingKind kind,
           const char     *language)
{
  g_autofree char *key = g_strdup_printf ("%d %s", (int) kind, language != NULL ? language : "");
  Tail *tail = g_hash_table_lookup (self->tails, key);

  if (tail == NULL)
    {
      tail = g_new0 (Tail, 1);
      tail->kind = kind;
      tail->language = g_strdup (language);
      g_hash_table_insert (self->tails, g_steal_pointer (&key), tail);
    }

  return tail;
}

static void
append (DeskFindings             *self,
        DeskFindingKind           kind,
        const DeskFindingSubject *subject,
        char                     *message, /* eaten */
        unsigned                  n_more)
{
  DeskFinding *finding = g_new0 (DeskFinding, 1);

  finding->kind = kind;
  finding->article = g_strdup (subject->article);
  finding->language = g_strdup (subject->language);
  finding->old = g_strdup (subject->old);
  finding->term = g_strdup (subject->term);
  finding->term_type = subject->term_type;
  finding->message = message;
  finding->n_more = n_more;
  g_ptr_array_add (self->list, finding);
}

/**
 * desk_findings_add:
 * @article: (nullable): the UUID of the article it is about
 * @language: (nullable): of its edition
 * @message: (transfer full): one sentence for people; it may quote what is no UTF-8
 */
void
desk_findings_add (DeskFindings   *self,
                   DeskFindingKind kind,
                   const char     *article,
                   const char     *language,
                   char           *message)
{
  desk_findings_add_about (self, kind, &(DeskFindingSubject) { .article = article, .language = language }, message);
}

/**
 * desk_findings_add_about:
 * @subject: what it is about
 * @message: (transfer full): likewise
 */
void
desk_findings_add_about (DeskFindings             *self,
                         DeskFindingKind           kind,
                         const DeskFindingSubject *subject,
                         char                     *message)
{
  g_autofree char *owned = message;
  Tail *tail = find_tail (self, kind, subject->language);

  if (tail->n_listed >= self->limit)
    {
      tail->n_more++;
      return;
    }

  tail->n_listed++;
  append (self, kind, subject, g_utf8_make_valid (owned, -1), 0);
}

/**
 * desk_findings_get_first:
 *
 * Returns: (nullable): what was found first; %NULL where nothing was
 */
const char *
desk_findings_get_first (const DeskFindings *self)
{
  return self->list->len > 0 ? ((const DeskFinding *) self->list->pdata[0])->message : NULL;
}

static char *
describe_tail (const Tail *tail)
{
  const char *kind = names[tail->kind];

  return tail->language != NULL
         /* Translators: the kind is an English word for scripts, as “link”; then a language, as “sr” */
         ? g_strdup_printf (ngettext ("%u more of the kind “%s” in “%s”", "%u more of the kind “%s” in “%s”", tail->n_more),
                            tail->n_more, kind, tail->language)
         : g_strdup_printf (ngettext ("%u more of the kind “%s”", "%u more of the kind “%s”", tail->n_more), tail->n_more, kind);
}

/* The lines that count stand behind what they count. */
static int
compare (gconstpointer a,
         gconstpointer b)
{
  const DeskFinding *one = *(const DeskFinding *const *) a;
  const DeskFinding *other = *(const DeskFinding *const *) b;

  if (one->kind != other->kind)
    return one->kind < other->kind ? -1 : 1;
  if ((one->n_more > 0) != (other->n_more > 0))
    return one->n_more > 0 ? 1 : -1;

  return one->n_more > 0 ? g_strcmp0 (one->language, other->language) : 0;
}

/**
 * desk_findings_end:
 *
 * Returns: (transfer full) (element-type DeskFinding): all of them, kind by kind, each in
 *   the order in which they were added; and how many are not listed
 */
GPtrArray *
desk_findings_end (DeskFindings *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->tails);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Tail *tail = value;

      if (tail->n_more > 0)
        append (self, tail->kind, &(DeskFindingSubject) { .language = tail->language }, describe_tail (tail), tail->n_more);
    }
  g_ptr_array_sort (self->list, compare);

  return g_ptr_array_ref (self->list);
}

/**
 * desk_findings_count:
 * @findings: (element-type DeskFinding): what a check has found
 *
 * Returns: how many problems there are, those that aren't listed too
 */
unsigned
desk_findings_count (const GPtrArray *findings)
{
  unsigned n_problems = 0;

  for (unsigned i = 0; i < findings->len; i++)
    n_problems += MAX (((const DeskFinding *) findings->pdata[i])->n_more, 1);

  return n_problems;
}
