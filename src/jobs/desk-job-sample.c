/* desk-job-sample.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-jobs"

#include "config.h"

#include "desk-job-sample.h"

#include "jobs/desk-sample-resources.h"
#include "model/desk-date.h"
#include "store/desk-biography.h"
#include "store/desk-transaction.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

/* The sample is a JSON file and the texts and pictures beside it, all compiled
 * in. Keys in it name sections, tags, authors, pictures and articles; here they
 * become rows. The file is our own, and tested: what it lacks is an assertion.
 */

typedef struct
{
  DeskStore  *store;
  GHashTable *terms;    /* char *key (borrowed from the JSON) → DeskTerm, owned */
  GHashTable *media;    /* likewise → DeskMedia */
  GHashTable *articles; /* likewise → DeskArticle */
} Sample;

static void
sample_clear (Sample *sample)
{
  g_clear_pointer (&sample->terms, g_hash_table_unref);
  g_clear_pointer (&sample->media, g_hash_table_unref);
  g_clear_pointer (&sample->articles, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sample, sample_clear)

static GBytes *
read_file (const char *name,
           GError    **error)
{
  g_autofree char *path = g_strconcat ("/org/copydesk/Copydesk/sample/", name, NULL);

  return g_resource_lookup_data (desk_sample_resources_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

static char *
read_text (const char *name,
           GError    **error)
{
  g_autoptr(GBytes) bytes = read_file (name, error);

  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
}

static gboolean
add_site (Sample     *sample,
          JsonObject *object,
          GError    **error)
{
  g_autoptr(DeskSite) site = desk_site_new ();
  g_autoptr(GList) keys = json_object_get_members (object);

  for (GList *l = keys; l != NULL; l = l->next)
    {
      if (!desk_site_set (site, l->data, json_object_get_string_member (object, l->data), error))
        return FALSE;
    }

  return desk_store_save_site (sample->store, site, error);
}

/* Who an author is; sections and tags have no such words. */
static gboolean
add_biographies (Sample         *sample,
                 const DeskTerm *author,
                 JsonObject     *object,
                 GError        **error)
{
  JsonObject *texts;
  g_autoptr(GList) languages = NULL;

  if (!json_object_has_member (object, "biography"))
    return TRUE;

  texts = json_object_get_object_member (object, "biography");
  languages = json_object_get_members (texts);
  for (GList *l = languages; l != NULL; l = l->next)
    {
      if (!desk_store_save_biography (sample->store, author->uuid, l->data, json_object_get_string_member (texts, l->data), error))
        return FALSE;
    }

  return TRUE;
}

static void
take_portrait (Sample     *sample,
               DeskTerm   *author,
               JsonObject *object)
{
  const char *key = json_object_get_string_member_with_default (object, "portrait", NULL);
  const DeskMedia *portrait = key != NULL ? g_hash_table_lookup (sample->media, key) : NULL;

  if (portrait != NULL)
    g_set_str (&author->portrait, portrait->uuid);
}

static gboolean
add_terms (Sample      *sample,
           JsonArray   *array,
           DeskTermType type,
           GError     **error)
{
  for (unsigned i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      JsonObject *names = json_object_get_object_member (object, "names");
      g_autoptr(GList) languages = json_object_get_members (names);
      g_autoptr(DeskTerm) term = desk_term_new (type, NULL);

      term->is_organisation = json_object_get_boolean_member_with_default (object, "is_organisation", FALSE);
      for (GList *l = languages; l != NULL; l = l->next)
        {
          JsonObject *name = json_object_get_object_member (names, l->data);

          desk_term_set_name (term, l->data, json_object_get_string_member (name, "name"),
                              json_object_get_string_member (name, "slug"));
        }
      take_portrait (sample, term, object);
      if (!desk_store_save_term (sample->store, term, error) || !add_biographies (sample, term, object, error))
        return FALSE;
      g_hash_table_insert (sample->terms, (gpointer) json_object_get_string_member (object, "key"),
                           g_steal_pointer (&term));
    }

  return TRUE;
}

static gboolean
add_media (Sample    *sample,
           JsonArray *array,
           GError   **error)
{
  for (unsigned i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      JsonObject *texts = json_object_get_object_member (object, "texts");
      g_autoptr(GList) languages = json_object_get_members (texts);
      g_autoptr(DeskMedia) media = desk_media_new ();
      g_autoptr(GBytes) bytes = NULL;

      g_set_str (&media->name, json_object_get_string_member (object, "file"));
      g_set_str (&media->mime_type, json_object_get_string_member (object, "mime_type"));
      g_set_str (&media->credit, json_object_get_string_member (object, "credit"));
      g_set_str (&media->licence, json_object_get_string_member (object, "licence"));
      media->width = (unsigned) json_object_get_int_member (object, "width");
      media->height = (unsigned) json_object_get_int_member (object, "height");
      for (GList *l = languages; l != NULL; l = l->next)
        {
          JsonObject *text = json_object_get_object_member (texts, l->data);

          desk_media_set_text (media, l->data, json_object_get_string_member (text, "alternative"),
                               json_object_get_string_member (text, "caption"));
        }

      bytes = read_file (media->name, error);
      if (bytes == NULL || !desk_store_add_media (sample->store, bytes, media, error))
        return FALSE;
      g_hash_table_insert (sample->media, (gpointer) json_object_get_string_member (object, "key"),
                           g_steal_pointer (&media));
    }

  return TRUE;
}

static void
take_terms (Sample      *sample,
            DeskArticle *article,
            JsonObject  *object)
{
  JsonArray *tags = json_object_get_array_member (object, "tags");
  JsonArray *credits = json_object_get_array_member (object, "credits");
  const char *section = json_object_get_string_member (object, "section");

  article->section = desk_term_copy (g_hash_table_lookup (sample->terms, section));
  for (unsigned i = 0; i < json_array_get_length (tags); i++)
    desk_article_add_tag (article, g_hash_table_lookup (sample->terms, json_array_get_string_element (tags, i)));
  for (unsigned i = 0; i < json_array_get_length (credits); i++)
    {
      JsonObject *credit = json_array_get_object_element (credits, i);

      desk_article_add_credit (article,
                               g_hash_table_lookup (sample->terms, json_object_get_string_member (credit, "author")),
                               json_object_get_string_member (credit, "role"),
                               json_object_get_string_member (credit, "affiliation"));
    }
}

static gboolean
take_editions (DeskArticle *article,
               JsonArray   *array,
               GError     **error)
{
  for (unsigned i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      DeskEdition *edition = desk_edition_new (json_object_get_string_member (object, "language"));

      g_ptr_array_add (article->editions, edition);
      g_set_str (&edition->title, json_object_get_string_member (object, "title"));
      g_set_str (&edition->summary, json_object_get_string_member (object, "summary"));
      edition->body = read_text (json_object_get_string_member (object, "body"), error);
      if (edition->body == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_article (Sample     *sample,
             JsonObject *object,
             GError    **error)
{
  g_autoptr(DeskArticle) article = desk_article_new (json_object_get_string_member (object, "kind"));
  const char *cover = json_object_get_string_member_with_default (object, "cover", NULL);

  take_terms (sample, article, object);
  if (cover != NULL)
    article->cover = desk_media_copy (g_hash_table_lookup (sample->media, cover));
  article->is_pinned = json_object_get_boolean_member_with_default (object, "pinned", FALSE);

  if (!desk_date_parse (json_object_get_string_member (object, "date"), "Europe/Belgrade", &article->date_us, error) ||
      !take_editions (article, json_object_get_array_member (object, "editions"), error) ||
      !desk_store_add_article (sample->store, article, error))
    return FALSE;

  g_hash_table_insert (sample->articles, (gpointer) json_object_get_string_member (object, "key"),
                       g_steal_pointer (&article));
  return TRUE;
}

static gboolean
relate (Sample     *sample,
        JsonObject *object,
        GError    **error)
{
  DeskArticle *article = g_hash_table_lookup (sample->articles, json_object_get_string_member (object, "key"));
  JsonArray *related;

  if (!json_object_has_member (object, "related"))
    return TRUE;

  related = json_object_get_array_member (object, "related");
  for (unsigned i = 0; i < json_array_get_length (related); i++)
    {
      const DeskArticle *other = g_hash_table_lookup (sample->articles, json_array_get_string_element (related, i));

      g_ptr_array_add (article->related, g_strdup (other->uuid));
    }

  return desk_store_save_article (sample->store, article, error);
}

/* Published texts appeared at nine in the morning of their date. */
static gboolean
set_statuses (Sample     *sample,
              JsonObject *object,
              GError    **error)
{
  const DeskArticle *article = g_hash_table_lookup (sample->articles, json_object_get_string_member (object, "key"));
  JsonArray *editions = json_object_get_array_member (object, "editions");
  gint64 at_us = article->date_us + 9 * G_TIME_SPAN_HOUR;

  for (unsigned i = 0; i < json_array_get_length (editions); i++)
    {
      JsonObject *edition = json_array_get_object_element (editions, i);
      DeskStatus status = DESK_STATUS_DRAFT;

      desk_status_from_string (json_object_get_string_member (edition, "status"), &status);
      if (status != DESK_STATUS_DRAFT &&
          !desk_store_set_status (sample->store, article->uuid, json_object_get_string_member (edition, "language"),
                                  status, at_us, error))
        return FALSE;
    }

  return TRUE;
}

typedef gboolean (*ArticleFunc) (Sample     *sample,
                                 JsonObject *object,
                                 GError    **error);

static gboolean
add_articles (Sample          *sample,
              JsonArray       *array,
              DeskProgressFunc progress,
              gpointer         user_data,
              GError         **error)
{
  static const ArticleFunc passes[] = { add_article, relate, set_statuses };
  unsigned n_articles = json_array_get_length (array);

  for (unsigned pass = 0; pass < G_N_ELEMENTS (passes); pass++)
    {
      for (unsigned i = 0; i < n_articles; i++)
        {
          if (!passes[pass] (sample, json_array_get_object_element (array, i), error))
            return FALSE;
          if (progress != NULL)
            progress (_("Making the sample newsroom"),
                      (double) (pass * n_articles + i) / (n_articles * G_N_ELEMENTS (passes)), user_data);
        }
    }

  return TRUE;
}

/**
 * desk_job_fill_with_sample:
 * @store: a new, empty library
 *
 * Fills a library with the sample newsroom, in one transaction.
 */
gboolean
desk_job_fill_with_sample (DeskStore       *store,
                           DeskProgressFunc progress,
                           gpointer         user_data,
                           GError         **error)
{
  g_auto(Sample) sample = {
    .store = store,
    .terms = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) desk_term_free),
    .media = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) desk_media_free),
    .articles = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) desk_article_free),
  };
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autoptr(DeskTransaction) transaction = NULL;
  g_autofree char *text = read_text ("newsroom.json", error);
  JsonObject *root;

  if (text == NULL || !json_parser_load_from_data (parser, text, -1, error))
    return FALSE;
  transaction = desk_transaction_begin (store, error);
  if (transaction == NULL)
    return FALSE;

  root = json_node_get_object (json_parser_get_root (parser));

  return add_site (&sample, json_object_get_object_member (root, "site"), error) &&
         add_terms (&sample, json_object_get_array_member (root, "sections"), DESK_TERM_SECTION, error) &&
         add_terms (&sample, json_object_get_array_member (root, "tags"), DESK_TERM_TAG, error) &&
         add_media (&sample, json_object_get_array_member (root, "media"), error) &&
         add_terms (&sample, json_object_get_array_member (root, "authors"), DESK_TERM_AUTHOR, error) &&
         add_articles (&sample, json_object_get_array_member (root, "articles"), progress, user_data, error) &&
         desk_transaction_commit (transaction, error);
}
