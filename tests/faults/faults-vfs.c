/* faults-vfs.c: a VFS between SQLite and the disk that may refuse a call, and tells of each
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "faults-vfs.h"

#include <string.h>

typedef struct
{
  sqlite3_file base;
  const char *path;
  sqlite3_file *real;
} File;

static const FaultsHooks *hooks;
static sqlite3_vfs *real_vfs;
static sqlite3_vfs own_vfs;

static int
ask (FaultsCall call, const char *path)
{
  return hooks->before != NULL ? hooks->before (call, path) : SQLITE_OK;
}

static int
tell (int result, FaultsCall call, const char *path, const void *bytes, sqlite3_int64 offset, int amount)
{
  if (result == SQLITE_OK && hooks->after != NULL)
    hooks->after (call, path, bytes, offset, amount);
  return result;
}

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((File *) file)->real;
}

static int
file_close (sqlite3_file *file)
{
  return get_real (file)->pMethods->xClose (get_real (file));
}

static int
file_read (sqlite3_file *file, void *bytes, int amount, sqlite3_int64 offset)
{
  int result = ask (FAULTS_CALL_READ, ((File *) file)->path);

  /* SQLite wants to find zeros where nothing was read. */
  if (result == SQLITE_IOERR_SHORT_READ)
    memset (bytes, 0, (size_t) amount);
  return result != SQLITE_OK ? result : get_real (file)->pMethods->xRead (get_real (file), bytes, amount, offset);
}

static int
file_write (sqlite3_file *file, const void *bytes, int amount, sqlite3_int64 offset)
{
  int result = ask (FAULTS_CALL_WRITE, ((File *) file)->path);

  if (result == SQLITE_OK)
    result = get_real (file)->pMethods->xWrite (get_real (file), bytes, amount, offset);
  return tell (result, FAULTS_CALL_WRITE, ((File *) file)->path, bytes, offset, amount);
}

static int
file_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  int result = ask (FAULTS_CALL_TRUNCATE, ((File *) file)->path);

  if (result == SQLITE_OK)
    result = get_real (file)->pMethods->xTruncate (get_real (file), size);
  return tell (result, FAULTS_CALL_TRUNCATE, ((File *) file)->path, NULL, size, 0);
}

static int
file_sync (sqlite3_file *file, int flags)
{
  int result = ask (FAULTS_CALL_SYNC, ((File *) file)->path);

  if (result == SQLITE_OK)
    result = get_real (file)->pMethods->xSync (get_real (file), flags);
  return tell (result, FAULTS_CALL_SYNC, ((File *) file)->path, NULL, 0, 0);
}

static int
file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  int result = ask (FAULTS_CALL_SIZE, ((File *) file)->path);

  return result != SQLITE_OK ? result : get_real (file)->pMethods->xFileSize (get_real (file), size);
}

static int
file_lock (sqlite3_file *file, int level)
{
  int result = ask (FAULTS_CALL_LOCK, ((File *) file)->path);

  return result != SQLITE_OK ? result : get_real (file)->pMethods->xLock (get_real (file), level);
}

static int
file_unlock (sqlite3_file *file, int level)
{
  return get_real (file)->pMethods->xUnlock (get_real (file), level);
}

static int
file_check_reserved_lock (sqlite3_file *file, int *is_locked)
{
  return get_real (file)->pMethods->xCheckReservedLock (get_real (file), is_locked);
}

static int
file_control (sqlite3_file *file, int operation, void *argument)
{
  return get_real (file)->pMethods->xFileControl (get_real (file), operation, argument);
}

static int
file_sector_size (sqlite3_file *file)
{
  return get_real (file)->pMethods->xSectorSize (get_real (file));
}

static int
file_device_characteristics (sqlite3_file *file)
{
  return get_real (file)->pMethods->xDeviceCharacteristics (get_real (file));
}

static int
file_shm_map (sqlite3_file *file, int region, int size, int can_extend, void volatile **memory)
{
  int result = ask (FAULTS_CALL_MAP, ((File *) file)->path);

  return result != SQLITE_OK ? result : get_real (file)->pMethods->xShmMap (get_real (file), region, size, can_extend, memory);
}

static int
file_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return get_real (file)->pMethods->xShmLock (get_real (file), offset, n, flags);
}

static void
file_shm_barrier (sqlite3_file *file)
{
  get_real (file)->pMethods->xShmBarrier (get_real (file));
}

static int
file_shm_unmap (sqlite3_file *file, int is_deleted)
{
  return get_real (file)->pMethods->xShmUnmap (get_real (file), is_deleted);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = file_close,
  .xRead = file_read,
  .xWrite = file_write,
  .xTruncate = file_truncate,
  .xSync = file_sync,
  .xFileSize = file_size,
  .xLock = file_lock,
  .xUnlock = file_unlock,
  .xCheckReservedLock = file_check_reserved_lock,
  .xFileControl = file_control,
  .xSectorSize = file_sector_size,
  .xDeviceCharacteristics = file_device_characteristics,
  .xShmMap = file_shm_map,
  .xShmLock = file_shm_lock,
  .xShmBarrier = file_shm_barrier,
  .xShmUnmap = file_shm_unmap,
};

static int
vfs_open (sqlite3_vfs *vfs G_GNUC_UNUSED, const char *path, sqlite3_file *file, int flags, int *flags_out)
{
  File *own = (File *) file;
  int result = path != NULL ? ask (FAULTS_CALL_OPEN, path) : SQLITE_OK;

  memset (own, 0, sizeof *own);
  if (result != SQLITE_OK)
    return result;
  own->path = path;
  own->real = (sqlite3_file *) (own + 1);
  result = real_vfs->xOpen (real_vfs, path, own->real, flags, flags_out);
  if (own->real->pMethods != NULL)
    own->base.pMethods = &methods;
  return result;
}

static int
vfs_delete (sqlite3_vfs *vfs G_GNUC_UNUSED, const char *path, int is_synced)
{
  int result = ask (FAULTS_CALL_DELETE, path);

  if (result == SQLITE_OK)
    result = real_vfs->xDelete (real_vfs, path, is_synced);
  return tell (result, FAULTS_CALL_DELETE, path, NULL, 0, 0);
}

static int
vfs_access (sqlite3_vfs *vfs G_GNUC_UNUSED, const char *path, int flags, int *is_there)
{
  int result = ask (FAULTS_CALL_ACCESS, path);

  return result != SQLITE_OK ? result : real_vfs->xAccess (real_vfs, path, flags, is_there);
}

void
faults_vfs_install (const FaultsHooks *new_hooks)
{
  hooks = new_hooks;
  real_vfs = sqlite3_vfs_find (NULL);
  own_vfs = *real_vfs;
  own_vfs.zName = "faults";
  own_vfs.pNext = NULL;
  own_vfs.szOsFile = (int) sizeof (File) + real_vfs->szOsFile;
  own_vfs.xOpen = vfs_open;
  own_vfs.xDelete = vfs_delete;
  own_vfs.xAccess = vfs_access;
  sqlite3_vfs_register (&own_vfs, 1);
}
