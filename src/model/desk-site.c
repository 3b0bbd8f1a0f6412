/* desk-site.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-model"

#include "config.h"

#include "desk-site.h"

#include "desk-colour.h"
#include "desk-language.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (desk_site_error_quark, desk_site_error)

#define THEME_CHARS "abcdefghijklmnopqrstuvwxyz0123456789-"

static const struct
{
  const char *key;
  const char *value; /* while nothing is set */
} defaults[] = {
  { "brand-colour", "" },
  { "date-format", "dd.MM.yyyy." },
  { "footer", "" },
  { "icon", "" },
  { "languages", "en" },
  { "logo", "" },
  { "server", "" },
  { "social", "" },
  { "theme", "default" },
  { "theme-scripts", "" },
  { "time-zone", "Europe/Belgrade" },
  { "title", "Newsroom" },
  { "url", "" },
};

static const char *
default_of (const char *key)
{
  for (unsigned i = 0; i < G_N_ELEMENTS (defaults); i++)
    {
      if (g_str_equal (defaults[i].key, key))
        return defaults[i].value;
    }

  return NULL;
}

DeskSite *
desk_site_new (void)
{
  DeskSite *self = g_new0 (DeskSite, 1);

  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

DeskSite *
desk_site_copy (const DeskSite *self)
{
  DeskSite *copy = desk_site_new ();
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy->values, g_strdup (key), g_strdup (value));

  return copy;
}

void
desk_site_free (DeskSite *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->values);
  g_free (self);
}

/**
 * desk_site_list_keys:
 *
 * Returns: (transfer none): every setting's name, sorted, %NULL-terminated
 */
const char *const *
desk_site_list_keys (void)
{
  static const char *keys[G_N_ELEMENTS (defaults) + 1];

  for (unsigned i = 0; i < G_N_ELEMENTS (defaults); i++)
    keys[i] = defaults[i].key;

  return keys;
}

/**
 * desk_site_get:
 * @key: a setting's name
 * @language: (nullable): a site language
 *
 * Returns: its value in @language, else the one for all, else the default;
 *   never %NULL for a known @key
 */
const char *
desk_site_get (const DeskSite *self,
               const char     *key,
               const char     *language)
{
  const char *value = NULL;

  g_return_val_if_fail (self != NULL && key != NULL, NULL);

  if (language != NULL)
    {
      g_autofree char *own = g_strconcat (key, ".", language, NULL);

      value = g_hash_table_lookup (self->values, own);
    }
  if (value == NULL)
    value = g_hash_table_lookup (self->values, key);

  return value != NULL ? value : default_of (key);
}

G_GNUC_PRINTF (2, 3)
static gboolean
throw_invalid (GError    **error,
               const char *message,
               ...)
{
  va_list args;

  if (error == NULL)
    return FALSE;

  va_start (args, message);
  *error = g_error_new_valist (DESK_SITE_ERROR, DESK_SITE_ERROR_INVALID, message, args);
  va_end (args);

  return FALSE;
}

/* One way to write each site language: "SR-latn" is "sr-Latn", and Serbian in
 * Cyrillic is "sr". */
static char *
dup_site_language (const char *tag)
{
  g_autofree char *script = NULL;
  g_autofree char *language = desk_language_canonicalize (tag, &script);

  if (script == NULL || g_str_equal (script, "Cyrl"))
    return g_steal_pointer (&language);

  return g_strconcat ("sr-", script, language + strlen ("sr"), NULL);
}

static char *
dup_checked_languages (const char *value,
                       GError    **error)
{
  g_auto(GStrv) tags = g_strsplit (value, ",", -1);
  g_autoptr(GStrvBuilder) kept = g_strv_builder_new ();
  g_auto(GStrv) languages = NULL;

  for (unsigned i = 0; tags[i] != NULL; i++)
    {
      if (!desk_language_is_well_formed (tags[i]))
        {
          throw_invalid (error, _("“%.40s” is not a language tag; write languages as en,sr,sr-Latn"), tags[i]);
          return NULL;
        }
      g_strv_builder_take (kept, dup_site_language (tags[i]));
    }

  languages = g_strv_builder_end (kept);
  if (languages[0] == NULL)
    {
      throw_invalid (error, _("A site needs at least one language, for instance en"));
      return NULL;
    }
  for (unsigned i = 0; languages[i] != NULL; i++)
    {
      if (g_strv_contains ((const char *const *) languages + i + 1, languages[i]))
        {
          throw_invalid (error, _("The language “%.40s” is there twice; name each once"), languages[i]);
          return NULL;
        }
    }

  return g_strjoinv (",", languages);
}

static gboolean
check_url (const char *value,
           GError    **error)
{
  g_autoptr(GUri) uri = NULL;
  const char *scheme;

  if (*value == '\0')
    return TRUE;

  uri = g_uri_parse (value, G_URI_FLAGS_NONE, NULL);
  scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  if ((!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http")) ||
      strpbrk (value, " \t\r\n\"<>\\^`{|}") != NULL ||
      g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' ||
      g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return throw_invalid (error, _("“%.80s” is not a web address; write it as https://example.org/"), value);

  return TRUE;
}

static gboolean
check_time_zone (const char *value,
                 GError    **error)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier (value);

  return zone != NULL ||
         throw_invalid (error, _("“%.40s” is not a time zone; write it as Europe/Belgrade"), value);
}

/* It is text on white in many places. */
static gboolean
check_colour (const char *value,
              GError    **error)
{
  const DeskColour white = { 255, 255, 255 };
  char readable[DESK_COLOUR_CHARS];
  DeskColour colour;

  if (*value == '\0')
    return TRUE;
  if (!desk_colour_parse (value, &colour))
    return throw_invalid (error, _("“%.40s” is not a colour; write it as #17603f"), value);
  if (desk_colour_get_contrast (colour, white) >= DESK_COLOUR_MIN_CONTRAST)
    return TRUE;

  desk_colour_write (desk_colour_stand_out (colour, white, DESK_COLOUR_MIN_CONTRAST), readable);
  return throw_invalid (error, _("%s can hardly be read on white, with a contrast of %.1f where 4.5 is needed; %s would do"),
                        value, desk_colour_get_contrast (colour, white), readable);
}

static gboolean
check_social (const char *value,
              GError    **error)
{
  g_auto(GStrv) addresses = g_strsplit (value, " ", -1);

  for (unsigned i = 0; addresses[i] != NULL; i++)
    {
      if (*addresses[i] != '\0' && (!g_str_has_prefix (addresses[i], "https://") || !check_url (addresses[i], NULL)))
        return throw_invalid (error, _("“%.80s” is not a web address; write addresses with a space between them,"
                                       " each as https://example.org/newsroom"), addresses[i]);
    }

  return TRUE;
}

/* A UUID or a SHA-256; whether there is such a picture only the library knows. */
static gboolean
check_picture (const char *value,
               GError    **error)
{
  gsize n_chars = strlen (value);

  return *value == '\0' || ((n_chars == 36 || n_chars == 64) && strspn (value, "0123456789abcdef-") == n_chars) ||
         throw_invalid (error, _("“%.40s” is not the id of a picture; media list tells which there are"), value);
}

static gboolean
check_value (const char *key,
             const char *value,
             GError    **error)
{
  static const char *const servers[] = { "", "apache", "netlify", "nginx", NULL };

  if (!g_utf8_validate (value, -1, NULL) || strlen (value) > 1000)
    return throw_invalid (error, _("The value of %s is too long or not UTF-8 text"), key);
  if (g_str_equal (key, "url"))
    return check_url (value, error);
  if (g_str_equal (key, "brand-colour"))
    return check_colour (value, error);
  if (g_str_equal (key, "icon") || g_str_equal (key, "logo"))
    return check_picture (value, error);
  if (g_str_equal (key, "social"))
    return check_social (value, error);
  if (g_str_equal (key, "time-zone"))
    return check_time_zone (value, error);
  if (*value == '\0' && (g_str_equal (key, "title") || g_str_equal (key, "date-format")))
    return throw_invalid (error, _("%s can't be empty"), key);
  if (g_str_equal (key, "server") && !g_strv_contains (servers, value))
    return throw_invalid (error, _("“%.40s” is not a kind of server Copydesk knows; use apache, nginx, netlify or nothing"), value);
  if (g_str_equal (key, "theme") && (*value == '\0' || strlen (value) > 40 || strspn (value, THEME_CHARS) != strlen (value)))
    return throw_invalid (error, _("“%.40s” can't be a theme's name; it has small letters, digits and “-”"), value);
  if (g_str_equal (key, "theme-scripts") && *value != '\0' && !g_str_equal (value, "yes"))
    return throw_invalid (error, _("theme-scripts is yes or nothing, not “%.40s”"), value);

  return TRUE;
}

/* The one way to write @key, "NAME" or "NAME.LANG", and its name. */
static char *
dup_checked_key (const char *key,
                 char      **out_name,
                 GError    **error)
{
  const char *dot = strchr (key, '.');
  g_autofree char *name = dot != NULL ? g_strndup (key, (gsize) (dot - key)) : g_strdup (key);
  g_autofree char *tag = NULL;

  if (default_of (name) == NULL)
    {
      g_autofree char *known = g_strjoinv (", ", (char **) desk_site_list_keys ());

      throw_invalid (error, _("There is no setting “%.40s”; there are %s"), name, known);
      return NULL;
    }
  if (dot != NULL && !desk_language_is_well_formed (dot + 1))
    {
      throw_invalid (error, _("“%.40s” is not a language tag; write it as en or sr-Latn"), dot + 1);
      return NULL;
    }

  tag = dot != NULL ? dup_site_language (dot + 1) : NULL;
  *out_name = g_steal_pointer (&name);
  return tag != NULL ? g_strconcat (*out_name, ".", tag, NULL) : g_strdup (*out_name);
}

/**
 * desk_site_set:
 * @key: a setting's name, or "NAME.LANG" for one language
 * @value: what it becomes
 *
 * Changes one setting if @value is one it can take. Languages are kept in the
 * usual case, whatever case they were written in.
 *
 * Returns: %FALSE with @error set and nothing changed
 */
gboolean
desk_site_set (DeskSite   *self,
               const char *key,
               const char *value,
               GError    **error)
{
  g_autofree char *own_key = NULL;
  g_autofree char *name = NULL;
  g_autofree char *kept = NULL;

  g_return_val_if_fail (self != NULL && key != NULL && value != NULL, FALSE);

  own_key = dup_checked_key (key, &name, error);
  if (own_key == NULL || !check_value (name, value, error))
    return FALSE;

  kept = g_str_equal (name, "languages") ? dup_checked_languages (value, error) : g_strdup (value);
  if (kept == NULL)
    return FALSE;

  g_hash_table_replace (self->values, g_steal_pointer (&own_key), g_steal_pointer (&kept));
  return TRUE;
}

/**
 * desk_site_unset:
 * @key: a setting's name, or "NAME.LANG" for one language
 *
 * Takes a setting back: NAME has its default again, NAME.LANG what NAME has.
 *
 * Returns: %FALSE with @error set when there is no such setting
 */
gboolean
desk_site_unset (DeskSite   *self,
                 const char *key,
                 GError    **error)
{
  g_autofree char *own_key = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (self != NULL && key != NULL, FALSE);

  own_key = dup_checked_key (key, &name, error);
  if (own_key == NULL)
    return FALSE;

  g_hash_table_replace (self->values, g_steal_pointer (&own_key), NULL);
  return TRUE;
}

/**
 * desk_site_dup_languages:
 *
 * Returns: (transfer full): the site's languages, the main one first
 */
char **
desk_site_dup_languages (const DeskSite *self)
{
  return g_strsplit (desk_site_get (self, "languages", NULL), ",", -1);
}

/**
 * desk_site_dup_main_language:
 *
 * Returns: (transfer full): the language of editions where none was asked for
 */
char *
desk_site_dup_main_language (const DeskSite *self)
{
  g_auto(GStrv) languages = desk_site_dup_languages (self);

  return g_strdup (desk_language_edition_of (languages[0]));
}

/**
 * desk_site_dup_base_path:
 *
 * Returns: (transfer full): what every path on the site begins with:
 *   "https://example.org/news/" → "/news", "https://example.org/" → ""
 */
char *
desk_site_dup_base_path (const DeskSite *self)
{
  const char *host = strstr (desk_site_get (self, "url", NULL), "://");
  const char *path = host != NULL ? strchr (host + strlen ("://"), '/') : NULL;
  gsize n_bytes = path != NULL ? strlen (path) : 0;

  while (n_bytes > 0 && path[n_bytes - 1] == '/')
    n_bytes--;

  return g_strndup (path != NULL ? path : "", n_bytes);
}
