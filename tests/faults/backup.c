/* backup.c: kill -9 while a backup is written or put in place leaves whole shops and whole backups alone
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * --load write     backups that somebody asks for, beside commands
 * --load daily     those of each day, beside commands
 * --load restore   now one, now another backup becomes the shop
 */
#include "faults-shop.h"
#include "faults-vfs.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "docket-backups.h"
#include "docket-restore.h"

/* The kill comes at one of so many calls to the disk: some backups, or restores. */
#define LATEST_CALL 4000
#define N_LINES 24

/* As often as this the whole oracle is asked. */
#define FULL_EVERY 8

#define FIRST_DAY 20260301
#define N_DAYS 20

/**
 * Work:
 * @is_inside: a backup is being written, or put in place
 * @n_calls: to the disk since the first of them began
 * @last_call: at which the work is killed
 */
typedef struct
{
  gboolean is_inside;
  int n_calls;
  int last_call;
} Work;

typedef struct
{
  Faults *faults;
  char *base;
  char *shop;
  /* Where a person puts backups. */
  char *shelf;
  /* Backups of the shop half way, and as it is. */
  char *half;
  char *whole;
  char *half_log;
  char *whole_log;
  guint try;
  /* What the work shares with who kills it. */
  Work *work;
  int pipe;
} Backup;

/* Of the process that works. */
static Backup *working;

static DocketEngine *
new_engine (Backup *self)
{
  return docket_engine_new (self->shop, "Ada", "counter");
}

static void
write_backup (DocketEngine *engine, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (!docket_backups_write (engine, path, NULL, NULL, NULL, NULL, &error))
    faults_fail ("There is no backup: %s", error->message);
}

static void
write_log (DocketEngine *engine, const char *path)
{
  g_autofree char *log = faults_dump_log (engine);

  if (!g_file_set_contents (path, log, -1, NULL))
    faults_fail ("The log cannot be put down.");
}

static void
run_lines (DocketEngine *engine, guint first)
{
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (FaultsAnswer));
  g_autoptr (GError) error = NULL;

  if (!faults_run_lines (engine, first, N_LINES / 2, answers, &error))
    faults_fail ("It takes no command: %s", error->message);
}

static void
make_base (gpointer data)
{
  Backup *self = data;
  g_autoptr (DocketEngine) engine = NULL;

  faults_make_shop (self->base);
  engine = faults_open_or_fail (self->base);
  run_lines (engine, 0);
  write_backup (engine, self->half);
  write_log (engine, self->half_log);
  run_lines (engine, N_LINES / 2);
  write_backup (engine, self->whole);
  write_log (engine, self->whole_log);
  docket_engine_close (engine);
}

static void
set_inside (Backup *self, gboolean is_inside)
{
  g_atomic_int_set (&self->work->is_inside, is_inside);
}

/* Whoever kills waits at the other end; this goes on meanwhile. */
static int
before_call (FaultsCall call G_GNUC_UNUSED, const char *path G_GNUC_UNUSED)
{
  Work *work = working->work;

  if (g_atomic_int_get (&work->n_calls) == 0 && !g_atomic_int_get (&work->is_inside))
    return SQLITE_OK;
  if (g_atomic_int_add (&work->n_calls, 1) + 1 == work->last_call && write (working->pipe, "", 1) != 1)
    faults_fail ("The moment cannot be told.");
  return SQLITE_OK;
}

static gpointer
work_thread (gpointer engine)
{
  for (guint first = N_LINES;; first += N_LINES / 2)
    run_lines (engine, first);
  return NULL;
}

static void
write_on (Backup *self)
{
  g_autoptr (DocketEngine) engine = faults_open_or_fail (self->shop);
  g_autofree char *path = g_build_filename (self->shelf, "shop.db", NULL);

  g_thread_unref (g_thread_new ("work", work_thread, engine));
  for (;;)
    {
      set_inside (self, TRUE);
      write_backup (engine, path);
      set_inside (self, FALSE);
    }
}

static void
write_days_on (Backup *self)
{
  g_autoptr (DocketEngine) engine = faults_open_or_fail (self->shop);
  g_autoptr (GError) error = NULL;

  g_thread_unref (g_thread_new ("work", work_thread, engine));
  for (guint day = 0;; day = (day + 1) % N_DAYS)
    {
      set_inside (self, TRUE);
      if (!docket_backups_write_daily (engine, FIRST_DAY + (gint32) day, NULL, NULL, NULL, &error))
        faults_fail ("There is no backup of the day: %s", error->message);
      set_inside (self, FALSE);
    }
}

static void
restore_on (Backup *self)
{
  for (guint i = 0;; i++)
    {
      g_autoptr (DocketEngine) engine = new_engine (self);
      g_autoptr (GError) error = NULL;
      g_autofree char *kept = NULL;
      gint64 n_events;

      set_inside (self, TRUE);
      if (!docket_restore (engine, i % 2 == 0 ? self->half : self->whole, NULL, NULL, &n_events, &kept, NULL, &error))
        faults_fail ("It is not restored: %s", error->message);
      set_inside (self, FALSE);
    }
}

static gboolean
is_load (Backup *self, const char *name)
{
  return g_str_equal (self->faults->load, name);
}

/* Never comes back. */
static void
work (Backup *self)
{
  static const FaultsHooks hooks = { .before = before_call };

  working = self;
  faults_vfs_install (&hooks);
  if (is_load (self, "write"))
    write_on (self);
  else if (is_load (self, "daily"))
    write_days_on (self);
  else
    restore_on (self);
}

/* FALSE: it ended by itself. */
static gboolean
start_and_kill (Backup *self, int last_call)
{
  int ends[2];
  int status;
  pid_t child;
  char byte;

  *self->work = (Work) { .last_call = last_call };
  g_assert_no_errno (pipe (ends));
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      close (ends[0]);
      self->pipe = ends[1];
      work (self);
      _exit (1);
    }
  close (ends[1]);
  /* One byte when the moment has come, none when it ended before. */
  while (read (ends[0], &byte, 1) < 0 && errno == EINTR)
    ;
  close (ends[0]);
  kill (child, SIGKILL);
  while (waitpid (child, &status, 0) != child)
    ;
  return WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL;
}

static gboolean
is_one_of (const char *name, const char *const *names)
{
  return g_strv_contains (names, name);
}

/* Nothing lies about that has no name of its own. */
static void
check_names (const char *path, gboolean (*is_known) (const char *name))
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (!is_known (name))
      faults_fail ("“%s” was left in %s.", name, path);
}

static gboolean
is_of_shop (const char *name)
{
  static const char *const names[] = { "write.db", "write.db-wal", "write.db-shm", "read.db",  "read.db-wal", "read.db-shm",
                                       "lock",     "socket",       "backups",      NULL };

  return is_one_of (name, names);
}

static gboolean
is_of_shelf (const char *name)
{
  return g_str_equal (name, "shop.db");
}

static gboolean
is_of_backups (const char *name)
{
  return (g_str_has_prefix (name, "write-") && g_str_has_suffix (name, ".db")) || g_str_has_prefix (name, "replaced-");
}

/* Whatever has the name of a backup is one. */
static void
check_backups (DocketEngine *engine, const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autoptr (GError) error = NULL;

      if (g_str_has_suffix (name, ".db") && !docket_backups_check (engine, file, NULL, &error))
        faults_fail ("%s: %s", name, error->message);
    }
}

/* The next one of the same name takes away what was left. */
static void
check_next (Backup *self, DocketEngine *engine, const char *backups)
{
  g_autofree char *path = g_build_filename (self->shelf, "shop.db", NULL);
  g_autoptr (GError) error = NULL;

  if (is_load (self, "write"))
    write_backup (engine, path);
  if (is_load (self, "daily") && !docket_backups_write_daily (engine, FIRST_DAY + N_DAYS, NULL, NULL, NULL, &error))
    faults_fail ("There is no backup of the day: %s", error->message);
  check_names (self->shelf, is_of_shelf);
  check_names (backups, is_of_backups);
  check_names (self->shop, is_of_shop);
  check_backups (engine, self->shelf);
  check_backups (engine, backups);
}

/* The old shop or the new one. */
static void
check_log (Backup *self, DocketEngine *engine)
{
  g_autofree char *log = faults_dump_log (engine);
  g_autofree char *half = NULL;
  g_autofree char *whole = NULL;

  if (!g_file_get_contents (self->half_log, &half, NULL, NULL) || !g_file_get_contents (self->whole_log, &whole, NULL, NULL))
    faults_fail ("The logs are not there.");
  if (!g_str_equal (log, half) && !g_str_equal (log, whole))
    faults_fail ("The log is neither the old one nor the new one.");
}

static void
check (gpointer data)
{
  Backup *self = data;
  g_autoptr (DocketEngine) closed = new_engine (self);
  g_autoptr (DocketEngine) engine = NULL;
  g_autofree char *backups = docket_backups_get_directory (closed);
  g_autoptr (GArray) nothing = g_array_new (FALSE, FALSE, sizeof (FaultsAnswer));

  check_backups (closed, self->shelf);
  check_backups (closed, backups);
  engine = faults_open_or_fail (self->shop);
  if (is_load (self, "restore"))
    check_log (self, engine);
  check_next (self, engine, backups);
  docket_engine_close (engine);
  faults_check_shop (self->shop, nothing, self->try % FULL_EVERY != FULL_EVERY - 1);
}

static void
begin_anew (Backup *self)
{
  faults_copy_folder (self->base, self->shop);
  faults_remove_tree (self->shelf);
  g_assert_no_errno (g_mkdir (self->shelf, 0700));
}

int
main (int argc, char **argv)
{
  Faults faults = { 0 };
  Backup trials = { .faults = &faults };
  guint n_tries;

  faults_begin (&faults, argc, argv);
  if (faults.load == NULL)
    faults.load = g_strdup ("write");
  n_tries = faults_choose (&faults, 15, 500);
  trials.work = faults_share (sizeof *trials.work);
  trials.base = faults_path (&faults, "base");
  trials.shop = faults_path (&faults, "shop");
  trials.shelf = faults_path (&faults, "shelf");
  trials.half = faults_path (&faults, "half.db");
  trials.whole = faults_path (&faults, "whole.db");
  trials.half_log = faults_path (&faults, "half.log");
  trials.whole_log = faults_path (&faults, "whole.log");
  faults_prepare (make_base, &trials);

  for (trials.try = 0; trials.try < n_tries; trials.try++)
    {
      int last_call = g_rand_int_range (faults.chance, 1, LATEST_CALL);
      gboolean is_survived;

      begin_anew (&trials);
      if (!start_and_kill (&trials, last_call))
        g_error ("try %u ended by itself", trials.try);
      is_survived = faults_try (&faults, check, &trials, "killed at call %d, try %u", last_call, trials.try);
      if (!trials.work->is_inside)
        faults_miss (&faults, is_survived);
    }
  g_free (trials.base);
  g_free (trials.shop);
  g_free (trials.shelf);
  g_free (trials.half);
  g_free (trials.whole);
  g_free (trials.half_log);
  g_free (trials.whole_log);
  return faults_end (&faults);
}
