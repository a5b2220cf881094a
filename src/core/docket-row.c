/* docket-row.c: a record that is one row of a view
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-row.h"

typedef struct
{
  gint64 key;
  gboolean is_loaded;
} DocketRowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (DocketRow, docket_row, DOCKET_TYPE_RECORD)

enum
{
  PROP_0,
  PROP_KEY,
  PROP_IS_LOADED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static DocketRowPrivate *
get_private (DocketRow *self)
{
  return docket_row_get_instance_private (self);
}

/* The figures are in place: what follows from them comes next, then whoever waits is told. */
static void
set_loaded (DocketRow *self)
{
  DocketRowPrivate *priv = get_private (self);
  DocketRowClass *klass = DOCKET_ROW_GET_CLASS (self);

  if (klass->loaded != NULL)
    klass->loaded (self);
  if (priv->is_loaded)
    return;
  priv->is_loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOADED]);
}

static void
docket_row_filled (DocketRecord *record)
{
  set_loaded (DOCKET_ROW (record));
}

static void
docket_row_copied (DocketRecord *record, DocketRecord *source)
{
  *get_private (DOCKET_ROW (record)) = *get_private (DOCKET_ROW (source));
  if (docket_row_is_loaded (DOCKET_ROW (record)))
    set_loaded (DOCKET_ROW (record));
}

static void
docket_row_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  DocketRow *self = DOCKET_ROW (object);

  switch (property_id)
    {
    case PROP_KEY:
      g_value_set_int64 (value, docket_row_get_key (self));
      break;
    case PROP_IS_LOADED:
      g_value_set_boolean (value, docket_row_is_loaded (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
docket_row_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_KEY:
      docket_row_set_key (DOCKET_ROW (object), g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
docket_row_class_init (DocketRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  DocketRecordClass *record_class = DOCKET_RECORD_CLASS (klass);

  object_class->get_property = docket_row_get_property;
  object_class->set_property = docket_row_set_property;
  record_class->filled = docket_row_filled;
  record_class->copied = docket_row_copied;

  properties[PROP_KEY] = g_param_spec_int64 ("key", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_IS_LOADED] = g_param_spec_boolean ("is-loaded", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
docket_row_init (DocketRow *self)
{
}

/**
 * docket_row_get_key:
 * @self: a row
 *
 * Returns: the integer key of the view's row
 */
gint64
docket_row_get_key (DocketRow *self)
{
  g_return_val_if_fail (DOCKET_IS_ROW (self), 0);

  return get_private (self)->key;
}

/**
 * docket_row_set_key:
 * @self: a row
 * @key: the integer key of the view's row
 *
 * Says which row of the view it is.
 */
void
docket_row_set_key (DocketRow *self, gint64 key)
{
  DocketRowPrivate *priv;

  g_return_if_fail (DOCKET_IS_ROW (self));

  priv = get_private (self);
  if (priv->key == key)
    return;
  priv->key = key;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEY]);
}

/**
 * docket_row_is_loaded:
 * @self: a row
 *
 * Returns: whether its columns were filled, by docket_record_fill() or docket_row_update()
 */
gboolean
docket_row_is_loaded (DocketRow *self)
{
  g_return_val_if_fail (DOCKET_IS_ROW (self), FALSE);

  return get_private (self)->is_loaded;
}

/**
 * docket_row_update:
 * @self: a row that is in use
 * @fresh: the same row, freshly read
 *
 * Takes over the figures of @fresh, notifying only what differs. The key stays.
 */
void
docket_row_update (DocketRow *self, DocketRow *fresh)
{
  g_return_if_fail (DOCKET_IS_ROW (self));
  g_return_if_fail (DOCKET_IS_ROW (fresh));

  g_object_freeze_notify (G_OBJECT (self));
  docket_record_assign (DOCKET_RECORD (self), DOCKET_RECORD (fresh));
  set_loaded (self);
  g_object_thaw_notify (G_OBJECT (self));
}
