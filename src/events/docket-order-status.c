/* docket-order-status.c: the words for how an order stands, derived from its counters
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-status.h"

G_DEFINE_ENUM_TYPE (DocketOrderStatus, docket_order_status, G_DEFINE_ENUM_VALUE (DOCKET_ORDER_DRAFT, "draft"),
                    G_DEFINE_ENUM_VALUE (DOCKET_ORDER_QUOTED, "quoted"), G_DEFINE_ENUM_VALUE (DOCKET_ORDER_OPEN, "open"),
                    G_DEFINE_ENUM_VALUE (DOCKET_ORDER_CLOSED, "closed"), G_DEFINE_ENUM_VALUE (DOCKET_ORDER_CANCELLED, "cancelled"),
                    G_DEFINE_ENUM_VALUE (DOCKET_ORDER_DISCARDED, "discarded"))

G_DEFINE_ENUM_TYPE (DocketPaymentStatus, docket_payment_status, G_DEFINE_ENUM_VALUE (DOCKET_PAYMENT_UNPAID, "unpaid"),
                    G_DEFINE_ENUM_VALUE (DOCKET_PAYMENT_AUTHORIZED, "authorized"),
                    G_DEFINE_ENUM_VALUE (DOCKET_PAYMENT_PARTLY_PAID, "partly-paid"), G_DEFINE_ENUM_VALUE (DOCKET_PAYMENT_PAID, "paid"),
                    G_DEFINE_ENUM_VALUE (DOCKET_PAYMENT_OVERPAID, "overpaid"),
                    G_DEFINE_ENUM_VALUE (DOCKET_PAYMENT_PARTLY_REFUNDED, "partly-refunded"),
                    G_DEFINE_ENUM_VALUE (DOCKET_PAYMENT_REFUNDED, "refunded"), G_DEFINE_ENUM_VALUE (DOCKET_PAYMENT_VOIDED, "voided"))

G_DEFINE_ENUM_TYPE (DocketFulfilmentStatus, docket_fulfilment_status,
                    G_DEFINE_ENUM_VALUE (DOCKET_FULFILMENT_UNFULFILLED, "unfulfilled"),
                    G_DEFINE_ENUM_VALUE (DOCKET_FULFILMENT_PARTLY_SHIPPED, "partly-shipped"),
                    G_DEFINE_ENUM_VALUE (DOCKET_FULFILMENT_SHIPPED, "shipped"),
                    G_DEFINE_ENUM_VALUE (DOCKET_FULFILMENT_DELIVERED, "delivered"))

G_DEFINE_ENUM_TYPE (DocketParcelStatus, docket_parcel_status, G_DEFINE_ENUM_VALUE (DOCKET_PARCEL_PLANNED, "planned"),
                    G_DEFINE_ENUM_VALUE (DOCKET_PARCEL_PACKED, "packed"), G_DEFINE_ENUM_VALUE (DOCKET_PARCEL_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (DOCKET_PARCEL_SHIPPED, "shipped"), G_DEFINE_ENUM_VALUE (DOCKET_PARCEL_DELIVERED, "delivered"),
                    G_DEFINE_ENUM_VALUE (DOCKET_PARCEL_CANCELLED, "cancelled"))

/**
 * docket_payment_status_derive:
 * @counters: the sums over an order's payments
 *
 * Returns: how the order stands with its money
 */
DocketPaymentStatus
docket_payment_status_derive (const DocketMoneyCounters *counters)
{
  gint64 due = counters->total - counters->cancelled;

  if (counters->refunded > 0)
    return counters->refunded >= counters->captured ? DOCKET_PAYMENT_REFUNDED : DOCKET_PAYMENT_PARTLY_REFUNDED;
  if (counters->captured > 0)
    {
      if (counters->captured < due)
        return DOCKET_PAYMENT_PARTLY_PAID;
      return counters->captured == due ? DOCKET_PAYMENT_PAID : DOCKET_PAYMENT_OVERPAID;
    }
  if (counters->authorized > 0)
    return DOCKET_PAYMENT_AUTHORIZED;
  if (counters->n_voided > 0)
    return DOCKET_PAYMENT_VOIDED;
  return counters->total == 0 ? DOCKET_PAYMENT_PAID : DOCKET_PAYMENT_UNPAID;
}

/**
 * docket_fulfilment_status_derive:
 * @counters: the sums over an order's lines
 *
 * Returns: how the order stands with its goods
 */
DocketFulfilmentStatus
docket_fulfilment_status_derive (const DocketGoodsCounters *counters)
{
  if (counters->shipped <= 0)
    return DOCKET_FULFILMENT_UNFULFILLED;
  if (counters->shipped < counters->open)
    return DOCKET_FULFILMENT_PARTLY_SHIPPED;
  return counters->delivered >= counters->shipped ? DOCKET_FULFILMENT_DELIVERED : DOCKET_FULFILMENT_SHIPPED;
}

/**
 * docket_enum_nick:
 * @type: an enumeration
 * @value: one of its values
 *
 * Returns: the word that stands for it outside, such as `partly-paid`; an empty one for an unknown value
 */
const char *
docket_enum_nick (GType type, int value)
{
  GEnumClass *klass = g_type_class_ref (type);
  GEnumValue *found = g_enum_get_value (klass, value);

  g_type_class_unref (klass);
  return found != NULL ? found->value_nick : "";
}
