/* desk-article-group.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-article-group.h"

#include "app/details/desk-draft.h"
#include "app/details/desk-new-section.h"
#include "app/details/desk-term-task.h"
#include "app/library/desk-date-form.h"
#include "app/widgets/desk-error-row.h"
#include "app/widgets/desk-field-row.h"
#include "app/widgets/desk-undo-toast.h"

#include "model/desk-date.h"

#include <glib/gi18n.h>

struct _DeskArticleGroup
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow        *section_row;
  AdwComboRow        *kind_row;
  DeskFieldRow       *date_row;
  GtkPopover         *calendar_popover;
  GtkCalendar        *calendar;

  DeskDocument       *document;
  GPtrArray          *terms;          /* DeskTerm: the sections, in the order of the row's */
  gboolean            is_refreshing;  /* rows change by our own hand */
};

G_DEFINE_FINAL_TYPE (DeskArticleGroup, desk_article_group, ADW_TYPE_PREFERENCES_GROUP)

static const struct
{
  const char *kind;
  const char *name;
} kinds[] = {
  { "article", N_("Article") },
  { "publication", N_("Publication") },
  { "event", N_("Event") },
  { "page", N_("Page") },
};

static DeskDateForm
get_form (DeskArticleGroup *self)
{
  const DeskSite *site = desk_library_get_site (desk_document_get_library (self->document));

  return desk_date_form_of_site (site, desk_document_get_language (self->document));
}

/* Sections */

static void
set_section (DeskDocument   *document,
             const DeskTerm *section)
{
  DeskArticle *article = desk_article_copy (desk_draft_peek_article (document));

  desk_term_free (article->section);
  article->section = desk_term_copy (section);
  desk_draft_take_article (document, article);
}

typedef struct
{
  DeskArticleGroup *group;
  DeskDocument     *document;
} NewSection;

static void
new_section_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  NewSection *wish = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskTerm) section = desk_new_section_finish (result, &error);

  if (section != NULL)
    set_section (wish->document, section);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    desk_toast_show (GTK_WIDGET (wish->group), error->message);

  desk_article_group_refresh (wish->group);
  g_object_unref (wish->group);
  g_object_unref (wish->document);
  g_free (wish);
}

static void
section_selected_cb (DeskArticleGroup *self)
{
  unsigned index = adw_combo_row_get_selected (self->section_row);
  NewSection *wish;

  if (self->is_refreshing || self->document == NULL || self->terms == NULL || index == GTK_INVALID_LIST_POSITION)
    return;

  if (index < self->terms->len)
    {
      set_section (self->document, self->terms->pdata[index]);
      return;
    }

  wish = g_new0 (NewSection, 1);
  wish->group = g_object_ref (self);
  wish->document = g_object_ref (self->document);
  desk_new_section_async (GTK_WIDGET (self), desk_document_get_library (self->document),
                          desk_document_get_language (self->document), new_section_cb, wish);
}

static gboolean
are_shown (AdwComboRow       *row,
           const char *const *words)
{
  GListModel *model = adw_combo_row_get_model (row);
  unsigned n_words = g_strv_length ((char **) words);

  if (model == NULL || g_list_model_get_n_items (model) != n_words)
    return FALSE;

  for (unsigned i = 0; i < n_words; i++)
    {
      if (!g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i), words[i]))
        return FALSE;
    }

  return TRUE;
}

static void
show_words (AdwComboRow       *row,
            const char *const *words,
            unsigned           selected)
{
  if (!are_shown (row, words))
    {
      g_autoptr(GtkStringList) list = gtk_string_list_new (words);

      adw_combo_row_set_model (row, G_LIST_MODEL (list));
    }
  adw_combo_row_set_selected (row, selected);
}

static void
refresh_section (DeskArticleGroup  *self,
                 const DeskArticle *article)
{
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  g_auto(GStrv) names = desk_term_dup_names (self->terms, desk_document_get_language (self->document));
  g_auto(GStrv) all = NULL;
  unsigned selected = 0; /* an article without a section is in the first one */

  g_strv_builder_addv (words, (const char **) names);
  g_strv_builder_add (words, _("New Section…"));
  all = g_strv_builder_end (words);

  for (unsigned i = 0; self->terms != NULL && article->section != NULL && i < self->terms->len; i++)
    {
      if (g_str_equal (((const DeskTerm *) self->terms->pdata[i])->uuid, article->section->uuid))
        selected = i;
    }

  show_words (self->section_row, (const char *const *) all, selected);
}

/* Kinds */

static void
kind_selected_cb (DeskArticleGroup *self)
{
  unsigned index = adw_combo_row_get_selected (self->kind_row);
  DeskArticle *article;

  if (self->is_refreshing || self->document == NULL || index >= G_N_ELEMENTS (kinds))
    return;

  article = desk_article_copy (desk_draft_peek_article (self->document));
  g_set_str (&article->kind, kinds[index].kind);
  desk_draft_take_article (self->document, article);
}

static void
refresh_kind (DeskArticleGroup  *self,
              const DeskArticle *article)
{
  const char *words[G_N_ELEMENTS (kinds) + 2] = { NULL };
  unsigned selected = G_N_ELEMENTS (kinds);

  for (unsigned i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      words[i] = _(kinds[i].name);
      if (g_str_equal (kinds[i].kind, article->kind))
        selected = i;
    }
  /* A kind that this window has no word for stays what it is. */
  if (selected == G_N_ELEMENTS (kinds))
    words[selected] = article->kind;

  show_words (self->kind_row, words, selected);
}

/* The date */

static char *
check_date (const char *text,
            gboolean    is_settled,
            gpointer    user_data)
{
  DeskArticleGroup *self = user_data;
  DeskDateForm form;
  g_autoptr(GError) error = NULL;
  gint64 us;

  if (!is_settled || *text == '\0' || self->document == NULL)
    return NULL;

  form = get_form (self);
  if (desk_date_form_read (&form, text, &us, &error))
    return NULL;

  return g_strdup (error->message);
}

static void
set_date (DeskArticleGroup *self,
          gint64            date_us)
{
  DeskArticle *article = desk_article_copy (desk_draft_peek_article (self->document));

  article->date_us = date_us;
  desk_draft_take_article (self->document, article);
}

static void
date_edited_cb (DeskArticleGroup *self,
                const char       *text)
{
  DeskDateForm form;
  gint64 us = 0;

  if (self->document == NULL)
    return;

  form = get_form (self);
  if (*text == '\0' || desk_date_form_read (&form, text, &us, NULL))
    set_date (self, us);
}

static void
day_selected_cb (DeskArticleGroup *self)
{
  g_autoptr(GDateTime) day = NULL;
  g_autofree char *iso = NULL;
  DeskDateForm form;
  gint64 us;

  if (self->is_refreshing || self->document == NULL)
    return;

  day = gtk_calendar_get_date (self->calendar);
  iso = g_date_time_format (day, "%Y-%m-%d");
  form = get_form (self);
  if (desk_date_parse (iso, form.time_zone, &us, NULL))
    {
      desk_field_row_reset (self->date_row);
      set_date (self, us);
    }
}

static void
calendar_shown_cb (DeskArticleGroup *self)
{
  g_autoptr(GTimeZone) zone = NULL;
  g_autoptr(GDateTime) utc = NULL;
  g_autoptr(GDateTime) day = NULL;
  gint64 us;

  if (self->document == NULL || !gtk_widget_get_visible (GTK_WIDGET (self->calendar_popover)))
    return;

  us = desk_draft_peek_article (self->document)->date_us;
  zone = g_time_zone_new_identifier (get_form (self).time_zone);
  utc = g_date_time_new_from_unix_utc_usec (us != 0 ? us : g_get_real_time ());
  if (zone == NULL || utc == NULL)
    return;

  day = g_date_time_to_timezone (utc, zone);
  self->is_refreshing = TRUE;
  gtk_calendar_select_day (self->calendar, day);
  self->is_refreshing = FALSE;
}

static void
refresh_date (DeskArticleGroup  *self,
              const DeskArticle *article)
{
  DeskDateForm form = get_form (self);
  g_autofree char *date = article->date_us != 0 ? desk_date_form_write (&form, article->date_us) : NULL;

  desk_field_row_set_stored (self->date_row, date);
}

static void
desk_article_group_dispose (GObject *object)
{
  DeskArticleGroup *self = DESK_ARTICLE_GROUP (object);

  self->is_refreshing = TRUE;
  g_clear_object (&self->document);
  g_clear_pointer (&self->terms, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_ARTICLE_GROUP);

  G_OBJECT_CLASS (desk_article_group_parent_class)->dispose (object);
}

static void
desk_article_group_class_init (DeskArticleGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_article_group_dispose;

  g_type_ensure (DESK_TYPE_ERROR_ROW);
  g_type_ensure (DESK_TYPE_FIELD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/details/desk-article-group.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskArticleGroup, section_row);
  gtk_widget_class_bind_template_child (widget_class, DeskArticleGroup, kind_row);
  gtk_widget_class_bind_template_child (widget_class, DeskArticleGroup, date_row);
  gtk_widget_class_bind_template_child (widget_class, DeskArticleGroup, calendar_popover);
  gtk_widget_class_bind_template_child (widget_class, DeskArticleGroup, calendar);
  gtk_widget_class_bind_template_callback (widget_class, section_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, date_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, calendar_shown_cb);
}

static void
desk_article_group_init (DeskArticleGroup *self)
{
  GtkWidget *list;

  gtk_widget_init_template (GTK_WIDGET (self));

  /* The group has no heading that could name its list. */
  list = gtk_widget_get_ancestor (GTK_WIDGET (self->section_row), GTK_TYPE_LIST_BOX);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Article"), -1);

  desk_field_row_set_check (self->date_row, check_date, self);
}

/**
 * desk_article_group_set_document:
 * @document: (nullable): whose section, kind and date to show
 */
void
desk_article_group_set_document (DeskArticleGroup *self,
                                 DeskDocument     *document)
{
  g_return_if_fail (DESK_IS_ARTICLE_GROUP (self));

  if (self->document == document)
    return;

  if (self->document != NULL)
    desk_field_row_settle (self->date_row);
  g_set_object (&self->document, document);
  desk_field_row_reset (self->date_row);
  desk_article_group_refresh (self);
}

/**
 * desk_article_group_set_terms:
 * @terms: (element-type DeskTerm): the sections that exist
 */
void
desk_article_group_set_terms (DeskArticleGroup *self,
                              GPtrArray        *terms)
{
  g_return_if_fail (DESK_IS_ARTICLE_GROUP (self));

  g_clear_pointer (&self->terms, g_ptr_array_unref);
  self->terms = g_ptr_array_ref (terms);
  desk_article_group_refresh (self);
}

/**
 * desk_article_group_refresh:
 *
 * Shows the document as it is now, but for what is being typed.
 */
void
desk_article_group_refresh (DeskArticleGroup *self)
{
  const DeskArticle *article;

  g_return_if_fail (DESK_IS_ARTICLE_GROUP (self));

  if (self->document == NULL)
    return;

  article = desk_draft_peek_article (self->document);
  self->is_refreshing = TRUE;
  refresh_section (self, article);
  refresh_kind (self, article);
  refresh_date (self, article);
  self->is_refreshing = FALSE;
}

/**
 * desk_article_group_settle:
 *
 * Stores what was typed and is right, at once.
 */
void
desk_article_group_settle (DeskArticleGroup *self)
{
  g_return_if_fail (DESK_IS_ARTICLE_GROUP (self));

  desk_field_row_settle (self->date_row);
}
