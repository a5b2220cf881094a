/* docket-reader.c: the read-only connections of one worker
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-reader.h"

#include <glib/gstdio.h>

/* The number is the inode of the file that was opened: a file that was replaced since is opened again. */
typedef struct
{
  DocketDatabase *database;
  guint64 number;
} Connection;

struct _DocketReader
{
  char *write_path;
  char *read_path;
  Connection read;
  Connection write;
  guint64 attached_number;
};

static guint64
get_number (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 ? (guint64) status.st_ino : 0;
}

static void
close_connection (Connection *connection)
{
  if (connection->database != NULL)
    docket_database_close (connection->database);
  g_clear_object (&connection->database);
  connection->number = 0;
}

static gboolean
open_connection (Connection *connection, const char *path, GError **error)
{
  guint64 number = get_number (path);

  if (connection->database != NULL && connection->number == number)
    return TRUE;
  close_connection (connection);
  connection->database = docket_database_open (path, DOCKET_DATABASE_READER, error);
  connection->number = number;
  return connection->database != NULL;
}

/* The journal shows how long the views took, where there are views. */
static void
attach_views (DocketReader *self)
{
  self->attached_number = get_number (self->read_path);
  if (self->attached_number != 0)
    docket_database_run (self->write.database, NULL, "ATTACH ? AS views", "t", self->read_path);
}

static DocketDatabase *
get_write_database (DocketReader *self, GError **error)
{
  guint64 before;

  if (self->write.database != NULL && self->attached_number != get_number (self->read_path))
    close_connection (&self->write);
  before = self->write.database != NULL ? self->write.number : 0;
  if (!open_connection (&self->write, self->write_path, error))
    return NULL;
  /* Not the connections: a new one may lie where the old one lay. */
  if (self->write.number != before)
    attach_views (self);
  return self->write.database;
}

/**
 * docket_reader_new:
 * @write_path: where the log is
 * @read_path: where the views are
 *
 * Opens nothing yet.
 *
 * Returns: (transfer full): the connections
 */
DocketReader *
docket_reader_new (const char *write_path, const char *read_path)
{
  DocketReader *self = g_new0 (DocketReader, 1);

  self->write_path = g_strdup (write_path);
  self->read_path = g_strdup (read_path);
  return self;
}

/**
 * docket_reader_free:
 * @self: (transfer full): the connections
 *
 * Closes them.
 */
void
docket_reader_free (DocketReader *self)
{
  close_connection (&self->read);
  close_connection (&self->write);
  g_free (self->write_path);
  g_free (self->read_path);
  g_free (self);
}

/**
 * docket_reader_get_database:
 * @self: the connections
 * @source: which database
 * @error: return location
 *
 * Opens it when it is not open, or was replaced. The views are attached to the log's connection as `views`.
 *
 * Returns: (transfer none) (nullable): the connection
 */
DocketDatabase *
docket_reader_get_database (DocketReader *self, DocketQuerySource source, GError **error)
{
  if (source == DOCKET_QUERY_WRITE)
    return get_write_database (self, error);
  return open_connection (&self->read, self->read_path, error) ? self->read.database : NULL;
}

/**
 * docket_reader_get_file_number:
 * @self: the connections
 *
 * Returns: the inode of the read.db that is open
 */
guint64
docket_reader_get_file_number (DocketReader *self)
{
  return self->read.number;
}
