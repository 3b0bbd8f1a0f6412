/* desk-theme-script.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-theme-script.h"

#include <string.h>

/* What a theme makes is looked at as a page, because templates can put a tag together
 * from parts that say nothing by themselves. Tags are read as browsers do (HTML,
 * 13.2.5), but that in doubt it is script: whatever a browser takes for a tag is one
 * here, and some more.
 */

typedef struct
{
  const char *at;
  const char *known;  /* (nullable): the address of our own script */
  char       *reason; /* (nullable): until one is found */
} Look;

typedef struct
{
  char *name;
  char *value;
} Attribute;

static gboolean
is_space (char c)
{
  return c != '\0' && strchr (" \t\r\n\f", c) != NULL;
}

/* Of a scheme nothing may be written in another way: "&#106;avascript:" has a '&'
 * before any slash. */
static gboolean
is_address_of_script (const char *value)
{
  static const char *const schemes[] = { "javascript:", "vbscript:", "data:" };
  g_autoptr(GString) plain = g_string_new (NULL);
  gsize n_scheme = strcspn (value, "/?#");

  for (gsize i = 0; i < n_scheme; i++)
    {
      if ((guchar) value[i] > ' ')
        g_string_append_c (plain, g_ascii_tolower (value[i]));
    }
  for (unsigned i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      if (g_str_has_prefix (plain->str, schemes[i]))
        return TRUE;
    }

  return strchr (plain->str, '&') != NULL;
}

static gboolean
is_address (const char *attribute)
{
  static const char *const names[] = {
    "action", "background", "data", "formaction", "from", "href", "poster", "src", "to", "values", "xlink:href", NULL,
  };

  return g_strv_contains (names, attribute);
}

static const char *
find_value (const GArray *attributes,
            const char   *name)
{
  for (unsigned i = 0; i < attributes->len; i++)
    {
      const Attribute *attribute = &g_array_index (attributes, Attribute, i);

      if (g_str_equal (attribute->name, name))
        return attribute->value;
    }

  return NULL;
}

/* Data, or what we have put there ourselves. */
static gboolean
is_harmless_script (const Look   *self,
                    const GArray *attributes)
{
  const char *src = find_value (attributes, "src");

  return src == NULL ? g_strcmp0 (find_value (attributes, "type"), "application/ld+json") == 0
                     : self->known != NULL && g_str_equal (src, self->known);
}

static void
judge (Look         *self,
       const char   *tag,
       const GArray *attributes)
{
  static const char *const brought[] = { "applet", "base", "embed", "frame", "iframe", "object", "portal", NULL };

  if (g_strv_contains (brought, tag) || (g_str_equal (tag, "script") && !is_harmless_script (self, attributes)))
    self->reason = g_strdup_printf ("<%.20s>", tag);
  for (unsigned i = 0; self->reason == NULL && i < attributes->len; i++)
    {
      const Attribute *attribute = &g_array_index (attributes, Attribute, i);

      if (g_str_has_prefix (attribute->name, "on") || g_str_equal (attribute->name, "srcdoc") ||
          (is_address (attribute->name) && is_address_of_script (attribute->value)))
        self->reason = g_strdup_printf ("%.20s=\"%.40s\"", attribute->name, attribute->value);
    }
}

static char *
dup_value (Look *self)
{
  const char *start;
  char quote = *self->at;

  if (quote != '"' && quote != '\'')
    {
      start = self->at;
      while (*self->at != '\0' && *self->at != '>' && !is_space (*self->at))
        self->at++;
      return g_strndup (start, (gsize) (self->at - start));
    }

  start = ++self->at;
  while (*self->at != '\0' && *self->at != quote)
    self->at++;
  if (*self->at == '\0')
    return g_strdup (start);

  return g_strndup (start, (gsize) (self->at++ - start));
}

static void
skip_spaces (Look *self)
{
  while (is_space (*self->at))
    self->at++;
}

static void
read_attribute (Look   *self,
                GArray *attributes)
{
  const char *start = self->at;
  Attribute attribute = { NULL, NULL };

  self->at++; /* a '=' here begins a name */
  while (*self->at != '\0' && strchr ("=/>", *self->at) == NULL && !is_space (*self->at))
    self->at++;
  attribute.name = g_ascii_strdown (start, self->at - start);
  skip_spaces (self);
  if (*self->at == '=')
    {
      self->at++;
      skip_spaces (self);
      attribute.value = dup_value (self);
    }
  else
    {
      attribute.value = g_strdup ("");
    }
  g_array_append_val (attributes, attribute);
}

static void
attribute_clear (gpointer data)
{
  Attribute *attribute = data;

  g_free (attribute->name);
  g_free (attribute->value);
}

/* At the name of a tag that opens. */
static void
read_tag (Look *self)
{
  g_autoptr(GArray) attributes = g_array_new (FALSE, FALSE, sizeof (Attribute));
  const char *start = self->at;
  g_autofree char *tag = NULL;

  g_array_set_clear_func (attributes, attribute_clear);
  while (*self->at != '\0' && strchr ("/>", *self->at) == NULL && !is_space (*self->at))
    self->at++;
  tag = g_ascii_strdown (start, self->at - start);
  for (;;)
    {
      while (is_space (*self->at) || *self->at == '/')
        self->at++;
      if (*self->at == '\0' || *self->at == '>')
        break;
      read_attribute (self, attributes);
    }

  judge (self, tag, attributes);
}

/**
 * desk_theme_runs_script:
 * @html: a page, or an SVG
 * @known: (nullable): the address of the one script that may be there
 * @out_what: (out) (transfer full): the words that do
 *
 * Returns: whether it would run script, or bring something that could
 */
gboolean
desk_theme_runs_script (const char *html,
                        const char *known,
                        char      **out_what)
{
  Look look = { .at = html, .known = known };

  while (look.reason == NULL && (look.at = strchr (look.at, '<')) != NULL)
    {
      look.at++;
      if (g_ascii_isalpha (*look.at))
        read_tag (&look);
    }

  *out_what = look.reason;
  return look.reason != NULL;
}
