/* desk-page-words.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-page.h"

#include "model/desk-language.h"

/* Words, names and texts in the language and the script of a page. */

/* What a text needs to be told apart from the page around it. */
static const char *
html_tag_of_text (const char *edition_language,
                  const char *text)
{
  if (!g_str_equal (edition_language, "sr"))
    return edition_language;

  return desk_script_of (text) == DESK_SCRIPT_LATIN ? "sr-Latn" : "sr-Cyrl";
}

static char *
in_script (DeskScript  wanted,
           DeskScript  written,
           const char *text)
{
  if (wanted == DESK_SCRIPT_LATIN)
    return desk_script_to_latin (text);
  if (wanted == DESK_SCRIPT_CYRILLIC && written == DESK_SCRIPT_LATIN)
    return desk_script_to_cyrillic (text);

  return g_strdup (text);
}

void
desk_page_set_text (DeskObject *object,
                    const char *name,
                    const char *text)
{
  if (text != NULL && *text != '\0')
    desk_object_set_text (object, name, text);
  else
    desk_object_set_null (object, name);
}

/**
 * desk_page_set_list:
 * @claim: a member that says whether @list has something
 * @list: its items
 */
void
desk_page_set_list (DeskObject *object,
                    const char *name,
                    const char *claim,
                    DeskList   *list)
{
  desk_object_set_boolean (object, claim, desk_list_get_length (list) > 0);
  desk_object_set_list (object, name, list);
}

/**
 * desk_pages_init:
 *
 * Gathers what the pages of @language have in common.
 */
void
desk_pages_init (DeskPages        *self,
                 DeskPlan         *plan,
                 DeskPlanLanguage *language,
                 DeskTheme        *theme,
                 DeskPageMedia    *media)
{
  DeskArena *common = desk_arena_new ();

  *self = (DeskPages) {
    .plan = plan,
    .language = language,
    .theme = theme,
    .media = media,
    .common = common,
    .arena = desk_arena_new (),
    .words = desk_theme_new_words (theme, language->language, common),
    .dates = desk_page_dates_new (plan->site, language->language, plan->state),
    .links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .own_address = plan->origin != NULL ? g_strconcat (plan->origin, plan->base, "/", NULL) : g_strdup (""),
  };
}

void
desk_pages_clear (DeskPages *self)
{
  g_clear_pointer (&self->arena, desk_arena_free);
  g_clear_pointer (&self->common, desk_arena_free);
  g_clear_pointer (&self->dates, desk_page_dates_free);
  g_clear_pointer (&self->links, g_hash_table_unref);
  g_clear_pointer (&self->own_address, g_free);
}

/**
 * desk_pages_get_word:
 * @name: of one of the theme's words
 *
 * Returns: it, in the page's language, or "" if the theme lacks it
 */
const char *
desk_pages_get_word (DeskPages  *self,
                     const char *name)
{
  const char *word = desk_object_get_text (self->words, name);

  return word != NULL ? word : "";
}

const char *
desk_pages_get_html_tag (DeskPages *self)
{
  return desk_language_html_tag (self->language->language);
}

/**
 * desk_pages_dup_text:
 * @edition: whose text it is
 * @text: plain text of it
 *
 * Returns: (transfer full): @text in the script of the page
 */
char *
desk_pages_dup_text (DeskPages         *self,
                     const DeskEdition *edition,
                     const char        *text)
{
  DeskScript written;

  if (self->language->script == DESK_SCRIPT_NONE)
    return g_strdup (text);

  written = edition->script == NULL ? desk_script_of (text)
            : g_str_equal (edition->script, "Latn") ? DESK_SCRIPT_LATIN : DESK_SCRIPT_CYRILLIC;
  return in_script (self->language->script, written, text);
}

/**
 * desk_pages_dup_name:
 * @term: (nullable): a section, tag or author
 * @out_lang: (out): its language where that isn't the page's, else %NULL
 *
 * Returns: (transfer full): the name of a section, tag or author for the page
 */
char *
desk_pages_dup_name (DeskPages      *self,
                     const DeskTerm *term,
                     const char    **out_lang)
{
  const char *language = desk_language_edition_of (self->language->language);
  const DeskTermName *name = term != NULL ? desk_term_get_name (term, language) : NULL;

  *out_lang = NULL;
  if (name == NULL)
    return g_strdup ("");
  if (g_str_equal (name->language, language))
    return self->language->script == DESK_SCRIPT_NONE
           ? g_strdup (name->name) : in_script (self->language->script, desk_script_of (name->name), name->name);

  *out_lang = html_tag_of_text (name->language, name->name);
  return g_strdup (name->name);
}

/**
 * desk_pages_dup_setting:
 * @key: one that is words
 * @out_lang: (out): as for desk_pages_dup_name()
 *
 * What is set for the site language, else for the language of its texts, else for
 * all, which is in the main language.
 *
 * Returns: (transfer full): the setting in this language
 */
char *
desk_pages_dup_setting (DeskPages   *self,
                        const char  *key,
                        const char **out_lang)
{
  const DeskSite *site = self->plan->site;
  const char *language = desk_language_edition_of (self->language->language);
  const char *general = desk_site_get (site, key, NULL);
  g_autofree char *main_language = desk_site_dup_main_language (site);
  g_autofree char *own_key = g_strconcat (key, ".", self->language->language, NULL);
  g_autofree char *edition_key = g_strconcat (key, ".", language, NULL);
  const char *own = g_hash_table_lookup (site->values, own_key);

  *out_lang = NULL;
  if (own != NULL)
    return g_strdup (own);
  own = g_hash_table_lookup (site->values, edition_key);
  if (own == NULL && g_str_equal (language, main_language))
    own = general;
  if (own != NULL)
    return in_script (self->language->script, desk_script_of (own), own);

  *out_lang = html_tag_of_text (g_intern_string (main_language), general);
  return g_strdup (general);
}

/**
 * desk_pages_dup_site_title:
 * @out_lang: (out): as for desk_pages_dup_name()
 *
 * Returns: (transfer full): the newsroom's name
 */
char *
desk_pages_dup_site_title (DeskPages   *self,
                           const char **out_lang)
{
  return desk_pages_dup_setting (self, "title", out_lang);
}

/**
 * desk_pages_dup_media_text:
 *
 * Returns: (transfer full): a text about a picture in the script of the page; these
 *   have no script of their own
 */
char *
desk_pages_dup_media_text (DeskPages  *self,
                           const char *text)
{
  static const DeskEdition no_edition = { .script = NULL };

  return desk_pages_dup_text (self, &no_edition, text);
}

/**
 * desk_pages_dup_credit:
 *
 * Returns: (transfer full): who made a picture, which is said once for all
 *   languages: Latin letters there may be no Serbian at all and stay
 */
char *
desk_pages_dup_credit (DeskPages  *self,
                       const char *credit)
{
  return self->language->script == DESK_SCRIPT_LATIN ? desk_script_to_latin (credit) : g_strdup (credit);
}
