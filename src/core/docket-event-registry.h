/* docket-event-registry.h: the event types by name, with their schema versions and upcasters
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-event.h"

G_BEGIN_DECLS

/**
 * DocketUpcaster:
 * @data: the event's public and personal data as they were stored, merged; changed in place
 *
 * Carries the data of one schema version to the next.
 */
typedef void (*DocketUpcaster) (JsonObject *data);

/**
 * DocketEventType:
 * @get_type: the type's function
 * @schema: its schema version today, from 1
 * @upcasters: (nullable): @schema − 1 functions; the first carries 1 to 2
 *
 * One row of a table of event types.
 */
typedef struct
{
  GType (*get_type) (void);
  int schema;
  const DocketUpcaster *upcasters;
} DocketEventType;

#define DOCKET_TYPE_EVENT_REGISTRY (docket_event_registry_get_type ())
G_DECLARE_FINAL_TYPE (DocketEventRegistry, docket_event_registry, DOCKET, EVENT_REGISTRY, GObject)

DocketEventRegistry *docket_event_registry_new (void);

void docket_event_registry_add (DocketEventRegistry *self, const DocketEventType *types, guint n_types);

const DocketEventType *docket_event_registry_find (DocketEventRegistry *self, const char *type_name);

int docket_event_registry_get_schema (DocketEventRegistry *self, DocketEvent *event);

DocketEvent *docket_event_registry_read (DocketEventRegistry *self, const char *type_name, int schema, const char *data,
                                         const char *personal, GError **error);

G_END_DECLS
