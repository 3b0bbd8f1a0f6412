/* desk-import-article.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-import-article.h"

#include "exchange/desk-event-fields.h"
#include "text/desk-script.h"
#include "text/desk-slug.h"

#include <string.h>

/* Each edition has one to three files. The article's own fields, as they are
 * being written, are taken from the files that say what is written: the working
 * file where there is one, else the plain one; of several that say a field the
 * first counts, which is the main language's. A state that differs has a file
 * of its own, and where that doesn't say a field, it is as in the article.
 *
 * What no file says is kept as it is in the library (@there), in so far as it
 * belongs to the library: the address, the times of releases, the script.
 */

typedef struct
{
  const DeskImportContext *context;
  const DeskImportTexts   *texts;
  const DeskArticle       *there; /* (nullable) */
  DeskStates              *states;
} Builder;

static const DeskImportEntry *
entry_of (const Builder *builder,
          unsigned       i)
{
  return builder->texts->group->entries->pdata[i];
}

static const DeskArticleFile *
file_of (const Builder *builder,
         unsigned       i)
{
  return builder->texts->files->pdata[i];
}

/* The file of that role and the same language as entry @i; NULL for none. */
static const DeskArticleFile *
find_file (const Builder *builder,
           unsigned       i,
           DeskRole       role)
{
  for (unsigned j = 0; j < builder->texts->files->len; j++)
    {
      if (entry_of (builder, j)->role == role && g_str_equal (entry_of (builder, j)->language, entry_of (builder, i)->language))
        return file_of (builder, j);
    }

  return NULL;
}

/* Whether the file says what is being written. */
static gboolean
is_written (const Builder *builder,
            unsigned       i)
{
  DeskRole role = entry_of (builder, i)->role;

  return role == DESK_ROLE_WORKING || (role == DESK_ROLE_PLAIN && find_file (builder, i, DESK_ROLE_WORKING) == NULL);
}

static gboolean
take_section (const Builder *builder,
              unsigned       i,
              DeskArticle   *article,
              GError       **error)
{
  const char *section = file_of (builder, i)->matter->section;
  const DeskTerm *term;

  g_clear_pointer (&article->section, desk_term_free);
  if (section == NULL || *section == '\0')
    return TRUE;

  term = desk_import_names_find (builder->context->names, DESK_TERM_SECTION, section, entry_of (builder, i)->language, FALSE, error);
  article->section = term != NULL ? desk_term_copy (term) : NULL;
  return term != NULL;
}

static gboolean
take_tags (const Builder *builder,
           unsigned       i,
           DeskArticle   *article,
           GError       **error)
{
  const GPtrArray *tags = file_of (builder, i)->matter->tags;

  g_ptr_array_set_size (article->tags, 0);
  for (unsigned j = 0; j < tags->len; j++)
    {
      const DeskTerm *term = desk_import_names_find (builder->context->names, DESK_TERM_TAG, tags->pdata[j],
                                                     entry_of (builder, i)->language, FALSE, error);

      if (term == NULL)
        return FALSE;
      desk_article_add_tag (article, term);
    }

  return TRUE;
}

static gboolean
take_credits (const Builder *builder,
              unsigned       i,
              DeskArticle   *article,
              GError       **error)
{
  const GPtrArray *credits = file_of (builder, i)->matter->credits;

  g_ptr_array_set_size (article->credits, 0);
  for (unsigned j = 0; j < credits->len; j++)
    {
      const DeskFrontCredit *credit = credits->pdata[j];
      const DeskTerm *term = desk_import_names_find (builder->context->names, DESK_TERM_AUTHOR, credit->name,
                                                     entry_of (builder, i)->language, credit->is_organisation, error);

      if (term == NULL)
        return FALSE;
      desk_article_add_credit (article, term, credit->role, credit->affiliation);
    }

  return TRUE;
}

static void
take_cover (const Builder *builder,
            unsigned       i,
            DeskArticle   *article)
{
  const DeskFrontMatter *matter = file_of (builder, i)->matter;
  const DeskMedia *media = NULL;

  if (matter->cover != NULL && *matter->cover != '\0')
    media = desk_import_media_find (builder->context->media, entry_of (builder, i)->file, matter);
  g_clear_pointer (&article->cover, desk_media_free);
  article->cover = media != NULL ? desk_media_copy (media) : NULL;
}

static void
take_related (const DeskFrontMatter *matter,
              DeskArticle           *article)
{
  g_ptr_array_set_size (article->related, 0);
  for (unsigned j = 0; j < matter->related->len; j++)
    g_ptr_array_add (article->related, g_strdup (matter->related->pdata[j]));
}

/* Takes one field of the article from what a file says. */
static gboolean
take_field (const Builder *builder,
            unsigned       i,
            DeskFrontKey   key,
            DeskArticle   *article,
            GError       **error)
{
  const DeskFrontMatter *matter = file_of (builder, i)->matter;

  if (key == DESK_FRONT_SECTION)
    return take_section (builder, i, article, error);
  if (key == DESK_FRONT_TAGS)
    return take_tags (builder, i, article, error);
  if (key == DESK_FRONT_AUTHORS)
    return take_credits (builder, i, article, error);

  if (key == DESK_FRONT_KIND && matter->kind != NULL && *matter->kind != '\0')
    g_set_str (&article->kind, matter->kind);
  else if (key == DESK_FRONT_DATE)
    article->date_us = matter->date_us;
  else if (key == DESK_FRONT_PINNED)
    article->is_pinned = matter->is_pinned;
  else if (key == DESK_FRONT_COVER)
    take_cover (builder, i, article);
  else if (key == DESK_FRONT_RELATED)
    take_related (matter, article);

  return TRUE;
}

static const DeskFrontKey shared_fields[] = {
  DESK_FRONT_KIND, DESK_FRONT_DATE, DESK_FRONT_SECTION, DESK_FRONT_TAGS, DESK_FRONT_AUTHORS, DESK_FRONT_COVER,
  DESK_FRONT_RELATED, DESK_FRONT_PINNED,
};

/* The fields of the article as it is being written. */
static gboolean
build_article (const Builder *builder,
               GError       **error)
{
  DeskArticle *article = builder->states->working;
  unsigned taken = 0;

  g_set_str (&article->uuid, builder->texts->group->id);
  for (unsigned i = 0; i < builder->texts->files->len; i++)
    {
      const DeskFrontMatter *matter = file_of (builder, i)->matter;

      if (entry_of (builder, i)->role == DESK_ROLE_PLAIN && article->created_us == 0)
        article->created_us = matter->created_us;
      if (entry_of (builder, i)->role == DESK_ROLE_PLAIN && article->deleted_us == 0)
        article->deleted_us = matter->deleted_us;
      if (!is_written (builder, i))
        continue;
      desk_event_fields_from_matter (matter, entry_of (builder, i)->language, article);
      for (unsigned j = 0; j < G_N_ELEMENTS (shared_fields); j++)
        {
          if ((taken & 1u << j) != 0 || matter->lines[shared_fields[j]] == 0)
            continue;
          taken |= 1u << j;
          if (!take_field (builder, i, shared_fields[j], article, error))
            return FALSE;
        }
    }

  if (article->created_us == 0 && builder->there != NULL)
    article->created_us = builder->there->created_us;
  if (builder->there != NULL && (taken & 1u << 1) == 0)
    article->date_us = builder->there->date_us;
  return TRUE;
}

static void
set_text (char      **field,
          const char *text)
{
  g_set_str (field, text != NULL ? text : "");
}

/* The fields that a release copies from an edition. */
static void
fill_text (const DeskArticleFile *file,
           const DeskEdition     *before,
           DeskEdition           *edition)
{
  const DeskFrontMatter *matter = file->matter;

  set_text (&edition->title, matter->title);
  set_text (&edition->slug, matter->slug);
  set_text (&edition->summary, matter->summary);
  set_text (&edition->seo_title, matter->seo_title);
  set_text (&edition->seo_description, matter->seo_description);
  set_text (&edition->body, file->body);
  g_set_str (&edition->script, matter->script);
  if (*edition->slug == '\0' && before != NULL)
    g_set_str (&edition->slug, before->slug);
  if (edition->script == NULL && before != NULL)
    g_set_str (&edition->script, before->script);
  if (edition->script == NULL && g_str_equal (edition->language, "sr"))
    {
      DeskScript script = desk_script_of (*edition->title != '\0' ? edition->title : edition->body);

      if (script != DESK_SCRIPT_NONE)
        g_set_str (&edition->script, script == DESK_SCRIPT_CYRILLIC ? "Cyrl" : "Latn");
    }
}

static gboolean
settle_slug (const Builder     *builder,
             const DeskEdition *before,
             DeskEdition       *edition,
             GError           **error)
{
  g_autofree char *wanted = NULL;
  char *slug;

  if (before == NULL || (*edition->slug == '\0' && *edition->title == '\0'))
    return TRUE; /* it is settled as it is added */

  wanted = *edition->slug != '\0' ? g_strdup (edition->slug) : desk_slug_from_title (edition->title);
  slug = desk_store_dup_free_slug (builder->context->store, edition->language, wanted, before->uuid, error);
  if (slug == NULL)
    return FALSE;

  g_free (edition->slug);
  edition->slug = slug;
  return TRUE;
}

/* Times of releases that a file doesn't have yet are the library's: somebody has
 * published since it was written. */
static void
settle_times (const Builder         *builder,
              const DeskFrontMatter *matter,
              const DeskEdition     *before,
              DeskEdition           *edition)
{
  DeskArticle *article = builder->states->working;

  edition->first_release_us = matter->first_release_us != 0 ? matter->first_release_us : before != NULL ? before->first_release_us : 0;
  edition->last_release_us = MAX (matter->last_release_us, before != NULL ? before->last_release_us : 0);
  edition->revised_us = MAX (matter->revised_us, before != NULL ? before->revised_us : 0);
  edition->scheduled_us = 0;
  if (edition->status == DESK_STATUS_SCHEDULED)
    edition->scheduled_us = matter->scheduled_us != 0 ? matter->scheduled_us : matter->date_us;
  if (!edition->is_live)
    {
      if (edition->status == DESK_STATUS_SCHEDULED && article->date_us == 0)
        article->date_us = edition->scheduled_us;
      return;
    }

  if (edition->first_release_us == 0)
    edition->first_release_us = article->date_us != 0 ? MIN (article->date_us, builder->context->now_us) : builder->context->now_us;
  if (edition->last_release_us == 0)
    edition->last_release_us = edition->first_release_us;
  if (article->date_us == 0)
    article->date_us = edition->first_release_us;
}

static DeskEdition *
build_edition (const Builder *builder,
               unsigned       i,
               GError       **error)
{
  const char *language = entry_of (builder, i)->language;
  const DeskArticleFile *plain = file_of (builder, i);
  const DeskArticleFile *working = find_file (builder, i, DESK_ROLE_WORKING);
  const DeskEdition *before = builder->there != NULL ? desk_article_get_edition (builder->there, language) : NULL;
  g_autoptr(DeskEdition) edition = desk_edition_new (language);

  fill_text (working != NULL ? working : plain, before, edition);
  if (!settle_slug (builder, before, edition, error))
    return NULL;

  g_set_str (&edition->uuid, before != NULL ? before->uuid : plain->matter->edition_id);
  g_set_str (&edition->source_language, plain->matter->source);
  edition->status = plain->matter->status;
  edition->is_live = plain->matter->is_live;
  settle_times (builder, plain->matter, before, edition);
  return g_steal_pointer (&edition);
}

/* The state of the edition in @language that a file says, or with @i the article
 * and the edition as they are being written. */
static DeskArticle *
build_state (const Builder     *builder,
             unsigned           i,
             const DeskEdition *working,
             GError           **error)
{
  g_autoptr(DeskArticle) state = desk_article_copy (builder->states->working);
  DeskEdition *edition = desk_edition_copy (working);

  g_ptr_array_set_size (state->editions, 0);
  g_ptr_array_add (state->editions, edition);
  if (is_written (builder, i))
    return g_steal_pointer (&state);

  fill_text (file_of (builder, i), working, edition);
  for (unsigned j = 0; j < G_N_ELEMENTS (shared_fields); j++)
    {
      if (file_of (builder, i)->matter->lines[shared_fields[j]] != 0 &&
          !take_field (builder, i, shared_fields[j], state, error))
        return NULL;
    }
  if (file_of (builder, i)->matter->lines[DESK_FRONT_EVENT] != 0)
    {
      g_hash_table_remove_all (state->fields);
      desk_event_fields_from_matter (file_of (builder, i)->matter, working->language, state);
    }

  return g_steal_pointer (&state);
}

/* What readers have and what they are to get. */
static gboolean
build_states (const Builder     *builder,
              unsigned           i,
              const DeskEdition *edition,
              GError           **error)
{
  unsigned scheduled = i;

  if (edition->is_live)
    {
      DeskArticle *state = build_state (builder, i, edition, error);

      if (state == NULL)
        return FALSE;
      g_ptr_array_add (builder->states->released, state);
    }
  if (edition->status == DESK_STATUS_SCHEDULED)
    {
      DeskArticle *state;

      for (unsigned j = 0; j < builder->texts->files->len; j++)
        {
          if (entry_of (builder, j)->role == DESK_ROLE_SCHEDULED && g_str_equal (entry_of (builder, j)->language, edition->language))
            scheduled = j;
        }
      state = build_state (builder, scheduled, edition, error);
      if (state == NULL)
        return FALSE;
      g_ptr_array_add (builder->states->scheduled, state);
    }

  return TRUE;
}

static const char *
words_of (const DeskEdition *edition)
{
  return edition->body != NULL ? edition->body : "";
}

/* Where what readers have is replaced by other words under the time of the same
 * release, it is a new release, now. */
static void
note_revisions (const Builder    *builder,
                const DeskStates *there)
{
  for (unsigned i = 0; i < builder->states->released->len; i++)
    {
      const DeskEdition *text = ((DeskArticle *) builder->states->released->pdata[i])->editions->pdata[0];
      const DeskArticle *old_state = desk_states_find (there->released, text->language);
      const DeskEdition *old_text = old_state != NULL ? old_state->editions->pdata[0] : NULL;
      DeskEdition *edition = desk_article_get_edition (builder->states->working, text->language);

      if (old_text == NULL || edition->last_release_us != old_text->last_release_us ||
          (g_str_equal (text->title, old_text->title) && g_str_equal (text->summary, old_text->summary) &&
           g_str_equal (words_of (text), words_of (old_text))))
        continue;
      edition->last_release_us = edition->revised_us = builder->context->now_us;
    }
}

static int
compare_editions (gconstpointer a,
                  gconstpointer b)
{
  const DeskEdition *one = *(DeskEdition *const *) a;
  const DeskEdition *two = *(DeskEdition *const *) b;

  return one->uuid != NULL && two->uuid != NULL ? strcmp (one->uuid, two->uuid) : 0;
}

/**
 * desk_import_article:
 * @texts: what the files say, without error
 * @there: (nullable): the article as the library has it
 *
 * Returns: (transfer full): the article as the library is to have it; %NULL with
 *   @error set
 */
DeskStates *
desk_import_article (const DeskImportContext *context,
                     const DeskImportTexts   *texts,
                     const DeskStates        *there,
                     GError                 **error)
{
  g_autoptr(DeskStates) states = desk_states_new (desk_article_new (NULL));
  Builder builder = { .context = context, .texts = texts, .there = there != NULL ? there->working : NULL, .states = states };

  states->bodies = g_ptr_array_ref (texts->bodies);
  if (!build_article (&builder, error))
    return NULL;
  for (unsigned i = 0; i < texts->files->len; i++)
    {
      DeskEdition *edition;

      if (entry_of (&builder, i)->role != DESK_ROLE_PLAIN)
        continue;
      edition = build_edition (&builder, i, error);
      if (edition == NULL)
        return NULL;
      g_ptr_array_add (states->working->editions, edition);
    }

  /* States are copies, so the article has to be whole, with its date, first. */
  for (unsigned i = 0; i < texts->files->len; i++)
    {
      const DeskEdition *edition = desk_article_get_edition (states->working, entry_of (&builder, i)->language);

      if (entry_of (&builder, i)->role == DESK_ROLE_PLAIN && !build_states (&builder, i, edition, error))
        return NULL;
    }
  if (there != NULL)
    note_revisions (&builder, there);
  g_ptr_array_sort (states->working->editions, compare_editions);

  return g_steal_pointer (&states);
}
