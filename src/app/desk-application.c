/* desk-application.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-application.h"

struct _DeskApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (DeskApplication, desk_application, ADW_TYPE_APPLICATION)

static void
desk_application_class_init (DeskApplicationClass *klass)
{
}

static void
desk_application_init (DeskApplication *self)
{
}

/**
 * desk_application_new:
 *
 * Returns: (transfer full): the program
 */
DeskApplication *
desk_application_new (void)
{
  return g_object_new (DESK_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/org/copydesk/Copydesk",
                       NULL);
}

/**
 * desk_application_open_library:
 * @path: a library's folder
 * @create_if_missing: whether to make one where there is nothing
 *
 * Shows the window of a library.
 */
void
desk_application_open_library (DeskApplication *self,
                               const char      *path,
                               gboolean         create_if_missing)
{
}
