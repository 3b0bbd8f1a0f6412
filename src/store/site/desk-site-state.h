/* desk-site-state.h - what an export remembers of a site until the next one
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DESK_SITE_HASH_BYTES 32

/**
 * DeskSiteFile:
 * @sha256: of its bytes
 * @fingerprint: of all that it shows; all zero for what has none
 * @run: the export that it was last a part of; later ones have higher numbers
 *
 * A file of the site, as the last export left it.
 */
typedef struct
{
  gint64 run;
  guint8 sha256[DESK_SITE_HASH_BYTES];
  guint8 fingerprint[DESK_SITE_HASH_BYTES];
} DeskSiteFile;

typedef struct _DeskSiteState DeskSiteState;

DeskSiteState *desk_site_state_open (const char *file,
                                     const char *library_id,
                                     gboolean    may_make,
                                     GError    **error) G_GNUC_WARN_UNUSED_RESULT;
DeskSiteState *desk_site_state_open_old (const char *file,
                                         const char *library_id) G_GNUC_WARN_UNUSED_RESULT;
DeskSiteState *desk_site_state_new_temporary (const char *library_id,
                                              GError    **error) G_GNUC_WARN_UNUSED_RESULT;
DeskSiteState *desk_site_state_open_reader (DeskSiteState *other,
                                            GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void           desk_site_state_free (DeskSiteState *self);
gboolean       desk_site_state_is_damaged (DeskSiteState *self);
gboolean       desk_site_state_settle (DeskSiteState *self,
                                       const char    *file,
                                       GError       **error);

gboolean desk_site_state_begin (DeskSiteState *self,
                                GError       **error);
gboolean desk_site_state_commit (DeskSiteState *self,
                                 GError       **error);

gboolean desk_site_state_read_note (DeskSiteState *self,
                                    const char    *name,
                                    char         **out_value,
                                    GError       **error);
gboolean desk_site_state_write_note (DeskSiteState *self,
                                     const char    *name,
                                     const char    *value,
                                     GError       **error);
gboolean desk_site_state_forget_plan (DeskSiteState *self,
                                      GError       **error);

gboolean desk_site_state_find_file (DeskSiteState *self,
                                    const char    *path,
                                    DeskSiteFile  *out_file,
                                    gboolean      *out_is_there,
                                    GError       **error);
gboolean desk_site_state_salvage_files (DeskSiteState *self,
                                        DeskSiteState *damaged,
                                        GError       **error);
gboolean desk_site_state_put_file (DeskSiteState      *self,
                                   const char         *path,
                                   const DeskSiteFile *file,
                                   GError            **error);
gboolean desk_site_state_remove_file (DeskSiteState *self,
                                      const char    *path,
                                      GError       **error);
GPtrArray *desk_site_state_list_older (DeskSiteState *self,
                                       gint64         run,
                                       GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskSiteState, desk_site_state_free)

G_END_DECLS
