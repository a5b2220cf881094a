/* docket-order-events.h: what happens to an order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-address.h"
#include "docket-customer-events.h"
#include "docket-event.h"
#include "docket-order-terms.h"

G_BEGIN_DECLS

/**
 * DocketOrderPlaced:
 * @number: the order's number, unique in the shop
 * @was_drafted: the stream began as a draft
 * @customer_id: the registered customer; none for a counter sale
 * @terms: the full snapshot; lines that move stock reserve their quantity
 */
#define DOCKET_TYPE_ORDER_PLACED (docket_order_placed_get_type ())
DOCKET_DECLARE_RECORD (DocketOrderPlaced, docket_order_placed, ORDER_PLACED, DocketEvent)
struct _DocketOrderPlaced
{
  DocketEvent parent_instance;
  char *number;
  gboolean was_drafted;
  DocketUuid customer_id;
  DocketContact *customer;
  DocketAddress *shipping_address;
  char *note;
  char **tags;
  DocketOrderTerms *terms;
};

/**
 * DocketImportedPayment:
 * @time: when it was taken; 0 when the source does not say
 */
#define DOCKET_TYPE_IMPORTED_PAYMENT (docket_imported_payment_get_type ())
DOCKET_DECLARE_RECORD (DocketImportedPayment, docket_imported_payment, IMPORTED_PAYMENT, DocketRecord)
struct _DocketImportedPayment
{
  DocketRecord parent_instance;
  DocketUuid payment_id;
  DocketMoney amount;
  DocketMoney refunded;
  gboolean is_voided;
  gboolean is_authorized;
  char *method;
  char *reference;
  gint64 time;
};

/**
 * DocketImportedFulfilment:
 * @lines: element type DocketLineQuantity
 * @time: when it was shipped; 0 when the source does not say
 */
#define DOCKET_TYPE_IMPORTED_FULFILMENT (docket_imported_fulfilment_get_type ())
DOCKET_DECLARE_RECORD (DocketImportedFulfilment, docket_imported_fulfilment, IMPORTED_FULFILMENT, DocketRecord)
struct _DocketImportedFulfilment
{
  DocketRecord parent_instance;
  DocketUuid fulfilment_id;
  GPtrArray *lines;
  gboolean is_delivered;
  char *tracking;
  gint64 time;
};

/**
 * DocketOrderImported:
 * @number: the number it had, without a leading `#`
 * @source: the system it comes from: `shopify`
 * @shop: which shop of that system
 * @external_id: its identifier there
 * @terms: the figures of the file
 * @payments: element type DocketImportedPayment
 * @fulfilments: element type DocketImportedFulfilment
 * @cancelled: element type DocketLineQuantity; what the source says was cancelled
 * @cancelled_amount: what of the total was cancelled
 * @is_cancelled: the whole order was
 * @is_closed: nothing is left to do with it
 * @differences: where the file and the rules disagree, a sentence each; the file's figure was kept
 *
 * An order of another system with its history so far, in one event. It issues no stock; its open lines of
 * known products reserve it.
 */
#define DOCKET_TYPE_ORDER_IMPORTED (docket_order_imported_get_type ())
DOCKET_DECLARE_RECORD (DocketOrderImported, docket_order_imported, ORDER_IMPORTED, DocketEvent)
struct _DocketOrderImported
{
  DocketEvent parent_instance;
  char *number;
  char *source;
  char *shop;
  char *external_id;
  DocketUuid customer_id;
  DocketContact *customer;
  DocketAddress *shipping_address;
  DocketAddress *billing_address;
  char *note;
  char **tags;
  DocketOrderTerms *terms;
  GPtrArray *payments;
  GPtrArray *fulfilments;
  GPtrArray *cancelled;
  DocketMoney cancelled_amount;
  gboolean is_cancelled;
  gboolean is_closed;
  char *cancel_reason;
  char **differences;
};

/**
 * DocketOrderCancelled:
 * @lines: element type DocketLineQuantity: what was cancelled of each line; what has a product is no longer reserved
 * @amount: what of the total was cancelled
 */
#define DOCKET_TYPE_ORDER_CANCELLED (docket_order_cancelled_get_type ())
DOCKET_DECLARE_RECORD (DocketOrderCancelled, docket_order_cancelled, ORDER_CANCELLED, DocketEvent)
struct _DocketOrderCancelled
{
  DocketEvent parent_instance;
  char *reason;
  GPtrArray *lines;
  DocketMoney amount;
};

#define DOCKET_TYPE_ORDER_HELD (docket_order_held_get_type ())
DOCKET_DECLARE_RECORD (DocketOrderHeld, docket_order_held, ORDER_HELD, DocketEvent)
struct _DocketOrderHeld
{
  DocketEvent parent_instance;
  char *reason;
};

#define DOCKET_TYPE_ORDER_RELEASED (docket_order_released_get_type ())
DOCKET_DECLARE_RECORD (DocketOrderReleased, docket_order_released, ORDER_RELEASED, DocketEvent)
struct _DocketOrderReleased
{
  DocketEvent parent_instance;
};

#define DOCKET_TYPE_NOTE_ADDED (docket_note_added_get_type ())
DOCKET_DECLARE_RECORD (DocketNoteAdded, docket_note_added, NOTE_ADDED, DocketEvent)
struct _DocketNoteAdded
{
  DocketEvent parent_instance;
  DocketUuid customer_id;
  char *text;
};

G_END_DECLS
