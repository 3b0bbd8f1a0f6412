/* desk-page-group.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-page-group.h"

#include "app/details/desk-draft.h"
#include "app/details/desk-term-task.h"
#include "app/library/desk-date-form.h"
#include "app/library/desk-wording.h"
#include "app/widgets/desk-error-row.h"
#include "app/widgets/desk-field-row.h"

#include "text/desk-slug.h"

#include <glib/gi18n.h>

struct _DeskPageGroup
{
  AdwPreferencesGroup parent_instance;

  DeskFieldRow       *slug_row;
  DeskFieldRow       *seo_title_row;
  DeskFieldRow       *seo_description_row;
  AdwActionRow       *first_release_row;
  AdwActionRow       *last_release_row;
  AdwActionRow       *revised_row;

  DeskDocument       *document;
  char               *language;  /* of the edition that is shown */
};

G_DEFINE_FINAL_TYPE (DeskPageGroup, desk_page_group, ADW_TYPE_PREFERENCES_GROUP)

static char *
check_slug (const char *text,
            gboolean is_settled,
            gpointer user_data)
{
  g_autofree char *proposed = NULL;

  /* "-" is where somebody is who types "nato-summit". */
  if (desk_slug_is_valid (text) || (!is_settled && (*text == '\0' || g_str_has_suffix (text, "-"))))
    return NULL;

  proposed = desk_slug_from_title (text);
  if (*text == '\0' || proposed == NULL || !desk_slug_is_valid (proposed))
    return g_strdup (_("An address is made of small letters a to z, digits and hyphens, for instance border-monitor"));

  return g_strdup_printf (_("An address is made of small letters a to z, digits and hyphens, for instance %s"), proposed);
}

static char *
check_length (const char *text,
              gboolean    is_settled,
              gpointer    user_data)
{
  if (g_utf8_strlen (text, -1) <= DESK_TITLE_MAX_CHARS)
    return NULL;

  return g_strdup_printf (_("This is too long; use at most %d characters"), DESK_TITLE_MAX_CHARS);
}

/* Rows settle before the document changes its language, so the edition that was
 * typed into is still the one with the group's language.
 */
static DeskEdition *
dup_edition (DeskPageGroup *self)
{
  const DeskEdition *edition = NULL;

  if (self->document != NULL && self->language != NULL)
    edition = desk_draft_peek_edition (self->document, self->language);

  return edition != NULL ? desk_edition_copy (edition) : NULL;
}

static void
slug_edited_cb (DeskPageGroup *self,
                const char    *text)
{
  DeskEdition *edition = dup_edition (self);

  if (edition == NULL)
    return;

  g_set_str (&edition->slug, text);
  desk_draft_take_edition (self->document, edition);
}

static void
seo_title_edited_cb (DeskPageGroup *self,
                     const char    *text)
{
  DeskEdition *edition = dup_edition (self);

  if (edition == NULL)
    return;

  g_set_str (&edition->seo_title, text);
  desk_draft_take_edition (self->document, edition);
}

static void
seo_description_edited_cb (DeskPageGroup *self,
                           const char    *text)
{
  DeskEdition *edition = dup_edition (self);

  if (edition == NULL)
    return;

  g_set_str (&edition->seo_description, text);
  desk_draft_take_edition (self->document, edition);
}

static void
show_time (AdwActionRow       *row,
           const DeskDateForm *form,
           gint64              us)
{
  g_autofree char *text = us != 0 ? desk_date_form_write_with_time (form, us) : g_strdup ("");

  adw_action_row_set_subtitle (row, text);
  gtk_widget_set_visible (GTK_WIDGET (row), us != 0);
}

static void
refresh_times (DeskPageGroup     *self,
               const DeskEdition *edition)
{
  const DeskSite *site = desk_library_get_site (desk_document_get_library (self->document));
  DeskDateForm form = desk_date_form_of_site (site, edition->language);

  show_time (self->first_release_row, &form, edition->first_release_us);
  show_time (self->last_release_row, &form,
             edition->last_release_us != edition->first_release_us ? edition->last_release_us : 0);
  show_time (self->revised_row, &form, edition->revised_us);
}

static void
refresh_heading (DeskPageGroup     *self,
                 const DeskArticle *article,
                 const DeskEdition *edition)
{
  g_autofree char *name = desk_wording_language (edition->language);
  g_autofree char *title = g_strdup_printf (_("%s Page"), name);
  const DeskTermName *section = article->section != NULL ? desk_term_get_name (article->section, edition->language) : NULL;
  g_autofree char *path = NULL;

  if (g_str_equal (article->kind, "page") || section == NULL)
    path = g_strdup_printf ("/%s/%s/", edition->language, edition->slug);
  else
    path = g_strdup_printf ("/%s/%s/%s/", edition->language, section->slug, edition->slug);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), *edition->slug != '\0' ? path : NULL);
}

static void
reset_rows (DeskPageGroup *self)
{
  desk_field_row_reset (self->slug_row);
  desk_field_row_reset (self->seo_title_row);
  desk_field_row_reset (self->seo_description_row);
}

static void
settle_rows (DeskPageGroup *self)
{
  desk_field_row_settle (self->slug_row);
  desk_field_row_settle (self->seo_title_row);
  desk_field_row_settle (self->seo_description_row);
}

static void
desk_page_group_dispose (GObject *object)
{
  DeskPageGroup *self = DESK_PAGE_GROUP (object);

  g_clear_object (&self->document);
  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_PAGE_GROUP);

  G_OBJECT_CLASS (desk_page_group_parent_class)->dispose (object);
}

static void
desk_page_group_finalize (GObject *object)
{
  g_clear_pointer (&DESK_PAGE_GROUP (object)->language, g_free);

  G_OBJECT_CLASS (desk_page_group_parent_class)->finalize (object);
}

static void
desk_page_group_class_init (DeskPageGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_page_group_dispose;
  object_class->finalize = desk_page_group_finalize;

  g_type_ensure (DESK_TYPE_ERROR_ROW);
  g_type_ensure (DESK_TYPE_FIELD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/details/desk-page-group.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskPageGroup, slug_row);
  gtk_widget_class_bind_template_child (widget_class, DeskPageGroup, seo_title_row);
  gtk_widget_class_bind_template_child (widget_class, DeskPageGroup, seo_description_row);
  gtk_widget_class_bind_template_child (widget_class, DeskPageGroup, first_release_row);
  gtk_widget_class_bind_template_child (widget_class, DeskPageGroup, last_release_row);
  gtk_widget_class_bind_template_child (widget_class, DeskPageGroup, revised_row);
  gtk_widget_class_bind_template_callback (widget_class, slug_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, seo_title_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, seo_description_edited_cb);
}

static void
desk_page_group_init (DeskPageGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_entry_row_set_input_hints (ADW_ENTRY_ROW (self->slug_row),
                                 GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_LOWERCASE);
  desk_field_row_set_check (self->slug_row, check_slug, self);
  desk_field_row_set_check (self->seo_title_row, check_length, self);
  desk_field_row_set_check (self->seo_description_row, check_length, self);
}

/**
 * desk_page_group_set_document:
 * @document: (nullable): whose page to show, in the language it shows
 */
void
desk_page_group_set_document (DeskPageGroup *self,
                              DeskDocument  *document)
{
  g_return_if_fail (DESK_IS_PAGE_GROUP (self));

  if (self->document == document)
    return;

  settle_rows (self);
  reset_rows (self);
  g_set_object (&self->document, document);
  g_clear_pointer (&self->language, g_free);
  desk_page_group_refresh (self);
}

/**
 * desk_page_group_refresh:
 *
 * Shows the edition as it is now, but for what is being typed.
 */
void
desk_page_group_refresh (DeskPageGroup *self)
{
  const DeskEdition *edition;

  g_return_if_fail (DESK_IS_PAGE_GROUP (self));

  edition = self->document != NULL ? desk_draft_peek_edition (self->document, desk_document_get_language (self->document)) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), edition != NULL);
  if (edition == NULL)
    return;

  if (g_strcmp0 (self->language, edition->language) != 0)
    {
      settle_rows (self);
      reset_rows (self);
      edition = desk_draft_peek_edition (self->document, desk_document_get_language (self->document));
      g_set_str (&self->language, edition->language);
    }

  refresh_heading (self, desk_draft_peek_article (self->document), edition);
  desk_field_row_set_stored (self->slug_row, edition->slug);
  desk_field_row_set_stored (self->seo_title_row, edition->seo_title);
  desk_field_row_set_stored (self->seo_description_row, edition->seo_description);
  refresh_times (self, edition);
}

/**
 * desk_page_group_settle:
 *
 * Stores what was typed and is right, at once.
 */
void
desk_page_group_settle (DeskPageGroup *self)
{
  g_return_if_fail (DESK_IS_PAGE_GROUP (self));

  settle_rows (self);
}
