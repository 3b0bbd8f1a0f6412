/* desk-content-address.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-content-private.h"

#include "exporter/plan/desk-plan-clash.h"

#include <glib/gi18n-lib.h>

/* Two that want one address: both are named, since either may give way. */

static char *
describe (DeskContentCheck    *self,
          const char          *language,
          const DeskPlanClash *clash)
{
  g_autofree char *href = desk_plan_dup_href (self->plan, clash->path);
  g_autofree char *wanted = desk_plan_dup_href (self->plan, clash->wanted);

  if (clash->holder == NULL)
    /* Translators: a title or a name; a language; the address it has; one that is used for other things */
    return g_strdup_printf (_("“%s” (%s) is at %s, since the site needs %s for itself; give it another address"),
                            clash->name, language, href, wanted);

  return clash->is_section
         /* Translators: a title or a name; a language; the address it has; a section; its address */
         ? g_strdup_printf (_("“%s” (%s) is at %s, since the section “%s” has %s; give one of them another address"),
                            clash->name, language, href, clash->holder, wanted)
         /* Translators: a title or a name; a language; the address it has; who has the other; that address */
         : g_strdup_printf (_("“%s” (%s) is at %s, since “%s” has %s; give one of them another address"),
                            clash->name, language, href, clash->holder, wanted);
}

/**
 * desk_content_check_addresses:
 *
 * Looks for texts, sections, tags and authors that readers find at a number.
 */
gboolean
desk_content_check_addresses (DeskContentCheck *self,
                              GError          **error)
{
  for (unsigned i = 0; i < self->languages->len; i++)
    {
      DeskPlanLanguage *language = self->languages->pdata[i];
      g_autoptr(GPtrArray) clashes = desk_plan_language_list_clashes (language, error);

      if (clashes == NULL || g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      for (unsigned j = 0; j < clashes->len; j++)
        {
          const DeskPlanClash *clash = clashes->pdata[j];

          DeskFindingSubject subject = {
            .article = clash->article,
            .language = language->edition_language,
            .term = clash->term,
            .term_type = clash->term_type,
          };

          desk_findings_add_about (self->findings, DESK_FINDING_ADDRESS, &subject, describe (self, language->edition_language, clash));
        }
    }

  return TRUE;
}

/**
 * desk_content_check_page:
 * @page: one that readers don't have yet
 *
 * Looks whether a section or another page has the address that a page of its own will
 * want: the library lets no two texts have one slug, but knows nothing of sections there.
 */
void
desk_content_check_page (DeskContentText   *self,
                         const DeskContent *page)
{
  g_autoptr(DeskPlanClash) clash = desk_plan_language_find_clash (self->language, page->slug, page->title);
  g_autofree char *href = clash != NULL ? desk_plan_dup_href (self->check->plan, clash->wanted) : NULL;

  if (clash == NULL)
    return;

  desk_content_tell (self, DESK_FINDING_ADDRESS, href,
                     clash->is_section
                     /* Translators: “About” (en, not published yet); a section; its address */
                     ? g_strdup_printf (_("%s: the section “%s” has the address %s already; give one of them another"),
                                        self->place, clash->holder, href)
                     /* Translators: “About” (en, not published yet); who has an address; that address */
                     : g_strdup_printf (_("%s: “%s” has the address %s already; give one of them another"),
                                        self->place, clash->holder, href));
}
