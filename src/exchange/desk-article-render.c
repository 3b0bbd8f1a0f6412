/* desk-article-render.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-article-render.h"

#include "exchange/desk-article-file.h"
#include "exchange/desk-event-fields.h"

#include <string.h>

/* An edition becomes one file while all its states are the same. Where they
 * differ, each has a file of its own, and each of these says all that it has,
 * "none" too: the fields of the article itself may differ as well.
 */

/**
 * desk_role_get_ending:
 *
 * Returns: what stands behind "SLUG.LANG" in the name of a file
 */
const char *
desk_role_get_ending (DeskRole role)
{
  static const char *const endings[DESK_N_ROLES] = { ".md", ".scheduled.md", ".working.md" };

  return endings[role];
}

static void
rendered_file_free (DeskRenderedFile *file)
{
  g_free (file->language);
  g_free (file->text);
  g_free (file);
}

static const char *
name_of (const DeskRendering *how,
         const DeskTerm      *term,
         const char          *language)
{
  return how->index != NULL ? desk_term_index_name (how->index, term, language) : term->uuid;
}

static const char *
file_of (const DeskRendering *how,
         const DeskMedia     *media)
{
  const char *file = how->media_files != NULL ? g_hash_table_lookup (how->media_files, media->sha256) : NULL;

  return file != NULL ? file : media->sha256;
}

/* The fields that belong to the article, as @state has them. */
static void
fill_article (const DeskRendering *how,
              const DeskArticle   *state,
              const DeskArticle   *working,
              const char          *language,
              gboolean             is_whole,
              DeskFrontMatter     *matter)
{
  static const DeskFrontKey shared[] = {
    DESK_FRONT_DATE, DESK_FRONT_SECTION, DESK_FRONT_TAGS, DESK_FRONT_AUTHORS, DESK_FRONT_COVER, DESK_FRONT_RELATED,
    DESK_FRONT_PINNED,
  };

  matter->kind = g_strdup (state->kind);
  matter->date_us = state->date_us;
  matter->section = state->section != NULL ? g_strdup (name_of (how, state->section, language)) : NULL;
  matter->cover = state->cover != NULL ? g_strdup (file_of (how, state->cover)) : NULL;
  matter->is_pinned = state->is_pinned;
  for (unsigned i = 0; i < state->tags->len; i++)
    g_ptr_array_add (matter->tags, g_strdup (name_of (how, state->tags->pdata[i], language)));
  for (unsigned i = 0; i < state->credits->len; i++)
    {
      const DeskCredit *credit = state->credits->pdata[i];

      desk_front_matter_add_credit (matter, name_of (how, credit->author, language), credit->role, credit->affiliation, FALSE);
    }
  for (unsigned i = 0; i < state->related->len; i++)
    g_ptr_array_add (matter->related, g_strdup (state->related->pdata[i]));
  desk_event_fields_to_matter (state, working, language, is_whole, matter);

  for (unsigned i = 0; is_whole && i < G_N_ELEMENTS (shared); i++)
    matter->lines[shared[i]] = 1;
}

/* The fields that a release copies from the edition. */
static void
fill_text (const DeskEdition *edition,
           DeskFrontMatter   *matter)
{
  matter->language = g_strdup (edition->language);
  matter->script = g_strdup (edition->script);
  matter->title = g_strdup (edition->title);
  matter->slug = g_strdup (edition->slug);
  matter->summary = g_strdup (edition->summary);
  matter->seo_title = g_strdup (edition->seo_title);
  matter->seo_description = g_strdup (edition->seo_description);
}

/* The fields that stand in the plain file alone. */
static void
fill_edition (const DeskArticle *working,
              const DeskEdition *edition,
              DeskFrontMatter   *matter)
{
  matter->edition_id = g_strdup (edition->uuid);
  matter->source = g_strdup (edition->source_language);
  matter->status = edition->status;
  matter->lines[DESK_FRONT_STATUS] = 1;
  matter->is_live = edition->is_live;
  matter->scheduled_us = edition->status == DESK_STATUS_SCHEDULED ? edition->scheduled_us : 0;
  matter->created_us = working->created_us;
  matter->first_release_us = edition->first_release_us;
  matter->last_release_us = edition->last_release_us;
  matter->revised_us = edition->revised_us;
  matter->deleted_us = working->deleted_us;
}

/* @edition: (nullable): the working one, for what only the plain file says */
static char *
write_state (const DeskRendering *how,
             const DeskArticle   *state,
             const DeskArticle   *working,
             const DeskEdition   *text,
             const DeskEdition   *edition,
             gboolean             is_whole)
{
  g_autoptr(DeskFrontMatter) matter = desk_front_matter_new ();

  matter->id = g_strdup (working->uuid);
  fill_article (how, state, working, text->language, is_whole, matter);
  fill_text (text, matter);
  if (edition != NULL)
    fill_edition (working, edition, matter);

  return desk_article_file_write (matter, text->body != NULL ? text->body : "", how->time_zone);
}

static void
add_file (GPtrArray  *files,
          const char *language,
          DeskRole    role,
          char       *text)
{
  DeskRenderedFile *file = g_new0 (DeskRenderedFile, 1);

  file->language = g_strdup (language);
  file->role = role;
  file->text = text;
  g_ptr_array_add (files, file);
}

static void
render_edition (const DeskRendering *how,
                const DeskStates    *states,
                const DeskEdition   *edition,
                GPtrArray           *files)
{
  const DeskArticle *working = states->working;
  const DeskArticle *released = desk_states_find (states->released, edition->language);
  const DeskArticle *scheduled = desk_states_find (states->scheduled, edition->language);
  const DeskArticle *plain = released != NULL ? released : scheduled != NULL ? scheduled : working;
  const DeskEdition *plain_text = plain == working ? edition : plain->editions->pdata[0];
  g_autofree char *plain_words = write_state (how, plain, working, plain_text, NULL, TRUE);
  g_autofree char *working_words = write_state (how, working, working, edition, NULL, TRUE);
  g_autofree char *scheduled_words = scheduled == NULL ? NULL
    : write_state (how, scheduled, working, scheduled->editions->pdata[0], NULL, TRUE);
  gboolean is_ahead = !g_str_equal (plain_words, working_words);
  gboolean is_to_change = scheduled_words != NULL && !g_str_equal (plain_words, scheduled_words);

  add_file (files, edition->language, DESK_ROLE_PLAIN,
            write_state (how, plain, working, plain_text, edition, is_ahead || is_to_change));
  if (is_to_change)
    add_file (files, edition->language, DESK_ROLE_SCHEDULED, g_steal_pointer (&scheduled_words));
  if (is_ahead)
    add_file (files, edition->language, DESK_ROLE_WORKING, g_steal_pointer (&working_words));
}

/**
 * desk_article_render:
 *
 * Returns: (transfer full) (element-type DeskRenderedFile): the article as
 *   files, the same bytes for the same article
 */
GPtrArray *
desk_article_render (const DeskRendering *how,
                     const DeskStates    *states)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) rendered_file_free);

  for (unsigned i = 0; i < states->working->editions->len; i++)
    render_edition (how, states, states->working->editions->pdata[i], files);

  return files;
}

/* Names that Windows keeps for devices, whatever comes behind a point. */
static gboolean
is_device (const char *name)
{
  static const char *const devices[] = { "con", "prn", "aux", "nul", NULL };

  return g_strv_contains (devices, name) ||
         (strlen (name) == 4 && (g_str_has_prefix (name, "com") || g_str_has_prefix (name, "lpt")) && g_ascii_isdigit (name[3]));
}

static char *
safe_name (const char *slug)
{
  return g_strconcat (slug, is_device (slug) ? "-" : "", NULL);
}

/**
 * desk_article_dup_file_name:
 * @main_language: of the library
 *
 * Slugs are unique in a language and made of a-z, 0-9 and hyphens, so no two
 * files have one name on any file system.
 *
 * Returns: (transfer full): "SECTION/SLUG.LANG.md", below "trash/" for what is
 *   in the trash
 */
char *
desk_article_dup_file_name (const DeskStates *states,
                            const char       *language,
                            DeskRole          role,
                            const char       *main_language)
{
  const DeskArticle *article = states->working;
  const DeskEdition *edition = desk_article_get_edition (article, language);
  const DeskTermName *section = article->section != NULL ? desk_term_get_name (article->section, main_language) : NULL;
  g_autofree char *name = safe_name (*edition->slug != '\0' ? edition->slug : article->uuid);
  g_autofree char *folder = section != NULL ? safe_name (section->slug) : NULL;

  return g_strconcat (article->deleted_us != 0 ? "trash/" : "",
                      folder != NULL ? folder : "", folder != NULL ? "/" : "",
                      name, ".", language, desk_role_get_ending (role), NULL);
}
