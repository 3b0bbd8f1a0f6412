/* desk-finding-line.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-finding-line.h"

#include <glib/gi18n.h>

static char *
dup_sentence (const DeskFinding *finding)
{
  if (finding->n_more == 0)
    return g_strdup (finding->message);
  if (finding->language == NULL)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", finding->n_more), finding->n_more);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more in “%s”", "and %u more in “%s”", finding->n_more),
                          finding->n_more, finding->language);
}

static void
lead (DeskReportLine *line,
      const char     *action,
      GVariant       *target, /* floating; nullable */
      const char     *hint)
{
  line->action = g_strdup (action);
  line->target = target != NULL ? g_variant_ref_sink (target) : NULL;
  line->hint = g_strdup (hint);
}

/* Where readers had a text, that text is to be published, restored or given up. */
static gboolean
is_about_old_address (const DeskFinding *finding)
{
  return finding->old != NULL && (finding->kind != DESK_FINDING_GONE || finding->article == NULL);
}

/**
 * desk_finding_line_new:
 * @finding: what a check has found
 *
 * Returns: (transfer full): a line of a report; its action, if it has one, is the window's
 */
DeskReportLine *
desk_finding_line_new (const DeskFinding *finding)
{
  g_autofree char *sentence = dup_sentence (finding);
  DeskReportLine *line = desk_report_line_new (sentence);

  if (is_about_old_address (finding))
    lead (line, "win.show-old-address", g_variant_new_string (finding->old), _("Opens the old address"));
  else if (finding->article != NULL)
    lead (line, "win.show-text", g_variant_new ("(ss)", finding->article, finding->language != NULL ? finding->language : ""),
          _("Opens the article"));
  else if (finding->term != NULL && finding->term_type == DESK_TERM_AUTHOR)
    lead (line, "win.show-author", g_variant_new_string (finding->term), _("Opens the author"));
  else if (finding->term != NULL && finding->term_type == DESK_TERM_SECTION)
    lead (line, "win.show-sections", NULL, _("Opens the sections"));

  return line;
}
