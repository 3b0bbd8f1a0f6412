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

static void
pages_free (gpointer data)
{
  DeskPages *pages = data;

  desk_pages_clear (pages);
  g_free (pages);
}

/**
 * desk_export_new_pages:
 *
 * Returns: (transfer full) (element-type DeskPages): what the pages of each language have
 *   in common
 */
GPtrArray *
desk_export_new_pages (DeskExport *self)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (pages_free);

  for (unsigned i = 0; i < self->plan->languages->len; i++)
    {
      DeskPages *pages = g_new0 (DeskPages, 1);

      desk_pages_init (pages, self->plan, self->plan->languages->pdata[i], self->theme, self->media);
      pages->style = self->assets.style;
      pages->script = self->assets.script;
      pages->search_script = self->assets.search_script;
      pages->has_search = desk_theme_has (self->theme, DESK_THEME_SEARCH);
      pages->home_script = i == 0 ? self->assets.query_script : NULL;
      pages->icon = self->assets.icon;
      pages->assets = self->assets.others;
      desk_pages_prepare (pages);
      g_ptr_array_add (all, pages);
    }

  return all;
}

static char *
dup_note_name (const DeskPlanLanguage *language)
{
  return g_strconcat ("frame ", language->language, NULL);
}

static char *
dup_frame (DeskExport *self,
           DeskPages  *pages)
{
  DeskFingerprint fingerprint;

  fingerprint = desk_fingerprint_of_page (self->maker, "frame", desk_page_new_frame (pages, NULL, NULL, NULL), pages->words);
  desk_arena_reset (pages->arena);

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
      g_autofree char *frame = dup_frame (self, self->pages->pdata[i]);
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
      frame = dup_frame (self, self->pages->pdata[i]);
      if (!desk_site_state_write_note (state, name, frame, error))
        return FALSE;
    }

  return desk_plan_check (self->plan, error);
}
