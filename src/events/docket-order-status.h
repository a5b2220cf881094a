/* docket-order-status.h: the words for how an order stands, derived from its counters
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * DocketOrderStatus:
 *
 * The stored lifecycle of an order.
 */
typedef enum
{
  DOCKET_ORDER_STATUS_DRAFT,
  DOCKET_ORDER_STATUS_QUOTED,
  DOCKET_ORDER_STATUS_OPEN,
  DOCKET_ORDER_STATUS_CLOSED,
  DOCKET_ORDER_STATUS_CANCELLED,
  DOCKET_ORDER_STATUS_DISCARDED,
} DocketOrderStatus;

#define DOCKET_TYPE_ORDER_STATUS (docket_order_status_get_type ())
GType docket_order_status_get_type (void);

typedef enum
{
  DOCKET_PAYMENT_STATUS_UNPAID,
  DOCKET_PAYMENT_STATUS_AUTHORIZED,
  DOCKET_PAYMENT_STATUS_PARTLY_PAID,
  DOCKET_PAYMENT_STATUS_PAID,
  DOCKET_PAYMENT_STATUS_OVERPAID,
  DOCKET_PAYMENT_STATUS_PARTLY_REFUNDED,
  DOCKET_PAYMENT_STATUS_REFUNDED,
  DOCKET_PAYMENT_STATUS_VOIDED,
} DocketPaymentStatus;

#define DOCKET_TYPE_PAYMENT_STATUS (docket_payment_status_get_type ())
GType docket_payment_status_get_type (void);

typedef enum
{
  DOCKET_FULFILMENT_STATUS_UNFULFILLED,
  DOCKET_FULFILMENT_STATUS_PARTLY_SHIPPED,
  DOCKET_FULFILMENT_STATUS_SHIPPED,
  DOCKET_FULFILMENT_STATUS_DELIVERED,
} DocketFulfilmentStatus;

#define DOCKET_TYPE_FULFILMENT_STATUS (docket_fulfilment_status_get_type ())
GType docket_fulfilment_status_get_type (void);

/**
 * DocketParcelStatus:
 *
 * The stored lifecycle of one fulfilment.
 */
typedef enum
{
  DOCKET_PARCEL_STATUS_PLANNED,
  DOCKET_PARCEL_STATUS_PACKED,
  DOCKET_PARCEL_STATUS_READY,
  DOCKET_PARCEL_STATUS_SHIPPED,
  DOCKET_PARCEL_STATUS_DELIVERED,
  DOCKET_PARCEL_STATUS_CANCELLED,
} DocketParcelStatus;

#define DOCKET_TYPE_PARCEL_STATUS (docket_parcel_status_get_type ())
GType docket_parcel_status_get_type (void);

/**
 * DocketMoneyCounters:
 * @total: what was ordered, minor units
 * @cancelled: what of it was cancelled
 * @captured: what was taken
 * @refunded: what went back
 * @authorized: live authorizations that were not captured
 * @n_voided: payments that were voided
 */
typedef struct
{
  gint64 total;
  gint64 cancelled;
  gint64 captured;
  gint64 refunded;
  gint64 authorized;
  gint64 n_voided;
} DocketMoneyCounters;

DocketPaymentStatus docket_payment_status_derive (const DocketMoneyCounters *counters);

/**
 * DocketGoodsCounters:
 * @open: ordered and not cancelled
 * @shipped: shipped
 * @delivered: of that, delivered
 *
 * Sums over the lines of an order, thousandths.
 */
typedef struct
{
  gint64 open;
  gint64 shipped;
  gint64 delivered;
} DocketGoodsCounters;

DocketFulfilmentStatus docket_fulfilment_status_derive (const DocketGoodsCounters *counters);

/* The nick of an enumeration's value: `partly-paid`. */
const char *docket_enum_nick (GType type, int value);

int docket_enum_from_nick (GType type, const char *nick);

G_END_DECLS
