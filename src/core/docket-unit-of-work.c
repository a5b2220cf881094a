/* docket-unit-of-work.c: what a handler has in hand while it decides
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-unit-of-work.h"

struct _DocketUnitOfWork
{
  GObject parent_instance;
  DocketDatabase *database;
  DocketCommand *command;
  GArray *recorded;
};

G_DEFINE_FINAL_TYPE (DocketUnitOfWork, docket_unit_of_work, G_TYPE_OBJECT)

static void
clear_recorded_event (gpointer data)
{
  DocketRecordedEvent *recorded = data;

  g_clear_object (&recorded->event);
}

static void
docket_unit_of_work_finalize (GObject *object)
{
  DocketUnitOfWork *self = DOCKET_UNIT_OF_WORK (object);

  g_clear_object (&self->database);
  g_clear_object (&self->command);
  g_array_unref (self->recorded);
  G_OBJECT_CLASS (docket_unit_of_work_parent_class)->finalize (object);
}

static void
docket_unit_of_work_class_init (DocketUnitOfWorkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_unit_of_work_finalize;
}

static void
docket_unit_of_work_init (DocketUnitOfWork *self)
{
  self->recorded = g_array_new (FALSE, FALSE, sizeof (DocketRecordedEvent));
  g_array_set_clear_func (self->recorded, clear_recorded_event);
}

/**
 * docket_unit_of_work_new:
 * @database: where the handler loads what it needs
 * @command: the command that is decided
 *
 * Returns: (transfer full): a unit of work with nothing recorded
 */
DocketUnitOfWork *
docket_unit_of_work_new (DocketDatabase *database, DocketCommand *command)
{
  DocketUnitOfWork *self;

  g_return_val_if_fail (DOCKET_IS_DATABASE (database), NULL);
  g_return_val_if_fail (DOCKET_IS_COMMAND (command), NULL);

  self = g_object_new (DOCKET_TYPE_UNIT_OF_WORK, NULL);
  self->database = g_object_ref (database);
  self->command = g_object_ref (command);
  return self;
}

/**
 * docket_unit_of_work_get_database:
 * @self: a unit of work
 *
 * Only to read from: what is recorded is carried into the tables afterwards, by evolve alone.
 *
 * Returns: (transfer none): the write tables
 */
DocketDatabase *
docket_unit_of_work_get_database (DocketUnitOfWork *self)
{
  g_return_val_if_fail (DOCKET_IS_UNIT_OF_WORK (self), NULL);

  return self->database;
}

/**
 * docket_unit_of_work_get_command:
 * @self: a unit of work
 *
 * Returns: (transfer none): the command that is decided
 */
DocketCommand *
docket_unit_of_work_get_command (DocketUnitOfWork *self)
{
  g_return_val_if_fail (DOCKET_IS_UNIT_OF_WORK (self), NULL);

  return self->command;
}

/**
 * docket_unit_of_work_record:
 * @self: a unit of work
 * @stream: the aggregate it happens to
 * @expected_version: the version at which the stream must stand before the command, 0 for a new one, or
 *   %DOCKET_EVENT_STORE_ANY_VERSION
 * @event: (transfer none): what happens
 *
 * Records an event. It is appended and carried into the tables when the handler has decided; when another event of
 * this command came before it in the same stream, the version counts up by itself.
 */
void
docket_unit_of_work_record (DocketUnitOfWork *self, const DocketUuid *stream, gint64 expected_version, DocketEvent *event)
{
  DocketRecordedEvent recorded;

  g_return_if_fail (DOCKET_IS_UNIT_OF_WORK (self));
  g_return_if_fail (stream != NULL && !docket_uuid_is_null (stream));
  g_return_if_fail (DOCKET_IS_EVENT (event));

  recorded.stream = *stream;
  recorded.expected_version = expected_version;
  recorded.event = g_object_ref (event);
  docket_event_edit_envelope (event)->stream = *stream;
  g_array_append_val (self->recorded, recorded);
}

/**
 * docket_unit_of_work_get_recorded:
 * @self: a unit of work
 *
 * Returns: (transfer none) (element-type DocketRecordedEvent): what was recorded, in order
 */
GArray *
docket_unit_of_work_get_recorded (DocketUnitOfWork *self)
{
  g_return_val_if_fail (DOCKET_IS_UNIT_OF_WORK (self), NULL);

  return self->recorded;
}
