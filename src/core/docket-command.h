/* docket-command.h: a record that asks for one change
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-record.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_COMMAND (docket_command_get_type ())
G_DECLARE_DERIVABLE_TYPE (DocketCommand, docket_command, DOCKET, COMMAND, DocketRecord)

struct _DocketCommandClass
{
  DocketRecordClass parent_class;
  gpointer padding[2];
};

const DocketUuid *docket_command_get_id (DocketCommand *self);
void docket_command_set_id (DocketCommand *self, const DocketUuid *id);

/* Microseconds UTC; 0 until the caller or prepare sets it. */
gint64 docket_command_get_time (DocketCommand *self);
void docket_command_set_time (DocketCommand *self, gint64 time);

/* The shop's own calendar day, yyyymmdd; frozen by prepare. */
gint32 docket_command_get_day (DocketCommand *self);
void docket_command_set_day (DocketCommand *self, gint32 day);

const char *docket_command_get_actor (DocketCommand *self);
void docket_command_set_actor (DocketCommand *self, const char *actor);
const char *docket_command_get_station (DocketCommand *self);
void docket_command_set_station (DocketCommand *self, const char *station);

/* The identifier for the index-th new thing of that purpose which this command makes. */
DocketUuid docket_command_derive_id (DocketCommand *self, const char *purpose, guint index);

/* Secret of the digests of this command's personal data, 16 bytes; not part of the outside JSON. */
const guint8 *docket_command_get_salt (DocketCommand *self);
void docket_command_set_salt (DocketCommand *self, const guint8 salt[16]);

/* The command that this one takes back, if any. */
const DocketUuid *docket_command_get_undoes (DocketCommand *self);
void docket_command_set_undoes (DocketCommand *self, const DocketUuid *id);

G_END_DECLS
