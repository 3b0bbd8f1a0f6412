/* desk-credits-group.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-credits-group.h"

#include "app/author/desk-author-dialog.h"
#include "app/details/desk-draft.h"
#include "app/details/desk-term-task.h"
#include "app/widgets/desk-suggest-entry.h"
#include "app/widgets/desk-undo-toast.h"

#include <glib/gi18n.h>

struct _DeskCreditsGroup
{
  AdwPreferencesGroup parent_instance;

  GtkWidget          *add_button;
  GtkListBox         *rows;
  DeskSuggestEntry   *entry;

  DeskDocument       *document;
  GPtrArray          *terms;  /* DeskTerm: the authors that exist */
};

G_DEFINE_FINAL_TYPE (DeskCreditsGroup, desk_credits_group, ADW_TYPE_PREFERENCES_GROUP)

/* One credit on its way back, or on its way in. */
typedef struct
{
  DeskCreditsGroup *group;
  DeskDocument     *document;
  DeskTerm         *author; /* NULL while it isn't known yet */
  char             *role;
  char             *affiliation;
  unsigned          position;
} Change;

static Change *
change_new (DeskCreditsGroup *self)
{
  Change *change = g_new0 (Change, 1);

  change->group = g_object_ref (self);
  change->document = g_object_ref (self->document);
  change->position = G_MAXUINT;

  return change;
}

static void
change_free (gpointer data)
{
  Change *change = data;

  g_object_unref (change->group);
  g_object_unref (change->document);
  desk_term_free (change->author);
  g_free (change->role);
  g_free (change->affiliation);
  g_free (change);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

/* Credits have no id of their own: the same person can be there as author and
 * as photographer, but not twice as the same.
 */
static char *
dup_key (const char *author_uuid,
         const char *role)
{
  return g_strconcat (author_uuid, "/", role, NULL);
}

static int
find_credit (const DeskArticle *article,
             const char        *key)
{
  for (unsigned i = 0; i < article->credits->len; i++)
    {
      const DeskCredit *credit = article->credits->pdata[i];
      g_autofree char *own = dup_key (credit->author->uuid, credit->role);

      if (g_str_equal (own, key))
        return (int) i;
    }

  return -1;
}

static void
put_credit (gpointer data)
{
  Change *change = data;
  DeskArticle *article = desk_article_copy (desk_draft_peek_article (change->document));
  g_autofree char *key = dup_key (change->author->uuid, change->role);

  if (find_credit (article, key) < 0)
    {
      unsigned position = MIN (change->position, article->credits->len);

      desk_article_add_credit (article, change->author, change->role, change->affiliation);
      g_ptr_array_insert (article->credits, (int) position,
                          g_ptr_array_steal_index (article->credits, article->credits->len - 1));
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

  change->author = desk_term_ensure_finish (DESK_LIBRARY (source), result, &error);
  if (change->author == NULL)
    {
      desk_toast_show (GTK_WIDGET (change->group), error->message);
      return;
    }

  put_credit (change);
  desk_library_emit_changed (DESK_LIBRARY (source));
}

static void
chosen_cb (DeskCreditsGroup *self,
           const char       *text)
{
  Change *change;

  if (self->document == NULL)
    return;

  change = change_new (self);
  change->role = g_strdup ("author");
  change->affiliation = g_strdup ("");
  desk_term_ensure_async (desk_document_get_library (self->document), DESK_TERM_AUTHOR, text,
                          desk_document_get_language (self->document), ensured_cb, change);
}

static void
remove_credit (DeskCreditsGroup *self,
               const char       *key)
{
  DeskArticle *article = desk_article_copy (desk_draft_peek_article (self->document));
  int index = find_credit (article, key);
  g_autofree char *title = NULL;
  const DeskCredit *credit;
  Change *change;

  if (index < 0)
    {
      desk_article_free (article);
      return;
    }

  credit = article->credits->pdata[index];
  change = change_new (self);
  change->author = desk_term_copy (credit->author);
  change->role = g_strdup (credit->role);
  change->affiliation = g_strdup (credit->affiliation);
  change->position = (unsigned) index;
  title = g_strdup_printf (_("%s removed from the authors"),
                           desk_term_display_name (credit->author, desk_document_get_language (self->document)));
  g_ptr_array_remove_index (article->credits, (unsigned) index);
  desk_draft_take_article (self->document, article);
  desk_undo_toast_show (GTK_WIDGET (self), title, put_credit, change, change_free);
}

static void
remove_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  DeskCreditsGroup *self = DESK_CREDITS_GROUP (widget);

  if (self->document != NULL)
    remove_credit (self, g_variant_get_string (parameter, NULL));
}

static void
edit_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  DeskCreditsGroup *self = DESK_CREDITS_GROUP (widget);
  const char *uuid, *name;

  g_variant_get (parameter, "(&s&s)", &uuid, &name);
  if (self->document != NULL)
    adw_dialog_present (desk_author_dialog_new (desk_document_get_library (self->document), uuid, name), widget);
}

static void
show_entry (DeskCreditsGroup *self,
            gboolean          is_shown)
{
  gtk_widget_set_visible (GTK_WIDGET (self->entry), is_shown);
  gtk_widget_set_visible (self->add_button, !is_shown);
  gtk_widget_grab_focus (is_shown ? GTK_WIDGET (self->entry) : self->add_button);
}

static void
add_clicked_cb (DeskCreditsGroup *self)
{
  show_entry (self, TRUE);
}

static void
entry_left_cb (DeskCreditsGroup *self)
{
  show_entry (self, FALSE);
}

static const char *
name_role (const char *role)
{
  static const struct
  {
    const char *role;
    const char *name;
  } roles[] = {
    { "author", N_("Author") },
    { "editor", N_("Editor") },
    { "illustrations", N_("Illustrations") },
    { "interviewer", N_("Interviewer") },
    { "photographs", N_("Photographs") },
    { "translator", N_("Translator") },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      if (g_str_equal (roles[i].role, role))
        return _(roles[i].name);
    }

  return role;
}

static GtkWidget *
make_remove_button (const char *name,
                    const char *key)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *tooltip = g_strdup_printf (_("Remove author %s"), name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "dim-label");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "credits.remove");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", key);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);

  return button;
}

static GtkWidget *
make_edit_button (const char *name,
                  const char *uuid)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-edit-symbolic");
  g_autofree char *tooltip = g_strdup_printf (_("Edit author %s"), name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "dim-label");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "credits.edit");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", uuid, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);

  return button;
}

static GtkWidget *
make_row (const DeskCredit *credit,
          const char       *name)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *avatar = adw_avatar_new (24, name, TRUE);
  g_autofree char *key = dup_key (credit->author->uuid, credit->role);
  g_autofree char *subtitle = *credit->affiliation != '\0'
                                ? g_strconcat (name_role (credit->role), " · ", credit->affiliation, NULL)
                                : g_strdup (name_role (credit->role));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_accessible_update_state (GTK_ACCESSIBLE (avatar), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_edit_button (name, credit->author->uuid));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_remove_button (name, key));
  g_object_set_data_full (G_OBJECT (row), "key", g_steal_pointer (&key), g_free);

  return row;
}

static gboolean
row_shows (GtkListBoxRow    *row,
           const DeskCredit *credit,
           const char       *name)
{
  g_autofree char *key = dup_key (credit->author->uuid, credit->role);

  return row != NULL && g_str_equal (g_object_get_data (G_OBJECT (row), "key"), key) &&
         g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), name);
}

static void
desk_credits_group_dispose (GObject *object)
{
  DeskCreditsGroup *self = DESK_CREDITS_GROUP (object);

  g_clear_object (&self->document);
  g_clear_pointer (&self->terms, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_CREDITS_GROUP);

  G_OBJECT_CLASS (desk_credits_group_parent_class)->dispose (object);
}

static void
desk_credits_group_class_init (DeskCreditsGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_credits_group_dispose;

  g_type_ensure (DESK_TYPE_SUGGEST_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/details/desk-credits-group.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskCreditsGroup, add_button);
  gtk_widget_class_bind_template_child (widget_class, DeskCreditsGroup, rows);
  gtk_widget_class_bind_template_child (widget_class, DeskCreditsGroup, entry);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_left_cb);
  gtk_widget_class_install_action (widget_class, "credits.edit", "(ss)", edit_action_cb);
  gtk_widget_class_install_action (widget_class, "credits.remove", "s", remove_action_cb);
}

static void
desk_credits_group_init (DeskCreditsGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  desk_suggest_entry_set_label (self->entry, _("Add Author"));
}

/**
 * desk_credits_group_set_document:
 * @document: (nullable): whose authors to show
 */
void
desk_credits_group_set_document (DeskCreditsGroup *self,
                                 DeskDocument     *document)
{
  g_return_if_fail (DESK_IS_CREDITS_GROUP (self));

  if (!g_set_object (&self->document, document))
    return;

  desk_suggest_entry_clear (self->entry);
  gtk_widget_set_visible (GTK_WIDGET (self->entry), FALSE);
  gtk_widget_set_visible (self->add_button, TRUE);
  desk_credits_group_refresh (self);
}

/**
 * desk_credits_group_set_terms:
 * @terms: (element-type DeskTerm): the authors that exist, for proposals
 */
void
desk_credits_group_set_terms (DeskCreditsGroup *self,
                              GPtrArray        *terms)
{
  g_return_if_fail (DESK_IS_CREDITS_GROUP (self));

  g_clear_pointer (&self->terms, g_ptr_array_unref);
  self->terms = g_ptr_array_ref (terms);
  desk_credits_group_refresh (self);
}

static void
remove_row (DeskCreditsGroup *self,
            GtkListBoxRow    *row)
{
  GtkListBoxRow *next = gtk_list_box_get_row_at_index (self->rows, gtk_list_box_row_get_index (row) + 1);

  if (gtk_widget_get_focus_child (GTK_WIDGET (self->rows)) == GTK_WIDGET (row))
    gtk_widget_grab_focus (next != NULL ? GTK_WIDGET (next) : self->add_button);
  gtk_list_box_remove (self->rows, GTK_WIDGET (row));
}

static void
refresh_row (DeskCreditsGroup *self,
             const DeskCredit *credit,
             const char       *name,
             int               index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->rows, index);

  if (row_shows (row, credit, name))
    return;

  /* A removed credit is the usual change: its row goes, the others stay. */
  if (row_shows (gtk_list_box_get_row_at_index (self->rows, index + 1), credit, name))
    remove_row (self, row);
  else
    gtk_list_box_insert (self->rows, make_row (credit, name), index);
}

/**
 * desk_credits_group_refresh:
 *
 * Shows the document's authors as they are now; rows that stay keep the focus.
 */
void
desk_credits_group_refresh (DeskCreditsGroup *self)
{
  g_auto(GStrv) names = NULL;
  const DeskArticle *article;
  GtkListBoxRow *row;
  const char *language;
  unsigned n_credits;

  g_return_if_fail (DESK_IS_CREDITS_GROUP (self));

  article = self->document != NULL ? desk_draft_peek_article (self->document) : NULL;
  language = self->document != NULL ? desk_document_get_language (self->document) : "";
  n_credits = article != NULL ? article->credits->len : 0;
  for (unsigned i = 0; i < n_credits; i++)
    {
      const DeskCredit *credit = article->credits->pdata[i];

      refresh_row (self, credit, desk_term_display_name (credit->author, language), (int) i);
    }
  while ((row = gtk_list_box_get_row_at_index (self->rows, (int) n_credits)) != NULL)
    remove_row (self, row);

  gtk_widget_set_visible (GTK_WIDGET (self->rows), n_credits > 0);
  names = desk_term_dup_names (self->terms, language);
  desk_suggest_entry_set_words (self->entry, (const char *const *) names);
}
