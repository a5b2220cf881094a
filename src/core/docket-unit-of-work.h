/* docket-unit-of-work.h: what a handler has in hand while it decides
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command.h"
#include "docket-database.h"
#include "docket-event.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_UNIT_OF_WORK (docket_unit_of_work_get_type ())
G_DECLARE_FINAL_TYPE (DocketUnitOfWork, docket_unit_of_work, DOCKET, UNIT_OF_WORK, GObject)

DocketUnitOfWork *docket_unit_of_work_new (DocketDatabase *database, DocketCommand *command);

/* Where handlers load what they need. Only read from it: evolve alone writes. */
DocketDatabase *docket_unit_of_work_get_database (DocketUnitOfWork *self);

DocketCommand *docket_unit_of_work_get_command (DocketUnitOfWork *self);

/* Records one event for a stream that must stand at expected_version (0: a new stream), or
 * DOCKET_EVENT_STORE_ANY_VERSION. It is appended and evolved when the handler has decided. */
void docket_unit_of_work_record (DocketUnitOfWork *self, const DocketUuid *stream, gint64 expected_version, DocketEvent *event);

typedef struct
{
  DocketUuid stream;
  gint64 expected_version;
  DocketEvent *event;
} DocketRecordedEvent;

/* Element type DocketRecordedEvent. */
GArray *docket_unit_of_work_get_recorded (DocketUnitOfWork *self);

G_END_DECLS
