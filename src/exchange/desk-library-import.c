/* desk-library-import.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-library-import.h"

#include "exchange/desk-exchange-error.h"
#include "exchange/desk-export-folder.h"
#include "exchange/desk-import-addresses.h"
#include "exchange/desk-import-article.h"
#include "exchange/desk-import-authors.h"
#include "store/desk-batch.h"
#include "store/desk-chore.h"
#include "store/desk-foreign.h"
#include "store/desk-transaction.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An import:
 *
 *   look at all files ──▶ pictures ──▶ new articles, in a batch ──▶ names,
 *   (bad ones end it)                  that nobody else sees         settings,
 *                                                                    all is seen
 *                                                                     │
 *                                    changed articles, one by one ◀───┘
 *
 * Up to the moment when all is seen, whatever breaks it off leaves the library
 * as it was. From then on each article that changes does so as a whole, and the
 * next import goes on with the rest. Nothing is written that is there already:
 * the second import of a folder writes nothing.
 */

typedef struct
{
  DeskStore           *store;
  DeskImportReport    *report;
  DeskProgressFunc     progress;
  gpointer             user_data;
  GCancellable        *cancellable;
  DeskImportTree      *tree;
  DeskLibraryFile     *library;      /* (nullable) */
  gboolean             library_wins; /* it is this library's own, or this one is empty */
  gboolean             is_empty;
  DeskSite            *site;      /* the settings that count */
  DeskImportMedia     *media;
  DeskImportPlan      *plan;
  DeskImportNames     *names;
  DeskBatch           *batch;     /* (nullable): until the first write */
  GHashTable          *there;     /* char *id of each article of the library */
  DeskImportAddresses *addresses;
  GPtrArray           *changed;   /* DeskImportGroup, borrowed from the plan */
} Import;

static void
import_clear (Import *import)
{
  g_clear_pointer (&import->batch, desk_batch_free);
  g_clear_pointer (&import->media, desk_import_media_free); /* takes pictures out that articles named */
  g_clear_pointer (&import->names, desk_import_names_free);
  g_clear_pointer (&import->plan, desk_import_plan_free);
  g_clear_pointer (&import->addresses, desk_import_addresses_free);
  g_clear_pointer (&import->library, desk_library_file_free);
  g_clear_pointer (&import->site, desk_site_free);
  g_clear_pointer (&import->tree, desk_import_tree_free);
  g_clear_pointer (&import->there, g_hash_table_unref);
  g_clear_pointer (&import->changed, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

static gboolean
begin_batch (gpointer user_data,
             GError **error)
{
  Import *import = user_data;

  if (import->batch == NULL)
    import->batch = desk_batch_begin (import->store, error);

  return import->batch != NULL;
}

static void
note_unknown (gpointer key,
              gpointer place,
              gpointer report)
{
  desk_import_report_take_note (report, g_strdup_printf (_("%s: “%.60s” is not known and was left out, here and wherever else it stands"),
                                                         (const char *) place, (const char *) key));
}

static gboolean
read_library (Import     *import,
              const char *library_id,
              GError    **error)
{
  g_autoptr(GHashTable) unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *folder = NULL;
  GError *problem = NULL;

  import->site = desk_store_dup_site (import->store, error);
  if (import->site == NULL || !desk_store_is_empty (import->store, &import->is_empty, error))
    return FALSE;
  if (import->tree->library == NULL)
    return TRUE;

  import->library = desk_library_file_read (import->tree->library, import->tree->library_shown, unknown, &problem);
  if (import->library == NULL)
    {
      desk_import_report_take_problem (import->report, problem);
      return TRUE;
    }

  folder = g_path_get_dirname (import->tree->library);
  import->library_wins = import->is_empty || desk_export_folder_is_of (folder, library_id);
  g_hash_table_foreach (unknown, note_unknown, import->report);
  desk_site_free (import->site); /* what the files mean is meant in their own settings */
  import->site = desk_site_copy (import->library->site);
  return TRUE;
}

static gboolean
throw_problems (Import  *import,
                GError **error)
{
  g_set_error (error, DESK_EXCHANGE_ERROR, DESK_EXCHANGE_ERROR_INVALID,
               g_dngettext (GETTEXT_PACKAGE,
                            "Nothing was imported, because of %u problem; mend it, or leave that file out, and import again",
                            "Nothing was imported, because of %u problems; mend them, or leave those files out, and import again",
                            import->report->n_problems),
               import->report->n_problems);
  return FALSE;
}

static gboolean
throw_nothing (GError **error)
{
  g_set_error_literal (error, DESK_EXCHANGE_ERROR, DESK_EXCHANGE_ERROR_NOT_FOUND,
                       _("There are no Markdown files to import; name files that end in .md or .markdown, or a folder of them"));
  return FALSE;
}

/* Reads and checks everything that can be known before the first write. */
static gboolean
look (Import            *import,
      const char *const *paths,
      GError           **error)
{
  g_autofree char *library_id = desk_store_dup_uuid (import->store, error);

  if (library_id == NULL)
    return FALSE;
  import->tree = desk_import_tree_new (paths, import->report, import->cancellable, error);
  if (import->tree == NULL || !read_library (import, library_id, error))
    return FALSE;

  import->media = desk_import_media_new (import->store, import->library, import->tree, import->library_wins, import->report);
  import->plan = desk_import_plan_new (import->tree, import->site, library_id, import->media, import->report,
                                       import->progress, import->user_data, import->cancellable, error);
  if (import->plan == NULL)
    return FALSE;

  import->report->n_files = import->tree->files->len;
  if (import->report->n_problems > 0)
    return throw_problems (import, error);
  if (import->tree->files->len == 0 && import->library == NULL)
    return throw_nothing (error);

  import->addresses = desk_import_addresses_new (import->store, import->library, import->tree->library_shown, import->report);
  return TRUE;
}

/* What an import that was killed has left goes first: else its names would be
 * taken for the library's, and go when the next batch begins. */
static gboolean
list_there (Import  *import,
            GError **error)
{
  g_autoptr(GPtrArray) uuids = NULL;
  gboolean is_swept;

  if (!desk_store_sweep_batches (import->store, G_MAXINT64 / 2, import->cancellable, &is_swept, error))
    return FALSE;
  uuids = desk_store_list_all_uuids (import->store, error);

  for (unsigned i = 0; uuids != NULL && i < uuids->len; i++)
    g_hash_table_add (import->there, g_strdup (uuids->pdata[i]));

  return uuids != NULL;
}

/* Two articles are the same if they would be written as the same files. Terms go
 * by their ids, so that a new name of one changes no article. */
static gboolean
is_same (const Import     *import,
         const DeskStates *one,
         const DeskStates *two)
{
  DeskRendering how = { .time_zone = import->plan->time_zone };
  g_autoptr(GPtrArray) files = desk_article_render (&how, one);
  g_autoptr(GPtrArray) others = desk_article_render (&how, two);

  for (unsigned i = 0; i < files->len; i++)
    {
      const DeskRenderedFile *file = files->pdata[i];
      gboolean is_found = FALSE;

      for (unsigned j = 0; !is_found && j < others->len; j++)
        {
          const DeskRenderedFile *other = others->pdata[j];

          is_found = file->role == other->role && g_str_equal (file->language, other->language) && g_str_equal (file->text, other->text);
        }
      if (!is_found)
        return FALSE;
    }

  return TRUE;
}

/* Leaves out the editions that the files don't have: these stay as they are. */
static void
drop_others (const DeskStates *wanted,
             DeskStates       *there)
{
  for (unsigned i = there->working->editions->len; i > 0; i--)
    {
      const DeskEdition *edition = there->working->editions->pdata[i - 1];

      if (desk_article_get_edition (wanted->working, edition->language) == NULL)
        g_ptr_array_remove_index (there->working->editions, i - 1);
    }
}

/* Texts name pictures as the library does. */
static void
place_pictures (Import                *import,
                const DeskImportTexts *texts)
{
  for (unsigned i = 0; i < texts->files->len; i++)
    {
      const DeskImportEntry *entry = texts->group->entries->pdata[i];
      DeskArticleFile *file = texts->files->pdata[i];
      char *body = desk_import_media_dup_body (import->media, entry->file, file->body);

      if (body != NULL)
        {
          g_free (file->body);
          file->body = body;
        }
    }
}

static DeskStates *
resolve (Import                *import,
         const DeskImportTexts *texts,
         gboolean              *out_is_same,
         GError               **error)
{
  DeskImportContext context = { import->store, import->names, import->media, g_get_real_time () };
  gboolean is_there = g_hash_table_contains (import->there, texts->group->id);
  g_autoptr(DeskStates) there = is_there ? desk_store_dup_states (import->store, texts->group->id, error) : NULL;
  g_autoptr(DeskStates) wanted = NULL;

  if (is_there && there == NULL)
    return NULL;
  place_pictures (import, texts);
  wanted = desk_import_article (&context, texts, there, error);
  if (wanted == NULL)
    return NULL;

  if (there != NULL)
    drop_others (wanted, there);
  *out_is_same = there != NULL && is_same (import, wanted, there) && is_same (import, there, wanted);
  return g_steal_pointer (&wanted);
}

static gboolean
import_one (Import                *import,
            const DeskImportTexts *texts,
            GError               **error)
{
  gboolean is_same_now = FALSE;
  g_autoptr(DeskStates) states = resolve (import, texts, &is_same_now, error);

  if (states == NULL)
    return FALSE;

  import->report->n_editions += states->working->editions->len;
  if (is_same_now)
    {
      import->report->n_unchanged++;
    }
  else if (g_hash_table_contains (import->there, texts->group->id))
    {
      g_ptr_array_add (import->changed, (gpointer) texts->group);
    }
  else
    {
      if (!begin_batch (import, error) || !desk_store_add_states (import->store, states, error) ||
          !desk_import_addresses_add_of (import->addresses, texts->group->id, error))
        return desk_exchange_prefix (error, (DeskPlace) { ((DeskImportEntry *) texts->group->entries->pdata[0])->file->shown, 0 });
      import->report->n_new++;
    }

  return import->batch == NULL || desk_batch_step (import->batch, error);
}

static gboolean
import_all (Import  *import,
            GError **error)
{
  g_autoptr(DeskImportReader) reader = desk_import_reader_new (import->plan);

  for (unsigned i = 0; i < import->plan->groups->len; i++)
    {
      g_autoptr(DeskImportTexts) texts = desk_import_reader_next (reader);

      if (texts->error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&texts->error));
          return FALSE;
        }
      if (g_cancellable_set_error_if_cancelled (import->cancellable, error) || !import_one (import, texts, error))
        return FALSE;
      if (import->progress != NULL)
        import->progress (_("Importing articles"), (double) i / import->plan->groups->len, import->user_data);
    }

  return TRUE;
}

/* The settings that library.yaml changes; NULL: none. */
static DeskSite *
dup_settings (Import   *import,
              DeskSite *now)
{
  g_autoptr(DeskSite) changed = desk_site_new ();
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, import->library->site->values);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const char *old = g_hash_table_lookup (now->values, key);

      if (g_strcmp0 (old, value) == 0)
        continue;
      if (old == NULL || import->library_wins)
        g_hash_table_insert (changed->values, g_strdup (key), g_strdup (value));
      else
        desk_import_report_take_note (import->report,
                                      g_strdup_printf (_("%s: the setting “%s” is another than this library's and was left as it is;"
                                                         " to change it use site set"), import->tree->library_shown, (const char *) key));
    }
  g_hash_table_iter_init (&iter, now->values);
  while (import->is_empty && g_hash_table_iter_next (&iter, &key, NULL))
    {
      if (!g_hash_table_contains (import->library->site->values, key))
        g_hash_table_insert (changed->values, g_strdup (key), NULL);
    }

  return g_hash_table_size (changed->values) > 0 ? g_steal_pointer (&changed) : NULL;
}

/* What others see already, within the transaction that shows the rest. */
static gboolean
write_last (Import         *import,
            const DeskSite *settings,
            GError        **error)
{
  g_autoptr(DeskTransaction) transaction = desk_transaction_begin (import->store, error);

  return transaction != NULL &&
         desk_import_names_finish (import->names, error) &&
         (settings == NULL || desk_store_save_site (import->store, settings, error)) &&
         desk_import_media_update (import->media, error) &&
         desk_transaction_commit (transaction, error);
}

/* The last short transaction, which shows all. */
static gboolean
finish (Import  *import,
        GError **error)
{
  g_autoptr(DeskSite) now = desk_store_dup_site (import->store, error);
  g_autoptr(DeskSite) settings = NULL;

  if (now == NULL)
    return FALSE;

  settings = import->library != NULL ? dup_settings (import, now) : NULL;
  if (import->batch != NULL && !desk_batch_begin_last (import->batch, error))
    return FALSE;
  if ((settings != NULL || desk_import_names_has_work (import->names) || desk_import_media_has_work (import->media)) &&
      !write_last (import, settings, error))
    return FALSE;
  if (import->batch != NULL && !desk_batch_finish (import->batch, error))
    return FALSE;

  g_clear_pointer (&import->batch, desk_batch_free);
  desk_import_media_keep (import->media);
  (void) desk_store_do_chores (import->store, NULL, NULL); /* all is imported; else they are done at the next opening */
  return TRUE;
}

static gboolean
change_one (Import                *import,
            const DeskImportGroup *group,
            GError               **error)
{
  g_autoptr(DeskImportTexts) texts = desk_import_texts_read (import->plan, group);
  g_autoptr(DeskStates) states = NULL;
  gboolean is_same_now = FALSE;

  if (texts->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&texts->error));
      return FALSE;
    }
  states = resolve (import, texts, &is_same_now, error);
  if (states == NULL)
    return FALSE;

  import->report->n_changed++;
  return desk_store_replace_states (import->store, states, error) ||
         desk_exchange_prefix (error, (DeskPlace) { ((DeskImportEntry *) group->entries->pdata[0])->file->shown, 0 });
}

static gboolean
change_all (Import  *import,
            GError **error)
{
  for (unsigned i = 0; i < import->changed->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (import->cancellable, error) ||
          !change_one (import, import->changed->pdata[i], error))
        return FALSE;
      if (import->progress != NULL)
        import->progress (_("Changing articles"), (double) i / import->changed->len, import->user_data);
    }

  return TRUE;
}

/* Old addresses of articles that were there before, and all others. */
static gboolean
redirect_others (Import  *import,
                 GError **error)
{
  for (unsigned i = 0; i < import->plan->groups->len; i++)
    {
      const DeskImportGroup *group = import->plan->groups->pdata[i];

      if (g_hash_table_contains (import->there, group->id) && !desk_import_addresses_add_of (import->addresses, group->id, error))
        return FALSE;
    }

  return import->library == NULL ||
         (desk_import_authors (import->store, import->library, import->names, import->library_wins, error) &&
          desk_import_addresses_add_others (import->addresses, import->names, import->library_wins, import->cancellable, error));
}

/**
 * desk_library_import:
 * @paths: Markdown files, and folders of them
 * @progress: (nullable) (scope call): told how far it is
 * @report: gets what was done, and what stood in the way
 *
 * Puts what is in files into a library. A file that can't be used ends it before
 * anything is written.
 */
gboolean
desk_library_import (DeskStore         *store,
                     const char *const *paths,
                     DeskProgressFunc   progress,
                     gpointer           user_data,
                     GCancellable      *cancellable,
                     DeskImportReport  *report,
                     GError           **error)
{
  g_auto(Import) import = {
    .store = store, .report = report, .progress = progress, .user_data = user_data, .cancellable = cancellable,
    .there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .changed = g_ptr_array_new (),
  };

  if (!look (&import, paths, error) || !desk_import_media_add_all (import.media, cancellable, error) || !list_there (&import, error))
    return FALSE;

  import.names = desk_import_names_new (store, import.library, import.library_wins, import.is_empty, begin_batch, &import, error);
  if (import.names == NULL || !desk_import_names_add_all (import.names, error))
    return FALSE;

  report->n_articles = import.plan->groups->len;
  return import_all (&import, error) && finish (&import, error) && change_all (&import, error) && redirect_others (&import, error);
}
