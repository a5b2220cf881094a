/* toy-bank.c: the records of a toy domain, with every kind of field
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "toy-bank.h"

G_DEFINE_ENUM_TYPE (ToyAccountKind, toy_account_kind,
                    G_DEFINE_ENUM_VALUE (TOY_ACCOUNT_CURRENT, "current"),
                    G_DEFINE_ENUM_VALUE (TOY_ACCOUNT_SAVINGS, "savings"),
                    G_DEFINE_ENUM_VALUE (TOY_ACCOUNT_LOAN, "loan"))

static const DocketField owner_fields[] = {
  DOCKET_FIELD (ToyOwner, name, "name", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED | DOCKET_FIELD_PERSONAL, .minimum = 1,
                .maximum = 20),
  DOCKET_FIELD (ToyOwner, email, "email", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL),
  DOCKET_FIELD (ToyOwner, country, "country", docket_kind_string, .summary = "Two letters."),
};

DOCKET_DEFINE_RECORD (ToyOwner, toy_owner, DOCKET_TYPE_RECORD, owner_fields)

static const DocketField home_fields[] = {
  DOCKET_FIELD (ToyHome, street, "street", docket_kind_string),
  DOCKET_FIELD (ToyHome, city, "city", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED),
};

DOCKET_DEFINE_RECORD (ToyHome, toy_home, DOCKET_TYPE_RECORD, home_fields)

static const DocketField fee_fields[] = {
  DOCKET_FIELD (ToyFee, label, "label", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (ToyFee, amount, "amount", docket_kind_integer, .flags = DOCKET_FIELD_REQUIRED, .minimum = 0, .maximum = 500),
};

DOCKET_DEFINE_RECORD (ToyFee, toy_fee, DOCKET_TYPE_RECORD, fee_fields)

static const DocketField account_opened_fields[] = {
  DOCKET_FIELD (ToyAccountOpened, account, "account", docket_kind_uuid, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (ToyAccountOpened, number, "number", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (ToyAccountOpened, kind, "kind", docket_kind_enum, .type = toy_account_kind_get_type),
  DOCKET_FIELD (ToyAccountOpened, balance, "balance", docket_kind_integer, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (ToyAccountOpened, is_joint, "is-joint", docket_kind_boolean),
  DOCKET_FIELD (ToyAccountOpened, valid_from, "valid-from", docket_kind_time),
  DOCKET_FIELD (ToyAccountOpened, first_day, "first-day", docket_kind_day),
  DOCKET_FIELD (ToyAccountOpened, owner, "owner", docket_kind_record, .type = toy_owner_get_type),
  DOCKET_FIELD (ToyAccountOpened, fees, "fees", docket_kind_records, .type = toy_fee_get_type),
  DOCKET_FIELD (ToyAccountOpened, tags, "tags", docket_kind_strings),
  DOCKET_FIELD (ToyAccountOpened, note, "note", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL),
  DOCKET_FIELD (ToyAccountOpened, home, "home", docket_kind_record, .flags = DOCKET_FIELD_PERSONAL, .type = toy_home_get_type),
};

DOCKET_DEFINE_RECORD (ToyAccountOpened, toy_account_opened, DOCKET_TYPE_EVENT, account_opened_fields)

static const DocketField open_account_fields[] = {
  DOCKET_FIELD (ToyOpenAccount, owner, "owner", docket_kind_record, .flags = DOCKET_FIELD_REQUIRED, .type = toy_owner_get_type,
                .summary = "Whom it belongs to."),
  DOCKET_FIELD (ToyOpenAccount, kind, "kind", docket_kind_enum, .type = toy_account_kind_get_type),
  DOCKET_FIELD (ToyOpenAccount, first_deposit, "first-deposit", docket_kind_integer, .flags = DOCKET_FIELD_REQUIRED, .minimum = 1,
                .maximum = 1000000, .summary = "In cents."),
  DOCKET_FIELD (ToyOpenAccount, is_joint, "is-joint", docket_kind_boolean),
  DOCKET_FIELD (ToyOpenAccount, number, "number", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED | DOCKET_FIELD_COMPLETED),
  DOCKET_FIELD (ToyOpenAccount, fees, "fees", docket_kind_records, .type = toy_fee_get_type, .maximum = 3),
  DOCKET_FIELD (ToyOpenAccount, tags, "tags", docket_kind_strings, .maximum = 4),
};

static gboolean
open_account_validate (DocketRecord *record, GError **error)
{
  ToyOpenAccount *self = TOY_OPEN_ACCOUNT (record);

  if (!self->is_joint || self->kind != TOY_ACCOUNT_LOAN)
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_INVALID, "is-joint", "A loan has one owner");
  return FALSE;
}

static void
open_account_extend (ToyOpenAccountClass *klass)
{
  DOCKET_RECORD_CLASS (klass)->validate = open_account_validate;
}

DOCKET_DEFINE_RECORD_EXTENDED (ToyOpenAccount, toy_open_account, DOCKET_TYPE_COMMAND, open_account_fields, open_account_extend)

static const DocketField account_row_fields[] = {
  DOCKET_FIELD (ToyAccountRow, account, "account", docket_kind_uuid, .column = "account"),
  DOCKET_FIELD (ToyAccountRow, number, "number", docket_kind_string, .column = "number"),
  DOCKET_FIELD (ToyAccountRow, kind, "kind", docket_kind_enum, .type = toy_account_kind_get_type, .column = "kind"),
  DOCKET_FIELD (ToyAccountRow, balance, "balance", docket_kind_integer, .column = "credit - debit"),
  DOCKET_FIELD (ToyAccountRow, is_joint, "is-joint", docket_kind_boolean, .column = "is_joint"),
  DOCKET_FIELD (ToyAccountRow, opened_at, "opened-at", docket_kind_time, .column = "opened_at"),
  DOCKET_FIELD (ToyAccountRow, day, "day", docket_kind_day, .column = "day"),
  DOCKET_FIELD (ToyAccountRow, tags, "tags", docket_kind_strings, .column = "tags"),
  DOCKET_FIELD (ToyAccountRow, owner, "owner", docket_kind_record, .type = toy_owner_get_type, .column = "owner"),
  DOCKET_FIELD (ToyAccountRow, fees, "fees", docket_kind_records, .type = toy_fee_get_type, .column = "fees"),
  DOCKET_FIELD (ToyAccountRow, doubled_balance, "doubled-balance", docket_kind_integer),
};

static void
account_row_loaded (DocketRow *row)
{
  ToyAccountRow *self = TOY_ACCOUNT_ROW (row);

  self->doubled_balance = 2 * self->balance;
  self->n_loaded++;
}

static void
account_row_extend (ToyAccountRowClass *klass)
{
  DOCKET_ROW_CLASS (klass)->loaded = account_row_loaded;
}

DOCKET_DEFINE_RECORD_EXTENDED (ToyAccountRow, toy_account_row, DOCKET_TYPE_ROW, account_row_fields, account_row_extend)
