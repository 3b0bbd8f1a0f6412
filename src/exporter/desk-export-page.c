/* desk-export-page.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-export-private.h"

#include "desk-fingerprint.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A page is made of what its template is told, and only if that is something else
 * than what the file shows. */

static gboolean
is_shown (DeskExport            *self,
          const char *const     *paths,
          const DeskFingerprint *fingerprint)
{
  for (unsigned i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *file = desk_export_dup_file (paths[i]);

      if (!desk_output_shows (self->output, file, fingerprint->bytes))
        return FALSE;
    }

  return TRUE;
}

static gboolean
keep_files (DeskExport        *self,
            const char *const *paths,
            GError           **error)
{
  for (unsigned i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *file = desk_export_dup_file (paths[i]);

      if (!desk_output_keep (self->output, file, error))
        return FALSE;
    }

  return TRUE;
}

/* @out_is_there: whether the page is as it should be */
static gboolean
keep_page (DeskExport            *self,
           DeskPages             *pages,
           const char *const     *paths,
           const DeskFingerprint *fingerprint,
           gboolean              *out_is_there,
           GError               **error)
{
  gboolean is_kept;

  desk_output_lock (self->output);
  *out_is_there = is_shown (self, paths, fingerprint);
  is_kept = (!*out_is_there || keep_files (self, paths, error)) &&
            (self->is_rehearsal || desk_page_dates_keep (pages->dates, desk_output_get_state (self->output), error));
  desk_output_unlock (self->output);

  return is_kept;
}

static gboolean
write_files (DeskExport            *self,
             const char            *html,
             const char *const     *paths,
             const DeskFingerprint *fingerprint,
             GError               **error)
{
  for (unsigned i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *file = desk_export_dup_file (paths[i]);

      if (!desk_output_write (self->output, file, html, strlen (html), fingerprint->bytes, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
render_page (DeskExport            *self,
             const char            *template_name,
             const DeskObject      *context,
             const char *const     *paths,
             const DeskFingerprint *fingerprint,
             GError               **error)
{
  g_autofree char *html = desk_theme_render (self->theme, template_name, context, error);

  if (html == NULL)
    return FALSE;

  self->summary.n_rendered++;
  return write_files (self, html, paths, fingerprint, error);
}

/**
 * desk_export_write_page:
 * @context: what its template is told
 * @paths: (array zero-terminated=1): where it belongs
 *
 * Makes a page and writes it to each of @paths, unless it is there.
 */
gboolean
desk_export_write_page (DeskExport        *self,
                        const char        *template_name,
                        DeskPages         *pages,
                        const DeskObject  *context,
                        const char *const *paths,
                        GError           **error)
{
  DeskFingerprint fingerprint = desk_fingerprint_of_page (self->maker, template_name, context, pages->words);
  gboolean is_there = FALSE, is_made;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error) ||
      !desk_plan_check (self->plan, error) || !desk_page_media_check (self->media, error))
    return FALSE;
  is_made = keep_page (self, pages, paths, &fingerprint, &is_there, error) &&
            (is_there || render_page (self, template_name, context, paths, &fingerprint, error));
  desk_arena_reset (pages->arena);
  desk_plan_forget (self->plan);
  if (!is_made)
    return FALSE;

  self->n_made += g_strv_length ((char **) paths);
  if (self->progress != NULL)
    self->progress (_("Making pages"), MIN ((double) self->n_made / MAX (self->n_to_make, 1), 1), self->user_data);

  return TRUE;
}
