/* docket-void-payment.h: a payment was recorded by mistake, or an authorization is given up
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"

G_BEGIN_DECLS

/**
 * DocketVoidPayment:
 * @payment: which payment, by id
 * @order: (nullable): the number or the id of an order that has exactly one payment, where @payment is not given
 * @reason: (nullable): why
 * @order_id: completed
 * @payment_id: completed
 *
 * Takes a payment out of the books of its order.
 */
#define DOCKET_TYPE_VOID_PAYMENT (docket_void_payment_get_type ())
DOCKET_DECLARE_RECORD (DocketVoidPayment, docket_void_payment, VOID_PAYMENT, DocketCommand)
struct _DocketVoidPayment
{
  DocketCommand parent_instance;
  DocketUuid payment;
  char *order;
  char *reason;
  DocketUuid order_id;
  DocketUuid payment_id;
};

extern const DocketCommandHandler docket_void_payment_handler;

G_END_DECLS
