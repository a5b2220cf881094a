/* docket-command-decision.c: one command up to its handler's word
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-command-decision.h"
#include "docket-command-log.h"

#include <glib/gi18n-lib.h>

/* Clocks of two machines never agree to the second. */
#define TOLERANCE (10 * G_TIME_SPAN_SECOND)

/**
 * docket_command_is_rejection:
 * @error: why a command was not accepted
 *
 * Returns: whether a rule said so, and not the disk
 */
gboolean
docket_command_is_rejection (const GError *error)
{
  if (error->domain != DOCKET_ERROR)
    return FALSE;
  switch ((DocketError) error->code)
    {
    case DOCKET_ERROR_INVALID:
    case DOCKET_ERROR_REJECTED:
    case DOCKET_ERROR_NOT_FOUND:
    case DOCKET_ERROR_AMBIGUOUS:
    case DOCKET_ERROR_CONFLICT:
    case DOCKET_ERROR_SYNTAX:
    case DOCKET_ERROR_UNKNOWN_TYPE:
      return TRUE;
    case DOCKET_ERROR_STORAGE:
    case DOCKET_ERROR_CORRUPT:
    case DOCKET_ERROR_CUT:
    case DOCKET_ERROR_FOREIGN:
    case DOCKET_ERROR_NEWER:
    case DOCKET_ERROR_BUSY:
    default:
      return FALSE;
    }
}

static void
refuse_future (gint64 time, gint64 now, GError **error)
{
  char said[DOCKET_TIME_STRING_SIZE];
  char is[DOCKET_TIME_STRING_SIZE];

  docket_error_set (error, DOCKET_ERROR_INVALID, "time", _("The time %s lies in the future: it is %s now."),
                    docket_time_format (time, said), docket_time_format (now, is));
}

static gboolean
complete_envelope (DocketCommandBus *bus, DocketCommand *command, DocketDatabase *database, GError **error)
{
  gint64 now = docket_time_now ();

  if (docket_command_get_time (command) == 0)
    docket_command_set_time (command, now);
  if (docket_uuid_is_null (docket_command_get_id (command)))
    {
      DocketUuid id = docket_uuid_generate (now);

      docket_command_set_id (command, &id);
    }
  if (docket_command_get_actor (command) == NULL)
    docket_command_set_actor (command, docket_command_bus_get_actor (bus));
  if (docket_command_get_station (command) == NULL)
    docket_command_set_station (command, docket_command_bus_get_station (bus));
  docket_command_set_day (command, docket_command_bus_get_day (bus, database, docket_command_get_time (command)));
  if (docket_command_get_time (command) < 0)
    docket_error_set (error, DOCKET_ERROR_INVALID, "time", _("The time lies before 1970."));
  else if (docket_command_get_time (command) > now + TOLERANCE)
    refuse_future (docket_command_get_time (command), now, error);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_undoes (DocketCommand *command, DocketDatabase *database, GError **error)
{
  const DocketUuid *undoes = docket_command_get_undoes (command);
  g_autoptr (DocketCommandEntry) entry = NULL;

  if (docket_uuid_is_null (undoes))
    return TRUE;
  if (!docket_command_log_find (database, undoes, &entry, error))
    return FALSE;
  if (entry == NULL)
    docket_error_set (error, DOCKET_ERROR_NOT_FOUND, "undoes", _("There is no such command to take back."));
  else if (!docket_uuid_is_null (&entry->undone_by))
    docket_error_set (error, DOCKET_ERROR_CONFLICT, "undoes", _("“%s” has been taken back already."), entry->type);
  else
    return TRUE;
  return FALSE;
}

/**
 * docket_command_decide:
 * @bus: the bus, whose signals are emitted in this thread
 * @command: the command; completed in place
 * @unit_of_work: where its events are recorded
 * @flags: %DOCKET_DISPATCH_COMPLETED for a stored command, which is not completed again
 * @error: why it is not accepted, or why that could not be found out
 *
 * Validates, completes and decides a command. Writes nothing.
 *
 * Returns: whether it may happen
 */
gboolean
docket_command_decide (DocketCommandBus *bus, DocketCommand *command, DocketUnitOfWork *unit_of_work, DocketDispatchFlags flags,
                       GError **error)
{
  DocketDatabase *database = docket_unit_of_work_get_database (unit_of_work);
  const DocketCommandHandler *handler = docket_command_bus_find_handler (bus, G_OBJECT_TYPE (command));
  gboolean is_completed = (flags & DOCKET_DISPATCH_COMPLETED) != 0;

  if (!is_completed && !complete_envelope (bus, command, database, error))
    return FALSE;
  if (!docket_record_validate (DOCKET_RECORD (command), error) || !docket_command_bus_emit_validate (bus, command, error))
    return FALSE;
  if (!is_completed && !check_undoes (command, database, error))
    return FALSE;
  if (!is_completed && handler != NULL && handler->prepare != NULL && !handler->prepare (command, unit_of_work, error))
    return FALSE;
  return docket_command_bus_emit_handle (bus, command, unit_of_work, error);
}
