/* docket-payment-evolve.c: carries the events of payments into the write tables
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-payment-evolve.h"

#include "docket-order-tables.h"
#include "docket-payment-events.h"

/**
 * docket_payment_captured_evolve:
 * @event: a DocketPaymentCaptured
 * @database: the write database
 * @error: (nullable): where to put an error
 *
 * Returns: whether the disk took it
 */
gboolean
docket_payment_captured_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketPaymentCaptured *captured = DOCKET_PAYMENT_CAPTURED (event);
  const DocketUuid *order = &docket_event_get_envelope (event)->stream;

  return docket_database_run (database, error,
                              "INSERT INTO payment (id, order_id, place, amount, captured, method, reference) VALUES (?1, ?2, "
                              "(SELECT coalesce (max (place), 0) + 1 FROM payment WHERE order_id = ?2), ?3, ?3, ?4, ?5)",
                              "uuitt", &captured->payment_id, order, captured->amount.minor, captured->method, captured->reference) &&
         docket_database_run (database, error, "UPDATE \"order\" SET captured = captured + ? WHERE id = ?", "iu", captured->amount.minor,
                              order) &&
         docket_order_touch (database, event, error);
}

/**
 * docket_payment_voided_evolve:
 * @event: a DocketPaymentVoided
 * @database: the write database
 * @error: (nullable): where to put an error
 *
 * Takes what the payment counted for out of the order's sums. One that two stations voided counts once.
 *
 * Returns: whether the disk took it
 */
gboolean
docket_payment_voided_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketPaymentVoided *voided = DOCKET_PAYMENT_VOIDED (event);

  return docket_database_run (database, error,
                              "UPDATE \"order\" SET captured = \"order\".captured - payment.captured, "
                              "authorized = authorized - payment.is_authorized * (payment.amount - payment.captured), "
                              "n_voided = n_voided + 1 "
                              "FROM payment WHERE \"order\".id = ? AND payment.id = ? AND payment.is_voided = 0",
                              "uu", &docket_event_get_envelope (event)->stream, &voided->payment_id) &&
         docket_database_run (database, error, "UPDATE payment SET captured = 0, is_authorized = 0, is_voided = 1 WHERE id = ?", "u",
                              &voided->payment_id) &&
         docket_order_touch (database, event, error);
}
