/* desk-export.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-export-private.h"

#include "desk-fingerprint.h"
#include "exporter/plan/desk-plan-update.h"
#include "exporter/rules/desk-rules.h"
#include "exporter/theme/desk-theme-files.h"
#include "store/desk-reading.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Nothing changed? ─▶ plan ─▶ the pages that it marks: what each shows, and where that is
 * new render and write ─▶ clean up.
 *
 * What an export leaves in the folder's state says of which moment of the library
 * it is and by what it was made: where both are the same, nothing is looked at. Where
 * the maker is the same and all that was written is on the disk, the plan says which
 * pages a change in the library can have touched; else they all are made.
 */

#define CACHE_KIB 2048 /* of the library, most of which is read once */

#define NOTE_MAKER "maker"
#define NOTE_STAMP "moment"
#define NOTE_FILES "files"
#define NOTE_PAGES "pages"
#define NOTE_PROBLEMS "problems" /* a line each */

G_DEFINE_QUARK (desk_export_error_quark, desk_export_error)

static void
export_clear_pages (DeskExport *self)
{
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_pointer (&self->plan, desk_plan_free);
  g_clear_pointer (&self->marks, desk_plan_marks_free);
  g_clear_pointer (&self->theme, desk_theme_free);
  g_clear_pointer (&self->media, desk_page_media_free);
}

static void
export_clear (DeskExport *self)
{
  export_clear_pages (self);
  desk_output_free (self->output);
  g_free (self->maker);
  g_free (self->stamp);
  desk_export_assets_clear (&self->assets);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DeskExport, export_clear)

static gboolean
find_moment (DeskExport     *self,
             const DeskSite *site,
             GError        **error)
{
  g_autofree char *theme = desk_theme_dup_hash (desk_store_get_path (self->store), desk_site_get (site, "theme", NULL), error);

  if (theme == NULL)
    return FALSE;

  self->maker = desk_fingerprint_dup_maker (theme);
  self->stamp = desk_store_dup_site_stamp (self->store, error);
  return self->stamp != NULL;
}

/* What the last export said; NULL where there was none, or none that can be gone on
 * from. */
static char *
dup_note (DeskExport *self,
          const char *name)
{
  char *value = NULL;

  if (!desk_output_is_whole (self->output) || !desk_site_state_read_note (desk_output_get_state (self->output), name, &value, NULL))
    return NULL;

  return value;
}

/* None is left while an export is under way: what it has of the plan is of a moment
 * that the pages are not. */
static char *
dup_last_stamp (DeskExport *self)
{
  g_autofree char *maker = dup_note (self, NOTE_MAKER);

  return g_strcmp0 (maker, self->maker) == 0 ? dup_note (self, NOTE_STAMP) : NULL;
}

static gboolean
make_plan (DeskExport *self,
           DeskSite   *site, /* eaten */
           GError    **error)
{
  g_autoptr(DeskSite) owned = site;
  g_autofree char *last_stamp = dup_last_stamp (self);
  GPtrArray *sections = desk_store_list_terms (self->store, DESK_TERM_SECTION, error);

  if (sections == NULL || !desk_output_begin (self->output, error))
    {
      g_clear_pointer (&sections, g_ptr_array_unref);
      return FALSE;
    }

  self->theme = desk_theme_load (desk_store_get_path (self->store), desk_site_get (site, "theme", NULL),
                                 *desk_site_get (site, "theme-scripts", NULL) != '\0', error);
  self->plan = desk_plan_new (self->store, desk_output_get_state (self->output), g_steal_pointer (&owned), sections);
  self->marks = desk_plan_marks_new ();
  self->media = desk_page_media_new (self->store);

  return self->theme != NULL &&
         desk_plan_refresh (self->plan, self->marks, last_stamp, self->stamp, self->cancellable, error) &&
         desk_plan_read_frame (self->plan, error);
}

static gboolean
count_pages (DeskExport *self,
             GError    **error)
{
  self->summary.n_pages = 2; /* the main home once more at the top, and 404 */
  for (unsigned i = 0; i < self->plan->languages->len; i++)
    {
      const DeskPlanLanguage *language = self->plan->languages->pdata[i];
      unsigned n_pages;

      if (!desk_site_count_pages (desk_output_get_state (self->output), language->edition_language, DESK_PLAN_YEAR,
                                  DESK_PLAN_ROWS_PER_PAGE, &n_pages, error))
        return FALSE;
      self->summary.n_pages += 2 + n_pages + desk_theme_has (self->theme, DESK_THEME_SEARCH); /* its home, and its 404 */
    }

  self->n_to_make = self->marks->is_all || g_hash_table_size (self->marks->languages) > 0
                    ? self->summary.n_pages
                    : 6 + g_hash_table_size (self->marks->texts) + g_hash_table_size (self->marks->lists);
  return TRUE;
}

static gboolean
write_robots (DeskExport *self,
              GError    **error)
{
  g_autofree char *sitemap = desk_plan_dup_address (self->plan, "/sitemap.xml");
  g_autofree char *line = sitemap != NULL ? g_strdup_printf ("\nSitemap: %s\n", sitemap) : g_strdup ("");
  g_autofree char *robots = g_strconcat ("User-agent: *\nAllow: /\n", line, NULL);

  return desk_output_write (self->output, "robots.txt", robots, strlen (robots), NULL, error);
}

static gboolean
write_rules (DeskExport *self,
             GError    **error)
{
  return (!self->marks->is_all && self->marks->forwards->len == 0) ||
         (desk_rules_write (self->plan, self->output, error) &&
          (self->is_rehearsal || desk_rules_put_in_place (self->plan, self->directory, error)) &&
          desk_plan_check (self->plan, error));
}

static void
use_common (DeskExport     *self,
            const char     *id,
            DeskPictureKind kind,
            const char     *missing)
{
  const DeskMedia *media = desk_page_media_find_any (self->media, id);

  if (media != NULL && desk_media_is_picture (media))
    (void) desk_page_media_use_picture (self->media, kind, media); /* what is wrong with it is among the problems */
  else if (*id != '\0')
    g_hash_table_add (desk_page_media_get_problems (self->media), g_strdup (missing));
}

/* What all pages show belongs to no text. */
static gboolean
keep_common (DeskExport *self,
             GError    **error)
{
  DeskSiteState *state = desk_output_get_state (self->output);

  desk_page_media_begin_text (self->media);
  use_common (self, desk_site_get (self->plan->site, "logo", NULL), DESK_PICTURE_SIZES,
              _("The site's logo is not a picture of the library; choose another one"));
  use_common (self, desk_site_get (self->plan->site, "icon", NULL), DESK_PICTURE_ICONS,
              _("The site's icon is not a picture of the library; choose another one"));

  return desk_page_media_check (self->media, error) &&
         desk_site_put_shown (state, 0, desk_page_media_get_used (self->media), self->marks->unused, error) &&
         desk_site_put_problems (state, 0, desk_page_media_get_problems (self->media), error);
}

static gboolean
find_problems (DeskExport *self,
               GError    **error)
{
  g_autoptr(GPtrArray) problems = desk_site_list_problems (desk_output_get_state (self->output), error);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  if (problems == NULL)
    return FALSE;

  for (unsigned i = 0; i < problems->len; i++)
    g_strv_builder_add (builder, problems->pdata[i]);
  g_clear_pointer (&self->summary.problems, g_strfreev);
  self->summary.problems = problems->len > 0 ? g_strv_builder_end (builder) : NULL;
  return TRUE;
}

static guint64
number_in (const char *note)
{
  return note != NULL ? g_ascii_strtoull (note, NULL, 10) : 0;
}

/* How many files the site has when all is done. */
static unsigned
count_files (DeskExport *self)
{
  DeskOutputCounts counts = desk_output_get_counts (self->output);
  g_autofree char *before = NULL;

  if (self->marks->is_all)
    return counts.n_written + counts.n_unchanged;

  before = dup_note (self, NOTE_FILES);
  return (unsigned) number_in (before) + counts.n_added - counts.n_dropped;
}

static gboolean
write_note (DeskExport *self,
            const char *name,
            const char *value,
            GError    **error)
{
  return desk_site_state_write_note (desk_output_get_state (self->output), name, value, error);
}

/* What the next export asks first. It looks at everything again where something may
 * be right then that isn't now. */
static gboolean
write_notes (DeskExport *self,
             GError    **error)
{
  g_autofree char *problems = self->summary.problems != NULL ? g_strjoinv ("\n", self->summary.problems) : g_strdup ("");
  g_autofree char *files = g_strdup_printf ("%u", self->summary.n_unchanged + self->summary.n_written);
  g_autofree char *pages = g_strdup_printf ("%u", self->summary.n_pages);

  return write_note (self, NOTE_MAKER, self->maker, error) &&
         write_note (self, NOTE_STAMP, desk_page_media_may_pass (self->media) ? "" : self->stamp, error) &&
         write_note (self, NOTE_FILES, files, error) &&
         write_note (self, NOTE_PAGES, pages, error) &&
         write_note (self, NOTE_PROBLEMS, problems, error) &&
         desk_export_note_queries (self, error) &&
         desk_export_note_frames (self, error);
}

static gboolean
write_site (DeskExport *self,
            GError    **error)
{
  if (!desk_export_write_many (self, error))
    return FALSE;
  for (unsigned i = 0; i < self->pages->len; i++)
    {
      if (!desk_export_write_others (self, self->pages->pdata[i], i == 0, error))
        return FALSE;
    }

  return desk_export_write_redirects (self, error) &&
         (!self->marks->is_all || (keep_common (self, error) && write_robots (self, error))) &&
         desk_page_media_write (self->media, self->output, self->cancellable, error) &&
         write_rules (self, error) &&
         desk_export_write_sitemap (self, error) &&
         find_problems (self, error);
}

static gboolean
write_marked (DeskExport *self,
              GError    **error)
{
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  if (!desk_export_write_assets (&self->assets, self->theme, self->plan, self->media, self->output, error) ||
      !desk_export_write_queries (self, error))
    return FALSE;

  self->pages = desk_export_new_pages (self);
  return desk_export_mark_frames (self, error) &&
         count_pages (self, error) &&
         write_site (self, error);
}

/* Whether there is a good site to lose, and the last export was made by another theme
 * or program: a theme that was changed may be broken on any page. */
static gboolean
is_at_risk (DeskExport *self)
{
  g_autofree char *maker = NULL;

  return !g_str_equal (desk_site_get (self->plan->site, "theme", NULL), DESK_THEME_DEFAULT) &&
         desk_site_state_read_note (desk_output_get_state (self->output), NOTE_MAKER, &maker, NULL) && maker != NULL &&
         !g_str_equal (maker, self->maker);
}

static gboolean
go_through (DeskExport *self,
            GError    **error)
{
  gboolean is_well;

  self->is_rehearsal = TRUE;
  desk_output_set_rehearsal (self->output, TRUE);
  is_well = write_marked (self, error);
  desk_output_set_rehearsal (self->output, FALSE);
  self->is_rehearsal = FALSE;
  self->summary.n_rendered = self->n_made = 0;

  return is_well;
}

/* Nothing is written into a folder that holds somebody else's file where one of
 * ours belongs, and nothing by a theme that breaks on some page: the last good site
 * stays. So an export where either could be is gone through twice, any other once. */
static gboolean
rehearse (DeskExport *self,
          GError    **error)
{
  gboolean is_taken = FALSE;

  if (is_at_risk (self))
    return go_through (self, error);
  if (!desk_output_is_whole (self->output))
    is_taken = desk_output_has_others (self->output);
  else if (!desk_export_is_any_page_taken (self, &is_taken, error))
    return FALSE;

  return !is_taken || go_through (self, error);
}

static gboolean
finish (DeskExport *self,
        GError    **error)
{
  DeskOutputCounts counts;

  if (!self->marks->is_all && !desk_export_drop_gone (self, error))
    return FALSE;
  if (!desk_output_remove_gone (self->output, error))
    return FALSE;

  counts = desk_output_get_counts (self->output);
  self->summary.n_written = counts.n_written;
  self->summary.n_unchanged = count_files (self) - counts.n_written;
  self->summary.n_removed = counts.n_removed;
  self->summary.n_bytes = counts.n_bytes;

  return write_notes (self, error) && desk_output_finish (self->output, error);
}

/* Whether the folder has what this export would put there. */
static gboolean
is_up_to_date (DeskExport *self)
{
  g_autofree char *stamp = dup_last_stamp (self);
  g_autofree char *pages = NULL;
  g_autofree char *files = NULL;
  g_autofree char *problems = NULL;

  if (g_strcmp0 (stamp, self->stamp) != 0)
    return FALSE;

  pages = dup_note (self, NOTE_PAGES);
  files = dup_note (self, NOTE_FILES);
  problems = dup_note (self, NOTE_PROBLEMS);
  self->summary.n_pages = (unsigned) number_in (pages);
  self->summary.n_unchanged = (unsigned) number_in (files);
  self->summary.problems = problems != NULL && *problems != '\0' ? g_strsplit (problems, "\n", -1) : NULL;
  return files != NULL && pages != NULL && problems != NULL;
}

static gboolean
make_pages (DeskExport *self,
            DeskSite   *site, /* eaten */
            GError    **error)
{
  g_autoptr(DeskSite) owned = site;

  if (!desk_store_limit_memory (self->store, CACHE_KIB, error) || !make_plan (self, g_steal_pointer (&owned), error))
    return FALSE;
  if (!self->marks->is_all)
    desk_output_set_partial (self->output);

  return write_note (self, NOTE_STAMP, "", error) &&
         desk_page_media_prepare (self->media, self->plan, self->marks, self->progress, self->user_data, self->cancellable, error) &&
         rehearse (self, error) &&
         write_marked (self, error) &&
         finish (self, error);
}

/* A state that turns out to be damaged is replaced, and all is made once more. */
static gboolean
start_over (DeskExport *self,
            const char *uuid,
            DeskSite   *site, /* eaten */
            GError    **error)
{
  g_autoptr(DeskSite) owned = site;

  export_clear_pages (self);
  g_clear_pointer (&self->output, desk_output_free); /* and with it what this export has written to the state */
  self->output = desk_output_open (self->directory, uuid, error);

  return self->output != NULL && desk_output_renew_state (self->output, error) &&
         make_pages (self, g_steal_pointer (&owned), error);
}

/* What changes while pages are made is seen by the next export. */
static gboolean
export_all (DeskExport *self,
            gboolean    is_full,
            GError    **error)
{
  g_autofree char *uuid = desk_store_dup_uuid (self->store, error);
  g_autoptr(DeskReading) reading = uuid != NULL ? desk_reading_begin (self->store, error) : NULL;
  g_autoptr(DeskSite) site = reading != NULL ? desk_store_dup_site (self->store, error) : NULL;
  g_autoptr(GError) cause = NULL;

  if (site == NULL || !find_moment (self, site, error))
    return FALSE;
  self->summary.has_no_url = *desk_site_get (site, "url", NULL) == '\0';
  self->output = desk_output_open (self->directory, uuid, error);
  if (self->output == NULL)
    return FALSE;
  if (is_full)
    desk_output_compare_all (self->output);

  if (is_up_to_date (self) || make_pages (self, desk_site_copy (site), &cause))
    return TRUE;
  if (desk_site_state_is_damaged (desk_output_get_state (self->output)))
    return start_over (self, uuid, g_steal_pointer (&site), error);

  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

void
desk_export_summary_clear (DeskExportSummary *self)
{
  g_clear_pointer (&self->problems, g_strfreev);
}

/**
 * desk_export_site:
 * @directory: where the site goes; made if it isn't there
 * @at_us: the time of the export; nothing in this version depends on it
 * @is_full: render what hasn't changed, too
 * @progress: (nullable): told about each page
 * @out_summary: (out): what was done
 *
 * Renders what is released and writes what differs. Files that the export did
 * not put into @directory stay as they are. When it fails or is cancelled, the
 * pages that were there before are still there, old or new each, and the next
 * export finishes the work. Blocks; call it on a worker.
 *
 * Returns: %FALSE with @error set
 */
gboolean
desk_export_site (DeskStore         *store,
                  const char        *directory,
                  gint64             at_us,
                  gboolean           is_full,
                  DeskProgressFunc   progress,
                  gpointer           user_data,
                  GCancellable      *cancellable,
                  DeskExportSummary *out_summary,
                  GError           **error)
{
  g_auto(DeskExport) self = { .store = store, .directory = directory, .progress = progress, .user_data = user_data, .cancellable = cancellable };
  gint64 started_us = g_get_monotonic_time ();

  g_return_val_if_fail (DESK_IS_STORE (store) && directory != NULL && out_summary != NULL, FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !export_all (&self, is_full, error))
    return FALSE;

  self.summary.seconds = (double) (g_get_monotonic_time () - started_us) / G_USEC_PER_SEC;
  *out_summary = self.summary;

  return TRUE;
}
