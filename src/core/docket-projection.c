/* docket-projection.c: listens to committed events and keeps one view
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-projection.h"

#include <locale.h>
#include <string.h>

typedef struct
{
  GHashTable *projectors;
  GArray *touched;
} DocketProjectionPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (DocketProjection, docket_projection, G_TYPE_OBJECT)

static DocketProjectionPrivate *
get_private (DocketProjection *self)
{
  return docket_projection_get_instance_private (self);
}

/* By type, so that an event costs one look-up however long the table is. */
static void
docket_projection_constructed (GObject *object)
{
  DocketProjectionPrivate *priv = get_private (DOCKET_PROJECTION (object));
  DocketProjectionClass *klass = DOCKET_PROJECTION_GET_CLASS (object);

  G_OBJECT_CLASS (docket_projection_parent_class)->constructed (object);

  for (guint i = 0; i < klass->n_projectors; i++)
    {
      gpointer type = GSIZE_TO_POINTER (klass->projectors[i].get_type ());

      if (!g_hash_table_insert (priv->projectors, type, (gpointer) &klass->projectors[i]))
        g_error ("%s lists %s twice", klass->name, g_type_name (klass->projectors[i].get_type ()));
    }
}

static void
docket_projection_finalize (GObject *object)
{
  DocketProjectionPrivate *priv = get_private (DOCKET_PROJECTION (object));

  g_hash_table_unref (priv->projectors);
  g_array_unref (priv->touched);
  G_OBJECT_CLASS (docket_projection_parent_class)->finalize (object);
}

static void
docket_projection_class_init (DocketProjectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = docket_projection_constructed;
  object_class->finalize = docket_projection_finalize;
}

static void
docket_projection_init (DocketProjection *self)
{
  DocketProjectionPrivate *priv = get_private (self);

  priv->projectors = g_hash_table_new (NULL, NULL);
  priv->touched = g_array_new (FALSE, FALSE, sizeof (gint64));
}

/**
 * docket_projection_get_name:
 * @self: a projection
 *
 * Returns: the view's name, which is also its main table
 */
const char *
docket_projection_get_name (DocketProjection *self)
{
  g_return_val_if_fail (DOCKET_IS_PROJECTION (self), NULL);

  return DOCKET_PROJECTION_GET_CLASS (self)->name;
}

/**
 * docket_projection_touch:
 * @self: a projection
 * @key: the row's key
 *
 * Says, while projecting, that the row was made, changed or removed.
 */
void
docket_projection_touch (DocketProjection *self, gint64 key)
{
  GArray *touched;

  g_return_if_fail (DOCKET_IS_PROJECTION (self));

  touched = get_private (self)->touched;
  if (touched->len == 0 || g_array_index (touched, gint64, touched->len - 1) != key)
    g_array_append_val (touched, key);
}

/* `de_DE.UTF-8` and `de_DE.utf8` sort alike. */
static char *
get_locale (void)
{
  const char *locale = setlocale (LC_COLLATE, NULL);

  return locale != NULL ? g_strndup (locale, strcspn (locale, ".")) : g_strdup ("C");
}

/**
 * docket_projection_get_version:
 * @self: a projection
 *
 * Returns: (transfer full): what the view was made by; another one means that it has to be made again
 */
char *
docket_projection_get_version (DocketProjection *self)
{
  DocketProjectionClass *klass;
  g_autofree char *locale = NULL;

  g_return_val_if_fail (DOCKET_IS_PROJECTION (self), NULL);

  klass = DOCKET_PROJECTION_GET_CLASS (self);
  if (!klass->depends_on_locale)
    return g_strdup_printf ("%d", klass->version);
  locale = get_locale ();
  return g_strdup_printf ("%d %s", klass->version, locale);
}

/**
 * docket_projection_project:
 * @self: a projection
 * @event: a committed event
 * @database: the read database, in a transaction
 * @error: return location
 *
 * Carries @event into the view, if the view listens to its type.
 *
 * Returns: whether it could
 */
gboolean
docket_projection_project (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  const DocketProjector *projector;

  g_return_val_if_fail (DOCKET_IS_PROJECTION (self) && DOCKET_IS_EVENT (event), FALSE);

  projector = g_hash_table_lookup (get_private (self)->projectors, GSIZE_TO_POINTER (G_OBJECT_TYPE (event)));
  return projector == NULL || projector->project (self, event, database, error);
}

/**
 * docket_projection_flush:
 * @self: a projection
 * @database: the read database, in the transaction of the events
 * @error: return location
 *
 * Writes what was gathered since the last flush. The rows are complete from then on.
 *
 * Returns: whether it could
 */
gboolean
docket_projection_flush (DocketProjection *self, DocketDatabase *database, GError **error)
{
  DocketProjectionClass *klass;

  g_return_val_if_fail (DOCKET_IS_PROJECTION (self), FALSE);

  klass = DOCKET_PROJECTION_GET_CLASS (self);
  return klass->flush == NULL || klass->flush (self, database, error);
}

/**
 * docket_projection_forget:
 * @self: a projection
 *
 * Drops what was gathered and touched since the last flush.
 */
void
docket_projection_forget (DocketProjection *self)
{
  DocketProjectionClass *klass;

  g_return_if_fail (DOCKET_IS_PROJECTION (self));

  klass = DOCKET_PROJECTION_GET_CLASS (self);
  if (klass->forget != NULL)
    klass->forget (self);
  g_array_set_size (get_private (self)->touched, 0);
}

/**
 * docket_projection_tidy:
 * @self: a projection
 * @database: the read database, in a transaction
 * @has_more: (inout): set to %TRUE when there may be more to do
 * @error: return location
 *
 * Does a little of what can wait until nothing else is to be done.
 *
 * Returns: whether it could
 */
gboolean
docket_projection_tidy (DocketProjection *self, DocketDatabase *database, gboolean *has_more, GError **error)
{
  DocketProjectionClass *klass;

  g_return_val_if_fail (DOCKET_IS_PROJECTION (self), FALSE);

  klass = DOCKET_PROJECTION_GET_CLASS (self);
  return klass->tidy == NULL || klass->tidy (self, database, has_more, error);
}

/**
 * docket_projection_create:
 * @self: a projection
 * @database: the read database
 * @error: return location
 *
 * Makes the view's tables, which are not there yet.
 *
 * Returns: whether it could
 */
gboolean
docket_projection_create (DocketProjection *self, DocketDatabase *database, GError **error)
{
  g_return_val_if_fail (DOCKET_IS_PROJECTION (self), FALSE);

  return docket_database_execute_script (database, DOCKET_PROJECTION_GET_CLASS (self)->schema, error);
}

/**
 * docket_projection_reset:
 * @self: a projection
 * @database: the read database, in a transaction
 * @error: return location
 *
 * Drops the view's tables, as far as they are there, and makes them again, empty.
 *
 * Returns: whether it could
 */
gboolean
docket_projection_reset (DocketProjection *self, DocketDatabase *database, GError **error)
{
  const char *const *tables;

  g_return_val_if_fail (DOCKET_IS_PROJECTION (self), FALSE);

  tables = DOCKET_PROJECTION_GET_CLASS (self)->tables;
  for (guint i = 0; tables != NULL && tables[i] != NULL; i++)
    {
      g_autofree char *sql = g_strdup_printf ("DROP TABLE IF EXISTS \"%s\"", tables[i]);

      if (!docket_database_execute_script (database, sql, error))
        return FALSE;
    }
  docket_projection_forget (self);
  return docket_projection_create (self, database, error);
}

/**
 * docket_projection_steal_touched:
 * @self: a projection
 *
 * Returns: (transfer full) (element-type gint64): the keys touched since the last call, in no order, some twice
 */
GArray *
docket_projection_steal_touched (DocketProjection *self)
{
  DocketProjectionPrivate *priv;
  GArray *touched;

  g_return_val_if_fail (DOCKET_IS_PROJECTION (self), NULL);

  priv = get_private (self);
  touched = priv->touched;
  priv->touched = g_array_new (FALSE, FALSE, sizeof (gint64));
  return touched;
}
