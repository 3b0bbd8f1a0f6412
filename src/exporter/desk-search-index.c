/* desk-search-index.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-search-index.h"

#include "desk-json.h"
#include "desk-search-words.h"
#include "text/desk-vocabulary.h"

/* A piece a month, /en/search/2026-06.json: readers of news look for what is new, so the
 * script asks for the last months first and goes back as far as somebody wants to. A
 * release changes one file.
 *
 *   t   title             u   its address
 *   d   date, ISO 8601    s   date, as the newsroom writes it
 *   o   summary, or opening sentences
 *   n   what else it is found by: section, tags and authors
 *   w   the other words of the text, each once, with spaces between
 *
 * Words stand as readers see them: the script folds them and what is typed in one way,
 * so that one is never newer than the other. Those of the text itself stand as it was
 * written, in the site of its other script too, since they are folded to the same and
 * nobody is shown them. They are kept nowhere but in the pieces: those of texts that an
 * edit leaves as they are come from the last one, those of others from their bodies. */

#define N_AT_ONCE 100

static void
add_name (DeskPages      *pages,
          GString        *out,
          const DeskTerm *term)
{
  const char *lang;
  g_autofree char *name = term != NULL ? desk_pages_dup_name (pages, term, &lang) : NULL;

  if (name != NULL)
    desk_json_add_text (out, name);
}

static void
add_names (DeskPages       *pages,
           GString         *out,
           DeskPlanArticle *planned)
{
  g_autoptr(GPtrArray) tags = desk_plan_language_list_tags (pages->language, planned);

  desk_json_open (out, '[');
  if (planned->section != NULL)
    add_name (pages, out, desk_plan_list_get_term (planned->section));
  for (unsigned i = 0; i < tags->len; i++)
    add_name (pages, out, desk_plan_list_get_term (tags->pdata[i]));
  for (unsigned i = 0; i < planned->article->credits->len; i++)
    add_name (pages, out, ((const DeskCredit *) planned->article->credits->pdata[i])->author);
  desk_json_close (out, ']');
}

static char *
dup_words (DeskPages       *pages,
           DeskPlanArticle *planned)
{
  const DeskEdition *edition = planned->edition;
  const char *opening = *edition->summary != '\0' ? edition->summary : planned->opening;
  const char *const known[] = { edition->title, opening, NULL };
  g_autofree char *body = desk_plan_language_dup_body (pages->language, planned);
  g_autoptr(DeskNode) document = desk_node_parse (body, -1);

  return desk_vocabulary_of (document, known);
}

static void
add_words (DeskPages       *pages,
           GString         *out,
           DeskPlanArticle *planned,
           DeskSearchWords *last,
           const char      *href)
{
  const char *known = desk_search_words_find (last, desk_plan_article_get_id (planned), href);
  g_autofree char *words = known == NULL ? dup_words (pages, planned) : NULL;

  desk_json_add_member (out, "w", words != NULL ? words : known);
}

static void
add_entry (DeskPages       *pages,
           GString         *out,
           DeskPlanArticle *planned,
           DeskSearchWords *last)
{
  const DeskObject *date = desk_page_dates_describe (pages->dates, pages->arena, desk_plan_article_get_date (planned));
  g_autofree char *title = desk_pages_dup_text (pages, planned->edition, planned->edition->title);
  g_autofree char *href = desk_plan_dup_href (pages->plan, planned->path);
  g_autofree char *opening = desk_page_dup_opening (pages, planned, TRUE);

  desk_json_open (out, '{');
  desk_json_add_member (out, "t", title);
  desk_json_add_member (out, "u", href);
  desk_json_add_member (out, "d", desk_object_get_text (date, "iso"));
  desk_json_add_member (out, "s", desk_object_get_text (date, "short"));
  desk_json_add_member (out, "o", opening);
  desk_json_add_name (out, "n");
  add_names (pages, out, planned);
  add_words (pages, out, planned, last, href);
  desk_json_close (out, '}');
}

/**
 * desk_search_index_dup_path:
 * @month: "2026-06"
 *
 * Returns: (transfer full): where its piece is
 */
char *
desk_search_index_dup_path (const DeskPlanLanguage *language,
                            const char             *month)
{
  return g_strdup_printf ("%ssearch/%s.json", language->path, month);
}

static gboolean
add_entries (DeskPages       *pages,
             DeskPlanList    *month,
             DeskSearchWords *last,
             GString         *out,
             GError         **error)
{
  for (unsigned first = 0; first < month->n_articles; first += N_AT_ONCE)
    {
      g_autoptr(GPtrArray) articles = desk_plan_language_list_articles (pages->language, month, first, N_AT_ONCE);

      for (unsigned i = 0; i < articles->len; i++)
        add_entry (pages, out, articles->pdata[i], last);
      desk_arena_reset (pages->arena);
      if (!desk_plan_check (pages->plan, error))
        return FALSE;
      desk_plan_forget (pages->plan);
    }

  return TRUE;
}

/**
 * desk_search_index_write:
 * @month: a list of texts
 * @marks: what this export makes anew
 *
 * Writes the piece of a month.
 */
gboolean
desk_search_index_write (DeskPages           *pages,
                         DeskPlanList        *month,
                         const DeskPlanMarks *marks,
                         DeskOutput          *output,
                         GError             **error)
{
  g_autofree char *path = desk_search_index_dup_path (pages->language, month->key);
  g_autoptr(DeskSearchWords) last = desk_search_words_read (output, path + 1, marks);
  g_autoptr(GString) out = g_string_new (NULL);

  desk_json_open (out, '[');
  if (!add_entries (pages, month, last, out, error))
    return FALSE;

  desk_json_close (out, ']');
  return desk_output_write (output, path + 1, out->str, out->len, NULL, error);
}
