/* desk-store-place.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-place.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/vfs.h>

/* A write-ahead log needs memory that all programs share and locks that hold.
 * File systems of networks and of other programs promise neither, so a library
 * there is opened by one program alone. And a service that synchronises a folder
 * copies the database while it changes, without its log, and puts one computer's
 * file in the place of the other's.
 */

/* What statfs(2) says of file systems that are not this computer's own. All
 * others count as local: a wrong guess there would lock people out. */
static const guint32 network_types[] = {
  0x6969,     /* NFS */
  0x517b,     /* SMB */
  0xff534d42, /* CIFS */
  0xfe534d42, /* SMB 2 and 3 */
  0x564c,     /* NCP */
  0x01021997, /* 9P */
  0x5346414f, /* AFS */
  0x6b414653, /* AFS, the kernel's */
  0x73757245, /* Coda */
  0x00c36400, /* Ceph */
  0x0bd00bd0, /* Lustre */
  0x01161970, /* GFS2 */
  0x7461636f, /* OCFS2 */
  0x47504653, /* GPFS */
  0x19830326, /* BeeGFS */
  0x786f4256, /* a VirtualBox share */
  0xbacbacbc, /* a VMware share */
  0x7c7c6673, /* a Parallels share */
};

#define FUSE_TYPE 0x65735546
#define MAX_FOLDERS 64   /* upwards */
#define MAX_NAMES 10000  /* looked at in one folder */

/* Marks that services leave in a folder they synchronise. */
static const struct
{
  const char *prefix;
  const char *suffix;
  const char *service;
} marks[] = {
  { ".stfolder", "", "Syncthing" },
  { ".dropbox", "", "Dropbox" },
  { ".dropbox.cache", "", "Dropbox" },
  { ".nextcloudsync.log", "", "Nextcloud" },
  { ".owncloudsync.log", "", "ownCloud" },
  { ".sync_", ".db", "Nextcloud" },
  { "._sync_", ".db", "Nextcloud" },
  { ".seafile-data", "", "Seafile" },
};

/**
 * desk_store_place_kind_of:
 * @file_system: f_type of statfs(2)
 * @path: the folder's path, absolute
 */
DeskStorePlaceKind
desk_store_place_kind_of (gint64      file_system,
                          const char *path)
{
  guint32 type = (guint32) file_system; /* the kernel's type is signed on some machines */

  if (type == FUSE_TYPE)
    return g_str_has_prefix (path, "/run/user/") && strstr (path, "/doc/") != NULL ? DESK_STORE_PLACE_PORTAL
                                                                                   : DESK_STORE_PLACE_FUSE;

  for (unsigned i = 0; i < G_N_ELEMENTS (network_types); i++)
    {
      if (type == network_types[i])
        return DESK_STORE_PLACE_NETWORK;
    }

  return DESK_STORE_PLACE_LOCAL;
}

static const char *
service_of (const char *name)
{
  for (unsigned i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      gboolean is_whole = *marks[i].suffix == '\0';

      if (is_whole ? g_str_equal (name, marks[i].prefix)
                   : g_str_has_prefix (name, marks[i].prefix) && g_str_has_suffix (name, marks[i].suffix))
        return marks[i].service;
    }

  return NULL;
}

static const char *
service_in (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name, *service = NULL;

  for (unsigned i = 0; dir != NULL && service == NULL && i < MAX_NAMES && (name = g_dir_read_name (dir)) != NULL; i++)
    service = service_of (name);

  return service;
}

/**
 * desk_store_place_find_sync:
 * @path: a folder
 *
 * Looks in @path and all folders that it is in for the marks of a service that
 * synchronises them.
 *
 * Returns: (nullable): the service's name
 */
const char *
desk_store_place_find_sync (const char *path)
{
  g_autofree char *folder = g_canonicalize_filename (path, NULL);

  for (unsigned i = 0; i < MAX_FOLDERS; i++)
    {
      const char *service = service_in (folder);
      g_autofree char *parent = g_path_get_dirname (folder);

      if (service != NULL || g_str_equal (parent, folder))
        return service;
      g_free (folder);
      folder = g_steal_pointer (&parent);
    }

  return NULL;
}

/**
 * desk_store_place_look:
 * @path: a library's folder
 * @file_system: f_type of statfs(2), or %DESK_STORE_PLACE_ASK
 */
DeskStorePlace
desk_store_place_look (const char *path,
                       gint64      file_system)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  struct statfs status;

  if (file_system == DESK_STORE_PLACE_ASK)
    file_system = statfs (absolute, &status) == 0 ? (gint64) status.f_type : 0;

  return (DeskStorePlace) { desk_store_place_kind_of (file_system, absolute), desk_store_place_find_sync (absolute) };
}

/**
 * desk_store_place_dup_warning:
 *
 * A banner has three lines for it in a window as narrow as a phone.
 *
 * Returns: (transfer full) (nullable): what a person should know of the place;
 *   %NULL where all is well
 */
char *
desk_store_place_dup_warning (const DeskStorePlace *self)
{
  if (self->sync_service != NULL)
    return g_strdup_printf (_("%s synchronises this library, which loses work when two computers change it."
                              " Move it, and share backups"), self->sync_service);

  switch (self->kind)
    {
    case DESK_STORE_PLACE_LOCAL:
      return NULL;
    case DESK_STORE_PLACE_NETWORK:
      return g_strdup (_("This library is on a network drive, so only one program at a time can have it open."
                         " Move it to this computer"));
    case DESK_STORE_PLACE_PORTAL:
      return g_strdup (_("Copydesk may not use all of this library's folder, so only one program can have it open."
                         " Move it to Copydesk's own"));
    case DESK_STORE_PLACE_FUSE:
      return g_strdup (_("This library is on another program's drive, so only one program at a time can have it open."
                         " Move it to this computer"));
    default:
      g_assert_not_reached ();
    }
}
