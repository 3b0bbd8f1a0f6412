/* forge.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "forge.h"

#include <string.h>

static void
entry_free (gpointer data)
{
  ForgeEntry *self = data;

  g_free (self->path);
  g_free (self->link);
  g_bytes_unref (self->bytes);
  g_free (self);
}

ForgeEntry *
forge_add (GPtrArray  *entries,
           int         type,
           const char *path,
           const char *link,
           const char *text)
{
  ForgeEntry *entry = g_new0 (ForgeEntry, 1);

  entry->path = g_strdup (path);
  entry->type = type;
  entry->link = g_strdup (link);
  entry->bytes = g_bytes_new (text, strlen (text));
  g_ptr_array_add (entries, entry);

  return entry;
}

GPtrArray *
forge_new (void)
{
  return g_ptr_array_new_with_free_func (entry_free);
}

GPtrArray *
forge_read (const char *file)
{
  GPtrArray *entries = forge_new ();
  struct archive *archive = archive_read_new ();
  struct archive_entry *found;

  g_assert_cmpint (archive_read_support_filter_all (archive), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_read_support_format_tar (archive), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_read_open_filename (archive, file, 65536), ==, ARCHIVE_OK);
  while (archive_read_next_header (archive, &found) == ARCHIVE_OK)
    {
      gsize n_bytes = (gsize) archive_entry_size (found);
      ForgeEntry *entry = forge_add (entries, AE_IFREG, archive_entry_pathname (found), NULL, "");
      char *bytes = g_malloc (n_bytes + 1);

      g_assert_cmpint (archive_read_data (archive, bytes, n_bytes), ==, (gssize) n_bytes);
      g_bytes_unref (entry->bytes);
      entry->bytes = g_bytes_new_take (bytes, n_bytes);
    }
  archive_read_free (archive);

  return entries;
}

void
forge_write (const char *file,
             GPtrArray  *entries)
{
  struct archive *archive = archive_write_new ();

  g_assert_cmpint (archive_write_set_format_gnutar (archive), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_add_filter_zstd (archive), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_open_filename (archive, file), ==, ARCHIVE_OK);
  for (unsigned i = 0; i < entries->len; i++)
    {
      const ForgeEntry *entry = entries->pdata[i];
      struct archive_entry *made = archive_entry_new ();
      gsize n_bytes;
      gconstpointer bytes = g_bytes_get_data (entry->bytes, &n_bytes);

      archive_entry_set_pathname (made, entry->path);
      archive_entry_set_filetype (made, (unsigned) entry->type);
      archive_entry_set_perm (made, 0644);
      if (entry->link != NULL && entry->type == AE_IFLNK)
        archive_entry_set_symlink (made, entry->link);
      else if (entry->link != NULL)
        archive_entry_set_hardlink (made, entry->link);
      else if (entry->type == AE_IFREG)
        archive_entry_set_size (made, (gint64) n_bytes);
      g_assert_cmpint (archive_write_header (archive, made), ==, ARCHIVE_OK);
      if (entry->link == NULL && entry->type == AE_IFREG && n_bytes > 0)
        g_assert_cmpint (archive_write_data (archive, bytes, n_bytes), ==, (gssize) n_bytes);
      archive_entry_free (made);
    }
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
}

ForgeEntry *
forge_find (GPtrArray  *entries,
            const char *end)
{
  for (unsigned i = 0; i < entries->len; i++)
    {
      ForgeEntry *entry = entries->pdata[i];

      if (g_str_has_suffix (entry->path, end))
        return entry;
    }

  g_assert_not_reached ();
}

void
forge_set (ForgeEntry *entry,
           const char *bytes,
           gsize       n_bytes)
{
  g_bytes_unref (entry->bytes);
  entry->bytes = g_bytes_new (bytes, n_bytes);
}

/* Makes the list and the sizes right again, as a forger would. */
void
forge_sign (GPtrArray *entries)
{
  g_autoptr(GString) sums = g_string_new (NULL);
  g_autofree char *head = NULL;
  gsize n_bytes = 0;
  unsigned n_files = 0;

  for (unsigned i = 2; i < entries->len; i++)
    {
      const ForgeEntry *entry = entries->pdata[i];
      g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, entry->bytes);
      const char *slash = strchr (entry->path, '/');

      if (entry->type != AE_IFREG || slash == NULL)
        continue;
      g_string_append_printf (sums, "%s  %s\n", sum, slash + 1);
      n_bytes += g_bytes_get_size (entry->bytes);
      n_files++;
    }
  head = g_strdup_printf ("{ \"format\": \"copydesk-backup\", \"version\": 1, \"files\": %u, \"bytes\": %" G_GSIZE_FORMAT " }",
                          n_files, n_bytes);
  forge_set (entries->pdata[0], head, strlen (head));
  forge_set (entries->pdata[1], sums->str, sums->len);
}
