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

/* A piece of the page. */
typedef struct
{
  const char *text;
  gsize       n_bytes;
} Span;

typedef struct
{
  Span name;
  Span value;
} Attribute;

typedef struct
{
  const char *at;
  const char *known;      /* (nullable): the address of our own script */
  GArray     *attributes; /* Attribute: of the tag that is read */
  char       *reason;     /* (nullable): until one is found */
} Look;

static gboolean
is_space (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v');
}

/* In any case of its letters. */
static gboolean
is_word (Span        span,
         const char *word)
{
  return strlen (word) == span.n_bytes && g_ascii_strncasecmp (span.text, word, span.n_bytes) == 0;
}

static gboolean
is_among (Span               span,
          const char *const *words)
{
  for (unsigned i = 0; words[i] != NULL; i++)
    {
      if (is_word (span, words[i]))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_text (Span        span,
         const char *text)
{
  return strlen (text) == span.n_bytes && memcmp (span.text, text, span.n_bytes) == 0;
}

static gsize
measure_scheme (Span value)
{
  gsize n_bytes = 0;

  while (n_bytes < value.n_bytes && strchr ("/?#", value.text[n_bytes]) == NULL)
    n_bytes++;

  return n_bytes;
}

/* Of a scheme nothing may be written in another way: "&#106;avascript:" has a '&'
 * before any slash. */
static gboolean
is_address_of_script (Span value)
{
  static const char *const schemes[] = { "javascript:", "vbscript:", "data:" };
  gsize n_scheme = measure_scheme (value);
  g_autoptr(GString) plain = NULL;

  if (n_scheme == 0)
    return FALSE;

  plain = g_string_new (NULL);
  for (gsize i = 0; i < n_scheme; i++)
    {
      if ((guchar) value.text[i] > ' ')
        g_string_append_c (plain, g_ascii_tolower (value.text[i]));
    }
  for (unsigned i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      if (g_str_has_prefix (plain->str, schemes[i]))
        return TRUE;
    }

  return strchr (plain->str, '&') != NULL;
}

static gboolean
is_address (Span attribute)
{
  static const char *const names[] = {
    "action", "background", "data", "formaction", "from", "href", "poster", "src", "to", "values", "xlink:href", NULL,
  };

  return is_among (attribute, names);
}

/* Returns: (nullable) */
static const Span *
find_value (const GArray *attributes,
            const char   *name)
{
  for (unsigned i = 0; i < attributes->len; i++)
    {
      const Attribute *attribute = &g_array_index (attributes, Attribute, i);

      if (is_word (attribute->name, name))
        return &attribute->value;
    }

  return NULL;
}

/* Data, or what we have put there ourselves. */
static gboolean
is_harmless_script (const Look *self)
{
  const Span *src = find_value (self->attributes, "src");
  const Span *type = find_value (self->attributes, "type");

  if (src != NULL)
    return self->known != NULL && is_text (*src, self->known);

  return type != NULL && is_text (*type, "application/ld+json");
}

static char *
dup_short (Span  span,
           gsize n_max)
{
  return g_strndup (span.text, MIN (span.n_bytes, n_max));
}

static void
judge (Look *self,
       Span  tag)
{
  static const char *const brought[] = { "applet", "base", "embed", "frame", "iframe", "object", "portal", NULL };

  if (is_among (tag, brought) || (is_word (tag, "script") && !is_harmless_script (self)))
    {
      g_autofree char *name = dup_short (tag, 20);
      g_autofree char *lower = g_ascii_strdown (name, -1);

      self->reason = g_strdup_printf ("<%s>", lower);
    }
  for (unsigned i = 0; self->reason == NULL && i < self->attributes->len; i++)
    {
      const Attribute *attribute = &g_array_index (self->attributes, Attribute, i);
      Span name = attribute->name;

      if ((name.n_bytes >= 2 && g_ascii_strncasecmp (name.text, "on", 2) == 0) || is_word (name, "srcdoc") ||
          (is_address (name) && is_address_of_script (attribute->value)))
        {
          g_autofree char *short_name = dup_short (name, 20);
          g_autofree char *lower = g_ascii_strdown (short_name, -1);
          g_autofree char *value = dup_short (attribute->value, 40);

          self->reason = g_strdup_printf ("%s=\"%s\"", lower, value);
        }
    }
}

static Span
read_value (Look *self)
{
  char quote = *self->at;
  Span value = { self->at, 0 };

  if (quote != '"' && quote != '\'')
    {
      while (*self->at != '\0' && *self->at != '>' && !is_space (*self->at))
        self->at++;
      value.n_bytes = (gsize) (self->at - value.text);
      return value;
    }

  value.text = ++self->at;
  while (*self->at != '\0' && *self->at != quote)
    self->at++;
  value.n_bytes = (gsize) (self->at - value.text);
  self->at += *self->at != '\0';
  return value;
}

static void
skip_spaces (Look *self)
{
  while (is_space (*self->at))
    self->at++;
}

static gboolean
ends_name (char c)
{
  return c == '\0' || c == '=' || c == '/' || c == '>' || is_space (c);
}

static void
read_attribute (Look *self)
{
  Attribute attribute = { { self->at, 0 }, { "", 0 } };

  self->at++; /* a '=' here begins a name */
  while (!ends_name (*self->at))
    self->at++;
  attribute.name.n_bytes = (gsize) (self->at - attribute.name.text);
  skip_spaces (self);
  if (*self->at == '=')
    {
      self->at++;
      skip_spaces (self);
      attribute.value = read_value (self);
    }
  g_array_append_val (self->attributes, attribute);
}

/* At the name of a tag that opens. */
static void
read_tag (Look *self)
{
  Span tag = { self->at, 0 };

  g_array_set_size (self->attributes, 0);
  while (*self->at != '\0' && *self->at != '/' && *self->at != '>' && !is_space (*self->at))
    self->at++;
  tag.n_bytes = (gsize) (self->at - tag.text);
  for (;;)
    {
      while (is_space (*self->at) || *self->at == '/')
        self->at++;
      if (*self->at == '\0' || *self->at == '>')
        break;
      read_attribute (self);
    }

  judge (self, tag);
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
  g_autoptr(GArray) attributes = g_array_new (FALSE, FALSE, sizeof (Attribute));
  Look look = { .at = html, .known = known, .attributes = attributes };

  while (look.reason == NULL && (look.at = strchr (look.at, '<')) != NULL)
    {
      look.at++;
      if (g_ascii_isalpha (*look.at))
        read_tag (&look);
    }

  *out_what = look.reason;
  return look.reason != NULL;
}
