/* desk-plan-forward.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-plan-private.h"

#include "model/desk-language.h"
#include "text/desk-slug.h"

/* Where an article was, and isn't any more. Each old address leads to the new one in
 * one step; where there is a page today, that is what readers get. One whose text they
 * no longer have is gone. */

void
desk_plan_forward_free (gpointer data)
{
  DeskPlanForward *self = data;

  g_free (self->path);
  g_free (self);
}

/* Returns: (transfer full) (nullable): the path, if there can have been such a page */
static char *
dup_path (const DeskPlanLanguage *language,
          const DeskAddress      *address)
{
  const char *section = address->section;
  gboolean is_filed = *section != '\0';

  if (!desk_slug_is_valid (address->slug) || (is_filed && !desk_slug_is_valid (section)) ||
      desk_slug_is_reserved (is_filed ? section : address->slug))
    return NULL;

  return g_strconcat (language->path, section, is_filed ? "/" : "", address->slug, "/", NULL);
}

/**
 * desk_plan_add_forwards:
 * @paths: of all pages of the language
 * @addresses: (element-type DeskAddress): of texts in every language, each once
 */
void
desk_plan_add_forwards (DeskPlanLanguage *language,
                        GHashTable       *paths,
                        const GPtrArray  *addresses)
{
  const char *edition_language = desk_language_edition_of (language->language);

  for (unsigned i = 0; i < addresses->len; i++)
    {
      const DeskAddress *address = addresses->pdata[i];
      gboolean is_own = g_str_equal (address->language, edition_language);
      const char *to = g_hash_table_lookup (language->by_uuid, address->article);
      g_autofree char *path = is_own ? dup_path (language, address) : NULL;
      DeskPlanForward *forward;

      if (path == NULL || !g_hash_table_add (paths, g_strdup (path)))
        continue;
      if (to == NULL)
        {
          g_ptr_array_add (language->gone, g_steal_pointer (&path));
          continue;
        }
      forward = g_new (DeskPlanForward, 1);
      forward->path = g_steal_pointer (&path);
      forward->to = to;
      g_ptr_array_add (language->forwards, forward);
    }
}
