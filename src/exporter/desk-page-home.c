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
#define N_ROWS 4
#define N_CARDS 4

static DeskPlanArticle *
find_lead (const DeskPlanLanguage *language)
{
  DeskPlanArticle *newest = NULL;

  for (unsigned i = 0; i < language->articles->len; i++)
    {
      DeskPlanArticle *planned = language->articles->pdata[i];

      if (!planned->is_listed)
        continue;
      if (planned->article->is_pinned)
        return planned;
      if (newest == NULL)
        newest = planned;
    }

  return newest;
}

/* Adds the newest articles to @chosen until it has @n_wanted, or those with a
 * picture alone. */
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

      if (!planned->is_listed)
        continue;
      n_candidates--;
      if ((!needs_picture || planned->article->cover != NULL) && g_hash_table_add (shown, planned))
        g_ptr_array_add (chosen, planned);
    }
}

static JsonArray *
new_teasers (DeskPages *self,
             GPtrArray *chosen)
{
  JsonArray *teasers = json_array_new ();

  for (unsigned i = 0; i < chosen->len; i++)
    json_array_add_object_element (teasers, desk_page_new_teaser (self, chosen->pdata[i], TRUE));

  return teasers;
}

static void
set_lead (DeskPages       *self,
          JsonObject      *page,
          DeskPlanArticle *lead)
{
  JsonObject *teaser = desk_page_new_teaser (self, lead, TRUE);

  /* The picture of the lead is on top of the page: no reason to wait for it. */
  if (!json_object_get_null_member (teaser, "thumb"))
    {
      JsonObject *cover = json_object_get_object_member (teaser, "thumb");

      json_object_set_boolean_member (cover, "is_lazy", FALSE);
      json_object_set_object_member (teaser, "cover", json_object_ref (cover));
    }
  json_object_set_object_member (page, "lead", teaser);
}

static void
add_block (DeskPages             *self,
           JsonArray             *pair,
           JsonArray             *blocks,
           const DeskPlanSection *section,
           GHashTable            *shown)
{
  gboolean is_rows = json_array_get_length (pair) < 2;
  g_autoptr(GPtrArray) chosen = g_ptr_array_new ();
  g_autofree char *id = NULL;
  JsonObject *block;

  choose_newest (chosen, section->articles, shown, is_rows ? N_ROWS : N_CARDS, G_MAXUINT, FALSE);
  if (chosen->len == 0)
    return;

  id = g_strdup_printf ("block-%u", json_array_get_length (pair) + json_array_get_length (blocks) + 1);
  block = desk_page_new_section_link (self, section);
  json_object_set_string_member (block, "id", id);
  json_object_set_array_member (block, "teasers", new_teasers (self, chosen));
  json_object_set_boolean_member (block, "shows_picture", FALSE);
  json_object_set_boolean_member (block, "shows_section", FALSE);
  json_object_set_boolean_member (block, "shows_opening", FALSE);
  json_array_add_object_element (is_rows ? pair : blocks, block);
}

/**
 * desk_page_for_home:
 *
 * Returns: (transfer full): the context of the language's home
 */
JsonNode *
desk_page_for_home (DeskPages *self)
{
  const DeskPlanLanguage *language = self->language;
  JsonObject *page = desk_page_new_frame (self, language->path, NULL, NULL);
  DeskPlanArticle *lead = find_lead (language);
  g_autoptr(GHashTable) shown = g_hash_table_new (NULL, NULL);
  g_autoptr(GPtrArray) more = g_ptr_array_new ();
  JsonArray *pair = json_array_new ();
  JsonArray *blocks = json_array_new ();
  JsonNode *node;

  if (lead != NULL)
    {
      g_hash_table_add (shown, lead);
      set_lead (self, page, lead);
    }
  choose_newest (more, language->articles, shown, N_MORE, N_CANDIDATES, TRUE);
  choose_newest (more, language->articles, shown, N_MORE, G_MAXUINT, FALSE);
  desk_page_set_list (page, "more", "has_more", new_teasers (self, more));
  json_object_set_boolean_member (page, "shows_picture", TRUE);
  json_object_set_boolean_member (page, "shows_section", TRUE);

  for (unsigned i = 0; i < language->sections->len; i++)
    add_block (self, pair, blocks, language->sections->pdata[i], shown);
  desk_page_set_list (page, "pair", "has_pair", pair);
  json_object_set_array_member (page, "blocks", blocks);

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, page);
  return node;
}
