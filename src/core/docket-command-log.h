/* docket-command-log.h: the table of all commands, accepted and rejected
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command.h"
#include "docket-database.h"
#include "docket-event-chain.h"

G_BEGIN_DECLS

/**
 * DocketCommandRow:
 * @columns: what the command's digest covers
 * @personal: its personal data
 * @salt: their salt
 * @request: SHA-256 of the command as it came
 * @received: microseconds UTC
 * @duration: microseconds from its turn to its row
 * @first_position, @last_position: its events; 0 for none
 * @reason: (nullable): why it was rejected
 *
 * A row to be. It owns nothing.
 */
typedef struct
{
  DocketChainCommand columns;
  DocketChainPart personal;
  DocketChainPart salt;
  DocketChainPart request;
  gint64 received;
  gint64 duration;
  gint64 first_position;
  gint64 last_position;
  const GError *reason;
} DocketCommandRow;

/**
 * DocketCommandEntry:
 *
 * A row as it is stored.
 */
typedef struct
{
  DocketUuid id;
  char *type;
  char *data;
  char *personal;
  GBytes *salt;
  GBytes *request;
  gint64 time;
  gint32 day;
  char *actor;
  char *station;
  gint64 first_position;
  gint64 last_position;
  DocketUuid undoes;
  DocketUuid undone_by;
  GError *reason;
} DocketCommandEntry;

void docket_command_entry_free (DocketCommandEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketCommandEntry, docket_command_entry_free)

const char *docket_command_get_type_name (DocketCommand *command);

gboolean docket_command_log_insert (DocketDatabase *database, const DocketCommandRow *row, GError **error);

/* entry: NULL when there is none. */
gboolean docket_command_log_find (DocketDatabase *database, const DocketUuid *id, DocketCommandEntry **entry, GError **error);

/* Whether a command of that type can be taken back. */
typedef gboolean (*DocketCommandTypeFunc) (const char *type, gpointer data);
gboolean docket_command_log_find_undoable (DocketDatabase *database, DocketCommandTypeFunc can_undo, gpointer data,
                                           DocketCommandEntry **entry, GError **error);

gboolean docket_command_log_mark_undone (DocketDatabase *database, const DocketUuid *id, const DocketUuid *undone_by, GError **error);

DocketCommand *docket_command_entry_read (const DocketCommandEntry *entry, GType type, GError **error);

/* Accepted commands with their place in the log, in order: for running them again. FALSE from function stops. */
typedef gboolean (*DocketCommandEntryFunc) (const DocketCommandEntry *entry, gpointer data, GError **error);
gboolean docket_command_log_foreach (DocketDatabase *database, DocketCommandEntryFunc function, gpointer data, GError **error);

/* The digest of a stored row; found: FALSE when there is no such command. */
gboolean docket_command_log_digest (DocketDatabase *database, DocketChainPart id, guint8 digest[DOCKET_DIGEST_SIZE], gboolean *found,
                                    GError **error);

G_END_DECLS
