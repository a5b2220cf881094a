/* docket-command-undo.c: the command that takes another back
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-command-executor.h"
#include "docket-command-log.h"

#include <glib/gi18n-lib.h>

static const DocketCommandHandler *
find_handler (DocketCommandBus *bus, const char *type)
{
  GType command_type = docket_command_bus_find_type (bus, type);

  return command_type != G_TYPE_INVALID ? docket_command_bus_find_handler (bus, command_type) : NULL;
}

static gboolean
can_undo (const char *type, gpointer data)
{
  const DocketCommandHandler *handler = find_handler (data, type);

  return handler != NULL && handler->undo != NULL;
}

static DocketCommandEntry *
find_entry (DocketCommandBus *bus, DocketDatabase *database, const DocketUuid *id, GError **error)
{
  DocketCommandEntry *entry = NULL;
  gboolean is_asked = id != NULL ? docket_command_log_find (database, id, &entry, error)
                                 : docket_command_log_find_undoable (database, can_undo, bus, &entry, error);

  if (!is_asked || entry != NULL)
    return entry;
  if (id == NULL)
    docket_error_set (error, DOCKET_ERROR_NOT_FOUND, NULL, _("There is nothing to take back."));
  else
    docket_error_set (error, DOCKET_ERROR_NOT_FOUND, "id", _("There is no such command to take back."));
  return NULL;
}

static void
refuse_irreversible (DocketCommandBus *bus, const char *type, GError **error)
{
  const DocketCommandHandler *handler = find_handler (bus, type);

  if (handler != NULL && handler->irreversible != NULL)
    docket_error_set (error, DOCKET_ERROR_REJECTED, NULL, "%s", _(handler->irreversible));
  else
    docket_error_set (error, DOCKET_ERROR_REJECTED, NULL, _("“%s” cannot be taken back."), type);
}

static gboolean
check_entry (DocketCommandBus *bus, const DocketCommandEntry *entry, GError **error)
{
  if (entry->reason != NULL)
    docket_error_set (error, DOCKET_ERROR_REJECTED, NULL, _("“%s” was not accepted, so there is nothing to take back."), entry->type);
  else if (!docket_uuid_is_null (&entry->undone_by))
    docket_error_set (error, DOCKET_ERROR_REJECTED, NULL, _("“%s” has been taken back already."), entry->type);
  else if (!docket_uuid_is_null (&entry->undoes) || !can_undo (entry->type, bus))
    refuse_irreversible (bus, entry->type, error);
  else
    return TRUE;
  return FALSE;
}

static DocketCommand *
make_command (DocketCommandBus *bus, DocketEventStore *store, const DocketCommandEntry *entry, GError **error)
{
  const DocketCommandHandler *handler = find_handler (bus, entry->type);
  g_autoptr (GPtrArray) events = docket_event_store_read_command (store, &entry->id, error);
  g_autoptr (DocketCommand) original = NULL;
  g_autoptr (DocketUnitOfWork) unit = NULL;
  g_autoptr (GError) undo_error = NULL;
  DocketCommand *command;

  if (events == NULL)
    return NULL;
  original = docket_command_entry_read (entry, handler->get_type (), events, error);
  if (original == NULL)
    return NULL;
  unit = docket_unit_of_work_new (docket_event_store_get_database (store), original);
  command = handler->undo (original, events, unit, &undo_error);
  if (command != NULL)
    {
      docket_command_set_undoes (command, &entry->id);
      return command;
    }
  if (undo_error == NULL)
    docket_error_set (&undo_error, DOCKET_ERROR_REJECTED, NULL, _("“%s” cannot be taken back."), entry->type);
  g_propagate_error (error, g_steal_pointer (&undo_error));
  return NULL;
}

/**
 * docket_command_executor_make_undo:
 * @self: an executor
 * @bus: whose handlers know how to take back
 * @id: (nullable): the command to take back; %NULL for the last one that can be
 * @error: why there is none, or the disk's trouble
 *
 * Makes the command that takes another one back. It has to pass the same rules as any.
 *
 * Returns: (transfer full) (nullable): the command, to be run
 */
DocketCommand *
docket_command_executor_make_undo (DocketCommandExecutor *self, DocketCommandBus *bus, const DocketUuid *id, GError **error)
{
  DocketEventStore *store = docket_command_executor_get_store (self);
  g_autoptr (DocketCommandEntry) entry = find_entry (bus, docket_event_store_get_database (store), id, error);

  if (entry == NULL || !check_entry (bus, entry, error))
    return NULL;
  return make_command (bus, store, entry, error);
}
