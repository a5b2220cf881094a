/* docket-new-file.c: a file that has its name when it is whole
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-new-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/**
 * docket_new_file_set_error:
 * @path: a file that could not be written
 * @error: (out) (optional): says what `errno` says
 *
 * Returns: %FALSE
 */
gboolean
docket_new_file_set_error (const char *path, GError **error)
{
  int saved_errno = errno;

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved_errno), _("“%s” cannot be written: %s"), path,
               g_strerror (saved_errno));
  return FALSE;
}

/**
 * docket_new_file_sync_folder:
 * @folder: a folder
 * @error: return location
 *
 * Has the folder's entries reach the disk.
 *
 * Returns: whether they did
 */
gboolean
docket_new_file_sync_folder (const char *folder, GError **error)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean is_synced = fd >= 0 && fsync (fd) == 0;

  if (!is_synced)
    docket_new_file_set_error (folder, error);
  if (fd >= 0)
    close (fd);
  return is_synced;
}

/**
 * docket_new_file_open:
 * @self: uninitialized
 * @path: where the file goes
 * @error: return location
 *
 * Makes an empty file beside @path that its owner alone may read.
 *
 * Returns: whether it can be written; [func@new_file_close] ends it then
 */
gboolean
docket_new_file_open (DocketNewFile *self, const char *path, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);

  *self = (DocketNewFile){ 0 };
  if (fd < 0)
    return docket_new_file_set_error (path, error);
  self->stream = fdopen (fd, "w");
  if (self->stream == NULL)
    {
      docket_new_file_set_error (path, error);
      close (fd);
      g_unlink (temporary);
      return FALSE;
    }
  self->path = g_strdup (path);
  self->temporary = g_steal_pointer (&temporary);
  return TRUE;
}

/**
 * docket_new_file_close:
 * @self: a file that was opened
 * @is_whole: whether everything was written
 * @error: return location; used only when @is_whole
 *
 * Gives the file its name when it is whole and on the disk, and removes it otherwise.
 *
 * Returns: whether it is there
 */
gboolean
docket_new_file_close (DocketNewFile *self, gboolean is_whole, GError **error)
{
  gboolean is_there = is_whole && fflush (self->stream) == 0 && !ferror (self->stream) && fsync (fileno (self->stream)) == 0 &&
                      g_rename (self->temporary, self->path) == 0;

  if (is_whole && !is_there)
    docket_new_file_set_error (self->path, error);
  fclose (self->stream);
  if (!is_there)
    g_unlink (self->temporary);
  g_free (self->temporary);
  g_free (self->path);
  *self = (DocketNewFile){ 0 };
  return is_there;
}
