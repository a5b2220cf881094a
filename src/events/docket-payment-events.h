/* docket-payment-events.h: what happens to the money of an order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-event.h"
#include "docket-money.h"

G_BEGIN_DECLS

/* In the order's stream. */
#define DOCKET_TYPE_PAYMENT_CAPTURED (docket_payment_captured_get_type ())
DOCKET_DECLARE_RECORD (DocketPaymentCaptured, docket_payment_captured, PAYMENT_CAPTURED, DocketEvent)
struct _DocketPaymentCaptured
{
  DocketEvent parent_instance;
  DocketUuid payment_id;
  char *currency;
  DocketMoney amount;
  char *method;
  char *reference;
};

#define DOCKET_TYPE_PAYMENT_VOIDED (docket_payment_voided_get_type ())
DOCKET_DECLARE_RECORD (DocketPaymentVoided, docket_payment_voided, PAYMENT_VOIDED, DocketEvent)
struct _DocketPaymentVoided
{
  DocketEvent parent_instance;
  DocketUuid payment_id;
  char *currency;
  DocketMoney amount;
  char *reason;
};

G_END_DECLS
