/* docket-slot.c: a place in a table, and the row that stands there
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-slot.h"

/* GTK makes the widgets of a row anew when a list has another item there. It is given slots for items, which stay when what stands
 * in them is exchanged. */
struct _DocketSlot
{
  GObject parent_instance;

  GObject *row;
  gulong notify_handler;
};

G_DEFINE_FINAL_TYPE (DocketSlot, docket_slot, G_TYPE_OBJECT)

enum
{
  PROP_ROW = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
changed_cb (DocketSlot *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROW]);
}

static void
take_row (DocketSlot *self, GObject *row)
{
  if (self->row != NULL)
    g_clear_signal_handler (&self->notify_handler, self->row);
  g_set_object (&self->row, row);
  if (row != NULL)
    self->notify_handler = g_signal_connect_swapped (row, "notify", G_CALLBACK (changed_cb), self);
}

static void
docket_slot_dispose (GObject *object)
{
  take_row (DOCKET_SLOT (object), NULL);
  G_OBJECT_CLASS (docket_slot_parent_class)->dispose (object);
}

static void
docket_slot_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_ROW:
      g_value_set_object (value, DOCKET_SLOT (object)->row);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_slot_class_init (DocketSlotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = docket_slot_dispose;
  object_class->get_property = docket_slot_get_property;

  properties[PROP_ROW] = g_param_spec_object ("row", NULL, NULL, G_TYPE_OBJECT,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
docket_slot_init (DocketSlot *self)
{
}

DocketSlot *
docket_slot_new (GObject *row)
{
  DocketSlot *self = g_object_new (DOCKET_TYPE_SLOT, NULL);

  take_row (self, row);
  return self;
}

GObject *
docket_slot_get_row (DocketSlot *self)
{
  g_return_val_if_fail (DOCKET_IS_SLOT (self), NULL);

  return self->row;
}

void
docket_slot_set_row (DocketSlot *self, GObject *row)
{
  g_return_if_fail (DOCKET_IS_SLOT (self));

  if (self->row == row)
    return;
  take_row (self, row);
  changed_cb (self);
}
