/* desk-library-file-read.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-library-file.h"

#include "exchange/desk-article-file.h"
#include "exchange/desk-yaml.h"
#include "model/desk-language.h"
#include "store/desk-biography.h"
#include "text/desk-slug.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* YAML → settings, names, media, old addresses. The limits are those of a large
 * newsroom: some hundred thousand names, pictures and old addresses. */

#define MAX_BYTES (64 * 1024 * 1024)
#define MAX_NODES 4000000
#define FORMAT 1

typedef struct
{
  DeskLibraryFile *file;
  const char      *shown;
  GHashTable      *unknown; /* (nullable) */
  GHashTable      *ids;     /* char *, of terms and media, each once; borrowed */
} Reader;

static DeskPlace
place_of (const Reader   *reader,
          const DeskYaml *value)
{
  return (DeskPlace) { reader->shown, value->line };
}

static gboolean
check_kind (Reader         *reader,
            const DeskYaml *value,
            DeskYamlKind    kind,
            GError        **error)
{
  if (value->kind == kind || (value->kind == DESK_YAML_SCALAR && value->text == NULL))
    return TRUE;

  switch (kind)
    {
    case DESK_YAML_SCALAR:
      return desk_exchange_throw (error, place_of (reader, value), _("here stands one value; write NAME: VALUE"));

    case DESK_YAML_SEQUENCE:
      return desk_exchange_throw (error, place_of (reader, value), _("here stands a list; begin each of its entries with “- ”"));

    case DESK_YAML_MAPPING:
    default:
      return desk_exchange_throw (error, place_of (reader, value), _("here stand names and values; write NAME: VALUE in each line"));
    }
}

static gboolean
throw_value (Reader         *reader,
             const DeskYaml *value,
             GError        **error)
{
  return desk_exchange_throw (error, place_of (reader, value), _("“%.40s” can't be “%.60s”; write it as an export does"),
                              value->key, value->text != NULL ? value->text : "");
}

static void
note_unknown (Reader         *reader,
              const char     *prefix,
              const DeskYaml *value)
{
  g_autofree char *name = g_strconcat (prefix, value->key, NULL);

  if (reader->unknown != NULL && !g_hash_table_contains (reader->unknown, name))
    g_hash_table_insert (reader->unknown, g_steal_pointer (&name), g_strdup_printf ("%s:%u", reader->shown, value->line));
}

static gboolean
take_id (Reader         *reader,
         const DeskYaml *value,
         char          **field,
         GError        **error)
{
  if (value->text == NULL || !g_uuid_string_is_valid (value->text))
    return throw_value (reader, value, error);

  g_free (*field);
  *field = g_ascii_strdown (value->text, -1);
  return g_hash_table_add (reader->ids, *field) ||
         desk_exchange_throw (error, place_of (reader, value), _("the id “%.40s” is there twice; keep one of them"), *field);
}

static gboolean
take_number (Reader         *reader,
             const DeskYaml *value,
             unsigned       *field,
             GError        **error)
{
  guint64 number = 0;

  if (value->text == NULL || !g_ascii_string_to_unsigned (value->text, 10, 0, 1000000000, &number, NULL))
    return throw_value (reader, value, error);

  *field = (unsigned) number;
  return TRUE;
}

static gboolean
take_flag (Reader         *reader,
           const DeskYaml *value,
           gboolean       *field,
           GError        **error)
{
  if (g_strcmp0 (value->text, "true") != 0 && g_strcmp0 (value->text, "false") != 0)
    return throw_value (reader, value, error);

  *field = g_str_equal (value->text, "true");
  return TRUE;
}

static gboolean
read_settings (Reader         *reader,
               const DeskYaml *value,
               GError        **error)
{
  for (const DeskYaml *member = value->first; member != NULL; member = member->next)
    {
      if (!check_kind (reader, member, DESK_YAML_SCALAR, error))
        return FALSE;
      if (!desk_site_set (reader->file->site, member->key, member->text != NULL ? member->text : "", error))
        return desk_exchange_prefix (error, place_of (reader, member));
    }

  return TRUE;
}

static gboolean
check_name (Reader         *reader,
            const DeskYaml *value,
            const char     *name,
            const char     *slug,
            GError        **error)
{
  if (!desk_language_is_well_formed (value->key))
    return desk_exchange_throw (error, place_of (reader, value),
                                _("“%.40s” is not a language tag; write it as en or sr-Latn"), value->key);
  if (name == NULL || strspn (name, " \t\r\n") == strlen (name))
    return desk_exchange_throw (error, place_of (reader, value), _("there is an empty name; write one or leave the language out"));
  if (g_utf8_strlen (name, -1) > DESK_NAME_MAX_CHARS)
    return desk_exchange_throw (error, place_of (reader, value), _("a name has more than %d characters; shorten it"), DESK_NAME_MAX_CHARS);
  if (slug != NULL && *slug != '\0' && !desk_slug_is_valid (slug))
    return desk_exchange_throw (error, place_of (reader, value),
                                _("“%.80s” can't be part of an address; use the letters a–z, digits and hyphens,"
                                  " at most %d characters"), slug, DESK_SLUG_MAX_CHARS);

  return TRUE;
}

/* LANG: NAME, or LANG: with a name and a slug. */
static gboolean
read_name (Reader         *reader,
           const DeskYaml *value,
           DeskTerm       *term,
           GError        **error)
{
  const char *name = value->text;
  const char *slug = "";
  g_autofree char *language = NULL;

  for (const DeskYaml *member = value->first; member != NULL; member = member->next)
    {
      if (!check_kind (reader, member, DESK_YAML_SCALAR, error))
        return FALSE;
      if (g_strcmp0 (member->key, "name") == 0)
        name = member->text;
      else if (g_strcmp0 (member->key, "slug") == 0)
        slug = member->text;
      else if (member->key != NULL)
        note_unknown (reader, "names: ", member);
    }
  if (!check_name (reader, value, name, slug, error))
    return FALSE;

  language = desk_language_canonicalize (value->key, NULL);
  desk_term_set_name (term, language, name, slug != NULL ? slug : "");
  return TRUE;
}

static gboolean
is_hash (const char *text)
{
  return text != NULL && strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

static DeskLibraryAuthor *
ensure_author (DeskLibraryFile *file,
               const DeskTerm  *term)
{
  DeskLibraryAuthor *last = file->authors->len > 0 ? file->authors->pdata[file->authors->len - 1] : NULL;

  return last != NULL && last->term == term ? last : desk_library_file_add_author (file, term);
}

static gboolean
read_portrait (Reader         *reader,
               const DeskYaml *value,
               const DeskTerm *term,
               GError        **error)
{
  if (value->text == NULL || !is_hash (value->text))
    return throw_value (reader, value, error);

  g_set_str (&ensure_author (reader->file, term)->portrait, value->text);
  return TRUE;
}

/* LANG: TEXT */
static gboolean
read_biography (Reader         *reader,
                const DeskYaml *value,
                const DeskTerm *term,
                GError        **error)
{
  if (!check_kind (reader, value, DESK_YAML_MAPPING, error))
    return FALSE;

  for (const DeskYaml *text = value->first; text != NULL; text = text->next)
    {
      if (!check_kind (reader, text, DESK_YAML_SCALAR, error))
        return FALSE;
      if (!desk_language_is_well_formed (text->key))
        return desk_exchange_throw (error, place_of (reader, text),
                                    _("“%.40s” is not a language tag; write it as en or sr-Latn"), text->key);
      if (text->text == NULL || g_utf8_strlen (text->text, -1) > DESK_BIOGRAPHY_MAX_CHARS)
        return desk_exchange_throw (error, place_of (reader, text),
                                    _("a biography has between one and %d characters; shorten it"), DESK_BIOGRAPHY_MAX_CHARS);
      g_hash_table_insert (ensure_author (reader->file, term)->texts, desk_language_canonicalize (text->key, NULL),
                           g_strdup (text->text));
    }

  return TRUE;
}

static gboolean
read_term_member (Reader         *reader,
                  const DeskYaml *value,
                  DeskTerm       *term,
                  GError        **error)
{
  if (g_str_equal (value->key, "id"))
    return take_id (reader, value, &term->uuid, error);
  if (g_str_equal (value->key, "position"))
    return take_number (reader, value, &term->position, error);
  if (g_str_equal (value->key, "organisation"))
    return take_flag (reader, value, &term->is_organisation, error);
  if (term->type == DESK_TERM_AUTHOR && g_str_equal (value->key, "portrait"))
    return read_portrait (reader, value, term, error);
  if (term->type == DESK_TERM_AUTHOR && g_str_equal (value->key, "biography"))
    return read_biography (reader, value, term, error);
  if (!g_str_equal (value->key, "names"))
    {
      note_unknown (reader, "names: ", value);
      return TRUE;
    }
  if (!check_kind (reader, value, DESK_YAML_MAPPING, error))
    return FALSE;

  for (const DeskYaml *name = value->first; name != NULL; name = name->next)
    {
      if (!read_name (reader, name, term, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_terms (Reader         *reader,
            DeskTermType    type,
            const DeskYaml *value,
            GError        **error)
{
  GPtrArray *terms = reader->file->terms[type];

  for (const DeskYaml *item = value->first; item != NULL; item = item->next)
    {
      DeskTerm *term = desk_term_new (type, NULL);

      term->position = terms->len;
      g_ptr_array_add (terms, term);
      g_array_append_val (reader->file->term_lines[type], item->line);
      if (!check_kind (reader, item, DESK_YAML_MAPPING, error))
        return FALSE;
      for (const DeskYaml *member = item->first; member != NULL; member = member->next)
        {
          if (!read_term_member (reader, member, term, error))
            return FALSE;
        }
      if (term->names->len == 0)
        return desk_exchange_throw (error, place_of (reader, item), _("there is no name; write one under names:"));
    }

  return TRUE;
}

static gboolean
read_media_texts (Reader         *reader,
                  const DeskYaml *value,
                  DeskMedia      *media,
                  GError        **error)
{
  for (const DeskYaml *text = value->first; text != NULL; text = text->next)
    {
      const char *alternative = "", *caption = "";
      g_autofree char *language = NULL;

      if (!check_kind (reader, text, DESK_YAML_MAPPING, error))
        return FALSE;
      if (!desk_language_is_well_formed (text->key))
        return throw_value (reader, text, error);
      for (const DeskYaml *member = text->first; member != NULL; member = member->next)
        {
          if (!check_kind (reader, member, DESK_YAML_SCALAR, error))
            return FALSE;
          if (g_str_equal (member->key, "alt"))
            alternative = member->text;
          else if (g_str_equal (member->key, "caption"))
            caption = member->text;
          else
            note_unknown (reader, "texts: ", member);
        }
      language = desk_language_canonicalize (text->key, NULL);
      desk_media_set_text (media, language, alternative != NULL ? alternative : "", caption != NULL ? caption : "");
    }

  return TRUE;
}

static gboolean
read_media_member (Reader           *reader,
                   const DeskYaml   *value,
                   DeskLibraryMedia *entry,
                   GError          **error)
{
  DeskMedia *media = entry->media;
  char **field = g_str_equal (value->key, "file") ? &entry->file
               : g_str_equal (value->key, "sha256") ? &media->sha256
               : g_str_equal (value->key, "name") ? &media->name
               : g_str_equal (value->key, "type") ? &media->mime_type
               : g_str_equal (value->key, "credit") ? &media->credit
               : g_str_equal (value->key, "licence") ? &media->licence
                                                     : NULL;

  if (g_str_equal (value->key, "texts"))
    return check_kind (reader, value, DESK_YAML_MAPPING, error) && read_media_texts (reader, value, media, error);
  if (!check_kind (reader, value, DESK_YAML_SCALAR, error))
    return FALSE;
  if (g_str_equal (value->key, "id"))
    return take_id (reader, value, &media->uuid, error);
  if (g_str_equal (value->key, "width"))
    return take_number (reader, value, &media->width, error);
  if (g_str_equal (value->key, "height"))
    return take_number (reader, value, &media->height, error);

  if (field == NULL)
    note_unknown (reader, "media: ", value);
  else
    g_set_str (field, value->text != NULL ? value->text : "");

  return TRUE;
}

/* "media/NAME", so that nothing leads out of the folder. */
static gboolean
is_media_file (const char *file)
{
  const char *name = file != NULL && g_str_has_prefix (file, "media/") ? file + strlen ("media/") : "";

  return *name != '\0' && strlen (name) < 256 && strpbrk (name, "/\\") == NULL &&
         !g_str_equal (name, ".") && !g_str_equal (name, "..");
}

static gboolean
read_media (Reader         *reader,
            const DeskYaml *value,
            GError        **error)
{
  for (const DeskYaml *item = value->first; item != NULL; item = item->next)
    {
      DeskLibraryMedia *entry = g_new0 (DeskLibraryMedia, 1);

      entry->media = desk_media_new ();
      entry->line = item->line;
      g_ptr_array_add (reader->file->media, entry);
      if (!check_kind (reader, item, DESK_YAML_MAPPING, error))
        return FALSE;
      for (const DeskYaml *member = item->first; member != NULL; member = member->next)
        {
          if (!read_media_member (reader, member, entry, error))
            return FALSE;
        }
      if (!is_media_file (entry->file))
        return desk_exchange_throw (error, place_of (reader, item), _("this names no file in the folder media; write file: media/picture.jpg"));
      if (!is_hash (entry->media->sha256))
        return desk_exchange_throw (error, place_of (reader, item), _("there is no SHA-256 of 64 hexadecimal digits; take the one of an export"));
    }

  return TRUE;
}

static gboolean
read_redirects (Reader         *reader,
                const DeskYaml *value,
                GError        **error)
{
  for (const DeskYaml *item = value->first; item != NULL; item = item->next)
    {
      const char *from = NULL, *to = NULL;

      if (!check_kind (reader, item, DESK_YAML_MAPPING, error))
        return FALSE;
      for (const DeskYaml *member = item->first; member != NULL; member = member->next)
        {
          if (!check_kind (reader, member, DESK_YAML_SCALAR, error))
            return FALSE;
          if (g_str_equal (member->key, "from"))
            from = member->text;
          else if (g_str_equal (member->key, "to"))
            to = member->text;
          else
            note_unknown (reader, "redirects: ", member);
        }
      if (from == NULL || *from != '/' || to == NULL)
        return desk_exchange_throw (error, place_of (reader, item),
                                    _("a redirect has an address and where it leads; write from: /en/news/old/ and to: ID"));

      desk_library_file_add_redirect (reader->file, from, to);
      ((DeskLibraryRedirect *) reader->file->redirects->pdata[reader->file->redirects->len - 1])->line = item->line;
    }

  return TRUE;
}

static gboolean
check_format (Reader         *reader,
              const DeskYaml *value,
              GError        **error)
{
  unsigned format = 0;

  if (!take_number (reader, value, &format, error))
    return FALSE;

  return format <= FORMAT ||
         desk_exchange_throw (error, place_of (reader, value), _("a newer Copydesk has written this; update Copydesk to import it"));
}

static gboolean
read_part (Reader         *reader,
           const DeskYaml *value,
           GError        **error)
{
  static const struct
  {
    const char  *name;
    DeskTermType type;
  } lists[] = {
    { "sections", DESK_TERM_SECTION }, { "tags", DESK_TERM_TAG }, { "authors", DESK_TERM_AUTHOR },
  };

  if (g_str_equal (value->key, "copydesk"))
    return check_format (reader, value, error);
  if (g_str_equal (value->key, "settings"))
    return check_kind (reader, value, DESK_YAML_MAPPING, error) && read_settings (reader, value, error);
  if (g_str_equal (value->key, "media"))
    return check_kind (reader, value, DESK_YAML_SEQUENCE, error) && read_media (reader, value, error);
  if (g_str_equal (value->key, "redirects"))
    return check_kind (reader, value, DESK_YAML_SEQUENCE, error) && read_redirects (reader, value, error);
  for (unsigned i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      if (g_str_equal (value->key, lists[i].name))
        return check_kind (reader, value, DESK_YAML_SEQUENCE, error) && read_terms (reader, lists[i].type, value, error);
    }

  note_unknown (reader, "", value);
  return TRUE;
}

/**
 * desk_library_file_parse:
 * @text: the file, valid UTF-8
 * @unknown: (nullable): char *name → char *"FILE:LINE", gets what is not known
 *
 * Returns: (transfer full): what it says; %NULL with @error set
 */
DeskLibraryFile *
desk_library_file_parse (const char *text,
                         gsize       n_bytes,
                         GHashTable *unknown,
                         DeskPlace   place,
                         GError    **error)
{
  static const DeskYamlLimits limits = { MAX_BYTES, MAX_NODES };
  g_autoptr(DeskYaml) root = desk_yaml_read (text, n_bytes, &limits, place, error);
  g_autoptr(DeskLibraryFile) file = NULL;
  g_autoptr(GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  Reader reader = { .shown = place.file, .unknown = unknown, .ids = ids };

  if (root == NULL)
    return NULL;

  reader.file = file = desk_library_file_new ();
  for (const DeskYaml *value = root->first; value != NULL; value = value->next)
    {
      if (!read_part (&reader, value, error))
        return NULL;
    }

  return g_steal_pointer (&file);
}

DeskLibraryFile *
desk_library_file_read (const char *path,
                        const char *shown,
                        GHashTable *unknown,
                        GError    **error)
{
  DeskPlace place = { shown, 0 };
  gsize n_bytes = 0;
  g_autofree char *text = desk_text_file_read (path, MAX_BYTES, place, &n_bytes, error);

  return text != NULL ? desk_library_file_parse (text, n_bytes, unknown, place, error) : NULL;
}
