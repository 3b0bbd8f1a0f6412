/* network.c - statfs(2) that takes the folder NETWORK_FOLDER for a network drive
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#undef _FILE_OFFSET_BITS /* which makes one name of both functions */
#define _GNU_SOURCE

#include <stdlib.h>
#include <string.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NFS 0x6969

/* Where no file's size is larger than a long the kernel has but one of both. */
__attribute__ ((visibility ("default"))) int statfs (const char    *path,
                                                     struct statfs *status);
__attribute__ ((visibility ("default"))) int statfs64 (const char      *path,
                                                       struct statfs64 *status);

int
statfs (const char    *path,
        struct statfs *status)
{
  const char *folder = getenv ("NETWORK_FOLDER");
  long result = syscall (SYS_statfs, path, status);

  if (result == 0 && folder != NULL && strncmp (path, folder, strlen (folder)) == 0)
    status->f_type = NFS;

  return (int) result;
}

int
statfs64 (const char      *path,
          struct statfs64 *status)
{
  return statfs (path, (struct statfs *) status);
}
