/* desk-window-private.h - what the window's own files share
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/backup/desk-report-dialog.h"
#include "app/backup/desk-work.h"
#include "app/details/desk-details-pane.h"
#include "app/editor/desk-editor.h"
#include "app/library/desk-library-care.h"
#include "app/library/desk-library-watch.h"
#include "app/list/desk-list-pane.h"
#include "app/places/desk-places.h"
#include "app/window/desk-window.h"

G_BEGIN_DECLS

struct _DeskWindow
{
  AdwApplicationWindow    parent_instance;
  AdwToastOverlay        *toasts;
  GtkStack               *stack;
  AdwStatusPage          *problem;
  GtkWidget              *repair_button;
  GtkWidget              *restore_button;
  GtkWidget              *retry_button;
  GtkWidget              *open_button;
  AdwBanner              *banner;
  AdwOverlaySplitView    *places_split;
  AdwNavigationSplitView *list_split;
  AdwMultiLayoutView     *layouts;
  AdwOverlaySplitView    *details_split;
  AdwBottomSheet         *details_sheet;
  DeskPlaces             *places;
  DeskListPane           *list;
  GtkStack               *desk;
  DeskEditor             *editor;
  DeskDetailsPane        *details;

  DeskLibrary            *library;
  DeskLibraryWatch       *watch;       /* NULL until the library is open, as is @care */
  DeskLibraryCare        *care;
  DeskDocument           *document;
  DeskReportDialog       *report;        /* of the last check, for who works through it; NULL while there is none */
  AdwDialog              *dialog;        /* held for as long as it is on top, and until it has closed */
  GSettings              *settings;      /* NULL where the schema isn't installed */
  char                   *deleted;       /* what Undo brings back */
  char                   *damage;        /* what was met in the library; NULL while all is well */
  char                   *place_warning; /* NULL where the library stands well */
  gboolean                is_open;       /* the library */
  gboolean                has_shown;     /* some library */
  gboolean                is_working;    /* with the library closed, or about to */
  gboolean                is_closing;    /* everything is saved */
  gboolean                opens_first;   /* show an article as soon as there is a list */
};

void desk_window_set_up_actions (DeskWindow *self);
void desk_window_update_actions (DeskWindow *self);

void desk_window_add_backup_actions (DeskWindow *self);
void desk_window_add_check_actions (DeskWindow *self);
void desk_window_add_place_actions (DeskWindow *self);
void desk_window_add_repair_actions (DeskWindow *self);
void desk_window_add_trash_actions (DeskWindow *self);

void desk_window_look_around (DeskWindow *self);
void desk_window_met_damage (DeskWindow *self,
                             const char *message);

void desk_window_work_closed (DeskWindow         *self,
                              const char         *title,
                              DeskWorkFunc        func,
                              gpointer            data,
                              GDestroyNotify      free_data,
                              GDestroyNotify      free_result,
                              GAsyncReadyCallback callback);

void desk_window_set_document (DeskWindow   *self,
                               DeskDocument *document);
void desk_window_show_article (DeskWindow *self,
                               const char *uuid,
                               gboolean    is_new);
void desk_window_show_text (DeskWindow *self,
                            const char *uuid,
                            const char *language);
void desk_window_close_dialog (DeskWindow *self);
void desk_window_close_document (DeskWindow *self);

void desk_window_say (DeskWindow *self,
                      const char *message);

G_END_DECLS
