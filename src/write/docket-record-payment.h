/* docket-record-payment.h: money was taken for an order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"
#include "docket-money.h"

G_BEGIN_DECLS

/**
 * DocketRecordPayment:
 * @order: the number or the id
 * @amount: what was taken
 * @currency: (nullable): must be the order's where it is given
 * @method: (nullable): `cash`, `card`…
 * @reference: (nullable): what finds it in the bank's books
 * @accept_overpayment: more than the balance may be taken
 * @order_id: completed
 * @payment_id: completed
 *
 * Records money that was taken.
 */
#define DOCKET_TYPE_RECORD_PAYMENT (docket_record_payment_get_type ())
DOCKET_DECLARE_RECORD (DocketRecordPayment, docket_record_payment, RECORD_PAYMENT, DocketCommand)
struct _DocketRecordPayment
{
  DocketCommand parent_instance;
  char *order;
  DocketMoney amount;
  char *currency;
  char *method;
  char *reference;
  gboolean accept_overpayment;
  DocketUuid order_id;
  DocketUuid payment_id;
};

extern const DocketCommandHandler docket_record_payment_handler;

G_END_DECLS
