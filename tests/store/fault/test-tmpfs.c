/* test-tmpfs.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE

#include "config.h"

#include "trial.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <glib/gprintf.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* A disk of a few megabytes, in a namespace of this process alone. It is filled
 * up to n - 1 pages for every n, until the operation has enough. */

#define DISK_OPTIONS "size=16m,mode=0700"

static char *disk;   /* where it is mounted */
static char *filler; /* the file that takes the room */

G_GNUC_PRINTF (1, 2)
G_NORETURN static void
give_up (const char *format,
         ...)
{
  va_list args;

  va_start (args, format);
  g_print ("Bail out! ");
  g_vprintf (format, args);
  g_print (": %s; run this where a process may mount a tmpfs, as root or in a user namespace\n", g_strerror (errno));
  va_end (args);
  exit (1);
}

static void
write_file (const char *path,
            const char *text)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);

  if (fd == -1 || write (fd, text, strlen (text)) != (gssize) strlen (text))
    give_up ("%s can't be written", path);
  close (fd);
}

/* Whoever isn't root is root in a namespace of users first. */
static void
enter_namespace (void)
{
  uid_t uid = geteuid ();
  gid_t gid = getegid ();
  g_autofree char *uid_map = g_strdup_printf ("0 %u 1", uid);
  g_autofree char *gid_map = g_strdup_printf ("0 %u 1", gid);

  if (unshare (uid == 0 ? CLONE_NEWNS : CLONE_NEWUSER | CLONE_NEWNS) != 0)
    give_up ("A namespace of mounts can't be made");
  if (uid != 0)
    {
      write_file ("/proc/self/setgroups", "deny");
      write_file ("/proc/self/uid_map", uid_map);
      write_file ("/proc/self/gid_map", gid_map);
    }
  if (mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
    give_up ("Mounts can't be kept to this process");
}

static void
mount_disk (void)
{
  /* GLib is asked for the temporary folder afterwards: it remembers its answer. */
  disk = g_strdup (P_tmpdir "/desk-disk-XXXXXX");
  if (g_mkdtemp (disk) == NULL)
    give_up ("A folder for the disk can't be made");
  if (mount ("tmpfs", disk, "tmpfs", MS_NOSUID | MS_NODEV, DISK_OPTIONS) != 0)
    give_up ("A tmpfs can't be mounted");
  filler = g_build_filename (disk, "filler", NULL);
  g_setenv ("TMPDIR", disk, TRUE);
  g_assert_cmpstr (g_get_tmp_dir (), ==, disk); /* where the trials make their library */
}

static guint64
free_pages (void)
{
  struct statvfs status;

  g_assert_cmpint (statvfs (disk, &status), ==, 0);
  return status.f_bfree;
}

/* Leaves room for @n - 1 pages. */
static void
fill (DeskStore *store,
      unsigned   n)
{
  long page_size = sysconf (_SC_PAGESIZE);
  int fd = open (filler, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, !=, -1);
  while (free_pages () > n - 1)
    g_assert_cmpint (posix_fallocate (fd, lseek (fd, 0, SEEK_END), page_size), ==, 0);
  close (fd);
}

/* Where all the room was used it may have been too little. */
static gboolean
make_room (DeskStore *store)
{
  gboolean was_full = free_pages () == 0;

  g_assert_cmpint (g_unlink (filler), ==, 0);
  return was_full;
}

static const Fault faults[] = {
  { "full", fill, make_room, FALSE, TRUE },
};

int
main (int    argc,
      char **argv)
{
  int result;

  enter_namespace ();
  mount_disk ();
  result = trial_main (argc, argv, "tmpfs", faults, G_N_ELEMENTS (faults));

  umount2 (disk, MNT_DETACH);
  g_rmdir (disk);
  g_free (disk);
  g_free (filler);
  return result;
}
