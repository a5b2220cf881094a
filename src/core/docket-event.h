/* docket-event.h: a record of what happened, and where it stands in the log
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-record.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_EVENT (docket_event_get_type ())
G_DECLARE_DERIVABLE_TYPE (DocketEvent, docket_event, DOCKET, EVENT, DocketRecord)

struct _DocketEventClass
{
  DocketRecordClass parent_class;
  gpointer padding[2];
};

/**
 * DocketEventEnvelope:
 * @position: place in the whole log, from 1
 * @stream: the aggregate it happened to
 * @version: place in its stream, from 1
 * @schema: the schema version it was stored with
 * @time: microseconds UTC
 * @day: the shop's own calendar day, yyyymmdd
 * @command_id: the command that caused it
 * @actor: (nullable): who
 * @station: (nullable): where
 * @hash: SHA-256 that chains it to the event before
 *
 * What surrounds every event. Readable by all, written by the event store alone.
 */
typedef struct
{
  gint64 position;
  DocketUuid stream;
  gint64 version;
  int schema;
  gint64 time;
  gint32 day;
  DocketUuid command_id;
  char *actor;
  char *station;
  guint8 hash[32];
} DocketEventEnvelope;

const DocketEventEnvelope *docket_event_get_envelope (DocketEvent *self);

/* For the event store. */
DocketEventEnvelope *docket_event_edit_envelope (DocketEvent *self);

/* The stored form without `Docket`: OrderPlaced. */
const char *docket_event_get_type_name (DocketEvent *self);

const char *docket_event_type_get_name (GType type);

G_END_DECLS
