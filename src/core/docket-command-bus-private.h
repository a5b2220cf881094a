/* docket-command-bus-private.h: what the bus and its threads share
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"

G_BEGIN_DECLS

typedef struct _DocketCommandWriter DocketCommandWriter;

DocketCommandWriter *docket_command_bus_get_writer (DocketCommandBus *self);

DocketEventRegistry *docket_command_bus_get_registry (DocketCommandBus *self);

gboolean docket_command_bus_ask_preview (DocketCommandBus *self, DocketCommand *command, GTask *task);

/* Emits ::validate; in any thread. */
gboolean docket_command_bus_emit_validate (DocketCommandBus *self, DocketCommand *command, GError **error);

/* Emits ::handle; in any thread. */
gboolean docket_command_bus_emit_handle (DocketCommandBus *self, DocketCommand *command, DocketUnitOfWork *unit_of_work,
                                         GError **error);

/* Have ::committed or ::rejected emitted in the main context, if anybody listens. */
void docket_command_bus_announce_committed (DocketCommandBus *self, DocketCommand *command, DocketOutcome *outcome);
void docket_command_bus_announce_rejected (DocketCommandBus *self, DocketCommand *command, DocketOutcome *outcome);

const DocketEvolver *docket_command_bus_find_evolver (DocketCommandBus *self, GType type);

gint32 docket_command_bus_get_day (DocketCommandBus *self, DocketDatabase *database, gint64 time);
const char *docket_command_bus_get_actor (DocketCommandBus *self);
const char *docket_command_bus_get_station (DocketCommandBus *self);

/* NULL while there is none. */
const DocketFollower *docket_command_bus_get_follower (DocketCommandBus *self, gpointer *data);

/* After each commit: answers to “can it run?” are asked again. */
void docket_command_bus_forget_answers (DocketCommandBus *self);

G_END_DECLS
