/* toy-bank.h: the records of a toy domain, with every kind of field
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command.h"
#include "docket-event.h"
#include "docket-row.h"

G_BEGIN_DECLS

typedef enum
{
  TOY_ACCOUNT_CURRENT,
  TOY_ACCOUNT_SAVINGS,
  TOY_ACCOUNT_LOAN,
} ToyAccountKind;

GType toy_account_kind_get_type (void);

/* Whom an account belongs to: two personal members and one that is not. */
#define TOY_TYPE_OWNER (toy_owner_get_type ())
G_DECLARE_FINAL_TYPE (ToyOwner, toy_owner, TOY, OWNER, DocketRecord)
struct _ToyOwner
{
  DocketRecord parent_instance;
  char *name;
  char *email;
  char *country;
};

/* Marked personal as a whole where it is used. */
#define TOY_TYPE_HOME (toy_home_get_type ())
G_DECLARE_FINAL_TYPE (ToyHome, toy_home, TOY, HOME, DocketRecord)
struct _ToyHome
{
  DocketRecord parent_instance;
  char *street;
  char *city;
};

#define TOY_TYPE_FEE (toy_fee_get_type ())
G_DECLARE_FINAL_TYPE (ToyFee, toy_fee, TOY, FEE, DocketRecord)
struct _ToyFee
{
  DocketRecord parent_instance;
  char *label;
  gint64 amount;
};

/* Of schema 3. */
#define TOY_TYPE_ACCOUNT_OPENED (toy_account_opened_get_type ())
G_DECLARE_FINAL_TYPE (ToyAccountOpened, toy_account_opened, TOY, ACCOUNT_OPENED, DocketEvent)
struct _ToyAccountOpened
{
  DocketEvent parent_instance;
  DocketUuid account;
  char *number;
  int kind;
  gint64 balance;
  gboolean is_joint;
  gint64 valid_from;
  gint32 first_day;
  ToyOwner *owner;
  GPtrArray *fees;
  char **tags;
  char *note;
  ToyHome *home;
};

#define TOY_TYPE_OPEN_ACCOUNT (toy_open_account_get_type ())
G_DECLARE_FINAL_TYPE (ToyOpenAccount, toy_open_account, TOY, OPEN_ACCOUNT, DocketCommand)
struct _ToyOpenAccount
{
  DocketCommand parent_instance;
  ToyOwner *owner;
  int kind;
  gint64 first_deposit;
  gboolean is_joint;
  char *number;
  GPtrArray *fees;
  char **tags;
};

#define TOY_TYPE_ACCOUNT_ROW (toy_account_row_get_type ())
G_DECLARE_FINAL_TYPE (ToyAccountRow, toy_account_row, TOY, ACCOUNT_ROW, DocketRow)
struct _ToyAccountRow
{
  DocketRow parent_instance;
  DocketUuid account;
  char *number;
  int kind;
  gint64 balance;
  gboolean is_joint;
  gint64 opened_at;
  gint32 day;
  char **tags;
  ToyOwner *owner;
  GPtrArray *fees;
  gint64 doubled_balance;
  guint n_loaded;
};

G_END_DECLS
