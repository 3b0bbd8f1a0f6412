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

void
desk_export_assets_clear (DeskExportAssets *self)
{
  g_clear_pointer (&self->style, g_free);
  g_clear_pointer (&self->script, g_free);
  g_clear_pointer (&self->icon, g_free);
}

static char *
write_asset (DeskOutput *output,
             const char *bytes,
             gsize       n_bytes,
             const char *ending,
             GError    **error)
{
  g_autofree char *hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, n_bytes);
  g_autofree char *path = g_strdup_printf ("/assets/%.16s.%s", hash, ending);

  return desk_output_write (output, path + 1, bytes, n_bytes, NULL, error) ? g_steal_pointer (&path) : NULL;
}

/* @more: what its text ends with */
static char *
write_theme_file (DeskTheme  *theme,
                  DeskOutput *output,
                  const char *name,
                  const char *ending,
                  const char *more,
                  GError    **error)
{
  g_autoptr(GBytes) bytes = desk_theme_dup_file (theme, name);
  g_autoptr(GString) text = NULL;

  if (bytes == NULL)
    {
      g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_THEME, _("The theme has no %s"), name);
      return NULL;
    }

  text = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_string_append (text, more);
  return write_asset (output, text->str, text->len, ending, error);
}

/**
 * desk_export_write_assets:
 * @self: (out): where they are
 *
 * Writes the theme's style sheet, with the newsroom's colour, and script, and the
 * site's icon.
 */
gboolean
desk_export_write_assets (DeskExportAssets *self,
                          DeskTheme        *theme,
                          const DeskSite   *site,
                          DeskOutput       *output,
                          GError          **error)
{
  g_autofree char *colours = desk_brand_dup_style (site);
  g_autofree char *icon = desk_brand_dup_icon (site);

  desk_export_assets_clear (self);
  self->style = write_theme_file (theme, output, "style.css", "css", colours, error);
  if (self->style == NULL)
    return FALSE;
  self->script = write_theme_file (theme, output, "copy.js", "js", "", error);
  if (self->script == NULL)
    return FALSE;
  self->icon = write_asset (output, icon, strlen (icon), "svg", error);

  return self->icon != NULL;
}
