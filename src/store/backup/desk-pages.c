/* desk-pages.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-pages.h"

#include <sqlite3.h>
#include <string.h>

/* Reads a database by its format (sqlite.org/fileformat2.html), because SQLite
 * itself stops at the first thing that is wrong. Whatever a page says is only a
 * claim:
 *
 * 1. Nothing is read outside of a page, and no page outside of the file.
 * 2. Who follows pages enters each once, by desk_pages_visit(), so that pages
 *    that name each other come to an end.
 * 3. No record is larger than any that a library has.
 */

#define HEADER_BYTES 100
#define PAGE_BYTES 4096 /* what our libraries have, where the header can't say */
#define MAX_PAYLOAD_BYTES (64 * 1024 * 1024)
#define LOG_HEADER_BYTES 32
#define FRAME_HEADER_BYTES 24

struct _DeskPages
{
  GMappedFile  *file;
  GMappedFile  *log;     /* NULL where there is none */
  GHashTable   *newer;   /* page number → const guint8 *, in the log */
  const guint8 *bytes;
  gsize         n_bytes;
  guint32       page_bytes;
  guint32       n_pages;
  guint8       *visited; /* a byte for each page */
};

static guint32
read_16 (const guint8 *p)
{
  return (guint32) p[0] << 8 | p[1];
}

static guint32
read_32 (const guint8 *p)
{
  return (guint32) p[0] << 24 | (guint32) p[1] << 16 | (guint32) p[2] << 8 | p[3];
}

/* Returns how many bytes it has; 0 where @end comes first. */
static unsigned
read_varint (const guint8 *p,
             const guint8 *end,
             guint64      *out_value)
{
  guint64 value = 0;

  for (unsigned i = 0; i < 9; i++)
    {
      if (p + i >= end)
        return 0;
      if (i == 8)
        {
          *out_value = value << 8 | p[i];
          return 9;
        }
      value = value << 7 | (p[i] & 0x7f);
      if (!(p[i] & 0x80))
        {
          *out_value = value;
          return i + 1;
        }
    }

  return 0;
}

DeskRecord *
desk_record_new (void)
{
  DeskRecord *self = g_new0 (DeskRecord, 1);

  self->payload = g_byte_array_new ();
  return self;
}

void
desk_record_free (DeskRecord *self)
{
  if (self == NULL)
    return;

  g_byte_array_unref (self->payload);
  g_free (self);
}

static gboolean
is_page_size (guint32 size)
{
  return size >= 512 && size <= 65536 && (size & (size - 1)) == 0;
}

/* Checksums run on from frame to frame; a frame that is wrong in itself does not
 * make those behind it wrong. */
static void
add_checksum (const guint8 *bytes,
              gsize         n_bytes,
              gboolean      is_big_endian,
              guint32      *sums)
{
  for (gsize i = 0; i + 8 <= n_bytes; i += 8)
    {
      guint32 words[2];

      memcpy (words, bytes + i, sizeof words);
      for (unsigned j = 0; j < 2; j++)
        words[j] = is_big_endian ? GUINT32_FROM_BE (words[j]) : GUINT32_FROM_LE (words[j]);
      sums[0] += words[0] + sums[1];
      sums[1] += words[1] + sums[0];
    }
}

/* Takes the pages of the transactions in the log that were finished. */
static void
read_log (DeskPages *self)
{
  const guint8 *log = (const guint8 *) g_mapped_file_get_contents (self->log);
  gsize n_bytes = g_mapped_file_get_length (self->log);
  gsize frame_bytes = FRAME_HEADER_BYTES + self->page_bytes;
  g_autoptr(GHashTable) pending = g_hash_table_new (NULL, NULL);
  gboolean is_big_endian;
  guint32 sums[2];

  if (n_bytes < LOG_HEADER_BYTES || (read_32 (log) & 0xfffffffe) != 0x377f0682 ||
      read_32 (log + 8) != self->page_bytes)
    return;

  is_big_endian = read_32 (log) & 1;
  sums[0] = read_32 (log + 24);
  sums[1] = read_32 (log + 28);
  for (gsize at = LOG_HEADER_BYTES; at + frame_bytes <= n_bytes; at += frame_bytes)
    {
      const guint8 *frame = log + at;
      gboolean is_right;

      if (memcmp (frame + 8, log + 16, 8) != 0) /* left from an earlier round */
        break;
      add_checksum (frame, 8, is_big_endian, sums);
      add_checksum (frame + FRAME_HEADER_BYTES, self->page_bytes, is_big_endian, sums);
      is_right = sums[0] == read_32 (frame + 16) && sums[1] == read_32 (frame + 20);
      sums[0] = read_32 (frame + 16);
      sums[1] = read_32 (frame + 20);

      g_hash_table_insert (pending, GUINT_TO_POINTER (read_32 (frame)), (gpointer) (frame + FRAME_HEADER_BYTES));
      if (is_right && read_32 (frame + 4) != 0)
        {
          GHashTableIter iter;
          gpointer number, page;

          g_hash_table_iter_init (&iter, pending);
          while (g_hash_table_iter_next (&iter, &number, &page))
            {
              g_hash_table_insert (self->newer, number, page);
              g_hash_table_iter_remove (&iter);
            }
          self->n_pages = MAX (self->n_pages, MIN (read_32 (frame + 4), self->n_pages + n_bytes / frame_bytes));
        }
    }
}

static GMappedFile *
map_log (const char *file)
{
  g_autofree char *path = g_strconcat (file, "-wal", NULL);

  return g_mapped_file_new (path, FALSE, NULL);
}

/**
 * desk_pages_open:
 * @file: a database that nobody writes to, with its log beside it
 */
DeskPages *
desk_pages_open (const char *file,
                 GError    **error)
{
  g_autoptr(DeskPages) self = g_new0 (DeskPages, 1);
  guint32 size;

  self->newer = g_hash_table_new (NULL, NULL);
  self->file = g_mapped_file_new (file, FALSE, error);
  if (self->file == NULL)
    return NULL;

  self->bytes = (const guint8 *) g_mapped_file_get_contents (self->file);
  self->n_bytes = g_mapped_file_get_length (self->file);
  size = self->n_bytes >= HEADER_BYTES ? read_16 (self->bytes + 16) : 0;
  if (size == 1)
    size = 65536;
  self->page_bytes = self->n_bytes >= HEADER_BYTES && memcmp (self->bytes, "SQLite format 3", 16) == 0 &&
                     is_page_size (size) ? size : PAGE_BYTES;
  self->n_pages = (guint32) MIN (self->n_bytes / self->page_bytes, G_MAXUINT32 - 1);
  self->log = map_log (file);
  if (self->log != NULL)
    read_log (self);
  self->visited = g_malloc0 ((gsize) self->n_pages + 1);

  return g_steal_pointer (&self);
}

void
desk_pages_free (DeskPages *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->file, g_mapped_file_unref);
  g_clear_pointer (&self->log, g_mapped_file_unref);
  g_clear_pointer (&self->newer, g_hash_table_unref);
  g_free (self->visited);
  g_free (self);
}

guint32
desk_pages_get_count (DeskPages *self)
{
  return self->n_pages;
}

static const guint8 *
get_page (DeskPages *self,
          guint32    number)
{
  const guint8 *newer;

  if (number == 0 || number > self->n_pages)
    return NULL;

  newer = g_hash_table_lookup (self->newer, GUINT_TO_POINTER (number));
  if (newer != NULL)
    return newer;

  return (gsize) number * self->page_bytes <= self->n_bytes ? self->bytes + (gsize) (number - 1) * self->page_bytes
                                                            : NULL;
}

/**
 * desk_pages_get_version:
 *
 * Returns: the version of the library's schema; 0 where the header can't say
 */
int
desk_pages_get_version (DeskPages *self)
{
  const guint8 *page = get_page (self, 1);

  return page != NULL && memcmp (page, "SQLite format 3", 16) == 0 ? (int) MIN (read_32 (page + 60), 1000) : 0;
}

gboolean
desk_pages_is_library (DeskPages *self)
{
  const guint8 *page = get_page (self, 1);

  return page != NULL && read_32 (page + 68) == 0x4465736b; /* DESK_APPLICATION_ID */
}

static const guint8 *
get_header (DeskPages *self,
            guint32    number)
{
  const guint8 *page = get_page (self, number);

  return page != NULL && number == 1 ? page + HEADER_BYTES : page;
}

/**
 * desk_pages_get_kind:
 *
 * Returns: a #DeskPageKind; 0 for a page of no tree
 */
int
desk_pages_get_kind (DeskPages *self,
                     guint32    number)
{
  const guint8 *header = get_header (self, number);
  int kind = header != NULL ? header[0] : 0;

  return kind == DESK_PAGE_INNER_INDEX || kind == DESK_PAGE_INNER_TABLE ||
         kind == DESK_PAGE_LEAF_INDEX || kind == DESK_PAGE_LEAF_TABLE ? kind : 0;
}

static gboolean
is_inner (int kind)
{
  return kind == DESK_PAGE_INNER_INDEX || kind == DESK_PAGE_INNER_TABLE;
}

/* How many the page says it has, as far as there is room for that many. */
unsigned
desk_pages_get_n_cells (DeskPages *self,
                        guint32    number)
{
  const guint8 *header = get_header (self, number);

  return desk_pages_get_kind (self, number) != 0 ? MIN (read_16 (header + 3), self->page_bytes / 4) : 0;
}

guint32
desk_pages_get_right_child (DeskPages *self,
                            guint32    number)
{
  return is_inner (desk_pages_get_kind (self, number)) ? read_32 (get_header (self, number) + 8) : 0;
}

/* The bytes of a cell up to the end of its page; NULL for one that lies
 * elsewhere. */
static const guint8 *
get_cell (DeskPages     *self,
          guint32        number,
          unsigned       cell,
          const guint8 **out_end)
{
  const guint8 *page = get_page (self, number);
  const guint8 *header = get_header (self, number);
  unsigned header_bytes = is_inner (desk_pages_get_kind (self, number)) ? 12 : 8;
  guint32 offset;

  if (header == NULL || (gsize) (header - page) + header_bytes + 2 * (cell + 1) > self->page_bytes)
    return NULL;

  offset = read_16 (header + header_bytes + 2 * cell);
  if (offset < header_bytes || offset + 4 > self->page_bytes)
    return NULL;

  *out_end = page + self->page_bytes;
  return page + offset;
}

/**
 * desk_pages_read_inner:
 * @out_child: (out): the page with what is not behind @out_key
 * @out_key: (out): a rowid
 *
 * Reads a cell of an inner page of a table.
 */
gboolean
desk_pages_read_inner (DeskPages *self,
                       guint32    number,
                       unsigned   cell,
                       guint32   *out_child,
                       gint64    *out_key)
{
  const guint8 *end;
  const guint8 *p = get_cell (self, number, cell, &end);
  guint64 key;

  if (p == NULL || read_varint (p + 4, end, &key) == 0)
    return FALSE;

  *out_child = read_32 (p);
  *out_key = (gint64) key;
  return TRUE;
}

/* How much of a record stands in its cell; the rest is in a chain of pages. */
static gsize
local_bytes (DeskPages *self,
             guint64    n_bytes,
             gboolean   is_table)
{
  gsize usable = self->page_bytes;
  gsize most = is_table ? usable - 35 : (usable - 12) * 64 / 255 - 23;
  gsize least = (usable - 12) * 32 / 255 - 23;
  gsize wanted;

  if (n_bytes <= most)
    return n_bytes;

  wanted = least + (n_bytes - least) % (usable - 4);
  return wanted <= most ? wanted : least;
}

/* A chain that runs in a circle ends where it would be longer than the file. */
static void
read_chain (DeskPages  *self,
            guint32     number,
            gsize       n_bytes,
            DeskRecord *record)
{
  for (guint32 i = 0; n_bytes > 0 && i < self->n_pages; i++)
    {
      const guint8 *page = get_page (self, number);
      gsize here = MIN (n_bytes, self->page_bytes - 4);

      if (page == NULL)
        break;
      g_byte_array_append (record->payload, page + 4, (guint) here);
      n_bytes -= here;
      number = read_32 (page);
    }

  record->is_cut = n_bytes > 0;
}

static gint64
read_integer (const guint8 *p,
              unsigned      n_bytes)
{
  guint64 value = n_bytes > 0 && (p[0] & 0x80) ? G_MAXUINT64 : 0;

  for (unsigned i = 0; i < n_bytes; i++)
    value = value << 8 | p[i];

  return (gint64) value;
}

static gboolean
read_value (guint64       type,
            const guint8 *p,
            const guint8 *end,
            gboolean      is_cut,
            DeskValue    *value,
            gsize        *out_n_bytes)
{
  static const unsigned integer_bytes[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0 };
  gsize n_bytes = type < 10 ? integer_bytes[type] : (type - 12) / 2;
  gsize n_there = (gsize) (end - p);

  if (type == 10 || type == 11 || n_bytes > MAX_PAYLOAD_BYTES ||
      (n_bytes > n_there && (type < 12 || !is_cut)))
    return FALSE;

  *value = (DeskValue) { SQLITE_INTEGER };
  *out_n_bytes = MIN (n_bytes, n_there);
  if (type == 0)
    value->type = SQLITE_NULL;
  else if (type == 7)
    {
      guint64 bits = (guint64) read_integer (p, 8);

      value->type = SQLITE_FLOAT;
      memcpy (&value->real, &bits, sizeof value->real);
    }
  else if (type < 10)
    value->integer = type >= 8 ? (gint64) type - 8 : read_integer (p, (unsigned) n_bytes);
  else
    {
      value->type = type % 2 == 0 ? SQLITE_BLOB : SQLITE_TEXT;
      value->bytes = p;
      value->n_bytes = *out_n_bytes;
    }

  return TRUE;
}

/* Cuts what was put together into values. */
static gboolean
read_values (DeskRecord *record)
{
  const guint8 *start = record->payload->data;
  const guint8 *end = start + record->payload->len;
  const guint8 *type = start, *body;
  guint64 header_bytes, code;
  unsigned n;

  n = read_varint (type, end, &header_bytes);
  if (n == 0 || header_bytes < n || header_bytes > record->payload->len)
    return FALSE;

  body = start + header_bytes;
  record->n_values = 0;
  for (type += n; type < start + header_bytes; type += n)
    {
      gsize n_bytes;

      n = read_varint (type, start + header_bytes, &code);
      if (n == 0 || record->n_values == DESK_MAX_VALUES ||
          !read_value (code, body, end, record->is_cut, &record->values[record->n_values++], &n_bytes))
        return FALSE;
      body += n_bytes;
    }

  return body == end || record->is_cut;
}

/**
 * desk_pages_read_record:
 * @number: a leaf, or an inner page of an index
 * @record: gets what the cell holds, as far as it is there
 *
 * Returns: %FALSE for a cell that can't be read
 */
gboolean
desk_pages_read_record (DeskPages  *self,
                        guint32     number,
                        unsigned    cell,
                        DeskRecord *record)
{
  int kind = desk_pages_get_kind (self, number);
  gboolean is_table = kind == DESK_PAGE_LEAF_TABLE;
  const guint8 *end = NULL;
  const guint8 *p = kind != DESK_PAGE_INNER_TABLE ? get_cell (self, number, cell, &end) : NULL;
  guint64 n_bytes, rowid = 0;
  gsize here;
  unsigned n;

  if (p == NULL)
    return FALSE;

  record->child = kind == DESK_PAGE_INNER_INDEX ? read_32 (p) : 0;
  p += kind == DESK_PAGE_INNER_INDEX ? 4 : 0;
  n = read_varint (p, end, &n_bytes);
  p += n;
  if (n == 0 || n_bytes > MAX_PAYLOAD_BYTES || (is_table && (n = read_varint (p, end, &rowid)) == 0))
    return FALSE;
  p += is_table ? n : 0;

  here = local_bytes (self, n_bytes, is_table);
  if ((gsize) (end - p) < here + (here < n_bytes ? 4 : 0))
    return FALSE;

  record->rowid = (gint64) rowid;
  record->is_cut = FALSE;
  g_byte_array_set_size (record->payload, 0);
  g_byte_array_append (record->payload, p, (guint) here);
  if (here < n_bytes)
    read_chain (self, read_32 (p + here), n_bytes - here, record);

  return read_values (record);
}

/**
 * desk_pages_visit:
 *
 * Returns: whether the page is entered for the first time
 */
gboolean
desk_pages_visit (DeskPages *self,
                  guint32    number)
{
  if (number == 0 || number > self->n_pages || self->visited[number])
    return FALSE;

  self->visited[number] = TRUE;
  return TRUE;
}

gboolean
desk_pages_is_visited (DeskPages *self,
                       guint32    number)
{
  return number == 0 || number > self->n_pages || self->visited[number];
}

/**
 * desk_pages_visit_free_ones:
 *
 * Marks the pages that hold nothing any more, as far as the list of them can be
 * read: what was removed must not come back.
 */
void
desk_pages_visit_free_ones (DeskPages *self)
{
  const guint8 *page = get_page (self, 1);
  guint32 trunk = page != NULL ? read_32 (page + 32) : 0;

  while (desk_pages_visit (self, trunk))
    {
      unsigned n;

      page = get_page (self, trunk);
      if (page == NULL)
        break;
      n = MIN (read_32 (page + 4), self->page_bytes / 4 - 2);
      for (unsigned i = 0; i < n; i++)
        (void) desk_pages_visit (self, read_32 (page + 8 + 4 * i)); /* some may be named twice */
      trunk = read_32 (page);
    }
}
