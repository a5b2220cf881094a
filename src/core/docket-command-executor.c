/* docket-command-executor.c: one command on the writer's connection, all or nothing
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-command-executor.h"
#include "docket-command-decision.h"
#include "docket-command-log.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/random.h>

struct _DocketCommandExecutor
{
  DocketCommandBus *bus;
  DocketEventStore *store;
  DocketDatabase *database;
  GString *data;
  GString *personal;
};

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
  self->data = g_string_sized_new (1024);
  self->personal = g_string_sized_new (256);
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
  g_string_free (self->data, TRUE);
  g_string_free (self->personal, TRUE);
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

static void
update_text (GChecksum *checksum, const char *text)
{
  /* With the zero at its end, so that two texts do not run together. */
  g_checksum_update (checksum, (const guint8 *) (text != NULL ? text : ""), (gssize) strlen (text != NULL ? text : "") + 1);
}

/* Writes the command's two parts; what it was asked for is known again by this digest. */
static void
digest_request (DocketCommandExecutor *self, DocketCommand *command, guint8 request[DOCKET_DIGEST_SIZE])
{
  gint64 time = GINT64_TO_BE (docket_command_get_time (command));
  gsize size = DOCKET_DIGEST_SIZE;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  update_text (checksum, docket_command_get_type_name (command));
  update_text (checksum, docket_event_store_write_part (DOCKET_RECORD (command), DOCKET_PART_PUBLIC, self->data));
  if (docket_record_has_personal (DOCKET_RECORD (command)))
    update_text (checksum, docket_event_store_write_part (DOCKET_RECORD (command), DOCKET_PART_PERSONAL, self->personal));
  g_checksum_update (checksum, (const guint8 *) &time, sizeof time);
  g_checksum_update (checksum, docket_command_get_undoes (command)->bytes, DOCKET_UUID_SIZE);
  g_checksum_get_digest (checksum, request, &size);
}

static gboolean
is_same_request (const DocketCommandEntry *entry, DocketCommand *command, const guint8 request[DOCKET_DIGEST_SIZE], gboolean is_completed)
{
  gsize size;
  gconstpointer stored;

  if (strcmp (entry->type, docket_command_get_type_name (command)) != 0)
    return FALSE;
  /* The id of a completed command is its own: nobody else could have made its derived parts. After an erasure there is
   * nothing left to compare with. */
  if (is_completed || entry->request == NULL)
    return TRUE;
  stored = g_bytes_get_data (entry->request, &size);
  return size == DOCKET_DIGEST_SIZE && memcmp (stored, request, size) == 0;
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

static gboolean
ensure_salt (DocketCommand *command, GError **error)
{
  static const guint8 no_salt[DOCKET_SALT_SIZE];
  const guint8 *salt = docket_command_get_salt (command);
  guint8 bytes[DOCKET_SALT_SIZE];

  if (memcmp (salt, no_salt, sizeof no_salt) != 0)
    return TRUE;
  if (getrandom (bytes, sizeof bytes, 0) != (ssize_t) sizeof bytes)
    {
      docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, _("The system gives no random numbers: %s."), g_strerror (errno));
      return FALSE;
    }
  docket_command_set_salt (command, bytes);
  return TRUE;
}

/* Whom the command's personal data are about when it does not say so itself: the one of its first event. */
static const DocketUuid *
find_subject (DocketCommandExecutor *self, DocketCommand *command, GArray *recorded)
{
  const DocketUuid *fallback = NULL;

  if (recorded->len > 0)
    {
      DocketRecordedEvent *first = &g_array_index (recorded, DocketRecordedEvent, 0);

      fallback = docket_event_store_get_subject (self->store, DOCKET_RECORD (first->event), &first->stream);
    }
  return docket_event_store_get_subject (self->store, DOCKET_RECORD (command), fallback);
}

/* In a command that was refused, personal data that nobody could ever ask to have erased are not kept: of somebody who is not
 * named, or of whom the log knows nothing. */
static gboolean
find_keepable_subject (DocketCommandExecutor *self, DocketCommand *command, GArray *recorded, const GError *reason,
                       const DocketUuid **subject, GError **error)
{
  gint64 version;

  *subject = docket_record_has_personal (DOCKET_RECORD (command)) ? find_subject (self, command, recorded) : NULL;
  if (*subject == NULL || reason == NULL)
    return TRUE;
  if (!docket_event_store_get_version (self->store, *subject, &version, error))
    return FALSE;
  if (version == 0)
    *subject = NULL;
  return TRUE;
}

/* A command that was refused for its size is not to fill the disk. */
#define LARGEST_REJECTED 65536

/* Points into the command, the scratch strings and digest. */
static gboolean
describe_command (DocketCommandExecutor *self, DocketCommand *command, GArray *recorded, DocketCommandRow *row,
                  guint8 digest[DOCKET_DIGEST_SIZE], GError **error)
{
  DocketRecord *record = DOCKET_RECORD (command);
  DocketChainCommand *columns = &row->columns;
  const DocketUuid *subject;

  if (docket_event_store_write_part (record, DOCKET_PART_PUBLIC, self->data) == NULL)
    g_string_assign (self->data, "{}");
  columns->id = docket_chain_uuid (docket_command_get_id (command));
  columns->type = docket_chain_text (docket_command_get_type_name (command));
  columns->data = docket_chain_bytes (self->data->str, self->data->len);
  columns->time = docket_command_get_time (command);
  columns->day = docket_command_get_day (command);
  columns->actor = docket_chain_text (docket_command_get_actor (command));
  columns->station = docket_chain_text (docket_command_get_station (command));
  columns->undoes = docket_chain_uuid (docket_command_get_undoes (command));
  if (!ensure_salt (command, error) || !find_keepable_subject (self, command, recorded, row->reason, &subject, error))
    return FALSE;
  row->salt = docket_chain_bytes (docket_command_get_salt (command), DOCKET_SALT_SIZE);
  if (subject == NULL || docket_event_store_write_part (record, DOCKET_PART_PERSONAL, self->personal) == NULL)
    return TRUE;
  row->personal = docket_chain_bytes (self->personal->str, self->personal->len);
  docket_event_chain_digest_personal (row->salt, row->personal, digest);
  columns->digest = docket_chain_bytes (digest, DOCKET_DIGEST_SIZE);
  columns->subject = docket_chain_uuid (subject);
  return TRUE;
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

static gboolean
insert_row (DocketCommandExecutor *self, DocketCommandRow *row, GArray *recorded, gint64 started, GError **error)
{
  if (recorded->len > 0)
    {
      DocketEvent *first = g_array_index (recorded, DocketRecordedEvent, 0).event;
      DocketEvent *last = g_array_index (recorded, DocketRecordedEvent, recorded->len - 1).event;

      row->first_position = docket_event_get_envelope (first)->position;
      row->last_position = docket_event_get_envelope (last)->position;
    }
  row->duration = g_get_monotonic_time () - started;
  return docket_command_log_insert (self->database, row, error);
}

static gboolean
mark_undone (DocketCommandExecutor *self, DocketCommand *command, GError **error)
{
  const DocketUuid *undoes = docket_command_get_undoes (command);

  if (docket_uuid_is_null (undoes))
    return TRUE;
  return docket_command_log_mark_undone (self->database, undoes, docket_command_get_id (command), error);
}

static gboolean
write_accepted (DocketCommandExecutor *self, DocketCommand *command, GArray *recorded, DocketCommandRow *row, gint64 started,
                GError **error)
{
  guint8 personal_digest[DOCKET_DIGEST_SIZE];
  guint8 digest[DOCKET_DIGEST_SIZE];

  if (!describe_command (self, command, recorded, row, personal_digest, error))
    return FALSE;
  docket_event_chain_digest_command (&row->columns, digest);
  return append_events (self, command, recorded, digest, error) && evolve_events (self, recorded, error) &&
         insert_row (self, row, recorded, started, error) && mark_undone (self, command, error);
}

static void
take_back (DocketCommandExecutor *self)
{
  docket_database_rollback_savepoint (self->database);
  docket_event_store_forget_end (self->store);
}

static gboolean
accept (DocketCommandExecutor *self, DocketCommand *command, GArray *recorded, DocketCommandRow *row, gint64 started, GError **error)
{
  if (!docket_database_savepoint (self->database, error))
    return FALSE;
  if (!write_accepted (self, command, recorded, row, started, error))
    {
      take_back (self);
      return FALSE;
    }
  if (!docket_database_release_savepoint (self->database, error))
    {
      take_back (self);
      return FALSE;
    }
  return TRUE;
}

static gboolean
record_rejection (DocketCommandExecutor *self, DocketCommand *command, DocketCommandRow *row, const GError *reason, gint64 started,
                  GError **error)
{
  guint8 digest[DOCKET_DIGEST_SIZE];
  g_autoptr (GArray) nothing = g_array_new (FALSE, FALSE, sizeof (DocketRecordedEvent));

  row->reason = reason;
  if (!describe_command (self, command, nothing, row, digest, error))
    return FALSE;
  if (row->columns.data.size > LARGEST_REJECTED)
    row->columns.data = docket_chain_text ("{}");
  return insert_row (self, row, nothing, started, error);
}

static GPtrArray *
list_events (GArray *recorded)
{
  GPtrArray *events = g_ptr_array_new_full (recorded->len, g_object_unref);

  for (guint i = 0; i < recorded->len; i++)
    g_ptr_array_add (events, g_object_ref (g_array_index (recorded, DocketRecordedEvent, i).event));
  return events;
}

static DocketOutcome *
execute (DocketCommandExecutor *self, DocketCommand *command, DocketDispatchFlags flags, DocketCommandRow *row, gint64 started,
         GError **error)
{
  DocketCommandRow rejected = { .request = row->request, .received = row->received };
  g_autoptr (GError) reason = NULL;
  g_autoptr (DocketUnitOfWork) unit = docket_unit_of_work_new (self->database, command);
  GArray *recorded = docket_unit_of_work_get_recorded (unit);

  if (docket_command_decide (self->bus, command, unit, flags, &reason) &&
      accept (self, command, recorded, row, started, &reason))
    return docket_outcome_new (docket_command_get_id (command), DOCKET_OUTCOME_ACCEPTED, list_events (recorded), NULL, FALSE);

  if (!docket_command_is_rejection (reason))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  if (!record_rejection (self, command, &rejected, reason, started, error))
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
  gint64 started = g_get_monotonic_time ();
  guint8 request[DOCKET_DIGEST_SIZE];
  DocketCommandRow row = { .request = docket_chain_bytes (request, sizeof request), .received = received };
  const DocketUuid *id = docket_command_get_id (command);
  g_autoptr (DocketCommandEntry) entry = NULL;

  digest_request (self, command, request);
  if (!docket_uuid_is_null (id) && !docket_command_log_find (self->database, id, &entry, error))
    return NULL;
  if (entry == NULL)
    return execute (self, command, flags, &row, started, error);
  if (!is_same_request (entry, command, request, (flags & DOCKET_DISPATCH_COMPLETED) != 0))
    return refuse_other_request (entry, command);
  return repeat_outcome (self, entry, error);
}
