/* desk-export-frame.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-export-private.h"

#include "desk-fingerprint.h"

#include <string.h>

/* What all pages of a language show: menu, foot, addresses of style and script. Where
 * that is another than at the last export, all of them are made. */

/**
 * desk_export_init_pages:
 * @pages: (out): what the pages of @language have in common
 */
void
desk_export_init_pages (DeskExport       *self,
                        DeskPages        *pages,
                        DeskPlanLanguage *language)
{
  desk_pages_init (pages, self->plan, language, self->theme, self->media);
  pages->style = self->assets.style;
  pages->script = self->assets.script;
  pages->icon = self->assets.icon;
  pages->assets = self->assets.others;
}

static char *
dup_note_name (const DeskPlanLanguage *language)
{
  return g_strconcat ("frame ", language->language, NULL);
}

static char *
dup_frame (DeskExport       *self,
           DeskPlanLanguage *language)
{
  g_auto(DeskPages) pages = { 0 };
  DeskFingerprint fingerprint;

  desk_export_init_pages (self, &pages, language);
  fingerprint = desk_fingerprint_of_page (self->maker, "frame", desk_page_new_frame (&pages, NULL, NULL, NULL), pages.words);

  return g_base64_encode (fingerprint.bytes, sizeof fingerprint.bytes);
}

/**
 * desk_export_mark_frames:
 *
 * Marks all pages of the languages whose frame is another than at the last export.
 */
gboolean
desk_export_mark_frames (DeskExport *self,
                         GError    **error)
{
  DeskSiteState *state = desk_output_get_state (self->output);

  for (unsigned i = 0; !self->marks->is_all && i < self->plan->languages->len; i++)
    {
      DeskPlanLanguage *language = self->plan->languages->pdata[i];
      g_autofree char *name = dup_note_name (language);
      g_autofree char *frame = dup_frame (self, language);
      g_autofree char *before = NULL;

      if (!desk_site_state_read_note (state, name, &before, error))
        return FALSE;
      if (g_strcmp0 (frame, before) != 0)
        desk_plan_marks_add_language (self->marks, language->edition_language);
    }

  return desk_plan_check (self->plan, error);
}

/**
 * desk_export_note_frames:
 *
 * Keeps the frames for the next export.
 */
gboolean
desk_export_note_frames (DeskExport *self,
                         GError    **error)
{
  DeskSiteState *state = desk_output_get_state (self->output);

  for (unsigned i = 0; i < self->plan->languages->len; i++)
    {
      DeskPlanLanguage *language = self->plan->languages->pdata[i];
      g_autofree char *name = dup_note_name (language);
      g_autofree char *frame = NULL;

      if (!desk_plan_marks_has_language (self->marks, language->edition_language))
        continue;
      frame = dup_frame (self, language);
      if (!desk_site_state_write_note (state, name, frame, error))
        return FALSE;
    }

  return desk_plan_check (self->plan, error);
}
