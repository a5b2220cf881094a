/* test-backups.c: the backup of each day, and which of them are kept
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-backups.h"
#include "docket-engine-fixture.h"
#include "docket-restore.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "docket-time.h"

static gboolean
has_day (GArray *days, gint32 day)
{
  for (guint i = 0; i < days->len; i++)
    if (g_array_index (days, gint32, i) == day)
      return TRUE;
  return FALSE;
}

static void
remove_days (GArray *days, GArray *expired)
{
  for (guint i = days->len; i > 0; i--)
    if (has_day (expired, g_array_index (days, gint32, i - 1)))
      g_array_remove_index (days, i - 1);
}

static GArray *
find_expired (GArray *days, gint32 today)
{
  return docket_backups_find_expired ((const gint32 *) (gpointer) days->data, days->len, today);
}

/* A month of days: the last seven, and the first. */
static void
test_a_month (void)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (GArray) expired = NULL;

  for (gint32 day = 20261101; day <= 20261123; day++)
    g_array_append_val (days, day);
  expired = find_expired (days, 20261123);
  for (gint32 day = 20261101; day <= 20261123; day++)
    g_assert_true (has_day (expired, day) == (day > 20261101 && day <= 20261116));
}

/* Years of a program that runs on some days only: what is kept does not depend on how often it was asked. */
static void
test_properties (void)
{
  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint32));
      g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (gint32));
      g_autoptr (GArray) expired = NULL;
      gint32 today = 20260101;

      for (guint i = 0; i < 300; i++)
        {
          g_autoptr (GArray) now = NULL;

          today = docket_day_add (today, g_test_rand_int_range (1, round < 10 ? 3 : 40));
          g_array_append_val (all, today);
          g_array_append_val (kept, today);
          now = find_expired (kept, today);
          g_assert_false (has_day (now, today));
          remove_days (kept, now);
          g_assert_cmpuint (kept->len, >=, MIN (i + 1, 7));
        }
      expired = find_expired (all, today);
      for (guint i = 0; i < all->len; i++)
        {
          gint32 day = g_array_index (all, gint32, i);
          gboolean is_first = i == 0 || g_array_index (all, gint32, i - 1) / 100 != day / 100;

          g_assert_true (has_day (expired, day) == (i + 7 < all->len && !is_first));
          g_assert_true (has_day (kept, day) != has_day (expired, day));
        }
    }
}

/* A clock that was wrong for a while costs no good backup. */
static void
test_wrong_clock (void)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (GArray) expired = NULL;

  for (gint32 day = 20380101; day <= 20380120; day++)
    g_array_append_val (days, day);
  for (gint32 day = 20261101; day <= 20261107; day++)
    g_array_append_val (days, day);
  expired = find_expired (days, 20261107);
  g_assert_cmpuint (expired->len, ==, 0);
}

static gboolean
write_daily (Fixture *fixture, gint32 day)
{
  g_autoptr (GError) error = NULL;
  gboolean is_written = docket_backups_write_daily (fixture->engine, day, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return is_written;
}

static void
test_daily (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *folder = docket_backups_get_directory (fixture->engine);
  g_autofree char *own = fixture_path (fixture, "backups/write-2026-11-03.db");
  g_autofree char *left = fixture_path (fixture, "backups/write-2026-11-04.db.unfinished-Ab12Cd");
  g_autofree char *asked_for = fixture_path (fixture, "backups/write-2026-11-05.db");
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;
  DocketBackupStamp stamp;
  GStatBuf status;

  fixture_open (fixture);
  /* Nothing to keep yet. */
  g_assert_false (docket_backups_is_due (fixture->engine, 20261101));
  docket_engine_close (fixture->engine);
  fixture_make_shop (fixture);
  g_assert_true (docket_backups_is_due (fixture->engine, 20261101));
  write_daily (fixture, 20261101);
  g_assert_false (docket_backups_is_due (fixture->engine, 20261101));
  g_assert_true (docket_backups_is_due (fixture->engine, 20261102));
  g_assert_cmpint (g_stat (folder, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);

  /* What somebody else put there stays, whatever it is called. */
  g_assert_true (g_file_set_contents (own, "not a backup", -1, NULL));
  g_assert_true (g_file_set_contents (left, "half", -1, NULL));
  docket_backups_write (fixture->engine, asked_for, NULL, NULL, &stamp, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (stamp.is_daily);
  for (gint32 day = 20261106; day <= 20261120; day++)
    {
      fixture_work (fixture);
      write_daily (fixture, day);
    }
  g_assert_true (g_file_test (own, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (asked_for, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  backups = docket_backups_list (fixture->engine);
  /* Seven, the first of the month, and the one that was asked for. */
  g_assert_cmpuint (backups->len, ==, 9);
  for (guint i = 0; i < backups->len; i++)
    {
      DocketBackup *backup = backups->pdata[i];

      docket_backups_check (fixture->engine, backup->path, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (backup->stamp.position, ==, i < 7 ? 2 + 15 - (int) i : 2);
    }
}

static void
assert_content (Fixture *fixture, const char *name, const char *expected)
{
  g_autofree char *path = fixture_path (fixture, name);
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, expected);
}

/* The same day again takes the place of the earlier one; what is none of this shop's keeps what it holds under another name. */
static void
test_again (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = docket_backups_get_daily_path (fixture->engine, 20261123);
  g_autofree char *other = docket_backups_get_daily_path (fixture->engine, 20261124);
  DocketBackupStamp stamp;

  fixture_make_shop (fixture);
  write_daily (fixture, 20261123);
  fixture_work (fixture);
  write_daily (fixture, 20261123);
  g_assert_true (docket_backup_read_stamp (path, &stamp, NULL));
  g_assert_cmpint (stamp.position, ==, 3);
  g_assert_true (stamp.is_daily);
  g_assert_true (g_file_set_contents (other, "mine", -1, NULL));
  g_assert_true (docket_backups_is_due (fixture->engine, 20261124));
  write_daily (fixture, 20261124);
  g_assert_false (docket_backups_is_due (fixture->engine, 20261124));
  g_assert_true (docket_backup_read_stamp (other, &stamp, NULL));
  assert_content (fixture, "backups/write-2026-11-24-2.db", "mine");
}

/* A backup that was damaged on the day it was made is made again. */
static void
test_damaged (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = docket_backups_get_daily_path (fixture->engine, 20261123);
  g_autoptr (GError) error = NULL;
  DocketBackupStamp stamp;

  fixture_make_shop (fixture);
  write_daily (fixture, 20261123);
  g_assert_cmpint (truncate (path, 20000), ==, 0);
  g_assert_false (docket_backup_read_stamp (path, &stamp, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_CORRUPT);
  g_assert_true (docket_backups_is_due (fixture->engine, 20261123));
  write_daily (fixture, 20261123);
  g_assert_true (docket_backup_read_stamp (path, &stamp, NULL));
  g_assert_false (docket_backups_is_due (fixture->engine, 20261123));
  g_assert_true (fixture_has (fixture, "backups/write-2026-11-23-2.db"));
}

/* After a shop went back on a day that has its backup already, both pasts are kept; what is worked on is no backup itself. */
static void
test_other_past (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = docket_backups_get_daily_path (fixture->engine, 20261123);
  g_autofree char *earlier = fixture_path (fixture, "earlier.db");
  g_autofree char *aside = fixture_path (fixture, "backups/write-2026-11-23-2.db");
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  DocketBackupStamp stamp, other;
  gint64 n_events;

  fixture_make_shop (fixture);
  docket_backups_write (fixture->engine, earlier, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture_work (fixture);
  write_daily (fixture, 20261123);
  fixture_close (fixture);
  docket_restore (fixture->engine, earlier, NULL, NULL, &n_events, &kept, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (docket_backup_read_stamp (docket_engine_get_write_path (fixture->engine), &stamp, NULL));

  fixture_open (fixture);
  g_assert_true (docket_backups_is_due (fixture->engine, 20261123));
  fixture_work (fixture);
  write_daily (fixture, 20261123);
  g_assert_false (docket_backups_is_due (fixture->engine, 20261123));
  g_assert_true (docket_backup_read_stamp (path, &stamp, NULL));
  g_assert_true (docket_backup_read_stamp (aside, &other, NULL));
  g_assert_cmpint (stamp.position, ==, 3);
  g_assert_cmpint (other.position, ==, 3);
  g_assert_true (memcmp (stamp.hash, other.hash, DOCKET_HASH_SIZE) != 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/backups/a-month", test_a_month);
  g_test_add_func ("/backups/properties", test_properties);
  g_test_add_func ("/backups/wrong-clock", test_wrong_clock);
  g_test_add ("/backups/daily", Fixture, NULL, fixture_set_up, test_daily, fixture_tear_down);
  g_test_add ("/backups/again", Fixture, NULL, fixture_set_up, test_again, fixture_tear_down);
  g_test_add ("/backups/damaged", Fixture, NULL, fixture_set_up, test_damaged, fixture_tear_down);
  g_test_add ("/backups/other-past", Fixture, NULL, fixture_set_up, test_other_past, fixture_tear_down);
  return g_test_run ();
}
