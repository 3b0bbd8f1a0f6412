/* desk-window-private.h - what the window's own files share
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

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
  GSettings              *settings;    /* NULL where the schema isn't installed */
  char                   *deleted;     /* what Undo brings back */
  gboolean                is_open;     /* the library */
  gboolean                is_closing;  /* everything is saved */
  gboolean                opens_first; /* show an article as soon as there is a list */
};

void desk_window_set_up_actions (DeskWindow *self);
void desk_window_update_actions (DeskWindow *self);

void desk_window_empty_trash (DeskWindow *self);

void desk_window_show_article (DeskWindow *self,
                               const char *uuid,
                               gboolean    is_new);
void desk_window_close_document (DeskWindow *self);

void desk_window_say (DeskWindow *self,
                      const char *message);

G_END_DECLS
