/* docket-projector-rebuild.c: makes views again, as long as somebody waits for them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-projector-private.h"

#include <glib/gi18n-lib.h>

/* Somebody who waits: for which views, and the first reason why one of them is not made. Under the mutex. */
typedef struct
{
  const char *const *names;
  GHashTable *pending;
  GError *error;
  GList link;
} Rebuild;

/**
 * docket_projector_settle:
 * @self: the thread
 * @view: a view
 * @error: (nullable): why it could not be made
 *
 * Tells those who wait for a rebuild that the view is made, or why it is not.
 */
void
docket_projector_settle (DocketProjectorThread *self, const char *view, const GError *error)
{
  g_mutex_lock (&self->mutex);
  for (GList *link = self->rebuilds.head; link != NULL; link = link->next)
    {
      Rebuild *rebuild = link->data;

      if (g_hash_table_remove (rebuild->pending, view) && error != NULL && rebuild->error == NULL)
        rebuild->error = g_error_copy (error);
    }
  g_cond_broadcast (&self->moved);
  g_mutex_unlock (&self->mutex);
}

/**
 * docket_projector_settle_in_place:
 * @self: the thread
 * @view: a view that is live again, or stopped
 * @error: (nullable): why it stopped
 *
 * As its counterpart for a shadow, where it was the view itself that was made again. What becomes of a view that has a shadow is nothing
 * to those who wait for the shadow.
 */
void
docket_projector_settle_in_place (DocketProjectorThread *self, DocketProjectorView *view, const GError *error)
{
  g_autoptr (GError) reason = NULL;

  if (docket_projector_find_shadow (self, view->name) != NULL)
    return;
  if (error != NULL)
    docket_error_set (&reason, DOCKET_ERROR_STORAGE, view->name, _("“%s” stopped. %s"), view->name, view->checkpoint.error);
  docket_projector_settle (self, view->name, reason);
}

static gboolean
find_views (DocketProjectorThread *self, Rebuild *rebuild, GError **error)
{
  const char *const *names = rebuild->names;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (docket_projector_find_view (self, names[i]) == NULL)
      {
        docket_error_set (error, DOCKET_ERROR_NOT_FOUND, "view", _("There is no view “%s”."), names[i]);
        return FALSE;
      }
  for (guint i = 0; i < self->views->len; i++)
    {
      DocketProjectorView *view = g_ptr_array_index (self->views, i);

      if (names == NULL || g_strv_contains (names, view->name))
        g_hash_table_add (rebuild->pending, (gpointer) view->name);
    }
  return TRUE;
}

/* One that people read gets a shadow; one that is being made, and that nobody can read yet, is begun anew. */
static gboolean
begin_view (DocketProjectorThread *self, DocketProjectorView *view, const char *suffix, GError **error)
{
  if (docket_projector_find_shadow (self, view->name) != NULL)
    return TRUE;
  if (view->checkpoint.state == DOCKET_VIEW_REBUILDING)
    return docket_projector_reset_view (self, view, error);
  return docket_projector_begin_shadow (self, view, suffix, error);
}

static gboolean
begin_views (DocketProjectorThread *self, Rebuild *rebuild, GError **error)
{
  g_autofree char *suffix = NULL;

  if (!docket_projector_choose_suffix (self, &suffix, error))
    return FALSE;
  for (guint i = 0; i < self->views->len; i++)
    {
      DocketProjectorView *view = g_ptr_array_index (self->views, i);

      if (!g_hash_table_contains (rebuild->pending, view->name))
        continue;
      if (!begin_view (self, view, suffix, error))
        return FALSE;
    }
  return TRUE;
}

/* What a rollback took back is forgotten. */
static gboolean
begin_transaction (DocketProjectorThread *self, Rebuild *rebuild, GError **error)
{
  guint n_shadows = self->shadows->len;
  g_autoptr (GArray) kept = docket_projector_keep_checkpoints (self);

  if (!docket_database_begin (self->read_database, error))
    return FALSE;
  if (begin_views (self, rebuild, error) && docket_database_commit (self->read_database, error))
    return TRUE;
  g_ptr_array_set_size (self->shadows, (int) n_shadows);
  docket_database_rollback (self->read_database);
  docket_projector_restore_checkpoints (self, kept);
  return FALSE;
}

/* A damaged file is made again as a whole, which is what was asked for, and more. */
static gboolean
begin_task (DocketProjectorThread *self, gpointer data, GError **error)
{
  Rebuild *rebuild = data;
  g_autoptr (GError) begin_error = NULL;

  self->n_replaced = 0;
  if (!find_views (self, rebuild, error) || docket_projector_thread_get_database (self, error) == NULL)
    return FALSE;
  if (!begin_transaction (self, rebuild, &begin_error) &&
      (!g_error_matches (begin_error, DOCKET_ERROR, DOCKET_ERROR_CORRUPT) ||
       !docket_projector_thread_replace_database (self, begin_error, NULL)))
    {
      g_propagate_error (error, g_steal_pointer (&begin_error));
      if (self->read_database != NULL)
        docket_projector_open_views (self, NULL);
      return FALSE;
    }
  docket_projector_release_awaiting (self, FALSE);
  g_mutex_lock (&self->mutex);
  g_queue_push_tail_link (&self->rebuilds, &rebuild->link);
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

/* Under the mutex. */
static gboolean
is_waited_for (DocketProjectorThread *self, const char *view)
{
  for (GList *link = self->rebuilds.head; link != NULL; link = link->next)
    if (g_hash_table_contains (((Rebuild *) link->data)->pending, view))
      return TRUE;
  return FALSE;
}

static gboolean
end_task (DocketProjectorThread *self, gpointer data, GError **error G_GNUC_UNUSED)
{
  Rebuild *rebuild = data;

  g_mutex_lock (&self->mutex);
  g_queue_unlink (&self->rebuilds, &rebuild->link);
  g_mutex_unlock (&self->mutex);
  for (guint i = self->shadows->len; i > 0; i--)
    {
      DocketProjectorShadow *shadow = g_ptr_array_index (self->shadows, i - 1);
      gboolean is_needed;

      g_mutex_lock (&self->mutex);
      is_needed = is_waited_for (self, shadow->view->name);
      g_mutex_unlock (&self->mutex);
      if (!is_needed)
        docket_projector_drop_shadow (self, shadow);
    }
  return TRUE;
}

static void
wake_waiters_cb (GCancellable *cancellable G_GNUC_UNUSED, gpointer data)
{
  DocketProjectorThread *self = data;

  g_mutex_lock (&self->mutex);
  g_cond_broadcast (&self->moved);
  g_mutex_unlock (&self->mutex);
}

/* Returns: whether all of them are settled */
static gboolean
wait_until_settled (DocketProjectorThread *self, Rebuild *rebuild, GCancellable *cancellable)
{
  gulong handler = 0;
  gboolean is_settled;

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (wake_waiters_cb), self, NULL);
  g_mutex_lock (&self->mutex);
  while (!self->is_stopping && g_hash_table_size (rebuild->pending) > 0 && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&self->moved, &self->mutex);
  is_settled = g_hash_table_size (rebuild->pending) == 0;
  g_mutex_unlock (&self->mutex);
  if (handler != 0)
    g_cancellable_disconnect (cancellable, handler);
  return is_settled;
}

/* The thread takes no task any more once it stops, and gives up all shadows by itself. */
static void
end_rebuild (DocketProjectorThread *self, Rebuild *rebuild)
{
  if (docket_projector_thread_run (self, end_task, rebuild, NULL))
    return;
  g_mutex_lock (&self->mutex);
  g_queue_unlink (&self->rebuilds, &rebuild->link);
  g_mutex_unlock (&self->mutex);
}

/**
 * docket_projector_thread_rebuild:
 * @self: a thread
 * @names: (nullable) (array zero-terminated=1): which views; %NULL for all
 * @cancellable: (nullable): to give up what nobody else waits for
 * @error: %DOCKET_ERROR_NOT_FOUND, or why one of them could not be made
 *
 * Makes views again from the log, each beside the one that people see, which it replaces once it has caught up. Blocks
 * until that is so for all of them; one that cannot be made does not keep the others from it.
 *
 * Returns: whether all of them have
 */
gboolean
docket_projector_thread_rebuild (DocketProjectorThread *self, const char *const *names, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) pending = g_hash_table_new (g_str_hash, g_str_equal);
  Rebuild rebuild = { .names = names, .pending = pending };
  gboolean is_settled;

  rebuild.link.data = &rebuild;
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !docket_projector_thread_run (self, begin_task, &rebuild, error))
    return FALSE;
  is_settled = wait_until_settled (self, &rebuild, cancellable);
  end_rebuild (self, &rebuild);
  if (rebuild.error != NULL)
    {
      g_propagate_error (error, rebuild.error);
      return FALSE;
    }
  if (!is_settled && !g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error_literal (error, DOCKET_ERROR, DOCKET_ERROR_STORAGE, _("The program is closing."));
  return is_settled;
}
