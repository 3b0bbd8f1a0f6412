/* desk-tags-group.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-tags-group.h"

#include "app/details/desk-draft.h"
#include "app/details/desk-term-task.h"
#include "app/widgets/desk-chip.h"
#include "app/widgets/desk-suggest-entry.h"
#include "app/widgets/desk-undo-toast.h"

#include <glib/gi18n.h>

struct _DeskTagsGroup
{
  AdwPreferencesGroup parent_instance;

  GtkWidget          *add_button;
  AdwWrapBox         *chips;
  DeskSuggestEntry   *entry;

  DeskDocument       *document;
  GPtrArray          *terms;  /* DeskTerm: the tags that exist */
};

G_DEFINE_FINAL_TYPE (DeskTagsGroup, desk_tags_group, ADW_TYPE_PREFERENCES_GROUP)

/* One tag on its way back, or on its way in. */
typedef struct
{
  DeskTagsGroup *group;
  DeskDocument  *document;
  DeskTerm      *tag; /* NULL while it isn't known yet */
  unsigned       position;
} Change;

static Change *
change_new (DeskTagsGroup *self)
{
  Change *change = g_new0 (Change, 1);

  change->group = g_object_ref (self);
  change->document = g_object_ref (self->document);

  return change;
}

static void
change_free (gpointer data)
{
  Change *change = data;

  g_object_unref (change->group);
  g_object_unref (change->document);
  desk_term_free (change->tag);
  g_free (change);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

static int
find_tag (const DeskArticle *article,
          const char        *uuid)
{
  for (unsigned i = 0; i < article->tags->len; i++)
    {
      const DeskTerm *tag = article->tags->pdata[i];

      if (g_str_equal (tag->uuid, uuid))
        return (int) i;
    }

  return -1;
}

static void
put_tag (gpointer data)
{
  Change *change = data;
  DeskArticle *article = desk_article_copy (desk_draft_peek_article (change->document));
  unsigned position = MIN (change->position, article->tags->len);

  if (find_tag (article, change->tag->uuid) < 0)
    {
      g_ptr_array_insert (article->tags, (int) position, desk_term_copy (change->tag));
      desk_draft_take_article (change->document, article);
    }
  else
    {
      desk_article_free (article);
    }
}

static void
ensured_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Change) change = user_data;
  g_autoptr(GError) error = NULL;

  change->tag = desk_term_ensure_finish (DESK_LIBRARY (source), result, &error);
  if (change->tag == NULL)
    {
      desk_toast_show (GTK_WIDGET (change->group), error->message);
      return;
    }

  put_tag (change);
  desk_library_emit_changed (DESK_LIBRARY (source));
}

static void
chosen_cb (DeskTagsGroup *self,
           const char    *text)
{
  g_auto(GStrv) names = g_strsplit (text, ",", -1);

  if (self->document == NULL)
    return;

  for (unsigned i = 0; names[i] != NULL; i++)
    {
      Change *change;

      if (*g_strstrip (names[i]) == '\0')
        continue;

      change = change_new (self);
      change->position = G_MAXUINT;
      desk_term_ensure_async (desk_document_get_library (self->document), DESK_TERM_TAG, names[i],
                              desk_document_get_language (self->document), ensured_cb, change);
    }
}

static void
remove_tag (DeskTagsGroup *self,
            const char    *uuid)
{
  const char *language = desk_document_get_language (self->document);
  DeskArticle *article = desk_article_copy (desk_draft_peek_article (self->document));
  int index = find_tag (article, uuid);
  g_autofree char *title = NULL;
  Change *change;

  if (index < 0)
    {
      desk_article_free (article);
      return;
    }

  change = change_new (self);
  change->tag = g_ptr_array_steal_index (article->tags, (unsigned) index);
  change->position = (unsigned) index;
  title = g_strdup_printf (_("Tag “%s” removed"), desk_term_display_name (change->tag, language));
  desk_draft_take_article (self->document, article);
  desk_undo_toast_show (GTK_WIDGET (self), title, put_tag, change, change_free);
}

static void
remove_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  DeskTagsGroup *self = DESK_TAGS_GROUP (widget);

  if (self->document != NULL)
    remove_tag (self, g_variant_get_string (parameter, NULL));
}

static void
erased_cb (DeskTagsGroup *self)
{
  const DeskArticle *article = self->document != NULL ? desk_draft_peek_article (self->document) : NULL;

  if (article != NULL && article->tags->len > 0)
    remove_tag (self, ((const DeskTerm *) article->tags->pdata[article->tags->len - 1])->uuid);
}

static void
show_entry (DeskTagsGroup *self,
            gboolean       is_shown)
{
  gtk_widget_set_visible (GTK_WIDGET (self->entry), is_shown);
  gtk_widget_set_visible (self->add_button, !is_shown);
  gtk_widget_grab_focus (is_shown ? GTK_WIDGET (self->entry) : self->add_button);
}

static void
add_clicked_cb (DeskTagsGroup *self)
{
  show_entry (self, TRUE);
}

static void
entry_left_cb (DeskTagsGroup *self)
{
  show_entry (self, FALSE);
}

static GtkWidget *
make_chip (const char *uuid,
           const char *name)
{
  g_autofree char *label = g_strdup_printf (_("Remove tag %s"), name);

  return desk_chip_new (uuid, name, "tags.remove", label);
}

static GtkWidget *
find_chip (DeskTagsGroup *self,
           const char    *uuid,
           const char    *name)
{
  for (GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips)); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    {
      if (desk_chip_shows (DESK_CHIP (chip), uuid, name))
        return chip;
    }

  return NULL;
}

static void
remove_chip (DeskTagsGroup *self,
             GtkWidget     *chip)
{
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->chips)) == chip)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (chip);

      if (next == NULL)
        next = gtk_widget_get_prev_sibling (chip);
      if (next == NULL)
        next = gtk_widget_get_visible (self->add_button) ? self->add_button : GTK_WIDGET (self->entry);
      gtk_widget_grab_focus (next);
    }
  adw_wrap_box_remove (self->chips, chip);
}

static void
desk_tags_group_dispose (GObject *object)
{
  DeskTagsGroup *self = DESK_TAGS_GROUP (object);

  g_clear_object (&self->document);
  g_clear_pointer (&self->terms, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_TAGS_GROUP);

  G_OBJECT_CLASS (desk_tags_group_parent_class)->dispose (object);
}

static void
desk_tags_group_class_init (DeskTagsGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_tags_group_dispose;

  g_type_ensure (DESK_TYPE_SUGGEST_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/details/desk-tags-group.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskTagsGroup, add_button);
  gtk_widget_class_bind_template_child (widget_class, DeskTagsGroup, chips);
  gtk_widget_class_bind_template_child (widget_class, DeskTagsGroup, entry);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, erased_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_left_cb);
  gtk_widget_class_install_action (widget_class, "tags.remove", "s", remove_action_cb);
}

static void
desk_tags_group_init (DeskTagsGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  desk_suggest_entry_set_label (self->entry, _("Add Tag"));
}

/**
 * desk_tags_group_set_document:
 * @document: (nullable): whose tags to show
 */
void
desk_tags_group_set_document (DeskTagsGroup *self,
                              DeskDocument  *document)
{
  g_return_if_fail (DESK_IS_TAGS_GROUP (self));

  if (!g_set_object (&self->document, document))
    return;

  desk_suggest_entry_clear (self->entry);
  gtk_widget_set_visible (GTK_WIDGET (self->entry), FALSE);
  gtk_widget_set_visible (self->add_button, TRUE);
  desk_tags_group_refresh (self);
}

/**
 * desk_tags_group_set_terms:
 * @terms: (element-type DeskTerm): the tags that exist, for proposals
 */
void
desk_tags_group_set_terms (DeskTagsGroup *self,
                           GPtrArray     *terms)
{
  g_return_if_fail (DESK_IS_TAGS_GROUP (self));

  g_clear_pointer (&self->terms, g_ptr_array_unref);
  self->terms = g_ptr_array_ref (terms);
  desk_tags_group_refresh (self);
}

static void
propose (DeskTagsGroup     *self,
         const DeskArticle *article,
         const char        *language)
{
  g_autoptr(GPtrArray) others = g_ptr_array_new ();
  g_auto(GStrv) names = NULL;

  for (unsigned i = 0; self->terms != NULL && i < self->terms->len; i++)
    {
      const DeskTerm *tag = self->terms->pdata[i];

      if (article == NULL || find_tag (article, tag->uuid) < 0)
        g_ptr_array_add (others, self->terms->pdata[i]);
    }

  names = desk_term_dup_names (others, language);
  desk_suggest_entry_set_words (self->entry, (const char *const *) names);
}

/**
 * desk_tags_group_refresh:
 *
 * Shows the document's tags as they are now; chips that stay keep the focus.
 */
void
desk_tags_group_refresh (DeskTagsGroup *self)
{
  g_autoptr(GHashTable) kept = g_hash_table_new (NULL, NULL);
  GtkWidget *last = NULL;
  GtkWidget *next;
  const DeskArticle *article;
  const char *language;

  g_return_if_fail (DESK_IS_TAGS_GROUP (self));

  article = self->document != NULL ? desk_draft_peek_article (self->document) : NULL;
  language = self->document != NULL ? desk_document_get_language (self->document) : "";
  for (unsigned i = 0; article != NULL && i < article->tags->len; i++)
    {
      const DeskTerm *tag = article->tags->pdata[i];
      const char *name = desk_term_display_name (tag, language);
      GtkWidget *chip = find_chip (self, tag->uuid, name);

      if (chip == NULL)
        adw_wrap_box_insert_child_after (self->chips, chip = make_chip (tag->uuid, name), last);
      else if (gtk_widget_get_prev_sibling (chip) != last)
        adw_wrap_box_reorder_child_after (self->chips, chip, last);
      g_hash_table_add (kept, chip);
      last = chip;
    }

  for (GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips)); chip != NULL; chip = next)
    {
      next = gtk_widget_get_next_sibling (chip);
      if (!g_hash_table_contains (kept, chip))
        remove_chip (self, chip);
    }

  /* Hidden while it is empty and shown with what doesn't fit into one line, the box is
   * given the height of one, and libadwaita 1.7 ends the program. */
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->chips), GTK_ACCESSIBLE_STATE_HIDDEN, last == NULL, -1);
  propose (self, article, language);
}
