/* desk-date-form.h - days in the form that the newsroom writes them in
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-site.h"

G_BEGIN_DECLS

/**
 * DeskDateForm:
 * @pattern: an ICU date pattern, "dd.MM.yyyy."
 * @time_zone: an IANA name
 * @language: whose names of months are used
 */
typedef struct
{
  const char *pattern;
  const char *time_zone;
  const char *language;
} DeskDateForm;

DeskDateForm desk_date_form_of_site (const DeskSite *site,
                                     const char     *language);

char    *desk_date_form_write (const DeskDateForm *self,
                               gint64              us) G_GNUC_WARN_UNUSED_RESULT;
char    *desk_date_form_write_with_time (const DeskDateForm *self,
                                         gint64              us) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_date_form_read (const DeskDateForm *self,
                              const char         *text,
                              gint64             *out_us,
                              GError            **error);

G_END_DECLS
