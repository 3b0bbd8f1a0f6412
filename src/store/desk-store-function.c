/* desk-store-function.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include "model/desk-language.h"
#include "text/desk-script.h"

/* SQL functions of ours, for queries and migrations. No schema may call them. */

static const char *
text_value (sqlite3_value *value)
{
  return (const char *) sqlite3_value_text (value);
}

/* desk_text_sha256 (title, slug, script, summary, body, seo title, seo description) */
static void
text_sha256_function (sqlite3_context *context,
                      int              n_values,
                      sqlite3_value  **values)
{
  const char *fields[DESK_N_HASHED_FIELDS];
  guint8 digest[DESK_SHA256_BYTES];

  for (unsigned i = 0; i < DESK_N_HASHED_FIELDS; i++)
    fields[i] = text_value (values[i]);
  desk_text_sha256 (fields, digest);
  sqlite3_result_blob (context, digest, sizeof digest, SQLITE_TRANSIENT);
}

/* desk_pack (text) */
static void
pack_function (sqlite3_context *context,
               int              n_values,
               sqlite3_value  **values)
{
  const char *text = text_value (values[0]);
  g_autoptr(GByteArray) packed = NULL;

  if (text != NULL)
    packed = desk_pack (text, (gsize) sqlite3_value_bytes (values[0]));
  if (packed != NULL)
    sqlite3_result_blob64 (context, packed->data, packed->len, SQLITE_TRANSIENT);
  else
    sqlite3_result_value (context, values[0]);
}

/* desk_unpack (what desk_pack gave): NULL for what was damaged */
static void
unpack_function (sqlite3_context *context,
                 int              n_values,
                 sqlite3_value  **values)
{
  g_autoptr(GByteArray) text = NULL;

  if (sqlite3_value_type (values[0]) != SQLITE_BLOB)
    {
      sqlite3_result_value (context, values[0]);
      return;
    }

  text = desk_unpack (sqlite3_value_blob (values[0]), (gsize) sqlite3_value_bytes (values[0]));
  if (text != NULL)
    sqlite3_result_text (context, (const char *) text->data, (int) text->len, SQLITE_TRANSIENT);
}

/* desk_main_language (the setting "languages"): that of its first one's editions */
static void
main_language_function (sqlite3_context *context,
                        int              n_values,
                        sqlite3_value  **values)
{
  const char *text = text_value (values[0]);
  g_auto(GStrv) languages = g_strsplit (text != NULL ? text : "", ",", 2);
  const char *first = languages[0] != NULL ? g_strstrip (languages[0]) : "";

  sqlite3_result_text (context, desk_language_edition_of (first), -1, SQLITE_TRANSIENT);
}

/**
 * desk_connection_add_functions:
 *
 * Returns: a result code of SQLite's
 */
int
desk_connection_add_functions (sqlite3 *db)
{
  static const struct
  {
    const char *name;
    int         n_values;
    void        (*function) (sqlite3_context *context,
                             int              n_values,
                             sqlite3_value  **values);
  } functions[] = {
    { "desk_text_sha256", DESK_N_HASHED_FIELDS, text_sha256_function },
    { "desk_pack", 1, pack_function },
    { "desk_unpack", 1, unpack_function },
    { "desk_main_language", 1, main_language_function },
  };
  int result = SQLITE_OK;

  for (unsigned i = 0; i < G_N_ELEMENTS (functions) && result == SQLITE_OK; i++)
    result = sqlite3_create_function (db, functions[i].name, functions[i].n_values,
                                      SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
                                      NULL, functions[i].function, NULL, NULL);

  return result;
}
