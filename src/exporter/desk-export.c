/* desk-export.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-export.h"

#include "desk-export-private.h"
#include "desk-fingerprint.h"
#include "desk-output.h"
#include "desk-page.h"
#include "desk-sitemap.h"
#include "exporter/feed/desk-feed.h"
#include "exporter/rules/desk-rules.h"
#include "exporter/theme/desk-theme-files.h"
#include "model/desk-language.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Nothing changed? ─▶ plan ─▶ page by page: its fingerprint, and where that is new
 * render and write ─▶ clean up.
 *
 * What an export leaves in the folder's state says of which moment of the library
 * it is and by what it was made: where both are the same, nothing is looked at.
 */

#define NOTE_MOMENT "moment"
#define NOTE_PAGES "pages"
#define NOTE_FILES "files"
#define NOTE_PROBLEMS "problems" /* a line each */

G_DEFINE_QUARK (desk_export_error_quark, desk_export_error)

#define N_RELATED 3

typedef struct
{
  DeskStore        *store;
  const char       *directory;
  gboolean          is_rehearsal;
  DeskPlan         *plan;
  DeskTheme        *theme;
  DeskPageMedia    *media;
  DeskOutput       *output;
  char             *maker;  /* what pages are made by */
  char             *moment; /* of the library, and the maker */
  DeskExportAssets  assets;
  unsigned          n_pages;  /* in all */
  DeskExportSummary summary;
  DeskProgressFunc  progress;
  gpointer          user_data;
  GCancellable     *cancellable;
} Export;

static void
export_clear (Export *self)
{
  desk_plan_free (self->plan);
  desk_theme_free (self->theme);
  desk_page_media_free (self->media);
  desk_output_free (self->output);
  g_free (self->maker);
  g_free (self->moment);
  desk_export_assets_clear (&self->assets);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

static GHashTable *
load_released (DeskStore      *store,
               const DeskSite *site,
               GError        **error)
{
  g_autoptr(GHashTable) released = NULL;
  g_auto(GStrv) languages = desk_site_dup_languages (site);

  released = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  for (unsigned i = 0; languages[i] != NULL; i++)
    {
      const char *language = desk_language_edition_of (languages[i]);
      GPtrArray *articles;

      if (g_hash_table_contains (released, language))
        continue;
      articles = desk_store_list_released (store, language, error);
      if (articles == NULL)
        return NULL;
      g_hash_table_insert (released, g_strdup (language), articles);
    }

  return g_steal_pointer (&released);
}

/* What changes while it is read is seen by the next export. */
static gboolean
find_moment (Export         *self,
             const DeskSite *site,
             GError        **error)
{
  g_autofree char *theme = desk_theme_dup_hash (desk_store_get_path (self->store), desk_site_get (site, "theme", NULL), error);
  g_autofree char *stamp = theme != NULL ? desk_store_dup_site_stamp (self->store, error) : NULL;

  if (stamp == NULL)
    return FALSE;

  self->maker = desk_fingerprint_dup_maker (theme);
  self->moment = g_strconcat (self->maker, "; ", stamp, NULL);
  return TRUE;
}

static gboolean
make_plan (Export   *self,
           DeskSite *site, /* eaten */
           GError  **error)
{
  g_autoptr(DeskSite) owned = site;
  g_autoptr(GPtrArray) sections = NULL;
  g_autoptr(GHashTable) released = NULL;
  g_autoptr(GPtrArray) addresses = NULL;

  sections = desk_store_list_terms (self->store, DESK_TERM_SECTION, error);
  if (sections == NULL)
    return FALSE;
  released = load_released (self->store, site, error);
  if (released == NULL)
    return FALSE;
  addresses = desk_store_list_addresses (self->store, error);
  if (addresses == NULL)
    return FALSE;

  self->theme = desk_theme_load (desk_store_get_path (self->store), desk_site_get (site, "theme", NULL),
                                 *desk_site_get (site, "theme-scripts", NULL) != '\0', error);
  self->plan = desk_plan_new (g_steal_pointer (&owned), g_steal_pointer (&sections),
                              g_steal_pointer (&released), g_steal_pointer (&addresses));
  self->media = desk_page_media_new (self->store);

  return self->theme != NULL;
}

static unsigned
count_pages (const DeskPlan *plan)
{
  unsigned n_pages = 2; /* the main home once more at the top, and 404 */

  for (unsigned i = 0; i < plan->languages->len; i++)
    {
      const DeskPlanLanguage *language = plan->languages->pdata[i];

      n_pages += 2 + language->articles->len; /* its home, and its 404 */
      for (unsigned j = 0; j < language->lists->len; j++)
        n_pages += desk_page_count_for_list (language->lists->pdata[j]);
    }

  return n_pages;
}

static gboolean
is_shown (Export                *self,
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
keep_page (Export            *self,
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

static gboolean
render_page (Export                *self,
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
  for (unsigned i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *file = desk_export_dup_file (paths[i]);

      if (!desk_output_write (self->output, file, html, strlen (html), fingerprint->bytes, error))
        return FALSE;
    }

  return TRUE;
}

/* Makes a page and writes it to each of @paths, unless it is there. */
static gboolean
write_page (Export            *self,
            const char        *template_name,
            DeskPages         *pages,
            const DeskObject  *context,
            const char *const *paths,
            GError           **error)
{
  DeskFingerprint fingerprint = desk_fingerprint_of_page (self->maker, template_name, context, pages->words);
  gboolean is_made;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  is_made = is_shown (self, paths, &fingerprint) ? keep_page (self, paths, error)
                                                 : render_page (self, template_name, context, paths, &fingerprint, error);
  desk_arena_reset (pages->arena);
  if (!is_made)
    return FALSE;

  self->summary.n_pages += g_strv_length ((char **) paths);
  if (self->progress != NULL)
    self->progress (_("Making pages"), (double) self->summary.n_pages / MAX (self->n_pages, 1), self->user_data);

  return TRUE;
}

static gboolean
write_articles (Export    *self,
                DeskPages *pages,
                GError   **error)
{
  const DeskPlanLanguage *language = pages->language;
  g_autoptr(GHashTable) lists = NULL;

  lists = desk_store_list_related (self->store, desk_language_edition_of (language->language), N_RELATED,
                                   self->cancellable, error);
  if (lists == NULL)
    return FALSE;

  for (unsigned i = 0; i < language->articles->len; i++)
    {
      DeskPlanArticle *planned = language->articles->pdata[i];
      const char *paths[] = { planned->path, NULL };
      GPtrArray *related = g_hash_table_lookup (lists, planned->article->uuid);

      if (related == NULL)
        continue; /* was taken offline since the plan was made: the next export leaves it out */
      if (!write_page (self, "article", pages, desk_page_for_article (pages, planned, related), paths, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_list (Export       *self,
            DeskPages    *pages,
            DeskPlanList *list,
            GError      **error)
{
  for (unsigned number = 1; number <= desk_page_count_for_list (list); number++)
    {
      g_autofree char *path = desk_page_dup_list_path (list, number);
      const char *paths[] = { path, NULL };

      if (!write_page (self, "list", pages, desk_page_for_list (pages, list, number), paths, error))
        return FALSE;
    }

  return TRUE;
}

/* They are files beside the pages, which nothing leads to and no count has. */
static gboolean
write_forwards (Export    *self,
                DeskPages *pages,
                GError   **error)
{
  const GPtrArray *forwards = pages->language->forwards;

  for (unsigned i = 0; i < forwards->len; i++)
    {
      const DeskPlanForward *forward = forwards->pdata[i];
      g_autofree char *file = desk_export_dup_file (forward->path);
      g_autofree char *html = desk_theme_render (self->theme, "forward", desk_page_for_forward (pages, forward), error);

      desk_arena_reset (pages->arena);
      if (html == NULL || g_cancellable_set_error_if_cancelled (self->cancellable, error) ||
          !desk_output_write (self->output, file, html, strlen (html), NULL, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_manifest (Export    *self,
                DeskPages *pages,
                GError   **error)
{
  g_autofree char *path = g_strconcat (pages->language->path, DESK_MANIFEST, NULL);
  g_autofree char *manifest = desk_pages_dup_manifest (pages);

  return desk_output_write (self->output, path + 1, manifest, strlen (manifest), NULL, error);
}

static gboolean
write_language (Export                 *self,
                const DeskPlanLanguage *language,
                gboolean                is_main,
                GError                **error)
{
  g_auto(DeskPages) pages = { 0 };
  const char *homes[] = { language->path, is_main ? "/" : NULL, NULL };
  g_autofree char *own_missing = g_strconcat (language->path, "404.html", NULL);
  const char *missing[] = { own_missing, is_main ? "/404.html" : NULL, NULL };

  desk_pages_init (&pages, self->plan, language, self->theme, self->media);
  pages.style = self->assets.style;
  pages.script = self->assets.script;
  pages.icon = self->assets.icon;
  pages.assets = self->assets.others;

  if (!write_page (self, "home", &pages, desk_page_for_home (&pages), homes, error))
    return FALSE;
  for (unsigned i = 0; i < language->lists->len; i++)
    {
      if (!write_list (self, &pages, language->lists->pdata[i], error))
        return FALSE;
    }

  return write_articles (self, &pages, error) &&
         write_forwards (self, &pages, error) &&
         write_manifest (self, &pages, error) &&
         desk_feeds_write (&pages, self->output, self->cancellable, error) &&
         write_page (self, "404", &pages, desk_page_for_missing (&pages), missing, error);
}

static gboolean
write_robots (Export  *self,
              GError **error)
{
  g_autofree char *sitemap = desk_plan_dup_address (self->plan, "/sitemap.xml");
  g_autofree char *line = sitemap != NULL ? g_strdup_printf ("\nSitemap: %s\n", sitemap) : g_strdup ("");
  g_autofree char *robots = g_strconcat ("User-agent: *\nAllow: /\n", line, NULL);

  return desk_output_write (self->output, "robots.txt", robots, strlen (robots), NULL, error);
}

static gboolean
write_sitemap (Export  *self,
               GError **error)
{
  return self->plan->origin == NULL || desk_sitemap_write (self->plan, self->output, DESK_SITEMAP_MAX_URLS, error);
}

static char **
dup_problems (Export *self)
{
  const GPtrArray *problems = desk_page_media_get_problems (self->media);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (unsigned i = 0; i < problems->len; i++)
    g_strv_builder_add (builder, problems->pdata[i]);

  return problems->len > 0 ? g_strv_builder_end (builder) : NULL;
}

/* What the next export asks first. It looks at everything again where something may
 * be right then that isn't now. */
static gboolean
write_notes (Export  *self,
             GError **error)
{
  DeskSiteState *state = desk_output_get_state (self->output);
  DeskOutputCounts counts = desk_output_get_counts (self->output);
  g_autofree char *pages = g_strdup_printf ("%u", self->summary.n_pages);
  g_autofree char *files = g_strdup_printf ("%u", counts.n_written + counts.n_unchanged);
  g_auto(GStrv) lines = dup_problems (self);
  g_autofree char *problems = lines != NULL ? g_strjoinv ("\n", lines) : g_strdup ("");

  return state == NULL || /* in a rehearsal */
         desk_page_media_may_pass (self->media) ||
         (desk_site_state_write_note (state, NOTE_MOMENT, self->moment, error) &&
          desk_site_state_write_note (state, NOTE_PAGES, pages, error) &&
          desk_site_state_write_note (state, NOTE_FILES, files, error) &&
          desk_site_state_write_note (state, NOTE_PROBLEMS, problems, error));
}

static gboolean
write_everything (Export  *self,
                  GError **error)
{
  self->n_pages = count_pages (self->plan);
  if (!desk_export_write_assets (&self->assets, self->theme, self->plan, self->output, error))
    return FALSE;

  for (unsigned i = 0; i < self->plan->languages->len; i++)
    {
      if (!write_language (self, self->plan->languages->pdata[i], i == 0, error))
        return FALSE;
    }

  return desk_page_media_write (self->media, self->output, self->cancellable, error) &&
         write_robots (self, error) &&
         desk_rules_write (self->plan, self->output, error) &&
         write_sitemap (self, error) &&
         (self->is_rehearsal || desk_rules_put_in_place (self->plan, self->directory, error)) &&
         write_notes (self, error) &&
         desk_output_finish (self->output, error);
}

/* Whether the last export was made by the same theme and program: a theme that was
 * changed may be broken on any page. */
static gboolean
is_tried (Export *self)
{
  DeskSiteState *state = desk_output_get_state (self->output);
  g_autofree char *moment = NULL;

  return state != NULL && desk_site_state_read_note (state, NOTE_MOMENT, &moment, NULL) && moment != NULL &&
         g_str_has_prefix (moment, self->maker);
}

static gboolean
go_through (Export  *self,
            GError **error)
{
  gboolean is_well;

  self->is_rehearsal = TRUE;
  desk_output_set_rehearsal (self->output, TRUE);
  is_well = write_everything (self, error);
  desk_output_set_rehearsal (self->output, FALSE);
  self->is_rehearsal = FALSE;
  self->summary.n_pages = self->summary.n_rendered = 0;

  return is_well;
}

/* Nothing is written into a folder that holds somebody else's file where one of
 * ours belongs, and nothing by a theme that breaks on some page: the last good site
 * stays. So an export where either could be is gone through twice, any other once. */
static gboolean
rehearse (Export  *self,
          GError **error)
{
  gboolean is_own_theme = !g_str_equal (desk_site_get (self->plan->site, "theme", NULL), DESK_THEME_DEFAULT);

  if (is_own_theme && !is_tried (self))
    return go_through (self, error);
  if (desk_output_is_whole (self->output) ? !desk_export_is_any_page_taken (self->plan, self->output) : !desk_output_has_others (self->output))
    return TRUE;

  return go_through (self, error);
}

static void
sum_up (Export *self)
{
  DeskOutputCounts counts = desk_output_get_counts (self->output);

  self->summary.n_written = counts.n_written;
  self->summary.n_unchanged = counts.n_unchanged;
  self->summary.n_removed = counts.n_removed;
  self->summary.n_bytes = counts.n_bytes;
  self->summary.problems = dup_problems (self);
}

/* Whether the folder has what this export would put there. */
static gboolean
is_done (Export *self)
{
  DeskSiteState *state = desk_output_is_whole (self->output) ? desk_output_get_state (self->output) : NULL;
  g_autofree char *moment = NULL;
  g_autofree char *pages = NULL;
  g_autofree char *files = NULL;
  g_autofree char *problems = NULL;

  if (state == NULL || !desk_site_state_read_note (state, NOTE_MOMENT, &moment, NULL) ||
      g_strcmp0 (moment, self->moment) != 0 ||
      !desk_site_state_read_note (state, NOTE_PAGES, &pages, NULL) || pages == NULL ||
      !desk_site_state_read_note (state, NOTE_FILES, &files, NULL) || files == NULL ||
      !desk_site_state_read_note (state, NOTE_PROBLEMS, &problems, NULL) || problems == NULL)
    return FALSE;

  self->summary.n_pages = (unsigned) g_ascii_strtoull (pages, NULL, 10);
  self->summary.n_unchanged = (unsigned) g_ascii_strtoull (files, NULL, 10);
  self->summary.problems = *problems != '\0' ? g_strsplit (problems, "\n", -1) : NULL;
  return TRUE;
}

static gboolean
export_all (Export  *self,
            gboolean is_full,
            GError **error)
{
  g_autofree char *uuid = desk_store_dup_uuid (self->store, error);
  g_autoptr(DeskSite) site = uuid != NULL ? desk_store_dup_site (self->store, error) : NULL;

  if (site == NULL || !find_moment (self, site, error))
    return FALSE;
  self->summary.has_no_url = *desk_site_get (site, "url", NULL) == '\0';
  self->output = desk_output_open (self->directory, uuid, error);
  if (self->output == NULL)
    return FALSE;
  if (is_full)
    desk_output_compare_all (self->output);
  else if (is_done (self))
    return TRUE;

  if (!make_plan (self, g_steal_pointer (&site), error) ||
      !desk_page_media_prepare (self->media, self->plan, self->progress, self->user_data, self->cancellable, error) ||
      !rehearse (self, error) || !write_everything (self, error))
    return FALSE;

  sum_up (self);
  return TRUE;
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
  g_auto(Export) self = { .store = store, .directory = directory, .progress = progress, .user_data = user_data, .cancellable = cancellable };
  gint64 started_us = g_get_monotonic_time ();

  g_return_val_if_fail (DESK_IS_STORE (store) && directory != NULL && out_summary != NULL, FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !export_all (&self, is_full, error))
    return FALSE;

  self.summary.seconds = (double) (g_get_monotonic_time () - started_us) / G_USEC_PER_SEC;
  *out_summary = self.summary;

  return TRUE;
}
