/* docket-projector-shadow.c: a view that is made again beside the one that people see, and takes its place
 *
 * The shadow's tables lie in read.db under names of their own. It is fed in small batches whenever nobody waits for the
 * views; the view itself follows the log meanwhile. Nothing of a shadow outlives the connection: what is left of it in
 * the file is listed in the table `shadow`, as are the tables that it replaced, and removed when nobody works.
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-definitions.h"
#include "docket-projector-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
docket_projector_shadow_free (gpointer data)
{
  DocketProjectorShadow *shadow = data;

  if (shadow->database != NULL && docket_database_get_connection (shadow->database) != NULL)
    docket_database_close (shadow->database);
  g_clear_object (&shadow->database);
  g_object_unref (shadow->projection);
  docket_checkpoint_clear (&shadow->checkpoint);
  g_free (shadow->suffix);
  g_free (shadow);
}

static const char *const *
get_tables (DocketProjectorShadow *shadow)
{
  return DOCKET_PROJECTION_GET_CLASS (shadow->projection)->tables;
}

static DocketProjectorShadow *
shadow_new (DocketProjectorThread *self, DocketProjectorView *view, const char *suffix)
{
  DocketProjectorShadow *shadow = g_new0 (DocketProjectorShadow, 1);

  shadow->view = view;
  shadow->projection = g_object_new (G_OBJECT_TYPE (view->projection), NULL);
  shadow->suffix = g_strdup (suffix);
  shadow->database = docket_database_borrow (self->read_database, get_tables (shadow), suffix);
  shadow->checkpoint.version = g_strdup (view->version);
  return shadow;
}

/**
 * docket_projector_find_shadow:
 * @self: the thread
 * @view: a view's name
 *
 * Returns: (transfer none) (nullable): what is about to replace it
 */
DocketProjectorShadow *
docket_projector_find_shadow (DocketProjectorThread *self, const char *view)
{
  for (guint i = 0; i < self->shadows->len; i++)
    {
      DocketProjectorShadow *shadow = g_ptr_array_index (self->shadows, i);

      if (g_str_equal (shadow->view->name, view))
        return shadow;
    }
  return NULL;
}

/**
 * docket_projector_choose_suffix:
 * @self: the thread
 * @suffix: (out) (transfer full): the suffix
 * @error: return location
 *
 * Tables can be renamed, indexes cannot: those of a view that was once a shadow have its suffix for ever.
 *
 * Returns: whether a suffix was found that no name in the file has
 */
gboolean
docket_projector_choose_suffix (DocketProjectorThread *self, char **suffix, GError **error)
{
  gint64 is_taken = 1;
  gint64 generation = 0;

  while (is_taken)
    if (!docket_database_get_integer (self->read_database, 0, &is_taken, error,
                                      "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name GLOB '*_g' || ?)", "i", ++generation))
      return FALSE;
  *suffix = g_strdup_printf ("_g%" G_GINT64_FORMAT, generation);
  return TRUE;
}

static gboolean
note_table (DocketProjectorThread *self, const char *table, const char *suffix, GError **error)
{
  return docket_database_run (self->read_database, error, "INSERT OR REPLACE INTO shadow (name) VALUES (? || ?)", "tt", table, suffix);
}

static gboolean
create_tables (DocketProjectorThread *self, DocketProjectorShadow *shadow, GError **error)
{
  for (const char *const *table = get_tables (shadow); *table != NULL; table++)
    if (!note_table (self, *table, shadow->suffix, error))
      return FALSE;
  return docket_projection_create (shadow->projection, shadow->database, error);
}

/**
 * docket_projector_begin_shadow:
 * @self: the thread, in a transaction
 * @view: a view
 * @suffix: what its tables are called behind the view's names
 * @error: return location
 *
 * Makes empty tables, which are fed from the beginning of the log from now on.
 *
 * Returns: whether they are there
 */
gboolean
docket_projector_begin_shadow (DocketProjectorThread *self, DocketProjectorView *view, const char *suffix, GError **error)
{
  DocketProjectorShadow *shadow = shadow_new (self, view, suffix);

  if (!create_tables (self, shadow, error))
    {
      docket_projector_shadow_free (shadow);
      return FALSE;
    }
  g_ptr_array_add (self->shadows, shadow);
  return TRUE;
}

/**
 * docket_projector_drop_shadow:
 * @self: the thread
 * @shadow: (transfer full): a shadow
 *
 * Gives it up. Its tables are removed when nobody works.
 */
void
docket_projector_drop_shadow (DocketProjectorThread *self, DocketProjectorShadow *shadow)
{
  g_ptr_array_remove (self->shadows, shadow);
  self->has_leftovers = TRUE;
  self->is_quiet = FALSE;
}

/**
 * docket_projector_fail_shadows:
 * @self: the thread
 * @shadows: (element-type DocketProjectorShadow): those that cannot go on
 * @position: the event where that is so
 * @error: why
 *
 * Gives them up and tells those who wait for them.
 */
void
docket_projector_fail_shadows (DocketProjectorThread *self, GPtrArray *shadows, gint64 position, const GError *error)
{
  g_autofree char *event = docket_projector_describe_event (self, position);
  g_autoptr (GPtrArray) failed = g_ptr_array_new ();

  /* Not g_ptr_array_copy(), which takes over what frees the elements: they would be freed twice. */
  g_ptr_array_extend (failed, shadows, NULL, NULL);
  for (guint i = 0; i < failed->len; i++)
    {
      DocketProjectorShadow *shadow = g_ptr_array_index (failed, i);
      const char *view = shadow->view->name;
      g_autoptr (GError) reason = NULL;

      docket_error_set (&reason, DOCKET_ERROR_STORAGE, view, _("“%s” stays as it was, since it cannot be made again. %s: %s"), view,
                        event, error->message);
      docket_projector_drop_shadow (self, shadow);
      docket_projector_settle (self, view, reason);
    }
}

static gboolean
has_table (DocketProjectorThread *self, const char *table, gint64 *n, GError **error)
{
  return docket_database_get_integer (self->read_database, 0, n, error,
                                      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?", "t", table);
}

static gboolean
rename_table (DocketProjectorThread *self, const char *from, const char *to, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("ALTER TABLE \"%s\" RENAME TO \"%s\"", from, to);
  g_autoptr (GError) trouble = NULL;

  if (docket_database_execute_script (self->read_database, sql, &trouble))
    return TRUE;
  docket_definitions_blame (self->read_database, g_steal_pointer (&trouble), error);
  return FALSE;
}

/* The table that people read is set aside; the shadow's gets its name. */
static gboolean
swap_table (DocketProjectorThread *self, const char *table, const char *suffix, GError **error)
{
  g_autofree char *made = g_strconcat (table, suffix, NULL);
  g_autofree char *replaced_suffix = g_strconcat (DOCKET_SHADOW_REPLACED, suffix, NULL);
  g_autofree char *replaced = g_strconcat (table, replaced_suffix, NULL);
  gint64 n = 0;

  if (!has_table (self, table, &n, error))
    return FALSE;
  if (n > 0 && (!note_table (self, table, replaced_suffix, error) || !rename_table (self, table, replaced, error)))
    return FALSE;
  return rename_table (self, made, table, error) &&
         docket_database_run (self->read_database, error, "DELETE FROM shadow WHERE name = ?", "t", made);
}

static gboolean
swap_tables (DocketProjectorThread *self, DocketProjectorShadow *shadow, GError **error)
{
  for (const char *const *table = get_tables (shadow); *table != NULL; table++)
    if (!swap_table (self, *table, shadow->suffix, error))
      return FALSE;
  return docket_checkpoint_save (self->read_database, shadow->view->name, &shadow->checkpoint, error);
}

/**
 * docket_projector_swap_shadow:
 * @self: the thread
 * @shadow: (transfer full): a shadow that has caught up
 * @error: return location
 *
 * Puts it in the place of the view, in one transaction.
 *
 * Returns: whether it is there; where it is not, the view is as it was
 */
gboolean
docket_projector_swap_shadow (DocketProjectorThread *self, DocketProjectorShadow *shadow, GError **error)
{
  DocketProjectorView *view = shadow->view;
  gint64 position = shadow->checkpoint.position;

  /* No table is renamed while a statement lies on it. */
  docket_database_close (shadow->database);
  shadow->checkpoint.state = DOCKET_VIEW_LIVE;
  if (!docket_database_begin (self->read_database, error))
    return FALSE;
  if (!swap_tables (self, shadow, error) || !docket_database_commit (self->read_database, error))
    {
      docket_database_rollback (self->read_database);
      return FALSE;
    }
  docket_projector_set_checkpoint (self, view, &shadow->checkpoint);
  docket_projector_drop_shadow (self, shadow);
  self->listener->progress (self->listener_data, view->name, position, self->end);
  self->listener->changed (self->listener_data, view->name, NULL, position);
  docket_projector_release_awaiting (self, FALSE);
  docket_projector_settle (self, view->name, NULL);
  return TRUE;
}
