/* docket-event.c: a record of what happened, and where it stands in the log
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-event.h"

#include <string.h>

typedef struct
{
  DocketEventEnvelope envelope;
} DocketEventPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (DocketEvent, docket_event, DOCKET_TYPE_RECORD)

static void
docket_event_copied (DocketRecord *record, DocketRecord *source)
{
  DocketEventEnvelope *envelope = docket_event_edit_envelope (DOCKET_EVENT (record));

  *envelope = *docket_event_get_envelope (DOCKET_EVENT (source));
  envelope->actor = g_strdup (envelope->actor);
  envelope->station = g_strdup (envelope->station);
}

static void
docket_event_finalize (GObject *object)
{
  DocketEventEnvelope *envelope = docket_event_edit_envelope (DOCKET_EVENT (object));

  g_free (envelope->actor);
  g_free (envelope->station);
  G_OBJECT_CLASS (docket_event_parent_class)->finalize (object);
}

static void
docket_event_class_init (DocketEventClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_event_finalize;
  DOCKET_RECORD_CLASS (klass)->copied = docket_event_copied;
}

static void
docket_event_init (DocketEvent *self)
{
}

/**
 * docket_event_get_envelope:
 * @self: an event
 *
 * Returns: where the event stands in the log and who caused it; zeros before it is stored
 */
const DocketEventEnvelope *
docket_event_get_envelope (DocketEvent *self)
{
  g_return_val_if_fail (DOCKET_IS_EVENT (self), NULL);

  return docket_event_edit_envelope (self);
}

/**
 * docket_event_edit_envelope: (skip)
 * @self: an event
 *
 * For the event store alone, which fills the envelope when it appends or reads, and for the unit of work, which knows the stream. Its strings are the event's and freed with it.
 *
 * Returns: the envelope
 */
DocketEventEnvelope *
docket_event_edit_envelope (DocketEvent *self)
{
  DocketEventPrivate *priv;

  g_return_val_if_fail (DOCKET_IS_EVENT (self), NULL);

  priv = docket_event_get_instance_private (self);
  return &priv->envelope;
}

/**
 * docket_event_get_type_name:
 * @self: an event
 *
 * Returns: the name of its type as it is stored: without `Docket`
 */
const char *
docket_event_get_type_name (DocketEvent *self)
{
  g_return_val_if_fail (DOCKET_IS_EVENT (self), NULL);

  return docket_event_type_get_name (G_OBJECT_TYPE (self));
}

/**
 * docket_event_type_get_name:
 * @type: a type of events
 *
 * Returns: its name as it is stored: without `Docket`
 */
const char *
docket_event_type_get_name (GType type)
{
  const char *name = g_type_name (type);

  return g_str_has_prefix (name, "Docket") ? name + strlen ("Docket") : name;
}
