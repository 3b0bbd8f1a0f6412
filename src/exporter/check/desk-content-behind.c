/* desk-content-behind.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-content-private.h"

#include <glib/gi18n-lib.h>

/* Languages that were left behind; which ones those are is the library's to say
 * (desk-store-behind.c). */

static void
untranslated_cb (const char *article,
                 const char *title,
                 const char *language,
                 gboolean    has_text,
                 gpointer    user_data)
{
  DeskContentCheck *self = user_data;

  desk_findings_add (self->findings, DESK_FINDING_UNTRANSLATED, article, language,
                     has_text
                     /* Translators: a title and a language, as “sr” */
                     ? g_strdup_printf (_("“%s” isn't published in “%s”, though a text is begun; finish and publish it"), title, language)
                     /* Translators: likewise */
                     : g_strdup_printf (_("“%s” isn't published in “%s”; translate it"), title, language));
}

static char *
describe_outdated (const char *title,
                   const char *language,
                   const char *source_language,
                   unsigned    n_blocks,
                   gboolean    is_ahead)
{
  if (n_blocks > 0)
    /* Translators: a title; a language; a number; the language that it was translated from */
    return g_strdup_printf (ngettext ("“%s” (%s) has %u paragraph of what “%s” no longer says; bring it up to date, and publish it",
                                      "“%s” (%s) has %u paragraphs of what “%s” no longer says; bring it up to date, and publish it",
                                      n_blocks),
                            title, language, n_blocks, source_language);

  return is_ahead
         /* Translators: a title; a language; the language that it was translated from */
         ? g_strdup_printf (_("“%s” (%s) is older than what “%s” says now; publish its changes when they are up to date"),
                            title, language, source_language)
         /* Translators: likewise */
         : g_strdup_printf (_("“%s” (%s) is older than what “%s” says now; bring it up to date, and publish it"),
                            title, language, source_language);
}

static void
outdated_cb (const char *article,
             const char *title,
             const char *language,
             const char *source_language,
             unsigned    n_blocks,
             gboolean    is_ahead,
             gpointer    user_data)
{
  DeskContentCheck *self = user_data;

  desk_findings_add (self->findings, DESK_FINDING_OUTDATED, article, language,
                     describe_outdated (title, language, source_language, n_blocks, is_ahead));
}

/**
 * desk_content_check_languages:
 *
 * Looks for published articles that readers of a language don't have, and for
 * translations that were passed by.
 */
gboolean
desk_content_check_languages (DeskContentCheck *self,
                              GError          **error)
{
  g_autoptr(GPtrArray) languages = desk_content_list_languages (self);

  if (self->progress != NULL)
    self->progress (_("Looking at translations"), -1, self->user_data);

  return desk_store_foreach_outdated (self->store, (const char *const *) languages->pdata, outdated_cb, self, self->cancellable, error) &&
         desk_store_foreach_untranslated (self->store, (const char *const *) languages->pdata, untranslated_cb, self,
                                          self->cancellable, error);
}
