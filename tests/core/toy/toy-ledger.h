/* toy-ledger.h: a toy domain with handlers, tables and a fixture: accounts that hold money
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"

G_BEGIN_DECLS

DOCKET_DECLARE_RECORD (DocketOpenAccount, docket_open_account, OPEN_ACCOUNT, DocketCommand)
struct _DocketOpenAccount
{
  DocketCommand parent_instance;
  DocketUuid account;
  DocketUuid owner;
  char *owner_name;
};

DOCKET_DECLARE_RECORD (DocketDepositMoney, docket_deposit_money, DEPOSIT_MONEY, DocketCommand)
struct _DocketDepositMoney
{
  DocketCommand parent_instance;
  DocketUuid account;
  gint64 amount;
};

DOCKET_DECLARE_RECORD (DocketWithdrawMoney, docket_withdraw_money, WITHDRAW_MONEY, DocketCommand)
struct _DocketWithdrawMoney
{
  DocketCommand parent_instance;
  DocketUuid account;
  gint64 amount;
};

/* Takes a fee of 1 from the first account as an event of its own. */
DOCKET_DECLARE_RECORD (DocketTransferMoney, docket_transfer_money, TRANSFER_MONEY, DocketCommand)
struct _DocketTransferMoney
{
  DocketCommand parent_instance;
  DocketUuid from;
  DocketUuid to;
  gint64 amount;
};

DOCKET_DECLARE_RECORD (DocketEraseOwner, docket_erase_owner, ERASE_OWNER, DocketCommand)
struct _DocketEraseOwner
{
  DocketCommand parent_instance;
  DocketUuid account;
};

/* Schema 2: schema 1 called the name `holder`. */
DOCKET_DECLARE_RECORD (DocketAccountOpened, docket_account_opened, ACCOUNT_OPENED, DocketEvent)
struct _DocketAccountOpened
{
  DocketEvent parent_instance;
  DocketUuid owner;
  char *owner_name;
};

DOCKET_DECLARE_RECORD (DocketMoneyDeposited, docket_money_deposited, MONEY_DEPOSITED, DocketEvent)
struct _DocketMoneyDeposited
{
  DocketEvent parent_instance;
  gint64 amount;
};

DOCKET_DECLARE_RECORD (DocketMoneyWithdrawn, docket_money_withdrawn, MONEY_WITHDRAWN, DocketEvent)
struct _DocketMoneyWithdrawn
{
  DocketEvent parent_instance;
  gint64 amount;
};

DOCKET_DECLARE_RECORD (DocketOwnerErased, docket_owner_erased, OWNER_ERASED, DocketEvent)
struct _DocketOwnerErased
{
  DocketEvent parent_instance;
  DocketUuid owner;
};

extern const DocketCommandHandler toy_ledger_handlers[];
extern const guint toy_ledger_n_handlers;
extern const DocketEvolver toy_ledger_evolvers[];
extern const guint toy_ledger_n_evolvers;
extern const DocketEventType toy_ledger_event_types[];
extern const guint toy_ledger_n_event_types;
extern const char *const toy_ledger_tables[];

gboolean toy_ledger_create_tables (DocketDatabase *database, GError **error);

/**
 * ToyLedger:
 *
 * A data directory of its own with a bus on it, removed at the end.
 */
typedef struct
{
  char *directory;
  char *write_path;
  char *read_path;
  DocketEventRegistry *registry;
  DocketCommandBus *bus;
} ToyLedger;

ToyLedger *toy_ledger_new (void);
void toy_ledger_free (ToyLedger *self);

/* Another one with the same files, as they lie there: both are closed. */
ToyLedger *toy_ledger_copy (ToyLedger *closed);

/* Stops the bus, and starts a new one on the same files. */
void toy_ledger_close (ToyLedger *self);
void toy_ledger_reopen (ToyLedger *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ToyLedger, toy_ledger_free)

DocketCommand *toy_open_account (const char *owner_name);
DocketCommand *toy_deposit (const DocketUuid *account, gint64 amount);
DocketCommand *toy_withdraw (const DocketUuid *account, gint64 amount);
DocketCommand *toy_transfer (const DocketUuid *from, const DocketUuid *to, gint64 amount);
DocketCommand *toy_erase_owner (const DocketUuid *account);

/* The command is taken over. Given: it is accepted; answers the stream of its first event. */
DocketUuid toy_ledger_given (ToyLedger *self, DocketCommand *command);
DocketOutcome *toy_ledger_when (ToyLedger *self, DocketCommand *command, DocketDispatchFlags flags);

/* Then: types of the events, with a space between them; or the code of the error, and what its message holds. The outcome is taken
 * over. */
void toy_then_events (DocketOutcome *outcome, const char *types);
void toy_then_rejected (DocketOutcome *outcome, DocketError code, const char *message_part);

/* One number, asked with a connection of its own; it may not be there: −1. */
gint64 toy_ledger_ask (ToyLedger *self, const char *sql);
gint64 toy_ledger_balance (ToyLedger *self, const DocketUuid *account);

/* Every row of a table, one line each, in order. */
char *toy_ledger_dump (ToyLedger *self, const char *sql);

G_END_DECLS
