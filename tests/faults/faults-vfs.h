/* faults-vfs.h: a VFS between SQLite and the disk that may refuse a call, and tells of each
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

typedef enum
{
  FAULTS_CALL_OPEN,
  FAULTS_CALL_READ,
  FAULTS_CALL_WRITE,
  FAULTS_CALL_TRUNCATE,
  FAULTS_CALL_SYNC,
  FAULTS_CALL_SIZE,
  FAULTS_CALL_LOCK,
  FAULTS_CALL_MAP,
  FAULTS_CALL_DELETE,
  FAULTS_CALL_ACCESS,
} FaultsCall;

/**
 * FaultsHooks:
 * @before: (nullable): SQLITE_OK, or what SQLite is told instead of the call being made
 * @after: (nullable): a call that was made; bytes: what a write wrote; offset: where, or the size a truncation left
 *
 * What is asked and told on each call, in any thread.
 */
typedef struct
{
  int (*before) (FaultsCall call, const char *path);
  void (*after) (FaultsCall call, const char *path, const void *bytes, sqlite3_int64 offset, int amount);
} FaultsHooks;

/* From then on all databases of this process are opened through it. */
void faults_vfs_install (const FaultsHooks *hooks);

G_END_DECLS
