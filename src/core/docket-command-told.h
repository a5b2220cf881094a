/* docket-command-told.h: what a stored command leaves to its events to tell
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command.h"
#include "docket-event.h"
#include "docket-record-private.h"

G_BEGIN_DECLS

/**
 * DocketToldFields:
 * @omitted: fields that are stored with the event alone
 * @unset: fields that the event has and the command has not
 */
typedef struct
{
  DocketFieldSet omitted;
  DocketFieldSet unset;
} DocketToldFields;

void docket_command_find_told (DocketCommand *command, GPtrArray *events, DocketToldFields *told);

void docket_command_take_told (DocketCommand *command, GPtrArray *events, DocketFieldParts parts, const DocketFieldSet *named);

G_END_DECLS
