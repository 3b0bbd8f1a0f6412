/* desk-term-task.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-term-task.h"

typedef struct
{
  DeskTermType type;
  char        *name;
  char        *language;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->name);
  g_free (wanted->language);
  g_free (wanted);
}

static gpointer
ensure (DeskStore    *store,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  const Wanted *wanted = data;
  gboolean was_made;

  return desk_store_ensure_term (store, wanted->type, wanted->name, wanted->language, &was_made, error);
}

/**
 * desk_term_ensure_async:
 * @name: any language's name or slug; an unknown one is made in @language
 */
void
desk_term_ensure_async (DeskLibrary        *library,
                        DeskTermType        type,
                        const char         *name,
                        const char         *language,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->type = type;
  wanted->name = g_strdup (name);
  wanted->language = g_strdup (language);
  desk_library_run_async (library, ensure, wanted, wanted_free, (GDestroyNotify) desk_term_free,
                          NULL, callback, user_data);
}

/**
 * desk_term_ensure_finish:
 *
 * Returns: (transfer full) (nullable): the term, or %NULL with @error set
 */
DeskTerm *
desk_term_ensure_finish (DeskLibrary  *library,
                         GAsyncResult *result,
                         GError      **error)
{
  return desk_library_run_finish (library, result, error);
}

/**
 * desk_term_display_name:
 * @language: the language of an edition
 *
 * Returns: what to call @term in the window; "" when it has no name
 */
const char *
desk_term_display_name (const DeskTerm *term,
                        const char     *language)
{
  const DeskTermName *name = desk_term_get_name (term, language);

  return name != NULL ? name->name : "";
}

/**
 * desk_term_dup_names:
 * @terms: (nullable) (element-type DeskTerm): what is known
 * @language: the language of an edition
 *
 * Returns: (transfer full): their names, in the same order
 */
char **
desk_term_dup_names (GPtrArray  *terms,
                     const char *language)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  for (unsigned i = 0; terms != NULL && i < terms->len; i++)
    g_strv_builder_add (names, desk_term_display_name (terms->pdata[i], language));

  return g_strv_builder_end (names);
}
