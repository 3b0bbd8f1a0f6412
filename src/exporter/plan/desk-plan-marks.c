/* desk-plan-marks.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-plan-marks.h"

/* Pages of a list are numbered from 1. */

typedef struct
{
  unsigned first;
  unsigned last;
} Range;

static void
gone_free (gpointer data)
{
  DeskPlanGone *self = data;

  g_free (self->language);
  g_free (self->path);
  g_free (self);
}

DeskPlanMarks *
desk_plan_marks_new (void)
{
  DeskPlanMarks *self = g_new0 (DeskPlanMarks, 1);

  self->languages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->homes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->maps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->texts = g_hash_table_new (NULL, NULL);
  self->lists = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->feeds = g_hash_table_new (NULL, NULL);
  self->months = g_hash_table_new (NULL, NULL);
  self->pieces = g_hash_table_new (NULL, NULL);
  self->searches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->forwards = g_ptr_array_new_with_free_func (gone_free);
  self->gone = g_ptr_array_new_with_free_func (gone_free);
  self->unused = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
desk_plan_marks_free (DeskPlanMarks *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->languages);
  g_hash_table_unref (self->changed);
  g_hash_table_unref (self->homes);
  g_hash_table_unref (self->maps);
  g_hash_table_unref (self->texts);
  g_hash_table_unref (self->lists);
  g_hash_table_unref (self->feeds);
  g_hash_table_unref (self->months);
  g_hash_table_unref (self->pieces);
  g_hash_table_unref (self->searches);
  g_ptr_array_unref (self->forwards);
  g_ptr_array_unref (self->gone);
  g_ptr_array_unref (self->unused);
  g_free (self);
}

void
desk_plan_marks_add_language (DeskPlanMarks *self,
                              const char    *language)
{
  g_hash_table_add (self->languages, g_strdup (language));
}

void
desk_plan_marks_add_text (DeskPlanMarks *self,
                          gint64         id)
{
  g_hash_table_add (self->texts, GSIZE_TO_POINTER ((gsize) id));
}

/**
 * desk_plan_marks_add_pages:
 * @list: the row of a list
 * @first: the first page
 * @last: the last one; %G_MAXUINT is the end
 */
void
desk_plan_marks_add_pages (DeskPlanMarks *self,
                           gint64         list,
                           unsigned       first,
                           unsigned       last)
{
  Range *range = g_hash_table_lookup (self->lists, GSIZE_TO_POINTER ((gsize) list));

  if (range == NULL)
    {
      range = g_new (Range, 1);
      *range = (Range) { first, last };
      g_hash_table_insert (self->lists, GSIZE_TO_POINTER ((gsize) list), range);
    }
  range->first = MIN (range->first, first);
  range->last = MAX (range->last, last);
}

static void
add_place (GPtrArray  *places,
           const char *language,
           const char *path)
{
  DeskPlanGone *gone = g_new (DeskPlanGone, 1);

  gone->language = g_strdup (language);
  gone->path = g_strdup (path);
  g_ptr_array_add (places, gone);
}

void
desk_plan_marks_add_gone (DeskPlanMarks *self,
                          const char    *language,
                          const char    *path)
{
  add_place (self->gone, language, path);
}

void
desk_plan_marks_add_forward (DeskPlanMarks *self,
                             const char    *language,
                             const char    *path)
{
  add_place (self->forwards, language, path);
}

/**
 * desk_plan_marks_has_language:
 *
 * Returns: whether all pages of a language of editions are marked
 */
gboolean
desk_plan_marks_has_language (const DeskPlanMarks *self,
                              const char          *language)
{
  return self->is_all || g_hash_table_contains (self->languages, language);
}

/**
 * desk_plan_marks_get_pages:
 * @n_pages: that the list has
 *
 * Returns: whether some of its pages are marked
 */
gboolean
desk_plan_marks_get_pages (const DeskPlanMarks *self,
                           const char          *language,
                           gint64               list,
                           unsigned             n_pages,
                           unsigned            *out_first,
                           unsigned            *out_last)
{
  const Range *range = g_hash_table_lookup (self->lists, GSIZE_TO_POINTER ((gsize) list));

  if (desk_plan_marks_has_language (self, language))
    {
      *out_first = 1;
      *out_last = n_pages;
      return n_pages > 0;
    }
  if (range == NULL)
    return FALSE;

  *out_first = range->first;
  *out_last = MIN (range->last, n_pages);
  return *out_first <= *out_last;
}
