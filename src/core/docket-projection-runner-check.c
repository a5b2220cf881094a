/* docket-projection-runner-check.c: finds out whether the views' file is damaged, and replaces it where it is
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-checkpoint.h"
#include "docket-database-check.h"
#include "docket-projection-runner-private.h"
#include "docket-statement.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

typedef struct
{
  char *path;
  guint64 file_number;
  GError *error;
} Damage;

/* Takes error. */
static Damage *
damage_new (DocketProjectionRunner *self, guint64 file_number, GError *error)
{
  Damage *damage = g_new (Damage, 1);

  *damage = (Damage){ g_strdup (self->read_path), file_number, error };
  return damage;
}

static void
damage_free (gpointer data)
{
  Damage *damage = data;

  g_free (damage->path);
  g_error_free (damage->error);
  g_free (damage);
}

static gboolean
damage_task (DocketProjectorThread *thread, gpointer data, GError **error)
{
  Damage *damage = data;
  GStatBuf status;

  if (g_stat (damage->path, &status) == 0 && (guint64) status.st_ino != damage->file_number)
    return TRUE;
  return docket_projector_thread_replace_database (thread, damage->error, error);
}

/**
 * docket_projection_runner_report_damage:
 * @self: a runner
 * @file_number: the inode of the file that was read
 * @error: what was wrong with it
 *
 * A reader found read.db damaged: it is made again, unless that has happened already.
 */
void
docket_projection_runner_report_damage (DocketProjectionRunner *self, guint64 file_number, const GError *error)
{
  g_autoptr (DocketProjectorThread) thread = NULL;

  g_return_if_fail (DOCKET_IS_PROJECTION_RUNNER (self));

  thread = docket_projection_runner_get_thread (self);
  if (thread != NULL)
    docket_projector_thread_post (thread, damage_task, damage_new (self, file_number, g_error_copy (error)), damage_free);
}

/* The first thing that SQLite does not like, which has to be no more than “ok”. */
static gboolean
check_pages (DocketDatabase *database, gboolean is_quick, GCancellable *cancellable, GError **error)
{
  g_auto (GStrv) lines = docket_database_check (database, is_quick, cancellable, error);

  if (lines != NULL && lines[0] != NULL)
    docket_error_set (error, DOCKET_ERROR_CORRUPT, NULL, _("“%s” is damaged: %s."), docket_database_get_path (database), lines[0]);
  return lines != NULL && lines[0] == NULL;
}

typedef struct
{
  const char *path;
  gboolean is_quick;
  GCancellable *cancellable;
  GError *error;
} Look;

/* Through a connection that only reads, so that nobody waits for it meanwhile. */
static gpointer
look (gpointer data)
{
  Look *self = data;
  g_autoptr (DocketDatabase) database = docket_database_open (self->path, DOCKET_DATABASE_READER, &self->error);

  if (database == NULL)
    return NULL;
  check_pages (database, self->is_quick, self->cancellable, &self->error);
  docket_database_close (database);
  return NULL;
}

/* The caller may be a thread that is kept from the files. */
static gboolean
check_file (const char *path, gboolean is_quick, GCancellable *cancellable, GError **error)
{
  Look self = { path, is_quick, cancellable, NULL };

  g_thread_join (g_thread_new ("docket-check", look, &self));
  if (self.error == NULL)
    return TRUE;
  g_propagate_error (error, self.error);
  return FALSE;
}

/* What is neither the file's nor Docket's fault, such as a disk in trouble, is left to those who need the file. */
static gboolean
replace_damaged (DocketProjectionRunner *self, guint64 file_number, GError *file_error, GError **error)
{
  g_autoptr (DocketProjectorThread) thread = docket_projection_runner_get_thread (self);
  Damage *damage;
  gboolean is_replaced;

  if (g_error_matches (file_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_error_copy (file_error));
      return FALSE;
    }
  if (thread == NULL || !docket_checkpoint_is_no_good (file_error))
    return TRUE;
  damage = damage_new (self, file_number, g_error_copy (file_error));
  is_replaced = docket_projector_thread_run (thread, damage_task, damage, error);
  damage_free (damage);
  return is_replaced;
}

/**
 * docket_projection_runner_check:
 * @self: a runner
 * @is_quick: whether to pass over whether the indexes say what the tables say
 * @cancellable: (nullable): to give it up
 * @error: why the damaged file cannot be replaced, or that it was given up
 *
 * Lets SQLite look at read.db as a whole. A damaged one is replaced, with a notice, and all views are made again from the
 * log; does not wait for that.
 *
 * Returns: whether the file may be used, the old one or a new one
 */
gboolean
docket_projection_runner_check (DocketProjectionRunner *self, gboolean is_quick, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) file_error = NULL;
  GStatBuf status;

  g_return_val_if_fail (DOCKET_IS_PROJECTION_RUNNER (self), FALSE);

  if (self->read_path == NULL || g_stat (self->read_path, &status) != 0 ||
      check_file (self->read_path, is_quick, cancellable, &file_error))
    return TRUE;
  return replace_damaged (self, (guint64) status.st_ino, file_error, error);
}
