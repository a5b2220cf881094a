/* docket-scenario.h: given some commands, when one comes, then this happens
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"

G_BEGIN_DECLS

/* A shop in a directory of its own, with the command bus alone: no views, no clock to wait for. JSON may be written with ' in
 * the place of ". Whatever is not as it should be fails the test, and says which command it was. */

typedef struct _DocketScenario DocketScenario;

DocketScenario *docket_scenario_new (void);
void docket_scenario_free (DocketScenario *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketScenario, docket_scenario_free)

DocketCommandBus *docket_scenario_get_bus (DocketScenario *self);

/* A shop in EUR with 20 % VAT on top, and TEA-1 “Green tea” at 4.50 with ten on hand. */
void docket_scenario_given_shop (DocketScenario *self);

/* It must be accepted. */
void docket_scenario_given (DocketScenario *self, const char *command, const char *json);

void docket_scenario_when (DocketScenario *self, const char *command, const char *json);
void docket_scenario_when_record (DocketScenario *self, DocketCommand *command);
/* Takes the last command back that can be. */
void docket_scenario_when_undone (DocketScenario *self);

/* Types are the events' names, NULL-terminated: all that the command caused, in order. */
void docket_scenario_then_events (DocketScenario *self, const char *type, ...) G_GNUC_NULL_TERMINATED;
/* A member of the index-th event's JSON, by path: `terms.lines[0].total`; expected: as text, NULL for none. */
void docket_scenario_then_member (DocketScenario *self, guint index, const char *path, const char *expected);
/* field, message: NULL where they do not matter. */
void docket_scenario_then_rejected (DocketScenario *self, DocketError code, const char *field, const char *message);

DocketOutcome *docket_scenario_get_outcome (DocketScenario *self);
/* A member of the index-th event of the last command. */
char *docket_scenario_get_member (DocketScenario *self, guint index, const char *path);

/* The first column of the first row of a query on the write tables; 0 or NULL for none. */
gint64 docket_scenario_integer (DocketScenario *self, const char *sql);
char *docket_scenario_text (DocketScenario *self, const char *sql);

/* Runs every accepted command again, as it was stored, in an empty shop: the events must be the same bytes. */
void docket_scenario_check_replay (DocketScenario *self);
/* Plays the log into empty tables: they must hold what is there. */
void docket_scenario_check_tables (DocketScenario *self);

G_END_DECLS
