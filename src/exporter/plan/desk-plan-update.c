/* desk-plan-update.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-plan-private.h"

#include <string.h>

/* What a text looks like to others is compared with what it looked like: from that
 * follows which pages are others now.
 *
 *   its own page        shows all of it, its neighbours in the section, and RELATED
 *   a list's page       shows twenty texts: behind one that came or went, all move up
 *   pages of others     show it as a neighbour, below them, or lead to it
 *   in other languages  its page leads here
 *   the search          has its month's words, those of the body too
 *
 * A text leaves what it was in before its row changes and enters what it is in now
 * afterwards, so that each time the rows say who is around it. What depends on many
 * texts is settled at the end.
 */

static void
touched_free (gpointer data)
{
  DeskPlanTouched *self = data;

  desk_site_list_free (self->list);
  g_clear_pointer (&self->old_often, g_array_unref);
  g_free (self->old_path);
  g_free (self);
}

static void
likeness_free (gpointer data)
{
  g_free (((DeskPlanLikeness *) data)->article);
  g_free (data);
}

/**
 * desk_plan_update_new:
 * @marks: gets the pages that are to be made
 */
DeskPlanUpdate *
desk_plan_update_new (DeskPlan      *plan,
                      DeskPlanMarks *marks,
                      GCancellable  *cancellable)
{
  DeskPlanUpdate *self = g_new0 (DeskPlanUpdate, 1);

  self->plan = plan;
  self->marks = marks;
  self->cancellable = cancellable;
  self->lists = g_hash_table_new_full (NULL, NULL, NULL, touched_free);
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->contested = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unplaced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->alike = g_hash_table_new_full (NULL, NULL, NULL, likeness_free);
  self->moved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->freed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

void
desk_plan_update_free (DeskPlanUpdate *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->lists);
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->contested);
  g_hash_table_unref (self->unplaced);
  g_hash_table_unref (self->alike);
  g_hash_table_unref (self->moved);
  g_hash_table_unref (self->freed);
  g_free (self);
}

/* Lists */

static DeskPlanTouched *
take_touched (DeskPlanUpdate *self,
              DeskSiteList   *list) /* eaten */
{
  DeskPlanTouched *touched = g_new0 (DeskPlanTouched, 1);

  touched->list = list;
  touched->old_path = g_strdup (list->path);
  touched->n_old = list->n_texts;
  g_hash_table_insert (self->lists, GSIZE_TO_POINTER ((gsize) list->id), touched);

  return touched;
}

/* Returns: (transfer none): the list, which is written at the end; %NULL with @error set */
DeskPlanTouched *
desk_plan_touch_list (DeskPlanUpdate *self,
                      gint64          row,
                      GError        **error)
{
  DeskPlanTouched *touched = g_hash_table_lookup (self->lists, GSIZE_TO_POINTER ((gsize) row));
  g_autoptr(DeskSiteList) list = NULL;

  if (touched != NULL)
    return touched;
  if (!desk_site_find_list_by_id (self->plan->state, row, &list, error))
    return NULL;
  if (list == NULL)
    {
      desk_plan_throw_damaged (error);
      return NULL;
    }

  return take_touched (self, g_steal_pointer (&list));
}

static char *
dup_wanted_of (DeskPlanUpdate  *self,
               const char      *language,
               DeskPlanListKind kind,
               const char      *key)
{
  static const char *const folders[] = { "", "tag/", "author/", "archive/" };
  const DeskTerm *term;
  const DeskTermName *name;

  if (kind > DESK_PLAN_YEAR)
    return g_strdup ("");
  if (kind == DESK_PLAN_YEAR)
    return desk_plan_dup_wanted (folders[kind], key, key);

  term = g_hash_table_lookup (self->plan->names, key);
  name = term != NULL ? desk_term_get_name (term, language) : NULL;
  return desk_plan_dup_wanted (folders[kind], name != NULL ? name->slug : "", name != NULL ? name->name : "");
}

/* Likewise; one that isn't there is made. The plan knows its name. */
DeskPlanTouched *
desk_plan_touch_list_of (DeskPlanUpdate  *self,
                         const char      *language,
                         DeskPlanListKind kind,
                         const char      *key,
                         GError         **error)
{
  g_autofree char *name = g_strdup_printf ("%s %d %s", language, (int) kind, key);
  gpointer row = g_hash_table_lookup (self->rows, name);
  DeskSiteList *list = NULL;

  if (row != NULL)
    return desk_plan_touch_list (self, (gint64) GPOINTER_TO_SIZE (row), error);

  if (!desk_site_find_list (self->plan->state, language, kind, key, &list, error))
    return NULL;
  if (list == NULL)
    {
      list = g_new0 (DeskSiteList, 1);
      list->language = g_strdup (language);
      list->kind = kind;
      list->key = g_strdup (key);
      list->wanted = dup_wanted_of (self, language, kind, key);
      list->path = g_strdup ("");
      if (!desk_site_add_list (self->plan->state, list, error))
        {
          desk_site_list_free (list);
          return NULL;
        }
    }
  g_hash_table_insert (self->rows, g_steal_pointer (&name), GSIZE_TO_POINTER ((gsize) list->id));
  if (g_hash_table_contains (self->lists, GSIZE_TO_POINTER ((gsize) list->id)))
    {
      DeskPlanTouched *touched = g_hash_table_lookup (self->lists, GSIZE_TO_POINTER ((gsize) list->id));

      desk_site_list_free (list);
      return touched;
    }

  return take_touched (self, list);
}

/* Sections have a place before there is anything in them: articles are below it. */
static gboolean
add_sections (DeskPlanUpdate *self,
              const char     *language,
              GError        **error)
{
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (unsigned i = 0; i < self->plan->sections->len; i++)
    {
      const DeskTerm *term = self->plan->sections->pdata[i];
      DeskPlanTouched *section;

      desk_plan_learn_name (self->plan, term);
      section = desk_plan_touch_list_of (self, language, DESK_PLAN_SECTION, term->uuid, error);
      if (section == NULL)
        return FALSE;
      g_free (section->list->path);
      section->list->path = desk_plan_claim (taken, section->list->wanted);
      if (!desk_site_put_list (self->plan->state, section->list, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_plan_update_begin_anew:
 *
 * Forgets the plan, to be told of every text.
 */
gboolean
desk_plan_update_begin_anew (DeskPlanUpdate *self,
                             GError        **error)
{
  self->marks->is_all = TRUE;
  if (!desk_site_state_forget_plan (self->plan->state, error))
    return FALSE;

  for (unsigned i = 0; i < self->plan->languages->len; i++)
    {
      const DeskPlanLanguage *language = self->plan->languages->pdata[i];

      if (!add_sections (self, language->edition_language, error))
        return FALSE;
    }

  return TRUE;
}

/* Marks pages that show @text: its own and, where it @has_face that is another or
 * @is_moving, those of others. */
gboolean
desk_plan_mark_seen (DeskPlanUpdate     *self,
                     const DeskSiteText *text,
                     gboolean            has_face,
                     gboolean            is_moving,
                     GError            **error)
{
  g_autoptr(GArray) relating = NULL;

  if (self->marks->is_all)
    return TRUE;

  g_hash_table_add (self->marks->changed, g_strdup (text->language));
  desk_plan_marks_add_text (self->marks, text->id);
  if (!desk_plan_mark_lists (self, text, has_face, is_moving, error))
    return FALSE;
  if (!has_face && !is_moving)
    return TRUE;

  relating = desk_site_list_relating (self->plan->state, text->id, error);
  for (unsigned i = 0; relating != NULL && i < relating->len; i++)
    desk_plan_marks_add_text (self->marks, g_array_index (relating, gint64, i));

  return relating != NULL;
}

static gboolean
mark_linking (DeskPlanUpdate *self,
              const char     *article,
              const char     *language,
              GError        **error)
{
  g_autoptr(GArray) linking = desk_site_list_linking (self->plan->state, article, error);

  for (unsigned i = 0; linking != NULL && i < linking->len; i++)
    {
      gint64 id = g_array_index (linking, gint64, i);
      g_autoptr(DeskSiteText) text = NULL;

      if (id < 0) /* the page of an author, in whatever language */
        desk_plan_marks_add_pages (self->marks, -id, 1, 1);
      if (!desk_site_find_text (self->plan->state, id, &text, error))
        return FALSE;
      if (text != NULL && g_str_equal (text->language, language) && !desk_plan_mark_seen (self, text, FALSE, FALSE, error))
        return FALSE;
    }

  return linking != NULL;
}

/* Marks what leads to an article in @language that came, went or moved: texts, and its
 * pages in other languages. */
gboolean
desk_plan_mark_led_to (DeskPlanUpdate *self,
                       const char     *article,
                       const char     *language,
                       GError        **error)
{
  g_autoptr(GArray) others = NULL;

  if (self->marks->is_all)
    return TRUE;
  if (!mark_linking (self, article, language, error))
    return FALSE;

  others = desk_site_list_texts_of (self->plan->state, article, error);
  for (unsigned i = 0; others != NULL && i < others->len; i++)
    {
      g_autoptr(DeskSiteText) text = NULL;

      if (!desk_site_find_text (self->plan->state, g_array_index (others, gint64, i), &text, error))
        return FALSE;
      if (text != NULL && !desk_plan_mark_seen (self, text, FALSE, FALSE, error))
        return FALSE;
    }

  return others != NULL;
}

static gboolean
claim (DeskPlanUpdate     *self,
       DeskSiteText       *text,
       const DeskSiteText *old,
       GError            **error)
{
  gboolean is_free = TRUE;

  if (old != NULL && g_str_equal (old->wanted, text->wanted) && old->first_us == text->first_us)
    {
      text->path = g_strdup (old->path);
      return TRUE;
    }
  if (!desk_plan_is_free (self, text->language, text->wanted, &is_free, error))
    return FALSE;
  if (!is_free)
    g_hash_table_add (self->contested, g_strdup (text->language));

  text->path = g_strdup (text->wanted);
  return TRUE;
}

/* What a path that is given up means to those that wanted it. */
static gboolean
give_up (DeskPlanUpdate     *self,
         const DeskSiteText *old,
         GError            **error)
{
  gboolean has_numbered = FALSE;

  if (self->marks->is_all)
    return TRUE;

  desk_plan_marks_add_gone (self->marks, old->language, old->path);
  g_hash_table_add (self->freed, g_strdup_printf ("%s %s", old->language, old->path));
  if (!desk_site_has_numbered (self->plan->state, old->language, &has_numbered, error))
    return FALSE;
  if (has_numbered)
    g_hash_table_add (self->contested, g_strdup (old->language));

  return TRUE;
}

static gboolean
leave (DeskPlanUpdate     *self,
       const DeskSiteText *old,
       const DeskSiteText *new, /* nullable */
       gboolean            has_face,
       gboolean            is_moving,
       GError            **error)
{
  gboolean stays = new != NULL && g_str_equal (old->wanted, new->wanted) && old->first_us == new->first_us;

  return desk_plan_mark_seen (self, old, has_face, is_moving, error) &&
         (stays || give_up (self, old, error));
}

static gboolean
remove_text (DeskPlanUpdate     *self,
             const DeskSiteText *old,
             GError            **error)
{
  return desk_plan_change_lists (self, old, NULL, error) &&
         desk_site_remove_text (self->plan->state, old->id, error) &&
         desk_site_put_chosen (self->plan->state, old->id, NULL, error) &&
         desk_site_put_links (self->plan->state, old->id, NULL, error) &&
         desk_site_put_shown (self->plan->state, old->id, NULL, self->marks->unused, error) &&
         desk_site_put_problems (self->plan->state, old->id, NULL, error);
}

static gboolean
write_text (DeskPlanUpdate     *self,
            const DeskSiteText *old,
            const DeskSiteText *new,
            const DeskArticle  *article,
            GError            **error)
{
  return desk_site_put_text (self->plan->state, new, error) &&
         desk_plan_change_lists (self, old, new, error) &&
         desk_site_put_chosen (self->plan->state, new->id, article->related, error);
}

static gboolean
is_same (const guint8 *first,
         const guint8 *second)
{
  return memcmp (first, second, DESK_SITE_DIGEST_BYTES) == 0;
}

static void
note_likeness (DeskPlanUpdate     *self,
               const DeskSiteText *old, /* nullable */
               const DeskSiteText *one)
{
  DeskPlanLikeness *likeness = g_new (DeskPlanLikeness, 1);

  likeness->article = g_strdup (one->article);
  likeness->was_said_us = old != NULL ? old->said_us : G_MAXINT64;
  g_hash_table_insert (self->alike, GSIZE_TO_POINTER ((gsize) one->id), likeness);
}

static gboolean
change_text (DeskPlanUpdate     *self,
             const DeskSiteText *old, /* nullable */
             DeskSiteText       *new, /* nullable */
             const DeskArticle  *article,
             GError            **error)
{
  gboolean has_both = old != NULL && new != NULL;
  gboolean is_moving = !has_both || old->date_us != new->date_us || !g_str_equal (old->lists, new->lists);
  gboolean has_face = !has_both || !is_same (old->face, new->face) || !g_str_equal (old->wanted, new->wanted);
  const DeskSiteText *one = new != NULL ? new : old;

  if (!has_both || !is_same (old->likeness, new->likeness))
    note_likeness (self, old, one);
  if (!has_both || !g_str_equal (old->path, new->path))
    g_hash_table_add (self->moved, g_strdup_printf ("%s %s", one->language, one->article));

  return (old == NULL || leave (self, old, new, has_face, is_moving, error)) &&
         (new != NULL ? write_text (self, old, new, article, error) : remove_text (self, old, error)) &&
         (new == NULL || desk_plan_mark_seen (self, new, has_face, is_moving, error)) &&
         (!has_both || is_same (old->self, new->self) || desk_plan_mark_words (self, new, error)) &&
         ((has_both && g_str_equal (old->path, new->path)) ||
          desk_plan_mark_led_to (self, one->article, one->language, error));
}

static gboolean
has_language (const DeskPlan *plan,
              const char     *language)
{
  for (unsigned i = 0; i < plan->languages->len; i++)
    {
      if (g_str_equal (((const DeskPlanLanguage *) plan->languages->pdata[i])->edition_language, language))
        return TRUE;
    }

  return FALSE;
}

/**
 * desk_plan_update_put:
 * @id: the row of an edition
 * @face: what readers have of it now
 */
gboolean
desk_plan_update_put (DeskPlanUpdate     *self,
                      gint64              id,
                      const DeskPlanFace *face,
                      GError            **error)
{
  const DeskArticle *article = face->article;
  g_autoptr(DeskSiteText) old = NULL;
  g_autoptr(DeskSiteText) new = NULL;

  if (article != NULL && !has_language (self->plan, ((const DeskEdition *) article->editions->pdata[0])->language))
    return TRUE;
  if (!self->marks->is_all && !desk_site_find_text (self->plan->state, id, &old, error))
    return FALSE;
  if (article != NULL)
    {
      new = desk_plan_text_new (self, id, face, error);
      if (new == NULL || !claim (self, new, old, error))
        return FALSE;
    }

  if ((old == NULL && new == NULL) ||
      (old != NULL && new != NULL && is_same (old->self, new->self) && is_same (old->likeness, new->likeness) &&
       g_str_equal (old->wanted, new->wanted) && g_str_equal (old->lists, new->lists)))
    return TRUE;

  return change_text (self, old, new, article, error);
}

/**
 * desk_plan_update_show_again:
 * @id: the row of an edition, of which something is shown that its text only names
 */
gboolean
desk_plan_update_show_again (DeskPlanUpdate *self,
                             gint64          id,
                             GError        **error)
{
  g_autoptr(DeskSiteText) text = NULL;

  return desk_site_find_text (self->plan->state, id, &text, error) &&
         (text == NULL || desk_plan_mark_seen (self, text, TRUE, FALSE, error));
}

static gboolean
rename_in (DeskPlanUpdate *self,
           const DeskTerm *term,
           const char     *language,
           GError        **error)
{
  DeskPlanListKind kind = term->type == DESK_TERM_TAG ? DESK_PLAN_TAG : DESK_PLAN_AUTHOR;
  g_autoptr(DeskSiteList) row = NULL;
  DeskPlanTouched *touched;

  g_hash_table_add (self->moved, g_strdup_printf ("%s %s", language, term->uuid));
  if (!desk_site_find_list (self->plan->state, language, kind, term->uuid, &row, error))
    return FALSE;
  if (row == NULL)
    return TRUE;
  touched = desk_plan_touch_list (self, row->id, error);
  if (touched == NULL)
    return FALSE;

  g_free (touched->list->wanted);
  touched->list->wanted = dup_wanted_of (self, language, kind, term->uuid);
  touched->is_renamed = TRUE;
  return TRUE;
}

/**
 * desk_plan_update_rename:
 * @term: a tag or an author as it is now
 */
gboolean
desk_plan_update_rename (DeskPlanUpdate *self,
                         const DeskTerm *term,
                         GError        **error)
{
  DeskTerm *copy = desk_term_copy (term);

  g_hash_table_remove (self->plan->names, copy->uuid);
  g_hash_table_insert (self->plan->names, copy->uuid, copy);
  for (unsigned i = 0; i < self->plan->languages->len; i++)
    {
      if (!rename_in (self, term, ((const DeskPlanLanguage *) self->plan->languages->pdata[i])->edition_language, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_plan_update_renew_redirects:
 *
 * Says that people said something else of old addresses.
 */
void
desk_plan_update_renew_redirects (DeskPlanUpdate *self)
{
  self->has_new_redirects = TRUE;
}

/**
 * desk_plan_update_finish:
 *
 * Settles what depends on many texts. The plan is up to date then.
 */
gboolean
desk_plan_update_finish (DeskPlanUpdate *self,
                         GError        **error)
{
  return desk_plan_settle_paths (self, error) &&
         desk_plan_settle_lists (self, error) &&
         (self->plan->is_map || desk_plan_settle_related (self, error)) &&
         desk_plan_settle_forwards (self, error);
}
