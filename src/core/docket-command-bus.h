/* docket-command-bus.h: takes commands to their handlers, one transaction at a time
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "docket-event-store.h"
#include "docket-outcome.h"
#include "docket-unit-of-work.h"

G_BEGIN_DECLS

/**
 * DocketReplayClass:
 * @DOCKET_REPLAY_FACT: it happened (the goods left, the cash was taken): never refused later, at worst flagged
 * @DOCKET_REPLAY_ADAPT: may come out differently when it is run again after others
 * @DOCKET_REPLAY_INTENT: may be refused later, and then waits for a person
 */
typedef enum
{
  DOCKET_REPLAY_FACT,
  DOCKET_REPLAY_ADAPT,
  DOCKET_REPLAY_INTENT,
} DocketReplayClass;

/**
 * DocketCommandHandler:
 * @get_type: the command's type function
 * @replay_class: what happens to it when it meets events it did not know
 * @prepare: (nullable): fills what the command left open; runs once, before the first decide
 * @decide: checks every rule against the write tables and records events; sees no clock, no chance, no setting that could change
 * @undo: (nullable): makes the command that takes this one back, or %NULL with an error saying why there is none
 * @irreversible: (nullable): where there is no @undo: why not, marked for translation
 *
 * The one owner of a command type. decide is given the completed command.
 */
typedef struct
{
  GType (*get_type) (void);
  DocketReplayClass replay_class;
  gboolean (*prepare) (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error);
  gboolean (*decide) (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error);
  DocketCommand *(*undo) (DocketCommand *command, GPtrArray *events, DocketUnitOfWork *unit_of_work, GError **error);
  const char *irreversible;
} DocketCommandHandler;

/**
 * DocketEvolver:
 * @get_type: the event's type function
 * @evolve: carries the event into the write tables; never decides; an error means the disk
 *
 * How one event type changes the write tables.
 */
typedef struct
{
  GType (*get_type) (void);
  gboolean (*evolve) (DocketEvent *event, DocketDatabase *database, GError **error);
} DocketEvolver;

/**
 * DocketDispatchFlags:
 * @DOCKET_DISPATCH_DRY_RUN: roll back and keep no trace, but answer what would have happened
 * @DOCKET_DISPATCH_BULK: part of a batch: gives way to interactive commands, shares commits, and is answered when it is
 *   durable, before the views have it
 * @DOCKET_DISPATCH_COMPLETED: the command is a stored, completed one: skip prepare
 */
typedef enum
{
  DOCKET_DISPATCH_NORMAL = 0,
  DOCKET_DISPATCH_DRY_RUN = 1 << 0,
  DOCKET_DISPATCH_BULK = 1 << 1,
  DOCKET_DISPATCH_COMPLETED = 1 << 2,
} DocketDispatchFlags;

/* The shop's calendar day of a moment. */
typedef gint32 (*DocketCalendar) (DocketDatabase *database, gint64 time);

#define DOCKET_TYPE_COMMAND_BUS (docket_command_bus_get_type ())
G_DECLARE_FINAL_TYPE (DocketCommandBus, docket_command_bus, DOCKET, COMMAND_BUS, GObject)

/* Signals:
 * ::validate (DocketCommand *command, GError **error) → gboolean; first FALSE wins; writer thread
 * ::handle::TypeName (DocketCommand *command, DocketUnitOfWork *unit, GError **error) → gboolean handled; writer thread
 * ::committed (DocketCommand *command, GPtrArray *events); main context
 * ::rejected (DocketCommand *command, GError *reason); main context */

DocketCommandBus *docket_command_bus_new (DocketEventRegistry *registry);

void docket_command_bus_add_handlers (DocketCommandBus *self, const DocketCommandHandler *handlers, guint n_handlers);
void docket_command_bus_add_evolvers (DocketCommandBus *self, const DocketEvolver *evolvers, guint n_evolvers);
void docket_command_bus_set_calendar (DocketCommandBus *self, DocketCalendar calendar);
void docket_command_bus_set_defaults (DocketCommandBus *self, const char *actor, const char *station);

/* Every command type one handler, every event type one evolver: DOCKET_ERROR_UNKNOWN_TYPE by name otherwise. */
gboolean docket_command_bus_check (DocketCommandBus *self, GError **error);

GType docket_command_bus_find_type (DocketCommandBus *self, const char *name);
const DocketCommandHandler *docket_command_bus_find_handler (DocketCommandBus *self, GType type);
/* Names without `Docket`, sorted. */
GPtrArray *docket_command_bus_list (DocketCommandBus *self);
/* The command that a JSON object of the outside world describes. */
DocketCommand *docket_command_bus_parse (DocketCommandBus *self, const char *name, const char *json, gssize length, GError **error);

/* Opens the write database on a writer thread of its own and starts it. */
gboolean docket_command_bus_start (DocketCommandBus *self, const char *path, GError **error);
/* Finishes what is under way, refuses the rest, closes the database. */
void docket_command_bus_stop (DocketCommandBus *self);

DocketOutcome *docket_command_bus_dispatch (DocketCommandBus *self, DocketCommand *command, DocketDispatchFlags flags, GError **error);
void docket_command_bus_dispatch_async (DocketCommandBus *self, DocketCommand *command, DocketDispatchFlags flags,
                                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
DocketOutcome *docket_command_bus_dispatch_finish (DocketCommandBus *self, GAsyncResult *result, GError **error);

/* Many at once, group-committed; element type DocketCommand; outcomes in order. */
GPtrArray *docket_command_bus_dispatch_batch (DocketCommandBus *self, GPtrArray *commands, DocketDispatchFlags flags, GError **error);
void docket_command_bus_dispatch_batch_async (DocketCommandBus *self, GPtrArray *commands, DocketDispatchFlags flags,
                                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *docket_command_bus_dispatch_batch_finish (DocketCommandBus *self, GAsyncResult *result, GError **error);

/* Whether validate and decide would let it pass, on a read transaction beside the writer. TRUE, or FALSE with the rule's text. */
void docket_command_bus_can_execute_async (DocketCommandBus *self, DocketCommand *command, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
gboolean docket_command_bus_can_execute_finish (DocketCommandBus *self, GAsyncResult *result, GError **error);

/* id: NULL for the last command that can be taken back. */
DocketOutcome *docket_command_bus_undo (DocketCommandBus *self, const DocketUuid *id, GError **error);
DocketOutcome *docket_command_bus_undo_as (DocketCommandBus *self, const DocketUuid *id, const char *actor, const char *station,
                                           GError **error);
void docket_command_bus_undo_async (DocketCommandBus *self, const DocketUuid *id, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
DocketOutcome *docket_command_bus_undo_finish (DocketCommandBus *self, GAsyncResult *result, GError **error);

/* Blocks until the healthy views hold all that was committed before. A batch does so once, at its end. */
void docket_command_bus_await_views (DocketCommandBus *self);

/* Work that must run on the writer's connection, between transactions, such as a checkpoint. */
typedef gboolean (*DocketWriterFunc) (DocketEventStore *store, gpointer data, GError **error);
gboolean docket_command_bus_run_on_writer (DocketCommandBus *self, DocketWriterFunc function, gpointer data, GError **error);

/* Who follows the log: told of each commit on the writer thread; a dispatch completes after followed() was called back. */
typedef void (*DocketFollowedFunc) (gpointer data);
typedef struct
{
  void (*committed) (gpointer follower, gint64 last_position);
  /* Calls followed (data), in any thread, when healthy views have reached position. */
  void (*await) (gpointer follower, gint64 position, DocketFollowedFunc followed, gpointer data);
  /* Events that the views lag behind. */
  gint64 (*get_lag) (gpointer follower);
} DocketFollower;
void docket_command_bus_set_follower (DocketCommandBus *self, const DocketFollower *follower, gpointer data);

G_END_DECLS
