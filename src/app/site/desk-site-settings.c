/* desk-site-settings.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-site-settings.h"

#include "model/desk-language.h"

#include <string.h>

/* The dialog's own copy: a right value is taken over at once and saved behind
 * it; one that can't be saved is taken back.
 */
struct _DeskSiteSettings
{
  GObject      parent_instance;

  DeskLibrary *library;
  DeskSite    *site;
};

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DeskSiteSettings, desk_site_settings, G_TYPE_OBJECT)

static gpointer
save (DeskStore    *store,
      gpointer      data,
      GCancellable *cancellable,
      GError      **error)
{
  return GINT_TO_POINTER (desk_store_save_site (store, data, error));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(DeskSiteSettings) self = user_data;
  g_autoptr(GError) error = NULL;

  if (desk_library_run_finish (DESK_LIBRARY (source), result, &error) != NULL)
    {
      desk_library_emit_changed (DESK_LIBRARY (source));
      return;
    }

  desk_site_free (self->site);
  self->site = desk_site_copy (desk_library_get_site (self->library));
  g_signal_emit (self, signals[CHANGED], 0);
  g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
desk_site_settings_finalize (GObject *object)
{
  DeskSiteSettings *self = DESK_SITE_SETTINGS (object);

  g_clear_object (&self->library);
  desk_site_free (self->site);

  G_OBJECT_CLASS (desk_site_settings_parent_class)->finalize (object);
}

static void
desk_site_settings_class_init (DeskSiteSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_site_settings_finalize;

  /**
   * DeskSiteSettings::changed:
   *
   * Show them anew.
   */
  signals[CHANGED] = g_signal_new ("changed", DESK_TYPE_SITE_SETTINGS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  /**
   * DeskSiteSettings::failed:
   * @message: why they could not be saved
   */
  signals[FAILED] = g_signal_new ("failed", DESK_TYPE_SITE_SETTINGS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
desk_site_settings_init (DeskSiteSettings *self)
{
}

/**
 * desk_site_settings_new:
 * @library: whose site it is
 *
 * Returns: (transfer full): the settings as they are stored
 */
DeskSiteSettings *
desk_site_settings_new (DeskLibrary *library)
{
  DeskSiteSettings *self;

  g_return_val_if_fail (DESK_IS_LIBRARY (library), NULL);

  self = g_object_new (DESK_TYPE_SITE_SETTINGS, NULL);
  self->library = g_object_ref (library);
  self->site = desk_site_copy (desk_library_get_site (library));

  return self;
}

/**
 * desk_site_settings_get_library:
 *
 * Returns: (transfer none): whose site it is
 */
DeskLibrary *
desk_site_settings_get_library (DeskSiteSettings *self)
{
  g_return_val_if_fail (DESK_IS_SITE_SETTINGS (self), NULL);

  return self->library;
}

/**
 * desk_site_settings_get_site:
 *
 * Returns: (transfer none): the settings; good until the next change
 */
const DeskSite *
desk_site_settings_get_site (DeskSiteSettings *self)
{
  g_return_val_if_fail (DESK_IS_SITE_SETTINGS (self), NULL);

  return self->site;
}

/**
 * desk_site_settings_dup_edition_languages:
 *
 * Returns: (transfer full): the languages that people write in, the main one
 *   first: Serbian is one, whatever its scripts
 */
char **
desk_site_settings_dup_edition_languages (DeskSiteSettings *self)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_null_terminated (4, g_free, TRUE);
  g_auto(GStrv) languages = NULL;

  g_return_val_if_fail (DESK_IS_SITE_SETTINGS (self), NULL);

  languages = desk_site_dup_languages (self->site);
  for (unsigned i = 0; languages[i] != NULL; i++)
    {
      const char *language = desk_language_edition_of (languages[i]);

      if (!g_ptr_array_find_with_equal_func (found, language, g_str_equal, NULL))
        g_ptr_array_add (found, g_strdup (language));
    }

  return (char **) g_ptr_array_free (g_steal_pointer (&found), FALSE);
}

/* Nothing is what a setting was before anybody set it, but for those that a site
 * can't be without. */
static gboolean
put (DeskSite   *site,
     const char *key,
     const char *value,
     GError    **error)
{
  if (*value == '\0' && strchr (key, '.') != NULL)
    return desk_site_unset (site, key, error);

  return desk_site_set (site, key, value, error) &&
         (*value != '\0' || desk_site_unset (site, key, error));
}

/**
 * desk_site_settings_check:
 * @key: a setting's name, or "NAME.LANG" for one language
 * @value: what it might become
 *
 * Returns: %FALSE with @error set when @value is none it can take
 */
gboolean
desk_site_settings_check (DeskSiteSettings *self,
                          const char       *key,
                          const char       *value,
                          GError          **error)
{
  g_autoptr(DeskSite) trial = desk_site_new ();

  g_return_val_if_fail (DESK_IS_SITE_SETTINGS (self), FALSE);

  return put (trial, key, value, error);
}

/**
 * desk_site_settings_set:
 * @key: a setting's name, or "NAME.LANG" for one language
 * @value: what it becomes; "" takes it back
 *
 * Changes one setting and has it saved; #DeskSiteSettings::failed tells when
 * that is not possible. The others stay as they are in the library, where
 * somebody else may have changed them.
 *
 * Returns: %FALSE with @error set and nothing changed when @value is none it
 *   can take
 */
gboolean
desk_site_settings_set (DeskSiteSettings *self,
                        const char       *key,
                        const char       *value,
                        GError          **error)
{
  g_autoptr(DeskSite) change = desk_site_new ();

  g_return_val_if_fail (DESK_IS_SITE_SETTINGS (self), FALSE);

  if (!put (change, key, value, error))
    return FALSE;

  (void) put (self->site, key, value, NULL); /* it was right just now */
  desk_library_run_async (self->library, save, g_steal_pointer (&change), (GDestroyNotify) desk_site_free,
                          NULL, NULL, saved_cb, g_object_ref (self));
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}
