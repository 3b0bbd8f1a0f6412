/* desk-content-chosen.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-content-private.h"

#include <glib/gi18n-lib.h>

/* What people chose by hand: what stands below a text, and what stays first. A choice that
 * can't be shown is passed over, and readers see something else instead, so nobody notices
 * on the page. */

typedef struct
{
  DeskContentCheck *check;
  GHashTable       *told; /* char *: language, article and choice */
} Chosen;

static char *
explain_whereabouts (const DeskChoice *choice,
                     const char       *place,
                     const char       *title)
{
  switch (choice->whereabouts)
    {
    case DESK_WHEREABOUTS_NOWHERE:
      return g_strdup_printf (_("%s: a related article is no longer in the library, so nothing is shown for it; take it out"), place);

    case DESK_WHEREABOUTS_TRASH:
      return g_strdup_printf (_("%s: the related article “%s” is in the trash, so it isn't shown; restore it, or choose another one"), place, title);

    case DESK_WHEREABOUTS_UNWRITTEN:
      return g_strdup_printf (_("%s: the related article “%s” isn't in this language yet, so it isn't shown; translate it, or choose one more"),
                              place, title);

    case DESK_WHEREABOUTS_WITHDRAWN:
      return g_strdup_printf (_("%s: the related article “%s” isn't published in this language, so it isn't shown; publish it, or choose another one"),
                              place, title);

    case DESK_WHEREABOUTS_DRAFT:
      return g_strdup_printf (_("%s: readers don't have the related article “%s” yet, so it isn't shown; publish it"), place, title);

    case DESK_WHEREABOUTS_SCHEDULED:
      return g_strdup_printf (_("%s: the related article “%s” is only scheduled, and isn't shown until then; publish it, or wait"), place, title);

    case DESK_WHEREABOUTS_ARCHIVED:
      return g_strdup_printf (_("%s: the related article “%s” is archived, so it isn't shown; choose another one"), place, title);

    case DESK_WHEREABOUTS_PUBLISHED:
    default:
      return g_strdup_printf (_("%s: the related article “%s” was chosen twice, and is shown once; take it out once"), place, title);
    }
}

/* Of a newsroom that translates something every day, that would be most of what is told, and
 * hide what nobody waits for. */
static gboolean
may_come (DeskWhereabouts whereabouts)
{
  return whereabouts == DESK_WHEREABOUTS_UNWRITTEN || whereabouts == DESK_WHEREABOUTS_DRAFT ||
         whereabouts == DESK_WHEREABOUTS_SCHEDULED;
}

static void
choice_cb (const DeskChoice *choice,
           gpointer          user_data)
{
  Chosen *self = user_data;
  gboolean is_itself = g_str_equal (choice->article, choice->other);
  const char *title = *choice->other_title != '\0' ? choice->other_title : _("Untitled");
  g_autofree char *place = NULL;

  if (!g_hash_table_add (self->told, g_strdup_printf ("%s %s %s", choice->language, choice->article, choice->other)))
    return;

  place = desk_content_dup_place (choice->title, choice->language, choice->is_released);
  desk_findings_add (self->check->findings, !is_itself && may_come (choice->whereabouts) ? DESK_FINDING_WAITING : DESK_FINDING_RELATED,
                     choice->article, choice->language,
                     is_itself ? g_strdup_printf (_("%s: the text was chosen as related to itself, so it isn't shown; take it out"), place)
                               : explain_whereabouts (choice, place, title));
}

static gboolean
check_pinned (DeskContentCheck *self,
              DeskPlanLanguage *language,
              GError          **error)
{
  g_autoptr(GArray) pinned = desk_plan_language_list_pinned (language, error);
  g_autofree char *first = NULL;

  for (unsigned i = 0; pinned != NULL && pinned->len > 1 && i < pinned->len; i++)
    {
      const DeskPlanArticle *planned = desk_plan_language_find (language, g_array_index (pinned, gint64, i));
      g_autofree char *place = NULL;

      if (planned == NULL)
        continue;
      place = desk_content_dup_place (planned->edition->title, language->edition_language, TRUE);
      if (i == 0)
        first = g_strdup (planned->edition->title);
      else
        desk_findings_add (self->findings, DESK_FINDING_PINNED, planned->article->uuid, language->edition_language,
                           /* Translators: “Bridge” (en); a title */
                           g_strdup_printf (_("%s: it is pinned, but “%s” is pinned too, and newer, and stays first; unpin one of them"), place, first));
      desk_plan_forget (self->plan);
    }

  return pinned != NULL && desk_plan_check (self->plan, error);
}

/**
 * desk_content_check_chosen:
 *
 * Looks for what people chose to be shown, and isn't.
 */
gboolean
desk_content_check_chosen (DeskContentCheck *self,
                           GError          **error)
{
  g_autoptr(GPtrArray) languages = desk_content_list_languages (self);
  g_autoptr(GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Chosen chosen = { self, told };

  for (unsigned i = 0; i < self->languages->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error) || !check_pinned (self, self->languages->pdata[i], error))
        return FALSE;
    }

  return desk_store_foreach_vain_choice (self->store, (const char *const *) languages->pdata, choice_cb, &chosen,
                                         self->cancellable, error);
}
