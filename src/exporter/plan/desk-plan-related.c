/* desk-plan-related.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-plan-private.h"

/* What stands below texts. How alike two are depends on them alone, so a text that
 * changed is compared with those that share a word with it, and no others with each
 * other.
 *
 *   a list that has the text        keeps it, where it belongs now, as long as nothing that
 *                                   isn't in the list can stand in front of it; if not, the
 *                                   list is made anew: what follows in it isn't kept
 *   one that it comes to belong to  gets it in its place, and loses the last
 */

typedef struct
{
  DeskPlanUpdate *update;
  GHashTable     *again;    /* row of a text: its list is made anew */
  GArray         *alike;    /* (nullable): what was asked for last: DeskAlike */
  gint64          alike_of; /* the text that it is of */
} Related;

#define N_LOOKED_AT 128 /* of the likest: as many lists take as long to read as what all of the others need */

/* Returns: (transfer none) (nullable): what shares a word with a text, until another one
 * is asked for; %NULL with @error set */
static const GArray *
list_alike (Related *self,
            gint64   id,
            GError **error)
{
  if (self->alike != NULL && self->alike_of == id)
    return self->alike;

  g_clear_pointer (&self->alike, g_array_unref);
  self->alike = desk_store_list_alike (self->update->plan->store, id, error);
  self->alike_of = id;
  return self->alike;
}

static gboolean
add_chosen (DeskPlanUpdate     *self,
            const DeskSiteText *text,
            GArray             *related,
            GError            **error)
{
  g_autoptr(GPtrArray) chosen = desk_site_list_chosen (self->plan->state, text->id, error);

  for (unsigned i = 0; chosen != NULL && i < chosen->len && related->len < DESK_PLAN_N_RELATED; i++)
    {
      g_autoptr(DeskSiteText) other = NULL;

      if (!desk_site_find_text_of (self->plan->state, chosen->pdata[i], text->language, &other, error))
        return FALSE;
      if (other != NULL && other->id != text->id && !(other->flags & DESK_SITE_TEXT_IS_ARCHIVED) && !desk_plan_related_has (related, other->id))
        desk_plan_related_add (related, other->id, DESK_SITE_CHOSEN);
    }

  return chosen != NULL;
}

static gboolean
add_alike (Related            *related_of,
           const DeskSiteText *text,
           GArray             *related,
           GError            **error)
{
  DeskPlanUpdate *self = related_of->update;
  unsigned n_chosen = related->len;
  const GArray *alike;

  if (n_chosen == DESK_PLAN_N_RELATED || self->plan->store == NULL)
    return TRUE;
  alike = list_alike (related_of, text->id, error);
  if (alike == NULL)
    return FALSE;

  for (unsigned i = 0; i < alike->len; i++)
    {
      const DeskAlike *one = &g_array_index (alike, DeskAlike, i);
      g_autoptr(DeskSiteText) other = NULL;

      if (one->score + DESK_ALIKE_SECTION < desk_plan_related_get_floor (related))
        break;
      if (!desk_site_find_text (self->plan->state, one->edition_id, &other, error))
        return FALSE;
      if (other != NULL && !(other->flags & DESK_SITE_TEXT_IS_ARCHIVED) && !desk_plan_related_has (related, other->id) &&
          !desk_plan_related_insert (self, related, n_chosen, other, desk_plan_related_score (one, text, other), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_list (DeskPlanUpdate *self,
            gint64          id,
            const GArray   *old,
            const GArray   *new,
            GError        **error)
{
  if (!desk_plan_related_is_same (old, new))
    desk_plan_marks_add_text (self->marks, id);

  return desk_site_put_related (self->plan->state, id, new, desk_plan_related_get_floor (new), error);
}

static gboolean
make_anew (Related *related,
           gint64   id,
           GError **error)
{
  DeskPlanUpdate *self = related->update;
  g_autoptr(DeskSiteText) text = NULL;
  g_autoptr(GArray) old = desk_site_list_related (self->plan->state, id, error);
  g_autoptr(GArray) new = g_array_new (FALSE, FALSE, sizeof (DeskSiteRelated));

  if (old == NULL || !desk_site_find_text (self->plan->state, id, &text, error))
    return FALSE;
  if (text == NULL)
    return desk_site_remove_related (self->plan->state, id, error);

  return add_chosen (self, text, new, error) && add_alike (related, text, new, error) &&
         write_list (self, id, old, new, error);
}

/* Puts @text into the list of @other, if it belongs there. */
static gboolean
offer (DeskPlanUpdate     *self,
       const DeskSiteText *text,
       const DeskAlike    *one,
       GError            **error)
{
  g_autoptr(GArray) old = desk_site_list_related (self->plan->state, one->edition_id, error);
  g_autoptr(GArray) new = NULL;
  g_autoptr(DeskSiteText) other = NULL;

  if (old == NULL)
    return FALSE;
  if (one->score + DESK_ALIKE_SECTION < desk_plan_related_get_floor (old) || desk_plan_related_has (old, text->id))
    return TRUE;
  if (!desk_site_find_text (self->plan->state, one->edition_id, &other, error))
    return FALSE;
  if (other == NULL)
    return TRUE;

  new = g_array_copy (old);
  return desk_plan_related_insert (self, new, desk_plan_related_count_chosen (new), text, desk_plan_related_score (one, text, other), error) &&
         (desk_plan_related_is_same (old, new) || write_list (self, one->edition_id, old, new, error));
}

static gboolean
offer_some (Related            *self,
            const DeskSiteText *text,
            const GArray       *alike,
            unsigned            first,
            unsigned            end,
            GHashTable         *floors, /* (nullable): of those that it is worth a look at */
            GError            **error)
{
  for (unsigned i = first; i < end; i++)
    {
      const DeskAlike *one = &g_array_index (alike, DeskAlike, i);
      gpointer row = GSIZE_TO_POINTER ((gsize) one->edition_id), floor;

      if (floors != NULL && (!g_hash_table_lookup_extended (floors, row, NULL, &floor) ||
                             one->score + DESK_ALIKE_SECTION < GPOINTER_TO_INT (floor)))
        continue;
      if (!g_hash_table_contains (self->again, row) && !offer (self->update, text, one, error))
        return FALSE;
    }

  return TRUE;
}

/* The likest are looked at one by one; of the many others few have a list that is not
 * full of better ones. */
static gboolean
offer_to_all (Related *self,
              gint64   id,
              GError **error)
{
  DeskSiteState *state = self->update->plan->state;
  g_autoptr(DeskSiteText) text = NULL;
  g_autoptr(GHashTable) floors = g_hash_table_new (NULL, NULL);
  const GArray *alike;

  if (!desk_site_find_text (state, id, &text, error))
    return FALSE;
  if (text == NULL || text->flags & DESK_SITE_TEXT_IS_ARCHIVED || self->update->plan->store == NULL)
    return TRUE;

  alike = list_alike (self, id, error);
  if (alike == NULL || !offer_some (self, text, alike, 0, MIN (alike->len, N_LOOKED_AT), NULL, error))
    return FALSE;
  if (alike->len <= N_LOOKED_AT)
    return TRUE;

  return desk_site_list_floors (state, g_array_index (alike, DeskAlike, N_LOOKED_AT).score + DESK_ALIKE_SECTION, floors, error) &&
         offer_some (self, text, alike, N_LOOKED_AT, alike->len, floors, error);
}

/* Returns: how many of @related changed */
static unsigned
count_changed (Related      *self,
               const GArray *related)
{
  unsigned n = 0;

  for (unsigned i = 0; i < related->len; i++)
    n += g_hash_table_contains (self->update->alike, GSIZE_TO_POINTER ((gsize) g_array_index (related, DeskSiteRelated, i).id));

  return n;
}

/* Moves @text, alone of those that changed, to its place in the list of @one. What isn't in
 * a full list is worse than all that is, as that was: so it is still if the text is no worse
 * than it was, or if another one is the last. Else the list is to be made anew. */
static gboolean
move_within (Related            *self,
             const DeskSiteText *text,
             gint64              was_said_us,
             const DeskAlike    *one,
             gboolean           *out_is_settled,
             GError            **error)
{
  DeskSiteState *state = self->update->plan->state;
  g_autoptr(GArray) old = desk_site_list_related (state, one->edition_id, error);
  g_autoptr(GArray) new = NULL;
  g_autoptr(DeskSiteText) other = NULL;
  gboolean was_full, is_worse;
  gint64 was, score;

  *out_is_settled = FALSE;
  if (old == NULL || !desk_site_find_text (state, one->edition_id, &other, error))
    return FALSE;
  if (other == NULL || count_changed (self, old) != 1)
    return TRUE;

  new = g_array_copy (old);
  was_full = old->len == DESK_PLAN_N_RELATED;
  was = desk_plan_related_take_out (new, text->id);
  score = desk_plan_related_score (one, text, other);
  *out_is_settled = score == was && text->said_us == was_said_us;
  if (*out_is_settled)
    return TRUE;

  is_worse = score < was || (score == was && text->said_us < was_said_us);
  if (!desk_plan_related_insert (self->update, new, desk_plan_related_count_chosen (new), text, score, error))
    return FALSE;
  if (was_full && is_worse && g_array_index (new, DeskSiteRelated, DESK_PLAN_N_RELATED - 1).id == text->id)
    return TRUE;

  *out_is_settled = TRUE;
  return write_list (self->update, one->edition_id, old, new, error);
}

static void
add_all (GHashTable   *rows,
         const GArray *ids)
{
  for (unsigned i = 0; i < ids->len; i++)
    g_hash_table_add (rows, GSIZE_TO_POINTER ((gsize) g_array_index (ids, gint64, i)));
}

/* Settles what it can of the lists that have a text that changed. */
static gboolean
settle_relating (Related                *self,
                 gint64                  id,
                 const DeskPlanLikeness *likeness,
                 GHashTable             *relating, /* rows of texts; those that are settled are taken out */
                 GError                **error)
{
  g_autoptr(DeskSiteText) text = NULL;
  const GArray *alike;

  if (!desk_site_find_text (self->update->plan->state, id, &text, error))
    return FALSE;
  if (text == NULL || text->flags & DESK_SITE_TEXT_IS_ARCHIVED || self->update->plan->store == NULL)
    return TRUE;

  alike = g_hash_table_size (relating) > 0 ? list_alike (self, id, error) : NULL;
  for (unsigned i = 0; alike != NULL && i < alike->len; i++)
    {
      const DeskAlike *one = &g_array_index (alike, DeskAlike, i);
      gpointer row = GSIZE_TO_POINTER ((gsize) one->edition_id);
      gboolean is_settled;

      if (!g_hash_table_contains (relating, row) || g_hash_table_contains (self->again, row))
        continue;
      if (!move_within (self, text, likeness->was_said_us, one, &is_settled, error))
        return FALSE;
      if (is_settled)
        g_hash_table_remove (relating, row);
    }

  return alike != NULL || g_hash_table_size (relating) == 0;
}

/* Those that a person chose something for are made anew in any case. */
static gboolean
find_chosen_again (Related *self,
                   GError **error)
{
  GHashTableIter iter;
  gpointer row, likeness;

  g_hash_table_iter_init (&iter, self->update->alike);
  while (g_hash_table_iter_next (&iter, &row, &likeness))
    {
      g_autoptr(GArray) choosing = NULL;

      choosing = desk_site_list_choosing (self->update->plan->state, ((DeskPlanLikeness *) likeness)->article, error);
      if (choosing == NULL)
        return FALSE;
      g_hash_table_add (self->again, row);
      add_all (self->again, choosing);
    }

  return TRUE;
}

static gboolean
find_again (Related *self,
            GError **error)
{
  GHashTableIter iter;
  gpointer row, likeness;

  if (!find_chosen_again (self, error))
    return FALSE;

  g_hash_table_iter_init (&iter, self->update->alike);
  while (g_hash_table_iter_next (&iter, &row, &likeness))
    {
      g_autoptr(GArray) ids = desk_site_list_relating (self->update->plan->state, (gint64) GPOINTER_TO_SIZE (row), error);
      g_autoptr(GHashTable) relating = g_hash_table_new (NULL, NULL);
      GHashTableIter left;
      gpointer other;

      if (ids == NULL)
        return FALSE;
      add_all (relating, ids);
      if (!settle_relating (self, (gint64) GPOINTER_TO_SIZE (row), likeness, relating, error))
        return FALSE;
      g_hash_table_iter_init (&left, relating);
      while (g_hash_table_iter_next (&left, &other, NULL))
        g_hash_table_add (self->again, other);
    }

  return TRUE;
}

static gboolean
settle_changed (Related *self,
                GError **error)
{
  GHashTableIter iter;
  gpointer row;

  if (g_hash_table_size (self->update->alike) == 0)
    return TRUE;
  if (!find_again (self, error))
    return FALSE;

  g_hash_table_iter_init (&iter, self->update->alike);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    {
      if (!offer_to_all (self, (gint64) GPOINTER_TO_SIZE (row), error))
        return FALSE;
    }
  g_hash_table_iter_init (&iter, self->again);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    {
      if (g_cancellable_set_error_if_cancelled (self->update->cancellable, error) ||
          !make_anew (self, (gint64) GPOINTER_TO_SIZE (row), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
take_list (gint64        edition_id,
           const GArray *related,
           gpointer      user_data,
           GError      **error)
{
  DeskPlanUpdate *self = user_data;
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (DeskSiteRelated));

  for (unsigned i = 0; i < related->len; i++)
    desk_plan_related_add (rows, g_array_index (related, DeskAlike, i).edition_id, g_array_index (related, DeskAlike, i).score);

  return desk_site_put_related (self->plan->state, edition_id, rows, desk_plan_related_get_floor (rows), error);
}

static gboolean
settle_all (DeskPlanUpdate *self,
            GError        **error)
{
  g_autoptr(GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  for (unsigned i = 0; self->plan->store != NULL && i < self->plan->languages->len; i++)
    {
      const char *language = ((const DeskPlanLanguage *) self->plan->languages->pdata[i])->edition_language;

      if (g_hash_table_add (done, (gpointer) language) &&
          !desk_store_foreach_related (self->plan->store, language, DESK_PLAN_N_RELATED, take_list, self, self->cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_plan_settle_related:
 *
 * Finds what stands below texts now.
 */
gboolean
desk_plan_settle_related (DeskPlanUpdate *self,
                          GError        **error)
{
  g_autoptr(GHashTable) again = g_hash_table_new (NULL, NULL);
  Related related = { self, again, NULL, 0 };
  gboolean is_settled = self->marks->is_all ? settle_all (self, error) : settle_changed (&related, error);

  g_clear_pointer (&related.alike, g_array_unref);
  return is_settled;
}
