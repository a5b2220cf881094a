/* docket-command-executor.c: one command on the writer's connection, all or nothing
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-command-executor.h"
#include "docket-command-decision.h"
#include "docket-command-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _DocketCommandExecutor
{
  DocketCommandBus *bus;
  DocketEventStore *store;
  DocketDatabase *database;
  DocketCommandDraft draft;

  /* The last row, as long as nothing was taken back. */
  gboolean knows_end;
  DocketCommandLogEnd end;
};

/* When a command was dispatched (UTC), and when its turn came (monotonic); microseconds. */
typedef struct
{
  gint64 received;
  gint64 started;
} Turn;

/**
 * docket_command_executor_new:
 * @bus: (transfer none): the bus, which outlives it
 * @store: the log
 *
 * Returns: (transfer full): an executor for the thread that owns @store
 */
DocketCommandExecutor *
docket_command_executor_new (DocketCommandBus *bus, DocketEventStore *store)
{
  DocketCommandExecutor *self = g_new0 (DocketCommandExecutor, 1);

  self->bus = bus;
  self->store = g_object_ref (store);
  self->database = docket_event_store_get_database (store);
  docket_command_draft_init (&self->draft);
  return self;
}

/**
 * docket_command_executor_free:
 * @self: an executor
 */
void
docket_command_executor_free (DocketCommandExecutor *self)
{
  g_object_unref (self->store);
  docket_command_draft_clear (&self->draft);
  g_free (self);
}

/**
 * docket_command_executor_get_store:
 * @self: an executor
 *
 * Returns: (transfer none): its log
 */
DocketEventStore *
docket_command_executor_get_store (DocketCommandExecutor *self)
{
  return self->store;
}

/**
 * docket_command_executor_forget_end:
 * @self: an executor
 *
 * Forgets what is remembered of the end of both logs: after something was taken back, or written by others.
 */
void
docket_command_executor_forget_end (DocketCommandExecutor *self)
{
  self->knows_end = FALSE;
  docket_event_store_forget_end (self->store);
}

static gboolean
is_same_request (DocketCommandExecutor *self, const DocketCommandEntry *entry, DocketCommand *command, gboolean is_completed)
{
  const guint8 *request = self->draft.request;

  if (strcmp (entry->type, docket_command_get_type_name (command)) != 0)
    return FALSE;
  /* The id of a completed command is its own: nobody else could have made its derived parts. After an erasure there is
   * nothing left to compare with. */
  if (is_completed || entry->salt == NULL)
    return TRUE;
  if (g_bytes_get_size (entry->salt) != DOCKET_SALT_SIZE || entry->request == NULL)
    return FALSE;
  docket_command_draft_digest_request (&self->draft, command, g_bytes_get_data (entry->salt, NULL));
  return g_bytes_get_size (entry->request) == DOCKET_DIGEST_SIZE &&
         memcmp (g_bytes_get_data (entry->request, NULL), request, DOCKET_DIGEST_SIZE) == 0;
}

static DocketOutcome *
refuse_other_request (const DocketCommandEntry *entry, DocketCommand *command)
{
  GError *reason = NULL;

  if (g_str_equal (entry->type, docket_command_get_type_name (command)))
    docket_error_set (&reason, DOCKET_ERROR_CONFLICT, "id", _("This id was used before, for a %s with other properties."), entry->type);
  else
    docket_error_set (&reason, DOCKET_ERROR_CONFLICT, "id", _("This id was used before, for another command (%s)."), entry->type);
  return docket_outcome_new (&entry->id, DOCKET_OUTCOME_REJECTED, NULL, reason, FALSE);
}

static DocketOutcome *
repeat_outcome (DocketCommandExecutor *self, DocketCommandEntry *entry, GError **error)
{
  GPtrArray *events;

  if (entry->reason != NULL)
    return docket_outcome_new (&entry->id, DOCKET_OUTCOME_REJECTED, NULL, g_steal_pointer (&entry->reason), TRUE);
  events = docket_event_store_read_command (self->store, &entry->id, error);
  if (events == NULL)
    return NULL;
  return docket_outcome_new (&entry->id, DOCKET_OUTCOME_ACCEPTED, events, NULL, TRUE);
}

/* The stream's versions count up by themselves within one command. */
static gint64
find_expected_version (GArray *recorded, guint index)
{
  const DocketRecordedEvent *event = &g_array_index (recorded, DocketRecordedEvent, index);

  for (guint i = index; i-- > 0;)
    {
      const DocketRecordedEvent *earlier = &g_array_index (recorded, DocketRecordedEvent, i);

      if (docket_uuid_equal (&earlier->stream, &event->stream))
        return docket_event_get_envelope (earlier->event)->version;
    }
  return event->expected_version;
}

static gboolean
append_events (DocketCommandExecutor *self, DocketCommand *command, GArray *recorded, const guint8 digest[DOCKET_DIGEST_SIZE],
               GError **error)
{
  for (guint i = 0; i < recorded->len; i++)
    {
      DocketRecordedEvent *event = &g_array_index (recorded, DocketRecordedEvent, i);

      if (!docket_event_store_append (self->store, event->event, &event->stream, find_expected_version (recorded, i), command, digest, i,
                                      error))
        return FALSE;
    }
  return TRUE;
}

/* Evolve never decides: whatever it answers, it is no rejection. */
static gboolean
evolve_events (DocketCommandExecutor *self, GArray *recorded, GError **error)
{
  for (guint i = 0; i < recorded->len; i++)
    {
      DocketEvent *event = g_array_index (recorded, DocketRecordedEvent, i).event;
      const DocketEvolver *evolver = docket_command_bus_find_evolver (self->bus, G_OBJECT_TYPE (event));
      g_autoptr (GError) evolve_error = NULL;

      if (evolver != NULL && evolver->evolve (event, self->database, &evolve_error))
        continue;
      if (evolver == NULL)
        docket_error_set (&evolve_error, DOCKET_ERROR_STORAGE, NULL, _("Nothing carries “%s” into the tables."),
                          docket_event_get_type_name (event));
      else if (evolve_error == NULL || docket_command_is_rejection (evolve_error))
        {
          g_autofree char *message = g_strdup (evolve_error != NULL ? evolve_error->message : "");

          g_clear_error (&evolve_error);
          docket_error_set (&evolve_error, DOCKET_ERROR_STORAGE, NULL, _("“%s” cannot be carried into the tables: %s"),
                            docket_event_get_type_name (event), message);
        }
      g_propagate_error (error, g_steal_pointer (&evolve_error));
      return FALSE;
    }
  return TRUE;
}

/* Events hold on to the digest of their command; one without events keeps it itself. */
static gboolean
insert_row (DocketCommandExecutor *self, GArray *recorded, GError **error)
{
  DocketCommandRow *row = &self->draft.row;

  if (recorded->len > 0)
    {
      DocketEvent *first = g_array_index (recorded, DocketRecordedEvent, 0).event;
      DocketEvent *last = g_array_index (recorded, DocketRecordedEvent, recorded->len - 1).event;

      row->first_position = docket_event_get_envelope (first)->position;
      row->last_position = docket_event_get_envelope (last)->position;
    }
  else
    row->hash = docket_chain_bytes (self->draft.hash, DOCKET_DIGEST_SIZE);
  if (!docket_command_log_insert (self->database, row, error))
    return FALSE;
  self->end.sequence = row->columns.sequence;
  self->end.has_hash = recorded->len == 0;
  memcpy (self->end.hash, self->draft.hash, DOCKET_DIGEST_SIZE);
  return TRUE;
}

static gboolean
mark_undone (DocketCommandExecutor *self, DocketCommand *command, GError **error)
{
  const DocketUuid *undoes = docket_command_get_undoes (command);

  if (docket_uuid_is_null (undoes))
    return TRUE;
  return docket_command_log_mark_undone (self->database, undoes, docket_command_get_id (command), error);
}

/* The row is whole before its digest is made: how long it took is how long it took to decide. */
static gboolean
describe (DocketCommandExecutor *self, DocketCommand *command, GPtrArray *events, const GError *reason, const Turn *turn, GError **error)
{
  if (!self->knows_end && !docket_command_log_load_end (self->database, &self->end, error))
    return FALSE;
  self->knows_end = TRUE;
  if (!docket_command_draft_describe (&self->draft, command, events, reason, self->store, error))
    return FALSE;
  docket_command_draft_seal (&self->draft, &self->end, turn->received, g_get_monotonic_time () - turn->started);
  return TRUE;
}

static gboolean
write_accepted (DocketCommandExecutor *self, DocketCommand *command, GArray *recorded, GPtrArray *events, const Turn *turn,
                GError **error)
{
  return describe (self, command, events, NULL, turn, error) && append_events (self, command, recorded, self->draft.hash, error) &&
         evolve_events (self, recorded, error) && insert_row (self, recorded, error) && mark_undone (self, command, error);
}

static void
take_back (DocketCommandExecutor *self)
{
  docket_database_rollback_savepoint (self->database);
  docket_command_executor_forget_end (self);
}

static gboolean
accept (DocketCommandExecutor *self, DocketCommand *command, GArray *recorded, GPtrArray *events, const Turn *turn, GError **error)
{
  if (!docket_database_savepoint (self->database, error))
    return FALSE;
  if (write_accepted (self, command, recorded, events, turn, error) && docket_database_release_savepoint (self->database, error))
    return TRUE;
  take_back (self);
  return FALSE;
}

static gboolean
record_rejection (DocketCommandExecutor *self, DocketCommand *command, const GError *reason, const Turn *turn, GError **error)
{
  g_autoptr (GArray) nothing = g_array_new (FALSE, FALSE, sizeof (DocketRecordedEvent));
  g_autoptr (GPtrArray) no_events = g_ptr_array_new ();

  return describe (self, command, no_events, reason, turn, error) && insert_row (self, nothing, error);
}

static GPtrArray *
list_events (GArray *recorded)
{
  GPtrArray *events = g_ptr_array_new_full (recorded->len, g_object_unref);

  for (guint i = 0; i < recorded->len; i++)
    g_ptr_array_add (events, g_object_ref (g_array_index (recorded, DocketRecordedEvent, i).event));
  return events;
}

static gboolean
decide_and_write (DocketCommandExecutor *self, DocketCommand *command, DocketDispatchFlags flags, const Turn *turn, GPtrArray **events,
                  GError **error)
{
  g_autoptr (DocketUnitOfWork) unit = docket_unit_of_work_new (self->database, command);
  g_autoptr (GPtrArray) led_to = NULL;
  GArray *recorded = docket_unit_of_work_get_recorded (unit);

  if (!docket_command_decide (self->bus, command, unit, flags, error))
    return FALSE;
  led_to = list_events (recorded);
  if (!accept (self, command, recorded, led_to, turn, error))
    return FALSE;
  *events = g_steal_pointer (&led_to);
  return TRUE;
}

static DocketOutcome *
execute (DocketCommandExecutor *self, DocketCommand *command, DocketDispatchFlags flags, const Turn *turn, GError **error)
{
  g_autoptr (GError) reason = NULL;
  GPtrArray *events = NULL;

  if (!docket_command_ensure_salt (command, error))
    return NULL;
  docket_command_draft_digest_request (&self->draft, command, docket_command_get_salt (command));
  if (decide_and_write (self, command, flags, turn, &events, &reason))
    return docket_outcome_new (docket_command_get_id (command), DOCKET_OUTCOME_ACCEPTED, events, NULL, FALSE);

  if (!docket_command_is_rejection (reason))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  if (!record_rejection (self, command, reason, turn, error))
    return NULL;
  return docket_outcome_new (docket_command_get_id (command), DOCKET_OUTCOME_REJECTED, NULL, g_steal_pointer (&reason), FALSE);
}

/**
 * docket_command_executor_run:
 * @self: an executor
 * @command: the command; completed in place
 * @flags: how
 * @received: when it was dispatched, in microseconds UTC
 * @error: the disk's trouble; a rule's word is an outcome
 *
 * Runs one command inside the transaction under way: alone it is all or nothing, and it is durable once the transaction
 * is. For a dry run the caller takes everything back.
 *
 * Returns: (transfer full) (nullable): what became of it
 */
DocketOutcome *
docket_command_executor_run (DocketCommandExecutor *self, DocketCommand *command, DocketDispatchFlags flags, gint64 received,
                             GError **error)
{
  const Turn turn = { .received = received, .started = g_get_monotonic_time () };
  const DocketUuid *id = docket_command_get_id (command);
  g_autoptr (DocketCommandEntry) entry = NULL;

  if (!docket_uuid_is_null (id) && !docket_command_log_find (self->database, id, &entry, error))
    return NULL;
  if (entry == NULL)
    return execute (self, command, flags, &turn, error);
  if (!is_same_request (self, entry, command, (flags & DOCKET_DISPATCH_COMPLETED) != 0))
    return refuse_other_request (entry, command);
  return repeat_outcome (self, entry, error);
}
