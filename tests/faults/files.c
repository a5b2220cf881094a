/* files.c: a file or a folder that is not as it should be gets a clear message, and stays as it is
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
/* unshare */
#define _GNU_SOURCE
#include "faults-shop.h"

#include <glib/gstdio.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#define USER_VERSION_OFFSET 60

typedef struct
{
  const char *name;
  const char *shop;
  /* What the message must name. */
  const char *word;
  void (*spoil) (const char *path);
} Case;

static void
make_empty (const char *path)
{
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
}

static void
make_foreign (const char *path)
{
  g_assert_true (g_file_set_contents (path, "A letter to somebody, and nothing that a database would begin with. ", -1, NULL));
}

static void
make_other_database (const char *path)
{
  sqlite3 *connection = NULL;

  g_unlink (path);
  g_assert_cmpint (sqlite3_open (path, &connection), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (connection, "CREATE TABLE contact (name TEXT)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (connection);
}

static void
make_newer (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  bytes[USER_VERSION_OFFSET + 2] = 9;
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
}

static void
make_short (const char *path)
{
  g_assert_no_errno (truncate (path, 60));
}

static void
refuse (gpointer data)
{
  const Case *given = data;
  g_autofree char *path = g_build_filename (given->shop, "write.db", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  given->spoil (path);
  before = faults_hash_folder (given->shop);
  if (faults_open (given->shop, &error) != NULL)
    faults_fail ("It opens.");
  faults_check_error (error);
  if (strstr (error->message, given->word) == NULL || strstr (error->message, "write.db") == NULL)
    faults_fail ("The message does not tell: %s", error->message);
  after = faults_hash_folder (given->shop);
  if (strcmp (before, after) != 0)
    faults_fail ("The files were touched.");
}

/* The log of it gone, a database is as it was at some moment before: whole, and never taken for more than it is. */
static void
lose_wal (gpointer data)
{
  const char *shop = data;
  g_autofree char *wal = g_build_filename (shop, "write.db-wal", NULL);
  g_autoptr (DocketEngine) engine = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_unlink (wal);
  engine = faults_open (shop, &error);
  if (engine == NULL)
    {
      faults_check_error (error);
      return;
    }
  docket_projection_runner_wait (docket_engine_get_runner (engine), -1);
  faults_verify (engine, FALSE);
  docket_engine_close (engine);
}

/* Copies the files while they are in use, as a crash leaves them. */
typedef struct
{
  const char *base;
  const char *copy;
} Crash;

static void
leave_wal (gpointer data)
{
  const Crash *crash = data;
  g_autoptr (DocketEngine) engine = faults_open_or_fail (crash->base);
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (FaultsAnswer));
  g_autoptr (GError) error = NULL;

  if (!faults_run_lines (engine, 0, 20, answers, &error))
    faults_fail ("It takes no command: %s", error->message);
  faults_copy_folder (crash->base, crash->copy);
  _exit (0);
}

/* A disk of its own, in a namespace where this process may mount. */
static gboolean
mount_over (const char *path, const char *options)
{
  return unshare (CLONE_NEWNS) == 0 && mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
         mount ("none", path, "tmpfs", 0, options) == 0;
}

static void
fill_disk (gpointer data)
{
  const char *shop = data;
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (FaultsAnswer));
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketEngine) engine = NULL;

  if (!mount_over (shop, "size=8m"))
    {
      printf ("not tried: nothing may be mounted here\n");
      return;
    }
  faults_make_shop (data);
  engine = faults_open_or_fail (shop);
  for (guint i = 0; i < 100000 && faults_run_lines (engine, i * 20, 20, answers, &error); i++)
    ;
  faults_check_error (error);
  if (strstr (error->message, "full") == NULL)
    faults_fail ("The message does not say that the disk is full: %s", error->message);
  docket_engine_close (engine);
  /* There is room again. */
  if (mount ("none", shop, NULL, MS_REMOUNT, "size=64m") != 0)
    faults_fail ("The disk does not grow.");
  faults_check_shop (shop, answers, FALSE);
}

static void
open_read_only (gpointer data)
{
  const char *shop = data;
  g_autofree char *before = faults_hash_folder (shop);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketEngine) engine = NULL;

  if (unshare (CLONE_NEWNS) != 0 || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
      mount (shop, shop, NULL, MS_BIND, NULL) != 0 || mount (NULL, shop, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL) != 0)
    {
      printf ("not tried: nothing may be mounted here\n");
      return;
    }
  engine = faults_open (shop, &error);
  if (engine != NULL)
    faults_fail ("It opens.");
  faults_check_error (error);
  after = faults_hash_folder (shop);
  if (strcmp (before, after) != 0)
    faults_fail ("The files were touched.");
}

static const Case cases[] = {
  { "an empty file", NULL, "empty", make_empty },
  { "a letter", NULL, "not a database", make_foreign },
  { "another program's database", NULL, "another program", make_other_database },
  { "a newer version", NULL, "newer", make_newer },
  { "a file cut in its first page", NULL, "ends in its first page", make_short },
};

int
main (int argc, char **argv)
{
  Faults faults = { 0 };
  g_autofree char *base = NULL;
  g_autofree char *shop = NULL;
  g_autofree char *disk = NULL;
  Crash crash;

  faults_begin (&faults, argc, argv);
  base = faults_path (&faults, "base");
  shop = faults_path (&faults, "shop");
  disk = faults_path (&faults, "disk");
  faults_prepare (faults_make_shop, base);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Case given = cases[i];

      given.shop = shop;
      faults_copy_folder (base, shop);
      faults_try (&faults, refuse, &given, "%s", given.name);
    }
  faults_copy_folder (base, shop);
  faults_try (&faults, open_read_only, shop, "a folder that may only be read");
  g_assert_no_errno (g_mkdir (disk, 0700));
  faults_try (&faults, fill_disk, disk, "a full disk");
  crash = (Crash) { .base = base, .copy = shop };
  faults_prepare (leave_wal, &crash);
  faults_try (&faults, lose_wal, shop, "write.db-wal deleted");
  return faults_end (&faults);
}
