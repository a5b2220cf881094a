/* docket-projector-views.c: opens the views, and makes them again where they are no good
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-definitions.h"
#include "docket-log-end.h"
#include "docket-projector-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A disk that damages one file after the other has to be looked at by a person. */
#define MAXIMUM_REPLACEMENTS 3

/* What a person who closes the program does not notice. */
#define CLOSING_MICROSECONDS (G_USEC_PER_SEC / 2)

static void
add_notice (DocketProjectorThread *self, char *notice)
{
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->notices, notice);
  g_mutex_unlock (&self->mutex);
}

void
docket_projector_set_checkpoint (DocketProjectorThread *self, DocketProjectorView *view, DocketCheckpoint *checkpoint)
{
  g_mutex_lock (&self->mutex);
  docket_checkpoint_clear (&view->checkpoint);
  view->checkpoint = *checkpoint;
  g_mutex_unlock (&self->mutex);
  memset (checkpoint, 0, sizeof *checkpoint);
}

static void
clear_checkpoint (gpointer checkpoint)
{
  docket_checkpoint_clear (checkpoint);
}

GArray *
docket_projector_keep_checkpoints (DocketProjectorThread *self)
{
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (DocketCheckpoint));

  g_array_set_clear_func (kept, clear_checkpoint);
  for (guint i = 0; i < self->views->len; i++)
    {
      DocketProjectorView *view = g_ptr_array_index (self->views, i);
      DocketCheckpoint checkpoint = docket_checkpoint_copy (&view->checkpoint);

      g_array_append_val (kept, checkpoint);
    }
  return kept;
}

/* A view that is believed to stand at the beginning while its tables are full would take every event twice. */
void
docket_projector_restore_checkpoints (DocketProjectorThread *self, GArray *kept)
{
  for (guint i = 0; i < self->views->len; i++)
    docket_projector_set_checkpoint (self, g_ptr_array_index (self->views, i), &g_array_index (kept, DocketCheckpoint, i));
}

/* In a transaction. */
gboolean
docket_projector_reset_view (DocketProjectorThread *self, DocketProjectorView *view, GError **error)
{
  DocketCheckpoint checkpoint = { .version = g_strdup (view->version), .state = DOCKET_VIEW_REBUILDING };

  if (!docket_projector_drop_leftovers (self, view->projection, error) ||
      !docket_projection_reset (view->projection, self->read_database, error) ||
      !docket_checkpoint_save (self->read_database, view->name, &checkpoint, error))
    {
      docket_checkpoint_clear (&checkpoint);
      return FALSE;
    }
  docket_projector_set_checkpoint (self, view, &checkpoint);
  view->is_indexed = FALSE;
  view->progressed = 0;
  return TRUE;
}

static gboolean
has_tables (DocketProjectorThread *self, DocketProjectorView *view, gboolean *has_all, GError **error)
{
  const char *const *tables = DOCKET_PROJECTION_GET_CLASS (view->projection)->tables;

  *has_all = TRUE;
  for (guint i = 0; *has_all && tables != NULL && tables[i] != NULL; i++)
    {
      gint64 n;

      if (!docket_database_get_integer (self->read_database, 0, &n, error,
                                        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?", "t", tables[i]))
        return FALSE;
      *has_all = n == 1;
    }
  return TRUE;
}

/* A view that had stopped tries again, since the program may be another one now; nobody waits for it meanwhile. */
static gboolean
open_view (DocketProjectorThread *self, DocketProjectorView *view, GError **error)
{
  DocketCheckpoint checkpoint = { 0 };
  gboolean has_all = FALSE;
  gboolean is_in_log = FALSE;

  if (!docket_checkpoint_load (self->read_database, view->name, &checkpoint, error) ||
      !docket_checkpoint_is_in_log (&checkpoint, self->write_database, &is_in_log, error) ||
      !has_tables (self, view, &has_all, error))
    {
      docket_checkpoint_clear (&checkpoint);
      return FALSE;
    }
  if (!is_in_log)
    add_notice (self, g_strdup_printf (_("“%s” knew of changes that the log does not hold, and is made again from the log."),
                                       view->name));
  if (!is_in_log || !has_all || g_strcmp0 (checkpoint.version, view->version) != 0)
    {
      docket_checkpoint_clear (&checkpoint);
      return docket_projector_reset_view (self, view, error);
    }
  if (!docket_definitions_check (self->read_database, DOCKET_PROJECTION_GET_CLASS (view->projection)->schema, error))
    {
      docket_checkpoint_clear (&checkpoint);
      return FALSE;
    }
  if (checkpoint.state == DOCKET_VIEW_STOPPED)
    checkpoint.state = DOCKET_VIEW_REBUILDING;
  g_clear_pointer (&checkpoint.error, g_free);
  docket_projector_set_checkpoint (self, view, &checkpoint);
  view->is_indexed = FALSE;
  return TRUE;
}

static gboolean
open_each_view (DocketProjectorThread *self, GError **error)
{
  for (guint i = 0; i < self->views->len; i++)
    if (!open_view (self, g_ptr_array_index (self->views, i), error))
      return FALSE;
  return TRUE;
}

gboolean
docket_projector_open_views (DocketProjectorThread *self, GError **error)
{
  g_autoptr (GArray) kept = docket_projector_keep_checkpoints (self);
  g_autoptr (GError) trouble = NULL;

  if (!docket_database_begin (self->read_database, error))
    return FALSE;
  if (open_each_view (self, &trouble) && docket_database_commit (self->read_database, &trouble))
    return TRUE;
  docket_definitions_blame (self->read_database, g_steal_pointer (&trouble), error);
  docket_database_rollback (self->read_database);
  docket_projector_restore_checkpoints (self, kept);
  return FALSE;
}

static gboolean
open_read_database (DocketProjectorThread *self, GError **error)
{
  char *notice = NULL;

  self->read_database = docket_checkpoint_open_database (self->read_path, &notice, error);
  if (notice != NULL)
    add_notice (self, notice);
  self->has_large_cache = FALSE;
  self->has_leftovers = TRUE;
  self->has_free_pages = TRUE;
  self->has_noted_end = FALSE;
  return self->read_database != NULL;
}

/* What was begun in the tables' shadow stays in the file, which is about to be deleted or tells of it when it is opened. */
static void
close_read_database (DocketProjectorThread *self)
{
  g_ptr_array_set_size (self->shadows, 0);
  g_clear_pointer (&self->shadow_feed, docket_event_feed_free);
  if (self->read_database != NULL)
    docket_database_close (self->read_database);
  g_clear_object (&self->read_database);
}

static gboolean
replace_database (DocketProjectorThread *self, const GError *reason, GError **error)
{
  if (self->n_replaced == MAXIMUM_REPLACEMENTS)
    {
      g_propagate_error (error, g_error_copy (reason));
      return FALSE;
    }
  self->n_replaced++;
  close_read_database (self);
  docket_checkpoint_delete_database (self->read_path);
  add_notice (self, g_strdup_printf (_("The lists are made again from the log. %s"), reason->message));
  return open_read_database (self, error) && docket_projector_open_views (self, error);
}

/**
 * docket_projector_thread_replace_database:
 * @self: a thread, in a task
 * @reason: what is wrong with the file
 * @error: return location
 *
 * Deletes a damaged read.db and begins all views anew. Where that is not possible all of them stop.
 *
 * Returns: whether the new tables stand
 */
gboolean
docket_projector_thread_replace_database (DocketProjectorThread *self, const GError *reason, GError **error)
{
  g_autoptr (GError) replace_error = NULL;

  if (replace_database (self, reason, &replace_error))
    return TRUE;
  close_read_database (self);
  for (guint i = 0; i < self->views->len; i++)
    {
      DocketProjectorView *view = g_ptr_array_index (self->views, i);

      if (view->checkpoint.state != DOCKET_VIEW_STOPPED)
        docket_projector_stop_view (self, view, view->checkpoint.position + 1, replace_error);
      /* One that had stopped before may have had a shadow that somebody waits for. */
      docket_projector_settle (self, view->name, replace_error);
    }
  docket_projector_release_awaiting (self, FALSE);
  g_propagate_error (error, g_steal_pointer (&replace_error));
  return FALSE;
}

/**
 * docket_projector_open:
 * @self: the thread
 * @error: return location
 *
 * Opens both files and sees to it that every view has its tables.
 *
 * Returns: whether it could
 */
gboolean
docket_projector_open (DocketProjectorThread *self, GError **error)
{
  g_autoptr (GError) view_error = NULL;

  self->write_database = docket_database_open (self->write_path, DOCKET_DATABASE_READER, error);
  if (self->write_database == NULL)
    return FALSE;
  self->store = docket_event_store_new (self->write_database, self->registry);
  if (!docket_projector_read_end (self, error) || !open_read_database (self, error))
    return FALSE;
  if (docket_projector_open_views (self, &view_error))
    return TRUE;
  if (g_error_matches (view_error, DOCKET_ERROR, DOCKET_ERROR_CORRUPT))
    return docket_projector_thread_replace_database (self, view_error, error);
  g_propagate_error (error, g_steal_pointer (&view_error));
  return FALSE;
}

/* A program that runs for one command alone is never idle. */
static void
remove_leftovers (DocketProjectorThread *self)
{
  gint64 until = g_get_monotonic_time () + CLOSING_MICROSECONDS;

  g_ptr_array_set_size (self->shadows, 0);
  while (g_get_monotonic_time () < until && docket_projector_step_leftovers (self))
    ;
}

/**
 * docket_projector_close:
 * @self: the thread
 *
 * Closes both files, and spends a moment on what nobody reads any more.
 */
void
docket_projector_close (DocketProjectorThread *self)
{
  remove_leftovers (self);
  if (self->read_database != NULL && self->write_database != NULL)
    docket_log_end_note (self->read_database, self->write_database, NULL);
  g_clear_pointer (&self->feed, docket_event_feed_free);
  g_clear_object (&self->store);
  close_read_database (self);
  if (self->write_database != NULL)
    docket_database_close (self->write_database);
  g_clear_object (&self->write_database);
}

/**
 * docket_projector_read_end:
 * @self: the thread
 * @error: return location
 *
 * Looks where the log ends now.
 *
 * Returns: whether it could
 */
gboolean
docket_projector_read_end (DocketProjectorThread *self, GError **error)
{
  gint64 end = 0;

  if (!docket_event_store_get_last_position (self->store, &end, NULL, error))
    return FALSE;
  self->end = end;
  g_mutex_lock (&self->mutex);
  self->committed = MAX (self->committed, end);
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

void
docket_projector_choose_cache (DocketProjectorThread *self, gboolean is_large)
{
  if (self->has_large_cache == is_large || self->read_database == NULL)
    return;
  self->has_large_cache = is_large;
  docket_database_set_large_cache (self->read_database, is_large);
}

/**
 * docket_projector_thread_get_database:
 * @self: a thread, in a task
 * @error: return location
 *
 * Opens the views again when the last attempt failed.
 *
 * Returns: (transfer none) (nullable): the connection that writes the views
 */
DocketDatabase *
docket_projector_thread_get_database (DocketProjectorThread *self, GError **error)
{
  if (self->read_database == NULL && open_read_database (self, error) && !docket_projector_open_views (self, error))
    close_read_database (self);
  return self->read_database;
}

DocketProjectorView *
docket_projector_find_view (DocketProjectorThread *self, const char *name)
{
  for (guint i = 0; i < self->views->len; i++)
    {
      DocketProjectorView *view = g_ptr_array_index (self->views, i);

      if (g_str_equal (view->name, name))
        return view;
    }
  return NULL;
}

/**
 * docket_projector_thread_retry_view:
 * @self: a thread, in a task
 * @name: a view
 *
 * Lets a stopped view try its event again.
 */
void
docket_projector_thread_retry_view (DocketProjectorThread *self, const char *name)
{
  DocketProjectorView *view = docket_projector_find_view (self, name);
  g_autoptr (GError) error = NULL;

  if (view == NULL || view->checkpoint.state != DOCKET_VIEW_STOPPED)
    return;
  if (docket_projector_thread_get_database (self, &error) == NULL)
    {
      docket_projector_stop_view (self, view, view->failed_position, error);
      return;
    }
  g_mutex_lock (&self->mutex);
  view->waits_for_log = FALSE;
  view->checkpoint.state = DOCKET_VIEW_REBUILDING;
  g_clear_pointer (&view->checkpoint.error, g_free);
  g_mutex_unlock (&self->mutex);
}

/**
 * docket_projector_stop_view:
 * @self: the thread
 * @view: a view
 * @position: the event it failed on
 * @error: why
 *
 * Marks the view as stopped. That it is written down too is a help for those who look at the file, no more: it may be
 * the disk that is in trouble.
 */
void
docket_projector_stop_view (DocketProjectorThread *self, DocketProjectorView *view, gint64 position, const GError *error)
{
  g_autofree char *event = docket_projector_describe_event (self, position);

  g_mutex_lock (&self->mutex);
  view->failed_position = position;
  view->waits_for_log = FALSE;
  view->checkpoint.state = DOCKET_VIEW_STOPPED;
  g_free (view->checkpoint.error);
  view->checkpoint.error = g_strdup_printf ("%s: %s", event, error->message);
  g_mutex_unlock (&self->mutex);
  if (self->read_database != NULL && sqlite3_get_autocommit (docket_database_get_connection (self->read_database)))
    docket_checkpoint_save (self->read_database, view->name, &view->checkpoint, NULL);
  self->listener->failed (self->listener_data, view->name, position, error);
  docket_projector_settle_in_place (self, view, error);
}
