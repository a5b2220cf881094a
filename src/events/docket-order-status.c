/* docket-order-status.c: the words for how an order stands, derived from its counters
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-status.h"

G_DEFINE_ENUM_TYPE (DocketOrderStatus, docket_order_status, G_DEFINE_ENUM_VALUE (DOCKET_ORDER_STATUS_DRAFT, "draft"),
                    G_DEFINE_ENUM_VALUE (DOCKET_ORDER_STATUS_QUOTED, "quoted"), G_DEFINE_ENUM_VALUE (DOCKET_ORDER_STATUS_OPEN, "open"),
                    G_DEFINE_ENUM_VALUE (DOCKET_ORDER_STATUS_CLOSED, "closed"), G_DEFINE_ENUM_VALUE (DOCKET_ORDER_STATUS_CANCELLED, "cancelled"),
                    G_DEFINE_ENUM_VALUE (DOCKET_ORDER_STATUS_DISCARDED, "discarded"))

G_DEFINE_ENUM_TYPE (DocketPaymentStatus, docket_payment_status, G_DEFINE_ENUM_VALUE (DOCKET_PAYMENT_STATUS_UNPAID, "unpaid"),
                    G_DEFINE_ENUM_VALUE (DOCKET_PAYMENT_STATUS_AUTHORIZED, "authorized"),
                    G_DEFINE_ENUM_VALUE (DOCKET_PAYMENT_STATUS_PARTLY_PAID, "partly-paid"), G_DEFINE_ENUM_VALUE (DOCKET_PAYMENT_STATUS_PAID, "paid"),
                    G_DEFINE_ENUM_VALUE (DOCKET_PAYMENT_STATUS_OVERPAID, "overpaid"),
                    G_DEFINE_ENUM_VALUE (DOCKET_PAYMENT_STATUS_PARTLY_REFUNDED, "partly-refunded"),
                    G_DEFINE_ENUM_VALUE (DOCKET_PAYMENT_STATUS_REFUNDED, "refunded"), G_DEFINE_ENUM_VALUE (DOCKET_PAYMENT_STATUS_VOIDED, "voided"))

G_DEFINE_ENUM_TYPE (DocketFulfilmentStatus, docket_fulfilment_status,
                    G_DEFINE_ENUM_VALUE (DOCKET_FULFILMENT_STATUS_UNFULFILLED, "unfulfilled"),
                    G_DEFINE_ENUM_VALUE (DOCKET_FULFILMENT_STATUS_PARTLY_SHIPPED, "partly-shipped"),
                    G_DEFINE_ENUM_VALUE (DOCKET_FULFILMENT_STATUS_SHIPPED, "shipped"),
                    G_DEFINE_ENUM_VALUE (DOCKET_FULFILMENT_STATUS_DELIVERED, "delivered"))

G_DEFINE_ENUM_TYPE (DocketParcelStatus, docket_parcel_status, G_DEFINE_ENUM_VALUE (DOCKET_PARCEL_STATUS_PLANNED, "planned"),
                    G_DEFINE_ENUM_VALUE (DOCKET_PARCEL_STATUS_PACKED, "packed"), G_DEFINE_ENUM_VALUE (DOCKET_PARCEL_STATUS_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (DOCKET_PARCEL_STATUS_SHIPPED, "shipped"), G_DEFINE_ENUM_VALUE (DOCKET_PARCEL_STATUS_DELIVERED, "delivered"),
                    G_DEFINE_ENUM_VALUE (DOCKET_PARCEL_STATUS_CANCELLED, "cancelled"))

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
    return counters->refunded >= counters->captured ? DOCKET_PAYMENT_STATUS_REFUNDED : DOCKET_PAYMENT_STATUS_PARTLY_REFUNDED;
  if (counters->captured > 0)
    {
      if (counters->captured < due)
        return DOCKET_PAYMENT_STATUS_PARTLY_PAID;
      return counters->captured == due ? DOCKET_PAYMENT_STATUS_PAID : DOCKET_PAYMENT_STATUS_OVERPAID;
    }
  if (counters->authorized > 0)
    return DOCKET_PAYMENT_STATUS_AUTHORIZED;
  if (counters->n_voided > 0)
    return DOCKET_PAYMENT_STATUS_VOIDED;
  return counters->total == 0 ? DOCKET_PAYMENT_STATUS_PAID : DOCKET_PAYMENT_STATUS_UNPAID;
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
    return DOCKET_FULFILMENT_STATUS_UNFULFILLED;
  if (counters->shipped < counters->open)
    return DOCKET_FULFILMENT_STATUS_PARTLY_SHIPPED;
  return counters->delivered >= counters->shipped ? DOCKET_FULFILMENT_STATUS_DELIVERED : DOCKET_FULFILMENT_STATUS_SHIPPED;
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

/**
 * docket_enum_from_nick:
 * @type: an enumeration
 * @nick: (nullable): a word that [func@enum_nick] gave
 *
 * Returns: the value; the first one for an unknown word
 */
int
docket_enum_from_nick (GType type, const char *nick)
{
  GEnumClass *klass = g_type_class_ref (type);
  GEnumValue *found = nick != NULL ? g_enum_get_value_by_nick (klass, nick) : NULL;

  g_type_class_unref (klass);
  return found != NULL ? found->value : 0;
}
