/* desk-page-home.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-page.h"

/* The home page: one lead, three more, then a block for each section with its
 * newest articles. Nothing stands there twice.
 */

#define N_MORE 3
#define N_CANDIDATES 12 /* how far back a picture is worth going */
#define N_IN_BLOCK 4
G_STATIC_ASSERT (N_CANDIDATES + 1 <= DESK_PLAN_N_ON_HOME && N_MORE + 1 + N_IN_BLOCK <= DESK_PLAN_N_ON_HOME);
#define N_FEW 2        /* so few rows leave room for their openings */

static DeskPlanArticle *
find_lead (DeskPlanLanguage *language,
           const GPtrArray  *newest)
{
  DeskPlanArticle *pinned = desk_plan_language_find_pinned (language);

  if (pinned != NULL)
    return pinned;

  return newest->len > 0 ? newest->pdata[0] : NULL;
}

/* Adds articles that aren't shown yet to @chosen until it has @n_wanted; of the
 * first @n_candidates, and those with a picture alone if it @needs_picture. */
static void
choose_newest (GPtrArray       *chosen,
               const GPtrArray *articles,
               GHashTable      *shown,
               unsigned         n_wanted,
               unsigned         n_candidates,
               gboolean         needs_picture)
{
  for (unsigned i = 0; i < articles->len && n_candidates > 0 && chosen->len < n_wanted; i++)
    {
      DeskPlanArticle *planned = articles->pdata[i];

      if (g_hash_table_contains (shown, planned))
        continue;
      n_candidates--;
      if (!needs_picture || planned->article->cover != NULL)
        g_ptr_array_add (chosen, planned);
    }
}

static void
mark_shown (GHashTable *shown,
            GPtrArray  *chosen)
{
  for (unsigned i = 0; i < chosen->len; i++)
    g_hash_table_add (shown, chosen->pdata[i]);
}

static DeskObject *
set_lead (DeskPages       *self,
          DeskObject      *page,
          DeskPlanArticle *lead)
{
  DeskObject *teaser = desk_page_new_teaser (self, lead, TRUE);
  DeskObject *cover = desk_object_get_object (teaser, "thumb");

  /* The picture of the lead is on top of the page: no reason to wait for it. */
  if (cover != NULL)
    {
      desk_object_set_boolean (cover, "is_lazy", FALSE);
      desk_object_set_object (teaser, "cover", cover);
    }
  desk_object_set_object (page, "lead", teaser);

  return teaser;
}

/* Three recent articles with pictures stand side by side; where there are not
 * three, the newest do without. */
static DeskList *
set_more (DeskPages       *self,
          DeskObject      *page,
          const GPtrArray *articles,
          GHashTable      *shown)
{
  g_autoptr(GPtrArray) more = g_ptr_array_new ();
  DeskList *teasers;
  gboolean has_pictures;

  choose_newest (more, articles, shown, N_MORE, N_CANDIDATES, TRUE);
  has_pictures = more->len == N_MORE;
  if (!has_pictures)
    {
      g_ptr_array_set_size (more, 0);
      choose_newest (more, articles, shown, N_MORE, G_MAXUINT, FALSE);
    }
  mark_shown (shown, more);
  teasers = desk_page_new_teasers (self, more);
  desk_page_set_list (page, "more", "has_more", teasers);
  desk_object_set_boolean (page, "shows_picture", has_pictures);
  desk_object_set_boolean (page, "shows_section", TRUE);

  return teasers;
}

static DeskObject *
new_block (DeskPages          *self,
           const DeskPlanList *section,
           GPtrArray          *chosen,
           unsigned            number)
{
  DeskObject *block = desk_page_new_list_link (self, section);
  g_autofree char *id = g_strdup_printf ("_block-%u", number);

  desk_object_set_text (block, "id", id);
  desk_object_set_list (block, "teasers", desk_page_new_teasers (self, chosen));
  desk_object_set_boolean (block, "shows_picture", FALSE);
  desk_object_set_boolean (block, "shows_section", FALSE);
  desk_object_set_boolean (block, "shows_opening", chosen->len <= N_FEW);

  return block;
}

/* Adds a group: one wide block, or an empty pair for two narrow ones. */
static DeskList *
add_group (DeskPages  *self,
           DeskList   *groups,
           DeskObject *wide)
{
  DeskObject *group = desk_object_new (self->arena, NULL);
  DeskList *blocks = NULL;

  desk_object_set_null (group, "wide");
  desk_object_set_null (group, "pair");
  if (wide != NULL)
    {
      desk_object_set_object (group, "wide", wide);
    }
  else
    {
      DeskObject *pair = desk_object_new (self->arena, NULL);

      blocks = desk_list_new (self->arena);
      desk_object_set_list (pair, "blocks", blocks);
      desk_object_set_object (group, "pair", pair);
    }
  desk_list_add_object (groups, group);

  return blocks;
}

/* The first two sections stand side by side, later ones that have enough are a
 * row of cards, and what is left pairs up again. */
static void
set_groups (DeskPages  *self,
            DeskObject *page,
            GHashTable *shown)
{
  const GPtrArray *sections = self->language->sections;
  DeskList *groups = desk_list_new (self->arena);
  DeskList *pair = NULL; /* the last group, while it has room */
  unsigned n_blocks = 0;

  for (unsigned i = 0; i < sections->len; i++)
    {
      DeskPlanList *section = sections->pdata[i];
      g_autoptr(GPtrArray) newest = desk_plan_language_list_articles (self->language, section, 0, N_MORE + 1 + N_IN_BLOCK);
      g_autoptr(GPtrArray) chosen = g_ptr_array_new ();
      DeskObject *block;

      choose_newest (chosen, newest, shown, N_IN_BLOCK, G_MAXUINT, FALSE);
      if (chosen->len == 0)
        continue;

      block = new_block (self, section, chosen, ++n_blocks);
      if (n_blocks > 2 && chosen->len == N_IN_BLOCK && pair == NULL)
        {
          add_group (self, groups, block);
          continue;
        }
      if (pair == NULL)
        pair = add_group (self, groups, NULL);
      desk_list_add_object (pair, block);
      if (desk_list_get_length (pair) == 2)
        pair = NULL;
    }

  desk_object_set_list (page, "groups", groups);
}

/**
 * desk_page_for_home:
 *
 * Returns: (transfer none): the context of the language's home
 */
DeskObject *
desk_page_for_home (DeskPages *self)
{
  DeskPlanLanguage *language = self->language;
  DeskObject *page = desk_page_new_frame (self, language->path, NULL, NULL);
  g_autoptr(GPtrArray) newest = desk_plan_language_list_newest (language, N_CANDIDATES + 1);
  DeskPlanArticle *lead = find_lead (language, newest);
  g_autoptr(GHashTable) shown = g_hash_table_new (NULL, NULL);
  DeskObject *lead_teaser = NULL;
  g_autofree char *script = self->home_script != NULL ? desk_plan_dup_href (self->plan, self->home_script) : NULL;

  desk_page_set_text (page, "script", script);
  if (lead != NULL)
    {
      g_hash_table_add (shown, lead);
      lead_teaser = set_lead (self, page, lead);
    }
  desk_page_describe (page, lead_teaser, set_more (self, page, newest, shown));
  set_groups (self, page, shown);

  return page;
}
