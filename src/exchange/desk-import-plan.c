/* desk-import-plan.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-import-plan.h"

#include "exchange/desk-article-file.h"
#include "model/desk-language.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Every file is read and checked before anything is written, so that one that
 * can't be used stops the import while nothing has happened. No text is kept:
 * a hundred thousand of them would not fit, and reading them again is cheap.
 *
 * Which article a file belongs to:
 *
 *   `id:`                  that article's
 *   a sibling has an id    NAME.LANG.md go together, so the sibling's
 *   neither                one made from the library's id and the file's place,
 *                          so that the next import knows the article again
 */

typedef struct
{
  DeskImportPlan   *plan;
  DeskImportReport *report;
  DeskImportMedia  *media;
  const char       *library_id;
  char            **languages; /* of the site */
  GHashTable       *groups;    /* char *id → DeskImportGroup *, both borrowed */
  GHashTable       *stems;     /* char *path without LANG and ending → char *id */
  GPtrArray        *homeless;  /* Homeless, files without an id */
  GHashTable       *unknown;   /* char *name → char *"FILE:LINE" */
} Planner;

/* A file that waits until all ids are known. */
typedef struct
{
  DeskImportEntry *entry;
  char            *stem;
  gint64           date_us;
} Homeless;

static void
entry_free (DeskImportEntry *entry)
{
  if (entry == NULL)
    return;

  g_free (entry->language);
  g_free (entry);
}

static void
homeless_free (Homeless *homeless)
{
  entry_free (homeless->entry);
  g_free (homeless->stem);
  g_free (homeless);
}

static void
group_free (DeskImportGroup *group)
{
  g_free (group->id);
  g_ptr_array_unref (group->entries);
  g_free (group);
}

void
desk_import_plan_free (DeskImportPlan *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->groups);
  g_free (self->time_zone);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self->main_language);
  g_free (self);
}

/* Takes ".md", and ".working" or ".scheduled" before it, off a path. */
static char *
dup_stem (const char *path,
          DeskRole   *out_role)
{
  const char *point = strrchr (path, '.');
  g_autofree char *stem = g_strndup (path, (gsize) (point - path));

  *out_role = DESK_ROLE_PLAIN;
  if (g_str_has_suffix (stem, ".working"))
    *out_role = DESK_ROLE_WORKING;
  else if (g_str_has_suffix (stem, ".scheduled"))
    *out_role = DESK_ROLE_SCHEDULED;
  if (*out_role != DESK_ROLE_PLAIN)
    *strrchr (stem, '.') = '\0';

  return g_steal_pointer (&stem);
}

/* Whether ".LANG" at the end of a name is a language: any short word is well
 * formed, so it has to have two letters, or be one of the site's, or be what the
 * file says. */
static gboolean
is_language (Planner    *planner,
             const char *ending,
             const char *said)
{
  g_autofree char *language = NULL;

  if (!desk_language_is_well_formed (ending))
    return FALSE;

  language = desk_language_canonicalize (ending, NULL);
  if (said != NULL)
    return g_str_equal (language, said);

  return strcspn (language, "-") == 2 || g_strv_contains ((const char *const *) planner->languages, language);
}

/* Takes ".LANG" off @stem; what the file doesn't say is taken from there. */
static void
settle_language (Planner         *planner,
                 DeskFrontMatter *matter,
                 char            *stem)
{
  char *point = strrchr (stem, '.');
  gboolean is_named = point != NULL && strchr (point, '/') == NULL && is_language (planner, point + 1, matter->language);

  if (is_named && matter->language == NULL)
    matter->language = desk_language_canonicalize (point + 1, &matter->script);
  if (is_named)
    *point = '\0';
  if (matter->language == NULL)
    matter->language = g_strdup (planner->plan->main_language);
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || strspn (text, " \t") == strlen (text);
}

static gboolean
check_matter (Planner               *planner,
              const DeskImportFile  *file,
              const DeskFrontMatter *matter,
              DeskRole               role,
              GError               **error)
{
  gboolean is_readers = role == DESK_ROLE_SCHEDULED ||
                        (role == DESK_ROLE_PLAIN && (matter->is_live || matter->status == DESK_STATUS_SCHEDULED));
  DeskPlace kind_place = { file->shown, matter->lines[DESK_FRONT_KIND] };
  DeskPlace cover_place = { file->shown, matter->lines[DESK_FRONT_COVER] };

  if (!is_blank (matter->kind) && !desk_store_check_kind (matter->kind, error))
    return desk_exchange_prefix (error, kind_place);
  if (is_readers && is_blank (matter->title))
    return desk_exchange_throw (error, (DeskPlace) { file->shown, MAX (matter->lines[DESK_FRONT_TITLE], 1) },
                                _("there is no title, which readers need; write title: … or draft: true"));
  if (role == DESK_ROLE_PLAIN && matter->status == DESK_STATUS_SCHEDULED && matter->scheduled_us == 0 && matter->date_us == 0)
    return desk_exchange_throw (error, (DeskPlace) { file->shown, matter->lines[DESK_FRONT_STATUS] },
                                _("a scheduled text needs a time; write scheduled: 2026-06-01T08:00:00"));

  return is_blank (matter->cover) || desk_import_media_check (planner->media, file, matter, cover_place, error);
}

static DeskImportGroup *
ensure_group (Planner    *planner,
              const char *id)
{
  DeskImportGroup *group = g_hash_table_lookup (planner->groups, id);

  if (group == NULL)
    {
      group = g_new0 (DeskImportGroup, 1);
      group->id = g_strdup (id);
      group->date_us = G_MAXINT64;
      group->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
      g_ptr_array_add (planner->plan->groups, group);
      g_hash_table_insert (planner->groups, group->id, group);
    }

  return group;
}

static void
join (Planner         *planner,
      const char      *id,
      DeskImportEntry *entry,
      gint64           date_us)
{
  DeskImportGroup *group = ensure_group (planner, id);

  g_ptr_array_add (group->entries, entry);
  if (date_us != 0 && date_us < group->date_us)
    group->date_us = date_us;
}

static gboolean
plan_file (Planner              *planner,
           const DeskImportFile *file,
           GError              **error)
{
  g_autoptr(DeskArticleFile) read = NULL;
  g_autofree char *stem = NULL;
  DeskImportEntry *entry;
  DeskFrontMatter *matter;
  DeskRole role;

  read = desk_article_file_read (file->path, file->shown, planner->plan->time_zone, planner->unknown, error);
  if (read == NULL)
    return FALSE;

  matter = read->matter;
  stem = dup_stem (file->path, &role);
  settle_language (planner, matter, stem);
  if (!check_matter (planner, file, matter, role, error))
    return FALSE;
  desk_import_media_look_at_body (planner->media, file, read->body);

  entry = g_new0 (DeskImportEntry, 1);
  entry->file = file;
  entry->language = g_strdup (matter->language);
  entry->role = role;
  entry->line = MAX (matter->lines[DESK_FRONT_ID], 1);
  if (matter->id != NULL)
    {
      if (!g_hash_table_contains (planner->stems, stem))
        g_hash_table_insert (planner->stems, g_steal_pointer (&stem), g_strdup (matter->id));
      join (planner, matter->id, entry, matter->date_us);
    }
  else
    {
      Homeless *homeless = g_new0 (Homeless, 1);

      *homeless = (Homeless) { entry, g_steal_pointer (&stem), matter->date_us };
      g_ptr_array_add (planner->homeless, homeless);
    }

  return TRUE;
}

/* A UUID of version 8 (RFC 9562 §5.8) from the library and the file's place. */
static char *
dup_place_id (Planner    *planner,
              const char *stem)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *hex;

  g_checksum_update (checksum, (const guchar *) planner->library_id, -1);
  g_checksum_update (checksum, (const guchar *) "\n", 1);
  g_checksum_update (checksum, (const guchar *) stem, -1);
  hex = g_checksum_get_string (checksum);

  return g_strdup_printf ("%.8s-%.4s-8%.3s-a%.3s-%.12s", hex, hex + 8, hex + 12, hex + 15, hex + 18);
}

static void
house (Planner  *planner,
       Homeless *homeless)
{
  const char *siblings = g_hash_table_lookup (planner->stems, homeless->stem);
  g_autofree char *id = siblings != NULL ? g_strdup (siblings) : dup_place_id (planner, homeless->stem);

  join (planner, id, g_steal_pointer (&homeless->entry), homeless->date_us);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b,
                 gpointer      main_language)
{
  const DeskImportEntry *one = *(DeskImportEntry *const *) a;
  const DeskImportEntry *two = *(DeskImportEntry *const *) b;
  gboolean is_main = g_str_equal (one->language, main_language);

  if (is_main != g_str_equal (two->language, main_language))
    return is_main ? -1 : 1;
  if (!g_str_equal (one->language, two->language))
    return strcmp (one->language, two->language);
  if (one->role != two->role)
    return one->role < two->role ? -1 : 1;

  return strcmp (one->file->path, two->file->path);
}

/* Each edition has a plain file, and each role one file. */
static void
check_group (Planner         *planner,
             DeskImportGroup *group)
{
  const DeskImportEntry *before = NULL;

  g_ptr_array_sort_with_data (group->entries, compare_entries, planner->plan->main_language);
  for (unsigned i = 0; i < group->entries->len; i++)
    {
      const DeskImportEntry *entry = group->entries->pdata[i];
      gboolean is_next = before == NULL || !g_str_equal (before->language, entry->language);
      DeskPlace place = { entry->file->shown, entry->line };
      GError *problem = NULL;

      if (!is_next && before->role == entry->role)
        desk_exchange_throw (&problem, place, _("this is the text in “%s” that %s is too; give one of them another id or lang"),
                             entry->language, before->file->shown);
      else if (is_next && entry->role != DESK_ROLE_PLAIN)
        desk_exchange_throw (&problem, place, _("there is no file without .working or .scheduled for this text; add it, or rename this one"));
      if (problem != NULL)
        desk_import_report_take_problem (planner->report, problem);
      before = entry;
    }
}

static int
compare_groups (gconstpointer a,
                gconstpointer b)
{
  const DeskImportGroup *one = *(DeskImportGroup *const *) a;
  const DeskImportGroup *two = *(DeskImportGroup *const *) b;

  if (one->date_us != two->date_us)
    return one->date_us < two->date_us ? -1 : 1;

  return strcmp (one->id, two->id);
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
note_unknown (Planner *planner)
{
  g_autoptr(GPtrArray) names = g_hash_table_get_keys_as_ptr_array (planner->unknown);

  g_ptr_array_sort (names, compare_texts);
  for (unsigned i = 0; i < names->len; i++)
    desk_import_report_take_note (planner->report,
                                  g_strdup_printf (_("%s: “%.60s” is not known and was left out, here and wherever else it stands"),
                                                   (const char *) g_hash_table_lookup (planner->unknown, names->pdata[i]),
                                                   (const char *) names->pdata[i]));
}

static gboolean
plan_files (Planner              *planner,
            const DeskImportTree *tree,
            DeskProgressFunc      progress,
            gpointer              user_data,
            GCancellable         *cancellable,
            GError              **error)
{
  for (unsigned i = 0; i < tree->files->len; i++)
    {
      GError *problem = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!plan_file (planner, tree->files->pdata[i], &problem))
        desk_import_report_take_problem (planner->report, problem);
      if (progress != NULL && i % 64 == 0)
        progress (_("Reading files"), (double) i / tree->files->len, user_data);
    }

  return TRUE;
}

static void
planner_clear (Planner *planner)
{
  g_strfreev (planner->languages);
  g_hash_table_unref (planner->groups);
  g_hash_table_unref (planner->stems);
  g_hash_table_unref (planner->unknown);
  g_ptr_array_unref (planner->homeless);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Planner, planner_clear)

/**
 * desk_import_plan_new:
 * @site: the settings that count: library.yaml's, else the library's
 * @library_id: of the library that is imported into
 * @media: says whether covers are there
 * @report: gets the problems with files that can't be used
 *
 * Reads and checks all files and finds out what belongs together.
 *
 * Returns: (transfer full): the articles; %NULL with @error set
 */
DeskImportPlan *
desk_import_plan_new (const DeskImportTree *tree,
                      const DeskSite       *site,
                      const char           *library_id,
                      DeskImportMedia      *media,
                      DeskImportReport     *report,
                      DeskProgressFunc progress,
                      gpointer user_data,
                      GCancellable         *cancellable,
                      GError              **error)
{
  g_autoptr(DeskImportPlan) plan = g_new0 (DeskImportPlan, 1);
  g_auto(Planner) planner = {
    .plan = plan, .report = report, .media = media, .library_id = library_id,
    .languages = desk_site_dup_languages (site),
    .groups = g_hash_table_new (g_str_hash, g_str_equal),
    .stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .homeless = g_ptr_array_new_with_free_func ((GDestroyNotify) homeless_free),
    .unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
  };

  plan->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  plan->time_zone = g_strdup (desk_site_get (site, "time-zone", NULL));
  plan->zone = g_time_zone_new_identifier (plan->time_zone);
  plan->main_language = desk_site_dup_main_language (site);
  if (!plan_files (&planner, tree, progress, user_data, cancellable, error))
    return NULL;

  for (unsigned i = 0; i < planner.homeless->len; i++)
    house (&planner, planner.homeless->pdata[i]);
  for (unsigned i = 0; i < plan->groups->len; i++)
    check_group (&planner, plan->groups->pdata[i]);
  g_ptr_array_sort (plan->groups, compare_groups);
  note_unknown (&planner);

  return g_steal_pointer (&plan);
}
