/* desk-wording.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-wording.h"

#include "model/desk-language.h"

#include <glib/gi18n.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

static const struct
{
  const char *label;
  const char *after_colon;
  const char *icon;
} wordings[DESK_N_STATUSES] = {
  [DESK_STATUS_DRAFT] = { N_("Draft"), N_("draft"), "desk-status-draft-symbolic" },
  [DESK_STATUS_REVIEW] = { N_("In Review"), N_("in review"), "desk-status-review-symbolic" },
  [DESK_STATUS_APPROVED] = { N_("Approved"), N_("approved"), "desk-status-approved-symbolic" },
  [DESK_STATUS_SCHEDULED] = { N_("Scheduled"), N_("scheduled"), "desk-status-scheduled-symbolic" },
  [DESK_STATUS_PUBLISHED] = { N_("Published"), N_("published"), "desk-status-published-symbolic" },
  [DESK_STATUS_ARCHIVED] = { N_("Archived"), N_("archived"), "desk-status-archived-symbolic" },
};

/**
 * desk_wording_status:
 *
 * Returns: the status as a label
 */
const char *
desk_wording_status (DeskStatus status)
{
  return _(wordings[status].label);
}

/**
 * desk_wording_status_icon:
 *
 * Returns: the name of the status' mark
 */
const char *
desk_wording_status_icon (DeskStatus status)
{
  return wordings[status].icon;
}

/**
 * desk_wording_mark_icon:
 * @edition: (nullable): one language's text, or %NULL where there is none
 *
 * Returns: the name of the mark that tells how far it is
 */
const char *
desk_wording_mark_icon (const DeskEdition *edition)
{
  if (edition == NULL)
    return "desk-status-missing-symbolic";
  if (edition->status == DESK_STATUS_PUBLISHED && edition->is_ahead)
    return "desk-status-behind-symbolic";

  return wordings[edition->status].icon;
}

/**
 * desk_wording_mark:
 * @language: an edition's language
 * @edition: (nullable): the edition, or %NULL where there is none
 *
 * Returns: (transfer full): what the mark says in words
 */
char *
desk_wording_mark (const char        *language,
                   const DeskEdition *edition)
{
  g_autofree char *name = desk_wording_language (language);

  if (edition == NULL)
    return g_strdup_printf (_("%s: not begun"), name);
  if (edition->status == DESK_STATUS_PUBLISHED && edition->is_ahead)
    return g_strdup_printf (_("%s: published, with changes that are not online"), name);

  /* Translators: a language and a status, for instance "Serbian: published" */
  return g_strdup_printf (_("%s: %s"), name, _(wordings[edition->status].after_colon));
}

/**
 * desk_wording_language:
 * @language: a language tag
 *
 * Returns: (transfer full): what the person's own language calls it
 */
char *
desk_wording_language (const char *language)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar name[128];
  char utf8[sizeof name * 3 / sizeof (UChar)];
  const char *rest;
  g_autofree char *first = NULL;

  g_return_val_if_fail (language != NULL, NULL);

  uloc_getDisplayName (language, NULL, name, G_N_ELEMENTS (name), &status);
  u_strToUTF8 (utf8, sizeof utf8, NULL, name, -1, &status);
  if (U_FAILURE (status) || *utf8 == '\0')
    return g_strdup (language);

  /* Many languages write names of languages small; here one starts a label. */
  rest = g_utf8_next_char (utf8);
  first = g_utf8_strup (utf8, rest - utf8);

  return g_strconcat (first, rest, NULL);
}

/**
 * desk_wording_language_code:
 *
 * Returns: (transfer full): the short form that fits into a list, "SR"
 */
char *
desk_wording_language_code (const char *language)
{
  g_return_val_if_fail (language != NULL, NULL);

  return g_ascii_strup (language, -1);
}

/**
 * desk_wording_edition_languages:
 * @site: the site, whose languages come first
 * @article: (nullable): whose other languages follow
 *
 * Returns: (transfer full): the languages that editions have or could have
 */
char **
desk_wording_edition_languages (const DeskSite    *site,
                                const DeskArticle *article)
{
  g_autoptr(GPtrArray) languages = g_ptr_array_new ();
  g_auto(GStrv) of_site = desk_site_dup_languages (site);

  for (unsigned i = 0; of_site[i] != NULL; i++)
    {
      const char *language = desk_language_edition_of (of_site[i]);

      if (!g_ptr_array_find_with_equal_func (languages, language, g_str_equal, NULL))
        g_ptr_array_add (languages, g_strdup (language));
    }
  for (unsigned i = 0; article != NULL && i < article->editions->len; i++)
    {
      const DeskEdition *edition = article->editions->pdata[i];

      if (!g_ptr_array_find_with_equal_func (languages, edition->language, g_str_equal, NULL))
        g_ptr_array_add (languages, g_strdup (edition->language));
    }

  g_ptr_array_add (languages, NULL);
  return (char **) g_ptr_array_steal (languages, NULL);
}
