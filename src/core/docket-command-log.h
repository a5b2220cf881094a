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
 * @hash: the command's digest when it has no events to hold on to it
 * @first_position, @last_position: its events; 0 for none
 *
 * A row to be. It owns nothing.
 */
typedef struct
{
  DocketChainCommand columns;
  DocketChainPart personal;
  DocketChainPart salt;
  DocketChainPart hash;
  gint64 first_position;
  gint64 last_position;
} DocketCommandRow;

/**
 * DocketCommandLogEnd:
 * @sequence: the last row; 0 when there is none
 * @has_hash: whether it has a hash
 * @hash: that hash
 *
 * What the next row comes after.
 */
typedef struct
{
  gint64 sequence;
  gboolean has_hash;
  guint8 hash[DOCKET_DIGEST_SIZE];
} DocketCommandLogEnd;

/**
 * DocketCommandEntry:
 * @is_erased: whether it had personal data once
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
  gboolean is_erased;
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

gboolean docket_command_log_load_end (DocketDatabase *database, DocketCommandLogEnd *end, GError **error);

gboolean docket_command_log_insert (DocketDatabase *database, const DocketCommandRow *row, GError **error);

/* entry: NULL when there is none. */
gboolean docket_command_log_find (DocketDatabase *database, const DocketUuid *id, DocketCommandEntry **entry, GError **error);

/* Whether a command of that type can be taken back. */
typedef gboolean (*DocketCommandTypeFunc) (const char *type, gpointer data);
gboolean docket_command_log_find_undoable (DocketDatabase *database, DocketCommandTypeFunc can_undo, gpointer data,
                                           DocketCommandEntry **entry, GError **error);

gboolean docket_command_log_mark_undone (DocketDatabase *database, const DocketUuid *id, const DocketUuid *undone_by, GError **error);

/* events: those of the command, which tell the rest; none for a rejected one. */
DocketCommand *docket_command_entry_read (const DocketCommandEntry *entry, GType type, GPtrArray *events, GError **error);

/* Accepted commands with their place in the log, in order: for running them again. FALSE from function stops. */
typedef gboolean (*DocketCommandEntryFunc) (const DocketCommandEntry *entry, gpointer data, GError **error);
gboolean docket_command_log_foreach (DocketDatabase *database, DocketCommandEntryFunc function, gpointer data, GError **error);

/**
 * DocketCommandSeal:
 * @is_found: whether there is such a command
 * @digest: the digest of its row as it is stored
 * @has_salt: whether its salt is there
 * @salt: that salt
 * @first_position: its first event
 *
 * What its events hold on to.
 */
typedef struct
{
  gboolean is_found;
  guint8 digest[DOCKET_DIGEST_SIZE];
  gboolean has_salt;
  guint8 salt[DOCKET_SALT_SIZE];
  gint64 first_position;
} DocketCommandSeal;

gboolean docket_command_log_seal (DocketDatabase *database, DocketChainPart id, DocketCommandSeal *seal, GError **error);

/* Calls function for each command without events, whose hash is its own. */
typedef void (*DocketCommandSealFunc) (DocketStatement *row, const guint8 digest[DOCKET_DIGEST_SIZE], gpointer data);
gboolean docket_command_log_foreach_seal (DocketDatabase *database, DocketCommandSealFunc function, gpointer data, GError **error);

G_END_DECLS
