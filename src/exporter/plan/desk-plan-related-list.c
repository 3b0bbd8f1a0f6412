/* desk-plan-related-list.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-plan-private.h"

/* A list of what stands below a text, of DeskSiteRelated: what people chose first, in their
 * order, then the likest, at most as many as a page shows. */

/* Whether @one stands in front of @two: the likest first, then the newest, then by id. */
static gboolean
is_better (gint64              score,
           const DeskSiteText *one,
           gint64              other_score,
           const DeskSiteText *two)
{
  if (score != other_score)
    return score > other_score;
  if (one->said_us != two->said_us)
    return one->said_us > two->said_us;

  return g_strcmp0 (one->article, two->article) < 0;
}

gint64
desk_plan_related_score (const DeskAlike    *alike,
                         const DeskSiteText *one,
                         const DeskSiteText *two)
{
  return alike->score + (g_str_equal (one->filed_in, two->filed_in) ? DESK_ALIKE_SECTION : 0);
}

void
desk_plan_related_add (GArray *related,
                       gint64  id,
                       gint64  score)
{
  DeskSiteRelated one = { id, score };

  g_array_append_val (related, one);
}

gboolean
desk_plan_related_has (const GArray *related,
                       gint64        id)
{
  for (unsigned i = 0; i < related->len; i++)
    {
      if (g_array_index (related, DeskSiteRelated, i).id == id)
        return TRUE;
    }

  return FALSE;
}

/* Takes @id out of @related. Returns: the score that it had */
gint64
desk_plan_related_take_out (GArray *related,
                            gint64  id)
{
  for (unsigned i = 0; i < related->len; i++)
    {
      DeskSiteRelated one = g_array_index (related, DeskSiteRelated, i);

      if (one.id == id)
        {
          g_array_remove_index (related, i);
          return one.score;
        }
    }

  return 0;
}

unsigned
desk_plan_related_count_chosen (const GArray *related)
{
  unsigned n = 0;

  while (n < related->len && g_array_index (related, DeskSiteRelated, n).score == DESK_SITE_CHOSEN)
    n++;

  return n;
}

/* The least that a further one needs. */
gint64
desk_plan_related_get_floor (const GArray *related)
{
  return related->len < DESK_PLAN_N_RELATED ? 0 : g_array_index (related, DeskSiteRelated, DESK_PLAN_N_RELATED - 1).score;
}

gboolean
desk_plan_related_is_same (const GArray *one,
                           const GArray *two)
{
  for (unsigned i = 0; i < one->len && i < two->len; i++)
    {
      if (g_array_index (one, DeskSiteRelated, i).id != g_array_index (two, DeskSiteRelated, i).id)
        return FALSE;
    }

  return one->len == two->len;
}

/* Puts @other where it belongs behind the first @n_chosen of @related. */
gboolean
desk_plan_related_insert (DeskPlanUpdate     *self,
                          GArray             *related,
                          unsigned            n_chosen,
                          const DeskSiteText *other,
                          gint64              score,
                          GError            **error)
{
  DeskSiteRelated one = { other->id, score };
  unsigned place = related->len;

  while (place > n_chosen)
    {
      const DeskSiteRelated *before = &g_array_index (related, DeskSiteRelated, place - 1);
      g_autoptr(DeskSiteText) text = NULL;

      if (!desk_site_find_text (self->plan->state, before->id, &text, error))
        return FALSE;
      if (text != NULL && !is_better (score, other, before->score, text))
        break;
      place--;
    }
  if (place >= DESK_PLAN_N_RELATED)
    return TRUE;

  g_array_insert_val (related, place, one);
  if (related->len > DESK_PLAN_N_RELATED)
    g_array_set_size (related, DESK_PLAN_N_RELATED);
  return TRUE;
}
