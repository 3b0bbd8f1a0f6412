/* desk-author-language-group.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-author-language-group.h"

#include "app/library/desk-wording.h"
#include "app/widgets/desk-error-row.h"
#include "app/widgets/desk-field-row.h"
#include "app/widgets/desk-text-row.h"
#include "text/desk-slug.h"

#include <glib/gi18n.h>

struct _DeskAuthorLanguageGroup
{
  AdwPreferencesGroup parent_instance;

  DeskFieldRow       *name_row;
  DeskFieldRow       *slug_row;
  DeskFieldRow       *words_row;
  DeskTextRow        *biography_row;

  char               *language;
};

enum
{
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DeskAuthorLanguageGroup, desk_author_language_group, ADW_TYPE_PREFERENCES_GROUP)

static void
tell_edited (DeskAuthorLanguageGroup *self,
             DeskAuthorField          field,
             const char              *value)
{
  g_signal_emit (self, signals[EDITED], 0, field, self->language, value);
}

static void
name_edited_cb (DeskAuthorLanguageGroup *self,
                const char              *text)
{
  tell_edited (self, DESK_AUTHOR_NAME, text);
}

static void
slug_edited_cb (DeskAuthorLanguageGroup *self,
                const char              *text)
{
  tell_edited (self, DESK_AUTHOR_SLUG, text);
}

static void
words_edited_cb (DeskAuthorLanguageGroup *self,
                 const char              *text)
{
  tell_edited (self, DESK_AUTHOR_PORTRAIT_WORDS, text);
}

static void
biography_edited_cb (DeskAuthorLanguageGroup *self,
                     const char              *text)
{
  tell_edited (self, DESK_AUTHOR_BIOGRAPHY, text);
}

/* What is wrong */

static char *
check_name (const char *text,
            gboolean    is_settled,
            gpointer    user_data)
{
  if (is_settled && *text == '\0')
    return g_strdup (_("An author needs a name"));
  if (g_utf8_strlen (text, -1) > DESK_NAME_MAX_CHARS)
    return g_strdup_printf (_("This name is too long; use at most %d characters"), DESK_NAME_MAX_CHARS);

  return NULL;
}

static char *
check_slug (const char *text,
            gboolean    is_settled,
            gpointer    user_data)
{
  if (!is_settled || *text == '\0' || desk_slug_is_valid (text))
    return NULL;

  return g_strdup_printf (_("“%.80s” can't be part of an address; use the letters a–z, digits and hyphens"), text);
}

static void
desk_author_language_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DESK_TYPE_AUTHOR_LANGUAGE_GROUP);

  G_OBJECT_CLASS (desk_author_language_group_parent_class)->dispose (object);
}

static void
desk_author_language_group_finalize (GObject *object)
{
  g_clear_pointer (&DESK_AUTHOR_LANGUAGE_GROUP (object)->language, g_free);

  G_OBJECT_CLASS (desk_author_language_group_parent_class)->finalize (object);
}

static void
desk_author_language_group_class_init (DeskAuthorLanguageGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_author_language_group_dispose;
  object_class->finalize = desk_author_language_group_finalize;

  /**
   * DeskAuthorLanguageGroup::edited:
   * @field: a #DeskAuthorField
   * @language: in which
   * @value: what it is to become, and is right
   */
  signals[EDITED] = g_signal_new ("edited", DESK_TYPE_AUTHOR_LANGUAGE_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_STRING, G_TYPE_STRING);

  g_type_ensure (DESK_TYPE_ERROR_ROW);
  g_type_ensure (DESK_TYPE_FIELD_ROW);
  g_type_ensure (DESK_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/author/desk-author-language-group.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskAuthorLanguageGroup, name_row);
  gtk_widget_class_bind_template_child (widget_class, DeskAuthorLanguageGroup, slug_row);
  gtk_widget_class_bind_template_child (widget_class, DeskAuthorLanguageGroup, words_row);
  gtk_widget_class_bind_template_child (widget_class, DeskAuthorLanguageGroup, biography_row);
  gtk_widget_class_bind_template_callback (widget_class, biography_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, slug_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, words_edited_cb);
}

static void
desk_author_language_group_init (DeskAuthorLanguageGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  desk_field_row_set_check (self->name_row, check_name, NULL);
  desk_field_row_set_check (self->slug_row, check_slug, NULL);
  desk_text_row_set_label (self->biography_row, _("Biography, in Markdown"));
}

/**
 * desk_author_language_group_new:
 * @language: of editions
 *
 * Returns: (transfer floating): a group that says nothing yet
 */
GtkWidget *
desk_author_language_group_new (const char *language)
{
  DeskAuthorLanguageGroup *self = g_object_new (DESK_TYPE_AUTHOR_LANGUAGE_GROUP, NULL);
  g_autofree char *name = desk_wording_language (language);

  self->language = g_strdup (language);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), name);

  return GTK_WIDGET (self);
}

/**
 * desk_author_language_group_show:
 * @reading: what is stored now
 */
void
desk_author_language_group_show (DeskAuthorLanguageGroup *self,
                                 const DeskAuthorReading *reading)
{
  const DeskTermName *name;
  const DeskMediaText *words = NULL;
  const char *biography;
  gboolean is_own;

  g_return_if_fail (DESK_IS_AUTHOR_LANGUAGE_GROUP (self));

  name = desk_term_get_name (reading->term, self->language);
  is_own = name != NULL && g_str_equal (name->language, self->language);
  desk_field_row_set_stored (self->name_row, is_own ? name->name : "");
  desk_field_row_set_stored (self->slug_row, is_own ? name->slug : "");
  gtk_widget_set_visible (GTK_WIDGET (self->slug_row), is_own); /* without a name of its own it has another's */

  if (reading->portrait != NULL)
    words = desk_media_get_text (reading->portrait, self->language);
  gtk_widget_set_visible (GTK_WIDGET (self->words_row), reading->portrait != NULL);
  desk_field_row_set_stored (self->words_row, words != NULL ? words->alternative : "");

  biography = g_hash_table_lookup (reading->biographies, self->language);
  desk_text_row_set_stored (self->biography_row, biography != NULL ? biography : "");
}
