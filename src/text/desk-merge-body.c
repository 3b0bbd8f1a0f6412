/* desk-merge-body.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-merge.h"

#include "desk-block-match.h"
#include "desk-text-private.h"

#include <string.h>

/* Three bodies: the base, and what two people made of it. A block that one side
 * has changed is that side's; changed by both, it is merged word by word, or a
 * conflict. What one has taken out and the other has not touched goes. Where the
 * blocks stand, desk-merge-order.c says.
 *
 * Line ends behind a block are no text, but they come back to the byte: those of
 * the side that has changed them. Only where two blocks come together that stood
 * together on neither side, a blank line is put in if none is there.
 *
 * What always holds, and tests/text/test-merge.c and tests/fuzz/fuzz-merge.c
 * prove:
 *  1. merging x with an unchanged base gives x to the byte, and so does merging
 *     x with x;
 *  2. merging a with b is merging b with a: inside, the sides go by their bytes,
 *     and not by who is asking;
 *  3. see desk-merge.c about words.
 */

typedef struct
{
  const char   *body;
  GArray       *blocks; /* DeskBlock */
  DeskMergeSide sides[2];
  gboolean      is_swapped; /* sides[0] is theirs */
  gboolean     *is_gone;
  DeskMerge    *merge;      /* the result */
  GString      *settled;    /* what follows the last piece of it */
} Merge;

/* What stands at one place of the result. */
typedef struct
{
  DeskTextSpan base;
  DeskTextSpan texts[2];
  DeskTextSpan tail;
  char        *merged; /* (nullable): %NULL for a conflict */
} Place;

static DeskTextSpan
get_tail (const char      *body,
          const DeskBlock *block)
{
  gsize n_bytes = desk_block_measure_text (block, body);

  return (DeskTextSpan) { body + block->offset + n_bytes, block->n_bytes - n_bytes };
}

static gboolean
spans_equal (const DeskTextSpan *a,
             const DeskTextSpan *b)
{
  return a->n_bytes == b->n_bytes && memcmp (a->text, b->text, a->n_bytes) == 0;
}

static void
side_init (DeskMergeSide *self,
           const char    *body,
           const char    *base_body,
           GArray        *base_blocks)
{
  self->body = body;
  self->blocks = desk_blocks_split (body, strlen (body));
  self->match = desk_block_match (base_body, base_blocks, body, self->blocks);
  self->of_base = g_new (int, base_blocks->len);

  for (unsigned i = 0; i < base_blocks->len; i++)
    self->of_base[i] = -1;
  for (unsigned i = 0; i < self->match->len; i++)
    {
      int base = g_array_index (self->match, int, i);

      if (base >= 0)
        self->of_base[base] = (int) i;
    }
}

static void
side_clear (DeskMergeSide *self)
{
  g_array_unref (self->blocks);
  g_array_unref (self->match);
  g_free (self->of_base);
}

static DeskTextSpan
get_base_text (const Merge *self,
               int          base)
{
  const DeskBlock *block = &g_array_index (self->blocks, DeskBlock, base);

  return (DeskTextSpan) { self->body + block->offset, desk_block_measure_text (block, self->body) };
}

static gboolean
is_gone (const Merge *self,
         int          base)
{
  DeskTextSpan was = get_base_text (self, base);
  gboolean is_kept = TRUE;

  for (unsigned i = 0; i < 2; i++)
    {
      int block = self->sides[i].of_base[base];
      DeskTextSpan text;

      if (block < 0)
        {
          is_kept = FALSE;
          continue;
        }
      text = desk_merge_side_get_text (&self->sides[i], block);
      if (!spans_equal (&text, &was))
        return FALSE; /* what somebody has worked on stays, if only as a conflict */
    }

  return !is_kept;
}

static void
merge_init (Merge      *self,
            const char *base,
            const char *mine,
            const char *theirs)
{
  self->body = base;
  self->blocks = desk_blocks_split (base, strlen (base));
  self->is_swapped = strcmp (mine, theirs) > 0;
  side_init (&self->sides[self->is_swapped], mine, base, self->blocks);
  side_init (&self->sides[!self->is_swapped], theirs, base, self->blocks);
  self->is_gone = g_new (gboolean, self->blocks->len);
  for (unsigned i = 0; i < self->blocks->len; i++)
    self->is_gone[i] = is_gone (self, (int) i);
  self->merge = desk_merge_new_empty ();
  self->settled = g_string_new (NULL);
}

static void
merge_clear (Merge *self)
{
  g_array_unref (self->blocks);
  side_clear (&self->sides[0]);
  side_clear (&self->sides[1]);
  g_free (self->is_gone);
  g_string_free (self->settled, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Merge, merge_clear)

/* Words inside these are read by a program: half of one change and half of
 * another is neither's. */
static gboolean
can_be_mixed (const Merge *self,
              int          base)
{
  DeskBlockKind kind = g_array_index (self->blocks, DeskBlock, base).kind;

  return kind != DESK_BLOCK_CODE && kind != DESK_BLOCK_HTML && kind != DESK_BLOCK_DEFINITIONS;
}

static char *
dup_span (const DeskTextSpan *span)
{
  return g_strndup (span->text, span->n_bytes);
}

/* Out of what the base had and the two sides have; where both have changed it,
 * the longer one. */
static DeskTextSpan
choose_tail (const Merge         *self,
             const DeskMergeItem *item)
{
  DeskTextSpan tails[2] = { { "", 0 }, { "", 0 } };
  DeskTextSpan was = { "", 0 };

  for (unsigned i = 0; i < 2; i++)
    {
      if (item->sides[i] >= 0)
        tails[i] = get_tail (self->sides[i].body, &g_array_index (self->sides[i].blocks, DeskBlock, item->sides[i]));
    }
  if (item->sides[0] < 0 || item->sides[1] < 0)
    return tails[item->sides[0] < 0];

  if (item->base >= 0)
    was = get_tail (self->body, &g_array_index (self->blocks, DeskBlock, item->base));
  if (item->base >= 0 && spans_equal (&tails[0], &was))
    return tails[1];
  if (item->base >= 0 && spans_equal (&tails[1], &was))
    return tails[0];

  return tails[tails[1].n_bytes > tails[0].n_bytes];
}

static char *
merge_texts (const Merge         *self,
             const DeskMergeItem *item,
             const Place         *place)
{
  if (item->base < 0)
    return dup_span (&place->texts[item->sides[0] < 0]);
  if (item->sides[0] < 0 || item->sides[1] < 0)
    return NULL;
  if (spans_equal (&place->texts[0], &place->texts[1]) || spans_equal (&place->texts[1], &place->base))
    return dup_span (&place->texts[0]);
  if (spans_equal (&place->texts[0], &place->base))
    return dup_span (&place->texts[1]);

  return can_be_mixed (self, item->base) ? desk_merge_words (&place->base, &place->texts[0], &place->texts[1]) : NULL;
}

static void
place_init (Place               *self,
            const Merge         *merge,
            const DeskMergeItem *item)
{
  *self = (Place) { { "", 0 }, { { "", 0 }, { "", 0 } }, choose_tail (merge, item), NULL };

  if (item->base >= 0)
    self->base = get_base_text (merge, item->base);
  for (unsigned i = 0; i < 2; i++)
    {
      if (item->sides[i] >= 0)
        self->texts[i] = desk_merge_side_get_text (&merge->sides[i], item->sides[i]);
    }
  self->merged = merge_texts (merge, item, self);
}

static void
place_clear (Place *self)
{
  g_free (self->merged);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

/* Whether the two stand together on one side, with just these line ends. */
static gboolean
stand_together (const Merge         *self,
                const DeskMergeItem *item,
                const DeskMergeItem *next,
                const DeskTextSpan  *tail)
{
  for (unsigned i = 0; i < 2; i++)
    {
      DeskTextSpan side_tail;

      if (item->sides[i] < 0 || next->sides[i] != item->sides[i] + 1)
        continue;
      side_tail = get_tail (self->sides[i].body, &g_array_index (self->sides[i].blocks, DeskBlock, item->sides[i]));
      if (spans_equal (tail, &side_tail))
        return TRUE;
    }

  return FALSE;
}

/* Has @text end with a blank line at least. */
static void
end_with_blank_line (GString *text)
{
  gboolean has_return = text->len > 0 && memchr (text->str, '\r', text->len) != NULL;
  unsigned n_lines = 0;

  for (gsize i = text->len; i > 0 && strchr (" \t\r\n", text->str[i - 1]) != NULL; i--)
    n_lines += text->str[i - 1] == '\n' || (text->str[i - 1] == '\r' && text->str[i] != '\n');
  for (; n_lines < 2; n_lines++)
    g_string_append (text, has_return ? "\r\n" : "\n");
}

static void
end_settled (Merge *self)
{
  if (self->settled->len == 0)
    return;

  desk_merge_add_settled (self->merge, g_strndup (self->settled->str, self->settled->len));
  g_string_truncate (self->settled, 0);
}

static void
add_merged (Merge       *self,
            const Place *place,
            gboolean     is_natural)
{
  g_string_append (self->settled, place->merged);
  g_string_append_len (self->settled, place->tail.text, (gssize) place->tail.n_bytes);
  if (!is_natural)
    end_with_blank_line (self->settled);
}

/* Whatever is decided, it will neither run into what stands before it nor into
 * what follows, nor will these if it goes. */
static void
add_conflict (Merge       *self,
              const Place *place,
              gboolean     is_last)
{
  const DeskTextSpan *mine = &place->texts[self->is_swapped];
  const DeskTextSpan *theirs = &place->texts[!self->is_swapped];
  g_autoptr(GString) tail = g_string_new_len (place->tail.text, (gssize) place->tail.n_bytes);
  DeskMergeHunk *hunk;

  if (self->settled->len > 0)
    end_with_blank_line (self->settled);
  if (!is_last)
    end_with_blank_line (tail);
  end_settled (self);

  hunk = desk_merge_add_conflict (self->merge, &place->base, mine, theirs, "\n\n");
  g_set_str (&hunk->tail, tail->str);
}

static void
add_items (Merge  *self,
           GArray *items)
{
  for (unsigned i = 0; i < items->len; i++)
    {
      const DeskMergeItem *item = &g_array_index (items, DeskMergeItem, i);
      gboolean is_last = i + 1 == items->len;
      g_auto(Place) place = { 0 };

      place_init (&place, self, item);
      if (place.merged == NULL)
        add_conflict (self, &place, is_last);
      else
        add_merged (self, &place, is_last || stand_together (self, item, item + 1, &place.tail));
    }
  end_settled (self);
}

/**
 * desk_merge_new:
 * @base: a body, as both had it before them: valid UTF-8
 * @mine: what one made of it
 * @theirs: what the other made of it
 *
 * Puts together what two people have made of a body.
 *
 * Returns: (transfer full): the result
 */
DeskMerge *
desk_merge_new (const char *base,
                const char *mine,
                const char *theirs)
{
  g_auto(Merge) self = { 0 };
  g_autoptr(GArray) items = NULL;

  g_return_val_if_fail (base != NULL && mine != NULL && theirs != NULL, NULL);

  merge_init (&self, base, mine, theirs);
  items = desk_merge_order (self.sides, self.blocks->len, self.is_gone);
  add_items (&self, items);

  return self.merge;
}
