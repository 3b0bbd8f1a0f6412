/* desk-plan-update-list.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-plan-private.h"

#include <stdlib.h>
#include <string.h>

/* What becomes of lists when a text comes, goes, or is seen otherwise. */

#define N_OFTEN 8
#define N_IN_FEED 20

/* The rows in DeskSiteText.lists. */
static gboolean
next_row (const char **lists,
          gint64      *out_row)
{
  char *end;

  if (**lists == '\0')
    return FALSE;

  *out_row = g_ascii_strtoll (*lists, &end, 10);
  *lists = *end == ',' ? end + 1 : end;
  return TRUE;
}

static gboolean
has_row (const DeskSiteText *text,
         gint64              wanted)
{
  const char *lists = text != NULL ? text->lists : "";
  gint64 row;

  while (next_row (&lists, &row))
    {
      if (row == wanted)
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_feed (const DeskSiteList *list)
{
  return list->kind == DESK_PLAN_SECTION || list->kind == DESK_PLAN_HOME;
}

static gboolean
has_pages (const DeskSiteList *list)
{
  return list->kind <= DESK_PLAN_YEAR;
}

static unsigned
page_of (unsigned rank)
{
  return rank / DESK_PLAN_ROWS_PER_PAGE + 1;
}

static gboolean
mark_neighbours (DeskPlanUpdate     *self,
                 gint64              section,
                 const DeskSiteText *text,
                 GError            **error)
{
  gint64 later = 0, earlier = 0;

  if (!desk_site_find_neighbours (self->plan->state, section, text, &later, &earlier, error))
    return FALSE;

  if (later != 0)
    desk_plan_marks_add_text (self->marks, later);
  if (earlier != 0)
    desk_plan_marks_add_text (self->marks, earlier);
  return TRUE;
}

static gboolean
mark_list (DeskPlanUpdate     *self,
           DeskPlanTouched    *touched,
           const DeskSiteText *text,
           gboolean            has_face,
           gboolean            is_moving,
           GError            **error)
{
  const DeskSiteList *list = touched->list;
  unsigned rank = 0;

  if (list->kind == DESK_PLAN_MONTH)
    g_hash_table_add (self->marks->months, GSIZE_TO_POINTER ((gsize) list->id));
  if (list->kind == DESK_PLAN_MONTH && (has_face || is_moving))
    g_hash_table_add (self->marks->pieces, GSIZE_TO_POINTER ((gsize) list->id));
  if (!has_pages (list) && !has_feed (list))
    return TRUE;
  if (!desk_site_rank_member (self->plan->state, list->id, text, has_face && has_pages (list) ? G_MAXINT : N_IN_FEED, &rank, error))
    return FALSE;

  if (has_feed (list) && rank < N_IN_FEED)
    g_hash_table_add (self->marks->feeds, GSIZE_TO_POINTER ((gsize) list->id));
  if (has_feed (list) && (has_face || is_moving) && (rank < DESK_PLAN_N_ON_HOME || text->flags & DESK_SITE_TEXT_IS_PINNED))
    g_hash_table_add (self->marks->homes, g_strdup (list->language));
  if (has_face && has_pages (list))
    desk_plan_marks_add_pages (self->marks, list->id, page_of (rank), page_of (rank));

  return list->kind != DESK_PLAN_SECTION || !(has_face || is_moving) || mark_neighbours (self, list->id, text, error);
}

/* Marks what lists show of a text where it is. */
gboolean
desk_plan_mark_lists (DeskPlanUpdate     *self,
                      const DeskSiteText *text,
                      gboolean            has_face,
                      gboolean            is_moving,
                      GError            **error)
{
  const char *lists = text->lists;
  gint64 row;

  while (next_row (&lists, &row))
    {
      DeskPlanTouched *touched = desk_plan_touch_list (self, row, error);

      if (touched == NULL || !mark_list (self, touched, text, has_face, is_moving, error))
        return FALSE;
    }

  return TRUE;
}

/* Marks what the search finds a text by, where its body may be another: no list shows it. */
gboolean
desk_plan_mark_words (DeskPlanUpdate     *self,
                      const DeskSiteText *text,
                      GError            **error)
{
  const char *lists = text->lists;
  gint64 row;

  if (self->marks->is_all)
    return TRUE;

  while (next_row (&lists, &row))
    {
      const DeskPlanTouched *touched = desk_plan_touch_list (self, row, error);

      if (touched == NULL)
        return FALSE;
      if (touched->list->kind == DESK_PLAN_MONTH)
        g_hash_table_add (self->marks->pieces, GSIZE_TO_POINTER ((gsize) row));
    }

  return TRUE;
}

/* From where a text was, or is, all others move. */
static gboolean
mark_from (DeskPlanUpdate     *self,
           const DeskSiteList *list,
           const DeskSiteText *text,
           GError            **error)
{
  unsigned rank = 0;

  if (self->marks->is_all || !has_pages (list))
    return TRUE;
  if (!desk_site_rank_member (self->plan->state, list->id, text, G_MAXINT, &rank, error))
    return FALSE;

  desk_plan_marks_add_pages (self->marks, list->id, page_of (rank), G_MAXUINT);
  return TRUE;
}

static gboolean
keep_often (DeskPlanUpdate  *self,
            DeskPlanTouched *section,
            GError         **error)
{
  if (self->marks->is_all || section->old_often != NULL)
    return TRUE;

  section->old_often = desk_site_list_often (self->plan->state, section->list->id, N_OFTEN, error);
  return section->old_often != NULL;
}

/* The first list of a text that has a kind; 0 if none has. */
static gboolean
find_section_row (DeskPlanUpdate     *self,
                  const DeskSiteText *text,
                  gint64             *out_row,
                  GError            **error)
{
  const char *lists = text->lists;
  gint64 row;

  *out_row = 0;
  while (*out_row == 0 && next_row (&lists, &row))
    {
      DeskPlanTouched *touched = desk_plan_touch_list (self, row, error);

      if (touched == NULL)
        return FALSE;
      if (touched->list->kind == DESK_PLAN_SECTION)
        *out_row = row;
    }

  return TRUE;
}

/* Counts the tags of a text in its section, or takes them away. */
static gboolean
count_tags (DeskPlanUpdate     *self,
            const DeskSiteText *text,
            int                 n_more,
            GError            **error)
{
  const char *lists = text->lists;
  gint64 section = 0, row;

  if (!find_section_row (self, text, &section, error))
    return FALSE;
  if (section == 0)
    return TRUE;
  if (!keep_often (self, desk_plan_touch_list (self, section, error), error))
    return FALSE;

  while (next_row (&lists, &row))
    {
      DeskPlanTouched *touched = desk_plan_touch_list (self, row, error);

      if (touched == NULL ||
          (touched->list->kind == DESK_PLAN_TAG && !desk_site_count_tag (self->plan->state, section, row, n_more, error)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
take_out (DeskPlanUpdate     *self,
          gint64              row,
          const DeskSiteText *old,
          GError            **error)
{
  DeskPlanTouched *touched = desk_plan_touch_list (self, row, error);

  if (touched == NULL)
    return FALSE;
  touched->list->n_texts--;
  if (touched->list->kind == DESK_PLAN_EVERYTHING)
    return TRUE;

  return mark_from (self, touched->list, old, error) && desk_site_remove_member (self->plan->state, row, old, error);
}

static gboolean
put_in (DeskPlanUpdate     *self,
        gint64              row,
        const DeskSiteText *new,
        GError            **error)
{
  DeskPlanTouched *touched = desk_plan_touch_list (self, row, error);

  if (touched == NULL)
    return FALSE;
  touched->list->n_texts++;
  if (touched->list->kind == DESK_PLAN_EVERYTHING)
    return TRUE;

  return desk_site_add_member (self->plan->state, row, new, error) && mark_from (self, touched->list, new, error);
}

/* Whether @row stands in @lists before @end, too: a text stands in a list once,
 * whatever it is filed under twice. */
static gboolean
stood_before (const char *lists,
              const char *end,
              gint64      wanted)
{
  gint64 row;

  while (lists < end && next_row (&lists, &row))
    {
      if (lists <= end && row == wanted)
        return TRUE;
    }

  return FALSE;
}

typedef gboolean (*RowFunc) (DeskPlanUpdate     *self,
                             gint64              row,
                             const DeskSiteText *text,
                             GError            **error);

static gboolean
for_each_list (DeskPlanUpdate     *self,
               const DeskSiteText *text,
               const DeskSiteText *but, /* nullable: not for lists that this one is in as well */
               RowFunc             func,
               GError            **error)
{
  const char *lists = text->lists;

  for (;;)
    {
      const char *start = lists;
      gint64 row;

      if (!next_row (&lists, &row))
        return TRUE;
      if (!stood_before (text->lists, start, row) && !has_row (but, row) && !func (self, row, text, error))
        return FALSE;
    }
}

/**
 * desk_plan_change_lists:
 * @old: (nullable): the text as it was
 * @new: (nullable): as it is
 *
 * Takes it out of lists and puts it into others.
 */
gboolean
desk_plan_change_lists (DeskPlanUpdate     *self,
                        const DeskSiteText *old,
                        const DeskSiteText *new,
                        GError            **error)
{
  gboolean stays = old != NULL && new != NULL && old->date_us == new->date_us;

  if (stays && g_str_equal (old->lists, new->lists))
    return TRUE;

  return (old == NULL || count_tags (self, old, -1, error)) &&
         (old == NULL || for_each_list (self, old, stays ? new : NULL, take_out, error)) &&
         (new == NULL || for_each_list (self, new, stays ? old : NULL, put_in, error)) &&
         (new == NULL || count_tags (self, new, 1, error));
}

/* Settling */

/* What stood at @path of a list and no longer does. */
static void
mark_gone_pages (DeskPlanUpdate     *self,
                 const DeskSiteList *list,
                 const char         *path,
                 unsigned            first,
                 unsigned            last)
{
  for (unsigned number = first; number <= last; number++)
    {
      g_autofree char *page = number == 1 ? g_strdup (path) : g_strdup_printf ("%spage/%u/", path, number);

      desk_plan_marks_add_gone (self->marks, list->language, page);
    }
}

static gboolean
is_often_same (DeskPlanUpdate  *self,
               DeskPlanTouched *touched,
               gboolean        *out_is_same,
               GError         **error)
{
  g_autoptr(GArray) now = NULL;

  *out_is_same = TRUE;
  if (touched->old_often == NULL)
    return TRUE;
  now = desk_site_list_often (self->plan->state, touched->list->id, N_OFTEN, error);
  if (now == NULL)
    return FALSE;

  *out_is_same = now->len == touched->old_often->len && (now->len == 0 || memcmp (now->data, touched->old_often->data, now->len * sizeof (gint64)) == 0);
  return TRUE;
}

static gboolean
mark_all_lists (DeskPlanUpdate *self,
                const char     *language,
                int             first_kind,
                int             last_kind,
                GError        **error)
{
  g_autoptr(GPtrArray) rows = desk_site_list_lists (self->plan->state, language, first_kind, last_kind, error);

  for (unsigned i = 0; rows != NULL && i < rows->len; i++)
    desk_plan_marks_add_pages (self->marks, ((const DeskSiteList *) rows->pdata[i])->id, 1, G_MAXUINT);

  return rows != NULL;
}

/* A list's pages in other languages lead to this one. */
static gboolean
mark_counterparts (DeskPlanUpdate     *self,
                   const DeskSiteList *list,
                   GError            **error)
{
  for (unsigned i = 0; i < self->plan->languages->len; i++)
    {
      const DeskPlanLanguage *language = self->plan->languages->pdata[i];
      g_autoptr(DeskSiteList) other = NULL;

      if (!desk_site_find_list (self->plan->state, language->edition_language, list->kind, list->key, &other, error))
        return FALSE;
      if (other != NULL)
        desk_plan_marks_add_pages (self->marks, other->id, 1, G_MAXUINT);
    }

  return TRUE;
}

/* Texts lead to the list of a name that they have. */
static gboolean
mark_naming (DeskPlanUpdate     *self,
             const DeskSiteList *list,
             GError            **error)
{
  g_autoptr(GArray) naming = NULL;

  if (self->plan->store == NULL || list->kind == DESK_PLAN_YEAR)
    return TRUE;

  naming = desk_store_list_naming_ids (self->plan->store, list->key, error);
  for (unsigned i = 0; naming != NULL && i < naming->len; i++)
    {
      if (!desk_plan_update_show_again (self, g_array_index (naming, gint64, i), error))
        return FALSE;
    }

  return naming != NULL;
}

/* One that came, went, moved or has another name. */
static gboolean
mark_turned (DeskPlanUpdate     *self,
             const DeskSiteList *list,
             GError            **error)
{
  desk_plan_marks_add_pages (self->marks, list->id, 1, G_MAXUINT);

  return mark_counterparts (self, list, error) &&
         mark_naming (self, list, error) &&
         (list->kind != DESK_PLAN_TAG || mark_all_lists (self, list->language, DESK_PLAN_SECTION, DESK_PLAN_SECTION, error)) &&
         (list->kind != DESK_PLAN_YEAR || mark_all_lists (self, list->language, DESK_PLAN_SECTION, DESK_PLAN_YEAR, error));
}

/* What led to it leads elsewhere now, and where it was others may be. */
static void
note_moved (DeskPlanUpdate        *self,
            const DeskPlanTouched *touched)
{
  const DeskSiteList *list = touched->list;

  g_hash_table_add (self->moved, g_strdup_printf ("%s %s", list->language, list->key));
  if (touched->n_old > 0)
    g_hash_table_add (self->freed, g_strdup_printf ("%s %s", list->language, touched->old_path));
}

static gboolean
settle_pages (DeskPlanUpdate  *self,
              DeskPlanTouched *touched,
              GError         **error)
{
  const DeskSiteList *list = touched->list;
  unsigned n_old = desk_plan_count_pages (touched->n_old), n_new = desk_plan_count_pages (list->n_texts);
  gboolean has_moved = touched->n_old > 0 && !g_str_equal (touched->old_path, list->path);
  gboolean is_often = TRUE;

  if (!is_often_same (self, touched, &is_often, error))
    return FALSE;
  if (n_old != n_new || !is_often)
    desk_plan_marks_add_pages (self->marks, list->id, 1, G_MAXUINT);
  mark_gone_pages (self, list, touched->old_path, has_moved ? 1 : n_new + 1, n_old);
  if (has_moved || (touched->n_old == 0) != (list->n_texts == 0))
    note_moved (self, touched);
  else if (n_old != n_new) /* where it was once there are as many */
    g_hash_table_add (self->moved, g_strdup_printf ("%s %s", list->language, list->key));

  return !(has_moved || touched->is_renamed || (touched->n_old == 0) != (list->n_texts == 0)) ||
         mark_turned (self, list, error);
}

/* What the page of an author showed and led to; see desk_export_write_list(). */
static gboolean
forget_needs (DeskPlanUpdate     *self,
              const DeskSiteList *list,
              GError            **error)
{
  DeskSiteState *state = self->plan->state;

  return desk_site_put_links (state, -list->id, NULL, error) &&
         desk_site_put_shown (state, -list->id, NULL, self->marks->unused, error) &&
         desk_site_put_problems (state, -list->id, NULL, error);
}

static gboolean
settle_list (DeskPlanUpdate  *self,
             DeskPlanTouched *touched,
             GError         **error)
{
  DeskSiteList *list = touched->list;
  gint64 old_us = list->last_us;

  if (list->kind == DESK_PLAN_AUTHOR && list->n_texts == 0 && touched->n_old > 0 && !forget_needs (self, list, error))
    return FALSE;
  if (list->kind == DESK_PLAN_MONTH && list->n_texts == 0)
    {
      g_hash_table_add (self->marks->months, GSIZE_TO_POINTER ((gsize) list->id));
      g_hash_table_add (self->marks->pieces, GSIZE_TO_POINTER ((gsize) list->id));
    }
  if ((list->kind == DESK_PLAN_MONTH || list->kind == DESK_PLAN_TAG) &&
      (touched->is_renamed || (list->n_texts == 0) != (touched->n_old == 0) || !g_str_equal (list->path, touched->old_path)))
    g_hash_table_add (self->marks->searches, g_strdup (list->language));
  if (has_feed (list) && list->n_texts == 0)
    g_hash_table_add (self->marks->feeds, GSIZE_TO_POINTER ((gsize) list->id));
  if ((has_pages (list) || list->kind == DESK_PLAN_HOME || list->kind == DESK_PLAN_MONTH) &&
      !desk_site_find_last_release (self->plan->state, list->id, list->kind == DESK_PLAN_MONTH ? G_MAXINT : DESK_PLAN_ROWS_PER_PAGE,
                                    &list->last_us, error))
    return FALSE;
  if (list->kind != DESK_PLAN_MONTH &&
      (list->last_us != old_us || !g_str_equal (list->path, touched->old_path) || (list->n_texts == 0) != (touched->n_old == 0)))
    g_hash_table_add (self->marks->maps, g_strdup (list->language));

  return desk_site_put_list (self->plan->state, list, error) &&
         (self->marks->is_all || !has_pages (list) || settle_pages (self, touched, error));
}

static gboolean
place_all (DeskPlanUpdate *self,
           GError        **error)
{
  for (unsigned i = 0; i < self->plan->languages->len; i++)
    {
      const char *language = ((const DeskPlanLanguage *) self->plan->languages->pdata[i])->edition_language;

      for (int kind = DESK_PLAN_TAG; kind <= DESK_PLAN_YEAR; kind++)
        {
          g_autofree char *name = g_strdup_printf ("%s %d", language, kind);

          if (g_hash_table_remove (self->unplaced, name) && !desk_plan_place_lists (self, language, (DeskPlanListKind) kind, error))
            return FALSE;
        }
    }

  return TRUE;
}

static void
find_unplaced (DeskPlanUpdate *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->lists);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const DeskPlanTouched *touched = value;
      const DeskSiteList *list = touched->list;

      if (list->kind >= DESK_PLAN_TAG && list->kind <= DESK_PLAN_YEAR &&
          (touched->is_renamed || (touched->n_old == 0) != (list->n_texts == 0)))
        g_hash_table_add (self->unplaced, g_strdup_printf ("%s %d", list->language, list->kind));
    }
}

/**
 * desk_plan_settle_lists:
 *
 * Places lists that came, went or have another name, and writes those that were
 * touched. Marking may touch further ones, in which nothing has changed.
 */
gboolean
desk_plan_settle_lists (DeskPlanUpdate *self,
                        GError        **error)
{
  g_autoptr(GPtrArray) touched = NULL;

  find_unplaced (self);
  if (!place_all (self, error))
    return FALSE;

  touched = g_hash_table_get_values_as_ptr_array (self->lists);
  for (unsigned i = 0; i < touched->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error) || !settle_list (self, touched->pdata[i], error))
        return FALSE;
    }

  return TRUE;
}
