/* docket-payment-events.c: what happens to the money of an order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-payment-events.h"

static const DocketField payment_captured_fields[] = {
  DOCKET_FIELD (DocketPaymentCaptured, payment_id, "payment-id", docket_kind_uuid, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketPaymentCaptured, currency, "currency", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .minimum = 3, .maximum = 3),
  DOCKET_FIELD (DocketPaymentCaptured, amount, "amount", docket_kind_money, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketPaymentCaptured, method, "method", docket_kind_string, .maximum = 100),
  DOCKET_FIELD (DocketPaymentCaptured, reference, "reference", docket_kind_string, .maximum = 200),
};
DOCKET_DEFINE_RECORD (DocketPaymentCaptured, docket_payment_captured, DOCKET_TYPE_EVENT, payment_captured_fields)

static const DocketField payment_voided_fields[] = {
  DOCKET_FIELD (DocketPaymentVoided, payment_id, "payment-id", docket_kind_uuid, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketPaymentVoided, currency, "currency", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .minimum = 3, .maximum = 3),
  DOCKET_FIELD (DocketPaymentVoided, amount, "amount", docket_kind_money, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketPaymentVoided, reason, "reason", docket_kind_string, .maximum = 500),
};
DOCKET_DEFINE_RECORD (DocketPaymentVoided, docket_payment_voided, DOCKET_TYPE_EVENT, payment_voided_fields)
