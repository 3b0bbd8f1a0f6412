/* desk-plan-text.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-plan-private.h"

/* What is kept of a text: where it is filed, and what others show of it. */

static const char *
find_section (DeskPlanUpdate    *self,
              const DeskArticle *article)
{
  const GPtrArray *sections = self->plan->sections;

  if (g_str_equal (article->kind, "page") || sections->len == 0)
    return "";

  for (unsigned i = 0; article->section != NULL && i < sections->len; i++)
    {
      const DeskTerm *term = sections->pdata[i];

      if (g_strcmp0 (term->uuid, article->section->uuid) == 0)
        return term->uuid;
    }

  return ((const DeskTerm *) sections->pdata[0])->uuid;
}

static gboolean
set_wanted (DeskPlanUpdate    *self,
            DeskSiteText      *text,
            const DeskEdition *edition,
            GError           **error)
{
  DeskPlanTouched *section = NULL;

  if (*text->section != '\0')
    {
      section = desk_plan_touch_list_of (self, text->language, DESK_PLAN_SECTION, text->section, error);
      if (section == NULL)
        return FALSE;
    }

  text->wanted = desk_plan_dup_wanted (section != NULL ? section->list->path : "", edition->slug, edition->title);
  return TRUE;
}

static void
learn_names (DeskPlan          *plan,
             const DeskArticle *article)
{
  for (unsigned i = 0; i < article->tags->len; i++)
    desk_plan_learn_name (plan, article->tags->pdata[i]);
  for (unsigned i = 0; i < article->credits->len; i++)
    desk_plan_learn_name (plan, ((const DeskCredit *) article->credits->pdata[i])->author);
}

static gboolean
add_to_list (DeskPlanUpdate  *self,
             GString         *lists,
             const char      *language,
             DeskPlanListKind kind,
             const char      *key,
             GError         **error)
{
  DeskPlanTouched *list = desk_plan_touch_list_of (self, language, kind, key, error);

  if (list == NULL)
    return FALSE;

  g_string_append_printf (lists, "%s%" G_GINT64_FORMAT, lists->len > 0 ? "," : "", list->list->id);
  return TRUE;
}

/* "2026" or "2026-06", in the site's time zone; NULL for a date that no calendar has */
static char *
dup_date_key (DeskPlan *plan,
              gint64    us,
              gboolean  has_month)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc_usec (us);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, plan->zone) : NULL;

  if (local == NULL)
    return NULL;

  return has_month ? g_strdup_printf ("%04d-%02d", g_date_time_get_year (local), g_date_time_get_month (local))
                   : g_strdup_printf ("%04d", g_date_time_get_year (local));
}

static gboolean
add_to_public_lists (DeskPlanUpdate     *self,
                     GString            *lists,
                     const DeskSiteText *text,
                     const DeskArticle  *article,
                     GError            **error)
{
  g_autofree char *year = dup_date_key (self->plan, text->date_us, FALSE);

  if (!add_to_list (self, lists, text->language, DESK_PLAN_SECTION, text->section, error) ||
      !add_to_list (self, lists, text->language, DESK_PLAN_HOME, "", error) ||
      (year != NULL && !add_to_list (self, lists, text->language, DESK_PLAN_YEAR, year, error)))
    return FALSE;

  for (unsigned i = 0; i < article->tags->len; i++)
    {
      if (!add_to_list (self, lists, text->language, DESK_PLAN_TAG, ((const DeskTerm *) article->tags->pdata[i])->uuid, error))
        return FALSE;
    }
  for (unsigned i = 0; i < article->credits->len; i++)
    {
      const DeskCredit *credit = article->credits->pdata[i];

      if (!add_to_list (self, lists, text->language, DESK_PLAN_AUTHOR, credit->author->uuid, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
set_lists (DeskPlanUpdate    *self,
           DeskSiteText      *text,
           const DeskArticle *article,
           GError           **error)
{
  g_autoptr(GString) lists = g_string_new (NULL);
  g_autofree char *month = dup_date_key (self->plan, text->date_us, TRUE);
  gboolean is_archived = (text->flags & DESK_SITE_TEXT_IS_ARCHIVED) != 0;

  if (!add_to_list (self, lists, text->language, DESK_PLAN_EVERYTHING, "", error) ||
      (text->flags & DESK_SITE_TEXT_IS_LISTED && !add_to_public_lists (self, lists, text, article, error)) ||
      (*text->section == '\0' && !is_archived && !add_to_list (self, lists, text->language, DESK_PLAN_FOOT, "", error)) ||
      (!is_archived && !add_to_list (self, lists, text->language, DESK_PLAN_MONTH, month != NULL ? month : "other", error)))
    return FALSE;

  text->lists = g_string_free_and_steal (g_steal_pointer (&lists));
  return TRUE;
}

/**
 * desk_plan_text_new:
 * @id: the row of an edition
 * @face: what readers have of it
 *
 * Returns: (transfer full): its row, but for the path; %NULL with @error set
 */
DeskSiteText *
desk_plan_text_new (DeskPlanUpdate     *self,
                    gint64              id,
                    const DeskPlanFace *face,
                    GError            **error)
{
  g_autoptr(DeskSiteText) text = g_new0 (DeskSiteText, 1);
  const DeskArticle *article = face->article;
  const DeskEdition *edition = article->editions->pdata[0];
  gboolean is_archived = edition->status == DESK_STATUS_ARCHIVED;

  text->id = id;
  text->language = g_strdup (edition->language);
  text->article = g_strdup (article->uuid);
  text->section = g_strdup (find_section (self, article));
  text->filed_in = g_strdup (article->section != NULL ? article->section->uuid : "");
  text->said_us = article->date_us;
  text->first_us = edition->first_release_us;
  text->last_us = edition->last_release_us;
  text->date_us = article->date_us != 0 ? article->date_us : edition->first_release_us;
  text->flags = (is_archived ? DESK_SITE_TEXT_IS_ARCHIVED : 0) |
                (!is_archived && *text->section != '\0' ? DESK_SITE_TEXT_IS_LISTED : 0) |
                (article->is_pinned ? DESK_SITE_TEXT_IS_PINNED : 0);

  learn_names (self->plan, article);
  desk_plan_card_write (text, face);
  return set_wanted (self, text, edition, error) && set_lists (self, text, article, error) ? g_steal_pointer (&text) : NULL;
}
