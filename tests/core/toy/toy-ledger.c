/* toy-ledger.c: a toy domain with handlers and tables: accounts that hold money
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "toy-ledger.h"

#define REQUIRED(Type, member, name, kind, ...) \
  DOCKET_FIELD (Type, member, name, kind, .flags = DOCKET_FIELD_REQUIRED, ##__VA_ARGS__)

static const DocketField open_account_fields[] = {
  DOCKET_FIELD (DocketOpenAccount, account, "account", docket_kind_uuid, .flags = DOCKET_FIELD_COMPLETED,
                .told_as = DOCKET_TOLD_STREAM),
  DOCKET_FIELD (DocketOpenAccount, owner, "owner", docket_kind_uuid, .flags = DOCKET_FIELD_COMPLETED | DOCKET_FIELD_SUBJECT),
  DOCKET_FIELD (DocketOpenAccount, owner_name, "owner-name", docket_kind_string,
                .flags = DOCKET_FIELD_REQUIRED | DOCKET_FIELD_PERSONAL, .minimum = 1, .maximum = 40),
};
DOCKET_DEFINE_RECORD (DocketOpenAccount, docket_open_account, DOCKET_TYPE_COMMAND, open_account_fields)

static const DocketField deposit_money_fields[] = {
  REQUIRED (DocketDepositMoney, account, "account", docket_kind_uuid),
  REQUIRED (DocketDepositMoney, amount, "amount", docket_kind_integer, .minimum = 1, .maximum = 1000000),
};
DOCKET_DEFINE_RECORD (DocketDepositMoney, docket_deposit_money, DOCKET_TYPE_COMMAND, deposit_money_fields)

static const DocketField withdraw_money_fields[] = {
  REQUIRED (DocketWithdrawMoney, account, "account", docket_kind_uuid),
  REQUIRED (DocketWithdrawMoney, amount, "amount", docket_kind_integer, .minimum = 1, .maximum = 1000000),
};
DOCKET_DEFINE_RECORD (DocketWithdrawMoney, docket_withdraw_money, DOCKET_TYPE_COMMAND, withdraw_money_fields)

static const DocketField transfer_money_fields[] = {
  REQUIRED (DocketTransferMoney, from, "from", docket_kind_uuid),
  REQUIRED (DocketTransferMoney, to, "to", docket_kind_uuid),
  REQUIRED (DocketTransferMoney, amount, "amount", docket_kind_integer, .minimum = 1, .maximum = 1000000),
};
DOCKET_DEFINE_RECORD (DocketTransferMoney, docket_transfer_money, DOCKET_TYPE_COMMAND, transfer_money_fields)

static const DocketField erase_owner_fields[] = {
  REQUIRED (DocketEraseOwner, account, "account", docket_kind_uuid),
};
DOCKET_DEFINE_RECORD (DocketEraseOwner, docket_erase_owner, DOCKET_TYPE_COMMAND, erase_owner_fields)

static const DocketField account_opened_fields[] = {
  DOCKET_FIELD (DocketAccountOpened, owner, "owner", docket_kind_uuid, .flags = DOCKET_FIELD_REQUIRED | DOCKET_FIELD_SUBJECT),
  DOCKET_FIELD (DocketAccountOpened, owner_name, "owner-name", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL),
};
DOCKET_DEFINE_RECORD (DocketAccountOpened, docket_account_opened, DOCKET_TYPE_EVENT, account_opened_fields)

static const DocketField money_deposited_fields[] = {
  REQUIRED (DocketMoneyDeposited, amount, "amount", docket_kind_integer),
};
DOCKET_DEFINE_RECORD (DocketMoneyDeposited, docket_money_deposited, DOCKET_TYPE_EVENT, money_deposited_fields)

static const DocketField money_withdrawn_fields[] = {
  REQUIRED (DocketMoneyWithdrawn, amount, "amount", docket_kind_integer),
};
DOCKET_DEFINE_RECORD (DocketMoneyWithdrawn, docket_money_withdrawn, DOCKET_TYPE_EVENT, money_withdrawn_fields)

static const DocketField owner_erased_fields[] = {
  REQUIRED (DocketOwnerErased, owner, "owner", docket_kind_uuid),
};
DOCKET_DEFINE_RECORD (DocketOwnerErased, docket_owner_erased, DOCKET_TYPE_EVENT, owner_erased_fields)

static void
rename_holder (JsonObject *data)
{
  const char *holder = json_object_get_string_member_with_default (data, "holder", NULL);

  if (holder != NULL)
    json_object_set_string_member (data, "owner-name", holder);
  json_object_remove_member (data, "holder");
}

static const DocketUpcaster account_opened_upcasters[] = { rename_holder };

const DocketEventType toy_ledger_event_types[] = {
  { docket_account_opened_get_type, 2, account_opened_upcasters },
  { docket_money_deposited_get_type, 1, NULL },
  { docket_money_withdrawn_get_type, 1, NULL },
  { docket_owner_erased_get_type, 1, NULL },
};
const guint toy_ledger_n_event_types = G_N_ELEMENTS (toy_ledger_event_types);

typedef struct
{
  gint64 version;
  gint64 balance;
  DocketUuid owner;
} Account;

static gboolean
load_account (DocketUnitOfWork *unit, const DocketUuid *id, const char *field, Account *account, GError **error)
{
  g_autoptr (DocketStatement) statement = docket_database_query (docket_unit_of_work_get_database (unit), error,
                                                                 "SELECT version, balance, owner FROM account WHERE id = ?", "u", id);
  if (statement == NULL)
    return FALSE;
  if (!docket_statement_step (statement, error))
    {
      if (*error == NULL)
        docket_error_set (error, DOCKET_ERROR_NOT_FOUND, field, "There is no such account.");
      return FALSE;
    }
  account->version = docket_statement_integer (statement, 0);
  account->balance = docket_statement_integer (statement, 1);
  account->owner = docket_statement_uuid (statement, 2);
  return TRUE;
}

static gboolean
check_covered (const Account *account, gint64 amount, GError **error)
{
  if (amount <= account->balance)
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_REJECTED, "amount",
                    "Cannot take %" G_GINT64_FORMAT ": there is only %" G_GINT64_FORMAT ".", amount, account->balance);
  return FALSE;
}

static void
record_deposit (DocketUnitOfWork *unit, const DocketUuid *account, gint64 version, gint64 amount)
{
  g_autoptr (DocketMoneyDeposited) event = g_object_new (docket_money_deposited_get_type (), NULL);

  event->amount = amount;
  docket_unit_of_work_record (unit, account, version, DOCKET_EVENT (event));
}

static void
record_withdrawal (DocketUnitOfWork *unit, const DocketUuid *account, gint64 version, gint64 amount)
{
  g_autoptr (DocketMoneyWithdrawn) event = g_object_new (docket_money_withdrawn_get_type (), NULL);

  event->amount = amount;
  docket_unit_of_work_record (unit, account, version, DOCKET_EVENT (event));
}

static gboolean
prepare_open (DocketCommand *command, DocketUnitOfWork *unit G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  DocketOpenAccount *self = (DocketOpenAccount *) command;

  self->account = docket_command_derive_id (command, "account", 0);
  self->owner = docket_command_derive_id (command, "owner", 0);
  return TRUE;
}

static gboolean
decide_open (DocketCommand *command, DocketUnitOfWork *unit, GError **error G_GNUC_UNUSED)
{
  DocketOpenAccount *self = (DocketOpenAccount *) command;
  g_autoptr (DocketAccountOpened) event = g_object_new (docket_account_opened_get_type (), NULL);

  event->owner = self->owner;
  event->owner_name = g_strstrip (g_strdup (self->owner_name));
  docket_unit_of_work_record (unit, &self->account, 0, DOCKET_EVENT (event));
  return TRUE;
}

static gboolean
decide_deposit (DocketCommand *command, DocketUnitOfWork *unit, GError **error)
{
  DocketDepositMoney *self = (DocketDepositMoney *) command;
  Account account;

  if (!load_account (unit, &self->account, "account", &account, error))
    return FALSE;
  record_deposit (unit, &self->account, account.version, self->amount);
  return TRUE;
}

static gboolean
decide_withdraw (DocketCommand *command, DocketUnitOfWork *unit, GError **error)
{
  DocketWithdrawMoney *self = (DocketWithdrawMoney *) command;
  Account account;

  if (!load_account (unit, &self->account, "account", &account, error) || !check_covered (&account, self->amount, error))
    return FALSE;
  record_withdrawal (unit, &self->account, account.version, self->amount);
  return TRUE;
}

static gboolean
decide_transfer (DocketCommand *command, DocketUnitOfWork *unit, GError **error)
{
  DocketTransferMoney *self = (DocketTransferMoney *) command;
  Account from, to;

  if (!load_account (unit, &self->from, "from", &from, error) || !load_account (unit, &self->to, "to", &to, error) ||
      !check_covered (&from, self->amount + 1, error))
    return FALSE;
  record_withdrawal (unit, &self->from, from.version, self->amount);
  record_deposit (unit, &self->to, to.version, self->amount);
  record_withdrawal (unit, &self->from, from.version, 1);
  return TRUE;
}

static gboolean
decide_erase (DocketCommand *command, DocketUnitOfWork *unit, GError **error)
{
  DocketEraseOwner *self = (DocketEraseOwner *) command;
  g_autoptr (DocketOwnerErased) event = g_object_new (docket_owner_erased_get_type (), NULL);
  Account account;

  if (!load_account (unit, &self->account, "account", &account, error))
    return FALSE;
  event->owner = account.owner;
  docket_unit_of_work_record (unit, &self->account, account.version, DOCKET_EVENT (event));
  return TRUE;
}

static DocketCommand *
undo_deposit (DocketCommand *command, GPtrArray *events, DocketUnitOfWork *unit G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  DocketMoneyDeposited *event = g_ptr_array_index (events, 0);

  return toy_withdraw (&((DocketDepositMoney *) command)->account, event->amount);
}

static DocketCommand *
undo_withdraw (DocketCommand *command, GPtrArray *events, DocketUnitOfWork *unit G_GNUC_UNUSED, GError **error)
{
  DocketMoneyWithdrawn *event = g_ptr_array_index (events, 0);

  if (event->amount != 13)
    return toy_deposit (&((DocketWithdrawMoney *) command)->account, event->amount);
  docket_error_set (error, DOCKET_ERROR_REJECTED, NULL, "Thirteen is never given back.");
  return NULL;
}

const DocketCommandHandler toy_ledger_handlers[] = {
  { docket_open_account_get_type, DOCKET_REPLAY_FACT, prepare_open, decide_open, NULL, NULL },
  { docket_deposit_money_get_type, DOCKET_REPLAY_FACT, NULL, decide_deposit, undo_deposit, NULL },
  { docket_withdraw_money_get_type, DOCKET_REPLAY_INTENT, NULL, decide_withdraw, undo_withdraw, NULL },
  { docket_transfer_money_get_type, DOCKET_REPLAY_INTENT, NULL, decide_transfer, NULL, NULL },
  { docket_erase_owner_get_type, DOCKET_REPLAY_FACT, NULL, decide_erase, NULL, NULL },
};
const guint toy_ledger_n_handlers = G_N_ELEMENTS (toy_ledger_handlers);

static gboolean
evolve_opened (DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketAccountOpened *self = (DocketAccountOpened *) event;

  return docket_database_run (database, error, "INSERT INTO account (id, version, owner, owner_name, balance) VALUES (?, 1, ?, ?, 0)",
                              "uut", &docket_event_get_envelope (event)->stream, &self->owner, self->owner_name);
}

static gboolean
change_balance (DocketEvent *event, gint64 change, DocketDatabase *database, GError **error)
{
  const DocketEventEnvelope *envelope = docket_event_get_envelope (event);

  return docket_database_run (database, error, "UPDATE account SET version = ?, balance = balance + ? WHERE id = ?", "iiu",
                              envelope->version, change, &envelope->stream);
}

static gboolean
evolve_deposited (DocketEvent *event, DocketDatabase *database, GError **error)
{
  return change_balance (event, ((DocketMoneyDeposited *) event)->amount, database, error);
}

static gboolean
evolve_withdrawn (DocketEvent *event, DocketDatabase *database, GError **error)
{
  return change_balance (event, -((DocketMoneyWithdrawn *) event)->amount, database, error);
}

static gboolean
evolve_erased (DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketOwnerErased *self = (DocketOwnerErased *) event;

  return docket_event_store_erase (database, &self->owner, error) && change_balance (event, 0, database, error) &&
         docket_database_run (database, error, "UPDATE account SET owner_name = NULL WHERE owner = ?", "u", &self->owner);
}

const DocketEvolver toy_ledger_evolvers[] = {
  { docket_account_opened_get_type, evolve_opened },
  { docket_money_deposited_get_type, evolve_deposited },
  { docket_money_withdrawn_get_type, evolve_withdrawn },
  { docket_owner_erased_get_type, evolve_erased },
};
const guint toy_ledger_n_evolvers = G_N_ELEMENTS (toy_ledger_evolvers);

const char *const toy_ledger_tables[] = { "account", NULL };

gboolean
toy_ledger_create_tables (DocketDatabase *database, GError **error)
{
  return docket_database_execute_script (database,
                                         "CREATE TABLE IF NOT EXISTS account (id BLOB PRIMARY KEY, version INTEGER NOT NULL,"
                                         " owner BLOB NOT NULL, owner_name TEXT, balance INTEGER NOT NULL) STRICT, WITHOUT ROWID",
                                         error);
}

DocketCommand *
toy_open_account (const char *owner_name)
{
  DocketOpenAccount *self = g_object_new (docket_open_account_get_type (), NULL);

  self->owner_name = g_strdup (owner_name);
  return DOCKET_COMMAND (self);
}

DocketCommand *
toy_deposit (const DocketUuid *account, gint64 amount)
{
  DocketDepositMoney *self = g_object_new (docket_deposit_money_get_type (), NULL);

  self->account = *account;
  self->amount = amount;
  return DOCKET_COMMAND (self);
}

DocketCommand *
toy_withdraw (const DocketUuid *account, gint64 amount)
{
  DocketWithdrawMoney *self = g_object_new (docket_withdraw_money_get_type (), NULL);

  self->account = *account;
  self->amount = amount;
  return DOCKET_COMMAND (self);
}

DocketCommand *
toy_transfer (const DocketUuid *from, const DocketUuid *to, gint64 amount)
{
  DocketTransferMoney *self = g_object_new (docket_transfer_money_get_type (), NULL);

  self->from = *from;
  self->to = *to;
  self->amount = amount;
  return DOCKET_COMMAND (self);
}

DocketCommand *
toy_erase_owner (const DocketUuid *account)
{
  DocketEraseOwner *self = g_object_new (docket_erase_owner_get_type (), NULL);

  self->account = *account;
  return DOCKET_COMMAND (self);
}
