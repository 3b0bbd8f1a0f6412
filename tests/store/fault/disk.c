/* disk.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "disk.h"

#include "strike.h"

#include <sqlite3.h>

/* SQLite's own way to files, with a strike before every call that a disk can
 * fail. What gives something back (closing, unlocking) never fails there, and
 * nothing is synchronised: no power goes in these tests, and they make many
 * thousand commits. */

typedef struct
{
  sqlite3_file  base;
  sqlite3_file *real; /* behind this, in the same piece of memory */
} DiskFile;

static sqlite3_vfs *real_vfs;
static DiskFault current_fault;

static sqlite3_file *
real_of (sqlite3_file *file)
{
  return ((DiskFile *) file)->real;
}

/* A full disk fails nothing but writes. */
static gboolean
fails (void)
{
  return current_fault == DISK_FAULT_ERROR && strike_falls ();
}

static int
disk_close (sqlite3_file *file)
{
  return real_of (file)->pMethods->xClose (real_of (file));
}

static int
disk_read (sqlite3_file *file,
           void         *data,
           int           n_bytes,
           sqlite3_int64 offset)
{
  return fails () ? SQLITE_IOERR_READ : real_of (file)->pMethods->xRead (real_of (file), data, n_bytes, offset);
}

static int
disk_write (sqlite3_file *file,
            const void   *data,
            int           n_bytes,
            sqlite3_int64 offset)
{
  if (current_fault != DISK_FAULT_NONE && strike_falls ())
    return current_fault == DISK_FAULT_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;

  return real_of (file)->pMethods->xWrite (real_of (file), data, n_bytes, offset);
}

static int
disk_truncate (sqlite3_file *file,
               sqlite3_int64 n_bytes)
{
  return fails () ? SQLITE_IOERR_TRUNCATE : real_of (file)->pMethods->xTruncate (real_of (file), n_bytes);
}

static int
disk_sync (sqlite3_file *file,
           int           flags)
{
  return fails () ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

static int
disk_file_size (sqlite3_file  *file,
                sqlite3_int64 *out_n_bytes)
{
  return fails () ? SQLITE_IOERR_FSTAT : real_of (file)->pMethods->xFileSize (real_of (file), out_n_bytes);
}

static int
disk_lock (sqlite3_file *file,
           int           level)
{
  return fails () ? SQLITE_IOERR_LOCK : real_of (file)->pMethods->xLock (real_of (file), level);
}

static int
disk_unlock (sqlite3_file *file,
             int           level)
{
  return real_of (file)->pMethods->xUnlock (real_of (file), level);
}

static int
disk_check_reserved_lock (sqlite3_file *file,
                          int          *out_is_reserved)
{
  return fails () ? SQLITE_IOERR_CHECKRESERVEDLOCK
                  : real_of (file)->pMethods->xCheckReservedLock (real_of (file), out_is_reserved);
}

static int
disk_file_control (sqlite3_file *file,
                   int           operation,
                   void         *argument)
{
  return real_of (file)->pMethods->xFileControl (real_of (file), operation, argument);
}

static int
disk_sector_size (sqlite3_file *file)
{
  return real_of (file)->pMethods->xSectorSize (real_of (file));
}

static int
disk_device_characteristics (sqlite3_file *file)
{
  return real_of (file)->pMethods->xDeviceCharacteristics (real_of (file));
}

static int
disk_shm_map (sqlite3_file   *file,
              int             page,
              int             n_bytes,
              int             extend,
              void volatile **out_memory)
{
  if (fails ())
    {
      *out_memory = NULL;
      return SQLITE_IOERR_SHMMAP;
    }

  return real_of (file)->pMethods->xShmMap (real_of (file), page, n_bytes, extend, out_memory);
}

static int
disk_shm_lock (sqlite3_file *file,
               int           offset,
               int           n,
               int           flags)
{
  if ((flags & SQLITE_SHM_LOCK) != 0 && fails ())
    return SQLITE_IOERR_SHMLOCK;

  return real_of (file)->pMethods->xShmLock (real_of (file), offset, n, flags);
}

static void
disk_shm_barrier (sqlite3_file *file)
{
  real_of (file)->pMethods->xShmBarrier (real_of (file));
}

static int
disk_shm_unmap (sqlite3_file *file,
                int           is_deleted)
{
  return real_of (file)->pMethods->xShmUnmap (real_of (file), is_deleted);
}

/* Version 2: with shared memory for the log's index, without mapped pages,
 * which would be read behind our back. */
static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = disk_close,
  .xRead = disk_read,
  .xWrite = disk_write,
  .xTruncate = disk_truncate,
  .xSync = disk_sync,
  .xFileSize = disk_file_size,
  .xLock = disk_lock,
  .xUnlock = disk_unlock,
  .xCheckReservedLock = disk_check_reserved_lock,
  .xFileControl = disk_file_control,
  .xSectorSize = disk_sector_size,
  .xDeviceCharacteristics = disk_device_characteristics,
  .xShmMap = disk_shm_map,
  .xShmLock = disk_shm_lock,
  .xShmBarrier = disk_shm_barrier,
  .xShmUnmap = disk_shm_unmap,
};

static int
disk_open (sqlite3_vfs  *vfs,
           const char   *name,
           sqlite3_file *file,
           int           flags,
           int          *out_flags)
{
  DiskFile *self = (DiskFile *) file;
  int result;

  file->pMethods = NULL;
  if (fails ())
    return SQLITE_CANTOPEN;

  self->real = (sqlite3_file *) (self + 1);
  result = real_vfs->xOpen (real_vfs, name, self->real, flags, out_flags);
  if (self->real->pMethods != NULL)
    file->pMethods = &methods;

  return result;
}

static int
disk_delete (sqlite3_vfs *vfs,
             const char  *name,
             int          is_synchronised)
{
  return fails () ? SQLITE_IOERR_DELETE : real_vfs->xDelete (real_vfs, name, 0);
}

static int
disk_access (sqlite3_vfs *vfs,
             const char  *name,
             int          flags,
             int         *out_has)
{
  return fails () ? SQLITE_IOERR_ACCESS : real_vfs->xAccess (real_vfs, name, flags, out_has);
}

static int
disk_full_pathname (sqlite3_vfs *vfs,
                    const char  *name,
                    int          n_bytes,
                    char        *out_name)
{
  return fails () ? SQLITE_CANTOPEN_FULLPATH : real_vfs->xFullPathname (real_vfs, name, n_bytes, out_name);
}

/**
 * disk_install:
 *
 * Makes it the disk of every connection that is opened from now on.
 */
void
disk_install (void)
{
  static sqlite3_vfs vfs;

  real_vfs = sqlite3_vfs_find (NULL);
  vfs = *real_vfs; /* time and chance are still its own */
  vfs.zName = "desk-test-disk";
  vfs.szOsFile = (int) sizeof (DiskFile) + real_vfs->szOsFile;
  vfs.xOpen = disk_open;
  vfs.xDelete = disk_delete;
  vfs.xAccess = disk_access;
  vfs.xFullPathname = disk_full_pathname;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
}

void
disk_set_fault (DiskFault fault)
{
  current_fault = fault;
}
