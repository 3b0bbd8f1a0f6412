/* desk-list-row.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-list-row.h"

#include "app/library/desk-date-form.h"
#include "app/library/desk-wording.h"
#include "app/list/desk-list-highlight.h"
#include "store/desk-trash.h"

#include <glib/gi18n.h>

struct _DeskListRow
{
  GtkBox        parent_instance;
  GtkLabel     *title;
  GtkLabel     *snippet;
  GtkLabel     *byline;
  GtkBox       *marks;
  GtkLabel     *section;
  DeskLibrary  *library;
  DeskListItem *item;      /* NULL while the row is not in use */
  gboolean      is_search; /* what is not read yet will have a snippet */
  char         *spoken;    /* all of it, for assistive technology */
};

G_DEFINE_FINAL_TYPE (DeskListRow, desk_list_row, GTK_TYPE_BOX)

static char *
dup_authors (const DeskArticle *article,
             const char        *language)
{
  g_autoptr(GString) authors = g_string_new (NULL);

  for (unsigned i = 0; i < article->credits->len; i++)
    {
      const DeskCredit *credit = article->credits->pdata[i];

      if (authors->len > 0)
        g_string_append (authors, ", ");
      g_string_append (authors, desk_term_get_name (credit->author, language)->name);
    }

  return g_string_free_and_steal (g_steal_pointer (&authors));
}

/* What counts in the trash. */
static char *
dup_end (const DeskDateForm *form,
         const DeskArticle  *article)
{
  g_autofree char *day = desk_date_form_write (form, article->deleted_us + DESK_TRASH_US);

  return g_strdup_printf (_("Will be removed on %s"), day);
}

static char *
dup_byline (const DeskArticle *article,
            const DeskSite    *site,
            const char        *language)
{
  DeskDateForm form = desk_date_form_of_site (site, language);
  g_autofree char *day = article->date_us != 0 ? desk_date_form_write (&form, article->date_us) : g_strdup ("");
  g_autofree char *authors = dup_authors (article, language);

  if (article->deleted_us != 0)
    return dup_end (&form, article);
  if (*day == '\0' && *authors == '\0')
    return g_strdup (_("No date"));
  if (*day == '\0' || *authors == '\0')
    return g_strconcat (day, authors, NULL);

  return g_strconcat (day, "  ·  ", authors, NULL);
}

/* A row shows one article after the other, so it keeps its marks. */
static GtkWidget *
append_mark (DeskListRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *image = gtk_image_new ();

  gtk_image_set_pixel_size (GTK_IMAGE (image), 13);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (box, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (self->marks, box);

  return box;
}

static void
show_mark (GtkWidget         *box,
           const DeskArticle *article,
           const char        *language,
           GString           *spoken)
{
  const DeskEdition *edition = desk_article_get_edition (article, language);
  g_autofree char *mark = desk_wording_mark (language, edition);
  g_autofree char *code = desk_wording_language_code (language);
  GtkWidget *label = gtk_widget_get_first_child (box);
  GtkWidget *image = gtk_widget_get_last_child (box);

  gtk_label_set_label (GTK_LABEL (label), code);
  gtk_image_set_from_icon_name (GTK_IMAGE (image), desk_wording_mark_icon (edition));
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, mark, -1);
  gtk_widget_set_tooltip_text (box, mark);
  gtk_widget_set_visible (box, TRUE);

  g_string_append_printf (spoken, ", %s", mark);
}

static void
hide_marks (GtkWidget *first)
{
  for (GtkWidget *mark = first; mark != NULL; mark = gtk_widget_get_next_sibling (mark))
    gtk_widget_set_visible (mark, FALSE);
}

static void
show_marks (DeskListRow       *self,
            const DeskArticle *article,
            const DeskSite    *site,
            GString           *spoken)
{
  g_auto(GStrv) languages = desk_wording_edition_languages (site, article);
  GtkWidget *mark = gtk_widget_get_first_child (GTK_WIDGET (self->marks));

  for (unsigned i = 0; languages[i] != NULL; i++)
    {
      if (mark == NULL)
        mark = append_mark (self);
      show_mark (mark, article, languages[i], spoken);
      mark = gtk_widget_get_next_sibling (mark);
    }
  hide_marks (mark);
}

static void
show_title (DeskListRow *self,
            const char  *title)
{
  gtk_label_set_attributes (self->title, NULL);
  gtk_label_set_label (self->title, *title != '\0' ? title : _("Untitled"));
  if (*title != '\0')
    gtk_widget_remove_css_class (GTK_WIDGET (self->title), "dim-label");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->title), "dim-label");
}

/* What was found may be in another edition than the one whose title is shown. */
static void
show_hit (DeskListRow   *self,
          const DeskHit *hit)
{
  g_autoptr(PangoAttrList) in_title = desk_list_highlight_new (hit->title_ranges, hit->language);
  g_autoptr(PangoAttrList) in_snippet = desk_list_highlight_new (hit->snippet_ranges, hit->found_language);

  if (g_str_equal (hit->title, gtk_label_get_label (self->title)))
    gtk_label_set_attributes (self->title, in_title);
  gtk_label_set_label (self->snippet, hit->snippet);
  gtk_label_set_attributes (self->snippet, in_snippet);
}

static void
show_article (DeskListRow           *self,
              const DeskListContent *content)
{
  const DeskArticle *article = content->article;
  const DeskSite *site = desk_library_get_site (self->library);
  g_autofree char *language = desk_library_dup_main_language (self->library);
  const DeskEdition *edition = desk_article_get_shown_edition (article, language);
  g_autofree char *byline = dup_byline (article, site, language);
  g_autoptr(GString) spoken = g_string_new (NULL);

  show_title (self, edition != NULL ? edition->title : "");
  gtk_label_set_label (self->byline, byline);
  gtk_label_set_label (self->section,
                       article->section != NULL ? desk_term_get_name (article->section, language)->name : "");

  g_string_append_printf (spoken, "%s, %s", gtk_label_get_label (self->title), byline);
  show_marks (self, article, site, spoken);
  gtk_widget_set_visible (GTK_WIDGET (self->snippet), content->words != NULL);
  gtk_label_set_label (self->snippet, "");
  if (content->hit != NULL)
    {
      show_hit (self, content->hit);
      g_string_append_printf (spoken, ", %s", content->hit->snippet);
    }
  g_set_str (&self->spoken, spoken->str);
}

/* As high as a row whose title has two lines, as most have. */
static void
show_nothing (DeskListRow *self)
{
  gtk_label_set_attributes (self->title, NULL);
  gtk_label_set_label (self->title, "\n");
  gtk_label_set_label (self->snippet, "");
  gtk_widget_set_visible (GTK_WIDGET (self->snippet), self->is_search);
  gtk_label_set_label (self->byline, " ");
  gtk_label_set_label (self->section, " ");
  hide_marks (gtk_widget_get_first_child (GTK_WIDGET (self->marks)));
  g_set_str (&self->spoken, _("Loading…"));
}

static void
show_again (DeskListRow *self)
{
  const DeskListContent *content = self->item != NULL ? desk_list_item_get_content (self->item) : NULL;

  if (content != NULL)
    show_article (self, content);
  else if (self->item != NULL)
    show_nothing (self);
}

static void
desk_list_row_dispose (GObject *object)
{
  g_clear_object (&DESK_LIST_ROW (object)->item);
  g_clear_object (&DESK_LIST_ROW (object)->library);
  gtk_widget_dispose_template (GTK_WIDGET (object), DESK_TYPE_LIST_ROW);

  G_OBJECT_CLASS (desk_list_row_parent_class)->dispose (object);
}

static void
desk_list_row_finalize (GObject *object)
{
  DeskListRow *self = DESK_LIST_ROW (object);

  g_free (self->spoken);

  G_OBJECT_CLASS (desk_list_row_parent_class)->finalize (object);
}

static void
desk_list_row_class_init (DeskListRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_list_row_dispose;
  object_class->finalize = desk_list_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/list/desk-list-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskListRow, title);
  gtk_widget_class_bind_template_child (widget_class, DeskListRow, snippet);
  gtk_widget_class_bind_template_child (widget_class, DeskListRow, byline);
  gtk_widget_class_bind_template_child (widget_class, DeskListRow, marks);
  gtk_widget_class_bind_template_child (widget_class, DeskListRow, section);
}

static void
desk_list_row_init (DeskListRow *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (show_again), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::accent-color", G_CALLBACK (show_again), self, G_CONNECT_SWAPPED);
}

/**
 * desk_list_row_new:
 * @library: whose articles it will show
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
desk_list_row_new (DeskLibrary *library)
{
  DeskListRow *self = g_object_new (DESK_TYPE_LIST_ROW, NULL);

  self->library = g_object_ref (library);

  return GTK_WIDGET (self);
}

/**
 * desk_list_row_get_item:
 *
 * Returns: (transfer none) (nullable): what it shows
 */
DeskListItem *
desk_list_row_get_item (DeskListRow *self)
{
  g_return_val_if_fail (DESK_IS_LIST_ROW (self), NULL);

  return self->item;
}

/**
 * desk_list_row_set_item:
 * @item: (nullable): what to show as it is now; %NULL takes the row out of use
 * @is_search: whether @item, should it say nothing yet, will say what was found
 */
void
desk_list_row_set_item (DeskListRow  *self,
                        DeskListItem *item,
                        gboolean      is_search)
{
  g_return_if_fail (DESK_IS_LIST_ROW (self));

  g_set_object (&self->item, item);
  self->is_search = is_search;
  show_again (self);
}

/**
 * desk_list_row_get_spoken:
 *
 * Returns: (transfer none): the row in one sentence
 */
const char *
desk_list_row_get_spoken (DeskListRow *self)
{
  g_return_val_if_fail (DESK_IS_LIST_ROW (self), NULL);

  return self->spoken;
}
