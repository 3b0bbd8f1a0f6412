/* test-snapshot.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "damage.h"

#include "store/backup/desk-backup-private.h"
#include "store/backup/desk-snapshot.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Julian days; 739404 is Monday, 2 June 2025. */
#define MONDAY 739404
#define MONDAYS "#      #      #      #      "
#define TWO_GONE "              #      #      "

static const struct
{
  const char *name;
  guint32     today;      /* from MONDAY on */
  const char *days;       /* from MONDAY on, one character a day, "#" has a snapshot */
  const char *kept;
} retentions[] = {
  { "nothing", 0, "", "" },
  { "the-first", 0, "#", "#" },
  { "a-week", 6, "#######", "#######" },
  /* The newest of the week before stays as its weekly one. */
  { "eight-days", 7, "########", " #######" },
  { "two-weeks", 13, "##############", "      ########" },
  { "three-weeks", 20, "#####################", "      #      ########" },
  { "only-mondays", 112, MONDAYS MONDAYS MONDAYS MONDAYS "#", TWO_GONE MONDAYS MONDAYS MONDAYS "#" },
  { "seldom", 60, "#                            #                              #",
    "#                            #                              #" },
  { "a-clock-that-was-ahead", 7, "########            #", " #######            #" },
};

static void
test_retention (void)
{
  for (unsigned i = 0; i < G_N_ELEMENTS (retentions); i++)
    {
      guint32 days[100];
      gboolean keep[100];
      gsize n_days = 0;
      g_autoptr(GString) kept = g_string_new (NULL);

      for (unsigned day = 0; retentions[i].days[day] != '\0'; day++)
        {
          if (retentions[i].days[day] == '#')
            days[n_days++] = MONDAY + day;
        }
      desk_retention_choose (days, n_days, MONDAY + retentions[i].today, keep);
      for (unsigned day = 0, next = 0; retentions[i].days[day] != '\0'; day++)
        g_string_append_c (kept, retentions[i].days[day] == '#' && keep[next++] ? '#' : ' ');

      g_test_message ("%s", retentions[i].name);
      g_assert_cmpstr (kept->str, ==, retentions[i].kept);
    }
}

/* A year, day by day: what is thinned once must not be missed later. */
static void
test_retention_year (void)
{
  g_autoptr(GArray) days = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 today = MONDAY; today < MONDAY + 365; today++)
    {
      gboolean keep[32];

      g_array_append_val (days, today);
      desk_retention_choose ((const guint32 *) days->data, days->len, today, keep);
      for (unsigned i = days->len; i-- > 0;)
        {
          if (!keep[i])
            g_array_remove_index (days, i);
        }
      g_assert_cmpuint (days->len, <=, 7 + 8);
    }

  g_assert_cmpuint (days->len, >=, 7 + 8 - 1);
  g_assert_cmpuint (MONDAY + 364 - g_array_index (days, guint32, 0), >=, 8 * 7);
}

static char *
folder_of (Fixture *fixture)
{
  return g_build_filename (fixture->library, "backups", NULL);
}

static void
assert_names (Fixture    *fixture,
              const char *expected)
{
  g_autofree char *folder = folder_of (fixture);
  g_autofree char *names = damage_names_in (folder);

  g_assert_cmpstr (names, ==, expected);
}

static gboolean
make (Fixture *fixture,
      gint64   now_us,
      GError **error)
{
  return desk_store_make_snapshot (fixture->store, now_us, NULL, NULL, NULL, error);
}

static void
make_well (Fixture *fixture,
           gint64   now_us)
{
  g_autoptr(GError) error = NULL;

  make (fixture, now_us, &error);
  g_assert_no_error (error);
}

/* The whole of a file; a copy may be opened by anything. */
static char *
read_copy (Fixture    *fixture,
           const char *name,
           gsize      *out_length)
{
  g_autofree char *path = g_build_filename (fixture->library, "backups", name, NULL);
  char *bytes = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, out_length, NULL));
  return bytes;
}

static void
test_once_a_day (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Low water", "One.\n\nTwo.\n");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gsize first_length, second_length;

  make_well (fixture, JUNE_US);
  assert_names (fixture, "2026-06-01.sqlite3");
  first = read_copy (fixture, "2026-06-01.sqlite3", &first_length);
  g_assert_cmpint (first[18], ==, 1); /* no write-ahead log belongs to it */
  g_assert_cmpint (first[19], ==, 1);

  g_set_str (&fixture_edition (article)->body, "Three.\n");
  fixture_save (fixture, article);
  make_well (fixture, JUNE_US + DAY_US / 2);
  assert_names (fixture, "2026-06-01.sqlite3");
  second = read_copy (fixture, "2026-06-01.sqlite3", &second_length);
  g_assert_cmpmem (first, first_length, second, second_length);

  make_well (fixture, JUNE_US + DAY_US);
  assert_names (fixture, "2026-06-01.sqlite3 2026-06-02.sqlite3");
}

static void
test_copy_is_the_library (Fixture      *fixture,
                          gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Low water", "One.\n\nTwo.\n");
  g_autofree char *copy = g_build_filename (fixture->library, "backups", "2026-06-01.sqlite3", NULL);
  g_autofree char *other = g_build_filename (fixture->folder, "Other.copydesk", NULL);
  g_autofree char *file = g_build_filename (other, "library.sqlite3", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr(DeskStore) store = NULL;
  g_autoptr(DeskArticle) read = NULL;
  g_autoptr(GError) error = NULL;
  gsize length;

  make_well (fixture, JUNE_US);
  g_assert_cmpint (g_mkdir (other, 0777), ==, 0);
  g_assert_true (g_file_get_contents (copy, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (file, bytes, (gssize) length, NULL));
  store = desk_store_open (other, &error);
  g_assert_no_error (error);
  read = desk_store_dup_article (store, article->uuid, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture_edition (read)->body, ==, "One.\n\nTwo.\n");
}

static void
test_thinned (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *folder = folder_of (fixture);
  g_autofree char *foreign = g_build_filename (folder, "2026-02-30.sqlite3", NULL);
  g_autofree char *mine = g_build_filename (folder, "notes.txt", NULL);
  g_autoptr(GPtrArray) snapshots = NULL;

  make_well (fixture, JUNE_US);
  g_assert_true (g_file_set_contents (foreign, "", 0, NULL));
  g_assert_true (g_file_set_contents (mine, "", 0, NULL));
  for (int day = 1; day < 15; day++)
    make_well (fixture, JUNE_US + day * DAY_US);

  assert_names (fixture, "2026-02-30.sqlite3 2026-06-07.sqlite3 2026-06-09.sqlite3 2026-06-10.sqlite3 2026-06-11.sqlite3"
                         " 2026-06-12.sqlite3 2026-06-13.sqlite3 2026-06-14.sqlite3 2026-06-15.sqlite3 notes.txt");
  snapshots = desk_store_list_snapshots (fixture->store);
  g_assert_cmpuint (snapshots->len, ==, 8);
  g_assert_cmpstr (((DeskSnapshot *) snapshots->pdata[0])->name, ==, "2026-06-15.sqlite3");
  g_assert_cmpstr (((DeskSnapshot *) snapshots->pdata[7])->name, ==, "2026-06-07.sqlite3");
  for (unsigned i = 0; i < snapshots->len; i++)
    g_assert_cmpint (((DeskSnapshot *) snapshots->pdata[i])->kind, ==,
                     i < 7 ? DESK_SNAPSHOT_DAILY : DESK_SNAPSHOT_WEEKLY);
}

static void
test_before_migration (Fixture      *fixture,
                       gconstpointer data)
{
  g_autofree char *folder = folder_of (fixture);
  g_autofree char *names = NULL;
  g_autoptr(GPtrArray) snapshots = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (desk_snapshot_before_migration (fixture->store->db, fixture->library, 7, &error));
  g_assert_no_error (error);
  g_assert_true (desk_snapshot_before_migration (fixture->store->db, fixture->library, 7, &error));
  assert_names (fixture, "before-schema-7.sqlite3");
  make_well (fixture, JUNE_US);
  assert_names (fixture, "2026-06-01.sqlite3 before-schema-7.sqlite3");
  snapshots = desk_snapshot_list (fixture->library);
  g_assert_cmpint (((DeskSnapshot *) snapshots->pdata[0])->kind, ==, DESK_SNAPSHOT_BEFORE_MIGRATION);
  g_assert_cmpint (((DeskSnapshot *) snapshots->pdata[1])->kind, ==, DESK_SNAPSHOT_DAILY);

  make_well (fixture, g_get_real_time () + 60 * DAY_US);
  names = damage_names_in (folder);
  g_assert_null (strstr (names, "before"));
}

static void
test_damaged (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Low water", "A sluice gate.\n");
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);
  g_autoptr(GError) error = NULL;

  g_clear_object (&fixture->store); /* folds the log into the file */
  damage_spoil (file, "A sluice gate", "A sluice gaue");
  fixture->store = desk_store_open (fixture->library, &error);
  g_assert_no_error (error);

  g_assert_false (make (fixture, JUNE_US, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "Low water"));
  assert_names (fixture, "");
}

static void
test_cancel (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *body = g_strnfill (3000000, 'b');
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Long", body);
  unsigned n_cancelled = 0;

  for (unsigned i = 1;; i++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      Impatience impatience = { cancellable, 0, i };
      g_autoptr(GError) error = NULL;

      if (desk_store_make_snapshot (fixture->store, JUNE_US, impatience_cb, &impatience, cancellable, &error))
        break;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      assert_names (fixture, "");
      n_cancelled++;
    }

  g_assert_cmpuint (n_cancelled, >, 3);
  assert_names (fixture, "2026-06-01.sqlite3");
}

static void
test_full_disk (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *body = g_strnfill (300000, 'b');
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Long", body);
  unsigned n_failures = 0;

  for (rlim_t room = 0;; room += 50000)
    {
      g_autoptr(GError) error = NULL;
      gboolean is_made;

      damage_limit_files (room);
      is_made = make (fixture, JUNE_US, &error);
      damage_limit_files (RLIM_INFINITY);
      if (is_made)
        break;
      g_assert_true (error->domain == DESK_STORE_ERROR);
      g_assert_null (strchr (error->message, '\n'));
      assert_names (fixture, "");
      n_failures++;
    }
  g_assert_cmpuint (n_failures, >, 3);
}

static void
write_until_killed (const char *library,
                    const char *uuid,
                    int         end)
{
  g_autoptr(DeskStore) store = desk_store_open (library, NULL);
  g_autoptr(DeskArticle) article = store != NULL ? desk_store_dup_article (store, uuid, NULL) : NULL;
  DeskEdition *edition = article != NULL ? fixture_edition (article) : NULL;

  for (unsigned i = 0; edition != NULL; i++)
    {
      g_free (edition->body);
      edition->body = g_strdup_printf ("%u", i);
      if (!desk_store_save_edition (store, uuid, edition, NULL) || write (end, &i, sizeof i) != sizeof i)
        break;
    }
  _exit (1);
}

/* Another program that writes all the time neither waits nor keeps the
 * snapshot from its end. */
static void
test_busy (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *body = g_strnfill (3000000, 'b');
  g_autoptr(DeskArticle) ballast = fixture_add_article (fixture, "en", "Long", body);
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Busy", "");
  int ends[2], status;
  unsigned before = 0, after = 0, number;
  pid_t child;

  g_clear_object (&fixture->store); /* no connection goes through a fork */
  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    write_until_killed (fixture->library, article->uuid, ends[1]);
  close (ends[1]);

  fixture->store = desk_store_open (fixture->library, NULL);
  while (before < 5)
    g_assert_cmpint (read (ends[0], &before, sizeof before), ==, sizeof before);
  for (int day = 0; day < 5; day++)
    make_well (fixture, JUNE_US + day * DAY_US);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  while (read (ends[0], &number, sizeof number) == sizeof number)
    after = number;
  close (ends[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpuint (after, >, before);
}

static void
test_swept (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *folder = folder_of (fixture);
  g_autofree char *left = g_build_filename (folder, ".copydesk-AAAAAA", NULL);
  const char *ends[] = { "", "-wal" };

  g_assert_cmpint (g_mkdir (folder, 0777), ==, 0);
  for (unsigned i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat (left, ends[i], NULL);

      g_assert_true (g_file_set_contents (path, "half", -1, NULL));
    }
  make_well (fixture, g_get_real_time ());
  g_assert_true (g_file_test (left, G_FILE_TEST_EXISTS)); /* it may be somebody's still */
  make_well (fixture, g_get_real_time () + 3 * DAY_US);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "Europe/Belgrade", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/store/snapshot/seven-days-and-eight-weeks-are-kept", test_retention);
  g_test_add_func ("/store/snapshot/a-year-leaves-fifteen-at-most", test_retention_year);
  fixture_add_test ("/store/snapshot/one-is-made-a-day", test_once_a_day);
  fixture_add_test ("/store/snapshot/a-copy-is-a-library", test_copy_is_the_library);
  fixture_add_test ("/store/snapshot/old-ones-go-and-other-files-stay", test_thinned);
  fixture_add_test ("/store/snapshot/one-is-made-before-a-migration", test_before_migration);
  fixture_add_test ("/store/snapshot/a-damaged-library-makes-none", test_damaged);
  fixture_add_test ("/store/snapshot/cancelled-at-any-step-leaves-nothing", test_cancel);
  fixture_add_test ("/store/snapshot/a-full-disk-leaves-nothing", test_full_disk);
  fixture_add_test ("/store/snapshot/a-busy-writer-neither-waits-nor-hinders", test_busy);
  fixture_add_test ("/store/snapshot/what-a-killed-program-left-goes", test_swept);
  return g_test_run ();
}
