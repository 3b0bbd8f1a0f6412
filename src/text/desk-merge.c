/* desk-merge.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-merge.h"

#include "desk-text-private.h"

#include <string.h>

/* What has been decided about a text that two people have changed. How it comes
 * about for a whole body is in desk-merge-body.c.
 *
 * What always holds: each word that one of the two has written is in a settled
 * piece or in a conflict's @mine or @theirs.
 */

static void
desk_merge_hunk_free (DeskMergeHunk *self)
{
  g_free (self->text);
  g_free (self->base);
  g_free (self->mine);
  g_free (self->theirs);
  g_free (self->tail);
  g_free (self);
}

static char *
join_both (const DeskMergeHunk *self)
{
  const char *between = *self->mine != '\0' && *self->theirs != '\0' ? self->between : "";

  return g_strconcat (self->mine, between, self->theirs, NULL);
}

/**
 * desk_merge_hunk_choose:
 * @choice: whose text stands here; not %DESK_CHOICE_OWN
 *
 * Decides a conflict, or with %DESK_CHOICE_NONE takes that back.
 */
void
desk_merge_hunk_choose (DeskMergeHunk *self,
                        DeskChoice     choice)
{
  g_return_if_fail (self != NULL && self->is_conflict && choice != DESK_CHOICE_OWN);

  self->choice = choice;
  g_clear_pointer (&self->text, g_free);
  switch (choice)
    {
    case DESK_CHOICE_MINE:
      self->text = g_strdup (self->mine);
      break;
    case DESK_CHOICE_THEIRS:
      self->text = g_strdup (self->theirs);
      break;
    case DESK_CHOICE_BOTH:
      self->text = join_both (self);
      break;
    case DESK_CHOICE_NONE:
    case DESK_CHOICE_OWN:
    default:
      break;
    }
}

/**
 * desk_merge_hunk_write:
 * @text: words of the person who decides
 *
 * Decides a conflict in a third way.
 */
void
desk_merge_hunk_write (DeskMergeHunk *self,
                       const char    *text)
{
  g_return_if_fail (self != NULL && self->is_conflict && text != NULL);

  self->choice = DESK_CHOICE_OWN;
  g_set_str (&self->text, text);
}

DeskMerge *
desk_merge_new_empty (void)
{
  DeskMerge *self = g_new0 (DeskMerge, 1);

  self->hunks = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_merge_hunk_free);

  return self;
}

/**
 * desk_merge_free:
 */
void
desk_merge_free (DeskMerge *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->hunks);
  g_free (self);
}

void
desk_merge_add_settled (DeskMerge *self,
                        char      *text) /* eaten */
{
  DeskMergeHunk *hunk = g_new0 (DeskMergeHunk, 1);

  hunk->text = text;
  g_ptr_array_add (self->hunks, hunk);
}

DeskMergeHunk *
desk_merge_add_conflict (DeskMerge          *self,
                         const DeskTextSpan *base,
                         const DeskTextSpan *mine,
                         const DeskTextSpan *theirs,
                         const char         *between)
{
  DeskMergeHunk *hunk = g_new0 (DeskMergeHunk, 1);

  hunk->is_conflict = TRUE;
  hunk->base = g_strndup (base->text, base->n_bytes);
  hunk->mine = g_strndup (mine->text, mine->n_bytes);
  hunk->theirs = g_strndup (theirs->text, theirs->n_bytes);
  hunk->tail = g_strdup ("");
  hunk->between = between;
  g_ptr_array_add (self->hunks, hunk);
  self->n_conflicts++;

  return hunk;
}

static DeskMerge *
merge_whole (const char *base,
             const char *mine,
             const char *theirs,
             gboolean    by_words)
{
  DeskMerge *self = desk_merge_new_empty ();
  DeskTextSpan spans[] = { { base, strlen (base) }, { mine, strlen (mine) }, { theirs, strlen (theirs) } };
  char *text = NULL;

  if (g_str_equal (mine, theirs) || g_str_equal (theirs, base))
    text = g_strdup (mine);
  else if (g_str_equal (mine, base))
    text = g_strdup (theirs);
  else if (by_words)
    text = desk_merge_words (&spans[0], &spans[1], &spans[2]);

  if (text != NULL)
    desk_merge_add_settled (self, text);
  else
    desk_merge_add_conflict (self, &spans[0], &spans[1], &spans[2], " ");

  return self;
}

/**
 * desk_merge_new_paragraph:
 * @base: a text in one piece, as both had it before them: valid UTF-8
 * @mine: what one made of it
 * @theirs: what the other made of it
 *
 * Returns: (transfer full): one piece: settled if one alone has changed it, or
 *   both have, in different words
 */
DeskMerge *
desk_merge_new_paragraph (const char *base,
                          const char *mine,
                          const char *theirs)
{
  g_return_val_if_fail (base != NULL && mine != NULL && theirs != NULL, NULL);

  return merge_whole (base, mine, theirs, TRUE);
}

/**
 * desk_merge_new_line:
 * @base: for instance a title, as both had it before them
 * @mine: what one made of it
 * @theirs: what the other made of it
 *
 * Returns: (transfer full): one piece: settled if one alone has changed it
 */
DeskMerge *
desk_merge_new_line (const char *base,
                     const char *mine,
                     const char *theirs)
{
  g_return_val_if_fail (base != NULL && mine != NULL && theirs != NULL, NULL);

  return merge_whole (base, mine, theirs, FALSE);
}

/**
 * desk_merge_is_decided:
 *
 * Returns: whether somebody has said about each conflict what stands there
 */
gboolean
desk_merge_is_decided (const DeskMerge *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (unsigned i = 0; i < self->hunks->len; i++)
    {
      const DeskMergeHunk *hunk = self->hunks->pdata[i];

      if (hunk->text == NULL)
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_merge_dup_text:
 *
 * Returns: (transfer full): the result; a conflict that nobody has decided gives
 *   both texts, so that nothing is missing
 */
char *
desk_merge_dup_text (const DeskMerge *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  for (unsigned i = 0; i < self->hunks->len; i++)
    {
      const DeskMergeHunk *hunk = self->hunks->pdata[i];
      g_autofree char *both = hunk->text == NULL ? join_both (hunk) : NULL;
      const char *piece = both != NULL ? both : hunk->text;

      g_string_append (text, piece);
      if (hunk->is_conflict && *piece != '\0')
        g_string_append (text, hunk->tail);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}
