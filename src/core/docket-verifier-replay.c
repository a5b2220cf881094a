/* docket-verifier-replay.c: that tables and views are what the log makes of them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-checkpoint.h"
#include "docket-definitions.h"
#include "docket-verifier-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <glib/gstdio.h>

#define STEP 1000

/* One scratch database that the log is played into. */
typedef struct
{
  DocketVerifier *verifier;
  DocketDatabase *scratch;
  const char *step;
  gint64 end;
  gint64 position;
  GHashTable *evolvers;
  GPtrArray *views;
} Replay;

/* A view that is compared, as far as it has come. */
typedef struct
{
  DocketProjection *projection;
  gint64 position;
  gboolean has_failed;
} View;

static DocketDatabase *
create_scratch (const char *directory, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autoptr (DocketDatabase) scratch = docket_database_open (path, DOCKET_DATABASE_WRITER, error);

  if (scratch == NULL || !docket_database_execute_script (scratch, "PRAGMA synchronous = OFF", error))
    return NULL;
  docket_database_set_large_cache (scratch, TRUE);
  return g_steal_pointer (&scratch);
}

static void
add_event (DocketVerifier *self, gint64 position, const GError *error)
{
  g_autofree char *place = g_strdup_printf (_("event %" PRId64), position);

  docket_verifier_add (self, place, "%s", error->message);
}

static gboolean
evolve (Replay *self, DocketEvent *event, GError **error)
{
  const DocketEvolver *evolver = g_hash_table_lookup (self->evolvers, GSIZE_TO_POINTER (G_OBJECT_TYPE (event)));

  return evolver == NULL || evolver->evolve (event, self->scratch, error);
}

/* A view that fails is told and left alone; the others go on. */
static void
project (Replay *self, DocketEvent *event, gint64 position)
{
  for (guint i = 0; i < self->views->len; i++)
    {
      View *view = g_ptr_array_index (self->views, i);
      g_autoptr (GError) error = NULL;

      if (view->has_failed || position > view->position)
        continue;
      if (!docket_projection_project (view->projection, event, self->scratch, &error))
        {
          view->has_failed = TRUE;
          add_event (self->verifier, position, error);
        }
    }
}

static void
flush (Replay *self)
{
  for (guint i = 0; self->views != NULL && i < self->views->len; i++)
    {
      View *view = g_ptr_array_index (self->views, i);
      g_autoptr (GError) error = NULL;

      if (!view->has_failed && !docket_projection_flush (view->projection, self->scratch, &error))
        {
          view->has_failed = TRUE;
          add_event (self->verifier, self->position, error);
        }
      docket_projection_forget (view->projection);
    }
}

static gboolean
replay_event (DocketEvent *event, gpointer data, GError **error)
{
  Replay *self = data;
  gint64 position = docket_event_get_envelope (event)->position;

  self->position = position;
  if (self->evolvers != NULL && !evolve (self, event, error))
    return FALSE;
  if (self->views != NULL)
    project (self, event, position);
  if (position % STEP != 0)
    return TRUE;
  flush (self);
  return docket_verifier_step (self->verifier, self->step, position, self->end, error) && docket_database_commit (self->scratch, error) &&
         docket_database_begin (self->scratch, error);
}

/* FALSE without an error: an event could not be replayed, which was told. */
static gboolean
replay (Replay *self, GError **error)
{
  g_autoptr (GError) replay_error = NULL;

  if (!docket_database_begin (self->scratch, error))
    return FALSE;
  if (docket_event_store_read (self->verifier->store, 0, (guint) self->end, replay_event, self, &replay_error))
    {
      flush (self);
      return docket_database_commit (self->scratch, error);
    }
  docket_database_rollback (self->scratch);
  if (replay_error->domain == G_IO_ERROR)
    g_propagate_error (error, g_steal_pointer (&replay_error));
  else
    add_event (self->verifier, self->position + 1, replay_error);
  return FALSE;
}

static GHashTable *
index_evolvers (const DocketVerification *settings)
{
  GHashTable *evolvers = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; i < settings->n_evolvers; i++)
    g_hash_table_insert (evolvers, GSIZE_TO_POINTER (settings->evolvers[i].get_type ()), (gpointer) &settings->evolvers[i]);
  return evolvers;
}

static gboolean
compare_all (DocketVerifier *self, const char *const *tables, DocketDatabase *stored, DocketDatabase *replayed, GError **error)
{
  for (guint i = 0; tables != NULL && tables[i] != NULL; i++)
    if (!docket_verifier_compare (self, tables[i], stored, replayed, error))
      return FALSE;
  return TRUE;
}

/**
 * docket_verifier_check_tables:
 * @self: a verification
 * @directory: where to make the scratch database
 * @error: return location
 *
 * Carries every event into empty tables and compares them with those of the shop.
 *
 * Returns: whether it could be checked
 */
gboolean
docket_verifier_check_tables (DocketVerifier *self, const char *directory, GError **error)
{
  const DocketVerification *settings = self->settings;
  g_autoptr (DocketDatabase) scratch = create_scratch (directory, "write.db", error);
  g_autoptr (GHashTable) evolvers = index_evolvers (settings);
  g_autoptr (GError) replay_error = NULL;
  Replay play = { self, scratch, _("The tables"), self->last_position, 0, evolvers, NULL };

  if (scratch == NULL || !docket_event_store_create_tables (scratch, error) || !settings->create_write_tables (scratch, error))
    return FALSE;
  if (self->last_position > 0 && !replay (&play, &replay_error))
    {
      if (replay_error == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&replay_error));
      return FALSE;
    }
  return compare_all (self, settings->write_tables, self->write, scratch, error);
}

/* A view that is new to the program has no tables yet either. */
static gboolean
check_checkpoint (DocketVerifier *self, DocketProjection *projection, const DocketCheckpoint *checkpoint, const char *place,
                  GError **error)
{
  const char *const *tables = DOCKET_PROJECTION_GET_CLASS (projection)->tables;
  gint64 n_tables = 0;

  if (checkpoint->version != NULL || tables == NULL || tables[0] == NULL)
    return TRUE;
  if (!docket_database_get_integer (self->read, 0, &n_tables, error, "SELECT count(*) FROM sqlite_schema WHERE name = ?", "t", tables[0]))
    return FALSE;
  if (n_tables > 0)
    docket_verifier_add (self, place, _("Nothing says how far it has come."));
  return TRUE;
}

/* Tables that lack a column cannot be compared. */
static gboolean
check_definitions (DocketVerifier *self, DocketProjection *projection, const char *place)
{
  g_autoptr (GError) error = NULL;

  if (docket_definitions_check (self->read, DOCKET_PROJECTION_GET_CLASS (projection)->schema, &error))
    return TRUE;
  docket_verifier_add (self, place, "%s", error->message);
  return FALSE;
}

/* Views that are about to be made again are not compared. */
static gboolean
choose_view (DocketVerifier *self, DocketProjection *projection, GPtrArray *views, GError **error)
{
  DocketCheckpoint checkpoint = { 0 };
  g_autofree char *version = docket_projection_get_version (projection);
  g_autofree char *place = g_strdup_printf (_("view %s"), docket_projection_get_name (projection));
  View *view;

  if (!docket_checkpoint_load (self->read, docket_projection_get_name (projection), &checkpoint, error) ||
      !check_checkpoint (self, projection, &checkpoint, place, error))
    {
      docket_checkpoint_clear (&checkpoint);
      return FALSE;
    }
  if (checkpoint.state == DOCKET_VIEW_STOPPED)
    docket_verifier_add (self, place, _("It stopped. %s"), checkpoint.error != NULL ? checkpoint.error : "");
  if (checkpoint.state == DOCKET_VIEW_LIVE && g_strcmp0 (checkpoint.version, version) == 0 &&
      check_definitions (self, projection, place))
    {
      view = g_new0 (View, 1);
      view->projection = projection;
      view->position = checkpoint.position;
      g_ptr_array_add (views, view);
    }
  docket_checkpoint_clear (&checkpoint);
  return TRUE;
}

static gboolean
prepare_views (DocketVerifier *self, Replay *play, GError **error)
{
  GPtrArray *projections = self->settings->projections;

  for (guint i = 0; i < projections->len; i++)
    if (!choose_view (self, g_ptr_array_index (projections, i), play->views, error))
      return FALSE;
  if (!docket_checkpoint_create_tables (play->scratch, error))
    return FALSE;
  for (guint i = 0; i < play->views->len; i++)
    {
      View *view = g_ptr_array_index (play->views, i);

      if (!docket_projection_reset (view->projection, play->scratch, error))
        return FALSE;
      play->end = MAX (play->end, MIN (view->position, self->last_position));
    }
  return TRUE;
}

static gboolean
compare_views (DocketVerifier *self, Replay *play, GError **error)
{
  for (guint i = 0; i < play->views->len; i++)
    {
      View *view = g_ptr_array_index (play->views, i);

      if (!view->has_failed && !compare_all (self, DOCKET_PROJECTION_GET_CLASS (view->projection)->tables, self->read, play->scratch, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * docket_verifier_check_views:
 * @self: a verification
 * @directory: where to make the scratch database
 * @error: return location
 *
 * Projects every event into empty views, each as far as it has come, and compares them with those that are shown.
 *
 * Returns: whether it could be checked
 */
gboolean
docket_verifier_check_views (DocketVerifier *self, const char *directory, GError **error)
{
  g_autoptr (GPtrArray) views = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (DocketDatabase) scratch = NULL;
  g_autoptr (GError) replay_error = NULL;
  Replay play = { self, NULL, _("The views"), 0, 0, NULL, views };

  if (self->read == NULL || self->settings->projections == NULL)
    return TRUE;
  scratch = create_scratch (directory, "read.db", error);
  play.scratch = scratch;
  if (scratch == NULL || !prepare_views (self, &play, error))
    return FALSE;
  if (play.end > 0 && !replay (&play, &replay_error))
    {
      if (replay_error == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&replay_error));
      return FALSE;
    }
  return compare_views (self, &play, error);
}
