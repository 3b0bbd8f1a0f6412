/* desk-pages.h - the pages of a damaged database, believed in nothing
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _DeskPages DeskPages;

#define DESK_MAX_VALUES 64

/* One value of a record; its bytes live until the next record is read. */
typedef struct
{
  int           type; /* SQLITE_INTEGER, SQLITE_FLOAT, SQLITE_TEXT, SQLITE_BLOB, SQLITE_NULL */
  gint64        integer;
  double        real;
  const guint8 *bytes;
  gsize         n_bytes;
} DeskValue;

typedef struct
{
  gint64      rowid;
  guint32     child;    /* in an inner page of an index: what lies before it */
  gboolean    is_cut;   /* its last value is not whole */
  unsigned    n_values;
  DeskValue   values[DESK_MAX_VALUES];
  GByteArray *payload;
} DeskRecord;

DeskRecord *desk_record_new (void) G_GNUC_WARN_UNUSED_RESULT;
void        desk_record_free (DeskRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskRecord, desk_record_free)

typedef enum
{
  DESK_PAGE_INNER_INDEX = 2,
  DESK_PAGE_INNER_TABLE = 5,
  DESK_PAGE_LEAF_INDEX = 10,
  DESK_PAGE_LEAF_TABLE = 13,
} DeskPageKind;

DeskPages *desk_pages_open (const char *file,
                            GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void       desk_pages_free (DeskPages *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskPages, desk_pages_free)

guint32  desk_pages_get_count (DeskPages *self);
int      desk_pages_get_version (DeskPages *self);
gboolean desk_pages_is_library (DeskPages *self);

int      desk_pages_get_kind (DeskPages *self,
                              guint32    number);
unsigned desk_pages_get_n_cells (DeskPages *self,
                                 guint32    number);
guint32  desk_pages_get_right_child (DeskPages *self,
                                     guint32    number);
gboolean desk_pages_read_inner (DeskPages *self,
                                guint32    number,
                                unsigned   cell,
                                guint32   *out_child,
                                gint64    *out_key);
gboolean desk_pages_read_record (DeskPages  *self,
                                 guint32     number,
                                 unsigned    cell,
                                 DeskRecord *record);

gboolean desk_pages_visit (DeskPages *self,
                           guint32    number);
gboolean desk_pages_is_visited (DeskPages *self,
                                guint32    number);
void     desk_pages_visit_free_ones (DeskPages *self);

G_END_DECLS
