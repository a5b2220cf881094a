/* docket-database-file.c: a database's file before SQLite opens it, and SQLite's errors in words
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-database-file.h"
#include "docket-database.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* https://www.sqlite.org/fileformat.html#the_database_header */
#define MAGIC "SQLite format 3"
#define HEADER_SIZE 100
#define USER_VERSION_OFFSET 60
#define APPLICATION_ID_OFFSET 68

/* What is written of an order with three lines takes almost half a page of 4096 bytes: two of them to a page would leave a
 * third of the log empty. */
#define PAGE_SIZE 8192

static guint32
read_big_endian (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

/**
 * docket_database_file_set_error:
 * @connection: (nullable): where it happened
 * @path: the file
 * @result: what SQLite answered
 * @error: return location
 *
 * Says in words what SQLite answered.
 *
 * Returns: always %FALSE
 */
gboolean
docket_database_file_set_error (sqlite3 *connection, const char *path, int result, GError **error)
{
  const char *message = connection != NULL && sqlite3_errcode (connection) != SQLITE_OK ? sqlite3_errmsg (connection)
                                                                                        : sqlite3_errstr (result);

  switch (result & 0xff)
    {
    case SQLITE_INTERRUPT:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Given up."));
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      docket_error_set (error, DOCKET_ERROR_CORRUPT, NULL, _("“%s” is damaged: %s."), path, message);
      break;
    case SQLITE_FULL:
      docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, _("The disk of “%s” is full."), path);
      break;
    default:
      docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, _("“%s” cannot be used: %s."), path, message);
    }
  return FALSE;
}

static gboolean
set_file_error (const char *path, int saved_errno, GError **error)
{
  docket_error_set (error, saved_errno == ENOENT ? DOCKET_ERROR_NOT_FOUND : DOCKET_ERROR_STORAGE, NULL,
                    _("“%s” cannot be opened: %s."), path, g_strerror (saved_errno));
  return FALSE;
}

/**
 * docket_database_file_create:
 * @path: a file that is not there
 * @can_shrink: whether pages that are free can be given back to the disk; for that each page is noted down once more
 * @error: return location
 *
 * Makes an empty database. The first page is written whole before the file has its name: no crash leaves half a database behind.
 *
 * Returns: whether it is there
 */
gboolean
docket_database_file_create (const char *path, gboolean can_shrink, GError **error)
{
  sqlite3 *connection = NULL;
  unsigned char *bytes = NULL;
  sqlite3_int64 size = 0;
  gboolean is_made;
  g_autoptr (GError) file_error = NULL;
  g_autofree char *script =
    g_strdup_printf ("PRAGMA page_size = %d; PRAGMA auto_vacuum = %s; PRAGMA application_id = %d;", PAGE_SIZE,
                     can_shrink ? "INCREMENTAL" : "NONE", DOCKET_DATABASE_APPLICATION_ID);

  is_made = sqlite3_open (":memory:", &connection) == SQLITE_OK && sqlite3_exec (connection, script, NULL, NULL, NULL) == SQLITE_OK;
  if (is_made)
    bytes = sqlite3_serialize (connection, "main", &size, 0);
  sqlite3_close (connection);
  if (bytes == NULL)
    return docket_database_file_set_error (NULL, path, SQLITE_NOMEM, error);

  is_made = g_file_set_contents_full (path, (const char *) bytes, (gssize) size,
                                      G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &file_error);
  sqlite3_free (bytes);
  if (!is_made)
    docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, _("“%s” cannot be made: %s."), path, file_error->message);
  return is_made;
}

static gboolean
check_numbers (const char *path, guint32 application_id, guint32 version, GError **error)
{
  if (application_id != DOCKET_DATABASE_APPLICATION_ID)
    docket_error_set (error, DOCKET_ERROR_FOREIGN, NULL, _("“%s” belongs to another program."), path);
  else if (version > DOCKET_DATABASE_VERSION)
    docket_error_set (error, DOCKET_ERROR_NEWER, NULL, _("“%s” was written by a newer version of Docket (%u; this one knows %d)."),
                      path, version, DOCKET_DATABASE_VERSION);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_header (const char *path, const guint8 *header, gsize size, GError **error)
{
  if (size == 0)
    {
      docket_error_set (error, DOCKET_ERROR_CORRUPT, NULL, _("“%s” is empty: it was cut, or never was a database."), path);
      return FALSE;
    }
  if (memcmp (header, MAGIC, MIN (size, sizeof MAGIC)) != 0)
    {
      docket_error_set (error, DOCKET_ERROR_FOREIGN, NULL, _("“%s” is not a database."), path);
      return FALSE;
    }
  if (size < HEADER_SIZE)
    {
      docket_error_set (error, DOCKET_ERROR_CORRUPT, NULL, _("“%s” is damaged: it ends in its first page."), path);
      return FALSE;
    }
  return check_numbers (path, read_big_endian (header + APPLICATION_ID_OFFSET), read_big_endian (header + USER_VERSION_OFFSET), error);
}

static gboolean
read_number (sqlite3 *connection, const char *pragma, guint32 *number)
{
  sqlite3_stmt *statement = NULL;
  gboolean is_read = sqlite3_prepare_v2 (connection, pragma, -1, &statement, NULL) == SQLITE_OK &&
                     sqlite3_step (statement) == SQLITE_ROW;

  if (is_read)
    *number = (guint32) sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  return is_read;
}

/**
 * docket_database_file_check_connection:
 * @connection: an open connection
 * @path: the file
 * @error: return location
 *
 * Checks the same of a file that this process may have open already, through SQLite.
 *
 * Returns: whether the file is Docket's, and not a newer one's
 */
gboolean
docket_database_file_check_connection (sqlite3 *connection, const char *path, GError **error)
{
  guint32 application_id = 0;
  guint32 version = 0;

  if (!read_number (connection, "PRAGMA application_id", &application_id) || !read_number (connection, "PRAGMA user_version", &version))
    {
      if ((sqlite3_errcode (connection) & 0xff) != SQLITE_NOTADB)
        return docket_database_file_set_error (connection, path, sqlite3_extended_errcode (connection), error);
      docket_error_set (error, DOCKET_ERROR_FOREIGN, NULL, _("“%s” is not a database."), path);
      return FALSE;
    }
  return check_numbers (path, application_id, version, error);
}

/* What the write-ahead log says of the first page is newer than the file's own. Asked read-only: a connection that may
 * write takes the log into the file when it closes. */
static gboolean
check_log (const char *path, GError **error)
{
  g_autofree char *log_path = g_strconcat (path, "-wal", NULL);
  sqlite3 *connection = NULL;
  gboolean is_right = TRUE;
  struct stat status;

  if (stat (log_path, &status) != 0 || status.st_size == 0)
    return TRUE;
  if (sqlite3_open_v2 (path, &connection, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK)
    is_right = docket_database_file_check_connection (connection, path, error);
  sqlite3_close (connection);
  return is_right;
}

/**
 * docket_database_file_prepare:
 * @path: the file
 * @can_create: whether to make it where there is none
 * @error: return location
 *
 * Sees to it that @path is a database of Docket which this program understands. A file that is not stays untouched.
 * SQLite's locks belong to the process and would be lost when a second descriptor of the file is closed: the header
 * is read before SQLite has the file open, through a descriptor that no lock was taken with.
 *
 * Returns: whether SQLite may open it
 */
gboolean
docket_database_file_prepare (const char *path, gboolean can_create, GError **error)
{
  guint8 header[HEADER_SIZE];
  struct stat status;
  gssize size;
  int descriptor;

  if (stat (path, &status) != 0)
    {
      if (errno != ENOENT || !can_create)
        return set_file_error (path, errno, error);
      return docket_database_file_create (path, FALSE, error);
    }
  if (!can_create)
    return TRUE;
  descriptor = open (path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    return set_file_error (path, errno, error);
  size = pread (descriptor, header, sizeof header, 0);
  if (size < 0)
    set_file_error (path, errno, error);
  close (descriptor);
  return size >= 0 && check_header (path, header, (gsize) size, error) && check_log (path, error);
}
