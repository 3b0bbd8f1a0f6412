/* desk-export-assets.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-export-private.h"

#include "desk-export.h"
#include "desk-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Files that are named by their bytes, so that browsers may keep them for ever. */

#define STYLE "style.css"

void
desk_export_assets_clear (DeskExportAssets *self)
{
  g_clear_pointer (&self->style, g_free);
  g_clear_pointer (&self->script, g_free);
  g_clear_pointer (&self->search_script, g_free);
  g_clear_pointer (&self->query_script, g_free);
  g_clear_pointer (&self->icon, g_free);
  g_clear_pointer (&self->others, g_hash_table_unref);
}

/**
 * desk_export_write_asset:
 *
 * Returns: (transfer full): where it is, by its bytes; %NULL with @error set
 */
char *
desk_export_write_asset (DeskOutput *output,
                         const char *bytes,
                         gsize       n_bytes,
                         const char *ending,
                         GError    **error)
{
  g_autofree char *hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, n_bytes);
  g_autofree char *path = g_strdup_printf ("/assets/%.16s.%s", hash, ending);

  return desk_output_write (output, path + 1, bytes, n_bytes, NULL, error) ? g_steal_pointer (&path) : NULL;
}

/* The ending of "assets/masthead.svg"; NULL for one that is not for a site: a program
 * of the server's, or script that was not allowed. */
static const char *
ending_of (const char *name)
{
  static const char *const endings[] = {
    "avif", "css", "gif", "ico", "jpg", "png", "svg", "webp", "woff", "woff2", NULL,
  };
  const char *point = strrchr (name, '.');

  return point != NULL && g_strv_contains (endings, point + 1) ? point + 1 : NULL;
}

/* One that isn't plain text could hide what it brings. */
static gboolean
check_drawing (DeskTheme  *theme,
               const char *name,
               GBytes     *bytes,
               GError    **error)
{
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);
  g_autofree char *text = NULL;

  if (!g_utf8_validate_len (data, n_bytes, NULL))
    {
      g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_THEME,
                   _("The theme's %.60s is not UTF-8 text; save it anew"), name);
      return FALSE;
    }

  text = g_strndup (data, n_bytes);
  return desk_theme_check_text (theme, name, text, error);
}

static gboolean
write_other (DeskExportAssets *self,
             DeskTheme        *theme,
             DeskOutput       *output,
             const char       *name,
             GError          **error)
{
  g_autoptr(GBytes) bytes = desk_theme_dup_file (theme, name);
  const char *ending = ending_of (name);
  char *path;

  if (ending == NULL)
    {
      g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_THEME,
                   _("The theme's %.60s is of a kind that doesn't go onto the site; take it out of assets"), name);
      return FALSE;
    }
  if (g_str_equal (ending, "svg") && !check_drawing (theme, name, bytes, error))
    return FALSE;
  path = desk_export_write_asset (output, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), ending, error);
  if (path == NULL)
    return FALSE;

  g_hash_table_replace (self->others, g_strdelimit (g_strdup (name + strlen (DESK_THEME_ASSETS)), ".", '-'), path);
  return TRUE;
}

static gboolean
write_others (DeskExportAssets *self,
              DeskTheme        *theme,
              DeskOutput       *output,
              GError          **error)
{
  g_autoptr(GPtrArray) names = desk_theme_list_assets (theme);

  self->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (unsigned i = 0; i < names->len; i++)
    {
      if (!write_other (self, theme, output, names->pdata[i], error))
        return FALSE;
    }

  return TRUE;
}

/* A style sheet names files beside it, url(assets/masthead.svg); on the site it is
 * among them. */
static void
place_assets (DeskTheme              *theme,
              const DeskExportAssets *assets,
              GString                *style)
{
  g_autoptr(GPtrArray) names = desk_theme_list_assets (theme);

  for (unsigned i = 0; i < names->len; i++)
    {
      static const char *const quotes[] = { "", "\"", "'" };
      const char *name = names->pdata[i];
      g_autofree char *key = g_strdelimit (g_strdup (name + strlen (DESK_THEME_ASSETS)), ".", '-');
      const char *path = g_hash_table_lookup (assets->others, key);

      for (unsigned j = 0; j < G_N_ELEMENTS (quotes); j++)
        {
          g_autofree char *written = g_strdup_printf ("url(%s%s%s)", quotes[j], name, quotes[j]);
          g_autofree char *placed = g_strdup_printf ("url(%s)", strrchr (path, '/') + 1);

          g_string_replace (style, written, placed, 0);
        }
    }
}

static char *
write_style (DeskExportAssets *self,
             DeskTheme        *theme,
             const DeskSite   *site,
             DeskOutput       *output,
             GError          **error)
{
  g_autoptr(GBytes) bytes = desk_theme_dup_file (theme, STYLE);
  g_autofree char *colours = desk_brand_dup_style (site);
  g_autoptr(GString) style = NULL;

  if (bytes == NULL)
    {
      g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_THEME, _("The theme has no %s"), STYLE);
      return NULL;
    }

  style = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  place_assets (theme, self, style);
  g_string_append (style, colours);
  return desk_export_write_asset (output, style->str, style->len, "css", error);
}

/* A theme may have none, or none that may run. */
static gboolean
write_script (DeskTheme      *theme,
              const char     *name,
              const DeskPlan *plan,
              DeskOutput     *output,
              char          **out_path,
              GError        **error)
{
  g_autoptr(GBytes) bytes = desk_theme_dup_file (theme, name);
  g_autofree char *href = NULL;

  if (bytes == NULL)
    return TRUE;
  *out_path = desk_export_write_asset (output, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "js", error);
  if (*out_path == NULL)
    return FALSE;

  href = desk_plan_dup_href (plan, *out_path);
  desk_theme_allow_script (theme, href);
  return TRUE;
}

/* A drawing, but where pages have a picture for it. */
static gboolean
write_icon (DeskExportAssets *self,
            const DeskPlan   *plan,
            DeskPageMedia    *media,
            DeskOutput       *output,
            GError          **error)
{
  g_autofree char *icon = NULL;

  if (desk_page_use_icons (media, plan->site) != NULL)
    return TRUE;
  if (!desk_page_media_check (media, error))
    return FALSE;

  icon = desk_brand_dup_icon (plan->site);
  self->icon = desk_export_write_asset (output, icon, strlen (icon), "svg", error);
  return self->icon != NULL;
}

/**
 * desk_export_write_assets:
 * @self: (out): where they are
 *
 * Writes the theme's style sheet, with the newsroom's colour, its script, its other
 * files, and the site's icon.
 */
gboolean
desk_export_write_assets (DeskExportAssets *self,
                          DeskTheme        *theme,
                          const DeskPlan   *plan,
                          DeskPageMedia    *media,
                          DeskOutput       *output,
                          GError          **error)
{
  desk_export_assets_clear (self);
  if (!write_others (self, theme, output, error))
    return FALSE;
  self->style = write_style (self, theme, plan->site, output, error);
  if (self->style == NULL || !write_script (theme, DESK_THEME_SCRIPT, plan, output, &self->script, error) ||
      !write_script (theme, DESK_THEME_SEARCH_SCRIPT, plan, output, &self->search_script, error))
    return FALSE;

  return write_icon (self, plan, media, output, error);
}
