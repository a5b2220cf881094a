/* docket-lock.c: one holder for each data directory
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK_NAME "lock"
#define DATABASE_NAME "write.db"

struct _DocketLock
{
  GObject parent_instance;

  int fd;
};

G_DEFINE_FINAL_TYPE (DocketLock, docket_lock, G_TYPE_OBJECT)

static void
docket_lock_finalize (GObject *object)
{
  DocketLock *self = DOCKET_LOCK (object);

  /* The file stays: removing it would let two processes lock two files of one name. */
  if (self->fd >= 0)
    close (self->fd);
  G_OBJECT_CLASS (docket_lock_parent_class)->finalize (object);
}

static void
docket_lock_class_init (DocketLockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_lock_finalize;
}

static void
docket_lock_init (DocketLock *self)
{
  self->fd = -1;
}

static gboolean
is_for_docket_alone (const char *directory)
{
  g_autofree char *lock = g_build_filename (directory, LOCK_NAME, NULL);
  g_autofree char *database = g_build_filename (directory, DATABASE_NAME, NULL);
  g_autoptr (GDir) dir = NULL;

  if (g_file_test (lock, G_FILE_TEST_EXISTS) || g_file_test (database, G_FILE_TEST_EXISTS))
    return TRUE;
  dir = g_dir_open (directory, 0, NULL);
  return dir != NULL && g_dir_read_name (dir) == NULL;
}

/* A directory that holds other things as well keeps the mode that its owner gave it. */
static gboolean
prepare_directory (const char *directory, GError **error)
{
  struct stat status;

  if (g_mkdir_with_parents (directory, 0700) != 0 || stat (directory, &status) != 0)
    {
      int saved_errno = errno;

      docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, _("The data directory “%s” cannot be made: %s"), directory,
                        g_strerror (saved_errno));
      return FALSE;
    }
  if (!S_ISDIR (status.st_mode))
    {
      docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, _("“%s” is not a directory"), directory);
      return FALSE;
    }
  if ((status.st_mode & 0077) != 0 && status.st_uid == geteuid () && is_for_docket_alone (directory) &&
      g_chmod (directory, 0700) != 0)
    g_debug ("the mode of %s stays %o: %s", directory, (guint) status.st_mode & 07777, g_strerror (errno));
  return TRUE;
}

static char *
describe_holder (int fd)
{
  char text[256];
  gssize n = pread (fd, text, sizeof text - 1, 0);
  g_auto (GStrv) words = NULL;

  if (n <= 0)
    return g_strdup (_("another program"));
  text[n] = '\0';
  g_strchomp (text);
  words = g_strsplit (text, " ", 2);
  if (words[0] == NULL || words[1] == NULL || !g_utf8_validate (words[1], -1, NULL))
    return g_strdup (_("another program"));
  /* Translators: the name and the number of a process */
  return g_strdup_printf (_("%s (process %s)"), words[1], words[0]);
}

static void
write_holder (int fd)
{
  const char *program = g_get_prgname ();
  g_autofree char *text = g_strdup_printf ("%d %s\n", (int) getpid (), program != NULL ? program : "docket");

  /* Only for people to read: the lock holds without it. */
  if (ftruncate (fd, 0) != 0 || pwrite (fd, text, strlen (text), 0) < 0)
    g_debug ("the lock file does not say who holds it: %s", g_strerror (errno));
}

static int
open_lock_file (const char *path, GError **error)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    {
      int saved_errno = errno;

      if (saved_errno == EROFS || saved_errno == EACCES || saved_errno == EPERM)
        {
          g_autofree char *directory = g_path_get_dirname (path);

          docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, _("The folder “%s” cannot be written to: %s."), directory,
                            g_strerror (saved_errno));
        }
      else
        docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, _("The lock “%s” cannot be opened: %s"), path, g_strerror (saved_errno));
    }
  return fd;
}

static gboolean
lock_file (int fd, const char *directory, GError **error)
{
  int result;

  /* An flock belongs to the open file, not to the process: two engines of one process exclude each other too, and no
   * other descriptor that is closed gives it back. */
  do
    result = flock (fd, LOCK_EX | LOCK_NB);
  while (result != 0 && errno == EINTR);
  if (result == 0)
    return TRUE;
  if (errno == EWOULDBLOCK)
    {
      g_autofree char *holder = describe_holder (fd);

      docket_error_set (error, DOCKET_ERROR_BUSY, NULL, _("The data directory “%s” is in use by %s"), directory, holder);
      return FALSE;
    }
  docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, _("The data directory “%s” cannot be locked: %s"), directory,
                    g_strerror (errno));
  return FALSE;
}

/**
 * docket_lock_acquire:
 * @directory: the data directory, made when it is not there
 * @error: return location for an error
 *
 * Makes this process the holder of @directory, without waiting. The lock is given back when the object is finalized or
 * the process ends, however it ends.
 *
 * Returns: (transfer full) (nullable): the lock; %NULL with %DOCKET_ERROR_BUSY, whose message says who holds it, or
 *   %DOCKET_ERROR_STORAGE
 */
DocketLock *
docket_lock_acquire (const char *directory, GError **error)
{
  g_autoptr (DocketLock) self = g_object_new (DOCKET_TYPE_LOCK, NULL);
  g_autofree char *path = NULL;

  g_return_val_if_fail (directory != NULL, NULL);

  if (!prepare_directory (directory, error))
    return NULL;
  path = g_build_filename (directory, LOCK_NAME, NULL);
  self->fd = open_lock_file (path, error);
  if (self->fd < 0 || !lock_file (self->fd, directory, error))
    return NULL;
  write_holder (self->fd);
  return g_steal_pointer (&self);
}
