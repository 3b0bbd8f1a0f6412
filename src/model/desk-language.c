/* desk-language.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-model"

#include "config.h"

#include "desk-language.h"

#include <string.h>

/* Languages are told apart by two kinds of tag. An edition has one language,
 * and Serbian is one language whatever script it is written in ("sr"). A site
 * language is what readers get: "sr" is Serbian in Cyrillic, "sr-Latn" the
 * same text in Latin. Pages say "sr-Cyrl" and "sr-Latn".
 */

static gboolean
is_all (const char *start,
        gsize       length,
        gboolean ( *claim ) (char))
{
  for (gsize i = 0; i < length; i++)
    {
      if (!claim (start[i]))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_letter (char c)
{
  return g_ascii_isalpha (c);
}

static gboolean
is_letter_or_digit (char c)
{
  return g_ascii_isalnum (c);
}

static gboolean
is_script (const char *subtag)
{
  return strlen (subtag) == 4 && is_all (subtag, 4, is_letter);
}

static gboolean
is_region (const char *subtag)
{
  gsize length = strlen (subtag);

  return length == 2 && is_all (subtag, length, is_letter);
}

/**
 * desk_language_is_well_formed:
 * @tag: what a person wrote
 *
 * Says whether @tag has the form of a language tag (RFC 5646 §2.1): a primary
 * subtag of two or three letters (or four to eight), then subtags of one to
 * eight letters and digits. Whether the subtags are registered isn't asked.
 */
gboolean
desk_language_is_well_formed (const char *tag)
{
  g_auto(GStrv) subtags = NULL;
  gsize primary;

  g_return_val_if_fail (tag != NULL, FALSE);

  if (strlen (tag) > 35)
    return FALSE;

  subtags = g_strsplit (tag, "-", -1);
  if (subtags[0] == NULL)
    return FALSE;

  primary = strlen (subtags[0]);
  if (primary < 2 || primary > 8 || !is_all (subtags[0], primary, is_letter))
    return FALSE;

  for (unsigned i = 1; subtags[i] != NULL; i++)
    {
      gsize length = strlen (subtags[i]);

      if (length < 1 || length > 8 || !is_all (subtags[i], length, is_letter_or_digit))
        return FALSE;
      /* A singleton introduces an extension and cannot be the last. */
      if (length == 1 && subtags[i + 1] == NULL)
        return FALSE;
    }

  return TRUE;
}

static char *
with_case_of_kind (const char *subtag)
{
  char *written = g_ascii_strdown (subtag, -1);

  if (is_script (subtag))
    {
      written[0] = g_ascii_toupper (written[0]);
    }
  else if (is_region (subtag))
    {
      written[0] = g_ascii_toupper (written[0]);
      written[1] = g_ascii_toupper (written[1]);
    }

  return written;
}

/**
 * desk_language_canonicalize:
 * @tag: a well-formed language tag
 * @out_script: (out) (optional) (transfer full) (nullable): for Serbian with a
 *   script, that script ("Latn"); else %NULL
 *
 * Gives @tag the usual case ("sr-latn-rs" → "sr-Latn-RS") and takes the script
 * off Serbian, which is one language here.
 *
 * Returns: (transfer full): the language of an edition
 */
char *
desk_language_canonicalize (const char *tag,
                            char      **out_script)
{
  g_auto(GStrv) subtags = NULL;
  g_autoptr(GStrvBuilder) kept = g_strv_builder_new ();
  g_auto(GStrv) parts = NULL;
  g_autofree char *script = NULL;

  g_return_val_if_fail (desk_language_is_well_formed (tag), NULL);

  subtags = g_strsplit (tag, "-", -1);
  for (unsigned i = 0; subtags[i] != NULL; i++)
    {
      g_autofree char *written = i == 0 ? g_ascii_strdown (subtags[i], -1) : with_case_of_kind (subtags[i]);

      if (i == 1 && is_script (written) && g_ascii_strcasecmp (subtags[0], "sr") == 0)
        script = g_steal_pointer (&written);
      else
        g_strv_builder_add (kept, written);
    }

  if (out_script != NULL)
    *out_script = g_steal_pointer (&script);

  parts = g_strv_builder_end (kept);
  return g_strjoinv ("-", parts);
}

/**
 * desk_language_edition_of:
 * @site_language: one of the site's languages
 *
 * Returns: the language of the editions that its pages are made of
 */
const char *
desk_language_edition_of (const char *site_language)
{
  g_return_val_if_fail (site_language != NULL, NULL);

  return g_str_has_prefix (site_language, "sr-") ? "sr" : site_language;
}

/**
 * desk_language_html_tag:
 * @site_language: one of the site's languages
 *
 * Returns: the tag that pages, hreflang and feeds give it
 */
const char *
desk_language_html_tag (const char *site_language)
{
  g_return_val_if_fail (site_language != NULL, NULL);

  return g_str_equal (site_language, "sr") ? "sr-Cyrl" : site_language;
}
